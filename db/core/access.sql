-- 谁可以 Who may: how an officer and a unit stand to a file, and the readings that are registered.

-- The unit and those it is set over, by the chain of superiors.
create or replace function units_under(p_unit text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive under as (
    select id from unit where id = p_unit
      union select u.id from unit u
      join under on u.superior_id = under.id)
  select id from under
$$;

-- Whether the unit, or one under it, is a party of the file or was reported to. What a procedure has
-- of its own on who may read its files is asked of its own room.
create or replace function near_file(p_file text, p_unit text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from units_under(p_unit) u (id)
      where u.id in (select value from jsonb_each_text(f.opening->'units'))
        or u.id in (select r.unit_id from reader r where r.file_id = f.id))
    from file f
    where f.id = p_file
$$;

-- It said what the rooms say now.
drop function if exists standing_to_file(text, text, text, date);

-- Whether the unit, or one under it, has something to do with the file: a party, whoever may file
-- something now or owes or is owed something, whoever was heard or reported to. While something
-- waits to be judged it may name more units than are known yet: then the file decides.
create or replace function file_names(p_file text, p_unit text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select f.inbox_number > f.judged_number
    or exists (
      select 1 from units_under(p_unit) u (id)
        where u.id in (
          select value from jsonb_each_text(f.opening->'units')
            union all select jsonb_array_elements_text(
              case jsonb_typeof(f.opening->'approvers')
                when 'array' then f.opening->'approvers' else '[]' end)
            union all select jsonb_array_elements_text(o->'by')
            from jsonb_array_elements(coalesce(f.view->'possible', '[]')) o
            union all select unnest(array[d.owed_by, d.owed_to])
            from duty d where d.file_id = f.id
            union all select r.unit_id from reader r
            where r.file_id = f.id union all select i.unit_id
            from inbox i where i.file_id = f.id and i.verdict->>'accepted' = 'true'))
    from file f where f.id = p_file
$$;

-- Units that may read a file without being a party to it.
create or replace function effect_reader(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into reader select f.id, u #>> '{}', e->>'act'
    from jsonb_array_elements(e->'units') u
    on conflict do nothing
$$;

create or replace function seal_text(p_id text, p_sealed text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into sealed_text (id, sealed) values (p_id, p_sealed) on conflict do nothing
$$;

create or replace function register_reading(
  p_bureau text, p_subject text, p_officer text, p_reason text
)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into sealed_reading (bureau_id, subject, officer_id, reason)
    values (p_bureau, p_subject, p_officer, p_reason)
$$;

-- Who may call them: only what is granted here.
revoke all on function
  units_under(text), near_file(text, text), file_names(text, text),
  effect_reader(file, jsonb), seal_text(text, text), register_reading(text, text, text, text)
  from public, duban_app;

grant execute on function
  units_under(text), near_file(text, text), file_names(text, text),
  seal_text(text, text), register_reading(text, text, text, text) to duban_app;
