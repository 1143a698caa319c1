/** db/schema says of every table and column what the migrated database has, and what the driver makes of it. */
import { getTableColumns, getTableName, getViewName, is } from 'drizzle-orm';
import { getViewConfig, type PgColumn, PgTable, PgView } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import * as schema from '../../db/schema/index.ts';
import { described, differences, inDatabase, type Relations } from './described.ts';

let sql: Sql;
let owner: Sql;
let found: Relations;
beforeAll(async () => {
  sql = connect(inject('stack').databaseUrl, { max: 2 });
  owner = connect(inject('stack').ownerUrl, { max: 1 });
  found = await inDatabase(sql);
});
afterAll(() => Promise.all([sql.end(), owner.end()]));

const ours = described(schema);

describe('db/schema and the database', () => {
  it('say the same of every table, view and column', () => {
    expect(Object.keys(ours).length).toBeGreaterThan(90);
    expect(differences(ours, found)).toEqual([]);
  });

  it('a table that somebody has made is found', async () => {
    class Undone extends Error {}
    const planted = owner.begin(async (tx) => {
      await tx`create table planted (id text primary key)`;
      expect(differences(ours, await inDatabase(tx))).toEqual([
        'planted is in the database and not in db/schema',
      ]);
      throw new Undone();
    });
    await expect(planted).rejects.toBeInstanceOf(Undone);
  });

  /** The database as it would be if it differed in one thing. */
  const planted: [what: string, (all: Relations) => unknown, sentence: string][] = [
    ['a table less', (all) => delete all['duty'], 'duty is in db/schema and not in the database'],
    [
      'a view that is a table',
      (all) => (all['exchange']!.kind = 'table'),
      'exchange is a table, not a view',
    ],
    [
      'a column more',
      (all) => (all['file']!.columns['x'] = { ...all['file']!.columns['id']! }),
      'file.x is in the database and not in db/schema',
    ],
    [
      'a column less',
      (all) => delete all['file']!.columns['head'],
      'file.head is in db/schema and not in the database',
    ],
    [
      'a column less of a view',
      (all) => delete all['exchange']!.columns['hash'],
      'exchange.hash is in db/schema and not in the database',
    ],
    [
      'another type',
      (all) => (all['duty']!.columns['chases']!.type = 'bigint'),
      'duty.chases: type is bigint, not integer',
    ],
    [
      'another type in a view',
      (all) => (all['exchange']!.columns['received_at']!.type = 'date'),
      'exchange.received_at: type is date, not timestamp with time zone',
    ],
    [
      'an array',
      (all) => (all['officer']!.columns['phone']!.type = 'text[]'),
      'officer.phone: type is text[], not text',
    ],
    [
      'a column that may be null',
      (all) => (all['duty']!.columns['owed_by']!.required = false),
      'duty.owed_by: required is false, not true',
    ],
    [
      'no default',
      (all) => (all['file']!.columns['stage']!.default = null),
      "file.stage: default is null, not 'opening'::text",
    ],
    [
      'a default',
      (all) => (all['file']!.columns['opened_at']!.default = 'clock_timestamp()'),
      'file.opened_at: default is clock_timestamp(), not null',
    ],
    [
      'a value more',
      (all) => (all['duty']!.columns['state']!.values = ['done', 'forgotten']),
      'duty.state: values is done,forgotten, not done,due-soon,lapsed,open,overdue,void',
    ],
    [
      'a key in another order',
      (all) => (all['duty']!.key = ['key', 'file_id']),
      'duty: its key is (key,file_id), not (file_id,key)',
    ],
    ['no key', (all) => (all['file']!.key = []), 'file: its key is (), not (id)'],
  ];
  it.each(planted)('%s is found', (_what, change, sentence) => {
    const otherwise = structuredClone(found);
    change(otherwise);
    expect(differences(ours, otherwise)).toEqual([sentence]);
  });
});

describe('what the driver returns', () => {
  const relations = Object.values(schema).flatMap((one): [string, Record<string, unknown>][] => {
    if (is(one, PgTable)) return [[getTableName(one), getTableColumns(one)]];
    return is(one, PgView) ? [[getViewName(one), getViewConfig(one).selectedFields]] : [];
  });

  /** A value of each type, and whether what came is what db/schema says that comes. */
  const kinds: Record<string, { given: unknown; is: (value: unknown) => boolean }> = {
    text: { given: 'x', is: (value) => typeof value === 'string' },
    xid8: { given: '7', is: (value) => typeof value === 'string' },
    integer: { given: 7, is: Number.isSafeInteger },
    smallint: { given: 7, is: Number.isSafeInteger },
    bigint: { given: 2 ** 52, is: Number.isSafeInteger },
    'double precision': { given: 7.5, is: Number.isFinite },
    'numeric(5, 1)': { given: 7.5, is: Number.isFinite },
    boolean: { given: true, is: (value) => typeof value === 'boolean' },
    date: {
      given: '2026-11-29',
      is: (value) => typeof value === 'string' && /^(\d{4}-\d\d-\d\d|infinity)$/.test(value),
    },
    'timestamp with time zone': {
      given: '2026-11-29T08:00:00.1239+08:00',
      is: Number.isSafeInteger,
    },
    bytea: { given: String.raw`\x00ff`, is: (value) => value instanceof Uint8Array },
    jsonb: { given: { a: 1 }, is: (value) => typeof value === 'object' },
    json: { given: { a: 1 }, is: (value) => typeof value === 'object' },
  };
  const kindOf = (type: string) => {
    const [one] = type.split('[]');
    const kind = kinds[one!]!;
    return type === one
      ? kind
      : {
          given: [kind.given, kind.given],
          is: (value: unknown) => Array.isArray(value) && value.every(kind.is),
        };
  };

  it.each(relations)('of %s is what its columns say', async (name, columns) => {
    const all = Object.values(columns) as PgColumn[];
    const row = Object.fromEntries(all.map((c) => [c.name, kindOf(c.getSQLType()).given]));
    const [made] = await owner.unsafe(
      `select t.* from jsonb_populate_record(null::${name}, $1::jsonb) t`,
      [owner.json(row as never)] as never[],
    );
    const real = await owner.unsafe(`select * from ${name} limit 200`);
    const wrong = [made!, ...real].flatMap((one) =>
      all
        .filter((column) => {
          const value: unknown = one[column.name];
          const kind = kindOf(column.getSQLType());
          return value === null ? column.notNull : !kind.is(value);
        })
        .map((column) => `${column.name}: ${JSON.stringify(one[column.name])}`),
    );
    expect(wrong).toEqual([]);
  });

  it('instants are cut to whole milliseconds, as the database cuts its receipts', async () => {
    const at = '2026-11-29 08:00:00.1239+08';
    const [row] = await sql<{ at: number; ms: number; day: string }[]>`
      select ${at}::text::timestamptz as at, at_ms(${at}::text::timestamptz)::float8 as ms, ${'2026-11-29'}::date as day`;
    expect(row).toEqual({ at: 1795910400123, ms: 1795910400123, day: '2026-11-29' });
  });
});
