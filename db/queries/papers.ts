/** 公文 Papers: what they are made of, how they are numbered and issued, and the series and templates that a bureau holds. */
import type { PendingQuery, Row } from 'postgres';
import type { Querying } from '../client.ts';
import type { Filed, SourceAct } from '../../domain/papers/data.ts';
import type * as t from '../schema/index.ts';

type Stored = typeof t.paper.$inferSelect;

/** Without its words. `filed`: the acts that state it, by its id, and whether by a hash of its own. `entered`: as the register has them. */
export interface PaperRow extends Omit<
  Stored,
  | 'data'
  | 'html'
  | 'docx'
  | 'taken'
  | 'key'
  | 'file'
  | 'place'
  | 'procedure'
  | 'subjectKind'
  | 'subject'
> {
  file: string;
  procedure: string;
  /** Whom it is about, as the registries number it; null where its words were erased. */
  about: string | null;
  replacedBy: string | null;
  withdrawnAt: number | null;
  withdrawnBy: string | null;
  withdrawnUnit: string | null;
  withdrawnWhy: string | null;
  /** Of the reason; with it another person confirms a withdrawal that was proposed. */
  withdrawalHash: string | null;
  withdrawalProposedAt: number | null;
  confirmedBy: string | null;
  erased: boolean;
  filed: Filed[];
  /** Of each type the first act that was accepted since it was issued. */
  followed: { act: string; type: string; says: Readonly<Record<string, unknown>> }[];
  entered: { html: string; docx: string } | null;
}

type Part = PendingQuery<Row[]>;

/** What an act says where the paper was filled in. */
const says = (sql: Querying, paper: string, act: string): Part =>
  sql`(select coalesce(jsonb_object_agg(k, ${sql(act)}.payload #> string_to_array(substr(k, 2), '/')), '{}') from jsonb_object_keys(coalesce(${sql(paper)}.filled, '{}')) k)`;
const columns = (sql: Querying): Part =>
  sql`p.id, p.filled, p.data->>'subjectId' as about, p.file_id as file, p.bureau_id as bureau, p.kind, p.version, p.replaces, p.act_id as act, p.inbox_number as "inboxNumber", p.mark, p.year, p.number, p.title,
    p.officer_id as officer, p.unit_id as unit, p.system_id as system, p.request_hash as "requestHash", p.issued_at as "issuedAt", p.template_version as "templateVersion",
    coalesce(p.procedure, (select f.procedure from file f where f.id = p.file_id)) as procedure, p.html_sha256 as "htmlSha256", p.docx_sha256 as "docxSha256", (select n.id from paper n where n.replaces = p.id) as "replacedBy",
    w.at as "withdrawnAt", w.officer_id as "withdrawnBy", w.unit_id as "withdrawnUnit", w.reason as "withdrawnWhy", w.hash as "withdrawalHash", w.proposed_at as "withdrawalProposedAt", w.confirmed_by as "confirmedBy", p.html is null as erased,
    coalesce(stated.acts, '[]') as filed, coalesce(followed.acts, '[]') as followed,
    (select jsonb_build_object('html', r.body->>'html', 'docx', r.body->>'docx') from register r where r.file_id = p.file_id and r.key = 'paper-issued:' || p.id) as entered`;

interface Which {
  /** On the paper `p`. */
  where: Part;
  order: Part;
  limit?: number;
  /** Further columns. */
  more?: Part;
}
/** The acts of the files of these papers are walked through once for all of them, however many there are: `named`, what each states. */
export const paperRows = (sql: Querying, { where, order, limit, more }: Which): Part => sql`
  with mine as materialized (
    select p.id, p.file_id, p.inbox_number, p.filled, p.html_sha256, p.docx_sha256, row_number() over (order by ${order}) as nth from paper p where ${where}
    order by nth limit ${limit ?? null}),
  act as materialized (
    select i.file_id, i.number, i.act_id, i.type, i.payload, (i.verdict->>'accepted')::boolean as accepted
    from (select distinct file_id from mine) f join inbox i on i.file_id = f.file_id),
  named as materialized (
    select a.file_id, a.number, d.paper from act a cross join lateral (
      select distinct d->>'id' as paper from jsonb_path_query(a.payload, 'strict $.** ? (exists (@.id) && exists (@.sha256))', '{}', true) d) d),
  stated as materialized (
    select m.id as paper, jsonb_agg(jsonb_build_object('act', a.act_id, 'type', a.type, 'own', states_paper(a.payload, m.id, m.html_sha256, m.docx_sha256), 'accepted', a.accepted, 'says', ${says(sql, 'm', 'a')}) order by a.number) as acts
    from named n join mine m on m.file_id = n.file_id and m.id = n.paper join act a on a.file_id = n.file_id and a.number = n.number group by m.id),
  accepted as materialized (
    select a.*, lag(a.number, 1, 0) over (partition by a.file_id, a.type order by a.number) as before from act a where a.accepted),
  followed as materialized (
    select m.id as paper, jsonb_agg(jsonb_build_object('act', a.act_id, 'type', a.type, 'says', ${says(sql, 'm', 'a')}) order by a.type) as acts
    from mine m join accepted a on a.file_id = m.file_id and a.number > m.inbox_number and a.before <= m.inbox_number group by m.id)
  select ${columns(sql)} ${more ?? sql``} from mine join paper p on p.id = mine.id left join paper_withdrawal w on w.paper_id = p.id
    left join stated on stated.paper = p.id left join followed on followed.paper = p.id
  order by mine.nth`;

const read = (sql: Querying, which: Which): Promise<PaperRow[]> =>
  sql<PaperRow[]>`${paperRows(sql, which)}`;

/** In the order in which they were issued. */
export async function papersOfFile(sql: Querying, file: string): Promise<PaperRow[]> {
  return read(sql, { where: sql`p.file_id = ${file}`, order: sql`p.place` });
}

export async function paperById(
  sql: Querying,
  file: string,
  id: string,
): Promise<PaperRow | undefined> {
  const where = sql`p.file_id = ${file} and p.id = ${id}`;
  return (await read(sql, { where, order: sql`p.place` }))[0];
}

/** What this officer has issued in the file under this key; the letter that has opened it was under none of its keys. */
export async function paperByKey(
  sql: Querying,
  of: { file: string; officer: string; key: string },
): Promise<PaperRow | undefined> {
  const where = sql`p.file_id = ${of.file} and p.officer_id = ${of.officer} and p.key = ${of.key} and p.procedure is null`;
  return (await read(sql, { where, order: sql`p.place` }))[0];
}

/** The bytes that were issued; nothing where they were erased by order. */
export async function paperBytes(
  sql: Querying,
  id: string,
): Promise<{ html: string; docx: Uint8Array } | undefined> {
  const [row] = await sql<
    { html: string | null; docx: Uint8Array | null }[]
  >`select html, docx from paper where id = ${id}`;
  return row?.html && row.docx ? { html: row.html, docx: row.docx } : undefined;
}

/** What a file has accepted, with the words, and when it was received: the first one opened it. */
export async function acceptedActs(
  sql: Querying,
  file: string,
): Promise<(SourceAct & { at: number })[]> {
  return sql<
    (SourceAct & { at: number })[]
  >`select act_id as id, type, payload, received_at as at, coalesce((select e.fields from erasure e where e.kind = 'act' and e.ref = act_id), '{}') as erased
    from inbox where file_id = ${file} and (number = 1 or verdict->>'accepted' = 'true') order by number`;
}

export type SeriesRow = typeof t.paperSeries.$inferSelect;
export type TemplateRow = typeof t.paperTemplate.$inferSelect;

export async function seriesOf(sql: Querying, bureau: string): Promise<SeriesRow[]> {
  return sql<
    SeriesRow[]
  >`select bureau_id as bureau, kind, version, mark, in_force_from as "inForceFrom", entered_by as "enteredBy", entered_at as "enteredAt"
    from paper_series where bureau_id = ${bureau} order by kind, version`;
}
export async function templatesOf(sql: Querying, bureau: string): Promise<TemplateRow[]> {
  return sql<
    TemplateRow[]
  >`select bureau_id as bureau, kind, version, template, in_force_from as "inForceFrom", entered_by as "enteredBy", entered_at as "enteredAt"
    from paper_template where bureau_id = ${bureau} order by kind, version`;
}
export async function countersOf(
  sql: Querying,
  bureau: string,
): Promise<Pick<typeof t.paperCounter.$inferSelect, 'mark' | 'year' | 'last'>[]> {
  return sql<
    Pick<typeof t.paperCounter.$inferSelect, 'mark' | 'year' | 'last'>[]
  >`select mark, year, last from paper_counter where bureau_id = ${bureau} order by mark`;
}

/** The one of a kind that is in force on a day: the latest of those that have begun. */
export const inForceOn = <R extends { kind: string; version: number; inForceFrom: string }>(
  all: readonly R[],
  kinds: readonly string[],
  day: string,
): R | undefined => {
  for (const kind of kinds) {
    const found = all
      .filter((one) => one.kind === kind && one.inForceFrom <= day)
      .toSorted((a, b) => (a.inForceFrom < b.inForceFrom ? -1 : 1) || a.version - b.version)
      .at(-1);
    if (found) return found;
  }
  return undefined;
};

export async function setSeries(tx: Querying, given: object): Promise<'done' | 'taken' | 'begun'> {
  const [row] = await tx<
    { answer: 'done' | 'taken' | 'begun' }[]
  >`select set_paper_series(${tx.json(given as never)}) as answer`;
  return row!.answer;
}
export async function setTemplate(tx: Querying, given: object): Promise<void> {
  await tx`select set_paper_template(${tx.json(given as never)})`;
}

export interface Numbered {
  mark: string;
  year: number;
  number: number;
  at: number;
  place: number;
  /** How far the file had come: entries, and acts taken in. */
  seen: { entries: number; acts: number };
}
export type Begun = { known: string } | { mark: null } | Numbered;
/** The number that is next, for as long as nobody else takes it. */
export async function beginPaper(
  sql: Querying,
  of: { file: string | null; officer: string; key: string; bureau: string; kinds: string[] },
): Promise<Begun> {
  const [row] = await sql<{ begun: Begun }[]>`select begin_paper(${sql.json(of)}) as begun`;
  return row!.begun;
}
export async function issuePaper(
  tx: Querying,
  paper: object,
  html: string,
  docx: Uint8Array,
): Promise<void> {
  await tx`select issue_paper(${tx.json(paper as never)}, ${html}, ${docx})`;
}
export async function withdrawPaper(
  sql: Querying,
  given: object,
): Promise<'done' | 'proposed' | 'none' | 'replaced' | 'withdrawn'> {
  const [row] = await sql<
    { answer: 'done' | 'proposed' | 'none' | 'replaced' | 'withdrawn' }[]
  >`select withdraw_paper(${sql.json(given as never)}) as answer`;
  return row!.answer;
}
export async function confirmWithdrawal(
  sql: Querying,
  given: object,
): Promise<'done' | 'none' | 'replaced' | 'withdrawn' | 'changed' | 'own'> {
  const [row] = await sql<
    { answer: 'done' | 'none' | 'replaced' | 'withdrawn' | 'changed' | 'own' }[]
  >`select confirm_withdrawal(${sql.json(given as never)}) as answer`;
  return row!.answer;
}

/** By whoever has proposed it. */
export async function takeBackWithdrawal(
  sql: Querying,
  given: Pick<PaperRow, 'bureau'> & { paper: string; officer: string; hash: string },
): Promise<'done' | 'none' | 'replaced' | 'withdrawn' | 'changed' | 'own'> {
  const [row] = await sql<
    { answer: 'done' | 'none' | 'replaced' | 'withdrawn' | 'changed' | 'own' }[]
  >`select take_back_withdrawal(${sql.json(given)}) as answer`;
  return row!.answer;
}

/** Papers of a bureau that were filled in for an act and are stated by one, or were used up, by their ids. */
export async function papersWithActs(
  sql: Querying,
  bureau: string,
  { after, limit }: { after: string; limit: number },
): Promise<PaperRow[]> {
  const where = sql`p.bureau_id = ${bureau} and p.id > ${after} and p.filled is not null and p.filled <> '{}'`;
  return read(sql, { where, order: sql`p.id`, limit });
}
