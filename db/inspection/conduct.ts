/** 检查的处理 The list of leniency of a bureau, and how the results, sealings, rectifications and transfers of an inspection stand. */
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { LeniencyEntry } from '../../domain/inspection/outcomes.ts';
import type { Sql } from '../client.ts';

export interface LeniencyRow {
  code: string;
  inForceFrom: string;
  effect: LeniencyEntry['effect'] | null;
  name: string;
  document: DocumentReference;
  reason: string;
  by: string;
  at: number;
}

/** False: exactly this stands already. Undefined: another entry of the code begins on the same day or later. */
export async function enterLeniency(
  sql: Sql,
  bureau: string,
  by: string,
  e: Omit<LeniencyRow, 'by' | 'at'>,
): Promise<boolean | undefined> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('leniency:' || ${bureau}::text || ':' || ${e.code}::text, 0))`;
    const [last] = await tx<{ same: boolean; later: boolean }[]>`
      select (in_force_from, effect, name, document) is not distinct from (${e.inForceFrom}::date, ${e.effect}::text, ${e.name}::text, ${tx.json(e.document)}::jsonb) as same, in_force_from >= ${e.inForceFrom}::date as later
      from leniency_entry where bureau_id = ${bureau} and code = ${e.code} order by in_force_from desc limit 1`;
    if (last?.same) return false;
    if (last?.later) return undefined;
    await tx`insert into leniency_entry (bureau_id, code, in_force_from, effect, name, document, reason, registered_by) values (${bureau}, ${e.code}, ${e.inForceFrom}, ${e.effect}, ${e.name}, ${tx.json(e.document)}, ${e.reason}, ${by})`;
    return true;
  }) as Promise<boolean | undefined>;
}

/** As it stands on a day: of each code the last entry, without what is off the list. */
export async function leniencyOn(
  sql: Sql,
  bureau: string,
  day: string,
  after: string,
  limit: number,
): Promise<LeniencyRow[]> {
  return sql<LeniencyRow[]>`
    select * from (select distinct on (code) code, in_force_from::text as "inForceFrom", effect, name, document, reason, registered_by as by, at_ms(registered_at)::float8 as at
      from leniency_entry where bureau_id = ${bureau} and in_force_from <= ${day}::date and code > ${after} order by code, in_force_from desc) e where effect is not null order by code limit ${limit}`;
}

export interface Handling {
  result: { toldOn: string; found: string; outcomes: string[]; findings: unknown[] } | null;
  sealings: {
    id: string;
    from: string;
    lastDay: string;
    extended: boolean;
    releasedAt: number | null;
    how: string | null;
  }[];
  rectifications: {
    act: string;
    orderedOn: string;
    until: string;
    findings: string[];
    reportedAt: number | null;
    recheckedAt: number | null;
    conforming: boolean | null;
  }[];
  transfers: {
    id: string;
    whole: boolean;
    findings: string[];
    authority: string;
    unit: string | null;
    accepted: boolean | null;
    answeredAt: number | null;
  }[];
}

export async function handlingOf(sql: Sql, file: string): Promise<Handling> {
  const [result, sealings, rectifications, transfers] = await Promise.all([
    sql<
      NonNullable<Handling['result']>[]
    >`select told_on::text as "toldOn", found, outcomes, findings from inspection_result where file_id = ${file}`,
    sql<
      Handling['sealings']
    >`select id, from_on::text as "from", last_day::text as "lastDay", extended, at_ms(released_at)::float8 as "releasedAt", released_how as how from sealing where file_id = ${file} order by id`,
    sql<
      Handling['rectifications']
    >`select act_id as act, ordered_on::text as "orderedOn", until_on::text as until, findings, at_ms(reported_at)::float8 as "reportedAt", at_ms(rechecked_at)::float8 as "recheckedAt", conforming from rectification where file_id = ${file} order by ordered_on, act_id`,
    sql<
      Handling['transfers']
    >`select id, whole, findings, authority, unit_id as unit, accepted, at_ms(answered_at)::float8 as "answeredAt" from inspection_transfer where file_id = ${file} order by id`,
  ]);
  return { result: result[0] ?? null, sealings, rectifications, transfers };
}
