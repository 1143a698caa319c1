/** 抽查的文书 The acts of a draw, and what the engine is told of each: codes, instants, hashes, and the second number. What is drawn stays in Postgres. */
import type { Instant } from '../time/instant.ts';
import type { DrawClause } from './record.ts';
import type { ActWith } from '../law/acts.ts';

/** The number is told before the secret is known: the history proves the order. `used`: it was given for another draw. */
export type NumberGiven = ActWith<{ number: string }, { used: boolean }>;
export type AbandonmentAct = ActWith<{ reasonGiven: boolean }>;
/** Brought by ourselves when the record stands: what it came to. */
export type Ended = ActWith<{
  recordHash: string;
  objects: number;
  teams: number;
  unstaffed: number;
}>;

export interface State {
  clause: DrawClause;
  body: string;
  contributor: string;
  committedAt: Instant;
  /** 承诺 → 给数 → 揭示 */
  at: 'committed' | 'contributed' | 'ending';
}
