/** 解释口径 The sheet of a bureau: what its procedures declare, what it has set, and who has confirmed it. */
import { setImmediate } from 'node:timers/promises';
import { settingsChanges } from '../../db/queries/settings-changes.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import type { BureauSettings } from '../../domain/law/declared.ts';
import { declared } from '../../domain/procedures.ts';
import { confirmedBy, type Confirmation } from '../../domain/reading-sheet/confirmed.ts';
import { settingsInForce, type SettingRow } from '../../domain/reading-sheet/settings-behind.ts';
import { sheetOf, type SheetRow } from '../../domain/reading-sheet/sheet.ts';
import type { ConfirmedState } from '../../domain/reading-sheet/words.ts';
import type { ActDeps } from '../intake/submit-act.ts';

export interface Setting extends SettingRow {
  state: ConfirmedState;
  confirmed: Confirmation | null;
}
export interface Reading extends Omit<SheetRow, 'settings'> {
  settings: Setting[];
  state: ConfirmedState;
}
export interface Sheet {
  readings: Reading[];
  /** Behind no period. */
  others: Setting[];
}

const MOST_KEPT = 50;
const made = new Map<string, Promise<SheetRow[]>>();

/** Finding what stands behind each duty takes a while: a procedure at a time, and once for the same settings. */
function rowsFor(stored: BureauSettings): Promise<SheetRow[]> {
  const key = JSON.stringify(stored);
  const known = made.get(key);
  if (known) return known;
  if (made.size >= MOST_KEPT) made.clear();
  const rows = computed(stored);
  made.set(key, rows);
  return rows;
}
async function computed(stored: BureauSettings): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for (const procedure of declared) {
    rows.push(...sheetOf([procedure], stored, declared));
    await setImmediate();
  }
  return rows;
}

export async function sheetFor(sql: ActDeps['sql'], bureau: string): Promise<Sheet> {
  const stored = (await findBureau(sql, bureau))!.settings as BureauSettings;
  const [rows, changes] = await Promise.all([rowsFor(stored), settingsChanges(sql, bureau)]);
  const settings = new Map(
    settingsInForce(declared, stored).map((row): [string, Setting] => {
      const confirmed = row.byDefault ? undefined : confirmedBy(changes, row.name);
      const state = row.byDefault ? 'default' : confirmed ? 'confirmed' : 'registered';
      return [row.name, { ...row, state, confirmed: confirmed ?? null }];
    }),
  );
  const behind = new Set(rows.flatMap((row) => row.settings));
  return {
    readings: rows.map((row) => {
      const own = row.settings.map((name) => settings.get(name)!);
      return { ...row, settings: own, state: stateOf(row, own) };
    }),
    others: [...settings.values()].filter(({ name }) => !behind.has(name)),
  };
}

/** Of several settings the least confirmed tells. */
function stateOf({ force, limit }: SheetRow, settings: readonly Setting[]): ConfirmedState {
  for (const state of ['default', 'registered', 'confirmed'] as const)
    if (settings.some((one) => one.state === state)) return state;
  if (force === 'text') return 'text';
  return limit === null ? 'file' : 'reading';
}
