/** The catalogue of problem codes and the settings of a bureau are put together from the declarations: nothing may be declared twice, or the later one would hide the earlier. */
import { expect, it } from 'vitest';
import { codes } from '../../domain/codes.ts';
import { codes as common } from '../../domain/law/codes.ts';
import { declared as all } from '../../domain/procedures.ts';
import { bureauSettings } from '../../domain/settings.ts';

const once = (names: readonly string[]): string[] =>
  names.filter((name, i) => names.indexOf(name) !== i);

it('every problem code is declared once and stands in the catalogue', () => {
  const declared = [common, ...all.map((p) => p.codes ?? {})].flatMap(Object.keys);
  expect(once(declared)).toEqual([]);
  expect(Object.keys(codes)).toEqual(declared);
});

it('every group of settings is declared once and can be registered', () => {
  const declared = all.flatMap(({ settings }) => (settings ? [settings.name] : []));
  expect(once(declared)).toEqual([]);
  expect(Object.keys(bureauSettings.shape)).toEqual([...declared, 'authority', 'reminders']);
  for (const name of declared)
    expect(bureauSettings.safeParse({ [name]: { unheardOf: 1 } }).success).toBe(false);
});
