-- 科室库 TJ51-9.1: the departments of an institution by their official code. The institution's bureau owns them; history is registry_change.

create table department (
  id text primary key check (id ~ '^[A-Za-z0-9-]{1,40}$'),
  -- a department does not move: another institution's is another department (the API refuses it, and the trigger)
  institution_id text not null references institution,
  -- 诊疗科目代码 of the 医疗机构诊疗科目名录: 03, 03.01, 04.01.01
  code text not null check (code ~ '^[0-9]{2}(\.[0-9]{2}){0,2}$'),
  name text not null,
  status text not null check (status in ('open', 'closed')),
  unique (institution_id, code)
);
create index department_institution on department (institution_id, id);
create index department_code on department (code, id);

create function keep_department() returns trigger language plpgsql as $$
begin raise exception 'a department does not move to another institution' using errcode = 'insufficient_privilege'; end $$;
create trigger stays before update on department for each row when (old.institution_id <> new.institution_id) execute function keep_department();

grant select, insert, update on department to duban_app;
