-- Registries: who exists, what binds whom. Every change is also a dated row of registry_change (who, when, why).
-- Ids are opaque and ASCII: they may appear in workflow ids and histories. Names never leave these tables.

create table bureau (
  id text primary key check (id ~ '^[a-z0-9-]{1,16}$'),
  name text not null,
  -- GB/T 2260 area code: an instrument binds the bureaus of its area (X-11)
  area text not null check (area ~ '^[0-9]{6}$'),
  -- 'duban' (our arrival is the receipt) or 'oa:<id>' (the office system's stamp is), TJ51-A1-X1
  receiving_system text not null default 'duban',
  -- recorded decisions to adopt another area's instrument: [{instrument, decidedOn, document}]
  adoptions jsonb not null default '[]',
  -- management settings, each labelled as such wherever it shows
  settings jsonb not null default '{}'
);

create table unit (
  id text primary key check (id ~ '^[a-z0-9.-]{1,64}$'),
  bureau_id text not null references bureau,
  name text not null,
  -- supervision-body | payment-division | system-division | insurance-centre | enforcement-supervision | discipline-inspection
  roles text[] not null default '{}',
  superior_id text references unit,
  -- who answers for which duty: [{duty, officer, phone}]
  contacts jsonb not null default '[]'
);
create index unit_roles on unit using gin (roles);

create table officer (
  id text primary key check (id ~ '^[A-Za-z0-9._-]{1,64}$'),
  unit_id text not null references unit,
  kind text not null default 'person' check (kind in ('person', 'system')),
  name text not null,
  phone text,
  -- handler | coordinator | regulator | registrar | head | legal-reviewer | receiving-system | administrator
  roles text[] not null default '{}',
  -- {number, kind, validFrom, validUntil}
  certificate jsonb,
  -- TJ51-19.1: the commitment letter, renewed yearly by management setting
  commitment_signed_on date,
  commitment_valid_until date,
  -- TJ51-19.2: removed from enforcement; can never be assigned again without a new record
  removed_on date,
  -- TJ51-19.2: the new record {id, sha256, where} with which a removed officer was taken on again
  new_record jsonb
);
create index officer_unit on officer (unit_id);

create table institution (
  id text primary key check (id ~ '^[A-Za-z0-9-]{1,40}$'),
  bureau_id text not null references bureau,
  -- 国家医保编码 and 统一社会信用代码
  nhsa_code text not null unique,
  credit_code text not null unique,
  name text not null,
  kind text not null check (kind in ('hospital', 'clinic', 'pharmacy', 'other')),
  ownership text not null default 'unknown' check (ownership in ('private', 'public', 'unknown')),
  area text not null check (area ~ '^[0-9]{6}$'),
  -- the service agreement: {number, startsOn, endsOn, clauses: [{id, covers: [...]}], faceRecognitionReady}
  agreement jsonb,
  status text not null check (status in ('designated', 'suspended', 'terminated', 'not-designated'))
);
create index institution_bureau on institution (bureau_id, id);

create table practitioner (
  id text primary key check (id ~ '^[A-Za-z0-9-]{1,40}$'),
  bureau_id text not null references bureau,
  nhsa_code text not null unique,
  name text not null,
  kind text not null check (kind in ('physician', 'pharmacist')),
  agreement jsonb,
  status text not null check (status in ('qualified', 'suspended', 'cancelled', 'not-qualified'))
);
create index practitioner_bureau on practitioner (bureau_id, id);

-- every institution a practitioner is registered at (多点执业)
create table practitioner_registration (
  practitioner_id text not null references practitioner,
  institution_id text not null references institution,
  primary key (practitioner_id, institution_id)
);
create index practitioner_registration_institution on practitioner_registration (institution_id);

create table registry_change (
  id bigint generated always as identity primary key,
  registry text not null,
  entity_id text not null,
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp(),
  reason text,
  before jsonb,
  after jsonb not null
);
create index registry_change_entity on registry_change (registry, entity_id, id);

-- 放假安排, versioned: a year's later version supersedes the earlier, nothing is overwritten
create table calendar_year (
  year int not null check (year between 1990 and 2200),
  version int not null check (version >= 1),
  notice text not null,
  published_on date not null,
  off date[] not null,
  work date[] not null,
  fictitious boolean not null default false,
  document jsonb,
  loaded_by text not null,
  loaded_at timestamptz not null default clock_timestamp(),
  primary key (year, version)
);

-- refused authority: who tried what, without the content
create table refused_access (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  subject text not null,
  route text not null,
  code text not null,
  act_hash text
);
create index refused_access_at on refused_access (at);

create function refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege'; end $$;
create trigger append_only before update or delete on registry_change for each row execute function refuse_change();
create trigger append_only before update or delete on calendar_year for each row execute function refuse_change();
create trigger append_only before update or delete on refused_access for each row execute function refuse_change();
create trigger no_truncate before truncate on registry_change execute function refuse_change();
create trigger no_truncate before truncate on calendar_year execute function refuse_change();
create trigger no_truncate before truncate on refused_access execute function refuse_change();

grant select, insert, update on bureau, unit, officer, institution, practitioner to duban_app;
grant select, insert, delete on practitioner_registration to duban_app;
grant select, insert on registry_change, calendar_year, refused_access to duban_app;
