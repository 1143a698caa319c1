/** 不得 From the start to the end: who is there, the record, pauses, the stop order, sealing, the end (QY-10.4 to 10.8, 12.1, 12.2, 13.3). */
import type { Act } from '../../law/act.ts';
import type { ActOf, FactsOf, GuardOf, Guards } from '../../law/acts.ts';
import type { Refusal } from '../../law/refusal.ts';
import { civilDateOf, formatInstant, startOfDay } from '../../time/civil-date.ts';
import type { CivilDate } from '../../time/instant.ts';
import { refuseMeasure, sealedThrough } from '../outcomes.ts';
import type {
  abandonment,
  endCorrection,
  inspectionEnd,
  onSiteRecord,
  OnSiteActs,
  pause,
  resume,
  sealing,
  sealingExtension,
  sealingRelease,
  stopOrder,
  teamChange,
} from './acts.ts';
import type { ConductState } from './state.ts';
import {
  dayOfAct,
  nobodyKnown,
  reasonMissing,
  refuseApproval,
  refuseJoining,
  refusePresence,
} from './refusing.ts';
import { refuse } from '../../law/refuse.ts';

/** Nothing on site is dated before the start. */
const afterStart = (act: Pick<Act, 'occurredAt'>, s: ConductState): Refusal | undefined =>
  (act.occurredAt ?? s.startedAt) < s.startedAt
    ? refuse(
        'before-trigger',
        'QY-12.1',
        `所写时间早于检查开始（${formatInstant(s.startedAt)}）。`,
        `Dated before the start (${formatInstant(s.startedAt)}).`,
        '不得早于检查开始。',
        'No earlier than the start.',
        s.startedAt,
      )
    : undefined;

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

// 第十二条 At once, with its reason and the way to contest it.
const stopHolds: GuardOf<typeof stopOrder, ConductState> = (act) => {
  const { facts } = act;
  if (!facts.reasonGiven)
    return reasonMissing('QY-12.2', '责令停止须说明理由。', 'A stop order needs its reason.');
  return facts.remediesGiven
    ? undefined
    : refuse(
        'remedies-missing',
        'QY-12.2',
        '责令停止须告知救济途径。',
        'A stop order tells how it can be contested.',
        '写明救济机关和期限。',
        'Name body and period.',
      );
};

// 第十三条 Sealing only, by two officers, approved by the head, with its list; once extended, by the head, before the last day is over, by at most as long again (行政强制法 25, our reading).
const sealingHolds: GuardOf<typeof sealing, ConductState> = (act, s) => {
  const { facts, known } = act;
  const approved = refuseApproval(
    known,
    facts.approvedBy,
    facts.approved,
    dayOfAct(act),
    'QY-13.3',
  );
  const measure = refuseMeasure(facts.measure, true) ?? approved;
  const there = measure ?? refusePresence(known, dayOfAct(act), facts.present, s.settings);
  if (there) return there;
  if (!facts.inventoried)
    return refuse(
      'document-missing',
      'QY-13.3',
      '封存没有清单。',
      'The sealing has no inventory.',
      '当场清点并附清单。',
      'Take the inventory on the spot.',
    );
  if (!facts.reasonGiven)
    return reasonMissing(
      'QY-13.3',
      '封存须说明资料可能被转移、隐匿或者灭失的理由。',
      'Sealing needs the reason why records may vanish.',
    );
  return s.sealed.has(facts.item)
    ? refuse(
        'duplicate',
        'QY-13.3',
        '该封存编号已经使用。',
        'This sealing is registered already.',
        '另用编号。',
        'Use another id.',
      )
    : undefined;
};
const extensionHolds: GuardOf<typeof sealingExtension, ConductState> = (act, s) => {
  const { facts, known } = act;
  const sealed = s.sealed.get(facts.item);
  if (!sealed || sealed.released)
    return refuse(
      'not-awaited',
      'QY-13.3',
      '没有该项封存，或者已经解除。',
      'There is no such sealing, or it is released.',
      '填写现有封存的编号。',
      'Name a sealing that stands.',
    );
  if (sealed.extended)
    return refuse(
      'extension-unlawful',
      'QY-13.3',
      '封存已经延长一次。',
      'It was extended once already.',
      `须在 ${sealed.lastDay} 之前解除。`,
      `Release it by ${sealed.lastDay}.`,
    );
  if (dayOfAct(act) > sealed.lastDay)
    return refuse(
      'extension-unlawful',
      'QY-13.3',
      `封存期限已于 ${sealed.lastDay} 届满。`,
      `The sealing ended on ${sealed.lastDay}.`,
      '立即解除封存。',
      'Release it at once.',
    );
  if (facts.until <= sealed.lastDay || facts.until > sealedThrough(sealed.lastDay))
    return refuse(
      'extension-unlawful',
      'QY-13.3',
      `延长不得超过三十日（至 ${sealedThrough(sealed.lastDay)}）。`,
      `Extended by 30 days at most (to ${sealedThrough(sealed.lastDay)}).`,
      '缩短延长的期限。',
      'Extend it by less.',
    );
  if (!facts.reasonGiven)
    return reasonMissing(
      'QY-13.3',
      '延长封存须说明理由并书面告知当事人。',
      'An extension gives its reason, in writing, to the party.',
    );
  return refuseApproval(known, facts.approvedBy, facts.approved, dayOfAct(act), 'QY-13.3');
};
const releaseHolds: GuardOf<typeof sealingRelease, ConductState> = ({ facts }, s) =>
  s.sealed.get(facts.item)?.released === false
    ? undefined
    : refuse(
        'not-awaited',
        'QY-13.3',
        '没有该项封存，或者已经解除。',
        'There is no such sealing, or it is released.',
        '填写现有封存的编号。',
        'Name a sealing that stands.',
      );

// 第十二条 The end: once, the last day in the record; afterwards only with evidence.
const endHolds: GuardOf<typeof inspectionEnd, ConductState> = (act, s) => {
  const { endedOn } = act.facts;
  if (s.end) return alreadyEnded(s.end.on);
  const last = lastOn(s);
  if (s.onSite && !last)
    return refuse(
      'entry-record-missing',
      'QY-10.7',
      '没有现场检查笔录，不得结束检查。',
      'No record of any entry: the inspection cannot end.',
      '先提交现场检查笔录；没有检查的，终止检查。',
      'File the record first, or abandon it.',
    );
  return (
    refuseEndDay(endedOn, act, s) ??
    (s.onSite && endedOn !== last
      ? refuse(
          'end-not-last-day',
          'QY-12.1',
          `检查结束之日应为最后一次现场检查之日 ${last}。`,
          `The end is the last on-site day, ${last}.`,
          `填写 ${last}；当日笔录遗漏的，先补笔录。`,
          `Enter ${last}; where a record is missing, file it first.`,
        )
      : undefined)
  );
};
const alreadyEnded = (on: CivilDate): Refusal =>
  refuse(
    'already-ended',
    'QY-12.1',
    `检查结束已经记录为 ${on}，只能凭证据更正。`,
    `The end is recorded as ${on}: only evidence corrects it.`,
    '提交检查结束更正并附证据。',
    'File the correction of the end with its evidence.',
  );

function refuseEndDay(
  on: CivilDate,
  act: Pick<Act, 'receivedAt'>,
  s: ConductState,
): Refusal | undefined {
  if (on < civilDateOf(s.startedAt))
    return refuse(
      'end-before-start',
      'QY-12.1',
      '结束日期早于检查开始。',
      'The end lies before the start.',
      '不得早于检查开始之日。',
      'No earlier than the start.',
      startOfDay(civilDateOf(s.startedAt)),
    );
  return on > civilDateOf(act.receivedAt)
    ? refuse(
        'in-the-future',
        'QY-12.1',
        '结束日期在将来。',
        'The end lies in the future.',
        '结束之后记录。',
        'Record it when it has ended.',
      )
    : undefined;
}

const correctionHolds: GuardOf<typeof endCorrection, ConductState> = (act, s) => {
  const { facts } = act;
  if (!s.end)
    return refuse(
      'end-missing',
      'QY-12.1',
      '检查结束还没有记录。',
      'No end is recorded yet.',
      '先记录检查结束。',
      'Record the end of the inspection first.',
    );
  if (s.end.abandoned)
    return refuse(
      'not-awaited',
      'QY-15.1',
      '检查已经终止，以最后现场检查之日为结束。',
      'It was abandoned: it ended on its last day on site.',
      '遗漏的笔录可以补交。',
      'File the record that is missing.',
    );
  if (!facts.evidenceGiven)
    return refuse(
      'evidence-missing',
      'QY-12.1',
      '更正检查结束须附证据。',
      'A correction of the end needs evidence.',
      '附上证据。',
      'Attach the evidence.',
    );
  if (!facts.reasonGiven)
    return reasonMissing(
      'QY-12.1',
      '更正检查结束须说明理由。',
      'A correction of the end needs its reason.',
    );
  if (facts.endedOn === s.end.on)
    return refuse(
      'conflict',
      'QY-12.1',
      '与现有记录相同。',
      'It is what is recorded.',
      '无需更正。',
      'Nothing to correct.',
    );
  const last = lastOn(s);
  const unrecorded = s.onSite && last !== undefined && facts.endedOn > last;
  return (
    refuseEndDay(facts.endedOn, act, s) ??
    (unrecorded
      ? refuse(
          'entry-record-missing',
          'QY-10.7',
          `${facts.endedOn} 没有现场检查笔录。`,
          `There is no on-site record of ${facts.endedOn}.`,
          '先补交该日笔录并说明理由。',
          'File the record of that day first, with its reason.',
        )
      : undefined)
  );
};
const abandonmentHolds: GuardOf<typeof abandonment, ConductState> = (act, s) =>
  s.end
    ? alreadyEnded(s.end.on)
    : act.facts.reasonGiven
      ? undefined
      : reasonMissing(
          'QY-12.1',
          '终止检查须说明理由。',
          'Abandoning an inspection needs its reason.',
        );

/** QY-10.6: who is left of the team after a change. */
export const enforcersAfter = ({ facts, known }: ActOf<typeof teamChange>): number =>
  (known?.team.filter((m) => m.role !== 'assistant' && m.officer !== facts.leaves).length ?? 0) +
  (facts.joins !== undefined && facts.role !== 'assistant' ? 1 : 0);

/** The last day on site by the records. */
export const lastOn = ({ records }: ConductState): CivilDate | undefined =>
  records
    .map((r) => r.on)
    .toSorted()
    .at(-1);

export const onSiteGuards: Guards<OnSiteActs, ConductState> = {
  'on-site-record': [goesThere, recordHolds],
  pause: [goesThere, afterStart, pauseHolds],
  resume: [goesThere, resumeHolds],
  'team-change': [afterStart, teamChangeHolds],
  'stop-order': [afterStart, stopHolds],
  sealing: [afterStart, sealingHolds],
  'sealing-extension': [extensionHolds],
  'sealing-release': [releaseHolds],
  'inspection-end': [endHolds],
  'end-correction': [correctionHolds],
  abandonment: [afterStart, abandonmentHolds],
};
