-- 中断 When the system could not take acts, and what was late then (docs/decisions/0017).

-- 心跳 When each part was last seen at work.
create table heartbeat (
  part text primary key check (part in ('api', 'database', 'engine', 'worker')),
  at timestamptz not null
);

-- A span in which a part was not at work, written when it is seen again.
create table outage (
  id bigint generated always as identity primary key,
  part text not null check (part in ('api', 'database', 'engine', 'worker')),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  noted_at timestamptz not null default clock_timestamp()
);
create index outage_until on outage (until_at);
create trigger append_only before update or delete on outage for each row execute function refuse_change();
create trigger no_truncate before truncate on outage execute function refuse_change();

-- 中断争议 A breach whose last hours lie in an outage; decided by a person of another unit.
create table breach_dispute (
  file_id text not null,
  key text not null,
  outages jsonb not null,
  disputed_at timestamptz not null default clock_timestamp(),
  decision text check (decision in ('upheld', 'excused')),
  decided_at timestamptz,
  decided_by text references officer,
  decided_unit text references unit,
  reason text,
  primary key (file_id, key),
  foreign key (file_id, key) references breach,
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)
    and (decision is null) = (decided_unit is null) and (decision is null) = (reason is null))
);
create trigger no_delete before delete on breach_dispute for each row execute function refuse_change();
create trigger no_truncate before truncate on breach_dispute execute function refuse_change();

-- Those that are still to be decided.
create index breach_dispute_open on breach_dispute (file_id) where decision is null;
create index breach_due on breach (due_at) where state = 'standing';
grant select on heartbeat, outage, breach_dispute to duban_app;
