-- 区级监督机构 District bodies, and what city and districts have done together (TJ51-8.1, 8.2).

-- The areas of a district body on a day; null for a body that deals with the whole city.
create or replace function areas_of_body(p_unit text, p_day date)
  returns text[] language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select nullif(d.areas, '{}')
    from district_body d
    where d.unit_id = p_unit and d.valid_from <= p_day
    order by d.valid_from desc, d.id desc limit 1
$$;

-- Where an institution lies; of a practitioner, where any institution of registration lies.
create or replace function areas_of_subject(p_kind text, p_id text)
  returns text[] language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(distinct i.area), '{}')
    from institution i
    where case p_kind
        when 'institution' then i.id = p_id
        else i.id in (
          select r.institution_id from practitioner_registration r where r.practitioner_id = p_id) end
$$;

-- Registers the areas of a unit from a day on; the same that counts on that day is no change.
create or replace function enter_district_body(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_areas text[] := array(select jsonb_array_elements_text(p->'areas'));
begin
  perform 1 from unit where id = p->>'unit' for update;
  if areas_of_body(p->>'unit', (p->>'validFrom')::date) is not distinct from nullif(v_areas, '{}')
    and not exists (
      select 1 from district_body d
        where d.unit_id = p->>'unit' and d.valid_from > (p->>'validFrom')::date) then
    return false;
  end if;
  insert into district_body (
    bureau_id, unit_id, areas, valid_from, document, reason, entered_by)
    values (
      p->>'bureau', p->>'unit', v_areas, (p->>'validFrom')::date, p->'document', p->>'reason',
      p->>'by');
  return true;
end $$;

-- How many of these people belong to a unit on a day, or to one under it.
create or replace function people_of(p_unit text, p_officers jsonb, p_day date)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select count(*)::int from officer o
    where p_officers ? o.id and o.kind = 'person'
      and o.unit_id in (select units_under(p_unit))
      and (o.removed_on is null or o.removed_on > p_day)
$$;

-- TJ51-8.2: who of the side that answers took part, as the registry stood on that day.
create or replace function known_district_cooperation__cooperation_answer(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'registered',
      people_of(
        i.unit_id, coalesce(i.payload->'officers', '[]'), (f.opening->>'on')::date))
$$;

-- Who may call them: only what is granted here.
revoke all on function
  areas_of_body(text, date), areas_of_subject(text, text), enter_district_body(jsonb),
  people_of(text, jsonb, date), known_district_cooperation__cooperation_answer(file, inbox)
  from public, duban_app;
grant execute on function
  areas_of_body(text, date), areas_of_subject(text, text), enter_district_body(jsonb),
  people_of(text, jsonb, date) to duban_app;
