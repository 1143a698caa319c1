-- 提醒 What is told to people: what they choose, what is posted to them, and how it ends.

-- Whether an officer can be told anything: a person in office, with an address that has been
-- confirmed.
create or replace function can_be_told(p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from reminder_choice c join officer o on o.id = c.officer_id
      where o.id = p_officer and o.kind = 'person' and o.removed_on is null and o.roles <> '{}'
        and c.confirmed_at is not null)
$$;

-- What these messages would have said (of the lines with these keys; null: of all) has not been said
-- to whom they were for; nor, of an escalation, has anybody else been told in their place.
drop function if exists unsay_reminders(text[]);
create or replace function unsay_reminders(p_ids text[], p_keys text[] default null)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from reminder_said s
    using reminder r, jsonb_array_elements(coalesce(r.body->'lines', '[]')) l (line)
    where r.id = any (p_ids) and s.key = l.line->>'key'
      and (p_keys is null or s.key = any (p_keys))
      and (
        s.recipient = coalesce('officer:' || r.officer_id, 'receiver:' || r.receiver_id)
        or s.recipient = 'bureau:' || r.bureau_id and l.line->>'topic' = 'up-the-chain')
$$;

-- Whether the duty that a line is about is still owed, and until when the line says; and still overdue,
-- where it says so. What has moved is told by its new date, if at all.
create or replace function still_so(p_line jsonb)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from duty d
      where d.file_id = p_line->>'file' and d.key = p_line->>'duty'
        and d.state in ('open', 'due-soon', 'overdue')
        and at_ms(d.due_at) = (p_line->>'due')::bigint
        and (d.state = 'overdue' or p_line->>'topic' not in ('overdue', 'up-the-chain')))
$$;

-- {officer, address?, topics, language, codeHash?, code?}: with another address it has to be
-- confirmed anew by the code that is sent there; a code a minute at most. Answers `kept`, `sent` or
-- `wait`; without an address that was given or stands, `none`.
create or replace function choose_reminders(p jsonb)
  returns text language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v reminder_choice; v_gone text[];
  v_topics text[] := array(select jsonb_array_elements_text(p->'topics'));
begin
  perform pg_advisory_xact_lock(hashtext('reminder'), hashtext('officer:' || (p->>'officer')));
  select * into v from reminder_choice where officer_id = p->>'officer';
  if p->>'address' is null then
    if v.officer_id is null then return 'none'; end if;
    update reminder_choice
      set topics = v_topics, language = p->>'language', changed_at = clock_timestamp()
      where officer_id = v.officer_id;
    return 'kept';
  end if;
  if v.code_at > clock_timestamp() - interval '1 minute' then return 'wait'; end if;
  insert into reminder_choice (officer_id, address, topics, language, code_hash, code_at)
    values (
      p->>'officer', p->>'address', v_topics, p->>'language', p->>'codeHash', clock_timestamp())
    on conflict (officer_id) do update
    set address = excluded.address, topics = excluded.topics, language = excluded.language,
      confirmed_at = null, code_hash = excluded.code_hash, code_at = excluded.code_at,
      code_tries = 0, changed_at = clock_timestamp();
  -- Nothing that was meant for the address before goes to the new one; what is still owed is told
  -- there anew.
  with gone as (
    update reminder
      set state = 'skipped', settled_at = clock_timestamp(), settled_by = 'duban',
        last_error = 'address-changed'
      where officer_id = p->>'officer' and state in ('pending', 'dead')
      returning id)
    select array_agg(id) into v_gone from gone;
  perform unsay_reminders(v_gone);
  insert into reminder (bureau_id, officer_id, channel, kind, body)
    select u.bureau_id, o.id, 'email', 'code', jsonb_build_object('code', p->>'code')
      from officer o join unit u on u.id = o.unit_id where o.id = p->>'officer';
  perform pg_notify('duban_reminder', 'email');
  return 'sent';
end $$;

-- Five tries within a day; whether it was the code.
create or replace function confirm_reminders(p_officer text, p_hash text)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v reminder_choice;
begin
  select * into v from reminder_choice where officer_id = p_officer for update;
  if v.code_hash is null or v.code_tries >= 5
    or v.code_at < clock_timestamp() - interval '1 day' then
    return false;
  end if;
  if v.code_hash <> p_hash then
    update reminder_choice set code_tries = code_tries + 1 where officer_id = p_officer;
    return false;
  end if;
  update reminder_choice
    set code_hash = null, code_tries = 0, confirmed_at = clock_timestamp(),
      changed_at = clock_timestamp()
    where officer_id = p_officer;
  return true;
end $$;

-- The address is forgotten, and what was still to be sent there is not.
create or replace function drop_reminders(p_officer text)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_gone text[];
begin
  delete from reminder_choice where officer_id = p_officer;
  if not found then return false; end if;
  with gone as (
    update reminder
      set state = 'skipped', settled_at = clock_timestamp(), settled_by = 'duban',
        last_error = 'recipient-gone'
      where officer_id = p_officer and state in ('pending', 'dead')
      returning id)
    select array_agg(id) into v_gone from gone;
  perform unsay_reminders(v_gone);
  return true;
end $$;

-- What older digests to a recipient that have not arrived had to say and is owed still, as they say it: it
-- has not been said, and it leaves them, so that it is taken once. Those that wait are ended, for one goes
-- out, and not one for each day. On a rest day (`p_law`) only what is owed by law is taken, of those that
-- have died: those that wait still bring the rest.
drop function if exists take_over_digests(text, text);
create or replace function take_over_digests(p_officer text, p_receiver text, p_law boolean)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_lines jsonb; v_old text[];
begin
  -- Held: one that is taken to be sent at this moment leaves by itself, and not within the newer one too.
  select array_agg(id) into v_old from (
    select id from reminder
      where kind = 'digest' and (state = 'dead' or state = 'pending' and not p_law)
        and (officer_id = p_officer or receiver_id = p_receiver)
      for update) r;
  select coalesce(jsonb_agg(o.line order by o.n), '[]') into v_lines
    from (
      select distinct on (l.line->>'file', l.line->>'duty') l.line, l.n
        from reminder r cross join jsonb_array_elements(r.body->'lines') with ordinality l (line, n)
        where r.id = any (v_old) and (not p_law or l.line->>'force' = 'law')
        order by l.line->>'file', l.line->>'duty', r.created_at desc) o
    where still_so(o.line);
  perform unsay_reminders(
    v_old,
    array(select l->>'key' from jsonb_array_elements(v_lines) l where not l ? 'again'));
  update reminder r
    set state = 'skipped', settled_at = clock_timestamp(), settled_by = 'duban',
      last_error = 'superseded'
    where r.id = any (v_old) and r.state = 'pending';
  update reminder r
    set body = jsonb_set(
      r.body, '{lines}',
      coalesce(
        (
          select jsonb_agg(l.line order by l.n)
            from jsonb_array_elements(r.body->'lines') with ordinality l (line, n)
            where p_law and l.line->>'force' is distinct from 'law'),
        '[]'))
    where r.id = any (v_old) and r.state = 'dead' and r.body->'lines' <> '[]';
  return v_lines;
end $$;

-- {bureau, officer?, receiver?, channel, kind, at, once?, fresh?, most?, keys, body?}: posts what has not
-- been said under these keys, and notes that it has: of news, and of a digest that is `fresh`, only the
-- lines whose key is new; of a digest all of them, where nobody has posted it under `once`; of both with
-- what older ones did not bring, `most` lines in all, the rest counted; what was said before is marked so.
-- Of two lines about one duty and topic the first. Without a body it is only noted. One at a time for each
-- recipient, so that two who find the same say it once. Null when there was nothing new.
create or replace function post_reminder(p jsonb)
  returns text language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_to text := coalesce(
    'officer:' || (p->>'officer'), 'receiver:' || (p->>'receiver'), 'bureau:' || (p->>'bureau'));
  v_all boolean := p ? 'once' and p ? 'body' and not p ? 'fresh';
  v_given jsonb := coalesce(p->'body'->'lines', '[]'); v_new text[]; v_lines jsonb; v_id text;
  v_over int;
begin
  perform pg_advisory_xact_lock(hashtext('reminder'), hashtext(v_to));
  if p ? 'once' then
    insert into reminder_said (recipient, key) values (v_to, p->>'once') on conflict do nothing;
    if not found then return null; end if;
  end if;
  if p ? 'once' and p ? 'body' then
    select v_given || coalesce(jsonb_agg(o.line), '[]') into v_given
      from jsonb_array_elements(
          take_over_digests(p->>'officer', p->>'receiver', p ? 'fresh')) o (line)
      where not exists (
        select 1 from jsonb_array_elements(v_given) g (line)
          where g.line->>'file' = o.line->>'file' and g.line->>'duty' = o.line->>'duty');
    v_over := jsonb_array_length(v_given) - (p->>'most')::int;
    if v_over > 0 then
      select jsonb_agg(l.line order by l.n) into v_given
        from jsonb_array_elements(v_given) with ordinality l (line, n)
        where l.n <= (p->>'most')::int;
    end if;
  end if;
  with said as (
    insert into reminder_said (recipient, key)
      select v_to, k from jsonb_array_elements_text(p->'keys') k
        union select v_to, l->>'key' from jsonb_array_elements(v_given) l
      on conflict do nothing
      returning key)
    select coalesce(array_agg(key), '{}') into v_new from said;
  if not p ? 'body' or v_given = '[]' or v_new = '{}' and not v_all then return null; end if;
  select coalesce(
      jsonb_agg(
        case when l.key = any (v_new) then l.line else l.line || '{"again": true}' end order by l.n),
      '[]')
    into v_lines
    from (
      select distinct on (line->>'topic', line->>'file', coalesce(line->>'duty', line->>'key'))
          line, n, line->>'key' as key
        from jsonb_array_elements(v_given) with ordinality x (line, n)
        where v_all or line->>'key' = any (v_new)
        order by line->>'topic', line->>'file', coalesce(line->>'duty', line->>'key'), n) l;
  insert into reminder (
    bureau_id, officer_id, receiver_id, channel, kind, created_at, body, state, last_error)
    values (
      p->>'bureau', p->>'officer', p->>'receiver', p->>'channel', p->>'kind',
      ms_at((p->>'at')::bigint),
      jsonb_set(p->'body', '{lines}', v_lines) || case when v_over > 0 then
        jsonb_build_object('more', v_over + coalesce((p->'body'->>'more')::int, 0)) else '{}' end,
      case p->>'channel' when 'none' then 'dead' else 'pending' end,
      case p->>'channel' when 'none' then 'nobody-reached' end)
    returning id into v_id;
  perform pg_notify('duban_reminder', p->>'channel');
  return v_id;
end $$;

-- Takes the one that is due longest, for a lease; whoever comes second takes the next. After a crash
-- the lease runs out, and it is sent again under the same id. Tries number the claims.
create or replace function claim_reminder(p_channel text, p_lease int, p_bureaus text[])
  returns setof reminder language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  update reminder
    set state = 'sending', tries = tries + 1,
      next_try_at = clock_timestamp() + p_lease * interval '1 millisecond'
    where id = (
      select id from reminder
        where channel = p_channel and state in ('pending', 'sending')
          and next_try_at <= clock_timestamp()
          and (p_bureaus is null or bureau_id = any (p_bureaus))
        order by next_try_at limit 1 for update skip locked)
    returning *
$$;

-- How a try has ended: `delivered`, without the lines of these keys, which did not fit and have not been
-- said; `skipped`, where the recipient may not be told any more; `pending` in so many milliseconds;
-- `dead`. Only of the claim that it was. What is skipped, because the recipient is gone or may be told
-- nothing of it any more, has not been said to them, and of an escalation to nobody in the place that they
-- had; of an escalation that is dead the bureau notes no more that it was told, so that the next above is.
drop function if exists end_reminder(text, int, text, text, bigint);
create or replace function end_reminder(
  p_id text, p_tries int, p_state text, p_why text, p_again bigint, p_left text[] default '{}'
)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v reminder;
begin
  update reminder
    set state = p_state, last_error = p_why,
      next_try_at = clock_timestamp() + coalesce(p_again, 0) * interval '1 millisecond',
      settled_at = case when p_state in ('delivered', 'skipped') then clock_timestamp() end,
      settled_by = case when p_state = 'skipped' then 'duban' end
    where id = p_id and tries = p_tries and state = 'sending'
      and p_state in ('delivered', 'skipped', 'pending', 'dead')
    returning * into v;
  if not found then return false; end if;
  if p_state = 'skipped' then
    perform unsay_reminders(array[p_id]);
  elsif p_state = 'delivered' and p_left <> '{}' then
    perform unsay_reminders(array[p_id], p_left);
  elsif p_state = 'dead' and v.officer_id is not null then
    delete from reminder_said s
      using jsonb_array_elements(coalesce(v.body->'lines', '[]')) l (line)
      where s.recipient = 'bureau:' || v.bureau_id and s.key = l.line->>'key'
        and l.line->>'topic' = 'up-the-chain';
  end if;
  return true;
end $$;

-- Sent again or given up, by a named person with a reason; false when it is settled or under way.
-- What reached nobody can only be given up. What is sent again leaves at once, or at `p_at`.
drop function if exists settle_reminder(text, text, text, text, text);
create or replace function settle_reminder(
  p_id text, p_bureau text, p_what text, p_by text, p_reason text, p_at timestamptz default null
)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_what not in ('resend', 'skip') then raise exception 'resend or skip'; end if;
  update reminder
    set state = case p_what when 'skip' then 'skipped' else 'pending' end,
      settled_at = case p_what when 'skip' then clock_timestamp() end,
      settled_by = case p_what when 'skip' then p_by end, reason = p_reason,
      resent_after = case p_what when 'skip' then resent_after else tries end,
      next_try_at = case p_what when 'skip' then next_try_at
        else coalesce(p_at, clock_timestamp()) end
    where id = p_id and bureau_id = p_bureau
      and (state in ('pending', 'dead') or state = 'sending' and next_try_at <= clock_timestamp())
      and (p_what = 'skip' or channel <> 'none');
  if not found then return false; end if;
  perform pg_notify('duban_reminder', '');
  return true;
end $$;

-- The dead ones of a receiver, or (null) of all officers of a bureau, all at once; how many. No digests
-- whose lines a newer one has taken over, and no codes, which count for a day. Until `p_quiet` they wait,
-- but for what the law lets run out before.
drop function if exists resend_dead(text, text, text, text);
create or replace function resend_dead(
  p_bureau text, p_receiver text, p_by text, p_reason text, p_quiet timestamptz
)
  returns int language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with dead as (
    select r.id, r.bureau_id, r.kind = 'digest' and r.body->'lines' = '[]' as older,
        case when not exists (
            select 1 from jsonb_array_elements(coalesce(r.body->'lines', '[]')) l (line)
              where l.line->>'force' = 'law'
                and ms_at((l.line->>'due')::bigint) > clock_timestamp()
                and ms_at((l.line->>'due')::bigint) <= p_quiet)
          then p_quiet end as at
      from reminder r
      where r.state = 'dead' and r.channel <> 'none' and r.kind <> 'code'
        and case when p_receiver is null then r.bureau_id = p_bureau and r.officer_id is not null
          else r.receiver_id = p_receiver end)
  select coalesce(
      sum(
        case
          when settle_reminder(
            id, bureau_id, case when older then 'skip' else 'resend' end, p_by, p_reason, at)
            and not older
            then 1
          else 0
        end), 0)::int
    from dead
$$;

create or replace function resend_reminders(p_receiver text, p_by text, p_reason text)
  returns int language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select resend_dead(null, p_receiver, p_by, p_reason, null)
$$;

drop function if exists resend_to_people(text, text, text);
create or replace function resend_to_people(
  p_bureau text, p_by text, p_reason text, p_quiet bigint default null
)
  returns int language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select resend_dead(p_bureau, null, p_by, p_reason, ms_at(p_quiet))
$$;

-- A dead digest whose lines newer ones have taken over is seen for a week. What was settled is kept for
-- ninety days; what was said is remembered for four hundred. The address of whoever has been removed is
-- forgotten.
create or replace function sweep_reminders()
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update reminder
    set state = 'skipped', settled_at = clock_timestamp(), settled_by = 'duban',
      last_error = 'superseded'
    where state = 'dead' and kind = 'digest' and body->'lines' = '[]'
      and created_at < clock_timestamp() - interval '7 days';
  delete from reminder
    where state in ('delivered', 'skipped') and settled_at < clock_timestamp() - interval '90 days';
  delete from reminder_said where said_at < clock_timestamp() - interval '400 days';
  delete from reminder_choice c using officer o
    where o.id = c.officer_id and o.removed_on is not null;
$$;

-- Who may call them: only what is granted here.
revoke all on function
  can_be_told(text), unsay_reminders(text[], text[]), choose_reminders(jsonb),
  confirm_reminders(text, text), drop_reminders(text), still_so(jsonb),
  take_over_digests(text, text, boolean), post_reminder(jsonb), claim_reminder(text, int, text[]),
  end_reminder(text, int, text, text, bigint, text[]),
  settle_reminder(text, text, text, text, text, timestamptz),
  resend_dead(text, text, text, text, timestamptz), resend_reminders(text, text, text),
  resend_to_people(text, text, text, bigint),
  sweep_reminders() from public, duban_app;

grant execute on function
  can_be_told(text), still_so(jsonb), choose_reminders(jsonb), confirm_reminders(text, text),
  drop_reminders(text), post_reminder(jsonb), claim_reminder(text, int, text[]),
  end_reminder(text, int, text, text, bigint, text[]),
  settle_reminder(text, text, text, text, text, timestamptz), resend_reminders(text, text, text),
  resend_to_people(text, text, text, bigint), sweep_reminders() to duban_app;
