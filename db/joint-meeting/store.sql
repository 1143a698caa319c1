-- 联席会议 Joint meetings (TJ51-5.0).

-- Who sat at the table is for the registry to say: whether each side had one of its people there, as registered.
create or replace function known_joint_meeting__joint_minutes(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'unknown',
      (
        select count(*) from jsonb_array_elements_text(i.payload->'attendees') a
          where not exists (
            select 1 from officer o join unit u on u.id = o.unit_id
              where o.id = a and o.removed_on is null and u.bureau_id = f.bureau_id)))
    || (
      select jsonb_object_agg(
        side,
        exists (
          select 1 from officer o
            where o.unit_id = f.opening->'units'->>side and o.removed_on is null
              and i.payload->'attendees' ? o.id))
        from unnest('{supervision,handling}'::text[]) side)
$$;

-- Who may call them: only what is granted here.
revoke all on function known_joint_meeting__joint_minutes(file, inbox) from public, duban_app;
