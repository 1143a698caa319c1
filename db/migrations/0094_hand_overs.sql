-- 移交 For these days what is assigned to an officer is shown to a deputy too, of the same unit. It gives no right, and says nothing of the law (docs/decisions/0037).
create table hand_over (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  from_officer text not null references officer,
  to_officer text not null references officer,
  from_on date not null,
  until_on date not null,
  by text not null references officer,
  at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_why text check (ended_why in ('revoked', 'left')),
  ended_by text references officer,
  check (from_officer <> to_officer),
  check (until_on between from_on and from_on + 366),
  check ((ended_at is null) = (ended_why is null)),
  check ((ended_why is not distinct from 'revoked') = (ended_by is not null))
);
create index hand_over_from on hand_over (from_officer, until_on);
create index hand_over_to on hand_over (to_officer, until_on);
create index hand_over_unit on hand_over (unit_id, id);
create trigger no_delete before delete on hand_over for each row execute function refuse_change();
create trigger no_truncate before truncate on hand_over execute function refuse_change();
grant select on hand_over to duban_app;
