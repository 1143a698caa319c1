import type { LegalBasis } from './basis.ts';
import type { Refusal, Sentence } from './refusal.ts';
import type { Instant } from '../time/instant.ts';
import type { Timing, Wait } from './wait.ts';

/** A duty (`within`) or a window (`until`) that began with an act, as its author is told of it with the verdict. */
export interface Started {
  key: string;
  duty: string;
  item?: string;
  act: string;
  action: Sentence;
  kind: Wait['kind'];
  owedBy: string;
  owedTo: string;
  due: Instant;
  inclusive: boolean;
  status: Wait['due']['status'];
  force: LegalBasis['force'];
  clause: string;
}

/**
 * 裁定 The verdict on an act: final for its id. `duty`: the key of the wait it performed.
 * `force`: of the period that `timing` is about; late by a `management` period is no breach. Verdicts of before it was told have none.
 * `started`: what is owed or possible because of the act; `warnings`: what it lacks and was accepted without. Both as they stood when it was entered.
 */
export type Verdict =
  | {
      accepted: true;
      timing?: Timing;
      force?: LegalBasis['force'];
      duty?: string;
      started?: readonly Started[];
      warnings?: readonly string[];
    }
  | { accepted: false; refusal: Refusal };
