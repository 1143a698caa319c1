/** 曝光 Decisions that could be publicised, and the register of publicities, newest first (TJ51-7). */
import type { Masking } from '../../domain/publicity/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

export interface DecisionRow {
  file: string;
  number: number;
  source: 'penalty-case' | 'rapid-response';
  unit: string;
  subjectKind: 'institution' | 'practitioner';
  subject: string;
  adverse: boolean;
  state: string;
  servedAt: Instant | null;
}

/** Whether two accounts are one person. */
export async function isPersonOf(sql: Sql, officer: string, of: string): Promise<boolean> {
  const [row] = await sql<{ same: boolean }[]>`select is_person_of(${officer}, ${of}) as same`;
  return row!.same;
}

export async function decisionOf(
  sql: Sql,
  bureau: string,
  of: { file: string; number: number },
): Promise<DecisionRow | undefined> {
  const [row] = await sql<DecisionRow[]>`
    select file_id as file, number, source, unit_id as unit, subject_kind as "subjectKind", subject_id as subject, adverse, state, at_ms(served_at)::float8 as "servedAt"
    from final_decision where bureau_id = ${bureau} and file_id = ${of.file} and number = ${of.number}`;
  return row;
}

/** Whether the decision has a file that came to more than 不予曝光. One that was withdrawn because the decision fell bars nothing once it stands again. */
export async function isPublicised(
  sql: Sql,
  of: { file: string; number: number },
): Promise<boolean> {
  const rows = await sql`
    select 1 from publicity p join file f on f.id = p.file_id
    where p.decision_file = ${of.file} and p.decision_number = ${of.number} and f.closed_at is not null and f.outcome not in ('not-published', 'withdrawn', 'decision-fell')`;
  return rows.length > 0;
}

export async function maskingOf(
  sql: Sql,
  d: DecisionRow,
  words: { title: string; text: string; shortText: string },
): Promise<Masking> {
  const { title, text, shortText } = words;
  const [row] = await sql<
    { masking: Masking }[]
  >`select masking_of(${d.file}, ${d.subjectKind}, ${d.subject}, ${[title, text, shortText].join(' ')}, ${[text, shortText]}) as masking`;
  return row!.masking;
}

/** 待曝光 Served decisions that stand, against somebody, without a publicity; the oldest first. */
export async function candidates(
  sql: Sql,
  q: { bureau: string; parties: readonly string[] | undefined; limit: number },
): Promise<(DecisionRow & { servedAt: Instant })[]> {
  return sql<(DecisionRow & { servedAt: Instant })[]>`
    select d.file_id as file, d.number, d.source, d.unit_id as unit, d.subject_kind as "subjectKind", d.subject_id as subject, d.adverse, d.state, at_ms(d.served_at)::float8 as "servedAt"
    from final_decision d
    where d.bureau_id = ${q.bureau} and d.state = 'served' and d.adverse and not d.publicised ${q.parties ? sql`and d.unit_id = any(${[...q.parties]})` : sql``}
    order by d.served_at, d.file_id, d.number limit ${q.limit}`;
}

export interface ChannelRow {
  channel: string;
  outlet: string | null;
  publishedAt: number | null;
  address: string | null;
  proof: string | null;
  withdrawnAt: number | null;
  how: string | null;
  withdrawalAddress: string | null;
}

export interface PublicityRow {
  file: string;
  stage: string;
  unit: string;
  decisionFile: string;
  decisionNumber: number;
  subjectKind: string;
  subject: string;
  approvedAt: number | null;
  fallen: string | null;
  fallenAt: number | null;
  channels: ChannelRow[];
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
  outcome: string | null;
}

interface Filter {
  bureau: string;
  state?: 'open' | 'closed' | undefined;
  subject?: string | undefined;
  decision?: string | undefined;
  /** `not-published`: 不予曝光, as long as the decision stands and has no other; `fallen-after-end`: it fell when its publicity was over. */
  only?: 'not-published' | 'fallen-after-end' | undefined;
  parties: readonly string[] | undefined;
}

/** Each with every publication, and the channels on which there was none. */
export async function publicitiesOf(
  sql: Sql,
  q: Filter,
  after: { openedAt: number; id: string } | undefined,
  limit: number,
): Promise<PublicityRow[]> {
  return sql<PublicityRow[]>`
    select f.id as file, f.stage, p.unit_id as unit, p.decision_file as "decisionFile", p.decision_number as "decisionNumber", p.subject_kind as "subjectKind", p.subject_id as subject,
      at_ms(p.approved_at)::float8 as "approvedAt", p.fallen, at_ms(p.fallen_at)::float8 as "fallenAt",
      coalesce((select jsonb_agg(jsonb_build_object('channel', c.channel, 'outlet', c.outlet, 'publishedAt', at_ms(c.published_at), 'address', c.address, 'proof', c.proof,
          'withdrawnAt', at_ms(c.withdrawn_at), 'how', c.how, 'withdrawalAddress', c.withdrawal_address) order by c.published_at, c.channel)
        from publicity_channel c where c.file_id = f.id), '[]')
      || coalesce((select jsonb_agg(jsonb_build_object('channel', l.channel, 'outlet', null, 'publishedAt', null, 'address', null, 'proof', null, 'withdrawnAt', null, 'how', 'lacking', 'withdrawalAddress', null) order by l.channel)
        from publicity_lacking l where l.file_id = f.id), '[]') as channels,
      at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(f.closed_at)::float8 as "closedAt", f.outcome
    from file f join publicity p on p.file_id = f.id
    where f.bureau_id = ${q.bureau} and f.procedure = 'publicity'
      ${q.state === 'open' ? sql`and f.closed_at is null` : q.state === 'closed' ? sql`and f.closed_at is not null` : sql``}
      ${q.subject ? sql`and p.subject_id = ${q.subject}` : sql``} ${q.decision ? sql`and p.decision_file = ${q.decision}` : sql``}
      ${q.only === 'not-published' ? sql`and ${unpublished(sql)}` : sql``}
      ${q.only === 'fallen-after-end' ? sql`and p.file_id in (select file_id from fallen_after_end where bureau_id = ${q.bureau})` : sql``}
      ${q.parties ? sql`and exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${[...q.parties]}))` : sql``}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}

export interface PublicityCounts {
  waiting: number;
  lacking: number;
  withdrawing: number;
  /** 不予曝光 The decision stands, and nothing more was done. */
  unpublished: number;
  /** The decision fell when its publicity was over, and nobody has noted what was said of it. */
  aftermath: number;
}

export async function publicityCounts(sql: Sql, bureau: string): Promise<PublicityCounts> {
  const [row] = await sql<PublicityCounts[]>`select
    (select count(*)::int from final_decision d where d.bureau_id = ${bureau} and d.state = 'served' and d.adverse and not d.publicised) as waiting,
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'publicity' and duty = 'publishOnChannel' and state = 'overdue') as lacking,
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'publicity' and duty in ('withdrawFromChannel', 'accountForChannel') and state in ('open', 'due-soon', 'overdue')) as withdrawing,
    (select count(*)::int from publicity p join file f on f.id = p.file_id where p.bureau_id = ${bureau} and ${unpublished(sql)}) as unpublished,
    (select count(*)::int from fallen_after_end where bureau_id = ${bureau}) as aftermath`;
  return row!;
}

/** 不予曝光 `p` with its file `f`: it came to nothing, the decision stands, and no other publicity of it is open or was more. */
const unpublished = (sql: Sql) => sql`f.outcome = 'not-published'
  and exists (select 1 from final_decision d where d.file_id = p.decision_file and d.number = p.decision_number and d.state = 'served')
  and not exists (select 1 from publicity o join file x on x.id = o.file_id where o.decision_file = p.decision_file and o.decision_number = p.decision_number
    and o.file_id <> p.file_id and (x.closed_at is null or x.outcome <> 'not-published' or x.closed_at > f.closed_at))`;

/** What was said to the public of a decision that fell when its publicity was over. False: it is none of them, or noted already. */
export async function noteAftermath(sql: Sql, note: object): Promise<boolean> {
  const [row] = await sql<
    { noted: boolean }[]
  >`select note_aftermath(${sql.json(note as never)}) as noted`;
  return row!.noted;
}

/** 恢复成立 That nothing is left of its publicity: the decision may be drafted anew. */
export async function publicityLapsed(sql: Sql, file: string): Promise<void> {
  await sql`select publicity_lapsed(decision_file, decision_number) from publicity where file_id = ${file}`;
}

/** How often the decision of a publicity has fallen or come to stand again, and how it stands; `heard`: whether the file was told of that turn. */
export async function turnOf(
  sql: Sql,
  file: string,
  act: string,
): Promise<{ turn: number; heard: boolean } | undefined> {
  const [row] = await sql<{ turn: number; heard: boolean }[]>`
    select d.turn, exists (select 1 from inbox i where i.file_id = p.file_id and i.act_id = ${act}) as heard
    from publicity p join final_decision d on d.file_id = p.decision_file and d.number = p.decision_number where p.file_id = ${file}`;
  return row;
}
