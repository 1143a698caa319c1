-- 信用评价 Rules, cycles, gradings and the blacklist (QHD-2.4; docs/decisions/0031).

-- 评价规则 By version, as data; a version that is registered does not change.
create table credit_rule (
  bureau_id text not null references bureau,
  version int not null check (version > 0),
  title text not null,
  document_no text,
  document jsonb not null,
  in_force_from date not null,
  -- 样例 Invented numbers
  sample boolean not null,
  -- Working days; null: the rule has none
  objection_days int,
  columns jsonb not null,
  lines jsonb not null,
  entered_by text not null references officer,
  entered_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, version),
  check (sample or document_no is not null)
);

create table credit_cycle (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  from_on date not null,
  -- The day after the last one
  until_on date not null check (until_on > from_on),
  -- Null: none was in force when it began
  rule_version int,
  assessed_at timestamptz,
  unique (bureau_id, from_on),
  foreign key (bureau_id, rule_version) references credit_rule (bureau_id, version)
);

-- 评价结果 Every grading stays; the one that nothing has superseded is in force.
create table credit_grade (
  id bigint generated always as identity primary key,
  bureau_id text not null,
  cycle text not null references credit_cycle,
  cycle_from date not null,
  subject_kind text not null,
  subject_id text not null,
  cause text not null check (cause in ('regular', 'record-fell', 'objection', 'listed', 'not-listed', 'left')),
  -- The record that fell, the file of the objection or of the blacklist
  reference text,
  -- What the table says, and which line of it
  by_table text not null check (by_table in ('A', 'B', 'C', 'D')),
  line int not null,
  counts int[] not null,
  -- 拟列入 Until somebody is listed the class in force is C
  grade text not null check (grade in ('A', 'B', 'C', 'D')),
  proposed_d boolean not null,
  -- {acts: [{record, act, on, polarity, class, gravity, item}], promised}
  explanation jsonb not null,
  in_force_from timestamptz not null,
  superseded_at timestamptz,
  foreign key (bureau_id, subject_kind, subject_id) references credit_subject,
  check (not proposed_d or (grade = 'C' and by_table = 'D'))
);
create unique index credit_grade_regular on credit_grade (cycle, subject_kind, subject_id) where cause = 'regular';
create unique index credit_grade_once on credit_grade (cycle, subject_kind, subject_id, cause, reference) where reference is not null;
create unique index credit_grade_in_force on credit_grade (bureau_id, subject_kind, subject_id) where superseded_at is null;
create index credit_grade_of_subject on credit_grade (bureau_id, subject_kind, subject_id, id desc);

-- “黑名单” One open file a subject.
create table credit_blacklist (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  subject_kind text not null,
  subject_id text not null,
  cycle text not null references credit_cycle,
  state text not null default 'proposed' check (state in ('proposed', 'noticed', 'listed', 'not-listed', 'left', 'dropped')),
  -- 依据编号
  legal_basis text,
  noticed_at timestamptz,
  decided_at timestamptz,
  left_at timestamptz,
  foreign key (bureau_id, subject_kind, subject_id) references credit_subject
);
create unique index credit_blacklist_open on credit_blacklist (bureau_id, subject_kind, subject_id) where state in ('proposed', 'noticed', 'listed');

create trigger append_only before update or delete on credit_rule for each row execute function refuse_change();

do $$
declare t text;
begin
  foreach t in array array['credit_cycle', 'credit_grade', 'credit_blacklist'] loop
    execute format('create trigger no_delete before delete on %I for each row execute function refuse_change()', t);
  end loop;
  foreach t in array array['credit_rule', 'credit_cycle', 'credit_grade', 'credit_blacklist'] loop
    execute format('create trigger no_truncate before truncate on %I execute function refuse_change()', t);
  end loop;
end $$;

-- 信用等级 As a draw and the lists of inspections read it: the grade in force where the bureau grades, otherwise what was entered from elsewhere, the last one.
create view credit_class_in_force as
  select distinct on (bureau_id, institution_id) bureau_id, institution_id, class
  from (
    select bureau_id, subject_id as institution_id, grade as class, 0 as place, null::date as as_of from credit_grade where subject_kind = 'institution' and superseded_at is null
    union all
    select bureau_id, institution_id, class, 1, as_of from credit_class) x
  order by bureau_id, institution_id, place, as_of desc;

create or replace view inspection_objects as
  select l.institution_id, l.bureau_id, l.area, l.ownership, coalesce(k.class, 'unknown') as class, l.per_year
  from inspection_listed l left join credit_class_in_force k on k.bureau_id = l.bureau_id and k.institution_id = l.institution_id;

grant select on credit_rule, credit_cycle, credit_grade, credit_blacklist, credit_class_in_force to duban_app;
