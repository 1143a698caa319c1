/** 谁压着哪件 Which unit sits on which file since when, and what the one that has waited longest needs. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import { dutiesNamed, unitNames, waitingBy } from '../../db/queries/waiting.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';

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
