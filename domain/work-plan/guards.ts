/** 不得 What a plan of work refuses. Pure; each refusal cites its clause and says what would be lawful. */
import type { Act } from '../law/act.ts';
import type { Possible } from '../law/act-names.ts';
import type { GuardOf, Guards } from '../law/acts.ts';
import { notAwaitedNow } from '../law/not-awaited.ts';
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { civilDateOf } from '../time/civil-date.ts';
import type { Acts, amendment, amendmentDecision, Change, closing, State } from './acts.ts';
import { ANNEX, GROUP, REVIEWS, SECTIONS } from './clauses.ts';

export const personRequired = refuse(
  'person-required',
  GROUP,
  '由工作人员办理，不由系统办理。',
  'A person does this, not a system.',
  '由领导小组办公室的工作人员提交。',
  'Let somebody of the office of the group submit it.',
);

const byPerson: GuardOf<typeof closing, State> = ({ known }) =>
  known?.person === true ? undefined : personRequired;

/** Lateness discharges nothing: what has a date is done, or taken out by a new document, before the plan is closed. */
const allDone: GuardOf<typeof closing, State> = ({ known }) =>
  known!.open.length === 0
    ? undefined
    : refuse(
        'plan-tasks-open',
        ANNEX,
        `还没有完成的任务：${known!.open.join('、')}。`,
        `Tasks that are not done: ${known!.open.join(', ')}.`,
        '先完成并由办公室确认，或者以新的文件取消。',
        'Have them done and accepted by the office first, or taken out by a new document.',
      );

const reasonMissing = refuse(
  'reason-missing',
  ANNEX,
  '须说明理由。',
  'It needs a reason.',
  '写明理由。',
  'State it.',
);

/** 修改 Only by a new document, with a reason. */
const newPaper: GuardOf<typeof amendment, State> = ({ facts, known }) => {
  if (!known!.person) return personRequired;
  if (known!.same)
    return refuse(
      'amendment-paper-same',
      ANNEX,
      '所附文件是方案已有的文件，修改须有新的文件。',
      'The paper is one that the plan rests on already; it is amended by a new one.',
      '附修改方案的新文件。',
      'Attach the new document.',
    );
  return facts.reasonGiven ? undefined : reasonMissing;
};

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

const fits: GuardOf<typeof amendment, State> = ({ facts, known, receivedAt }) => {
  const { rows, settled, unknown, without } = known!;
  const today = civilDateOf(receivedAt);
  for (const { kind, row, dueOn, ongoing } of facts.changes) {
    if ((kind === 'add') === rows.includes(row))
      return rowUnfit(
        kind === 'add' ? `任务 ${row} 已经有了。` : `方案没有任务 ${row}。`,
        kind === 'add' ? `There is a row ${row} already.` : `The plan has no row ${row}.`,
        '写明方案的任务编号；增加的用新的编号。',
        'Name a row of the plan, or a new one where it is added.',
      );
    if (kind === 'add' && dueOn === null && !ongoing)
      return refuse(
        'task-undated',
        ANNEX,
        `任务 ${row} 没有完成时限，也不是持续推进。`,
        `The task ${row} has no date and is not ongoing.`,
        '写明日期，或者持续推进。',
        'State its date, or that it is ongoing.',
      );
    if (dueOn !== null && dueOn < today)
      return rowUnfit(
        `任务 ${row} 的新时限（${dueOn}）已过。`,
        `The new date of the row ${row} (${dueOn}) has passed.`,
        '写明当日或者以后的日期。',
        'State a day that has not passed.',
      );
  }
  if (without.length > 0)
    return refuse(
      'task-without-section',
      SECTIONS,
      `没有责任科室的任务：${without.join('、')}。`,
      `Tasks without a responsible section: ${without.join(', ')}.`,
      '写明责任科室。',
      'State the responsible sections.',
    );
  if (unknown.length > 0)
    return refuse(
      'section-unregistered',
      SECTIONS,
      '有的科室没有登记。',
      'Some of the sections are not registered.',
      '在领导小组的登记中写明科室及其单位。',
      'Register them with the leading group, each with its unit.',
    );
  return settledRows(settled, facts.changes);
};

/** 双人 By another person, of the office or of the group. */
const bySecond: GuardOf<typeof amendmentDecision, State> = ({ facts, known }, { proposed }) => {
  const changes = proposed.get(facts.item);
  if (!known!.person) return personRequired;
  if (!changes)
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
  return settledRows(known!.settled, changes);
};

export const guards: Guards<Acts, State> = {
  'plan-closing': [byPerson, allDone],
  'plan-amendment': [newPaper, fits],
  'plan-amendment-decision': [bySecond],
};

export const notAwaited = (_act: Act, possible: Possible): Refusal =>
  notAwaitedNow(
    REVIEWS,
    '工作方案现在不接收这种文书。',
    'Such an act is not awaited by the plan now.',
    possible,
  );
