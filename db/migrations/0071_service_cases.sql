-- 办结的办件与服务登记 Closed cases of public services and the small registry of services: what the figures of QJ-2.6 are counted from (docs/decisions/0032).
create table service_case (
  bureau_id text not null references bureau,
  case_no text not null,
  hash text not null,
  -- The version that was in force on the day on which it was closed, and the number in it
  file_id text not null,
  service_no int not null,
  accepted_on date not null,
  closed_on date not null check (closed_on >= accepted_on),
  visits int not null check (visits >= 0),
  channel text not null check (channel in ('online', 'window', 'self-service', 'phone', 'home')),
  -- 办理时间 In hundredths of the unit of the statutory time
  took int check (took >= 0),
  -- As that version has it; null: it has none
  statutory int,
  in_place boolean not null,
  recorded_by text not null references officer,
  arrived_at timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_reason is null)),
  primary key (bureau_id, case_no),
  foreign key (file_id, service_no) references public_service (file_id, number)
);
create index service_case_closed on service_case (bureau_id, closed_on, service_no);
create index service_case_listed on service_case (bureau_id, arrived_at desc, case_no);

create table service_note (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  kind text not null check (kind in ('innovation', 'third-party-evaluation', 'publicity', 'window-rules', 'complaint-phone', 'cross-region', 'delegation')),
  on_day date not null,
  title text not null,
  service_no int,
  body jsonb not null,
  document jsonb,
  hash text not null,
  recorded_by text not null references officer,
  at timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index service_note_listed on service_note (bureau_id, kind, on_day);
-- The same twice is one entry.
create unique index service_note_once on service_note (bureau_id, hash) where withdrawn_at is null;

create trigger no_delete before delete on service_case for each row execute function refuse_change();
create trigger no_truncate before truncate on service_case execute function refuse_change();
create trigger no_delete before delete on service_note for each row execute function refuse_change();
create trigger no_truncate before truncate on service_note execute function refuse_change();

grant select on service_case, service_note to duban_app;
