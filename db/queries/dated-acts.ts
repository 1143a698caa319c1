/** 补录与收文时差 Acts whose instants are worth a look: stated later than they were done, or stamped long before they arrived. */
import type { Sql } from '../client.ts';
import { type ListReader, unlessInvolved } from './files.ts';

export interface DatedAct {
  act: string;
  file: string;
  type: string;
  unit: string;
  officer: string;
  receivedAt: number;
  arrivedAt: number;
  statedAt: number | null;
  duty: string | null;
}
const datedAct = (
  sql: Sql,
) => sql`i.act_id as act, i.file_id as file, i.type, i.unit_id as unit, i.officer_id as officer, at_ms(i.received_at)::float8 as "receivedAt", at_ms(i.arrived_at)::float8 as "arrivedAt",
  coalesce(i.message->>'occurredAt', i.message->>'servedAt')::float8 as "statedAt", i.verdict->>'duty' as duty`;

/** 补录 X-13: acts that claim to have been in time, the latest first; by officer where asked. */
export async function lateEntries(
  sql: Sql,
  { bureau, reader }: ListReader,
  officer: string | undefined,
  limit: number,
): Promise<DatedAct[]> {
  return sql<
    DatedAct[]
  >`select ${datedAct(sql)} from inbox i join file f on f.id = i.file_id where i.verdict->>'timing' = 'claimed-in-time' and f.bureau_id = ${bureau} and ${unlessInvolved(sql, 'f.id', 'f.procedure', reader)}
    ${officer ? sql`and i.officer_id = ${officer}` : sql``} order by i.arrived_at desc, i.act_id limit ${limit}`;
}

/** TJ51-A1-X1: receipts that the office system stamped more than 30 minutes before the act reached us. */
export async function receiptGaps(
  sql: Sql,
  { bureau, reader }: ListReader,
  limit: number,
): Promise<DatedAct[]> {
  return sql<
    DatedAct[]
  >`select ${datedAct(sql)} from inbox i join file f on f.id = i.file_id where i.arrived_at - i.received_at > interval '30 minutes' and f.bureau_id = ${bureau} and ${unlessInvolved(sql, 'f.id', 'f.procedure', reader)}
    order by i.arrived_at desc, i.act_id limit ${limit}`;
}
