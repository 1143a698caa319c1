/** 案卷 Reading files and their register. Every list is one indexed SELECT with a cursor. */
import type { PendingQuery, Row } from 'postgres';
import type { InstrumentId } from '../../domain/law/basis.ts';
import { procedures } from '../../domain/procedures.ts';
import { and, desc, eq, getTableColumns, gt, lt } from 'drizzle-orm';
import type { Querying, Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { typed } from '../typed.ts';

export interface FileRow {
  id: string;
  procedure: string;
  bureau: string;
  subjectKind: string;
  subjectId: string;
  direction: string | null;
  stage: string;
  attention: string;
  nextDue: number | null;
  awaited: string | null;
  blocking: string | null;
  openedAt: number;
  closedAt: number | null;
  outcome: string | null;
  version: number;
  registerSeq: number;
  head: string;
  historyHash: string | null;
  /** Why the file cannot write, while its attention is `technical`. */
  fault: string | null;
}
interface Possible {
  act: string;
  by: string[];
  clause: string;
}
export interface FileWithView extends FileRow {
  view: { possible?: Possible[]; notes?: string[] };
  opening: {
    units?: Record<string, string>;
    type?: string;
    clause?: string;
    /** Of a commitment case: the text that governs it. */ instrument?: InstrumentId | null;
  };
}

/** A file that nobody drives is technically stuck, whatever its last turn has shown. */
export const attentionOf = (sql: Sql) =>
  sql`case when exists (select 1 from run_fault x where x.file_id = f.id and x.mended_at is null) then 'technical' else f.attention end`;

/** Of the open files of a bureau: the same, by the index of those few. */
export const stuckIn = (sql: Sql, bureau: string) =>
  sql`f.closed_at is null and f.id in (select s.id from file s where s.bureau_id = ${bureau} and s.closed_at is null and s.attention = 'technical' union all select x.file_id from run_fault x where x.mended_at is null)`;

export const fileColumns = (
  sql: Sql,
  subject = sql`f.subject_id`,
) => sql`f.id, f.procedure, f.bureau_id as bureau, f.subject_kind as "subjectKind", ${subject} as "subjectId", f.direction, f.stage, ${attentionOf(sql)} as attention,
  at_ms(f.next_due)::float8 as "nextDue", f.awaited, f.blocking_unit as blocking, at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.closed_at)::float8 as "closedAt", f.outcome,
  f.version, f.register_seq as "registerSeq", f.head, f.history_hash as "historyHash", f.fault`;

export async function findFile(sql: Sql, id: string): Promise<FileWithView | undefined> {
  const [row] = await sql<
    FileWithView[]
  >`select ${fileColumns(sql)}, f.view, jsonb_build_object('units', f.opening->'units', 'type', f.opening->'type', 'clause', f.opening->'clause', 'instrument', f.opening->'basis'->'instrument') as opening
    from file f where f.id = ${id}`;
  return row;
}

export const hiddenFromInvolved: string[] = procedures
  .filter((procedure) => procedure.hiddenFromInvolved)
  .map(({ id }) => id);

/** Whom lists are for: what is hidden from those it is about is not shown to them (QY-17.1). */
export interface ListReader {
  bureau: string;
  reader: string;
}
export const unlessInvolved = (sql: Sql, file: string, procedure: string, reader: string) =>
  sql`(${sql(procedure)} <> all(${hiddenFromInvolved}) or not involved_in(${sql(file)}, ${reader}))`;

/** Who knows of which files more than that they are there: those near them, and, of procedures with a rule of their own, whom that lets. */
interface Knowing extends ListReader {
  near: PendingQuery<Row[]>;
  ruled: readonly { procedure: string; known: PendingQuery<Row[]> }[];
}

/** Of these files those that are known to the reader. */
export async function filesKnown(
  sql: Sql,
  files: readonly string[],
  { bureau, reader, near, ruled }: Knowing,
): Promise<Set<string>> {
  const known = ruled.reduce(
    (otherwise, rule) =>
      sql`case when f.procedure = ${rule.procedure} then ${rule.known} else ${otherwise} end`,
    near,
  );
  const rows = await sql<
    { id: string }[]
  >`select f.id from file f where f.id = any (${files as string[]}) and f.bureau_id = ${bureau} and ${unlessInvolved(sql, 'f.id', 'f.procedure', reader)} and ${known}`;
  return new Set(rows.map(({ id }) => id));
}

export interface FileFilter extends ListReader {
  procedure?: string;
  stage?: string;
  attention?: string;
  unit?: string;
  subject?: string;
  /** With the subject: of this kind. */
  subjectKind?: string;
  open?: boolean;
  parties?: readonly string[];
}
export interface FilePlace {
  openedAt: number;
  id: string;
}

/** Files of a procedure whose subject is told only under a condition on the file `f`; otherwise they stand under their own number. */
export interface Withheld {
  procedure: string;
  unless: PendingQuery<Row[]>;
}

/** What stands in the place of the subject, and whether it is told: whoever is not told it finds no file by it. */
export function subjectTold(sql: Sql, withheld: readonly Withheld[]) {
  const shown = withheld.reduce(
    (otherwise, { procedure, unless }) =>
      sql`case when f.procedure = ${procedure} and not ${unless} then f.id else ${otherwise} end`,
    sql`f.subject_id`,
  );
  const told = withheld.reduce(
    (before, { procedure, unless }) =>
      sql`${before} and (f.procedure <> ${procedure} or ${unless})`,
    sql`true`,
  );
  return { shown, told };
}

/** Newest first. `parties`: only files in which one of these units fills a role. */
export async function listFiles(
  sql: Sql,
  f: FileFilter,
  after: FilePlace | undefined,
  limit: number,
  withheld: readonly Withheld[] = [],
): Promise<FileRow[]> {
  const { shown, told } = subjectTold(sql, withheld);
  return sql<
    FileRow[]
  >`select ${fileColumns(sql, shown)} from file f where f.bureau_id = ${f.bureau} and ${unlessInvolved(sql, 'f.id', 'f.procedure', f.reader)}
    ${f.procedure ? sql`and f.procedure = ${f.procedure}` : sql``} ${f.stage ? sql`and f.stage = ${f.stage}` : sql``}
    ${f.attention ? (f.open && f.attention === 'technical' ? sql`and ${stuckIn(sql, f.bureau)}` : sql`and ${attentionOf(sql)} = ${f.attention}`) : sql``} ${f.unit ? sql`and f.blocking_unit = ${f.unit}` : sql``}
    ${f.subject ? sql`and f.subject_id = ${f.subject} and (${told})` : sql``} ${f.subjectKind ? sql`and f.subject_kind = ${f.subjectKind}` : sql``}
    ${f.open === undefined ? sql`` : f.open ? sql`and f.closed_at is null` : sql`and f.closed_at is not null`}
    ${f.parties ? sql`and exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${f.parties as string[]}))` : sql``}
    ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}

export type RegisterRow = Awaited<ReturnType<typeof registerOf>>[number];

export async function registerOf(
  sql: Querying,
  of: string,
  after: number | undefined,
  limit: number,
  newest = false,
) {
  const { file, ...entry } = getTableColumns(t.register);
  const from = newest
    ? after === undefined
      ? undefined
      : lt(entry.seq, after)
    : gt(entry.seq, after ?? 0);
  return typed(sql)
    .select(entry)
    .from(t.register)
    .where(and(eq(file, of), from))
    .orderBy(newest ? desc(entry.seq) : entry.seq)
    .limit(limit);
}
