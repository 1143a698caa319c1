-- 联席会议 Joint meetings (TJ51-5.0).

-- The side for which somebody sat at the table on a day: the unit itself, or one under it that is not under the other side.
create or replace function sits_for(p_officer text, p_day date, p_side text, p_other text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from officer o, superiors_of(o.unit_id) up
      where o.id = p_officer and o.kind = 'person'
        and (o.removed_on is null or o.removed_on > p_day)
        and (
          o.unit_id = p_side
          or up ? p_side and o.unit_id <> p_other
            and not (up ? p_other and superiors_of(p_other) ? p_side)))
$$;

-- Who sat at the table is for the registry to say, as it stood on the day of the meeting.
create or replace function known_joint_meeting__joint_minutes(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with meeting as (
    select local_day((i.payload->>'heldAt')::timestamptz) as day,
      f.opening->'units'->>'supervision' as supervision,
      f.opening->'units'->>'handling' as handling
  ), attendee as (
    select a as id from jsonb_array_elements_text(i.payload->'attendees') a
  )
  select jsonb_build_object(
    'unknown',
      (
        select count(*) from attendee a
          where not exists (
            select 1 from officer o join unit u on u.id = o.unit_id
              where o.id = a.id and u.bureau_id = f.bureau_id
                and (o.removed_on is null or o.removed_on > m.day))),
    'supervision',
      exists (select 1 from attendee a where sits_for(a.id, m.day, m.supervision, m.handling)),
    'handling',
      exists (select 1 from attendee a where sits_for(a.id, m.day, m.handling, m.supervision)))
    from meeting m
$$;

-- Who may call them: only what is granted here.
revoke all on function
  sits_for(text, date, text, text), known_joint_meeting__joint_minutes(file, inbox)
  from public, duban_app;
