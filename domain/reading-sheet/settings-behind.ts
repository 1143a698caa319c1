/**
 * 设定 Which settings stand behind a duty. Nobody writes it down: each setting is changed once, and what is declared otherwise then rests on it. So the sheet can't claim
 * a setting that has no effect, nor miss one that has.
 */
import { z } from 'zod';
import type { BureauSettings, DeclaredDuty } from '../law/declared.ts';
import type { Declared } from '../law/procedure.ts';

/** A setting by the name under which it is registered: `rapidResponse.threeDays`. */
export interface SettingRow {
  name: string;
  value: unknown;
  /** Nothing is registered: the system's own value counts. */
  byDefault: boolean;
}

/** All settings of these procedures, in the order in which they are declared; what is not valid as a whole counts as absent, as it does in files. */
export function settingsInForce(
  procedures: readonly Declared[],
  stored: BureauSettings,
): SettingRow[] {
  return procedures.flatMap(({ settings }) => {
    if (!settings) return [];
    const { name, form, defaults } = settings;
    const read = form.safeParse(stored[name] ?? {});
    const said: Readonly<Record<string, unknown>> = read.success ? read.data : {};
    return Object.entries(defaults).map(([key, value]) => ({
      name: `${name}.${key}`,
      value: said[key] ?? value,
      byDefault: said[key] === undefined,
    }));
  });
}

/** Another value that its form takes. */
function otherwise(form: z.ZodObject, key: string, value: unknown): unknown {
  return candidates(value, form.shape[key] as z.ZodType | undefined).find(
    (one) =>
      JSON.stringify(one) !== JSON.stringify(value) && form.safeParse({ [key]: one }).success,
  );
}

function candidates(value: unknown, shape: z.ZodType | undefined): unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1];
  if (typeof value === 'boolean') return [!value];
  if (value === null) return [1];
  if (typeof value === 'string') return [...optionsOf(shape), '08:30', '18:30'];
  if (typeof value !== 'object' || Array.isArray(value)) return [];
  const entries = Object.entries(value);
  return entries.flatMap(([key, inner]) =>
    candidates(inner, undefined).map((one) => ({ ...value, [key]: one })),
  );
}

const optionsOf = (shape: z.ZodType | undefined): unknown[] => {
  const inner = shape instanceof z.ZodOptional ? shape.unwrap() : shape;
  return inner instanceof z.ZodEnum ? [...inner.options] : [];
};

/** The groups of settings that a procedure looks at: no other can stand behind its duties. */
function groupsRead(procedure: Declared, stored: BureauSettings): ReadonlySet<string> {
  const read = new Set<string>();
  procedure.duties(
    new Proxy(stored, {
      get(target, name): unknown {
        if (typeof name === 'string') read.add(name);
        return Reflect.get(target, name);
      },
    }),
  );
  return read;
}

/** By the place of each duty in what the procedure declares: the settings that change it. */
export function settingsBehind(
  procedure: Declared,
  all: readonly Declared[],
  stored: BureauSettings,
): string[][] {
  const told = (settings: BureauSettings): string[] =>
    procedure.duties(settings).map((one: DeclaredDuty) => JSON.stringify(one));
  const now = told(stored);
  const behind = now.map((): string[] => []);
  const groups = groupsRead(procedure, stored);
  for (const { settings } of all) {
    if (!settings || !groups.has(settings.name)) continue;
    const { name, form, defaults } = settings;
    const read = form.safeParse(stored[name] ?? {});
    const said: Readonly<Record<string, unknown>> = read.success ? read.data : {};
    for (const [key, value] of Object.entries({ ...defaults, ...said })) {
      const other = otherwise(form, key, value);
      if (other === undefined) continue;
      told({ ...stored, [name]: { ...said, [key]: other } }).forEach((one, i) => {
        if (now[i] !== undefined && one !== now[i]) behind[i]!.push(`${name}.${key}`);
      });
    }
  }
  return behind;
}
