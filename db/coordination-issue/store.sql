-- 协调事项 Coordination issues (TJ84-15.6): the caller is a coordinator who is present.

create or replace function known_coordination_issue__escalation(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select by_coordinator(i)
    || jsonb_build_object(
      'approving',
        exists (
          select 1 from unit u
            where u.id = i.payload->>'approvingBody' and u.bureau_id = f.bureau_id),
      'supervising',
        exists (
          select 1 from unit u
            where u.id = i.payload->>'supervisingBody' and u.bureau_id = f.bureau_id))
$$;

create or replace function known_coordination_issue__resolution(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select by_coordinator(i)
$$;

create or replace function known_coordination_issue__resolution_note(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select by_coordinator(i)
$$;

create or replace function known_coordination_issue__closure(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select by_coordinator(i)
$$;

-- Who may call them: only what is granted here.
revoke all on function
  known_coordination_issue__escalation(file, inbox),
  known_coordination_issue__resolution(file, inbox),
  known_coordination_issue__resolution_note(file, inbox),
  known_coordination_issue__closure(file, inbox) from public, duban_app;
