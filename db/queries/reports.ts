/** 期间报告 The cases of a report in the order of their instants, and how many there are of each by quarter, unit, clause and procedure. */
import type { Counted } from '../../domain/reports/figures.ts';
import type { ReportKind } from '../../domain/reports/kinds.ts';
import type { Sql } from '../client.ts';
import { unlessInvolved } from './files.ts';
import { partyOf, sourceOf, type ReportSpan } from './report-sources.ts';

export interface ReportFilter {
  unit?: string | undefined;
  clause?: string | undefined;
  procedure?: string | undefined;
  officer?: string | undefined;
}

export interface CaseRow {
  at: number;
  file: string | null;
  key: string;
  procedure: string | null;
  unit: string | null;
  unitName: string | null;
  other: string | null;
  otherName: string | null;
  clause: string | null;
  officer: string | null;
  officerName: string | null;
  what: string | null;
  action: { zh: string; en: string } | null;
  due: number | null;
  second: number | null;
  stated: number | null;
  done: number | null;
  overrun: number | null;
  note: string | null;
  category: string;
}
export interface CasePlace {
  at: number;
  file: string;
  key: string;
}

const filtered = (sql: Sql, f: ReportFilter) =>
  sql`${f.unit ? sql`and s.unit = ${f.unit}` : sql``} ${f.clause ? sql`and s.clause = ${f.clause}` : sql``}
    ${f.procedure ? sql`and s.procedure = ${f.procedure}` : sql``} ${f.officer ? sql`and s.officer = ${f.officer}` : sql``}`;

/** The oldest first. Who acted is named only where the row tells it. */
export async function reportCases(
  sql: Sql,
  kind: ReportKind,
  span: ReportSpan,
  filter: ReportFilter,
  after: CasePlace | undefined,
  limit: number,
): Promise<CaseRow[]> {
  return sql<CaseRow[]>`
    select at_ms(s.at)::float8 as at, s.file, s.key, s.procedure, s.unit, u.name as "unitName", s.other, w.name as "otherName", s.clause, s.officer, o.name as "officerName", s.what, s.action,
      at_ms(s.due)::float8 as due, at_ms(s.second)::float8 as second, at_ms(s.stated)::float8 as stated, at_ms(s.done)::float8 as done, s.overrun::float8 as overrun, s.note, s.category
    from (select * from (${sourceOf[kind](sql, span)}) s where true ${filtered(sql, filter)}
      ${after ? sql`and s.at >= ms_at(${after.at}::bigint) and (s.at, coalesce(s.file, ''), s.key) > (ms_at(${after.at}::bigint), ${after.file}, ${after.key})` : sql``}
      order by s.at, coalesce(s.file, ''), s.key limit ${limit}) s
    left join unit u on u.id = s.unit left join unit w on w.id = s.other left join officer o on o.id = s.officer
    order by s.at, coalesce(s.file, ''), s.key`;
}

/** One query a kind, of the same rows. Quarters and years are those of UTC+8. */
export async function reportFigures(
  sql: Sql,
  kind: ReportKind,
  span: ReportSpan,
  filter: ReportFilter,
): Promise<Counted[]> {
  const rows = await sql<Omit<Counted, 'kind'>[]>`
    select extract(year from local_day(s.at))::int as year, extract(quarter from local_day(s.at))::int as quarter, s.unit, s.clause, s.procedure, s.category, count(*)::int as cases, coalesce(sum(s.overrun) filter (where s.category in ('late', 'unperformed', 'over', 'lasting')), 0)::float8 as "overrunMs"
    from (${sourceOf[kind](sql, span)}) s where true ${filtered(sql, filter)}
    group by 1, 2, s.unit, s.clause, s.procedure, s.category order by 1, 2, s.unit, s.clause, s.procedure, s.category`;
  return rows.map((row) => ({ kind, ...row }));
}

/** 仅计数 Attempts beyond the twentieth of an officer and day, of which no row is kept: how many, over the whole period. */
export async function countedOnly(sql: Sql, span: ReportSpan): Promise<number> {
  const [row] = await sql<{ attempts: number }[]>`
    select coalesce(sum(r.attempts - 20), 0)::int as attempts from refused_attempt_day r left join file f on f.id = r.file_id left join officer o on o.id = r.officer_id
    where r.bureau_id = ${span.bureau} and r.attempts > 20 and r.day >= local_day(ms_at(${span.from}::bigint)) and r.day <= local_day(ms_at(${span.until - 1}::bigint))
      and (f.id is null or ${unlessInvolved(sql, 'f.id', 'f.procedure', span.reader)})
      ${span.parties ? sql`and o.unit_id = any(${[...span.parties]}) and ${partyOf(sql, span.parties)}` : sql``}`;
  return row!.attempts;
}

/** What the units of figures are called. */
export async function unitNames(sql: Sql, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<
    { id: string; name: string }[]
  >`select id, name from unit where id = any(${[...ids]})`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function bureauName(sql: Sql, id: string): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select name from bureau where id = ${id}`;
  return row!.name;
}
