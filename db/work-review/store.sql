-- 周通报、月考评、季分析、年考核 Periodic reviews of a plan of work (QJ-3.3).

-- The rows of a plan as they stood at the end of a period, and what was done in it. What was decided afterwards, by an amendment or by the office, is not in it; of a plan that
-- was registered after its year, what the office had accepted when the review was opened is. `breach`: it was ordered before it was due.
drop function if exists work_review_tasks(text, date, date);
create or replace function work_review_tasks(p_plan text, p_from date, p_until date)
  returns table (
    row_id text, place int, clause text, heading text, sections text[], units text[],
    printed text, due_on date, dates date[], state text, late boolean, completed_on date,
    progress int, task text, breach boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.row_id, r.position, r.clause, v.heading, v.sections, v.units, v.printed,
    case when not s.conflict then v.due_on end,
    case when s.conflict then array[r.conflict_on, v.due_on] end,
    case
      when s.conflict then 'date-conflict'
      when s.done and v.ongoing then 'ongoing'
      when s.done then 'done'
      when s.completed then 'completed'
      when v.due_on < p_until then 'overdue'
      when v.due_on is not null then 'open'
      else 'ongoing' end,
    coalesce(
      not s.conflict and v.due_on < p_until
        and (not s.completed or local_day(t.completed_at) > v.due_on),
      false),
    case when s.completed then local_day(t.completed_at) end,
    (
      select count(*)::int from work_task_progress p
        where p.file_id = t.file_id and p.at >= day_begins(p_from) and p.at < day_begins(p_until)),
    t.file_id, coalesce(v.due_on >= o.issued_on, true)
    from work_plan_row r
    join (
      select p.file_id, p.issued_on, f.opening ? 'closedOn' as over
        from work_plan p join file f on f.id = p.file_id) o on o.file_id = r.plan_id
    join lateral (
      select w.* from work_plan_row_version w
        where w.plan_id = r.plan_id and w.row_id = r.row_id
          and coalesce(w.since < day_begins(p_until), true)
        order by w.version desc limit 1) v on true
    left join work_task t on t.plan_id = r.plan_id and t.row_id = r.row_id
    cross join lateral (
      select r.conflict_on is not null and coalesce(t.dated_at >= day_begins(p_until), true)
          as conflict,
        coalesce(t.completed_at < day_begins(p_until), false) as completed,
        coalesce(
          t.completed_at < day_begins(p_until)
            and (o.over and t.accepted_at is not null or t.accepted_at < day_begins(p_until)),
          false) as done) s
    where r.plan_id = p_plan and coalesce(r.withdrawn_at >= day_begins(p_until), true)
$$;

-- What of it is each section's: `done` is what was accepted, `submitted` what was handed in and not looked at, `late` what was handed in too late within the period, `overdue` what
-- was not; nobody is late with what had not been ordered. Its progress is its own.
create or replace function work_review_sections(p_plan text, p_from date, p_until date)
  returns table (
    unit_id text, tasks int, done int, submitted int, overdue int, late int, conflicts int,
    ongoing int, progress int)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.unit, count(*)::int,
    (count(*) filter (where t.state = 'done' or (t.state = 'ongoing' and t.completed_on is not null)))::int,
    (count(*) filter (where t.state = 'completed'))::int,
    (count(*) filter (where t.state = 'overdue' and t.breach))::int,
    (count(*) filter (where t.late and t.breach and t.completed_on >= p_from))::int,
    (count(*) filter (where t.state = 'date-conflict'))::int,
    (count(*) filter (where t.state = 'ongoing'))::int,
    coalesce(sum(g.n), 0)::int
    from work_review_tasks(p_plan, p_from, p_until) t
    cross join lateral (select distinct u as unit from unnest(t.units) u) s
    cross join lateral (
      select count(*) as n from work_task_progress p
        where p.file_id = t.task and p.at >= day_begins(p_from) and p.at < day_begins(p_until)
          and coalesce(p.unit_id = s.unit, true)) g
    group by s.unit
$$;

-- 指标 The figures of the services in a period, its last day included, by the targets of the plan's year; none where nothing counts them.
drop function if exists work_review_figures(text, date, date);
create or replace function work_review_figures(p_bureau text, p_from date, p_until date, p_year int)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_figures jsonb;
begin
  if to_regprocedure('service_figures(text,date,date,int)') is null then return null; end if;
  execute 'select jsonb_agg(to_jsonb(x)) from service_figures($1, $2, $3, $4) x'
    into v_figures using p_bureau, p_from, p_until - 1, p_year;
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
    'figures',
    work_review_figures(
      r.bureau_id, r.from_on, r.until_on,
      (select p.year from work_plan p where p.file_id = r.plan_id)))::text
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
  insert into work_review_section (
    file_id, unit_id, tasks, done, submitted, overdue, late, conflicts, ongoing, progress)
    select f.id, s.unit_id, s.tasks, s.done, s.submitted, s.overdue, s.late, s.conflicts, s.ongoing,
      s.progress
      from work_review_sections(r.plan_id, r.from_on, r.until_on) s;
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
drop function if exists section_reviews(text, int);
create or replace function section_reviews(p_bureau text, p_year int)
  returns table (
    unit_id text, file_id text, span text, from_on date, until_on date, version int, tasks int,
    done int, submitted int, overdue int, late int, conflicts int, ongoing int, progress int,
    closed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.unit_id, r.file_id, r.span, r.from_on, r.until_on, r.version, s.tasks, s.done,
    s.submitted, s.overdue, s.late, s.conflicts, s.ongoing, s.progress, r.closed_at
    from (
      select distinct on (plan_id, span, from_on) * from work_review
        where bureau_id = p_bureau and closed_at is not null
          and until_on > make_date(p_year, 1, 1) and until_on <= make_date(p_year + 1, 1, 1)
        order by plan_id, span, from_on, version desc) r
    join work_review_section s on s.file_id = r.file_id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  work_review_tasks(text, date, date), work_review_figures(text, date, date, int),
  work_review_sections(text, date, date),
  work_review_content(work_review), opened_work_review(file, inbox),
  known_work_review__review_closing(file, inbox), effect_work_review_closed(file, jsonb),
  section_reviews(text, int)
  from public, duban_app;

grant execute on function section_reviews(text, int) to duban_app;
