-- 好差评 Evaluations of services (QJ-2.2).

-- 全量归集 A good one is a row; {id, bureau, platform, number, grade, evaluatedAt, service, unit,
-- officer, anonymous, words, by}. False: it is there already.
create or replace function collect_evaluation(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into service_evaluation (
    id, bureau_id, platform, number, grade, evaluated_at, service_no, unit_id, officer_id, anonymous,
    words_id, collected_by)
    values (
      p->>'id', p->>'bureau', p->>'platform', p->>'number', p->>'grade',
      ms_at((p->>'evaluatedAt')::bigint), p->>'service', p->>'unit', p->>'officer',
      (p->>'anonymous')::boolean, p->>'words', p->>'by')
    on conflict do nothing;
  return found;
end $$;

-- Units and officers as far as the bureau has registered them: what a platform names otherwise is
-- kept without, for no evaluation is dropped.
create or replace function evaluation_knows(p_bureau text, p_unit text, p_officer text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'unit', (select id from unit where id = p_unit and bureau_id = p_bureau),
    'officer',
    (
      select o.id from officer o join unit u on u.id = o.unit_id
        where o.id = p_officer and o.kind = 'person' and u.bureau_id = p_bureau),
    'officerUnit',
    (
      select u.id from officer o join unit u on u.id = o.unit_id
        where o.id = p_officer and o.kind = 'person' and u.bureau_id = p_bureau))
$$;

-- Which unit deals with a bad one: the bureau's office for it, else who collects it, else the unit over
-- the reviewed section; the reviewed section itself only where there is no other.
create or replace function evaluation_office(
  p_bureau text, p_set text, p_caller text, p_section text
)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with candidates as (
    select 1 as place, id from unit where id = p_set and bureau_id = p_bureau
    union all select 2, p_caller
    union all select 3, superior_id from unit where id = p_section
  )
  select id from candidates
    where id is not null
    order by id is not distinct from p_section, place limit 1
$$;

-- 可以查阅 What an officer may open of the sealed words: `all`, the `words` alone, nothing as a
-- stranger (null), or nothing whatever the office, as the person `reviewed`.
-- Whoever evaluated is for the unit that deals with it; the section that investigates is told what was
-- said; whom it is about is told nothing.
create or replace function evaluation_words_for(p_id text, p_officer text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with e as (
    select v.*, o.unit_id as reader,
      coalesce(f.opening->'units'->>'accepting', c.unit_id) as accepting
      from service_evaluation v
      join officer c on c.id = v.collected_by
      join officer o on o.id = p_officer and o.kind = 'person' and o.removed_on is null
      left join file f on f.id = v.file_id
      where v.id = p_id
  ), transfers as (
    select i.payload->>'to' as unit, i.payload->>'reviewed' as reviewed, i.number
      from e join inbox i on i.file_id = e.file_id
      where i.type = 'evaluation-transfer' and i.verdict->>'accepted' = 'true'
  )
  select case
    when e.officer_id = p_officer
      or exists (select 1 from transfers where reviewed = p_officer) then 'reviewed'
    when e.reader = e.accepting then 'all'
    when e.reader = (select unit from transfers order by number desc limit 1) then 'words' end
    from e
$$;

create or replace function opened_service_evaluation(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into service_evaluation (
    id, bureau_id, platform, number, grade, evaluated_at, service_no, unit_id, officer_id, anonymous,
    words_id, collected_by, file_id)
    values (
      f.opening->>'evaluation', f.bureau_id, i.payload->>'platform', i.payload->>'number',
      f.opening->>'grade', ms_at((f.opening->>'evaluatedAt')::bigint), i.payload->>'service',
      f.opening->>'section', f.opening->>'officer', (f.opening->>'anonymous')::boolean,
      i.payload->>'words', i.officer_id, f.id);
  select '{}'::jsonb
$$;

-- {unit, person}: whether the section that it is transferred to, and whom it turns out to be about,
-- are registered in the bureau.
create or replace function known_service_evaluation__evaluation_transfer(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'unit', k->>'unit' is not null,
    'person', i.payload->>'reviewed' is null or k->>'officer' is not null)
    from evaluation_knows(f.bureau_id, i.payload->>'to', i.payload->>'reviewed') k
$$;

create or replace function effect_evaluation_rectified(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update service_evaluation set rectified_on = local_day(ms_at((e->>'at')::bigint))
    where file_id = f.id
$$;

create or replace function effect_evaluation_mistaken(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update service_evaluation set mistaken = true where file_id = f.id
$$;

create or replace function effect_evaluation_revisited(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update service_evaluation
    set revisited_on =
        case when (e->>'reached')::boolean then local_day(ms_at((e->>'at')::bigint)) end,
      unreachable = not (e->>'reached')::boolean, appraisal = e->>'appraisal'
    where file_id = f.id
$$;

-- 期间内收到的评价 What was received on the days from p_from to p_until, both included, good or bad,
-- open ones too. Mistaken ones stay in, and have no day on which they were rectified; who could not be
-- reached has none of a revisit.
create or replace function service_evaluations_received(p_bureau text, p_from date, p_until date)
  returns table (
    file_id text, received_on date, bad boolean, rectified_on date, revisited_on date,
    mistaken boolean, evaluation text
  ) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select e.file_id, local_day(e.evaluated_at), e.file_id is not null, e.rectified_on,
    e.revisited_on, e.mistaken, e.id
    from service_evaluation e
    where e.bureau_id = p_bureau and e.evaluated_at >= day_begins(p_from)
      and e.evaluated_at < day_begins(p_until + 1)
$$;

-- Who may call them: only what is granted here.
revoke all on function
  collect_evaluation(jsonb), evaluation_knows(text, text, text),
  evaluation_office(text, text, text, text), evaluation_words_for(text, text),
  opened_service_evaluation(file, inbox),
  known_service_evaluation__evaluation_transfer(file, inbox),
  effect_evaluation_rectified(file, jsonb), effect_evaluation_mistaken(file, jsonb),
  effect_evaluation_revisited(file, jsonb), service_evaluations_received(text, date, date)
  from public, duban_app;

grant execute on function
  collect_evaluation(jsonb), evaluation_knows(text, text, text),
  evaluation_office(text, text, text, text), evaluation_words_for(text, text),
  service_evaluations_received(text, date, date) to duban_app;
