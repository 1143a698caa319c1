/** What comes from 一网通: keys claimed and answers kept, a batch at a time; and where an event about a result belongs. */
import type { Sql } from '../client.ts';

export interface EventClaim {
  key: string;
  hash: string;
  type: string;
  result: string;
}
export interface KnownEvent {
  hash: string;
  answer: unknown;
}

export async function takeEvents(
  sql: Sql,
  system: string,
  officer: string,
  events: readonly EventClaim[],
): Promise<Record<string, KnownEvent>> {
  if (events.length === 0) return {};
  const [row] = await sql<
    { known: Record<string, KnownEvent> }[]
  >`select take_events(${system}, ${officer}, ${sql.json(events as never)}) as known`;
  return row!.known;
}

/** What is stored is what counts: somebody may have settled the same event first. */
export async function settleEvents(
  sql: Sql,
  system: string,
  answers: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  if (Object.keys(answers).length === 0) return {};
  const [row] = await sql<
    { settled: Record<string, unknown> }[]
  >`select settle_events(${system}, ${sql.json(answers as never)}) as settled`;
  return row!.settled;
}

/** The file of a result: its case while that is open; else the open file in which it is revoked; else the case that has ended. */
export async function fileOfResult(
  sql: Sql,
  bureau: string,
  result: string,
): Promise<string | undefined> {
  const [row] = await sql<
    { id: string }[]
  >`select id from file where bureau_id = ${bureau} and subject_kind = 'result' and subject_id = ${result} and procedure in ('commitment-case', 'result-revocation')
    order by closed_at is not null, procedure, opened_at desc limit 1`;
  return row?.id;
}
