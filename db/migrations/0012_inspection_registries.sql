-- What stands around an inspection (QY): bodies, heads, delegations, the lists of objects, officers and assistants, bases and items, recusals, clues, caps, credit classes, currency of the lists.
-- The tables say what holds; every change of any of them is an entry of one chain per bureau (reason, officer, instant, hash), and there is no other way to change them.

-- QY-1.1, 1.2  检查主体. `valid_from` null: no statutory qualification of its own (a delegate acts under that of its delegator).
create table inspection_body (
  unit_id text primary key references unit,
  bureau_id text not null references bureau,
  level text not null check (level in ('national', 'province', 'prefecture', 'county')),
  area text not null check (area ~ '^[0-9]{6}$'),
  basis text,
  valid_from date,
  valid_until date,
  suspended_from date,
  suspended_until date,
  published_on date,
  published_url text,
  check (valid_until is null or valid_from <= valid_until),
  check (suspended_until is null or suspended_from <= suspended_until),
  check (valid_from is not null or (valid_until is null and suspended_from is null and published_on is null)),
  check ((published_on is null) = (published_url is null))
);

-- QY-10.1  正职, or the deputy in charge as registered
create table body_head (
  unit_id text not null references inspection_body,
  officer_id text not null references officer,
  from_on date not null,
  until_on date,
  post text not null check (post in ('principal', 'deputy-in-charge')),
  primary key (unit_id, officer_id, from_on),
  check (until_on is null or from_on <= until_on)
);

-- QY-1.3  委托书: scope and expiry are part of it; publications and filings may still be missing, and then it carries nothing
create table delegation (
  bureau_id text not null references bureau,
  id text not null check (id ~ '^[A-Za-z0-9.-]{1,64}$'),
  delegator_unit text not null references inspection_body,
  delegate_unit text not null references inspection_body,
  document jsonb not null,
  items text[] not null check (cardinality(items) > 0),
  valid_from date not null,
  valid_until date not null,
  published_by_delegator_on date,
  published_by_delegate_on date,
  filed_with_justice_on date,
  filed_with_superior_on date,
  primary key (bureau_id, id),
  check (delegator_unit <> delegate_unit),
  check (valid_from <= valid_until)
);
create index delegation_pair on delegation (delegate_unit, delegator_unit, valid_from desc);

-- QY-1.4, 1.5, 6.1  执法人员名录库 and 协助执法人员名录库: whoever assists only has no certificate of enforcement
create table inspection_officer (
  officer_id text primary key references officer,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  roll text not null check (roll in ('enforcement', 'assistance')),
  listed boolean not null,
  certificate_number text unique,
  certificate_kind text,
  certificate_holder text references officer,
  certificate_from date,
  certificate_until date,
  suspended_from date,
  suspended_until date,
  check (num_nonnulls(certificate_number, certificate_kind, certificate_holder, certificate_from, certificate_until) in (0, 5)),
  check (certificate_holder = officer_id),
  check (certificate_from <= certificate_until),
  check (suspended_from is null or certificate_number is not null),
  check (suspended_until is null or suspended_from <= suspended_until),
  check (roll = 'enforcement' or certificate_number is null)
);
create index inspection_officer_bureau on inspection_officer (bureau_id, roll, officer_id);
create index inspection_officer_unit on inspection_officer (unit_id);

-- QY-6.1  检查对象库: every designated institution is on it, unless it was taken off with a reason. Nobody drops out of a draw by being forgotten.
create table inspection_object (
  institution_id text primary key references institution,
  bureau_id text not null references bureau,
  listed boolean not null
);

-- X-7, QY-6.2  利害关系
create table recusal (
  officer_id text not null references officer,
  institution_id text not null references institution,
  bureau_id text not null references bureau,
  primary key (officer_id, institution_id)
);
create index recusal_institution on recusal (institution_id);
create index recusal_bureau on recusal (bureau_id);

-- QY-2.1  依据. Its repeal blocks every item that rests on it, at once.
create table inspection_basis (
  bureau_id text not null references bureau,
  id text not null check (id ~ '^[A-Za-z0-9.-]{1,64}$'),
  name text not null,
  article text not null,
  in_force_from date not null,
  repealed_on date,
  primary key (bureau_id, id),
  check (repealed_on > in_force_from)
);

-- QY-2.1 to 2.3, 3.1  检查事项清单
create table inspection_item (
  bureau_id text not null references bureau,
  id text not null check (id ~ '^[A-Za-z0-9.-]{1,64}$'),
  name text not null,
  basis_id text,
  contents text[] not null check (cardinality(contents) > 0),
  methods text[] not null check (cardinality(methods) > 0 and methods <@ array['on-site', 'written', 'information-sharing', 'smart-audit', 'big-data']),
  standards text[] not null check (cardinality(standards) > 0),
  cap_per_year int check (cap_per_year between 0 and 366),
  cap_exempts text[] not null default '{}',
  published_on date,
  published_url text,
  withdrawn_on date,
  primary key (bureau_id, id),
  foreign key (bureau_id, basis_id) references inspection_basis,
  check ((published_on is null) = (published_url is null)),
  check (cap_per_year is not null or cap_exempts = '{}')
);
create index inspection_item_basis on inspection_item (bureau_id, basis_id);

-- QY-4.2  线索: no name of whoever brought it. `items` null: it could not name any (QY-15.1). It stands as registered.
create table clue (
  id text primary key check (id ~ '^[A-Za-z0-9-]{1,64}$'),
  bureau_id text not null references bureau,
  kind text not null check (kind in ('specific-complaint', 'complaint', 'superior-order', 'transferred', 'data-monitoring', 'own-request', 're-check', 'other')),
  institution_id text not null references institution,
  items text[] check (cardinality(items) > 0),
  -- {id, sha256, where}
  evidence jsonb,
  ordered_by text references unit,
  registered_by text not null,
  registered_at timestamptz not null,
  check (kind <> 'superior-order' or ordered_by is not null),
  check (kind <> 're-check' or items is not null)
);
create index clue_institution on clue (institution_id, registered_at);
create index clue_bureau on clue (bureau_id, id);

-- QY-4.1  年度频次上限 of an institution
create table inspection_cap (
  institution_id text primary key references institution,
  bureau_id text not null references bureau,
  per_year int not null check (per_year between 0 and 366)
);

-- QHD-3.2, QY-9.2  信用等级: a weight in the draw, neutral when unknown; never a gate
create table credit_class (
  institution_id text not null references institution,
  as_of date not null,
  bureau_id text not null references bureau,
  class text not null check (class in ('A', 'B', 'C', 'D')),
  primary key (institution_id, as_of)
);

-- QY-6.1  更新声明
create table list_currency (
  bureau_id text not null references bureau,
  list text not null check (list in ('objects', 'officers', 'assistants', 'items')),
  declared_on date not null,
  primary key (bureau_id, list)
);

-- 登记变更: one chain per bureau. The hash covers `body` by its own hash, so that the chain can be checked by whoever may not read a clue.
create table inspection_entry (
  bureau_id text not null references bureau,
  seq int not null check (seq >= 1),
  registry text not null,
  entity text not null,
  before jsonb,
  -- null: taken away
  body jsonb,
  body_hash text not null,
  reason text not null,
  by text not null,
  at timestamptz not null,
  previous text not null,
  hash text not null,
  primary key (bureau_id, seq)
);
create index inspection_entry_entity on inspection_entry (bureau_id, registry, entity, seq);
create trigger append_only before update or delete on inspection_entry for each row execute function refuse_change();
create trigger no_truncate before truncate on inspection_entry execute function refuse_change();
create trigger keep_clue before update or delete on clue for each row execute function refuse_change();

-- One writer of a bureau's registries at a time: what is judged is what is written.
create function lock_inspection_registries(p_bureau text) returns void language sql volatile security definer set search_path = public as
$$ select pg_advisory_xact_lock(hashtextextended('inspection-registries:' || p_bureau, 0)) $$;

create function inspection_registry_table(p_registry text) returns text language sql immutable as $$
  select case p_registry when 'body' then 'inspection_body' when 'head' then 'body_head' when 'delegation' then 'delegation' when 'officer' then 'inspection_officer' when 'object' then 'inspection_object'
    when 'recusal' then 'recusal' when 'basis' then 'inspection_basis' when 'item' then 'inspection_item' when 'clue' then 'clue' when 'cap' then 'inspection_cap' when 'credit' then 'credit_class'
    when 'currency' then 'list_currency' end $$;

-- The only way to change a registry: {bureau, registry, entity, row (by column), remove?, reason, by} → {seq, changed}. The same row again is no change.
create function enter_inspection(p jsonb) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_table text := inspection_registry_table(p->>'registry'); v_bureau text := p->>'bureau'; v_keys text; v_sets text; v_old jsonb; v_new jsonb; v_head inspection_entry; v_hash text; v_at timestamptz;
begin
  if v_table is null then raise exception 'no such registry: %', p->>'registry'; end if;
  perform lock_inspection_registries(v_bureau);
  select string_agg(format('%I', a.attname), ', ' order by a.attname) into v_keys from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indrelid = to_regclass(v_table) and i.indisprimary;
  select string_agg(format('%1$I = excluded.%1$I', a.attname), ', ') into v_sets from pg_attribute a where a.attrelid = to_regclass(v_table) and a.attnum > 0 and not a.attisdropped;
  execute format('select to_jsonb(t) from %1$I t where (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $1))', v_table, v_keys) into v_old using p->'row';
  -- Nobody writes over what another bureau has registered.
  if v_old->>'bureau_id' <> v_bureau then raise exception 'registered by another bureau' using errcode = 'insufficient_privilege'; end if;
  if coalesce((p->>'remove')::boolean, false) then
    if v_old is null then return jsonb_build_object('changed', false); end if;
    execute format('delete from %1$I t where (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $1))', v_table, v_keys) using p->'row';
  else
    execute format('select to_jsonb(t) from jsonb_populate_record(null::%I, $1) t', v_table) into v_new using p->'row';
    if v_new = v_old then return jsonb_build_object('changed', false); end if;
    execute format('insert into %1$I select * from jsonb_populate_record(null::%1$I, $1) on conflict (%2$s) do update set %3$s', v_table, v_keys, v_sets) using p->'row';
  end if;
  select * into v_head from inspection_entry where bureau_id = v_bureau order by seq desc limit 1;
  v_at := date_trunc('milliseconds', clock_timestamp());
  v_hash := encode(sha256(convert_to(coalesce(v_new::text, ''), 'UTF8')), 'hex');
  insert into inspection_entry values (v_bureau, coalesce(v_head.seq, 0) + 1, p->>'registry', p->>'entity', v_old, v_new, v_hash, p->>'reason', p->>'by', v_at, coalesce(v_head.hash, ''),
    encode(sha256(convert_to(concat_ws('|', coalesce(v_head.hash, ''), v_bureau, coalesce(v_head.seq, 0) + 1, p->>'registry', p->>'entity', v_hash, p->>'reason', p->>'by', at_ms(v_at)), 'UTF8')), 'hex'));
  return jsonb_build_object('changed', true, 'seq', coalesce(v_head.seq, 0) + 1);
end $$;

-- The first entry whose hash, body or predecessor is not what the chain says; null: intact.
create function broken_inspection_entry(p_bureau text) returns int language sql stable security definer set search_path = public as $$
  select min(seq) from (select e.*, lag(hash, 1, '') over (order by seq) as before_it, row_number() over (order by seq) as n from inspection_entry e where bureau_id = p_bureau) e
  where seq <> n or previous <> before_it or body_hash <> encode(sha256(convert_to(coalesce(body::text, ''), 'UTF8')), 'hex')
    or hash <> encode(sha256(convert_to(concat_ws('|', previous, bureau_id, seq, registry, entity, body_hash, reason, by, at_ms(at)), 'UTF8')), 'hex') $$;

-- 检查对象库 as it is: whom a draw may hit, with credit class and cap ('unknown' has the neutral weight)
create view inspection_objects as
  select i.id as institution_id, i.bureau_id, i.area, i.ownership, coalesce(k.class, 'unknown') as class, c.per_year
  from institution i left join inspection_object o on o.institution_id = i.id left join inspection_cap c on c.institution_id = i.id
    left join lateral (select class from credit_class k where k.institution_id = i.id order by as_of desc limit 1) k on true
  where i.status in ('designated', 'suspended') and coalesce(o.listed, true);

create function superiors_of(p_unit text) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare v_up text[] := '{}'; v_id text := p_unit;
begin
  for n in 1..10 loop
    select superior_id into v_id from unit where id = v_id;
    exit when v_id is null;
    v_up := v_up || v_id;
  end loop;
  return to_jsonb(v_up);
end $$;

create function inspection_validity(p_from date, p_until date) returns jsonb language sql immutable parallel safe as
$$ select case when p_from is null then null else jsonb_build_object('from', p_from, 'until', p_until) end $$;

-- The registries' part of domain/inspection/plan.ts Known for one plan: every lookup goes by a primary key or the index named above. `body` and `institution` are null where nobody has registered them.
create function inspection_known(p jsonb) returns jsonb language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v_plan jsonb := p->'plan'; v_unit text := p->'plan'->>'body'; v_in_name_of text := p->'plan'->>'inNameOf'; v_today date := (p->>'today')::date;
  v_from date := (p->'plan'->'days'->>'from')::date; v_until date := (p->'plan'->'days'->>'until')::date; v_institution text := p->'plan'->>'institution'; v_bureau text; v jsonb;
  v_items text[] := array(select x->>'item' from jsonb_array_elements(p->'plan'->'items') x); v_clues text[] := array(select jsonb_array_elements_text(p->'plan'->'clues'));
  v_team text[] := array(select x->>'officer' from jsonb_array_elements(p->'plan'->'team') x);
begin
  select bureau_id into v_bureau from unit where id = v_unit;
  select jsonb_build_object(
    'body', (select jsonb_build_object('unit', b.unit_id, 'area', b.area, 'level', b.level, 'superiors', superiors_of(b.unit_id),
      'qualification', (select jsonb_build_object('valid', inspection_validity(q.valid_from, q.valid_until), 'suspended', inspection_validity(q.suspended_from, q.suspended_until), 'publishedOn', q.published_on)
        from inspection_body q where q.unit_id = v_in_name_of and q.valid_from is not null),
      'delegation', case when v_in_name_of = v_unit then null else (select jsonb_build_object('delegator', d.delegator_unit, 'valid', inspection_validity(d.valid_from, d.valid_until), 'items', to_jsonb(d.items),
          'publishedByDelegatorOn', d.published_by_delegator_on, 'publishedByDelegateOn', d.published_by_delegate_on, 'filedWithJusticeOn', d.filed_with_justice_on, 'filedWithSuperiorOn', d.filed_with_superior_on)
        from delegation d where d.delegate_unit = v_unit and d.delegator_unit = v_in_name_of
        order by (d.valid_from <= v_from and v_until <= d.valid_until) desc, (d.items @> v_items) desc, d.valid_until desc, d.id limit 1) end,
      'heads', (select coalesce(jsonb_agg(jsonb_build_object('officer', h.officer_id, 'post', h.post, 'in', inspection_validity(h.from_on, h.until_on)) order by h.from_on, h.officer_id), '[]') from body_head h where h.unit_id = v_in_name_of))
      from inspection_body b where b.unit_id = v_unit),
    'institution', (select jsonb_build_object('id', i.id, 'area', i.area, 'ownership', i.ownership, 'status', i.status, 'yearlyCap', (select c.per_year from inspection_cap c where c.institution_id = i.id))
      from institution i where i.id = v_institution),
    'items', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'basis', case when i.basis_id is null then null else jsonb_build_object('repealedOn', s.repealed_on) end,
        'contents', to_jsonb(i.contents), 'methods', to_jsonb(i.methods), 'standards', to_jsonb(i.standards),
        'cap', case when i.cap_per_year is null then null else jsonb_build_object('perYear', i.cap_per_year, 'exempts', to_jsonb(i.cap_exempts)) end, 'publishedOn', i.published_on, 'withdrawnOn', i.withdrawn_on) order by i.id), '[]')
      from inspection_item i left join inspection_basis s on s.bureau_id = i.bureau_id and s.id = i.basis_id where i.bureau_id = v_bureau and i.id = any (v_items)),
    'officers', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'unit', o.unit_id,
        'listed', n.listed is true and (o.removed_on is null or o.removed_on > v_today) and (n.roll = 'enforcement' or (select bool_and(m->>'role' = 'assistant') from jsonb_array_elements(v_plan->'team') m where m->>'officer' = o.id)),
        'certificate', case when n.certificate_number is null then null else jsonb_build_object('number', n.certificate_number, 'kind', n.certificate_kind, 'holder', n.certificate_holder,
          'valid', inspection_validity(n.certificate_from, n.certificate_until), 'suspended', inspection_validity(n.suspended_from, n.suspended_until)) end,
        'recusedFrom', (select coalesce(jsonb_agg(r.institution_id order by r.institution_id), '[]') from recusal r where r.officer_id = o.id)) order by o.id), '[]')
      from officer o left join inspection_officer n on n.officer_id = o.id where o.id = any (v_team)),
    'clues', (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('orderedBy', c.ordered_by)) || jsonb_build_object('id', c.id, 'kind', c.kind, 'institution', c.institution_id, 'items', to_jsonb(c.items),
        'registeredAt', at_ms(c.registered_at), 'evidence', c.evidence is not null) order by c.id), '[]') from clue c where c.id = any (v_clues)),
    'lists', (select jsonb_build_object('objects', null, 'officers', null, 'assistants', null, 'items', null) || coalesce(jsonb_object_agg(l.list, l.declared_on), '{}') from list_currency l where l.bureau_id = v_bureau))
  into v;
  return v;
end $$;

grant select on inspection_body, body_head, delegation, inspection_officer, inspection_object, recusal, inspection_basis, inspection_item, clue, inspection_cap, credit_class, list_currency, inspection_entry, inspection_objects to duban_app;
revoke execute on function lock_inspection_registries(text), inspection_registry_table(text), enter_inspection(jsonb), broken_inspection_entry(text), superiors_of(text), inspection_validity(date, date), inspection_known(jsonb) from public;
grant execute on function lock_inspection_registries(text), enter_inspection(jsonb), broken_inspection_entry(text), superiors_of(text), inspection_validity(date, date), inspection_known(jsonb) to duban_app;
