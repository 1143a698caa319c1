-- 检查窗口 The window of an inspection.

create or replace function opened_inspection_window(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into inspection_window (file_id, plan_id, institution_id, ended_on)
    select f.id, p.id, p.institution_id, (i.payload->>'endedOn')::date
    from inspection_plan p where p.id = f.subject_id;
  select null::jsonb
$$;

create or replace function known_inspection_window__window_correction(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('startedOn', p.started_on, 'endedOn', p.over_on)
    from inspection_plan p where p.id = f.subject_id
$$;

-- The end is corrected: for the window by its own act, either way, and for the history with it;
-- what it frees is asked anew.
create or replace function effect_inspection_window_moved(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; v_end date := (e->>'endedOn')::date;
begin
  perform lock_institution(w.institution_id) from inspection_window w where w.file_id = f.id;
  update inspection_window set ended_on = v_end where file_id = f.id;
  if coalesce((e->>'told')::boolean, false) then return; end if;
  update inspection_plan
    set ended_on = case when abandoned then ended_on else v_end end,
      last_on_site_on = case when abandoned then v_end else last_on_site_on end
    where id = f.subject_id returning * into v;
  perform request_wakes(f.id, v.institution_id);
end $$;

create or replace function effect_inspection_window_closed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update inspection_window set closed = true where file_id = f.id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  opened_inspection_window(file, inbox), known_inspection_window__window_correction(file, inbox),
  effect_inspection_window_moved(file, jsonb), effect_inspection_window_closed(file, jsonb)
  from public, duban_app;
