/** 案件回访的用语 What a dossier calls that of a round which has no form: openings, what is brought, entries, parties, stages, outcomes. */
import { names as drawNames } from '../draw/names.ts';
import type { Sentence } from '../law/refusal.ts';

/** How many units beside the drawing body and the second body may take part. */
export const MOST_OFFICES = 20;

const offices = Array.from({ length: MOST_OFFICES }, (_, n) => n + 1);

export const names: Readonly<Record<string, Sentence>> = {
  ...drawNames,
  'revisit-round': { zh: '启动案件回访', en: 'Round of revisits' },
  'revisit-order': { zh: '抽取次序', en: 'Order of the draw' },
  'revisit-figures': { zh: '回访统计', en: 'Figures of the round' },
  'revisit-population': { zh: '回访总体', en: 'Population of the round' },
  'revisitors-named': { zh: '回访人员已指定', en: 'Revisitors named' },
  'revisit-carried-out': { zh: '已回访', en: 'Revisited' },
  'revisit-closed': { zh: '已答复，无人可以记录', en: 'Answered, and closed without a record' },
  'revisit-replaced': { zh: '按次序替补', en: 'Replaced by the next of the order' },
  ...Object.fromEntries(
    offices.map((n) => [`office-${n}`, { zh: `参加单位 ${n}`, en: `Office taking part ${n}` }]),
  ),
  revisiting: { zh: '回访中', en: 'Revisiting' },
  counting: { zh: '统计中', en: 'Counting' },
  summarising: { zh: '汇总中', en: 'Summarising' },
  summarised: { zh: '已汇总', en: 'Summarised' },
};
