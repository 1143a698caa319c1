/** 告知同事 Mentions that nobody has seen, and duties in somebody's hands by another's doing, that have not been told yet. */
import type { Sql } from '../client.ts';

/** Of these keys; or, without any, what has not been said. */
const wanted = (sql: Sql, keys: readonly string[] | undefined) =>
  keys
    ? sql`n.key = any (${keys as string[]})`
    : sql`not exists (select 1 from reminder_said s where s.recipient = 'officer:' || n.officer and s.key = n.key)`;

export async function mentionsSince(
  sql: Sql,
  officers: readonly string[],
  since: number,
  keys?: readonly string[],
): Promise<{ officer: string; file: string; key: string }[]> {
  return sql<{ officer: string; file: string; key: string }[]>`
    select n.* from (
      select m.officer_id as officer, m.file_id as file, 'mention:' || m.file_id || '|' || m.number || '|' || at_ms(m.at) as key
        from comment_mention m join file_comment c on c.file_id = m.file_id and c.number = m.number
        where m.officer_id = any (${officers as string[]}) and m.seen_at is null and m.at > ms_at(${since}::bigint) and c.withdrawn_at is null and c.erased_at is null) n
    where ${wanted(sql, keys)} limit 500`;
}

export interface Assigned {
  officer: string;
  file: string;
  key: string;
  zh: string;
  en: string;
  due: number;
  lastDay: string | null;
  article: string;
  force: 'law' | 'management';
}

/** Of duties that are owed; what somebody has taken is no news to them. */
export async function assignedTo(
  sql: Sql,
  officers: readonly string[],
  since: number,
  keys?: readonly string[],
): Promise<Assigned[]> {
  return sql<Assigned[]>`
    select n.* from (
      select a.officer_id as officer, a.file_id as file, 'assignment:' || a.file_id || '|' || d.key || '|' || at_ms(a.since) as key,
          d.body->'action'->>'zh' as zh, d.body->'action'->>'en' as en, at_ms(d.due_at)::float8 as due, d.body->>'lastDay' as "lastDay", d.body->>'article' as article,
          case d.force when 'management' then 'management' else 'law' end as force
        from duty_assignee a join duty d on d.file_id = a.file_id and d.duty = a.duty and coalesce(d.item, '') = a.item and d.owed_by = a.owed_by
        where a.officer_id = any (${officers as string[]}) and a.since > ms_at(${since}::bigint) and d.state in ('open', 'due-soon', 'overdue')
          and not exists (select 1 from duty_assignment h where h.file_id = a.file_id and h.duty = a.duty and h.item = a.item and h.owed_by = a.owed_by
            and h.to_officer = a.officer_id and h.by = a.officer_id and h.at >= a.since)) n
    where ${wanted(sql, keys)} limit 500`;
}
