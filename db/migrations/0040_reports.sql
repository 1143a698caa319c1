-- 期间报告 What a regulator asks for by period (issue 12, section 5): the stops of files, and the indexes by which reports are read.

-- 技术停滞 Since when a file could not write (file), or nobody drove it (run), and until when. Kept by triggers, so that no procedure has to remember it.
create table technical_stop (
  id bigint generated always as identity primary key,
  file_id text not null references file,
  bureau_id text not null references bureau,
  kind text not null check (kind in ('file', 'run')),
  -- a code, never a message
  fault text,
  from_at timestamptz not null,
  until_at timestamptz check (until_at >= from_at)
);
create unique index technical_stop_lasting on technical_stop (file_id, kind) where until_at is null;
create index technical_stop_period on technical_stop (bureau_id, from_at, file_id, id);
create trigger no_delete before delete on technical_stop for each row execute function refuse_change();
create trigger no_truncate before truncate on technical_stop execute function refuse_change();
grant select on technical_stop to duban_app;

-- What is stopped now is known since now, or since its run's fault was noted; what was mended before is not known any more.
insert into technical_stop (file_id, bureau_id, kind, fault, from_at)
  select id, bureau_id, 'file', fault, date_trunc('milliseconds', changed_at) from file where attention = 'technical' and closed_at is null;
insert into technical_stop (file_id, bureau_id, kind, fault, from_at)
  select r.file_id, f.bureau_id, 'run', r.fault, date_trunc('milliseconds', r.since) from run_fault r join file f on f.id = r.file_id where r.mended_at is null;

create index inbox_refused on inbox (arrived_at, file_id, act_id) where verdict->>'accepted' = 'false';
create index inbox_chase on inbox (arrived_at, file_id, act_id) where type = 'chase';
create index refused_attempt_period on refused_attempt (bureau_id, at);
create index refused_attempt_day_period on refused_attempt_day (bureau_id, day) where attempts > 20;
-- Of columns that no turn changes: what-if reads all duties of a bureau, a page at a time.
create index duty_bureau on duty (bureau_id, file_id, key);
create index inspection_override_day on inspection_override (on_day);
