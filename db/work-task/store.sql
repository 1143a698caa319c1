-- 任务 Tasks of a plan of work (QJ annex 1).

create or replace function opened_work_task(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into work_task (file_id, plan_id, row_id, due_on)
    values (
      f.id, f.opening->>'plan', f.opening->>'row',
      case when f.opening->>'conflictOn' is null then (f.opening->>'dueOn')::date end);
  select '{}'::jsonb
$$;

create or replace function known_work_task__task_completion(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('person', filed_by_person(i))
$$;

-- `own`: whoever decides has given the evidence, under this account or another one of theirs.
create or replace function known_work_task__task_acceptance(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'person', filed_by_person(i),
    'own',
    exists (
      select 1 from work_task t join inbox c on c.act_id = t.completed_act
        where t.file_id = f.id
          and (c.officer_id = i.officer_id or one_certificate(c.officer_id, i.officer_id))))
$$;

create or replace function known_work_task__task_date_confirmation(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'person', filed_by_person(i), 'member', coalesce(in_work_group(f.bureau_id, i.officer_id), false))
$$;

create or replace function effect_work_task_dated(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update work_task
    set due_on = (e->>'on')::date, dated_at = ms_at((e->>'at')::bigint), dated_act = e->>'act'
    where file_id = f.id;
  select keep_work_plan_row(
    t.plan_id, t.row_id, 'dated', null, e->>'act', ms_at((e->>'at')::bigint), (e->>'on')::date)
    from work_task t where t.file_id = f.id
$$;

create or replace function effect_work_task_completed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update work_task set completed_at = ms_at((e->>'at')::bigint), completed_act = e->>'act'
    where file_id = f.id
$$;

-- What is given back was not done.
create or replace function effect_work_task_decided(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update work_task
    set accepted_at = case when e->>'outcome' = 'accepted' then ms_at((e->>'at')::bigint) end,
      accepted_act = case when e->>'outcome' = 'accepted' then e->>'act' end,
      completed_at = case when e->>'outcome' = 'accepted' then completed_at end,
      completed_act = case when e->>'outcome' = 'accepted' then completed_act end
    where file_id = f.id
$$;

create or replace function effect_work_task_progress(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into work_task_progress (file_id, act_id, at, unit_id)
    values (
      f.id, e->>'act', ms_at((e->>'at')::bigint),
      (select i.unit_id from inbox i where i.file_id = f.id and i.act_id = e->>'act'))
    on conflict do nothing
$$;

-- Who may call them: only what is granted here.
revoke all on function
  opened_work_task(file, inbox), known_work_task__task_completion(file, inbox),
  known_work_task__task_acceptance(file, inbox),
  known_work_task__task_date_confirmation(file, inbox), effect_work_task_dated(file, jsonb),
  effect_work_task_completed(file, jsonb), effect_work_task_decided(file, jsonb),
  effect_work_task_progress(file, jsonb)
  from public, duban_app;
