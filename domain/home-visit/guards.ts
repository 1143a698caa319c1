/** 不得 What a file of a visit refuses. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { Acts, cancellation, confirmation, noShow, record, State } from './acts.ts';
import { VISITS } from './duties.ts';

const refuse = refusing(VISITS);

const registered = ({ known }: { known?: { registered: boolean } }): Refusal | undefined =>
  known!.registered
    ? undefined
    : refuse(
        'unknown-reference',
        '上门人员须为本局在册人员。',
        'Whoever visits is a registered person of the bureau.',
        '写明本局的在册人员。',
        'Name registered persons.',
      );

const someone: GuardOf<typeof confirmation, State> = ({ facts }) =>
  facts.officers.length > 0
    ? undefined
    : refuse(
        'attendee-unknown',
        '没有写明上门人员。',
        'Nothing says who visits.',
        '写明上门人员。',
        'Name who visits.',
      );

const notPast: GuardOf<typeof confirmation, State> = ({ facts, receivedAt }) => {
  const today = civilDateOf(receivedAt);
  return facts.on >= today
    ? undefined
    : refuse(
        'date-not-later',
        `上门的日期（${facts.on}）已经过去。`,
        `The day of the visit (${facts.on}) is over.`,
        `${today} 及以后。`,
        `On or after ${today}.`,
      );
};

const confirmed = (_act: unknown, state: State): Refusal | undefined =>
  state.confirmed
    ? undefined
    : refuse(
        'visit-not-confirmed',
        '上门服务尚未确认。',
        'The visit is not confirmed yet.',
        '先确认日期和上门人员。',
        'Confirm the day and who visits first.',
      );

/** 双方记录 Each side has its own; where the other one does not or cannot sign, that is written down before a witness. */
const bothSides: GuardOf<typeof record, State> = ({ facts }) => {
  if (facts.staff && (facts.applicant || facts.unsigned)) return undefined;
  return refuse(
    'record-one-sided',
    facts.staff ? '没有服务对象的记录。' : '没有上门人员的记录。',
    facts.staff
      ? 'The record of whoever was visited is missing.'
      : 'The record of whoever visited is missing.',
    '附双方的记录；服务对象不能或者不愿签字的，写明原因和见证人。',
    'Attach both; where the other side cannot or will not sign, state why, and the witness.',
  );
};

/** Not before the day of the booking, and not in the future. */
const onADay: GuardOf<typeof noShow, State> = ({ occurredAt, facts }, { bookedOn, on }) => {
  if (facts.proofHash === undefined)
    return refuse(
      'evidence-missing',
      '没有上门未遇的凭证。',
      'Nothing proves that somebody came and met nobody.',
      '附现场的凭证。',
      'Attach the proof.',
    );
  const day = civilDateOf(occurredAt!);
  return day === on && day >= bookedOn
    ? undefined
    : refuse(
        'item-not-awaited',
        `约定的日期为 ${on}，所写日期为 ${day}。`,
        `The visit was appointed for ${on}, and the day stated is ${day}.`,
        '只有在约定的日期上门，才算未遇；改期须先确认。',
        'Only who comes on the day appointed has met nobody; another day is confirmed first.',
      );
};

const reasoned: GuardOf<typeof cancellation, State> = ({ facts }) =>
  facts.by === 'applicant' || facts.reasonGiven
    ? undefined
    : refuse(
        'reason-missing',
        '由本局取消的，须说明理由。',
        'Where the bureau cancels, it says why.',
        '写明理由，或者改期。',
        'State the reason, or appoint another day.',
      );

export const guards: Guards<Acts, State> = {
  'visit-confirmation': [someone, registered, notPast],
  'visit-record': [confirmed, registered, bothSides],
  'visit-no-show': [confirmed, onADay],
  'visit-cancellation': [reasoned],
};

export const notAwaited = (_act: Act, possible: Possible): Refusal =>
  notAwaitedNow(
    VISITS,
    '先确认，再上门；现在不接收这种文书。',
    'First the confirmation, then the visit; such an act is not awaited now.',
    possible,
  );
