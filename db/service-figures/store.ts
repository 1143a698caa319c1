/** 办件、服务登记与指标 Closed cases, notes of services, and the rows of the figures (QJ-2.6, 2.8). */
import type { NoteKind } from '../../domain/service-figures/notes.ts';
import type { FigureRow, Targets } from '../../domain/service-figures/figures.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Querying, Sql } from '../client.ts';

export interface CaseEvent {
  case: string;
  [field: string]: unknown;
}

/** One word for each event, in its order. */
export async function takeCases(
  sql: Sql,
  { bureau, by }: { bureau: string; by: string },
  events: readonly CaseEvent[],
): Promise<string[]> {
  const [row] = await sql<
    { answers: string[] }[]
  >`select take_service_cases(${bureau}, ${by}, ${sql.json(events as never)}) as answers`;
  return row!.answers;
}

export interface CaseRow {
  case: string;
  service: number;
  version: number;
  acceptedOn: string;
  closedOn: string;
  visits: number;
  channel: 'online' | 'window' | 'self-service' | 'phone' | 'home';
  took: string | null;
  statutory: string | null;
  unit: string | null;
  inPlace: boolean;
  recordedBy: string;
  arrivedAt: number;
  withdrawnAt: number | null;
  withdrawnReason: string | null;
}

/** The latest arrival first. */
export function casesOf(
  sql: Sql,
  q: {
    bureau: string;
    from?: string | undefined;
    until?: string | undefined;
    service?: number | undefined;
    counting: boolean | undefined;
  },
  after: { arrivedAt: number; case: string } | undefined,
  limit: number,
): Promise<CaseRow[]> {
  return sql<CaseRow[]>`
    select c.case_no as case, c.service_no as service, v.version, c.accepted_on::text as "acceptedOn", c.closed_on::text as "closedOn", c.visits, c.channel,
      trim_scale(c.took / 100::numeric)::text as took, trim_scale(c.statutory / 100::numeric)::text as statutory, s.time_unit as unit, c.in_place as "inPlace",
      c.recorded_by as "recordedBy", at_ms(c.arrived_at)::float8 as "arrivedAt", at_ms(c.withdrawn_at)::float8 as "withdrawnAt", c.withdrawn_reason as "withdrawnReason"
    from service_case c join service_version v on v.file_id = c.file_id join public_service s on s.file_id = c.file_id and s.number = c.service_no
    where c.bureau_id = ${q.bureau}
      ${q.from ? sql`and c.closed_on >= ${q.from}::date` : sql``} ${q.until ? sql`and c.closed_on <= ${q.until}::date` : sql``}
      ${q.service === undefined ? sql`` : sql`and c.service_no = ${q.service}`} ${q.counting === undefined ? sql`` : sql`and (c.withdrawn_at is null) = ${q.counting}`}
      ${after ? sql`and (c.arrived_at, c.case_no) < (ms_at(${after.arrivedAt}::bigint), ${after.case})` : sql``}
    order by c.arrived_at desc, c.case_no desc limit ${limit}`;
}

interface NewNote {
  bureau: string;
  kind: NoteKind;
  on: CivilDate;
  title: string;
  service: number | null;
  services: readonly number[];
  body: object;
  document: object | null;
  hash: string;
  by: string;
}

export async function enterNote(
  sql: Sql,
  note: NewNote,
): Promise<{ id: number; created: boolean } | { why: string }> {
  const [row] = await sql<
    { answer: { id: number; created: boolean } | { why: string } }[]
  >`select take_service_note(${sql.json(note as never)}) as answer`;
  return row!.answer;
}

export async function withdrawNote(
  sql: Sql,
  w: { bureau: string; id: number; by: string; reason: string },
): Promise<'done' | 'again' | 'none'> {
  const [row] = await sql<
    { answer: 'done' | 'again' | 'none' }[]
  >`select withdraw_service_note(${w.bureau}, ${w.id}, ${w.by}, ${w.reason}) as answer`;
  return row!.answer;
}

interface NoteRow {
  id: number;
  kind: NoteKind;
  on: string;
  title: string;
  service: number | null;
  body: Record<string, unknown>;
  document: Record<string, unknown> | null;
  recordedBy: string;
  at: number;
  withdrawnAt: number | null;
  withdrawnReason: string | null;
  confirmedBy: string | null;
  confirmedAt: number | null;
}

export function notesOf(sql: Sql, bureau: string, kind: NoteKind | undefined): Promise<NoteRow[]> {
  return sql<NoteRow[]>`
    select id::int, kind, on_day::text as on, title, service_no as service, body, document, recorded_by as "recordedBy", at_ms(at)::float8 as at,
      at_ms(withdrawn_at)::float8 as "withdrawnAt", withdrawn_reason as "withdrawnReason",
      confirmed_by as "confirmedBy", at_ms(confirmed_at)::float8 as "confirmedAt"
    from service_note where bureau_id = ${bureau} ${kind ? sql`and kind = ${kind}` : sql``} order by on_day desc, id desc limit 1000`;
}

/** Answers `again` where it is confirmed or withdrawn, `own` to whoever has entered it. */
export async function confirmNote(
  sql: Sql,
  c: { bureau: string; id: number; by: string },
): Promise<'done' | 'again' | 'own' | 'none'> {
  const [row] = await sql<
    { answer: 'done' | 'again' | 'own' | 'none' }[]
  >`select confirm_service_note(${c.bureau}, ${c.id}, ${c.by}) as answer`;
  return row!.answer;
}

/** QJ-2.8: innovations that nobody but who has entered them has looked at. */
export async function unconfirmedNotes(sql: Sql, bureau: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from service_note where bureau_id = ${bureau} and kind = 'innovation' and confirmed_at is null and withdrawn_at is null`;
  return row!.n;
}

export async function withdrawCase(
  sql: Querying,
  w: { bureau: string; case: string; by: string; reason: string },
): Promise<'done' | 'again' | 'none'> {
  const [row] = await sql<
    { answer: 'done' | 'again' | 'none' }[]
  >`select withdraw_service_case(${sql.json(w)}) as answer`;
  return row!.answer;
}

/** What is shown of a case whose withdrawal is proposed. */
export async function caseOf(
  sql: Querying,
  bureau: string,
  no: string,
): Promise<{ service: number; closedOn: string; visits: number; counts: boolean } | undefined> {
  const [row] = await sql<{ service: number; closedOn: string; visits: number; counts: boolean }[]>`
    select service_no as service, closed_on::text as "closedOn", visits, withdrawn_at is null as counts
    from service_case where bureau_id = ${bureau} and case_no = ${no}`;
  return row;
}

export interface Counted {
  rows: FigureRow[];
  targets: Targets;
  version: number | null;
  /** QJ-2.8: its day has not come. */
  pending: boolean;
}

/** The rows of all figures of a period, both days included, and the targets of the year; absent: that of the last day. */
export async function figureRows(
  sql: Sql,
  bureau: string,
  {
    from,
    until,
    year = Number(until.slice(0, 4)),
  }: { from: string; until: string; year?: number | undefined },
): Promise<Counted> {
  const rows = await sql<FigureRow[]>`
    select kpi, item, name, numerator::text, denominator::text, cases::int, note from service_figure_rows(${bureau}, ${from}::date, ${until}::date, ${year}::int)
    order by kpi, length(item), item, denominator`;
  const [row] = await sql<Omit<Counted, 'rows'>[]>`
    select service_targets(${bureau}, ${year}::int) as targets, ${until}::date < service_deadline(${bureau}, ${year}::int) as pending,
      (select version from service_version where file_id = service_version_on(${bureau}, ${until}::date)) as version`;
  return { rows: [...rows], ...row! };
}
