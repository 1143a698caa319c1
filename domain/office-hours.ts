/** 办公时间 What counts as business time in a bureau: one setting for all its files, which stands with those of commitment cases. */
import { minutes } from './commitment-case/duties.ts';
import { defaultCommitmentSettings } from './commitment-case/settings.ts';
import { commitmentSettings } from './commitment-case/settings-form.ts';

/** When the office closes, in minutes of the day; where the settings are not valid (written past the registry), by the default. */
export function closesAt(settings: Readonly<Record<string, unknown>>): number {
  const read = commitmentSettings.safeParse(settings['commitment'] ?? {});
  const { closes } =
    (read.success && read.data.officeHours) || defaultCommitmentSettings.officeHours;
  return minutes(closes);
}
