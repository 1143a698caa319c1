-- 典型案例 Typical cases of a period (TJ51-7): which publicities may be selected, and whether the media have them.

-- Of those that are named: publicities of the bureau that can be seen on a channel and stand.
create or replace function known_typical_cases__typical_selection(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('fit', coalesce(jsonb_agg(p.file_id order by p.file_id), '[]'))
    from publicity p
    where p.bureau_id = f.bureau_id and p.fallen is null and i.payload->'cases' ? p.file_id
      and exists (
        select 1 from publicity_channel c where c.file_id = p.file_id and c.withdrawn_at is null)
$$;

create or replace function known_typical_cases__typical_publication(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'published',
    exists (
      select 1 from publicity_channel c
        where c.file_id = i.payload->>'case' and c.channel like 'media-%'))
$$;

-- Until when the periods of a bureau go; before the first one the day on which a decision was served first.
create or replace function typical_until(p_bureau text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case
      when l.until is not null then jsonb_build_object('until', l.until)
      else jsonb_build_object(
        'first',
        (
          select local_day(min(d.served_at)) from final_decision d
            where d.bureau_id = p_bureau and d.state = 'served')) end
    from (
      select max(f.opening->'period'->>'until') as until
        from file f where f.bureau_id = p_bureau and f.procedure = 'typical-cases') l
$$;

-- Who may call them: only what is granted here.
revoke all on function
  known_typical_cases__typical_selection(file, inbox),
  known_typical_cases__typical_publication(file, inbox), typical_until(text)
  from public, duban_app;

grant execute on function typical_until(text) to duban_app;
