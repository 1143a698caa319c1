/** 台面：审管联动 What the desk shows of coordination (TJ84-15, 16), and which department sits on which case since when. */
import { z } from 'zod';
import {
  coordinationCounts,
  dutiesNamed,
  unitNames,
  waitingBy,
} from '../../db/coordination-issue/store.ts';
import type { Sql } from '../../db/client.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';

export interface DeskLink {
  title: Sentence;
  ui: string | null;
  api: string | null;
  count: number | null;
}

/** `ui`: a link into the Temporal UI by search attributes. */
export async function coordinationLinks(
  sql: Sql,
  bureau: string,
  today: CivilDate,
  ui: (query: string) => string,
): Promise<DeskLink[]> {
  const n = await coordinationCounts(sql, bureau, today);
  const link = (zh: string, en: string, count: number, api: string, query?: string): DeskLink => ({
    title: { zh, en },
    ui: query === undefined ? null : ui(query),
    api,
    count,
  });
  return [
    link(
      '没有协调员在岗的部门',
      'Departments without a coordinator',
      n.withoutCoordinator,
      '/v1/departments-without-coordinator',
    ),
    link(
      '反馈长期未处理',
      'Feedback long unhandled',
      n.unhandled,
      '/v1/duties?state=overdue&clause=TJ84-15.4',
      'DubanProcedure = "commitment-case" AND DubanAwaited = "receiveFeedback" AND DubanAttention IN ("overdue", "management-overdue")',
    ),
    link(
      '未结协调事项',
      'Issues open',
      n.issues,
      '/v1/coordination-issues?state=open',
      'DubanProcedure = "coordination-issue"',
    ),
    link(
      '已报告两机关、未解决',
      'Issues reported upwards and not solved',
      n.escalated,
      '/v1/files?procedure=coordination-issue&stage=escalated&state=open',
      'DubanProcedure = "coordination-issue" AND DubanStage = "escalated"',
    ),
    link(
      '待办会商',
      'Consultations due',
      n.consultations,
      '/v1/consultations?state=open',
      'DubanProcedure = "consultation" AND WorkflowType = "consultation"',
    ),
    link(
      '未按期召开或延期的会商',
      'Consultations missed or put off',
      n.missed,
      '/v1/consultations?state=open',
      'DubanProcedure = "consultation" AND DubanStage IN ("missed", "postponed")',
    ),
  ];
}

const longest = z
  .object({
    action: z.object({ zh: z.string(), en: z.string() }),
    act: z.string(),
    clause: z.string(),
    article: z.string(),
    force: z.enum(['text', 'reading', 'management']),
    due: z.string(),
    state: z.enum(['open', 'due-soon', 'overdue']),
  })
  .meta({
    description:
      '最久的一件：办什么、依据哪一条、到什么时候 What the longest one needs, under which article, until when',
  });
export const waitingShape = z
  .array(
    z.object({
      unit: z.string(),
      name: z.string().nullable(),
      files: z.int(),
      duties: z.int(),
      overdue: z.int(),
      since: z.string(),
      file: z.string(),
      duty: z.string(),
      longest: longest.nullable(),
      ui: z.string(),
      api: z.string(),
    }),
  )
  .meta({
    description:
      '各部门压着几件、最久的是哪件、从何时起 How many files wait for each department, and the one that has waited longest',
  });

export async function waitingOnDesk(
  sql: Sql,
  bureau: string,
  reader: string,
  ui: (query: string) => string,
): Promise<z.infer<typeof waitingShape>> {
  const rows = await waitingBy(sql, { bureau, reader }, undefined, 100);
  const [named, names] = [
    await dutiesNamed(sql, rows),
    await unitNames(
      sql,
      bureau,
      rows.map((w) => w.unit),
    ),
  ];
  const longestOf = ({ file, duty }: { file: string; duty: string }) => {
    const found = named.find((d) => d.file === file && d.key === duty);
    if (!found) return null;
    const { action, act, clause, article, force, due, state } = found;
    return { action, act, clause, article, force, due: formatInstant(due as Instant), state };
  };
  return rows.map((w) => ({
    ...w,
    name: names.get(w.unit) ?? null,
    since: formatInstant(w.since as Instant),
    longest: longestOf(w),
    ui: ui(`DubanUnit = "${w.unit}"`),
    api: `/v1/duties?unit=${w.unit}`,
  }));
}
