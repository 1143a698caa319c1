/** 依据 The notice as a legal basis, and its periods, as duties are written down under it. */
import type { LegalBasis } from '../law/basis.ts';
import type { Sentence } from '../law/refusal.ts';
import type { TimeLimit } from '../time/limit.ts';

/** QY-12.1: the written result, in working days from the end. */
export const RESULT_DAYS = 20;

export const workingDays = (count: number): TimeLimit => ({ unit: 'working-days', count });
export const basis = (clause: string, article: string, force: LegalBasis['force']): LegalBasis => ({
  clause,
  instrument: 'QY',
  article,
  force,
});
export const text = (clause: string, article: string): LegalBasis => basis(clause, article, 'text');
export const management = (clause: string, article: string): LegalBasis =>
  basis(clause, article, 'management');
export const say = (zh: string, en: string): Sentence => ({ zh, en });
