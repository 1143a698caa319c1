/** 执法队伍 Commitment letters, and the open work of officers (TJ51-19). */
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Querying, Sql } from '../client.ts';
import { unlessInvolved, type Withheld } from '../queries/files.ts';

export const letterStates = ['removed', 'unsigned', 'expired', 'running-out', 'in-force'] as const;
export type LetterState = (typeof letterStates)[number];

/** Who asks, and which files are therefore left out and not counted: hidden ones, and those whose target the reader may not know, for whose they are says who comes. */
export interface WorkReader {
  reader: string;
  hidden: readonly string[];
  withheld: readonly Withheld[];
  /** Only files of these units. */
  parties: readonly string[] | undefined;
}

/** The condition on the file `f`. */
const shownTo = (sql: Sql, r: WorkReader) =>
  sql`${unlessInvolved(sql, 'f.id', 'f.procedure', r.reader)} and f.id <> all(${r.hidden as string[]})
    ${r.withheld.map(({ procedure, unless }) => sql`and (f.procedure <> ${procedure} or ${unless})`)}
    ${r.parties ? sql`and exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${r.parties as string[]}))` : sql``}`;

/** Whether an officer `o` has open work that the reader is shown. */
const someWork = (sql: Sql, shown: WorkReader) =>
  sql`exists (select 1 from open_work(o.id) w join file f on f.id = w.file_id where ${shownTo(sql, shown)})`;

export interface LetterRow {
  officer: string;
  unit: string;
  signedOn: CivilDate | null;
  validUntil: CivilDate | null;
  state: LetterState;
  /** Open files in which the officer goes on. */
  openFiles: number;
}

/** Officers of units that enforce, by their id; of those who were removed, whoever still has open work. */
export function lettersOf(
  sql: Sql,
  q: {
    bureau: string;
    today: CivilDate;
    units?: readonly string[] | undefined;
    state?: LetterState | undefined;
    shown: WorkReader;
  },
  after: string,
  limit: number,
): Promise<LetterRow[]> {
  return sql<LetterRow[]>`
    select officer, unit, signed_on::text as "signedOn", valid_until::text as "validUntil", state,
      (select count(*)::int from open_work(officer) w join file f on f.id = w.file_id where ${shownTo(sql, q.shown)}) as "openFiles"
    from (
      select l.*, case when removed then 'removed' when valid_until is null then 'unsigned' when valid_until < ${q.today}::date then 'expired'
        when valid_until <= ${q.today}::date + letter_notice_days(${q.bureau}) then 'running-out' else 'in-force' end as state
      from (
        select o.id as officer, o.unit_id as unit, o.commitment_signed_on as signed_on, letter_until(o.id) as valid_until, o.removed_on is not null as removed
        from officer o join unit u on u.id = o.unit_id
        where u.bureau_id = ${q.bureau} and o.kind = 'person' and 'supervision-body' = any(u.roles)
          and (o.removed_on is null or ${someWork(sql, q.shown)})
          ${q.units ? sql`and o.unit_id = any(${q.units as string[]})` : sql``} and o.id collate "C" > ${after}) l) s
    ${q.state ? sql`where state = ${q.state}` : sql``}
    order by officer collate "C" limit ${limit}`;
}

/** How many letters have run out or are about to, and how many officers who were removed or whose letter ran out still have open work: for the desk. */
export async function teamCounts(
  sql: Sql,
  q: { bureau: string; today: CivilDate; shown: WorkReader },
): Promise<{ letters: number; removedWithWork: number }> {
  const [row] = await sql<{ letters: number; removedWithWork: number }[]>`
    select (select count(*)::int from officer o join unit u on u.id = o.unit_id
        where u.bureau_id = ${q.bureau} and o.kind = 'person' and o.removed_on is null and 'supervision-body' = any(u.roles)
          and coalesce(letter_until(o.id) <= ${q.today}::date + letter_notice_days(${q.bureau}), true)) as letters,
      (select count(*)::int from officer o join unit u on u.id = o.unit_id
        where u.bureau_id = ${q.bureau} and o.removed_on is not null and 'supervision-body' = any(u.roles) and ${someWork(sql, q.shown)}) as "removedWithWork"`;
  return row!;
}

export interface WorkRow {
  file: string;
  procedure: string;
  stage: string;
  since: number;
  /** Who had it before; null where the officer acted in it. */
  from: string | null;
}

/** What is open in an officer's hands, the oldest first, as far as the reader is shown it. */
export function openWorkOf(sql: Sql, officer: string, shown: WorkReader): Promise<WorkRow[]> {
  return sql<WorkRow[]>`
    select f.id as file, f.procedure, f.stage, at_ms(w.since)::float8 as since, w.from_officer as from
    from open_work(${officer}) w join file f on f.id = w.file_id where ${shownTo(sql, shown)}
    order by w.since, f.id collate "C" limit 1000`;
}

/** Answers the files that went over: those of `files` that are still in the officer's hands. */
export async function reassignWork(
  sql: Querying,
  r: { from: string; to: string; by: string; reason: string; files: readonly string[] },
): Promise<string[]> {
  const [row] = await sql<
    { files: string[] }[]
  >`select reassign_work(${sql.json(r as never)}) as files`;
  return row!.files;
}
