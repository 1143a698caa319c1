/** 不得 The end: recorded once, as the last day of the record; corrected only with evidence; or abandoned (QY-12.1, 15.1). */
import type { Act } from '../../law/act.ts';
import type { FactsOf, GuardOf, Guards } from '../../law/acts.ts';
import type { Refusal } from '../../law/refusal.ts';
import { civilDateOf, startOfDay } from '../../time/civil-date.ts';
import type { CivilDate } from '../../time/instant.ts';
import type { abandonment, endCorrection, inspectionEnd, EndActs } from './acts.ts';
import type { ConductState } from './state.ts';
import { refuse } from '../../law/refuse.ts';
import { afterStart, reasonMissing } from './refusing.ts';

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
  const unfounded = refuseUnfounded(facts);
  if (unfounded) return unfounded;
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
function refuseUnfounded(facts: FactsOf<typeof endCorrection>): Refusal | undefined {
  if (!facts.evidenceGiven)
    return refuse(
      'evidence-missing',
      'QY-12.1',
      '更正检查结束须附证据。',
      'A correction of the end needs evidence.',
      '附上证据。',
      'Attach the evidence.',
    );
  return facts.reasonGiven
    ? undefined
    : reasonMissing(
        'QY-12.1',
        '更正检查结束须说明理由。',
        'A correction of the end needs its reason.',
      );
}
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

/** The last day on site by the records. */
export const lastOn = ({ records }: ConductState): CivilDate | undefined =>
  records
    .map((r) => r.on)
    .toSorted()
    .at(-1);

export const endGuards: Guards<EndActs, ConductState> = {
  'inspection-end': [endHolds],
  'end-correction': [correctionHolds],
  abandonment: [afterStart, abandonmentHolds],
};
