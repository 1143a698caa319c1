-- 触碰 Touches (TJ51-6.2, 6.3): taken in, answered, and decided upon a batch at a time. A file hears of one only where
-- something is to be done; then a task is written.

-- The first window of the rule that touches of a version fill, of those measured after `p_after`. The window slides, holds
-- both of its ends, and is counted by the measured instants: whatever the order in which they came in.
create or replace function breaker_window(
  b breaker, v indicator, p_after timestamptz, p_around timestamptz
)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'touches', x.n, 'first', at_ms(x.first_at), 'last', at_ms(x.measured_at))
    from (
      select t.measured_at, count(*) over w as n, min(t.measured_at) over w as first_at
        from touch t
        where t.bureau_id = b.bureau_id and t.subject_kind = b.subject_kind
          and t.subject_id = b.subject_id and t.indicator = v.id and t.version = v.version
          and t.stands and t.value >= v.trip_at and t.measured_at > p_after
          -- A touch changes only the windows around it; without one, all of them are looked at.
          and (
            p_around is null
            or t.measured_at between p_around - v.within_minutes * interval '1 minute'
              and p_around + v.within_minutes * interval '1 minute')
        window w as (
          order by t.measured_at
          range between v.within_minutes * interval '1 minute' preceding and current row)) x
    where x.n >= v.touches
    order by x.measured_at
    limit 1
$$;

-- Trips a breaker that is warned or half-open where the rule is met: once a subject, for its row is locked. Whether it has.
create or replace function trip_breaker(b breaker, w breaker_warning, v indicator, p_around timestamptz)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_window jsonb;
begin
  if b.state not in ('warned', 'half-open') or w.delivered_at is null or w.lapsed_at is not null then
    return false;
  end if;
  v_window := breaker_window(b, v, greatest(w.delivered_at, b.counts_from), p_around);
  if v_window is null then return false; end if;
  update breaker set state = 'tripped', round = round + 1
    where bureau_id = b.bureau_id and subject_kind = b.subject_kind and subject_id = b.subject_id
    returning * into b;
  insert into task (file_id, key, kind, data)
    values (
      -- The row of the file is left alone: whoever enters a turn holds it, and waits for this breaker.
      null, concat_ws(':', 'trip', b.file_id, b.round), 'breaker-trip',
      v_window
        || jsonb_build_object(
          'bureau', b.bureau_id, 'file', b.file_id, 'item', v.id || '@' || v.version, 'round', b.round, 'decidedAt',
          at_ms(date_trunc('milliseconds', clock_timestamp()))));
  perform pg_notify('duban_task', '');
  return true;
end $$;

-- One touch at or above the warning threshold, its subject locked. Answers what came of it.
create or replace function decide_touch(b breaker, t touch, v indicator)
  returns text language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare w breaker_warning;
begin
  if t.measured_at <= b.spent_until then return 'spent'; end if;
  select * into w from breaker_warning x
    where x.bureau_id = b.bureau_id and x.subject_kind = b.subject_kind
      and x.subject_id = b.subject_id and x.epoch = b.epoch and x.indicator = v.id
      and x.version = v.version;
  if not found then
    insert into breaker_warning (
      bureau_id, subject_kind, subject_id, epoch, indicator, version, system_id, event_id,
      measured_at, warned_at)
      values (
        b.bureau_id, b.subject_kind, b.subject_id, b.epoch, v.id, v.version, t.system_id,
        t.event_id, t.measured_at, t.arrived_at);
    update breaker set state = 'warned'
      where bureau_id = b.bureau_id and subject_kind = b.subject_kind
        and subject_id = b.subject_id and state = 'closed';
    insert into task (file_id, key, kind, data)
      values (
        null, concat_ws(':', 'warn', b.subject_kind, b.subject_id, b.epoch, v.id, v.version),
        'breaker-warn',
        jsonb_build_object(
          'bureau', b.bureau_id, 'kind', b.subject_kind, 'subject', b.subject_id, 'epoch', b.epoch,
          'indicator', v.id, 'version', v.version));
    perform pg_notify('duban_task', '');
    return 'warned';
  end if;
  return case when t.value >= v.trip_at then 'touched' else 'noted' end;
end $$;

-- Takes a batch in: {event, hash, kind, subject, indicator, value, at} each. `p_ahead`: seconds that a measurement may lie
-- ahead of this clock; `p_stale`: hours after which one is too old. What was taken in before is answered as it was then.
create or replace function take_touches(
  p_bureau text, p_system text, p_touches jsonb, p_ahead int, p_stale int
)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
  v_open text[]; t touch; b breaker; v indicator; w breaker_warning; v_outcome text;
begin
  with given as (
    select distinct on (x.event) x.*, ms_at(x.at) as measured
      from jsonb_to_recordset(p_touches) as x (
        event text, hash text, kind text, subject text, indicator text, value float8, at bigint)
      order by x.event, x.hash),
    taken as (
      insert into touch (
        bureau_id, system_id, event_id, hash, subject_kind, subject_id, indicator, version, value,
        measured_at, arrived_at, outcome)
        select p_bureau, p_system, g.event, g.hash, g.kind, g.subject, g.indicator, i.version,
          g.value, g.measured, v_now,
          case
            when g.measured > v_now + p_ahead * interval '1 second' then 'future'
            when g.measured < v_now - p_stale * interval '1 hour' then 'stale'
            when not (
              g.kind = 'institution'
              and exists (select 1 from institution s where s.id = g.subject and s.bureau_id = p_bureau)
              or g.kind = 'practitioner'
              and exists (select 1 from practitioner s where s.id = g.subject and s.bureau_id = p_bureau)
            ) then 'unknown-subject'
            when i.version is null then
              case
                when exists (
                  select 1 from indicator k where k.bureau_id = p_bureau and k.id = g.indicator) then
                  'not-in-force'
                else 'unknown-indicator' end
            when i.valid_until <= v_now then 'not-in-force'
            when not g.kind = any (i.subjects) then 'other-subject'
            when g.value < i.warn_at then 'below'
            else 'pending' end
        from given g
        left join indicator i on i.bureau_id = p_bureau and i.id = g.indicator
          and g.measured >= i.valid_from
          and (i.valid_until is null or g.measured < i.valid_until)
        order by g.event
        on conflict do nothing
        returning event_id, outcome)
  select array_agg(event_id) filter (where outcome = 'pending') into v_open from taken;
  -- Subjects in one order, so that two batches wait for each other; of one subject by the measured instant.
  for t in select * from touch
    where system_id = p_system and event_id = any (v_open)
    order by subject_kind, subject_id, measured_at, event_id loop
    insert into breaker (bureau_id, subject_kind, subject_id)
      values (p_bureau, t.subject_kind, t.subject_id) on conflict do nothing;
    select * into b from breaker x
      where x.bureau_id = p_bureau and x.subject_kind = t.subject_kind
        and x.subject_id = t.subject_id
      for update;
    select * into v from indicator x
      where x.bureau_id = p_bureau and x.id = t.indicator and x.version = t.version;
    v_outcome := decide_touch(b, t, v);
    update touch set outcome = v_outcome, stands = v_outcome <> 'spent'
      where system_id = p_system and event_id = t.event_id;
    if v_outcome = 'touched' then
      select * into w from breaker_warning x
        where x.bureau_id = p_bureau and x.subject_kind = b.subject_kind
          and x.subject_id = b.subject_id and x.epoch = b.epoch and x.indicator = v.id
          and x.version = v.version;
      perform trip_breaker(b, w, v, t.measured_at);
    end if;
  end loop;
  return (
    select coalesce(
      jsonb_object_agg(
        x.event_id, jsonb_build_object('hash', x.hash, 'bureau', x.bureau_id, 'outcome', x.outcome)),
      '{}')
      from touch x
      where x.system_id = p_system
        and x.event_id in (select e->>'event' from jsonb_array_elements(p_touches) e));
end $$;

-- Touches that have changed nothing are forgotten after so many days, and never while one that came again would be taken in.
create or replace function forget_touches(p_bureau text, p_days int, p_stale int)
  returns int language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_forgotten int;
begin
  delete from touch
    where ctid = any (
      array(
        select ctid from touch
          where bureau_id = p_bureau and not stands
            and arrived_at < clock_timestamp()
              - greatest(p_days * interval '1 day', (p_stale + 24) * interval '1 hour')
          limit 5000));
  get diagnostics v_forgotten = row_count;
  return v_forgotten;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  breaker_window(breaker, indicator, timestamptz, timestamptz),
  trip_breaker(breaker, breaker_warning, indicator, timestamptz),
  decide_touch(breaker, touch, indicator), take_touches(text, text, jsonb, int, int),
  forget_touches(text, int, int)
  from public, duban_app;

grant execute on function
  take_touches(text, text, jsonb, int, int), forget_touches(text, int, int) to duban_app;
