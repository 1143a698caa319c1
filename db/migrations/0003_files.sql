-- Files, their inbox, the register and what is shown of them.
-- The application writes here only through the functions below, which belong to the owner's role:
-- duban_app may call them and read, but cannot touch a row by itself.

create table file (
  -- the workflow id: speaking, ASCII, nothing personal
  id text primary key check (id ~ '^[A-Za-z0-9._-]{1,200}$'),
  procedure text not null,
  bureau_id text not null references bureau,
  subject_kind text not null,
  subject_id text not null,
  direction text,
  -- the start argument of the workflow, so that a start that was lost can be repeated word by word
  opening jsonb not null,
  opened_at timestamptz not null,
  started_at timestamptz,
  -- the inbox number given last, and the number judged last
  inbox_number int not null default 0,
  judged_number int not null default 0,
  -- head of the register's chain
  register_seq int not null default 0,
  head text not null default '',
  -- what lists and the desk show
  stage text not null default 'opening',
  attention text not null default 'on-track',
  next_due timestamptz,
  awaited text,
  blocking_unit text,
  view jsonb not null default '{}',
  version int not null default 0,
  changed_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  outcome text,
  -- proof: the exported history of the closed run
  history_hash text,
  exported_at timestamptz
);
-- TJ51-A1-1.1a: one open file a subject; a later letter joins it
create unique index file_one_open on file (procedure, subject_kind, subject_id) where closed_at is null;
create index file_list on file (bureau_id, opened_at desc, id desc);
create index file_subject on file (subject_kind, subject_id, opened_at desc);
create index file_unstarted on file (opened_at) where started_at is null;
create index file_open_due on file (next_due, id) where closed_at is null;
create index file_unexported on file (closed_at) where closed_at is not null and exported_at is null;

create table file_serial (
  procedure text not null, bureau_id text not null, year int not null, last int not null,
  primary key (procedure, bureau_id, year)
);

-- one attempt to open a file: by the caller's key; the refused ones stay too
create table opening_attempt (
  officer_id text not null,
  key text not null,
  hash text not null,
  file_id text,
  act_id text,
  answer jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (officer_id, key)
);

create table inbox (
  act_id text primary key,
  file_id text not null references file,
  number int not null,
  type text not null,
  unit_id text not null,
  officer_id text not null,
  system_id text,
  -- what the engine is told: ids, codes, instants, the hash
  message jsonb not null,
  -- the whole act as it was submitted
  payload jsonb not null,
  hash text not null,
  -- receipt in law; arrival at our server (the same unless an office system stamped it)
  received_at timestamptz not null,
  arrived_at timestamptz not null,
  stored_at timestamptz not null default clock_timestamp(),
  key text not null,
  -- the engine acknowledged the signal: the attempt is in the history
  signalled_at timestamptz,
  verdict jsonb,
  settled_at timestamptz,
  unique (file_id, number),
  unique (file_id, officer_id, key)
);
create index inbox_unsettled on inbox (stored_at) where verdict is null or signalled_at is null;
create index inbox_gaps on inbox (arrived_at desc, act_id) where arrived_at - received_at > interval '30 minutes';
create index inbox_claimed on inbox (arrived_at desc, act_id) where verdict->>'timing' = 'claimed-in-time';

create table register (
  file_id text not null references file,
  seq int not null,
  key text not null,
  type text not null,
  clause text,
  act_id text,
  body jsonb not null,
  -- SHA-256 of the canonical JSON (RFC 8785) of body
  body_hash text not null,
  recorded_at timestamptz not null,
  prev text not null,
  hash text not null,
  primary key (file_id, seq),
  unique (file_id, key)
);
alter table delivery add foreign key (file_id, seq) references register (file_id, seq) deferrable initially deferred;

-- duties as they stand: one row a wait; the register is the record, this is what the board reads
create table duty (
  file_id text not null references file,
  key text not null,
  duty text not null,
  item text,
  procedure text not null,
  bureau_id text not null,
  act text not null,
  owed_by text not null,
  owed_to text not null,
  clause text not null,
  force text not null,
  from_at timestamptz not null,
  due_at timestamptz not null,
  alt_due_at timestamptz,
  status text not null,
  state text not null check (state in ('open', 'due-soon', 'overdue', 'done', 'lapsed', 'void')),
  done_at timestamptz,
  chases int not null default 0,
  unanswered int not null default 0,
  body jsonb not null,
  primary key (file_id, key)
);
create index duty_board on duty (bureau_id, due_at, file_id, key) where state in ('open', 'due-soon', 'overdue');
create index duty_unit on duty (owed_by, due_at, file_id, key) where state in ('open', 'due-soon', 'overdue');
create index duty_clause on duty (clause, due_at) where state in ('open', 'due-soon', 'overdue');
create index duty_unanswered on duty (bureau_id, due_at) where unanswered > 0;

-- TJ51-A1-X2: the ledger of breaches; a row is never deleted
create table breach (
  file_id text not null references file,
  key text not null,
  duty text not null,
  procedure text not null,
  bureau_id text not null,
  clause text not null,
  owed_by text not null,
  owed_to text not null,
  due_at timestamptz not null,
  alt_due_at timestamptz,
  recorded_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  overrun_ms bigint,
  -- standing | claimed-in-time | reversed
  state text not null,
  primary key (file_id, key)
);
create index breach_ledger on breach (bureau_id, due_at desc, file_id, key);
create index breach_unit on breach (owed_by, due_at desc);

-- suspended or not: what GET /v1/subjects/{id}/status answers
create table suspension (
  file_id text primary key references file,
  subject_kind text not null,
  subject_id text not null,
  -- ordered | lifted | replaced (by termination or cancellation)
  state text not null,
  decided_at timestamptz not null,
  starts_at timestamptz,
  ended_at timestamptz,
  ends_on date,
  review_on date,
  act_id text not null,
  clause text not null
);
create index suspension_subject on suspension (subject_kind, subject_id, decided_at desc);
create index suspension_running on suspension (starts_at) where state = 'ordered';

create table history_export (
  file_id text primary key references file,
  run_id text not null,
  history jsonb not null,
  hash text not null,
  exported_at timestamptz not null default clock_timestamp()
);

create trigger append_only before update or delete on register for each row execute function refuse_change();
create trigger append_only before update or delete on history_export for each row execute function refuse_change();
create trigger no_truncate before truncate on history_export execute function refuse_change();
create trigger no_truncate before truncate on register execute function refuse_change();
create trigger no_delete before delete on breach for each row execute function refuse_change();
create trigger no_delete before delete on inbox for each row execute function refuse_change();
create trigger no_delete before delete on file for each row execute function refuse_change();
create trigger no_truncate before truncate on inbox execute function refuse_change();
create trigger no_truncate before truncate on breach execute function refuse_change();

-- what a row of the inbox said can never change; only its delivery and its one verdict are added
create function keep_inbox() returns trigger language plpgsql as $$
begin
  if (new.act_id, new.file_id, new.number, new.type, new.unit_id, new.officer_id, new.message, new.payload, new.hash, new.received_at, new.arrived_at)
     is distinct from (old.act_id, old.file_id, old.number, old.type, old.unit_id, old.officer_id, old.message, old.payload, old.hash, old.received_at, old.arrived_at)
     or (old.verdict is not null and new.verdict is distinct from old.verdict)
  then raise exception 'the inbox is append-only and a verdict is final' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger keep before update on inbox for each row execute function keep_inbox();

create function at_ms(t timestamptz) returns bigint language sql immutable parallel safe as
$$ select floor(extract(epoch from t) * 1000)::bigint $$;
create function ms_at(ms bigint) returns timestamptz language sql immutable parallel safe as
$$ select to_timestamp(ms / 1000.0) $$;

-- Opens a file, or says which open file the subject already has. Serialised per subject.
create function open_file(p jsonb) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_id text; v_year int := (p->>'year')::int; v_last int; v_open text; v_opening jsonb; v_known opening_attempt;
begin
  perform pg_advisory_xact_lock(hashtextextended((p->>'procedure') || ':' || (p->>'subjectKind') || ':' || (p->>'subjectId'), 0));
  select * into v_known from opening_attempt where officer_id = p->>'officer' and key = p->>'key';
  if found then return jsonb_build_object('known', v_known.answer, 'hash', v_known.hash); end if;
  select id into v_open from file where procedure = p->>'procedure' and subject_kind = p->>'subjectKind' and subject_id = p->>'subjectId' and closed_at is null;
  if found then return jsonb_build_object('open', v_open); end if;
  insert into file_serial values (p->>'procedure', p->>'bureau', v_year, 1)
    on conflict (procedure, bureau_id, year) do update set last = file_serial.last + 1 returning last into v_last;
  v_id := replace(p->>'idPattern', '#', lpad(v_last::text, 5, '0'));
  v_opening := jsonb_set(p->'opening', '{file}', to_jsonb(v_id));
  insert into file (id, procedure, bureau_id, subject_kind, subject_id, direction, opening, opened_at, inbox_number)
  values (v_id, p->>'procedure', p->>'bureau', p->>'subjectKind', p->>'subjectId', p->>'direction', v_opening, ms_at((p->>'arrivedAt')::bigint), 1);
  insert into inbox (act_id, file_id, number, type, unit_id, officer_id, system_id, message, payload, hash, received_at, arrived_at, key)
  values (p->>'actId', v_id, 1, p->>'type', p->>'unit', p->>'officer', p->>'system', p->'message', p->'payload', p->>'hash',
          ms_at((p->>'receivedAt')::bigint), ms_at((p->>'arrivedAt')::bigint), p->>'key');
  insert into opening_attempt values (p->>'officer', p->>'key', p->>'hash', v_id, p->>'actId', jsonb_build_object('file', v_id, 'act', p->>'actId'));
  return jsonb_build_object('opened', v_id, 'opening', v_opening);
end $$;

-- Takes an act in: number and receipt under the file's row lock. Repeated with the same key it answers with the stored row.
create function receive_act(p jsonb) returns jsonb language plpgsql security definer set search_path = public as $$
declare f file; r inbox; v_message jsonb; v_arrived timestamptz; v_received timestamptz;
begin
  select * into f from file where id = p->>'file' for update;
  if not found then return jsonb_build_object('code', 'not-found'); end if;
  select * into r from inbox where file_id = f.id and officer_id = p->>'officer' and key = p->>'key';
  if found then
    return jsonb_build_object('known', true, 'same', r.hash = p->>'hash' and r.type = p->>'type', 'message', r.message, 'verdict', r.verdict, 'signalled', r.signalled_at is not null);
  end if;
  if f.closed_at is not null then return jsonb_build_object('code', 'file-closed'); end if;
  v_arrived := coalesce(ms_at((p->>'arrivedAt')::bigint), date_trunc('milliseconds', clock_timestamp()));
  v_received := coalesce(ms_at((p->>'receivedAt')::bigint), v_arrived);
  if v_received > v_arrived then return jsonb_build_object('code', 'in-the-future', 'now', at_ms(v_arrived)); end if;
  -- Arrival orders the file: a clock that was set back never puts an act before one that has a lower number.
  v_arrived := greatest(v_arrived, (select i.arrived_at from inbox i where i.file_id = f.id order by i.number desc limit 1));
  v_message := (p->'message') || jsonb_build_object('number', f.inbox_number + 1, 'receivedAt', at_ms(v_received), 'arrivedAt', at_ms(v_arrived));
  insert into inbox (act_id, file_id, number, type, unit_id, officer_id, system_id, message, payload, hash, received_at, arrived_at, key)
  values (p->>'actId', f.id, f.inbox_number + 1, p->>'type', p->>'unit', p->>'officer', p->>'system', v_message, p->'payload', p->>'hash', v_received, v_arrived, p->>'key');
  update file set inbox_number = inbox_number + 1 where id = f.id;
  return jsonb_build_object('known', false, 'message', v_message);
end $$;

create function act_signalled(p_act text) returns void language sql security definer set search_path = public as
$$ update inbox set signalled_at = clock_timestamp() where act_id = p_act and signalled_at is null $$;

create function file_started(p_file text) returns void language sql security definer set search_path = public as
$$ update file set started_at = clock_timestamp() where id = p_file and started_at is null;
   update inbox set signalled_at = clock_timestamp() where file_id = p_file and number = 1 and signalled_at is null $$;

-- Rows of the inbox with what the registries say of their authors at this moment, in number order.
create function inbox_rows(p_file text, p_after int, p_upto int, p_arrived_until bigint) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('message', i.message, 'verdict', i.verdict, 'standing',
    case when o.id is null then null else jsonb_build_object('kind', o.kind, 'unit', o.unit_id, 'bureau', u.bureau_id, 'unitRoles', to_jsonb(u.roles), 'roles', to_jsonb(o.roles),
      'removed', o.removed_on is not null, 'commitmentUntil', coalesce(o.commitment_valid_until, (o.commitment_signed_on + interval '1 year')::date)) end) order by i.number), '[]'::jsonb)
  from inbox i left join officer o on o.id = i.officer_id left join unit u on u.id = o.unit_id
  where i.file_id = p_file and i.number > p_after and (p_upto is null or i.number <= p_upto)
    and (p_arrived_until is null or i.arrived_at <= ms_at(p_arrived_until)) $$;

-- The registry follows the final decision: terminated, cancelled or designated again; a dated change like any other.
create function set_subject_status(p_kind text, p_id text, p_status text, p_file text) returns void language plpgsql security definer set search_path = public as $$
declare v_before jsonb; v_after jsonb;
begin
  if p_kind = 'institution' then
    select to_jsonb(i) into v_before from institution i where id = p_id;
    update institution set status = p_status where id = p_id and status <> p_status;
    select to_jsonb(i) into v_after from institution i where id = p_id;
  else
    select to_jsonb(i) into v_before from practitioner i where id = p_id;
    update practitioner set status = p_status where id = p_id and status <> p_status;
    select to_jsonb(i) into v_after from practitioner i where id = p_id;
  end if;
  if v_after is distinct from v_before then
    insert into registry_change (registry, entity_id, changed_by, reason, before, after) values (p_kind, p_id, 'file:' || p_file, 'decision in the file', v_before, v_after);
  end if;
end $$;

-- Chains the entries that are not there yet; the caller holds the file's row lock. A repeated entry keeps what is stored.
create function append_entries(p_file text, p_bureau text, inout v_seq int, inout v_head text, p_entries jsonb, p_now timestamptz) language plpgsql security definer set search_path = public as $$
declare e jsonb; v_hash text;
begin
  for e in select * from jsonb_array_elements(p_entries) loop
    if exists (select 1 from register r where r.file_id = p_file and r.key = e->>'key') then continue; end if;
    v_seq := v_seq + 1;
    v_hash := encode(sha256(convert_to(v_head || '|' || v_seq || '|' || (e->>'key') || '|' || at_ms(p_now) || '|' || (e->>'hash'), 'UTF8')), 'hex');
    insert into register values (p_file, v_seq, e->>'key', e->>'type', e->>'clause', e->>'act', e->'body', e->>'hash', p_now, v_head, v_hash);
    v_head := v_hash;
    perform post_entry(p_file, p_bureau, v_seq, e->>'type');
  end loop;
end $$;

-- One turn of a file, in one transaction: entries, verdicts, duties, breaches, suspension, list row, deliveries.
-- With `ask`: when acts have arrived by that instant that the file does not know, nothing is entered and they are returned.
create function enter(p jsonb) returns jsonb language plpgsql security definer set search_path = public as $$
declare f file; d jsonb; v jsonb := p->'view'; s jsonb := p->'suspension'; v_missed jsonb;
  v_seq int; v_head text; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  if not found then raise exception 'no such file' using errcode = 'no_data_found'; end if;
  if jsonb_typeof(p->'ask') = 'object' then
    v_missed := inbox_rows(f.id, (p->'ask'->>'after')::int, null, (p->'ask'->>'until')::bigint);
    if jsonb_array_length(v_missed) > 0 then return jsonb_build_object('missed', v_missed); end if;
  end if;
  select * into v_seq, v_head from append_entries(f.id, f.bureau_id, f.register_seq, f.head, p->'entries', v_now);
  -- A turn whose entries are all there is repeated (its task was lost, or its worker comes late): it changes nothing, also not what newer turns have shown.
  if v_seq = f.register_seq then
    for d in select * from jsonb_array_elements(coalesce(p->'verdicts', '[]'::jsonb)) loop perform pg_notify('duban_verdict', d->>'act'); end loop;
    return '{}'::jsonb;
  end if;
  for d in select * from jsonb_array_elements(coalesce(p->'duties', '[]'::jsonb)) loop
    insert into duty values (f.id, d->>'key', d->>'duty', d->>'item', f.procedure, f.bureau_id, d->>'act', d->>'owedBy', d->>'owedTo', d->>'clause', d->>'force',
      ms_at((d->>'from')::bigint), ms_at((d->>'due')::bigint), ms_at((d->>'altDue')::bigint), d->>'status', d->>'state', ms_at((d->>'doneAt')::bigint),
      (d->>'chases')::int, (d->>'unanswered')::int, d->'body')
    on conflict (file_id, key) do update set due_at = excluded.due_at, alt_due_at = excluded.alt_due_at, status = excluded.status, state = excluded.state,
      done_at = coalesce(excluded.done_at, duty.done_at), chases = excluded.chases, unanswered = excluded.unanswered, body = excluded.body;
  end loop;
  for d in select * from jsonb_array_elements(coalesce(p->'breaches', '[]'::jsonb)) loop
    insert into breach values (f.id, d->>'key', d->>'duty', f.procedure, f.bureau_id, d->>'clause', d->>'owedBy', d->>'owedTo', ms_at((d->>'due')::bigint),
      ms_at((d->>'altDue')::bigint), v_now, ms_at((d->>'doneAt')::bigint), (d->>'overrun')::bigint, d->>'state')
    on conflict (file_id, key) do update set done_at = excluded.done_at, overrun_ms = excluded.overrun_ms, state = excluded.state;
  end loop;
  if jsonb_typeof(s) = 'object' then
    insert into suspension values (f.id, f.subject_kind, f.subject_id, s->>'state', ms_at((s->>'decidedAt')::bigint), ms_at((s->>'startsAt')::bigint), ms_at((s->>'endedAt')::bigint),
      (s->>'endsOn')::date, (s->>'reviewOn')::date, s->>'act', s->>'clause')
    on conflict (file_id) do update set state = excluded.state, decided_at = excluded.decided_at, starts_at = excluded.starts_at, ended_at = excluded.ended_at, ends_on = excluded.ends_on, review_on = excluded.review_on,
      act_id = excluded.act_id, clause = excluded.clause;
  end if;
  update file set register_seq = v_seq, head = v_head, judged_number = greatest(judged_number, (p->>'judged')::int), stage = v->>'stage', attention = v->>'attention',
    next_due = ms_at((v->>'nextDue')::bigint), awaited = v->>'awaited', blocking_unit = v->>'blocking', view = v->'body', version = version + 1, changed_at = v_now,
    closed_at = coalesce(closed_at, ms_at((p->>'closedAt')::bigint)), outcome = coalesce(p->>'outcome', outcome)
  where id = f.id;
  if p->>'subjectStatus' is not null then perform set_subject_status(f.subject_kind, f.subject_id, p->>'subjectStatus', f.id); end if;
  update inbox i set verdict = x->'verdict', settled_at = v_now, signalled_at = case when x->'heard' = 'true' then coalesce(i.signalled_at, v_now) else i.signalled_at end
  from jsonb_array_elements(coalesce(p->'verdicts', '[]'::jsonb)) x where i.act_id = x->>'act' and i.verdict is null;
  -- The verdict rides along where it fits into a notification, so that whoever waits need not ask for it.
  for d in select * from jsonb_array_elements(coalesce(p->'verdicts', '[]'::jsonb)) loop
    perform pg_notify('duban_verdict', d->>'act' || case when octet_length(d->>'verdict') < 7000 then ' ' || (d->>'verdict') else '' end);
  end loop;
  return '{}'::jsonb;
end $$;

-- The history of a closed run is kept with its hash in the chain: the proof behind the register outlives the server's retention.
create function export_history(p jsonb) returns boolean language plpgsql security definer set search_path = public as $$
declare f file; v_seq int; v_head text; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' and closed_at is not null and exported_at is null for update;
  if not found then return false; end if;
  insert into history_export (file_id, run_id, history, hash) values (f.id, p->>'run', p->'history', p->>'hash');
  select * into v_seq, v_head from append_entries(f.id, f.bureau_id, f.register_seq, f.head, jsonb_build_array(p->'entry'), v_now);
  update file set register_seq = v_seq, head = v_head, version = version + 1, history_hash = p->>'hash', exported_at = v_now where id = f.id;
  return true;
end $$;

-- Outside the engine: an opening that was refused, kept with its reason
create function refuse_opening(p_officer text, p_key text, p_hash text, p_answer jsonb) returns void language sql security definer set search_path = public as
$$ insert into opening_attempt values (p_officer, p_key, p_hash, null, null, p_answer) on conflict do nothing $$;

grant select on file, file_serial, opening_attempt, inbox, register, duty, breach, suspension, history_export to duban_app;
revoke execute on all functions in schema public from public;
grant execute on function at_ms(timestamptz), ms_at(bigint), open_file(jsonb), receive_act(jsonb), act_signalled(text), file_started(text),
  inbox_rows(text, int, int, bigint), enter(jsonb), refuse_opening(text, text, text, jsonb), export_history(jsonb) to duban_app;
