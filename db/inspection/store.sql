-- 入企检查 The inspection (QY): filing, approval, start and end of a plan.

-- A plan under the lock of its institution: what is read after this is what holds until the
-- transaction ends.
create or replace function locked_plan(p_file text)
  returns setof inspection_plan language plpgsql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_institution(institution_id) from inspection_plan where file_id = p_file;
  return query select * from inspection_plan where file_id = p_file;
end $$;

-- The plan as the API has assessed it, before its file is opened: {plan, level, by, onSite,
-- usesPlace, freed, assessment}
create or replace function prepare_plan(p jsonb)
  returns void language sql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
  insert into inspection_plan (
    id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, filed_at, filed_by,
    days_from, days_until, plan, on_site, uses_place, freed, assessment)
    values (
      p->'plan'->>'id', p->>'bureau', p->'plan'->>'institution', p->'plan'->>'body',
      p->'plan'->>'inNameOf', p->>'level', p->'plan'->>'kind', 'prepared',
      ms_at((p->'plan'->>'filedAt')::bigint), p->>'by', (p->'plan'->'days'->>'from')::date,
      (p->'plan'->'days'->>'until')::date, p->'plan', (p->>'onSite')::boolean,
      (p->>'usesPlace')::boolean, coalesce((p->>'freed')::int, 0), p->'assessment')
$$;

create or replace function opened_inspection(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan;
begin
  perform lock_institution(institution_id) from inspection_plan where id = f.subject_id;
  update inspection_plan
    set file_id = f.id,
      state = case when f.opening->>'wakesOn' is null then 'filed' else 'on-hold' end,
      wakes_on = (f.opening->>'wakesOn')::date
    where id = f.subject_id and state = 'prepared' and filed_by = i.officer_id
    returning * into v;
  if not found then raise exception 'the plan is not prepared'; end if;
  insert into inspection_plan_item
    select distinct v.id, x->>'item'
    from jsonb_array_elements(v.plan->'items') x;
  if v.state = 'on-hold'
    and v.freed <> coalesce(
      (select times from inspection_freed where institution_id = v.institution_id), 0) then
    update inspection_plan set wake_requested = true where id = v.id;
    insert into task (file_id, key, kind, data)
      values (f.id, 'ring:opened', 'wake-plan', jsonb_build_object('cause', 'freed'));
    perform pg_notify('duban_task', '');
  end if;
  return null;
end $$;

create or replace function keep_assessment(p_plan text, p_assessment jsonb)
  returns void language sql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
  update inspection_plan set assessment = p_assessment where id = p_plan
$$;

create or replace function take_place(p_plan text, p_year int, p_state text)
  returns void language sql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
  insert into inspection_place (plan_id, institution_id, year, state)
    select id, institution_id, p_year, p_state
    from inspection_plan where id = p_plan
    on conflict (plan_id) do update
    set year = excluded.year, state = excluded.state, changed_at = clock_timestamp()
$$;

-- QY-4.1 A start was refused and no later day of the approval is left: the place is free, and
-- whoever waits for it hears of it.
create or replace function give_place_back(p_plan text)
  returns void language plpgsql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan;
begin
  update inspection_place set state = 'released', changed_at = clock_timestamp()
    where plan_id = p_plan and state = 'reserved';
  if not found then return; end if;
  select * into v from inspection_plan where id = p_plan;
  perform request_wakes(v.file_id, v.institution_id);
end $$;

-- It said what request_wakes says now.
drop function if exists ring_held_plans(text, text, timestamptz);

-- Requests that the held plans of an institution that were filed after an instant (null: all) be
-- asked anew, the earliest first. Until each has been asked, it stands before those filed later. A
-- turn and a decision are each written once, so their transaction names the task.
create or replace function request_wakes(
  p_file text, p_institution text, p_after timestamptz default null
)
  returns void language plpgsql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into inspection_freed
    values (p_institution, 1) on conflict (institution_id) do update
    set times = inspection_freed.times + 1;
  insert into task (file_id, key, kind, data)
    select p_file, 'ring:' || pg_current_xact_id() || ':' || o.id, 'wake-plan',
      jsonb_build_object('file', o.file_id, 'cause', 'freed')
    from inspection_plan o
    where o.institution_id = p_institution and o.state = 'on-hold'
      and (p_after is null or o.filed_at > p_after)
    order by o.filed_at, o.id on conflict do nothing;
  update inspection_plan o set wake_requested = true
    where o.institution_id = p_institution and o.state = 'on-hold'
      and (p_after is null or o.filed_at > p_after) and not o.wake_requested;
  perform pg_notify('duban_task', '');
end $$;

-- 批准 {plan, by, on, usesPlace, year, approved (the plan with approval and overrides), assessment,
-- act, overrides: [{gate, item, reason, needed}]}
create or replace function approve_plan(p jsonb)
  returns void language plpgsql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_id text := p->>'plan'; v inspection_plan; v_place inspection_place;
begin
  update inspection_plan
    set state = case when state = 'filed' then 'approved' else state end, approved_by = p->>'by',
      approved_on = (p->>'on')::date, plan = p->'approved', uses_place = (p->>'usesPlace')::boolean,
      assessment = case when state = 'started' then assessment else p->'assessment' end
    where id = v_id returning * into v;
  insert into inspection_override
    select p->>'act', v_id, x->>'gate', coalesce(x->>'item', ''), p->>'by', x->>'reason',
      (p->>'on')::date, (x->>'needed')::boolean
    from jsonb_array_elements(p->'overrides') x;
  select * into v_place from inspection_place where plan_id = v_id;
  if v.state = 'approved' and (p->>'usesPlace')::boolean then
    perform take_place(v_id, (p->>'year')::int, 'reserved');
  end if;
  -- A place of another year that it held before is free again.
  if v_place.state = 'reserved'
    and (not (p->>'usesPlace')::boolean or v_place.year <> (p->>'year')::int) then
    if not (p->>'usesPlace')::boolean then
      perform take_place(v_id, v_place.year, 'released');
    end if;
    perform request_wakes(v.file_id, v.institution_id);
  end if;
end $$;

-- 开始 {plan, on, at, usesPlace, recheck, itemCapExempt, assessment, act, with}. `with`: the plans
-- that are one visit with it. It joins the visit that one of them has begun, or begins its own.
create or replace function start_plan(p jsonb)
  returns void language plpgsql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v inspection_plan; v_place inspection_place;
  v_year int := extract(year from (p->>'on')::date)::int; v_visit text;
begin
  select min(o.visit) into v_visit
    from inspection_plan o
    where o.id in (select jsonb_array_elements_text(p->'with')) and o.started_on is not null;
  update inspection_plan
    set state = 'started', started_on = (p->>'on')::date, started_at = ms_at((p->>'at')::bigint),
      last_on_site_on = case when on_site then (p->>'on')::date end,
      uses_place = (p->>'usesPlace')::boolean, recheck = (p->>'recheck')::boolean,
      item_cap_exempt = (p->>'itemCapExempt')::boolean, assessment = p->'assessment',
      visit = coalesce(v_visit, id)
    where id = p->>'plan' returning * into v;
  select * into v_place from inspection_place where plan_id = v.id;
  if (p->>'usesPlace')::boolean then perform take_place(v.id, v_year, 'consumed');
  elsif v_place.state = 'reserved' then perform take_place(v.id, v_place.year, 'released'); end if;
  if v_place.state = 'reserved' and (not (p->>'usesPlace')::boolean or v_place.year <> v_year) then
    perform request_wakes(v.file_id, v.institution_id);
  end if;
end $$;

-- 唤醒 {plan, woke, today, wakesOn, days, act}. One that stays on hold frees those behind it, which
-- had let it go first. The plan shows what it was assessed to be when it was asked.
create or replace function wake_plan(p jsonb)
  returns void language plpgsql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; v_first boolean;
begin
  select wake_requested or wakes_on <= (p->>'today')::date into v_first
    from inspection_plan where id = p->>'plan';
  if (p->>'woke')::boolean then
    update inspection_plan
      set state = 'filed', wake_requested = false, wakes_on = null, woken_on = (p->>'today')::date,
        days_from = (p->'days'->>'from')::date, days_until = (p->'days'->>'until')::date,
        plan = plan || jsonb_build_object('days', p->'days', 'wokenOn', p->'today'),
        uses_place = (p->>'usesPlace')::boolean, assessment = p->'assessment'
      where id = p->>'plan';
    return;
  end if;
  update inspection_plan
    set wake_requested = false, wakes_on = (p->>'wakesOn')::date, assessment = p->'assessment'
    where id = p->>'plan' returning * into v;
  if v_first then perform request_wakes(v.file_id, v.institution_id, v.filed_at); end if;
end $$;

-- One inspection of before, once: the same again changes nothing, another one under the same id is
-- refused. {changed} or {conflict}
create or replace function take_over_inspection(p jsonb)
  returns jsonb language plpgsql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; v_same boolean;
begin
  perform lock_institution(p->>'institution');
  select * into v from inspection_plan where id = p->>'id';
  if found then
    return jsonb_build_object(
      'changed', false, 'conflict', v.source->'row' is distinct from p->'source'->'row');
  end if;
  insert into inspection_plan (
    id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, on_site, started_on,
    last_on_site_on, ended_on, found, recheck, item_cap_exempt, source)
    values (
      p->>'id', p->>'bureau', p->>'institution', p->>'body', p->>'body', p->>'level', p->>'kind',
      'ended', (p->>'onSite')::boolean, (p->>'startedOn')::date,
      case when (p->>'onSite')::boolean then (p->>'endedOn')::date end, (p->>'endedOn')::date,
      p->>'found', (p->>'recheck')::boolean, (p->>'itemCapExempt')::boolean, p->'source');
  insert into inspection_plan_item
    select distinct p->>'id', x from jsonb_array_elements_text(p->'items') x;
  if (p->>'usesPlace')::boolean then
    perform take_place(p->>'id', extract(year from (p->>'startedOn')::date)::int, 'consumed');
  end if;
  return jsonb_build_object('changed', true, 'conflict', false);
end $$;

-- QY-10.3 Who may know a plan before the door is opened: who filed it, its team, and whoever heads
-- the body in whose name it is done on that day. Nobody who was removed.
create or replace function knows_plan(p inspection_plan, p_officer text, p_day date)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from officer o where o.id = p_officer and o.removed_on is null)
    and (
      p.filed_by = p_officer
        or exists (
          select 1 from jsonb_array_elements(p.plan->'team') m where m->>'officer' = p_officer)
        or exists (
          select 1 from body_head h
            where h.unit_id = p.in_name_of and h.officer_id = p_officer and h.from_on <= p_day
              and coalesce(h.until_on, 'infinity') >= p_day))
$$;

-- Whoever planned, approved, took part in or wrote in the file of an inspection. What was refused
-- is no part.
create or replace function took_part(p_plan text, p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from inspection_plan p
      where p.id = p_plan
        and (
          p.filed_by = p_officer or p.approved_by = p_officer
            or exists (
              select 1 from jsonb_array_elements(p.plan->'team') m where m->>'officer' = p_officer)
            or exists (
              select 1 from inbox i
                where i.file_id = p.file_id and i.officer_id = p_officer
                  and i.verdict->>'accepted' = 'true')))
$$;

-- QY-4.3 By visits: partners that come together come once.
create or replace function watch_frequency()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare w jsonb := '{"perDay": 1, "perWeek": 2, "perMonth": 3}'; c record;
begin
  select w || coalesce(settings->'inspection'->'watch', '{}') into w
    from bureau where id = new.bureau_id;
  for c in select v.span, v.number, v.most
    from (
      select count(distinct coalesce(visit, id)) filter (where started_on = new.started_on) as d,
        count(distinct coalesce(visit, id)) filter (
          where started_on between new.started_on - 6 and new.started_on) as wk,
        count(distinct coalesce(visit, id)) filter (
          where date_trunc('month', started_on) = date_trunc('month', new.started_on)) as m
        from inspection_plan
        where institution_id = new.institution_id and on_site
          and started_on between new.started_on - 31 and new.started_on + 31) n,
      lateral (
        values ('per-day', n.d, (w->>'perDay')::int), ('per-week', n.wk, (w->>'perWeek')::int),
        ('per-month', n.m, (w->>'perMonth')::int)) v (span, number, most)
    where v.number > v.most loop
    insert into frequency_alert (bureau_id, institution_id, plan_id, span, on_day, number, most)
      values (new.bureau_id, new.institution_id, new.id, c.span, new.started_on, c.number, c.most)
      on conflict do nothing;
  end loop;
  return null;
end $$;

-- ---- What follows, in the transaction of the turn ----------------------------------------------

-- 变更方案: team, days, draw and joint inspections as the act has them; the approval is void, the place
-- is kept for the new one. A plan that is no visit with others any more and shared their place has
-- none of its own; it keeps what nobody else uses.
create or replace function effect_inspection_plan_changed(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; i inbox; v_shared text[];
begin
  select * into v from locked_plan(f.id);
  select * into i from inbox where act_id = e->>'act' and file_id = f.id;
  v_shared := array(
    select o.id from joined_with(v) o
      join inspection_place l on l.plan_id = o.id
      join inspection_place mine on mine.plan_id = v.id and mine.year = l.year
      where mine.state = 'reserved' and l.state <> 'released');
  update inspection_plan
    set state = 'filed', approved_by = null, approved_on = null,
      days_from = coalesce((i.payload->'days'->>'from')::date, days_from),
      days_until = coalesce((i.payload->'days'->>'until')::date, days_until),
      plan = (v.plan - 'approval') || jsonb_build_object('overrides', '[]'::jsonb)
        || jsonb_strip_nulls(
          jsonb_build_object(
            'days', i.payload->'days', 'team', i.payload->'team',
            'jointWith', i.payload->'jointWith',
            'draw',
              case
                when i.payload->>'draw' is not null then jsonb_build_object('id', i.payload->'draw')
              end))
    where id = v.id returning * into v;
  if cardinality(v_shared) > 0
    and not exists (select 1 from joined_with(v) o where o.id = any (v_shared)) then
    update inspection_place set state = 'released', changed_at = clock_timestamp()
      where plan_id = v.id;
  end if;
end $$;

-- 取消, 失效: the reserved place is free, and whoever waits for it hears of it.
create or replace function effect_inspection_released(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan;
begin
  select * into v from locked_plan(f.id);
  update inspection_plan set state = e->>'state', wake_requested = false where id = v.id;
  update inspection_place set state = 'released', changed_at = clock_timestamp()
    where plan_id = v.id and state = 'reserved';
  perform request_wakes(f.id, v.institution_id);
end $$;

create or replace function effect_inspection_on_site(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update inspection_plan set last_on_site_on = greatest(last_on_site_on, (e->>'on')::date)
    where file_id = f.id
$$;

create or replace function effect_inspection_found(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan;
begin
  select * into v from locked_plan(f.id);
  update inspection_plan set found = e->>'found' where id = v.id;
  perform request_wakes(f.id, v.institution_id);
end $$;

-- 检查结束 {on} or {abandoned: true} (QY-15.1: then it was over on its last day on site); repeated with
-- another day it is the correction of the end. Its window file is opened, or hears of it; whoever
-- waits for the end is asked anew.
create or replace function effect_inspection_ended(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v inspection_plan; v_end date := (e->>'on')::date;
  v_abandoned boolean := coalesce((e->>'abandoned')::boolean, false);
begin
  select * into v from locked_plan(f.id);
  update inspection_plan
    set state = case when state = 'closed' then state else 'ended' end, abandoned = v_abandoned,
      ended_on = case when v_abandoned then null else v_end end
    where id = v.id returning * into v;
  if v.over_on < 'infinity' and not v.recheck then
    insert into task (file_id, key, kind, data)
      values (
        f.id, 'window:' || pg_current_xact_id(), 'inspection-window',
        jsonb_build_object('plan', v.id, 'endedOn', v.over_on))
      on conflict do nothing;
  end if;
  perform request_wakes(f.id, v.institution_id);
end $$;

create or replace function effect_inspection_closed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update inspection_plan set state = 'closed' where file_id = f.id and started_on is not null
$$;

-- Who may call them: only what is granted here.
revoke all on function
  locked_plan(text), prepare_plan(jsonb), opened_inspection(file, inbox),
  keep_assessment(text, jsonb), take_place(text, int, text), give_place_back(text),
  request_wakes(text, text, timestamptz), approve_plan(jsonb), start_plan(jsonb),
  wake_plan(jsonb), take_over_inspection(jsonb), knows_plan(inspection_plan, text, date),
  took_part(text, text), watch_frequency(), effect_inspection_plan_changed(file, jsonb),
  effect_inspection_released(file, jsonb), effect_inspection_on_site(file, jsonb),
  effect_inspection_found(file, jsonb), effect_inspection_ended(file, jsonb),
  effect_inspection_closed(file, jsonb) from public, duban_app;

grant execute on function
  locked_plan(text), prepare_plan(jsonb), keep_assessment(text, jsonb), give_place_back(text),
  approve_plan(jsonb), start_plan(jsonb), wake_plan(jsonb), take_over_inspection(jsonb),
  knows_plan(inspection_plan, text, date), took_part(text, text) to duban_app;
