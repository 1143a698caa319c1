/** 方案的修改 What is refused of an amendment: when it is proposed, and again when another person confirms it. Pure. */
import type { GuardOf } from '../law/acts.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Amendable, amendment, amendmentDecision, Change, Proposed, State } from './acts.ts';
import { ANNEX, GROUP, SECTIONS } from './clauses.ts';
import { personRequired } from './person.ts';

const reasonMissing = refuse(
  'reason-missing',
  ANNEX,
  '须说明理由。',
  'It needs a reason.',
  '写明理由。',
  'State it.',
);

/** 修改 By a new document; 更正 by the one that the plan rests on, for nothing is decided anew. */
function refusePaper(same: boolean, correction: boolean): Refusal | undefined {
  if (same === correction) return undefined;
  return correction
    ? refuse(
        'correction-paper-other',
        ANNEX,
        '更正是使登记与原文件一致，所附文件不是方案所依据的文件。',
        'A correction brings the register into line with the document of the plan; this paper is another one.',
        '附方案或者已生效的修改所依据的文件；有新文件的，提出修改。',
        'Attach the document of the plan or of a confirmed amendment; with a new one, amend it.',
      )
    : refuse(
        'amendment-paper-same',
        ANNEX,
        '所附文件是方案已经依据的文件，修改须有新的文件。',
        'The paper is one that the plan rests on already; it is amended by a new one.',
        '附修改方案的新文件；登记有误的，提出更正。',
        'Attach the new document; what was registered wrongly is corrected.',
      );
}

/** 修改 Only by a new document, with a reason. */
export const newPaper: GuardOf<typeof amendment, State> = ({ facts, known }) =>
  !known!.person
    ? personRequired
    : (refusePaper(known!.same, facts.correction ?? false) ??
      (facts.reasonGiven ? undefined : reasonMissing));

const rowUnfit = (zh: string, en: string, lawfulZh: string, lawfulEn: string): Refusal =>
  refuse('amendment-row-unfit', ANNEX, zh, en, lawfulZh, lawfulEn);

/** What has been accepted, is late or in conflict, is not moved: lateness is not cured by another date, and a conflict is decided by who may. */
const settledRows = (
  settled: readonly string[],
  changes: readonly Change[],
): Refusal | undefined => {
  const rows = changes.filter(({ row, kind }) => kind === 'change' && settled.includes(row));
  return rows.length === 0
    ? undefined
    : rowUnfit(
        `已完成、已逾期或者时限冲突的任务不改时限和科室：${rows.map(({ row }) => row).join('、')}。`,
        `Done, late or in conflict, and not changed: ${rows.map(({ row }) => row).join(', ')}.`,
        '逾期的照旧完成；冲突的由领导小组人员确认；不再需要的取消。',
        'What is late is still done; a conflict is confirmed; what is not needed any more is withdrawn.',
      );
};

/** A number is given once: what was withdrawn is not added again under its own. */
function refuseRow({ kind, row }: Change, { rows, ever }: Amendable): Refusal | undefined {
  if (kind === 'add' ? !ever.includes(row) : rows.includes(row)) return undefined;
  return kind === 'add'
    ? rowUnfit(
        `任务 ${row} 已经有了，或者曾经有过。`,
        `There is a row ${row} already, or there has been one.`,
        '增加的任务用新的编号。',
        'Add it under a new number.',
      )
    : rowUnfit(
        `方案没有任务 ${row}。`,
        `The plan has no row ${row}.`,
        '写明方案的任务编号。',
        'Name a row of the plan.',
      );
}

/** Nobody can be late with what had not been ordered; what was ordered by the document is corrected to its day, also where that has passed. */
function refuseDate(
  { kind, row, dueOn, ongoing }: Change,
  correction: boolean,
  { today, issuedOn }: { today: CivilDate; issuedOn: CivilDate },
): Refusal | undefined {
  if (kind === 'add' && dueOn === null && !ongoing)
    return refuse(
      'task-undated',
      ANNEX,
      `任务 ${row} 没有完成时限，也不是持续推进。`,
      `The task ${row} has no date and is not ongoing.`,
      '写明日期，或者持续推进。',
      'State its date, or that it is ongoing.',
    );
  const earliest = correction ? issuedOn : today;
  return dueOn !== null && dueOn < earliest
    ? rowUnfit(
        `任务 ${row} 的时限（${dueOn}）早于 ${earliest}。`,
        `The date of the row ${row} (${dueOn}) is before ${earliest}.`,
        `写明 ${earliest} 或者以后的日期。`,
        `State ${earliest} or a later day.`,
      )
    : undefined;
}

function refuseSections({ unknown, without }: Amendable): Refusal | undefined {
  if (without.length > 0)
    return refuse(
      'task-without-section',
      SECTIONS,
      `没有责任科室的任务：${without.join('、')}。`,
      `Tasks without a responsible section: ${without.join(', ')}.`,
      '写明责任科室。',
      'State the responsible sections.',
    );
  return unknown.length > 0
    ? refuse(
        'section-unregistered',
        SECTIONS,
        '有的科室没有登记。',
        'Some of the sections are not registered.',
        '在领导小组的登记中写明科室及其单位。',
        'Register them with the leading group, each with its unit.',
      )
    : undefined;
}

function refuseChanges(
  { changes, correction }: Proposed,
  known: Amendable,
  days: { today: CivilDate; issuedOn: CivilDate },
): Refusal | undefined {
  for (const change of changes) {
    const refusal = refuseRow(change, known) ?? refuseDate(change, correction, days);
    if (refusal) return refusal;
  }
  return refuseSections(known) ?? settledRows(known.settled, changes);
}

export const fits: GuardOf<typeof amendment, State> = (
  { facts, known, receivedAt },
  { issuedOn },
) =>
  refuseChanges({ ...facts, correction: facts.correction ?? false }, known!, {
    today: civilDateOf(receivedAt),
    issuedOn,
  });

/** 双人 By another person, of the office or of the group, who confirms what still fits on that day. */
export const bySecond: GuardOf<typeof amendmentDecision, State> = (
  { facts, known, receivedAt },
  { proposed, issuedOn },
) => {
  const amended = proposed.get(facts.item);
  if (!known!.person) return personRequired;
  if (!amended)
    return refuse(
      'amendment-unknown',
      ANNEX,
      '没有待复核的这项修改。',
      'No such amendment waits for a decision.',
      '写明修改文书的编号。',
      'Name the act of the amendment.',
    );
  if (!known!.entitled)
    return refuse(
      'not-owed-by-you',
      GROUP,
      '修改由办公室或者领导小组的另一人复核。',
      'Another person of the office or of the group decides on it.',
      '由该人提交。',
      'Let that person submit it.',
    );
  if (known!.own)
    return refuse(
      'amendment-own',
      GROUP,
      '提出修改的人不能自己复核。',
      'Whoever has proposed it cannot decide on it.',
      '由另一人复核。',
      'Let another person decide.',
    );
  if (facts.outcome === 'rejected') return facts.reasonGiven ? undefined : reasonMissing;
  const { rows, ever, unknown, without, settled } = known!;
  if (!rows || !ever || !unknown || !without) return settledRows(settled, amended.changes);
  const same = known!.same ?? false;
  return (
    refusePaper(same, amended.correction) ??
    refuseChanges(
      amended,
      { same, rows, ever, unknown, without, settled },
      { today: civilDateOf(receivedAt), issuedOn },
    )
  );
};
