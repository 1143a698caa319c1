-- The registries of TJ84, which several procedures share: lists of items, results, coordinators,
-- rosters, credit records.

-- What was approved stands as approved; only its state moves on, and a revocation is final
-- (TJ84-10.1: never twice).
create or replace function keep_result()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.state = 'revoked' then
    raise exception 'result % is revoked', old.id using errcode = 'integrity_constraint_violation';
  end if;
  if (
    to_jsonb(new) -
      '{state,stopped_at,stopped_by_act,revoked_at,revoked_by_file,revoked_by_act,file_id}'::text[]
  ) <> (
    to_jsonb(old) -
      '{state,stopped_at,stopped_by_act,revoked_at,revoked_by_file,revoked_by_act,file_id}'::text[]
  )
    or (old.file_id is not null and new.file_id is distinct from old.file_id) then
    raise exception 'result % stands as approved', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create or replace function keep_credit_record()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if (to_jsonb(new) - 'objections') <> (to_jsonb(old) - 'objections') then
    raise exception 'credit record % stands; only objections are added', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  for i in 0 .. jsonb_array_length(old.objections) - 1 loop
    if (new.objections -> i) is distinct from (old.objections -> i) then
      raise exception 'objections only grow' using errcode = 'integrity_constraint_violation';
    end if;
  end loop;
  return new;
end $$;

-- TJ84-10.3: the accepting department of that file records, nobody else
create or replace function assert_recorder()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.unit_id is distinct from (
    select f.opening->'units'->>'accepting' from file f where f.id = new.file_id) then
    raise exception 'TJ84-10.3: the accepting department records'
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

-- A whole list in one piece: {bureau, effectiveFrom, document, reason, by, items: [{id, name,
-- types, licenceKind, materials, departments: [{accepting, supervising}]}]} → its version. One
-- version holds at a time, and the past is not rewritten: it begins later than every other, and no
-- result stands approved since then under an older one.
create or replace function register_service_list(p jsonb)
  returns int language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_last service_list; v_version int; v_from date := (p->>'effectiveFrom')::date;
  v_bureau text := p->>'bureau';
begin
  perform pg_advisory_xact_lock(hashtext('service_list'), hashtext(v_bureau));
  select * into v_last from service_list where bureau_id = v_bureau order by version desc limit 1;
  if v_from <= v_last.effective_from
    or exists (select 1 from result where bureau_id = v_bureau and approved_on >= v_from) then
    raise exception 'a list does not begin before what stands'
      using errcode = 'integrity_constraint_violation', constraint = 'service_list_order';
  end if;
  v_version := coalesce(v_last.version, 0) + 1;
  insert into service_list
    values (v_bureau, v_version, v_from, p->'document', p->>'reason', p->>'by');
  insert into service_item
    select v_bureau, v_version, i->>'id', i->>'name',
      array(select jsonb_array_elements_text(i->'types')), i->>'licenceKind', i->'materials'
    from jsonb_array_elements(p->'items') i;
  insert into service_item_department
    select v_bureau, v_version, i->>'id', d->>'accepting', d->>'supervising'
    from jsonb_array_elements(p->'items') i, jsonb_array_elements(i->'departments') d;
  return v_version;
end $$;

create or replace function service_list_on(p_bureau text, p_day date)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select version from service_list
    where bureau_id = p_bureau and effective_from <= p_day
    order by effective_from desc limit 1
$$;

-- TJ84-3.1: never free text
create or replace function supervising_unit_of(
  p_bureau text, p_version int, p_item text, p_accepting text
)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select supervising_unit from service_item_department
    where bureau_id = p_bureau and version = p_version and item_id = p_item
      and accepting_unit = p_accepting
$$;

create or replace function is_absent(p_officer text, p_day date)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from absence a
      where a.officer_id = p_officer and p_day between a.from_on and a.until_on and not a.void
        and not exists (select 1 from absence b where b.replaces = a.id))
$$;

create or replace function is_present(p_officer text, p_day date)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from officer o
      where o.id = p_officer and o.kind = 'person'
        and (o.removed_on is null or o.removed_on > p_day))
    and not is_absent(p_officer, p_day)
$$;

-- The coordinator of a side who is there that day, the substitute when not, or null
create or replace function coordinator_of(p_unit text, p_side text, p_day date)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case
    when is_present(c.officer_id, p_day) then c.officer_id
    when is_present(c.substitute_id, p_day) then c.substitute_id end
    from (
      select * from coordinator where unit_id = p_unit and side = p_side and from_on <= p_day
        order by from_on desc, id desc limit 1) c
    where c.until_on is null or c.until_on >= p_day
$$;

create or replace function coordinator_of(p_unit text, p_day date)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    coordinator_of(p_unit, 'accepting', p_day), coordinator_of(p_unit, 'supervising', p_day))
$$;

-- On the roster of the unit for the item that day; absence is asked for separately, because it is
-- refused differently
create or replace function on_roster(
  p_unit text, p_officer text, p_duty text, p_item text, p_day date
)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from roster r
      join officer o on o.id = r.officer_id and o.unit_id = r.unit_id and o.kind = 'person'
        and (o.removed_on is null or o.removed_on > p_day)
      where r.unit_id = p_unit and r.officer_id = p_officer and r.duty = p_duty
        and (r.item_id is null or r.item_id = p_item) and r.from_on <= p_day
        and (r.until_on is null or r.until_on >= p_day) and not r.void
        and not exists (select 1 from roster n where n.replaces = r.id))
$$;

create or replace function may_distribute(p_unit text, p_officer text, p_item text, p_day date)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select on_roster(p_unit, p_officer, 'distribute', p_item, p_day)
$$;

create or replace function may_supervise(p_unit text, p_officer text, p_item text, p_day date)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select on_roster(p_unit, p_officer, 'supervise', p_item, p_day)
$$;

-- Who of the roster is there that day
create or replace function present_on_roster(p_unit text, p_duty text, p_item text, p_day date)
  returns text[] language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(o.id order by o.id), '{}')
    from officer o
    where o.unit_id = p_unit and on_roster(p_unit, o.id, p_duty, p_item, p_day)
      and not is_absent(o.id, p_day)
$$;

-- TJ84-15.0: departments of the list in force that lack a coordinator that day; `appointed`: there
-- is one, but neither officer nor substitute is present
create or replace function departments_without_coordinator(p_bureau text, p_day date)
  returns table (unit_id text, side text, appointed boolean) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select d.unit, d.side,
    exists (
      select 1
        from (
          select * from coordinator c
            where c.unit_id = d.unit and c.side = d.side and c.from_on <= p_day
            order by c.from_on desc, c.id desc limit 1) c
        where c.officer_id is not null and (c.until_on is null or c.until_on >= p_day))
    from (
      select accepting_unit as unit, 'accepting' as side
        from service_item_department
        where bureau_id = p_bureau and version = service_list_on(p_bureau, p_day)
        union select supervising_unit, 'supervising'
        from service_item_department
        where bureau_id = p_bureau and version = service_list_on(p_bureau, p_day)) d
    where coordinator_of(d.unit, d.side, p_day) is null
    order by 1, 2
$$;

-- A coordinator: registered as one for the whole bureau, or appointed by the department and present
-- that day (or the substitute).
create or replace function is_coordinator(p_officer text, p_unit text, p_day date)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from officer o
      where o.id = p_officer and o.unit_id = p_unit and 'coordinator' = any (o.roles))
    or p_officer in (
      coordinator_of(p_unit, 'accepting', p_day), coordinator_of(p_unit, 'supervising', p_day))
$$;

create or replace function by_coordinator(i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'coordinator',
    coalesce(
      is_coordinator(i.officer_id, i.unit_id, local_day(i.received_at)),
      false))
$$;

create or replace function remind_coordinator()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file; v_unit text := new.body->>'owedBy'; v_side text; v_at timestamptz;
begin
  select * into f from file where id = new.file_id;
  if f.procedure not in ('commitment-case', 'licence-revocation', 'result-revocation') then
    return null;
  end if;
  -- in a cascade (TJ84-11) only accepting departments owe anything
  v_side := case
    when f.procedure = 'licence-revocation'
      or v_unit = f.opening->'units'->>'accepting' then 'accepting'
    else 'supervising' end;
  v_at := coalesce(new.body->>'at', new.body->>'due')::timestamptz;
  insert into coordinator_reminder
    values (
      f.id, new.seq, f.bureau_id, v_unit, coordinator_of(v_unit, v_side, local_day(v_at)),
      new.body->>'duty', coalesce((new.body->>'count')::int, 0), v_at);
  return null;
end $$;

-- TJ84-11: what depends on a licence of this kind and number and is not revoked yet; a result whose
-- item needs no such licence is not touched
create or replace function results_depending_on(p_bureau text, p_kind text, p_licence text)
  returns setof result language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select r.* from result r
    join service_item i on (i.bureau_id, i.version, i.id) = (r.bureau_id, r.list_version, r.item_id)
    where r.bureau_id = p_bureau and r.licences @> array[p_licence] and i.licence_kind = p_kind
      and r.state <> 'revoked'
    order by r.id
$$;

-- TJ84-10.1, 11: by this file; 重点监管 of its case ends with it, and another open file about the same
-- result is told: what it owes nobody can do any more.
create or replace function effect_result_revoked(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update result
    set state = 'revoked', revoked_at = ms_at((e->>'at')::bigint), revoked_by_file = f.id,
      revoked_by_act = e->>'act'
    where id = f.subject_id and state <> 'revoked';
  update key_supervision k set until_at = ms_at((e->>'at')::bigint), ended = 'revoked'
    from result r where r.id = f.subject_id and k.file_id = r.file_id and k.until_at is null;
  perform tell_revoked_elsewhere(f.subject_id);
end $$;

-- Once for each file that is told.
create or replace function tell_revoked_elsewhere(p_result text)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    select r.revoked_by_file, 'revoked-elsewhere:' || o.id, 'revoked-elsewhere',
      jsonb_build_object(
        'file', o.id, 'act', r.revoked_by_act, 'unit', i.unit_id, 'officer', i.officer_id)
    from result r
    join file o on o.subject_kind = 'result' and o.subject_id = r.id
      and o.procedure in ('commitment-case', 'result-revocation') and o.closed_at is null
      and o.id <> r.revoked_by_file
    left join inbox i on i.act_id = r.revoked_by_act
    where r.id = p_result and r.state = 'revoked'
    on conflict do nothing;
  if found then perform pg_notify('duban_task', ''); end if;
end $$;

-- An objection that comes when the case has ended: by the department that recorded, once for each
-- key. The change is dated like every other of a registry.
create or replace function object_to_credit_record(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_before jsonb; v_after jsonb;
begin
  select to_jsonb(c) into v_before
    from credit_record c where id = p->>'id' and unit_id = p->>'unit' for update;
  if v_before is null then return false; end if;
  update credit_record c
    set objections = c.objections
      || jsonb_build_array(
        jsonb_build_object(
          'act', p->>'act', 'at', at_ms(clock_timestamp()), 'by', p->>'by',
          'document', p->'document'))
    where id = p->>'id'
      and not exists (
        select 1 from jsonb_array_elements(c.objections) o where o->>'act' = p->>'act')
    returning to_jsonb(c) into v_after;
  if v_after is not null then
    insert into registry_change (registry, entity_id, changed_by, reason, before, after)
      values (
        'credit-record', p->>'id', p->>'by', 'objection',
        jsonb_build_object('objections', v_before->'objections'),
        jsonb_build_object('objections', v_after->'objections'));
  end if;
  return true;
end $$;

-- What counts as an exchange: one list, here and in domain/coordination-issue/exchange.ts (a test
-- compares them).
create or replace function is_exchange(p_type text)
  returns boolean language sql immutable parallel safe
  return p_type in (
    'approval', 'push', 'supervision-result', 'stop-order', 'revocation-suggestion',
    'feedback-receipt', 'revocation');

-- TJ84-15.3 Figures of a period by department, item and kind. Overdue: fell due in the period and
-- is owed still.
create or replace function exchange_figures(
  p_bureau text, p_from timestamptz, p_to timestamptz, p_unit text
)
  returns table (
    unit_id text, item_id text, type text, sent int, accepted int, late int, refused int,
    pending int, at_the_door int, overdue int)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select x.unit_id, x.item_id, x.type, sum(x.sent)::int, sum(x.accepted)::int, sum(x.late)::int,
    sum(x.refused)::int, sum(x.pending)::int, sum(x.door)::int, sum(x.overdue)::int
    from (
      select e.unit_id, e.item_id, e.type, 1 as sent, (e.state = 'accepted')::int as accepted,
        coalesce(e.timing in ('late', 'claimed-in-time'), false)::int as late,
        (e.state = 'refused')::int as refused, (e.state = 'pending')::int as pending, 0 as door,
        0 as overdue
        from exchange e
        where e.bureau_id = p_bureau and e.arrived_at >= p_from and e.arrived_at < p_to
          and (p_unit is null or e.unit_id = p_unit)
        union all select r.unit_id, coalesce(r.item_id, f.opening->>'item'), r.type, 0, 0, 0, 0, 0,
          1, 0
        from refused_exchange r left join file f on f.id = r.file_id
        where r.bureau_id = p_bureau and r.at >= p_from and r.at < p_to
          and (p_unit is null or r.unit_id = p_unit)
        union all select d.owed_by, f.opening->>'item', d.act, 0, 0, 0, 0, 0, 0, 1
        from duty d join file f on f.id = d.file_id
        where d.bureau_id = p_bureau and d.procedure = 'commitment-case' and d.state = 'overdue'
          and is_exchange(d.act) and d.due_at >= p_from and d.due_at < p_to
          and (p_unit is null or d.owed_by = p_unit)) x
    group by 1, 2, 3 order by 1, 2, 3
$$;

-- TJ84-16 What a consultation has before it: the pair's figures of the period and its open issues.
create or replace function pair_figures(
  p_bureau text, p_accepting text, p_supervising text, p_from timestamptz, p_to timestamptz
)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with pair as (
    select e.* from exchange e
      where e.bureau_id = p_bureau and e.arrived_at >= p_from and e.arrived_at < p_to
        and e.accepting = p_accepting and e.supervising = p_supervising)
  select jsonb_build_object(
    'opened',
      (
        select count(*) from file f
          where f.bureau_id = p_bureau and f.procedure = 'commitment-case' and f.opened_at >= p_from
            and f.opened_at < p_to and f.opening->'units'->>'accepting' = p_accepting
            and f.opening->'units'->>'supervising' = p_supervising),
    'closed',
      (
        select count(*) from file f
          where f.bureau_id = p_bureau and f.procedure = 'commitment-case' and f.closed_at >= p_from
            and f.closed_at < p_to and f.opening->'units'->>'accepting' = p_accepting
            and f.opening->'units'->>'supervising' = p_supervising),
    'findings',
      coalesce(
        (
          select jsonb_object_agg(finding, n)
            from (
              select finding, count(*) as n
                from pair
                where type = 'supervision-result' and state = 'accepted' and finding is not null
                group by 1) x),
        '{}'::jsonb),
    'exchanged', (select count(*) from pair where state = 'accepted'),
    'late',
      (
        select count(*) from pair where state = 'accepted' and timing in ('late', 'claimed-in-time')
      ),
    'refused',
      (select count(*) from pair where state = 'refused') + (
        select count(*) from refused_exchange r
          join file f on f.id = r.file_id
          where r.bureau_id = p_bureau and r.at >= p_from and r.at < p_to
            and f.opening->'units'->>'accepting' = p_accepting
            and f.opening->'units'->>'supervising' = p_supervising),
    'overdue',
      (
        select count(*) from duty d join file f on f.id = d.file_id
          where d.bureau_id = p_bureau and d.procedure = 'commitment-case' and d.state = 'overdue'
            and f.opening->'units'->>'accepting' = p_accepting
            and f.opening->'units'->>'supervising' = p_supervising),
    'issues',
      coalesce(
        (
          select jsonb_agg(id)
            from (
              select f.id from file f
                where f.bureau_id = p_bureau and f.procedure = 'coordination-issue'
                  and f.closed_at is null and f.opening->'units'->>'accepting' = p_accepting
                  and f.opening->'units'->>'supervising' = p_supervising
                order by f.opened_at limit 50) x),
        '[]'::jsonb))
$$;

-- Who may call them: only what is granted here.
revoke all on function
  keep_result(), keep_credit_record(), assert_recorder(), register_service_list(jsonb),
  service_list_on(text, date), supervising_unit_of(text, int, text, text), is_absent(text, date),
  is_present(text, date), coordinator_of(text, date), coordinator_of(text, text, date),
  on_roster(text, text, text, text, date), may_distribute(text, text, text, date),
  may_supervise(text, text, text, date), present_on_roster(text, text, text, date),
  departments_without_coordinator(text, date), is_coordinator(text, text, date),
  by_coordinator(inbox), remind_coordinator(), results_depending_on(text, text, text),
  effect_result_revoked(file, jsonb), tell_revoked_elsewhere(text),
  object_to_credit_record(jsonb), is_exchange(text),
  exchange_figures(text, timestamptz, timestamptz, text),
  pair_figures(text, text, text, timestamptz, timestamptz) from public, duban_app;

grant execute on function
  register_service_list(jsonb), service_list_on(text, date),
  supervising_unit_of(text, int, text, text), is_absent(text, date), is_present(text, date),
  coordinator_of(text, date), coordinator_of(text, text, date),
  may_distribute(text, text, text, date), may_supervise(text, text, text, date),
  present_on_roster(text, text, text, date), departments_without_coordinator(text, date),
  is_coordinator(text, text, date), results_depending_on(text, text, text),
  object_to_credit_record(jsonb), is_exchange(text),
  exchange_figures(text, timestamptz, timestamptz, text),
  pair_figures(text, text, text, timestamptz, timestamptz) to duban_app;
