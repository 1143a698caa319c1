/** The commitment case as the API asks for it: what the registries know of an approval; what is shown of a case beside its file. */
import type { RulePeriod } from '../../domain/commitment-case/rule-periods.ts';
import { and, eq, isNull, sql as part } from 'drizzle-orm';
import type { Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { beyond, given, typed } from '../typed.ts';

export interface ApprovalKnowledge {
  listVersion: number | null;
  item: string | null;
  types: string[] | null;
  materials: { id: string }[] | null;
  supervising: string | null;
  roles: string[] | null;
  filed: string | null;
  acceptingCoordinator: string | null;
  supervisingCoordinator: string | null;
  /** The implementing rule in force that day, with the periods it sets (TJ84-13). */
  ruleVersion: number | null;
  check: RulePeriod | null;
  feedback: RulePeriod | null;
}
export interface ApprovalQuestion {
  bureau: string;
  item: string;
  accepting: string;
  result: string;
  approvedOn: string;
  today: string;
}

/** List and implementing rule in force on the day of approval, and what they say of the item and of who supervises it; the file that the result has already. */
export async function approvalKnowledge(sql: Sql, q: ApprovalQuestion): Promise<ApprovalKnowledge> {
  const [row] = await sql<ApprovalKnowledge[]>`
    select l.version as "listVersion", i.id as item, i.types, i.materials, d.supervising_unit as supervising, (select roles from unit where id = ${q.accepting} and bureau_id = ${q.bureau}) as roles,
      (select id from file where procedure = 'commitment-case' and subject_kind = 'result' and subject_id = ${q.result} order by opened_at limit 1) as filed,
      coordinator_of(${q.accepting}, 'accepting', ${q.today}::date) as "acceptingCoordinator", coordinator_of(d.supervising_unit, 'supervising', ${q.today}::date) as "supervisingCoordinator",
      r.version as "ruleVersion", r.check_period as "check", r.feedback_period as feedback
    from (select service_list_on(${q.bureau}, ${q.approvedOn}::date) as version) l
      left join service_item i on i.bureau_id = ${q.bureau} and i.version = l.version and i.id = ${q.item}
      left join service_item_department d on (d.bureau_id, d.version, d.item_id, d.accepting_unit) = (i.bureau_id, i.version, i.id, ${q.accepting})
      left join rule_in_force(${q.bureau}, ${q.item}, ${q.approvedOn}::date) r on true`;
  return row!;
}

/** Files of a department that are archived and not pushed yet, the oldest first; and those that were pushed under this key before. */
export async function toPush(
  sql: Sql,
  unit: string,
  officer: string,
  key: string,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ file: string }[]>`
    select file_id as file from inbox where officer_id = ${officer} and key collate "C" >= ${`${key}:`} and key collate "C" < ${`${key};`} and type = 'push' and unit_id = ${unit}
    union all
    (select file_id from duty where owed_by = ${unit} and duty = 'push' and procedure = 'commitment-case' and state in ('open', 'due-soon', 'overdue') order by due_at, file_id limit ${limit})`;
  return [...new Set(rows.map(({ file }) => file))];
}

const { keySupervision: k } = t;
export async function keySupervisionOf(sql: Sql, file: string) {
  const { material, promise, promisedOn, fromAt: from, untilAt: until, ended } = k;
  return typed(sql)
    .select({ material, promise, promisedOn, from, until, ended })
    .from(k)
    .where(eq(k.file, file))
    .orderBy(part`${material} collate "C"`);
}

export interface SupervisedPlace {
  promisedOn: string;
  file: string;
  material: string;
}

/** 重点监管清单: what stands under key supervision now, by promised date. `parties`: only cases in which one of these units fills a role. */
export async function keySupervisionList(
  sql: Sql,
  bureau: string,
  parties: readonly string[] | undefined,
  after: SupervisedPlace | undefined,
  limit: number,
) {
  const filled = (role: 'accepting' | 'supervising') =>
    part<string>`${t.file.opening}->'units'->>${part.raw(`'${role}'`)}`;
  return typed(sql)
    .select({
      file: k.file,
      material: k.material,
      promise: k.promise,
      promisedOn: k.promisedOn,
      from: k.fromAt,
      until: part<null>`null`,
      ended: part<null>`null`,
      supervising: filled('supervising'),
    })
    .from(k)
    .innerJoin(t.file, eq(t.file.id, k.file))
    .where(
      and(
        isNull(k.untilAt),
        eq(t.file.bureau, bureau),
        given(
          parties,
          (units) =>
            part`(${filled('accepting')} = any(${part.param(units)}) or ${filled('supervising')} = any(${part.param(units)}))`,
        ),
        given(after, (place) =>
          beyond([k.promisedOn, k.file, k.material], '>', [
            place.promisedOn,
            place.file,
            place.material,
          ]),
        ),
      ),
    )
    .orderBy(k.promisedOn, k.file, k.material)
    .limit(limit);
}

export interface ArchiveVersion {
  act: string;
  at: number;
  officer: string;
  reason: string | null;
  documents: Record<string, never>;
}
/** TJ84-5.2: the archive and its later versions, each as it was accepted. */
export async function archiveVersionsOf(sql: Sql, file: string): Promise<ArchiveVersion[]> {
  return sql<
    ArchiveVersion[]
  >`select act_id as act, at_ms(received_at)::float8 as at, officer_id as officer, payload->>'reason' as reason, case when type = 'approval' then payload->'archive' else payload - 'reason' end as documents
    from inbox where file_id = ${file} and (type in ('archive', 'archive-version') or type = 'approval' and payload ? 'archive') and verdict->>'accepted' = 'true' order by number`;
}

/** TJ84-6: with whom the case is. */
export async function assigneeOf(sql: Sql, file: string): Promise<string | null> {
  const [row] = await sql<
    { assignee: string }[]
  >`select payload->>'assignee' as assignee from inbox where file_id = ${file} and type in ('distribution', 'reassignment') and verdict->>'accepted' = 'true' order by number desc limit 1`;
  return row?.assignee ?? null;
}

/** TJ84-15.4: the first reminder is number one. */
export async function remindersOf(sql: Sql, file: string) {
  const { unit, officer, duty, count, at, seq } = t.coordinatorReminder;
  return typed(sql)
    .select({ unit, officer, duty, count: part<number>`${count} + 1`, at })
    .from(t.coordinatorReminder)
    .where(eq(t.coordinatorReminder.file, file))
    .orderBy(seq);
}

export interface CaseResult {
  id: string;
  state: string;
  stoppedAt: number | null;
  revokedAt: number | null;
  revokedByFile: string | null;
  revocationFile: string | null;
}
export async function resultOf(sql: Sql, id: string): Promise<CaseResult | undefined> {
  const [row] = await sql<
    CaseResult[]
  >`select id, state, at_ms(stopped_at)::float8 as "stoppedAt", at_ms(revoked_at)::float8 as "revokedAt", revoked_by_file as "revokedByFile",
    (select f.id from file f where f.subject_kind = 'result' and f.subject_id = result.id and f.procedure = 'result-revocation' order by f.opened_at desc limit 1) as "revocationFile" from result where id = ${id}`;
  return row;
}

export interface CaseOpening {
  type: string;
  item: string;
  listVersion: number;
  approvedOn: string;
  basis: { instrument: string; number: string; version: string; force: string };
  rule?: { item: string; version: number };
}
export async function caseOpening(sql: Sql, file: string): Promise<CaseOpening> {
  const [row] = await sql<
    { opening: CaseOpening }[]
  >`select jsonb_build_object('type', opening->'type', 'item', opening->'item', 'listVersion', opening->'listVersion', 'approvedOn', opening->'approvedOn', 'basis', opening->'basis', 'rule', opening->'rule') as opening
    from file where id = ${file}`;
  return row!.opening;
}

/** The department that recorded adds an objection; `act` names it once and for all. False: not its record. */
export async function objectToCreditRecord(
  sql: Sql,
  objection: { id: string; unit: string; by: string; act: string; document: object },
): Promise<boolean> {
  const [row] = await sql<
    { done: boolean }[]
  >`select object_to_credit_record(${sql.json(objection as never)}) as done`;
  return row!.done;
}
