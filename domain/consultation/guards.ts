/** 不得 What a consultation refuses (TJ84-16): one side alone, problems without measures, an end without its record. Pure. */
import type { Act } from '../law/act.ts';
import type { Refusal } from '../law/refusal.ts';
import { civilDateOf, formatInstant } from '../time/civil-date.ts';
import type { Acts, State, meetingRecord, postponement } from './acts.ts';
import { refusing } from '../law/refuse.ts';
import type { Possible } from '../law/act-names.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { GuardOf, Guards } from '../law/acts.ts';

const refuse = refusing('TJ84-16');

const byCoordinator = ({ known }: { known?: { coordinator: boolean } }): Refusal | undefined =>
  known?.coordinator === true
    ? undefined
    : refuse(
        'not-coordinator',
        '会商事项由审管联动协调员办理。',
        'A consultation is for the coordinators to see to.',
        '由登记在册、当日在岗的协调员（或其代理人）提交。',
        'Let a registered coordinator who is present, or the substitute, submit it.',
        'TJ84-15.0',
      );

/** It is this consultation: held after both were called to it. */
const afterTheCall: GuardOf<typeof meetingRecord, State> = (act, s) =>
  act.occurredAt === undefined || act.occurredAt >= s.calledAt
    ? undefined
    : {
        ...refuse(
          'before-trigger',
          `会商时间早于召集（${formatInstant(s.calledAt)}）。`,
          `The meeting is dated before both sides were called (${formatInstant(s.calledAt)}).`,
          '写明召集以后的时间。',
          'Give a time after the call.',
        ),
        earliest: s.calledAt,
      };

/** 受理、监管部门 meet: at least one person of each, as the registry knows them. */
const bothSidesPresent: GuardOf<typeof meetingRecord, State> = ({ known }) => {
  if (known?.unknown !== 0)
    return refuse(
      'attendee-unknown',
      '到会人员中有人不在本局名册。',
      'Somebody who attended is not registered with this bureau.',
      '填写名册中的人员编号。',
      'Use the ids of registered officers.',
    );
  const missing = (['accepting', 'supervising'] as const).filter((side) => known?.[side] !== true);
  if (missing.length === 0) return undefined;
  const zh = missing.map((side) => (side === 'accepting' ? '受理部门' : '监管部门')).join('、');
  return refuse(
    'side-missing',
    `${zh}没有人到会，不构成会商。`,
    `Nobody of ${missing.join(' and ')} attended: that is no consultation.`,
    '双方都到会后再提交；未能召开的，提交会商延期。',
    'Meet with both sides, or file a postponement.',
  );
};

/** 列明主要问题、制定对策措施: each problem with a measure, who, and until when; or the record says that there is none. */
const problemsHaveMeasures: GuardOf<typeof meetingRecord, State> = (act) => {
  const { facts, known } = act;
  const { problems, noProblems } = facts;
  if (problems.length === 0 && !noProblems)
    return refuse(
      'problems-missing',
      '须列明主要问题，或者写明没有问题。',
      'List the main problems, or say that there are none.',
      '填写 problems，或 noProblems: true。',
      'Fill in problems, or noProblems: true.',
    );
  if (problems.length > 0 && noProblems)
    return refuse(
      'problems-contradict',
      '既列有问题，又写明没有问题。',
      'Problems are listed, and the record says that there are none.',
      '二者只填其一。',
      'Give one or the other.',
    );
  const bare = problems.findIndex((p) => !p.measure || !p.owner || !p.until);
  if (bare >= 0)
    return refuse(
      'measures-missing',
      `第 ${bare + 1} 项问题缺少对策措施、责任单位或者完成期限。`,
      `Problem ${bare + 1} lacks its measure, who carries it out, or until when.`,
      '逐项填写 measure、owner、until。',
      'Give measure, owner and until for each.',
    );
  if (known?.unknownOwner !== 0)
    return refuse(
      'unknown-reference',
      '责任单位不在本局登记的单位中。',
      'A unit that is to carry out a measure is not registered.',
      '写明本局登记的单位编号。',
      'Name units that are registered with the bureau.',
    );
  const held = civilDateOf(act.occurredAt ?? act.receivedAt);
  const past = problems.findIndex((p) => p.until! < held);
  if (past >= 0)
    return refuse(
      'measure-date-past',
      `第 ${past + 1} 项措施的完成期限早于会商之日。`,
      `The date of measure ${past + 1} is before the meeting.`,
      '写明会商之日或以后的日期。',
      'Give a date on or after the day of the meeting.',
    );
  return undefined;
};

const postponedToLater: GuardOf<typeof postponement, State> = (act) => {
  const { facts } = act;
  if (!facts.reasonGiven)
    return refuse(
      'reason-missing',
      '延期须说明理由。',
      'Putting the meeting off needs a reason.',
      '写明理由。',
      'State the reason.',
    );
  if (facts.newDate <= civilDateOf(act.receivedAt))
    return refuse(
      'date-not-later',
      '改期之日须在今日以后。',
      'The new date must be after today.',
      '写明以后的日期。',
      'Give a later date.',
    );
  return undefined;
};

export const guards: Guards<Acts, State> = {
  attendance: [byCoordinator],
  postponement: [byCoordinator, postponedToLater],
  'meeting-record': [byCoordinator, afterTheCall, bothSidesPresent, problemsHaveMeasures],
  'work-record': [byCoordinator],
  closure: [byCoordinator],
};

/** An act that nobody awaits: a closure before its time says what is missing. */
export function notAwaited(state: State) {
  return (act: Act, possible: Possible): Refusal => {
    if (act.type === 'closure' && !state.held)
      return refuse(
        'meeting-missing',
        '会商尚未召开，不得办结。',
        'The consultation has not been held: it cannot be closed.',
        '先提交会商情况。',
        'File the record of the meeting first.',
      );
    if (act.type === 'closure')
      return refuse(
        'record-missing',
        '没有审管联动工作记录，不得办结。',
        'Without the work record the consultation cannot be closed.',
        '先提交审管联动工作记录。',
        'File the work record of the consultation first.',
      );
    return notAwaitedNow(
      'TJ84-16',
      '本件现在不接收这种文书。',
      'The consultation does not await such an act now.',
      possible,
    );
  };
}
