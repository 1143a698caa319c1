-- 好差评、投诉 What differs under a number is kept until somebody else has settled it; marks by default are counted; a complaint moves to another section (QJ-2.2, 2.6c; docs/decisions/0034).
alter table service_evaluation drop constraint service_evaluation_bureau_id_platform_number_key;
alter table service_evaluation
  -- 存疑 The evaluation that was collected first under the number, where this one says something else
  add column contests text references service_evaluation,
  add column settled_at timestamptz,
  add column settled_by text references officer,
  -- Which of the two is the platform's, with its proof
  add column settled_for text references service_evaluation,
  add column settled_document jsonb,
  -- 作废 Of a good one that turned out not to be the platform's. A bad one ends by its file only.
  add column void_at timestamptz,
  add check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_for is null) and (settled_at is null) = (settled_document is null)),
  add check (settled_at is null or contests is not null),
  add check (void_at is null or file_id is null);
create unique index service_evaluation_number on service_evaluation (bureau_id, platform, number) where contests is null;
create index service_evaluation_contests on service_evaluation (bureau_id, contests) where contests is not null;

-- 系统默认评价 Nobody's evaluation: collected as none, and counted.
create table service_default_mark (
  bureau_id text not null references bureau,
  platform text not null,
  number text not null,
  grade text not null,
  evaluated_at timestamptz not null,
  collected_by text not null references officer,
  collected_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, platform, number)
);
create index service_default_mark_day on service_default_mark (bureau_id, evaluated_at);
create trigger append_only before update or delete on service_default_mark for each row execute function refuse_change();
create trigger no_truncate before truncate on service_default_mark execute function refuse_change();
grant select on service_default_mark to duban_app;

-- 转办 Which unit deals with a complaint by now.
alter table service_complaint add column handling_id text references unit;
update service_complaint c set handling_id = f.opening->'units'->>'handling' from file f where f.id = c.file_id;
alter table service_complaint alter column handling_id set not null;

-- A function that asks for several sections now (db/service-evaluation).
drop function if exists evaluation_office(text, text, text, text);

-- 参保人员信用记录 Of the insured (QJ-2.7): sealed, by two persons, never deleted; whose they are is known by a mark of the number alone.
create table insured_credit (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  words_id text not null references service_words deferrable initially deferred,
  subject_mark text not null,
  -- As the bureau's rule names it
  kind text not null,
  occurred_on date not null,
  document jsonb not null,
  state text not null default 'proposed' check (state in ('proposed', 'recorded', 'rejected', 'fallen')),
  step int not null default 1,
  proposed_by text not null references officer,
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by text references officer,
  decided_at timestamptz,
  -- 失效 Proposed by one, decided by another: overturned, an error, an objection that was granted
  fall_why text check (fall_why in ('overturned', 'error', 'objection')),
  fall_document jsonb,
  fall_by text references officer,
  fallen_by text references officer,
  fallen_at timestamptz,
  check ((decided_by is null) = (decided_at is null)),
  check (decided_by is distinct from proposed_by or decided_by is null),
  check ((fall_why is null) = (fall_by is null) and (fall_why is null) = (fall_document is null)),
  check ((fallen_at is null) = (state <> 'fallen') and (fallen_at is null) = (fallen_by is null))
);
-- The same thing of the same person once.
create unique index insured_credit_once on insured_credit (bureau_id, subject_mark, kind, occurred_on, (document->>'sha256')) where state in ('proposed', 'recorded');
create index insured_credit_person on insured_credit (bureau_id, subject_mark);
create index insured_credit_bureau on insured_credit (bureau_id, id desc);
create trigger no_delete before delete on insured_credit for each row execute function refuse_change();
create trigger no_truncate before truncate on insured_credit execute function refuse_change();
grant select on insured_credit to duban_app;
