/** 检索 Files by the numbers and names that stand in them, as far as somebody may see them. */
import type { PendingQuery, Row } from 'postgres';
import type { Querying, Sql } from '../client.ts';
import {
  fileColumns,
  subjectTold,
  unlessInvolved,
  type FilePlace,
  type FileRow,
  type ListReader,
  type Withheld,
} from './files.ts';

/** By what a file was found: its own number, its subject, the form of an act, whoever filed one, or a paper that was issued in it. */
interface Hit {
  by: 'file' | 'subject' | 'act' | 'officer' | 'paper';
  paper?: string;
  act: string | null;
  type: string | null;
  field: string | null;
}
export interface FoundFile extends FileRow {
  hits: Hit[];
}

type Condition = PendingQuery<Row[]>;

export interface SearchReader extends ListReader {
  /** The units in whose files somebody reads what acts say; undefined for every unit. */
  near: readonly string[] | undefined;
  /** The units whose files somebody is shown in lists; undefined for every unit. */
  parties: readonly string[] | undefined;
  /** Files of which nothing is shown. */
  hidden: readonly string[];
  withheld: readonly Withheld[];
  /** Of procedures with a rule of their own of who reads what acts say: the condition on the file `f`, made of the one for all others. */
  ruled: readonly { procedure: string; known(near: Condition): Condition }[];
}

/** Gathers what acts that came since say; answers how many leaves of a log were looked at. */
export async function gatherSearchTerms(sql: Sql, most: number): Promise<number> {
  const [row] = await sql<{ seen: number }[]>`select gather_search_terms(${most}) as seen`;
  return row!.seen;
}

/** How far gathering is behind the logs, and how many acts it had to leave out. */
export async function searchBehind(sql: Querying): Promise<{ waiting: number; skipped: number }> {
  const [row] = await sql<{ waiting: number; skipped: number }[]>`
    select (select coalesce(sum(l.size - case when s.rules = r.rules then s.next else 0 end), 0)::float8
        from log l left join search_place s on s.bureau_id = l.bureau_id cross join (select search_rules() as rules) r) as waiting,
      (select count(*)::float8 from search_skipped) as skipped`;
  return row!;
}

/** A question as it is compared, and whether numbers may begin with it. */
interface Question {
  text: string;
  begins: boolean;
  /** As it was typed: ids are kept as they are. */
  asked: string;
}

/** A question that takes longer is too wide. */
const LONGEST = 3_000;
/** Of subjects and officers with a name so many at most: a part of a name that more have is too wide, and says so; and how often a file is named with what it was found by. */
const [NAMED, HITS] = [500, 10];

const said = (sql: Sql, { text, begins }: Question) =>
  begins
    ? sql`t.term >= ${text} collate "C" and t.term < ${`${text}\u{10FFFF}`} collate "C" and t.field <> '@author' and (t.term = ${text} or search_begins(t.field, t.term))`
    : sql`t.term = ${text} and t.field <> '@author'`;

/** What files are about beside institutions and people, read off the index of subjects: a result, an item, a plan. The core knows none by name. */
const kinds = (sql: Sql) => sql`
  kind as (
    select min(subject_kind) as name from file
    union all
    select (select min(f.subject_kind) from file f where f.subject_kind > kind.name) from kind where kind.name is not null)`;

/** Whole names; of a registered institution any part of it; whole ids of everything else that files are about. */
const named = (sql: Sql, { text, asked }: Question, bureau: string) => sql`
  subject as materialized (
    (select 'institution' as kind, i.id from institution i where i.bureau_id = ${bureau}
      and (upper(i.id) = ${text} or i.nhsa_code = ${text} or i.credit_code = ${text} or strpos(search_fold(i.name), ${text}) > 0) order by i.bureau_id, search_fold(i.name) limit ${NAMED})
    union all
    (select 'practitioner', p.id from practitioner p where p.bureau_id = ${bureau} and (upper(p.id) = ${text} or p.nhsa_code = ${text}) limit ${NAMED})
    union all
    (select 'practitioner', p.id from practitioner p where p.bureau_id = ${bureau} and search_fold(p.name) = ${text} limit ${NAMED})
    union all
    (select kind.name, spelt.id from kind cross join (values (${asked}::text), (${text}), (lower(${text}))) as spelt (id) where kind.name not in ('institution', 'practitioner'))),
  author as materialized (
    select o.id from (
      select o.id, o.unit_id from unit v join officer o on o.unit_id = v.id where v.bureau_id = ${bureau} and upper(o.id) = ${text}
      union select o.id, o.unit_id from officer o where search_fold(o.name) = ${text}
      union select o.id, o.unit_id from officer o where search_fold(o.certificate->>'number') = ${text}) o
    join unit u on u.id = o.unit_id where u.bureau_id = ${bureau} limit ${NAMED})`;

/** 公文 Those that the bureau has issued under this number, whole or from its year on. */
const issued = (sql: Sql, text: Condition, bureau: string) => sql`
  issued as materialized (
    select p.id, p.file_id from regexp_match(${text}, '^(.*)\\(((?:19|20)\\d\\d)\\)0*(\\d{1,9})号?$') as asked (part)
    join paper_counter c on c.bureau_id = ${bureau} and asked.part[1] in ('', search_fold(c.mark))
    join paper p on p.mark = c.mark and p.year = asked.part[2]::int and p.number = asked.part[3]::int
    limit ${NAMED})`;

function conditions(sql: Sql, reader: SearchReader, after: FilePlace | undefined) {
  const within = (units: readonly string[] | undefined): Condition =>
    units === undefined
      ? sql`true`
      : sql`(exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${units as string[]}))
          or exists (select 1 from reader r where r.file_id = f.id and r.unit_id = any(${units as string[]})))`;
  const [near, listed] = [within(reader.near), within(reader.parties)];
  const read = reader.ruled.reduce(
    (otherwise, { procedure, known }) =>
      sql`case when f.procedure = ${procedure} then ${known(near)} else ${otherwise} end`,
    near,
  );
  const any = sql`f.bureau_id = ${reader.bureau} and f.id <> all(${reader.hidden as string[]})
    ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}`;
  const shown = unlessInvolved(sql, 'f.id', 'f.procedure', reader.reader);
  return {
    listed: sql`${any} and ${listed} and ${shown}`,
    told: sql`${any} and ${listed} and ${shown} and ${subjectTold(sql, reader.withheld).told}`,
    read: sql`${any} and ${read} and ${shown}`,
  };
}

/** More institutions have it in their names than are looked at. */
export class TooWide extends Error {}

/**
 * Newest first. What acts say finds a file only for whoever reads what they say; its subject, only for whoever is told the subject. Who may is asked in the statement,
 * before anything is counted, so that neither a page nor the time it takes tells of what was left out.
 */
export async function searchFiles(
  reports: Sql,
  asked: string,
  reader: SearchReader,
  after: FilePlace | undefined,
  limit: number,
): Promise<FoundFile[]> {
  return reports.begin(async (tx) => {
    await tx.unsafe(`set local statement_timeout = ${LONGEST}`);
    const [question] = await tx<
      Question[]
    >`select text, search_asks_beginning(text) as begins, asked from (select search_fold(a) as text, a as asked from (select ${asked}::text as a) a) q`;
    const [named] = await tx<{ n: number }[]>`select count(*)::int as n from (
      select 1 from institution i where i.bureau_id = ${reader.bureau} and strpos(search_fold(i.name), ${question!.text}) > 0 limit ${NAMED + 1}) i`;
    if (named!.n > NAMED) throw new TooWide('too many institutions have it in their names');
    return tx<FoundFile[]>`${found(reports, question!, reader, after, limit)}`;
  }) as Promise<FoundFile[]>;
}

export interface FoundLetter {
  id: string;
  procedure: string;
  kind: string;
  title: string;
  mark: string;
  year: number;
  number: number;
}
/** 立卷的公文 Those under this number that are in no file yet, for whoever reads what their unit has issued. */
export async function searchLetters(
  reports: Sql,
  asked: string,
  { bureau, near }: SearchReader,
): Promise<FoundLetter[]> {
  const theirs = near === undefined ? reports`true` : reports`p.unit_id = any(${near as string[]})`;
  return reports<
    FoundLetter[]
  >`with ${issued(reports, reports`search_fold(${asked})`, bureau)} select p.id, p.procedure, p.kind, p.title, p.mark, p.year, p.number
    from issued i join paper p on p.id = i.id where p.file_id is null and ${theirs} order by p.issued_at desc, p.id`;
}

/** The statement, for one page. */
export function found(
  sql: Sql,
  question: Question,
  reader: SearchReader,
  after: FilePlace | undefined,
  limit: number,
): Condition {
  const { bureau, withheld } = reader;
  const { listed, told, read } = conditions(sql, reader, after);
  const newest = sql`order by f.opened_at desc, f.id desc limit ${limit}`;
  const terms = said(sql, question);
  const { shown } = subjectTold(sql, withheld);
  return sql`
    with recursive ${kinds(sql)}, ${named(sql, question, bureau)}, ${issued(sql, sql`${question.text}::text`, bureau)},
    hit as materialized (
      (select 'file' as by, f.id, f.opened_at from file f where upper(f.id) = ${question.text} and ${listed} ${newest})
      union all
      (select 'subject', f.id, f.opened_at from file f where (f.subject_kind, f.subject_id) in (select s.kind, s.id from subject s) and ${told} ${newest})
      union all
      (select 'act', f.id, f.opened_at from file f where f.id in (select t.file_id from search_term t where t.bureau_id = ${bureau} and ${terms}) and ${read} ${newest})
      union all
      (select 'paper', f.id, f.opened_at from file f where f.id in (select p.file_id from issued p) and ${read} ${newest})
      union all
      (select 'officer', f.id, f.opened_at from file f where f.id in (
        select t.file_id from author a join search_term t on t.bureau_id = ${bureau} and t.term = a.id and t.field = '@author') and ${read} ${newest})),
    page as materialized (select f.id, f.opened_at, array_agg(distinct f.by) as bys from hit f group by 1, 2 ${newest})
    select ${fileColumns(sql, shown)}, h.hits from page join file f on f.id = page.id cross join lateral (
      select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('paper', x.paper)) || jsonb_build_object('by', x.by, 'act', x.act, 'type', i.type, 'field', x.field)) as hits from (
        select b as by, null::text as act, null::text as field, null::text as paper from unnest(page.bys) b where b in ('file', 'subject')
        union all
        (select 'paper', null, null, p.id from issued p where 'paper' = any(page.bys) and p.file_id = f.id limit ${HITS})
        union all
        (select distinct 'act', t.act_id, t.field, null from search_term t where 'act' = any(page.bys) and t.file_id = f.id and ${terms} limit ${HITS})
        union all
        (select 'officer', t.act_id, null, null from author a join search_term t on t.file_id = f.id and t.term = a.id and t.field = '@author'
          where 'officer' = any(page.bys) limit ${HITS})) x left join inbox i on i.act_id = x.act) h
    order by f.opened_at desc, f.id desc`;
}
