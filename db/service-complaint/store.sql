-- 投诉 Complaints about services (QJ-2.6c).

create or replace function opened_service_complaint(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into service_complaint (
    file_id, bureau_id, source, number, received_at, service_no, unit_id, officer_id, words_id)
    values (
      f.id, f.bureau_id, i.payload->>'source', i.payload->>'number',
      ms_at((f.opening->>'from')::bigint), i.payload->>'service', i.payload->>'unit',
      i.payload->>'officer', i.payload->>'words');
  select '{}'::jsonb
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

-- 可以查阅 Whether the words are for this officer: one of the unit that deals with it, and not whom it
-- is about.
create or replace function complaint_words_for(p_file text, p_officer text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case
    when c.officer_id = p_officer then 'about'
    when o.unit_id = f.opening->'units'->>'handling' then 'all' end
    from service_complaint c join file f on f.id = c.file_id
    join officer o on o.id = p_officer and o.kind = 'person' and o.removed_on is null
    where c.file_id = p_file
$$;

-- Who may call them: only what is granted here.
revoke all on function
  opened_service_complaint(file, inbox), effect_complaint_first_answered(file, jsonb),
  effect_complaint_concluded(file, jsonb), service_complaints_received(text, date, date),
  complaint_words_for(text, text)
  from public, duban_app;

grant execute on function
  service_complaints_received(text, date, date), complaint_words_for(text, text) to duban_app;
