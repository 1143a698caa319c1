-- What an assessment of inspection plans needs, in one statement.

-- An inspection that has begun (domain/inspection/plan.ts PastInspection; what is null here is left
-- out there). Both are inlined where they are asked, so they have neither owner's rights nor a path
-- of their own.
create or replace function past_of(p inspection_plan, p_items text[])
  returns json language sql stable
  return json_build_object(
    'id', p.id, 'level', p.level, 'filedAt', at_ms(p.filed_at), 'kind', p.kind, 'onSite', p.on_site,
    'startedOn', p.started_on, 'endedOn', p.ended_on, 'lastOnSiteOn', p.last_on_site_on,
    'found', p.found, 'abandoned', nullif(p.abandoned, false), 'recheck', nullif(p.recheck, false),
    'itemCapExempt', nullif(p.item_cap_exempt, false), 'items', p_items);

-- Of an institution, those that were not over before a day.
create or replace function past_inspections(p_institution text, p_since date)
  returns table (id text, started_on date, past json) language sql stable
begin atomic
select p.id, p.started_on,
  past_of(
    p, array(select i.item_id from inspection_plan_item i where i.plan_id = p.id order by i.item_id)
  )
  from inspection_plan p
  where p.institution_id = p_institution and p.over_on >= p_since and p.started_on is not null;
end;

-- Plans that are one visit with this one: both name each other, at one institution, on days that
-- overlap; once both have begun, only if they began as one. Whoever has given up is none.
create or replace function joined_with(p inspection_plan)
  returns setof inspection_plan language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select o.* from inspection_plan o
    where p.joint and o.id in (select jsonb_array_elements_text(p.plan->'jointWith'))
      and o.id <> p.id and o.institution_id = p.institution_id and o.plan->'jointWith' ? p.id
      and o.days_from <= p.days_until and p.days_from <= o.days_until
      and p.state not in ('prepared', 'cancelled', 'expired')
      and o.state not in ('prepared', 'cancelled', 'expired')
      and (p.started_on is null or o.started_on is null or p.visit = o.visit)
$$;

-- What stands before a plan on hold: plans filed earlier that have woken and wait for the head, and
-- such that are about to wake. Days as they would be planned now.
create or replace function claims_before(p_plan text, p_today date)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan;
begin
  select * into v from inspection_plan where id = p_plan;
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'id', o.id, 'usesPlace', o.uses_place,
          'from',
            greatest(o.days_from, case when o.state = 'on-hold' then p_today else o.days_from end))
          order by o.filed_at, o.id),
      '[]')
      from inspection_plan o
      where o.institution_id = v.institution_id and (o.filed_at, o.id) < (v.filed_at, v.id)
        and o.state in ('filed', 'on-hold', 'approved')
        and (
          (o.state = 'on-hold' and (o.wake_requested or o.wakes_on <= p_today))
            or (o.state = 'filed' and o.woken_on is not null)));
end $$;

-- QY-7.2 What takes up the yearly number of a body: once in every year its days touch.
create or replace function campaigns_of(p_body text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    jsonb_agg(jsonb_build_object('campaign', s.id, 'year', y) order by s.id, y), '[]'::jsonb)
    from special_inspection s,
      generate_series(extract(year from s.days_from)::int, extract(year from s.days_until)::int) y
    where s.body_unit = p_body and s.counted and s.state <> 'withdrawn'
$$;

-- An inspection that has begun, as a re-check refers to it: its institution and items, and whether
-- a rectification is ordered under it and not yet found carried out. Null: there is none.
create or replace function rechecked(p_file text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'institution', p.institution_id,
    'items',
      array(select i.item_id from inspection_plan_item i where i.plan_id = p.id order by i.item_id),
    'ordered',
      exists (
        select 1 from rectification r where r.file_id = p.file_id and r.conforming is not true))
    from inspection_plan p where p.file_id = p_file and p.started_on is not null
$$;

-- domain/inspection/plan.ts Clue, as a plan asks for it. One clue, one visit: `used` by what has
-- begun or is approved on it, this plan and what is carried out jointly with it left aside.
create or replace function clue_told(c clue, p_plan jsonb)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_strip_nulls(
    jsonb_build_object(
      'orderedBy', c.ordered_by,
      'rechecks', case when c.rechecks is not null then rechecked(c.rechecks) end))
    || jsonb_build_object(
      'id', c.id, 'kind', c.kind, 'institution', c.institution_id, 'items', c.items,
      'registeredAt', at_ms(c.registered_at), 'by', c.registered_by,
      'evidence', c.evidence is not null,
      'grounded',
        case c.kind
          when 'transferred' then c.transferred_by is not null
          when 'data-monitoring' then c.hit is not null
          when 'own-request' then c.signature is not null else true end,
      'used',
        exists (
          select 1 from inspection_plan o
            where o.institution_id = c.institution_id
              and (o.started_on is not null or o.state = 'approved') and o.plan->'clues' ? c.id
              and o.id is distinct from p_plan->>'id'
              and not coalesce(
                p_plan->'jointWith' ? o.id and o.plan->'jointWith' ? (p_plan->>'id'), false)
              and not (o.abandoned and o.last_on_site_on is null)))
$$;

-- The same for one plan.
create or replace function inspection_known(p jsonb)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select known::jsonb from inspection_known_of(jsonb_build_array(p))
$$;

-- The registries' part of domain/inspection/plan.ts Known for each of [{plan, today}], by its place
-- in the list: every lookup goes by a primary key or an index. With the clues as they are told here
-- and the area of the unit that designates (QY-3.2). `body` and `institution` are null where nobody
-- has registered them.
create or replace function inspection_known_of(p jsonb)
  returns table (n bigint, known json)
  language plpgsql stable security definer set plan_cache_mode = force_generic_plan
  set search_path = pg_catalog, public, pg_temp as $$
begin
  return query with asked as materialized (
    select a.n, plan, (x->>'today')::date as today, plan->>'body' as unit,
      plan->>'inNameOf' as in_name_of, plan->>'institution' as institution,
      (plan->'days'->>'from')::date as first, (plan->'days'->>'until')::date as last,
      (select bureau_id from unit where id = plan->>'body') as bureau,
      array(select i->>'item' from jsonb_array_elements(plan->'items') i) as items,
      array(select jsonb_array_elements_text(plan->'clues')) as clues,
      array(select m->>'officer' from jsonb_array_elements(plan->'team') m) as team
      from jsonb_array_elements(p) with ordinality a(x, n), lateral (select x->'plan' as plan) q)
    select q.n,
      json_build_object(
        'body',
          (
            select json_build_object(
              'unit', b.unit_id, 'area', b.area, 'level', b.level,
              'superiors', superiors_of(b.unit_id),
              'qualification',
                (
                  select json_build_object(
                    'valid', inspection_validity(o.valid_from, o.valid_until),
                    'suspended', inspection_validity(o.suspended_from, o.suspended_until),
                    'publishedOn', o.published_on)
                    from inspection_body o
                    where o.unit_id = q.in_name_of and o.valid_from is not null),
              'delegation',
                case
                  when q.in_name_of = q.unit then null
                  else (
                    select json_build_object(
                      'delegator', d.delegator_unit,
                      'valid', inspection_validity(d.valid_from, d.valid_until), 'items', d.items,
                      'publishedByDelegatorOn', d.published_by_delegator_on,
                      'publishedByDelegateOn', d.published_by_delegate_on,
                      'filedWithJusticeOn', d.filed_with_justice_on,
                      'filedWithSuperiorOn', d.filed_with_superior_on)
                      from delegation d
                      where d.delegate_unit = q.unit and d.delegator_unit = q.in_name_of
                      order by (d.valid_from <= q.first and q.last <= d.valid_until) desc,
                        (d.items @> q.items) desc, d.valid_until desc, d.id
                      limit 1) end,
              'heads',
                (
                  select coalesce(
                    json_agg(
                      json_build_object(
                        'officer', h.officer_id, 'post', h.post,
                        'in', inspection_validity(h.from_on, h.until_on))
                        order by h.from_on, h.officer_id),
                    '[]')
                    from body_head h where h.unit_id = q.in_name_of))
              from inspection_body b where b.unit_id = q.unit),
        'institution',
          (
            select json_build_object(
              'id', i.id, 'area', i.area, 'ownership', i.ownership, 'status', i.status,
              'yearlyCap', (select c.per_year from inspection_cap c where c.institution_id = i.id))
              from institution i where i.id = q.institution),
        'items',
          (
            select coalesce(
              json_agg(
                json_build_object(
                  'id', i.id,
                  'basis',
                    case
                      when i.basis_id is null then null
                      else json_build_object('repealedOn', s.repealed_on) end,
                  'contents', i.contents, 'methods', i.methods, 'standards', i.standards,
                  'cap',
                    case
                      when i.cap_per_year is null then null
                      else json_build_object('perYear', i.cap_per_year, 'exempts', i.cap_exempts)
                    end,
                  'publishedOn', i.published_on, 'withdrawnOn', i.withdrawn_on)
                  order by i.id),
              '[]')
              from inspection_item i
              left join inspection_basis s on s.bureau_id = i.bureau_id and s.id = i.basis_id
              where i.bureau_id = q.bureau and i.id = any (q.items)),
        'officers',
          (
            select coalesce(
              json_agg(
                json_build_object(
                  'id', o.id, 'unit', o.unit_id,
                  'listed',
                    l.listed is true and (o.removed_on is null or o.removed_on > q.today)
                      and (
                        l.roll = 'enforcement'
                          or (
                            select bool_and(m->>'role' = 'assistant')
                              from jsonb_array_elements(q.plan->'team') m
                              where m->>'officer' = o.id)),
                  'certificate',
                    case
                      when l.certificate_number is null then null
                      else json_build_object(
                        'number', l.certificate_number, 'kind', l.certificate_kind,
                        'holder', l.certificate_holder,
                        'valid', inspection_validity(l.certificate_from, l.certificate_until),
                        'suspended', inspection_validity(l.suspended_from, l.suspended_until)) end,
                  'recusedFrom',
                    (
                      select coalesce(json_agg(r.institution_id order by r.institution_id), '[]')
                        from recusal r where r.officer_id = o.id))
                  order by o.id),
              '[]')
              from officer o left join inspection_officer l on l.officer_id = o.id
              where o.id = any (q.team)),
        'clues',
          (
            select coalesce(json_agg(clue_told(c, q.plan) order by c.id), '[]')
              from clue c where c.id = any (q.clues)),
        'designator',
          (
            select coalesce(b.area, r.area)
              from unit u join bureau r on r.id = u.bureau_id
              left join inspection_body b on b.unit_id = u.id
              where u.id = q.plan->'designation'->>'by'),
        'lists',
          (
            select json_build_object(
              'objects', max(declared_on) filter (where list = 'objects'),
              'officers', max(declared_on) filter (where list = 'officers'),
              'assistants', max(declared_on) filter (where list = 'assistants'),
              'items', max(declared_on) filter (where list = 'items'))
              from list_currency l where l.bureau_id = q.bureau))
    from asked q order by q.n;
end $$;

-- The rest of what the gates look at, for each of [{plan, today}]: history, other plans and places
-- of the institution, the draw and the special papers of the plan, the bureau's settings, who
-- approves and reviews, the partners that the plan names (domain/inspection/visits.ts), and which
-- plans of the institution are one visit, two by two. History of more than a year before the day
-- bars nothing any more.
create or replace function inspection_present_of(p jsonb)
  returns table (n bigint, present json)
  language plpgsql stable security definer set plan_cache_mode = force_generic_plan
  set search_path = pg_catalog, public, pg_temp as $$
begin
  return query with asked as materialized (
    select a.n, plan, plan->>'id' as id, plan->>'body' as unit, plan->>'inNameOf' as in_name_of,
      plan->>'institution' as institution,
      least((plan->'days'->>'from')::date, (x->>'today')::date) as day,
      plan->>'kind' = 'special' as special, plan->'special'->>'campaign' as campaign,
      plan->'draw'->>'id' as draw,
      array(select jsonb_array_elements_text(plan->'jointWith')) as joint
      from jsonb_array_elements(p) with ordinality a(x, n), lateral (select x->'plan' as plan) q)
    select q.n,
      json_build_object(
        'settings',
          (select b.settings from unit u join bureau b on b.id = u.bureau_id where u.id = q.unit),
        'headUnits',
          (
            select coalesce(json_agg(distinct o.unit_id::text), '[]')
              from inspection_body b join body_head h on h.unit_id = q.in_name_of
              join officer o on o.id = h.officer_id
              where b.unit_id = q.unit),
    -- QY-11: who reviews major decisions, where the bureau has such a person outside the inspecting
    -- body
    'reviewUnit', (select min(o.unit_id) from unit u join unit r on r.bureau_id = u.bureau_id and
      r.id <> u.id join officer o on o.unit_id = r.id where u.id = q.unit and 'legal-reviewer' = any
      (o.roles) and o.removed_on is null), 'history', (select coalesce(json_agg(h.past order by
      h.started_on, h.id), '[]') from past_inspections(q.institution, q.day - 366) h), 'plans',
      (select coalesce(json_agg(json_build_object('id', o.id, 'level', o.level, 'filedAt',
      at_ms(o.filed_at), 'days', json_build_object('from', o.days_from, 'until', o.days_until),
      'state', o.state, 'items', array(select i.item_id from inspection_plan_item i where i.plan_id
      = o.id order by i.item_id)) order by o.filed_at, o.id), '[]') from inspection_plan o where
      o.institution_id = q.institution and o.state in ('filed', 'on-hold', 'approved') and o.id is
      distinct from q.id), 'places', (select coalesce(json_agg(json_build_object('plan', l.plan_id,
      'year', l.year, 'state', l.state)), '[]') from inspection_place l where l.institution_id =
      q.institution and l.year >= extract(year from q.day)::int and l.state <> 'released'), 'freed',
      coalesce((select times from inspection_freed where institution_id = q.institution), 0),
      'partners', (select coalesce(json_agg(json_build_object('id', o.id, 'confirms',
      o.plan->'jointWith' ? q.id, 'days', json_build_object('from', o.days_from, 'until',
      o.days_until), 'state', o.state, 'startedOn', o.started_on, 'visit', o.visit) order by o.id),
      '[]') from inspection_plan o where o.id = any (q.joint) and o.id <> q.id and o.institution_id
      = q.institution and o.file_id is not null and o.state not in ('cancelled', 'expired')),
      'pairs', (select coalesce(json_agg(json_build_array(a.id, b.id) order by a.id, b.id), '[]')
      from inspection_plan a, joined_with(a) b where a.institution_id = q.institution and a.joint
      and a.id < b.id and (a.started_on is null or a.over_on >= q.day - 366)), 'campaigns', case
      when q.special then campaigns_of(q.unit) else '[]' end, 'special', case when q.special and
      q.campaign is not null then special_papers(q.campaign) end, 'draw', case when q.draw is not
      null then draw_record(q.draw, q.plan) end)
      from asked q order by q.n;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  past_of(inspection_plan, text[]), past_inspections(text, date), joined_with(inspection_plan),
  claims_before(text, date), campaigns_of(text), rechecked(text), clue_told(clue, jsonb),
  inspection_known(jsonb), inspection_known_of(jsonb), inspection_present_of(jsonb)
  from public, duban_app;

grant execute on function
  past_of(inspection_plan, text[]), past_inspections(text, date), joined_with(inspection_plan),
  claims_before(text, date), campaigns_of(text), rechecked(text), clue_told(clue, jsonb),
  inspection_known(jsonb), inspection_known_of(jsonb), inspection_present_of(jsonb) to duban_app;
