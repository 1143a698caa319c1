-- The commitment case (TJ84): what only the registries can know of its acts, and what follows from it in the registries.

-- TJ84-9.1 重点监管: every promised material that is missing, from receipt of the file until it is found conforming or the result is revoked
create table key_supervision (
  file_id text not null references file,
  material text not null,
  promise text not null,
  promised_on date not null,
  from_at timestamptz not null,
  until_at timestamptz,
  ended text check (ended in ('conforming', 'revoked', 'transferred')),
  primary key (file_id, material),
  check ((until_at is null) = (ended is null))
);
create index key_supervision_open on key_supervision (promised_on, file_id, material) where until_at is null;
create trigger no_delete before delete on key_supervision for each row execute function refuse_change();
create trigger no_truncate before truncate on key_supervision execute function refuse_change();

-- TJ84-15.4 督办提醒: who was reminded of what, when, for the so-many-eth time: the coordinator of the department that owes it, or null where there was none
create table coordinator_reminder (
  file_id text not null references file,
  seq int not null,
  bureau_id text not null,
  unit_id text not null,
  officer_id text references officer,
  duty text not null,
  count int not null,
  at timestamptz not null,
  primary key (file_id, seq)
);
create index coordinator_reminder_unit on coordinator_reminder (unit_id, at desc);
create trigger append_only before update or delete on coordinator_reminder for each row execute function refuse_change();
create trigger no_truncate before truncate on coordinator_reminder execute function refuse_change();

-- In UTC+8. (The text '+08' would be read the POSIX way, west of Greenwich; an interval counts east.)
create function local_day(t timestamptz) returns date language sql immutable parallel safe as $$ select (t at time zone interval '08:00')::date $$;

create function remind_coordinator() returns trigger language plpgsql security definer set search_path = public as $$
declare f file; v_unit text := new.body->>'owedBy'; v_side text; v_at timestamptz;
begin
  select * into f from file where id = new.file_id;
  if f.procedure not in ('commitment-case', 'licence-revocation', 'result-revocation') then return null; end if;
  -- in a cascade (TJ84-11) only accepting departments owe anything
  v_side := case when f.procedure = 'licence-revocation' or v_unit = f.opening->'units'->>'accepting' then 'accepting' else 'supervising' end;
  v_at := coalesce(new.body->>'at', new.body->>'due')::timestamptz;
  insert into coordinator_reminder values (f.id, new.seq, f.bureau_id, v_unit, coordinator_of(v_unit, v_side, local_day(v_at)), new.body->>'duty', coalesce((new.body->>'count')::int, 0), v_at);
  return null;
end $$;
create trigger remind_coordinator after insert on register for each row when (new.type in ('management-overdue', 'management-overdue-again')) execute function remind_coordinator();

-- The daily push, sent again under its key, answers for the cases it took the first time
create index inbox_pushes on inbox (officer_id, key collate "C") where type = 'push';

-- ---- what only the registries know, at the verdict ---------------------------------------------------------------

-- TJ84-15.0: whether both sides have a coordinator that day
create function known_commitment_case__push(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('acceptingCoordinator', coordinator_of(f.opening->'units'->>'accepting', 'accepting', local_day(i.received_at)),
    'supervisingCoordinator', coordinator_of(f.opening->'units'->>'supervising', 'supervising', local_day(i.received_at))) $$;

-- TJ84-6: the designated person; an officer of the item who is there
create function known_commitment_case__distribution(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('mayDistribute', may_distribute(i.unit_id, i.officer_id, f.opening->>'item', local_day(i.received_at)),
    'maySupervise', may_supervise(i.unit_id, i.payload->>'assignee', f.opening->>'item', local_day(i.received_at)),
    'absent', is_absent(i.payload->>'assignee', local_day(i.received_at))) $$;
create function known_commitment_case__reassignment(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as
$$ select known_commitment_case__distribution(f, i) $$;

-- TJ84-10.1: never twice, also when another file has revoked it
create function known_commitment_case__revocation(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as
$$ select jsonb_build_object('state', (select state from result where id = f.subject_id)) $$;

-- TJ84-10.2: a file of ours, of the same bureau
create function known_commitment_case__conduct_link(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as
$$ select jsonb_build_object('found', exists (select 1 from file x where x.id = i.payload->'to'->>'file' and x.bureau_id = f.bureau_id and x.id <> f.id)) $$;

-- TJ84-10.3: once per case
create function known_commitment_case__credit_entry(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as
$$ select jsonb_build_object('entered', exists (select 1 from credit_record where file_id = f.id)) $$;

-- ---- what follows in the registries, in the transaction of the turn ----------------------------------------------

-- TJ84-11: the result stands in the registry, with what never leaves it: the code of the party and the licences
create function effect_result_registered(f file, e jsonb) returns void language sql security definer set search_path = public as $$
  insert into result (id, bureau_id, item_id, list_version, type, party_code, licences, accepting_unit, supervising_unit, approved_on, file_id)
  select f.subject_id, f.bureau_id, f.opening->>'item', (f.opening->>'listVersion')::int, f.opening->>'type', i.payload->>'party',
    array(select jsonb_array_elements_text(coalesce(i.payload->'licences', '[]'))), f.opening->'units'->>'accepting', f.opening->'units'->>'supervising', (f.opening->>'approvedOn')::date, f.id
  from inbox i where i.file_id = f.id and i.number = 1
  on conflict (id) do update set file_id = excluded.file_id where result.file_id is null and result.state <> 'revoked' $$;

-- TJ84-8, 9.2
create function effect_result_stopped(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ update result set state = 'stopped', stopped_at = ms_at((e->>'at')::bigint), stopped_by_act = e->>'act' where id = f.subject_id and state = 'live' $$;

-- TJ84-10.1, 11: by this file; 重点监管 of its case ends with it
create function effect_result_revoked(f file, e jsonb) returns void language plpgsql security definer set search_path = public as $$
begin
  update result set state = 'revoked', revoked_at = ms_at((e->>'at')::bigint), revoked_by_file = f.id, revoked_by_act = e->>'act' where id = f.subject_id and state <> 'revoked';
  update key_supervision k set until_at = ms_at((e->>'at')::bigint), ended = 'revoked' from result r where r.id = f.subject_id and k.file_id = r.file_id and k.until_at is null;
end $$;

create function effect_key_supervision(f file, e jsonb) returns void language sql security definer set search_path = public as $$
  insert into key_supervision (file_id, material, promise, promised_on, from_at)
  select f.id, m->>'material', m->>'promise', (m->>'promisedOn')::date, ms_at((e->>'at')::bigint)
  from inbox i, jsonb_array_elements(i.payload->'missing') m where i.file_id = f.id and i.number = 1
  on conflict do nothing $$;
create function effect_key_supervision_ended(f file, e jsonb) returns void language sql security definer set search_path = public as $$
  update key_supervision set until_at = ms_at((e->>'at')::bigint), ended = e->>'end'
  where file_id = f.id and until_at is null and material in (select jsonb_array_elements_text(e->'materials')) $$;

-- TJ84-10.3: the fact, its basis and who confirmed it stay with the acts of the case
create function effect_credit_entered(f file, e jsonb) returns void language sql security definer set search_path = public as $$
  insert into credit_record (id, bureau_id, party_code, file_id, basis, recorded_by, unit_id, at)
  select 'CR.' || f.id, f.bureau_id, r.party_code, f.id, jsonb_build_object('act', i.act_id, 'fact', i.payload->>'fact', 'document', i.payload->'basis'), i.officer_id, i.unit_id, ms_at((e->>'at')::bigint)
  from inbox i join result r on r.id = f.subject_id where i.act_id = e->>'act'
  on conflict (file_id) do nothing $$;
create function effect_credit_objected(f file, e jsonb) returns void language sql security definer set search_path = public as $$
  update credit_record c set objections = c.objections || jsonb_build_array(jsonb_build_object('act', i.act_id, 'at', (e->>'at')::bigint, 'by', i.officer_id, 'document', i.payload->'document'))
  from inbox i where i.act_id = e->>'act' and c.file_id = f.id and not exists (select 1 from jsonb_array_elements(c.objections) o where o->>'act' = i.act_id) $$;

-- An objection that comes when the case has ended: by the department that recorded, once for each key. The change is dated like every other of a registry.
create function object_to_credit_record(p jsonb) returns boolean language plpgsql security definer set search_path = public as $$
declare v_before jsonb; v_after jsonb;
begin
  select to_jsonb(c) into v_before from credit_record c where id = p->>'id' and unit_id = p->>'unit' for update;
  if v_before is null then return false; end if;
  update credit_record c set objections = c.objections || jsonb_build_array(jsonb_build_object('act', p->>'act', 'at', at_ms(clock_timestamp()), 'by', p->>'by', 'document', p->'document'))
  where id = p->>'id' and not exists (select 1 from jsonb_array_elements(c.objections) o where o->>'act' = p->>'act') returning to_jsonb(c) into v_after;
  if v_after is not null then
    insert into registry_change (registry, entity_id, changed_by, reason, before, after) values ('credit-record', p->>'id', p->>'by', 'objection', jsonb_build_object('objections', v_before->'objections'), jsonb_build_object('objections', v_after->'objections'));
  end if;
  return true;
end $$;

grant execute on function object_to_credit_record(jsonb) to duban_app;
grant select on key_supervision, coordinator_reminder to duban_app;
