/** 审核、讨论、告知、陈述 What stands between the investigation and the decision. Pure. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type {
  discussion,
  factsNotice,
  hearingRecord,
  partyStatement,
  periodExtension,
  review,
  statementAnswer,
} from './acts.ts';
import { dayOf, notBefore, reasonMissing } from './inquiry.ts';
import { measuresStand } from './ladder.ts';
import { harsher, isGrave, type Measure } from './measures.ts';
import {
  hasInvestigated,
  isAmong,
  personOf,
  present,
  refuseApprover,
  refuseDiscussion,
  refuseReviewer,
} from './people.ts';
import { reviewCovers, since, type State } from './state.ts';

const clause = 'TJ51-14.1';

/** 十四 Of the report that stands, by whoever files it; a case that is returned says what is lacking. */
export const reviewIsIndependent: GuardOf<typeof review, State> = (act, s) => {
  const unfit = refuseReviewer(act.officer, act.known, dayOf(act), s);
  if (unfit) return unfit;
  if (!s.report || s.report.facts !== s.facts) return reportMissing;
  const early = notBefore(act, s.report.at, '调查终结报告', 'the report of the investigation');
  if (early) return early;
  return act.facts.passed || act.facts.reasonGiven
    ? undefined
    : reasonMissing(clause, '退回须写明理由。', 'What is returned has its reason.');
};

export const reportMissing: Refusal = refuse(
  'report-missing',
  clause,
  '没有覆盖全部事实的调查终结报告。',
  'There is no report of the investigation that covers every fact.',
  '先提交（补充）调查终结报告。',
  'File the report of the investigation, or its supplement, first.',
);

/** 十四 Nothing is handled before the review, and the passed review covers every supplement. */
export function refuseUnreviewed(s: State): Refusal | undefined {
  if (reviewCovers(s)) return undefined;
  if (s.review?.passed !== true)
    return refuse(
      'review-missing',
      clause,
      '没有通过法制审核，不得处理处罚。',
      'Nothing is decided without the legal review.',
      '先由法制审核人员审核通过。',
      'Have it pass the legal review first.',
    );
  return refuse(
    'review-stale',
    clause,
    '法制审核之后有新的事实，须补充调查终结报告并重新审核。',
    'There is a fact after the review: it is reported and reviewed again.',
    '补充报告后重新审核。',
    'Report it, and have it reviewed again.',
  );
}

/** 十四（三）After the review. */
export const discussionIsValid: GuardOf<typeof discussion, State> = (act, s) =>
  refuseUnreviewed(s) ??
  notBefore(act, s.review!.at, '法制审核', 'the legal review') ??
  refuseDiscussion(act.facts.participants, act.known, dayOf(act), s);

/** 处罚法 44、45、63 What is proposed, why and on what basis; time to speak; a hearing where it is grave; nothing harsher for having spoken. */
export const noticeIsFair: GuardOf<typeof factsNotice, State> = (act, s) => {
  const { measures, reasonsGiven, basisGiven, windowEndsOn, hearingOffered } = act.facts;
  const unreviewed =
    refuseUnreviewed(s) ?? notBefore(act, s.review!.at, '法制审核', 'the legal review');
  if (unreviewed) return unreviewed;
  if (!reasonsGiven || !basisGiven)
    return refuse(
      'basis-missing',
      clause,
      '事先告知须写明事实、理由和依据。',
      'The notice tells the facts, the reasons and the basis.',
      '补充事实、理由和依据。',
      'State them.',
    );
  if (windowEndsOn <= dayOf(act))
    return refuse(
      'window-ends-before-it-opens',
      clause,
      '陈述申辩期限须在告知送达之后届满。',
      'The window for the statement ends after the notice was served.',
      '给予合理期限。',
      'Allow a fair time.',
    );
  const short = since(s, 'window-held', refuseShort(act, s));
  if (short) return short;
  const wrong = measuresStand(measures, s);
  if (wrong) return wrong;
  if (isGrave(measures, [], s.settings) && !hearingOffered)
    return refuse(
      'hearing-not-offered',
      clause,
      '拟作出重大处理处罚的，须告知要求听证的权利。',
      'Where the decision would be grave, a hearing is offered.',
      '告知听证权利。',
      'Offer a hearing.',
    );
  return refuseHarsher(measures, s);
};

/** 处罚法 64, 85 A hearing is asked for within five days, which are working days: our reading. */
const HEARING_DAYS = 5;
/** The window is as long as the bureau has set, and as the hearing that is offered may be asked for. */
function refuseShort(
  { servedAt, facts }: Parameters<typeof noticeIsFair>[0],
  s: State,
): Refusal | undefined {
  const { statementDays } = s.settings;
  const days = facts.hearingOffered ? Math.max(HEARING_DAYS, statementDays) : statementDays;
  const last = servedAt && s.lastDay(servedAt, { unit: 'working-days', count: days });
  return !last || facts.windowEndsOn >= last
    ? undefined
    : refuse(
        'window-too-short',
        clause,
        `陈述申辩期限不少于 ${statementDays} 个工作日（管理设定）；告知听证权利的，不少于 ${HEARING_DAYS} 个工作日（解读：行政处罚法第六十四条）。`,
        `The window is open for ${statementDays} working days (management setting); for ${HEARING_DAYS} where a hearing is offered (reading).`,
        `不得早于 ${last}。`,
        `No earlier than ${last}.`,
      );
}

/** 处罚法 45 Once the party has spoken nothing becomes harsher, unless on facts that came after that and were reviewed. */
export function refuseHarsher(measures: readonly Measure[], s: State): Refusal | undefined {
  const { ceiling } = s;
  if (ceiling && s.facts <= ceiling.facts && harsher(ceiling.measures, measures))
    return refuse(
      'harsher-after-statement',
      clause,
      '不得因当事人陈述申辩而给予更重的处理处罚。',
      'Nothing harsher follows because the party has spoken.',
      '不重于原告知；有新的事实的，补充调查、审核后另行告知。',
      'Nothing above what was notified; a new fact is investigated, reviewed and notified first.',
    );
  return undefined;
}

/** 处罚法 64 Asked for only where it was offered. */
export const statementFits: GuardOf<typeof partyStatement, State> = (act, s) =>
  act.facts.hearing && s.notice?.hearingOffered !== true
    ? refuse(
        'hearing-not-offered',
        clause,
        '没有告知听证权利。',
        'No hearing was offered.',
        '先告知听证权利，或者只记录陈述申辩。',
        'Offer it first, or record the statement alone.',
      )
    : undefined;

export const answerIsReasoned: GuardOf<typeof statementAnswer, State> = (act) =>
  act.facts.reasonsGiven
    ? undefined
    : reasonMissing(
        clause,
        '对陈述申辩的复核意见须说明理由。',
        'The answer to the statement needs reasons.',
      );

/** 处罚法 64 Somebody presides who has not investigated. */
export const hearingIsFair: GuardOf<typeof hearingRecord, State> = (act, s) => {
  const { chair, withdrawn } = act.facts;
  if (withdrawn) return undefined;
  if (!present(personOf(act.known, chair), dayOf(act)) || isAmong(chair, s.recused, act.known))
    return refuse(
      'officer-unregistered',
      clause,
      '听证主持人不是在册人员，或者已经回避。',
      'Whoever presides is not registered, or has been recused.',
      '由在册、未回避的人员主持。',
      'Let a registered officer preside who has not been recused.',
    );
  return hasInvestigated(chair, s, act.known)
    ? refuse(
        'same-person',
        'X-7',
        '听证由非本案调查人员主持。',
        'Nobody presides who has investigated.',
        '另行指定主持人。',
        'Let somebody else preside.',
      )
    : undefined;
};

/** 处罚法 60、局令4号 Thirty days by the head; after that sixty at most, by collective discussion. Each with its reason, before the period has run out. */
export const extensionIsLawful: GuardOf<typeof periodExtension, State> = (act, s) => {
  const { days, approvedBy, participants, reasonGiven } = act.facts;
  if (!reasonGiven)
    return reasonMissing(clause, '延长期限须说明理由。', 'An extension needs its reason.');
  const first = s.extended === 0;
  const most = first ? 30 : 60;
  if (days > most || s.extended > 30 || (!first && s.extended < 30))
    return refuse(
      'extension-too-long',
      clause,
      `延长不得超过上限：负责人批准不超过 30 日，仍不能结案的，集体讨论决定不超过 60 日。`,
      'Thirty days by the head, and once more sixty by collective discussion.',
      `本次最多 ${most} 日。`,
      `${most} days at most now.`,
    );
  const unfit = refuseApprover(approvedBy, act.known, dayOf(act), s, clause);
  if (unfit) return unfit;
  return first ? undefined : refuseDiscussion(participants, act.known, dayOf(act), s);
};

/** The window was closed by its end, by the statement, or by a waiver. */
export const windowClosed = (s: State, on: ReturnType<typeof civilDateOf>): boolean =>
  s.statement !== undefined || (s.notice !== undefined && on > s.notice.endsOn);
