-- 熔断 Indicators, touches, warnings and breakers (TJ51-6; docs/decisions/0023).

-- 指标体系 TJ51-6.1: versions stand for ever; what of one may still change is its end (set_indicator).
create table indicator (
  bureau_id text not null references bureau,
  id text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  version int not null check (version > 0),
  title text not null,
  unit text not null,
  warn_at double precision not null,
  trip_at double precision not null check (trip_at >= warn_at),
  touches int not null check (touches > 0),
  within_minutes int not null check (within_minutes > 0),
  clause text not null check (clause <> ''),
  cut text not null check (cut in ('settlement', 'qualification')),
  subjects text[] not null check (subjects <@ array['institution', 'practitioner'] and cardinality(subjects) > 0),
  valid_from timestamptz not null,
  valid_until timestamptz check (valid_until > valid_from),
  adopted jsonb not null,
  -- Both persons stand in the registry of changes; this is whoever has proposed it.
  entered_by text not null,
  entered_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, id, version)
);
create trigger no_delete before delete on indicator for each row execute function refuse_change();
create trigger no_truncate before truncate on indicator execute function refuse_change();

-- 触碰 One row an event and system; its first answer stands. `stands`: at or above the warning threshold of its version, and taken in.
create table touch (
  bureau_id text not null references bureau,
  system_id text not null,
  event_id text not null,
  hash text not null,
  subject_kind text not null,
  subject_id text not null,
  indicator text not null,
  version int,
  value double precision not null,
  measured_at timestamptz not null,
  arrived_at timestamptz not null,
  outcome text not null,
  stands boolean not null default false,
  primary key (system_id, event_id)
);
create index touch_standing on touch (bureau_id, subject_kind, subject_id, indicator, version, measured_at) where stands;
-- By age, for those that changed nothing and are forgotten after a time (forget_touches).
create index touch_arrived on touch using brin (arrived_at);
create trigger no_delete before delete on touch for each row when (old.stands) execute function refuse_change();
create trigger no_truncate before truncate on touch execute function refuse_change();
create trigger keep before update on touch for each row when (old.outcome <> 'pending') execute function refuse_change();

-- 熔断器 One row a subject: locked by whatever decides on it.
create table breaker (
  bureau_id text not null references bureau,
  subject_kind text not null,
  subject_id text not null,
  state text not null default 'closed' check (state in ('closed', 'warned', 'tripped', 'half-open')),
  -- How often it was reset, and how often it has tripped.
  epoch int not null default 0,
  round int not null default 0,
  -- What was measured until then is spent; half-open, only what is measured after it counts.
  spent_until timestamptz,
  counts_from timestamptz,
  file_id text references file,
  primary key (bureau_id, subject_kind, subject_id)
);
create index breaker_open on breaker (bureau_id) where state <> 'closed';
create index breaker_file on breaker (file_id) where file_id is not null;

-- 警示 One a subject, version and epoch.
create table breaker_warning (
  bureau_id text not null references bureau,
  subject_kind text not null,
  subject_id text not null,
  epoch int not null,
  indicator text not null,
  version int not null,
  system_id text not null,
  event_id text not null,
  measured_at timestamptz not null,
  warned_at timestamptz not null,
  file_id text references file,
  delivered_at timestamptz,
  lapsed_at timestamptz,
  primary key (bureau_id, subject_kind, subject_id, epoch, indicator, version)
);
create index breaker_warning_live on breaker_warning (bureau_id, indicator, version) where lapsed_at is null;
create index breaker_warning_lost on breaker_warning (warned_at) where file_id is null and lapsed_at is null;
create index breaker_warning_list on breaker_warning (bureau_id, warned_at desc, subject_id desc);

-- 停付、恢复支付 What the settlement system was told, and when it was done.
create table breaker_order (
  file_id text not null references file,
  item text not null,
  kind text not null check (kind in ('stop', 'resume')),
  response_id text references file,
  decided_at timestamptz not null,
  ordered_at timestamptz not null,
  acknowledged_at timestamptz,
  -- Of a stop: the response has settled what was cut.
  settled_at timestamptz,
  primary key (file_id, item)
);
create index breaker_order_unsettled on breaker_order (response_id) where kind = 'stop' and settled_at is null;
create index breaker_order_open on breaker_order (file_id) where acknowledged_at is null;

-- The register of breakers is read newest first.
create index file_circuit_breaker on file (bureau_id, opened_at desc, id desc) where procedure = 'circuit-breaker';

grant select on indicator, touch, breaker, breaker_warning, breaker_order to duban_app;
