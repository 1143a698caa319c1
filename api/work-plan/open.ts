/** 方案的登记 How a plan of work is opened: with its document and its rows, by the office of the leading group (QJ annex 1). */
import { groupOf, planOfYear, unitsOfOfficers, type GroupRow } from '../../db/work-plan/store.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { refuse } from '../../domain/law/refuse.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { PRINTED_YEAR, printedRows, type PlanRow } from '../../domain/work-plan/annex.ts';
import { ANNEX, rowClause } from '../../domain/work-plan/clauses.ts';
import type { PlanPayload } from '../../domain/work-plan/forms.ts';
import { peopleOf } from '../../domain/work-plan/group.ts';
import { MOST_UNITS } from '../../domain/work-plan/names.ts';
import { isPrinted, refusePlan } from '../../domain/work-plan/opening.ts';
import { workPlan } from '../../domain/work-plan/procedure.ts';
import { workPlanSettingsOf } from '../../domain/work-plan/settings-form.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';

type Plan = Omit<PlanPayload, 'rows'> & { rows: PlanRow[] };

export async function openPlan(
  deps: ActDeps,
  caller: Caller,
  key: string,
  { rows, ...body }: PlanPayload,
): Promise<OpenedReply> {
  // A plan of 2021 whose rows are not written out has those of the annex: the payload has them as they are registered.
  const printed = body.year === PRINTED_YEAR ? printedRows : [];
  const payload: Plan = { ...body, rows: [...(rows ?? printed)] };
  const exists = (file: string): Promise<never> =>
    Promise.reject(Problem.refused(planExists(file)));
  try {
    return await openFileFor(deps, caller, {
      payload,
      key,
      procedure: workPlan,
      prepare: (context) => prepare(deps, context, payload),
      ifOpen: exists,
    });
  } catch (error) {
    // The plan of that year has been closed already.
    const { constraint_name: constraint } = error as { constraint_name?: string };
    if (constraint !== 'work_plan_bureau_id_year_key') throw error;
    return exists((await planOfYear(deps.sql, caller.bureau, body.year))!);
  }
}

const planExists = (file: string): Refusal =>
  refuse(
    'plan-exists',
    ANNEX,
    `该年度的方案已经登记（${file}）。`,
    `The plan of that year is registered (${file}).`,
    '同一年度只有一份方案。',
    'A year has one plan.',
  );

async function prepare(
  { sql }: ActDeps,
  { bureau, caller, receivedAt, adopted }: OpeningContext,
  p: Plan,
): Promise<NewFile | { refusal: Refusal }> {
  const basis = bindingInstruments(bureau, 'QJ', p.issuedOn);
  const group = await groupOf(sql, bureau.id);
  const asked = { binding: !adopted, year: p.year };
  const refusal = refusePlan({
    ...asked,
    person: caller.kind === 'person',
    unit: caller.unit,
    office: group?.office ?? undefined,
    sections: group?.sections.map(({ name }) => name) ?? [],
    issuedOn: p.issuedOn,
    closedOn: p.closedOn,
    today: civilDateOf(receivedAt),
    rows: p.rows,
  });
  if (refusal) return { refusal };
  if (isRefusal(basis)) return { refusal: basis };
  const printed = isPrinted(asked);
  return {
    subject: { kind: 'work-plan', id: `${bureau.id}.${p.year}` },
    idPattern: numbered(workPlan.prefix, bureau.id, p.year),
    type: 'work-plan',
    stated: { facts: { year: p.year, rows: p.rows.length, documentHash: p.document.sha256 } },
    opening: {
      units: await unitsFor(sql, group!),
      year: p.year,
      issuedOn: p.issuedOn,
      printed,
      ...(p.closedOn !== undefined && { closedOn: p.closedOn }),
      rows: p.rows.map((row) => rowOf(row, group!, printed)),
      settings: workPlanSettingsOf(bureau.settings),
      // Periods of a plan that is registered late lie before the year of its registration.
      calendar: await calendarFrom(sql, Number(p.issuedOn.slice(0, 4))),
    },
  };
}

async function unitsFor(sql: ActDeps['sql'], group: GroupRow): Promise<Record<string, string>> {
  const units = await unitsOfOfficers(sql, peopleOf(group));
  return {
    office: group.office!,
    ...Object.fromEntries(
      units.slice(0, MOST_UNITS).map((unit, n) => [`group-${n + 1}`, unit] as const),
    ),
  };
}

const rowOf = (
  { id, sections, dueOn, ongoing, conflictOn }: PlanRow,
  group: GroupRow,
  printed: boolean,
) => ({
  id,
  clause: rowClause(printed, id),
  units: sections.map((name) => group.sections.find((one) => one.name === name)!.unit),
  ...(dueOn !== undefined && { dueOn }),
  ongoing: ongoing ?? false,
  ...(conflictOn !== undefined && { conflictOn }),
});
