-- 处罚名单通报 Lists of those sanctioned (TJ51-15): their periods, what is in them, and what becomes of it.

-- ---- 接收部门 Recipients -----------------------------------------------------------------------

drop function if exists enter_list_recipient(jsonb), list_recipient_on(text, text, date);

-- Registers a recipient from a day on; the same that counts on that day is no change, and nothing
-- is registered for days before the last delivery: what was delivered names the line of its day.
-- {changed} or {after}: the day of that delivery.
create or replace function register_list_recipient(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare r list_recipient; v_last date;
begin
  perform lock_recipients(p->>'bureau', p->>'kind');
  select * into r from list_recipient
    where bureau_id = p->>'bureau' and kind = p->>'kind'
    order by valid_from desc, id desc limit 1;
  if found and r.valid_from <= (p->>'validFrom')::date
    and (r.name, r.contact) = (p->>'name', p->>'contact') then
    return '{"changed": false}';
  end if;
  select max(local_day(s.delivered_at)) into v_last
    from sanctioned_list_sent s join sanctioned_list l on l.file_id = s.file_id
    where l.bureau_id = p->>'bureau' and s.recipient = p->>'kind';
  if v_last > (p->>'validFrom')::date then return jsonb_build_object('after', v_last); end if;
  insert into list_recipient (
    bureau_id, kind, name, contact, valid_from, document, reason, entered_by)
    values (
      p->>'bureau', p->>'kind', p->>'name', p->>'contact', (p->>'validFrom')::date, p->'document',
      p->>'reason', p->>'by');
  return '{"changed": true}';
end $$;

-- Of a delivery and a registration at the same instant one sees the other.
create or replace function lock_recipients(p_bureau text, p_kind text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(
    hashtextextended('list-recipient:' || p_bureau || ':' || p_kind, 0))
$$;

-- The line of the registry that is in force on a day.
create or replace function recipient_line(p_bureau text, p_kind text, p_day date)
  returns bigint language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select r.id from list_recipient r
    where r.bureau_id = p_bureau and r.kind = p_kind and r.valid_from <= p_day
    order by r.valid_from desc, r.id desc limit 1
$$;

-- ---- 期间 Periods ------------------------------------------------------------------------------

-- Until when the lists of a bureau go; the first time this is asked it is the day that is given.
create or replace function listed_until(p_bureau text, p_begin date)
  returns date language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into sanctioned_list_start values (p_bureau, p_begin) on conflict do nothing;
  return coalesce(
    (select max(until_on) from sanctioned_list where bureau_id = p_bureau and kind = 'period'),
    (select from_on from sanctioned_list_start where bureau_id = p_bureau));
end $$;

-- ---- 内容 What is in a list --------------------------------------------------------------------

-- As it would be now: what was served before the end of the period and is in no list, and what was
-- told before and stands otherwise than it was told last. Turns: even ones stand, odd ones have fallen.
create or replace function list_decisions(p_file text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with l as (
    select * from sanctioned_list where file_id = p_file
  ), found as (
    select d.file_id, d.number, d.served_at as at, d.turn,
      case when d.served_at < day_begins(l.from_on) then 'late' else 'new' end as mark
      from l join final_decision d on d.bureau_id = l.bureau_id
      where d.state = 'served' and d.listable and not d.listed
        and d.served_at < day_begins(l.until_on)
    union all
    select d.file_id, d.number, d.state_at, d.turn, 'correction'
      from l join final_decision d on d.bureau_id = l.bureau_id
      where d.listed and d.turn > 0
        and exists (
          select 1 from sanctioned_list_entry e
            where e.decision_file = d.file_id and e.decision_number = d.number
            having max(e.turn) % 2 <> d.turn % 2)
  )
  select coalesce(
    jsonb_agg(
      jsonb_build_object('file', file_id, 'number', number, 'mark', mark)
          || case when turn > 0 then jsonb_build_object('turn', turn) else '{}' end
        order by at, file_id collate "C", number, mark),
    '[]')
    from found
$$;

-- One decision as the recipients read it: whom it is about in full, for they have to find them. How
-- it stands is said of what is corrected only: what is confirmed changes by nothing that falls meanwhile.
create or replace function listed_decision(p_bureau text, e jsonb)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_strip_nulls(
    jsonb_build_object(
      'mark', e->>'mark', 'decision', d.file_id || ':' || d.number, 'source', d.source,
      'body', (select u.name from unit u where u.id = d.unit_id),
      'subject',
      case d.subject_kind
        when 'institution' then
          (
            select jsonb_build_object('kind', i.kind, 'name', i.name, 'code', i.nhsa_code)
              from institution i where i.id = d.subject_id)
        else
          (
            select jsonb_build_object('kind', n.kind, 'name', n.name, 'code', n.nhsa_code)
              from practitioner n where n.id = d.subject_id) end,
      'measures', d.measures, 'servedOn', local_day(d.served_at),
      'state',
      case when e->>'mark' = 'correction' then
        case when stands(coalesce(e->>'state', d.state)) then 'stands'
          else coalesce(e->>'state', d.state) end end,
      'since',
      case when e->>'mark' = 'correction' then
        local_day(coalesce(ms_at((e->>'at')::bigint), d.state_at)) end))
    from final_decision d
    where d.bureau_id = p_bureau and d.file_id = e->>'file' and d.number = (e->>'number')::int
$$;

-- In the bytes that are confirmed, exported and hashed.
create or replace function list_content(p_file text, p_entries jsonb)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'list', l.file_id, 'bureau', (select b.name from bureau b where b.id = l.bureau_id),
    'kind', l.kind, 'from', l.from_on, 'until', l.until_on, 'corrects', l.corrects,
    'zero', jsonb_array_length(p_entries) = 0,
    'entries',
    (
      select coalesce(jsonb_agg(listed_decision(l.bureau_id, x.e) order by x.n), '[]')
        from jsonb_array_elements(p_entries) with ordinality x (e, n)))::text
    from sanctioned_list l where l.file_id = p_file
$$;

create or replace function list_hash(p_content text)
  returns text language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select encode(sha256(convert_to(p_content, 'UTF8')), 'hex')
$$;

-- {content, sha256, fixed}: as it was fixed, otherwise as it would be now.
create or replace function list_as_it_is(p_file text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'content', c.content, 'sha256', list_hash(c.content), 'fixed', l.content is not null)
    from sanctioned_list l,
    lateral (
      select coalesce(l.content, list_content(l.file_id, list_decisions(l.file_id))) as content) c
    where l.file_id = p_file
$$;

-- ---- The file ----------------------------------------------------------------------------------

-- A correction is fixed as it opens. Periods follow each other: what does not is a fault.
create or replace function opened_sanctioned_list(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_from date := (f.opening->'period'->>'from')::date; v_fallen jsonb := f.opening->'fallen';
  v_content text;
begin
  insert into sanctioned_list (
    file_id, bureau_id, unit_id, kind, from_on, until_on, corrects, decision_file, decision_number,
    turn)
    values (
      f.id, f.bureau_id, f.opening->'units'->>'supervision-body',
      case when v_fallen is null then 'period' else 'correction' end, v_from,
      (f.opening->'period'->>'until')::date, v_fallen->>'list', v_fallen->'decision'->>'file',
      (v_fallen->'decision'->>'number')::int,
      case when v_fallen is not null then coalesce((v_fallen->>'turn')::int, 1) end);
  if v_fallen is null then
    if exists (
      select 1 from sanctioned_list o
        where o.bureau_id = f.bureau_id and o.kind = 'period' and o.file_id <> f.id
          and o.until_on > v_from) then
      raise exception 'a period that was listed already is not listed again';
    end if;
    return '{}'::jsonb;
  end if;
  v_content := list_content(
    f.id,
    jsonb_build_array(
      v_fallen->'decision'
        || jsonb_build_object(
          'mark', 'correction', 'state', v_fallen->'state', 'at', v_fallen->'at')));
  update sanctioned_list
    set content = v_content, sha256 = list_hash(v_content), fixed_at = f.opened_at,
      fixed_act = i.act_id
    where file_id = f.id;
  return jsonb_build_object('contentHash', list_hash(v_content));
end $$;

-- The very bytes that are judged are kept, so that nothing that changes until the turn gets into them.
create or replace function known_sanctioned_list__list_confirmation(f file, i inbox)
  returns jsonb language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with judged as materialized (
    select l.file_id, d.entries, list_content(f.id, d.entries) as content
      from sanctioned_list l, lateral (select list_decisions(l.file_id) as entries) d
      where l.file_id = f.id
  ), kept as (
    insert into sanctioned_list_judged
      select file_id, list_hash(content), content from judged
      on conflict do nothing
  )
  select jsonb_build_object(
    'entries', j.entries, 'hash', list_hash(j.content),
    'earlier',
    exists (
      select 1 from sanctioned_list o
        where o.bureau_id = l.bureau_id and o.kind = 'period' and o.content is null
          and o.from_on < l.from_on),
    'missing',
    (
      select coalesce(jsonb_agg(k order by k), '[]')
        from unnest(array['health', 'market']) k
        where recipient_line(l.bureau_id, k, local_day(i.received_at)) is null),
    'person', exists (select 1 from officer o where o.id = i.officer_id and o.kind = 'person'))
    from judged j join sanctioned_list l on l.file_id = j.file_id
$$;

-- {line, told, earlier}: whether the recipient was registered on the day of the delivery; of a
-- correction whether the list was delivered to it, and every correction before this one.
create or replace function known_sanctioned_list__list_delivery(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'line',
    recipient_line(
      l.bureau_id, i.payload->>'recipient',
      local_day((i.payload->>'deliveredAt')::timestamptz)) is not null,
    'told',
    l.corrects is null
      or exists (
        select 1 from sanctioned_list_sent s
          where s.file_id = l.corrects and s.recipient = i.payload->>'recipient'
            and s.delivered_at <= (i.payload->>'deliveredAt')::timestamptz),
    'earlier',
    l.corrects is not null
      and exists (
        select 1 from sanctioned_list o
          where o.kind = 'correction' and o.decision_file = l.decision_file
            and o.decision_number = l.decision_number and o.turn < l.turn
            and not exists (
              select 1 from sanctioned_list_sent s
                where s.file_id = o.file_id and s.recipient = i.payload->>'recipient')))
    from sanctioned_list l where l.file_id = f.id
$$;

drop function if exists tell_fallen(text, penalty_decision);
create or replace function tell_fallen(p_file text, d final_decision)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    values (
      p_file,
      'fallen:' || d.file_id || ':' || d.number
        || case when d.turn > 1 then ':' || d.turn else '' end,
      'sanctioned-list-fallen',
      jsonb_build_object(
        'list', p_file, 'decision', jsonb_build_object('file', d.file_id, 'number', d.number),
        'state', d.state, 'at', at_ms(d.state_at), 'turn', d.turn))
    on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

-- A decision that falls at this instant is seen by one of the two: both write its row.
create or replace function effect_sanctioned_list_fixed(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_content text;
begin
  if exists (select 1 from sanctioned_list where file_id = f.id and content is not null) then
    return;
  end if;
  perform 1
    from final_decision p
    join jsonb_array_elements(e->'entries') x
      on p.file_id = x->>'file' and p.number = (x->>'number')::int
    order by p.file_id, p.number for update of p;
  update final_decision p set listed = true
    from jsonb_array_elements(e->'entries') x
    where p.file_id = x->>'file' and p.number = (x->>'number')::int and not p.listed;
  select j.content into strict v_content
    from sanctioned_list_judged j where j.file_id = f.id and j.sha256 = e->>'hash';
  update sanctioned_list
    set content = v_content, sha256 = e->>'hash', fixed_at = ms_at((e->>'at')::bigint),
      fixed_act = e->>'act'
    where file_id = f.id;
  insert into sanctioned_list_entry (file_id, decision_file, decision_number, mark, turn)
    select f.id, x->>'file', (x->>'number')::int, x->>'mark',
      coalesce((x->>'turn')::int, case x->>'mark' when 'correction' then 1 else 0 end)
      from jsonb_array_elements(e->'entries') x
    on conflict do nothing;
  perform tell_fallen(f.id, p)
    from final_decision p
    join sanctioned_list_entry y on y.decision_file = p.file_id and y.decision_number = p.number
    where y.file_id = f.id and y.mark <> 'correction' and p.turn % 2 <> y.turn % 2;
end $$;

-- Which line was in force on the day is settled with the delivery.
create or replace function effect_sanctioned_list_delivered(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_recipients(f.bureau_id, e->>'recipient');
  insert into sanctioned_list_sent
    select f.id, e->>'recipient',
      recipient_line(f.bureau_id, e->>'recipient', local_day(ms_at((e->>'at')::bigint))),
      ms_at((e->>'at')::bigint), e->>'act'
    on conflict do nothing;
end $$;

create or replace function effect_sanctioned_list_acknowledged(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into sanctioned_list_delivery
    select f.id, e->>'recipient', (d.payload->>'deliveredAt')::timestamptz, d.act_id,
      (a.payload->>'acknowledgedAt')::timestamptz, a.act_id
      from inbox d, inbox a
      where d.file_id = f.id and d.act_id = e->>'delivery' and a.file_id = f.id
        and a.act_id = e->>'act'
    on conflict do nothing
$$;

-- Whatever lets a decision fall that was told, or stand again, both recipients hear of it.
create or replace function sanctioned_list_of_fallen()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform tell_fallen(y.file_id, new)
    from sanctioned_list_entry y
    where y.decision_file = new.file_id and y.decision_number = new.number
      and y.mark <> 'correction';
  return null;
end $$;
create or replace trigger sanctioned_list after update of state on final_decision
  for each row when (stands(old.state) <> stands(new.state))
  execute function sanctioned_list_of_fallen();

-- Who may call them: only what is granted here.
revoke all on function
  register_list_recipient(jsonb), lock_recipients(text, text), recipient_line(text, text, date),
  listed_until(text, date), list_decisions(text), listed_decision(text, jsonb),
  list_content(text, jsonb), list_hash(text), list_as_it_is(text),
  opened_sanctioned_list(file, inbox), known_sanctioned_list__list_confirmation(file, inbox),
  known_sanctioned_list__list_delivery(file, inbox), tell_fallen(text, final_decision),
  effect_sanctioned_list_fixed(file, jsonb), effect_sanctioned_list_delivered(file, jsonb),
  effect_sanctioned_list_acknowledged(file, jsonb), sanctioned_list_of_fallen()
  from public, duban_app;

grant execute on function
  register_list_recipient(jsonb), listed_until(text, date), list_as_it_is(text) to duban_app;
