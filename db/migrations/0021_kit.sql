-- 案卷不中断 A file survives any length of life: what its next run needs to live through its past again, the histories of all its runs,
-- and what the database is told of a file that cannot write.

-- What the registries told the file of an act when it judged it: a file that lives through its past again is told the same.
alter table inbox add column known jsonb;
create trigger keep_known before update of known on inbox for each row when (old.known is not null and new.known is distinct from old.known) execute function refuse_change();

-- `lived_until`: every wake up to this instant has been entered. `changes`: which changes of the code have come into this file's life.
-- `fault`: why it cannot write, while its attention is `technical`.
alter table file add column lived_until timestamptz, add column changes text[] not null default '{}', add column fault text;

-- Management alone never makes a file overdue in the sense of law.
update file f set attention = 'management-overdue' where attention = 'overdue' and closed_at is null
  and not exists (select 1 from duty d where d.file_id = f.id and d.state = 'overdue' and d.force <> 'management');

-- Runs of a file that ended while the file went on (carried on, or lost and started again): each history is kept.
create table ended_run (
  run_id text primary key,
  file_id text not null references file,
  noted_at timestamptz not null default clock_timestamp(),
  exported_at timestamptz
);
create index ended_run_unexported on ended_run (noted_at) where exported_at is null;
create trigger no_delete before delete on ended_run for each row execute function refuse_change();
create trigger no_truncate before truncate on ended_run execute function refuse_change();
grant select on ended_run to duban_app;

alter table history_export drop constraint history_export_pkey;
alter table history_export add primary key (file_id, run_id);

create function note_run(p_file text, p_run text) returns void language sql security definer set search_path = pg_catalog, public, pg_temp as
$$ insert into ended_run (run_id, file_id) values (p_run, p_file) on conflict do nothing $$;

-- Rows of the inbox in number order, with what the registries say of their authors and of their content at this moment, or said when the act was judged.
-- Two hundred at most: an answer has to fit into the history.
create or replace function inbox_rows(p_file text, p_after int, p_upto int, p_arrived_until bigint) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('message', i.message, 'verdict', i.verdict, 'known', coalesce(i.known, known_of(f, i)), 'standing',
    case when o.id is null then null else jsonb_build_object('kind', o.kind, 'unit', o.unit_id, 'bureau', u.bureau_id, 'unitRoles', to_jsonb(u.roles), 'roles', to_jsonb(o.roles),
      'removed', o.removed_on is not null, 'commitmentUntil', coalesce(o.commitment_valid_until, (o.commitment_signed_on + interval '1 year')::date)) end) order by i.number), '[]'::jsonb)
  from inbox i join file f on f.id = i.file_id left join officer o on o.id = i.officer_id left join unit u on u.id = o.unit_id
  where i.file_id = p_file and i.number > p_after and i.number <= least(p_upto, p_after::bigint + 200)
    and (p_arrived_until is null or i.arrived_at <= ms_at(p_arrived_until)) $$;

-- What a file has lived through, for the run that goes on with it: the acts it accepted, with what was known and decided of them then.
-- Refused ones changed nothing and are left out. With the last of them comes what is owed now, so that the run can see that it came to the same point.
create function lived(p_file text, p_after int, p_upto int) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with acts as (select i.number, jsonb_build_object('message', i.message, 'verdict', i.verdict, 'standing', null,
        'known', coalesce(i.known, known_of(f, i) || coalesce(d.answer->'known', '{}'), d.answer->'known')) as act
      from inbox i join file f on f.id = i.file_id left join decision d on d.act_id = i.act_id
      where i.file_id = p_file and i.number > p_after and i.number <= p_upto and i.verdict->>'accepted' = 'true' order by i.number limit 100)
  select jsonb_build_object('acts', coalesce((select jsonb_agg(act order by number) from acts), '[]'::jsonb), 'owed', case when (select count(*) from acts) < 100 then
    (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'due', at_ms(due_at), 'lapsed', state = 'lapsed')), '[]'::jsonb) from duty
      where file_id = p_file and state in ('open', 'due-soon', 'overdue', 'lapsed')) end) $$;

-- Where a run that is started anew has to take the file up.
create function position_of(p_file text) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when f.judged_number > 0 then jsonb_build_object('judged', f.judged_number, 'changes', to_jsonb(f.changes), 'heard', '[]'::jsonb,
    'until', coalesce(at_ms(f.lived_until), (select at_ms(i.arrived_at) from inbox i where i.file_id = f.id and i.number = f.judged_number))) end
  from file f where f.id = p_file $$;

-- One turn of a file, in one transaction: entries, verdicts, duties, breaches, list row, effects, errands, deliveries.
-- With `ask`: when acts have arrived by that instant that the file does not know, nothing is entered and they are returned.
create or replace function enter(p jsonb) returns jsonb language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
  update file set register_seq = v_seq, head = v_head, judged_number = greatest(judged_number, (p->>'judged')::int), stage = v->>'stage', attention = v->>'attention', fault = null,
    lived_until = greatest(lived_until, ms_at((p->>'until')::bigint)), changes = coalesce((select array_agg(x order by x) from jsonb_array_elements_text(p->'changes') x), changes),
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
    update inbox set verdict = d->'verdict', known = coalesce(known, d->'known'), settled_at = v_now,
      signalled_at = case when d->>'heard' = 'true' then coalesce(signalled_at, v_now) else signalled_at end
    where act_id = d->>'act' and verdict is null;
    perform pg_notify('duban_verdict', d->>'act' || case when octet_length(d->>'verdict') < 7000 then ' ' || (d->>'verdict') else '' end);
  end loop;
  return '{}'::jsonb;
end $$;

-- 技术故障 A statement of its own, small enough to work where the turn does not: the file cannot write, or it can again.
create function mark_attention(p_file text, p_attention text, p_fault text) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_attention not in ('on-track', 'due-soon', 'management-overdue', 'blocked', 'overdue', 'technical') then raise exception 'no such attention' using errcode = 'check_violation'; end if;
  update file set attention = p_attention, fault = case when p_attention = 'technical' then coalesce(p_fault, fault) end, version = version + 1, changed_at = date_trunc('milliseconds', clock_timestamp())
  where id = p_file and closed_at is null and (attention is distinct from p_attention or (p_attention = 'technical' and p_fault is not null and fault is distinct from p_fault));
end $$;

-- The history of a run that has ended is kept with its hash in the chain: the proof behind the register outlives the server's retention.
-- `last`: the run in which the file ended; the ones before it are kept while the file lives.
create or replace function export_history(p jsonb) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare f file; v_seq int; v_head text; v_last boolean := (p->>'last')::boolean; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  if not found or (v_last and (f.closed_at is null or f.exported_at is not null)) then return false; end if;
  if exists (select 1 from history_export where file_id = f.id and run_id = p->>'run') then return false; end if;
  insert into history_export (file_id, run_id, history, hash) values (f.id, p->>'run', p->'history', p->>'hash');
  select * into v_seq, v_head from append_entries(f.id, f.bureau_id, f.register_seq, f.head, jsonb_build_array(p->'entry'), v_now);
  update file set register_seq = v_seq, head = v_head, version = version + 1, history_hash = case when v_last then p->>'hash' else history_hash end,
    exported_at = case when v_last then v_now else exported_at end where id = f.id;
  update ended_run set exported_at = v_now where run_id = p->>'run';
  return true;
end $$;

revoke execute on function note_run(text, text), lived(text, int, int), position_of(text), mark_attention(text, text, text) from public;
grant execute on function note_run(text, text), lived(text, int, int), position_of(text), mark_attention(text, text, text) to duban_app;
