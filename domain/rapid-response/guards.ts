/** 不得 What Annex 1 and parts two to four forbid, act by act. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import { nameOfAct } from '../law/act-names.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf, formatInstant } from '../time/civil-date.ts';
import { instant } from '../time/instant.ts';
import {
  adverse,
  ends,
  grounds,
  type CaseClosure,
  type FilingDecision,
  type FinalDecision,
  type FurtherAnswer,
  type FurtherLetter,
  type Measure,
  type MeasureKind,
  type State,
  type StatementOffer,
  type SuspensionDecision,
  type SuspensionNotice,
  type SuspensionReview,
} from './acts.ts';
import { carriesSuspension, refusalOnly } from './agreement.ts';
import { notAwaitedNow, refuse } from '../law/refuse.ts';
import type { Guard } from '../law/acts.ts';

const n = (s: State) => (s.subject === 'institution' ? 1 : 2);
const as = <T>(act: Act) => act as unknown as T;

/** （二）A suspension rests on a clause of the agreement; declining it needs a reason. */
const suspensionHasItsClause: Guard<State> = (act, s) => {
  const { facts } = as<SuspensionDecision>(act);
  const clause = `TJ51-A1-${n(s)}.2a`;
  if (facts.outcome === 'decline') {
    return facts.reasonGiven
      ? undefined
      : refuse(
          'reason-missing',
          clause,
          '不予暂停须说明理由。',
          'Declining to suspend needs a reason.',
          '写明不予暂停的理由。',
          'State the reason for declining.',
        );
  }
  if (!facts.clauseCited)
    return refuse(
      'clause-missing',
      clause,
      '暂停决定须写明所依据的协议条款。',
      'A suspension must cite the clause of the agreement it rests on.',
      '写明协议条款，或作出不予暂停的决定并说明理由。',
      'Cite the clause, or decline with a reason.',
    );
  return facts.clauseInAgreement ? undefined : unknownClause(clause);
};

const unknownClause = (clause: string) =>
  refuse(
    'clause-unknown',
    clause,
    '该条款不在登记的服务协议中。',
    'The clause is not in the registered agreement.',
    '引用协议中已登记的条款。',
    'Cite a clause that is registered with the agreement.',
  );

/** （二）Not any clause: one that covers what is alleged. An act of the time before this was asked stays as it was judged. */
const clauseCoversWhatIsAlleged: Guard<State> = (act, s) => {
  const { facts } = as<SuspensionDecision>(act);
  if (
    facts.outcome !== 'suspend' ||
    facts.clauseCovers === undefined ||
    refusalOnly(s.grounds) ||
    carriesSuspension(facts.clauseCovers, s.grounds)
  )
    return undefined;
  return notCovering(`TJ51-A1-${n(s)}.2a`);
};

export const notCovering = (clause: string) =>
  refuse(
    'clause-not-covering',
    clause,
    '所引协议条款既未约定暂停，也不涉及函告所列事由。',
    'The clause cited provides neither for suspension nor for any ground that is alleged.',
    '引用约定暂停或者涉及所列事由的条款。',
    'Cite a clause that provides for suspension or covers a ground that is alleged.',
  );

/** 十三 Refusing an inspection is a ground only where the agreement has a clause for it. */
const refusalIsInTheAgreement: Guard<State> = (act, s) => {
  const { facts } = as<SuspensionDecision>(act);
  if (facts.outcome !== 'suspend' || !refusalOnly(s.grounds) || facts.clauseCoversRefusal)
    return undefined;
  return refuse(
    'no-refusal-clause',
    'TJ51-13.1',
    '以拒不配合检查为由暂停，协议中须有相应条款。',
    'Suspending for refusal needs a clause of the agreement on refusal.',
    '引用协议中关于拒不配合的条款，或说明其他事由。',
    "Cite the agreement's clause on refusal, or state another ground.",
  );
};

/** （二）No case is filed only with a reason; a filed case has its number. */
const filingIsComplete: Guard<State> = (act, s) => {
  const { facts } = as<FilingDecision>(act);
  const clause = `TJ51-A1-${n(s)}.2b`;
  if (facts.outcome === 'filed')
    return facts.caseNo
      ? undefined
      : refuse(
          'case-number-missing',
          clause,
          '立案须写明案号。',
          'A filed case needs its number.',
          '写明案号。',
          'State the case number.',
        );
  return facts.reasonGiven
    ? undefined
    : refuse(
        'reason-missing',
        clause,
        '不予立案须说明理由。',
        'Not filing a case needs a reason.',
        '写明不予立案的理由。',
        'State the reason.',
      );
};

/** （三）In direction A the suspension starts after service; in B it stands already. Patients have a set time. */
const startIsToldInAdvance: Guard<State> = (act, s) => {
  const { facts, servedAt } = as<SuspensionNotice>(act);
  const clause = s.subject === 'institution' ? 'TJ51-A1-1.3a' : 'TJ51-A1-2.3';
  if (!s.preemptive && servedAt !== undefined && facts.startsAt <= servedAt) {
    return {
      ...refuse(
        'start-before-notice',
        clause,
        `暂停起始时间（${formatInstant(facts.startsAt)}）不晚于送达时间（${formatInstant(servedAt)}）。`,
        'The suspension would start no later than the notice was served.',
        '起始时间须晚于送达时间。',
        'The start must be later than service.',
      ),
      earliest: instant(servedAt + 1),
    };
  }
  // 二（三）names no patients; for a practitioner they come in by 二（一）, where the suspension came first.
  const patients = s.subject === 'institution' || s.direction === 'B' || s.preemptive;
  if (patients && facts.patientsInformedBy === undefined)
    return refuse(
      'patient-deadline-missing',
      s.subject === 'institution' ? 'TJ51-A1-1.3b' : 'TJ51-A1-2.1b',
      '须写明对患者履行告知义务的规定时间。',
      'The time set for informing patients must be stated.',
      '按协议写明规定时间。',
      'State the time set by the agreement.',
    );
  return undefined;
};

/** （四）The reply and the closure are of the case that was filed here. What was judged before the registries were asked stays so. */
const namesTheFiledCase: Guard<State> = (act, s) => {
  if (
    act.known === undefined ||
    s.caseNos.length === 0 ||
    s.caseNos.includes(as<CaseClosure>(act).facts.caseNo)
  )
    return undefined;
  return refuse(
    'case-number-differs',
    `TJ51-A1-${n(s)}.4c`,
    `案号与本件立案的案号（${s.caseNos.join('、')}）不符。`,
    `The case number is not that of the case filed here (${s.caseNos.join(', ')}).`,
    '填写本件立案的案号。',
    'State the number under which the case was filed.',
  );
};

/** What the registries say of an officer whom a closure names. */
type Named = { registered: boolean; reviews: boolean; removedOn: string | null };

/** 十四、十九 Who investigated, reviewed and took part are registered officers of the bureau; the reviewer is registered for legal review, and nobody acted after being removed. */
const closedByRegisteredOfficers: Guard<State> = (act, s) => {
  if (act.known === undefined) return undefined;
  const { reviewer, investigators, participants } = act.known as {
    reviewer: Named;
    investigators: Named[];
    participants: Named[];
  };
  const closedOn = civilDateOf(act.occurredAt ?? act.receivedAt);
  const since = s.filedAt === undefined ? closedOn : civilDateOf(s.filedAt);
  const [review, discussion] = ['TJ51-14.1', 'TJ51-14.3'];
  if (!reviewer.registered || gone(reviewer, closedOn))
    return unregistered(review, '法制审核人员', 'The legal reviewer');
  if (!reviewer.reviews)
    return refuse(
      'reviewer-unqualified',
      review,
      '所列审核人员没有登记法制审核职责。',
      'The reviewer named is not registered for legal review.',
      '由登记为 legal-reviewer 的人员审核。',
      'Let an officer registered as legal-reviewer review it.',
    );
  // Who was removed while the case was open had investigated until then.
  if (investigators.some((officer) => !officer.registered || gone(officer, since)))
    return unregistered(review, '调查人员', 'An investigator');
  if (participants.some((officer) => !officer.registered || gone(officer, closedOn)))
    return unregistered(discussion, '参加集体讨论的人员', 'A participant of the discussion');
  return undefined;
};
const gone = ({ removedOn }: Named, day: string): boolean => removedOn !== null && removedOn <= day;
const unregistered = (clause: string, zh: string, en: string): Refusal =>
  refuse(
    'officer-unregistered',
    clause,
    `所列${zh}不是本局登记在册的人员，或者已被清除。`,
    `${en} is no registered officer of the bureau, or had been removed.`,
    '写明在册人员的编号；人员有变动的先更新登记。',
    'State ids of registered officers; update the registry first where they have changed.',
  );

/** 十四 立案 → 调查 → 法制审核 → 处理: no closure without the case, the review by somebody else, and the discussion. */
const closureIsInOrder: Guard<State> = (act, s) => {
  const { facts } = as<CaseClosure>(act);
  if (s.filedAt !== undefined && act.occurredAt !== undefined && act.occurredAt < s.filedAt) {
    return {
      ...refuse(
        'before-trigger',
        'TJ51-14.1',
        `办结时间早于立案时间（${formatInstant(s.filedAt)}）。`,
        `The closure is dated before the case was filed (${formatInstant(s.filedAt)}).`,
        '办结不得早于立案。',
        'The closure comes after the filing.',
      ),
      earliest: s.filedAt,
    };
  }
  if (facts.investigators.includes(facts.legalReviewer))
    return refuse(
      'reviewer-is-investigator',
      'TJ51-14.1',
      '法制审核人员不得是本案调查人员。',
      'The legal reviewer may not be an investigator of the case.',
      '由未参与调查的人员审核。',
      'Let somebody who did not investigate review it.',
    );
  if (facts.participants < s.settings.discussionParticipants) {
    return refuse(
      'discussion-too-small',
      'TJ51-14.3',
      `集体讨论参加人数不足（管理设定：至少 ${s.settings.discussionParticipants} 人）。`,
      `Too few took part in the collective discussion (management setting: at least ${s.settings.discussionParticipants}).`,
      '补充集体讨论记录。',
      'Hold the discussion with enough participants.',
    );
  }
  return undefined;
};

/** （五）The window for the statement ends before the time for the decision does. */
const windowEndsInTime: Guard<State> = (act, s) => {
  const { facts } = as<StatementOffer>(act);
  const served = act.servedAt === undefined ? undefined : civilDateOf(act.servedAt);
  if (served === undefined || facts.windowEndsOn < served)
    return refuse(
      'window-ends-before-it-opens',
      `TJ51-A1-${n(s)}.5b`,
      '陈述申辩期限须在告知送达之后届满。',
      'The window for the statement must end after the offer was served.',
      '写明送达时间，并给予合理期限。',
      'State the service and allow a fair time.',
    );
  if (s.finalLastDay !== undefined && facts.windowEndsOn >= s.finalLastDay) {
    return refuse(
      'window-too-long',
      `TJ51-A1-${n(s)}.5b`,
      `陈述申辩期限须在处理决定到期日（${s.finalLastDay}）之前届满。`,
      `The window must end before the last day for the decision (${s.finalLastDay}).`,
      '缩短陈述申辩期限。',
      'Set an earlier end.',
    );
  }
  return undefined;
};

const has = (list: readonly Measure[], ...kinds: MeasureKind[]) =>
  list.some((m) => kinds.includes(m.measure));

/** （五）、三、十三 The verbs fit the subject, nothing contradicts itself, every measure is complete. */
const measuresFit: Guard<State> = (act, s) => {
  const list = as<FinalDecision>(act).facts.measures;
  const clause = `TJ51-A1-${n(s)}.5b`;
  if (s.subject === 'practitioner' && has(list, 'terminate'))
    return refuse(
      'wrong-verb',
      clause,
      '对医师、药师应当取消服务资格，不是终止协议。',
      "A practitioner's qualification is cancelled, not terminated.",
      '改用 cancel（取消医保服务资格）。',
      'Use cancel.',
    );
  if (s.subject === 'institution' && has(list, 'cancel'))
    return refuse(
      'wrong-verb',
      clause,
      '对定点医药机构应当终止协议，不是取消资格。',
      "An institution's agreement is terminated, not cancelled.",
      '改用 terminate（终止服务协议）。',
      'Use terminate.',
    );
  const clashing =
    (has(list, 'restore') && has(list, 'suspend', 'terminate', 'cancel')) ||
    (has(list, 'suspend') && has(list, 'terminate', 'cancel'));
  if (clashing || new Set(list.map((m) => m.measure)).size !== list.length)
    return refuse(
      'contradictory-measures',
      clause,
      '所列措施互相矛盾或者重复。',
      'The measures contradict or repeat each other.',
      '恢复、暂停、终止（取消）三者只能取一。',
      'Choose one of restore, suspend, and terminate or cancel.',
    );
  if (list.some((m) => m.measure === 'recover' && !m.amountFen))
    return refuse(
      'amount-missing',
      clause,
      '追回基金须写明金额。',
      'Recovering funds needs the amount.',
      '写明追回金额。',
      'State the amount.',
    );
  if (list.some((m) => m.measure === 'rectify' && !m.by))
    return refuse(
      'rectification-date-missing',
      'TJ51-13.2',
      '限期整改须写明期限。',
      'Rectification needs a date.',
      '写明整改期限。',
      'State the date.',
    );
  return undefined;
};

/**
 * 三、（五）What cannot be undone rests on the opinion: on facts that it finds established, and on what it recommends unless the veto forces the end.
 * 终止 and 取消 say the same of an agreement and of a qualification (part thirteen), so either recommendation carries the verb that fits the subject.
 * A decision that the registries were not asked about was judged before this was.
 */
const endRestsOnTheOpinion: Guard<State> = (act, s) => {
  if (act.known === undefined || !has(as<FinalDecision>(act).facts.measures, ...ends))
    return undefined;
  const [zh, en] =
    s.subject === 'institution'
      ? ['终止服务协议', 'Terminating the agreement']
      : ['取消医保服务资格', 'Cancelling the qualification'];
  if (!s.confirmed) {
    return refuse(
      'end-unfounded',
      'TJ51-3.V',
      `意见未查实任何行为，不得${zh}。`,
      `${en} needs facts that are established; the opinion finds none.`,
      '未查实的，可以恢复，或者作出可以撤回的措施并说明理由。',
      'Restore, or decide on a measure that can be undone, with its reasons.',
    );
  }
  if (s.keyViolations.length > 0 || recommendedTo(act, s).some((m) => ends.includes(m)))
    return undefined;
  return refuse(
    'end-not-recommended',
    `TJ51-A1-${n(s)}.5b`,
    `处理决定依据监督所的意见；意见未建议${zh}，也未查实重点监管清单所列行为。`,
    `${en} must rest on the opinion, which neither recommends it nor confirms a key violation.`,
    '按意见所建议的措施决定，或者恢复、附期限的暂停。',
    'Decide on what the opinion recommends, or restore, or suspend with a date.',
  );
};

/** The recommendation as the file was told of it, or as the opinion on file has it where it came before the file was told. */
function recommendedTo(act: Act, s: State): readonly MeasureKind[] {
  return (
    s.recommended ?? (act.known?.['recommended'] as readonly MeasureKind[] | null | undefined) ?? []
  );
}

/** 三 One-vote veto: on a confirmed key violation nothing less than termination or cancellation. */
const vetoHolds: Guard<State> = (act, s) => {
  if (!s.confirmed || s.keyViolations.length === 0) return undefined;
  if (has(as<FinalDecision>(act).facts.measures, 'terminate', 'cancel')) return undefined;
  const verb = s.subject === 'institution' ? '终止服务协议 terminate' : '取消医保服务资格 cancel';
  return refuse(
    'veto',
    'TJ51-3.V',
    '已查实重点监管清单所列行为，实行一票否决。',
    'A key violation is confirmed: the one-vote veto applies.',
    `必须包括：${verb}（可以同时追回基金）。`,
    `The decision must include: ${verb} (recovery may be added).`,
  );
};

/** （五）The decision says what becomes of the suspension. */
const suspensionIsSettled: Guard<State> = (act, s) => {
  const list = as<FinalDecision>(act).facts.measures;
  const clause = `TJ51-A1-${n(s)}.5b`;
  if (s.suspended && !has(list, 'restore', 'suspend', 'terminate', 'cancel'))
    return refuse(
      'suspension-left-hanging',
      clause,
      '处理决定没有说明原暂停如何处理。',
      'The decision does not say what becomes of the suspension.',
      '增加恢复、附期限的暂停、终止或者取消之一。',
      'Add restore, suspend with a date, terminate or cancel.',
    );
  const decidedOn = civilDateOf(act.occurredAt ?? act.receivedAt);
  if (list.some((m) => m.measure === 'suspend' && !((m.endsOn ?? m.reviewOn ?? '') > decidedOn)))
    return refuse(
      'endless-suspension',
      'X-14',
      '暂停须有将来的终止日期或者复核日期。',
      'A suspension needs an end or a review date in the future.',
      '写明 endsOn 或 reviewOn。',
      'State endsOn or reviewOn.',
    );
  return undefined;
};

/** 条例 13 An adverse decision follows the opportunity to be heard; the opportunity counts, not its use. */
const subjectCouldBeHeard: Guard<State> = (act, s) => {
  const list = as<FinalDecision>(act).facts.measures;
  if (!has(list, ...adverse)) return undefined;
  const clause = `TJ51-A1-${n(s)}.5b`;
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

/** 十 A restored institution needs face recognition, where the bureau's setting says so. */
const faceGate =
  (restores: (act: Act) => boolean): Guard<State> =>
  (act, s) => {
    if (
      s.subject !== 'institution' ||
      s.settings.faceGate !== 'block' ||
      !restores(act) ||
      as<FinalDecision>(act).facts.faceRecognitionReady
    )
      return undefined;
    return refuse(
      'face-recognition-missing',
      'TJ51-10',
      '恢复协议须先具备人脸识别条件（管理设定：阻止）。',
      'Restoring an agreement needs face recognition first (management setting: block).',
      '完成人脸识别并登记后再恢复。',
      'Register face recognition as ready, then restore.',
    );
  };

/** X-14 A review says what follows: lifting, or a reason with the next date. */
const reviewIsComplete: Guard<State> = (act, s) => {
  const { facts } = as<SuspensionReview>(act);
  if (facts.outcome === 'lift') return undefined;
  if (!facts.reasonGiven || !facts.clauseCited)
    return refuse(
      'reason-missing',
      'X-14',
      '维持或者延长暂停须写明协议条款和理由。',
      'Keeping a suspension needs a clause of the agreement and a reason.',
      '补充条款与理由，或解除暂停。',
      'Give clause and reason, or lift it.',
    );
  const next = facts.endsOn ?? facts.reviewOn;
  if (facts.clauseInAgreement === false) return unknownClause('X-14');
  if (facts.clauseCovers !== undefined && !carriesSuspension(facts.clauseCovers, s.grounds))
    return notCovering('X-14');
  if (!next || next <= civilDateOf(act.receivedAt))
    return refuse(
      'endless-suspension',
      'X-14',
      '须写明下一次复核日期或者终止日期。',
      'The next review or the end must be stated.',
      '写明将来的日期。',
      'State a date in the future.',
    );
  return s.suspended
    ? undefined
    : refuse(
        'not-suspended',
        'X-14',
        '当前没有暂停。',
        'Nothing is suspended.',
        '无需复核。',
        'There is nothing to review.',
      );
};

/** （一）The same letter twice is one letter. */
const letterIsNew: Guard<State> = (act, s) => {
  const { facts } = as<FurtherLetter>(act);
  if (!s.letters.includes(facts.documentHash)) return undefined;
  return refuse(
    'duplicate-letter',
    `TJ51-A1-${n(s)}.1a`,
    '该文号的函告已在本件中。',
    'A letter with this document number is in the file already.',
    '无需重复函告；新的事实请用新的文号。',
    'Nothing to do; new facts come with a new document number.',
  );
};

/** （一）Its grounds are those of the subject, as at the opening. */
const groundsFit: Guard<State> = (act, s) => {
  const alleged = as<FurtherLetter>(act).facts.grounds ?? [];
  return alleged.some((ground) => !(grounds[s.subject] as readonly string[]).includes(ground))
    ? wrongGround(`TJ51-A1-${n(s)}.1a`, grounds[s.subject])
    : undefined;
};

export const wrongGround = (clause: string, possible: readonly string[]): Refusal =>
  refuse(
    'wrong-ground',
    clause,
    '违反协议条款不是对医师、药师的函告事由。',
    'Breach of agreement is no ground against a practitioner.',
    `可选：${possible.join('、')}。`,
    `One of: ${possible.join(', ')}.`,
  );

/** （一）A suspension that a letter tells of came before the letter. */
const suspensionCameFirst: Guard<State> = (act, s) => {
  const { suspension } = as<FurtherLetter>(act).facts;
  if (!suspension || suspension.decidedAt <= act.receivedAt) return undefined;
  return {
    ...refuse(
      'suspension-after-letter',
      `TJ51-A1-${n(s) === 1 ? '1.1c' : '2.1b'}`,
      `暂停时间（${formatInstant(suspension.decidedAt)}）晚于函告到达（${formatInstant(act.receivedAt)}）。`,
      'The suspension is later than the letter.',
      '暂停须在函告之前。',
      'The suspension must come before the letter.',
    ),
    earliest: suspension.decidedAt,
  };
};

/** （一）（二）Each body answers a further letter with its own kind of decision; there is never a second suspension beside the first. */
const answerFits: Guard<State> = (act, s) => {
  const { facts } = as<FurtherAnswer>(act);
  const supervises = act.unit === s.supervisionUnit;
  const clause = `TJ51-A1-${n(s)}.2${supervises ? 'b' : 'a'}`;
  const own = supervises ? ['filed', 'not-filed'] : ['suspend', 'no-change'];
  if (!own.includes(facts.outcome))
    return refuse(
      'wrong-answer',
      clause,
      '支付处答复暂停与否，监督所答复立案与否。',
      'The payment division answers on suspension, the supervision body on filing.',
      `可选：${own.join('、')}。`,
      `One of: ${own.join(', ')}.`,
    );
  if (facts.outcome === 'suspend') {
    if (s.suspended || !s.decided)
      return refuse(
        'second-suspension',
        `TJ51-A1-${n(s)}.1a`,
        '同一主体只有一次暂停，后续函告不另行暂停。',
        'One suspension a subject: a further letter opens no second one.',
        '首次函告的暂停决定照常办理；本函选择 no-change。',
        'Decide on the first letter as usual; answer this one with no-change.',
      );
    // An answer of the time before this was asked stays as it was judged.
    const covered =
      facts.clauseCovers === undefined
        ? undefined
        : (refusalIsInTheAgreement(act, s) ?? clauseCoversWhatIsAlleged(act, s));
    return suspensionHasItsClause(act, s) ?? covered;
  }
  return facts.outcome === 'no-change' ? undefined : filingIsComplete(act, s);
};

const lifts = (act: Act) => as<SuspensionReview>(act).facts.outcome === 'lift';
const restores = (act: Act) => has(as<FinalDecision>(act).facts.measures, 'restore');

export const guards: { readonly [act: string]: readonly Guard<State>[] } = {
  'suspension-decision': [
    suspensionHasItsClause,
    refusalIsInTheAgreement,
    clauseCoversWhatIsAlleged,
  ],
  'filing-decision': [filingIsComplete],
  'suspension-notice': [startIsToldInAdvance],
  'case-reply': [namesTheFiledCase],
  'case-closure': [closureIsInOrder, namesTheFiledCase, closedByRegisteredOfficers],
  'statement-offer': [windowEndsInTime],
  'final-decision': [
    measuresFit,
    vetoHolds,
    endRestsOnTheOpinion,
    suspensionIsSettled,
    subjectCouldBeHeard,
    faceGate(restores),
  ],
  'suspension-review': [reviewIsComplete, faceGate(lifts)],
  'further-letter': [letterIsNew, groundsFit, suspensionCameFirst],
  'further-answer': [answerFits],
};

/** Early, misplaced, or too late to matter: says what can be filed now. */
export function notAwaited(
  subject: State['subject'],
): (act: Act, possible: readonly string[]) => Refusal {
  return (act, possible) => {
    const what = nameOfAct(act.type);
    return notAwaitedNow(
      clauseOf(act.type, subject),
      `现在不能提交${what.zh}：引起它的事实尚未发生，或它已经办理。`,
      `${what.en} cannot be filed now: what triggers it has not happened, or it is done.`,
      possible,
    );
  };
}

/** Cited to the clause of the act's own step. */
export function clauseOf(type: string, kind: State['subject']): string {
  const subject = kind === 'institution' ? 1 : 2;
  const steps: Record<string, string> = {
    'suspension-decision': '2a',
    'filing-decision': '2b',
    'suspension-notice': subject === 1 ? '3a' : '3',
    'patient-notice-proof': subject === 1 ? '3b' : '1b',
    'decision-reply': '4a',
    'decision-filing': '4b',
    'case-reply': '4c',
    opinion: '5a',
    'final-decision': '5b',
    'final-service': '5b',
    'final-reply': '4a',
    'final-filing': '4b',
    ...(subject === 1 && { 'phone-record': '1b' }),
    statement: '5b',
    'statement-offer': '5b',
    'case-closure': '5a',
    'further-letter': '1a',
    'further-answer': '2a',
  };
  if (type === 'suspension-review') return 'X-14';
  return steps[type] ? `TJ51-A1-${subject}.${steps[type]}` : 'X-5';
}
