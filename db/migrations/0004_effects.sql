-- What a file does beyond its own rows: facts only the registries know, effects on them, errands to other files.
-- And one turn, written set by set instead of row by row.

-- 跨案事项 What one file owes another: written with the turn that decides it, performed by the API at least once, idempotent by its id.
create table errand (
  id bigint generated always as identity primary key,
  file_id text not null references file,
  -- made by the file from an act or a duty: a repeated turn finds the errand that is there
  key text not null,
  kind text not null,
  data jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  tries int not null default 0,
  next_try_at timestamptz not null default clock_timestamp(),
  last_error text,
  done_at timestamptz,
  unique (file_id, key)
);
create index errand_due on errand (next_try_at, id) where done_at is null;
create trigger no_delete before delete on errand for each row execute function refuse_change();
create trigger no_truncate before truncate on errand execute function refuse_change();
grant select, update (tries, next_try_at, last_error, done_at) on errand to duban_app;

-- The same row is written again and again: room on its page keeps the update off the indexes.
alter table file set (fillfactor = 60);
alter table duty set (fillfactor = 70);
alter table inbox set (fillfactor = 70);
-- The board reads duties; nothing lists files by their next due instant, and every turn moves it.
drop index file_open_due;

-- What only the database can know of an act: function known_<procedure>__<type>(file, inbox), where there is one.
create function known_of(f file, i inbox) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare v_function text := replace('known_' || f.procedure || '__' || i.type, '-', '_'); v_known jsonb;
begin
  if to_regproc(v_function) is null then return null; end if;
  execute format('select %I($1, $2)', v_function) into v_known using f, i;
  return v_known;
end $$;

-- Rows of the inbox in number order, with what the registries say of their authors and of their content at this moment.
create or replace function inbox_rows(p_file text, p_after int, p_upto int, p_arrived_until bigint) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('message', i.message, 'verdict', i.verdict, 'known', known_of(f, i), 'standing',
    case when o.id is null then null else jsonb_build_object('kind', o.kind, 'unit', o.unit_id, 'bureau', u.bureau_id, 'unitRoles', to_jsonb(u.roles), 'roles', to_jsonb(o.roles),
      'removed', o.removed_on is not null, 'commitmentUntil', coalesce(o.commitment_valid_until, (o.commitment_signed_on + interval '1 year')::date)) end) order by i.number), '[]'::jsonb)
  from inbox i join file f on f.id = i.file_id left join officer o on o.id = i.officer_id left join unit u on u.id = o.unit_id
  where i.file_id = p_file and i.number > p_after and (p_upto is null or i.number <= p_upto)
    and (p_arrived_until is null or i.arrived_at <= ms_at(p_arrived_until)) $$;

-- Posts the entries of one turn to the receivers that want them; each receiver is woken once.
create function post_entries(p_file text, p_bureau text, p_after int) returns void language plpgsql security definer set search_path = public as $$
declare v_receiver text;
begin
  if not exists (select 1 from receiver where bureau_id = p_bureau and active) then return; end if;
  for v_receiver in
    with posted as (insert into delivery (receiver_id, file_id, seq)
      select r.id, p_file, e.seq from register e join receiver r on r.bureau_id = p_bureau and r.active and (r.events = '{}' or e.type = any (r.events))
      where e.file_id = p_file and e.seq > p_after returning receiver_id)
    select distinct receiver_id from posted
  loop perform pg_notify('duban_outbox', v_receiver || ' ' || p_file); end loop;
end $$;
drop function post_entry(text, text, int, text);

-- Chains the entries that are not there yet; the caller holds the file's row lock. A repeated entry keeps what is stored.
create or replace function append_entries(p_file text, p_bureau text, inout v_seq int, inout v_head text, p_entries jsonb, p_now timestamptz) language plpgsql security definer set search_path = public as $$
declare e jsonb; v_after int := v_seq; v_known text[]; v_new jsonb[] := '{}'; v_prev text[] := '{}'; v_hash text[] := '{}';
begin
  select coalesce(array_agg(r.key), '{}') into v_known from register r where r.file_id = p_file and r.key in (select x->>'key' from jsonb_array_elements(p_entries) x);
  for e in select * from jsonb_array_elements(p_entries) loop
    continue when e->>'key' = any (v_known);
    v_known := v_known || (e->>'key');
    v_new := v_new || e;
    v_prev := v_prev || v_head;
    v_seq := v_seq + 1;
    v_head := encode(sha256(convert_to(v_head || '|' || v_seq || '|' || (e->>'key') || '|' || at_ms(p_now) || '|' || (e->>'hash'), 'UTF8')), 'hex');
    v_hash := v_hash || v_head;
  end loop;
  if v_seq = v_after then return; end if;
  insert into register select p_file, v_after + n, x->>'key', x->>'type', x->>'clause', x->>'act', x->'body', x->>'hash', p_now, prev, hash
    from unnest(v_new, v_prev, v_hash) with ordinality as t (x, prev, hash, n);
  perform post_entries(p_file, p_bureau, v_after);
end $$;

-- 暂停 for everybody who asks, and what the registry says of the subject then.
create function effect_suspension(f file, e jsonb) returns void language plpgsql security definer set search_path = public as $$
begin
  insert into suspension values (f.id, f.subject_kind, f.subject_id, e->>'state', ms_at((e->>'decidedAt')::bigint), ms_at((e->>'startsAt')::bigint), ms_at((e->>'endedAt')::bigint),
    (e->>'endsOn')::date, (e->>'reviewOn')::date, e->>'act', e->>'clause')
  on conflict (file_id) do update set state = excluded.state, decided_at = excluded.decided_at, starts_at = excluded.starts_at, ended_at = excluded.ended_at, ends_on = excluded.ends_on, review_on = excluded.review_on,
    act_id = excluded.act_id, clause = excluded.clause;
end $$;
create function effect_subject_status(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ select set_subject_status(f.subject_kind, f.subject_id, e->>'status', f.id) $$;

-- One turn of a file, in one transaction: entries, verdicts, duties, breaches, list row, effects, errands, deliveries.
-- With `ask`: when acts have arrived by that instant that the file does not know, nothing is entered and they are returned.
create or replace function enter(p jsonb) returns jsonb language plpgsql security definer set search_path = public as $$
declare f file; d jsonb; v jsonb := p->'view'; v_missed jsonb; v_seq int; v_head text; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  if not found then raise exception 'no such file' using errcode = 'no_data_found'; end if;
  if jsonb_typeof(p->'ask') = 'object' and f.inbox_number > (p->'ask'->>'after')::int then
    v_missed := inbox_rows(f.id, (p->'ask'->>'after')::int, null, (p->'ask'->>'until')::bigint);
    if jsonb_array_length(v_missed) > 0 then return jsonb_build_object('missed', v_missed); end if;
  end if;
  select * into v_seq, v_head from append_entries(f.id, f.bureau_id, f.register_seq, f.head, p->'entries', v_now);
  -- A turn whose entries are all there is repeated (its task was lost, or its worker comes late): it changes nothing, also not what newer turns have shown.
  if v_seq = f.register_seq then
    for d in select * from jsonb_array_elements(p->'verdicts') loop perform pg_notify('duban_verdict', d->>'act'); end loop;
    return '{}'::jsonb;
  end if;
  if jsonb_array_length(p->'duties') > 0 then
    insert into duty select f.id, x.key, x.duty, x.item, f.procedure, f.bureau_id, x.act, x."owedBy", x."owedTo", x.clause, x.force,
        ms_at(x."from"), ms_at(x.due), ms_at(x."altDue"), x.status, x.state, ms_at(x."doneAt"), x.chases, x.unanswered, x.body
      from jsonb_to_recordset(p->'duties') as x (key text, duty text, item text, act text, "owedBy" text, "owedTo" text, clause text, force text, "from" bigint, due bigint, "altDue" bigint,
        status text, state text, "doneAt" bigint, chases int, unanswered int, body jsonb)
    on conflict (file_id, key) do update set due_at = excluded.due_at, alt_due_at = excluded.alt_due_at, status = excluded.status, state = excluded.state,
      done_at = coalesce(excluded.done_at, duty.done_at), chases = excluded.chases, unanswered = excluded.unanswered, body = excluded.body;
  end if;
  for d in select * from jsonb_array_elements(p->'breaches') loop
    insert into breach values (f.id, d->>'key', d->>'duty', f.procedure, f.bureau_id, d->>'clause', d->>'owedBy', d->>'owedTo', ms_at((d->>'due')::bigint),
      ms_at((d->>'altDue')::bigint), v_now, ms_at((d->>'doneAt')::bigint), (d->>'overrun')::bigint, d->>'state')
    on conflict (file_id, key) do update set done_at = excluded.done_at, overrun_ms = excluded.overrun_ms, state = excluded.state;
  end loop;
  update file set register_seq = v_seq, head = v_head, judged_number = greatest(judged_number, (p->>'judged')::int), stage = v->>'stage', attention = v->>'attention',
    next_due = ms_at((v->>'nextDue')::bigint), awaited = v->>'awaited', blocking_unit = v->>'blocking', view = v->'body', version = version + 1, changed_at = v_now,
    started_at = coalesce(started_at, v_now), closed_at = coalesce(closed_at, ms_at((p->>'closedAt')::bigint)), outcome = coalesce(p->>'outcome', outcome)
  where id = f.id;
  for d in select * from jsonb_array_elements(p->'effects') loop
    execute format('select %I($1, $2)', 'effect_' || replace(d->>'kind', '-', '_')) using f, d->'data';
  end loop;
  if jsonb_array_length(p->'errands') > 0 then
    insert into errand (file_id, key, kind, data) select f.id, x->>'key', x->>'kind', x->'data' from jsonb_array_elements(p->'errands') x on conflict do nothing;
    perform pg_notify('duban_errand', '');
  end if;
  -- The verdict rides along where it fits into a notification, so that whoever waits need not ask for it.
  for d in select * from jsonb_array_elements(p->'verdicts') loop
    update inbox set verdict = d->'verdict', settled_at = v_now, signalled_at = case when d->>'heard' = 'true' then coalesce(signalled_at, v_now) else signalled_at end
    where act_id = d->>'act' and verdict is null;
    perform pg_notify('duban_verdict', d->>'act' || case when octet_length(d->>'verdict') < 7000 then ' ' || (d->>'verdict') else '' end);
  end loop;
  return '{}'::jsonb;
end $$;

-- Opens a file, or says which open file the subject already has. Serialised per subject.
-- What only the database can say at the opening (function opened_<procedure>(file, inbox), where there is one) becomes part of what the file is started with.
create or replace function open_file(p jsonb) returns jsonb language plpgsql security definer set search_path = public as $$
declare f file; i inbox; v_year int := (p->>'year')::int; v_last int; v_open text; v_more jsonb; v_known opening_attempt; v_function text := 'opened_' || replace(p->>'procedure', '-', '_');
begin
  perform pg_advisory_xact_lock(hashtextextended((p->>'procedure') || ':' || (p->>'subjectKind') || ':' || (p->>'subjectId'), 0));
  select * into v_known from opening_attempt where officer_id = p->>'officer' and key = p->>'key';
  if found then return jsonb_build_object('known', v_known.answer, 'hash', v_known.hash); end if;
  select id into v_open from file where procedure = p->>'procedure' and subject_kind = p->>'subjectKind' and subject_id = p->>'subjectId' and closed_at is null;
  if found then return jsonb_build_object('open', v_open); end if;
  insert into file_serial values (p->>'procedure', p->>'bureau', v_year, 1)
    on conflict (procedure, bureau_id, year) do update set last = file_serial.last + 1 returning last into v_last;
  f.id := replace(p->>'idPattern', '#', lpad(v_last::text, 5, '0'));
  insert into file (id, procedure, bureau_id, subject_kind, subject_id, direction, opening, opened_at, inbox_number)
  values (f.id, p->>'procedure', p->>'bureau', p->>'subjectKind', p->>'subjectId', p->>'direction', jsonb_set(p->'opening', '{file}', to_jsonb(f.id)), ms_at((p->>'arrivedAt')::bigint), 1) returning * into f;
  insert into inbox (act_id, file_id, number, type, unit_id, officer_id, system_id, message, payload, hash, received_at, arrived_at, key)
  values (p->>'actId', f.id, 1, p->>'type', p->>'unit', p->>'officer', p->>'system', p->'message', p->'payload', p->>'hash',
          ms_at((p->>'receivedAt')::bigint), ms_at((p->>'arrivedAt')::bigint), p->>'key') returning * into i;
  if to_regproc(v_function) is not null then
    execute format('select %I($1, $2)', v_function) into v_more using f, i;
    update file set opening = opening || coalesce(v_more, '{}') where id = f.id returning * into f;
  end if;
  insert into opening_attempt values (p->>'officer', p->>'key', p->>'hash', f.id, p->>'actId', jsonb_build_object('file', f.id, 'act', p->>'actId'));
  return jsonb_build_object('opened', f.id, 'opening', f.opening);
end $$;

-- What a row of the inbox said can never change; only its delivery and its one verdict are added.
drop trigger keep on inbox;
drop function keep_inbox();
create trigger keep before update of act_id, file_id, number, type, unit_id, officer_id, system_id, message, payload, hash, received_at, arrived_at, key on inbox for each row execute function refuse_change();
create trigger keep_verdict before update of verdict on inbox for each row when (old.verdict is not null and new.verdict is distinct from old.verdict) execute function refuse_change();

revoke execute on all functions in schema public from public;
-- and of every function to come
alter default privileges revoke execute on functions from public;
