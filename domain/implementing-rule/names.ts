/** 实施细则的用语 What a dossier calls that of implementing rules which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'rule-file': { zh: '细则立卷', en: 'Rule file' },
  'item-withdrawn': { zh: '事项取消', en: 'Item withdrawn' },
  'rule-version-published': { zh: '细则版本公布', en: 'Version published' },
  author: { zh: '制定部门', en: 'Author' },
  authority: { zh: '上级部门', en: 'Authority' },
  compiling: { zh: '编制中', en: 'Compiling' },
  withdrawn: { zh: '已取消', en: 'Withdrawn' },
};
