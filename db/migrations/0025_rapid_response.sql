-- Rapid response: what the registries know of the people and the recommendation an act rests on, and the start of a suspension in the registry.

-- ---- what only the registries and the inbox know, at the verdict ---------------------------------------------------

-- TJ51-14.1, 14.3: an officer whom an act names, as a person of the file's bureau
create function named_officer(p_bureau text, p_officer text) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select jsonb_build_object('registered', true, 'reviews', 'legal-reviewer' = any (o.roles), 'removedOn', o.removed_on)
      from officer o join unit u on u.id = o.unit_id where o.id = p_officer and o.kind = 'person' and u.bureau_id = p_bureau),
    jsonb_build_object('registered', false, 'reviews', false, 'removedOn', null)) $$;

create function known_rapid_response__case_closure(f file, i inbox) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('reviewer', named_officer(f.bureau_id, i.payload->'legalReview'->>'reviewer'),
    'investigators', (select coalesce(jsonb_agg(named_officer(f.bureau_id, x)), '[]') from jsonb_array_elements_text(i.payload->'investigators') x),
    'participants', (select coalesce(jsonb_agg(named_officer(f.bureau_id, x)), '[]') from jsonb_array_elements_text(i.payload->'discussion'->'participants') x)) $$;

-- TJ51-A1-1.4c: the registries add nothing; asked, so that replies judged before case numbers were compared stay as they were judged
create function known_rapid_response__case_reply(f file, i inbox) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as
$$ select '{}'::jsonb $$;

-- TJ51-A1-1.5b: what the accepted opinion recommends, also where it came before the file was told of that
create function known_rapid_response__final_decision(f file, i inbox) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('recommended', (select o.payload->'recommended' from inbox o
    where o.file_id = f.id and o.type = 'opinion' and o.verdict->>'accepted' = 'true' order by o.number desc limit 1)) $$;

-- ---- the registry says suspended from the start of the suspension on, not from its order ---------------------------

create table status_at_start (
  file_id text primary key references file,
  subject_kind text not null,
  subject_id text not null,
  status text not null,
  starts_at timestamptz not null
);
create index status_at_start_due on status_at_start (starts_at);

-- A later decision of the file replaces what was still to come. The file's last act may lie ahead of our clock where its time is skipped forward.
create or replace function effect_subject_status(f file, e jsonb) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_from timestamptz := ms_at((e->>'from')::bigint);
begin
  delete from status_at_start where file_id = f.id;
  if v_from > greatest(clock_timestamp(), (select max(i.arrived_at) from inbox i where i.file_id = f.id)) then
    insert into status_at_start values (f.id, f.subject_kind, f.subject_id, e->>'status', v_from);
  else
    perform set_subject_status(f.subject_kind, f.subject_id, e->>'status', f.id);
  end if;
end $$;

-- What has started since. A status that somebody has taken away meanwhile does not come back.
create function begin_suspensions() returns int language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare r status_at_start; v_begun int := 0;
begin
  for r in select * from status_at_start where starts_at <= clock_timestamp() order by starts_at limit 500 for update skip locked loop
    delete from status_at_start where file_id = r.file_id;
    if r.subject_kind = 'institution' and exists (select 1 from institution where id = r.subject_id and status = 'designated')
      or r.subject_kind = 'practitioner' and exists (select 1 from practitioner where id = r.subject_id and status = 'qualified')
    then perform set_subject_status(r.subject_kind, r.subject_id, r.status, r.file_id); v_begun := v_begun + 1; end if;
  end loop;
  return v_begun;
end $$;

grant select on status_at_start to duban_app;
revoke execute on function named_officer(text, text), known_rapid_response__case_closure(file, inbox), known_rapid_response__case_reply(file, inbox),
  known_rapid_response__final_decision(file, inbox), effect_subject_status(file, jsonb), begin_suspensions() from public;
grant execute on function begin_suspensions() to duban_app;
