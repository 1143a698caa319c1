/**
 * 期间报告的来源 Where the cases of each report come from, as one form of row: what a list shows and what a figure counts are the same rows, so that they can't disagree.
 * What is hidden from the reader is in neither (QY-17.1), and who acted in what is not announced yet is not told (QY-10.3, 6.2).
 */
import type { PendingQuery, Row } from 'postgres';
import type { ReportKind } from '../../domain/reports/kinds.ts';
import type { Sql } from '../client.ts';
import { unlessInvolved, type ListReader } from './files.ts';

export type Fragment = PendingQuery<Row[]>;

/** Instants in milliseconds, `until` exclusive. */
export interface ReportSpan extends ListReader {
  from: number;
  until: number;
  /** The units through which the reader reads; undefined: the whole bureau. */
  parties?: readonly string[] | undefined;
  /** Attempts that no file has taken in are told to the regulator, and those of their own units to heads. */
  beforeFiles: 'all' | 'own' | 'none';
  /** What procedures bring of overrides, for this reader. */
  overrides: readonly Fragment[];
  /** Procedures whose files stay unannounced, and the condition on the file `f` under which the reader may know them; without one, nobody is told here. */
  unannounced: readonly { procedure: string; known?: Fragment | undefined }[];
}

/** The condition on the file `f` under which the reader may know who acted in it, and how. */
const announced = (sql: Sql, { unannounced }: ReportSpan): Fragment =>
  unannounced.reduce(
    (otherwise, { procedure, known }) =>
      sql`case when f.procedure = ${procedure} then ${known ?? sql`false`} else ${otherwise} end`,
    sql`true`,
  );

const within = (sql: Sql, at: Fragment, { from, until }: ReportSpan): Fragment =>
  sql`${at} >= ms_at(${from}::bigint) and ${at} < ms_at(${until}::bigint)`;
const shown = (sql: Sql, file: string, q: ReportSpan): Fragment =>
  sql`f.bureau_id = ${q.bureau} and ${unlessInvolved(sql, file, 'f.procedure', q.reader)}`;
/** One of these columns is a unit of the reader's. */
const near = (sql: Sql, { parties }: ReportSpan, ...units: Fragment[]): Fragment =>
  parties
    ? sql`and (${units.reduce((all, unit) => sql`${all} or ${unit} = any(${[...parties]})`, sql`false`)})`
    : sql``;

/** One of these units is a party of the file `f`: nobody learns of a file from an attempt that a subordinate made in it. */
export const partyOf = (sql: Sql, parties: readonly string[]): Fragment =>
  sql`exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${[...parties]}))`;

const breaches = (sql: Sql, q: ReportSpan): Fragment => sql`
  select b.due_at as at, b.file_id as file, b.key, b.procedure, b.owed_by as unit, b.owed_to as other, b.clause, null::text as officer, b.duty as what, d.body->'action' as action,
    b.due_at as due, b.alt_due_at as second, null::timestamptz as stated, b.done_at as done, b.overrun_ms as overrun, null::text as note,
    case when b.state = 'reversed' then 'reversed' when x.decision = 'excused' then 'excused' when b.state = 'claimed-in-time' then 'claimed'
      when x.file_id is not null and x.decision is null then 'disputed' when b.done_at is null then 'unperformed' else 'late' end as category
  from breach b join duty d on d.file_id = b.file_id and d.key = b.key left join breach_dispute x on x.file_id = b.file_id and x.key = b.key
  where b.bureau_id = ${q.bureau} and ${within(sql, sql`b.due_at`, q)} and ${unlessInvolved(sql, 'b.file_id', 'b.procedure', q.reader)} ${near(sql, q, sql`b.owed_by`, sql`b.owed_to`)}`;

const lateEntries = (sql: Sql, q: ReportSpan): Fragment => sql`
  select i.arrived_at as at, i.file_id as file, i.act_id as key, f.procedure, i.unit_id as unit, d.owed_to as other, d.clause, case when ${announced(sql, q)} then i.officer_id end as officer, case when ${announced(sql, q)} then i.type end as what, case when ${announced(sql, q)} then d.body->'action' end as action,
    d.due_at as due, d.alt_due_at as second, case when ${announced(sql, q)} then ms_at(coalesce(i.message->>'occurredAt', i.message->>'servedAt')::bigint) end as stated, i.arrived_at as done, null::bigint as overrun, null::text as note,
    case when d.force = 'management' then 'management' when b.state = 'reversed' then 'confirmed' when b.state = 'standing' then 'rejected' else 'pending' end as category
  from inbox i join file f on f.id = i.file_id left join duty d on d.file_id = i.file_id and d.key = i.verdict->>'duty' left join breach b on b.file_id = d.file_id and b.key = d.key
  where i.verdict->>'timing' = 'claimed-in-time' and ${within(sql, sql`i.arrived_at`, q)} and ${shown(sql, 'f.id', q)} ${near(sql, q, sql`i.unit_id`)}`;

const refusedByFiles = (sql: Sql, q: ReportSpan): Fragment => sql`
  select i.arrived_at as at, i.file_id as file, i.act_id as key, f.procedure, i.unit_id as unit, null::text as other, i.verdict#>>'{refusal,clause}' as clause,
    case when ${announced(sql, q)} then i.officer_id end as officer, case when ${announced(sql, q)} then i.type end as what, null::jsonb as action,
    null::timestamptz as due, null::timestamptz as second, null::timestamptz as stated, null::timestamptz as done, null::bigint as overrun, case when ${announced(sql, q)} then i.verdict#>>'{refusal,code}' end as note, 'by-file' as category
  from inbox i join file f on f.id = i.file_id
  where i.verdict->>'accepted' = 'false' and ${within(sql, sql`i.arrived_at`, q)} and ${shown(sql, 'f.id', q)} ${near(sql, q, sql`i.unit_id`)}`;

const refusedBefore = (sql: Sql, q: ReportSpan): Fragment => sql`
  select r.at, r.file_id as file, r.id::text as key, f.procedure, r.unit_id as unit, null::text as other, r.clause,
    case when f.id is null or ${announced(sql, q)} then r.officer_id end as officer, case when f.id is null or ${announced(sql, q)} then r.type end as what, null::jsonb as action,
    null::timestamptz as due, null::timestamptz as second, null::timestamptz as stated, null::timestamptz as done, null::bigint as overrun, case when f.id is null or ${announced(sql, q)} then r.code end as note,
    case when r.file_id is null then 'opening' else 'before-file' end as category
  from refused_attempt r left join file f on f.id = r.file_id
  where r.bureau_id = ${q.bureau} and ${within(sql, sql`r.at`, q)} and (f.id is null or ${unlessInvolved(sql, 'f.id', 'f.procedure', q.reader)})
    ${q.parties ? sql`and ${partyOf(sql, q.parties)}` : sql``} ${near(sql, q, sql`r.unit_id`)}`;

const refused = (sql: Sql, q: ReportSpan): Fragment =>
  q.beforeFiles === 'none'
    ? refusedByFiles(sql, q)
    : sql`${refusedByFiles(sql, q)} union all ${refusedBefore(sql, q)}`;

const chases = (sql: Sql, q: ReportSpan): Fragment => sql`
  select i.arrived_at as at, i.file_id as file, i.act_id as key, f.procedure, d.owed_by as unit, i.unit_id as other, d.clause, case when ${announced(sql, q)} then i.officer_id end as officer, d.duty as what, d.body->'action' as action,
    d.due_at as due, d.alt_due_at as second, null::timestamptz as stated, d.done_at as done, null::bigint as overrun, null::text as note,
    case when exists (select 1 from inbox a where a.file_id = i.file_id and a.number > i.number and a.type = 'chase-answer' and a.verdict->>'accepted' = 'true' and a.message#>>'{facts,duty}' = d.key) then 'answered' else 'unanswered' end as category
  from inbox i join file f on f.id = i.file_id join duty d on d.file_id = i.file_id and d.key = i.message#>>'{facts,duty}'
  where i.type = 'chase' and i.verdict->>'accepted' = 'true' and ${within(sql, sql`i.arrived_at`, q)} and ${shown(sql, 'f.id', q)} ${near(sql, q, sql`d.owed_by`, sql`i.unit_id`)}`;

const technicalStops = (sql: Sql, q: ReportSpan): Fragment => sql`
  select t.from_at as at, t.file_id as file, t.id::text as key, f.procedure, null::text as unit, null::text as other, null::text as clause, null::text as officer, t.kind as what, null::jsonb as action,
    null::timestamptz as due, null::timestamptz as second, null::timestamptz as stated, t.until_at as done, at_ms(t.until_at) - at_ms(t.from_at) as overrun, t.fault as note, case when t.until_at is null then 'lasting' else 'over' end as category
  from technical_stop t join file f on f.id = t.file_id
  where t.bureau_id = ${q.bureau} and ${within(sql, sql`t.from_at`, q)} and ${shown(sql, 'f.id', q)}
    ${q.parties ? sql`and ${partyOf(sql, q.parties)}` : sql``}`;

const nothing = (sql: Sql): Fragment => sql`
  select null::timestamptz as at, null::text as file, null::text as key, null::text as procedure, null::text as unit, null::text as other, null::text as clause, null::text as officer, null::text as what, null::jsonb as action,
    null::timestamptz as due, null::timestamptz as second, null::timestamptz as stated, null::timestamptz as done, null::bigint as overrun, null::text as note, null::text as category where false`;

export const sourceOf: Readonly<Record<ReportKind, (sql: Sql, q: ReportSpan) => Fragment>> = {
  breaches,
  overrides: (sql, q) =>
    q.overrides.reduce((all, one) => sql`${all} union all ${one}`, nothing(sql)),
  'late-entries': lateEntries,
  'refused-attempts': refused,
  chases,
  'technical-stops': technicalStops,
};
