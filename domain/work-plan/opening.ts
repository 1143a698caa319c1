/** 方案的登记 May this plan be registered (QJ annex 1, 3.1, 3.2)? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import type { CivilDate } from '../time/instant.ts';
import { PRINTED_ON, PRINTED_YEAR, printedRows, type PlanRow } from './annex.ts';
import { ANNEX, GROUP, rowClause, SECTIONS } from './clauses.ts';
import { personRequired } from './person.ts';

export interface PlanToOpen {
  person: boolean;
  unit: string;
  /** The office of the group; undefined: no group is registered. */
  office: string | undefined;
  /** Names under which sections are registered. */
  sections: readonly string[];
  /** The instrument binds the bureau: the plan of its year is the printed one. */
  binding: boolean;
  year: number;
  issuedOn: CivilDate;
  closedOn: CivilDate | undefined;
  today: CivilDate;
  rows: readonly PlanRow[];
}

export const isPrinted = ({ binding, year }: Pick<PlanToOpen, 'binding' | 'year'>): boolean =>
  binding && year === PRINTED_YEAR;

/** Why the plan cannot be registered; nothing when it can. */
export const refusePlan = (p: PlanToOpen): Refusal | undefined =>
  refuseAuthor(p) ?? refuseDays(p) ?? refusePrinted(p) ?? refuseRows(p);

function refuseAuthor({ person, unit, office }: PlanToOpen): Refusal | undefined {
  if (office === undefined)
    return refuse(
      'group-missing',
      GROUP,
      '没有登记政务服务工作领导小组。',
      'The leading group is not registered.',
      '先登记领导小组及其办公室。',
      'Register the leading group with its office first.',
    );
  if (unit !== office)
    return refuse(
      'not-owed-by-you',
      GROUP,
      '工作方案由领导小组办公室登记。',
      'The office of the leading group registers the plan.',
      '由领导小组办公室提交。',
      'Let the office submit it.',
    );
  return person ? undefined : personRequired;
}

const unfit = (zh: string, en: string, lawfulZh: string, lawfulEn: string): Refusal =>
  refuse('plan-year-unfit', ANNEX, zh, en, lawfulZh, lawfulEn);

function refuseDays({ year, issuedOn, closedOn, today }: PlanToOpen): Refusal | undefined {
  if (issuedOn > today || (closedOn ?? today) > today)
    return refuse(
      'in-the-future',
      ANNEX,
      '印发或者终结的日期在将来。',
      'The day of issue or of the closing is in the future.',
      '印发之后再登记。',
      'Register it once it has been issued.',
    );
  const issued = Number(issuedOn.slice(0, 4));
  if (issued !== year && issued !== year - 1)
    return unfit(
      `${issuedOn} 印发的不是 ${year} 年的方案。`,
      `What was issued on ${issuedOn} is no plan of ${year}.`,
      '写明方案的年度。',
      'State the year of the plan.',
    );
  const over = today > `${year}-12-31`;
  if (over && closedOn === undefined)
    return unfit(
      `${year} 年已过，没有写明方案终结的日期。`,
      `The year ${year} is over, and the day on which the plan was closed is missing.`,
      '写明终结日期；督查至该日为止。',
      'State it: its reviews go until that day.',
    );
  if (closedOn === undefined) return undefined;
  return over && closedOn >= issuedOn && Number(closedOn.slice(0, 4)) <= year + 1
    ? undefined
    : unfit(
        '终结日期只用于年度已过的方案，不早于印发日期，不晚于次年。',
        'The day of the closing is for a plan whose year is over, not before its issue and not after the next year.',
        '年度未过的，届时提交终结。',
        'A plan that runs is closed by its act.',
      );
}

const same = (one: PlanRow, other: PlanRow | undefined): boolean =>
  other !== undefined &&
  one.id === other.id &&
  one.dueOn === other.dueOn &&
  one.conflictOn === other.conflictOn &&
  Boolean(one.ongoing) === Boolean(other.ongoing) &&
  one.sections.join('\n') === other.sections.join('\n');

function refusePrinted(p: PlanToOpen): Refusal | undefined {
  if (p.rows.length === 0)
    return refuse(
      'plan-rows-missing',
      ANNEX,
      '没有写明任务分解。',
      'The tasks of the plan are missing.',
      '逐项写明任务、责任科室和完成时限。',
      'State each task with its sections and its date.',
    );
  if (!isPrinted(p)) return undefined;
  const asPrinted =
    p.issuedOn === PRINTED_ON &&
    p.rows.length === printedRows.length &&
    printedRows.every((row, n) => same(row, p.rows[n]));
  return asPrinted
    ? undefined
    : refuse(
        'plan-not-as-printed',
        ANNEX,
        `${PRINTED_YEAR} 年的方案为 ${PRINTED_ON} 印发的 ${printedRows.length} 项，责任科室和时限照录。`,
        `The plan of ${PRINTED_YEAR} has the ${printedRows.length} rows that were issued on ${PRINTED_ON}, with their sections and dates.`,
        '不写任务分解，即为附件1所印。',
        'Leave the rows out: they are those of the annex.',
      );
}

function refuseRows(p: PlanToOpen): Refusal | undefined {
  for (const row of p.rows) {
    const refusal = refuseRow(row, p);
    if (refusal) return refusal;
  }
  return undefined;
}

/** A row by itself. */
function refuseRow(
  row: PlanRow,
  p: Pick<PlanToOpen, 'binding' | 'year' | 'sections' | 'issuedOn'>,
): Refusal | undefined {
  const clause = rowClause(isPrinted(p), row.id);
  if (row.sections.length === 0)
    return refuse(
      'task-without-section',
      SECTIONS,
      `任务 ${row.id} 没有责任科室。`,
      `The task ${row.id} has no responsible section.`,
      '写明责任科室。',
      'State the responsible sections.',
    );
  const unknown = row.sections.filter((name) => !p.sections.includes(name));
  if (unknown.length > 0)
    return refuse(
      'section-unregistered',
      SECTIONS,
      `没有登记的科室：${unknown.join('、')}。`,
      `Sections that are not registered: ${unknown.join(', ')}.`,
      '在领导小组的登记中写明科室及其单位。',
      'Register them with the leading group, each with its unit.',
    );
  if (row.dueOn === undefined && !row.ongoing)
    return refuse(
      'task-undated',
      clause,
      `任务 ${row.id} 没有完成时限，也不是持续推进。`,
      `The task ${row.id} has no date and is not ongoing.`,
      '写明日期，或者持续推进。',
      'State its date, or that it is ongoing.',
    );
  return refuseDates(row, p.issuedOn, clause);
}

function refuseDates(row: PlanRow, issuedOn: CivilDate, clause: string): Refusal | undefined {
  const { id, dueOn, conflictOn } = row;
  if (conflictOn !== undefined && (dueOn === undefined || conflictOn >= issuedOn))
    return refuse(
      'task-date-conflict',
      clause,
      `任务 ${id} 的冲突日期须早于印发日期（${issuedOn}），并另有一个完成时限。`,
      `The date in conflict of the task ${id} is one before the day of issue (${issuedOn}), beside a date that can hold.`,
      '两个日期都在印发之后的，写明先到的日期为完成时限，原文照录。',
      'Where both come after the issue, state the earlier one as the date, and what is printed.',
    );
  return dueOn !== undefined && dueOn < issuedOn
    ? refuse(
        'task-date-conflict',
        clause,
        `任务 ${id} 的完成时限（${dueOn}）早于印发日期（${issuedOn}），立卷即逾期。`,
        `The task ${id} would be due on ${dueOn}, before the plan was issued (${issuedOn}): late at its birth.`,
        '另写方案中的另一日期，把印发之前的日期作为冲突日期，由领导小组成员确认。',
        'State the other date of the plan as its date, and this one as the one in conflict; somebody of the group confirms which one holds.',
      )
    : undefined;
}
