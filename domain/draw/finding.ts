/** 核验所见 What a check of a published text finds: whether it holds, and in which words it is said. */
import type { Sentence } from '../law/refusal.ts';
import { canonicalize } from './canonical.ts';
import type { DrawRecord } from './record.ts';

/** `undefined`: the text alone cannot tell; `say` tells what is needed. */
export interface Finding {
  check: string;
  holds: boolean | undefined;
  say: Sentence;
}

/** What somebody noted down before the reveal, or has of the records before. */
export interface Noted {
  statementHash?: string;
  number?: string;
  chain?: readonly DrawRecord[];
}

export const found = (
  check: string,
  holds: boolean | undefined,
  zh: string,
  en: string,
): Finding => ({
  check,
  holds,
  say: { zh, en },
});
export const equal = (a: unknown, b: unknown): boolean => canonicalize(a) === canonicalize(b);

export const holdsAll = (findings: readonly Finding[]): boolean =>
  findings.every(({ holds }) => holds !== false);
