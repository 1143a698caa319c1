/** What was decided of an act across files: read under a lock of the act, kept with it. */
import type { TransactionSql } from 'postgres';
import type { Finding } from '../../domain/inspection/findings.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

/** An act to be decided. `message` is what the engine knows of it, `payload` the whole of it. */
export interface Deciding {
  file: string;
  procedure: string;
  bureau: string;
  subject: string;
  opening: Record<string, unknown>;
  act: string;
  type: string;
  unit: string;
  officer: string;
  receivedAt: number;
  message: Record<string, unknown>;
  payload: Record<string, unknown>;
}

/** The act, and the answer where it was decided before; two workers never decide the same act at once. */
export async function decidedBefore(
  tx: TransactionSql,
  file: string,
  act: string,
): Promise<Deciding & { answer: unknown }> {
  const [row] = await tx<(Deciding & { answer: unknown })[]>`
    select f.id as file, f.procedure, f.bureau_id as bureau, f.subject_id as subject, f.opening, i.act_id as act, i.type, i.unit_id as unit, i.officer_id as officer,
      at_ms(i.received_at)::float8 as "receivedAt", i.message, i.payload, d.answer
    from lock_act(${file}, ${act}) i join file f on f.id = i.file_id left join decision d on d.act_id = i.act_id`;
  if (!row) throw new Error('no such act');
  return row;
}

export async function keepDecision(
  tx: TransactionSql,
  file: string,
  act: string,
  answer: object,
): Promise<void> {
  await tx`insert into decision (act_id, file_id, answer) values (${act}, ${file}, ${tx.json(answer as never)})`;
}

/** What each gate answered of a decided act: only for whoever may know the plan. */
export async function findingsOfAct(
  sql: Sql,
  act: string,
  reader: { officer: string; day: CivilDate },
): Promise<Finding[] | undefined> {
  const [row] = await sql<
    { findings: Finding[] | null }[]
  >`select d.answer->'findings' as findings from decision d join inspection_plan p on p.file_id = d.file_id
    where d.act_id = ${act} and (p.started_on is not null or knows_plan(p, ${reader.officer}, ${reader.day}::date))`;
  return row?.findings ?? undefined;
}
