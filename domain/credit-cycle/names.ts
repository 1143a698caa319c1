/** 评价的用语 What a dossier calls that of it which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'credit-cycle': { zh: '评价周期开始', en: 'The cycle begins' },
  'credit-assessed': { zh: '评价完成', en: 'The subjects were graded' },
  'credit-gathered': { zh: '信用信息登记完毕', en: 'What files have told is recorded' },
  'credit-recount': { zh: '重新评价', en: 'Graded again' },
  'objection-granted': { zh: '异议成立，重新评价', en: 'An objection was granted: graded again' },
  'credit-rule-changed': { zh: '规则有新版', en: 'A new version of the rule' },
  'credit-cycle-succeeded': { zh: '下一周期已评价', en: 'The next cycle was graded' },
  'credit-regraded': { zh: '等级更正', en: 'A grade was corrected' },
  'credit-told': { zh: '评价结果已告知', en: 'The grades were told' },
  'fund-supervision': { zh: '基金监管科', en: 'Section of fund supervision' },
  subjects: { zh: '信用主体', en: 'The subjects' },
  collecting: { zh: '归集中', en: 'Collecting' },
  gathering: { zh: '等待登记', en: 'Waiting for records' },
  assessing: { zh: '评价中', en: 'Grading' },
  graded: { zh: '已评价', en: 'Graded' },
  told: { zh: '已告知', en: 'Told' },
  succeeded: { zh: '由下一周期取代', en: 'Succeeded by the next cycle' },
  'no-rule': { zh: '没有规则，不评级', en: 'Without a rule: not graded' },
};
