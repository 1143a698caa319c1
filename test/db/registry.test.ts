/** Reference data loads once and is what the API would accept; the application's role cannot undo what was recorded. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { addCalendar } from '../../db/queries/calendar.ts';
import { loadReference, registerFirst } from '../../db/reference.ts';
import { sample } from '../../db/sample.ts';
import { refuseChange } from '../../domain/registry/rules.ts';
import { registryNames, registryShapes } from '../../domain/registry/shapes.ts';
import { fictitiousYear } from '../../domain/time/calendars.ts';
import { civilDate } from '../../domain/time/civil-date.ts';

let sql: Sql;
beforeAll(() => {
  sql = connect(inject('stack').databaseUrl, { max: 2 });
});
afterAll(() => sql.end());

describe('reference data', () => {
  it('every row of the sample is what the API would accept', () => {
    for (const name of registryNames) {
      for (const row of sample[name]) {
        expect(registryShapes[name].safeParse(row).error, row.id).toBeUndefined();
        expect(
          refuseChange(name, undefined, row, { today: civilDate('2026-11-22'), faceGate: 'warn' }),
          row.id,
        ).toBeUndefined();
      }
    }
  });

  it('everything invented says so in its name', () => {
    for (const name of registryNames)
      for (const row of sample[name]) expect(row.name, row.id).toContain('样例');
  });

  it('loads again without writing anything', async () => {
    const counted = async () =>
      (
        await sql`select (select count(*) from registry_change where changed_by = 'reference')::int as changes, (select count(*) from calendar_year where loaded_by = 'reference')::int as years`
      )[0];
    const before = await counted();
    expect(before).toMatchObject({ years: 10 });
    await loadReference(inject('stack').databaseUrl, { sample: true, fictitiousCalendars: true });
    expect(await counted()).toEqual(before);
  });
});

describe('the first registrar', () => {
  const first = () => ({
    bureau: { ...sample.bureaus[0]!, id: 'fst' },
    unit: { ...sample.units[0]!, id: 'fst.ju', bureau: 'fst' },
    officer: {
      ...sample.officers.find(({ id }) => id === 'o-admin')!,
      id: 'o-fst',
      unit: 'fst.ju',
    },
  });
  it('cannot be made once somebody is registered', async () => {
    await expect(registerFirst(inject('stack').databaseUrl, first())).rejects.toThrow(
      'somebody is registered already',
    );
    expect(await sql`select 1 from bureau where id = 'fst'`).toHaveLength(0);
  });
  it.each<[string, () => unknown]>([
    ['of another unit', () => ({ ...first(), officer: { ...first().officer, unit: 'tj.ju' } })],
    [
      'in a unit of another bureau',
      () => ({ ...first(), unit: { ...first().unit, bureau: 'tj' } }),
    ],
    ['without the role', () => ({ ...first(), officer: { ...first().officer, roles: ['head'] } })],
  ])('cannot be somebody %s', async (_name, given) => {
    await expect(registerFirst(inject('stack').databaseUrl, given())).rejects.toThrow(
      'an officer with the role of registrar',
    );
  });
});

it('loaders of one year at once each get a version of their own', async () => {
  const wide = connect(inject('stack').databaseUrl, { max: 8 });
  await Promise.all(Array.from({ length: 8 }, () => wide`select 1`));
  const year = { ...fictitiousYear(2033), fictitious: true, document: null, loadedBy: 'test' };
  const added = await Promise.all(
    Array.from({ length: 40 }, () => wide.begin((tx) => addCalendar(tx, year))),
  );
  await wide.end();
  expect(new Set(added.map(({ version }) => version)).size).toBe(40);
});

describe('the application’s role', () => {
  it.each(['registry_change', 'refused_access', 'calendar_year'])(
    'can neither change, delete nor empty %s',
    async (table) => {
      for (const statement of [
        `update ${table} set ${table === 'calendar_year' ? 'notice' : 'subject'} = 'x'`,
        `delete from ${table}`,
        `truncate ${table}`,
      ]) {
        await expect(sql.unsafe(statement)).rejects.toMatchObject({
          code: expect.stringMatching(/^42/),
        });
      }
    },
  );
});
