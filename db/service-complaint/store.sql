-- 投诉 Complaints about services (QJ-2.6c).

create or replace function opened_service_complaint(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into service_complaint (
    file_id, bureau_id, source, number, received_at, service_no, unit_id, officer_id, words_id,
    handling_id)
    values (
      f.id, f.bureau_id, i.payload->>'source', i.payload->>'number',
      ms_at((f.opening->>'from')::bigint), i.payload->>'service', i.payload->>'unit',
      i.payload->>'officer', i.payload->>'words', f.opening->'units'->>'handling');
  select '{}'::jsonb
$$;

-- 被投诉人 Whom a complaint is about: as it says, and as transfers have said.
create or replace function complaint_about(p_file text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select officer_id from service_complaint where file_id = p_file and officer_id is not null
  union
  select i.payload->>'about' from inbox i
    where i.file_id = p_file and i.type = 'complaint-transfer' and i.payload->>'about' is not null
      and coalesce(i.verdict->>'accepted', 'true') = 'true'
$$;

-- {own}: whether whoever files an act is complained of, under whichever account.
create or replace function complaint_hand(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'own', exists (select 1 from complaint_about(f.id) x where is_person_of(i.officer_id, x)))
$$;

create or replace function known_service_complaint__complaint_response(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select complaint_hand(f, i)
$$;

create or replace function known_service_complaint__complaint_tracking(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select complaint_hand(f, i)
$$;

create or replace function known_service_complaint__complaint_result(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select complaint_hand(f, i)
$$;

create or replace function known_service_complaint__complaint_conclusion(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select complaint_hand(f, i)
$$;

-- {own, unit, person, complained}: whether the section and the person that are named are registered in the
-- bureau, and whether the section is complained of or has somebody whom the complaint is about.
create or replace function known_service_complaint__complaint_transfer(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select complaint_hand(f, i)
    || jsonb_build_object(
      'unit', k->>'unit' is not null,
      'person', i.payload->>'about' is null or k->>'officer' is not null,
      'complained',
      exists (
        select 1 from service_complaint c where c.file_id = f.id and c.unit_id = i.payload->>'to')
        or exists (
          select 1 from complaint_about(f.id) x join officer o on o.id = x
            where o.unit_id = i.payload->>'to'))
    from evaluation_knows(f.bureau_id, i.payload->>'to', i.payload->>'about') k
$$;

create or replace function effect_complaint_transferred(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update service_complaint set handling_id = e->>'to' where file_id = f.id
$$;

create or replace function effect_complaint_first_answered(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update service_complaint set first_answered_at = ms_at((e->>'at')::bigint) where file_id = f.id
$$;

create or replace function effect_complaint_concluded(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update service_complaint
    set founded = e->>'founded', closed_at = ms_at((e->>'at')::bigint)
    where file_id = f.id
$$;

-- 期间内交办的投诉 What the platforms handed down on the days from p_from to p_until, both included,
-- open ones too. What the bureau has taken by itself is not among them.
create or replace function service_complaints_received(p_bureau text, p_from date, p_until date)
  returns table (file_id text, received_on date, first_answered_on date, source text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.file_id, local_day(c.received_at), local_day(c.first_answered_at), c.source
    from service_complaint c
    where c.bureau_id = p_bureau and c.source <> 'direct' and c.received_at >= day_begins(p_from)
      and c.received_at < day_begins(p_until + 1)
$$;

-- 可以查阅 Whether the words are for this officer: one of the unit that deals with it by now, and not whom it
-- is about.
create or replace function complaint_words_for(p_file text, p_officer text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case
    when exists (select 1 from complaint_about(c.file_id) x where is_person_of(p_officer, x)) then
      'about'
    when o.unit_id = c.handling_id then 'all' end
    from service_complaint c
    join officer o on o.id = p_officer and o.kind = 'person' and o.removed_on is null
    where c.file_id = p_file
$$;

-- Who may call them: only what is granted here.
revoke all on function
  opened_service_complaint(file, inbox), complaint_about(text), complaint_hand(file, inbox),
  known_service_complaint__complaint_response(file, inbox),
  known_service_complaint__complaint_tracking(file, inbox),
  known_service_complaint__complaint_result(file, inbox),
  known_service_complaint__complaint_conclusion(file, inbox),
  known_service_complaint__complaint_transfer(file, inbox),
  effect_complaint_transferred(file, jsonb), effect_complaint_first_answered(file, jsonb),
  effect_complaint_concluded(file, jsonb), service_complaints_received(text, date, date),
  complaint_words_for(text, text)
  from public, duban_app;

grant execute on function
  service_complaints_received(text, date, date), complaint_words_for(text, text) to duban_app;
