-- Files: opening them, their numbers, their runs in the engine, and the histories that are kept of
-- those.

-- Opens a file, or says which open file the subject already has. Serialised per subject. What only
-- the database can say at the opening (function opened_<procedure>(file, inbox), where there is
-- one) becomes part of what the file is started with.
create or replace function open_file(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file; i inbox; v_year int := (p->>'year')::int; v_last int; v_open text; v_more jsonb;
  v_known opening_attempt; v_function text := 'opened_' || replace(p->>'procedure', '-', '_');
begin
  perform pg_advisory_xact_lock(
    hashtextextended((p->>'procedure') || ':' || (p->>'subjectKind') || ':' || (p->>'subjectId'), 0)
  );
  select * into v_known from opening_attempt where officer_id = p->>'officer' and key = p->>'key';
  if found then return jsonb_build_object('known', v_known.answer, 'hash', v_known.hash); end if;
  select id into v_open from file
    where procedure = p->>'procedure' and subject_kind = p->>'subjectKind'
      and subject_id = p->>'subjectId' and closed_at is null;
  if found then return jsonb_build_object('open', v_open); end if;
  insert into file_serial values (p->>'procedure', p->>'bureau', v_year, 1)
    on conflict (procedure, bureau_id, year) do update
    set last = file_serial.last + 1
    returning last into v_last;
  f.id := replace(p->>'idPattern', '#', lpad(v_last::text, 5, '0'));
  insert into file (
    id, procedure, bureau_id, subject_kind, subject_id, direction, opening, opened_at,
    inbox_number, place
  )
    values (
      f.id, p->>'procedure', p->>'bureau', p->>'subjectKind', p->>'subjectId', p->>'direction',
      jsonb_set(p->'opening', '{file}', to_jsonb(f.id)), ms_at((p->>'arrivedAt')::bigint), 1,
      next_place(p->>'bureau', p->>'procedure'))
    returning * into f;
  insert into inbox (
    act_id, file_id, number, type, unit_id, officer_id, system_id, message, payload, hash,
    received_at, arrived_at, key)
    values (
      p->>'actId', f.id, 1, p->>'type', p->>'unit', p->>'officer', p->>'system', p->'message',
      p->'payload', p->>'hash', ms_at((p->>'receivedAt')::bigint), ms_at((p->>'arrivedAt')::bigint),
      p->>'key')
    returning * into i;
  if to_regproc(v_function) is not null then
    execute format('select %I($1, $2)', v_function) into v_more using f, i;
    update file set opening = opening || coalesce(v_more, '{}') where id = f.id returning * into f;
  end if;
  perform stage_leaves(f.bureau_id, 'opening', array[f.id]);
  perform stage_leaves(f.bureau_id, 'act', array[i.act_id]);
  insert into opening_attempt
    values (
      p->>'officer', p->>'key', p->>'hash', f.id, p->>'actId',
      jsonb_build_object('file', f.id, 'act', p->>'actId'));
  return jsonb_build_object('opened', f.id, 'opening', f.opening);
end $$;

-- Outside the engine: an opening that was refused, kept with its reason
create or replace function refuse_opening(p_officer text, p_key text, p_hash text, p_answer jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into opening_attempt values (p_officer, p_key, p_hash, null, null, p_answer)
    on conflict do nothing
$$;

-- The engine runs the file, and the signal of its opening act came with the start.
create or replace function file_started(p_file text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update file set started_at = clock_timestamp() where id = p_file and started_at is null;
   update inbox set signalled_at = clock_timestamp()
     where file_id = p_file and number = 1 and signalled_at is null
$$;

-- A register that was restored counts behind the engine: the serial goes past what the engine
-- knows, never back.
create or replace function raise_serial(p_procedure text, p_bureau text, p_year int, p_last int)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into file_serial values (p_procedure, p_bureau, p_year, p_last)
    on conflict (procedure, bureau_id, year) do update
    set last = greatest(file_serial.last, excluded.last)
$$;

-- A run of a file that ended while the file went on: its history is still to be kept.
create or replace function note_run(p_file text, p_run text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into ended_run (run_id, file_id) values (p_run, p_file) on conflict do nothing
$$;

-- What has run for a day since it was mended begins anew. Lists show the file as technically stuck:
-- whoever holds a copy of it asks again.
create or replace function note_run_fault(p_file text, p_fault text)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from run_fault where file_id = p_file and fault = p_fault and mended_at is null;
  if found then return false; end if;
  insert into run_fault as r (file_id, fault)
    values (p_file, p_fault) on conflict (file_id) do update
    set fault = excluded.fault, mended_at = null,
      since = case when r.mended_at is null then r.since else clock_timestamp() end,
      tries = case when r.mended_at < clock_timestamp() - interval '1 day' then 0 else r.tries end;
  update file set version = version + 1 where id = p_file;
  return true;
end $$;

-- Whoever gets the turn mends it: at once, after 1, 4, 16 and 64 minutes; then it is left to a
-- person.
create or replace function take_run_fault(p_file text)
  returns boolean language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (
    update run_fault
      set tries = tries + 1, next_try_at = clock_timestamp() + power(4, tries) * interval '1 minute'
      where file_id = p_file and mended_at is null and tries < 5
        and next_try_at <= clock_timestamp()
      returning 1)
  select exists (select 1 from taken)
$$;

-- The run is as the register has it again.
create or replace function run_mended(p_file text)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update run_fault set mended_at = clock_timestamp() where file_id = p_file and mended_at is null;
  if found then update file set version = version + 1 where id = p_file; end if;
end $$;

-- The history of a run that has ended is kept with its hash in the chain: the proof behind the
-- register outlives the server's retention. `last`: the run in which the file ended; the ones
-- before it are kept while the file lives.
create or replace function export_history(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file; v_last boolean := (p->>'last')::boolean;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  if not found or (v_last and (f.closed_at is null or f.exported_at is not null)) then
    return false;
  end if;
  if exists (select 1 from history_export where file_id = f.id and run_id = p->>'run') then
    return false;
  end if;
  insert into history_export (file_id, run_id, history, hash)
    values (f.id, p->>'run', p->'history', p->>'hash');
  perform enter_one(f, p->'entry', v_now);
  if v_last then
    update file set history_hash = p->>'hash', exported_at = v_now where id = f.id;
  end if;
  update ended_run set exported_at = v_now where run_id = p->>'run';
  return true;
end $$;

-- That it is lost is entered once. Should the run come back, its history is kept all the same.
create or replace function lose_history(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file
    where id = p->>'file' and closed_at is not null and exported_at is null
      and history_lost_at is null
    for update;
  if not found then return false; end if;
  perform enter_one(f, p->'entry', v_now);
  update file set history_lost_at = v_now where id = f.id;
  return true;
end $$;

-- {file, run, entry}. A run whose id nobody knows any more stands under the act that its file had
-- judged last.
create or replace function lose_run(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file; v_run text;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  if not found then return false; end if;
  v_run := coalesce(p->>'run', 'unknown:' || f.id || ':' || f.judged_number);
  insert into ended_run (run_id, file_id, lost_at)
    values (v_run, f.id, v_now) on conflict (run_id) do update
    set lost_at = v_now
    where ended_run.file_id = excluded.file_id and ended_run.lost_at is null
      and ended_run.exported_at is null;
  if not found then return false; end if;
  perform enter_one(
    f,
    p->'entry'
      || jsonb_build_object(
        'key', 'history-lost:' || coalesce(p->>'run', 'judged-' || f.judged_number)),
    v_now);
  return true;
end $$;

-- A person starts the run of a file anew: entered once for the run that is given up.
create or replace function enter_rebuilt(p_file text, p_entry jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file;
begin
  select * into f from file where id = p_file and closed_at is null for update;
  if not found
    or exists (select 1 from register r where r.file_id = f.id and r.key = p_entry->>'key') then
    return false;
  end if;
  perform enter_one(f, p_entry, date_trunc('milliseconds', clock_timestamp()));
  return true;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  open_file(jsonb), refuse_opening(text, text, text, jsonb), file_started(text),
  raise_serial(text, text, int, int), note_run(text, text), note_run_fault(text, text),
  take_run_fault(text), run_mended(text), export_history(jsonb), lose_history(jsonb),
  lose_run(jsonb), enter_rebuilt(text, jsonb) from public, duban_app;

grant execute on function
  open_file(jsonb), refuse_opening(text, text, text, jsonb), file_started(text),
  raise_serial(text, text, int, int), note_run(text, text), note_run_fault(text, text),
  take_run_fault(text), run_mended(text), export_history(jsonb), lose_history(jsonb),
  lose_run(jsonb), enter_rebuilt(text, jsonb) to duban_app;
