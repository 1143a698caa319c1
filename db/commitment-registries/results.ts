/** 办理结果, 政务服务信用记录: read only; they are written by their files (TJ84-10.3, 11). */
import { and, eq, gt, or, sql as part } from 'drizzle-orm';
import type { Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { anyOf, given, typed } from '../typed.ts';

const resultColumns = {
  id: t.result.id,
  bureau: t.result.bureau,
  item: t.result.item,
  listVersion: t.result.listVersion,
  type: t.result.type,
  partyCode: t.result.partyCode,
  licences: t.result.licences,
  acceptingUnit: t.result.acceptingUnit,
  supervisingUnit: t.result.supervisingUnit,
  approvedOn: t.result.approvedOn,
  state: t.result.state,
  file: t.result.file,
  stoppedAt: t.result.stoppedAt,
  revokedAt: t.result.revokedAt,
  revokedByFile: t.result.revokedByFile,
  revokedByAct: t.result.revokedByAct,
};
export type ResultRow = Awaited<ReturnType<typeof listResults>>[number];

export async function findResult(sql: Sql, id: string): Promise<ResultRow | undefined> {
  const [row] = await typed(sql).select(resultColumns).from(t.result).where(eq(t.result.id, id));
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

export async function listResults(sql: Sql, f: ResultFilter) {
  const { acceptingUnit, supervisingUnit } = t.result;
  return typed(sql)
    .select(resultColumns)
    .from(t.result)
    .where(
      and(
        eq(t.result.bureau, f.bureau),
        gt(t.result.id, f.after),
        given(
          f.units,
          (units) => part`(${or(anyOf(acceptingUnit, units), anyOf(supervisingUnit, units))})`,
        ),
        given(f.party, (party) => eq(t.result.partyCode, party)),
        given(f.licence, (licence) => part`${t.result.licences} @> array[${licence}]`),
        given(f.item, (item) => eq(t.result.item, item)),
        given(f.unit, (unit) => part`${unit} in (${acceptingUnit}, ${supervisingUnit})`),
        given(f.state, (state) => part`${t.result.state} = ${state}`),
      ),
    )
    .orderBy(t.result.id)
    .limit(f.limit + 1);
}

export type CreditRow = typeof t.creditRecord.$inferSelect;
export async function findCreditRecord(sql: Sql, id: string): Promise<CreditRow | undefined> {
  const [row] = await typed(sql).select().from(t.creditRecord).where(eq(t.creditRecord.id, id));
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
  return typed(sql)
    .select()
    .from(t.creditRecord)
    .where(
      and(
        eq(t.creditRecord.bureau, f.bureau),
        gt(t.creditRecord.id, f.after),
        given(f.units, (units) => anyOf(t.creditRecord.unit, units)),
        given(f.party, (party) => eq(t.creditRecord.partyCode, party)),
        given(f.file, (file) => eq(t.creditRecord.file, file)),
        given(f.unit, (unit) => eq(t.creditRecord.unit, unit)),
      ),
    )
    .orderBy(t.creditRecord.id)
    .limit(f.limit + 1);
}
