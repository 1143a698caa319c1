/** 决定不再成立的用语 Why a decision falls, what becomes of it, and what is recorded of that. */
import type { Measure } from '../rapid-response/measures.ts';
import type { Instant } from '../time/instant.ts';

/** 复议、法院、自行纠正 What a person records. */
export const recordedCauses = ['review', 'court', 'self'] as const;
/** 随案 The penalty case on which it rests has fallen; 误记 a record is taken back. */
export const causes = [...recordedCauses, 'penalty-case', 'mistake'] as const;
type Cause = (typeof causes)[number];

/** 撤销、变更、恢复成立 It falls wholly or in part, or stands again. */
export const outcomes = ['annulled', 'changed', 'stands'] as const;
type FallOutcome = (typeof outcomes)[number];

export type Decision = { file: string; number: number };

/** What a file of it records. `measures`: what is left of a decision that was changed. */
export type Recorded = {
  kind: 'fall' | 'stand';
  cause: Cause;
  outcome: FallOutcome;
  measures?: readonly Measure[];
  decidedAt: Instant;
  effectiveAt: Instant;
  /** Of what is taken back: the file that recorded it. */
  takesBack?: string;
  /** 随案 The penalty case that has fallen. */
  restsOn?: string;
};
