/** 台面 How much of a bureau waits for somebody, of whatever procedure: without what the reader is shown nothing of. */
import type { Sql } from '../client.ts';
import { unkept } from './histories.ts';
import { stuckIn, unlessInvolved, type ListReader } from './files.ts';

export interface DeskCounts {
  overdue: number;
  management: number;
  possibly: number;
  soon: number;
  technical: number;
  unanswered: number;
  faulty: number;
  suspended: number;
  /** Histories that should have been kept by now. */
  late: number;
  /** Breaches that an outage makes disputable, to be decided. */
  disputed: number;
}

/** `lateAfter`: so many milliseconds after the end of its run a history that is not kept is late. */
export async function deskCounts(
  sql: Sql,
  { bureau, reader }: ListReader,
  lateAfter: number,
): Promise<DeskCounts> {
  const shown = unlessInvolved(sql, 'd.file_id', 'd.procedure', reader);
  const [count] = await sql<DeskCounts[]>`select
    p.overdue, p.management, p.soon,
    (select count(*)::int from duty d where bureau_id = ${bureau} and state in ('open', 'due-soon', 'overdue') and body ? 'possiblyOverdue' and ${shown}) as possibly,
    (select count(*)::int from file f where f.bureau_id = ${bureau} and ${stuckIn(sql, bureau)} and ${unlessInvolved(sql, 'f.id', 'f.procedure', reader)}) as technical,
    (select count(*)::int from duty d where bureau_id = ${bureau} and unanswered > 0 and state in ('open', 'due-soon', 'overdue') and ${shown}) as unanswered,
    (select count(*)::int from run_fault r join file f on f.id = r.file_id where f.bureau_id = ${bureau} and r.mended_at is null and ${unlessInvolved(sql, 'f.id', 'f.procedure', reader)}) as faulty,
    (select count(*)::int from suspension s join file f on f.id = s.file_id where f.bureau_id = ${bureau} and s.state = 'ordered' and ${unlessInvolved(sql, 'f.id', 'f.procedure', reader)}) as suspended,
    (select count(*)::int from (${unkept(sql)}) u join file f on f.id = u.file where f.bureau_id = ${bureau}
      and u.ended <= clock_timestamp() - ${lateAfter}::float8 * interval '1 millisecond' and ${unlessInvolved(sql, 'f.id', 'f.procedure', reader)}) as late,
    (select count(*)::int from breach_dispute d join file f on f.id = d.file_id join breach b on b.file_id = d.file_id and b.key = d.key
      where d.decision is null and b.state = 'standing' and f.bureau_id = ${bureau} and ${unlessInvolved(sql, 'f.id', 'f.procedure', reader)}) as disputed
    from (select (count(*) filter (where state = 'overdue' and force <> 'management'))::int as overdue, (count(*) filter (where state = 'overdue' and force = 'management'))::int as management,
      (count(*) filter (where state = 'due-soon'))::int as soon from duty d where bureau_id = ${bureau} and state in ('due-soon', 'overdue') and ${shown}) p`;
  return count!;
}

/** The units with the most that is due soon or overdue. */
export async function unitsWithMostDue(
  sql: Sql,
  { bureau, reader }: ListReader,
): Promise<{ unit: string; name: string; n: number }[]> {
  const shown = unlessInvolved(sql, 'd.file_id', 'd.procedure', reader);
  return sql<
    { unit: string; name: string; n: number }[]
  >`select owed_by as unit, coalesce((select u.name || ' ' from unit u where u.id = owed_by), '') as name, count(*)::int as n from duty d where bureau_id = ${bureau} and state in ('due-soon', 'overdue') and ${shown} group by 1 order by n desc, unit limit 50`;
}
