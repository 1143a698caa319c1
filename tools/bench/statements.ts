/** Database round trips: top-level statements as PostgreSQL itself counts them, by database. BEGIN and COMMIT are round trips too. */
import type { Sql } from '../../db/client.ts';

export interface Statements {
  ours: number;
  temporal: number;
}

export async function statements(superuser: Sql): Promise<Statements> {
  const rows = await superuser<
    { ours: boolean; calls: number }[]
  >`select d.datname not like 'temporal%' as ours, sum(s.calls)::float8 as calls
    from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname <> 'postgres' group by 1`;
  const of = (ours: boolean): number => rows.find((row) => row.ours === ours)?.calls ?? 0;
  return { ours: of(true), temporal: of(false) };
}

/** The statements of our database that took most, for who looks for what to save. */
export async function dearest(
  superuser: Sql,
  limit = 12,
): Promise<{ calls: number; ms: number; query: string }[]> {
  return superuser<
    { calls: number; ms: number; query: string }[]
  >`select s.calls::float8 as calls, s.mean_exec_time as ms, regexp_replace(left(s.query, 110), '[[:space:]]+', ' ', 'g') as query
    from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname not like 'temporal%' and d.datname <> 'postgres' order by s.total_exec_time desc limit ${limit}`;
}

export const reset = async (superuser: Sql): Promise<void> => {
  await superuser`select pg_stat_statements_reset()`;
};
