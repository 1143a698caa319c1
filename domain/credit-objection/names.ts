/** 异议的用语 What a dossier calls that of it which has no form: openings, what is brought, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'credit-objection-letter': { zh: '信用异议', en: 'Objection to credit' },
  'objection-record-fell': { zh: '所异议的记录已不计', en: 'The record has fallen' },
  'objection-decided': { zh: '异议已决定', en: 'The objection was decided' },
  handling: { zh: '基金监管科', en: 'Section of fund supervision' },
  deciding: { zh: '决定单位', en: 'The deciding unit' },
  subject: { zh: '信用主体', en: 'The subject' },
  checking: { zh: '核查中', en: 'Being checked' },
  'to-decide': { zh: '待决定', en: 'To be decided' },
  'to-notify': { zh: '待告知', en: 'To be told' },
  granted: { zh: '异议成立', en: 'Granted' },
  rejected: { zh: '异议不成立', en: 'Rejected' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  settled: { zh: '记录已不计', en: 'Settled: the record has fallen' },
};
