-- The inbox: acts taken in, judged, and brought again when a signal was lost; events of other
-- systems; attempts that were refused before.

-- Takes an act in: number and receipt under the file's row lock. Repeated with the same key it
-- answers with the stored row, whatever was refused since.
create or replace function receive_act(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file; r inbox; v_message jsonb; v_arrived timestamptz; v_received timestamptz; v_bar text; v_void text;
begin
  select * into f from file where id = p->>'file' for update;
  if not found then return jsonb_build_object('code', 'not-found'); end if;
  select * into r from inbox
    where file_id = f.id and officer_id = p->>'officer' and key = p->>'key';
  if found then
    return jsonb_build_object(
      'known', true, 'same', r.hash = p->>'hash' and r.type = p->>'type', 'message', r.message,
      'verdict', r.verdict, 'signalled', r.signalled_at is not null);
  end if;
  if f.closed_at is not null then return jsonb_build_object('code', 'file-closed'); end if;
  -- Until it has gone over nothing is taken in: its acts so far come into the log with that.
  if f.edition <> 2 then
    raise exception 'a file of the first edition: migrate'
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  v_bar := too_many_acts(f, p->>'officer');
  if v_bar is not null then return jsonb_build_object('code', v_bar); end if;
  -- With the file locked: a paper is withdrawn and issued under the same lock. A letter that is in no
  -- file yet is held besides, so that nobody withdraws it between this look and the end.
  if p->'payload'->'document'->>'id' like 'letter.%' then
    perform 1 from paper
      where id = p->'payload'->'document'->>'id' and file_id is null
      for share;
  end if;
  v_void := void_paper_in(
    f.id, p->'payload', p->'papers', ms_at((p->'message'->>'servedAt')::bigint));
  if v_void is not null then
    return jsonb_build_object('code', 'paper-void', 'number', v_void);
  end if;
  v_arrived := coalesce(
    ms_at((p->>'arrivedAt')::bigint), date_trunc('milliseconds', clock_timestamp()));
  v_received := coalesce(ms_at((p->>'receivedAt')::bigint), v_arrived);
  if v_received > v_arrived then
    return jsonb_build_object('code', 'in-the-future', 'now', at_ms(v_arrived));
  end if;
  -- Arrival orders the file: a clock that was set back never puts an act before one that has a
  -- lower number.
  v_arrived := greatest(
    v_arrived,
    (select i.arrived_at from inbox i where i.file_id = f.id order by i.number desc limit 1));
  v_message := (p->'message')
    || jsonb_build_object(
      'number', f.inbox_number + 1, 'receivedAt', at_ms(v_received), 'arrivedAt', at_ms(v_arrived)
    );
  insert into inbox (
    act_id, file_id, number, type, unit_id, officer_id, system_id, message, payload, hash,
    received_at, arrived_at, key)
    values (
      p->>'actId', f.id, f.inbox_number + 1, p->>'type', p->>'unit', p->>'officer', p->>'system',
      v_message, p->'payload', p->>'hash', v_received, v_arrived, p->>'key');
  update file set inbox_number = inbox_number + 1 where id = f.id;
  perform stage_leaves(f.bureau_id, 'act', array[p->>'actId']);
  return jsonb_build_object('known', false, 'message', v_message);
end $$;

-- What a file takes in of one officer: so many refused acts in a day (management,
-- settings.authority.refusedActsPerDay), and so many at once without a verdict. Another officer is
-- never barred by it.
create or replace function too_many_acts(f file, p_officer text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case
    when p_officer = 'duban' then null
    when count(*) filter (
      where i.verdict->>'accepted' = 'false' and i.stored_at > clock_timestamp() - interval '1 day'
    ) >= (
      select case jsonb_typeof(b.settings->'authority'->'refusedActsPerDay')
        when 'number' then (b.settings->'authority'->>'refusedActsPerDay')::int else 20 end
        from bureau b where b.id = f.bureau_id) then
      'too-many-refused'
    when count(*) filter (where i.verdict is null) >= 40 then 'too-many-pending' end
    from inbox i
    where i.file_id = f.id and i.officer_id = p_officer
      and (i.verdict is null or i.verdict->>'accepted' = 'false')
$$;

-- The engine has acknowledged the signal: the act is in the history.
create or replace function act_signalled(p_act text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update inbox set signalled_at = clock_timestamp() where act_id = p_act and signalled_at is null
$$;

-- What only the database can know of an act: function known_<procedure>__<type>(file, inbox), where
-- there is one.
create or replace function known_of(f file, i inbox)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_function text := replace('known_' || f.procedure || '__' || i.type, '-', '_'); v_known jsonb;
begin
  if to_regproc(v_function) is null then return null; end if;
  execute format('select %I($1, $2)', v_function) into v_known using f, i;
  return v_known;
end $$;

-- Rows of the inbox in number order, with what the registries say of their authors and of their
-- content at this moment, or said when the act was judged. Two hundred at most: an answer has to
-- fit into the history.
create or replace function inbox_rows(p_file text, p_after int, p_upto int, p_arrived_until bigint)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    jsonb_agg(
      jsonb_build_object(
        'message', i.message, 'verdict', i.verdict, 'known', coalesce(i.known, known_of(f, i)),
        'standing',
          case
            when o.id is null then null
            else jsonb_build_object(
              'kind', o.kind, 'unit', o.unit_id, 'bureau', u.bureau_id,
              'unitRoles', to_jsonb(u.roles), 'roles', to_jsonb(o.roles),
              'removed', o.removed_on is not null, 'commitmentUntil', letter_until(o.id),
              'letterBegun', letter_begun(i.file_id, o.id, i.number)) end
      )
        order by i.number),
    '[]'::jsonb)
    from inbox i join file f on f.id = i.file_id
    left join officer o on o.id = i.officer_id
    left join unit u on u.id = o.unit_id
    where i.file_id = p_file and i.number > p_after
      and i.number <= least(p_upto, p_after::bigint + 200)
      and (p_arrived_until is null or i.arrived_at <= ms_at(p_arrived_until))
$$;

-- An act of a file, held until the transaction ends.
create or replace function lock_act(p_file text, p_act text)
  returns setof inbox language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select * from inbox where act_id = p_act and file_id = p_file for update
$$;

-- When the relay may bring an act (again): what is in the history already, ten seconds after it
-- came there at the earliest.
create or replace function relay_due(i inbox, p_older int)
  returns timestamptz language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select greatest(
    i.stored_at + p_older * interval '1 millisecond', i.next_try_at,
    i.signalled_at + interval '10 seconds')
$$;

-- Acknowledged: 10 s, 20 s … an hour, for a run takes ten thousand signals. Not acknowledged: 2 s,
-- 4 s … a minute.
create or replace function relay_pause(i inbox)
  returns interval language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case
    when i.signalled_at is null then least(power(2, least(i.sent, 6) + 1), 60)
    else least(10 * power(2, least(i.sent, 9)), 3600) end * interval '1 second'
$$;

-- Takes acts without a verdict, or not in the history yet, of files that run: the first due act of
-- every file before the second of any, the longest due first. Whoever takes one has its turn; the
-- next try follows by itself, whatever becomes of this one.
create or replace function take_unsettled(p_older int, p_limit int)
  returns setof inbox language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive files as (
    (
      select i.file_id as id from inbox i
        where i.verdict is null or i.signalled_at is null
        order by i.file_id limit 1)
      union all select (
        select i.file_id from inbox i
          where (i.verdict is null or i.signalled_at is null) and i.file_id > f.id
          order by i.file_id limit 1)
      from files f where f.id is not null),
    due as (
      select a.act_id, a.turn, a.at
        from files f join file x on x.id = f.id and x.closed_at is null and x.started_at is not null
        cross join lateral (
          select i.act_id, row_number() over (order by i.number) as turn,
            relay_due(i, p_older) as at
            from inbox i
            where i.file_id = f.id and i.number > 1
              and (i.verdict is null or i.signalled_at is null)
              and relay_due(i, p_older) <= clock_timestamp()
            order by i.number limit 20) a
        order by a.turn, a.at limit p_limit),
    taken as (
      select i.act_id from inbox i
        join due d on d.act_id = i.act_id
        where relay_due(i, p_older) <= clock_timestamp() for update of i skip locked)
  update inbox i set sent = i.sent + 1, next_try_at = clock_timestamp() + relay_pause(i)
    from taken t where i.act_id = t.act_id
    returning i.*
$$;

-- The same for files whose start was lost: their opening acts.
create or replace function take_unstarted(p_older int, p_limit int)
  returns setof inbox language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with taken as (
    select i.act_id from file f join inbox i on i.file_id = f.id and i.number = 1
      where f.started_at is null and relay_due(i, p_older) <= clock_timestamp()
      order by relay_due(i, p_older) limit p_limit for update of i skip locked)
  update inbox i set sent = i.sent + 1, next_try_at = clock_timestamp() + relay_pause(i)
    from taken t where i.act_id = t.act_id
    returning i.*
$$;

-- The engine was away: they were not tried.
create or replace function give_back_acts(p_acts text[])
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update inbox set next_try_at = null, sent = greatest(sent - 1, 0) where act_id = any (p_acts)
$$;

-- Keeps the attempt with its time, or only counts it. A file that does not exist, and an officer
-- who is not registered, leave nothing.
create or replace function keep_refused_attempt(p jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_file text := p->>'file'; v_bureau text := p->>'bureau'; v_attempts int;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  if v_file is not null then
    select bureau_id into v_bureau from file where id = v_file;
    if not found then return; end if;
  end if;
  insert into refused_attempt_day as d
    values (v_bureau, v_file, p->>'officer', local_day(v_now), 1, v_now)
    on conflict (bureau_id, file_id, officer_id, day) do update
    set attempts = d.attempts + 1, last_at = v_now
    returning attempts into v_attempts;
  if v_attempts > 20 then return; end if;
  insert into refused_attempt (
    at, bureau_id, file_id, type, officer_id, unit_id, system_id, code, clause, hash, fields)
    select v_now, v_bureau, v_file, p->>'type', p->>'officer', p->>'unit', p->>'system', p->>'code',
      p->>'clause', p->>'hash', array(select jsonb_array_elements_text(p->'fields'));
end $$;

-- The first claim of a key stands; what is known of each key, with its answer where there is one.
-- In key order, so that two same batches wait for each other.
create or replace function take_events(p_system text, p_officer text, p_events jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into inbound_event (system_id, key, officer_id, hash, type, result_id)
    select p_system, x->>'key', p_officer, x->>'hash', x->>'type', x->>'result'
    from jsonb_array_elements(p_events) with ordinality as t (x, n)
    order by x->>'key', n on conflict do nothing;
  return (
    select coalesce(
      jsonb_object_agg(e.key, jsonb_build_object('hash', e.hash, 'answer', e.answer)), '{}')
      from inbound_event e
      where e.system_id = p_system
        and e.key in (select x->>'key' from jsonb_array_elements(p_events) x));
end $$;

-- The first answer stands.
create or replace function settle_events(p_system text, p_answers jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from inbound_event
    where system_id = p_system and key in (select jsonb_object_keys(p_answers))
    order by key for update;
  update inbound_event e set answer = x.value, settled_at = clock_timestamp()
    from jsonb_each(p_answers) x
    where e.system_id = p_system and e.key = x.key and e.answer is null;
  return (
    select coalesce(jsonb_object_agg(e.key, e.answer), '{}')
      from inbound_event e
      where e.system_id = p_system and e.key in (select jsonb_object_keys(p_answers)));
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  receive_act(jsonb), too_many_acts(file, text), act_signalled(text), known_of(file, inbox),
  inbox_rows(text, int, int, bigint), lock_act(text, text), relay_due(inbox, int),
  relay_pause(inbox), take_unsettled(int, int), take_unstarted(int, int), give_back_acts(text[]),
  keep_refused_attempt(jsonb), take_events(text, text, jsonb), settle_events(text, jsonb)
  from public, duban_app;

grant execute on function
  receive_act(jsonb), act_signalled(text), inbox_rows(text, int, int, bigint),
  lock_act(text, text), take_unsettled(int, int), take_unstarted(int, int),
  give_back_acts(text[]), keep_refused_attempt(jsonb), take_events(text, text, jsonb),
  settle_events(text, jsonb) to duban_app;
