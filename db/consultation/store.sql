-- 定期会商 Regular consultations (TJ84-16), and when they are called.

-- Who sat at the table is for the registry to say: the attendees' departments as registered.
create or replace function known_consultation__meeting_record(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select by_coordinator(i)
    || jsonb_build_object(
      'accepting',
        exists (
          select 1 from officer o
            where o.unit_id = f.opening->'units'->>'accepting' and o.removed_on is null
              and i.payload->'attendees' ? o.id),
      'supervising',
        exists (
          select 1 from officer o
            where o.unit_id = f.opening->'units'->>'supervising' and o.removed_on is null
              and i.payload->'attendees' ? o.id),
      'unknown',
        (
          select count(*) from jsonb_array_elements_text(i.payload->'attendees') a
            where not exists (
              select 1 from officer o join unit u on u.id = o.unit_id
                where o.id = a and u.bureau_id = f.bureau_id)),
      'unknownOwner',
        (
          select count(*) from jsonb_array_elements(i.payload->'problems') p
            where p->>'owner' is not null
              and not exists (
                select 1 from unit u where u.id = p->>'owner' and u.bureau_id = f.bureau_id)))
$$;

create or replace function known_consultation__attendance(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select by_coordinator(i)
$$;

create or replace function known_consultation__postponement(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select by_coordinator(i)
$$;

create or replace function known_consultation__work_record(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select by_coordinator(i)
$$;

create or replace function known_consultation__closure(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select by_coordinator(i)
$$;

-- A change is a further version; the same again is none.
create or replace function set_consultation_schedule(p jsonb)
  returns consultation_schedule language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare s consultation_schedule;
begin
  perform pg_advisory_xact_lock(
    hashtextextended('consultation:' || (p->>'accepting') || ':' || (p->>'supervising'), 0));
  select * into s from consultation_schedule
    where bureau_id = p->>'bureau' and accepting_unit = p->>'accepting'
      and supervising_unit = p->>'supervising'
    order by version desc limit 1;
  if found
    and (s.months, s.day, s.hour, s.paused) = (
      (p->>'months')::int, (p->>'day')::int, (p->>'hour')::int, (p->>'paused')::boolean) then
    return s;
  end if;
  insert into consultation_schedule (
    bureau_id, accepting_unit, supervising_unit, version, months, day, hour, paused, reason,
    changed_by)
    values (
      p->>'bureau', p->>'accepting', p->>'supervising', coalesce(s.version, 0) + 1,
      (p->>'months')::int, (p->>'day')::int, (p->>'hour')::int, (p->>'paused')::boolean,
      p->>'reason', p->>'by')
    returning * into s;
  return s;
end $$;

create or replace function consultation_schedule_synced(
  p_bureau text, p_accepting text, p_supervising text, p_version int
)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update consultation_schedule
    set synced_at = clock_timestamp()
    where bureau_id = p_bureau and accepting_unit = p_accepting and supervising_unit = p_supervising
      and version <= p_version and synced_at is null
$$;

create or replace function call_consultation(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into consultation_call (bureau_id, accepting_unit, supervising_unit, at)
    values (p->>'bureau', p->>'accepting', p->>'supervising', ms_at((p->>'at')::bigint))
    on conflict do nothing;
  if not found then return false; end if;
  insert into task (file_id, key, kind, data)
    values (
      null, 'consultation:' || (p->>'accepting') || ':' || (p->>'supervising') || ':' || (p->>'at'),
      'consultation-call', p);
  perform pg_notify('duban_task', '');
  return true;
end $$;

-- From when a consultation's period runs: since the one before it, else a whole term back.
create or replace function consultation_since(
  p_bureau text, p_accepting text, p_supervising text, p_at timestamptz, p_months int
)
  returns timestamptz language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    (
      select ms_at((f.opening->'period'->>'to')::bigint)
        from file f
        where f.bureau_id = p_bureau and f.procedure = 'consultation'
          and f.opening->'units'->>'accepting' = p_accepting
          and f.opening->'units'->>'supervising' = p_supervising
          and (f.opening->'period'->>'to')::bigint < at_ms(p_at)
        order by f.opened_at desc, f.id desc limit 1),
    day_begins((local_day(p_at) - make_interval(months => p_months))::date))
$$;

-- Who may call them: only what is granted here.
revoke all on function
  known_consultation__meeting_record(file, inbox), known_consultation__attendance(file, inbox),
  known_consultation__postponement(file, inbox), known_consultation__work_record(file, inbox),
  known_consultation__closure(file, inbox), set_consultation_schedule(jsonb),
  consultation_schedule_synced(text, text, text, int), call_consultation(jsonb),
  consultation_since(text, text, text, timestamptz, int) from public, duban_app;

grant execute on function
  set_consultation_schedule(jsonb), consultation_schedule_synced(text, text, text, int),
  call_consultation(jsonb), consultation_since(text, text, text, timestamptz, int) to duban_app;
