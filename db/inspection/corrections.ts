/** 更正检查历史 The history of an inspection under its institution's lock, and what is corrected of it: with its entry in the chain of the bureau, or not at all. */
import type { TransactionSql } from 'postgres';
import type { Corrected } from '../../domain/inspection/correction.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

export interface CorrectedRow extends Corrected {
  plan: string;
  institution: string;
  bureau: string;
  /** The registered heads of the body and of the one in whose name it acted, today. */ heads: string[];
}

/** By the id of its file, or by the id under which it was taken over. */
export async function lockedHistory(
  tx: TransactionSql,
  inspection: string,
  today: CivilDate,
): Promise<CorrectedRow | undefined> {
  await tx`select lock_history(${inspection})`;
  const [row] = await tx<
    CorrectedRow[]
  >`select p.id as plan, p.institution_id as institution, p.bureau_id as bureau, 
      array(select h.officer_id from body_head h where h.unit_id in (p.body_unit, p.in_name_of) and h.from_on <= ${today}::date and coalesce(h.until_on, 'infinity') >= ${today}::date) as heads, p.started_on::text as "startedOn",
      case when p.over_on < 'infinity' then p.over_on::text end as "endedOn", array(select i.item_id from inspection_plan_item i where i.plan_id = p.id order by i.item_id) as items, p.found,
      p.file_id is null or exists (select 1 from inspection_result r where r.file_id = p.file_id) as told, array(select m->>'officer' from jsonb_array_elements(p.plan->'team') m) as team,
      exists (select 1 from inspection_window w where w.plan_id = p.id and not w.closed) or exists (select 1 from file f where f.id = p.file_id and f.closed_at is null) as "correctsItself"
    from inspection_plan p where (p.file_id = ${inspection} or (p.file_id is null and p.id = ${inspection})) and p.started_on is not null`;
  return row;
}

export async function correctHistory(tx: TransactionSql, correction: object): Promise<void> {
  await tx`select correct_inspection(${tx.json(correction as never)})`;
}

export interface CorrectionRow {
  id: string;
  inspection: string;
  institution: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  evidence: unknown;
  reason: string;
  by: string;
  at: number;
}
/** Newest first. */
export async function listCorrections(
  sql: Sql,
  f: { bureau: string; inspection?: string | undefined; from?: CivilDate | undefined },
  after: { at: number; id: string } | undefined,
  limit: number,
): Promise<CorrectionRow[]> {
  return sql<
    CorrectionRow[]
  >`select c.id, coalesce(p.file_id, p.id) as inspection, p.institution_id as institution, c.before, c.after, c.evidence, c.reason, c.officer_id as by, at_ms(c.at)::float8 as at
    from inspection_correction c join inspection_plan p on p.id = c.plan_id where c.bureau_id = ${f.bureau} ${f.inspection ? sql`and (p.file_id = ${f.inspection} or p.id = ${f.inspection})` : sql``}
    ${after ? sql`and (c.at, c.id) < (ms_at(${after.at}::bigint), ${after.id})` : sql``} order by c.at desc, c.id desc limit ${limit}`;
}
