/** 第十一条 What an accepting department owes in a cascade: one duty a department, however many results. Management only: 立即 has no number. */
import type { Duty } from '../law/duty.ts';
import { confirmation } from './acts.ts';

export const confirmResults = {
  id: 'confirmResults',
  act: confirmation.type,
  owedTo: 'reporter',
  judgedBy: 'receipt',
  limit: { unit: 'working-days', count: 1 },
  basis: { clause: 'TJ84-11', instrument: 'TJ84', article: '第十一条', force: 'management' },
  action: {
    zh: '受理部门逐一确认依据该证照的办理结果',
    en: 'The accepting department confirms each of its results that depend on the licence',
  },
} as const satisfies Omit<Duty, 'owedBy'>;
