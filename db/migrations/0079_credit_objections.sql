-- 信用异议、报告、宣传培训 Objections, codes of subjects, reports by period, and the log of training (QHD-2.3, 2.5, 3.2, 3.3; docs/decisions/0030).

create table credit_objection (
  file_id text primary key references file,
  bureau_id text not null,
  subject_kind text not null,
  subject_id text not null,
  target text not null check (target in ('record', 'grade')),
  entry_id text references credit_entry,
  channel text not null check (channel in ('officer', 'code')),
  opened_at timestamptz not null,
  -- 异议中 until then: decided, withdrawn, or settled by another way
  ended_at timestamptz,
  outcome text check (outcome in ('granted', 'rejected', 'withdrawn', 'settled')),
  decided_by text references officer,
  told_at timestamptz,
  foreign key (bureau_id, subject_kind, subject_id) references credit_subject,
  check ((target = 'record') = (entry_id is not null)),
  check ((ended_at is null) = (outcome is null))
);
create index credit_objection_subject on credit_objection (bureau_id, subject_kind, subject_id, opened_at desc);
create index credit_objection_open on credit_objection (bureau_id, subject_kind, subject_id) where ended_at is null;
create index credit_objection_entry on credit_objection (entry_id) where ended_at is null;

-- 查询码 With which a subject reads its own records and objects; only its hash is here.
create table credit_code (
  hash text primary key,
  bureau_id text not null,
  subject_kind text not null,
  subject_id text not null,
  -- By which paper the subject asked for it
  document jsonb not null,
  issued_by text not null references officer,
  issued_at timestamptz not null default clock_timestamp(),
  valid_until timestamptz not null,
  foreign key (bureau_id, subject_kind, subject_id) references credit_subject
);
create index credit_code_subject on credit_code (bureau_id, subject_kind, subject_id, issued_at desc);

-- 信用信息报告 One file a period, without a gap; in the very bytes that were fixed when it opened.
create table credit_report_start (
  bureau_id text primary key references bureau,
  from_on date not null
);
create table credit_report (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  from_on date not null,
  -- The day after the last one
  until_on date not null check (until_on > from_on),
  content text not null,
  sha256 text not null,
  delivered_at timestamptz,
  unique (bureau_id, from_on)
);
create table credit_report_entry (
  file_id text not null references credit_report,
  entry_id text not null references credit_entry,
  mark text not null check (mark in ('new', 'late', 'correction')),
  primary key (file_id, entry_id, mark)
);
create unique index credit_report_told on credit_report_entry (entry_id) where mark <> 'correction';
create unique index credit_report_corrected on credit_report_entry (entry_id) where mark = 'correction';

-- 宣传培训 Who was told or trained, when, about what.
create table credit_training (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  kind text not null check (kind in ('training', 'publicity')),
  held_on date not null,
  topic text not null,
  audience text not null,
  attendees int check (attendees >= 0),
  document jsonb not null,
  entered_by text not null references officer,
  entered_at timestamptz not null default clock_timestamp()
);
create index credit_training_bureau on credit_training (bureau_id, held_on desc, id desc);

create trigger keep before update on credit_objection for each row when (old.told_at is not null) execute function refuse_change();
create trigger keep before update on credit_report for each row when (old.content <> new.content or old.delivered_at is not null) execute function refuse_change();

do $$
declare t text;
begin
  foreach t in array array['credit_code', 'credit_report_start', 'credit_report_entry', 'credit_training'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
  end loop;
  foreach t in array array['credit_objection', 'credit_report'] loop
    execute format('create trigger no_delete before delete on %I for each row execute function refuse_change()', t);
  end loop;
  foreach t in array array['credit_objection', 'credit_code', 'credit_report_start', 'credit_report', 'credit_report_entry', 'credit_training'] loop
    execute format('create trigger no_truncate before truncate on %I execute function refuse_change()', t);
  end loop;
end $$;

create index file_credit_objection on file (bureau_id, opened_at desc, id desc) where procedure = 'credit-objection';

grant select on credit_objection, credit_code, credit_report_start, credit_report, credit_report_entry, credit_training to duban_app;
