-- 立案查处 Penalty cases (TJ51-14.1): whom each is about, where it comes from, and what was decided and became of it.
create table penalty_case (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  subject_kind text not null check (subject_kind in ('institution', 'practitioner')),
  subject_id text not null,
  matter text not null,
  matter_ref text,
  case_no text not null,
  filed_at timestamptz not null,
  -- 拒不改正 carried in, when it was filed or later
  severe boolean not null default false,
  -- The closed case whose decision has fallen or was changed, because of which this one was opened
  supersedes text references file,
  -- 挂牌督办 as it stands
  flag_unit text references unit,
  flag_level text,
  flag_until date,
  flagged_at timestamptz,
  check ((flag_unit is null) = (flag_until is null))
);
create index penalty_case_subject on penalty_case (subject_kind, subject_id, matter);
create index penalty_case_flagged on penalty_case (bureau_id, flag_until) where flag_unit is not null;
create index file_penalty_case on file (bureau_id, opened_at desc, id desc)
  where procedure = 'penalty-case';

-- 来源 A file from which a case comes. Links are never taken back.
create table penalty_origin (
  file_id text not null references penalty_case,
  origin_id text not null references file,
  act_id text not null,
  primary key (file_id, origin_id)
);
create index penalty_origin_of on penalty_origin (origin_id);

-- 决定 What was decided, and how it stands: decided, served (and so effective), fallen, changed.
create table penalty_decision (
  file_id text not null references penalty_case,
  number int not null,
  bureau_id text not null references bureau,
  act_id text not null,
  outcome text not null check (outcome in ('penalty', 'no-penalty', 'withdrawn', 'transferred')),
  measures jsonb not null,
  violations text[] not null,
  discretion text,
  decided_at timestamptz not null,
  served_at timestamptz,
  state text not null default 'decided' check (state in ('decided', 'served', 'fallen', 'changed')),
  -- Since when it stands so, and the act that has made it so
  state_at timestamptz not null,
  state_act text not null,
  primary key (file_id, number),
  check (state <> 'served' or served_at is not null)
);
create index penalty_decision_served on penalty_decision (bureau_id, served_at) where served_at is not null;

create trigger no_delete before delete on penalty_case for each row execute function refuse_change();
create trigger no_truncate before truncate on penalty_case execute function refuse_change();
create trigger no_change before update or delete on penalty_origin for each row execute function refuse_change();
create trigger no_truncate before truncate on penalty_origin execute function refuse_change();
create trigger no_delete before delete on penalty_decision for each row execute function refuse_change();
create trigger no_truncate before truncate on penalty_decision execute function refuse_change();

grant select on penalty_case, penalty_origin, penalty_decision to duban_app;
