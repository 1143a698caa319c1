-- 周通报、月考评、季分析、年考核 Periodic reviews of a plan of work (QJ-3.3).

-- The rows of a plan as they stood at the end of a period, and what was done in it.
create or replace function work_review_tasks(p_plan text, p_from date, p_until date)
  returns table (
    row_id text, place int, clause text, heading text, sections text[], units text[],
    printed text, due_on date, dates date[], state text, late boolean, completed_on date, progress int)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.row_id, r.position, r.clause, r.heading, r.sections, r.units, r.printed,
    case when not s.conflict then coalesce(t.due_on, r.due_on) end,
    case when s.conflict then array[r.conflict_on, r.due_on] end,
    case
      when s.conflict then 'date-conflict'
      when s.done and r.ongoing then 'ongoing'
      when s.done then 'done'
      when s.completed then 'completed'
      when coalesce(t.due_on, r.due_on) < p_until then 'overdue'
      when coalesce(t.due_on, r.due_on) is not null then 'open'
      else 'ongoing' end,
    coalesce(
      not s.conflict and coalesce(t.due_on, r.due_on) < p_until
        and (not s.completed or local_day(t.completed_at) > coalesce(t.due_on, r.due_on)),
      false),
    case when s.completed then local_day(t.completed_at) end,
    (
      select count(*)::int from work_task_progress p
        where p.file_id = t.file_id and p.at >= day_begins(p_from) and p.at < day_begins(p_until))
    from work_plan_row r
    left join work_task t on t.plan_id = r.plan_id and t.row_id = r.row_id
    cross join lateral (
      select r.conflict_on is not null and coalesce(t.dated_at >= day_begins(p_until), true)
          as conflict,
        coalesce(t.completed_at < day_begins(p_until), false) as completed,
        coalesce(t.completed_at < day_begins(p_until) and t.accepted_at is not null, false) as done) s
    where r.plan_id = p_plan and coalesce(r.added_at < day_begins(p_until), true)
      and coalesce(r.withdrawn_at >= day_begins(p_until), true)
$$;

-- 指标 The figures of the services in a period, its last day included; none where nothing counts them.
create or replace function work_review_figures(p_bureau text, p_from date, p_until date)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_figures jsonb;
begin
  if to_regprocedure('service_figures(text,date,date)') is null then return null; end if;
  execute 'select jsonb_agg(to_jsonb(x)) from service_figures($1, $2, $3) x'
    into v_figures using p_bureau, p_from, p_until - 1;
  return v_figures;
end $$;

-- In the bytes that are hashed and shown.
create or replace function work_review_content(r work_review)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'plan', r.plan_id, 'span', r.span, 'from', r.from_on, 'until', r.until_on, 'broken', r.broken,
    'version', r.version,
    'tasks',
    (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'row', t.row_id, 'clause', t.clause, 'heading', t.heading, 'sections', t.sections,
            'printed', t.printed, 'dueOn', t.due_on, 'dates', t.dates, 'state', t.state,
            'late', t.late, 'completedOn', t.completed_on, 'progress', t.progress)
            order by t.place),
        '[]')
        from work_review_tasks(r.plan_id, r.from_on, r.until_on) t),
    'figures', work_review_figures(r.bureau_id, r.from_on, r.until_on))::text
$$;

-- Periods follow each other: what overlaps another one of its kind is a fault. They may be opened in
-- whatever order; they are closed in theirs.
create or replace function opened_work_review(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare r work_review;
begin
  r.file_id := f.id;
  r.plan_id := f.opening->>'plan';
  r.bureau_id := f.bureau_id;
  r.span := f.opening->>'span';
  r.from_on := (f.opening->'period'->>'from')::date;
  r.until_on := (f.opening->'period'->>'until')::date;
  r.broken := f.opening->'period'->>'broken';
  r.opens_on := (f.opening->>'opensOn')::date;
  r.version := (f.opening->>'version')::int;
  r.reason := i.payload->>'reason';
  if exists (
    select 1 from work_review o
      where o.plan_id = r.plan_id and o.span = r.span
        and (o.from_on, o.until_on) <> (r.from_on, r.until_on)
        and o.from_on < r.until_on and o.until_on > r.from_on) then
    raise exception 'a period that has a review already has no other one';
  end if;
  r.content := work_review_content(r);
  r.sha256 := encode(sha256(convert_to(r.content, 'UTF8')), 'hex');
  insert into work_review values (r.*);
  insert into work_review_section
    select f.id, s.unit, count(*), count(*) filter (where t.state in ('done', 'completed')),
      count(*) filter (where t.late and t.state not in ('done', 'completed', 'ongoing')),
      count(*) filter (where t.state = 'date-conflict'),
      count(*) filter (where t.state = 'ongoing'), sum(t.progress)
      from work_review_tasks(r.plan_id, r.from_on, r.until_on) t
      cross join lateral (select distinct u as unit from unnest(t.units) u) s
      group by s.unit;
  return jsonb_build_object('contentHash', r.sha256);
end $$;

-- 依次审定 `earlier`: the review of the period before, where it is not closed; empty where it is not open yet.
create or replace function known_work_review__review_closing(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'hash', r.sha256, 'person', filed_by_person(i),
    'earlier',
    case
      when r.from_on = p.issued_on or o.closed_at is not null then null
      else coalesce(o.file_id, '') end)
    from work_review r join work_plan p on p.file_id = r.plan_id
    left join work_review o on o.plan_id = r.plan_id and o.span = r.span
      and o.until_on = r.from_on and o.version = 1
    where r.file_id = f.id
$$;

create or replace function effect_work_review_closed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update work_review set closed_at = ms_at((e->>'at')::bigint), closed_act = e->>'act'
    where file_id = f.id and closed_at is null
$$;

-- 考核 What counts for the assessment of the sections in a year: of each period that ended in it the
-- newest version that is closed.
create or replace function section_reviews(p_bureau text, p_year int)
  returns table (
    unit_id text, file_id text, span text, from_on date, until_on date, version int, tasks int,
    done int, overdue int, conflicts int, ongoing int, progress int, closed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.unit_id, r.file_id, r.span, r.from_on, r.until_on, r.version, s.tasks, s.done, s.overdue,
    s.conflicts, s.ongoing, s.progress, r.closed_at
    from (
      select distinct on (plan_id, span, from_on) * from work_review
        where bureau_id = p_bureau and closed_at is not null
          and until_on > make_date(p_year, 1, 1) and until_on <= make_date(p_year + 1, 1, 1)
        order by plan_id, span, from_on, version desc) r
    join work_review_section s on s.file_id = r.file_id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  work_review_tasks(text, date, date), work_review_figures(text, date, date),
  work_review_content(work_review), opened_work_review(file, inbox),
  known_work_review__review_closing(file, inbox), effect_work_review_closed(file, jsonb),
  section_reviews(text, int)
  from public, duban_app;

grant execute on function section_reviews(text, int) to duban_app;
