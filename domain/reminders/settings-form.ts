/** 提醒的管理设置 How a bureau's settings of reminders are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { chain, defaultReminderSettings, type ReminderSettings } from './settings.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: '应为 HH:MM | HH:MM is expected',
});
const whom = { force: z.enum(['law', 'management']), to: z.enum(chain) };
const step = z.union([
  z.strictObject({ ...whom, days: z.int().min(1).max(365) }),
  z.strictObject({ ...whom, hours: z.int().min(0).max(720) }),
]);

/** As they may stand from before: longer gaps, and a digest within the quiet hours. */
const stored = z
  .strictObject({
    digestAt: clockTime,
    quiet: z.strictObject({ from: clockTime, until: clockTime }),
    gapMinutes: z.int().min(1).max(1440),
    steps: z.array(step).max(12),
  })
  .partial() satisfies z.ZodType<Partial<ReminderSettings>>;

/** Whoever is told little at a time is still told in time. */
const LONGEST_GAP = 240;

/** What is absent has the default of settings.ts. */
export const reminderSettings = stored
  .extend({ gapMinutes: z.int().min(1).max(LONGEST_GAP).optional() })
  .refine((given) => !digestIsQuiet({ ...defaultReminderSettings, ...given }), {
    path: ['digestAt'],
    error: '每日摘要的时间不得在免打扰时间内 | The digest may not fall into the quiet hours',
  }) satisfies z.ZodType<Partial<ReminderSettings>>;

/** HH:MM sorts as it runs. */
function digestIsQuiet({ digestAt: at, quiet: { from, until } }: ReminderSettings): boolean {
  return from <= until ? at >= from && at < until : at >= from || at < until;
}

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const reminderSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): ReminderSettings => {
  const read = settingsRead<ReminderSettings>(
    settings['reminders'],
    stored,
    defaultReminderSettings,
  ).settings;
  return { ...read, gapMinutes: Math.min(read.gapMinutes, LONGEST_GAP) };
};
