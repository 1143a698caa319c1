-- 办件、服务登记与指标 Closed cases, the small registry of services, and the figures of the plan (QJ-2.1b, 2.6, 2.8).

-- What came in is not changed: it is only taken back, once.
create or replace function keep_service_case()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.withdrawn_at is not null
    or to_jsonb(new) - '{withdrawn_at,withdrawn_by,withdrawn_reason}'::text[]
      <> to_jsonb(old) - '{withdrawn_at,withdrawn_by,withdrawn_reason}'::text[] then
    raise exception 'it stands as it came in' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger kept before update on service_case
  for each row execute function keep_service_case();
-- A note may also be confirmed, once.
create or replace function keep_service_note()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare v_may text[] := '{withdrawn_at,withdrawn_by,withdrawn_reason,confirmed_at,confirmed_by}';
begin
  if old.withdrawn_at is not null or (old.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at)
    or to_jsonb(new) - v_may <> to_jsonb(old) - v_may then
    raise exception 'it stands as it came in' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger kept before update on service_note
  for each row execute function keep_service_note();

-- Who has reported a case: the unit that was kept with it, or that of whoever has recorded it.
create or replace function service_case_unit(c service_case)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(c.unit_id, (select o.unit_id from officer o where o.id = c.recorded_by))
$$;

-- Takes a batch in, in its order: {case, hash, …} or {case, withdrawn, reason} each. Answers one word for each: accepted,
-- duplicate, conflict, withdrawn, withdrawn-before, or why it changes nothing. A refused one claims no number; what one body has reported no other one takes back.
create or replace function take_service_cases(p_bureau text, p_by text, p_cases jsonb)
  returns text[] language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  e jsonb; v_answers text[] := '{}'; v_answer text; v_known service_case; s public_service;
  v_unit text := (select o.unit_id from officer o where o.id = p_by);
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  -- One batch of a bureau at a time, so that the same case twice at once is one.
  perform pg_advisory_xact_lock(hashtextextended('service-cases:' || p_bureau, 0));
  for e in select * from jsonb_array_elements(p_cases) loop
    select * into v_known from service_case
      where bureau_id = p_bureau and case_no = e->>'case';
    if e ? 'withdrawn' then
      if v_known.case_no is null then
        v_answer := 'unknown-case';
      elsif service_case_unit(v_known) is distinct from v_unit then
        v_answer := 'other-body';
      else
        update service_case
          set withdrawn_at = v_now, withdrawn_by = p_by, withdrawn_reason = e->>'reason'
          where bureau_id = p_bureau and case_no = e->>'case' and withdrawn_at is null;
        v_answer := case when found then 'withdrawn' else 'duplicate' end;
      end if;
    elsif v_known.case_no is not null then
      v_answer := case
        when v_known.withdrawn_at is not null then 'withdrawn-before'
        when v_known.hash = e->>'hash' then 'duplicate'
        else 'conflict' end;
    elsif (e->>'closedOn')::date > local_day(v_now) then
      v_answer := 'future';
    else
      select * into s from public_service
        where file_id = service_version_on(p_bureau, (e->>'closedOn')::date)
          and number = (e->>'service')::int;
      v_answer := case
        when s.file_id is null then 'unknown-service'
        when (e->'took'->>'amount')::numeric < 0 then 'negative'
        when s.time_unit <> e->'took'->>'unit' then 'unit'
        when s.time_unit is null and e ? 'took' then 'no-statutory-time'
        when s.time_unit is not null and not e ? 'took' then 'no-time'
        else 'accepted' end;
      if v_answer = 'accepted' then
        insert into service_case (
          bureau_id, case_no, hash, file_id, service_no, accepted_on, closed_on, visits, channel,
          took, statutory, in_place, recorded_by, unit_id, arrived_at)
          values (
            p_bureau, e->>'case', e->>'hash', s.file_id, s.number, (e->>'acceptedOn')::date,
            (e->>'closedOn')::date, (e->>'visits')::int, e->>'channel',
            ((e->'took'->>'amount')::numeric * 100)::int, s.statutory,
            (e->>'inPlace')::boolean, p_by, v_unit, v_now);
      end if;
    end if;
    v_answers := v_answers || v_answer;
  end loop;
  return v_answers;
end $$;

-- {bureau, case, by, reason}. What another body has reported is taken back by two persons: answers `done`, `again` or `none`.
create or replace function withdraw_service_case(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update service_case
    set withdrawn_at = date_trunc('milliseconds', clock_timestamp()), withdrawn_by = p->>'by',
      withdrawn_reason = p->>'reason'
    where bureau_id = p->>'bureau' and case_no = p->>'case' and withdrawn_at is null;
  if found then
    insert into registry_change (registry, entity_id, changed_by, reason, before, after)
      values (
        'service-case', (p->>'bureau') || '/' || (p->>'case'), p->>'by', p->>'reason',
        jsonb_build_object('counts', true), jsonb_build_object('counts', false));
    return 'done';
  end if;
  return case
    when exists (
      select 1 from service_case where bureau_id = p->>'bureau' and case_no = p->>'case') then 'again'
    else 'none' end;
end $$;

-- {bureau, kind, on, title, service, services, body, document, hash, by}: {id, created}, or why not: `future`, `unknown-service`.
create or replace function take_service_note(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_id bigint; v_on date := (p->>'on')::date;
begin
  perform pg_advisory_xact_lock(hashtextextended('service-notes:' || (p->>'bureau'), 0));
  select id into v_id from service_note
    where bureau_id = p->>'bureau' and hash = p->>'hash' and withdrawn_at is null;
  if found then return jsonb_build_object('id', v_id, 'created', false); end if;
  if v_on > local_day(clock_timestamp()) then return '{"why": "future"}'; end if;
  if exists (
    select 1 from jsonb_array_elements_text(p->'services') n
      where not exists (
        select 1 from public_service s
          where s.file_id = service_version_on(p->>'bureau', v_on) and s.number = n::int)) then
    return '{"why": "unknown-service"}';
  end if;
  insert into service_note (bureau_id, kind, on_day, title, service_no, body, document, hash, recorded_by)
    values (
      p->>'bureau', p->>'kind', v_on, p->>'title', (p->>'service')::int, p->'body',
      nullif(p->'document', 'null'), p->>'hash', p->>'by')
    returning id into v_id;
  return jsonb_build_object('id', v_id, 'created', true);
end $$;

-- Answers `done`, `again` (it is withdrawn already), or `none`.
create or replace function withdraw_service_note(p_bureau text, p_id bigint, p_by text, p_reason text)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update service_note
    set withdrawn_at = date_trunc('milliseconds', clock_timestamp()), withdrawn_by = p_by,
      withdrawn_reason = p_reason
    where id = p_id and bureau_id = p_bureau and withdrawn_at is null;
  if found then return 'done'; end if;
  return case
    when exists (select 1 from service_note where id = p_id and bureau_id = p_bureau) then 'again'
    else 'none' end;
end $$;

-- 创新服务 Counts once another person has confirmed it. Answers `done`, `again` (it is confirmed or withdrawn), `own`, or `none`.
create or replace function confirm_service_note(p_bureau text, p_id bigint, p_by text)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare n service_note;
begin
  select * into n from service_note
    where id = p_id and bureau_id = p_bureau and kind = 'innovation' for update;
  if not found then return 'none'; end if;
  if n.withdrawn_at is not null or n.confirmed_at is not null then return 'again'; end if;
  if n.recorded_by = p_by or one_certificate(n.recorded_by, p_by) then return 'own'; end if;
  update service_note
    set confirmed_at = date_trunc('milliseconds', clock_timestamp()), confirmed_by = p_by
    where id = p_id;
  return 'done';
end $$;

-- 好差评、投诉 What people say of services: every bad evaluation and every complaint handed down that was received in the period, the
-- open ones too. Whoever finds an evaluation mistaken (误评) has not rectified it, and it stays below the line.
create or replace function service_people_rows(p_bureau text, p_from date, p_until date)
  returns table (
    kpi text, item text, name text, numerator numeric, denominator numeric, cases bigint, note text)
  language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select k.kpi, e.file_id, e.received_on::text, case when k.done then 1 else 0 end, 1,
    null::bigint, case when e.mistaken then 'mistaken' end
    from service_evaluations_received(p_bureau, p_from, p_until) e
    cross join lateral (
      values ('rectified', e.rectified_on is not null and not coalesce(e.mistaken, false)),
        ('revisited', e.revisited_on is not null)) k(kpi, done)
    where e.bad
  union all
  select 'answered', c.file_id, c.received_on::text,
    case when c.first_answered_on is not null then 1 else 0 end, 1, null, null
    from service_complaints_received(p_bureau, p_from, p_until) c
$$;

-- 文本约束的局 Whether the plan of 2021 is law of the bureau's place; others follow it by decision (X-11).
create or replace function qianjiang_binds(p_bureau text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from bureau b where b.id = p_bureau and b.area like '500114%')
$$;

-- QJ-2.8 By when the innovations of a year are to be there: 2021-09-30 as printed; what the bureau has set
-- (settings.serviceCatalogue.deadlines); or the end of the year.
create or replace function service_deadline(p_bureau text, p_year int)
  returns date language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case
    when p_year = 2021 and qianjiang_binds(p_bureau) then date '2021-09-30'
    else coalesce(
      (b.settings->'serviceCatalogue'->'deadlines'->p_year::text->>'innovations')::date,
      make_date(p_year, 12, 31)) end
    from bureau b where b.id = p_bureau
$$;

-- QJ-2.8 Those of the year up to the last day, counted where they were there in time and another person has confirmed them; the others are listed.
create or replace function service_innovation_rows(p_bureau text, p_until date, p_year int)
  returns table (
    kpi text, item text, name text, numerator numeric, denominator numeric, cases bigint, note text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select 'innovations', n.id::text, n.title, 1, case when x.note is null then 1 end, null::bigint,
    x.note
    from service_note n
    cross join lateral (
      select case
        when n.on_day > service_deadline(p_bureau, p_year) then 'after-deadline'
        when n.confirmed_at is null then 'unconfirmed' end as note) x
    where n.bureau_id = p_bureau and n.kind = 'innovation' and n.withdrawn_at is null
      and n.on_day between make_date(p_year, 1, 1) and p_until
$$;

-- QJ-2.6f What is done at once over the items as they were printed, beside the share of the list in force, which decides: of a bureau that the text binds.
create or replace function service_printed_rows(p_bureau text, p_until date)
  returns table (
    kpi text, item text, name text, numerator numeric, denominator numeric, cases bigint, note text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select 'instant-printed', 'S' || o.number, o.name, case when s.instant then 1 else 0 end, 1,
    null::bigint,
    case when s.number is null then 'not-in-force' when s.instant is null then 'unknown' end
    from (
      select v.file_id from service_version v
        where v.bureau_id = p_bureau and v.in_force_from <= p_until and v.revoked_at is null
        order by v.version limit 1) v
    join public_service o on o.file_id = v.file_id
    left join public_service s
      on s.file_id = service_version_on(p_bureau, p_until) and s.number = o.number
    where qianjiang_binds(p_bureau)
$$;

-- 指标的明细 The rows that the figures are counted from, so that anybody can count again. Shares: one row an item of the version
-- in force on the last day. Visits: Σ visits over closed cases, by item. Time: by item and statutory time, the hundredths that were saved over the hundredths that were
-- allowed. What has no statutory time, no case, or cases that were withdrawn or came without their time is listed with a note and no denominator, and left out.
-- `p_year`: of the plan that is counted for; null: that of the last day.
drop function if exists service_figure_rows(text, date, date);
create or replace function service_figure_rows(p_bureau text, p_from date, p_until date, p_year int)
  returns table (
    kpi text, item text, name text, numerator numeric, denominator numeric, cases bigint, note text)
  language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with version as (select service_version_on(p_bureau, p_until) as file),
  service as (select s.* from public_service s join version v on s.file_id = v.file),
  reported as (
    select c.*, coalesce(s.name, o.name) as name from service_case c
      join public_service o on o.file_id = c.file_id and o.number = c.service_no
      left join service s on s.number = c.service_no
      where c.bureau_id = p_bureau and c.closed_on between p_from and p_until),
  closed as (select * from reported where withdrawn_at is null),
  timed as (select * from closed where statutory is not null and took is not null),
  cut(kpi) as (values ('time-cut'), ('time-cut-by-cases'))
  select f.kpi, 'S' || s.number, s.name, case when f.said then 1 else 0 end, 1, null::bigint,
    case when f.said is null then 'unknown' end
    from service s
    cross join lateral (
      values ('online', s.online), ('services-fully-online', s.fully_online),
        ('instant', s.instant), ('commitment', s.commitment), ('no-materials', s.no_materials),
        ('tolerant', s.tolerant), ('once-only', s.once_only), ('one-window', s.one_window),
        ('any-clerk', s.comprehensive_counter), ('city-wide', s.city_wide)) f(kpi, said)
  union all
  select 'powers-fully-online', 'P' || p.number, p.name, case when p.fully_online then 1 else 0 end,
    1, null, case when p.fully_online is null then 'unknown' end
    from service_power p join version v on p.file_id = v.file
  union all
  select 'visits', 'S' || c.service_no, c.name, sum(c.visits), count(*), count(*), null
    from closed c group by c.service_no, c.name
  union all
  select k.kpi, 'S' || c.service_no, c.name, 0, null, count(*), 'withdrawn'
    from reported c
    join (values ('visits'), ('time-cut'), ('time-cut-by-cases')) k(kpi)
      on k.kpi = 'visits' or (c.statutory is not null and c.took is not null)
    where c.withdrawn_at is not null group by k.kpi, c.service_no, c.name
  union all
  -- The mean of the items and the mean of the cases are of the same rows.
  select k.kpi, 'S' || t.service_no, t.name, t.saved, t.allowed, t.n, null
    from (
      select c.service_no, c.name, c.statutory, count(*) as n,
        count(*)::numeric * c.statutory - sum(c.took) as saved,
        count(*)::numeric * c.statutory as allowed
        from timed c group by c.service_no, c.name, c.statutory) t
    cross join cut k
  union all
  select k.kpi, 'S' || s.number, s.name, 0, null, null,
    case when s.statutory is null then 'no-statutory-time' else 'no-case' end
    from service s cross join cut k
    where not exists (select 1 from timed c where c.service_no = s.number)
  union all
  select k.kpi, 'S' || c.service_no, c.name, 0, null, count(*), 'no-time'
    from closed c cross join cut k
    where c.statutory is not null and c.took is null group by k.kpi, c.service_no, c.name
  union all
  select * from service_printed_rows(p_bureau, p_until)
  union all
  select * from service_innovation_rows(
    p_bureau, p_until, coalesce(p_year, extract(year from p_until)::int))
  union all
  select * from service_people_rows(p_bureau, p_from, p_until)
$$;

-- 目标 Of a year: what the bureau has set for it (settings.serviceCatalogue.targets); of 2021 the printed ones, which a bureau that the text binds does not
-- set. In percent where the figure is a share.
create or replace function service_targets(p_bureau text, p_year int)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case
    when p_year = 2021 and qianjiang_binds(p_bureau) then
      '{"online": "90", "services-fully-online": "80", "powers-fully-online": "70", "time-cut": "80", "time-cut-by-cases": "80", "visits": "0.3", "instant": "40", "innovations": "1", "rectified": "100", "revisited": "100", "answered": "100"}'::jsonb
    else coalesce(b.settings->'serviceCatalogue'->'targets'->p_year::text, '{}') end
    from bureau b where b.id = p_bureau
$$;

-- In lowest terms.
create or replace function exact_sum(p_a numeric[], p_b numeric[])
  returns numeric[] language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select array[n / g, d / g] from (
    select s.n, s.d, greatest(gcd(s.n, s.d), 1) as g
      from (select p_a[1] * p_b[2] + p_b[1] * p_a[2] as n, p_a[2] * p_b[2] as d) s) x
$$;

-- The mean of the cuts: of items, each of which counts once, or of cases. {numerator, denominator, cases or items}.
create or replace function service_time_cut(p_rows jsonb, p_by_items boolean)
  returns numeric[] language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
declare v_all numeric[] := array[0, 1]; v_one numeric[]; v_count numeric := 0; i record; r record;
begin
  for i in
    select x->>'item' as item, sum((x->>'cases')::numeric) as cases
      from jsonb_array_elements(p_rows) x group by 1 order by 1
  loop
    v_one := array[0, 1];
    for r in
      select (x->>'cases')::numeric as cases, (x->>'numerator')::numeric as saved,
        (x->>'denominator')::numeric as allowed
        from jsonb_array_elements(p_rows) x where x->>'item' = i.item
    loop
      v_one := exact_sum(v_one, array[r.cases * r.saved, r.allowed]);
    end loop;
    v_all := exact_sum(
      v_all, case when p_by_items then array[v_one[1], v_one[2] * i.cases] else v_one end);
    v_count := v_count + case when p_by_items then 1 else i.cases end;
  end loop;
  return array[v_all[1], v_all[2] * v_count];
end $$;

-- 指标 What a review freezes: each figure as numerator over denominator, whole numbers, and whether it meets its target; null where it has no denominator or no
-- target, and of innovations before the day by which they are to be there. By the list in force on the last day and the targets of the year of the plan.
drop function if exists service_figures(text, date, date);
create or replace function service_figures(p_bureau text, p_from date, p_until date, p_year int)
  returns table (
    kpi text, numerator numeric, denominator numeric, target_numerator numeric,
    target_denominator numeric, met boolean)
  language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with year as (select coalesce(p_year, extract(year from p_until)::int) as y),
  row as materialized (
    select f.* from year, service_figure_rows(p_bureau, p_from, p_until, year.y) f),
  kind(kpi, scale, most) as (
    values ('online', 100, false), ('services-fully-online', 100, false),
      ('powers-fully-online', 100, false), ('time-cut', 100, false),
      ('time-cut-by-cases', 100, false), ('visits', 1, true), ('instant', 100, false),
      ('instant-printed', 100, false),
      ('innovations', 1, false), ('commitment', 100, false), ('no-materials', 100, false),
      ('tolerant', 100, false), ('once-only', 100, false), ('one-window', 100, false),
      ('any-clerk', 100, false), ('city-wide', 100, false), ('rectified', 100, false),
      ('revisited', 100, false), ('answered', 100, false)),
  figure as (
    select k.kpi, k.scale, k.most, c.v[1] as n, c.v[2] as d,
      -- Two places after the point at most
      (service_targets(p_bureau, year.y)->>k.kpi)::numeric * 100 as aim,
      k.kpi = 'innovations' and p_until < service_deadline(p_bureau, year.y) as pending
      from year cross join kind k
      cross join lateral (
        select case
          when k.kpi = 'innovations' then
            array[
              (
                select count(*)::numeric from row r
                  where r.kpi = k.kpi and r.denominator is not null), 1]
          when k.kpi in ('time-cut', 'time-cut-by-cases') then
            service_time_cut(
              coalesce(
                (
                  select jsonb_agg(to_jsonb(r)) from row r
                    where r.kpi = k.kpi and r.denominator is not null),
                '[]'),
              k.kpi = 'time-cut')
          else
            (
              select array[coalesce(sum(r.numerator), 0), coalesce(sum(r.denominator), 0)]
                from row r where r.kpi = k.kpi and r.denominator is not null) end as v) c)
  select f.kpi, f.n, f.d, f.aim, case when f.aim is not null then 100.0 * f.scale end,
    case when f.d > 0 and f.aim is not null then
      case
        when f.most then f.n * 100 * f.scale <= f.aim * f.d
        when f.n * 100 * f.scale >= f.aim * f.d then true
        when not f.pending then false end end
    from figure f
$$;

-- Who may call them: only what is granted here.
revoke all on function
  keep_service_case(), keep_service_note(), service_case_unit(service_case),
  take_service_cases(text, text, jsonb), withdraw_service_case(jsonb), take_service_note(jsonb),
  withdraw_service_note(text, bigint, text, text), confirm_service_note(text, bigint, text),
  service_figure_rows(text, date, date, int), qianjiang_binds(text), service_deadline(text, int),
  service_innovation_rows(text, date, int), service_printed_rows(text, date),
  service_people_rows(text, date, date), service_targets(text, int), exact_sum(numeric[], numeric[]), service_time_cut(jsonb, boolean),
  service_figures(text, date, date, int) from public, duban_app;

grant execute on function
  take_service_cases(text, text, jsonb), withdraw_service_case(jsonb), take_service_note(jsonb),
  withdraw_service_note(text, bigint, text, text), confirm_service_note(text, bigint, text),
  service_figure_rows(text, date, date, int), service_targets(text, int),
  service_deadline(text, int), service_figures(text, date, date, int) to duban_app;
