-- 方案各项任务的各版 Each row of a plan as it stood: registered, dated, amended, corrected (QJ annex 1, 3.3; docs/decisions/0033).
create table work_plan_row_version (
  plan_id text not null,
  row_id text not null,
  version int not null check (version > 0),
  kind text not null check (kind in ('registered', 'add', 'change', 'withdraw', 'correct', 'dated')),
  -- From when it is so: the instant of the second person; null: since the plan was issued
  since timestamptz,
  amendment text,
  act_id text,
  heading text not null,
  sections text[] not null,
  units text[] not null,
  printed text,
  -- By which date it is due
  due_on date,
  ongoing boolean not null,
  primary key (plan_id, row_id, version),
  foreign key (plan_id, row_id) references work_plan_row (plan_id, row_id)
);
insert into work_plan_row_version (plan_id, row_id, version, kind, since, heading, sections, units, printed, due_on, ongoing)
  select plan_id, row_id, 1, case when added_at is null then 'registered' else 'add' end, added_at, heading, sections, units, printed, due_on, ongoing
    from work_plan_row;
insert into work_plan_row_version (plan_id, row_id, version, kind, since, act_id, heading, sections, units, printed, due_on, ongoing)
  select r.plan_id, r.row_id, 2, 'dated', t.dated_at, t.dated_act, r.heading, r.sections, r.units, r.printed, t.due_on, r.ongoing
    from work_plan_row r join work_task t on t.plan_id = r.plan_id and t.row_id = r.row_id where t.dated_at is not null;

create trigger append_only before update or delete on work_plan_row_version for each row execute function refuse_change();
create trigger no_truncate before truncate on work_plan_row_version execute function refuse_change();
grant select on work_plan_row_version to duban_app;

-- What was in conflict and has been dated may be moved, to whatever day.
alter table work_plan_row drop constraint work_plan_row_check2;
