/** （二）（三）、十三 What a suspension rests on, that its start is told in advance, and that it is looked at again. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf, formatInstant } from '../time/civil-date.ts';
import { instant } from '../time/instant.ts';
import type { Citation, suspensionNotice, suspensionReview } from './acts.ts';
import { carriesSuspension, refusalOnly } from './agreement.ts';
import type { State } from './state.ts';
import { stepOf } from './terms.ts';

/** A decision on the suspension, or the answer to a further letter. */
type Deciding = { facts: Citation & { outcome: string; reasonGiven: boolean } };

/** （二）A suspension rests on a clause of the agreement; declining it needs a reason. */
export const suspensionHasItsClause = ({ facts }: Deciding, s: State): Refusal | undefined => {
  const clause = stepOf(s, '2a');
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
export const clauseCoversWhatIsAlleged = ({ facts }: Deciding, s: State): Refusal | undefined => {
  if (
    facts.outcome !== 'suspend' ||
    facts.clauseCovers === undefined ||
    refusalOnly(s.grounds) ||
    carriesSuspension(facts.clauseCovers, s.grounds)
  )
    return undefined;
  return notCovering(stepOf(s, '2a'));
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
export const refusalIsInTheAgreement = ({ facts }: Deciding, s: State): Refusal | undefined => {
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

/** （三）In direction A the suspension starts after service; in B it stands already. Patients have a set time. */
export const startIsToldInAdvance: GuardOf<typeof suspensionNotice, State> = (
  { facts, servedAt },
  s,
) => {
  const clause = stepOf(s, s.subject === 'institution' ? '3a' : '3');
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
      stepOf(s, s.subject === 'institution' ? '3b' : '1b'),
      '须写明对患者履行告知义务的规定时间。',
      'The time set for informing patients must be stated.',
      '按协议写明规定时间。',
      'State the time set by the agreement.',
    );
  return undefined;
};

/** X-14 A review says what follows: lifting, or a reason with the next date. */
export const reviewIsComplete: GuardOf<typeof suspensionReview, State> = (act, s) => {
  const { facts } = act;
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
