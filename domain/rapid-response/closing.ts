/** （二）（四）、十四、十九 What filing a case, answering for it and closing it need. */
import type { GuardOf } from '../law/acts.ts';
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf, formatInstant } from '../time/civil-date.ts';
import type { NamedOfficer, caseClosure } from './acts.ts';
import type { State } from './state.ts';
import { stepOf } from './terms.ts';

/** A decision on filing, or the answer to a further letter. */
type Filing = {
  facts: { outcome: string; caseNo?: string; penaltyCase?: string; reasonGiven: boolean };
};

/** （二）No case is filed only with a reason; a filed case has its number, or is a penalty case that has one. */
export const filingIsComplete = ({ facts }: Filing, s: State): Refusal | undefined => {
  const clause = stepOf(s, '2b');
  if (facts.outcome === 'filed')
    return (facts.caseNo ?? facts.penaltyCase)
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

/** （四）The reply and the closure are of the case that was filed here. What was judged before the registries were asked stays so. */
export const namesTheFiledCase = (
  { facts, known }: { facts: { caseNo: string }; known?: object },
  s: State,
): Refusal | undefined => {
  if (known === undefined || s.caseNos.length === 0 || s.caseNos.includes(facts.caseNo))
    return undefined;
  return refuse(
    'case-number-differs',
    stepOf(s, '4c'),
    `案号与本件立案的案号（${s.caseNos.join('、')}）不符。`,
    `The case number is not that of the case filed here (${s.caseNos.join(', ')}).`,
    '填写本件立案的案号。',
    'State the number under which the case was filed.',
  );
};

/** 十四、十九 Who investigated, reviewed and took part are registered officers of the bureau; the reviewer is registered for legal review, and nobody acted after being removed. */
export const closedByRegisteredOfficers: GuardOf<typeof caseClosure, State> = (act, s) => {
  if (act.known === undefined) return undefined;
  const { reviewer, investigators, participants } = act.known;
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
const gone = ({ removedOn }: NamedOfficer, day: string): boolean =>
  removedOn !== null && removedOn <= day;
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
export const closureIsInOrder: GuardOf<typeof caseClosure, State> = (act, s) => {
  const { facts } = act;
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
  if (facts.investigators.includes(facts.legalReviewer) || act.known?.reviewerInvestigated)
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
