-- 信用评价 What a grading has not counted, sources that a grading waits for, subjects that end, rules that are revoked (QHD-1.3, 2.4; docs/decisions/0030, 0031).

alter table credit_cycle
  -- Since when the cycle waits for what files have brought, when its first subjects were graded, and how many sources were open then.
  add column gathering_at timestamptz,
  add column grading_at timestamptz,
  add column left_out int;

-- 评价后发现 The cycles whose window has the day of the act, and which had graded the subject already when this was recorded: none of their gradings counts it.
alter table credit_entry add column late_for text[] check (cardinality(late_for) > 0);
alter table credit_entry disable trigger user;
update credit_entry e set late_for = x.cycles
  from (
    select e.id, array_agg(c.file_id order by c.from_on) as cycles
      from credit_entry e
      join credit_cycle c on c.bureau_id = e.bureau_id and c.rule_version is not null
        and e.act_on >= (c.until_on - interval '1 year')::date and e.act_on < c.until_on
      left join credit_grade g on g.cycle = c.file_id and g.cause = 'regular' and (g.subject_kind, g.subject_id) = (e.subject_kind, e.subject_id)
      where e.polarity is not null and e.corrects is null and e.recorded_at > coalesce(g.in_force_from, c.assessed_at)
      group by e.id) x
  where x.id = e.id;
alter table credit_entry enable trigger user;
create index credit_entry_late on credit_entry (bureau_id, recorded_at desc, id) where late_for is not null and fallen_at is null;
create index credit_source_of_subject on credit_source (bureau_id, subject_kind, subject_id) where fallen_at is null;

-- 信用主体 A subject is corrected by two persons, with its history, and can end (QHD-1.3).
alter table credit_subject add column ended_on date;
drop trigger append_only on credit_subject;
create trigger no_delete before delete on credit_subject for each row execute function refuse_change();
create table credit_subject_former (
  id bigint generated always as identity primary key,
  bureau_id text not null,
  kind text not null check (kind in ('institution', 'employer', 'authorisation-holder', 'producer', 'distributor')),
  subject_id text not null,
  name text not null,
  credit_code text not null,
  ended_on date,
  -- Until when it stood so, why it changed, and who proposed and confirmed it
  until timestamptz not null default clock_timestamp(),
  reason text not null,
  document jsonb not null,
  proposed_by text not null references officer,
  confirmed_by text references officer,
  foreign key (bureau_id, kind, subject_id) references credit_subject
);
create index credit_subject_former_of on credit_subject_former (bureau_id, kind, subject_id, id desc);
create trigger append_only before update or delete on credit_subject_former for each row execute function refuse_change();
create trigger no_truncate before truncate on credit_subject_former execute function refuse_change();
grant select on credit_subject_former to duban_app;

-- 评价规则 A version is revoked before its day, by two persons (QHD-2.4c).
alter table credit_rule
  add column revoked_at timestamptz,
  add column revoked_by text references officer,
  add column revoked_why text,
  add check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_why is null));
drop trigger append_only on credit_rule;
create trigger no_delete before delete on credit_rule for each row execute function refuse_change();
create trigger keep before update on credit_rule for each row when (old.revoked_at is not null) execute function refuse_change();

-- 信用等级 A grade weighs until the next assessment has had its time: thirteen months from the end of its cycle, whoever grades no more.
create or replace view credit_class_in_force as
  select distinct on (bureau_id, institution_id) bureau_id, institution_id, class
  from (
    select g.bureau_id, g.subject_id as institution_id, g.grade as class, 0 as place, null::date as as_of
      from credit_grade g join credit_cycle c on c.file_id = g.cycle
      where g.subject_kind = 'institution' and g.superseded_at is null
        and c.until_on + interval '13 months' > (clock_timestamp() at time zone 'Asia/Shanghai')::date
    union all
    select bureau_id, institution_id, class, 1, as_of from credit_class) x
  order by bureau_id, institution_id, place, as_of desc;
