/** 报告的时段 What the reports of inspections have in common: their span, and the words of their forms. */
import { z } from 'zod';
import { unitsUnder } from '../../db/queries/subjects.ts';
import { type Span } from '../../db/inspection/reports.ts';
import { day } from '../../domain/law/shapes.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';

export const tag = '行政检查 Inspections';
export const text = z.string().nullable();
export const count = z.int();
export const spanQuery = {
  from: day.optional(),
  until: day.optional(),
  format: z.enum(['json', 'csv']).optional(),
};

/** A regulator reads the whole bureau; the head of a body what is its own and below it. */
export async function spanOf(
  sql: ActDeps['sql'],
  caller: Caller,
  q: { from?: string | undefined; until?: string | undefined },
): Promise<Span> {
  const until = q.until ?? databaseToday();
  return {
    bureau: caller.bureau,
    from: q.from ?? addDays(until as never, -365),
    until,
    units: holds(caller, 'regulator') ? undefined : await unitsUnder(sql, caller.unit),
  };
}
