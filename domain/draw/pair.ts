import type { Pair } from './record.ts';

/** One text for a pair; codes have no blanks. */
export const pairKey = ([officer, object]: Pair): string => `${officer} ${object}`;
