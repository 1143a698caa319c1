/** 不得 On site: who is there, the record of each entry, pauses, changes of the team (QY-10.4 to 10.8). */
import type { ActOf, FactsOf, GuardOf, Guards } from '../../law/acts.ts';
import type { Refusal } from '../../law/refusal.ts';
import { civilDateOf } from '../../time/civil-date.ts';
import type { CivilDate } from '../../time/instant.ts';
import type { onSiteRecord, OnSiteActs, pause, resume, teamChange } from './acts.ts';
import type { ConductState } from './state.ts';
import { refuse } from '../../law/refuse.ts';
import {
  afterStart,
  dayOfAct,
  nobodyKnown,
  reasonMissing,
  refuseApproval,
  refuseJoining,
  refusePresence,
} from './refusing.ts';

const goesThere = (_act: unknown, s: ConductState): Refusal | undefined =>
  s.onSite
    ? undefined
    : refuse(
        'not-awaited',
        'QY-9.1',
        '方案为非现场检查。',
        'The plan is to check off-site.',
        '需要到现场的，另行报批。',
        'Have a visit approved first.',
      );

// 第十条 The record of an entry: a day of its own, two officers with certificates, signed or refused before a witness.
const recordHolds: GuardOf<typeof onSiteRecord, ConductState> = (act, s) => {
  const { facts, known } = act;
  const on = dayOfAct(act);
  if (facts.enteredAt > facts.leftAt || civilDateOf(facts.enteredAt) !== on)
    return refuse(
      'entry-times-wrong',
      'QY-10.7',
      '进入时间晚于离开时间，或者不在同一天。',
      'Entered after leaving, or on another day.',
      '每次进入现场逐日制作笔录。',
      'Make one record for each entry and day.',
    );
  if (facts.enteredAt < s.startedAt && s.startedAt - facts.enteredAt >= 60_000)
    return afterStart({ occurredAt: facts.enteredAt }, s);
  return (
    refusePresence(known, on, facts.present, s.settings) ??
    refuseDuringPause(facts.enteredAt, facts.leftAt, s) ??
    refuseUnsigned(facts) ??
    refuseUnrecorded(facts, s) ??
    refuseUnexplained(on, facts.reasonGiven, known!.until, s)
  );
};

function refuseDuringPause(
  from: number,
  to: number,
  { pausedAt, pauses }: ConductState,
): Refusal | undefined {
  const paused = [
    ...pauses,
    ...(pausedAt === undefined ? [] : [{ from: pausedAt, until: Infinity }]),
  ].some((p) => from < p.until && p.from < to);
  return paused
    ? refuse(
        'inspection-paused',
        'QY-10.6',
        '该时段检查已经暂停，现场不足两名执法人员。',
        'The inspection was paused then: fewer than two officers.',
        '两名执法人员到齐并登记恢复后继续。',
        'Go on when two are there and the resumption is recorded.',
      )
    : undefined;
}

function refuseUnsigned({
  signature,
  refusalNoted,
  witnessed,
}: FactsOf<typeof onSiteRecord>): Refusal | undefined {
  return signature === 'signed' || (refusalNoted && witnessed)
    ? undefined
    : refuse(
        'record-unsigned',
        'QY-10.7',
        '当事人没有签名，也没有注明拒签并由见证人见证。',
        'Not signed, and no refusal noted before a witness.',
        '请当事人签名；拒签的，注明并请见证人见证。',
        'Have it signed, or note the refusal with a witness.',
      );
}

// 第十条 Audio or video where necessary; the reason where there is none although it was, or the matter has become grave.
function refuseUnrecorded(
  { recorded, recordingNeeded, recordingReasonGiven }: FactsOf<typeof onSiteRecord>,
  { crime, sealed }: ConductState,
): Refusal | undefined {
  const needed = recordingNeeded || crime !== undefined || sealed.size > 0;
  return recorded || !needed || recordingReasonGiven
    ? undefined
    : reasonMissing(
        'QY-10.8',
        '有必要音像记录而没有记录的，须说明理由。',
        'A recording was necessary: its absence needs a reason.',
      );
}

/** QY-12.1  Going there beyond the approved days, or after the recorded end, moves what runs from the end: only with its reason. */
function refuseUnexplained(
  on: CivilDate,
  reasonGiven: boolean,
  until: CivilDate,
  { end }: ConductState,
): Refusal | undefined {
  return reasonGiven || (on <= until && (end === undefined || on <= end.on))
    ? undefined
    : reasonMissing(
        'QY-12.1',
        '超出批准日期或者已记录的结束日期的现场笔录须说明理由。',
        'A record beyond the approved days or the recorded end needs its reason.',
      );
}

// 第十条 Fewer than two: paused; two again: resumed.
const pauseHolds: GuardOf<typeof pause, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (s.pausedAt !== undefined)
    return refuse(
      'inspection-paused',
      'QY-10.6',
      '检查已经暂停。',
      'It is paused already.',
      '恢复后才能再次暂停。',
      'Resume first.',
    );
  if (!known?.team.some((m) => m.officer === facts.officer))
    return refuse(
      'not-of-the-team',
      'QY-10.6',
      '退出的人员不是检查组成员。',
      'Who dropped out is not of the team.',
      '填写检查组成员。',
      'Name a member of the team.',
    );
  return facts.reasonGiven
    ? undefined
    : reasonMissing('QY-10.6', '暂停须说明理由。', 'A pause needs its reason.');
};
const resumeHolds: GuardOf<typeof resume, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (s.pausedAt === undefined)
    return refuse(
      'not-awaited',
      'QY-10.6',
      '检查没有暂停。',
      'It is not paused.',
      '无需恢复。',
      'Nothing to resume.',
    );
  if (act.occurredAt! < s.pausedAt)
    return refuse(
      'before-trigger',
      'QY-10.6',
      '恢复时间早于暂停时间。',
      'Resumed before the pause.',
      '不得早于暂停。',
      'No earlier than the pause.',
      s.pausedAt,
    );
  return refusePresence(known, dayOfAct(act), facts.present, s.settings);
};

// 第十条 Who joins is approved by the head, certificated, without an interest; in a daily inspection drawn anew (QY-6.2).
const teamChangeHolds: GuardOf<typeof teamChange, ConductState> = (act, s) => {
  const { facts, known } = act;
  if (!known) return nobodyKnown('QY-10.1');
  if (!facts.reasonGiven)
    return reasonMissing(
      'QY-10.1',
      '变更检查人员须说明理由。',
      'A change of the team needs its reason.',
    );
  if (facts.leaves !== undefined && !known.team.some((m) => m.officer === facts.leaves))
    return refuse(
      'not-of-the-team',
      'QY-10.6',
      '退出的人员不是检查组成员。',
      'Who leaves is not of the team.',
      '填写检查组成员。',
      'Name a member of the team.',
    );
  if (facts.joins !== undefined && known.team.some((m) => m.officer === facts.joins))
    return refuse(
      'duplicate',
      'QY-10.6',
      '该人员已在检查组。',
      'Already on the team.',
      '填写其他人员。',
      'Name somebody else.',
    );
  if (facts.joins === undefined) return undefined;
  return (
    refuseApproval(known, facts.approvedBy, facts.approved, dayOfAct(act), 'QY-10.1') ??
    refuseJoining(known, facts.joins, facts.role, dayOfAct(act), s.settings)
  );
};

/** QY-10.6: who is left of the team after a change. */
export const enforcersAfter = ({ facts, known }: ActOf<typeof teamChange>): number =>
  (known?.team.filter((m) => m.role !== 'assistant' && m.officer !== facts.leaves).length ?? 0) +
  (facts.joins !== undefined && facts.role !== 'assistant' ? 1 : 0);

export const onSiteGuards: Guards<OnSiteActs, ConductState> = {
  'on-site-record': [goesThere, recordHolds],
  pause: [goesThere, afterStart, pauseHolds],
  resume: [goesThere, resumeHolds],
  'team-change': [afterStart, teamChangeHolds],
};
