/** What the metrics say of the whole database: one statement, each part read by the partial index of what is open. */
import type { Sql } from '../client.ts';

export interface Counted { what: 'unsettled' | 'dead' | 'files' | 'errands' | 'errand-age'; label: string; n: number }

/** Milliseconds: a scrape that costs more than this is given up by the database itself. */
const BOUND = 1500;

/** Errands count from when they are due: the ones of a later day do not wait, nor those that somebody performs right now for the first time. */
export async function countState(sql: Sql): Promise<Counted[]> {
  return sql.begin(async (tx) => {
    await tx.unsafe(`set local statement_timeout = ${BOUND}`);
    return countsOf(tx as unknown as Sql);
  });
}

export const countsOf = (sql: Sql): Promise<Counted[]> => sql<Counted[]>`
  select 'unsettled' as what, receiver_id as label, count(*)::float8 as n from delivery where state in ('pending', 'sending', 'dead') group by 2
  union all select 'dead', receiver_id, count(*)::float8 from delivery where state = 'dead' group by 2
  union all select 'files', attention, count(*)::float8 from file where closed_at is null group by 2
  union all select e.what, '', e.n from (
    select count(*)::float8 as waiting, coalesce(extract(epoch from clock_timestamp() - min(case when tries = 0 then next_try_at else created_at end)), 0)::float8 as age
    from errand where done_at is null and (tries > 0 or next_try_at <= clock_timestamp())) w
    cross join lateral (values ('errands', w.waiting), ('errand-age', w.age)) e (what, n)`;
