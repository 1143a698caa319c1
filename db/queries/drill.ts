/** 恢复演练 What a restore drill asks of a database that was restored: which version made it, how far it goes, and how much is in it. */
import type { Sql } from '../client.ts';

/** How many migrations it has seen; none where it is no database of ours. */
export async function migrationsIn(sql: Sql): Promise<number> {
  const [there] = await sql<
    { there: boolean }[]
  >`select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
  if (!there!.there) return 0;
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from drizzle.__drizzle_migrations`;
  return row!.n;
}

export interface Extent {
  /** Instants in milliseconds, null where there is none: of the newest entry, act, and signed head. */
  newestEntry: number | null;
  newestAct: number | null;
  counts: {
    files: number;
    open: number;
    entries: number;
    acts: number;
    unjudged: number;
    duties: number;
    breaches: number;
    histories: number;
    leaves: number;
    staged: number;
  };
}

export async function extentOf(sql: Sql): Promise<Extent> {
  const [row] = await sql<
    (Extent['counts'] & Pick<Extent, 'newestEntry' | 'newestAct'>)[]
  >`select at_ms((select max(recorded_at) from register))::float8 as "newestEntry", at_ms((select max(stored_at) from inbox))::float8 as "newestAct",
      (select count(*) from file) as files, (select count(*) from file where closed_at is null) as open, (select count(*) from register) as entries,
      (select count(*) from inbox) as acts, (select count(*) from inbox where verdict is null) as unjudged, (select count(*) from duty) as duties,
      (select count(*) from breach) as breaches, (select count(*) from history_export) as histories, (select count(*) from leaf) as leaves,
      (select count(*) from leaf_staged) as staged`;
  const { newestEntry, newestAct, ...counts } = row!;
  return { newestEntry, newestAct, counts };
}

export interface LogExtent {
  bureau: string;
  /** How many leaves it has; none where the bureau has no log. */
  size: number;
  /** The newest head that was signed of it. */
  head: { origin: string; size: number; root: Uint8Array; madeAt: number } | null;
}

/** Of each bureau. */
export async function logExtents(sql: Sql): Promise<LogExtent[]> {
  const rows = await sql<
    {
      bureau: string;
      size: number | null;
      origin: string | null;
      signed: number;
      root: Uint8Array;
      madeAt: number;
    }[]
  >`select b.id as bureau, l.size, c.origin, c.size as signed, c.root, at_ms(c.made_at)::float8 as "madeAt" from bureau b
    left join log l on l.bureau_id = b.id
    left join lateral (select * from checkpoint c where c.bureau_id = b.id order by size desc limit 1) c on true order by b.id`;
  return rows.map(({ bureau, size, origin, signed, root, madeAt }) => ({
    bureau,
    size: size ?? 0,
    head: origin === null ? null : { origin, size: signed, root, madeAt },
  }));
}

/** Which log a signed head is of, by the name under which one was signed here before. */
export async function bureauOfOrigin(sql: Sql, origin: string): Promise<string | undefined> {
  const [row] = await sql<
    { bureau: string }[]
  >`select bureau_id as bureau from checkpoint where origin = ${origin} limit 1`;
  return row?.bureau;
}

/** Files that have begun, `limit` of them in an order that nobody chooses (it depends on `seed`), or all. */
export async function drawnFiles(
  sql: Sql,
  seed: string,
  limit: number | undefined,
): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select id from file where judged_number > 0 order by sha256(convert_to(${seed} || id, 'UTF8')) ${limit === undefined ? sql`` : sql`limit ${limit}`}`;
  return rows.map(({ id }) => id);
}
