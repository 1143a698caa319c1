/** 提醒的发送 What is ours to send, as it is told now, and how a try has ended. */
import type { ReminderBody } from '../../domain/reminders/messages.ts';
import type { Sql } from '../client.ts';
import { hiddenFromInvolved } from './files.ts';
import type { Channel } from './reminders.ts';

/** One that is ours to send until the lease ends, with where it goes now: what has changed since it was posted counts. */
export interface ClaimedReminder {
  id: string;
  bureau: string;
  officer: string | null;
  receiver: string | null;
  channel: Channel;
  kind: 'code' | 'digest' | 'news';
  body: ReminderBody;
  /** Of all that it had to say, but what had been said before: what is not told now has not been said. */
  keys: string[];
  createdAt: number;
  tries: number;
  round: number;
  /** Sealed: the officer's address, or the receiver's whole address. Null: there is nobody to tell any more. */
  address: string | null;
  language: 'zh' | 'en';
}

/** What is still told of a message: what is owed until when it says, and to this recipient, as things stand now; what was due soon when it was posted and is late by now, as late. A group is told nothing that is hidden from those it is about, an officer nothing of what they are involved in (QY-17.1). */
const stillTold = (sql: Sql) => sql`case when r.body ? 'lines' then (
    select jsonb_set(r.body, '{lines}', coalesce(jsonb_agg(case when l.line->>'topic' = 'due-soon' and exists (select 1 from duty d where d.file_id = l.line->>'file' and d.key = l.line->>'duty' and d.state = 'overdue')
        then l.line || '{"topic": "overdue"}' else l.line end order by l.n) filter (where not (r.officer_id is not null and l.line->>'file' is not null and involved_in(l.line->>'file', r.officer_id)) and (l.line->>'duty' is null or still_so(l.line) and exists (
        select 1 from duty d where d.file_id = l.line->>'file' and d.key = l.line->>'duty'
          and case when r.officer_id is null then (v.unit_id is null or v.unit_id = d.owed_by) and d.procedure <> all (${hiddenFromInvolved})
            when l.line->>'topic' = 'up-the-chain' then 'coordinator' = any (o.roles) or 'head' = any (o.roles) and d.owed_by in (select units_under(o.unit_id))
            else d.owed_by = o.unit_id end))), '[]'))
      from jsonb_array_elements(r.body->'lines') with ordinality l (line, n)) else r.body end`;

export async function claimReminder(
  sql: Sql,
  channel: Channel,
  lease: number,
  bureaus: readonly string[] | undefined,
): Promise<ClaimedReminder | undefined> {
  const [row] = await sql<ClaimedReminder[]>`
    select r.id, r.bureau_id as bureau, r.officer_id as officer, r.receiver_id as receiver, r.channel, r.kind, ${stillTold(sql)} as body,
      array(select l->>'key' from jsonb_array_elements(coalesce(r.body->'lines', '[]')) l where not l ? 'again') as keys, at_ms(r.created_at)::float8 as "createdAt",
      r.tries, r.tries - r.resent_after as round, coalesce(c.language, 'zh') as language,
      case when r.officer_id is not null then
          case when u.bureau_id = r.bureau_id and (can_be_told(o.id) or r.kind = 'code' and o.removed_on is null) then c.address end
        when v.active then v.secret end as address
    from claim_reminder(${channel}, ${lease}, ${(bureaus as string[] | undefined) ?? null}) r
    left join officer o on o.id = r.officer_id left join unit u on u.id = o.unit_id left join reminder_choice c on c.officer_id = r.officer_id
    left join receiver v on v.id = r.receiver_id`;
  return row;
}

/** `again`: milliseconds until the next try, for one that is `pending`. `left`: keys of what did not fit into one that is `delivered` or was not told any more, and has not been said. */
export async function endReminder(
  sql: Sql,
  { id, tries }: Pick<ClaimedReminder, 'id' | 'tries'>,
  state: 'delivered' | 'skipped' | 'pending' | 'dead',
  why: string | null,
  { again = 0, left = [] }: { again?: number; left?: readonly string[] } = {},
): Promise<void> {
  await sql`select end_reminder(${id}, ${tries}, ${state}, ${why}, ${again}, ${left as string[]})`;
}
