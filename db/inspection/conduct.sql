-- The conduct of an inspection and its outcomes: who was there, what was sealed, found, told and
-- handed over.

-- Before the door is opened nothing of the plan is told to the engine, whatever is filed too early:
-- neither the target nor the team nor the days.
create or replace function begun_plan(p_file text)
  returns setof inspection_plan language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select * from inspection_plan where file_id = p_file and started_on is not null
$$;

-- Of the team and of those whom an act names, on the day it states: certificates, rolls, interests
-- in this institution (as 'this'), and who heads the body.
create or replace function conduct_people(f file, i inbox, p_names text[])
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v inspection_plan; v_known jsonb; v_team jsonb;
  v_names text[] := array(select x from unnest(p_names) x where x is not null);
begin
  select * into v from begun_plan(f.id);
  if not found then return null; end if;
  v_team := v.plan->'team';
  v_known := inspection_known(
    jsonb_build_object(
      'today',
        coalesce(
          local_day(ms_at((i.message->>'occurredAt')::bigint)), local_day(ms_at((i.message->>'servedAt')::bigint)),
          local_day(i.received_at)),
      'plan',
        v.plan
          || jsonb_build_object(
            'team',
            v_team
              || coalesce(
                (
                  select jsonb_agg(
                    jsonb_build_object(
                      'officer', x, 'role', coalesce(i.payload->>'role', 'officer'), 'from', 'body'
                    ))
                    from unnest(v_names) x
                    where not exists (
                      select 1 from jsonb_array_elements(v_team) t where t->>'officer' = x)),
                '[]'))));
  return jsonb_build_object(
    'team', v_team, 'kind', v.kind, 'until', v.days_until,
    'heads', coalesce(v_known->'body'->'heads', '[]'),
    'officers',
      (
        select coalesce(
          jsonb_agg(
            o
              || jsonb_build_object(
                'recusedFrom',
                case
                  when o->'recusedFrom' ? v.institution_id then '["this"]'::jsonb else '[]'::jsonb
                end)),
          '[]')
          from jsonb_array_elements(v_known->'officers') o))
    || case
      when i.payload->>'draw' is null then '{}'
      else jsonb_build_object('draw', draw_record(i.payload->>'draw', v.plan)) end;
end $$;

create or replace function named_present(i inbox)
  returns text[] language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select array(select x->>'officer' from jsonb_array_elements(i.payload->'present') x)
$$;

create or replace function right_party(f file, i inbox)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from begun_plan(f.id) p where p.institution_id = i.payload->>'recipient')
$$;

create or replace function team_of(f file)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select p.plan->'team' from begun_plan(f.id) p), '[]')
$$;

-- ---- What only the registries know, at the verdict ---------------------------------------------

create or replace function known_inspection__on_site_record(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select conduct_people(f, i, named_present(i))
$$;

create or replace function known_inspection__pause(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select conduct_people(f, i, '{}')
$$;

create or replace function known_inspection__resume(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select conduct_people(f, i, named_present(i))
$$;

create or replace function known_inspection__team_change(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select conduct_people(f, i, array[i.payload->>'joins'])
$$;

create or replace function known_inspection__sealing(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select conduct_people(f, i, named_present(i))
$$;

create or replace function known_inspection__sealing_extension(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select conduct_people(f, i, '{}')
$$;

create or replace function known_inspection__recheck(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select conduct_people(f, i, named_present(i))
$$;

create or replace function known_inspection__crime_report(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select conduct_people(f, i, array(select jsonb_array_elements_text(i.payload->'group')))
$$;

create or replace function known_inspection__crime_decision(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select conduct_people(f, i, '{}')
$$;

create or replace function known_inspection__provisional_result(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('rightParty', right_party(f, i))
$$;

create or replace function known_inspection__legal_review(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'team', team_of(f), 'approver', (select p.approved_by from begun_plan(f.id) p),
    'known',
      exists (
        select 1 from officer o join unit u on u.id = o.unit_id
          where o.id = i.payload->>'reviewer' and u.bureau_id = f.bureau_id and o.kind = 'person'
            and o.removed_on is null and 'legal-reviewer' = any (o.roles)))
$$;

-- QY-13.2 The list of leniency on the day of the service, else on the day on which the notice was
-- received: never on the day of whoever asks, or a file that lives through its past again would be
-- told another list.
create or replace function known_inspection__result_notice(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'rightParty', right_party(f, i), 'team', team_of(f),
    'leniency',
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object('code', e.code, 'effect', e.effect, 'inForceFrom', e.in_force_from)
              order by e.code),
          '[]')
          from (
            select distinct on (l.code) l.*
              from leniency_entry l
              where l.bureau_id = f.bureau_id
                and l.code in (
                  select x->>'leniency' from jsonb_array_elements(i.payload->'findings') x)
                and l.in_force_from <= coalesce(
                  local_day(ms_at((i.message->>'servedAt')::bigint)), local_day(i.received_at))
              order by l.code, l.in_force_from desc) e
          where e.effect is not null))
$$;

-- QY-12.4: a rapid response of this very institution
create or replace function known_inspection__case_filing(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'team', team_of(f),
    'checker',
      exists (
        select 1 from officer o join unit u on u.id = o.unit_id
          where o.id = i.payload->'check'->>'by' and u.bureau_id = f.bureau_id and o.kind = 'person'
            and o.removed_on is null),
    'found',
      exists (
        select 1 from file x, begun_plan(f.id) p
          where x.id = i.payload->>'file' and x.bureau_id = f.bureau_id
            and x.procedure = 'rapid-response' and x.subject_kind = 'institution'
            and x.subject_id = p.institution_id))
$$;

-- QY-14.1: competent is a registered body whose area contains the institution's; QY-14.2: the
-- nearest superior of both
create or replace function known_inspection__transfer(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'own', p.body_unit = i.payload->>'unit',
    'contains',
      (
        select left(
          n.area, length(regexp_replace(b.area, '(00){1,2}$', ''))
        ) = regexp_replace(b.area, '(00){1,2}$', '')
          from inspection_body b where b.unit_id = i.payload->>'unit'),
    'superior',
      (
        select mine
          from jsonb_array_elements_text(superiors_of(p.body_unit)) with ordinality as up (mine, n)
          where superiors_of(i.payload->>'unit') ? mine
          order by up.n limit 1))
    from begun_plan(f.id) p join institution n on n.id = p.institution_id
$$;

-- ---- What follows, in the transaction of the turn ----------------------------------------------

-- The team of the plan as it now is: what the check code shows at the door.
create or replace function effect_inspection_team(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update inspection_plan p
    set plan = jsonb_set(
      p.plan, '{team}',
      (
        select coalesce(jsonb_agg(t), '[]')
          from jsonb_array_elements(p.plan->'team') t
          where t->>'officer' is distinct from e->>'leaves')
        || case
          when e->>'joins' is null then '[]'::jsonb
          else jsonb_build_array(
            jsonb_build_object('officer', e->>'joins', 'role', e->>'role', 'from', 'body')) end)
    where p.file_id = f.id
$$;

create or replace function effect_inspection_told(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into inspection_result
    values (
      f.id, f.bureau_id, e->>'act', ms_at((e->>'at')::bigint), local_day(ms_at((e->>'at')::bigint)), e->>'found',
      array(select jsonb_array_elements_text(e->'outcomes')), e->'findings')
$$;

create or replace function effect_sealing(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into sealing (file_id, id, act_id, from_on, last_day)
    values (f.id, e->>'id', e->>'act', (e->>'from')::date, (e->>'lastDay')::date)
$$;

create or replace function effect_sealing_extended(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update sealing set last_day = (e->>'lastDay')::date, extended = true
    where file_id = f.id and id = e->>'id'
$$;

create or replace function effect_sealing_released(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update sealing set released_at = ms_at((e->>'at')::bigint), released_how = e->>'how'
    where file_id = f.id and id = e->>'id'
$$;

create or replace function effect_rectification(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into rectification (act_id, file_id, ordered_on, until_on, findings)
    values (
      e->>'act', f.id, (e->>'on')::date, (e->>'until')::date,
      array(select jsonb_array_elements_text(e->'findings')))
$$;

create or replace function effect_rectification_reported(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update rectification r set reported_at = i.received_at
    from inbox i
    where i.act_id = e->>'act' and r.file_id = f.id and r.rechecked_at is null
      and r.findings && array(select jsonb_array_elements_text(e->'findings'))
$$;

create or replace function effect_rectification_rechecked(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update rectification
    set rechecked_at = ms_at((e->>'at')::bigint), conforming = (e->>'conforming')::boolean
    where file_id = f.id and rechecked_at is null
      and findings && array(select jsonb_array_elements_text(e->'findings'))
$$;

-- Whoever receives a transfer or decides on its dispute reads the file from now on.
create or replace function effect_inspection_reader(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update file
    set opening = jsonb_set(
      opening,
      array[
        'units', (e->>'role') || '-' || (select count(*) from jsonb_object_keys(opening->'units'))
      ],
      e->'unit')
    where id = f.id
      and not exists (select 1 from jsonb_each_text(opening->'units') u where u.value = e->>'unit')
$$;

create or replace function effect_inspection_transferred(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into inspection_transfer (file_id, id, act_id, whole, findings, authority, unit_id)
    values (
      f.id, e->>'item', e->>'act', (e->>'whole')::boolean,
      array(select jsonb_array_elements_text(e->'findings')), e->>'authority', e->>'unit');
  if e->>'unit' is not null then
    perform effect_inspection_reader(f, jsonb_build_object('role', 'receiving', 'unit', e->'unit'));
  end if;
end $$;

create or replace function effect_inspection_transfer_answered(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update inspection_transfer
    set accepted = (e->>'accepted')::boolean, answered_at = ms_at((e->>'at')::bigint)
    where file_id = f.id and id = e->>'item'
$$;

-- Who may call them: only what is granted here.
revoke all on function
  begun_plan(text), conduct_people(file, inbox, text[]), named_present(inbox),
  right_party(file, inbox), team_of(file), known_inspection__on_site_record(file, inbox),
  known_inspection__pause(file, inbox), known_inspection__resume(file, inbox),
  known_inspection__team_change(file, inbox), known_inspection__sealing(file, inbox),
  known_inspection__sealing_extension(file, inbox), known_inspection__recheck(file, inbox),
  known_inspection__crime_report(file, inbox), known_inspection__crime_decision(file, inbox),
  known_inspection__provisional_result(file, inbox), known_inspection__legal_review(file, inbox),
  known_inspection__result_notice(file, inbox), known_inspection__case_filing(file, inbox),
  known_inspection__transfer(file, inbox), effect_inspection_team(file, jsonb),
  effect_inspection_told(file, jsonb), effect_sealing(file, jsonb),
  effect_sealing_extended(file, jsonb), effect_sealing_released(file, jsonb),
  effect_rectification(file, jsonb), effect_rectification_reported(file, jsonb),
  effect_rectification_rechecked(file, jsonb), effect_inspection_reader(file, jsonb),
  effect_inspection_transferred(file, jsonb), effect_inspection_transfer_answered(file, jsonb)
  from public, duban_app;
