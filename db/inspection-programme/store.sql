-- 年度计划 The yearly programme of inspections.

create or replace function opened_inspection_programme(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into inspection_programme (id, bureau_id, body_unit, year, quarters, items)
    values (
      f.id, f.bureau_id, i.payload->>'body', (i.payload->>'year')::int,
      array(
        select (q->>'inspections')::int
          from jsonb_array_elements(i.payload->'time') q
          order by (q->>'quarter')::int),
      array(select distinct jsonb_array_elements_text(i.payload->'contents')));
  select '{}'::jsonb
$$;

-- Programmes of the same year one above the other, with the items of both and how each was settled.
create or replace function programme_overlaps(p_programme text)
  returns table (upper_id text, lower_id text, item_id text, acting text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with pair as (
    select u.id as upper_id, l.id as lower_id, u.items as ours, l.items as theirs
      from inspection_programme l join inspection_programme u on u.year = l.year and u.id <> l.id
      where p_programme in (u.id, l.id) and superiors_of(l.body_unit) ? u.body_unit)
  select p.upper_id, p.lower_id, x.id, s.acting
    from pair p cross join lateral (select unnest(p.ours) intersect select unnest(p.theirs)) x (id)
    left join programme_settlement s on s.item_id = x.id
      and (s.upper_id, s.lower_id) = (p.upper_id, p.lower_id)
    order by 1, 2, 3
$$;

-- QY-5.3 What became of the programme by a day: daily inspections begun in each quarter against
-- those planned. Special ones and those led by a clue are told beside it.
create or replace function programme_figures(p_programme text, p_until date)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare p inspection_programme; v_quarters jsonb; v_beside jsonb;
begin
  select * into p from inspection_programme where id = p_programme;
  with begun as (
    select x.kind, extract(quarter from x.started_on)::int as quarter, x.plan
      from inspection_plan x
      where x.body_unit = p.body_unit and x.started_on >= make_date(p.year, 1, 1)
        and x.started_on <= least(p_until, make_date(p.year, 12, 31)))
  select (
    select jsonb_agg(
      jsonb_build_object(
        'quarter', q, 'planned', p.quarters[q], 'begun', n,
        'unused', case when over then greatest(p.quarters[q] - n, 0) end,
        'overrun', greatest(n - p.quarters[q], 0))
        order by q)
      from generate_series(1, 4) q,
        lateral (select count(*)::int as n from begun where kind = 'daily' and quarter = q) c,
        lateral (
          select make_date(p.year, 1, 1) + make_interval(months => q * 3) <= p_until + 1 as over) o
  ),
    (
      select jsonb_build_object(
        'special', count(*) filter (where kind = 'special'),
        'case', count(*) filter (where kind = 'case'),
        'outside',
          count(*) filter (
            where kind = 'daily'
              and not exists (
                select 1 from jsonb_array_elements(plan->'items') i where i->>'item' = any (p.items)
              )))
        from begun) into v_quarters,
    v_beside;
  return jsonb_build_object(
    'quarters', v_quarters, 'beside', v_beside,
    'planned', (select sum(n) from unnest(p.quarters) n),
    'begun', (select sum((q->>'begun')::int) from jsonb_array_elements(v_quarters) q),
    'unused',
      (select coalesce(sum((q->>'unused')::int), 0) from jsonb_array_elements(v_quarters) q),
    'overrun', (select sum((q->>'overrun')::int) from jsonb_array_elements(v_quarters) q));
end $$;

create or replace function known_inspection_programme__programme_announcement(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('unsettled', coalesce(jsonb_agg(distinct o.item_id), '[]'::jsonb))
    from programme_overlaps(f.id) o
    where o.acting is null
$$;

create or replace function known_inspection_programme__level_settlement(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('overlapping', coalesce(jsonb_agg(o.item_id), '[]'::jsonb))
    from programme_overlaps(f.id) o
    where o.upper_id = f.id and o.lower_id = i.payload->>'programme'
$$;

-- The figures are the database's own, never the reporter's.
create or replace function known_inspection_programme__quarterly_report(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'figures', programme_figures(f.id, local_day(i.received_at)))
$$;

create or replace function known_inspection_programme__year_report(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'figures', programme_figures(f.id, local_day(i.received_at)))
$$;

create or replace function effect_programme_announced(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update inspection_programme set announced_on = coalesce(announced_on, (e->>'on')::date)
    where id = f.id
$$;

create or replace function effect_programme_amended(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update inspection_programme
    set quarters = array(select (n #>> '{}')::int from jsonb_array_elements(e->'planned') n)
    where id = f.id
$$;

create or replace function effect_levels_settled(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into programme_settlement (upper_id, lower_id, item_id, acting, act_id)
    select f.id, e->>'programme', x, e->>'acting', e->>'act'
    from jsonb_array_elements_text(e->'items') x
    on conflict (upper_id, lower_id, item_id) do update
    set acting = excluded.acting, act_id = excluded.act_id, settled_at = clock_timestamp()
$$;

create or replace function effect_programme_closed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update inspection_programme set state = 'closed', report = e->'figures' where id = f.id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  opened_inspection_programme(file, inbox), programme_overlaps(text),
  programme_figures(text, date), known_inspection_programme__programme_announcement(file, inbox),
  known_inspection_programme__level_settlement(file, inbox),
  known_inspection_programme__quarterly_report(file, inbox),
  known_inspection_programme__year_report(file, inbox), effect_programme_announced(file, jsonb),
  effect_programme_amended(file, jsonb), effect_levels_settled(file, jsonb),
  effect_programme_closed(file, jsonb) from public, duban_app;

grant execute on function
  programme_overlaps(text), programme_figures(text, date) to duban_app;
