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

-- Who may call them: only what is granted here.
revoke all on function
  make_calendar_feed(text, text, text), revoke_calendar_feed(text, text) from public, duban_app;

grant execute on function
  make_calendar_feed(text, text, text), revoke_calendar_feed(text, text) to duban_app;
