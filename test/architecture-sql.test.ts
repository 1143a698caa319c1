/**
 * Where SQL stands (docs/decisions/0011): functions in the files of `db/` outside the migrations, everything else in migrations.
 * The rules are tried on planted violations first: a check that can't fail checks nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { definedIn, storeFiles } from '../db/store.ts';

/** The last migration that was released with functions in it. */
const LAST = 30;

/** Without comments; what stands in strings and bodies is left out where only statements count. */
const bare = (sql: string): string => sql.replaceAll(/--[^\n]*/g, '');
const statements = (sql: string): string[] =>
  bare(sql)
    .replaceAll(/\$\$[^]*?\$\$/g, '$$$$')
    .replaceAll(/begin atomic[^]*?\nend;/g, 'begin atomic;')
    .split(';')
    .map((statement) => statement.trim().replaceAll(/\s+/g, ' '))
    .filter((statement) => statement !== '');

/** What a migration may not do any more. */
const defines = (sql: string): boolean =>
  /\b(?:create\s+(?:or\s+replace\s+)?|alter\s+)(?:function|procedure|routine|aggregate)\b/i.test(
    bare(sql),
  );

function faultsOf(name: string, text: string): string[] {
  const wrong = statements(text)
    .filter(
      (statement) =>
        !/^(?:create or replace function |drop function |revoke all on function |grant execute on function |create or replace trigger )/.test(
          statement,
        ),
    )
    .map((statement) => `${name}: ${statement.slice(0, 40)} stands in a migration`);
  const of = (kind: string): string[] =>
    statements(text).filter((statement) => statement.startsWith(kind));
  const revoked = of('revoke all on function').join(' ');
  const openTo = definedIn(text)
    .filter((each) => !new RegExp(`\\b${each}\\(`).test(revoked))
    .map((each) => `${name}: ${each} is not revoked from public`);
  // A body that is bound when it is made looks nowhere later.
  const lost = of('create or replace function')
    .filter(
      (head) =>
        head.includes('$$') && !/ set search_path = pg_catalog, public, pg_temp\b/.test(head),
    )
    .map((head) => `${name}: ${/function (\w+)/.exec(head)![1]} has no path of its own`);
  const half = of('revoke all on function')
    .filter((statement) => !statement.endsWith('from public, duban_app'))
    .map(() => `${name}: revoked from public only`);
  // The day in UTC+8 is counted in one place: local_day and day_begins.
  const zoned =
    name !== 'core/time.sql' && /\bat time zone\b|\bcurrent_date\b/i.test(bare(text))
      ? [`${name}: has a time zone of its own`]
      : [];
  const long = text.split('\n').length > 600 ? [`${name}: above 600 lines`] : [];
  return [...wrong, ...openTo, ...lost, ...half, ...zoned, ...long];
}

const whole = `-- A function.
create or replace function f(p text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select p
$$;

revoke all on function f(text) from public, duban_app;
grant execute on function f(text) to duban_app;
`;

describe('planted violations are found', () => {
  it.each([
    [
      'a migration that makes a function',
      'create function f() returns int language sql as $$ select 1 $$;',
    ],
    [
      'a migration that replaces one',
      'CREATE OR REPLACE\n  FUNCTION f() returns int language sql as $$ select 1 $$;',
    ],
    ['a migration that changes one', 'alter function f() security definer;'],
  ])('%s', (_, sql) => expect(defines(sql)).toBe(true));

  it.each([
    [
      'a table',
      'create table t (id int);\ncreate trigger x before update on t for each row execute function refuse_change();',
    ],
    [
      'a function that is dropped with what it needs',
      'drop function f(t);\n-- create function g()\ndrop table t;',
    ],
  ])('and none where there is none: %s', (_, sql) => expect(defines(sql)).toBe(false));

  it.each<[string, string, string]>([
    ['a table in a file of functions', `${whole}create table t (id int);`, 'create table t'],
    [
      'a function that everybody may call',
      whole.replace(/revoke.*/, ''),
      'not revoked from public',
    ],
    [
      'rights that stay when they are taken away',
      whole.replace('public, duban_app;', 'public;'),
      'revoked from public only',
    ],
    [
      'a function that looks where its caller looks',
      whole.replace(/\n  set search_path.* as/, ' as'),
      'no path of its own',
    ],
    [
      'a day counted in a zone of its own',
      whole.replace('select p', "select (now() at time zone 'Asia/Shanghai')::date"),
      'a time zone of its own',
    ],
    ['a day of the server', whole.replace('select p', 'select current_date'), 'a time zone'],
    ['a file that nobody reads to its end', whole + '\n'.repeat(600), 'above 600 lines'],
  ])('%s', (_, sql, fault) => expect(faultsOf('x', sql).join()).toContain(fault));

  it('and none where there is none', () => expect(faultsOf('x', whole)).toEqual([]));
});

describe('the repository', () => {
  it('defines no function in a migration any more', () => {
    const folder = fileURLToPath(new URL('../db/migrations', import.meta.url));
    const later = readdirSync(folder).filter(
      (name) => name.endsWith('.sql') && Number(name.slice(0, 4)) > LAST,
    );
    // Its indexes are of what a function makes of a name: it has to be there before them.
    const forIndexes = ['0105_search_bounds.sql'];
    expect(later.filter((name) => defines(readFileSync(join(folder, name), 'utf8')))).toEqual(
      forIndexes,
    );
  });

  it('has in its files functions and who may call them', () => {
    expect(storeFiles().flatMap(({ name, text }) => faultsOf(name, text))).toEqual([]);
  });

  it('defines every function in one file', () => {
    const places = new Map<string, string[]>();
    for (const { name, text } of storeFiles())
      for (const each of new Set(definedIn(text)))
        places.set(each, [...(places.get(each) ?? []), name]);
    expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
    expect(places.size).toBeGreaterThan(250);
  });

  it('runs the core first', () => {
    const names = storeFiles().map(({ name }) => name);
    const rooms = names.map((name) => name.startsWith('core/'));
    expect(rooms.lastIndexOf(true)).toBeLessThan(rooms.indexOf(false));
    expect(new Set(names).size).toBe(names.length);
  });
});
