/** 不得 What a joint meeting refuses (TJ51-5.0): one side alone, an end without a record, an undertaking that nobody has given. Pure. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';
import { civilDateOf, formatInstant } from '../time/civil-date.ts';
import {
  sides,
  type Acts,
  type State,
  type minutes,
  type minutesAnswer,
  type postponement,
  type undertakingWaiver,
} from './acts.ts';

const refuse = refusing('TJ51-5.0');

const sideNames = { supervision: '监督一方', handling: '经办一方' } as const;

const reasonGiven = ({ facts }: { facts: { reasonGiven: boolean } }): Refusal | undefined =>
  facts.reasonGiven
    ? undefined
    : refuse('reason-missing', '须说明理由。', 'It needs a reason.', '写明理由。', 'State it.');

const toLater: GuardOf<typeof postponement, State> = ({ facts, receivedAt }) =>
  facts.newTime > receivedAt
    ? undefined
    : refuse(
        'date-not-later',
        '改期后的时间须晚于现在。',
        'The new time must be later than now.',
        '写明以后的时间。',
        'Give a later time.',
      );

/** It is this meeting: held after both were invited to it. */
const afterTheCall: GuardOf<typeof minutes, State> = ({ occurredAt }, { calledAt }) =>
  occurredAt === undefined || occurredAt >= calledAt
    ? undefined
    : refuse(
        'before-trigger',
        `会议时间早于召集（${formatInstant(calledAt)}）。`,
        `The meeting is dated before both sides were invited (${formatInstant(calledAt)}).`,
        '写明召集以后的时间。',
        'Give a time after the call.',
      );

const bothSidesPresent: GuardOf<typeof minutes, State> = ({ known }) => {
  if (known?.unknown !== 0)
    return refuse(
      'attendee-unknown',
      '到会人员中有人不在本局名册。',
      'Somebody who attended is not registered with this bureau.',
      '填写名册中的人员编号。',
      'Use the ids of registered officers.',
    );
  const missing = sides.filter((side) => !known[side]);
  return missing.length === 0
    ? undefined
    : refuse(
        'side-missing',
        `${missing.map((side) => sideNames[side]).join('、')}没有人到会，不构成联席会议。`,
        `Nobody of ${missing.join(' and ')} attended: that is no joint meeting.`,
        '双方都到会后再提交；未能召开的，提交会议延期或者会议取消。',
        'Meet with both sides; file a postponement or a cancellation of what was not held.',
      );
};

/** Each side's promises with their days; or the minutes say that nothing was promised. */
const undertakingsStand: GuardOf<typeof minutes, State> = (act, { sides: of }) => {
  const { undertakings, none } = act.facts;
  if ((undertakings.length === 0) !== none)
    return refuse(
      'undertakings-missing',
      '须列明双方的承诺事项，或者写明没有承诺事项。',
      'List what each side undertook, or say that nothing was undertaken.',
      '填写 undertakings，或者只填 none: true。',
      'Fill in undertakings, or none: true alone.',
    );
  const [supervision, handling] = sides.map((side) => of[side]);
  const stranger = undertakings.findIndex(({ unit }) => unit !== supervision && unit !== handling);
  if (stranger >= 0)
    return refuse(
      'undertaking-owner',
      `第 ${stranger + 1} 项承诺的单位不是会议一方。`,
      `Undertaking ${stranger + 1} is of a unit that is no side of the meeting.`,
      '写明监督或者经办一方的单位。',
      'Name the unit of one of the two sides.',
    );
  const held = civilDateOf(act.occurredAt ?? act.receivedAt);
  const past = undertakings.findIndex(({ until }) => until < held);
  return past < 0
    ? undefined
    : refuse(
        'measure-date-past',
        `第 ${past + 1} 项承诺的期限早于会议之日。`,
        `The day of undertaking ${past + 1} is before the meeting.`,
        '写明会议之日或以后的日期。',
        'Give the day of the meeting or a later one.',
      );
};

/** Two sides are two people: somebody who has changed units does not agree to minutes of their own. */
const byAnother: GuardOf<typeof minutesAnswer, State> = ({ officer }, { recordedBy }) =>
  officer === recordedBy
    ? refuse(
        'same-person',
        '会议记录不得由提交记录的人员自己确认。',
        'Whoever filed the minutes does not agree to them.',
        '由另一方的其他人员确认。',
        'Let another officer of the other side do it.',
      )
    : undefined;

/** Whoever disputes the minutes says why. */
const disputedWithReason: GuardOf<typeof minutesAnswer, State> = (act) =>
  act.facts.agrees ? undefined : reasonGiven(act);

/** Nobody waives what it owes itself: the other side does. */
const owedByTheOther: GuardOf<typeof undertakingWaiver, State> = ({ facts, unit }, { owed }) => {
  const owner = owed.get(facts.item);
  if (owner === undefined)
    return refuse(
      'item-not-awaited',
      '该项承诺不存在，或者已经完成、免除。',
      'There is no such undertaking, or it is carried out or waived.',
      owed.size > 0 ? `可以免除：${[...owed.keys()].join('、')}。` : '没有可以免除的承诺。',
      owed.size > 0 ? `Open are: ${[...owed.keys()].join(', ')}.` : 'None is open.',
    );
  return owner === unit
    ? refuse(
        'same-unit',
        '承诺由对方免除，不由承诺单位自行免除。',
        'An undertaking is waived by the other side, not by the unit that owes it.',
        '由另一方提交，或者完成该项承诺。',
        'Let the other side file it, or carry it out.',
      )
    : undefined;
};

export const guards: Guards<Acts, State> = {
  postponement: [reasonGiven, toLater],
  'joint-minutes': [afterTheCall, bothSidesPresent, undertakingsStand],
  'minutes-answer': [byAnother, disputedWithReason],
  'undertaking-waiver': [owedByTheOther, reasonGiven],
  'meeting-cancellation': [reasonGiven],
};

/** An act that nobody awaits: a closure before its time says what is missing. */
export function notAwaited(state: State) {
  return (act: Act, possible: Possible): Refusal => {
    if (act.type === 'closure' && !state.agreed)
      return refuse(
        'minutes-unconfirmed',
        '没有双方确认的会议记录，不得办结。',
        'Without minutes that both sides agree on, the meeting cannot be closed.',
        '先提交会议记录并由另一方确认。',
        'File the minutes first, and let the other side agree to them.',
      );
    if (act.type === 'closure' && state.owed.size > 0)
      return refuse(
        'undertakings-open',
        `尚有 ${state.owed.size} 项承诺没有完成，不得办结。`,
        `${state.owed.size} undertakings are still open: the meeting cannot be closed.`,
        '完成各项承诺，或者由对方免除。',
        'Carry them out, or let the other side waive them.',
      );
    return notAwaitedNow(
      'TJ51-5.0',
      '本件现在不接收这种文书。',
      'The meeting does not await such an act now.',
      possible,
    );
  };
}
