-- 终局决定 Final decisions as publicity and lists look for them, and the records that one of a rapid
-- response fell or stands again (docs/decisions/0028).

-- ---- 终局决定 Kept in one place, whoever made them ----------------------------------------------

create or replace function stands(p_state text)
  returns boolean language sql immutable parallel safe
  return p_state in ('decided', 'served');

-- Of penalty cases, as their register has them.
create or replace function final_decision_of_case()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into final_decision as d (
    file_id, number, bureau_id, source, unit_id, subject_kind, subject_id, measures, adverse,
    listable, decided_at, served_at, state, state_at, turn)
    select new.file_id, new.number, new.bureau_id, 'penalty-case', p.unit_id, p.subject_kind,
      p.subject_id, new.measures, new.outcome = 'penalty', new.outcome = 'penalty', new.decided_at,
      new.served_at, new.state, new.state_at, case when stands(new.state) then 0 else 1 end
      from penalty_case p
      where p.file_id = new.file_id and new.outcome in ('penalty', 'no-penalty')
    on conflict (file_id, number) do update
    set served_at = excluded.served_at, state = excluded.state, state_at = excluded.state_at,
      turn = d.turn + case when stands(d.state) = stands(excluded.state) then 0 else 1 end;
  return null;
end $$;
create or replace trigger final_decision after insert or update on penalty_decision
  for each row execute function final_decision_of_case();

-- Of rapid responses, the final decision as it was accepted; served when it was served on the
-- subject itself.
create or replace function final_decision_of_response()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file; v_served timestamptz := (new.payload->>'servedAt')::timestamptz;
begin
  select * into f from file where id = new.file_id;
  if f.procedure <> 'rapid-response' then return null; end if;
  if new.type = 'final-decision' then
    insert into final_decision (
      file_id, number, bureau_id, source, unit_id, subject_kind, subject_id, measures, adverse,
      listable, decided_at, state, state_at)
      values (
        f.id, new.number, f.bureau_id, 'rapid-response', f.opening->'units'->>'supervision-body',
        f.subject_kind, f.subject_id, new.payload->'measures', is_adverse(new.payload->'measures'),
        is_listable(new.payload->'measures'), (new.payload->>'decidedAt')::timestamptz, 'decided',
        (new.payload->>'decidedAt')::timestamptz)
      on conflict do nothing;
    -- 依据 The case may have fallen before the decision that rests on it was made.
    perform lock_ground(f.id);
    perform tell_response(f.id, g) from fallen_ground(f.id) g where g.file_id is not null;
  elsif new.payload->>'recipient' = f.subject_id then
    update final_decision d
      set served_at = least(d.served_at, v_served),
        state_at = case when stands(d.state) then least(d.served_at, v_served) else d.state_at end,
        state = case when stands(d.state) then 'served' else d.state end
      where d.file_id = f.id and d.number < new.number;
  end if;
  return null;
end $$;
create or replace trigger final_decision after update of verdict on inbox
  for each row when (
    new.type in ('final-decision', 'final-service') and old.verdict is null
      and new.verdict->>'accepted' = 'true')
  execute function final_decision_of_response();

create or replace function is_adverse(p_measures jsonb)
  returns boolean language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from jsonb_array_elements(p_measures) m where m->>'measure' <> 'restore')
$$;

-- TJ51-15 Of 支付处 only 终止, 取消 and 暂停 are told.
create or replace function is_listable(p_measures jsonb)
  returns boolean language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from jsonb_array_elements(p_measures) m
      where m->>'measure' in ('terminate', 'cancel', 'suspend'))
$$;

-- ---- 依据 What a decision rests on, and who has made it ------------------------------------------

-- The penalty case whose end closed the response: the one that a filing names, else the one under a
-- number filed here, else the first. One that was closed by hand rests on none.
create or replace function response_rests_on(p_file text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with accepted as (
    select * from inbox where file_id = p_file and verdict->>'accepted' = 'true'
  ), filings as (
    select * from accepted where type in ('filing-decision', 'further-answer')
  )
  select e.payload->>'file' from accepted e
    where e.type = 'penalty-case-ended'
      and not exists (select 1 from accepted c where c.type = 'case-closure')
    order by
      exists (select 1 from filings x where x.payload->>'penaltyCase' = e.payload->>'file') desc,
      exists (select 1 from filings x where x.payload->>'caseNo' = e.payload->>'caseNo') desc,
      e.number
    limit 1
$$;

-- The files in which a decision came about: its own, and, of one that was changed, those before it.
create or replace function files_of_decision(p_file text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive chain as (
    select p_file as id
    union
    select r.decision_file from decision_fall r join chain c on c.id = r.file_id
  )
  select id from chain
$$;

-- 后案 A penalty case, and those that were filed in its place, the last one last.
create or replace function cases_after(p_case text)
  returns table (id text, place int) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive chain as (
    select p_case as id, 0 as place where p_case is not null
    union all
    select c.file_id, chain.place + 1
      from chain join penalty_case c on c.supersedes = chain.id
      where chain.place < 100
  )
  select * from chain
$$;

-- 前案 A penalty case, and those in whose place it was filed.
create or replace function cases_before(p_case text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive chain as (
    select p_case as id where p_case is not null
    union
    select c.supersedes from chain join penalty_case c on c.file_id = chain.id
      where c.supersedes is not null
  )
  select id from chain
$$;

-- The cases on which a decision rests: the one whose end closed the response, and what came after it.
create or replace function ground_of_decision(p_file text)
  returns table (id text, place int) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select c.* from files_of_decision(p_file) f cross join lateral cases_after(response_rests_on(f)) c
$$;

-- Which penalty under a decision stands no more: one that was annulled before one that was changed,
-- the later before the earlier. Nothing (null) where what it rests on stands.
create or replace function fallen_ground(p_file text)
  returns final_decision language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select d.*
    from ground_of_decision(p_file) c
    join lateral (
      select x.* from final_decision x where x.file_id = c.id order by x.number desc limit 1) d
      on not stands(d.state)
    order by d.state = 'fallen' desc, c.place desc
    limit 1
$$;

-- Whoever lets the decision stand sees what falls under it at that instant, or is seen by it.
create or replace function lock_ground(p_file text)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from final_decision
    where file_id in (select id from ground_of_decision(p_file))
    order by file_id, number
    for share;
end $$;

-- 本案有关人员 The files in which a decision came about, with the case on which it rests and those in
-- whose place that was filed: whoever was recused or investigated there is concerned.
create or replace function files_behind(p_file text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with own as (
    select f as id from files_of_decision(p_file) f
  ), grounds as (
    select id from own
    union
    select response_rests_on(id) from own
  )
  select c from grounds g cross join lateral cases_before(g.id) c
$$;

-- Whether the person was recused from one of these files (a request that was not granted bars
-- nobody) or investigated there, under whichever account; the group of a suspected crime investigates.
create or replace function concerned_in(p_files text[], p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1
      from (
        select x.payload->>'officer' as id from inbox x
          where x.file_id = any (p_files) and x.verdict->>'accepted' = 'true'
            and x.type = 'recusal' and x.payload->>'approved' = 'true'
        union
        select v #>> '{}' from inbox x,
          lateral (
            select i as v from jsonb_path_query(x.payload, 'lax $.**.investigators[*]') i
            union all
            select g from jsonb_path_query(x.payload, 'lax $.group[*]') g
              where x.type = 'crime-report') named
          where x.file_id = any (p_files) and x.verdict->>'accepted' = 'true'
            and jsonb_typeof(v) = 'string') y
      where is_person_of(p_officer, y.id))
$$;

-- Whoever decided: who filed the final decision, and the heads who confirmed its changes.
create or replace function deciders_of(p_file text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select i.officer_id
    from files_of_decision(p_file) c
    join inbox i on i.file_id = c and i.type = 'final-decision' and i.verdict->>'accepted' = 'true'
  union
  select r.settled_by
    from files_of_decision(p_file) c join decision_fall r on r.file_id = c
    where r.state = 'confirmed' and r.settled_by <> 'duban'
$$;

create or replace function is_person_of(p_officer text, p_of text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select p_officer = p_of or one_certificate(p_officer, p_of)
$$;

-- Whether the person decided.
create or replace function has_decided(p_file text, p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from deciders_of(p_file) x where is_person_of(p_officer, x))
$$;

-- A decision as a record of its fall asks for it; `units` are those of the response.
create or replace function decision_to_fall(p_bureau text, p_file text, p_number int)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'source', d.source, 'subjectKind', d.subject_kind, 'subject', d.subject_id, 'state', d.state,
    'measures', d.measures, 'decidedAt', at_ms(d.decided_at),
    'units',
    (
      select f.opening->'units'
        from files_of_decision(p_file) c join file f on f.id = c and f.procedure = 'rapid-response'
        limit 1))
    from final_decision d
    where d.bureau_id = p_bureau and d.file_id = p_file and d.number = p_number
$$;

-- Where a head is registered: the nearest of the unit and those over it.
create or replace function unit_with_head(p_unit text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive up as (
    select id, superior_id, 0 as n from unit where id = p_unit
    union all
    select u.id, u.superior_id, up.n + 1 from unit u join up on u.id = up.superior_id
      where up.n < 20
  )
  select up.id from up
    where exists (
      select 1 from officer o
        where o.unit_id = up.id and o.kind = 'person' and 'head' = any (o.roles)
          and o.removed_on is null)
    order by up.n limit 1
$$;

-- Whether the record is the last one by which the decision fell, so that it can be taken back: what
-- was left of the decision stands too.
create or replace function may_take_back(p_fall text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from decision_fall r
      join final_decision d on d.file_id = r.decision_file and d.number = r.decision_number
      where r.file_id = p_fall and r.kind = 'fall' and r.state = 'confirmed' and not stands(d.state)
        and not exists (
          select 1 from decision_fall y
            where y.decision_file = r.decision_file and y.decision_number = r.decision_number
              and y.state = 'confirmed' and y.settled_at > r.settled_at)
        and not exists (
          select 1 from final_decision n where n.file_id = r.file_id and not stands(n.state)))
$$;

-- Whether the record followed a penalty case that is annulled still: that is no mistake, nor to be
-- taken back.
create or replace function fell_with_case(p_fall text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select r.cause = 'penalty-case' and coalesce((fallen_ground(r.decision_file)).state = 'fallen', false)
    from decision_fall r where r.file_id = p_fall
$$;

-- ---- The file of a record ----------------------------------------------------------------------

-- The decision is locked, so that of two records at the same instant one sees the other.
create or replace function opened_decision_fall(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare o jsonb := f.opening->'record';
begin
  perform 1 from final_decision
    where file_id = f.opening->'decision'->>'file'
      and number = (f.opening->'decision'->>'number')::int
    for share;
  insert into decision_fall (
    file_id, bureau_id, kind, decision_file, decision_number, subject_kind, subject_id, cause,
    outcome, measures, document_no, decided_at, effective_at, recorded_by, recorded_at, takes_back,
    rests_on)
    values (
      f.id, f.bureau_id, o->>'kind', f.opening->'decision'->>'file',
      (f.opening->'decision'->>'number')::int, f.opening->'subject'->>'kind',
      f.opening->'subject'->>'id', o->>'cause', o->>'outcome', o->'measures',
      i.payload->>'documentNo', ms_at((o->>'decidedAt')::bigint),
      ms_at((o->>'effectiveAt')::bigint), i.officer_id, i.received_at, o->>'takesBack',
      o->>'restsOn');
  return '{}'::jsonb;
end $$;

-- {state, head, own, decided, barred, reversible, groundFallen}: how the decision stands; whether whoever confirms
-- heads the unit that recorded it or one over it and is in office, recorded it or decided (also
-- under another account), was recused from its cases or investigated them; whether what is taken
-- back can be, and whether it followed a case that is annulled.
create or replace function known_decision_fall__fall_confirmation(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'state', d.state,
    'head',
    exists (
      select 1 from officer o
        where o.id = i.officer_id and o.kind = 'person' and o.removed_on is null
          and 'head' = any (o.roles) and is_present(o.id, local_day(i.received_at))
          and (
            o.unit_id = f.opening->'units'->>'recording'
              or superiors_of(f.opening->'units'->>'recording') ? o.unit_id)),
    'own', is_person_of(i.officer_id, r.recorded_by),
    'decided', has_decided(r.decision_file, i.officer_id),
    'barred', concerned_in(array(select files_behind(r.decision_file)), i.officer_id),
    'reversible', r.kind = 'fall' or may_take_back(r.takes_back),
    'groundFallen', coalesce(fell_with_case(r.takes_back), false))
    from decision_fall r
    left join final_decision d on d.file_id = r.decision_file and d.number = r.decision_number
    where r.file_id = f.id
$$;

-- 恢复成立 A record is taken back: the decision stands again, and what was left of it falls. Where the
-- penalty under it was annulled meanwhile it does not stand for an instant: it has fallen with its
-- case, by a record of its own. Where that was changed a head is asked, as of any decision that stands.
create or replace function stand_again(r decision_fall, p_at timestamptz)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare g final_decision;
begin
  perform lock_ground(r.decision_file);
  g := fallen_ground(r.decision_file);
  update final_decision set state = 'fallen', state_at = p_at, turn = turn + 1
    where file_id = r.takes_back and stands(state);
  if g.state = 'fallen' then
    update final_decision set state = 'fallen', state_at = greatest(g.state_at, decided_at)
      where file_id = r.decision_file and number = r.decision_number and not stands(state);
    insert into task (file_id, key, kind, data)
      values (
        r.file_id, 'case-fell:' || g.file_id || ':' || g.number, 'response-decision-fell',
        jsonb_build_object(
          'decision', jsonb_build_object('file', r.decision_file, 'number', r.decision_number),
          'case', g.file_id, 'state', g.state, 'at', at_ms(g.state_at), 'insteadOf', r.takes_back))
      on conflict do nothing;
    return;
  end if;
  update final_decision
    set state = case when served_at is null then 'decided' else 'served' end, state_at = p_at,
      turn = turn + 1
    where file_id = r.decision_file and number = r.decision_number and not stands(state);
  if g.file_id is not null then
    perform tell_response(f, g)
      from files_of_decision(r.decision_file) f join file x on x.id = f
      where x.procedure = 'rapid-response';
  end if;
end $$;

-- {act, at, state}. What is confirmed lets the decision fall, or stand again; what is left of one
-- that was changed is a decision of its own, effective with the change.
create or replace function effect_decision_fall_settled(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare r decision_fall; d final_decision; v_at timestamptz := ms_at((e->>'at')::bigint);
begin
  update decision_fall
    set state = e->>'state', settled_at = v_at,
      settled_by =
        (select i.officer_id from inbox i where i.file_id = f.id and i.act_id = e->>'act')
    where file_id = f.id and state = 'recorded' returning * into r;
  if not found or r.state <> 'confirmed' then return; end if;
  if r.kind = 'fall' then
    update final_decision
      set state = case r.outcome when 'annulled' then 'fallen' else 'changed' end,
        state_at = r.effective_at, turn = turn + 1
      where file_id = r.decision_file and number = r.decision_number and stands(state)
      returning * into d;
    if d.file_id is not null and r.outcome = 'changed' then
      insert into final_decision (
        file_id, number, bureau_id, source, unit_id, subject_kind, subject_id, measures, adverse,
        listable, decided_at, served_at, state, state_at)
        values (
          f.id, 1, d.bureau_id, d.source, d.unit_id, d.subject_kind, d.subject_id, r.measures,
          is_adverse(r.measures), is_listable(r.measures), r.decided_at, r.effective_at, 'served',
          r.effective_at)
        on conflict do nothing;
    end if;
  else
    perform stand_again(r, v_at);
  end if;
  insert into task (file_id, key, kind, data)
    select f.id, 'entered:' || c, 'decision-fall-entered',
      jsonb_build_object(
        'file', c, 'kind', r.kind, 'outcome', r.outcome, 'cause', r.cause, 'act', e->>'act',
        'decision', jsonb_build_object('file', r.decision_file, 'number', r.decision_number),
        'at', at_ms(r.effective_at), 'takesBack', r.takes_back)
      from files_of_decision(r.decision_file) c
    on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

-- The file of the decision shows it in its register, whether it is closed or not.
create or replace function enter_decision_fall(p_file text, p_entry jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file;
begin
  select * into f from file where id = p_file for update;
  if not found
    or exists (select 1 from register r where r.file_id = f.id and r.key = p_entry->>'key') then
    return false;
  end if;
  perform enter_one(f, p_entry, date_trunc('milliseconds', clock_timestamp()));
  return true;
end $$;

-- ---- 随案撤销 What rests on a penalty case follows it -----------------------------------------------

-- Every decision of the response that stands: the final one, or what a change has left of it. Once
-- for each time that it stands.
create or replace function tell_response(p_file text, d final_decision)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    with recursive of as (
      select p_file as id
      union
      select r.file_id from decision_fall r join of on of.id = r.decision_file
        where r.kind = 'fall' and r.state = 'confirmed'
    )
    select p_file,
      concat_ws(
        ':', 'case-fell', d.file_id, d.number, x.file_id, x.number, nullif(x.turn, 0)),
      'response-decision-fell',
      jsonb_build_object(
        'decision', jsonb_build_object('file', x.file_id, 'number', x.number),
        'case', d.file_id, 'state', d.state, 'at', at_ms(d.state_at))
      from of join final_decision x on x.file_id = of.id
      where stands(x.state)
    on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

-- A response rests on its case, and so on every case that was filed in the place of that one.
create or replace function responses_of_fallen()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_cases text[] := array(select cases_before(new.file_id));
begin
  perform tell_response(e.file_id, new)
    from (
      select distinct i.file_id from inbox i
        where i.type = 'penalty-case-ended' and i.payload->>'file' = any (v_cases)
          and i.verdict->>'accepted' = 'true') e
    where response_rests_on(e.file_id) = any (v_cases);
  return null;
end $$;
create or replace trigger responses after update of state on final_decision
  for each row when (
    new.source = 'penalty-case' and stands(old.state) and not stands(new.state))
  execute function responses_of_fallen();

-- Who may call them: only what is granted here.
revoke all on function
  stands(text), final_decision_of_case(), final_decision_of_response(), is_adverse(jsonb),
  is_listable(jsonb), response_rests_on(text), files_of_decision(text), deciders_of(text),
  cases_after(text), cases_before(text), ground_of_decision(text), fallen_ground(text),
  lock_ground(text), files_behind(text), concerned_in(text[], text), fell_with_case(text),
  stand_again(decision_fall, timestamptz), is_person_of(text, text), has_decided(text, text),
  unit_with_head(text), decision_to_fall(text, text, int), may_take_back(text),
  opened_decision_fall(file, inbox),
  known_decision_fall__fall_confirmation(file, inbox), effect_decision_fall_settled(file, jsonb),
  enter_decision_fall(text, jsonb), tell_response(text, final_decision), responses_of_fallen()
  from public, duban_app;

grant execute on function
  stands(text), is_person_of(text, text), has_decided(text, text), unit_with_head(text),
  decision_to_fall(text, text, int), may_take_back(text), fell_with_case(text),
  fallen_ground(text), enter_decision_fall(text, jsonb)
  to duban_app;
