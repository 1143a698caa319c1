-- 执法扰企 Complaints about enforcement (QY-17.1).

create or replace function opened_enforcement_complaint(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into enforcement_complaint (
    file_id, bureau_id, plan_id, body_unit, channel, grounds, secret_id, received_on)
    values (
      f.id, f.bureau_id, i.payload->>'plan', i.payload->>'body', i.payload->>'channel',
      array(select jsonb_array_elements_text(i.payload->'grounds')), i.payload->>'secret',
      local_day(i.received_at));
  select '{}'::jsonb
$$;

-- Of an officer who is to handle it or does: whether the officer took part, and belongs to the body
-- complained of.
create or replace function complaint_independence(p_file text, p_officer text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'registered',
      exists (
        select 1 from officer o join unit u on u.id = o.unit_id
          where o.id = p_officer and o.removed_on is null and u.bureau_id = c.bureau_id),
    'tookPart', coalesce(took_part(c.plan_id, p_officer), false),
    'ofBody',
      coalesce((select o.unit_id = c.body_unit from officer o where o.id = p_officer), false))
    from enforcement_complaint c
    where c.file_id = p_file
$$;

-- QY-17.1 A complaint is not shown to whoever took part, nor to anybody of the body complained of.
create or replace function involved_in(p_file text, p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    (
      select took_part(c.plan_id, p_officer) or coalesce(o.unit_id = c.body_unit, false)
        from enforcement_complaint c
        left join officer o on o.id = p_officer
        where c.file_id = p_file),
    false)
$$;

-- QY-17.1 Who complained and how: for whoever registered it, whoever it was given to last, and the
-- heads of the unit that deals with it.
create or replace function handles_complaint(p_file text, p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from officer o join file f on f.id = p_file
      where o.id = p_officer and o.removed_on is null
        and o.unit_id = f.opening->'units'->>'handling'
        and (
          'head' = any (o.roles)
            or o.id = coalesce(
              (
                select i.payload->>'officer'
                  from inbox i
                  where i.file_id = f.id and i.type = 'handler-assignment'
                    and i.verdict->>'accepted' = 'true'
                  order by i.number desc limit 1),
              (select i.officer_id from inbox i where i.file_id = f.id and i.number = 1))))
$$;

create or replace function known_enforcement_complaint__handler_assignment(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select complaint_independence(f.id, i.payload->>'officer')
$$;

create or replace function known_enforcement_complaint__complaint_answer(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select complaint_independence(f.id, i.officer_id)
$$;

create or replace function known_enforcement_complaint__complaint_findings(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select complaint_independence(f.id, i.officer_id)
$$;

create or replace function effect_complaint_answered(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update enforcement_complaint
    set founded = e->>'founded', answered_at = ms_at((e->>'at')::bigint)
    where file_id = f.id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  opened_enforcement_complaint(file, inbox), complaint_independence(text, text),
  involved_in(text, text), handles_complaint(text, text),
  known_enforcement_complaint__handler_assignment(file, inbox),
  known_enforcement_complaint__complaint_answer(file, inbox),
  known_enforcement_complaint__complaint_findings(file, inbox),
  effect_complaint_answered(file, jsonb) from public, duban_app;

grant execute on function
  complaint_independence(text, text), involved_in(text, text), handles_complaint(text, text)
  to duban_app;
