-- 查阅登记 Who has read what.

-- [{bureau, officer, unit, system, kind, route, file, asked, purpose}]: rows and their leaves in one
-- transaction. `file` stays only where it is one of that bureau.
create or replace function note_readings(p jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare x record; v_id bigint;
begin
  for x in
    select * from jsonb_to_recordset(p) as r (
      bureau text, officer text, unit text, system text, kind text, route text, file text, asked jsonb,
      purpose text)
  loop
    insert into reading (
      bureau_id, officer_id, unit_id, system_id, kind, route, file_id, asked, purpose)
      values (
        x.bureau, x.officer, x.unit, x.system, x.kind, x.route,
        (select f.id from file f where f.id = x.file and f.bureau_id = x.bureau), x.asked,
        x.purpose)
      returning id into v_id;
    perform stage_leaves(x.bureau, 'read', array[v_id::text]);
  end loop;
end $$;

-- Who may call them: only what is granted here.
revoke all on function note_readings(jsonb) from public, duban_app;

grant execute on function note_readings(jsonb) to duban_app;
