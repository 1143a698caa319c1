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
