-- 好差评 Evaluations of services (QJ-2.2).

-- 全量归集 A good one is a row; {id, bureau, platform, number, grade, evaluatedAt, service, unit,
-- officer, anonymous, words, contests, by}. False: it is there already.
create or replace function collect_evaluation(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into service_evaluation (
    id, bureau_id, platform, number, grade, evaluated_at, service_no, unit_id, officer_id, anonymous,
    words_id, contests, collected_by)
    values (
      p->>'id', p->>'bureau', p->>'platform', p->>'number', p->>'grade',
      ms_at((p->>'evaluatedAt')::bigint), p->>'service', p->>'unit', p->>'officer',
      (p->>'anonymous')::boolean, p->'words'->>'id', p->>'contests', p->>'by')
    on conflict do nothing;
  if not found then return false; end if;
  if p->'words' is not null then
    perform keep_service_words((p->'words') || jsonb_build_object('bureau', p->>'bureau'));
  end if;
  return true;
end $$;

-- 系统默认评价 Counted once under its number.
create or replace function collect_default_mark(p jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into service_default_mark (
    bureau_id, platform, number, grade, evaluated_at, collected_by)
    values (
      p->>'bureau', p->>'platform', p->>'number', p->>'grade',
      ms_at((p->>'evaluatedAt')::bigint), p->>'by')
    on conflict do nothing
$$;

-- 存疑 {bureau, id, stands, document, by}: two evaluations stand under one number, and somebody who has
-- collected neither and is reviewed by neither says which is the platform's: `this` one or the `other`, which
-- was collected first. Of the one that is not, a good one is void; a bad one ends by its own file. Answers
-- `done`, or `none`, `settled`, `own`, `reviewed`, `section`, `bad` (a good one does not take its place).
create or replace function settle_evaluation(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare e service_evaluation; o service_evaluation; v_stands service_evaluation; v_not service_evaluation;
begin
  select * into e from service_evaluation
    where id = p->>'id' and bureau_id = p->>'bureau' and contests is not null for update;
  if not found then return 'none'; end if;
  select * into o from service_evaluation where id = e.contests for update;
  if e.settled_at is not null then return 'settled'; end if;
  if exists (
    select 1 from unnest(array[e.id, o.id]) x
      where evaluation_words_for(x, p->>'by') = 'reviewed') then
    return 'reviewed';
  end if;
  if is_person_of(p->>'by', e.collected_by) or is_person_of(p->>'by', o.collected_by) then
    return 'own';
  end if;
  if exists (select 1 from officer x where x.id = p->>'by' and x.unit_id in (e.unit_id, o.unit_id))
  then
    return 'section';
  end if;
  v_stands := case p->>'stands' when 'this' then e else o end;
  v_not := case p->>'stands' when 'this' then o else e end;
  if v_not.file_id is not null and v_stands.file_id is null then return 'bad'; end if;
  update service_evaluation
    set settled_at = clock_timestamp(), settled_by = p->>'by', settled_for = v_stands.id,
      settled_document = p->'document'
    where id = e.id;
  update service_evaluation set void_at = clock_timestamp()
    where id = v_not.id and file_id is null and void_at is null;
  insert into registry_change (registry, entity_id, changed_by, reason, before, after)
    values (
      'evaluation-settlement', p->>'bureau' || '/' || e.id, p->>'by', null, null,
      jsonb_build_object(
        'contests', o.id, 'settledFor', v_stands.id, 'document', p->'document'->>'sha256'));
  return 'done';
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
-- a reviewed section; a reviewed section itself only where there is no other.
create or replace function evaluation_office(
  p_bureau text, p_set text, p_caller text, p_sections text[]
)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with candidates as (
    select 1 as place, id from unit where id = p_set and bureau_id = p_bureau
    union all select 2, p_caller
    union all select 3, superior_id from unit where id = any (p_sections)
  )
  select id from candidates
    where id is not null
    order by id = any (p_sections), place, id limit 1
$$;

-- Whom an evaluation is about: as it says, and as transfers of its file have said.
create or replace function evaluation_about(p_id text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select officer_id from service_evaluation where id = p_id and officer_id is not null
  union
  select i.payload->>'reviewed'
    from service_evaluation e join inbox i on i.file_id = e.file_id
    where e.id = p_id and i.type = 'evaluation-transfer' and i.payload->>'reviewed' is not null
      and coalesce(i.verdict->>'accepted', 'true') = 'true'
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
    select i.payload->>'to' as unit, i.number
      from e join inbox i on i.file_id = e.file_id
      where i.type = 'evaluation-transfer' and i.verdict->>'accepted' = 'true'
  )
  select case
    when exists (select 1 from evaluation_about(p_id) x where is_person_of(p_officer, x)) then
      'reviewed'
    when e.reader = e.accepting then 'all'
    when e.reader = (select unit from transfers order by number desc limit 1) then 'words' end
    from e
$$;

create or replace function opened_service_evaluation(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into service_evaluation (
    id, bureau_id, platform, number, grade, evaluated_at, service_no, unit_id, officer_id, anonymous,
    words_id, collected_by, file_id, contests)
    values (
      f.opening->>'evaluation', f.bureau_id, i.payload->>'platform', i.payload->>'number',
      f.opening->>'grade', ms_at((f.opening->>'evaluatedAt')::bigint), i.payload->>'service',
      f.opening->>'section', f.opening->>'officer', (f.opening->>'anonymous')::boolean,
      i.payload->>'words', i.officer_id, f.id, f.opening->>'contests');
  select '{}'::jsonb
$$;

-- 被评价人 {own}: whether whoever files an act is reviewed, under whichever account.
create or replace function evaluation_hand(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'own',
    exists (
      select 1 from evaluation_about(f.opening->>'evaluation') x where is_person_of(i.officer_id, x)))
$$;

create or replace function known_service_evaluation__evaluation_acceptance(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select evaluation_hand(f, i)
$$;

create or replace function known_service_evaluation__evaluation_rectification(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select evaluation_hand(f, i)
$$;

create or replace function known_service_evaluation__evaluation_mistake(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select evaluation_hand(f, i)
$$;

create or replace function known_service_evaluation__evaluation_feedback(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select evaluation_hand(f, i)
$$;

create or replace function known_service_evaluation__evaluation_revisit(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select evaluation_hand(f, i)
$$;

-- {own, unit, person, section}: whether the section that it is transferred to, and whom it turns out to
-- be about, are registered in the bureau; of which section that person is.
create or replace function known_service_evaluation__evaluation_transfer(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select evaluation_hand(f, i)
    || jsonb_build_object(
      'unit', k->>'unit' is not null,
      'person', i.payload->>'reviewed' is null or k->>'officer' is not null,
      'section', k->>'officerUnit')
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
-- open ones too; not what turned out not to be the platform's. Mistaken ones stay in, and have no day on which they were rectified; who could not be
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
      and e.evaluated_at < day_begins(p_until + 1) and e.void_at is null
$$;

-- Who may call them: only what is granted here.
revoke all on function
  collect_evaluation(jsonb), collect_default_mark(jsonb), settle_evaluation(jsonb),
  evaluation_knows(text, text, text), evaluation_office(text, text, text, text[]),
  evaluation_about(text), evaluation_words_for(text, text), evaluation_hand(file, inbox),
  opened_service_evaluation(file, inbox),
  known_service_evaluation__evaluation_acceptance(file, inbox),
  known_service_evaluation__evaluation_rectification(file, inbox),
  known_service_evaluation__evaluation_mistake(file, inbox),
  known_service_evaluation__evaluation_feedback(file, inbox),
  known_service_evaluation__evaluation_revisit(file, inbox),
  known_service_evaluation__evaluation_transfer(file, inbox),
  effect_evaluation_rectified(file, jsonb), effect_evaluation_mistaken(file, jsonb),
  effect_evaluation_revisited(file, jsonb), service_evaluations_received(text, date, date)
  from public, duban_app;

grant execute on function
  collect_evaluation(jsonb), collect_default_mark(jsonb), settle_evaluation(jsonb),
  evaluation_knows(text, text, text), evaluation_office(text, text, text, text[]),
  evaluation_words_for(text, text),
  service_evaluations_received(text, date, date) to duban_app;
