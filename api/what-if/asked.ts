/** 试算的请求 What is supposed, checked as it would be if it were registered: settings by the form of the registry, an arrangement by the rules of holidays. */
import { z } from 'zod';
import { currentCalendars } from '../../db/queries/calendar.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import type { BureauSettings } from '../../domain/law/declared.ts';
import { bureauSettings } from '../../domain/settings.ts';
import { validateArrangement } from '../../domain/time/arrangement.ts';
import { calendarYearShape } from '../../domain/time/shapes.ts';
import { ChangedSettings, overlaid } from '../../domain/what-if/change.ts';
import type { Change } from '../../domain/what-if/trial.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';

const one = '只填 settings、calendar、reading 之一 | One of settings, calendar and reading';

export const changeShape = z
  .strictObject({
    settings: bureauSettings.optional().meta({
      description: '改变的设定，其余照旧 The settings that are others; the rest stays',
    }),
    calendar: calendarYearShape.omit({ version: true }).optional().meta({
      description: '某年的另一放假安排 Another arrangement of a year',
    }),
    reading: z
      .strictObject({
        take: z.literal('second'),
        clause: z.string().max(40).optional(),
      })
      .optional()
      .meta({
        description:
          '改按另一解释判定（全部，或者一个条款） Judged by the second reading: everywhere, or under one clause',
      }),
  })
  .refine((all) => Object.values(all).filter((value) => value !== undefined).length === 1, {
    error: one,
  });
export type AskedChange = z.output<typeof changeShape>;

export async function changeOf(
  sql: ActDeps['sql'],
  bureau: string,
  asked: AskedChange,
): Promise<Change> {
  if (asked.settings) {
    const stored = (await findBureau(sql, bureau))!.settings as BureauSettings;
    const changed = asked.settings as Record<string, Record<string, unknown>>;
    return { what: 'settings', settings: new ChangedSettings(stored, overlaid(stored, changed)) };
  }
  if (asked.reading) return { what: 'reading', clause: asked.reading.clause };
  const arranged = asked.calendar!;
  const newest = (await currentCalendars(sql)).find(({ year }) => year === arranged.year);
  const year = {
    ...arranged,
    off: arranged.off.toSorted(),
    work: arranged.work.toSorted(),
    version: (newest?.version ?? 0) + 1,
  } as Extract<Change, { what: 'calendar' }>['year'];
  const wrong = validateArrangement(year);
  if (wrong.length > 0)
    throw new Problem('invalid-arrangement', {
      clause: 'X-2',
      fields: wrong.map(({ field, zh, en }) => ({
        in: 'body' as const,
        path: `/change/calendar/${field.replaceAll('.', '/')}`,
        zh,
        en,
      })),
    });
  return { what: 'calendar', year };
}
