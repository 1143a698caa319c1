-- 快速响应 Rapid response (TJ51): suspensions, and what the registry says of the subject then.

-- What has started since. A status that somebody has taken away meanwhile does not come back.
create or replace function begin_suspensions()
  returns int language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare r status_at_start; v_begun int := 0;
begin
  for r in select * from status_at_start
    where starts_at <= clock_timestamp()
    order by starts_at limit 500 for update skip locked loop
    delete from status_at_start where file_id = r.file_id;
    if r.subject_kind = 'institution'
      and exists (select 1 from institution where id = r.subject_id and status = 'designated')
      or r.subject_kind = 'practitioner'
      and exists (select 1 from practitioner where id = r.subject_id and status = 'qualified') then
      perform set_subject_status(r.subject_kind, r.subject_id, r.status, r.file_id);
      v_begun := v_begun + 1;
    end if;
  end loop;
  return v_begun;
end $$;

-- ---- What only the registries and the inbox know, at the verdict -------------------------------

-- TJ51-A1-1.2b: the penalty case that a filing names; nothing where it names none
create or replace function case_named(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case
      when i.payload->>'penaltyCase' is not null then
        (
          select jsonb_build_object(
            'readable', coalesce(near_file(p.file_id, i.unit_id), false),
            'same', coalesce(p.subject_kind = f.subject_kind and p.subject_id = f.subject_id, false),
            'open', coalesce(x.closed_at is null, false), 'caseNo', p.case_no)
            from (select 1) one
            left join (penalty_case p join file x on x.id = p.file_id)
              on p.file_id = i.payload->>'penaltyCase' and p.bureau_id = f.bureau_id) end
$$;

create or replace function known_rapid_response__filing_decision(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_named(f, i)
$$;

create or replace function known_rapid_response__further_answer(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case_named(f, i)
$$;

create or replace function known_rapid_response__case_closure(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'reviewer', named_officer(f.bureau_id, i.payload->'legalReview'->>'reviewer'),
    -- X-7: one certificate is one person
    'reviewerInvestigated',
      (
        select coalesce(bool_or(is_person_of(i.payload->'legalReview'->>'reviewer', x)), false)
          from jsonb_array_elements_text(i.payload->'investigators') x),
    'investigators',
      (
        select coalesce(jsonb_agg(named_officer(f.bureau_id, x)), '[]')
          from jsonb_array_elements_text(i.payload->'investigators') x),
    'participants',
      (
        select coalesce(jsonb_agg(named_officer(f.bureau_id, x)), '[]')
          from jsonb_array_elements_text(i.payload->'discussion'->'participants') x))
$$;

-- TJ51-A1-1.4c: the registries add nothing; asked, so that replies judged before case numbers were
-- compared stay as they were judged
create or replace function known_rapid_response__case_reply(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select '{}'::jsonb
$$;

-- TJ51-A1-1.5b: what the accepted opinion recommends, also where it came before the file was told
-- of that
create or replace function known_rapid_response__final_decision(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'recommended',
    (
      select o.payload->'recommended'
        from inbox o
        where o.file_id = f.id and o.type = 'opinion' and o.verdict->>'accepted' = 'true'
        order by o.number desc limit 1))
$$;

-- ---- What follows in the registries, in the transaction of the turn ----------------------------

-- 暂停 for everybody who asks, and what the registry says of the subject then.
create or replace function effect_suspension(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into suspension
    values (
      f.id, f.subject_kind, f.subject_id, e->>'state', ms_at((e->>'decidedAt')::bigint),
      ms_at((e->>'startsAt')::bigint), ms_at((e->>'endedAt')::bigint), (e->>'endsOn')::date,
      (e->>'reviewOn')::date, e->>'act', e->>'clause')
    on conflict (file_id) do update
    set state = excluded.state, decided_at = excluded.decided_at, starts_at = excluded.starts_at,
      ended_at = excluded.ended_at, ends_on = excluded.ends_on, review_on = excluded.review_on,
      act_id = excluded.act_id, clause = excluded.clause;
end $$;

-- A later decision of the file replaces what was still to come. The file's last act may lie ahead
-- of our clock where its time is skipped forward.
create or replace function effect_subject_status(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_from timestamptz := ms_at((e->>'from')::bigint);
begin
  delete from status_at_start where file_id = f.id;
  if v_from > greatest(
    clock_timestamp(), (select max(i.arrived_at) from inbox i where i.file_id = f.id)) then
    insert into status_at_start values (f.id, f.subject_kind, f.subject_id, e->>'status', v_from);
  else
    perform set_subject_status(f.subject_kind, f.subject_id, e->>'status', f.id);
  end if;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  begin_suspensions(), case_named(file, inbox),
  known_rapid_response__filing_decision(file, inbox),
  known_rapid_response__further_answer(file, inbox),
  known_rapid_response__case_closure(file, inbox),
  known_rapid_response__case_reply(file, inbox),
  known_rapid_response__final_decision(file, inbox), effect_suspension(file, jsonb),
  effect_subject_status(file, jsonb) from public, duban_app;

grant execute on function
  begin_suspensions() to duban_app;
