-- Issue 10, what drills found: whose turn it is for the relay, histories that are lost, runs that are gone, receivers that are back, numbers the engine knows.

-- ---- 转交 the relay ----------------------------------------------------------------------------------------------------

-- The next try stands in the row, so that all APIs share it; null: not tried yet.
alter table inbox add column next_try_at timestamptz, add column sent int not null default 0;
-- One look at each file with something unsettled, however much of it there is.
drop index inbox_unsettled;
create index inbox_unsettled_file on inbox (file_id, number) where verdict is null or signalled_at is null;

-- When the relay may bring an act (again): what is in the history already, ten seconds after it came there at the earliest.
create function relay_due(i inbox, p_older int) returns timestamptz language sql immutable set search_path = pg_catalog, public, pg_temp as
$$ select greatest(i.stored_at + p_older * interval '1 millisecond', i.next_try_at, i.signalled_at + interval '10 seconds') $$;
-- Acknowledged: 10 s, 20 s … an hour, for a run takes ten thousand signals. Not acknowledged: 2 s, 4 s … a minute.
create function relay_pause(i inbox) returns interval language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case when i.signalled_at is null then least(power(2, least(i.sent, 6) + 1), 60) else least(10 * power(2, least(i.sent, 9)), 3600) end * interval '1 second' $$;

-- Takes acts without a verdict, or not in the history yet, of files that run: the first due act of every file before the second of any,
-- the longest due first. Whoever takes one has its turn; the next try follows by itself, whatever becomes of this one.
create function take_unsettled(p_older int, p_limit int) returns setof inbox language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive files as (
    (select i.file_id as id from inbox i where i.verdict is null or i.signalled_at is null order by i.file_id limit 1)
    union all
    select (select i.file_id from inbox i where (i.verdict is null or i.signalled_at is null) and i.file_id > f.id order by i.file_id limit 1) from files f where f.id is not null),
  due as (
    select a.act_id, a.turn, a.at from files f join file x on x.id = f.id and x.closed_at is null and x.started_at is not null
    cross join lateral (select i.act_id, row_number() over (order by i.number) as turn, relay_due(i, p_older) as at from inbox i
      where i.file_id = f.id and i.number > 1 and (i.verdict is null or i.signalled_at is null) and relay_due(i, p_older) <= clock_timestamp() order by i.number limit 20) a
    order by a.turn, a.at limit p_limit),
  taken as (select i.act_id from inbox i join due d on d.act_id = i.act_id where relay_due(i, p_older) <= clock_timestamp() for update of i skip locked)
  update inbox i set sent = i.sent + 1, next_try_at = clock_timestamp() + relay_pause(i) from taken t where i.act_id = t.act_id returning i.* $$;

-- The same for files whose start was lost: their opening acts.
create function take_unstarted(p_older int, p_limit int) returns setof inbox language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (select i.act_id from file f join inbox i on i.file_id = f.id and i.number = 1
    where f.started_at is null and relay_due(i, p_older) <= clock_timestamp() order by relay_due(i, p_older) limit p_limit for update of i skip locked)
  update inbox i set sent = i.sent + 1, next_try_at = clock_timestamp() + relay_pause(i) from taken t where i.act_id = t.act_id returning i.* $$;

-- The engine was away: they were not tried.
create function give_back_acts(p_acts text[]) returns void language sql security definer set search_path = pg_catalog, public, pg_temp as
$$ update inbox set next_try_at = null, sent = greatest(sent - 1, 0) where act_id = any (p_acts) $$;

-- ---- 案号 numbers ------------------------------------------------------------------------------------------------------

-- A register that was restored counts behind the engine: the serial goes past what the engine knows, never back.
create function raise_serial(p_procedure text, p_bureau text, p_year int, p_last int) returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into file_serial values (p_procedure, p_bureau, p_year, p_last)
  on conflict (procedure, bureau_id, year) do update set last = greatest(file_serial.last, excluded.last) $$;

-- Chains the entries that are not there yet; the caller holds the file's row lock. A repeated entry keeps what is stored.
create or replace function append_entries(p_file text, p_bureau text, inout v_seq int, inout v_head text, p_entries jsonb, p_now timestamptz) language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare e jsonb; v_after int := v_seq; v_known text[]; v_new jsonb[] := '{}'; v_prev text[] := '{}'; v_hash text[] := '{}';
begin
  -- The first entries of a file are of the turn that judges its letter. A run that does not is another file's, one that the register has lost: it writes nothing here.
  if v_seq = 0 and exists (select 1 from inbox i where i.file_id = p_file and i.number = 1 and not exists (select 1 from jsonb_array_elements(p_entries) x where x->>'act' = i.act_id)) then
    raise exception 'a turn of another file' using errcode = 'integrity_constraint_violation';
  end if;
  select coalesce(array_agg(r.key), '{}') into v_known from register r where r.file_id = p_file and r.key in (select x->>'key' from jsonb_array_elements(p_entries) x);
  for e in select * from jsonb_array_elements(p_entries) loop
    continue when e->>'key' = any (v_known);
    v_known := v_known || (e->>'key');
    v_new := v_new || e;
    v_prev := v_prev || v_head;
    v_seq := v_seq + 1;
    v_head := encode(sha256(convert_to(v_head || '|' || v_seq || '|' || (e->>'key') || '|' || at_ms(p_now) || '|' || (e->>'hash'), 'UTF8')), 'hex');
    v_hash := v_hash || v_head;
  end loop;
  if v_seq = v_after then return; end if;
  insert into register select p_file, v_after + n, x->>'key', x->>'type', x->>'clause', x->>'act', x->'body', x->>'hash', p_now, prev, hash
    from unnest(v_new, v_prev, v_hash) with ordinality as t (x, prev, hash, n);
  perform post_entries(p_file, p_bureau, v_after);
end $$;

-- ---- 历史 histories ----------------------------------------------------------------------------------------------------

-- The file has closed and its run is gone: nothing can be kept any more.
alter table file add column history_lost_at timestamptz;
drop index file_unexported;
create index file_unexported on file (closed_at, id) where closed_at is not null and exported_at is null and history_lost_at is null;
create index file_history_lost on file (id) where history_lost_at is not null and exported_at is null;

-- That it is lost is entered once. Should the run come back, its history is kept all the same.
create function lose_history(p jsonb) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare f file; v_seq int; v_head text; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' and closed_at is not null and exported_at is null and history_lost_at is null for update;
  if not found then return false; end if;
  select * into v_seq, v_head from append_entries(f.id, f.bureau_id, f.register_seq, f.head, jsonb_build_array(p->'entry'), v_now);
  update file set register_seq = v_seq, head = v_head, version = version + 1, history_lost_at = v_now where id = f.id;
  return true;
end $$;

-- ---- 运行 runs ---------------------------------------------------------------------------------------------------------

-- Files whose workflow is not what the register has, as the engine has it; a row without `mended_at` is an alarm.
create table run_fault (
  file_id text primary key references file,
  -- MISSING, TERMINATED, FAILED, TIMED_OUT, CANCELED, COMPLETED; BEHIND: it runs and has lost acts that it had judged;
  -- NOT-CLOSED: it runs, and the file has closed; ANOTHER-FILE: the run under its number is another file's
  fault text not null,
  since timestamptz not null default clock_timestamp(),
  -- how often it was mended without a person
  tries int not null default 0,
  next_try_at timestamptz not null default clock_timestamp(),
  mended_at timestamptz
);
create index run_fault_standing on run_fault (file_id) where mended_at is null;

-- What has run for a day since it was mended begins anew. Lists show the file as technically stuck: whoever holds a copy of it asks again.
create function note_run_fault(p_file text, p_fault text) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from run_fault where file_id = p_file and fault = p_fault and mended_at is null;
  if found then return false; end if;
  insert into run_fault as r (file_id, fault) values (p_file, p_fault)
  on conflict (file_id) do update set fault = excluded.fault, mended_at = null, since = case when r.mended_at is null then r.since else clock_timestamp() end,
    tries = case when r.mended_at < clock_timestamp() - interval '1 day' then 0 else r.tries end;
  update file set version = version + 1 where id = p_file;
  return true;
end $$;

-- Whoever gets the turn mends it: at once, after 1, 4, 16 and 64 minutes; then it is left to a person.
create function take_run_fault(p_file text) returns boolean language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with taken as (update run_fault set tries = tries + 1, next_try_at = clock_timestamp() + power(4, tries) * interval '1 minute'
    where file_id = p_file and mended_at is null and tries < 5 and next_try_at <= clock_timestamp() returning 1)
  select exists (select 1 from taken) $$;

create function run_mended(p_file text) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update run_fault set mended_at = clock_timestamp() where file_id = p_file and mended_at is null;
  if found then update file set version = version + 1 where id = p_file; end if;
end $$;

-- ---- 发件 receivers ----------------------------------------------------------------------------------------------------

-- Failures in a row, of all its files; what waits after a failure is found without looking through what was delivered.
alter table receiver add column failures int not null default 0;
create index delivery_waiting on delivery (receiver_id) where state = 'pending' and last_error is not null;

grant select on run_fault to duban_app;
revoke execute on function relay_due(inbox, int), relay_pause(inbox), take_unsettled(int, int), take_unstarted(int, int), give_back_acts(text[]), raise_serial(text, text, int, int),
  lose_history(jsonb), note_run_fault(text, text), take_run_fault(text), run_mended(text) from public;
grant execute on function take_unsettled(int, int), take_unstarted(int, int), give_back_acts(text[]), raise_serial(text, text, int, int), lose_history(jsonb),
  note_run_fault(text, text), take_run_fault(text), run_mended(text) to duban_app;
