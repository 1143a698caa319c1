-- 专项检查与年度计划 QY-7, 5.2, 5.3: the campaigns of special inspections with their papers, the yearly programmes with what became of them.

-- ---- 专项检查 -------------------------------------------------------------------------------------------------------

-- One campaign is one file; its papers are what that file has accepted.
create table special_inspection (
  id text primary key references file,
  bureau_id text not null references bureau,
  body_unit text not null references unit,
  days_from date not null,
  days_until date not null,
  items text[] not null,
  -- QY-7.1 in their order
  made_on date not null,
  government jsonb,
  filed_on date,
  published_on date,
  published_url text,
  -- QY-7.3: which risk; in force once the head has approved it
  risk text,
  head_approved_by text,
  head_approved_on date,
  -- QY-7.2: it takes up one of the yearly number, from the approval on
  counted boolean not null default false,
  state text not null default 'planned' check (state in ('planned', 'withdrawn', 'ended')),
  check (days_from <= days_until)
);
create index special_inspection_body on special_inspection (body_unit) where counted;
create trigger no_delete before delete on special_inspection for each row execute function refuse_change();
create trigger no_truncate before truncate on special_inspection execute function refuse_change();

create function opened_special_inspection(f file, i inbox) returns jsonb language sql security definer set search_path = public as $$
  insert into special_inspection (id, bureau_id, body_unit, days_from, days_until, items, made_on, risk)
  values (f.id, f.bureau_id, i.payload->>'body', (i.payload->'days'->>'from')::date, (i.payload->'days'->>'until')::date,
    array(select jsonb_array_elements_text(i.payload->'items')), (i.payload->>'madeOn')::date, i.payload->'emergency'->>'risk');
  select '{}'::jsonb $$;

-- QY-7.2 What takes up the yearly number of a body: once in every year its days touch.
create function campaigns_of(p_body text) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('campaign', s.id, 'year', y) order by s.id, y), '[]'::jsonb)
  from special_inspection s, generate_series(extract(year from s.days_from)::int, extract(year from s.days_until)::int) y
  where s.body_unit = p_body and s.counted and s.state <> 'withdrawn' $$;

-- QY-7.1, 7.3 The papers as the gates read them (domain/inspection/plan.ts SpecialPapers). Of a campaign that was withdrawn or never was: none.
create function special_papers(p_campaign text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('campaign', p_campaign) || coalesce((
    select jsonb_strip_nulls(jsonb_build_object('planMadeOn', s.made_on, 'government', s.government, 'filedWithJusticeOn', s.filed_on, 'publishedOn', s.published_on,
      'scope', jsonb_build_object('body', s.body_unit, 'items', s.items, 'days', jsonb_build_object('from', s.days_from, 'until', s.days_until)),
      'emergency', case when s.head_approved_on is not null then jsonb_build_object('risk', s.risk, 'reasonGiven', true) end))
    from special_inspection s where s.id = p_campaign and s.state <> 'withdrawn'), '{}'::jsonb) $$;

-- QY-7.2 Takes one of the yearly number, or says in which year there is none left. The number is the bureau's; where none is set nothing is refused.
create function count_special(p_campaign text) returns jsonb language plpgsql security definer set search_path = public as $$
declare s special_inspection; v_most int; v_year int; v_others int;
begin
  select * into s from special_inspection where id = p_campaign;
  perform pg_advisory_xact_lock(hashtextextended('special-number:' || s.body_unit, 0));
  select (settings->'inspection'->>'specialsPerYear')::int into v_most from bureau where id = s.bureau_id;
  for v_year in extract(year from s.days_from)::int .. extract(year from s.days_until)::int loop
    select count(*) into v_others from jsonb_array_elements(campaigns_of(s.body_unit)) c where (c->>'year')::int = v_year and c->>'campaign' <> p_campaign;
    if v_others >= v_most then return jsonb_build_object('year', v_year, 'others', v_others, 'most', v_most); end if;
  end loop;
  update special_inspection set counted = true where id = p_campaign;
  return jsonb_build_object('most', v_most);
end $$;

-- What only the registries know of the approver: the bureau and its units are no government; the government's place contains the body's.
create function known_special_inspection__government_approval(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object(
    'ownUnit', exists (select 1 from unit u where u.bureau_id = f.bureau_id and (u.name = i.payload->'approver'->>'name' or u.id = i.payload->'approver'->>'name'))
      or exists (select 1 from bureau b where b.id = f.bureau_id and b.name = i.payload->'approver'->>'name')) $$;

-- The head in whose hands the body is (QY-10.1): the principal, or the deputy in charge as registered for it that day.
create function is_body_head(p_officer text, p_body text, p_day date) returns boolean language plpgsql stable security definer set search_path = public as $$
begin
  return exists (select 1 from body_head h where h.unit_id = p_body and h.officer_id = p_officer and h.from_on <= p_day and coalesce(h.until_on, 'infinity'::date) >= p_day);
end $$;
create function known_special_inspection__emergency_approval(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('head', is_body_head(i.officer_id, f.opening->'units'->>'inspecting', (i.received_at at time zone 'Asia/Shanghai')::date)) $$;

-- Visits that have begun under it. They bar its withdrawal.
create function special_visits(p_campaign text) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare v_plans int; v_begun int;
begin
  select count(*) filter (where p.state in ('filed', 'on-hold', 'approved')), count(*) filter (where p.started_on is not null) into v_plans, v_begun
  from inspection_plan p where p.plan->'special'->>'campaign' = p_campaign;
  return jsonb_build_object('pending', v_plans, 'begun', v_begun);
end $$;
create function known_special_inspection__special_withdrawal(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select special_visits(f.id) $$;
create function known_special_inspection__special_end(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select special_visits(f.id) $$;

-- A paper that the file has accepted; `on` is the day the paper itself bears.
create function effect_special_paper(f file, e jsonb) returns void language sql security definer set search_path = public as $$
  update special_inspection set
    government = case when e->>'paper' = 'government' then jsonb_build_object('on', e->>'on', 'level', e->>'level', 'isGovernment', true, 'document', e->>'document') else government end,
    filed_on = case when e->>'paper' = 'filing' then (e->>'on')::date else filed_on end,
    published_on = case when e->>'paper' = 'publication' then (e->>'on')::date else published_on end,
    published_url = case when e->>'paper' = 'publication' then (select i.payload->>'url' from inbox i where i.act_id = e->>'act') else published_url end,
    head_approved_by = case when e->>'paper' = 'head' then e->>'by' else head_approved_by end,
    head_approved_on = case when e->>'paper' = 'head' then (e->>'on')::date else head_approved_on end
  where id = f.id $$;
create function effect_special_state(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ update special_inspection set state = e->>'state', counted = counted and e->>'state' <> 'withdrawn' where id = f.id $$;

-- ---- 年度计划 -------------------------------------------------------------------------------------------------------

-- QY-5.3 One programme a body and year. `quarters`: how many inspections it plans in each.
create table inspection_programme (
  id text primary key references file,
  bureau_id text not null references bureau,
  body_unit text not null references unit,
  year int not null,
  quarters int[] not null check (cardinality(quarters) = 4),
  items text[] not null,
  announced_on date,
  state text not null default 'open' check (state in ('open', 'closed')),
  report jsonb,
  unique (body_unit, year)
);
create index inspection_programme_year on inspection_programme (bureau_id, year);
create trigger no_delete before delete on inspection_programme for each row execute function refuse_change();
create trigger no_truncate before truncate on inspection_programme execute function refuse_change();

-- QY-5.2 Where two levels plan the same item, the superior settles which of them acts, or both together.
create table programme_settlement (
  upper_id text not null references inspection_programme,
  lower_id text not null references inspection_programme,
  item_id text not null,
  acting text not null check (acting in ('upper', 'lower', 'joint')),
  act_id text not null,
  settled_at timestamptz not null default clock_timestamp(),
  primary key (upper_id, lower_id, item_id)
);
create index programme_settlement_lower on programme_settlement (lower_id);

create function opened_inspection_programme(f file, i inbox) returns jsonb language sql security definer set search_path = public as $$
  insert into inspection_programme (id, bureau_id, body_unit, year, quarters, items)
  values (f.id, f.bureau_id, i.payload->>'body', (i.payload->>'year')::int, array(select (q->>'inspections')::int from jsonb_array_elements(i.payload->'time') q order by (q->>'quarter')::int),
    array(select distinct jsonb_array_elements_text(i.payload->'contents')));
  select '{}'::jsonb $$;

-- Programmes of the same year one above the other, with the items of both and how each was settled.
create function programme_overlaps(p_programme text) returns table (upper_id text, lower_id text, item_id text, acting text) language sql stable security definer set search_path = public as $$
  with pair as (
    select u.id as upper_id, l.id as lower_id, u.items as ours, l.items as theirs from inspection_programme l join inspection_programme u on u.year = l.year and u.id <> l.id
    where p_programme in (u.id, l.id) and superiors_of(l.body_unit) ? u.body_unit)
  select p.upper_id, p.lower_id, x.id, s.acting from pair p cross join lateral (select unnest(p.ours) intersect select unnest(p.theirs)) x (id)
    left join programme_settlement s on s.item_id = x.id and (s.upper_id, s.lower_id) = (p.upper_id, p.lower_id)
  order by 1, 2, 3 $$;

-- QY-5.3 What became of the programme by a day: daily inspections begun in each quarter against those planned. Special ones and those led by a clue are told beside it.
create function programme_figures(p_programme text, p_until date) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare p inspection_programme; v_quarters jsonb; v_beside jsonb;
begin
  select * into p from inspection_programme where id = p_programme;
  with begun as (
    select x.kind, extract(quarter from x.started_on)::int as quarter, x.plan from inspection_plan x
    where x.body_unit = p.body_unit and x.started_on >= make_date(p.year, 1, 1) and x.started_on <= least(p_until, make_date(p.year, 12, 31)))
  select (select jsonb_agg(jsonb_build_object('quarter', q, 'planned', p.quarters[q], 'begun', n, 'unused', case when over then greatest(p.quarters[q] - n, 0) end, 'overrun', greatest(n - p.quarters[q], 0)) order by q)
      from generate_series(1, 4) q, lateral (select count(*)::int as n from begun where kind = 'daily' and quarter = q) c, lateral (select make_date(p.year, 1, 1) + make_interval(months => q * 3) <= p_until + 1 as over) o),
    (select jsonb_build_object('special', count(*) filter (where kind = 'special'), 'case', count(*) filter (where kind = 'case'),
      'outside', count(*) filter (where kind = 'daily' and not exists (select 1 from jsonb_array_elements(plan->'items') i where i->>'item' = any (p.items)))) from begun)
  into v_quarters, v_beside;
  return jsonb_build_object('quarters', v_quarters, 'beside', v_beside, 'planned', (select sum(n) from unnest(p.quarters) n),
    'begun', (select sum((q->>'begun')::int) from jsonb_array_elements(v_quarters) q), 'unused', (select coalesce(sum((q->>'unused')::int), 0) from jsonb_array_elements(v_quarters) q),
    'overrun', (select sum((q->>'overrun')::int) from jsonb_array_elements(v_quarters) q));
end $$;

create function known_inspection_programme__programme_announcement(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('unsettled', coalesce(jsonb_agg(distinct o.item_id), '[]'::jsonb)) from programme_overlaps(f.id) o where o.acting is null $$;
create function known_inspection_programme__level_settlement(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('overlapping', coalesce(jsonb_agg(o.item_id), '[]'::jsonb)) from programme_overlaps(f.id) o where o.upper_id = f.id and o.lower_id = i.payload->>'programme' $$;
-- The figures are the database's own, never the reporter's.
create function known_inspection_programme__quarterly_report(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as
$$ select jsonb_build_object('figures', programme_figures(f.id, (i.received_at at time zone 'Asia/Shanghai')::date)) $$;
create function known_inspection_programme__year_report(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as
$$ select jsonb_build_object('figures', programme_figures(f.id, (i.received_at at time zone 'Asia/Shanghai')::date)) $$;

create function effect_programme_announced(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ update inspection_programme set announced_on = coalesce(announced_on, (e->>'on')::date) where id = f.id $$;
create function effect_programme_amended(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ update inspection_programme set quarters = array(select (n #>> '{}')::int from jsonb_array_elements(e->'planned') n) where id = f.id $$;
create function effect_levels_settled(f file, e jsonb) returns void language sql security definer set search_path = public as $$
  insert into programme_settlement (upper_id, lower_id, item_id, acting, act_id) select f.id, e->>'programme', x, e->>'acting', e->>'act' from jsonb_array_elements_text(e->'items') x
  on conflict (upper_id, lower_id, item_id) do update set acting = excluded.acting, act_id = excluded.act_id, settled_at = clock_timestamp() $$;
create function effect_programme_closed(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ update inspection_programme set state = 'closed', report = e->'figures' where id = f.id $$;

grant select on special_inspection, inspection_programme, programme_settlement to duban_app;
grant execute on function campaigns_of(text), special_papers(text), special_visits(text), count_special(text), is_body_head(text, text, date), programme_overlaps(text), programme_figures(text, date) to duban_app;
