-- 日历订阅 Addresses of calendars: made, read, revoked.

-- Twenty of an officer at a time; null above it.
create or replace function make_calendar_feed(p_officer text, p_unit text, p_hash text)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_id text;
begin
  perform pg_advisory_xact_lock(hashtext('calendar_feed'), hashtext(p_officer));
  if (
    select count(*) >= 20 from calendar_feed where officer_id = p_officer and revoked_at is null
  ) then return null; end if;
  insert into calendar_feed (officer_id, unit_id, hash) values (p_officer, p_unit, p_hash)
    returning id into v_id;
  return v_id;
end $$;

-- By whoever made it; false when there is none that counts.
create or replace function revoke_calendar_feed(p_id text, p_officer text)
  returns boolean language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with revoked as (
    update calendar_feed set revoked_at = clock_timestamp()
      where id = p_id and officer_id = p_officer and revoked_at is null
      returning 1)
  select exists (select 1 from revoked)
$$;

-- A reading (of `note_readings`) of what has this hash: entered once a day and whenever something else is
-- shown, with how often the entry before was repeated; the same again that day is counted.
create or replace function note_feed_reading(p_id text, p_hash text, p jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v calendar_feed; v_today date := local_day(clock_timestamp());
begin
  select * into v from calendar_feed where id = p_id for update;
  if v.noted_on = v_today and v.noted_hash = p_hash then
    update calendar_feed set repeated = repeated + 1 where id = p_id;
    return;
  end if;
  if v.repeated > 0 then p := jsonb_set(p, '{asked,repeated}', to_jsonb(v.repeated)); end if;
  perform note_readings(jsonb_build_array(p));
  update calendar_feed set noted_on = v_today, noted_hash = p_hash, repeated = 0 where id = p_id;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  make_calendar_feed(text, text, text), revoke_calendar_feed(text, text),
  note_feed_reading(text, text, jsonb) from public, duban_app;

grant execute on function
  make_calendar_feed(text, text, text), revoke_calendar_feed(text, text),
  note_feed_reading(text, text, jsonb) to duban_app;
