-- 政务服务工作方案 The leading group and plans of work (QJ annex 1, 3.1).

-- The group as it stands: its last version.
create or replace function work_group_of(p_bureau text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select g.body from work_group g where g.bureau_id = p_bureau order by g.version desc limit 1
$$;

-- {bureau, body, document, reason, by, confirmer}. The whole group, as a new version.
create or replace function enter_work_group(p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_before jsonb; v_version int;
begin
  perform pg_advisory_xact_lock(hashtextextended('work-group:' || (p->>'bureau'), 0));
  v_before := work_group_of(p->>'bureau');
  select coalesce(max(version), 0) + 1 into v_version
    from work_group where bureau_id = p->>'bureau';
  insert into work_group (bureau_id, version, body, document, reason, entered_by, confirmed_by)
    values (
      p->>'bureau', v_version, p->'body', p->'document', p->>'reason', p->>'by', p->>'confirmer');
  insert into registry_change (registry, entity_id, changed_by, reason, before, after)
    values ('work-group', p->>'bureau', p->>'by', p->>'reason', v_before, p->'body');
end $$;

-- Whether an officer stands in the group.
create or replace function in_work_group(p_bureau text, p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    g->>'head' = p_officer or g->'deputies' ? p_officer or g->'members' ? p_officer, false)
    from work_group_of(p_bureau) g
$$;

-- A person, acting without a system in between.
create or replace function filed_by_person(i inbox)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from officer o where o.id = i.officer_id and o.kind = 'person')
$$;

create or replace function opened_work_plan(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into work_plan (
    file_id, bureau_id, year, issued_on, document_no, document, printed)
    values (
      f.id, f.bureau_id, (f.opening->>'year')::int, (f.opening->>'issuedOn')::date,
      i.payload->>'documentNo', i.payload->'document', (f.opening->>'printed')::boolean);
  insert into work_plan_row (
    plan_id, row_id, position, clause, heading, sections, units, printed, due_on, ongoing,
    conflict_on)
    select f.id, x.r->>'id', x.n, o.r->>'clause', x.r->>'heading',
      array(select jsonb_array_elements_text(x.r->'sections')),
      array(select jsonb_array_elements_text(o.r->'units')), x.r->>'printed',
      (x.r->>'dueOn')::date, coalesce((x.r->>'ongoing')::boolean, false),
      (x.r->>'conflictOn')::date
      from jsonb_array_elements(i.payload->'rows') with ordinality x (r, n)
      join jsonb_array_elements(f.opening->'rows') o (r) on o.r->>'id' = x.r->>'id';
  perform keep_work_plan_row(r.plan_id, r.row_id, 'registered', null, null, null, r.due_on)
    from work_plan_row r where r.plan_id = f.id;
  return '{}'::jsonb;
end $$;

-- Rows with a date that nobody has accepted as done yet.
create or replace function work_plan_open_rows(p_plan text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_agg(r.row_id order by r.position), '[]')
    from work_plan_row r
    left join work_task t on t.plan_id = r.plan_id and t.row_id = r.row_id
    where r.plan_id = p_plan and r.due_on is not null and t.accepted_at is null
      and r.withdrawn_at is null
$$;

-- Rows that are not moved by an amendment: done, before the office, late, or in conflict. A correction moves what is late.
drop function if exists work_plan_settled_rows(text, date);
create or replace function work_plan_settled_rows(p_plan text, p_day date, p_correction boolean)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_agg(r.row_id order by r.position), '[]')
    from work_plan_row r
    left join work_task t on t.plan_id = r.plan_id and t.row_id = r.row_id
    where r.plan_id = p_plan and r.withdrawn_at is null
      and (
        t.completed_at is not null
          or (not p_correction and coalesce(t.due_on, r.due_on) < p_day)
          or (r.conflict_on is not null and t.dated_at is null))
$$;

-- 所依据的文件 The papers of a plan: its own, and those of the amendments that were confirmed before this act.
create or replace function work_plan_papers(p_plan text, p_before bigint)
  returns table (sha256 text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select p.document->>'sha256' from work_plan p where p.file_id = p_plan
  union all
  select o.payload->'document'->>'sha256'
    from inbox d join inbox o on o.file_id = d.file_id and o.act_id = d.payload->>'amendment'
    where d.file_id = p_plan and d.type = 'plan-amendment-decision' and d.number < p_before
      and d.verdict->>'accepted' = 'true' and d.payload->>'outcome' = 'confirmed'
$$;

-- What an amendment `a` is judged by, at its proposal and again at the decision `i` on it.
create or replace function work_plan_amendable(f file, a inbox, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with c as (select * from jsonb_array_elements(a.payload->'changes') x (c)),
    named as (select distinct jsonb_array_elements_text(c.c->'sections') as name from c),
    known as (
      select n.name, s->>'unit' as unit from named n
        left join jsonb_array_elements(work_group_of(f.bureau_id)->'sections') s on s->>'name' = n.name)
  select jsonb_build_object(
    'same',
    a.payload->'document'->>'sha256' in (select p.sha256 from work_plan_papers(f.id, i.number) p),
    'rows',
    (
      select coalesce(jsonb_agg(r.row_id), '[]') from work_plan_row r
        where r.plan_id = f.id and r.withdrawn_at is null),
    'ever', (select coalesce(jsonb_agg(r.row_id), '[]') from work_plan_row r where r.plan_id = f.id),
    'settled',
    work_plan_settled_rows(
      f.id, local_day(i.received_at), coalesce((a.payload->>'correction')::boolean, false)),
    'unknown', (select coalesce(jsonb_agg(k.name), '[]') from known k where k.unit is null),
    'units', (select coalesce(jsonb_object_agg(k.name, k.unit), '{}') from known k where k.unit is not null),
    'without',
    (
      select coalesce(jsonb_agg(c.c->>'row'), '[]') from c
        where (c.c->>'kind' = 'add' or c.c ? 'sections')
          and coalesce(jsonb_array_length(c.c->'sections'), 0) = 0))
$$;

create or replace function known_work_plan__plan_amendment(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('person', filed_by_person(i)) || work_plan_amendable(f, i, i) - 'units'
$$;

-- `entitled`: of the office or of the group; `own`: whoever decides has proposed it.
create or replace function known_work_plan__plan_amendment_decision(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'person', filed_by_person(i),
    'entitled',
    i.unit_id = f.opening->'units'->>'office'
      or coalesce(in_work_group(f.bureau_id, i.officer_id), false),
    'own',
    coalesce(a.officer_id = i.officer_id or one_certificate(a.officer_id, i.officer_id), false))
    || coalesce(work_plan_amendable(f, a, i), '{}')
    from (select 1) one
    left join inbox a
      on a.file_id = f.id and a.type = 'plan-amendment' and a.act_id = i.payload->>'amendment'
$$;

-- As a row stands from an instant on; a correction from the beginning, where nothing else was decided of it. What it was is kept.
create or replace function keep_work_plan_row(
  p_plan text, p_row text, p_kind text, p_amendment text, p_act text, p_at timestamptz, p_due date)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into work_plan_row_version (
    plan_id, row_id, version, kind, since, amendment, act_id, heading, sections, units, printed,
    due_on, ongoing)
    select r.plan_id, r.row_id, coalesce(l.version, 0) + 1, p_kind,
      case
        when p_kind = 'registered' then null
        when p_kind = 'correct' and not exists (
          select 1 from work_plan_row_version v
            where v.plan_id = p_plan and v.row_id = p_row and v.kind in ('change', 'withdraw', 'dated')) then
          (
            select v.since from work_plan_row_version v
              where v.plan_id = p_plan and v.row_id = p_row and v.version = 1)
        else p_at end,
      p_amendment, p_act, r.heading, r.sections, r.units, r.printed,
      coalesce(p_due, l.due_on, r.due_on), r.ongoing
      from work_plan_row r
      left join lateral (
        select v.version, v.due_on from work_plan_row_version v
          where v.plan_id = r.plan_id and v.row_id = r.row_id
          order by v.version desc limit 1) l on true
      where r.plan_id = p_plan and r.row_id = p_row
$$;

-- What is not written in a change stays as it is. `units`: of the sections, as they were when it was confirmed.
create or replace function effect_work_plan_amended(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb; a inbox; d inbox; v_sections text[]; v_units text[];
  v_known jsonb := coalesce(
    e->'units',
    (
      select jsonb_object_agg(s->>'name', s->>'unit')
        from jsonb_array_elements(work_group_of(f.bureau_id)->'sections') s));
begin
  select * into strict a from inbox where file_id = f.id and act_id = e->>'amendment';
  select * into strict d from inbox where file_id = f.id and act_id = e->>'act';
  for c in select * from jsonb_array_elements(a.payload->'changes') loop
    v_sections := array(select jsonb_array_elements_text(c->'sections'));
    v_units := array(
      select v_known->>n.name from unnest(v_sections) with ordinality n (name, at) order by n.at);
    if c->>'kind' = 'withdraw' then
      update work_plan_row set withdrawn_at = d.received_at, amended_act = a.act_id
        where plan_id = f.id and row_id = c->>'row';
    elsif c->>'kind' = 'add' then
      insert into work_plan_row (
        plan_id, row_id, position, clause, heading, sections, units, printed, due_on, ongoing,
        added_at, amended_act)
        select f.id, c->>'row', max(r.position) + 1, 'QJ-A1', coalesce(c->>'heading', c->>'row'),
          v_sections, v_units, c->>'printed', (c->>'dueOn')::date,
          coalesce((c->>'ongoing')::boolean, false), d.received_at, a.act_id
          from work_plan_row r where r.plan_id = f.id
        on conflict do nothing;
    else
      update work_plan_row
        set due_on = coalesce((c->>'dueOn')::date, due_on),
          ongoing = ongoing or coalesce((c->>'ongoing')::boolean, false),
          heading = coalesce(c->>'heading', heading), printed = coalesce(c->>'printed', printed),
          sections = case when cardinality(v_sections) > 0 then v_sections else sections end,
          units = case when cardinality(v_sections) > 0 then v_units else units end,
          amended_act = a.act_id
        where plan_id = f.id and row_id = c->>'row';
      update work_task set due_on = coalesce((c->>'dueOn')::date, due_on)
        where plan_id = f.id and row_id = c->>'row' and accepted_at is null;
    end if;
    perform keep_work_plan_row(
      f.id, c->>'row',
      case
        when (a.payload->>'correction')::boolean and c->>'kind' = 'change' then 'correct'
        else c->>'kind' end,
      a.act_id, d.act_id, d.received_at, (c->>'dueOn')::date);
  end loop;
end $$;

create or replace function known_work_plan__plan_closing(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('open', work_plan_open_rows(f.id), 'person', filed_by_person(i))
$$;

create or replace function effect_work_plan_closed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update work_plan set closed_on = (e->>'on')::date where file_id = f.id and closed_on is null
$$;

-- Who may call them: only what is granted here.
revoke all on function
  work_group_of(text), enter_work_group(jsonb), in_work_group(text, text), filed_by_person(inbox),
  opened_work_plan(file, inbox), work_plan_open_rows(text), work_plan_settled_rows(text, date, boolean),
  work_plan_papers(text, bigint), work_plan_amendable(file, inbox, inbox),
  keep_work_plan_row(text, text, text, text, text, timestamptz, date),
  known_work_plan__plan_amendment(file, inbox),
  known_work_plan__plan_amendment_decision(file, inbox), effect_work_plan_amended(file, jsonb),
  known_work_plan__plan_closing(file, inbox), effect_work_plan_closed(file, jsonb)
  from public, duban_app;

grant execute on function work_group_of(text), enter_work_group(jsonb) to duban_app;
