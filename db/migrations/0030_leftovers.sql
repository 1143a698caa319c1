-- Leftovers of issue 10.

-- QY-13.2 The list of leniency on the day of the service, else on the day on which the notice was received: never on the day of whoever asks, or a file
-- that lives through its past again would be told another list.
create or replace function known_inspection__result_notice(f file, i inbox) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('rightParty', right_party(f, i), 'team', team_of(f), 'leniency', (select coalesce(jsonb_agg(jsonb_build_object('code', e.code, 'effect', e.effect, 'inForceFrom', e.in_force_from) order by e.code), '[]')
    from (select distinct on (l.code) l.* from leniency_entry l where l.bureau_id = f.bureau_id and l.code in (select x->>'leniency' from jsonb_array_elements(i.payload->'findings') x)
      and l.in_force_from <= coalesce(civil_day(i.message->>'servedAt'), local_day(i.received_at)) order by l.code, l.in_force_from desc) e where e.effect is not null)) $$;

-- TJ84-10.1, 11: by this file; 重点监管 of its case ends with it, and another open file about the same result is told: what it owes nobody can do any more.
create or replace function effect_result_revoked(f file, e jsonb) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update result set state = 'revoked', revoked_at = ms_at((e->>'at')::bigint), revoked_by_file = f.id, revoked_by_act = e->>'act' where id = f.subject_id and state <> 'revoked';
  update key_supervision k set until_at = ms_at((e->>'at')::bigint), ended = 'revoked' from result r where r.id = f.subject_id and k.file_id = r.file_id and k.until_at is null;
  perform tell_revoked_elsewhere(f.subject_id);
end $$;

-- Once for each file that is told.
create function tell_revoked_elsewhere(p_result text) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into errand (file_id, key, kind, data) select r.revoked_by_file, 'revoked-elsewhere:' || o.id, 'revoked-elsewhere', jsonb_build_object('file', o.id, 'act', r.revoked_by_act, 'unit', i.unit_id, 'officer', i.officer_id)
    from result r join file o on o.subject_kind = 'result' and o.subject_id = r.id and o.procedure in ('commitment-case', 'result-revocation') and o.closed_at is null and o.id <> r.revoked_by_file
    left join inbox i on i.act_id = r.revoked_by_act where r.id = p_result and r.state = 'revoked' on conflict do nothing;
  if found then perform pg_notify('duban_errand', ''); end if;
end $$;
revoke execute on function tell_revoked_elsewhere(text) from public;

-- Those that wait already.
select tell_revoked_elsewhere(o.subject_id) from file o where o.closed_at is null and o.subject_kind = 'result' and o.procedure in ('commitment-case', 'result-revocation');
