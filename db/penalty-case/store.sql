-- 立案查处 Penalty cases (TJ51-14.1): what is asked of the registries, and what follows in the registers of cases and decisions.

-- ---- The opening -------------------------------------------------------------------------------

create or replace function opened_penalty_case(f file, i inbox)
  returns jsonb language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  insert into penalty_case (
    file_id, bureau_id, unit_id, subject_kind, subject_id, matter, matter_ref, case_no, filed_at,
    severe, supersedes)
    values (
      f.id, f.bureau_id, f.opening->'units'->>'supervision-body', i.payload->'subject'->>'kind',
      i.payload->'subject'->>'id', i.payload->>'matter', i.payload->>'matterRef',
      i.payload->>'caseNo', (i.payload->>'filedAt')::timestamptz, f.opening->'demand' is not null,
      i.payload->'supersedes'->>'file');
  select '{}'::jsonb
$$;

-- ---- What only the registries know, at the verdict ---------------------------------------------

-- X-7, TJ51-14.1: officers as they are registered. `ours`: of the body that has the case, or of a
-- unit under it; `head`: of it or of a unit over it; `also`: other accounts of the same person.
create or replace function case_people(f file, i inbox, p_names jsonb)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with body as (
    select f.opening->'units'->>'supervision-body' as id
  ), named as (
    select distinct x #>> '{}' as id,
        local_day(coalesce(ms_at((i.message->>'occurredAt')::bigint), i.received_at)) as day
      from jsonb_array_elements(
        case jsonb_typeof(p_names) when 'array' then p_names else '[]' end || to_jsonb(i.officer_id))
        x
      where jsonb_typeof(x) = 'string'
  )
  select jsonb_build_object(
    'people',
    coalesce(
      jsonb_agg(
        jsonb_build_object(
          'officer', n.id, 'registered', o.id is not null,
          'ours', coalesce(o.unit_id = b.id or superiors_of(o.unit_id) ? b.id, false),
          'reviews', coalesce('legal-reviewer' = any (o.roles), false),
          'head',
            coalesce(
              'head' = any (o.roles) and (o.unit_id = b.id or superiors_of(b.id) ? o.unit_id), false),
          'principal',
            coalesce(
              'head' = any (o.roles) and u.superior_id is null
                -- where heads are registered for the unit that day, the principal is the one of them
                and coalesce(
                  (select bool_or(h.officer_id = o.id and h.post = 'principal')
                    from body_head h
                    where h.unit_id = o.unit_id and h.from_on <= n.day
                      and coalesce(h.until_on, 'infinity') >= n.day),
                  true),
              false),
          'removedOn', o.removed_on,
          'certificate',
            case
              when o.certificate is not null then
                jsonb_build_object(
                  'number', o.certificate->>'number', 'from', o.certificate->>'validFrom', 'until',
                  o.certificate->>'validUntil') end,
          'commitmentUntil', letter_until(o.id))
          || case when a.ids is null then '{}' else jsonb_build_object('also', a.ids) end
          order by n.id),
      '[]'))
    from named n cross join body b
    left join (officer o join unit u on u.id = o.unit_id)
      on o.id = n.id and o.kind = 'person' and u.bureau_id = f.bureau_id
    left join lateral (
      select jsonb_agg(x.id order by x.id) as ids from officer x
        where x.id <> o.id and x.certificate->>'number' = o.certificate->>'number') a
      on true
$$;

create or replace function known_penalty_case__investigator_assignment(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, i.payload->'investigators')
$$;

create or replace function known_penalty_case__recusal(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, jsonb_build_array(i.payload->'officer', i.payload->'decidedBy'))
$$;

create or replace function known_penalty_case__preservation(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, jsonb_build_array(i.payload->'approvedBy'))
$$;

create or replace function known_penalty_case__legal_review(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, '[]')
$$;

create or replace function known_penalty_case__collective_discussion(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, i.payload->'participants')
$$;

create or replace function known_penalty_case__hearing_record(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, jsonb_build_array(i.payload->'chair'))
$$;

create or replace function known_penalty_case__period_extension(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, (i.payload->'participants') || (i.payload->'approvedBy'))
$$;

create or replace function known_penalty_case__penalty_decision(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, jsonb_build_array(i.payload->'approvedBy'))
$$;

-- TJ51-16.1: the group that reports a suspected crime, and who decides on it
create or replace function known_penalty_case__crime_report(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, i.payload->'group')
$$;

create or replace function known_penalty_case__crime_decision(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, '[]')
$$;

create or replace function known_penalty_case__instalment_approval(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, jsonb_build_array(i.payload->'approvedBy'))
$$;

create or replace function known_penalty_case__decision_reversal(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(
    f, i,
    coalesce(i.payload->'discussion'->'participants', '[]')
      || jsonb_build_array(i.payload->'approvedBy'))
$$;

create or replace function known_penalty_case__execution_end(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, jsonb_build_array(i.payload->'approvedBy'))
$$;

create or replace function known_penalty_case__penalty_closure(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_people(f, i, jsonb_build_array(i.payload->'approvedBy'))
$$;

-- TJ51-16.2: a joint meeting of this bureau that was about the case and has ended with its record
create or replace function known_penalty_case__meeting_outcome(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'found', m.id is not null, 'held', coalesce(m.outcome = 'held', false),
    'about', coalesce(m.opening->'topics'->'files' ? f.id, false))
    from (select 1) one
    left join file m
      on m.id = i.payload->>'meeting' and m.procedure = 'joint-meeting'
        and m.bureau_id = f.bureau_id
$$;

-- ---- What follows in the registers, in the transaction of the turn -----------------------------

create or replace function effect_penalty_origin(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into penalty_origin values (f.id, e->>'file', e->>'act') on conflict do nothing
$$;

create or replace function effect_penalty_severe(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update penalty_case set severe = true where file_id = f.id and e is not null
$$;

create or replace function effect_penalty_decision(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into penalty_decision (
    file_id, number, bureau_id, act_id, outcome, measures, violations, discretion, decided_at,
    state_at, state_act)
    values (
      f.id, (e->>'number')::int, f.bureau_id, e->>'act', e->>'outcome', e->'measures',
      array(select jsonb_array_elements_text(e->'violations')), e->>'discretion',
      ms_at((e->>'at')::bigint), ms_at((e->>'at')::bigint), e->>'act')
    on conflict do nothing
$$;

create or replace function effect_penalty_decision_state(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update penalty_decision
    set state = e->>'state', state_at = ms_at((e->>'at')::bigint), state_act = e->>'act',
      served_at = case when e->>'state' = 'served' then ms_at((e->>'at')::bigint) else served_at end
    where file_id = f.id and number = (e->>'number')::int
$$;

-- The decision of a closed case, once it is reopened as another file.
create or replace function effect_penalty_decision_superseded(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update penalty_decision d
    set state = e->>'state', state_at = ms_at((e->>'at')::bigint), state_act = e->>'act'
    where d.file_id = e->>'of' and d.bureau_id = f.bureau_id
      and d.number = (select max(x.number) from penalty_decision x where x.file_id = d.file_id)
$$;

create or replace function effect_penalty_flag(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update penalty_case
    set flag_unit = e->>'unit', flag_level = e->>'level', flag_until = (e->>'until')::date,
      flagged_at = case when e->>'unit' is not null then ms_at((e->>'at')::bigint) end
    where file_id = f.id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  opened_penalty_case(file, inbox), case_people(file, inbox, jsonb),
  known_penalty_case__investigator_assignment(file, inbox),
  known_penalty_case__recusal(file, inbox), known_penalty_case__preservation(file, inbox),
  known_penalty_case__legal_review(file, inbox),
  known_penalty_case__collective_discussion(file, inbox),
  known_penalty_case__hearing_record(file, inbox),
  known_penalty_case__period_extension(file, inbox),
  known_penalty_case__penalty_decision(file, inbox),
  known_penalty_case__crime_report(file, inbox),
  known_penalty_case__crime_decision(file, inbox),
  known_penalty_case__instalment_approval(file, inbox),
  known_penalty_case__decision_reversal(file, inbox),
  known_penalty_case__execution_end(file, inbox),
  known_penalty_case__penalty_closure(file, inbox),
  known_penalty_case__meeting_outcome(file, inbox), effect_penalty_origin(file, jsonb),
  effect_penalty_severe(file, jsonb), effect_penalty_decision(file, jsonb),
  effect_penalty_decision_state(file, jsonb), effect_penalty_decision_superseded(file, jsonb),
  effect_penalty_flag(file, jsonb) from public, duban_app;
