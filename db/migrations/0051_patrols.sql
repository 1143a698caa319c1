-- "网警"巡查 Patrols (TJ51-4): whom each is about, its stages, its demands, its findings, and what it is linked with.
create table patrol (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  subject_kind text not null check (subject_kind in ('institution', 'practitioner')),
  subject_id text not null,
  matter text not null,
  matter_ref text,
  found_at timestamptz not null,
  -- The patrol that has ended and that this one follows
  follows text references file,
  -- The filing that waits for its case, or why the last one was refused
  filing text,
  -- 拒不改正 that the look back has found: day, outcome, and the act that has its document
  failed jsonb
);
create index patrol_subject on patrol (subject_kind, subject_id, matter);
create index patrol_follows on patrol (follows) where follows is not null;
create index patrol_filing on patrol (bureau_id) where filing is not null;
create index file_patrol on file (bureau_id, opened_at desc, id desc) where procedure = 'patrol';

-- 阶段 Each entered once, with its instant, its evidence and who has led there; `skipped`: what was left out for a reason.
create table patrol_stage (
  file_id text not null references patrol,
  stage text not null check (stage in ('monitoring', 'talk', 'case', 'look-back')),
  entered_at timestamptz not null,
  act_id text not null,
  officer_id text not null,
  unit_id text not null,
  evidence text not null,
  skipped text[] not null,
  primary key (file_id, stage)
);

-- 改正要求 What talks have demanded, and how it stands.
create table patrol_demand (
  file_id text not null references patrol,
  item text not null,
  set_on date not null,
  by_on date not null,
  state text not null check (state in ('open', 'met', 'met-late', 'refused', 'let-pass')),
  act_id text not null,
  primary key (file_id, item)
);

-- 来源、案件 Where a patrol comes from, and the cases that come from it. Links are never taken back.
create table patrol_origin (
  file_id text not null references patrol,
  origin_id text not null references file,
  act_id text not null,
  primary key (file_id, origin_id)
);
create index patrol_origin_of on patrol_origin (origin_id);
create table patrol_case (
  file_id text not null references patrol,
  case_id text not null references file,
  act_id text not null,
  primary key (file_id, case_id)
);
create index patrol_case_of on patrol_case (case_id);

-- 引用 Findings of the audit on which a patrol rests.
create table patrol_citation (
  file_id text not null references patrol,
  source text not null,
  finding_id text not null,
  act_id text not null,
  primary key (file_id, source, finding_id)
);

-- 监控发现 What registered systems have reported, by source and id: kept as it came in, and the patrol that has taken it.
create table patrol_finding (
  system_id text not null references officer,
  finding_id text not null,
  bureau_id text not null references bureau,
  hash text not null,
  subject_kind text not null check (subject_kind in ('institution', 'practitioner')),
  subject_id text not null,
  matter text not null,
  matter_ref text,
  found_at timestamptz not null,
  detail text not null,
  document jsonb not null,
  unit_id text not null references unit,
  arrived_at timestamptz not null default clock_timestamp(),
  file_id text references file,
  primary key (system_id, finding_id)
);
create index patrol_finding_of on patrol_finding (file_id) where file_id is not null;

create trigger no_delete before delete on patrol for each row execute function refuse_change();
create trigger no_truncate before truncate on patrol execute function refuse_change();
create trigger no_change before update or delete on patrol_stage for each row execute function refuse_change();
create trigger no_truncate before truncate on patrol_stage execute function refuse_change();
create trigger no_delete before delete on patrol_demand for each row execute function refuse_change();
create trigger no_truncate before truncate on patrol_demand execute function refuse_change();
create trigger no_change before update or delete on patrol_origin for each row execute function refuse_change();
create trigger no_truncate before truncate on patrol_origin execute function refuse_change();
create trigger no_change before update or delete on patrol_case for each row execute function refuse_change();
create trigger no_truncate before truncate on patrol_case execute function refuse_change();
create trigger no_change before update or delete on patrol_citation for each row execute function refuse_change();
create trigger no_truncate before truncate on patrol_citation execute function refuse_change();
create trigger no_delete before delete on patrol_finding for each row execute function refuse_change();
create trigger no_truncate before truncate on patrol_finding execute function refuse_change();

grant select on patrol, patrol_stage, patrol_demand, patrol_origin, patrol_case, patrol_citation, patrol_finding to duban_app;
