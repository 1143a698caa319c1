/** 确认 Who has confirmed the reading that a duty rests on: whoever registered its settings, and the second person who confirmed that. Nobody has confirmed what stands on the system's own values. */
import type { BureauSettings } from '../law/declared.ts';

/** 复核 The second person; nobody where one registered it alone. */
type Second = { by: string; name: string | null };

/** A change of a bureau's settings, as the registry keeps it; the oldest first. */
export interface SettingsChange {
  by: string;
  name: string | null;
  at: number;
  second: Second | null;
  before: BureauSettings | null;
  after: BureauSettings | null;
}
export interface Confirmation {
  by: string;
  name: string | null;
  at: number;
  second: Second | null;
}

const valueOf = (settings: BureauSettings | null, name: string): string => {
  const [group = '', key = ''] = name.split('.');
  const of = settings?.[group];
  const value = typeof of === 'object' && of !== null ? (of as BureauSettings)[key] : undefined;
  return JSON.stringify(value ?? null);
};

/** The change that has given a setting its value; undefined where none is on record (the bureau began with it). */
export function confirmedBy(
  changes: readonly SettingsChange[],
  setting: string,
): Confirmation | undefined {
  const change = changes.findLast(
    ({ before, after }) => valueOf(before, setting) !== valueOf(after, setting),
  );
  return change && { by: change.by, name: change.name, at: change.at, second: change.second };
}
