-- 政务服务工作方案 The leading group, plans of work with their rows, tasks and periodic reviews (QJ annex 1, 3.1–3.3; docs/decisions/0033).
create table work_group (
  bureau_id text not null references bureau,
  version int not null check (version > 0),
  -- {head, deputies, members, office, sections: [{name, unit}], matters: [{id, name, inCharge, accepting, cooperating}]}
  body jsonb not null,
  document jsonb not null,
  reason text,
  entered_by text not null references officer,
  -- Null where it was applied by one, as a bootstrap
  confirmed_by text references officer,
  entered_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, version)
);

create table work_plan (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  year int not null,
  issued_on date not null,
  document_no text,
  document jsonb not null,
  -- The annex as it was printed
  printed boolean not null,
  closed_on date,
  unique (bureau_id, year)
);

create table work_plan_row (
  plan_id text not null references work_plan,
  row_id text not null,
  position int not null,
  clause text not null,
  heading text not null,
  -- By their printed names, and the units that they are, in the same order
  sections text[] not null check (cardinality(sections) > 0),
  units text[] not null check (cardinality(units) = cardinality(sections)),
  printed text,
  due_on date,
  ongoing boolean not null,
  conflict_on date,
  check (due_on is not null or ongoing),
  check (conflict_on is null or conflict_on <> due_on),
  primary key (plan_id, row_id)
);

create table work_task (
  file_id text primary key references file,
  plan_id text not null,
  row_id text not null,
  -- By which date it is due; null while two are in conflict, or without an end
  due_on date,
  dated_at timestamptz,
  dated_act text,
  -- The evidence that stands, and when it was done by it
  completed_at timestamptz,
  completed_act text,
  accepted_at timestamptz,
  accepted_act text,
  unique (plan_id, row_id),
  foreign key (plan_id, row_id) references work_plan_row (plan_id, row_id)
);

create table work_task_progress (
  file_id text not null references work_task,
  act_id text not null,
  at timestamptz not null,
  primary key (file_id, act_id)
);

create table work_review (
  file_id text primary key references file,
  plan_id text not null references work_plan,
  bureau_id text not null references bureau,
  span text not null check (span in ('week', 'month', 'quarter', 'year')),
  -- From the first day to the day before the last one
  from_on date not null,
  until_on date not null check (until_on > from_on),
  -- Why it is no whole period
  broken text check (broken in ('first', 'last', 'both')),
  opens_on date not null,
  version int not null check (version > 0),
  reason text,
  -- In the very bytes that are shown and hashed
  content text not null,
  sha256 text not null,
  closed_at timestamptz,
  closed_act text,
  unique (plan_id, span, from_on, version)
);

-- What a review says of each section.
create table work_review_section (
  file_id text not null references work_review,
  unit_id text not null references unit,
  tasks int not null,
  done int not null,
  overdue int not null,
  conflicts int not null,
  ongoing int not null,
  progress int not null,
  primary key (file_id, unit_id)
);

create index file_work_review on file (bureau_id, opened_at desc, id desc) where procedure = 'work-review';
create index work_review_bureau on work_review (bureau_id, until_on);

create trigger append_only before update or delete on work_group for each row execute function refuse_change();
create trigger no_truncate before truncate on work_group execute function refuse_change();
create trigger no_delete before delete on work_plan for each row execute function refuse_change();
create trigger no_truncate before truncate on work_plan execute function refuse_change();
create trigger no_delete before delete on work_plan_row for each row execute function refuse_change();
create trigger no_truncate before truncate on work_plan_row execute function refuse_change();
create trigger no_delete before delete on work_task for each row execute function refuse_change();
create trigger no_truncate before truncate on work_task execute function refuse_change();
create trigger append_only before update or delete on work_task_progress for each row execute function refuse_change();
create trigger no_truncate before truncate on work_task_progress execute function refuse_change();
create trigger keep before update on work_review for each row when (old.closed_at is not null) execute function refuse_change();
create trigger keep_content before update on work_review for each row
  when ((old.content, old.sha256, old.from_on, old.until_on, old.version) is distinct from (new.content, new.sha256, new.from_on, new.until_on, new.version))
  execute function refuse_change();
create trigger no_delete before delete on work_review for each row execute function refuse_change();
create trigger no_truncate before truncate on work_review execute function refuse_change();
create trigger append_only before update or delete on work_review_section for each row execute function refuse_change();
create trigger no_truncate before truncate on work_review_section execute function refuse_change();

grant select on work_group, work_plan, work_plan_row, work_task, work_task_progress, work_review, work_review_section to duban_app;
