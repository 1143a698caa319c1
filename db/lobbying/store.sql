-- 请托说情登记 The register of lobbying (TJ51 annex 2). Every request to it, and every beat, runs the
-- same two functions: register_opened and register_sealed.

-- What a turn begins with, under the lock of the register: the sealed value, and what the registries
-- say of everybody and of one of 256 parts of the cases. Which part says nothing of which case:
-- turns that ask for none take one by chance.
create or replace function register_opened(p_bureau text, p_part text)
  returns table (
    sealed bytea, beat bigint, size int, places text[], settings jsonb, units jsonb, officers jsonb,
    cases jsonb, committed jsonb)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  set lock_timeout = '5s' as $$
begin
  -- Whoever dies or hangs while a register is open frees it soon.
  perform set_config('idle_in_transaction_session_timeout', '10s', true);
  perform 1 from sealed_register r where r.bureau_id = p_bureau for update;
  return query
    select r.sealed, at_ms(r.beat), r.size,
        array(select p.place from sealed_place p where p.bureau_id = p_bureau),
        b.settings,
        (
          select coalesce(jsonb_agg(
              jsonb_build_object('id', u.id, 'roles', u.roles, 'superior', u.superior_id)), '[]')
            from unit u where u.bureau_id = p_bureau),
        (
          select coalesce(jsonb_agg(
              jsonb_build_object(
                'id', o.id, 'name', o.name, 'unit', o.unit_id, 'kind', o.kind, 'roles', o.roles,
                'removed',
                o.removed_on is not null and o.removed_on <= local_day(clock_timestamp()))), '[]')
            from officer o join unit u on u.id = o.unit_id where u.bureau_id = p_bureau),
        cases_in(p_bureau, p_part),
        (
          select c.after from registry_change c
            where c.registry = 'sealed-register' and c.entity_id = p_bureau
            order by c.id desc limit 1)
      from sealed_register r join bureau b on b.id = r.bureau_id
      where r.bureau_id = p_bureau;
end $$;

-- 承办 Who has had a hand in a case, and since when: whoever has filed something in it that was
-- accepted, or was named there as investigator or member of its team; of a clue, whoever
-- has registered it.
create or replace function cases_in(p_bureau text, p_part text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_object_agg(c.id, c.handlers), '{}') from (
    select f.id,
        (
          select coalesce(jsonb_agg(jsonb_build_object('officer', h.officer, 'since', h.since)), '[]')
            from (
              select x.officer, min(at_ms(i.received_at)) as since
                from inbox i,
                  lateral (
                    select i.officer_id as officer
                    union all select n #>> '{}'
                      from jsonb_path_query(i.payload, '$.investigators[*] ? (@.type() == "string")') n
                    union all select n #>> '{}'
                      from jsonb_path_query(i.payload, '$.officers[*] ? (@.type() == "string")') n
                    union all select n #>> '{}'
                      from jsonb_path_query(i.payload, '$.team[*].officer ? (@.type() == "string")') n) x
                where i.file_id = f.id and (i.verdict->>'accepted')::boolean
                group by 1) h) as handlers
      from file f where f.bureau_id = p_bureau and left(md5(f.id), 2) = p_part
    union all
    select k.id,
        jsonb_build_array(
          jsonb_build_object('officer', k.registered_by, 'since', at_ms(k.registered_at)))
      from clue k where k.bureau_id = p_bureau and left(md5(k.id), 2) = p_part) c
$$;

-- What a turn ends with: all of it sealed anew. `p_committed`: what the register commits to in the
-- bureau's log, with the first beat of a day.
create or replace function register_sealed(
  p_bureau text, p_beat bigint, p_size int, p_sealed bytea, p_grown text[], p_committed jsonb
)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update sealed_register set beat = ms_at(p_beat), size = p_size, sealed = p_sealed
    where bureau_id = p_bureau and ms_at(p_beat) >= beat and p_size >= size;
  if not found then
    raise exception 'a register goes neither back nor down' using errcode = 'check_violation';
  end if;
  insert into sealed_place (place, bureau_id) select x, p_bureau from unnest(p_grown) x;
  if p_committed is not null then
    insert into registry_change (registry, entity_id, changed_by, after)
      values ('sealed-register', p_bureau, 'duban', p_committed);
  end if;
end $$;

-- Opened once. Two who open it at the same instant find one register.
create or replace function open_register(
  p_bureau text, p_beat bigint, p_size int, p_sealed bytea, p_places text[]
)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into sealed_register (bureau_id, beat, size, sealed)
    values (p_bureau, ms_at(p_beat), p_size, p_sealed) on conflict do nothing;
  if not found then return false; end if;
  insert into sealed_place (place, bureau_id) select x, p_bureau from unnest(p_places) x;
  return true;
end $$;

-- Every place of every register, used or not; or this one.
create or replace function sealed_places(p_place text)
  returns table (place text, bureau text, beat bigint, settings jsonb)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.place, p.bureau_id, at_ms(r.beat), b.settings
    from sealed_place p
      join sealed_register r on r.bureau_id = p.bureau_id
      join bureau b on b.id = p.bureau_id
    where p_place is null or p.place = p_place
    order by p.place
$$;

revoke all on function
  register_opened(text, text), cases_in(text, text),
  register_sealed(text, bigint, int, bytea, text[], jsonb),
  open_register(text, bigint, int, bytea, text[]),
  sealed_places(text) from public, duban_app;

grant execute on function
  register_opened(text, text), register_sealed(text, bigint, int, bytea, text[], jsonb),
  open_register(text, bigint, int, bytea, text[]),
  sealed_places(text) to duban_app;
