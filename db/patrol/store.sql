-- "网警"巡查 Patrols (TJ51-4): what is asked of the registries, what follows in the registers, and how reported findings come in.

-- ---- The opening -------------------------------------------------------------------------------

-- The last patrol of the subject and matter that has ended and in which something was found; or,
-- of what is carried, also one that ended before a case and carries it on.
create or replace function patrol_before(f file, p_carried boolean)
  returns patrol language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select p.*
    from patrol p join file x on x.id = p.file_id
    where p.bureau_id = f.bureau_id and p.subject_kind = f.opening->'subject'->>'kind'
      and p.subject_id = f.opening->'subject'->>'id' and p.matter = f.opening->>'matter'
      and p.matter_ref is not distinct from f.opening->>'matterRef'
      and x.closed_at is not null
      and (x.outcome <> 'nothing-found' or p_carried and p.failed is not null)
    order by x.closed_at desc, x.id desc
    limit 1
$$;

-- By an officer, by a system's report, or by the look back of the patrol before: what is in the
-- opening counts, not the words in the payload. What the last patrol of the subject and matter has
-- found (TJ51-4.3) is read again here, where only one can be opened: it may have ended since the
-- opening was prepared.
create or replace function opened_patrol(f file, i inbox)
  returns jsonb language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  insert into patrol (
    file_id, bureau_id, unit_id, subject_kind, subject_id, matter, matter_ref, found_at, follows)
    values (
      f.id, f.bureau_id, f.opening->'units'->>'supervision-body', f.opening->'subject'->>'kind',
      f.opening->'subject'->>'id', f.opening->>'matter', f.opening->>'matterRef',
      ms_at((f.opening->>'foundAt')::bigint),
      coalesce(f.opening->>'follows', (patrol_before(f, false)).file_id));
  select case
    when b.file_id is null then '{}'
    else jsonb_strip_nulls(
      jsonb_build_object(
        'follows', coalesce(f.opening->>'follows', b.file_id), 'followsShown',
        coalesce((f.opening->>'followsShown')::boolean, false), 'failed',
        coalesce(f.opening->'failed', (patrol_before(f, true)).failed)))
    end
    from (select (patrol_before(f, false)).file_id) b
$$;

-- ---- What only the registries know, at the verdict ---------------------------------------------

create or replace function known_patrol__patrol_finding(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'cited',
    coalesce(
      (
        select jsonb_agg(
          case
            when a.finding_id is not null then
              jsonb_build_object(
                'subject', jsonb_build_object('kind', a.subject_kind, 'id', a.subject_id),
                'withdrawn', a.withdrawn_at is not null) end
          order by c.place)
          from jsonb_array_elements(i.payload->'findings') with ordinality c (one, place)
          left join audit_finding a
            on a.system_id = c.one->>'source' and a.finding_id = c.one->>'finding'
              and a.bureau_id = f.bureau_id),
      '[]'))
$$;

create or replace function known_patrol__warning_talk(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, i.payload->'officers')
$$;

-- 办结 A case has ended with its accepted closure: what is claimed to have been in time (X-13) may keep
-- its file open after that.
create or replace function case_has_ended(p_case file)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select p_case.closed_at is not null
    or exists (
      select 1 from inbox i
        where i.file_id = p_case.id and i.type = 'penalty-closure'
          and i.verdict->>'accepted' = 'true')
$$;

-- Cases that name the patrol as their origin and have not ended, whoever has filed them.
create or replace function open_cases_of(p_file text)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select count(*)::int
    from penalty_origin o join file c on c.id = o.file_id
    where o.origin_id = p_file and not case_has_ended(c)
$$;

-- Those that have.
create or replace function ended_cases_of(p_file text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_agg(c.id order by c.id), '[]')
    from penalty_origin o join file c on c.id = o.file_id
    where o.origin_id = p_file and case_has_ended(c)
$$;

create or replace function known_patrol__look_back(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, i.payload->'officers')
    || jsonb_build_object(
      'openCases', open_cases_of(f.id), 'endedCases', ended_cases_of(f.id))
$$;

create or replace function known_patrol__patrol_end(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'openCases', open_cases_of(f.id), 'endedCases', ended_cases_of(f.id), 'subjectEnded',
    exists (
      select 1 from institution s
        where f.opening->'subject'->>'kind' = 'institution'
          and s.id = f.opening->'subject'->>'id'
          and s.status in ('terminated', 'not-designated'))
      or exists (
        select 1 from practitioner s
          where f.opening->'subject'->>'kind' = 'practitioner'
            and s.id = f.opening->'subject'->>'id'
            and s.status in ('cancelled', 'not-qualified')))
$$;

-- ---- What follows in the registers, in the transaction of the turn -----------------------------

create or replace function effect_patrol_stage(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into patrol_stage
    values (
      f.id, e->>'stage', ms_at((e->>'at')::bigint), e->>'act', e->>'officer', e->>'unit',
      e->>'evidence', array(select jsonb_array_elements_text(e->'skipped')))
    on conflict do nothing
$$;

create or replace function effect_patrol_demand(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into patrol_demand
    values (
      f.id, e->>'item', (e->>'on')::date, (e->>'by')::date, e->>'state', e->>'act')
    on conflict (file_id, item) do update
    set state = excluded.state, act_id = excluded.act_id
$$;

create or replace function effect_patrol_origin(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into patrol_origin values (f.id, e->>'file', e->>'act') on conflict do nothing
$$;

create or replace function effect_patrol_case(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into patrol_case values (f.id, e->>'file', e->>'act') on conflict do nothing
$$;

create or replace function effect_patrol_filing(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update patrol set filing = e->>'state' where file_id = f.id
$$;

create or replace function effect_patrol_failed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update patrol set failed = e where file_id = f.id
$$;

create or replace function effect_patrol_citation(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into patrol_citation values (f.id, e->>'source', e->>'finding', e->>'act')
    on conflict do nothing
$$;

create or replace function effect_patrol_reported(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update patrol_finding set file_id = f.id
    where system_id = e->>'source' and finding_id = e->>'finding' and file_id is null
$$;

-- ---- Reported findings -------------------------------------------------------------------------

-- What came in is not changed: only the patrol that takes it is noted, once.
create or replace function keep_patrol_finding()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.file_id is not null or to_jsonb(new) - 'file_id' <> to_jsonb(old) - 'file_id' then
    raise exception 'a finding stands as it came in' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger kept before update on patrol_finding
  for each row execute function keep_patrol_finding();

-- Who patrols a subject on a day (TJ51-8.1): the body that reports it where it may, else the body
-- of the district, else the city's.
create or replace function patrol_body(p_bureau text, p_unit text, p_kind text, p_id text, p_day date)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select u.id
    from unit u
    cross join lateral (select areas_of_body(u.id, p_day) as areas) a
    where u.bureau_id = p_bureau and 'supervision-body' = any (u.roles)
      and (
        a.areas is null
        or exists (
          select 1 from unnest(a.areas) own, unnest(areas_of_subject(p_kind, p_id)) place
            where starts_with(place, regexp_replace(own, '(00)+$', ''))))
    order by u.id = p_unit desc, a.areas is null, u.id collate "C"
    limit 1
$$;

-- Takes a batch in, in its order, and answers one word for each: accepted, duplicate, conflict, or
-- why it changes nothing. Each that is accepted has its task: it opens a patrol or joins the open one.
create or replace function take_patrol_findings(
  p_bureau text, p_system text, p_unit text, p_findings jsonb
)
  returns text[] language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  e jsonb; v_answers text[] := '{}'; v_answer text; v_known patrol_finding; v_body text;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  -- One batch of a system at a time, so that the same finding twice at once is one.
  perform pg_advisory_xact_lock(hashtextextended('patrol-findings:' || p_system, 0));
  for e in select * from jsonb_array_elements(p_findings) loop
    select * into v_known from patrol_finding
      where system_id = p_system and finding_id = e->>'finding';
    v_body := patrol_body(p_bureau, p_unit, e->>'kind', e->>'subject', local_day(v_now));
    if v_known.finding_id is not null then
      v_answer := case
        when v_known.hash = e->>'hash' and v_known.bureau_id = p_bureau then 'duplicate'
        else 'conflict' end;
    elsif not (
      e->>'kind' = 'institution'
      and exists (
        select 1 from institution s where s.id = e->>'subject' and s.bureau_id = p_bureau)
      or e->>'kind' = 'practitioner'
      and exists (
        select 1 from practitioner s where s.id = e->>'subject' and s.bureau_id = p_bureau)) then
      v_answer := 'unknown-subject';
    elsif ms_at((e->>'foundAt')::bigint) > v_now then
      v_answer := 'future';
    elsif v_body is null then
      v_answer := 'no-body';
    else
      insert into patrol_finding (
        system_id, finding_id, bureau_id, hash, subject_kind, subject_id, matter, matter_ref,
        found_at, detail, document, unit_id, arrived_at)
        values (
          p_system, e->>'finding', p_bureau, e->>'hash', e->>'kind', e->>'subject', e->>'matter',
          e->>'matterRef', ms_at((e->>'foundAt')::bigint), e->>'detail', e->'document', v_body,
          v_now);
      insert into task (file_id, key, kind, data)
        values (
          null, concat_ws(':', 'patrol-report', p_system, e->>'finding'), 'patrol-report',
          jsonb_build_object('bureau', p_bureau, 'source', p_system, 'finding', e->>'finding'));
      v_answer := 'accepted';
    end if;
    v_answers := v_answers || v_answer;
  end loop;
  perform pg_notify('duban_task', '');
  return v_answers;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  patrol_before(file, boolean), opened_patrol(file, inbox), known_patrol__patrol_finding(file, inbox),
  known_patrol__warning_talk(file, inbox), case_has_ended(file), open_cases_of(text), ended_cases_of(text),
  known_patrol__look_back(file, inbox), known_patrol__patrol_end(file, inbox),
  effect_patrol_stage(file, jsonb), effect_patrol_demand(file, jsonb),
  effect_patrol_origin(file, jsonb), effect_patrol_case(file, jsonb),
  effect_patrol_filing(file, jsonb), effect_patrol_failed(file, jsonb),
  effect_patrol_citation(file, jsonb), effect_patrol_reported(file, jsonb),
  keep_patrol_finding(), patrol_body(text, text, text, text, date),
  take_patrol_findings(text, text, text, jsonb)
  from public, duban_app;
grant execute on function take_patrol_findings(text, text, text, jsonb) to duban_app;
