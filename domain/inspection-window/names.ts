/** 检查间隔的用语 What a dossier calls that of inspection windows which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'inspection-over': { zh: '检查结束', en: 'Inspection over' },
  'end-moved': { zh: '结束日期变更', en: 'End moved' },
  inspecting: { zh: '检查主体', en: 'Inspecting body' },
  institution: { zh: '机构', en: 'Institution' },
  barred: { zh: '一年内不得再查', en: 'Barred for a year' },
  'year-over': { zh: '满一年', en: 'The year is over' },
};
