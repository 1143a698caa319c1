-- 企业信用信息 Credit subjects and what is recorded of them (QHD-1.2, 1.3, 2.2, 2.3; docs/decisions/0030).

-- 信用主体 Institutions by their registered id; whoever else is a subject by the id that the bureau gives. Never a natural person.
create table credit_subject (
  bureau_id text not null references bureau,
  kind text not null check (kind in ('institution', 'employer', 'authorisation-holder', 'producer', 'distributor')),
  id text not null check (id ~ '^[A-Za-z0-9-]{1,40}$'),
  name text not null,
  credit_code text not null,
  registered_by text not null,
  registered_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, kind, id)
);
create unique index credit_subject_code on credit_subject (bureau_id, kind, credit_code);

-- 承诺在先 What a subject has promised, by its day.
create table credit_commitment (
  bureau_id text not null,
  subject_kind text not null,
  subject_id text not null,
  signed_on date not null,
  document jsonb not null,
  entered_by text not null references officer,
  entered_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, subject_kind, subject_id, signed_on),
  foreign key (bureau_id, subject_kind, subject_id) references credit_subject
);

-- 来源 What a file has brought and an officer completes: no file knows the day of the act, its class, or the item of the list.
create table credit_source (
  id text primary key,
  bureau_id text not null references bureau,
  kind text not null check (kind in ('penalty-case', 'rapid-response', 'inspection', 'commitment-case')),
  file_id text not null references file,
  number int not null,
  subject_kind text not null,
  subject_id text not null,
  evidence jsonb,
  -- Since when it stands: the service of a decision, the notice of a result
  told_at timestamptz not null,
  brought_at timestamptz not null default clock_timestamp(),
  fallen_at timestamptz,
  fallen_why text,
  unique (file_id, number),
  foreign key (bureau_id, subject_kind, subject_id) references credit_subject,
  check ((fallen_at is null) = (fallen_why is null))
);
create index credit_source_bureau on credit_source (bureau_id, told_at);

-- The number under which the next record of a bureau's year stands.
create table credit_entry_series (
  bureau_id text not null references bureau,
  year int not null,
  last int not null,
  primary key (bureau_id, year)
);

create table credit_entry (
  id text primary key,
  bureau_id text not null,
  subject_kind text not null,
  subject_id text not null,
  -- 守信、失信; neither of basic information and assessments
  polarity text check (polarity in ('good', 'bad')),
  class text check (class in ('basic', 'general', 'serious', 'assessment')),
  item_id text,
  list_version int,
  -- 五类权责目录 A field of its own beside the item
  power_type text check (power_type in ('penalty', 'coercion', 'confirmation', 'payment', 'supervision')),
  -- The number of the act: of the inspection record, the case; two records of one act count once
  act_no text,
  act_key text,
  -- The day of the act itself, not of its finding
  act_on date not null,
  gravity text,
  -- What was done, in words; the result of an assessment and its year
  words text not null,
  result text,
  year int,
  evidence jsonb not null,
  source_kind text not null check (source_kind in ('penalty-case', 'rapid-response', 'inspection', 'commitment-case', 'by-hand')),
  source_id text references credit_source,
  corrects text unique references credit_entry,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null references officer,
  unit_id text not null references unit,
  -- 撤回、更正、撤销、异议成立: kept, and not counted
  fallen_at timestamptz,
  fallen_why text check (fallen_why in ('withdrawn', 'corrected', 'overturned', 'objection')),
  fallen_by text,
  fallen_ref text,
  foreign key (bureau_id, subject_kind, subject_id) references credit_subject,
  foreign key (bureau_id, list_version, item_id) references credit_list_item (bureau_id, version, item_id),
  check ((fallen_at is null) = (fallen_why is null)),
  check ((source_kind = 'by-hand') = (source_id is null)),
  check ((item_id is null) = (list_version is null)),
  check (case when polarity is null then class in ('basic', 'assessment') when polarity = 'good' then class is null else class in ('general', 'serious') end),
  check (polarity is null or (item_id is not null and power_type is not null and act_no is not null and act_key is not null)),
  check ((class is not distinct from 'assessment') = (result is not null and year is not null))
);
create index credit_entry_subject on credit_entry (bureau_id, subject_kind, subject_id, act_on);
create index credit_entry_counting on credit_entry (bureau_id, act_on) where polarity = 'bad' and fallen_at is null;
create index credit_entry_recorded on credit_entry (bureau_id, recorded_at, id);
create index credit_entry_fallen on credit_entry (bureau_id, fallen_at) where fallen_at is not null;
create index credit_entry_source on credit_entry (source_id) where source_id is not null;

-- 双人 A withdrawal or a correction by hand, proposed by one and decided by another.
create table credit_change (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  entry_id text not null references credit_entry,
  kind text not null check (kind in ('withdrawal', 'correction')),
  -- Of a correction: what is to stand in its place
  replacement jsonb,
  reason text not null,
  document jsonb not null,
  proposed_by text not null references officer,
  proposed_at timestamptz not null default clock_timestamp(),
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'rejected', 'void')),
  decided_by text references officer,
  decided_at timestamptz,
  decided_reason text,
  became text references credit_entry,
  check ((kind = 'correction') = (replacement is not null)),
  check ((state in ('confirmed', 'rejected')) = (decided_by is not null)),
  check (state not in ('confirmed', 'rejected') or decided_by <> proposed_by)
);
create unique index credit_change_open on credit_change (entry_id) where state = 'proposed';
create index credit_change_bureau on credit_change (bureau_id, id desc);

create trigger keep before update on credit_source for each row when (old.fallen_at is not null) execute function refuse_change();
create trigger keep before update on credit_change for each row when (old.state <> 'proposed') execute function refuse_change();
create trigger append_only before update or delete on credit_subject for each row execute function refuse_change();
create trigger append_only before update or delete on credit_commitment for each row execute function refuse_change();

do $$
declare t text;
begin
  foreach t in array array['credit_source', 'credit_entry', 'credit_entry_series', 'credit_change'] loop
    execute format('create trigger no_delete before delete on %I for each row execute function refuse_change()', t);
  end loop;
  foreach t in array array['credit_subject', 'credit_commitment', 'credit_source', 'credit_entry', 'credit_entry_series', 'credit_change'] loop
    execute format('create trigger no_truncate before truncate on %I execute function refuse_change()', t);
  end loop;
end $$;

grant select on credit_subject, credit_commitment, credit_source, credit_entry, credit_change to duban_app;
