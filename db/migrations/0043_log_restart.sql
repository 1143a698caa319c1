-- 重新起算 A log goes on under a new name after a restore that lost what was signed (docs/decisions/0016, §5).
create table log_restart (
  bureau_id text not null references bureau,
  -- 1 is the log as it began.
  generation int not null check (generation > 1),
  origin text not null unique,
  -- What was signed under the name before, and is not in the tree.
  note text not null,
  -- How many leaves the log had when it was restarted.
  size bigint not null,
  reason text not null,
  by text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, generation)
);
create trigger append_only before update or delete on log_restart for each row execute function refuse_change();
create trigger no_truncate before truncate on log_restart execute function refuse_change();
grant select on log_restart to duban_app;
