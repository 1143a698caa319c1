/**
 * X-11, B16 What a file cites of the rules that every file has: those of TJ51 about officers bind in Tianjin, and its first annex is about the rapid response alone;
 * the notice of Qingyang has rules of its own about officers.
 */
import type { Refusal } from './refusal.ts';

/** What stands in Annex 1 of TJ51 for the rapid response is order inside the system for everything else. */
const outsideTheAnnex: Readonly<Record<string, string>> = {
  'TJ51-A1': 'X-4',
  'TJ51-A1-X1': 'X-13',
};
/** TJ51-19.2: whoever was removed enforces no more; in Qingyang nobody inspects who may not enforce (QY-1.5). */
const inQingyang: Readonly<Record<string, string>> = { ...outsideTheAnnex, 'TJ51-19.2': 'QY-1.5' };

/** `under`: a clause of the file's own instrument, or that instrument. */
const clauseUnder = (under: string, clause: string): string =>
  (under.startsWith('TJ51')
    ? undefined
    : under.startsWith('QY')
      ? inQingyang[clause]
      : outsideTheAnnex[clause]) ?? clause;

export function citedUnder(under: string, refusal: Refusal | undefined): Refusal | undefined {
  return refusal && { ...refusal, clause: clauseUnder(under, refusal.clause) };
}

/** 收到 Who may say when something was received, and what counts as received at all. */
export const receiptClause = (under: string): string => clauseUnder(under, 'TJ51-A1-X1');
