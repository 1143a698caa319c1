/** 典型案例的用语 What a dossier calls that of it which has no form: openings, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'typical-period': { zh: '本期典型案例', en: 'Typical cases of the period' },
  public: { zh: '社会公众', en: 'The public' },
  selecting: { zh: '待选定', en: 'To be selected' },
  publishing: { zh: '刊发中', en: 'Being published' },
  published: { zh: '已刊发', en: 'Published' },
  none: { zh: '本期没有', en: 'None in the period' },
};
