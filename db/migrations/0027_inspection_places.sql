-- 联合检查 A joint inspection is one visit: one place under the cap and one bar, whichever of the bodies looks (QY-4.1, 5.1, 5.2, 15.1).

alter table inspection_plan
  -- whether it names partners: for the others nothing of what follows is asked
  add column joint boolean not null generated always as (coalesce(plan->'jointWith' <> '[]'::jsonb, false)) stored,
  -- the visit that it began or joined: the id of the plan that began it; null before the start, and for what was taken over
  add column visit text;
create index inspection_plan_joint on inspection_plan (institution_id) where joint;
update inspection_plan p set visit = coalesce((select min(o.id) from inspection_plan o where o.institution_id = p.institution_id and o.started_on = p.started_on and o.id < p.id
    and p.plan->'jointWith' ? o.id and o.plan->'jointWith' ? p.id), p.id)
  where p.file_id is not null and p.started_on is not null;

-- Plans that are one visit with this one: both name each other, at one institution, on days that overlap; once both have begun, only if they began as one. Whoever has given up is none.
create function joined_with(p inspection_plan) returns setof inspection_plan language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select o.* from inspection_plan o
  where p.joint and o.id in (select jsonb_array_elements_text(p.plan->'jointWith')) and o.id <> p.id and o.institution_id = p.institution_id and o.plan->'jointWith' ? p.id
    and o.days_from <= p.days_until and p.days_from <= o.days_until and p.state not in ('prepared', 'cancelled', 'expired') and o.state not in ('prepared', 'cancelled', 'expired')
    and (p.started_on is null or o.started_on is null or p.visit = o.visit) $$;

-- The rest of what the gates look at, for each of [{plan, today}]: as before (0020), with the partners that the plan names (domain/inspection/visits.ts) and which plans of the institution are one visit, two by two.
create or replace function inspection_present_of(p jsonb) returns table (n bigint, present json) language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query with asked as materialized (
    select a.n, plan, plan->>'id' as id, plan->>'body' as unit, plan->>'inNameOf' as in_name_of, plan->>'institution' as institution, least((plan->'days'->>'from')::date, (x->>'today')::date) as day, plan->>'kind' = 'special' as special,
      plan->'special'->>'campaign' as campaign, plan->'draw'->>'id' as draw, array(select jsonb_array_elements_text(plan->'jointWith')) as joint
    from jsonb_array_elements(p) with ordinality a(x, n), lateral (select x->'plan' as plan) q)
  select q.n, json_build_object(
    'settings', (select b.settings from unit u join bureau b on b.id = u.bureau_id where u.id = q.unit),
    'headUnits', (select coalesce(json_agg(distinct o.unit_id::text), '[]') from inspection_body b join body_head h on h.unit_id = q.in_name_of join officer o on o.id = h.officer_id where b.unit_id = q.unit),
    -- QY-11: who reviews major decisions, where the bureau has such a person outside the inspecting body
    'reviewUnit', (select min(o.unit_id) from unit u join unit r on r.bureau_id = u.bureau_id and r.id <> u.id join officer o on o.unit_id = r.id
      where u.id = q.unit and 'legal-reviewer' = any (o.roles) and o.removed_on is null),
    'history', (select coalesce(json_agg(h.past order by h.started_on, h.id), '[]') from past_inspections(q.institution, q.day - 366) h),
    'plans', (select coalesce(json_agg(json_build_object('id', o.id, 'level', o.level, 'filedAt', at_ms(o.filed_at), 'days', json_build_object('from', o.days_from, 'until', o.days_until), 'state', o.state,
        'items', array(select i.item_id from inspection_plan_item i where i.plan_id = o.id order by i.item_id)) order by o.filed_at, o.id), '[]')
      from inspection_plan o where o.institution_id = q.institution and o.state in ('filed', 'on-hold', 'approved') and o.id is distinct from q.id),
    'places', (select coalesce(json_agg(json_build_object('plan', l.plan_id, 'year', l.year, 'state', l.state)), '[]')
      from inspection_place l where l.institution_id = q.institution and l.year >= extract(year from q.day)::int and l.state <> 'released'),
    'freed', coalesce((select times from inspection_freed where institution_id = q.institution), 0),
    'partners', (select coalesce(json_agg(json_build_object('id', o.id, 'confirms', o.plan->'jointWith' ? q.id, 'days', json_build_object('from', o.days_from, 'until', o.days_until), 'state', o.state, 'startedOn', o.started_on, 'visit', o.visit)
        order by o.id), '[]') from inspection_plan o where o.id = any (q.joint) and o.id <> q.id and o.institution_id = q.institution and o.file_id is not null and o.state not in ('cancelled', 'expired')),
    'pairs', (select coalesce(json_agg(json_build_array(a.id, b.id) order by a.id, b.id), '[]') from inspection_plan a, joined_with(a) b
      where a.institution_id = q.institution and a.joint and a.id < b.id and (a.started_on is null or a.over_on >= q.day - 366)),
    'campaigns', case when q.special then campaigns_of(q.unit) else '[]' end,
    'special', case when q.special and q.campaign is not null then special_papers(q.campaign) end,
    'draw', case when q.draw is not null then draw_record(q.draw, q.plan) end)
  from asked q order by q.n;
end $$;

-- 开始 As before (0013), `with`: the plans that are one visit with it. It joins the visit that one of them has begun, or begins its own.
create or replace function start_plan(p jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; v_place inspection_place; v_year int := extract(year from (p->>'on')::date)::int; v_visit text;
begin
  select min(o.visit) into v_visit from inspection_plan o where o.id in (select jsonb_array_elements_text(p->'with')) and o.started_on is not null;
  update inspection_plan set state = 'started', started_on = (p->>'on')::date, started_at = ms_at((p->>'at')::bigint), last_on_site_on = case when on_site then (p->>'on')::date end, uses_place = (p->>'usesPlace')::boolean,
    recheck = (p->>'recheck')::boolean, item_cap_exempt = (p->>'itemCapExempt')::boolean, assessment = p->'assessment', visit = coalesce(v_visit, id) where id = p->>'plan' returning * into v;
  select * into v_place from inspection_place where plan_id = v.id;
  if (p->>'usesPlace')::boolean then perform take_place(v.id, v_year, 'consumed');
  elsif v_place.state = 'reserved' then perform take_place(v.id, v_place.year, 'released'); end if;
  if v_place.state = 'reserved' and (not (p->>'usesPlace')::boolean or v_place.year <> v_year) then perform ring_held_plans(v.file_id, v.institution_id); end if;
end $$;

-- QY-4.1 A start was refused and no later day of the approval is left: the place is free, and whoever waits for it hears of it.
create function give_place_back(p_plan text) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan;
begin
  update inspection_place set state = 'released', changed_at = clock_timestamp() where plan_id = p_plan and state = 'reserved';
  if not found then return; end if;
  select * into v from inspection_plan where id = p_plan;
  perform ring_held_plans(v.file_id, v.institution_id);
end $$;

-- 唤醒 As before (0013); the plan shows what it was assessed to be when it was asked.
create or replace function wake_plan(p jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; v_first boolean;
begin
  select rung or wakes_on <= (p->>'today')::date into v_first from inspection_plan where id = p->>'plan';
  if (p->>'woke')::boolean then
    update inspection_plan set state = 'filed', rung = false, wakes_on = null, woken_on = (p->>'today')::date, days_from = (p->'days'->>'from')::date, days_until = (p->'days'->>'until')::date,
      plan = plan || jsonb_build_object('days', p->'days', 'wokenOn', p->'today'), uses_place = (p->>'usesPlace')::boolean, assessment = p->'assessment' where id = p->>'plan';
    return;
  end if;
  update inspection_plan set rung = false, wakes_on = (p->>'wakesOn')::date, assessment = p->'assessment' where id = p->>'plan' returning * into v;
  if v_first then perform ring_held_plans(v.file_id, v.institution_id, v.filed_at); end if;
end $$;

-- 变更方案 As before (0013). A plan that is no visit with others any more and shared their place has none of its own; it keeps what nobody else uses.
create or replace function effect_inspection_plan_changed(f file, e jsonb) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; i inbox; v_shared text[];
begin
  select * into v from locked_plan(f.id);
  select * into i from inbox where act_id = e->>'act' and file_id = f.id;
  v_shared := array(select o.id from joined_with(v) o join inspection_place l on l.plan_id = o.id join inspection_place mine on mine.plan_id = v.id and mine.year = l.year
    where mine.state = 'reserved' and l.state <> 'released');
  update inspection_plan set state = 'filed', approved_by = null, approved_on = null, days_from = coalesce((i.payload->'days'->>'from')::date, days_from), days_until = coalesce((i.payload->'days'->>'until')::date, days_until),
    plan = (v.plan - 'approval') || jsonb_build_object('overrides', '[]'::jsonb)
      || jsonb_strip_nulls(jsonb_build_object('days', i.payload->'days', 'team', i.payload->'team', 'jointWith', i.payload->'jointWith', 'draw', case when i.payload->>'draw' is not null then jsonb_build_object('id', i.payload->'draw') end))
    where id = v.id returning * into v;
  if cardinality(v_shared) > 0 and not exists (select 1 from joined_with(v) o where o.id = any (v_shared)) then
    update inspection_place set state = 'released', changed_at = clock_timestamp() where plan_id = v.id;
  end if;
end $$;

-- QY-4.3 As before (0017), by visits: partners that come together come once.
create or replace function watch_frequency() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare w jsonb := '{"perDay": 1, "perWeek": 2, "perMonth": 3}'; c record;
begin
  select w || coalesce(settings->'inspection'->'watch', '{}') into w from bureau where id = new.bureau_id;
  for c in
    select v.span, v.number, v.most from (select
        count(distinct coalesce(visit, id)) filter (where started_on = new.started_on) as d, count(distinct coalesce(visit, id)) filter (where started_on between new.started_on - 6 and new.started_on) as wk,
        count(distinct coalesce(visit, id)) filter (where date_trunc('month', started_on) = date_trunc('month', new.started_on)) as m
      from inspection_plan where institution_id = new.institution_id and on_site and started_on between new.started_on - 31 and new.started_on + 31) n,
      lateral (values ('per-day', n.d, (w->>'perDay')::int), ('per-week', n.wk, (w->>'perWeek')::int), ('per-month', n.m, (w->>'perMonth')::int)) v (span, number, most)
    where v.number > v.most
  loop
    insert into frequency_alert (bureau_id, institution_id, plan_id, span, on_day, number, most) values (new.bureau_id, new.institution_id, new.id, c.span, new.started_on, c.number, c.most) on conflict do nothing;
  end loop;
  return null;
end $$;

revoke execute on function joined_with(inspection_plan), give_place_back(text) from public;
grant execute on function joined_with(inspection_plan), give_place_back(text) to duban_app;
