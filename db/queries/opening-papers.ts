/** 立卷的公文 Letters that open files: issued before there is one, and brought into it when an accepted act states them. */
import type { Querying } from '../client.ts';
import { paperRows, type PaperRow } from './papers.ts';

/** Without its words. In no file yet it has no place in one, and nothing is filed in it. */
export interface OpeningPaperRow extends Omit<PaperRow, 'file'> {
  file: string | null;
  subjectKind: 'institution' | 'practitioner';
  subject: string;
  /** An act that was not refused opens a file by it, or joins one. */
  opened: boolean;
  /** As the log has them since it was issued. */
  changed: { html: string; docx: string } | null;
}

type Part = ReturnType<typeof paperRows>;
const read = (
  sql: Querying,
  of: { where: Part; order: Part; limit?: number },
): Promise<OpeningPaperRow[]> => {
  const more = sql`, p.subject_kind as "subjectKind", p.subject_id as subject, p.file_id is null and opening_of(p, false) is not null as opened,
    (select jsonb_build_object('html', c.after->>'html', 'docx', c.after->>'docx') from letter_change(p.id, 'issued') c) as changed`;
  return sql<OpeningPaperRow[]>`${paperRows(sql, { ...of, more })}`;
};

/** Those of these units that are in no file yet, the newest first; of every unit of the bureau where none is named. */
export async function openingPapers(
  sql: Querying,
  of: { bureau: string; units: readonly string[] | undefined; limit: number },
): Promise<OpeningPaperRow[]> {
  const units = of.units === undefined ? sql`true` : sql`p.unit_id = any(${of.units as string[]})`;
  const where = sql`p.bureau_id = ${of.bureau} and p.file_id is null and ${units}`;
  return read(sql, { where, order: sql`p.issued_at desc, p.id`, limit: of.limit });
}

/** Those of a unit about one subject, of a kind of a procedure. */
export async function openingPapersAbout(
  sql: Querying,
  of: { bureau: string; unit: string; procedure: string; kind: string; subject: string },
): Promise<OpeningPaperRow[]> {
  const where = sql`p.bureau_id = ${of.bureau} and p.file_id is null and p.unit_id = ${of.unit} and p.procedure = ${of.procedure}
    and p.kind = ${of.kind} and p.subject_id = ${of.subject}`;
  return read(sql, { where, order: sql`p.issued_at` });
}

/** Also when it has become a paper of a file. */
export async function openingPaperById(
  sql: Querying,
  bureau: string,
  id: string,
): Promise<OpeningPaperRow | undefined> {
  const where = sql`p.bureau_id = ${bureau} and p.procedure is not null and p.id = ${id}`;
  return (await read(sql, { where, order: sql`p.id` }))[0];
}

/** What this officer has issued under this key. */
export async function openingPaperByKey(
  sql: Querying,
  of: { bureau: string; officer: string; key: string },
): Promise<OpeningPaperRow | undefined> {
  const where = sql`p.bureau_id = ${of.bureau} and p.procedure is not null and p.officer_id = ${of.officer} and p.key = ${of.key}`;
  return (await read(sql, { where, order: sql`p.id` }))[0];
}

export async function issueOpeningPaper(
  sql: Querying,
  paper: object,
  html: string,
  docx: Uint8Array,
): Promise<void> {
  await sql`select issue_opening_paper(${sql.json(paper as never)}, ${html}, ${docx})`;
}

export async function withdrawOpeningPaper(
  sql: Querying,
  given: object,
): Promise<'done' | 'none' | 'bound' | 'stated' | 'replaced' | 'withdrawn'> {
  const [row] = await sql<
    { answer: 'done' | 'none' | 'bound' | 'stated' | 'replaced' | 'withdrawn' }[]
  >`select withdraw_opening_paper(${sql.json(given as never)}) as answer`;
  return row!.answer;
}

/** A version of a letter that comes into a file, with what its entry says. */
export interface Version {
  id: string;
  kind: string;
  version: number;
  replaces: string | null;
  mark: string;
  year: number;
  number: number;
  officer: string;
  unit: string;
  html: string;
  docx: string;
  template: number | null;
}
export interface Opened {
  paper: string;
  file: string;
  act: string;
  /** The oldest first; the last one is the letter. */
  versions: Version[];
}

/** Letters by which a file was opened, and that are not in it yet. */
export async function lettersOpened(sql: Querying, limit: number): Promise<Opened[]> {
  return sql<Opened[]>`
    with recursive letter as materialized (
      select p.id, opening_of(p, true) as act from paper p
        where p.file_id is null and not exists (select 1 from paper n where n.replaces = p.id) and not exists (select 1 from paper_withdrawal w where w.paper_id = p.id)),
    version as (
      select l.id as letter, p.* from letter l join paper p on p.id = l.id where l.act is not null
      union all select v.letter, p.* from version v join paper p on p.id = v.replaces)
    select l.id as paper, i.file_id as file, l.act,
      (select jsonb_agg(jsonb_build_object('id', v.id, 'kind', v.kind, 'version', v.version, 'replaces', v.replaces, 'mark', v.mark, 'year', v.year, 'number', v.number,
          'officer', v.officer_id, 'unit', v.unit_id, 'html', v.html_sha256, 'docx', v.docx_sha256, 'template', v.template_version) order by v.version)
        from version v where v.letter = l.id) as versions
    from letter l join inbox i on i.act_id = l.act order by l.id limit ${limit}`;
}

/** False where it is not so any more. */
export async function bindOpeningPaper(
  sql: Querying,
  given: { paper: string; act: string; papers: string[]; entries: object[] },
): Promise<boolean> {
  const [row] = await sql<
    { done: boolean }[]
  >`select bind_opening_paper(${sql.json(given as never)}) as done`;
  return row!.done;
}

/** Acts of a file that state a letter which is none of its papers, and will be none: another file has it, it was withdrawn or replaced, or its hash, subject or unit is another. */
export async function lettersElsewhere(
  sql: Querying,
  file: string,
): Promise<{ act: string; paper: string }[]> {
  return sql<{ act: string; paper: string }[]>`
    select i.act_id as act, i.payload->'document'->>'id' as paper from inbox i
    where i.file_id = ${file} and i.payload->'document'->>'id' like 'letter.%' and (i.verdict->>'accepted') is distinct from 'false'
      and not exists (select 1 from paper p where p.id = i.payload->'document'->>'id' and (p.file_id = i.file_id
        or p.file_id is null and opening_of(p, false) = i.act_id and not exists (select 1 from paper n where n.replaces = p.id)
          and not exists (select 1 from paper_withdrawal w where w.paper_id = p.id)))
    order by i.number`;
}
