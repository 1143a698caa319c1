-- 双随机抽查 The draw.

-- The statement names its draw, so the number is taken before the file is opened; a number whose
-- file never came to be stays in the list as `prepared`.
create or replace function next_draw(p_bureau text, p_year int)
  returns text language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into file_serial values ('draw', p_bureau, p_year, 1)
    on conflict (procedure, bureau_id, year) do update
    set last = file_serial.last + 1
    returning 'CQ.' || p_bureau || '.' || p_year || '-' || lpad(last::text, 5, '0')
$$;

create or replace function prepare_draw(p jsonb, p_statement json)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into draw (
    id, bureau_id, clause, body_unit, contributor_unit, statement, objects, count, statement_hash,
    secret, committed_at, reveal_by, root_id, follows_id, reason, hints, no_choice)
    values (
      p->>'id', p->>'bureau', p->>'clause', p->>'body', p->>'contributor', p_statement,
      (p->>'objects')::int, (p->>'count')::int, p->>'statementHash', p->>'secret',
      ms_at((p->>'committedAt')::bigint), ms_at((p->>'revealBy')::bigint),
      coalesce(p->>'root', p->>'id'), p->>'follows', p->>'reason',
      array(select jsonb_array_elements_text(p->'hints')),
      array(select jsonb_array_elements_text(coalesce(p->'noChoice', '[]'))))
$$;

-- From here on it is committed: in the transaction that opens its file.
create or replace function opened_inspection_draw(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update draw set state = 'committed'
    where id = f.id and state = 'prepared' and body_unit = i.unit_id;
  if not found then raise exception 'the draw is not prepared'; end if;
  return null;
end $$;

-- A number that was used before is no number.
create or replace function known_inspection_draw__contribution(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'used',
    exists (
      select 1 from draw
        where contribution is not null and contribution->>'number' = i.payload->>'number'
          and id <> f.id))
$$;

create or replace function effect_draw_contributed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update draw set state = 'contributed', contribution = e where id = f.id and state = 'committed'
$$;

-- {draw, state, hash, abandonment, at, picks: [{institution, officers, objectOn, officersOn}]}; the
-- same again changes nothing.
create or replace function end_draw(p jsonb, p_record json)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update draw
    set state = p->>'state', record = p_record, record_hash = p->>'hash',
      abandonment = p->'abandonment', ended_at = ms_at((p->>'at')::bigint)
    where id = p->>'draw' and state in ('committed', 'contributed');
  if not found then return; end if;
  insert into draw_pick
    select p->>'draw', x->>'institution', array(select jsonb_array_elements_text(x->'officers')),
      (x->>'objectOn')::date, (x->>'officersOn')::date
    from jsonb_array_elements(p->'picks') x;
end $$;

-- What a plan may cite (domain/inspection/plan.ts DrawRecord): the chain of the draw as it stands
-- now; of the drawn objects only the plan's own. It must be drawn by the body that inspects or in
-- whose name it acts. `used`: the institution has been inspected by this lot already, and one lot
-- is one visit. Null: no such draw.
create or replace function draw_record(p_draw text, p_plan jsonb)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with cited as (
    select * from draw where id = p_draw and state <> 'prepared' and clause <> 'TJ51-18'),
    latest as (
      select d.* from draw d join cited c on d.root_id = c.root_id
        where d.state = 'revealed' order by d.committed_at desc, d.id desc limit 1),
    pick as (
      select p.* from draw_pick p join latest l on l.id = p.draw_id
        where p.institution_id = p_plan->>'institution'
          and l.body_unit in (p_plan->>'body', p_plan->>'inNameOf'))
  select jsonb_build_object(
    'id', coalesce(l.id, c.id), 'revealed', l.id is not null,
    'objectsOn', coalesce((select object_on from pick), local_day(c.committed_at)),
    'officersOn', coalesce((select officers_on from pick), local_day(c.committed_at)),
    'institutions', (select coalesce(jsonb_agg(institution_id), '[]') from pick),
    'officers', coalesce((select to_jsonb(officers) from pick), '[]'))
    || case
      when l.root_id <> l.id then
        jsonb_build_object(
          'redraw', jsonb_build_object('of', l.follows_id, 'reasonGiven', l.reason is not null))
      else '{}' end
    || case
      when exists (
        select 1 from plans_citing(p_plan->>'institution', c.root_id) o
          where o.started_on is not null and not (o.abandoned and o.last_on_site_on is null)
            and o.id is distinct from p_plan->>'id'
            and not coalesce(
              p_plan->'jointWith' ? o.id and o.plan->'jointWith' ? (p_plan->>'id'), false)) then
        jsonb_build_object('used', true)
      else '{}' end
    from cited c left join latest l on true
$$;

-- 未公布前不得泄露目标 Whether the record may be public: never before everybody drawn has been inspected on
-- site, or the days approved for it have passed; nor before every plan has whose reserved place
-- shows in the population. Where no plan was made, after so many days. What stood drawn is what the
-- last record of the chain says.
create or replace function draw_is_public(p_draw text, p_today date, p_days int)
  returns boolean language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare d draw; v_last draw;
begin
  select * into d from draw where id = p_draw;
  if d.record is null then return false; end if;
  if d.clause = 'TJ51-18' then return true; end if;
  if exists (
    select 1 from inspection_plan p
      where p.id = any (d.hints) and p.started_on is null and p.state = 'approved'
        and p.days_until >= p_today) then
    return false;
  end if;
  select * into v_last from draw
    where root_id = d.root_id and state = 'revealed'
    order by committed_at desc, id desc limit 1;
  return not exists (
    select 1 from draw_pick k
      where k.draw_id = v_last.id and not drawn_is_over(k.institution_id, d.root_id, p_today)
        and (
          local_day(v_last.ended_at) + p_days >= p_today
            or drawn_is_planned(k.institution_id, d.root_id)));
end $$;

-- Plans that cite any draw of the chain for an institution.
create or replace function plans_citing(p_institution text, p_root text)
  returns setof inspection_plan language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select p.* from inspection_plan p
    where p.institution_id = p_institution and p.state <> 'prepared'
      and p.plan->'draw'->>'id' in (select id from draw where root_id = p_root)
$$;

create or replace function drawn_is_planned(p_institution text, p_root text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from plans_citing(p_institution, p_root) p
      where p.started_on is null and p.state in ('filed', 'on-hold', 'approved'))
$$;

create or replace function drawn_is_over(p_institution text, p_root text, p_today date)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    bool_and(p.started_on is not null or (p.state <> 'on-hold' and p.days_until < p_today)), false)
    from plans_citing(p_institution, p_root) p
$$;

-- Who may call them: only what is granted here.
revoke all on function
  next_draw(text, int), prepare_draw(jsonb, json), opened_inspection_draw(file, inbox),
  known_inspection_draw__contribution(file, inbox), effect_draw_contributed(file, jsonb),
  end_draw(jsonb, json), draw_record(text, jsonb), draw_is_public(text, date, int),
  plans_citing(text, text), drawn_is_planned(text, text), drawn_is_over(text, text, date)
  from public, duban_app;

grant execute on function
  next_draw(text, int), prepare_draw(jsonb, json), end_draw(jsonb, json),
  draw_record(text, jsonb), draw_is_public(text, date, int) to duban_app;
