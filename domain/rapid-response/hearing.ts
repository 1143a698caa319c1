/** 陈述申辩 The subject is heard before an adverse decision (条例 13); the opportunity counts, not its use. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { finalDecision, statementOffer } from './acts.ts';
import { adverse, has } from './measures.ts';
import type { State } from './state.ts';
import { stepOf } from './terms.ts';

/** （五）The window for the statement ends before the time for the decision does. */
export const windowEndsInTime: GuardOf<typeof statementOffer, State> = (act, s) => {
  const { facts } = act;
  const served = act.servedAt === undefined ? undefined : civilDateOf(act.servedAt);
  if (served === undefined || facts.windowEndsOn < served)
    return refuse(
      'window-ends-before-it-opens',
      stepOf(s, '5b'),
      '陈述申辩期限须在告知送达之后届满。',
      'The window for the statement must end after the offer was served.',
      '写明送达时间，并给予合理期限。',
      'State the service and allow a fair time.',
    );
  if (s.finalLastDay !== undefined && facts.windowEndsOn >= s.finalLastDay) {
    return refuse(
      'window-too-long',
      stepOf(s, '5b'),
      `陈述申辩期限须在处理决定到期日（${s.finalLastDay}）之前届满。`,
      `The window must end before the last day for the decision (${s.finalLastDay}).`,
      '缩短陈述申辩期限。',
      'Set an earlier end.',
    );
  }
  return undefined;
};

/** 条例 13 An adverse decision follows the opportunity to be heard; the opportunity counts, not its use. */
export const subjectCouldBeHeard: GuardOf<typeof finalDecision, State> = (act, s) => {
  if (!has(act.facts.measures, ...adverse)) return undefined;
  const clause = stepOf(s, '5b');
  if (!s.statement)
    return refuse(
      'not-heard',
      clause,
      '不利决定之前须告知当事人陈述申辩的权利。',
      'An adverse decision must be preceded by the offer to be heard.',
      '先告知陈述申辩的权利。',
      'Offer to hear the party first.',
    );
  const decidedOn = act.occurredAt === undefined ? undefined : civilDateOf(act.occurredAt);
  if (!s.statement.heard && (decidedOn === undefined || decidedOn <= s.statement.endsOn)) {
    return refuse(
      'window-still-open',
      clause,
      `陈述申辩期限（${s.statement.endsOn}）尚未届满。`,
      `The window for the statement (until ${s.statement.endsOn}) is still open.`,
      '期限届满后，或当事人已陈述、已放弃后再决定。',
      'Decide when it has closed, or when the subject has spoken or waived.',
    );
  }
  return undefined;
};
