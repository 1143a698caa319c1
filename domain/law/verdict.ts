import type { LegalBasis } from './basis.ts';
import type { Refusal } from './refusal.ts';
import type { Timing } from './wait.ts';

/**
 * 裁定 The verdict on an act: final for its id. `duty`: the key of the wait it performed.
 * `force`: of the period that `timing` is about; late by a `management` period is no breach. Verdicts of before it was told have none.
 */
export type Verdict =
  | { accepted: true; timing?: Timing; force?: LegalBasis['force']; duty?: string }
  | { accepted: false; refusal: Refusal };
