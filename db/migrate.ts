/** Brings the schema up to date: the migrations, then the functions in force, then the edition of each file's register. Run by the owner's role, never by the application's. */
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as apply } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { changeEditions } from './editions.ts';
import { applyStore } from './store.ts';

const released = fileURLToPath(new URL('./migrations', import.meta.url));

export async function migrate(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async (sql) => {
    await applyMigrations(sql);
    await applyStore(sql);
    await changeEditions(sql);
  });
}

/** One connection that nobody else migrates beside: a second one waits until the first is done, and finds nothing to do. */
export async function asOwner<T>(
  ownerUrl: string,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    // Of the session: the connection's end gives it back.
    await sql`select pg_advisory_lock(hashtextextended('duban:migrate', 0))`;
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** The tables, with the functions as the migrations left them. What cannot have a lock soon gives up: whoever waits for one keeps everybody else waiting behind it. */
export async function applyMigrations(sql: postgres.Sql, folder = released): Promise<void> {
  await sql`set lock_timeout = '10s'`;
  await apply(drizzle(sql), { migrationsFolder: folder });
  await sql`reset lock_timeout`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env['MIGRATION_DATABASE_URL'];
  if (!url)
    throw new Error('MIGRATION_DATABASE_URL: the address with the role that owns the tables');
  await migrate(url);
}
