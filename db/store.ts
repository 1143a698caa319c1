/**
 * 现行函数 The SQL functions in force stand in the .sql files of `db/` outside the migrations: the core's in `core`, each procedure's in
 * a folder of its own. A file is run again when its text is another than the one that was run last (docs/decisions/0011).
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';

export interface StoreFile {
  /** From `db/`: `core/inbox.sql`. */
  name: string;
  text: string;
}

const home = fileURLToPath(new URL('.', import.meta.url));

/** In the order in which they are run: the core first, then the others by name. */
export function storeFiles(): StoreFile[] {
  const room = (name: string): string => (name.startsWith('core/') ? '' : name);
  return readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'migrations')
    .flatMap(({ name }) => readdirSync(join(home, name)).map((file) => `${name}/${file}`))
    .filter((name) => name.endsWith('.sql'))
    .sort((a, b) => compare(room(a), room(b)) || compare(a, b))
    .map((name) => ({ name, text: readFileSync(join(home, name), 'utf8') }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Beside what the migrations keep of themselves, where the application's role sees nothing. */
const bookkeeping = `create table if not exists drizzle.store_file (
  name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp())`;

/**
 * Runs the files whose text has changed, all in one transaction, and answers their names. Nothing has changed: nothing is run.
 * Bodies are checked at the end, so that functions may name each other in any order, and all of them are: also one whose file
 * has not changed, but which calls a function that has.
 */
export async function applyStore(
  sql: postgres.Sql,
  files: readonly StoreFile[] = storeFiles(),
): Promise<string[]> {
  return sql.begin(async (tx) => {
    await tx.unsafe(bookkeeping);
    const known = new Map(
      (
        await tx<
          { name: string; checksum: string }[]
        >`select name, checksum from drizzle.store_file`
      ).map((row) => [row.name, row.checksum]),
    );
    const changed = files.filter(({ name, text }) => known.get(name) !== checksum(text));
    const gone = [...known.keys()].filter((name) => !files.some((file) => file.name === name));
    if (changed.length === 0 && gone.length === 0) return [];
    await tx`delete from drizzle.store_file where name = any (${gone})`;
    await tx`set local check_function_bodies = off`;
    for (const file of changed) await run(tx, file);
    await tx`set local check_function_bodies = on`;
    await checkBodies(tx);
    await checkNames(tx, files);
    return changed.map(({ name }) => name);
  });
}

async function run(tx: postgres.TransactionSql, { name, text }: StoreFile): Promise<void> {
  try {
    await tx.unsafe(text);
  } catch (error) {
    throw new Error(`db/${name}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
  await tx`insert into drizzle.store_file (name, checksum) values (${name}, ${checksum(text)})
    on conflict (name) do update set checksum = excluded.checksum, applied_at = clock_timestamp()`;
}

/** Our functions: what an extension brings is none, nor what somebody else than the owner of the tables has made. */
const ours = `pg_proc p where p.pronamespace = 'public'::regnamespace
  and p.proowner = (select oid from pg_roles where rolname = current_user)
  and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;

async function checkBodies(tx: postgres.TransactionSql): Promise<void> {
  await tx.unsafe(`select case l.lanname when 'plpgsql' then plpgsql_validator(p.oid) else fmgr_sql_validator(p.oid) end
    from pg_language l, ${ours} and l.oid = p.prolang and l.lanname in ('sql', 'plpgsql')`);
}

/** What was written in another form and not dropped, or was taken out of its file only, would go on being called. */
async function checkNames(tx: postgres.TransactionSql, files: readonly StoreFile[]): Promise<void> {
  const written = new Map<string, number>();
  for (const name of files.flatMap(({ text }) => definedIn(text)))
    written.set(name, (written.get(name) ?? 0) + 1);
  const there = new Map(
    (
      await tx.unsafe<{ name: string; n: number }[]>(
        `select p.proname as name, count(*)::int as n from ${ours} group by 1`,
      )
    ).map(({ name, n }) => [name, n]),
  );
  const wrong = [...new Set([...written.keys(), ...there.keys()])]
    .filter((name) => written.get(name) !== there.get(name))
    .map((name) => `${name} (${written.get(name) ?? 0} written, ${there.get(name) ?? 0} there)`);
  if (wrong.length > 0)
    throw new Error(
      `functions of the database and of db/*/*.sql differ: ${wrong.sort().join(', ')}; drop by name what is no more`,
    );
}

/** The names of the functions that a file defines, in its order. */
export const definedIn = (text: string): string[] =>
  [...text.matchAll(/^create or replace function (\w+)\s*\(/gm)].map(([, name]) => name!);
