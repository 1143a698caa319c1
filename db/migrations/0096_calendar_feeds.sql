-- 日历订阅 Addresses under which an officer's programs read what is owed as a calendar. Of the address only the hash is here (docs/decisions/0038).
create table calendar_feed (
  id text primary key default gen_random_uuid()::text,
  officer_id text not null references officer,
  -- whose duties: of a unit, or, without one, of whichever unit the officer belongs to
  unit_id text references unit,
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz
);
create index calendar_feed_officer on calendar_feed (officer_id, made_at);
create trigger no_delete before delete on calendar_feed for each row execute function refuse_change();
create trigger no_truncate before truncate on calendar_feed execute function refuse_change();
grant select on calendar_feed to duban_app;
