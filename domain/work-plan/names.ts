/** 工作方案的用语 What a dossier calls that of it which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

/** So many units of the group are named in a file, and so many responsible sections. */
export const MOST_UNITS = 20;

export const numberedParties = (role: string, zh: string, en: string): Record<string, Sentence> =>
  Object.fromEntries(
    Array.from({ length: MOST_UNITS }, (_, n) => [
      `${role}-${n + 1}`,
      { zh: `${zh}（${n + 1}）`, en: `${en} ${n + 1}` },
    ]),
  );

export const names: Readonly<Record<string, Sentence>> = {
  'work-plan': { zh: '工作方案', en: 'Plan of work' },
  'plan-period-over': { zh: '期满', en: 'A period is over' },
  'review-due': { zh: '期满立卷', en: 'A review is due' },
  'plan-amended': { zh: '工作方案已修改', en: 'The plan was amended' },
  'plan-amendment-rejected': { zh: '修改未获同意', en: 'The amendment was rejected' },
  'plan-closed': { zh: '工作方案已终结', en: 'The plan was closed' },
  office: { zh: '领导小组办公室', en: 'Office of the leading group' },
  ...numberedParties('group', '领导小组成员单位', 'Unit of the leading group'),
  entering: { zh: '补录完成情况', en: 'What was done is entered' },
  running: { zh: '实施中', en: 'Running' },
  closing: { zh: '已终结，待末期督查', en: 'Closed, its last reviews to be opened' },
  closed: { zh: '已终结', en: 'Closed' },
};
