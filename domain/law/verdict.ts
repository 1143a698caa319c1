import type { Refusal } from './refusal.ts';
import type { Timing } from './wait.ts';

/** 裁定 The verdict on an act: final for its id. `duty`: the key of the wait it performed. */
export type Verdict =
  | { accepted: true; timing?: Timing; duty?: string }
  | { accepted: false; refusal: Refusal };
