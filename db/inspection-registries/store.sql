-- The registries of inspections (QY): entered one row at a time, with the change written down.

-- One writer of a bureau's registries at a time: what is judged is what is written.
create or replace function lock_inspection_registries(p_bureau text)
  returns void language sql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('inspection-registries:' || p_bureau, 0))
$$;

-- The table of a registry as the API names it.
create or replace function inspection_registry_table(p_registry text)
  returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case p_registry
    when 'body' then 'inspection_body' when 'head' then 'body_head'
    when 'delegation' then 'delegation' when 'officer' then 'inspection_officer'
    when 'object' then 'inspection_object' when 'recusal' then 'recusal'
    when 'basis' then 'inspection_basis' when 'item' then 'inspection_item' when 'clue' then 'clue'
    when 'cap' then 'inspection_cap' when 'credit' then 'credit_class'
    when 'currency' then 'list_currency' when 'correction' then 'inspection_correction' end
$$;

-- The only way to change a registry: {bureau, registry, entity, row (by column), remove?, reason,
-- by} → {seq, changed}. The same row again is no change.
create or replace function enter_inspection(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_table text := inspection_registry_table(p->>'registry'); v_bureau text := p->>'bureau';
  v_keys text; v_sets text; v_old jsonb; v_new jsonb; v_head inspection_entry; v_hash text;
  v_at timestamptz;
begin
  if v_table is null then raise exception 'no such registry: %', p->>'registry'; end if;
  perform lock_inspection_registries(v_bureau);
  select string_agg(format('%I', a.attname), ', ' order by a.attname) into v_keys
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indrelid = to_regclass(v_table) and i.indisprimary;
  select string_agg(format('%1$I = excluded.%1$I', a.attname), ', ') into v_sets
    from pg_attribute a
    where a.attrelid = to_regclass(v_table) and a.attnum > 0 and not a.attisdropped;
  execute format(
    'select to_jsonb(t) from %1$I t where (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $1))',
    v_table, v_keys) into v_old
    using p->'row';
  -- Nobody writes over what another bureau has registered.
  if v_old->>'bureau_id' <> v_bureau then
    raise exception 'registered by another bureau' using errcode = 'insufficient_privilege';
  end if;
  if coalesce((p->>'remove')::boolean, false) then
    if v_old is null then return jsonb_build_object('changed', false); end if;
    execute format(
      'delete from %1$I t where (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $1))',
      v_table, v_keys)
      using p->'row';
  else
    execute format(
      'select to_jsonb(t) from jsonb_populate_record(null::%I, $1) t', v_table) into v_new
      using p->'row';
    if v_new = v_old then return jsonb_build_object('changed', false); end if;
    execute format(
      'insert into %1$I select * from jsonb_populate_record(null::%1$I, $1) on conflict (%2$s) do update set %3$s',
      v_table, v_keys, v_sets)
      using p->'row';
  end if;
  select * into v_head from inspection_entry where bureau_id = v_bureau order by seq desc limit 1;
  v_at := date_trunc('milliseconds', clock_timestamp());
  v_hash := encode(sha256(convert_to(coalesce(v_new::text, ''), 'UTF8')), 'hex');
  insert into inspection_entry
    values (
      v_bureau, coalesce(v_head.seq, 0) + 1, p->>'registry', p->>'entity', v_old, v_new, v_hash,
      p->>'reason', p->>'by', v_at, coalesce(v_head.hash, ''),
      encode(
        sha256(
          convert_to(
            concat_ws(
              '|', coalesce(v_head.hash, ''), v_bureau, coalesce(v_head.seq, 0) + 1, p->>'registry',
              p->>'entity', v_hash, p->>'reason', p->>'by', at_ms(v_at)),
            'UTF8')),
        'hex'));
  return jsonb_build_object('changed', true, 'seq', coalesce(v_head.seq, 0) + 1);
end $$;

-- The first entry whose hash, body or predecessor is not what the chain says; null: intact.
create or replace function broken_inspection_entry(p_bureau text)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select min(seq)
    from (
      select e.*, lag(hash, 1, '') over (order by seq) as before_it,
        row_number() over (order by seq) as n
        from inspection_entry e where bureau_id = p_bureau) e
    where seq <> n or previous <> before_it
      or body_hash <> encode(sha256(convert_to(coalesce(body::text, ''), 'UTF8')), 'hex')
      or hash <> encode(
        sha256(
          convert_to(
            concat_ws(
              '|', previous, bureau_id, seq, registry, entity, body_hash, reason, by, at_ms(at)),
            'UTF8')),
        'hex')
$$;

create or replace function inspection_validity(p_from date, p_until date)
  returns jsonb language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select case
    when p_from is null then null else jsonb_build_object('from', p_from, 'until', p_until) end
$$;

-- The head in whose hands the body is (QY-10.1): the principal, or the deputy in charge as
-- registered for it that day.
create or replace function is_body_head(p_officer text, p_body text, p_day date)
  returns boolean language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (
    select 1 from body_head h
      where h.unit_id = p_body and h.officer_id = p_officer and h.from_on <= p_day
        and coalesce(h.until_on, 'infinity'::date) >= p_day);
end $$;

-- Whatever counts or frees places and windows of an institution meets at this lock.
create or replace function lock_institution(p_institution text)
  returns void language sql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('inspection:' || p_institution, 13))
$$;

create or replace function keep_sample(p jsonb)
  returns text language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into review_sample (
    bureau_id, kind, from_on, until_on, population, population_hash, seed, algorithm, drawn,
    drawn_by)
    values (
      p->>'bureau', p->>'kind', (p->>'from')::date, (p->>'until')::date,
      array(select jsonb_array_elements_text(p->'population')), p->>'populationHash', p->>'seed',
      p->>'algorithm', array(select jsonb_array_elements_text(p->'drawn')), p->>'by')
    returning id
$$;

create or replace function keep_review(p jsonb)
  returns boolean language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with kept as (
    insert into file_review (sample_id, plan_id, reviewer, grade, payload)
      values (p->>'sample', p->>'plan', p->>'by', p->>'grade', p->'payload')
      on conflict do nothing returning 1)
  select exists (select 1 from kept)
$$;

create or replace function keep_training(p jsonb)
  returns bigint language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into enforcement_training (
    bureau_id, kind, held_on, title, hours, officers, document, entered_by)
    values (
      p->>'bureau', p->>'kind', (p->>'heldOn')::date, p->>'title', (p->>'hours')::numeric,
      array(select jsonb_array_elements_text(p->'officers')), p->'document', p->>'by')
    returning id
$$;

create or replace function keep_consultation(p jsonb)
  returns bigint language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into federation_consultation (bureau_id, held_on, payload, entered_by)
    values (p->>'bureau', (p->>'heldOn')::date, p->'payload', p->>'by')
    returning id
$$;

create or replace function follow_up_alert(
  p_alert text, p_officer text, p_finding text, p_measures text
)
  returns bigint language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into frequency_follow_up (alert_id, officer_id, finding, measures)
    values (p_alert, p_officer, p_finding, p_measures)
    returning id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  lock_inspection_registries(text), inspection_registry_table(text), enter_inspection(jsonb),
  broken_inspection_entry(text), inspection_validity(date, date), is_body_head(text, text, date),
  lock_institution(text), keep_sample(jsonb), keep_review(jsonb), keep_training(jsonb),
  keep_consultation(jsonb), follow_up_alert(text, text, text, text) from public, duban_app;

grant execute on function
  lock_inspection_registries(text), enter_inspection(jsonb), broken_inspection_entry(text),
  inspection_validity(date, date), is_body_head(text, text, date), lock_institution(text),
  keep_sample(jsonb), keep_review(jsonb), keep_training(jsonb), keep_consultation(jsonb),
  follow_up_alert(text, text, text, text) to duban_app;
