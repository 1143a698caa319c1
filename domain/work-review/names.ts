/** 督查的用语 What a dossier calls that of it which has no form: openings, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';
import { numberedParties } from '../work-plan/names.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'work-review': { zh: '督查', en: 'Periodic review' },
  'work-review-version': { zh: '重新出具的督查', en: 'Review that is written again' },
  'review-fixed': { zh: '督查内容固定', en: 'Content of the review fixed' },
  'review-closed': { zh: '督查结果已审定', en: 'The review was closed' },
  office: { zh: '领导小组办公室', en: 'Office of the leading group' },
  'leading-group': { zh: '领导小组', en: 'The leading group' },
  ...numberedParties('group', '领导小组成员单位', 'Unit of the leading group'),
  ...numberedParties('responsible', '责任科室', 'Responsible section'),
  reviewing: { zh: '待审定', en: 'To be closed' },
  closed: { zh: '已审定', en: 'Closed' },
};
