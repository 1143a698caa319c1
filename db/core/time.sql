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

-- The same, under the name that draws use.
create or replace function day_of(t timestamptz)
  returns date language sql immutable parallel safe
  return (t at time zone interval '8 hours')::date;

-- The day in UTC+8 of an instant as messages carry it.
create or replace function civil_day(p_ms text)
  returns date language sql immutable parallel safe
  return ((to_timestamp(p_ms::float8 / 1000)) at time zone interval '8 hours')::date;

-- Who may call them: only what is granted here.
revoke all on function
  at_ms(timestamptz), ms_at(bigint), local_day(timestamptz), day_of(timestamptz), civil_day(text)
  from public, duban_app;

grant execute on function
  at_ms(timestamptz), ms_at(bigint), day_of(timestamptz) to duban_app;
