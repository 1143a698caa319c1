/** 信用信息记录 Records as they are entered and read (QHD-2.2, 2.3). */
import type {
  CreditClass,
  Polarity,
  RecordPowerType,
  SubjectKind,
} from '../../domain/credit-record/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

/** Whether the item stands on this version, and the version was in use on one of these days. */
export async function itemInUse(
  sql: Sql,
  bureau: string,
  { item, version, days }: { item: string; version: number | undefined; days: readonly string[] },
): Promise<{ version: number; found: boolean } | undefined> {
  const [row] = await sql<{ version: number; found: boolean }[]>`
    select v.version, exists (select 1 from credit_list_item i where (i.bureau_id, i.version, i.item_id) = (${bureau}, v.version, ${item})) as found
    from unnest(${days as string[]}::date[]) with ordinality d (day, n), lateral (select credit_list_on(${bureau}, d.day) as version) v
    where v.version is not null ${version === undefined ? sql`` : sql`and v.version = ${version}`}
    order by d.n limit 1`;
  return row;
}

/** What stands in the way of a record, as the registry finds it with the subject locked. */
export interface Bar {
  code: string;
  id?: string;
  actOn?: CivilDate;
}
export type Entered = { ids: string[]; bar?: never } | { ids?: never; bar: Bar };

export async function enterRecords(sql: Sql, p: object): Promise<Entered> {
  const [row] = await sql<
    { done: Entered }[]
  >`select enter_credit_entries(${sql.json(p as never)}) as done`;
  return row!.done;
}

export interface RecordRow {
  id: string;
  subjectKind: SubjectKind;
  subject: string;
  name: string;
  creditCode: string;
  polarity: Polarity | null;
  class: CreditClass | null;
  item: string | null;
  itemName: string | null;
  listVersion: number | null;
  powerType: RecordPowerType | null;
  actNo: string | null;
  actOn: CivilDate;
  gravity: string | null;
  words: string;
  result: string | null;
  year: number | null;
  evidence: DocumentReference;
  sourceKind: string;
  source: string | null;
  corrects: string | null;
  recordedAt: number;
  recordedBy: string;
  unit: string;
  fallenAt: number | null;
  fallenWhy: string | null;
  objected: boolean;
  changeProposed: boolean;
}

export const recordColumns = (sql: Sql) => sql`
  e.id, e.subject_kind as "subjectKind", e.subject_id as subject, coalesce(n.name, s.name) as name, coalesce(n.credit_code, s.credit_code) as "creditCode", e.polarity, e.class, e.item_id as item,
  (select l.name from credit_list_item l where (l.bureau_id, l.version, l.item_id) = (e.bureau_id, e.list_version, e.item_id)) as "itemName",
  e.list_version as "listVersion", e.power_type as "powerType", e.act_no as "actNo", e.act_on::text as "actOn", e.gravity, e.words, e.result, e.year, e.evidence,
  e.source_kind as "sourceKind", e.source_id as source, e.corrects, at_ms(e.recorded_at)::float8 as "recordedAt", e.recorded_by as "recordedBy", e.unit_id as unit,
  at_ms(e.fallen_at)::float8 as "fallenAt", e.fallen_why as "fallenWhy", credit_objected(e.bureau_id, e.subject_kind, e.subject_id) as objected,
  exists (select 1 from credit_change c where c.entry_id = e.id and c.state = 'proposed') as "changeProposed"`;
const recordTables = (sql: Sql) => sql`credit_entry e
  join credit_subject s on (s.bureau_id, s.kind, s.id) = (e.bureau_id, e.subject_kind, e.subject_id)
  left join institution n on e.subject_kind = 'institution' and n.id = e.subject_id`;

export async function findRecord(
  sql: Sql,
  bureau: string,
  id: string,
): Promise<RecordRow | undefined> {
  const [row] = await sql<
    RecordRow[]
  >`select ${recordColumns(sql)} from ${recordTables(sql)} where e.bureau_id = ${bureau} and e.id = ${id}`;
  return row;
}

export interface RecordFilter {
  bureau: string;
  subjectKind?: SubjectKind | undefined;
  subject?: string | undefined;
  polarity?: Polarity | undefined;
  class?: CreditClass | undefined;
  standing?: boolean | undefined;
  from?: CivilDate | undefined;
  until?: CivilDate | undefined;
}

/** Newest first. */
export function recordsOf(
  sql: Sql,
  q: RecordFilter,
  after: readonly [number, string] | undefined,
  limit: number,
): Promise<RecordRow[]> {
  const given = <T>(value: T | undefined, part: (value: T) => ReturnType<typeof sql>) =>
    value === undefined ? sql`` : sql`and ${part(value)}`;
  return sql<RecordRow[]>`select ${recordColumns(sql)} from ${recordTables(sql)}
    where e.bureau_id = ${q.bureau} ${given(q.subjectKind, (v) => sql`e.subject_kind = ${v}`)} ${given(q.subject, (v) => sql`e.subject_id = ${v}`)}
      ${given(q.polarity, (v) => sql`e.polarity = ${v}`)} ${given(q.class, (v) => sql`e.class = ${v}`)}
      ${given(q.standing, (v) => sql`(e.fallen_at is null) = ${v}`)}
      ${given(q.from, (v) => sql`e.act_on >= ${v}::date`)} ${given(q.until, (v) => sql`e.act_on <= ${v}::date`)}
      ${given(after, ([at, id]) => sql`(date_trunc('milliseconds', e.recorded_at), e.id collate "C") < (ms_at(${at}), ${id})`)}
    order by date_trunc('milliseconds', e.recorded_at) desc, e.id collate "C" desc limit ${limit}`;
}
