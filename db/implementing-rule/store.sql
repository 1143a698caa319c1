-- 实施细则 Implementing rules (TJ84-14).

-- TJ84-13: whether a rule has all six sections, none of them blank
create or replace function six_sections(s jsonb)
  returns boolean language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_array_length(s->'departments') > 0, false)
    and (
      select bool_and(coalesce(btrim(s->>id, E' \n\t') <> '', false))
        from unnest(array['materials', 'content', 'method', 'procedure', 'suggestion']) id)
$$;

-- TJ84-13: a period with its unit and the section that sets it: {limit: {unit, count}, section}
create or replace function whole_period(p jsonb)
  returns boolean language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select p is null
    or coalesce(
      p->'limit'->>'unit' in ('hours', 'calendar-days', 'working-days', 'months')
        and (p->'limit'->>'count')::int >= 1 and btrim(p->>'section') <> '',
      false)
$$;

-- TJ84-7, 13, 14: the version in force on a day, and its periods, each with the section that sets
-- it
create or replace function rule_in_force(p_bureau text, p_item text, p_day date)
  returns table (
    version int, check_period jsonb, feedback_period jsonb, effective_from date, file_id text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.version, r.check_period, r.feedback_period, r.effective_from, r.file_id
    from (
      select * from implementing_rule
        where bureau_id = p_bureau and item_id = p_item and effective_from <= p_day
        order by effective_from desc limit 1) r
    where not exists (
      select 1 from implementing_rule_lapse l where l.file_id = r.file_id and l.from_on <= p_day)
$$;

-- TJ84-0.1: whether an item is done on commitment by the list in force on a day
create or replace function is_on_commitment(p_bureau text, p_item text, p_day date)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from service_item
      where bureau_id = p_bureau and version = service_list_on(p_bureau, p_day) and id = p_item
        and cardinality(types) > 0)
$$;

-- A list registered before the file was opened, but not in force yet
create or replace function opened_implementing_rules(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform tell_rule_of_withdrawal(f, local_day(i.arrived_at));
  return '{}';
end $$;

-- ---- What only the registries know, at the verdict ---------------------------------------------

-- What stands before this act: a repeated turn learns the same as the first.
create or replace function known_implementing_rules__rule_publication(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with asked as (select f.opening->>'item' as item, (i.payload->>'effectiveFrom')::date as day),
    list as (
      select coalesce(
        service_list_on(f.bureau_id, asked.day),
        (select min(version) from service_list where bureau_id = f.bureau_id)) as version
        from asked),
    pair as (
      select d->>'accepting' as accepting, d->>'supervising' as supervising
        from jsonb_array_elements(coalesce(i.payload->'sections'->'departments', '[]')) d),
    last as (
      select r.version, greatest(r.effective_from, l.from_on - 1) as covered
        from asked join implementing_rule r on true
        left join implementing_rule_lapse l on l.file_id = r.file_id
        where r.bureau_id = f.bureau_id and r.item_id = asked.item
          and not exists (
            select 1 from inbox x
              where x.act_id = r.act_id and x.file_id = i.file_id and x.number >= i.number)
        order by r.version desc limit 1)
  select jsonb_build_object(
    'last', coalesce((select version from last), 0), 'lastFrom', (select covered from last),
    'unregistered',
      (
        select coalesce(jsonb_agg(distinct n.id), '[]')
          from (select accepting as id from pair union select supervising from pair) n
          where not exists (select 1 from unit u where u.id = n.id and u.bureau_id = f.bureau_id)),
    'unlisted',
      (
        select coalesce(jsonb_agg(to_jsonb(pair)), '[]')
          from pair
          where not exists (
            select 1 from service_item_department d, list, asked
              where (
                d.bureau_id, d.version, d.item_id, d.accepting_unit, d.supervising_unit
              ) = (f.bureau_id, list.version, asked.item, pair.accepting, pair.supervising))),
    'beyond',
      (
        select coalesce(jsonb_agg(distinct u.id), '[]')
          from pair join unit u on u.id = pair.accepting
          where u.id <> i.unit_id
            and u.roles && array['city-fund-centre', 'settlement-centre', 'procurement-centre']),
    'approved',
      exists (
        select 1 from result r, asked
          where r.bureau_id = f.bureau_id and r.item_id = asked.item and r.approved_on >= asked.day
      ))
$$;

create or replace function known_implementing_rules__rule_revision(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select known_implementing_rules__rule_publication(f, i)
$$;

-- TJ84-15.5: the coordinator of that side of the signer's department, or the substitute
create or replace function known_implementing_rules__countersignature(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'coordinator',
    coalesce(
      coordinator_of(i.unit_id, i.payload->>'side', local_day(i.received_at)) = i.officer_id, false
    ))
$$;

create or replace function known_implementing_rules__item_withdrawn(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'listed',
    is_on_commitment(
      f.bureau_id, f.opening->>'item',
      greatest(local_day(i.received_at), (i.payload->>'from')::date)))
$$;

-- ---- What follows in the registry, in the transaction of the turn ------------------------------

create or replace function effect_rule_version(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into implementing_rule (
    bureau_id, item_id, version, effective_from, previous, previous_from, sections, check_period,
    feedback_period, reason, author_unit, published_by, published_at, document_no, document,
    file_id, act_id)
    select f.bureau_id, f.opening->>'item', (e->>'version')::int,
      (i.payload->>'effectiveFrom')::date, p.version, p.effective_from, i.payload->'sections',
      i.message->'facts'->'check', i.message->'facts'->'feedback', i.payload->>'reason', i.unit_id,
      i.officer_id, ms_at((i.message->>'occurredAt')::bigint), i.payload->>'documentNo',
      i.payload->'document', f.id, i.act_id
    from inbox i
    left join implementing_rule p on p.bureau_id = f.bureau_id and p.item_id = f.opening->>'item'
      and p.version = (e->>'version')::int - 1
    where i.act_id = e->>'act'
$$;

create or replace function effect_rule_countersigned(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into rule_countersignature
    select f.bureau_id, f.opening->>'item', (e->>'version')::int, e->>'side', i.unit_id,
      i.officer_id, i.received_at, i.act_id
    from inbox i where i.act_id = e->>'act'
$$;

create or replace function effect_rule_lapsed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into implementing_rule_lapse values (f.id, (e->>'from')::date, e->>'act')
$$;

-- ---- What ends a file: a list without its item -------------------------------------------------

-- Tasks for the days on which lists without the item come into force; a parked file asks nothing
-- meanwhile.
create or replace function tell_rule_of_withdrawal(f file, p_after date)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into task (file_id, key, kind, data, next_try_at)
    select f.id, 'item-withdrawn:' || l.version, 'item-withdrawn',
      jsonb_build_object('list', l.version, 'from', l.effective_from),
      greatest(clock_timestamp(), day_begins(l.effective_from))
    from service_list l
    where l.bureau_id = f.bureau_id and l.effective_from > p_after
      and not is_on_commitment(f.bureau_id, f.opening->>'item', l.effective_from)
    on conflict do nothing
$$;

create or replace function tell_rules_of_list()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file;
begin
  for f in select * from file
    where procedure = 'implementing-rules' and bureau_id = new.bureau_id and closed_at is null loop
    perform tell_rule_of_withdrawal(f, new.effective_from - 1);
  end loop;
  perform pg_notify('duban_task', '');
  return null;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  six_sections(jsonb), whole_period(jsonb), rule_in_force(text, text, date),
  is_on_commitment(text, text, date), opened_implementing_rules(file, inbox),
  known_implementing_rules__rule_publication(file, inbox),
  known_implementing_rules__rule_revision(file, inbox),
  known_implementing_rules__countersignature(file, inbox),
  known_implementing_rules__item_withdrawn(file, inbox), effect_rule_version(file, jsonb),
  effect_rule_countersigned(file, jsonb), effect_rule_lapsed(file, jsonb),
  tell_rule_of_withdrawal(file, date), tell_rules_of_list() from public, duban_app;

grant execute on function
  rule_in_force(text, text, date) to duban_app;
