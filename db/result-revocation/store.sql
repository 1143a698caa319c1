-- 撤销办理结果 A result that depends on a revoked licence is revoked (TJ84-11).

-- The file that revokes one result knows its cascade, and the list knows the file.
create or replace function opened_result_revocation(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update licence_revocation_result
    set revocation_file = f.id where file_id = i.payload->>'cascade' and result_id = f.subject_id;
  select null::jsonb
$$;

-- TJ84-10.1: never twice
create or replace function known_result_revocation__revocation(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('state', (select state from result where id = f.subject_id))
$$;

create or replace function known_result_revocation__not_dependent(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'person', exists (select 1 from officer o where o.id = i.officer_id and o.kind = 'person'))
$$;

-- A person has found, after the cascade, that a flagged result does not depend on the licence.
create or replace function effect_not_dependent(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update licence_revocation_result l
    set decision = 'not-dependent', decided_act = i.act_id, decided_by = i.officer_id,
      decided_at = i.received_at
    from inbox i
    where i.act_id = e->>'act' and i.file_id = f.id and l.revocation_file = f.id
      and l.decision is null
$$;

-- Marks what is revoked and not told yet as told by this act, once; how many there are.
create or replace function tell_revoked(p_file text, p_act text)
  returns int language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update licence_revocation_result l
    set told_by = p_act from result r
    where l.file_id = p_file and l.heard and l.told_by is null and r.id = l.result_id
      and r.state = 'revoked';
  return (
    select count(*) from licence_revocation_result where file_id = p_file and told_by = p_act);
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  opened_result_revocation(file, inbox), known_result_revocation__revocation(file, inbox),
  known_result_revocation__not_dependent(file, inbox), effect_not_dependent(file, jsonb),
  tell_revoked(text, text) from public, duban_app;

grant execute on function
  tell_revoked(text, text) to duban_app;
