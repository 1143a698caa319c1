-- 证照撤销 A licence is revoked (TJ84-11): the list of what depends on it.

-- A result is on the list for good, and what was confirmed stands.
create or replace function keep_licence_result()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if (
    new.file_id, new.result_id, new.department, new.listed_at
  ) is distinct from (old.file_id, old.result_id, old.department, old.listed_at)
    or (
      old.decision is not null
        and (new.decision, new.decided_act) is distinct from (old.decision, old.decided_act))
    or (old.heard and not new.heard) then
    raise exception 'what was listed and confirmed stands'
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

-- Who opens a cascade of a licence, and who registers a result on it, meet at this lock: whoever
-- comes second sees what the first has done.
create or replace function licence_lock(p_bureau text, p_kind text, p_licence text)
  returns bigint language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select hashtextextended(p_bureau || ':' || p_kind || ':' || p_licence, 11)
$$;

-- The opening: every live result of an item that needs this licence, closed files or none; nothing
-- else.
create or replace function opened_licence_revocation(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_kind text := i.payload->'licence'->>'kind'; v_no text := i.payload->'licence'->>'number';
  v_departments jsonb; v_units jsonb;
begin
  perform pg_advisory_xact_lock(licence_lock(f.bureau_id, v_kind, v_no));
  insert into licence_revocation
    values (
      f.id, f.bureau_id, v_kind, v_no, (i.payload->>'decidedOn')::date, i.payload->>'authority',
      i.payload->>'documentNo', i.payload->'document');
  insert into licence_revocation_result (file_id, result_id, department)
    select f.id, r.id, r.accepting_unit
    from results_depending_on(f.bureau_id, v_kind, v_no) r;
  select coalesce(
    jsonb_agg(
      jsonb_build_object('department', d.department, 'results', d.results) order by d.department),
    '[]'),
    coalesce(jsonb_object_agg('accepting-' || d.n, d.department), '{}') into v_departments, v_units
    from (
      select department, count(*) as results, row_number() over (order by department) as n
        from licence_revocation_result
        where file_id = f.id group by department) d;
  return jsonb_build_object('departments', v_departments, 'units', (f.opening->'units') || v_units);
end $$;

-- What is approved on the licence from then on: the file hears of it, or, when it has ended, the
-- new case is obliged at once. Several licences in one order, so that nobody waits for each other.
create or replace function catch_newcomer()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_kind text; v_licence text; v_cascade text;
begin
  select licence_kind into v_kind
    from service_item
    where bureau_id = new.bureau_id and version = new.list_version and id = new.item_id;
  if v_kind is null then return null; end if;
  for v_licence in select distinct l from unnest(new.licences) l order by l loop
    perform pg_advisory_xact_lock_shared(licence_lock(new.bureau_id, v_kind, v_licence));
    select file_id into v_cascade
      from licence_revocation
      where bureau_id = new.bureau_id and licence_kind = v_kind and licence_no = v_licence;
    continue when not found;
    insert into licence_revocation_result (file_id, result_id, department, heard)
      values (v_cascade, new.id, new.accepting_unit, false)
      on conflict do nothing;
    insert into task (file_id, key, kind, data)
      values (
        coalesce(new.file_id, v_cascade), 'newcomer:' || v_cascade || ':' || new.id,
        'licence-newcomer', jsonb_build_object('cascade', v_cascade, 'result', new.id))
      on conflict do nothing;
    perform pg_notify('duban_task', '');
  end loop;
  return null;
end $$;

-- A listed result is revoked, wherever and for whatever reason: its cascade hears of it. The task
-- is the revoking file's own, so that no file waits for another one's lock.
create or replace function tell_cascades()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    select coalesce(new.revoked_by_file, l.file_id), 'revoked:' || l.file_id || ':' || new.id,
      'licence-result-revoked', jsonb_build_object('cascade', l.file_id)
    from licence_revocation_result l
    join file f on f.id = l.file_id
    where l.result_id = new.id and f.closed_at is null
    on conflict do nothing;
  if found then perform pg_notify('duban_task', ''); end if;
  return null;
end $$;

-- An open case may end before it is told that the licence is revoked, and refuse to hear it: then
-- the result is seen to again.
create or replace function licence_unheard()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    select new.file_id, 'unheard:' || new.act_id, 'revoke-result',
      jsonb_build_object('cascade', new.message->'facts'->>'cascade', 'result', f.subject_id)
    from file f where f.id = new.file_id and f.procedure = 'commitment-case'
    on conflict do nothing;
  perform pg_notify('duban_task', '');
  return null;
end $$;

-- ---- What only the list knows, at the verdict --------------------------------------------------

create or replace function known_licence_revocation__confirmation(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with named as (
    select x.id, l.department, l.decision is not null as answered, r.state
      from jsonb_array_elements_text(i.payload->'results') x(id)
      left join licence_revocation_result l on l.file_id = f.id and l.result_id = x.id and l.heard
      left join result r on r.id = l.result_id)
  select jsonb_build_object(
    'person', exists (select 1 from officer o where o.id = i.officer_id and o.kind = 'person'),
    'unlisted',
      (
        select coalesce(jsonb_agg(id), '[]')
          from (select id from named where department is null order by id limit 4) x),
    'foreign',
      (
        select coalesce(jsonb_agg(id), '[]')
          from (select id from named where department <> i.unit_id order by id limit 4) x),
    'answered',
      (
        select coalesce(jsonb_agg(id), '[]')
          from (select id from named where answered order by id limit 4) x),
    'revoked',
      (
        select coalesce(jsonb_agg(id), '[]')
          from (select id from named where state = 'revoked' order by id limit 4) x))
$$;

create or replace function known_licence_revocation__results_revoked(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with told as (
    select department, decision from licence_revocation_result
      where file_id = f.id and told_by = i.act_id)
  select jsonb_build_object(
    'revoked', (select count(*) from told where decision is distinct from 'not-dependent'),
    'unanswered',
      (
        select coalesce(
          jsonb_agg(jsonb_build_object('department', department, 'results', n) order by department),
          '[]')
          from (
            select department, count(*) as n from told where decision is null group by department
          ) x))
$$;

-- ---- What follows, in the transaction of the turn ----------------------------------------------

create or replace function effect_results_confirmed(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare i inbox;
begin
  select * into i from inbox where act_id = e->>'act' and file_id = f.id;
  with confirmed as (
    update licence_revocation_result l
      set decision = i.payload->>'decision', decided_act = i.act_id, decided_by = i.officer_id,
        decided_at = i.received_at
      where l.file_id = f.id and l.department = i.unit_id and l.heard and l.decision is null
        and l.result_id in (select jsonb_array_elements_text(i.payload->'results'))
      returning l.result_id)
  insert into task (file_id, key, kind, data)
  select f.id, 'revoke:' || result_id, 'revoke-result',
    jsonb_build_object('cascade', f.id, 'result', result_id)
    from confirmed where i.payload->>'decision' = 'revoke'
    order by result_id on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

-- On the list now; its department may read the file. If it was revoked on the way, that is told
-- next.
create or replace function effect_newcomer_listed(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update licence_revocation_result
    set heard = true where file_id = f.id and result_id = e->>'result';
  update file
    set opening = jsonb_set(
      opening,
      array['units', 'accepting-' || (select count(*) from jsonb_object_keys(opening->'units'))],
      e->'department')
    where id = f.id
      and not exists (
        select 1 from jsonb_each_text(opening->'units') u where u.value = e->>'department');
  insert into task (file_id, key, kind, data)
    select f.id, 'revoked:' || f.id || ':' || r.id, 'licence-result-revoked',
      jsonb_build_object('cascade', f.id)
    from result r where r.id = e->>'result' and r.state = 'revoked'
    on conflict do nothing;
  if found then perform pg_notify('duban_task', ''); end if;
end $$;

-- The file is about to end: as good as ended.
create or replace function effect_newcomer_flagged(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update licence_revocation_result
    set heard = true, flagged = true
    where file_id = f.id and result_id = e->>'result';
  insert into task (file_id, key, kind, data)
    values (
      f.id, 'revoke:' || (e->>'result'), 'revoke-result',
      jsonb_build_object('cascade', f.id, 'result', e->>'result'))
    on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

-- ---- For the tasks -----------------------------------------------------------------------------

create or replace function flag_newcomer(p_file text, p_result text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update licence_revocation_result
    set heard = true, flagged = true
    where file_id = p_file and result_id = p_result and not heard
$$;

create or replace function place_revocation(p_file text, p_result text, p_where text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update licence_revocation_result
    set revocation_file = p_where
    where file_id = p_file and result_id = p_result and revocation_file is distinct from p_where
$$;

-- Who may call them: only what is granted here.
revoke all on function
  keep_licence_result(), licence_lock(text, text, text), opened_licence_revocation(file, inbox),
  catch_newcomer(), tell_cascades(), licence_unheard(),
  known_licence_revocation__confirmation(file, inbox),
  known_licence_revocation__results_revoked(file, inbox), effect_results_confirmed(file, jsonb),
  effect_newcomer_listed(file, jsonb), effect_newcomer_flagged(file, jsonb),
  flag_newcomer(text, text), place_revocation(text, text, text) from public, duban_app;

grant execute on function
  flag_newcomer(text, text), place_revocation(text, text, text) to duban_app;
