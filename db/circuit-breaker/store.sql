-- 熔断 What the file of a breaker changes here, and what it is told (TJ51-6).

-- The breaker of a file's subject, locked until the transaction ends.
create or replace function lock_breaker(f file)
  returns breaker language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select * from breaker
    where bureau_id = f.bureau_id and subject_kind = f.subject_kind and subject_id = f.subject_id
    for update
$$;

-- No instant of a file lies ahead of our clock: its time is skipped forward in tests only.
create or replace function no_later(p_at bigint)
  returns timestamptz language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select least(ms_at(p_at), date_trunc('milliseconds', clock_timestamp()))
$$;

-- The warning has its file.
create or replace function effect_breaker_warned(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare b breaker := lock_breaker(f);
begin
  update breaker set file_id = f.id
    where bureau_id = b.bureau_id and subject_kind = b.subject_kind and subject_id = b.subject_id;
  update breaker_warning set file_id = f.id
    where bureau_id = b.bureau_id and subject_kind = b.subject_kind and subject_id = b.subject_id
      and epoch = b.epoch and indicator || '@' || version = e->>'item';
end $$;

-- Delivered: what was measured after it counts, also what has come in already.
create or replace function effect_breaker_delivered(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare b breaker := lock_breaker(f); w breaker_warning; v indicator;
begin
  update breaker_warning set delivered_at = no_later((e->>'at')::bigint)
    where bureau_id = b.bureau_id and subject_kind = b.subject_kind and subject_id = b.subject_id
      and epoch = b.epoch and indicator || '@' || version = e->>'item' and delivered_at is null
    returning * into w;
  if not found then return; end if;
  select * into v from indicator
    where bureau_id = w.bureau_id and id = w.indicator and version = w.version;
  perform trip_breaker(b, w, v, null);
end $$;

-- 半开 Touches count anew, under the warnings that stand.
create or replace function effect_breaker_half_open(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare b breaker := lock_breaker(f);
begin
  update breaker set state = 'half-open', counts_from = no_later((e->>'at')::bigint)
    where bureau_id = b.bureau_id and subject_kind = b.subject_kind and subject_id = b.subject_id;
end $$;

-- 复位 What was touched before is spent, and a new warning is needed.
create or replace function effect_breaker_reset(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare b breaker := lock_breaker(f);
begin
  update breaker
    set state = 'closed', epoch = epoch + 1, spent_until = no_later((e->>'at')::bigint),
      counts_from = null, file_id = null
    where bureau_id = b.bureau_id and subject_kind = b.subject_kind and subject_id = b.subject_id
      and file_id = f.id;
  if not found then return; end if;
  -- The warnings are spent with the touches.
  update breaker_warning set lapsed_at = clock_timestamp()
    where bureau_id = b.bureau_id and subject_kind = b.subject_kind and subject_id = b.subject_id
      and epoch = b.epoch and lapsed_at is null;
end $$;

create or replace function effect_breaker_order(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into breaker_order (file_id, item, kind, response_id, decided_at, ordered_at)
    values (
      f.id, e->>'item', e->>'kind', e->>'response', ms_at((e->>'decidedAt')::bigint),
      ms_at((e->>'orderedAt')::bigint))
    on conflict do nothing
$$;

create or replace function effect_breaker_acknowledged(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update breaker_order set acknowledged_at = ms_at((e->>'at')::bigint)
    where file_id = f.id and item = e->>'item' and acknowledged_at is null
$$;

-- Whether a filed case of the subject awaits its opinion.
create or replace function breaker_subject(f file)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'awaitsOpinion',
    exists (
      select 1 from file r
        where r.procedure = 'rapid-response' and r.subject_kind = f.subject_kind
          and r.subject_id = f.subject_id and r.closed_at is null
          and exists (
            select 1 from inbox i
              where i.file_id = r.id and i.type in ('filing-decision', 'further-answer')
                and i.payload->>'outcome' = 'filed' and i.verdict->>'accepted' = 'true')
          and not exists (
            select 1 from inbox i
              where i.file_id = r.id and i.type = 'opinion' and i.verdict->>'accepted' = 'true')))
$$;

create or replace function known_circuit_breaker__reset(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select breaker_subject(f)
$$;

create or replace function known_circuit_breaker__half_open(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select breaker_subject(f)
$$;

-- A warning that no file has taken on after a while: its file had just ended. It is brought again.
create or replace function warn_again()
  returns int language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_again int;
begin
  with lost as (
    select w.* from breaker_warning w
      join breaker b on b.bureau_id = w.bureau_id and b.subject_kind = w.subject_kind
        and b.subject_id = w.subject_id and b.epoch = w.epoch
      where w.file_id is null and w.lapsed_at is null
        and w.warned_at < clock_timestamp() - interval '30 seconds'
        and not exists (
          select 1 from task t
            where t.done_at is null and t.kind = 'breaker-warn' and t.data->>'subject' = w.subject_id)
        -- Its file is open, and has not judged yet what it was told.
        and not exists (
          select 1 from file f
            where f.procedure = 'circuit-breaker' and f.subject_kind = w.subject_kind
              and f.subject_id = w.subject_id and f.closed_at is null
              and f.judged_number < f.inbox_number)
      limit 100),
    brought as (
      insert into task (file_id, key, kind, data)
        select null,
          concat_ws(':', 'warn', l.subject_kind, l.subject_id, l.epoch, l.indicator, l.version),
          'breaker-warn',
          jsonb_build_object(
            'bureau', l.bureau_id, 'kind', l.subject_kind, 'subject', l.subject_id, 'epoch',
            l.epoch, 'indicator', l.indicator, 'version', l.version)
        from lost l
        returning 1)
  select count(*) into v_again from brought;
  if v_again > 0 then perform pg_notify('duban_task', ''); end if;
  return v_again;
end $$;

-- 失效 Versions have ended: their warnings are spent, and each file is told. A breaker that is only warned and has no other
-- warning closes.
create or replace function lapse_warnings()
  returns int language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare w breaker_warning; b breaker; v_lapsed int := 0;
begin
  for w in select x.* from breaker_warning x
    join indicator i on i.bureau_id = x.bureau_id and i.id = x.indicator and i.version = x.version
    join breaker k on k.bureau_id = x.bureau_id and k.subject_kind = x.subject_kind
      and k.subject_id = x.subject_id and k.epoch = x.epoch
    -- What has tripped rests on its warning until the cut is settled.
    where x.lapsed_at is null and x.file_id is not null and k.state <> 'tripped'
      and i.valid_until <= clock_timestamp()
    order by x.subject_kind, x.subject_id limit 500 loop
    select * into b from breaker k
      where k.bureau_id = w.bureau_id and k.subject_kind = w.subject_kind
        and k.subject_id = w.subject_id
      for update;
    continue when b.epoch <> w.epoch or b.state = 'tripped';
    update breaker_warning set lapsed_at = clock_timestamp()
      where bureau_id = w.bureau_id and subject_kind = w.subject_kind and subject_id = w.subject_id
        and epoch = w.epoch and indicator = w.indicator and version = w.version
        and lapsed_at is null;
    continue when not found;
    v_lapsed := v_lapsed + 1;
    insert into task (file_id, key, kind, data)
      values (
        null, concat_ws(':', 'lapsed', w.file_id, w.indicator || '@' || w.version), 'breaker-lapsed',
        jsonb_build_object(
          'bureau', w.bureau_id, 'file', w.file_id, 'item', w.indicator || '@' || w.version));
    if b.state = 'warned'
      and not exists (
        select 1 from breaker_warning o
          where o.bureau_id = b.bureau_id and o.subject_kind = b.subject_kind
            and o.subject_id = b.subject_id and o.epoch = b.epoch and o.lapsed_at is null) then
      update breaker
        set state = 'closed', epoch = epoch + 1, counts_from = null, file_id = null
        where bureau_id = b.bureau_id and subject_kind = b.subject_kind
          and subject_id = b.subject_id;
    end if;
  end loop;
  if v_lapsed > 0 then perform pg_notify('duban_task', ''); end if;
  return v_lapsed;
end $$;

-- What a breaker has cut is settled where its response has lifted the suspension, has decided that it flows again, or has
-- ended the agreement or the qualification: the breaker is told. The order was given while the suspension stood, so whatever
-- day a decision states for itself, it has come after it.
create or replace function settle_breakers()
  returns int language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare r record; v_settled int := 0;
begin
  for r in select f.bureau_id, o.file_id, o.item, o.response_id, s.state,
      greatest(coalesce(s.ended_at, d.decided), o.decided_at) as settled
    from breaker_order o
    join file f on f.id = o.file_id
    left join suspension s on s.file_id = o.response_id and s.state in ('lifted', 'replaced')
    left join lateral (
      select ms_at((i.message->>'occurredAt')::bigint) as decided from inbox i
        where i.file_id = o.response_id and i.type = 'final-decision'
          and i.verdict->>'accepted' = 'true' and i.payload->>'cut' = 'resume'
          and i.number > (
            select max(l.number) from inbox l
              where l.file_id = o.response_id and l.key like 'breaker/' || o.file_id || '/%')
        order by i.number desc limit 1) d on true
    where o.kind = 'stop' and o.settled_at is null
      and (s.file_id is not null or d.decided is not null)
    order by o.file_id, o.item limit 500 loop
    update breaker_order set settled_at = clock_timestamp()
      where file_id = r.file_id and item = r.item and settled_at is null;
    continue when not found;
    v_settled := v_settled + 1;
    insert into task (file_id, key, kind, data)
      values (
        null, concat_ws(':', 'settled', r.file_id, r.item), 'breaker-settled',
        jsonb_build_object(
          'bureau', r.bureau_id, 'file', r.file_id, 'round', split_part(r.item, ':', 2)::int, 'outcome',
          case when r.state = 'replaced' then 'ended' else 'restored' end, 'at',
          at_ms(r.settled)));
  end loop;
  if v_settled > 0 then perform pg_notify('duban_task', ''); end if;
  return v_settled;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  lock_breaker(file), no_later(bigint), effect_breaker_warned(file, jsonb),
  effect_breaker_delivered(file, jsonb), effect_breaker_half_open(file, jsonb),
  effect_breaker_reset(file, jsonb), effect_breaker_order(file, jsonb),
  effect_breaker_acknowledged(file, jsonb), breaker_subject(file),
  known_circuit_breaker__reset(file, inbox), known_circuit_breaker__half_open(file, inbox),
  warn_again(), lapse_warnings(), settle_breakers() from public, duban_app;

grant execute on function warn_again(), lapse_warnings(), settle_breakers() to duban_app;
