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
        and not coalesce(p_plan->'jointWith' ? o.id, false)) then jsonb_build_object('used', true) else '{}' end
  from cited c left join latest l on true $$;
