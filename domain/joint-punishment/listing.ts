/** 列入 May this decision bring somebody onto the list (二（七）)? Fraud, severe, and final: nothing that review or suit may still undo. Pure. */
import type { Matter } from '../penalty-case/terms.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { addDays, startOfDay } from '../time/civil-date.ts';
import { due } from '../time/due.ts';
import type { CivilDate } from '../time/instant.ts';
import type { WorkCalendar } from '../time/limit.ts';
import type { JointPunishmentSettings } from './settings.ts';

export const LISTS = 'QJ-2.7';

const refuse = refusing(LISTS);

/** 期限届满、复议审结、裁判生效 */
export const finalities = ['expired', 'review-decided', 'judgment'] as const;
type Finality = (typeof finalities)[number];

/** 欺诈骗保 What a decision finds when somebody has cheated the funds. */
const frauds: ReadonlySet<string> = new Set<Matter>([
  'leased-department',
  'false-claim',
  'forged-records',
  'private-settlement',
  'hoarded-cards',
  'borrowed-licence',
]);

/**
 * Whether the decision finds fraud, as it confirms and as whoever proposes answers for (`said`). What a case was filed for says nothing beside what was
 * confirmed; only where its decision names no violation at all does the penalty of a case of fraud speak for itself.
 */
export const findsFraud = (
  { matter, violations }: { matter: string; violations: readonly string[] },
  said: boolean,
): boolean =>
  said &&
  (violations.length === 0
    ? matter === 'fraud'
    : violations.some((violation) => frauds.has(violation)));

export interface Listing {
  decision: {
    /** Of a case of ours: how it stands. By its paper: served, as the paper says. */
    state: string;
    penalty: boolean;
    /** As it was decided, and as whoever proposes answers for. */
    fraud: boolean;
    severe: boolean;
    servedOn: CivilDate | undefined;
  };
  finality: Finality;
  /** The day of the decision on the review, or from which the judgment is in force. */
  decidedOn: CivilDate | undefined;
  /** The paper of the review or the court, or the statement that nothing was brought. */
  proved: boolean;
  today: CivilDate;
  calendar: WorkCalendar;
  settings: JointPunishmentSettings;
}

/** From which day on the decision is final; undefined where a day is missing. */
export function finalOn(l: Listing): CivilDate | undefined {
  const { settings, calendar, decidedOn, finality } = l;
  const { servedOn } = l.decision;
  if (finality === 'judgment') return decidedOn;
  const from = finality === 'expired' ? servedOn : decidedOn;
  if (from === undefined) return undefined;
  const limit =
    finality === 'expired'
      ? ({ unit: 'months', count: settings.suitMonths } as const)
      : ({ unit: 'calendar-days', count: settings.afterReviewDays } as const);
  return addDays(due(startOfDay(from), limit, calendar).lastDay!, 1);
}

/** Why nobody is listed by it; nothing when somebody may be. */
export const refuseListing = (l: Listing): Refusal | undefined =>
  refuseDecision(l) ?? refuseFinality(l);

function refuseDecision({ decision }: Listing): Refusal | undefined {
  if (!decision.penalty || decision.state !== 'served' || decision.servedOn === undefined)
    return refuse(
      'list-decision-fallen',
      '没有送达生效、被撤销、变更的决定和不予处罚的决定，不能作为列入的依据。',
      'A decision that was not served, has fallen or was changed, or imposes no penalty lists nobody.',
      '以生效的处罚决定为依据。',
      'Rest it on a penalty that stands.',
    );
  if (!decision.fraud)
    return refuse(
      'not-fraud',
      '名单针对欺诈骗保，决定没有认定。',
      'The list is for fraud on the funds, and the decision finds none.',
      '其他违规不列入名单。',
      'Other violations are not listed.',
    );
  return decision.severe
    ? undefined
    : refuse(
        'not-severe',
        '决定没有认定情节严重。',
        'The decision does not find the case severe.',
        '只有认定情节严重的列入名单。',
        'Only severe cases are listed.',
      );
}

function refuseFinality(l: Listing): Refusal | undefined {
  const { finality, proved, today, decidedOn } = l;
  if (!proved || (finality !== 'expired' && decidedOn === undefined))
    return refuse(
      'evidence-missing',
      '没有证明复议、诉讼已经结束或者没有提起的文书和日期。',
      'No paper with its day proves that review or suit is over, or was never brought.',
      '附复议决定、裁判文书，或者没有提起的查询结果。',
      'Attach the decision, the judgment, or the answer that nothing was brought.',
    );
  const from = finalOn(l)!;
  const early = decidedOn !== undefined && l.decision.servedOn! > decidedOn;
  return from <= today && !early
    ? undefined
    : refuse(
        'decision-not-final',
        early
          ? '复议、诉讼的日期早于决定的送达。'
          : `复议、诉讼的期限未满，${from} 起方为最终决定。`,
        early
          ? 'The review or suit would be before the service of the decision.'
          : `Review or suit is open; the decision is final from ${from} on.`,
        early ? '核对日期。' : `${from} 及以后。`,
        early ? 'Check the days.' : `On or after ${from}.`,
      );
}
