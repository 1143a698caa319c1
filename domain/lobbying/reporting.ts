/** 报告、更正、备案 What the registrant and the recipients of a record do with it (第三、四条). Pure. */
import type { Refusal } from '../law/refusal.ts';
import { append, entriesOf, type Entry, type SealedRecord } from './book.ts';
import { nextLevelOf, recipientsOf } from './chain.ts';
import type { AskedTo } from './forms.ts';
import { serving, type Ground } from './ground.ts';
import { refuse } from './refusals.ts';
import { faultOf, type Stamp } from './registering.ts';
import { excludedFrom, keptFrom } from './excluded.ts';
import { standingOf } from './standing.ts';

type Result = { refusal: Refusal } | { entry: Entry };
const under = 'TJ51-A2-4';

const notOwed = (): Refusal =>
  refuse(
    'no-report-owed',
    '本件现在不由你报告、更正或者备案。',
    'It is not for you to report, correct or file this record now.',
    '由登记人或者最后一级接收人报告；只有登记人可以更正。',
    'The registrant, or the last recipient, reports; only the registrant corrects.',
    under,
  );

/** A correction is an act of its own; what was filed first stays. */
export function correct(
  record: SealedRecord,
  { do: _do, record: _id, key: _key, reason, ...form }: AskedTo<'correct'>,
  ground: Ground,
  stamp: Stamp,
): Result {
  if (standingOf(record).registrant !== ground.caller.id) return { refusal: notOwed() };
  const refusal = faultOf(form, ground);
  if (refusal) return { refusal };
  const kept = keptFrom([form.lobbyist], stamp.by, ground);
  return { entry: append(record, { ...stamp, kept, type: 'corrected', told: { form, reason } }) };
}

export function report(
  record: SealedRecord,
  { to }: AskedTo<'report'>,
  ground: Ground,
  stamp: Stamp,
): Result {
  const next = nextLevelOf(record, ground);
  if (next?.by !== ground.caller.id) return { refusal: notOwed() };
  if (!next.to.includes(to)) return { refusal: wrongRecipient(record, to, next.to, ground) };
  const { reports, mark, reportDue } = standingOf(record);
  const { unit, around } = next;
  const late = mark === 'handler' && reports.length === 0 && ground.now > reportDue;
  const entry = append(record, { ...stamp, type: 'reported', told: { to, unit, around } });
  // The turn has entered it already where the period had passed before: this is only a safeguard.
  if (late && !entriesOf(record, 'breach').some(({ told }) => told.duty === 'report'))
    append(record, {
      type: 'breach',
      at: ground.now,
      by: null,
      told: { duty: 'report', due: reportDue },
    });
  return { entry };
}

function wrongRecipient(
  record: SealedRecord,
  to: string,
  next: readonly string[],
  ground: Ground,
): Refusal {
  const lawful: [string, string] = [
    `报告 ${next.join('、')} 之一。`,
    `Report to one of ${next.join(', ')}.`,
  ];
  return excludedFrom(record, ground).has(to)
    ? refuse(
        'reported-to-lobbyist',
        '不得向请托说情人或者本件涉及的上级报告。',
        'It is not reported to the lobbyist, nor to a superior who is named in it.',
        ...lawful,
        under,
      )
    : refuse(
        'level-skipped',
        '须逐级报告：该人员不是下一级。',
        'It is reported level by level: this is not the next one.',
        ...lawful,
        under,
      );
}

/** 备案 Where circumstances ask for it (视情况): outside the 48 hours. */
export function file(
  record: SealedRecord,
  { with: whom, document }: AskedTo<'file'>,
  ground: Ground,
  stamp: Stamp,
): Result {
  if (!recipientsOf(record, ground).includes(ground.caller.id)) return { refusal: notOwed() };
  const excluded = excludedFrom(record, ground);
  const able = [...ground.officers.values()].some((one) => {
    const unit = ground.units.get(one.unit);
    const there =
      whom === 'enforcement-supervision'
        ? unit?.roles.includes('enforcement-supervision')
        : unit?.superior === null && one.roles.includes('head');
    return there && serving(one) && !excluded.has(one.id);
  });
  if (!able)
    return {
      refusal: refuse(
        'reported-to-lobbyist',
        '该处没有可以接收本件的人员。',
        'Nobody there may receive it.',
        '向另一处备案。',
        'File it with the other one.',
        under,
      ),
    };
  return { entry: append(record, { ...stamp, type: 'filed', told: { with: whom, document } }) };
}
