/** 执法扰企 What the registries know of an inspection complained of; the complaints; what is sealed, and who has opened it. */
import type { Sql } from '../client.ts';
import { attentionOf } from '../queries/files.ts';

export interface ComplaintKnowledge {
  plan: string | null;
  body: string | null;
  begun: boolean;
  bodyRegistered: boolean;
  handlingRegistered: boolean;
}

export async function complaintKnowledge(
  sql: Sql,
  q: { bureau: string; file?: string | undefined; body?: string | undefined; handling: string },
): Promise<ComplaintKnowledge> {
  const [row] = await sql<ComplaintKnowledge[]>`
    select p.id as plan, coalesce(p.body_unit, ${q.body ?? null}) as body, p.started_on is not null as begun,
      exists (select 1 from unit u where u.id = coalesce(p.body_unit, ${q.body ?? null}) and u.bureau_id = ${q.bureau}) as "bodyRegistered",
      exists (select 1 from unit u where u.id = ${q.handling} and u.bureau_id = ${q.bureau}) as "handlingRegistered"
    from (select 1) one left join inspection_plan p on p.file_id = ${q.file ?? null} and p.bureau_id = ${q.bureau}`;
  return row!;
}

/** QY-17.1 Who deals with what comes in by the check code: the supervision of enforcement, the discipline office, else a unit set over the body. */
export async function handlingUnit(
  sql: Sql,
  bureau: string,
  body: string,
): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    select u.id from unit u where u.bureau_id = ${bureau} and u.id <> ${body} and (u.roles && '{enforcement-supervision,discipline-inspection}' or superiors_of(${body}) ? u.id)
    order by array_position('{enforcement-supervision,discipline-inspection}'::text[], u.roles[1]) nulls last, u.id limit 1`;
  return row?.id;
}

/** Opened only together with the entry of who opened it and why. */
export async function openSealed(
  sql: Sql,
  q: { file: string; bureau: string; officer: string; reason: string },
): Promise<{ id: string; text: string } | undefined> {
  return sql.begin(async (tx) => {
    const [row] = await tx<
      { id: string; text: string }[]
    >`select s.id, s.sealed as text from enforcement_complaint c join sealed_text s on s.id = c.secret_id where c.file_id = ${q.file} and c.bureau_id = ${q.bureau}`;
    if (row) await tx`select register_reading(${q.bureau}, ${q.file}, ${q.officer}, ${q.reason})`;
    return row;
  }) as Promise<{ id: string; text: string } | undefined>;
}

export async function handlesComplaint(sql: Sql, file: string, officer: string): Promise<boolean> {
  const [row] = await sql<
    { handles: boolean }[]
  >`select handles_complaint(${file}, ${officer}) as handles`;
  return row!.handles;
}

export interface ComplaintRow {
  file: string;
  inspection: string | null;
  body: string | null;
  handling: string;
  channel: string;
  grounds: string[];
  receivedOn: string;
  stage: string;
  attention: string;
  founded: string | null;
  answeredAt: number | null;
  readings: number;
}
/** Never those that the reader took part in, or that are about the reader's own unit. */
export function complaintsOf(
  sql: Sql,
  q: {
    bureau: string;
    officer: string;
    unit: string;
    units: readonly string[] | undefined;
    state: 'open' | 'closed' | undefined;
    inspection?: string | undefined;
  },
): Promise<ComplaintRow[]> {
  return sql<ComplaintRow[]>`
    select c.file_id as file, p.file_id as inspection, c.body_unit as body, f.opening->'units'->>'handling' as handling, c.channel, c.grounds, c.received_on::text as "receivedOn", f.stage, ${attentionOf(sql)} as attention, c.founded, at_ms(c.answered_at)::float8 as "answeredAt",
      (select count(*)::int from sealed_reading r where r.subject = c.file_id) as readings
    from enforcement_complaint c join file f on f.id = c.file_id left join inspection_plan p on p.id = c.plan_id
    where c.bureau_id = ${q.bureau} and c.body_unit is distinct from ${q.unit} and not took_part(c.plan_id, ${q.officer}) and (${q.units === undefined} or f.opening->'units'->>'handling' = any (${[...(q.units ?? [])]})) and (${q.state ?? null}::text is null or (f.closed_at is null) = (${q.state ?? null} = 'open'))
      and (${q.inspection ?? null}::text is null or p.file_id = ${q.inspection ?? null})
    order by c.received_on desc, c.file_id desc limit 1000`;
}

export interface ReadingRow {
  subject: string;
  officer: string;
  reason: string;
  at: number;
}
/** Not of complaints about the reader's own body. */
export function readings(sql: Sql, bureau: string, reader: string): Promise<ReadingRow[]> {
  return sql<
    ReadingRow[]
  >`select subject, officer_id as officer, reason, at_ms(at)::float8 as at from sealed_reading where bureau_id = ${bureau} and not involved_in(subject, ${reader})
    and (subject not like 'revisit:%' or revisit_look_shown(subject, ${reader})) order by at desc, id desc limit 1000`;
}

/** What a check code opens, once the inspection has begun. */
export interface Coded {
  plan: string;
  file: string;
  bureau: string;
  body: string;
  ended: boolean;
  onSite: boolean;
}
export async function inspectionByCode(sql: Sql, hash: string): Promise<Coded | undefined> {
  const [row] = await sql<{ found: Coded | null }[]>`select inspection_by_code(${hash}) as found`;
  return row?.found ?? undefined;
}

/** QY-17.1 Whether the officer took part in what is complained of, or belongs to the body. */
export async function isInvolved(sql: Sql, file: string, officer: string): Promise<boolean> {
  const [row] = await sql<{ is: boolean }[]>`select involved_in(${file}, ${officer}) as is`;
  return row!.is;
}

/** QY-17.1 The complaints that an officer is shown nothing of. */
export async function involvedFiles(sql: Sql, bureau: string, officer: string): Promise<string[]> {
  const rows = await sql<
    { file: string }[]
  >`select file_id as file from enforcement_complaint where bureau_id = ${bureau} and involved_in(file_id, ${officer})`;
  return rows.map(({ file }) => file);
}
