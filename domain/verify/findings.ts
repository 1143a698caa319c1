/** 核验结论 What a verifier says of a dossier, point by point. */
import type { Sentence } from '../law/refusal.ts';

/**
 * `proved`: it holds, and rests on nobody's word but the holder's of a given key. `word`: it rests on the bureau's word alone, by its nature. `missing`: it could be
 * proved and is not, for something is not here. `wrong`: it does not hold.
 */
export type State = 'proved' | 'word' | 'missing' | 'wrong';

export interface Finding {
  point: Point;
  state: State;
  say: Sentence;
  /** Where, for whoever looks: names of members, entries, fields with both values. */
  details: readonly string[];
}

export type Point =
  | 'members'
  | 'shapes'
  | 'chain'
  | 'leaves'
  | 'tree'
  | 'signature'
  | 'witnesses'
  | 'kept'
  | 'acts'
  | 'ground'
  | 'histories'
  | 'contents'
  | 'documents-made'
  | 'documents'
  | 'counting'
  | 'life'
  | 'word'
  | 'withheld';

/** More are counted. */
const MOST = 50;

export function finding(
  point: Point,
  state: State,
  zh: string,
  en: string,
  details: readonly string[] = [],
): Finding {
  const more = details.length > MOST ? [`… ${details.length - MOST}`] : [];
  return { point, state, say: { zh, en }, details: [...details.slice(0, MOST), ...more] };
}

/** `wrong` where there is something to name, else `proved`. */
export const proving = (
  point: Point,
  wrong: readonly string[],
  say: { holds: Sentence; fails: Sentence },
): Finding => {
  const of = wrong.length > 0 ? say.fails : say.holds;
  return finding(point, wrong.length > 0 ? 'wrong' : 'proved', of.zh, of.en, wrong);
};

/** 0: everything that can be proved is. 1: something does not hold. 3: nothing is wrong, and something is not proved that could be. */
export function exitCode(findings: readonly Finding[]): 0 | 1 | 3 {
  if (findings.some(({ state }) => state === 'wrong')) return 1;
  return findings.some(({ state }) => state === 'missing') ? 3 : 0;
}
