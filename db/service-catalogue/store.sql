-- 政务服务事项清单 The lists of powers and public services (QJ-2.1a, A2, A3).

-- 同源 The one version in force on a day, for the window and the network: by its file, or null.
create or replace function service_version_on(p_bureau text, p_day date)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select file_id from service_version
    where bureau_id = p_bureau and in_force_from <= p_day and revoked_at is null
    order by in_force_from desc, version desc
    limit 1
$$;

create or replace function opened_service_catalogue(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  -- A revocation is a file of its own and no version.
  if f.opening ? 'revokes' then return '{}'::jsonb; end if;
  insert into service_version (
    file_id, bureau_id, decided_on, in_force_on, document_no, document, reason, changes)
    values (
      f.id, f.bureau_id, (i.payload->>'decidedOn')::date, (i.payload->>'inForceOn')::date,
      i.payload->>'documentNo', i.payload->'document', i.payload->>'reason',
      array(select jsonb_array_elements_text(f.opening->'changes')));
  insert into service_power (file_id, number, name, type, note, why, online, fully_online)
    select f.id, (x->>'number')::int, x->>'name', x->>'type', x->>'note', x->>'why',
      (x->>'online')::boolean, (x->>'fullyOnline')::boolean
      from jsonb_array_elements(i.payload->'powers') x;
  insert into public_service (
    file_id, number, name, note, why, commitment, commitment_item, leads_to, online, fully_online,
    instant, once_only, no_materials, tolerant, one_window, comprehensive_counter, city_wide,
    time_unit, statutory, actual, materials)
    select f.id, (x->>'number')::int, x->>'name', x->>'note', x->>'why',
      (x->>'commitment')::boolean, x->>'commitmentItem', x->>'leadsTo', (x->>'online')::boolean,
      (x->>'fullyOnline')::boolean, (x->>'instant')::boolean, (x->>'onceOnly')::boolean,
      (x->>'noMaterials')::boolean, (x->>'tolerant')::boolean, (x->>'oneWindow')::boolean,
      (x->>'comprehensiveCounter')::boolean, (x->>'cityWide')::boolean, x->'time'->>'unit',
      ((x->'time'->>'statutory')::numeric * 100)::int,
      ((x->'time'->>'actual')::numeric * 100)::int,
      array(select jsonb_array_elements_text(coalesce(x->'materials', '[]')))
      from jsonb_array_elements(i.payload->'services') x;
  return '{}'::jsonb;
end $$;

-- 双人复核 Whoever confirms is in office, is another person than who has proposed, and no system stands for either. `fits`: the version is still
-- compared with the one that it follows; of a revocation: its day has not come.
create or replace function known_service_catalogue__service_catalogue_confirmation(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'office',
    exists (
      select 1 from officer o
        where o.id = i.officer_id and o.kind = 'person'
          and o.roles && array['head', 'registrar', 'administrator']
          and is_present(o.id, local_day(i.received_at))),
    'another',
    i.system_id is null and l.system_id is null and l.officer_id <> i.officer_id
      and not one_certificate(l.officer_id, i.officer_id),
    'fits',
    case
      when f.opening ? 'revokes' then exists (
        select 1 from service_version v
          where v.file_id = f.opening->>'revokes' and v.in_force_from > local_day(i.received_at)
            and v.revoked_at is null)
      when not f.opening ? 'base' then true
      else coalesce(
        service_version_on(
          f.bureau_id, greatest((f.opening->>'inForceOn')::date, local_day(i.received_at))),
        '') = f.opening->>'base' end)
    from inbox l where l.file_id = f.id and l.number = 1
$$;

create or replace function effect_service_catalogue_confirmed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update service_version
    set version = 1 + coalesce(
        (select max(v.version) from service_version v where v.bureau_id = f.bureau_id), 0),
      confirmed_at = ms_at((e->>'at')::bigint),
      confirmed_by =
        (select i.officer_id from inbox i where i.file_id = f.id and i.act_id = e->>'act'),
      in_force_from = (e->>'inForceFrom')::date
    where file_id = f.id
$$;

-- 撤回 It stays in the register and is never in force.
create or replace function effect_service_catalogue_revoked(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update service_version set revoked_at = ms_at((e->>'at')::bigint), revoked_file = f.id
    where file_id = e->>'version' and revoked_at is null
$$;

-- Who may call them: only what is granted here.
revoke all on function
  service_version_on(text, date), opened_service_catalogue(file, inbox),
  known_service_catalogue__service_catalogue_confirmation(file, inbox),
  effect_service_catalogue_confirmed(file, jsonb),
  effect_service_catalogue_revoked(file, jsonb) from public, duban_app;

grant execute on function service_version_on(text, date) to duban_app;
