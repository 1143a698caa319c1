-- 承诺制事项 The commitment case (TJ84).

-- ---- What only the registries know, at the verdict ---------------------------------------------

-- TJ84-15.0: whether both sides have a coordinator that day
create or replace function known_commitment_case__push(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'acceptingCoordinator',
      coordinator_of(f.opening->'units'->>'accepting', 'accepting', local_day(i.received_at)),
    'supervisingCoordinator',
      coordinator_of(f.opening->'units'->>'supervising', 'supervising', local_day(i.received_at)))
$$;

-- TJ84-6: the designated person; an officer of the item who is there
create or replace function known_commitment_case__distribution(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'mayDistribute',
      may_distribute(i.unit_id, i.officer_id, f.opening->>'item', local_day(i.received_at)),
    'maySupervise',
      may_supervise(
        i.unit_id, i.payload->>'assignee', f.opening->>'item', local_day(i.received_at)),
    'absent', is_absent(i.payload->>'assignee', local_day(i.received_at)))
$$;

create or replace function known_commitment_case__reassignment(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select known_commitment_case__distribution(f, i)
$$;

-- TJ84-10.1: never twice, also when another file has revoked it
create or replace function known_commitment_case__revocation(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('state', (select state from result where id = f.subject_id))
$$;

-- TJ84-10.2: a file of ours, of the same bureau
create or replace function known_commitment_case__conduct_link(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'found',
    exists (
      select 1 from file x
        where x.id = i.payload->'to'->>'file' and x.bureau_id = f.bureau_id and x.id <> f.id))
$$;

-- TJ84-10.3: once per case
create or replace function known_commitment_case__credit_entry(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('entered', exists (select 1 from credit_record where file_id = f.id))
$$;

-- ---- What follows in the registries, in the transaction of the turn ----------------------------

-- TJ84-11: the result stands in the registry, with what never leaves it: the code of the party and
-- the licences
create or replace function effect_result_registered(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into result (
    id, bureau_id, item_id, list_version, type, party_code, licences, accepting_unit,
    supervising_unit, approved_on, file_id)
    select f.subject_id, f.bureau_id, f.opening->>'item', (f.opening->>'listVersion')::int,
      f.opening->>'type', i.payload->>'party',
      array(select jsonb_array_elements_text(coalesce(i.payload->'licences', '[]'))),
      f.opening->'units'->>'accepting', f.opening->'units'->>'supervising',
      (f.opening->>'approvedOn')::date, f.id
    from inbox i where i.file_id = f.id and i.number = 1
    on conflict (id) do update set file_id = excluded.file_id
    where result.file_id is null and result.state <> 'revoked'
$$;

-- TJ84-8, 9.2
create or replace function effect_result_stopped(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update result
    set state = 'stopped', stopped_at = ms_at((e->>'at')::bigint), stopped_by_act = e->>'act'
    where id = f.subject_id and state = 'live'
$$;

create or replace function effect_key_supervision(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into key_supervision (file_id, material, promise, promised_on, from_at)
  select f.id, m->>'material', m->>'promise', (m->>'promisedOn')::date, ms_at((e->>'at')::bigint)
  from inbox i, jsonb_array_elements(i.payload->'missing') m where i.file_id = f.id and i.number = 1
  on conflict do nothing
$$;

create or replace function effect_key_supervision_ended(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update key_supervision set until_at = ms_at((e->>'at')::bigint), ended = e->>'end'
    where file_id = f.id and until_at is null
      and material in (select jsonb_array_elements_text(e->'materials'))
$$;

-- TJ84-10.3: the fact, its basis and who confirmed it stay with the acts of the case
create or replace function effect_credit_entered(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into credit_record (id, bureau_id, party_code, file_id, basis, recorded_by, unit_id, at)
    select 'CR.' || f.id, f.bureau_id, r.party_code, f.id,
      jsonb_build_object(
        'act', i.act_id, 'fact', i.payload->>'fact', 'document', i.payload->'basis'),
      i.officer_id, i.unit_id, ms_at((e->>'at')::bigint)
    from inbox i join result r on r.id = f.subject_id
    where i.act_id = e->>'act' on conflict (file_id) do nothing
$$;

create or replace function effect_credit_objected(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update credit_record c
    set objections = c.objections
      || jsonb_build_array(
        jsonb_build_object(
          'act', i.act_id, 'at', (e->>'at')::bigint, 'by', i.officer_id,
          'document', i.payload->'document'))
    from inbox i
    where i.act_id = e->>'act' and c.file_id = f.id
      and not exists (select 1 from jsonb_array_elements(c.objections) o where o->>'act' = i.act_id)
$$;

-- Who may call them: only what is granted here.
revoke all on function
  known_commitment_case__push(file, inbox), known_commitment_case__distribution(file, inbox),
  known_commitment_case__reassignment(file, inbox),
  known_commitment_case__revocation(file, inbox),
  known_commitment_case__conduct_link(file, inbox),
  known_commitment_case__credit_entry(file, inbox), effect_result_registered(file, jsonb),
  effect_result_stopped(file, jsonb), effect_key_supervision(file, jsonb),
  effect_key_supervision_ended(file, jsonb), effect_credit_entered(file, jsonb),
  effect_credit_objected(file, jsonb) from public, duban_app;
