-- What stands around a commitment case (TJ84): the list of service items, results, coordinators, rosters, absences, credit records.
-- Every table holds dated rows with reason and officer, and none is overwritten: a change is a further row.

-- TJ84-3.1 《政务服务事项清单》: whole versions, in the order of the days from which they hold. In force on a day: the last one begun by then.
create table service_list (
  bureau_id text not null references bureau,
  version int not null check (version >= 1),
  effective_from date not null,
  document jsonb not null,
  reason text not null,
  registered_by text not null,
  registered_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, version),
  unique (bureau_id, effective_from)
);

create table service_item (
  bureau_id text not null,
  version int not null,
  id text not null check (id ~ '^[A-Za-z0-9.-]{1,64}$'),
  name text not null,
  -- TJ84-2: certification 证明事项告知承诺制, credit 一制三化信用承诺制; none: the item is not done on commitment
  types text[] not null check (types <@ array['certification', 'credit'] and cardinality(types) <= 2),
  -- TJ84-11: the kind of licence on which its results depend
  licence_kind text check (licence_kind ~ '^[a-z-]{1,40}$'),
  -- what may be promised: [{id, name}]
  materials jsonb not null default '[]',
  primary key (bureau_id, version, id),
  foreign key (bureau_id, version) references service_list
);

-- TJ84-3.1, 5.1: who supervises what whom accepts. One body may be both; two persons then (TJ84-3.1).
create table service_item_department (
  bureau_id text not null,
  version int not null,
  item_id text not null,
  accepting_unit text not null references unit,
  supervising_unit text not null references unit,
  primary key (bureau_id, version, item_id, accepting_unit),
  foreign key (bureau_id, version, item_id) references service_item
);
create index service_item_department_accepting on service_item_department (accepting_unit);
create index service_item_department_supervising on service_item_department (supervising_unit);

-- 办理结果: outlives its file (TJ84-11). Party codes never leave Postgres but to those who may read them.
create table result (
  id text primary key check (id ~ '^[A-Za-z0-9._-]{1,64}$'),
  bureau_id text not null references bureau,
  item_id text not null,
  -- of the day of approval, and kept
  list_version int not null,
  type text not null check (type in ('certification', 'credit')),
  party_code text not null,
  licences text[] not null default '{}',
  accepting_unit text not null references unit,
  supervising_unit text not null references unit,
  approved_on date not null,
  state text not null default 'live' check (state in ('live', 'stopped', 'revoked')),
  file_id text references file,
  stopped_at timestamptz,
  stopped_by_act text,
  revoked_at timestamptz,
  revoked_by_file text references file,
  revoked_by_act text,
  registered_at timestamptz not null default clock_timestamp(),
  foreign key (bureau_id, list_version, item_id) references service_item,
  check ((state = 'revoked') = (revoked_at is not null))
);
create index result_licences on result using gin (licences);
create index result_party on result (bureau_id, party_code, id);
create index result_list on result (bureau_id, id);
create index result_accepting on result (accepting_unit, id);
create index result_supervising on result (supervising_unit, id);
create index result_approved on result (bureau_id, approved_on);
create unique index result_file on result (file_id) where file_id is not null;

-- TJ84-15.0 审管联动协调员, each side its own. The appointment that began last holds; without an officer the post is vacant from that day.
create table coordinator (
  id bigint generated always as identity primary key,
  unit_id text not null references unit,
  side text not null check (side in ('accepting', 'supervising')),
  officer_id text references officer,
  substitute_id text references officer,
  from_on date not null,
  until_on date,
  reason text not null,
  registered_by text not null,
  registered_at timestamptz not null default clock_timestamp(),
  check (substitute_id is null or (officer_id is not null and substitute_id <> officer_id)),
  check (until_on is null or until_on >= from_on)
);
create index coordinator_unit on coordinator (unit_id, side, from_on desc, id desc);
create index coordinator_officer on coordinator (officer_id);
create index coordinator_substitute on coordinator (substitute_id);

-- TJ84-6 专人 (distribute) and 监管人员 (supervise); item null: every item. `replaces`: the row that this one corrects or ends; `void`: it only takes it away.
create table roster (
  id bigint generated always as identity primary key,
  unit_id text not null references unit,
  officer_id text not null references officer,
  duty text not null check (duty in ('distribute', 'supervise')),
  item_id text,
  from_on date not null,
  until_on date,
  reason text not null,
  replaces bigint unique references roster,
  void boolean not null default false,
  registered_by text not null,
  registered_at timestamptz not null default clock_timestamp(),
  check (until_on is null or until_on >= from_on),
  check (not void or replaces is not null)
);
create index roster_unit on roster (unit_id, duty, officer_id);
create index roster_officer on roster (officer_id);

create table absence (
  id bigint generated always as identity primary key,
  officer_id text not null references officer,
  from_on date not null,
  until_on date not null,
  reason text not null,
  replaces bigint unique references absence,
  void boolean not null default false,
  registered_by text not null,
  registered_at timestamptz not null default clock_timestamp(),
  check (until_on >= from_on),
  check (not void or replaces is not null)
);
create index absence_officer on absence (officer_id, until_on);

-- TJ84-10.3 政务服务信用记录: by the accepting department, on a confirmed fact, once per case
create table credit_record (
  id text primary key check (id ~ '^[A-Za-z0-9._-]{1,200}$'),
  bureau_id text not null references bureau,
  party_code text not null,
  file_id text not null unique references file,
  basis jsonb not null check (jsonb_typeof(basis) = 'object' and basis <> '{}'),
  recorded_by text not null references officer,
  unit_id text not null references unit,
  at timestamptz not null,
  -- [{act, at, by, document}]: they only grow
  objections jsonb not null default '[]' check (jsonb_typeof(objections) = 'array')
);
create index credit_record_party on credit_record (bureau_id, party_code, id);
create index credit_record_list on credit_record (bureau_id, id);
create index credit_record_unit on credit_record (unit_id, id);

do $$
declare t text;
begin
  foreach t in array array['service_list', 'service_item', 'service_item_department', 'coordinator', 'roster', 'absence'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger no_truncate before truncate on %I execute function refuse_change()', t);
  end loop;
  foreach t in array array['result', 'credit_record'] loop
    execute format('create trigger no_delete before delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger no_truncate before truncate on %I execute function refuse_change()', t);
  end loop;
end $$;

-- What was approved stands as approved; only its state moves on, and a revocation is final (TJ84-10.1: never twice).
create function keep_result() returns trigger language plpgsql as $$
begin
  if old.state = 'revoked' then raise exception 'result % is revoked', old.id using errcode = 'integrity_constraint_violation'; end if;
  if (to_jsonb(new) - '{state,stopped_at,stopped_by_act,revoked_at,revoked_by_file,revoked_by_act,file_id}'::text[])
    <> (to_jsonb(old) - '{state,stopped_at,stopped_by_act,revoked_at,revoked_by_file,revoked_by_act,file_id}'::text[])
    or (old.file_id is not null and new.file_id is distinct from old.file_id) then
    raise exception 'result % stands as approved', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_result before update on result for each row execute function keep_result();

create function keep_credit_record() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'objections') <> (to_jsonb(old) - 'objections') then
    raise exception 'credit record % stands; only objections are added', old.id using errcode = 'integrity_constraint_violation';
  end if;
  for i in 0 .. jsonb_array_length(old.objections) - 1 loop
    if (new.objections -> i) is distinct from (old.objections -> i) then raise exception 'objections only grow' using errcode = 'integrity_constraint_violation'; end if;
  end loop;
  return new;
end $$;
create trigger keep_credit_record before update on credit_record for each row execute function keep_credit_record();

-- TJ84-10.3: the accepting department of that file records, nobody else
create function assert_recorder() returns trigger language plpgsql as $$
begin
  if new.unit_id is distinct from (select f.opening->'units'->>'accepting' from file f where f.id = new.file_id) then
    raise exception 'TJ84-10.3: the accepting department records' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger assert_recorder before insert on credit_record for each row execute function assert_recorder();

-- A whole list in one piece: {bureau, effectiveFrom, document, reason, by, items: [{id, name, types, licenceKind, materials, departments: [{accepting, supervising}]}]} → its version.
-- One version holds at a time, and the past is not rewritten: it begins later than every other, and no result stands approved since then under an older one.
create function register_service_list(p jsonb) returns int language plpgsql security definer set search_path = public as $$
declare v_last service_list; v_version int; v_from date := (p->>'effectiveFrom')::date; v_bureau text := p->>'bureau';
begin
  perform pg_advisory_xact_lock(hashtext('service_list'), hashtext(v_bureau));
  select * into v_last from service_list where bureau_id = v_bureau order by version desc limit 1;
  if v_from <= v_last.effective_from or exists (select 1 from result where bureau_id = v_bureau and approved_on >= v_from) then
    raise exception 'a list does not begin before what stands' using errcode = 'integrity_constraint_violation', constraint = 'service_list_order';
  end if;
  v_version := coalesce(v_last.version, 0) + 1;
  insert into service_list values (v_bureau, v_version, v_from, p->'document', p->>'reason', p->>'by');
  insert into service_item select v_bureau, v_version, i->>'id', i->>'name', array(select jsonb_array_elements_text(i->'types')), i->>'licenceKind', i->'materials'
    from jsonb_array_elements(p->'items') i;
  insert into service_item_department select v_bureau, v_version, i->>'id', d->>'accepting', d->>'supervising'
    from jsonb_array_elements(p->'items') i, jsonb_array_elements(i->'departments') d;
  return v_version;
end $$;

create function service_list_on(p_bureau text, p_day date) returns int language sql stable security definer set search_path = public as
$$ select version from service_list where bureau_id = p_bureau and effective_from <= p_day order by effective_from desc limit 1 $$;

-- TJ84-3.1: never free text
create function supervising_unit_of(p_bureau text, p_version int, p_item text, p_accepting text) returns text language sql stable security definer set search_path = public as
$$ select supervising_unit from service_item_department where bureau_id = p_bureau and version = p_version and item_id = p_item and accepting_unit = p_accepting $$;

create function is_absent(p_officer text, p_day date) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from absence a where a.officer_id = p_officer and p_day between a.from_on and a.until_on
    and not a.void and not exists (select 1 from absence b where b.replaces = a.id)) $$;

create function is_present(p_officer text, p_day date) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from officer o where o.id = p_officer and o.kind = 'person' and (o.removed_on is null or o.removed_on > p_day)) and not is_absent(p_officer, p_day) $$;

-- The coordinator of a side who is there that day, the substitute when not, or null
create function coordinator_of(p_unit text, p_side text, p_day date) returns text language sql stable security definer set search_path = public as $$
  select case when is_present(c.officer_id, p_day) then c.officer_id when is_present(c.substitute_id, p_day) then c.substitute_id end
  from (select * from coordinator where unit_id = p_unit and side = p_side and from_on <= p_day order by from_on desc, id desc limit 1) c
  where c.until_on is null or c.until_on >= p_day $$;

create function coordinator_of(p_unit text, p_day date) returns text language sql stable security definer set search_path = public as
$$ select coalesce(coordinator_of(p_unit, 'accepting', p_day), coordinator_of(p_unit, 'supervising', p_day)) $$;

-- On the roster of the unit for the item that day; absence is asked for separately, because it is refused differently
create function on_roster(p_unit text, p_officer text, p_duty text, p_item text, p_day date) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from roster r join officer o on o.id = r.officer_id and o.unit_id = r.unit_id and o.kind = 'person' and (o.removed_on is null or o.removed_on > p_day)
    where r.unit_id = p_unit and r.officer_id = p_officer and r.duty = p_duty and (r.item_id is null or r.item_id = p_item)
      and r.from_on <= p_day and (r.until_on is null or r.until_on >= p_day) and not r.void and not exists (select 1 from roster n where n.replaces = r.id)) $$;

create function may_distribute(p_unit text, p_officer text, p_item text, p_day date) returns boolean language sql stable security definer set search_path = public as
$$ select on_roster(p_unit, p_officer, 'distribute', p_item, p_day) $$;
create function may_supervise(p_unit text, p_officer text, p_item text, p_day date) returns boolean language sql stable security definer set search_path = public as
$$ select on_roster(p_unit, p_officer, 'supervise', p_item, p_day) $$;

-- Who of the roster is there that day
create function present_on_roster(p_unit text, p_duty text, p_item text, p_day date) returns text[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(o.id order by o.id), '{}') from officer o
  where o.unit_id = p_unit and on_roster(p_unit, o.id, p_duty, p_item, p_day) and not is_absent(o.id, p_day) $$;

-- TJ84-15.0: departments of the list in force that lack a coordinator that day; `appointed`: there is one, but neither officer nor substitute is present
create function departments_without_coordinator(p_bureau text, p_day date) returns table (unit_id text, side text, appointed boolean) language sql stable security definer set search_path = public as $$
  select d.unit, d.side, exists (select 1 from (select * from coordinator c where c.unit_id = d.unit and c.side = d.side and c.from_on <= p_day order by c.from_on desc, c.id desc limit 1) c
    where c.officer_id is not null and (c.until_on is null or c.until_on >= p_day))
  from (select accepting_unit as unit, 'accepting' as side from service_item_department where bureau_id = p_bureau and version = service_list_on(p_bureau, p_day)
    union select supervising_unit, 'supervising' from service_item_department where bureau_id = p_bureau and version = service_list_on(p_bureau, p_day)) d
  where coordinator_of(d.unit, d.side, p_day) is null order by 1, 2 $$;

-- TJ84-11: what depends on a licence of this kind and number and is not revoked yet; a result whose item needs no such licence is not touched
create function results_depending_on(p_bureau text, p_kind text, p_licence text) returns setof result language sql stable security definer set search_path = public as $$
  select r.* from result r join service_item i on (i.bureau_id, i.version, i.id) = (r.bureau_id, r.list_version, r.item_id)
  where r.bureau_id = p_bureau and r.licences @> array[p_licence] and i.licence_kind = p_kind and r.state <> 'revoked' order by r.id $$;

grant select on service_list, service_item, service_item_department, result, coordinator, roster, absence, credit_record to duban_app;
grant insert on coordinator, roster, absence to duban_app;
revoke execute on function keep_result(), keep_credit_record(), assert_recorder(), register_service_list(jsonb), service_list_on(text, date), supervising_unit_of(text, int, text, text),
  is_absent(text, date), is_present(text, date), coordinator_of(text, text, date), coordinator_of(text, date), on_roster(text, text, text, text, date),
  may_distribute(text, text, text, date), may_supervise(text, text, text, date), present_on_roster(text, text, text, date), departments_without_coordinator(text, date), results_depending_on(text, text, text) from public;
grant execute on function register_service_list(jsonb), service_list_on(text, date), supervising_unit_of(text, int, text, text), is_absent(text, date), is_present(text, date),
  coordinator_of(text, text, date), coordinator_of(text, date), may_distribute(text, text, text, date), may_supervise(text, text, text, date),
  present_on_roster(text, text, text, date), departments_without_coordinator(text, date), results_depending_on(text, text, text) to duban_app;

-- Each appointment with the day on which the next one takes its place
create view coordinator_post as select c.id, c.unit_id, c.side, c.officer_id, c.substitute_id, c.from_on,
  least(c.until_on, lead(c.from_on) over (partition by c.unit_id, c.side order by c.from_on, c.id) - 1) as ends_on from coordinator c;

-- TJ84-15.7 其他职责: what a coordinator puts on record freely
create table coordinator_record (
  id bigint generated always as identity primary key,
  unit_id text not null references unit,
  side text not null check (side in ('accepting', 'supervising')),
  officer_id text not null references officer,
  "on" date not null,
  text text not null,
  document jsonb,
  registered_at timestamptz not null default clock_timestamp()
);
create index coordinator_record_unit on coordinator_record (unit_id, id desc);
create trigger append_only before update or delete on coordinator_record for each row execute function refuse_change();
create trigger no_truncate before truncate on coordinator_record execute function refuse_change();
grant select, insert on coordinator_record to duban_app;
grant select on coordinator_post to duban_app;
