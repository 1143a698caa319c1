-- 专项检查 Special inspections.

create or replace function opened_special_inspection(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into special_inspection (
    id, bureau_id, body_unit, days_from, days_until, items, made_on, risk)
    values (
      f.id, f.bureau_id, i.payload->>'body', (i.payload->'days'->>'from')::date,
      (i.payload->'days'->>'until')::date,
      array(select jsonb_array_elements_text(i.payload->'items')), (i.payload->>'madeOn')::date,
      i.payload->'emergency'->>'risk');
  select '{}'::jsonb
$$;

-- QY-7.1, 7.3 The papers as the gates read them (domain/inspection/plan.ts SpecialPapers). Of a
-- campaign that was withdrawn or never was: none.
create or replace function special_papers(p_campaign text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('campaign', p_campaign)
    || coalesce(
      (
        select jsonb_strip_nulls(
          jsonb_build_object(
            'planMadeOn', s.made_on, 'government', s.government, 'filedWithJusticeOn', s.filed_on,
            'publishedOn', s.published_on,
            'scope',
              jsonb_build_object(
                'body', s.body_unit, 'items', s.items,
                'days', jsonb_build_object('from', s.days_from, 'until', s.days_until)),
            'emergency',
              case
                when s.head_approved_on is not null then
                  jsonb_build_object('risk', s.risk, 'reasonGiven', true) end))
          from special_inspection s where s.id = p_campaign and s.state <> 'withdrawn'),
      '{}'::jsonb)
$$;

-- QY-7.2 Takes one of the yearly number, or says in which year there is none left. The number is
-- the bureau's; where none is set nothing is refused.
create or replace function count_special(p_campaign text)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare s special_inspection; v_most int; v_year int; v_others int;
begin
  select * into s from special_inspection where id = p_campaign;
  perform pg_advisory_xact_lock(hashtextextended('special-number:' || s.body_unit, 0));
  select (settings->'inspection'->>'specialsPerYear')::int into v_most
    from bureau where id = s.bureau_id;
  for v_year in extract(year from s.days_from)::int .. extract(year from s.days_until)::int loop
    select count(*) into v_others
      from jsonb_array_elements(campaigns_of(s.body_unit)) c
      where (c->>'year')::int = v_year and c->>'campaign' <> p_campaign;
    if v_others >= v_most then
      return jsonb_build_object('year', v_year, 'others', v_others, 'most', v_most);
    end if;
  end loop;
  update special_inspection set counted = true where id = p_campaign;
  return jsonb_build_object('most', v_most);
end $$;

-- Visits that have begun under it. They bar its withdrawal.
create or replace function special_visits(p_campaign text)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_plans int; v_begun int;
begin
  select count(*) filter (where p.state in ('filed', 'on-hold', 'approved')),
    count(*) filter (where p.started_on is not null) into v_plans, v_begun
    from inspection_plan p where p.plan->'special'->>'campaign' = p_campaign;
  return jsonb_build_object('pending', v_plans, 'begun', v_begun);
end $$;

-- What only the registries know of the approver: the bureau and its units are no government; the
-- government's place contains the body's.
create or replace function known_special_inspection__government_approval(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'ownUnit',
    exists (
      select 1 from unit u
        where u.bureau_id = f.bureau_id
          and (u.name = i.payload->'approver'->>'name' or u.id = i.payload->'approver'->>'name'))
      or exists (
        select 1 from bureau b where b.id = f.bureau_id and b.name = i.payload->'approver'->>'name'
      ))
$$;

create or replace function known_special_inspection__emergency_approval(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'head',
    is_body_head(
      i.officer_id, f.opening->'units'->>'inspecting',
      local_day(i.received_at)))
$$;

create or replace function known_special_inspection__special_withdrawal(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select special_visits(f.id)
$$;

create or replace function known_special_inspection__special_end(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select special_visits(f.id)
$$;

-- A paper that the file has accepted; `on` is the day the paper itself bears.
create or replace function effect_special_paper(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update special_inspection
    set government = case
      when e->>'paper' = 'government' then
        jsonb_build_object(
          'on', e->>'on', 'level', e->>'level', 'isGovernment', true, 'document', e->>'document')
      else government end,
      filed_on = case when e->>'paper' = 'filing' then (e->>'on')::date else filed_on end,
      published_on = case
        when e->>'paper' = 'publication' then (e->>'on')::date else published_on end,
      published_url = case
        when e->>'paper' = 'publication' then
          (select i.payload->>'url' from inbox i where i.act_id = e->>'act')
        else published_url end,
      head_approved_by = case when e->>'paper' = 'head' then e->>'by' else head_approved_by end,
      head_approved_on = case
        when e->>'paper' = 'head' then (e->>'on')::date else head_approved_on end
    where id = f.id
$$;

create or replace function effect_special_state(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update special_inspection
    set state = e->>'state', counted = counted and e->>'state' <> 'withdrawn'
    where id = f.id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  opened_special_inspection(file, inbox), special_papers(text), count_special(text),
  special_visits(text), known_special_inspection__government_approval(file, inbox),
  known_special_inspection__emergency_approval(file, inbox),
  known_special_inspection__special_withdrawal(file, inbox),
  known_special_inspection__special_end(file, inbox), effect_special_paper(file, jsonb),
  effect_special_state(file, jsonb) from public, duban_app;

grant execute on function
  special_papers(text), count_special(text), special_visits(text) to duban_app;
