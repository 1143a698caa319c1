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

-- ---- 历史 an earlier run of a file that goes on ---------------------------------------------------------------------------

-- The engine does not have it any more: entered once, as of a closed file, and not asked for again. Should it come back, it is kept all the same.
alter table ended_run add column lost_at timestamptz;
drop index ended_run_unexported;
create index ended_run_unexported on ended_run (noted_at) where exported_at is null and lost_at is null;
create index ended_run_lost on ended_run (file_id) where lost_at is not null and exported_at is null;

-- {file, run, entry}. A run whose id nobody knows any more stands under the act that its file had judged last.
create function lose_run(p jsonb) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare f file; v_run text; v_seq int; v_head text; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  if not found then return false; end if;
  v_run := coalesce(p->>'run', 'unknown:' || f.id || ':' || f.judged_number);
  insert into ended_run (run_id, file_id, lost_at) values (v_run, f.id, v_now)
    on conflict (run_id) do update set lost_at = v_now where ended_run.file_id = excluded.file_id and ended_run.lost_at is null and ended_run.exported_at is null;
  if not found then return false; end if;
  select * into v_seq, v_head from append_entries(f.id, f.bureau_id, f.register_seq, f.head,
    jsonb_build_array(p->'entry' || jsonb_build_object('key', 'history-lost:' || coalesce(p->>'run', 'judged-' || f.judged_number))), v_now);
  update file set register_seq = v_seq, head = v_head, version = version + 1 where id = f.id;
  return true;
end $$;
revoke execute on function lose_run(jsonb) from public;
grant execute on function lose_run(jsonb) to duban_app;

-- ---- 更正 corrections stand in the file of the inspection too (QY-12.1, 15.1, 15.2) ---------------------------------------------

-- A turn locks its file before its institution: so does a correction.
create function lock_history(p_inspection text) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from file where id = p_inspection for no key update;
  perform lock_institution(institution_id) from inspection_plan where file_id = p_inspection or (file_id is null and id = p_inspection);
end $$;

-- As in 0028, with the entry in the register of the file, where the inspection has one.
create or replace function correct_inspection(p jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; f file; v_seq int; v_head text; v_after jsonb := p->'after'; v_items text[]; v_was boolean; v_recheck boolean;
begin
  perform lock_institution(institution_id) from inspection_plan where id = p->>'plan';
  select * into v from inspection_plan where id = p->>'plan';
  perform enter_inspection(jsonb_build_object('bureau', p->>'bureau', 'registry', 'correction', 'entity', p->>'id', 'reason', p->>'reason', 'by', p->>'by', 'row', jsonb_build_object('id', p->>'id', 'bureau_id', p->>'bureau',
    'plan_id', v.id, 'before', p->'before', 'after', v_after, 'evidence', p->'evidence', 'reason', p->>'reason', 'officer_id', p->>'by', 'at', p->>'at', 'xact', pg_current_xact_id()::text)));
  if v_after ? 'items' then
    v_items := array(select jsonb_array_elements_text(v_after->'items'));
    delete from inspection_plan_item where plan_id = v.id and item_id <> all (v_items);
    insert into inspection_plan_item select v.id, x from unnest(v_items) x on conflict do nothing;
  end if;
  -- A re-check that went beyond what it re-checks is an inspection like any other: it opens a year and uses its place (QY-4.1, 15.1).
  v_was := v.recheck;
  v_recheck := v.recheck and (v_items is null or v_items <@ array(select i.item_id from clue c join inspection_plan o on o.file_id = c.rechecks join inspection_plan_item i on i.plan_id = o.id where v.plan->'clues' ? c.id and c.kind = 're-check'
    union select i.item_id from inspection_plan o join inspection_plan_item i on i.plan_id = o.id where coalesce(o.file_id, o.id) = v.source->'row'->>'rechecks'));
  update inspection_plan o set found = coalesce(v_after->>'found', o.found), recheck = v_recheck,
      ended_on = case when v_after ? 'endedOn' and not o.abandoned then (v_after->>'endedOn')::date else o.ended_on end,
      last_on_site_on = case when v_after ? 'endedOn' and o.abandoned then (v_after->>'endedOn')::date else o.last_on_site_on end
    where o.id = v.id returning o.* into v;
  if v_was and not v_recheck and v.on_site and v.kind = 'daily' then perform take_place(v.id, extract(year from v.started_on)::int, 'consumed'); end if;
  if v.file_id is not null and v.over_on < 'infinity' and not v.recheck then
    insert into errand (file_id, key, kind, data) values (v.file_id, 'window:' || (p->>'id'), 'inspection-window', jsonb_build_object('plan', v.id, 'endedOn', v.over_on)) on conflict do nothing;
  end if;
  perform tell_plans(v.institution_id, p->>'id');
  select * into f from file where id = v.file_id for no key update;
  if found then
    select * into v_seq, v_head from append_entries(f.id, f.bureau_id, f.register_seq, f.head, jsonb_build_array(p->'entry'), date_trunc('milliseconds', clock_timestamp()));
    update file set register_seq = v_seq, head = v_head, version = version + 1 where id = f.id;
  end if;
end $$;
revoke execute on function lock_history(text) from public;
grant execute on function lock_history(text) to duban_app;
