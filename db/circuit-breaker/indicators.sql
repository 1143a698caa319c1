-- 指标体系 The registry of indicators (TJ51-6.1).

-- A version as it goes over the wire.
create or replace function indicator_wire(i indicator)
  returns jsonb language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'id', i.id, 'version', i.version, 'title', i.title, 'unit', i.unit, 'warnAt', i.warn_at, 'trip',
    jsonb_build_object('at', i.trip_at, 'touches', i.touches, 'withinMinutes', i.within_minutes),
    'agreementClause', i.clause, 'cut', i.cut, 'subjects', to_jsonb(i.subjects), 'validFrom',
    at_ms(i.valid_from), 'validUntil', at_ms(i.valid_until), 'adopted', i.adopted)
$$;

-- Enters a version, or the end of one: {bureau, id, version, …, by, reason, now}. What may be entered is judged before
-- (domain/circuit-breaker/indicator.ts), in the same transaction, while nobody else changes the ground of the bureau.
create or replace function set_indicator(p jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_old indicator; v_new indicator;
begin
  select * into v_old from indicator
    where bureau_id = p->>'bureau' and id = p->>'id' and version = (p->>'version')::int
    for update;
  insert into indicator (
    bureau_id, id, version, title, unit, warn_at, trip_at, touches, within_minutes, clause, cut,
    subjects, valid_from, valid_until, adopted, entered_by)
    values (
      p->>'bureau', p->>'id', (p->>'version')::int, p->>'title', p->>'unit',
      (p->>'warnAt')::float8, (p->'trip'->>'at')::float8, (p->'trip'->>'touches')::int,
      (p->'trip'->>'withinMinutes')::int, p->>'agreementClause', p->>'cut',
      array(select jsonb_array_elements_text(p->'subjects')),
      coalesce(
        ms_at((p->>'validFrom')::bigint), v_old.valid_from, date_trunc('milliseconds', clock_timestamp())),
      ms_at((p->>'validUntil')::bigint), p->'adopted', p->>'by')
    on conflict (bureau_id, id, version) do update
    set title = excluded.title, unit = excluded.unit, warn_at = excluded.warn_at,
      trip_at = excluded.trip_at, touches = excluded.touches,
      within_minutes = excluded.within_minutes, clause = excluded.clause, cut = excluded.cut,
      subjects = excluded.subjects, valid_from = excluded.valid_from,
      valid_until = excluded.valid_until, adopted = excluded.adopted
    returning * into v_new;
  if indicator_wire(v_old) is distinct from indicator_wire(v_new) then
    insert into registry_change (registry, entity_id, changed_by, reason, before, after)
      values (
        'indicator', concat_ws('/', v_new.bureau_id, v_new.id, v_new.version), p->>'by',
        p->>'reason', case when v_old.id is not null then indicator_wire(v_old) end,
        indicator_wire(v_new));
  end if;
end $$;

-- What agreements of the bureau's subjects have under a clause, by kind of subject.
create or replace function agreement_clauses(p_bureau text, p_clause text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    jsonb_agg(distinct jsonb_build_object('subject', s.kind, 'covers', c->'covers')), '[]')
    from (
      select 'institution' as kind, agreement from institution where bureau_id = p_bureau
        union all
        select 'practitioner', agreement from practitioner where bureau_id = p_bureau) s,
      jsonb_array_elements(s.agreement->'clauses') c
    where jsonb_typeof(s.agreement->'clauses') = 'array' and c->>'id' = p_clause
$$;

-- Who may call them: only what is granted here.
revoke all on function
  indicator_wire(indicator), set_indicator(jsonb), agreement_clauses(text, text)
  from public, duban_app;

grant execute on function
  indicator_wire(indicator), set_indicator(jsonb), agreement_clauses(text, text) to duban_app;
