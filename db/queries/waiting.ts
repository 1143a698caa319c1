/** 谁压着哪件 What waits for whom, of whatever procedure. */
import type { Sql } from '../client.ts';
import { unlessInvolved, type ListReader } from './files.ts';

export interface WaitingRow {
  unit: string;
  files: number;
  duties: number;
  overdue: number;
  since: number;
  file: string;
  duty: string;
}
/** 谁压着哪件、多久了 By department: how many files wait for it, and the one that has waited longest. */
export async function waitingBy(
  sql: Sql,
  { bureau, reader }: ListReader,
  unit: string | undefined,
  limit: number,
): Promise<WaitingRow[]> {
  return sql<WaitingRow[]>`with waits as (
      select d.owed_by as unit, d.file_id as file, count(*) as duties, count(*) filter (where d.state = 'overdue') as overdue, min(d.from_at) as since
      from duty d where d.bureau_id = ${bureau} and d.state in ('open', 'due-soon', 'overdue') and ${unlessInvolved(sql, 'd.file_id', 'd.procedure', reader)} ${unit ? sql`and d.owed_by = ${unit}` : sql``} group by 1, 2),
    units as (select unit, count(*)::int as files, sum(duties)::int as duties, sum(overdue)::int as overdue, min(since) as since from waits group by 1),
    longest as (select distinct on (unit) unit, file, since from waits order by unit, since, file)
    select u.unit, u.files, u.duties, u.overdue, at_ms(u.since)::float8 as since, l.file,
      (select d.key from duty d where d.file_id = l.file and d.owed_by = l.unit and d.from_at = l.since and d.state in ('open', 'due-soon', 'overdue') order by d.key limit 1) as duty
    from units u join longest l on l.unit = u.unit order by u.since, u.unit limit ${limit}`;
}

/** The duty that has waited longest for a department, in words: what is to be done, under which article, until when. */
export interface LongestRow {
  file: string;
  key: string;
  action: { zh: string; en: string };
  act: string;
  clause: string;
  article: string;
  force: 'text' | 'reading' | 'management';
  due: number;
  state: 'open' | 'due-soon' | 'overdue';
}
export async function dutiesNamed(
  sql: Sql,
  duties: readonly { file: string; duty: string }[],
): Promise<LongestRow[]> {
  return sql<
    LongestRow[]
  >`select d.file_id as file, d.key, d.body->'action' as action, d.act, d.clause, d.body->>'article' as article, d.force, at_ms(d.due_at)::float8 as due, d.state
    from unnest(${duties.map((d) => d.file)}::text[], ${duties.map((d) => d.duty)}::text[]) n(file, key) join duty d on d.file_id = n.file and d.key = n.key`;
}

export async function unitNames(
  sql: Sql,
  bureau: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await sql<
    { id: string; name: string }[]
  >`select id, name from unit where bureau_id = ${bureau} and id = any(${ids as string[]})`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
