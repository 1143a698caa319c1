/** Reading files, their register, duties and breaches. Every list is one indexed SELECT with a cursor. */
import type { PendingQuery, Row } from 'postgres';
import type { InstrumentId } from '../../domain/law/basis.ts';
import { procedures } from '../../domain/procedures.ts';
import { and, eq, getTableColumns, gt, sql as part } from 'drizzle-orm';
import type { Sql } from '../client.ts';
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

const fileColumns = (
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

const hiddenFromInvolved: string[] = procedures
  .filter((procedure) => procedure.hiddenFromInvolved)
  .map(({ id }) => id);

/** Whom lists are for: what is hidden from those it is about is not shown to them (QY-17.1). */
export interface ListReader {
  bureau: string;
  reader: string;
}
export const unlessInvolved = (sql: Sql, file: string, procedure: string, reader: string) =>
  sql`(${sql(procedure)} <> all(${hiddenFromInvolved}) or not involved_in(${sql(file)}, ${reader}))`;

export interface FileFilter extends ListReader {
  procedure?: string;
  stage?: string;
  attention?: string;
  unit?: string;
  subject?: string;
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

/** Newest first. `parties`: only files in which one of these units fills a role. */
export async function listFiles(
  sql: Sql,
  f: FileFilter,
  after: FilePlace | undefined,
  limit: number,
  withheld: readonly Withheld[] = [],
): Promise<FileRow[]> {
  const subject = withheld.reduce(
    (otherwise, { procedure, unless }) =>
      sql`case when f.procedure = ${procedure} and not ${unless} then f.id else ${otherwise} end`,
    sql`f.subject_id`,
  );
  return sql<
    FileRow[]
  >`select ${fileColumns(sql, subject)} from file f where f.bureau_id = ${f.bureau} and ${unlessInvolved(sql, 'f.id', 'f.procedure', f.reader)}
    ${f.procedure ? sql`and f.procedure = ${f.procedure}` : sql``} ${f.stage ? sql`and f.stage = ${f.stage}` : sql``}
    ${f.attention ? sql`and ${attentionOf(sql)} = ${f.attention}` : sql``} ${f.unit ? sql`and f.blocking_unit = ${f.unit}` : sql``}
    ${f.subject ? sql`and f.subject_id = ${f.subject}` : sql``}
    ${f.open === undefined ? sql`` : f.open ? sql`and f.closed_at is null` : sql`and f.closed_at is not null`}
    ${f.parties ? sql`and exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${f.parties as string[]}))` : sql``}
    ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}

export interface DutyRow {
  file: string;
  key: string;
  duty: string;
  item: string | null;
  procedure: string;
  act: string;
  owedBy: string;
  owedTo: string;
  clause: string;
  force: string;
  from: number;
  due: number;
  altDue: number | null;
  status: string;
  state: string;
  doneAt: number | null;
  chases: number;
  unanswered: number;
  body: Record<string, unknown>;
}
const dutyColumns = (
  sql: Sql,
) => sql`d.file_id as file, d.key, d.duty, d.item, d.procedure, d.act, d.owed_by as "owedBy", d.owed_to as "owedTo", d.clause, d.force, at_ms(d.from_at)::float8 as "from",
  at_ms(d.due_at)::float8 as due, at_ms(d.alt_due_at)::float8 as "altDue", d.status, d.state, at_ms(d.done_at)::float8 as "doneAt", d.chases, d.unanswered, d.body`;

export async function dutiesOf(sql: Sql, file: string): Promise<DutyRow[]> {
  return sql<
    DutyRow[]
  >`select ${dutyColumns(sql)} from duty d where d.file_id = ${file} order by d.due_at, d.key`;
}

/** `force`: owed by law, or under a management period only. */
export interface DutyFilter extends ListReader {
  state?: string;
  force?: 'law' | 'management';
  possiblyOverdue?: boolean;
  unit?: string;
  clause?: string;
  procedure?: string;
  unanswered?: boolean;
  parties?: readonly string[];
}
export interface DutyPlace {
  due: number;
  file: string;
  key: string;
}

/** 待办 The duty board: what is owed now, the oldest first. */
export async function dutyBoard(
  sql: Sql,
  f: DutyFilter,
  after: DutyPlace | undefined,
  limit: number,
): Promise<DutyRow[]> {
  return sql<
    DutyRow[]
  >`select ${dutyColumns(sql)} from duty d where d.bureau_id = ${f.bureau} and d.state in ('open', 'due-soon', 'overdue') and ${unlessInvolved(sql, 'd.file_id', 'd.procedure', f.reader)}
    ${f.force ? sql`and (d.force = 'management') = ${f.force === 'management'}` : sql``} ${f.possiblyOverdue ? sql`and d.body ? 'possiblyOverdue'` : sql``}
    ${f.state ? sql`and d.state = ${f.state}` : sql``} ${f.unit ? sql`and d.owed_by = ${f.unit}` : sql``} ${f.clause ? sql`and d.clause = ${f.clause}` : sql``}
    ${f.procedure ? sql`and d.procedure = ${f.procedure}` : sql``} ${f.unanswered ? sql`and d.unanswered > 0` : sql``}
    ${f.parties ? sql`and (d.owed_by = any(${f.parties as string[]}) or d.owed_to = any(${f.parties as string[]}))` : sql``}
    ${after ? sql`and (d.due_at, d.file_id, d.key) > (ms_at(${after.due}::bigint), ${after.file}, ${after.key})` : sql``}
    order by d.due_at, d.file_id, d.key limit ${limit}`;
}

export interface BreachRow {
  file: string;
  key: string;
  duty: string;
  procedure: string;
  clause: string;
  owedBy: string;
  owedTo: string;
  due: number;
  force: string;
  altDue: number | null;
  recordedAt: number;
  doneAt: number | null;
  overrunMs: number | null;
  state: string;
}
export interface BreachFilter extends ListReader {
  unit?: string;
  clause?: string;
  state?: string;
  file?: string;
  parties?: readonly string[];
}

export async function breachLedger(
  sql: Sql,
  f: BreachFilter,
  after: DutyPlace | undefined,
  limit: number,
): Promise<BreachRow[]> {
  return sql<
    BreachRow[]
  >`select b.file_id as file, b.key, b.duty, b.procedure, b.clause, b.owed_by as "owedBy", b.owed_to as "owedTo", at_ms(b.due_at)::float8 as due, at_ms(b.alt_due_at)::float8 as "altDue",
      at_ms(b.recorded_at)::float8 as "recordedAt", at_ms(b.done_at)::float8 as "doneAt", b.overrun_ms::float8 as "overrunMs", b.state, d.force
    from breach b join duty d on d.file_id = b.file_id and d.key = b.key where b.bureau_id = ${f.bureau} and ${unlessInvolved(sql, 'b.file_id', 'b.procedure', f.reader)}
    ${f.unit ? sql`and b.owed_by = ${f.unit}` : sql``} ${f.clause ? sql`and b.clause = ${f.clause}` : sql``} ${f.state ? sql`and b.state = ${f.state}` : sql``} ${f.file ? sql`and b.file_id = ${f.file}` : sql``}
    ${f.parties ? sql`and (b.owed_by = any(${f.parties as string[]}) or b.owed_to = any(${f.parties as string[]}))` : sql``}
    ${after ? sql`and (b.due_at, b.file_id, b.key) < (ms_at(${after.due}::bigint), ${after.file}, ${after.key})` : sql``}
    order by b.due_at desc, b.file_id desc, b.key desc limit ${limit}`;
}

export type RegisterRow = Awaited<ReturnType<typeof registerOf>>[number];

export async function registerOf(sql: Sql, of: string, after: number, limit: number) {
  const { file, ...entry } = getTableColumns(t.register);
  return typed(sql)
    .select(entry)
    .from(t.register)
    .where(and(eq(file, of), gt(entry.seq, after)))
    .orderBy(entry.seq)
    .limit(limit);
}

export interface SubjectRow {
  id: string;
  kind: 'institution' | 'practitioner';
  bureau: string;
  status: string;
  agreement: {
    endsOn?: string;
    clauses?: { id: string; covers: string[] }[];
    faceRecognitionReady?: boolean;
  } | null;
  heads: string[];
}

export async function findSubject(
  sql: Sql,
  kind: 'institution' | 'practitioner',
  id: string,
): Promise<SubjectRow | undefined> {
  const [row] =
    kind === 'institution'
      ? await sql<
          SubjectRow[]
        >`select id, 'institution' as kind, bureau_id as bureau, status, agreement, '{}'::text[] as heads from institution where id = ${id}`
      : await sql<
          SubjectRow[]
        >`select id, 'practitioner' as kind, bureau_id as bureau, status, agreement,
        (select coalesce(array_agg(institution_id order by institution_id collate "C"), '{}') from practitioner_registration where practitioner_id = p.id) as heads from practitioner p where id = ${id}`;
  return row;
}

/** Who is named as approver, on a day: of `unit` or one above it, head, person, present. */
export async function approverOf(
  sql: Sql,
  officer: string,
  unit: string,
  day: string,
): Promise<{ person: boolean; present: boolean; head: boolean; over: boolean } | undefined> {
  const [row] = await sql<{ person: boolean; present: boolean; head: boolean; over: boolean }[]>`
    with recursive up as (select id, superior_id from unit where id = ${unit} union select u.id, u.superior_id from unit u join up on up.superior_id = u.id)
    select o.kind = 'person' as person, 'head' = any(o.roles) as head, o.unit_id in (select id from up) as over, is_present(o.id, ${day}::date) as present from officer o where o.id = ${officer}`;
  return row;
}

export type UnitRow = Pick<typeof t.unit.$inferSelect, 'id' | 'roles' | 'superior'>;
export async function unitsOf(sql: Sql, bureau: string): Promise<UnitRow[]> {
  const { id, roles, superior } = t.unit;
  return typed(sql)
    .select({ id, roles, superior })
    .from(t.unit)
    .where(eq(t.unit.bureau, bureau))
    .orderBy(part`${id} collate "C"`);
}

export type BureauRow = Pick<
  typeof t.bureau.$inferSelect,
  'id' | 'area' | 'receivingSystem' | 'adoptions' | 'settings'
>;
export async function findBureau(sql: Sql, id: string): Promise<BureauRow | undefined> {
  const [row] = await sql<
    BureauRow[]
  >`select id, area, receiving_system as "receivingSystem", adoptions, settings from bureau where id = ${id}`;
  return row;
}

/** The unit and those it is set over, by the chain of superiors. */
export async function unitsUnder(sql: Sql, unit: string): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`with recursive under as (select id from unit where id = ${unit} union select u.id from unit u join under on u.superior_id = under.id) select id from under`;
  return rows.map((r) => r.id);
}

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
