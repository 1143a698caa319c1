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

/** What is absent has the default of settings.ts. */
export const reminderSettings = z
  .strictObject({
    digestAt: clockTime,
    quiet: z.strictObject({ from: clockTime, until: clockTime }),
    gapMinutes: z.int().min(1).max(1440),
    steps: z.array(step).max(12),
  })
  .partial() satisfies z.ZodType<Partial<ReminderSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const reminderSettingsOf = (settings: Readonly<Record<string, unknown>>): ReminderSettings =>
  settingsRead<ReminderSettings>(settings['reminders'], reminderSettings, defaultReminderSettings)
    .settings;
