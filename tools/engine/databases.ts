/**
 * Roles and databases, the same embedded and in production. The application's role owns nothing: it can't change a table,
 * and the register's protection against update and delete holds against it. One database per namespace, since whoever
 * relays what is in a database must find its files in one namespace.
 */
import postgres from 'postgres';
import type { Passwords } from './passwords.ts';

export const databaseUrl = (
  role: string,
  password: string,
  port: number,
  database: string,
): string => `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** `duban` for the namespace duban, `duban_demo` for demo, … */
export const databaseOf = (namespace: string): string =>
  namespace === 'duban' ? 'duban' : `duban_${namespace.replaceAll('-', '_')}`;

const open = (url: string): postgres.Sql =>
  postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });

export async function reachable(url: string): Promise<boolean> {
  const sql = open(url);
  try {
    await sql`select 1`;
    return true;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Makes what is missing and gives the roles these passwords; may be repeated. `superuserUrl` is any database of the server. */
export async function prepareDatabases(
  superuserUrl: string,
  passwords: Omit<Passwords, 'superuser'>,
  databases: readonly string[],
): Promise<void> {
  const sql = open(superuserUrl);
  try {
    await ensureRole(sql, 'duban_owner', passwords.owner);
    await ensureRole(sql, 'duban_app', passwords.app);
    await ensureRole(sql, 'duban_temporal', passwords.temporal);
    for (const database of databases) {
      await ensureDatabase(sql, database, 'duban_owner');
      await sql.unsafe(`grant connect on database ${database} to duban_app`);
    }
    await ensureDatabase(sql, 'temporal', 'duban_temporal');
    await ensureDatabase(sql, 'temporal_visibility', 'duban_temporal');
  } finally {
    await sql.end();
  }
  await ensureExtension(superuserUrl, 'temporal_visibility', 'btree_gin');
  for (const database of databases) await withoutLargeObjects(superuserUrl, database);
}

const inDatabase = (superuserUrl: string, database: string): postgres.Sql => {
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  return open(url.href);
};

/** Large objects belong to whoever makes them, and the application's role owns nothing. */
async function withoutLargeObjects(superuserUrl: string, database: string): Promise<void> {
  const sql = inDatabase(superuserUrl, database);
  try {
    await sql.unsafe(
      'revoke execute on function lo_creat(int), lo_create(oid), lo_from_bytea(oid, bytea), lo_import(text), lo_import(text, oid), lo_export(oid, text) from public',
    );
  } finally {
    await sql.end();
  }
}

/** Temporal's visibility schema needs it, and its role may not make it. */
async function ensureExtension(
  superuserUrl: string,
  database: string,
  extension: string,
): Promise<void> {
  const sql = inDatabase(superuserUrl, database);
  try {
    await sql.unsafe(`create extension if not exists ${extension}`);
  } finally {
    await sql.end();
  }
}

async function ensureRole(sql: postgres.Sql, name: string, password: string): Promise<void> {
  const [found] = await sql`select 1 from pg_roles where rolname = ${name}`;
  const quoted = `'${password.replaceAll("'", "''")}'`;
  await sql.unsafe(
    `${found ? 'alter' : 'create'} role ${name} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ${quoted}`,
  );
}

async function ensureDatabase(sql: postgres.Sql, name: string, owner: string): Promise<void> {
  const [found] = await sql`select 1 from pg_database where datname = ${name}`;
  if (!found) await sql.unsafe(`create database ${name} owner ${owner}`);
  // Whoever may make temporary tables may put one before ours, under its name.
  await sql.unsafe(`revoke connect, temporary, create on database ${name} from public`);
}
