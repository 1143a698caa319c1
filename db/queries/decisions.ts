/** What was decided of an act across files: read under a lock of the act, kept with it. */
import type { TransactionSql } from 'postgres';

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
