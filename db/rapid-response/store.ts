/** 暂停 The suspensions that rapid responses have entered, and what a bureau has set for them. */
import type { TransactionSql } from 'postgres';
import type { Sql } from '../client.ts';

/** `nextReview`: the day on which the file waits for the next decision on it, and the clause of that wait. */
export interface SuspensionRow {
  file: string;
  state: string;
  decidedAt: number;
  startsAt: number | null;
  endedAt: number | null;
  endsOn: string | null;
  reviewOn: string | null;
  act: string;
  clause: string;
  nextReview: { on: string; duty: string; clause: string } | null;
}

export async function suspensionsOf(sql: Sql, kind: string, id: string): Promise<SuspensionRow[]> {
  return sql<
    SuspensionRow[]
  >`select file_id as file, state, at_ms(decided_at)::float8 as "decidedAt", at_ms(starts_at)::float8 as "startsAt", at_ms(ended_at)::float8 as "endedAt",
    ends_on::text as "endsOn", review_on::text as "reviewOn", act_id as act, clause,
    (select jsonb_build_object('on', local_day((d.due_at - interval '1 millisecond')), 'duty', d.duty, 'clause', d.clause) from duty d
      where d.file_id = s.file_id and s.state = 'ordered' and d.duty in ('reviewSuspension', 'decideAfterNoCase') and d.state in ('open', 'due-soon', 'overdue') order by d.due_at limit 1) as "nextReview"
    from suspension s where subject_kind = ${kind} and subject_id = ${id} order by decided_at desc limit 50`;
}

/** 暂停 The registry takes on the suspensions that have started since. */
export async function beginSuspensions(sql: Sql): Promise<number> {
  const [row] = await sql<{ begun: number }[]>`select begin_suspensions() as begun`;
  return row?.begun ?? 0;
}

/** TJ51-10: whether the bureau chose that missing face recognition bars an agreement. */
export async function faceGateOf(
  sql: Sql | TransactionSql,
  bureau: string,
): Promise<'warn' | 'block'> {
  const [found] = await sql<
    { gate: string | null }[]
  >`select settings->'rapidResponse'->>'faceGate' as gate from bureau where id = ${bureau}`;
  return found?.gate === 'block' ? 'block' : 'warn';
}
