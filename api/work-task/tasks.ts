/** 任务立卷 What a plan has its tasks do: each row is opened once, and what has no end of its own ends with the plan. */
import { z } from 'zod';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import {
  amendmentsOf,
  planOf,
  rowOf,
  taskOf,
  type PlanOfTask,
  type TaskOfPlan,
} from '../../db/work-plan/store.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { dayText } from '../../domain/law/shapes.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { workPlanSettingsOf } from '../../domain/work-plan/settings-form.ts';
import { amended, planClosed } from '../../domain/work-task/acts.ts';
import { workTask } from '../../domain/work-task/procedure.ts';
import { bring } from '../background/system-acts.ts';
import type { TaskHandlers } from '../background/tasks.ts';
import { Problem } from '../http/problems.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';

const rowShape = z.object({ row: z.string() });
const closedShape = z.object({ row: z.string(), on: dayText });

async function open({ file: plan, bureau, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { row: id } = rowShape.parse(data);
  const [of, row] = await Promise.all([planOf(deps.sql, plan), rowOf(deps.sql, plan, id)]);
  if (!of || !row) throw new Error('the plan has no such row');
  await openFileFor(deps, systemCaller(bureau), {
    payload: { plan, row: id },
    key: `work-task:${plan}:${id}`,
    procedure: workTask,
    prepare: (context) => newFile(deps, context, plan, of, row),
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
}

async function newFile(
  { sql }: ActDeps,
  { bureau: { id: bureau }, receivedAt }: OpeningContext,
  plan: string,
  { units, issuedOn }: PlanOfTask,
  {
    row,
    clause,
    units: sections,
    dueOn,
    ongoing,
    conflictOn,
    version,
  }: TaskOfPlan & { version: number },
): Promise<NewFile> {
  const { settings } = (await findBureau(sql, bureau))!;
  const responsible = [...new Set(sections)].map((unit, n) => [`responsible-${n + 1}`, unit]);
  return {
    subject: { kind: 'work-task', id: `${plan}:${row}` },
    idPattern: numbered(workTask.prefix, bureau, civilDateOf(receivedAt).slice(0, 4)),
    type: 'work-task',
    stated: { facts: { plan, row } },
    opening: {
      units: { ...Object.fromEntries(responsible), ...units },
      plan,
      row,
      clause,
      issuedOn,
      ...(dueOn !== null && { dueOn }),
      ongoing,
      ...(conflictOn !== null && { conflictOn }),
      version,
      settings: workPlanSettingsOf(settings),
      calendar: await calendarFrom(sql, Number(issuedOn.slice(0, 4))),
    },
  };
}

/** The row may not have been opened yet: then it is tried again. */
async function close({ file: plan, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { row, on } = closedShape.parse(data);
  const file = await taskOf(deps.sql, plan, row);
  if (file === undefined) throw new Error('the task is not open yet');
  await bring(deps, file, planClosed.type, { on }, file);
}

const amendShape = z.object({
  amendment: z.string(),
  row: z.string(),
  kind: z.enum(['change', 'withdraw']),
  dueOn: dayText.nullable(),
  ongoing: z.boolean(),
});

/** One after the other, in the order in which they were confirmed, whichever of them is performed first. */
async function amend({ file: plan, data }: TaskRow, deps: ActDeps): Promise<void> {
  const { amendment, row: id, ...change } = amendShape.parse(data);
  const [file, row] = await Promise.all([taskOf(deps.sql, plan, id), rowOf(deps.sql, plan, id)]);
  if (file === undefined || !row) throw new Error('the task is not open yet');
  const all = await amendmentsOf(deps.sql, { plan, row: id, amendment });
  for (const { amendment: one, units, ...facts } of all)
    await bring(deps, file, amended.type, { ...facts, units: [...new Set(units)] }, `${one}:${id}`);
  if (all.length === 0) {
    const facts = { ...change, units: [...new Set(row.units)] };
    await bring(deps, file, amended.type, facts, `${amendment}:${id}`);
  }
}

export const workTaskTasks: TaskHandlers = {
  'work-task-open': open,
  'work-task-amend': amend,
  'work-task-plan-closed': close,
};
