/** 查阅登记 Who has read what is not for everybody, when, and for what purpose. */
import type { PendingQuery, Row } from 'postgres';
import type { Querying, Sql } from '../client.ts';
import type * as t from '../schema/index.ts';
import { unlessInvolved, type Withheld } from './files.ts';

type Stored = typeof t.reading.$inferSelect;

/** `file`: what the address names, whether or not it is a file. */
export type NewReading = Pick<
  Stored,
  'bureau' | 'officer' | 'unit' | 'system' | 'kind' | 'route' | 'file' | 'asked' | 'purpose'
>;

/** Written, with their leaves, before what they speak of is shown. */
export async function noteReadings(sql: Querying, all: readonly NewReading[]): Promise<void> {
  await sql`select note_readings(${sql.json(all as never)})`;
}

export type ReadingRow = Omit<Stored, 'salt' | 'bureau'> & { withheld: boolean };

export interface ReadingFilter {
  bureau: string;
  reader: string;
  /** Whose readings are shown; undefined stands for the whole bureau. */
  units: readonly string[] | undefined;
  /** Through which unit a reader of some units reads files. */
  unitOfReader: string;
  /** Files of which the reader is shown nothing. */
  hidden: readonly string[];
  officer: string | undefined;
  unit: string | undefined;
  kind: Stored['kind'] | undefined;
  file: string | undefined;
  from: number | undefined;
  until: number | undefined;
}

/** The newest first. Of others' readings those are left out that are about a file of which the reader is shown nothing; `withheld`: the reader may not know what the file is about; of a file that a head may not read at all its number is withheld too. */
export async function readingsOf(
  sql: Sql,
  f: ReadingFilter,
  before: number | undefined,
  limit: number,
  withheld: readonly Withheld[],
): Promise<ReadingRow[]> {
  const own = sql`r.officer_id = ${f.reader}`;
  const unknown = withheld.reduce<PendingQuery<Row[]>>(
    (otherwise, { procedure, unless }) =>
      sql`case when f.procedure = ${procedure} then not ${unless} else ${otherwise} end`,
    sql`false`,
  );
  const far = f.units ? sql`not near_file(f.id, ${f.unitOfReader})` : sql`false`;
  return sql<
    ReadingRow[]
  >`select r.id, r.at, r.officer_id as officer, r.unit_id as unit, r.system_id as system, r.kind, r.route, r.asked, r.purpose,
      case when ${own} or f.id is null or not ${far} then r.file_id end as file,
      (not ${own} and f.id is not null and (${unknown} or ${far})) as withheld
    from reading r left join file f on f.id = r.file_id
    where r.bureau_id = ${f.bureau}
      and (${f.units?.length === 0 ? own : sql`(${own} or ${f.units ? sql`r.unit_id = any (${f.units as string[]})` : sql`true`})`})
      and (${own} or f.id is null or (${unlessInvolved(sql, 'f.id', 'f.procedure', f.reader)} and f.id <> all (${f.hidden as string[]})))
      ${f.officer ? sql`and r.officer_id = ${f.officer}` : sql``} ${f.unit ? sql`and r.unit_id = ${f.unit}` : sql``}
      ${f.kind ? sql`and r.kind = ${f.kind}` : sql``} ${f.file ? sql`and r.file_id = ${f.file} and (${own} or not ${far})` : sql``}
      ${f.from === undefined ? sql`` : sql`and r.at >= ms_at(${f.from}::bigint)`} ${f.until === undefined ? sql`` : sql`and r.at < ms_at(${f.until}::bigint)`}
      ${before === undefined ? sql`` : sql`and r.id < ${before}`}
    order by r.id desc limit ${limit}`;
}
