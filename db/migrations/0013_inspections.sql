-- Inspections (QY): the plan from its filing to its end, the places under the yearly cap, the windows that an end opens.
-- Target and days of a plan stand here and nowhere else before the door is opened: the engine knows a random plan id.

create table inspection_plan (
  id text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$'),
  -- null: an inspection taken over from before
  file_id text unique references file,
  bureau_id text not null references bureau,
  institution_id text not null references institution,
  -- null: an inspection taken over whose body is not on this system
  body_unit text references unit,
  in_name_of text references unit,
  level text not null check (level in ('national', 'province', 'prefecture', 'county')),
  kind text not null check (kind in ('daily', 'special', 'case')),
  -- `prepared`: its file has not been opened; it binds nobody
  state text not null check (state in ('prepared', 'filed', 'on-hold', 'approved', 'started', 'ended', 'cancelled', 'expired', 'closed')),
  filed_at timestamptz,
  filed_by text,
  days_from date,
  days_until date,
  -- domain/inspection/plan.ts Plan; of the draw and the special papers their ids only
  plan jsonb,
  on_site boolean not null,
  -- whether its approval would reserve a place, as it was assessed last
  uses_place boolean not null default false,
  -- QY-4.1: on hold until this day (null: until something that bars it comes to an end); `rung`: something that barred it has been freed, and it has not been asked since
  wakes_on date,
  rung boolean not null default false,
  woken_on date,
  approved_by text,
  approved_on date,
  started_on date,
  started_at timestamptz,
  last_on_site_on date,
  ended_on date,
  abandoned boolean not null default false,
  found text not null default 'unknown' check (found in ('no-violation', 'violation', 'unknown')),
  -- QY-12.3, 15.1: a re-check opens no year; QY-3.1: not bound by the caps of its items
  recheck boolean not null default false,
  item_cap_exempt boolean not null default false,
  -- SHA-256 of the check code; the code is active from the start
  code_hash text unique,
  -- how often something had been freed when it was assessed for its filing
  freed int not null default 0,
  -- the last assessment: stage, day, findings
  assessment jsonb,
  -- what an inspection taken over rests on
  source jsonb,
  -- the day that opens the year of QY-15.1: the end, or of an abandoned one the last day on site; infinity while it runs
  over_on date generated always as (case when started_on is not null then coalesce(ended_on, case when abandoned then last_on_site_on end, 'infinity'::date) end) stored,
  check (plan is not null or started_on is not null),
  check (ended_on >= started_on)
);
create index inspection_plan_history on inspection_plan (institution_id, over_on) where started_on is not null;
create index inspection_plan_open on inspection_plan (institution_id, filed_at, id) where state in ('filed', 'on-hold', 'approved');
create index inspection_plan_list on inspection_plan (bureau_id, filed_at desc, id desc) where file_id is not null;
create index inspection_plan_body on inspection_plan (body_unit, started_on) where started_on is not null;
create index inspection_plan_campaign on inspection_plan ((plan->'special'->>'campaign')) where plan->'special'->>'campaign' is not null;

create table inspection_plan_item (
  plan_id text not null references inspection_plan,
  item_id text not null,
  primary key (plan_id, item_id)
);
create index inspection_plan_item_item on inspection_plan_item (item_id);

-- 频次名额 QY-4.1: one a plan, whatever it combines
create table inspection_place (
  plan_id text primary key references inspection_plan,
  institution_id text not null references institution,
  year int not null,
  state text not null check (state in ('reserved', 'consumed', 'released')),
  changed_at timestamptz not null default clock_timestamp()
);
create index inspection_place_taken on inspection_place (institution_id, year) where state <> 'released';

-- How often a place or a window of an institution has been freed: a plan filed on hold while that happened is asked anew at once.
create table inspection_freed (
  institution_id text primary key references institution,
  times int not null
);

-- 窗口 QY-15.1: one file for each inspection that has ended, whatever items it combined
create table inspection_window (
  file_id text primary key references file,
  plan_id text not null unique references inspection_plan,
  institution_id text not null references institution,
  ended_on date not null,
  closed boolean not null default false
);
create index inspection_window_institution on inspection_window (institution_id);

-- QY-19: every override of a gate, with who and why
create table inspection_override (
  act_id text not null references inbox,
  plan_id text not null references inspection_plan,
  gate text not null,
  item_id text not null default '',
  officer_id text not null,
  reason text not null,
  on_day date not null,
  -- whether the gate would have refused without it
  needed boolean not null,
  primary key (act_id, gate, item_id)
);
create index inspection_override_plan on inspection_override (plan_id);

create trigger no_delete before delete on inspection_freed for each row execute function refuse_change();
create trigger no_delete before delete on inspection_plan for each row execute function refuse_change();
create trigger no_delete before delete on inspection_place for each row execute function refuse_change();
create trigger append_only before update or delete on inspection_plan_item for each row execute function refuse_change();
create trigger append_only before update or delete on inspection_override for each row execute function refuse_change();
create trigger no_truncate before truncate on inspection_plan execute function refuse_change();
create trigger no_truncate before truncate on inspection_place execute function refuse_change();
create trigger no_truncate before truncate on inspection_plan_item execute function refuse_change();
create trigger no_truncate before truncate on inspection_override execute function refuse_change();

-- Whatever counts or frees places and windows of an institution meets at this lock.
create function lock_institution(p_institution text) returns void language sql volatile security definer set search_path = public as
$$ select pg_advisory_xact_lock(hashtextextended('inspection:' || p_institution, 13)) $$;

-- A plan under the lock of its institution: what is read after this is what holds until the transaction ends.
create function locked_plan(p_file text) returns setof inspection_plan language plpgsql volatile security definer set search_path = public as $$
begin
  perform lock_institution(institution_id) from inspection_plan where file_id = p_file;
  return query select * from inspection_plan where file_id = p_file;
end $$;

-- ---- what an assessment needs, in one statement ---------------------------------------------------------------------

-- Inspections that have begun and were not over before a day (domain/inspection/plan.ts PastInspection).
create function inspection_history(p_institution text, p_since date default '-infinity') returns jsonb language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
begin
  return (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', p.id, 'level', p.level, 'filedAt', at_ms(p.filed_at), 'kind', p.kind, 'onSite', p.on_site, 'startedOn', p.started_on, 'found', p.found,
        'abandoned', nullif(p.abandoned, false), 'recheck', nullif(p.recheck, false), 'itemCapExempt', nullif(p.item_cap_exempt, false)))
      || jsonb_build_object('endedOn', p.ended_on, 'lastOnSiteOn', p.last_on_site_on, 'items', (select coalesce(jsonb_agg(i.item_id order by i.item_id), '[]') from inspection_plan_item i where i.plan_id = p.id))
      order by p.started_on, p.id), '[]')
    from inspection_plan p where p.institution_id = p_institution and p.over_on >= p_since and p.started_on is not null);
end $$;

-- Everything the gates look at: {plan, today} → domain/inspection/plan.ts Known, with the draw and the special papers of the plan, the bureau's settings and the units of the heads.
-- History of more than a year before the day bars nothing any more.
create function inspection_facts(p jsonb) returns jsonb language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v_plan jsonb := p->'plan'; v_institution text := v_plan->>'institution'; v_id text := v_plan->>'id'; v jsonb;
  v_day date := least((v_plan->'days'->>'from')::date, (p->>'today')::date); v_items text[] := array(select x->>'item' from jsonb_array_elements(v_plan->'items') x);
begin
  v := inspection_known(p);
  return v || jsonb_build_object(
    'settings', (select b.settings from unit u join bureau b on b.id = u.bureau_id where u.id = v_plan->>'body'),
    'headUnits', (select coalesce(jsonb_agg(distinct o.unit_id), '[]') from jsonb_array_elements(case when jsonb_typeof(v->'body') = 'object' then v->'body'->'heads' else '[]' end) h join officer o on o.id = h->>'officer'),
    -- QY-11: who reviews major decisions, where the bureau has such a person outside the inspecting body
    'reviewUnit', (select min(o.unit_id) from unit u join unit r on r.bureau_id = u.bureau_id and r.id <> u.id join officer o on o.unit_id = r.id
      where u.id = v_plan->>'body' and 'legal-reviewer' = any (o.roles) and o.removed_on is null),
    'history', inspection_history(v_institution, v_day - 366),
    'plans', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'level', o.level, 'filedAt', at_ms(o.filed_at), 'days', jsonb_build_object('from', o.days_from, 'until', o.days_until), 'state', o.state,
        'items', (select coalesce(jsonb_agg(i.item_id order by i.item_id), '[]') from inspection_plan_item i where i.plan_id = o.id)) order by o.filed_at, o.id), '[]')
      from inspection_plan o where o.institution_id = v_institution and o.state in ('filed', 'on-hold', 'approved') and o.id is distinct from v_id),
    'places', (select coalesce(jsonb_agg(jsonb_build_object('plan', l.plan_id, 'year', l.year, 'state', l.state)), '[]')
      from inspection_place l where l.institution_id = v_institution and l.year >= extract(year from v_day)::int and l.state <> 'released'),
    'freed', coalesce((select times from inspection_freed where institution_id = v_institution), 0),
    'joint', (select coalesce(jsonb_agg(o.id), '[]') from inspection_plan o where o.id = any (array(select jsonb_array_elements_text(v_plan->'jointWith')))
        and o.institution_id = v_institution and o.state in ('filed', 'approved', 'started') and o.plan->'jointWith' ? v_id),
    'campaigns', case when v_plan->>'kind' = 'special' then campaigns_of(v_plan->>'body') else '[]' end,
    'special', case when v_plan->>'kind' = 'special' and v_plan->'special'->>'campaign' is not null then special_papers(v_plan->'special'->>'campaign') end,
    'draw', case when v_plan->'draw'->>'id' is not null then draw_record(v_plan->'draw'->>'id', v_plan) end,
    'evidence', (select coalesce(jsonb_agg(jsonb_build_object('item', e.item_id, 'inspection', e.id) order by e.item_id), '[]') from (
      select distinct on (i.item_id) i.item_id, o.id from inspection_plan o join inspection_plan_item i on i.plan_id = o.id
      where o.institution_id = v_institution and o.over_on >= v_day - 366 and o.over_on < 'infinity' and o.started_on is not null and o.found <> 'unknown' and i.item_id = any (v_items)
      order by i.item_id, o.over_on desc, o.id) e));
end $$;

-- What stands before a plan on hold: plans filed earlier that have woken and wait for the head, and such that are about to wake. Days as they would be planned now.
create function claims_before(p_plan text, p_today date) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare v inspection_plan;
begin
  select * into v from inspection_plan where id = p_plan;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'usesPlace', o.uses_place, 'from', greatest(o.days_from, case when o.state = 'on-hold' then p_today else o.days_from end)) order by o.filed_at, o.id), '[]')
    from inspection_plan o where o.institution_id = v.institution_id and (o.filed_at, o.id) < (v.filed_at, v.id)
      and o.state in ('filed', 'on-hold', 'approved') and ((o.state = 'on-hold' and (o.rung or o.wakes_on <= p_today)) or (o.state = 'filed' and o.woken_on is not null)));
end $$;

-- ---- opening and deciding -------------------------------------------------------------------------------------------

-- The plan as the API has assessed it, before its file is opened: {plan, level, by, onSite, usesPlace, freed, assessment}
create function prepare_plan(p jsonb) returns void language sql volatile security definer set search_path = public as $$
  insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, filed_at, filed_by, days_from, days_until, plan, on_site, uses_place, freed, assessment)
  values (p->'plan'->>'id', p->>'bureau', p->'plan'->>'institution', p->'plan'->>'body', p->'plan'->>'inNameOf', p->>'level', p->'plan'->>'kind', 'prepared', ms_at((p->'plan'->>'filedAt')::bigint), p->>'by',
    (p->'plan'->'days'->>'from')::date, (p->'plan'->'days'->>'until')::date, p->'plan', (p->>'onSite')::boolean, (p->>'usesPlace')::boolean, coalesce((p->>'freed')::int, 0), p->'assessment') $$;

create function opened_inspection(f file, i inbox) returns jsonb language plpgsql security definer set search_path = public as $$
declare v inspection_plan;
begin
  perform lock_institution(institution_id) from inspection_plan where id = f.subject_id;
  update inspection_plan set file_id = f.id, state = case when f.opening->>'wakesOn' is null then 'filed' else 'on-hold' end, wakes_on = (f.opening->>'wakesOn')::date
    where id = f.subject_id and state = 'prepared' and filed_by = i.officer_id returning * into v;
  if not found then raise exception 'the plan is not prepared'; end if;
  insert into inspection_plan_item select distinct v.id, x->>'item' from jsonb_array_elements(v.plan->'items') x;
  if v.state = 'on-hold' and v.freed <> coalesce((select times from inspection_freed where institution_id = v.institution_id), 0) then
    update inspection_plan set rung = true where id = v.id;
    insert into errand (file_id, key, kind, data) values (f.id, 'ring:opened', 'wake-plan', jsonb_build_object('cause', 'freed'));
    perform pg_notify('duban_errand', '');
  end if;
  return null;
end $$;

create function keep_assessment(p_plan text, p_assessment jsonb) returns void language sql volatile security definer set search_path = public as
$$ update inspection_plan set assessment = p_assessment where id = p_plan $$;

create function take_place(p_plan text, p_year int, p_state text) returns void language sql volatile security definer set search_path = public as $$
  insert into inspection_place (plan_id, institution_id, year, state) select id, institution_id, p_year, p_state from inspection_plan where id = p_plan
  on conflict (plan_id) do update set year = excluded.year, state = excluded.state, changed_at = clock_timestamp() $$;

-- Rings the held plans of an institution that were filed after an instant (null: all), the earliest first. Until each has been asked, it stands before those filed later.
-- A turn and a decision are each written once, so their transaction names the errand.
create function ring_held_plans(p_file text, p_institution text, p_after timestamptz default null) returns void language plpgsql volatile security definer set search_path = public as $$
begin
  insert into inspection_freed values (p_institution, 1) on conflict (institution_id) do update set times = inspection_freed.times + 1;
  insert into errand (file_id, key, kind, data) select p_file, 'ring:' || pg_current_xact_id() || ':' || o.id, 'wake-plan', jsonb_build_object('file', o.file_id, 'cause', 'freed')
    from inspection_plan o where o.institution_id = p_institution and o.state = 'on-hold' and (p_after is null or o.filed_at > p_after) order by o.filed_at, o.id on conflict do nothing;
  update inspection_plan o set rung = true where o.institution_id = p_institution and o.state = 'on-hold' and (p_after is null or o.filed_at > p_after) and not o.rung;
  perform pg_notify('duban_errand', '');
end $$;

-- 批准 {plan, by, on, usesPlace, year, approved (the plan with approval and overrides), assessment, act, overrides: [{gate, item, reason, needed}]}
create function approve_plan(p jsonb) returns void language plpgsql volatile security definer set search_path = public as $$
declare v_id text := p->>'plan'; v inspection_plan; v_place inspection_place;
begin
  update inspection_plan set state = case when state = 'filed' then 'approved' else state end, approved_by = p->>'by', approved_on = (p->>'on')::date, plan = p->'approved', uses_place = (p->>'usesPlace')::boolean, assessment = case when state = 'started' then assessment else p->'assessment' end
    where id = v_id returning * into v;
  insert into inspection_override select p->>'act', v_id, x->>'gate', coalesce(x->>'item', ''), p->>'by', x->>'reason', (p->>'on')::date, (x->>'needed')::boolean from jsonb_array_elements(p->'overrides') x;
  select * into v_place from inspection_place where plan_id = v_id;
  if v.state = 'approved' and (p->>'usesPlace')::boolean then perform take_place(v_id, (p->>'year')::int, 'reserved'); end if;
  -- A place of another year that it held before is free again.
  if v_place.state = 'reserved' and (not (p->>'usesPlace')::boolean or v_place.year <> (p->>'year')::int) then
    if not (p->>'usesPlace')::boolean then perform take_place(v_id, v_place.year, 'released'); end if;
    perform ring_held_plans(v.file_id, v.institution_id);
  end if;
end $$;

-- 开始 {plan, on, at, usesPlace, recheck, itemCapExempt, assessment, act}
create function start_plan(p jsonb) returns void language plpgsql volatile security definer set search_path = public as $$
declare v inspection_plan; v_place inspection_place; v_year int := extract(year from (p->>'on')::date)::int;
begin
  update inspection_plan set state = 'started', started_on = (p->>'on')::date, started_at = ms_at((p->>'at')::bigint), last_on_site_on = case when on_site then (p->>'on')::date end, uses_place = (p->>'usesPlace')::boolean,
    recheck = (p->>'recheck')::boolean, item_cap_exempt = (p->>'itemCapExempt')::boolean, assessment = p->'assessment' where id = p->>'plan' returning * into v;
  select * into v_place from inspection_place where plan_id = v.id;
  if (p->>'usesPlace')::boolean then perform take_place(v.id, v_year, 'consumed');
  elsif v_place.state = 'reserved' then perform take_place(v.id, v_place.year, 'released'); end if;
  if v_place.state = 'reserved' and (not (p->>'usesPlace')::boolean or v_place.year <> v_year) then perform ring_held_plans(v.file_id, v.institution_id); end if;
end $$;

-- 唤醒 {plan, woke, today, wakesOn, days, act}. One that stays on hold frees those behind it, which had let it go first.
create function wake_plan(p jsonb) returns void language plpgsql volatile security definer set search_path = public as $$
declare v inspection_plan; v_first boolean;
begin
  select rung or wakes_on <= (p->>'today')::date into v_first from inspection_plan where id = p->>'plan';
  if (p->>'woke')::boolean then
    update inspection_plan set state = 'filed', rung = false, wakes_on = null, woken_on = (p->>'today')::date, days_from = (p->'days'->>'from')::date, days_until = (p->'days'->>'until')::date,
      plan = plan || jsonb_build_object('days', p->'days', 'wokenOn', p->'today') where id = p->>'plan';
    return;
  end if;
  update inspection_plan set rung = false, wakes_on = (p->>'wakesOn')::date where id = p->>'plan' returning * into v;
  if v_first then perform ring_held_plans(v.file_id, v.institution_id, v.filed_at); end if;
end $$;

-- ---- what follows, in the transaction of the turn -------------------------------------------------------------------

-- 变更方案: team, days, draw and joint inspections as the act has them; the approval is void, the place is kept for the new one.
create function effect_inspection_plan_changed(f file, e jsonb) returns void language plpgsql security definer set search_path = public as $$
declare v inspection_plan; i inbox;
begin
  select * into v from locked_plan(f.id);
  select * into i from inbox where act_id = e->>'act' and file_id = f.id;
  update inspection_plan set state = 'filed', approved_by = null, approved_on = null, days_from = coalesce((i.payload->'days'->>'from')::date, days_from), days_until = coalesce((i.payload->'days'->>'until')::date, days_until),
    plan = (v.plan - 'approval') || jsonb_build_object('overrides', '[]'::jsonb)
      || jsonb_strip_nulls(jsonb_build_object('days', i.payload->'days', 'team', i.payload->'team', 'jointWith', i.payload->'jointWith', 'draw', case when i.payload->>'draw' is not null then jsonb_build_object('id', i.payload->'draw') end))
    where id = v.id;
end $$;

-- 取消, 失效: the reserved place is free, and whoever waits for it hears of it.
create function effect_inspection_released(f file, e jsonb) returns void language plpgsql security definer set search_path = public as $$
declare v inspection_plan;
begin
  select * into v from locked_plan(f.id);
  update inspection_plan set state = e->>'state', rung = false where id = v.id;
  update inspection_place set state = 'released', changed_at = clock_timestamp() where plan_id = v.id and state = 'reserved';
  perform ring_held_plans(f.id, v.institution_id);
end $$;

create function effect_inspection_on_site(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ update inspection_plan set last_on_site_on = greatest(last_on_site_on, (e->>'on')::date) where file_id = f.id $$;
create function effect_inspection_found(f file, e jsonb) returns void language plpgsql security definer set search_path = public as $$
declare v inspection_plan;
begin
  select * into v from locked_plan(f.id);
  update inspection_plan set found = e->>'found' where id = v.id;
  perform ring_held_plans(f.id, v.institution_id);
end $$;

-- 检查结束 {on} or {abandoned: true} (QY-15.1: then it was over on its last day on site); repeated with another day it is the correction of the end. Its window file is opened, or hears of it; whoever waits for the end is asked anew.
create function effect_inspection_ended(f file, e jsonb) returns void language plpgsql security definer set search_path = public as $$
declare v inspection_plan; v_end date := (e->>'on')::date; v_abandoned boolean := coalesce((e->>'abandoned')::boolean, false);
begin
  select * into v from locked_plan(f.id);
  update inspection_plan set state = case when state = 'closed' then state else 'ended' end, abandoned = v_abandoned, ended_on = case when v_abandoned then null else v_end end
    where id = v.id returning * into v;
  if v.over_on < 'infinity' and not v.recheck then
    insert into errand (file_id, key, kind, data) values (f.id, 'window:' || pg_current_xact_id(), 'inspection-window', jsonb_build_object('plan', v.id, 'endedOn', v.over_on)) on conflict do nothing;
  end if;
  perform ring_held_plans(f.id, v.institution_id);
end $$;

create function effect_inspection_closed(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ update inspection_plan set state = 'closed' where file_id = f.id and started_on is not null $$;

-- ---- the window of an inspection ------------------------------------------------------------------------------------

create function opened_inspection_window(f file, i inbox) returns jsonb language sql security definer set search_path = public as $$
  insert into inspection_window (file_id, plan_id, institution_id, ended_on) select f.id, p.id, p.institution_id, (i.payload->>'endedOn')::date from inspection_plan p where p.id = f.subject_id;
  select null::jsonb $$;

create function known_inspection_window__window_correction(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as
$$ select jsonb_build_object('startedOn', p.started_on, 'endedOn', p.over_on) from inspection_plan p where p.id = f.subject_id $$;

-- The end is corrected: for the window by its own act, either way, and for the history with it; what it frees is asked anew.
create function effect_inspection_window_moved(f file, e jsonb) returns void language plpgsql security definer set search_path = public as $$
declare v inspection_plan; v_end date := (e->>'endedOn')::date;
begin
  perform lock_institution(w.institution_id) from inspection_window w where w.file_id = f.id;
  update inspection_window set ended_on = v_end where file_id = f.id;
  if coalesce((e->>'told')::boolean, false) then return; end if;
  update inspection_plan set ended_on = case when abandoned then ended_on else v_end end, last_on_site_on = case when abandoned then v_end else last_on_site_on end where id = f.subject_id returning * into v;
  perform ring_held_plans(f.id, v.institution_id);
end $$;

create function effect_inspection_window_closed(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ update inspection_window set closed = true where file_id = f.id $$;

-- ---- taken over from before -----------------------------------------------------------------------------------------

-- One inspection of before, once: the same again changes nothing, another one under the same id is refused. {changed} or {conflict}
create function take_over_inspection(p jsonb) returns jsonb language plpgsql volatile security definer set search_path = public as $$
declare v inspection_plan; v_same boolean;
begin
  perform lock_institution(p->>'institution');
  select * into v from inspection_plan where id = p->>'id';
  if found then return jsonb_build_object('changed', false, 'conflict', v.source->'row' is distinct from p->'source'->'row'); end if;
  insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, on_site, started_on, last_on_site_on, ended_on, found, recheck, item_cap_exempt, source)
  values (p->>'id', p->>'bureau', p->>'institution', p->>'body', p->>'body', p->>'level', p->>'kind', 'ended', (p->>'onSite')::boolean, (p->>'startedOn')::date, case when (p->>'onSite')::boolean then (p->>'endedOn')::date end,
    (p->>'endedOn')::date, p->>'found', (p->>'recheck')::boolean, (p->>'itemCapExempt')::boolean, p->'source');
  insert into inspection_plan_item select distinct p->>'id', x from jsonb_array_elements_text(p->'items') x;
  if (p->>'usesPlace')::boolean then perform take_place(p->>'id', extract(year from (p->>'startedOn')::date)::int, 'consumed'); end if;
  return jsonb_build_object('changed', true, 'conflict', false);
end $$;

grant select on inspection_plan, inspection_plan_item, inspection_place, inspection_window, inspection_override to duban_app;
grant execute on function lock_institution(text), locked_plan(text), inspection_history(text, date), inspection_facts(jsonb), claims_before(text, date), keep_assessment(text, jsonb), prepare_plan(jsonb), approve_plan(jsonb), start_plan(jsonb), wake_plan(jsonb),
  take_over_inspection(jsonb) to duban_app;
