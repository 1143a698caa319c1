-- 台面会话 Who is signed in to the pages at /desk. Of the id that the browser holds only the hash is here (docs/decisions/0035).
create table desk_session (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  officer_id text not null references officer,
  begun_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  -- Whatever is done meanwhile, it lasts no longer.
  ends_at timestamptz not null
);
create index desk_session_officer on desk_session (officer_id);
create index desk_session_seen on desk_session (seen_at);
grant select on desk_session to duban_app;
