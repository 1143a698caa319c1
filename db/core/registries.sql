-- The registries: every change is written down by what changes it.

-- A row under its wire names: bureau_id is `bureau`, receiving_system `receivingSystem`; a
-- practitioner with the institutions of registration.
create or replace function registry_wire(p_registry text, p_row jsonb)
  returns jsonb language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select (
    select jsonb_object_agg(lower(left(w.name, 1)) || substr(w.name, 2), e.value)
      from jsonb_each(p_row) e,
        lateral (
          select replace(
            initcap(replace(regexp_replace(e.key, '_id$', ''), '_', ' ')), ' ', '') as name) w)
    || case p_registry
      when 'practitioner' then
        jsonb_build_object(
          'institutions',
          (
            select coalesce(jsonb_agg(r.institution_id order by r.institution_id collate "C"), '[]')
              from practitioner_registration r
              where r.practitioner_id = p_row->>'id'))
      else '{}' end
    where p_row is not null
$$;

-- Whoever is said to have changed something is registered, or a file, or one of the two loaders:
-- data of the start, and the demonstration's. The system itself commits to sealed registers only.
create or replace function assert_changer()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.changed_by not in ('reference', 'demo')
    and not (new.changed_by = 'duban' and new.registry = 'sealed-register')
    and not exists (select 1 from officer where id = new.changed_by)
    and not exists (
      select 1 from file where id = substr(new.changed_by, 6) and new.changed_by like 'file:%'
    ) then
    raise exception 'a change of a registry is entered under a registered name'
      using errcode = 'insufficient_privilege';
  end if;
  new.bureau_id := bureau_of_change(new.registry, new.entity_id);
  return new;
end $$;

-- Rows as they stand are locked by who will change them: the role itself may lock no row of a table
-- that it may not write.
create or replace function lock_registry(p_registry text, p_ids text[])
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_registry is null
    or p_registry not in (
      'bureau', 'unit', 'officer', 'institution', 'department', 'practitioner') then
    raise exception 'no such registry: %', p_registry;
  end if;
  execute format('select 1 from %I where id = any ($1) order by id for update', p_registry)
    using p_ids;
end $$;

-- The only way to change these registries: {registry, create, row (by column), institutions?, by,
-- reason}. Before and after are what the table had and has.
create or replace function change_registry(p jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_table text := p->>'registry'; v_id text := p->'row'->>'id'; v_columns text; v_old jsonb;
  v_new jsonb;
begin
  if v_table is null
    or v_table not in (
      'bureau', 'unit', 'officer', 'institution', 'department', 'practitioner') then
    raise exception 'no such registry: %', v_table;
  end if;
  select string_agg(quote_ident(a.attname), ', ') into v_columns
    from pg_attribute a
    where a.attrelid = to_regclass('public.' || v_table) and a.attnum > 0 and not a.attisdropped
      and p->'row' ? a.attname;
  execute format(
    'select registry_wire($1, to_jsonb(t)) from (select * from %I where id = $2 for update) t',
    v_table) into v_old
    using v_table, v_id;
  if (p->>'create')::boolean then
    execute format(
      'insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', v_table,
      v_columns)
      using p->'row';
  else
    execute format(
      'update %1$I t set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $1)) where t.id = $2',
      v_table, v_columns)
      using p->'row', v_id;
  end if;
  if p ? 'institutions' then
    delete from practitioner_registration
      where practitioner_id = v_id and not p->'institutions' ? institution_id;
    insert into practitioner_registration
      select v_id, jsonb_array_elements_text(p->'institutions')
      on conflict do nothing;
  end if;
  execute format(
    'select registry_wire($1, to_jsonb(t)) from %I t where id = $2', v_table) into v_new
    using v_table, v_id;
  if v_new is null then raise exception 'there is no such row to change'; end if;
  if v_new is distinct from v_old then
    insert into registry_change (registry, entity_id, changed_by, reason, before, after)
      values (v_table, v_id, p->>'by', p->>'reason', v_old, v_new);
  end if;
end $$;

-- The registry follows the final decision: terminated, cancelled or designated again; a dated
-- change like any other, with the row under its wire names.
create or replace function set_subject_status(p_kind text, p_id text, p_status text, p_file text)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_before jsonb; v_after jsonb;
begin
  if p_kind = 'institution' then
    select to_jsonb(i) into v_before from institution i where id = p_id;
    update institution set status = p_status where id = p_id and status <> p_status;
    select to_jsonb(i) into v_after from institution i where id = p_id;
  else
    select to_jsonb(i) into v_before from practitioner i where id = p_id;
    update practitioner set status = p_status where id = p_id and status <> p_status;
    select to_jsonb(i) into v_after from practitioner i where id = p_id;
  end if;
  if v_after is distinct from v_before then
    insert into registry_change (registry, entity_id, changed_by, reason, before, after)
      values (
        p_kind, p_id, 'file:' || p_file, 'decision in the file', registry_wire(p_kind, v_before),
        registry_wire(p_kind, v_after));
  end if;
end $$;

-- Of departments.
create or replace function keep_department()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'a department does not move to another institution'
    using errcode = 'insufficient_privilege';
end $$;

-- TJ51-14.1, 14.3: an officer whom an act names, as a person of the file's bureau
create or replace function named_officer(p_bureau text, p_officer text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    (
      select jsonb_build_object(
        'registered', true, 'reviews', 'legal-reviewer' = any (o.roles), 'removedOn', o.removed_on)
        from officer o join unit u on u.id = o.unit_id
        where o.id = p_officer and o.kind = 'person' and u.bureau_id = p_bureau),
    jsonb_build_object('registered', false, 'reviews', false, 'removedOn', null))
$$;

-- Those over a unit, the nearest first.
create or replace function superiors_of(p_unit text)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_up text[] := '{}'; v_id text := p_unit;
begin
  for n in 1..10 loop
    select superior_id into v_id from unit where id = v_id;
    exit when v_id is null;
    v_up := v_up || v_id;
  end loop;
  return to_jsonb(v_up);
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  registry_wire(text, jsonb), assert_changer(), lock_registry(text, text[]),
  change_registry(jsonb), set_subject_status(text, text, text, text), keep_department(),
  named_officer(text, text), superiors_of(text) from public, duban_app;

grant execute on function
  lock_registry(text, text[]), change_registry(jsonb), superiors_of(text) to duban_app;
