import type { CivilDate, Instant } from '../time/instant.ts';
import type { TimeLimit } from '../time/limit.ts';
import type { JudgedBy } from './act.ts';
import type { LegalBasis } from './basis.ts';
import type { Sentence } from './refusal.ts';

/** 义务 What somebody owes somebody, within which limit, under which article. Data only. */
export interface Duty<Party extends string = string> {
  id: string;
  /** Who owes it, as a role; the file knows which unit fills the role. */
  owedBy: Party;
  owedTo: Party;
  /** The type of the act that performs it. */
  act: string;
  action: Sentence;
  limit: TimeLimit;
  judgedBy: JudgedBy;
  basis: LegalBasis;
  /** The act may be dated before what triggers the duty; it then counts as done at the trigger (a case filed before the letter came). */
  mayPrecede?: true;
  /** The second reading of the same period, shown beside the first (legal-time §5). */
  altLimit?: TimeLimit;
  /** When to warn, where it is not as X-8 says: for example after an hour of business time. Warnings are management only. */
  remindAt?: readonly Instant[];
  /** A management period that has passed is reminded of again every so long (TJ84-15.4). */
  again?: TimeLimit;
}

/** The same duty with a date that an act has set. */
export function dueOn<D extends Duty>(duty: D, on: CivilDate): Duty & Pick<D, 'act'> {
  return { ...duty, limit: { unit: 'fixed', on } };
}
