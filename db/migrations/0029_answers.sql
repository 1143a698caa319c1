-- Attempts that no inbox has taken in: refused by their form, or before their file was asked. Who, when, what, and which fields; never the content.

create table refused_attempt (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  bureau_id text not null references bureau,
  -- none where a file was to be opened
  file_id text references file,
  -- the act, or the act that opens a file
  type text not null check (type ~ '^[a-z][a-z-]{0,59}$'),
  officer_id text not null references officer,
  unit_id text not null references unit,
  system_id text,
  code text not null check (length(code) <= 60),
  clause text check (length(clause) <= 40),
  -- SHA-256 of what was sent, where it could be read at all
  hash text check (hash ~ '^[0-9a-f]{64}$'),
  -- names of the form only
  fields text[] not null check (cardinality(fields) <= 20 and length(array_to_string(fields, ',')) <= 4000)
);
create index refused_attempt_file on refused_attempt (file_id, id) where file_id is not null;
create index refused_attempt_opening on refused_attempt (bureau_id, id) where file_id is null;

-- How many there were of one officer in a file (or openings in a bureau) on one day; rows beyond the twentieth are counted only.
create table refused_attempt_day (
  bureau_id text not null references bureau,
  file_id text,
  officer_id text not null references officer,
  day date not null,
  attempts int not null,
  last_at timestamptz not null,
  unique nulls not distinct (bureau_id, file_id, officer_id, day)
);
create index refused_attempt_day_file on refused_attempt_day (file_id) where file_id is not null;

create trigger append_only before update or delete on refused_attempt for each row execute function refuse_change();
create trigger no_truncate before truncate on refused_attempt execute function refuse_change();
create trigger no_delete before delete on refused_attempt_day for each row execute function refuse_change();
create trigger no_truncate before truncate on refused_attempt_day execute function refuse_change();

-- Keeps the attempt with its time, or only counts it. A file that does not exist, and an officer who is not registered, leave nothing.
create function keep_refused_attempt(p jsonb) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_file text := p->>'file'; v_bureau text := p->>'bureau'; v_attempts int; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  if v_file is not null then
    select bureau_id into v_bureau from file where id = v_file;
    if not found then return; end if;
  end if;
  insert into refused_attempt_day as d values (v_bureau, v_file, p->>'officer', local_day(v_now), 1, v_now)
    on conflict (bureau_id, file_id, officer_id, day) do update set attempts = d.attempts + 1, last_at = v_now
    returning attempts into v_attempts;
  if v_attempts > 20 then return; end if;
  insert into refused_attempt (at, bureau_id, file_id, type, officer_id, unit_id, system_id, code, clause, hash, fields)
  select v_now, v_bureau, v_file, p->>'type', p->>'officer', p->>'unit', p->>'system', p->>'code', p->>'clause', p->>'hash',
    array(select jsonb_array_elements_text(p->'fields'));
end $$;

grant select on refused_attempt, refused_attempt_day to duban_app;
revoke execute on function keep_refused_attempt(jsonb) from public;
grant execute on function keep_refused_attempt(jsonb) to duban_app;
