/** 检索 Files by the numbers and names that stand in them, as far as somebody may see them. */
import type { Sql } from '../client.ts';
import {
  fileColumns,
  subjectTold,
  unlessInvolved,
  type FilePlace,
  type FileRow,
  type ListReader,
  type Withheld,
} from './files.ts';

/** By what a file was found: its own number, its subject, the form of an act, or whoever filed one. */
export interface Hit {
  by: 'file' | 'subject' | 'act' | 'officer';
  act: string | null;
  type: string | null;
  field: string | null;
}
export interface FoundFile extends FileRow {
  hits: Hit[];
}

export interface SearchReader extends ListReader {
  /** The units in whose files somebody reads what acts say; undefined for every unit. */
  near: readonly string[] | undefined;
  /** The units whose files somebody is shown in lists; undefined for every unit. */
  parties: readonly string[] | undefined;
  /** Procedures with a rule of their own of who reads: what their acts say is decided file by file. */
  ruled: readonly string[];
}

/** Gathers what acts that came since say; answers how many leaves of a log were looked at. */
export async function gatherSearchTerms(sql: Sql, most: number): Promise<number> {
  const [row] = await sql<{ seen: number }[]>`select gather_search_terms(${most}) as seen`;
  return row!.seen;
}

/** Whole names, and numbers from their beginning; of a registered institution any part of its name. */
const hits = (sql: Sql, asked: string, bureau: string) => sql`
  asked as materialized (select search_fold(${asked}) as text),
  subject as materialized (
    select 'institution' as kind, i.id from institution i, asked where i.bureau_id = ${bureau}
      and (upper(i.id) = text or i.nhsa_code = text or i.credit_code = text or strpos(search_fold(i.name), text) > 0)
    union all
    select 'practitioner', p.id from practitioner p, asked where p.bureau_id = ${bureau}
      and (upper(p.id) = text or p.nhsa_code = text or search_fold(p.name) = text)),
  author as materialized (
    select o.id from asked, officer o join unit u on u.id = o.unit_id where u.bureau_id = ${bureau}
      and (upper(o.id) = text or search_fold(o.name) = text or search_fold(o.certificate->>'number') = text)),
  hit as materialized (
    select f.id as file, 'file' as by, null::text as act, null::text as field from file f where f.id = ${asked}
    union all
    select f.id, 'subject', null, null from subject s join file f on f.subject_kind = s.kind and f.subject_id = s.id and f.bureau_id = ${bureau}
    union all
    select t.file_id, 'act', t.act_id, t.field from asked, search_term t
      where t.bureau_id = ${bureau} and t.term >= text collate "C" and t.term < (text || ${'\u{10FFFF}'}) collate "C" and t.field <> '@author'
        and (t.term = text or t.field ~ '(^n|N)o$|umber$|ode$|^reference$')
    union all
    select t.file_id, 'officer', t.act_id, null from author a join search_term t on t.bureau_id = ${bureau} and t.term = a.id and t.field = '@author')`;

/**
 * Newest first. What acts say finds a file only for whoever reads what they say; its subject, only for whoever is told the subject. `ruled` procedures are left to
 * the caller, for what was found in their acts.
 */
export async function searchFiles(
  sql: Sql,
  asked: string,
  { bureau, reader, near, parties, ruled }: SearchReader,
  withheld: readonly Withheld[],
  after: FilePlace | undefined,
  limit: number,
): Promise<FoundFile[]> {
  const within = (units: readonly string[] | undefined) =>
    units === undefined
      ? sql`true`
      : sql`(exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${units as string[]}))
          or exists (select 1 from reader r where r.file_id = f.id and r.unit_id = any(${units as string[]})))`;
  return sql<FoundFile[]>`
    with ${hits(sql, asked, bureau)}
    select ${fileColumns(sql, subjectTold(sql, withheld).shown)}, jsonb_agg(distinct jsonb_build_object('by', h.by, 'act', h.act, 'type', i.type, 'field', h.field)) as hits
    from hit h join file f on f.id = h.file left join inbox i on i.act_id = h.act
    where f.bureau_id = ${bureau} and ${unlessInvolved(sql, 'f.id', 'f.procedure', reader)}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
      and case h.by when 'file' then ${within(parties)}
        when 'subject' then ${within(parties)} and ${subjectTold(sql, withheld).told}
        else ${within(near)} or f.procedure = any(${ruled as string[]}) end
    group by f.id order by f.opened_at desc, f.id desc limit ${limit}`;
}
