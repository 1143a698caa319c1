import { canBeFiled, type Possible } from './act-names.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refuse.ts';

/** 尚不接收 An act that nobody awaits now; what the unit may file instead is said in its place. */
export const notAwaitedNow = (
  clause: string,
  zh: string,
  en: string,
  possible: Possible,
): Refusal => {
  const can = canBeFiled(possible);
  return refuse('not-awaited', clause, zh, en, can.zh, can.en);
};
