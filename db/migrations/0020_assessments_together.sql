-- What an assessment needs, for many plans in one statement: the plan of the statement is set up once for all of them. JSON as text, for nobody looks into it here.

drop function inspection_facts(jsonb);
drop function inspection_history(text, date);

-- An inspection that has begun (domain/inspection/plan.ts PastInspection; what is null here is left out there). Both are inlined where they are asked, so they have neither owner's rights nor a path of their own.
create function past_of(p inspection_plan, p_items text[]) returns json language sql stable as $$
  select json_build_object('id', p.id, 'level', p.level, 'filedAt', at_ms(p.filed_at), 'kind', p.kind, 'onSite', p.on_site, 'startedOn', p.started_on, 'endedOn', p.ended_on, 'lastOnSiteOn', p.last_on_site_on, 'found', p.found,
    'abandoned', nullif(p.abandoned, false), 'recheck', nullif(p.recheck, false), 'itemCapExempt', nullif(p.item_cap_exempt, false), 'items', p_items) $$;

-- Of an institution, those that were not over before a day.
create function past_inspections(p_institution text, p_since date) returns table (id text, started_on date, past json) language sql stable as $$
  select p.id, p.started_on, past_of(p, array(select i.item_id from inspection_plan_item i where i.plan_id = p.id order by i.item_id))
  from inspection_plan p where p.institution_id = p_institution and p.over_on >= p_since and p.started_on is not null $$;

-- The registries' part of domain/inspection/plan.ts Known for each of [{plan, today}], by its place in the list: every lookup goes by a primary key or the index named above.
-- `body` and `institution` are null where nobody has registered them.
create function inspection_known_of(p jsonb) returns table (n bigint, known json) language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
begin
  return query with asked as materialized (
    select a.n, plan, (x->>'today')::date as today, plan->>'body' as unit, plan->>'inNameOf' as in_name_of, plan->>'institution' as institution, (plan->'days'->>'from')::date as first, (plan->'days'->>'until')::date as last,
      (select bureau_id from unit where id = plan->>'body') as bureau, array(select i->>'item' from jsonb_array_elements(plan->'items') i) as items, array(select jsonb_array_elements_text(plan->'clues')) as clues,
      array(select m->>'officer' from jsonb_array_elements(plan->'team') m) as team
    from jsonb_array_elements(p) with ordinality a(x, n), lateral (select x->'plan' as plan) q)
  select q.n, json_build_object(
    'body', (select json_build_object('unit', b.unit_id, 'area', b.area, 'level', b.level, 'superiors', superiors_of(b.unit_id),
      'qualification', (select json_build_object('valid', inspection_validity(o.valid_from, o.valid_until), 'suspended', inspection_validity(o.suspended_from, o.suspended_until), 'publishedOn', o.published_on)
        from inspection_body o where o.unit_id = q.in_name_of and o.valid_from is not null),
      'delegation', case when q.in_name_of = q.unit then null else (select json_build_object('delegator', d.delegator_unit, 'valid', inspection_validity(d.valid_from, d.valid_until), 'items', d.items,
          'publishedByDelegatorOn', d.published_by_delegator_on, 'publishedByDelegateOn', d.published_by_delegate_on, 'filedWithJusticeOn', d.filed_with_justice_on, 'filedWithSuperiorOn', d.filed_with_superior_on)
        from delegation d where d.delegate_unit = q.unit and d.delegator_unit = q.in_name_of
        order by (d.valid_from <= q.first and q.last <= d.valid_until) desc, (d.items @> q.items) desc, d.valid_until desc, d.id limit 1) end,
      'heads', (select coalesce(json_agg(json_build_object('officer', h.officer_id, 'post', h.post, 'in', inspection_validity(h.from_on, h.until_on)) order by h.from_on, h.officer_id), '[]') from body_head h where h.unit_id = q.in_name_of))
      from inspection_body b where b.unit_id = q.unit),
    'institution', (select json_build_object('id', i.id, 'area', i.area, 'ownership', i.ownership, 'status', i.status, 'yearlyCap', (select c.per_year from inspection_cap c where c.institution_id = i.id))
      from institution i where i.id = q.institution),
    'items', (select coalesce(json_agg(json_build_object('id', i.id, 'basis', case when i.basis_id is null then null else json_build_object('repealedOn', s.repealed_on) end,
        'contents', i.contents, 'methods', i.methods, 'standards', i.standards,
        'cap', case when i.cap_per_year is null then null else json_build_object('perYear', i.cap_per_year, 'exempts', i.cap_exempts) end, 'publishedOn', i.published_on, 'withdrawnOn', i.withdrawn_on) order by i.id), '[]')
      from inspection_item i left join inspection_basis s on s.bureau_id = i.bureau_id and s.id = i.basis_id where i.bureau_id = q.bureau and i.id = any (q.items)),
    'officers', (select coalesce(json_agg(json_build_object('id', o.id, 'unit', o.unit_id,
        'listed', l.listed is true and (o.removed_on is null or o.removed_on > q.today) and (l.roll = 'enforcement' or (select bool_and(m->>'role' = 'assistant') from jsonb_array_elements(q.plan->'team') m where m->>'officer' = o.id)),
        'certificate', case when l.certificate_number is null then null else json_build_object('number', l.certificate_number, 'kind', l.certificate_kind, 'holder', l.certificate_holder,
          'valid', inspection_validity(l.certificate_from, l.certificate_until), 'suspended', inspection_validity(l.suspended_from, l.suspended_until)) end,
        'recusedFrom', (select coalesce(json_agg(r.institution_id order by r.institution_id), '[]') from recusal r where r.officer_id = o.id)) order by o.id), '[]')
      from officer o left join inspection_officer l on l.officer_id = o.id where o.id = any (q.team)),
    'clues', (select coalesce(json_agg(jsonb_strip_nulls(jsonb_build_object('orderedBy', c.ordered_by)) || jsonb_build_object('id', c.id, 'kind', c.kind, 'institution', c.institution_id, 'items', c.items,
        'registeredAt', at_ms(c.registered_at), 'evidence', c.evidence is not null) order by c.id), '[]') from clue c where c.id = any (q.clues)),
    'lists', (select json_build_object('objects', max(declared_on) filter (where list = 'objects'), 'officers', max(declared_on) filter (where list = 'officers'), 'assistants', max(declared_on) filter (where list = 'assistants'),
        'items', max(declared_on) filter (where list = 'items')) from list_currency l where l.bureau_id = q.bureau))
  from asked q order by q.n;
end $$;

-- The same for one plan.
create or replace function inspection_known(p jsonb) returns jsonb language sql stable security definer set search_path = public as $$ select known::jsonb from inspection_known_of(jsonb_build_array(p)) $$;

-- The rest of what the gates look at, for each of [{plan, today}]: history, other plans and places of the institution, the draw and the special papers of the plan, the bureau's settings, who approves and reviews.
-- History of more than a year before the day bars nothing any more.
create function inspection_present_of(p jsonb) returns table (n bigint, present json) language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
begin
  return query with asked as materialized (
    select a.n, plan, plan->>'id' as id, plan->>'body' as unit, plan->>'inNameOf' as in_name_of, plan->>'institution' as institution, least((plan->'days'->>'from')::date, (x->>'today')::date) as day, plan->>'kind' = 'special' as special,
      plan->'special'->>'campaign' as campaign, plan->'draw'->>'id' as draw, array(select jsonb_array_elements_text(plan->'jointWith')) as joint
    from jsonb_array_elements(p) with ordinality a(x, n), lateral (select x->'plan' as plan) q)
  select q.n, json_build_object(
    'settings', (select b.settings from unit u join bureau b on b.id = u.bureau_id where u.id = q.unit),
    'headUnits', (select coalesce(json_agg(distinct o.unit_id::text), '[]') from inspection_body b join body_head h on h.unit_id = q.in_name_of join officer o on o.id = h.officer_id where b.unit_id = q.unit),
    -- QY-11: who reviews major decisions, where the bureau has such a person outside the inspecting body
    'reviewUnit', (select min(o.unit_id) from unit u join unit r on r.bureau_id = u.bureau_id and r.id <> u.id join officer o on o.unit_id = r.id
      where u.id = q.unit and 'legal-reviewer' = any (o.roles) and o.removed_on is null),
    'history', (select coalesce(json_agg(h.past order by h.started_on, h.id), '[]') from past_inspections(q.institution, q.day - 366) h),
    'plans', (select coalesce(json_agg(json_build_object('id', o.id, 'level', o.level, 'filedAt', at_ms(o.filed_at), 'days', json_build_object('from', o.days_from, 'until', o.days_until), 'state', o.state,
        'items', array(select i.item_id from inspection_plan_item i where i.plan_id = o.id order by i.item_id)) order by o.filed_at, o.id), '[]')
      from inspection_plan o where o.institution_id = q.institution and o.state in ('filed', 'on-hold', 'approved') and o.id is distinct from q.id),
    'places', (select coalesce(json_agg(json_build_object('plan', l.plan_id, 'year', l.year, 'state', l.state)), '[]')
      from inspection_place l where l.institution_id = q.institution and l.year >= extract(year from q.day)::int and l.state <> 'released'),
    'freed', coalesce((select times from inspection_freed where institution_id = q.institution), 0),
    'joint', (select coalesce(json_agg(o.id), '[]') from inspection_plan o where o.id = any (q.joint)
        and o.institution_id = q.institution and o.state in ('filed', 'approved', 'started') and o.plan->'jointWith' ? q.id),
    'campaigns', case when q.special then campaigns_of(q.unit) else '[]' end,
    'special', case when q.special and q.campaign is not null then special_papers(q.campaign) end,
    'draw', case when q.draw is not null then draw_record(q.draw, q.plan) end)
  from asked q order by q.n;
end $$;

-- 检查对象库 without the credit class, for who asks for all of them and finds the classes in one pass.
create view inspection_listed as
  select i.id as institution_id, i.bureau_id, i.area, i.ownership, c.per_year
  from institution i left join inspection_object o on o.institution_id = i.id left join inspection_cap c on c.institution_id = i.id
  where i.status in ('designated', 'suspended') and coalesce(o.listed, true);
create or replace view inspection_objects as
  select l.institution_id, l.bureau_id, l.area, l.ownership, coalesce(k.class, 'unknown') as class, l.per_year
  from inspection_listed l left join lateral (select class from credit_class k where k.institution_id = l.institution_id order by as_of desc limit 1) k on true;
grant select on inspection_listed to duban_app;

revoke execute on function past_of(inspection_plan, text[]), past_inspections(text, date), inspection_known_of(jsonb), inspection_present_of(jsonb) from public;
grant execute on function past_of(inspection_plan, text[]), past_inspections(text, date), inspection_known_of(jsonb), inspection_present_of(jsonb) to duban_app;
