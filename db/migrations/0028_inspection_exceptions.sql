-- Inspections (QY): what must exist for an exception to be true, corrections of what was inspected and found, draws in which nothing is left to chance.

-- ---- draws ----------------------------------------------------------------------------------------------------------

-- QY-6.2: what chance had nothing to choose from, as the statement says it; not on the public list, for one object alone would be told by it.
alter table draw add column no_choice text[] not null default '{}' check (no_choice <@ array['objects', 'officers']);
create trigger keep_no_choice before update of no_choice on draw for each row execute function refuse_change();
create index draw_no_choice on draw (bureau_id, committed_at) where no_choice <> '{}';

create or replace function prepare_draw(p jsonb, p_statement json) returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into draw (id, bureau_id, clause, body_unit, contributor_unit, statement, objects, count, statement_hash, secret, committed_at, reveal_by, root_id, follows_id, reason, hints, no_choice)
  values (p->>'id', p->>'bureau', p->>'clause', p->>'body', p->>'contributor', p_statement, (p->>'objects')::int, (p->>'count')::int, p->>'statementHash', p->>'secret', ms_at((p->>'committedAt')::bigint), ms_at((p->>'revealBy')::bigint),
    coalesce(p->>'root', p->>'id'), p->>'follows', p->>'reason', array(select jsonb_array_elements_text(p->'hints')), array(select jsonb_array_elements_text(coalesce(p->'noChoice', '[]')))) $$;

-- What a plan may cite, as in 0015; `used`: the institution has been inspected by this lot already, and one lot is one visit.
create or replace function draw_record(p_draw text, p_plan jsonb) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with cited as (select * from draw where id = p_draw and state <> 'prepared' and clause <> 'TJ51-18'),
    latest as (select d.* from draw d join cited c on d.root_id = c.root_id where d.state = 'revealed' order by d.committed_at desc, d.id desc limit 1),
    pick as (select p.* from draw_pick p join latest l on l.id = p.draw_id where p.institution_id = p_plan->>'institution' and l.body_unit in (p_plan->>'body', p_plan->>'inNameOf'))
  select jsonb_build_object('id', coalesce(l.id, c.id), 'revealed', l.id is not null,
      'objectsOn', coalesce((select object_on from pick), day_of(c.committed_at)), 'officersOn', coalesce((select officers_on from pick), day_of(c.committed_at)),
      'institutions', (select coalesce(jsonb_agg(institution_id), '[]') from pick), 'officers', coalesce((select to_jsonb(officers) from pick), '[]'))
    || case when l.root_id <> l.id then jsonb_build_object('redraw', jsonb_build_object('of', l.follows_id, 'reasonGiven', l.reason is not null)) else '{}' end
    || case when exists (select 1 from plans_citing(p_plan->>'institution', c.root_id) o where o.started_on is not null and not (o.abandoned and o.last_on_site_on is null) and o.id is distinct from p_plan->>'id'
        and not coalesce(p_plan->'jointWith' ? o.id and o.plan->'jointWith' ? (p_plan->>'id'), false)) then jsonb_build_object('used', true) else '{}' end
  from cited c left join latest l on true $$;

-- ---- clues: what must exist for an exception to be true -------------------------------------------------------------

-- QY-4.2, 12.3: who transferred it, the hit of the monitoring, the application signed by the institution, the file of the inspection that is re-checked. A clue of before has none of them and cannot be
-- relied on where its kind needs one; it stands as registered, and is registered anew.
alter table clue add column transferred_by text, add column hit text, add column signature jsonb, add column rechecks text;

-- An inspection that has begun, as a re-check refers to it: its institution and items, and whether a rectification is ordered under it and not yet found carried out. Null: there is none.
create function rechecked(p_file text) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('institution', p.institution_id, 'items', array(select i.item_id from inspection_plan_item i where i.plan_id = p.id order by i.item_id),
    'ordered', exists (select 1 from rectification r where r.file_id = p.file_id and r.conforming is not true))
  from inspection_plan p where p.file_id = p_file and p.started_on is not null $$;

-- domain/inspection/plan.ts Clue, as a plan asks for it. One clue, one visit: `used` by what has begun or is approved on it, this plan and what is carried out jointly with it left aside.
create function clue_told(c clue, p_plan jsonb) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object('orderedBy', c.ordered_by, 'rechecks', case when c.rechecks is not null then rechecked(c.rechecks) end))
    || jsonb_build_object('id', c.id, 'kind', c.kind, 'institution', c.institution_id, 'items', c.items, 'registeredAt', at_ms(c.registered_at), 'by', c.registered_by, 'evidence', c.evidence is not null,
      'grounded', case c.kind when 'transferred' then c.transferred_by is not null when 'data-monitoring' then c.hit is not null when 'own-request' then c.signature is not null else true end,
      'used', exists (select 1 from inspection_plan o where o.institution_id = c.institution_id and (o.started_on is not null or o.state = 'approved') and o.plan->'clues' ? c.id
        and o.id is distinct from p_plan->>'id' and not coalesce(p_plan->'jointWith' ? o.id and o.plan->'jointWith' ? (p_plan->>'id'), false) and not (o.abandoned and o.last_on_site_on is null))) $$;

-- As in 0020, with the clues as they are told here and the area of the unit that designates (QY-3.2).
create or replace function inspection_known_of(p jsonb) returns table (n bigint, known json) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
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
    'clues', (select coalesce(json_agg(clue_told(c, q.plan) order by c.id), '[]') from clue c where c.id = any (q.clues)),
    'designator', (select coalesce(b.area, r.area) from unit u join bureau r on r.id = u.bureau_id left join inspection_body b on b.unit_id = u.id where u.id = q.plan->'designation'->>'by'),
    'lists', (select json_build_object('objects', max(declared_on) filter (where list = 'objects'), 'officers', max(declared_on) filter (where list = 'officers'), 'assistants', max(declared_on) filter (where list = 'assistants'),
        'items', max(declared_on) filter (where list = 'items')) from list_currency l where l.bureau_id = q.bureau))
  from asked q order by q.n;
end $$;

revoke execute on function rechecked(text), clue_told(clue, jsonb) from public;
grant execute on function rechecked(text), clue_told(clue, jsonb) to duban_app;

-- ---- corrections of what was inspected, of what was found, and of the end after its year (QY-12.1, 15.1, 15.2) -------

create table inspection_correction (
  id text primary key check (id ~ '^[A-Za-z0-9-]{1,64}$'),
  bureau_id text not null references bureau,
  plan_id text not null references inspection_plan,
  -- {items?, found?, endedOn?}: what was, and what is from now on
  before jsonb not null,
  after jsonb not null,
  evidence jsonb not null,
  reason text not null,
  officer_id text not null,
  at timestamptz not null,
  -- the transaction that corrected it: only in it may an item leave the history
  xact xid8 not null
);
create index inspection_correction_list on inspection_correction (bureau_id, at desc, id desc);
create index inspection_correction_plan on inspection_correction (plan_id);
create trigger append_only before update or delete on inspection_correction for each row execute function refuse_change();
create trigger no_truncate before truncate on inspection_correction execute function refuse_change();

-- The items of an inspection stand as they are, but for those that a correction takes away in its own transaction.
create function refuse_item_change() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' and exists (select 1 from inspection_correction c where c.plan_id = old.plan_id and c.xact = pg_current_xact_id() and c.after ? 'items' and not c.after->'items' ? old.item_id) then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
drop trigger append_only on inspection_plan_item;
create trigger append_only before update or delete on inspection_plan_item for each row execute function refuse_item_change();

-- As in 0012, with the corrections.
create or replace function inspection_registry_table(p_registry text) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select case p_registry when 'body' then 'inspection_body' when 'head' then 'body_head' when 'delegation' then 'delegation' when 'officer' then 'inspection_officer' when 'object' then 'inspection_object'
    when 'recusal' then 'recusal' when 'basis' then 'inspection_basis' when 'item' then 'inspection_item' when 'clue' then 'clue' when 'cap' then 'inspection_cap' when 'credit' then 'credit_class'
    when 'currency' then 'list_currency' when 'correction' then 'inspection_correction' end $$;

-- The plans of an institution whose history has changed: what is on hold is asked anew and may wake, what is filed or approved is assessed anew, and its file says how it stands now.
create function tell_plans(p_institution text, p_correction text) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into inspection_freed values (p_institution, 1) on conflict (institution_id) do update set times = inspection_freed.times + 1;
  insert into errand (file_id, key, kind, data) select o.file_id, 'ring:' || p_correction, 'wake-plan', jsonb_build_object('cause', 'freed')
    from inspection_plan o where o.institution_id = p_institution and o.state = 'on-hold' order by o.filed_at, o.id on conflict do nothing;
  update inspection_plan o set rung = true where o.institution_id = p_institution and o.state = 'on-hold' and not o.rung;
  insert into errand (file_id, key, kind, data) select o.file_id, 'history:' || p_correction, 'history-corrected', jsonb_build_object('correction', p_correction)
    from inspection_plan o where o.institution_id = p_institution and o.state in ('filed', 'approved') order by o.filed_at, o.id on conflict do nothing;
  perform pg_notify('duban_errand', '');
end $$;

-- {id, plan, bureau, before, after, evidence, reason, by, at}: the entry in the chain, the history, and whoever is freed or barred by it; one transaction.
create function correct_inspection(p jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; v_after jsonb := p->'after'; v_items text[]; v_was boolean; v_recheck boolean;
begin
  perform lock_institution(institution_id) from inspection_plan where id = p->>'plan';
  select * into v from inspection_plan where id = p->>'plan';
  perform enter_inspection(jsonb_build_object('bureau', p->>'bureau', 'registry', 'correction', 'entity', p->>'id', 'reason', p->>'reason', 'by', p->>'by', 'row', jsonb_build_object('id', p->>'id', 'bureau_id', p->>'bureau',
    'plan_id', v.id, 'before', p->'before', 'after', v_after, 'evidence', p->'evidence', 'reason', p->>'reason', 'officer_id', p->>'by', 'at', p->>'at', 'xact', pg_current_xact_id()::text)));
  if v_after ? 'items' then
    v_items := array(select jsonb_array_elements_text(v_after->'items'));
    delete from inspection_plan_item where plan_id = v.id and item_id <> all (v_items);
    insert into inspection_plan_item select v.id, x from unnest(v_items) x on conflict do nothing;
  end if;
  -- A re-check that went beyond what it re-checks is an inspection like any other: it opens a year and uses its place (QY-4.1, 15.1).
  v_was := v.recheck;
  v_recheck := v.recheck and (v_items is null or v_items <@ array(select i.item_id from clue c join inspection_plan o on o.file_id = c.rechecks join inspection_plan_item i on i.plan_id = o.id where v.plan->'clues' ? c.id and c.kind = 're-check'
    union select i.item_id from inspection_plan o join inspection_plan_item i on i.plan_id = o.id where coalesce(o.file_id, o.id) = v.source->'row'->>'rechecks'));
  update inspection_plan o set found = coalesce(v_after->>'found', o.found), recheck = v_recheck,
      ended_on = case when v_after ? 'endedOn' and not o.abandoned then (v_after->>'endedOn')::date else o.ended_on end,
      last_on_site_on = case when v_after ? 'endedOn' and o.abandoned then (v_after->>'endedOn')::date else o.last_on_site_on end
    where o.id = v.id returning o.* into v;
  if v_was and not v_recheck and v.on_site and v.kind = 'daily' then perform take_place(v.id, extract(year from v.started_on)::int, 'consumed'); end if;
  if v.file_id is not null and v.over_on < 'infinity' and not v.recheck then
    insert into errand (file_id, key, kind, data) values (v.file_id, 'window:' || (p->>'id'), 'inspection-window', jsonb_build_object('plan', v.id, 'endedOn', v.over_on)) on conflict do nothing;
  end if;
  perform tell_plans(v.institution_id, p->>'id');
end $$;

-- An inspection may have several windows, one after the other: its end may be corrected when the first has closed. One of them is open.
alter table inspection_window drop constraint inspection_window_plan_id_key;
create unique index inspection_window_open on inspection_window (plan_id) where not closed;
create index inspection_window_plan on inspection_window (plan_id);

grant select on inspection_correction to duban_app;
revoke execute on function refuse_item_change(), tell_plans(text, text), correct_inspection(jsonb) from public;
grant execute on function correct_inspection(jsonb) to duban_app;
