/** 试算的依据 The duties that a trial counts again, a page at a time, each with the dates by which it was judged. Read only. */
import type { Sql } from '../client.ts';
import { unlessInvolved, type ListReader } from './files.ts';

export interface TrialRow {
  file: string;
  key: string;
  duty: string;
  procedure: string;
  clause: string;
  force: string;
  unit: string;
  unitName: string | null;
  from: number;
  due: number;
  second: number | null;
  status: string;
  doneAt: number | null;
  receivedAt: number | null;
  livedUntil: number | null;
  closed: boolean;
  breach: string | null;
  dispute: string | null;
  disputed: boolean;
  body: Record<string, unknown>;
}
export interface TrialFilter extends ListReader {
  parties?: readonly string[] | undefined;
  procedure?: string | undefined;
  clause?: string | undefined;
  unit?: string | undefined;
  state?: 'open' | 'past' | undefined;
  /** Only with a second reading. */
  second?: boolean;
}
export interface TrialPlace {
  file: string;
  key: string;
}

/** In the order of files; what is not owed any more is left out. */
export async function trialDuties(
  sql: Sql,
  f: TrialFilter,
  after: TrialPlace | undefined,
  limit: number,
): Promise<TrialRow[]> {
  return sql<TrialRow[]>`
    select d.*, u.name as "unitName" from (
      select d.file_id as file, d.key, d.duty, d.procedure, d.clause, d.force, d.owed_by as unit, at_ms(d.from_at)::float8 as from, at_ms(d.due_at)::float8 as due, at_ms(d.alt_due_at)::float8 as second, d.status, at_ms(d.done_at)::float8 as "doneAt",
        case when b.state = 'claimed-in-time' then at_ms(b.done_at)::float8 else (select at_ms(i.received_at)::float8 from inbox i where i.file_id = d.file_id and i.verdict->>'duty' = d.key and i.verdict->>'accepted' = 'true' order by i.number desc limit 1) end as "receivedAt",
        at_ms(f.lived_until)::float8 as "livedUntil", f.closed_at is not null as closed, b.state as breach, x.decision as dispute, x.file_id is not null as disputed, d.body
      from duty d join file f on f.id = d.file_id left join breach b on b.file_id = d.file_id and b.key = d.key left join breach_dispute x on x.file_id = d.file_id and x.key = d.key
      where d.bureau_id = ${f.bureau} and d.state not in ('void', 'lapsed') and ${unlessInvolved(sql, 'd.file_id', 'd.procedure', f.reader)}
        ${f.procedure ? sql`and d.procedure = ${f.procedure}` : sql``} ${f.clause ? sql`and d.clause = ${f.clause}` : sql``} ${f.unit ? sql`and d.owed_by = ${f.unit}` : sql``}
        ${f.state === 'open' ? sql`and f.closed_at is null` : f.state === 'past' ? sql`and f.closed_at is not null` : sql``} ${f.second ? sql`and d.alt_due_at is not null` : sql``}
        ${f.parties ? sql`and (d.owed_by = any(${[...f.parties]}) or d.owed_to = any(${[...f.parties]}))` : sql``}
        ${after ? sql`and (d.file_id, d.key) > (${after.file}, ${after.key})` : sql``}
      order by d.file_id, d.key limit ${limit}) d
    left join unit u on u.id = d.unit order by d.file, d.key`;
}
