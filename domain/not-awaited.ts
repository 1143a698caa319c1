import { canBeFiled } from './act-names.ts';
import type { Refusal } from './law/refusal.ts';
import { refuse } from './law/refuse.ts';

/** 尚不接收 An act that nobody awaits now; what the unit may file instead is said in its place. */
export const notAwaitedNow = (
  clause: string,
  zh: string,
  en: string,
  possible: readonly string[],
): Refusal => {
  const can = canBeFiled(possible);
  return refuse('not-awaited', clause, zh, en, can.zh, can.en);
};
