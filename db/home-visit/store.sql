-- 预约上门服务 Visits at home (QJ-2.4b).

create or replace function opened_home_visit(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into home_visit (
    file_id, bureau_id, unit_id, ground, services, words_id, booked_at, appointed_on, part)
    values (
      f.id, f.bureau_id, f.opening->'units'->>'handling', i.payload->>'ground',
      array(select jsonb_array_elements_text(i.payload->'services')), i.payload->>'words',
      i.received_at, (i.payload->>'on')::date, i.payload->>'part');
  select '{}'::jsonb
$$;

-- Whether everybody whom an act names is a person of the bureau who is in office.
create or replace function visitors_registered(p_bureau text, p_officers jsonb)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'registered',
    not exists (
      select 1 from jsonb_array_elements_text(coalesce(p_officers, '[]')) x (id)
        where not exists (
          select 1 from officer o join unit u on u.id = o.unit_id
            where o.id = x.id and o.kind = 'person' and o.removed_on is null
              and u.bureau_id = p_bureau)))
$$;

create or replace function known_home_visit__visit_confirmation(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select visitors_registered(f.bureau_id, i.payload->'officers')
$$;

-- The witness of an unsigned record is another person than those who visited.
create or replace function known_home_visit__visit_record(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case
    when i.payload->'officers' ? (i.payload->'unsigned'->>'witness') then
      '{"registered": false}'::jsonb
    else
      visitors_registered(
        f.bureau_id,
        i.payload->'officers'
          || case
            when i.payload ? 'unsigned' then jsonb_build_array(i.payload->'unsigned'->'witness')
            else '[]' end) end
$$;

create or replace function effect_visit_appointed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update home_visit v
    set appointed_on = (e->>'on')::date, part = e->>'part', confirmed = true,
      officers = array(select jsonb_array_elements_text(i.payload->'officers'))
    from inbox i
    where v.file_id = f.id and i.file_id = f.id and i.act_id = e->>'act'
$$;

create or replace function effect_visit_missed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update home_visit set no_shows = (e->>'noShows')::int, confirmed = false where file_id = f.id
$$;

create or replace function effect_visit_ended(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update home_visit
    set ended = e->>'ended',
      visited_at =
        case when e->>'ended' in ('served', 'not-served') then ms_at((e->>'at')::bigint) end
    where file_id = f.id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  opened_home_visit(file, inbox), visitors_registered(text, jsonb),
  known_home_visit__visit_confirmation(file, inbox), known_home_visit__visit_record(file, inbox),
  effect_visit_appointed(file, jsonb), effect_visit_missed(file, jsonb),
  effect_visit_ended(file, jsonb)
  from public, duban_app;
