/** 关口的回答 What a gate answers: never only no, always under which clause, what is missing and from when it would be lawful. */
import type { ProblemCode } from '../law/codes.ts';
import type { Refusal, Sentence } from '../law/refusal.ts';
import { startOfDay } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';

/** In the order of the notice. */
export const gateIds = [
  'scope',
  'qualification',
  'qualification-published',
  'delegation',
  'third-parties',
  'certificates',
  'item-basis',
  'item-published',
  'item-content',
  'item-method',
  'item-standard',
  'item-cap',
  'territory',
  'yearly-cap',
  'clues',
  'reasonable-frequency',
  'combination',
  'levels',
  'team-size',
  'lists',
  'on-the-lists',
  'draw',
  'special-papers',
  'special-number',
  'on-site-reason',
  'purpose',
  'approval',
  'approved-days',
  'notice',
  'certificates-shown',
  'two-officers',
  'recusal',
  'repeat',
  'superior-clean',
  'already-known',
] as const;
export type GateId = (typeof gateIds)[number];

/** The clause under which a gate is known: exceptions and overrides are named by it. */
export const clauseOf: Readonly<Record<GateId, string>> = {
  scope: 'QY-0',
  qualification: 'QY-1.1',
  'qualification-published': 'QY-1.2',
  delegation: 'QY-1.3',
  'third-parties': 'QY-1.4',
  certificates: 'QY-1.5',
  'item-basis': 'QY-2.1',
  'item-published': 'QY-2.3',
  'item-content': 'QY-3.1',
  'item-method': 'QY-3.1',
  'item-standard': 'QY-3.1',
  'item-cap': 'QY-3.1',
  territory: 'QY-3.2',
  'yearly-cap': 'QY-4.1',
  clues: 'QY-4.2',
  'reasonable-frequency': 'QY-4.3',
  combination: 'QY-5.1',
  levels: 'QY-5.2',
  'team-size': 'QY-5.4',
  lists: 'QY-6.1',
  'on-the-lists': 'QY-6.1',
  draw: 'QY-6.2',
  'special-papers': 'QY-7.1',
  'special-number': 'QY-7.2',
  'on-site-reason': 'QY-9.1',
  purpose: 'QY-9.3',
  approval: 'QY-10.1',
  'approved-days': 'QY-10.1',
  notice: 'QY-10.3',
  'certificates-shown': 'QY-10.4',
  'two-officers': 'QY-10.6',
  recusal: 'X-7',
  repeat: 'QY-15.1',
  'superior-clean': 'QY-15.2',
  'already-known': 'QY-15.3',
};
/** The gates that a form names, by the clause or by the name of the gate. */
export const gatesNamed = ({
  gate,
  clause,
}: {
  gate?: GateId | undefined;
  clause?: string | undefined;
}): readonly GateId[] =>
  gate === undefined ? gateIds.filter((id) => clauseOf[id] === clause) : [gate];

/**
 * `excepted`: a clue or a superior's document lifts the gate. `overridden`: the head has, where X-3 allows it (listed in the QY-19 report).
 * `warned`: remarked, no bar. `pending`: not owed yet at this stage, but before the start.
 */
export const outcomes = [
  'passed',
  'refused',
  'excepted',
  'overridden',
  'warned',
  'pending',
] as const;
export type GateOutcome = (typeof outcomes)[number];

export interface Finding {
  gate: GateId;
  /** Machine code; absent where the gate is passed. */
  code?: ProblemCode;
  clause: string;
  outcome: GateOutcome;
  /** The item of a combined inspection that it is about. */
  item?: string;
  say: Sentence;
  /** What would be lawful. */
  lawful?: Sentence;
  /** What is missing, as machine names. */
  missing?: readonly string[];
  earliest?: CivilDate;
  /** The clue or document that excepts; the officer who overrides; the inspection or plan that bars. */
  by?: string;
  /** What must follow although the gate lets pass (QY-7.3, 10.2). */
  owed?: readonly string[];
  /** It rests on a setting of the bureau, not on the text. */
  force?: 'management' | 'reading';
}

type Rest = Partial<Omit<Finding, 'gate' | 'clause' | 'outcome' | 'code'>>;
const PASSED: Sentence = { zh: '符合', en: 'In order' };

export const passed = (gate: GateId, clause: string, rest: Rest = {}): Finding => ({
  gate,
  clause,
  outcome: 'passed',
  say: PASSED,
  ...rest,
});
export const pending = (
  gate: GateId,
  clause: string,
  zh: string,
  en: string,
  missing: readonly string[],
): Finding => ({ gate, clause, outcome: 'pending', say: { zh, en }, missing });

/** A refusal, told in the order in which one speaks: what is wrong, then what would be lawful. */
export function refused(
  gate: GateId,
  clause: string,
  code: ProblemCode,
  say: readonly [string, string],
  lawful: readonly [string, string],
  rest: Rest = {},
): Finding {
  return {
    gate,
    clause,
    code,
    outcome: 'refused',
    say: { zh: say[0], en: say[1] },
    lawful: { zh: lawful[0], en: lawful[1] },
    ...rest,
  };
}

/** The same finding, which bars nobody. */
export const warned = (finding: Finding): Finding => ({ ...finding, outcome: 'warned' });

/** As the rest of the system knows it. */
export function refusalOf(finding: Finding): Refusal {
  const { code = 'internal', clause, say, lawful = say, earliest } = finding;
  return { code, clause, say, lawful, ...(earliest && { earliest: startOfDay(earliest) }) };
}
