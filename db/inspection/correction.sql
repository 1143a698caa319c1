-- 更正 Corrections of what was inspected, of what was found, and of the end after its year (QY-12.1,
-- 15.1, 15.2).

-- The items of an inspection stand as they are, but for those that a correction takes away in its
-- own transaction.
create or replace function refuse_item_change()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE'
    and exists (
      select 1 from inspection_correction c
        where c.plan_id = old.plan_id and c.xact = pg_current_xact_id() and c.after ? 'items'
          and not c.after->'items' ? old.item_id) then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- A turn locks its file before its institution: so does a correction.
create or replace function lock_history(p_inspection text)
  returns void language plpgsql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from file where id = p_inspection for no key update;
  perform lock_institution(institution_id)
    from inspection_plan where file_id = p_inspection or (file_id is null and id = p_inspection);
end $$;

-- {id, plan, bureau, before, after, evidence, reason, by, at, entry}: the entry in the chain, the
-- history, and whoever is freed or barred by it; and the entry in the register of the file, where
-- the inspection has one. One transaction.
create or replace function correct_inspection(p jsonb)
  returns void language plpgsql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v inspection_plan; f file; v_after jsonb := p->'after'; v_items text[];
  v_was boolean; v_recheck boolean;
begin
  perform lock_institution(institution_id) from inspection_plan where id = p->>'plan';
  select * into v from inspection_plan where id = p->>'plan';
  perform enter_inspection(
    jsonb_build_object(
      'bureau', p->>'bureau', 'registry', 'correction', 'entity', p->>'id', 'reason', p->>'reason',
      'by', p->>'by',
      'row',
        jsonb_build_object(
          'id', p->>'id', 'bureau_id', p->>'bureau', 'plan_id', v.id, 'before', p->'before',
          'after', v_after, 'evidence', p->'evidence', 'reason', p->>'reason',
          'officer_id', p->>'by', 'at', p->>'at', 'xact', pg_current_xact_id()::text)));
  if v_after ? 'items' then
    v_items := array(select jsonb_array_elements_text(v_after->'items'));
    delete from inspection_plan_item where plan_id = v.id and item_id <> all (v_items);
    insert into inspection_plan_item select v.id, x from unnest(v_items) x on conflict do nothing;
  end if;
  -- A re-check that went beyond what it re-checks is an inspection like any other: it opens a year
  -- and uses its place (QY-4.1, 15.1).
  v_was := v.recheck;
  v_recheck := v.recheck
    and (
      v_items is null
        or v_items <@ array(
          select i.item_id from clue c
            join inspection_plan o on o.file_id = c.rechecks
            join inspection_plan_item i on i.plan_id = o.id
            where v.plan->'clues' ? c.id and c.kind = 're-check'
            union select i.item_id from inspection_plan o
            join inspection_plan_item i on i.plan_id = o.id
            where coalesce(o.file_id, o.id) = v.source->'row'->>'rechecks'));
  update inspection_plan o
    set found = coalesce(v_after->>'found', o.found), recheck = v_recheck,
      ended_on = case
        when v_after ? 'endedOn' and not o.abandoned then (v_after->>'endedOn')::date
        else o.ended_on end,
      last_on_site_on = case
        when v_after ? 'endedOn' and o.abandoned then (v_after->>'endedOn')::date
        else o.last_on_site_on end
    where o.id = v.id returning o.* into v;
  if v_was and not v_recheck and v.on_site and v.kind = 'daily' then
    perform take_place(v.id, extract(year from v.started_on)::int, 'consumed');
  end if;
  if v.file_id is not null and v.over_on < 'infinity' and not v.recheck then
    insert into task (file_id, key, kind, data)
      values (
        v.file_id, 'window:' || (p->>'id'), 'inspection-window',
        jsonb_build_object('plan', v.id, 'endedOn', v.over_on))
      on conflict do nothing;
  end if;
  perform tell_plans(v.institution_id, p->>'id');
  select * into f from file where id = v.file_id for no key update;
  if found then
    perform enter_one(f, p->'entry', date_trunc('milliseconds', clock_timestamp()));
  end if;
end $$;

-- The plans of an institution whose history has changed: what is on hold is asked anew and may
-- wake, what is filed or approved is assessed anew, and its file says how it stands now.
create or replace function tell_plans(p_institution text, p_correction text)
  returns void language plpgsql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into inspection_freed
    values (p_institution, 1) on conflict (institution_id) do update
    set times = inspection_freed.times + 1;
  insert into task (file_id, key, kind, data)
    select o.file_id, 'ring:' || p_correction, 'wake-plan', jsonb_build_object('cause', 'freed')
    from inspection_plan o where o.institution_id = p_institution and o.state = 'on-hold'
    order by o.filed_at, o.id on conflict do nothing;
  update inspection_plan o set wake_requested = true
    where o.institution_id = p_institution and o.state = 'on-hold' and not o.wake_requested;
  insert into task (file_id, key, kind, data)
    select o.file_id, 'history:' || p_correction, 'history-corrected',
      jsonb_build_object('correction', p_correction)
    from inspection_plan o
    where o.institution_id = p_institution and o.state in ('filed', 'approved')
    order by o.filed_at, o.id on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  refuse_item_change(), lock_history(text), correct_inspection(jsonb), tell_plans(text, text)
  from public, duban_app;

grant execute on function
  lock_history(text), correct_inspection(jsonb) to duban_app;
