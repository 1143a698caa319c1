/** The shapes of time on the wire. Every error names its field by path; workflows never import this file (zod stays out of their bundle). */
import { z } from 'zod';
import { civilDate, parseInstant } from './civil-date.ts';
import { MAX_COUNT } from './due.ts';
import type { CivilDate } from './instant.ts';
import type { CalendarYear } from './limit.ts';

const civilDateText = z
  .string()
  .refine(isCivilDate, { error: '须为真实日期 YYYY-MM-DD | a real date, YYYY-MM-DD' })
  .meta({ format: 'date', examples: ['2026-09-20'] });

const instantText = z
  .string()
  .refine((text) => parseInstant(text) !== undefined, {
    error: '须为带时区的 RFC 3339 时刻，1990–2200年 | RFC 3339 with an offset, years 1990–2200',
  })
  .meta({ format: 'date-time', examples: ['2025-09-18T09:30:00+08:00'] });

const counted = z.int().min(1).max(MAX_COUNT);

/** One holiday arrangement, as the administrator loads it. The shape only: whether it can be true says `validateArrangement`. */
export const calendarYearShape = z.strictObject({
  year: z.int().min(1990).max(2200),
  version: z.int().min(1),
  notice: z.string().trim().min(1).max(200),
  publishedOn: civilDateText,
  off: z.array(civilDateText).max(366),
  work: z.array(civilDateText).max(366),
  fictitious: z.boolean().optional(),
}) satisfies z.ZodType<CalendarYear>;

/** The question to the calculator. `roll` moves periods of calendar days and months only (default true); other units have no roll to switch. */
export const dueRequestShape = z.strictObject({
  start: instantText,
  limit: z.strictObject({
    unit: z.enum(['hours', 'calendar-days', 'working-days', 'months', 'year-window']),
    count: counted,
    roll: z.boolean().optional(),
  }),
});
export type DueRequest = z.infer<typeof dueRequestShape>;

/** A limit as a duty states it. */
export const timeLimitShape = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.enum(['hours', 'working-days', 'year-window']), count: counted }),
  z.strictObject({
    unit: z.enum(['calendar-days', 'months']),
    count: counted,
    roll: z.boolean().optional(),
  }),
  z.strictObject({ unit: z.literal('calendar-year') }),
  z.strictObject({ unit: z.literal('fixed'), on: civilDateText }),
]);

/** An instant that we wrote; a long period may end after 2200. */
const writtenInstant = z
  .string()
  .meta({ format: 'date-time', examples: ['2025-10-23T00:00:00+08:00'] });

/** The calculator's answer. `due` is exclusive for day-based limits and inclusive for hours; for a year window it is the first lawful instant. */
export const dueAnswerShape = z.strictObject({
  due: writtenInstant,
  inclusive: z.boolean(),
  lastDay: civilDateText.optional(),
  status: z.enum(['firm', 'provisional']),
  earliest: writtenInstant.optional(),
  explanation: z.array(z.strictObject({ zh: z.string(), en: z.string() })),
  calendarVersions: z.array(z.string()),
});
export type DueAnswer = z.infer<typeof dueAnswerShape>;

function isCivilDate(text: string): text is CivilDate {
  try {
    civilDate(text);
    return true;
  } catch {
    return false;
  }
}
