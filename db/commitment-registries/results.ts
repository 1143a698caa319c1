/** 办理结果, 政务服务信用记录: read only; they are written by their files (TJ84-10.3, 11). */
import type { Sql } from '../client.ts';

export interface ResultRow {
  id: string;
  bureau: string;
  item: string;
  listVersion: number;
  type: 'certification' | 'credit';
  partyCode: string;
  licences: string[];
  acceptingUnit: string;
  supervisingUnit: string;
  approvedOn: string;
  state: 'live' | 'stopped' | 'revoked';
  file: string | null;
  stoppedAt: number | null;
  revokedAt: number | null;
  revokedByFile: string | null;
  revokedByAct: string | null;
}

const ms = (sql: Sql, column: string) =>
  sql`floor(extract(epoch from ${sql(column)}) * 1000)::float8`;
const resultColumns = (
  sql: Sql,
) => sql`id, bureau_id as bureau, item_id as item, list_version as "listVersion", type, party_code as "partyCode", licences, accepting_unit as "acceptingUnit",
  supervising_unit as "supervisingUnit", approved_on::text as "approvedOn", state, file_id as file, ${ms(sql, 'stopped_at')} as "stoppedAt", ${ms(sql, 'revoked_at')} as "revokedAt",
  revoked_by_file as "revokedByFile", revoked_by_act as "revokedByAct"`;

export async function findResult(sql: Sql, id: string): Promise<ResultRow | undefined> {
  const [row] = await sql<ResultRow[]>`select ${resultColumns(sql)} from result where id = ${id}`;
  return row;
}

export interface ResultFilter {
  bureau: string;
  after: string;
  limit: number;
  /** Only those of these departments; undefined: all. */
  units: readonly string[] | undefined;
  party?: string | undefined;
  licence?: string | undefined;
  item?: string | undefined;
  unit?: string | undefined;
  state?: string | undefined;
}

export async function listResults(sql: Sql, f: ResultFilter): Promise<ResultRow[]> {
  return sql<ResultRow[]>`
    select ${resultColumns(sql)} from result where bureau_id = ${f.bureau} and id > ${f.after}
      ${f.units === undefined ? sql`` : sql`and (accepting_unit = any(${f.units as string[]}) or supervising_unit = any(${f.units as string[]}))`}
      ${f.party === undefined ? sql`` : sql`and party_code = ${f.party}`} ${f.licence === undefined ? sql`` : sql`and licences @> array[${f.licence}]`}
      ${f.item === undefined ? sql`` : sql`and item_id = ${f.item}`} ${f.unit === undefined ? sql`` : sql`and ${f.unit} in (accepting_unit, supervising_unit)`}
      ${f.state === undefined ? sql`` : sql`and state = ${f.state}`}
    order by id limit ${f.limit + 1}`;
}

export interface CreditRow {
  id: string;
  bureau: string;
  partyCode: string;
  file: string;
  basis: Record<string, unknown>;
  recordedBy: string;
  unit: string;
  at: number;
  objections: Record<string, unknown>[];
}
const creditColumns = (sql: Sql) =>
  sql`id, bureau_id as bureau, party_code as "partyCode", file_id as file, basis, recorded_by as "recordedBy", unit_id as unit, ${ms(sql, 'at')} as at, objections`;

export async function findCreditRecord(sql: Sql, id: string): Promise<CreditRow | undefined> {
  const [row] = await sql<
    CreditRow[]
  >`select ${creditColumns(sql)} from credit_record where id = ${id}`;
  return row;
}

export interface CreditFilter {
  bureau: string;
  after: string;
  limit: number;
  units: readonly string[] | undefined;
  party?: string | undefined;
  file?: string | undefined;
  unit?: string | undefined;
}

export async function listCreditRecords(sql: Sql, f: CreditFilter): Promise<CreditRow[]> {
  return sql<CreditRow[]>`
    select ${creditColumns(sql)} from credit_record where bureau_id = ${f.bureau} and id > ${f.after}
      ${f.units === undefined ? sql`` : sql`and unit_id = any(${f.units as string[]})`} ${f.party === undefined ? sql`` : sql`and party_code = ${f.party}`}
      ${f.file === undefined ? sql`` : sql`and file_id = ${f.file}`} ${f.unit === undefined ? sql`` : sql`and unit_id = ${f.unit}`}
    order by id limit ${f.limit + 1}`;
}
