-- 政务服务事项清单 The lists of powers and of public services, version by version (QJ-2.1a, A2, A3; docs/decisions/0032): one file a version.
create table service_version (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  -- Given when another person has confirmed it; what was rejected has none
  version int check (version > 0),
  decided_on date not null,
  in_force_on date not null,
  document_no text,
  document jsonb not null,
  reason text,
  -- As add:S39, delete:P2, rename:S5, modify:S7; none of the first version
  changes text[] not null,
  confirmed_at timestamptz,
  confirmed_by text,
  -- 施行 From this day it is the one in force
  in_force_from date,
  check ((version is null) = (confirmed_at is null) and (version is null) = (in_force_from is null)),
  unique (bureau_id, version)
);
create index service_version_in_force on service_version (bureau_id, in_force_from desc, version desc);

create table service_power (
  file_id text not null references service_version,
  number int not null check (number > 0),
  -- 照录 As it is printed
  name text not null,
  type text not null check (type in ('penalty', 'coercion', 'inspection', 'confirmation', 'reward')),
  note text,
  why text,
  -- Null: nobody has said it (X-9)
  online boolean,
  fully_online boolean,
  primary key (file_id, number)
);

create table public_service (
  file_id text not null references service_version,
  number int not null check (number > 0),
  name text not null,
  note text,
  why text,
  commitment boolean,
  commitment_item text,
  leads_to text check (leads_to in ('agreements', 'complaints')),
  online boolean,
  fully_online boolean,
  instant boolean,
  once_only boolean,
  no_materials boolean,
  tolerant boolean,
  one_window boolean,
  comprehensive_counter boolean,
  city_wide boolean,
  time_unit text check (time_unit in ('working-days', 'days', 'hours', 'minutes')),
  -- In hundredths of the unit
  statutory int check (statutory > 0),
  actual int check (actual >= 0),
  materials text[] not null default '{}',
  check ((time_unit is null) = (statutory is null)),
  primary key (file_id, number)
);

create trigger no_delete before delete on service_version for each row execute function refuse_change();
create trigger no_truncate before truncate on service_version execute function refuse_change();
create trigger no_change before update or delete on service_power for each row execute function refuse_change();
create trigger no_truncate before truncate on service_power execute function refuse_change();
create trigger no_change before update or delete on public_service for each row execute function refuse_change();
create trigger no_truncate before truncate on public_service execute function refuse_change();

grant select on service_version, service_power, public_service to duban_app;
