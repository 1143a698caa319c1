/**
 * 管理设置 What a bureau may choose where the texts give no number: never law, and checked when it is registered, so that nothing falls back unseen.
 * Each procedure declares its own; those of one instrument share them.
 */
import { z } from 'zod';
import { declared } from './procedures.ts';
import { reminderSettings } from './reminders/settings-form.ts';

/** 收文 What a file takes in of one officer in a day although it is refused (default: 20); counted in the database (`too_many_acts`). 复核 In how many days a proposal is confirmed (default: 14; api/registries/two-persons.ts). 承诺书 For how many months a letter counts that states no end (default: 12; `letter_until`), and how many days before its end it is shown as running out (default: 30); TJ51-19 gives neither. */
const authority = z
  .strictObject({
    refusedActsPerDay: z.int().min(1).max(1000),
    proposalDays: z.int().min(1).max(90),
    letterMonths: z.int().min(1).max(60),
    letterNoticeDays: z.int().min(1).max(180),
  })
  .partial();

const groups = declared.flatMap(({ settings }) => (settings ? [settings] : []));

export const bureauSettings = z.strictObject(
  Object.fromEntries(
    [
      ...groups,
      { name: 'authority', form: authority },
      { name: 'reminders', form: reminderSettings },
    ].map(({ name, form }) => [name, form.optional()]),
  ),
);
