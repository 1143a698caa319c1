/** 所依日历和设置 What of calendars and settings a dossier shows: what its register names, and what its procedure declares. */
import { procedureOf, procedures } from '../procedures.ts';

/** The versions of calendars that the register's counting names. */
export function calendarsIn(
  entries: readonly { body: Readonly<Record<string, unknown>> }[],
): string[] {
  const versions = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, one] of Object.entries(value))
      if (name === 'calendarVersions' && Array.isArray(one))
        for (const version of one) versions.add(String(version));
      else look(one);
  };
  for (const { body } of entries) look(body);
  return [...versions];
}

/** Those that procedures of the file's instrument declare, and what every file is taken in under. */
export function ownSettings(
  procedure: string,
  settings: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const instrument = procedureOf(procedure)?.instrument;
  const names = procedures
    .filter((one) => one.instrument === instrument)
    .flatMap((one) => one.settings?.name ?? []);
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => names.includes(name) || name === 'authority'),
  );
}
