/** 认定 What was found, taken together: the outcomes, whether it is a violation, whether the decision is a major one (QY-11, 15.2). Pure. */
import { outcomeKinds, type OutcomeKind } from '../outcomes.ts';
import type { FoundViolation } from '../terms.ts';
import type { ConductState } from './state.ts';
import type { ToldFinding } from './told.ts';

/** In the order of the outcomes, each once; nothing found: 无问题, unless the whole matter was transferred. */
export const outcomesOf = (findings: readonly ToldFinding[], whole: boolean): OutcomeKind[] =>
  findings.length === 0
    ? [whole ? 'transfer' : 'no-problem']
    : outcomeKinds.filter((kind) => findings.some((f) => f.outcome === kind));
/** What the windows ask of an inspection (QY-15.2). A matter that was only transferred is not decided by us. */
export function foundBy(findings: readonly ToldFinding[], undecided: boolean): FoundViolation {
  if (undecided) return 'unknown';
  if (findings.length === 0) return 'no-violation';
  return findings.every((f) => f.outcome === 'transfer') ? 'unknown' : 'violation';
}

/** QY-11  重大: by the bureau's table of outcomes, or by the amount a finding is about. */
export const isMajor = (
  findings: readonly ToldFinding[],
  { settings }: Pick<ConductState, 'settings'>,
): boolean =>
  findings.some(
    (f) =>
      settings.majorOutcomes.includes(f.outcome) ||
      (settings.majorAmountFen !== null && (f.amountFen ?? 0) >= settings.majorAmountFen),
  );
