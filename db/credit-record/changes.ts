/** 来源、变更 What files have brought, and what two persons change (QHD-2.3). */
import type { SubjectKind } from '../../domain/credit-record/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';
import type { Bar } from './records.ts';

export interface SourceRow {
  id: string;
  kind: string;
  file: string;
  subjectKind: SubjectKind;
  subject: string;
  /** Null: there are several that it may be. */
  actNo: string | null;
  evidence: DocumentReference | null;
  toldAt: Instant;
  broughtAt: Instant;
  recorded: string[];
  fallenAt: number | null;
  /** 待登记 Whether somebody still has to record it (credit_open_sources). */
  open: boolean;
}

const sourceColumns = (sql: Sql, bureau: string) => sql`
  s.id, s.kind, s.file_id as file, s.subject_kind as "subjectKind", s.subject_id as subject, credit_source_act(s) as "actNo", s.evidence,
  at_ms(s.told_at)::float8 as "toldAt", at_ms(s.brought_at)::float8 as "broughtAt",
  array(select e.id from credit_entry e where e.source_id = s.id order by e.id) as recorded, at_ms(s.fallen_at)::float8 as "fallenAt",
  s.id in (select o.id from credit_open_sources(${bureau}) o) as open`;

export async function findSource(
  sql: Sql,
  bureau: string,
  id: string,
): Promise<SourceRow | undefined> {
  const [row] = await sql<
    SourceRow[]
  >`select ${sourceColumns(sql, bureau)} from credit_source s where s.bureau_id = ${bureau} and s.id = ${id}`;
  return row;
}

/** The oldest first; files that the reader is shown nothing of are left out. */
export function sourcesOf(
  sql: Sql,
  q: { bureau: string; open?: boolean | undefined; hidden: readonly string[] },
  after: readonly [number, string] | undefined,
  limit: number,
): Promise<SourceRow[]> {
  return sql<SourceRow[]>`select ${sourceColumns(sql, q.bureau)} from credit_source s
    where s.bureau_id = ${q.bureau} and s.file_id <> all(${q.hidden as string[]})
      ${q.open === undefined ? sql`` : sql`and (s.id in (select o.id from credit_open_sources(${q.bureau}) o)) = ${q.open}`}
      ${after ? sql`and (s.told_at, s.id collate "C") > (ms_at(${after[0]}), ${after[1]})` : sql``}
    order by s.told_at, s.id collate "C" limit ${limit}`;
}

export async function bringSource(sql: Sql, file: string, number: number): Promise<void> {
  await sql`select bring_credit_source(${file}, ${number})`;
}

export interface ChangeRow {
  id: number;
  record: string;
  kind: string;
  replacement: Readonly<Record<string, unknown>> | null;
  reason: string;
  document: DocumentReference;
  proposedBy: string;
  proposedAt: number;
  state: string;
  decidedBy: string | null;
  decidedAt: number | null;
  decidedReason: string | null;
  became: string | null;
}

/** Newest first. */
export function changesOf(
  sql: Sql,
  q: { bureau: string; state?: string | undefined; record?: string | undefined },
  before: number | undefined,
  limit: number,
): Promise<ChangeRow[]> {
  return sql<
    ChangeRow[]
  >`select c.id::float8 as id, c.entry_id as record, c.kind, c.replacement, c.reason, c.document, c.proposed_by as "proposedBy",
      at_ms(c.proposed_at)::float8 as "proposedAt", c.state, c.decided_by as "decidedBy", at_ms(c.decided_at)::float8 as "decidedAt", c.decided_reason as "decidedReason", c.became
    from credit_change c where c.bureau_id = ${q.bureau} ${q.state ? sql`and c.state = ${q.state}` : sql``} ${q.record ? sql`and c.entry_id = ${q.record}` : sql``}
      ${before === undefined ? sql`` : sql`and c.id < ${before}`}
    order by c.id desc limit ${limit}`;
}

export type Changed = { id: number; bar?: never } | { id?: never; bar: Bar };
export async function proposeChange(sql: Sql, p: object): Promise<Changed> {
  const [row] = await sql<
    { done: Changed }[]
  >`select propose_credit_change(${sql.json(p as never)}) as done`;
  return row!.done;
}

export type Decided = { became?: string; bar?: never } | { bar: Bar };
export async function decideChange(sql: Sql, p: object): Promise<Decided> {
  const [row] = await sql<
    { done: Decided }[]
  >`select decide_credit_change(${sql.json(p as never)}) as done`;
  return row!.done;
}

/** When each of them came that somebody still has to record. */
export async function openSources(sql: Sql, bureau: string): Promise<Instant[]> {
  const rows = await sql<
    { at: Instant }[]
  >`select at_ms(s.brought_at)::float8 as at from credit_open_sources(${bureau}) s`;
  return rows.map(({ at }) => at);
}

export async function proposedChanges(sql: Sql, bureau: string): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from credit_change where bureau_id = ${bureau} and state = 'proposed'`;
  return row!.n;
}
