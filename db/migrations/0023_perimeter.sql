-- 应用角色的界限 The application's role stays what it is: it makes nothing of its own, changes the registries by functions that write down what they
-- change, and no function with the owner's rights looks first where that role could put something.

-- ---- 变更记录 every change of a registry, written by what changes it -------------------------------------------------

-- A row under its wire names: bureau_id is `bureau`, receiving_system `receivingSystem`; a practitioner with the institutions of registration.
create function registry_wire(p_registry text, p_row jsonb) returns jsonb language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select (select jsonb_object_agg(lower(left(w.name, 1)) || substr(w.name, 2), e.value) from jsonb_each(p_row) e,
      lateral (select replace(initcap(replace(regexp_replace(e.key, '_id$', ''), '_', ' ')), ' ', '') as name) w)
    || case p_registry when 'practitioner' then jsonb_build_object('institutions',
      (select coalesce(jsonb_agg(r.institution_id order by r.institution_id collate "C"), '[]') from practitioner_registration r where r.practitioner_id = p_row->>'id')) else '{}' end
  where p_row is not null $$;

-- Whoever is said to have changed something is registered, or a file, or one of the two loaders: data of the start, and the demonstration's.
create function assert_changer() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.changed_by not in ('reference', 'demo') and not exists (select 1 from officer where id = new.changed_by)
    and not exists (select 1 from file where id = substr(new.changed_by, 6) and new.changed_by like 'file:%') then
    raise exception 'a change of a registry is entered under a registered name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger assert_changer before insert on registry_change for each row execute function assert_changer();

-- Rows as they stand are locked by who will change them: the role itself may lock no row of a table that it may not write.
create function lock_registry(p_registry text, p_ids text[]) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_registry is null or p_registry not in ('bureau', 'unit', 'officer', 'institution', 'department', 'practitioner') then raise exception 'no such registry: %', p_registry; end if;
  execute format('select 1 from %I where id = any ($1) order by id for update', p_registry) using p_ids;
end $$;

-- The only way to change these registries: {registry, create, row (by column), institutions?, by, reason}. Before and after are what the table had and has.
create function change_registry(p jsonb) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_table text := p->>'registry'; v_id text := p->'row'->>'id'; v_columns text; v_old jsonb; v_new jsonb;
begin
  if v_table is null or v_table not in ('bureau', 'unit', 'officer', 'institution', 'department', 'practitioner') then raise exception 'no such registry: %', v_table; end if;
  select string_agg(quote_ident(a.attname), ', ') into v_columns from pg_attribute a
    where a.attrelid = to_regclass('public.' || v_table) and a.attnum > 0 and not a.attisdropped and p->'row' ? a.attname;
  execute format('select registry_wire($1, to_jsonb(t)) from (select * from %I where id = $2 for update) t', v_table) into v_old using v_table, v_id;
  if (p->>'create')::boolean then
    execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', v_table, v_columns) using p->'row';
  else
    execute format('update %1$I t set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $1)) where t.id = $2', v_table, v_columns) using p->'row', v_id;
  end if;
  if p ? 'institutions' then
    delete from practitioner_registration where practitioner_id = v_id and not p->'institutions' ? institution_id;
    insert into practitioner_registration select v_id, jsonb_array_elements_text(p->'institutions') on conflict do nothing;
  end if;
  execute format('select registry_wire($1, to_jsonb(t)) from %I t where id = $2', v_table) into v_new using v_table, v_id;
  if v_new is null then raise exception 'there is no such row to change'; end if;
  if v_new is distinct from v_old then
    insert into registry_change (registry, entity_id, changed_by, reason, before, after) values (v_table, v_id, p->>'by', p->>'reason', v_old, v_new);
  end if;
end $$;

-- 接收方 {id, bureau, url, events, active, secret?, overlap, by, reason}: with a new secret, the one before it signs too for `overlap` hours.
create function change_receiver(p jsonb) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v receiver; v_events text[] := array(select jsonb_array_elements_text(p->'events')); v_old jsonb;
begin
  select * into v from receiver where id = p->>'id' for update;
  if not found then
    insert into receiver (id, bureau_id, url, secret, events, active) values (p->>'id', p->>'bureau', p->>'url', p->>'secret', v_events, (p->>'active')::boolean);
  else
    v_old := jsonb_build_object('id', v.id, 'bureau', v.bureau_id, 'url', v.url, 'events', to_jsonb(v.events), 'active', v.active);
    update receiver set url = p->>'url', events = v_events, active = (p->>'active')::boolean, secret = coalesce(p->>'secret', secret),
      previous_secret = case when p->>'secret' is null then previous_secret else secret end,
      previous_until = case when p->>'secret' is null then previous_until else clock_timestamp() + (p->>'overlap')::int * interval '1 hour' end where id = v.id;
  end if;
  select * into v from receiver where id = p->>'id';
  insert into registry_change (registry, entity_id, changed_by, reason, before, after) values ('receiver', v.id, p->>'by', p->>'reason', v_old,
    jsonb_build_object('id', v.id, 'bureau', v.bureau_id, 'url', v.url, 'events', to_jsonb(v.events), 'active', v.active, 'secretChanged', p->>'secret' is not null));
end $$;

-- A delivery sent again, or skipped, by a named person; false when it is settled.
create function settle_delivery(p_receiver text, p_file text, p_seq int, p_what text, p_by text, p_reason text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v delivery;
begin
  if p_what not in ('resend', 'skip') then raise exception 'resend or skip'; end if;
  select * into v from delivery where receiver_id = p_receiver and file_id = p_file and seq = p_seq and state not in ('delivered', 'skipped') for update;
  if not found then return false; end if;
  update delivery set state = case p_what when 'skip' then 'skipped' else 'pending' end,
    settled_at = case p_what when 'skip' then clock_timestamp() end, settled_by = case p_what when 'skip' then p_by end,
    resent_after = case p_what when 'skip' then resent_after else tries end, next_try_at = case p_what when 'skip' then next_try_at else clock_timestamp() end
    where receiver_id = p_receiver and file_id = p_file and seq = p_seq;
  insert into registry_change (registry, entity_id, changed_by, reason, before, after) values ('delivery', concat_ws('/', p_receiver, p_file, p_seq), p_by, p_reason,
    jsonb_build_object('state', v.state, 'tries', v.tries, 'lastError', v.last_error), jsonb_build_object('state', case p_what when 'skip' then 'skipped' else 'pending' end, 'action', p_what));
  perform pg_notify('duban_outbox', p_receiver || ' ' || p_file);
  return true;
end $$;

-- As in 0003, with the row under its wire names like every other change.
create or replace function set_subject_status(p_kind text, p_id text, p_status text, p_file text) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
      values (p_kind, p_id, 'file:' || p_file, 'decision in the file', registry_wire(p_kind, v_before), registry_wire(p_kind, v_after));
  end if;
end $$;

revoke insert, update, delete on registry_change, bureau, unit, officer, institution, department, practitioner, practitioner_registration, receiver from duban_app;
revoke update (resent_after, settled_by) on delivery from duban_app;
-- How often a receiver has failed in a row is the dispatcher's to count.
do $$ begin
  if exists (select 1 from pg_attribute where attrelid = to_regclass('public.receiver') and attname = 'failures' and not attisdropped) then grant update (failures) on receiver to duban_app; end if;
end $$;

-- Under these names the system itself acts; a row of before stays, and lets nobody in.
alter table officer add constraint officer_not_reserved check (id !~* '^duban|^(reference|demo)$') not valid;
alter table unit add constraint unit_not_reserved check (id !~* '^duban|^(reference|demo)$') not valid;

-- ---- 查找次序 where functions look ------------------------------------------------------------------------------------

-- These are inlined where they are asked, which a path of their own would prevent: their bodies are bound when they are made, and look nowhere later.
create or replace function at_ms(t timestamptz) returns bigint language sql immutable parallel safe return floor(extract(epoch from t) * 1000)::bigint;
create or replace function ms_at(ms bigint) returns timestamptz language sql immutable parallel safe return to_timestamp(ms / 1000.0);
create or replace function local_day(t timestamptz) returns date language sql immutable parallel safe return (t at time zone interval '08:00')::date;
create or replace function day_of(t timestamptz) returns date language sql immutable parallel safe return (t at time zone interval '8 hours')::date;
create or replace function civil_day(p_ms text) returns date language sql immutable parallel safe
  return ((to_timestamp(p_ms::float8 / 1000)) at time zone interval '8 hours')::date;
create or replace function is_exchange(p_type text) returns boolean language sql immutable parallel safe
  return p_type in ('approval', 'push', 'supervision-result', 'stop-order', 'revocation-suggestion', 'feedback-receipt', 'revocation');
create or replace function past_of(p inspection_plan, p_items text[]) returns json language sql stable
  return json_build_object('id', p.id, 'level', p.level, 'filedAt', at_ms(p.filed_at), 'kind', p.kind, 'onSite', p.on_site, 'startedOn', p.started_on, 'endedOn', p.ended_on, 'lastOnSiteOn', p.last_on_site_on, 'found', p.found,
    'abandoned', nullif(p.abandoned, false), 'recheck', nullif(p.recheck, false), 'itemCapExempt', nullif(p.item_cap_exempt, false), 'items', p_items);
create or replace function past_inspections(p_institution text, p_since date) returns table (id text, started_on date, past json) language sql stable begin atomic
  select p.id, p.started_on, past_of(p, array(select i.item_id from inspection_plan_item i where i.plan_id = p.id order by i.item_id))
  from inspection_plan p where p.institution_id = p_institution and p.over_on >= p_since and p.started_on is not null;
end;

-- All others, with the owner's rights or without, trigger functions too: the catalogue first, then ours, and temporary things last.
do $$
declare v regprocedure;
begin
  for v in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p') and p.prosqlbody is null
    and p.proowner = (select oid from pg_roles where rolname = current_user)
  loop execute format('alter routine %s set search_path = pg_catalog, public, pg_temp', v); end loop;
end $$;

-- ---- 权限 what the role may make: nothing ------------------------------------------------------------------------------

do $$ begin execute format('revoke temporary, create on database %I from public', current_database()); end $$;
revoke create on schema public from public;

revoke execute on function registry_wire(text, jsonb), assert_changer(), lock_registry(text, text[]), change_registry(jsonb), change_receiver(jsonb), settle_delivery(text, text, int, text, text, text) from public;
grant execute on function lock_registry(text, text[]), change_registry(jsonb), change_receiver(jsonb), settle_delivery(text, text, int, text, text, text) to duban_app;
