-- 执法队伍 Open work that goes from one officer to another (TJ51-19): a line for each file, kept as it was decided.
create table work_reassignment (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  file_id text not null references file,
  from_officer text not null references officer,
  to_officer text not null references officer,
  decided_by text not null references officer,
  reason text not null,
  at timestamptz not null default clock_timestamp(),
  check (from_officer <> to_officer)
);
create index work_reassignment_from on work_reassignment (from_officer, file_id, at);
create index work_reassignment_to on work_reassignment (to_officer, file_id, at);
create trigger append_only before update or delete on work_reassignment for each row execute function refuse_change();
create trigger no_truncate before truncate on work_reassignment execute function refuse_change();
grant select on work_reassignment to duban_app;
-- What an officer has done, by file.
create index inbox_officer on inbox (officer_id, file_id) where verdict->>'accepted' = 'true';
