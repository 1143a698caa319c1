/** 检查计划的用语 What a dossier calls that of inspection programmes which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  programme: { zh: '检查计划', en: 'Programme' },
  'programme-amended': { zh: '计划调整', en: 'Programme amended' },
  'programme-figures': { zh: '计划执行数据', en: 'Figures of the programme' },
  inspecting: { zh: '检查主体', en: 'Inspecting body' },
  'drawn-up': { zh: '已编制', en: 'Drawn up' },
  announced: { zh: '已公布', en: 'Announced' },
  reported: { zh: '已报告', en: 'Reported' },
  'reported-with-overrun': { zh: '已报告，超出计划', en: 'Reported, with overrun' },
};
