-- 分派 Who of the unit that owes a duty has it in hand. The unit owes; nothing of the duty changes (docs/decisions/0037). It is of a duty whatever its round:
-- what comes back comes back to the same person. No key leads to `file` or `duty`, whose rows an act locks.
create table duty_assignee (
  file_id text not null,
  duty text not null,
  -- empty: the duty has no item
  item text not null,
  owed_by text not null references unit,
  officer_id text not null references officer,
  since timestamptz not null default clock_timestamp(),
  primary key (file_id, duty, item, owed_by)
);
create index duty_assignee_officer on duty_assignee (officer_id, since);

-- As it was: a row for each change. `left`: the officer left the unit, by the registry.
create table duty_assignment (
  id bigint generated always as identity primary key,
  file_id text not null,
  duty text not null,
  item text not null,
  owed_by text not null references unit,
  from_officer text references officer,
  to_officer text references officer,
  why text not null check (why in ('assigned', 'taken', 'released', 'reassigned', 'left')),
  -- null: nobody, it followed from the registry
  by text references officer,
  at timestamptz not null default clock_timestamp(),
  check (from_officer is distinct from to_officer),
  check ((by is null) = (why = 'left'))
);
create index duty_assignment_of on duty_assignment (file_id, duty, item, owed_by, id);
create trigger append_only before update or delete on duty_assignment for each row execute function refuse_change();
create trigger no_truncate before truncate on duty_assignment execute function refuse_change();
grant select on duty_assignee, duty_assignment to duban_app;
