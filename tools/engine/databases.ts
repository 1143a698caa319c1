/**
 * Roles and databases of the embedded PostgreSQL. The application's role owns nothing: it can't change a table, and the
 * register's protection against update and delete holds against it. One database per namespace, since whoever relays
 * what is in a database must find its files in one namespace.
 */
import postgres from 'postgres';
import type { Passwords } from './passwords.ts';

export const databaseUrl = (role: string, password: string, port: number, database: string): string =>
  `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** `duban` for the namespace duban, `duban_demo` for demo, … */
export const databaseOf = (namespace: string): string => (namespace === 'duban' ? 'duban' : `duban_${namespace.replaceAll('-', '_')}`);

const open = (port: number, password: string, database: string): postgres.Sql =>
  postgres(databaseUrl('postgres', password, port, database), { max: 1, connect_timeout: 5, onnotice: () => {} });

export async function reachable(port: number, password: string): Promise<boolean> {
  const sql = open(port, password, 'postgres');
  try {
    await sql`select 1`;
    return true;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export async function prepareDatabases(port: number, passwords: Passwords, databases: readonly string[]): Promise<void> {
  const sql = open(port, passwords.superuser, 'postgres');
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
  await ensureExtension(port, passwords, 'temporal_visibility', 'btree_gin');
}

async function ensureExtension(port: number, passwords: Passwords, database: string, extension: string): Promise<void> {
  const sql = open(port, passwords.superuser, database);
  try {
    await sql.unsafe(`create extension if not exists ${extension}`);
  } finally {
    await sql.end();
  }
}

async function ensureRole(sql: postgres.Sql, name: string, password: string): Promise<void> {
  const [found] = await sql`select 1 from pg_roles where rolname = ${name}`;
  await sql.unsafe(`${found ? 'alter' : 'create'} role ${name} login nosuperuser nocreatedb nocreaterole password '${password}'`);
}

async function ensureDatabase(sql: postgres.Sql, name: string, owner: string): Promise<void> {
  const [found] = await sql`select 1 from pg_database where datname = ${name}`;
  if (!found) await sql.unsafe(`create database ${name} owner ${owner}`);
  await sql.unsafe(`revoke connect on database ${name} from public`);
}
