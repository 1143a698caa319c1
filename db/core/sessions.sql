-- 台面会话 Sessions of the pages: begun, used, ended. The clock is the database's.

-- A person in the registry who has not been removed may be signed in (TJ51-19.2).
create or replace function may_sign_in(p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from officer where id = p_officer and kind = 'person' and removed_on is null)
$$;

-- What has come to its end is swept here; answers whether the session has begun.
create or replace function begin_desk_session(
  p_hash text, p_officer text, p_longest interval, p_idle interval
)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from desk_session where ends_at <= clock_timestamp() or seen_at <= clock_timestamp() - p_idle;
  if not may_sign_in(p_officer) then
    return false;
  end if;
  insert into desk_session (hash, officer_id, ends_at)
    values (p_hash, p_officer, clock_timestamp() + p_longest);
  return true;
end $$;

-- Whose it is; null when it has ended. That it was seen is written once a minute.
create or replace function use_desk_session(p_hash text, p_idle interval)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare s desk_session;
begin
  select * into s from desk_session where hash = p_hash;
  if s.hash is null then
    return null;
  end if;
  if s.ends_at <= clock_timestamp() or s.seen_at <= clock_timestamp() - p_idle
    or not may_sign_in(s.officer_id) then
    delete from desk_session where hash = p_hash;
    return null;
  end if;
  if s.seen_at < clock_timestamp() - interval '1 minute' then
    update desk_session set seen_at = clock_timestamp() where hash = p_hash;
  end if;
  return s.officer_id;
end $$;

create or replace function end_desk_session(p_hash text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from desk_session where hash = p_hash
$$;

-- Who may call them: only what is granted here.
revoke all on function
  may_sign_in(text), begin_desk_session(text, text, interval, interval),
  use_desk_session(text, interval), end_desk_session(text)
  from public, duban_app;

grant execute on function
  begin_desk_session(text, text, interval, interval), use_desk_session(text, interval),
  end_desk_session(text) to duban_app;
