-- 审管联动 TJ84-15, 16: the exchange between departments, the issues their coordinators follow up, the consultations of each pair.

-- TJ84-15.1 A push or feedback that was refused at the door, before any file took it in: what kind, why, by whom; never what it held.
create table refused_exchange (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  officer_id text not null,
  type text not null,
  code text not null,
  clause text,
  file_id text,
  item_id text,
  hash text not null,
  -- a hash of the caller's key
  key text not null,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  -- the same attempt sent again is counted once
  unique (officer_id, key, type, code, hash)
);
create index refused_exchange_log on refused_exchange (bureau_id, at desc, id desc);
create trigger append_only before update or delete on refused_exchange for each row execute function refuse_change();
create trigger no_truncate before truncate on refused_exchange execute function refuse_change();

-- What counts as an exchange: one list, here and in domain/coordination/exchange.ts (a test compares them).
create function is_exchange(p_type text) returns boolean language sql immutable parallel safe as
$$ select p_type in ('approval', 'push', 'supervision-result', 'stop-order', 'revocation-suggestion', 'feedback-receipt', 'revocation') $$;
create index inbox_exchange on inbox (arrived_at desc, act_id desc) where type in ('approval', 'push', 'supervision-result', 'stop-order', 'revocation-suggestion', 'feedback-receipt', 'revocation')
  and (type <> 'approval' or message->'facts'->>'push' = 'true');

-- Exchanges as the log reads them. An approval is one where it was pushed in the same call.
create view exchange as
  select i.act_id as id, f.bureau_id, i.unit_id, case when i.unit_id = f.opening->'units'->>'accepting' then f.opening->'units'->>'supervising' else f.opening->'units'->>'accepting' end as to_unit,
    case i.type when 'approval' then 'push' else i.type end as type, f.id as file_id, f.opening->>'item' as item_id, i.received_at, i.arrived_at, i.hash,
    case when i.verdict is null then 'pending' when i.verdict->>'accepted' = 'true' then 'accepted' else 'refused' end as state,
    i.verdict->>'timing' as timing, i.verdict->'refusal'->>'code' as code, i.verdict->'refusal'->>'clause' as clause, case when i.type = 'supervision-result' then i.message->'facts'->>'result' end as finding,
    f.opening->'units'->>'accepting' as accepting, f.opening->'units'->>'supervising' as supervising
  from inbox i join file f on f.id = i.file_id
  where i.type in ('approval', 'push', 'supervision-result', 'stop-order', 'revocation-suggestion', 'feedback-receipt', 'revocation')
    and f.procedure = 'commitment-case' and (i.type <> 'approval' or i.message->'facts'->>'push' = 'true');

-- TJ84-15.3 Figures of a period by department, item and kind. Overdue: fell due in the period and is owed still.
create function exchange_figures(p_bureau text, p_from timestamptz, p_to timestamptz, p_unit text)
returns table (unit_id text, item_id text, type text, sent int, accepted int, late int, refused int, pending int, at_the_door int, overdue int) language sql stable security definer set search_path = public as $$
  select x.unit_id, x.item_id, x.type, sum(x.sent)::int, sum(x.accepted)::int, sum(x.late)::int, sum(x.refused)::int, sum(x.pending)::int, sum(x.door)::int, sum(x.overdue)::int from (
    select e.unit_id, e.item_id, e.type, 1 as sent, (e.state = 'accepted')::int as accepted, coalesce(e.timing in ('late', 'claimed-in-time'), false)::int as late, (e.state = 'refused')::int as refused, (e.state = 'pending')::int as pending, 0 as door, 0 as overdue
      from exchange e where e.bureau_id = p_bureau and e.arrived_at >= p_from and e.arrived_at < p_to and (p_unit is null or e.unit_id = p_unit)
    union all
    select r.unit_id, coalesce(r.item_id, f.opening->>'item'), r.type, 0, 0, 0, 0, 0, 1, 0 from refused_exchange r left join file f on f.id = r.file_id
      where r.bureau_id = p_bureau and r.at >= p_from and r.at < p_to and (p_unit is null or r.unit_id = p_unit)
    union all
    select d.owed_by, f.opening->>'item', d.act, 0, 0, 0, 0, 0, 0, 1 from duty d join file f on f.id = d.file_id
      where d.bureau_id = p_bureau and d.procedure = 'commitment-case' and d.state = 'overdue' and is_exchange(d.act) and d.due_at >= p_from and d.due_at < p_to and (p_unit is null or d.owed_by = p_unit)
  ) x group by 1, 2, 3 order by 1, 2, 3 $$;

create index file_closed_case on file (bureau_id, closed_at) where closed_at is not null and procedure = 'commitment-case';
create index file_issue on file (bureau_id, opened_at desc, id desc) where procedure = 'coordination-issue';
create index file_consultation on file (bureau_id, opened_at desc, id desc) where procedure = 'consultation';

-- TJ84-16 What a consultation has before it: the pair's figures of the period and its open issues.
create function pair_figures(p_bureau text, p_accepting text, p_supervising text, p_from timestamptz, p_to timestamptz) returns jsonb language sql stable security definer set search_path = public as $$
  with pair as (select e.* from exchange e where e.bureau_id = p_bureau and e.arrived_at >= p_from and e.arrived_at < p_to and e.accepting = p_accepting and e.supervising = p_supervising)
  select jsonb_build_object(
    'opened', (select count(*) from file f where f.bureau_id = p_bureau and f.procedure = 'commitment-case' and f.opened_at >= p_from and f.opened_at < p_to
      and f.opening->'units'->>'accepting' = p_accepting and f.opening->'units'->>'supervising' = p_supervising),
    'closed', (select count(*) from file f where f.bureau_id = p_bureau and f.procedure = 'commitment-case' and f.closed_at >= p_from and f.closed_at < p_to
      and f.opening->'units'->>'accepting' = p_accepting and f.opening->'units'->>'supervising' = p_supervising),
    'findings', coalesce((select jsonb_object_agg(finding, n) from (select finding, count(*) as n from pair where type = 'supervision-result' and state = 'accepted' and finding is not null group by 1) x), '{}'::jsonb),
    'exchanged', (select count(*) from pair where state = 'accepted'),
    'late', (select count(*) from pair where state = 'accepted' and timing in ('late', 'claimed-in-time')),
    'refused', (select count(*) from pair where state = 'refused') + (select count(*) from refused_exchange r join file f on f.id = r.file_id
      where r.bureau_id = p_bureau and r.at >= p_from and r.at < p_to and f.opening->'units'->>'accepting' = p_accepting and f.opening->'units'->>'supervising' = p_supervising),
    'overdue', (select count(*) from duty d join file f on f.id = d.file_id where d.bureau_id = p_bureau and d.procedure = 'commitment-case' and d.state = 'overdue'
      and f.opening->'units'->>'accepting' = p_accepting and f.opening->'units'->>'supervising' = p_supervising),
    'issues', coalesce((select jsonb_agg(id) from (select f.id from file f where f.bureau_id = p_bureau and f.procedure = 'coordination-issue' and f.closed_at is null
      and f.opening->'units'->>'accepting' = p_accepting and f.opening->'units'->>'supervising' = p_supervising order by f.opened_at limit 50) x), '[]'::jsonb)) $$;

-- A coordinator: registered as one for the whole bureau, or appointed by the department and present that day (or the substitute).
create function is_coordinator(p_officer text, p_unit text, p_day date) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from officer o where o.id = p_officer and o.unit_id = p_unit and 'coordinator' = any (o.roles))
    or p_officer in (coordinator_of(p_unit, 'accepting', p_day), coordinator_of(p_unit, 'supervising', p_day)) $$;
create function by_coordinator(i inbox) returns jsonb language sql stable security definer set search_path = public as
$$ select jsonb_build_object('coordinator', coalesce(is_coordinator(i.officer_id, i.unit_id, (i.received_at at time zone 'Asia/Shanghai')::date), false)) $$;

-- ---- TJ84-15.6 协调事项 ---------------------------------------------------------------------------------------------

create function known_coordination_issue__escalation(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$
  select by_coordinator(i) || jsonb_build_object(
    'approving', exists (select 1 from unit u where u.id = i.payload->>'approvingBody' and u.bureau_id = f.bureau_id),
    'supervising', exists (select 1 from unit u where u.id = i.payload->>'supervisingBody' and u.bureau_id = f.bureau_id)) $$;
create function known_coordination_issue__resolution(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select by_coordinator(i) $$;
create function known_coordination_issue__resolution_note(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select by_coordinator(i) $$;
create function known_coordination_issue__closure(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select by_coordinator(i) $$;

-- The bodies an issue was reported to read its file from then on, whatever their place in the bureau.
create table reader (
  file_id text not null references file,
  unit_id text not null references unit,
  act_id text not null,
  primary key (file_id, unit_id)
);
create index reader_unit on reader (unit_id);
create function effect_reader(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ insert into reader select f.id, u #>> '{}', e->>'act' from jsonb_array_elements(e->'units') u on conflict do nothing $$;

-- ---- TJ84-16 定期会商 -----------------------------------------------------------------------------------------------

-- Who sat at the table is for the registry to say: the attendees' departments as registered.
create function known_consultation__meeting_record(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$
  select by_coordinator(i) || jsonb_build_object(
    'accepting', exists (select 1 from officer o where o.unit_id = f.opening->'units'->>'accepting' and o.removed_on is null and i.payload->'attendees' ? o.id),
    'supervising', exists (select 1 from officer o where o.unit_id = f.opening->'units'->>'supervising' and o.removed_on is null and i.payload->'attendees' ? o.id),
    'unknown', (select count(*) from jsonb_array_elements_text(i.payload->'attendees') a where not exists (select 1 from officer o join unit u on u.id = o.unit_id where o.id = a and u.bureau_id = f.bureau_id)),
    'unknownOwner', (select count(*) from jsonb_array_elements(i.payload->'problems') p where p->>'owner' is not null and not exists (select 1 from unit u where u.id = p->>'owner' and u.bureau_id = f.bureau_id))) $$;
create function known_consultation__attendance(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select by_coordinator(i) $$;
create function known_consultation__postponement(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select by_coordinator(i) $$;
create function known_consultation__work_record(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select by_coordinator(i) $$;
create function known_consultation__closure(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select by_coordinator(i) $$;

-- The rhythm of each pair, in versions; the last one holds. The engine's schedule follows it (`synced_at`).
create table consultation_schedule (
  bureau_id text not null references bureau,
  accepting_unit text not null references unit,
  supervising_unit text not null references unit,
  version int not null check (version >= 1),
  -- every so many months, from January on; which day of the month; at which hour, Beijing time
  months int not null check (months in (1, 2, 3, 4, 6, 12)),
  day int not null check (day between 1 and 28),
  hour int not null check (hour between 8 and 20),
  paused boolean not null,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null default clock_timestamp(),
  synced_at timestamptz,
  check (accepting_unit <> supervising_unit),
  primary key (bureau_id, accepting_unit, supervising_unit, version)
);
create index consultation_schedule_unsynced on consultation_schedule (changed_at) where synced_at is null;
create trigger keep before update of bureau_id, accepting_unit, supervising_unit, version, months, day, hour, paused, reason, changed_by, changed_at on consultation_schedule for each row execute function refuse_change();
create trigger no_delete before delete on consultation_schedule for each row execute function refuse_change();
create trigger no_truncate before truncate on consultation_schedule execute function refuse_change();

-- A change is a further version; the same again is none.
create function set_consultation_schedule(p jsonb) returns consultation_schedule language plpgsql security definer set search_path = public as $$
declare s consultation_schedule;
begin
  perform pg_advisory_xact_lock(hashtextextended('consultation:' || (p->>'accepting') || ':' || (p->>'supervising'), 0));
  select * into s from consultation_schedule where bureau_id = p->>'bureau' and accepting_unit = p->>'accepting' and supervising_unit = p->>'supervising' order by version desc limit 1;
  if found and (s.months, s.day, s.hour, s.paused) = ((p->>'months')::int, (p->>'day')::int, (p->>'hour')::int, (p->>'paused')::boolean) then return s; end if;
  insert into consultation_schedule (bureau_id, accepting_unit, supervising_unit, version, months, day, hour, paused, reason, changed_by)
  values (p->>'bureau', p->>'accepting', p->>'supervising', coalesce(s.version, 0) + 1, (p->>'months')::int, (p->>'day')::int, (p->>'hour')::int, (p->>'paused')::boolean, p->>'reason', p->>'by')
  returning * into s;
  return s;
end $$;
create function consultation_schedule_synced(p_bureau text, p_accepting text, p_supervising text, p_version int) returns void language sql security definer set search_path = public as
$$ update consultation_schedule set synced_at = clock_timestamp() where bureau_id = p_bureau and accepting_unit = p_accepting and supervising_unit = p_supervising and version <= p_version and synced_at is null $$;

-- Each time the schedule fires: once for its nominal time, whatever fires again. The errand opens the file (openings go through the API's one way).
create table consultation_call (
  bureau_id text not null,
  accepting_unit text not null,
  supervising_unit text not null,
  at timestamptz not null,
  called_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, accepting_unit, supervising_unit, at)
);
create trigger append_only before update or delete on consultation_call for each row execute function refuse_change();
create trigger no_truncate before truncate on consultation_call execute function refuse_change();
-- An errand may come from the calendar and not from a file.
alter table errand alter column file_id drop not null;
create function call_consultation(p jsonb) returns boolean language plpgsql security definer set search_path = public as $$
begin
  insert into consultation_call (bureau_id, accepting_unit, supervising_unit, at) values (p->>'bureau', p->>'accepting', p->>'supervising', ms_at((p->>'at')::bigint)) on conflict do nothing;
  if not found then return false; end if;
  insert into errand (file_id, key, kind, data) values (null, 'consultation:' || (p->>'accepting') || ':' || (p->>'supervising') || ':' || (p->>'at'), 'consultation-call', p);
  perform pg_notify('duban_errand', '');
  return true;
end $$;
-- From when a consultation's period runs: since the one before it, else a whole term back.
create function consultation_since(p_bureau text, p_accepting text, p_supervising text, p_at timestamptz, p_months int) returns timestamptz language sql stable security definer set search_path = public as $$
  select coalesce(
    (select ms_at((f.opening->'period'->>'to')::bigint) from file f where f.bureau_id = p_bureau and f.procedure = 'consultation' and f.opening->'units'->>'accepting' = p_accepting and f.opening->'units'->>'supervising' = p_supervising
      and (f.opening->'period'->>'to')::bigint < at_ms(p_at) order by f.opened_at desc, f.id desc limit 1),
    (date_trunc('day', p_at at time zone 'Asia/Shanghai') - make_interval(months => p_months)) at time zone 'Asia/Shanghai') $$;

grant select on refused_exchange, exchange, reader, consultation_schedule, consultation_call to duban_app;
grant insert on refused_exchange to duban_app;
revoke execute on all functions in schema public from public;
grant execute on function is_exchange(text), exchange_figures(text, timestamptz, timestamptz, text), pair_figures(text, text, text, timestamptz, timestamptz), is_coordinator(text, text, date),
  set_consultation_schedule(jsonb), consultation_schedule_synced(text, text, text, int), call_consultation(jsonb), consultation_since(text, text, text, timestamptz, int) to duban_app;
