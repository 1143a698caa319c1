/** 实施细则 What the registries know of an item whose rule is opened; versions, signatures and deliverables as they are shown. */
import type { RulePeriod } from '../../domain/commitment-case/rule-periods.ts';
import type { RuleSections } from '../../domain/implementing-rule/forms.ts';
import type { Sql } from '../client.ts';
import { attentionOf } from '../queries/files.ts';

/** Subjects are per bureau: two bureaus may have items of the same id. */
export const subjectOf = (bureau: string, item: string): string => `${bureau}.${item}`;

export interface RuleKnowledge {
  roles: string[] | null;
  superior: string | null;
  listVersion: number | null;
  types: string[] | null;
  accepting: { unit: string; roles: string[] }[];
  /** Since when the item is done on commitment without a break; null: it is not. */
  allowedFrom: string | null;
  knownAtIssuing: boolean;
}
export interface RuleQuestion {
  bureau: string;
  item: string;
  author: string;
  today: string;
  issuedOn: string;
}

/** The author; the item in the list of today; since which list it has been done on commitment. */
export async function ruleKnowledge(sql: Sql, q: RuleQuestion): Promise<RuleKnowledge> {
  const [row] = await sql<RuleKnowledge[]>`
    with lists as (select l.version, l.effective_from, exists (select 1 from service_item i where (i.bureau_id, i.version, i.id) = (l.bureau_id, l.version, ${q.item}) and cardinality(i.types) > 0) as allowed
      from service_list l where l.bureau_id = ${q.bureau} and l.effective_from <= ${q.today}::date)
    select u.roles, u.superior_id as superior, l.version as "listVersion", i.types,
      (select coalesce(jsonb_agg(jsonb_build_object('unit', d.accepting_unit, 'roles', a.roles) order by d.accepting_unit collate "C"), '[]') from service_item_department d join unit a on a.id = d.accepting_unit
        where (d.bureau_id, d.version, d.item_id) = (i.bureau_id, i.version, i.id)) as accepting,
      (select min(effective_from)::text from lists where effective_from > coalesce((select max(effective_from) from lists where not allowed), '-infinity')) as "allowedFrom",
      exists (select 1 from lists where effective_from <= ${q.issuedOn}::date) as "knownAtIssuing"
    from (select service_list_on(${q.bureau}, ${q.today}::date) as version) l
      left join service_item i on i.bureau_id = ${q.bureau} and i.version = l.version and i.id = ${q.item}
      left join unit u on u.id = ${q.author} and u.bureau_id = ${q.bureau}`;
  return row!;
}

export interface Deliverable {
  state: string;
  due: number;
  doneAt: number | null;
  force: string;
  breach: string | null;
}
export interface ItemRow {
  item: string;
  name: string;
  file: string | null;
  stage: string | null;
  attention: string | null;
  author: string | null;
  version: number | null;
  effectiveFrom: string | null;
  rule: Deliverable | null;
  portal: Deliverable | null;
}

/** 逐项 Every item of the list in force that is done on commitment, with its file or without one. */
export async function itemsWithRules(
  sql: Sql,
  bureau: string,
  day: string,
  after: string | undefined,
  limit: number,
): Promise<ItemRow[]> {
  const deliverable = (
    key: string,
  ) => sql`(select jsonb_build_object('state', d.state, 'due', at_ms(d.due_at), 'doneAt', at_ms(d.done_at), 'force', d.force, 'breach', b.state)
    from duty d left join breach b on (b.file_id, b.key) = (d.file_id, d.key) where d.file_id = f.id and d.key = ${key})`;
  return sql<ItemRow[]>`
    select i.id as item, i.name, f.id as file, f.stage, ${attentionOf(sql)} as attention, f.opening->'units'->>'author' as author, r.version, r.effective_from::text as "effectiveFrom", ${deliverable('compileRule')} as rule, ${deliverable('updatePortal')} as portal
    from service_item i left join file f on f.procedure = 'implementing-rules' and f.subject_kind = 'service-item' and f.subject_id = ${bureau} || '.' || i.id and f.closed_at is null
      left join lateral rule_in_force(${bureau}, i.id, ${day}::date) r on true
    where i.bureau_id = ${bureau} and i.version = service_list_on(${bureau}, ${day}::date) and cardinality(i.types) > 0 ${after === undefined ? sql`` : sql`and i.id collate "C" > ${after}`}
    order by i.id collate "C" limit ${limit}`;
}

interface Signature {
  side: string;
  unit: string;
  officer: string;
  at: number;
}
export interface VersionRow {
  item: string;
  version: number;
  effectiveFrom: string;
  until: string | null;
  lapsedFrom: string | null;
  check: RulePeriod | null;
  feedback: RulePeriod | null;
  reason: string | null;
  author: string;
  by: string;
  publishedAt: number;
  registeredAt: number;
  documentNo: string;
  document: { id: string; sha256: string; where: string };
  file: string;
  act: string;
  countersignatures: Signature[];
  sections: RuleSections;
}
export interface VersionFilter {
  bureau: string;
  item: string;
  version?: number;
  day?: string;
}

/** The versions of an item, the latest first; with a day: the one in force then. `until`: the last day before the next one begins. */
export async function versionsOf(
  sql: Sql,
  { bureau, item, version, day }: VersionFilter,
): Promise<VersionRow[]> {
  return sql<VersionRow[]>`
    select r.item_id as item, r.version, r.effective_from::text as "effectiveFrom", (n.effective_from - 1)::text as until, l.from_on::text as "lapsedFrom", r.check_period as "check", r.feedback_period as feedback, r.reason, r.author_unit as author,
      r.published_by as by, at_ms(r.published_at)::float8 as "publishedAt", at_ms(r.registered_at)::float8 as "registeredAt", r.document_no as "documentNo", r.document, r.file_id as file, r.act_id as act, r.sections,
      (select coalesce(jsonb_agg(jsonb_build_object('side', c.side, 'unit', c.unit_id, 'officer', c.officer_id, 'at', at_ms(c.at)) order by c.side), '[]') from rule_countersignature c
        where (c.bureau_id, c.item_id, c.version) = (r.bureau_id, r.item_id, r.version)) as countersignatures
    from implementing_rule r left join implementing_rule n on (n.bureau_id, n.item_id, n.version) = (r.bureau_id, r.item_id, r.version + 1) left join implementing_rule_lapse l on l.file_id = r.file_id
    where r.bureau_id = ${bureau} and r.item_id = ${item} ${version === undefined ? sql`` : sql`and r.version = ${version}`}
      ${day === undefined ? sql`` : sql`and r.version = (select f.version from rule_in_force(${bureau}, ${item}, ${day}::date) f)`}
    order by r.version desc`;
}
