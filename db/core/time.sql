-- Instants and days. Days are those of UTC+8; an instant travels as milliseconds.

-- These are inlined where they are asked, which a path of their own would prevent: their bodies are
-- bound when they are made, and look nowhere later.
create or replace function at_ms(t timestamptz)
  returns bigint language sql immutable parallel safe
  return floor(extract(epoch from t) * 1000)::bigint;

create or replace function ms_at(ms bigint)
  returns timestamptz language sql immutable parallel safe
  return to_timestamp(ms / 1000.0);

-- In UTC+8. (The text '+08' would be read the POSIX way, west of Greenwich; an interval counts
-- east.)
create or replace function local_day(t timestamptz)
  returns date language sql immutable parallel safe
  return (t at time zone interval '08:00')::date;

-- The instant at which a day begins in UTC+8.
create or replace function day_begins(d date)
  returns timestamptz language sql immutable parallel safe
  return d::timestamp at time zone interval '08:00';

-- Former names of local_day: there is one.
drop function if exists day_of(timestamptz), civil_day(text);

-- Who may call them: only what is granted here.
revoke all on function
  at_ms(timestamptz), ms_at(bigint), local_day(timestamptz), day_begins(date)
  from public, duban_app;

grant execute on function
  at_ms(timestamptz), ms_at(bigint), local_day(timestamptz) to duban_app;
