/** 名单通报的用语 Who is told, and how a decision comes into a list. */
import type { Instant } from '../time/instant.ts';

/** 卫生健康、市场监管 */
export const recipients = ['health', 'market'] as const;
export type Recipient = (typeof recipients)[number];

/** 新增、补报、更正 Served in the period; served before it and entered late; told before and fallen since. */
export const marks = ['new', 'late', 'correction'] as const;
type Mark = (typeof marks)[number];

/** What stands in a list, by ids only. */
export type ListedDecision = {
  file: string;
  number: number;
  mark: Mark;
  /** How often it had fallen or come to stand again; absent: never. */
  turn?: number;
};

/** A decision that was told and has fallen, or stands again since that was told. `list`: the file of the list that has it. */
export type Fallen = {
  list: string;
  decision: { file: string; number: number };
  state: 'decided' | 'served' | 'fallen' | 'changed';
  at: Instant;
  /** Which turn of it; absent: the first. */
  turn?: number;
};
