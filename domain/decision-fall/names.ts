/** 决定撤销、变更登记的用语 What a dossier calls that of it which has no form: openings, own entries, parties, stages, outcomes. */
import type { Sentence } from '../law/refusal.ts';

export const names: Readonly<Record<string, Sentence>> = {
  'decision-fall-record': { zh: '决定撤销、变更登记', en: 'Record that a decision fell' },
  'decision-fall-retraction': { zh: '登记有误，恢复成立', en: 'Record taken back' },
  'decision-fall-follows': { zh: '随立案查处案卷撤销', en: 'Fall with the penalty case' },
  'ground-annulled': {
    zh: '所依据的处罚决定已被撤销',
    en: 'The penalty on which it rests was annulled',
  },
  'fall-settled': { zh: '登记办结', en: 'Record settled' },
  recording: { zh: '登记单位', en: 'Recording unit' },
  confirming: { zh: '确认单位', en: 'Confirming unit' },
  recorded: { zh: '待确认', en: 'To be confirmed' },
  annulled: { zh: '决定已撤销', en: 'Annulled' },
  changed: { zh: '决定已变更', en: 'Changed' },
  stands: { zh: '决定恢复成立', en: 'Stands again' },
  rejected: { zh: '不予确认', en: 'Rejected' },
  withdrawn: { zh: '登记撤回', en: 'Withdrawn' },
};
