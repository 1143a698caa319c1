/** 抽查的文书 The acts of a draw, and what the engine is told of each: codes, instants, hashes, and the second number. What is drawn stays in Postgres. */
import type { Instant } from '../time/instant.ts';
import type { DrawClause } from './record.ts';
import { act, actOfOurs } from '../law/acts.ts';

/** The number is told before the secret is known: the history proves the order. `used`: it was given for another draw. */
export const contribution = act<{ number: string }, { used: boolean }>()(
  'contribution',
  '第二个数',
  'The second number',
);
export const reveal = act()('reveal', '揭示', 'Reveal');
export const abandonment = act<{ reasonGiven: boolean }>()(
  'abandonment',
  '放弃抽查',
  'Abandonment',
);
/** Brought by ourselves when the record stands: what it came to. */
type Outcome = { recordHash: string; objects: number; teams: number; unstaffed: number };
export const drawn = actOfOurs<Outcome>()('drawn');
export const givenUp = actOfOurs<Outcome>()('given-up');

export type Acts =
  | typeof contribution
  | typeof reveal
  | typeof abandonment
  | typeof drawn
  | typeof givenUp;

export interface State {
  clause: DrawClause;
  body: string;
  contributor: string;
  committedAt: Instant;
  /** 承诺 → 给数 → 揭示 */
  at: 'committed' | 'contributed' | 'ending';
}
