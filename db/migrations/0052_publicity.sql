-- 曝光 Publicity (TJ51-7; docs/decisions/0026): one file a decision, and where it could be seen.
create table publicity (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  -- The file that decided, and which of its decisions: of a penalty case its number, of a rapid response the number of the act
  decision_file text not null references file,
  decision_number int not null,
  subject_kind text not null check (subject_kind in ('institution', 'practitioner')),
  subject_id text not null,
  approved_at timestamptz,
  fallen_at timestamptz,
  fallen text check (fallen in ('fallen', 'changed')),
  check ((fallen is null) = (fallen_at is null))
);
create index publicity_decision on publicity (decision_file, decision_number);
-- Final decisions of rapid responses and their services, among everything that was ever filed
create index inbox_final on inbox (file_id, number) where type in ('final-decision', 'final-service');

-- One line a publication on a channel, with its proof and its end.
create table publicity_channel (
  file_id text not null references publicity,
  act_id text not null,
  channel text not null,
  outlet text,
  published_at timestamptz not null,
  address text not null,
  proof text not null,
  withdrawn_at timestamptz,
  how text check (how in ('withdrawn', 'corrected', 'ended')),
  withdrawal_act text,
  withdrawal_address text,
  primary key (file_id, act_id),
  check ((how is null) = (withdrawn_at is null))
);

-- 渠道缺失 Where nothing was published.
create table publicity_lacking (
  file_id text not null references publicity,
  act_id text not null,
  channel text not null,
  primary key (file_id, act_id)
);

create index file_publicity on file (bureau_id, opened_at desc, id desc) where procedure = 'publicity';

create trigger no_delete before delete on publicity for each row execute function refuse_change();
create trigger no_truncate before truncate on publicity execute function refuse_change();
create trigger no_delete before delete on publicity_channel for each row execute function refuse_change();
create trigger no_truncate before truncate on publicity_channel execute function refuse_change();
create trigger no_change before update or delete on publicity_lacking for each row execute function refuse_change();
create trigger no_truncate before truncate on publicity_lacking execute function refuse_change();

grant select on publicity, publicity_channel, publicity_lacking to duban_app;
