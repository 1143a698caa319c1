-- The register: what a file enters in one turn, and what nobody changes afterwards.

-- Of a table whose rows stay as they are.
create or replace function refuse_change()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- It had other parameters.
drop function if exists append_entries(text, text, int, text, jsonb, timestamptz);

-- Chains the entries that are not there yet, in the register's second edition, and stages them for
-- the log; the caller holds the file's row lock and keeps the new number and head. A repeated entry
-- keeps what is stored. {key, type, clause, act, body, salt, binding}: db/queries/turns.ts.
create or replace function append_entries(
  f file, p_entries jsonb, p_now timestamptz, out v_seq int, out v_head text
)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  e jsonb; v_known text[]; v_new jsonb[] := '{}'; v_prev text[] := '{}'; v_hash text[] := '{}';
begin
  v_seq := f.register_seq;
  v_head := f.head;
  if f.edition <> 2 then
    raise exception 'a file of the first edition: migrate' using errcode = 'object_not_in_prerequisite_state';
  end if;
  -- The first entries of a file are of the turn that judges its letter. A run that does not is
  -- another file's, one that the register has lost: it writes nothing here.
  if v_seq = 0
    and exists (
      select 1 from inbox i
        where i.file_id = f.id and i.number = 1
          and not exists (
            select 1 from jsonb_array_elements(p_entries) x where x->>'act' = i.act_id)) then
    raise exception 'a turn of another file' using errcode = 'integrity_constraint_violation';
  end if;
  select coalesce(array_agg(r.key), '{}') into v_known
    from register r
    where r.file_id = f.id and r.key in (select x->>'key' from jsonb_array_elements(p_entries) x);
  for e in select * from jsonb_array_elements(p_entries) loop
    continue when e->>'key' = any (v_known);
    if e->>'binding' is null then
      raise exception 'a worker of the version before' using errcode = 'feature_not_supported';
    end if;
    v_known := v_known || (e->>'key');
    v_new := v_new || e;
    v_prev := v_prev || v_head;
    v_seq := v_seq + 1;
    v_head := leaf_hash(
      entry_text(
        f.id, v_seq, e->>'key', e->>'type', e->>'clause', e->>'act', e->>'binding', v_head,
        at_ms(p_now)));
    v_hash := v_hash || v_head;
  end loop;
  if v_seq = f.register_seq then return; end if;
  insert into register (
    file_id, seq, key, type, clause, act_id, body, body_hash, recorded_at, prev, hash, edition, salt)
    select f.id, f.register_seq + n, x->>'key', x->>'type', x->>'clause', x->>'act', x->'body',
      x->>'binding', p_now, prev, hash, 2, decode(x->>'salt', 'hex')
    from unnest(v_new, v_prev, v_hash) with ordinality as t (x, prev, hash, n);
  perform stage_leaves(
    f.bureau_id, 'entry',
    array(select f.id || '/' || n from generate_series(f.register_seq + 1, v_seq) n order by n));
  perform post_entries(f.id, f.bureau_id, f.register_seq);
end $$;

-- An entry that no turn makes: {key, type, clause, act, body, salt, binding}. The caller holds the
-- file's row lock.
create or replace function enter_one(f file, p_entry jsonb, p_now timestamptz)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_seq int; v_head text;
begin
  select * into v_seq, v_head from append_entries(f, jsonb_build_array(p_entry), p_now);
  update file set register_seq = v_seq, head = v_head, version = version + 1 where id = f.id;
end $$;

-- One turn of a file, in one transaction: entries, verdicts, duties, breaches, list row, effects,
-- tasks, deliveries. With `ask`: when acts have arrived by that instant that the file does not
-- know, nothing is entered and they are returned. A run that knows more than the register (which was
-- restored from an older backup) enters nothing: what follows from what was lost would stand without
-- it. It shows `technical` until its run is rebuilt.
create or replace function enter(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file; d jsonb; v jsonb := p->'view'; v_missed jsonb; v_seq int; v_head text;
  -- A worker of the version before, which runs until it is replaced, calls its tasks errands.
  v_tasks jsonb := coalesce(p->'tasks', p->'errands');
  v_settled text[] := '{}';
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  if not found then raise exception 'no such file' using errcode = 'no_data_found'; end if;
  if jsonb_typeof(p->'ask') = 'object' and f.inbox_number > (p->'ask'->>'after')::int then
    v_missed := inbox_rows(f.id, (p->'ask'->>'after')::int, null, (p->'ask'->>'until')::bigint);
    if jsonb_array_length(v_missed) > 0 then return jsonb_build_object('missed', v_missed); end if;
  end if;
  select * into v_seq, v_head
    from append_entries(f, p->'entries', v_now);
  -- A turn whose entries are all there is repeated (its task was lost, or its worker comes late):
  -- it changes nothing, also not what newer turns have shown.
  if v_seq = f.register_seq then
    for d in select * from jsonb_array_elements(p->'verdicts') loop
      perform pg_notify('duban_verdict', d->>'act');
    end loop;
    return '{"repeated": true}'::jsonb;
  end if;
  if (p->>'judged')::int > f.judged_number + jsonb_array_length(p->'verdicts')
    or ms_at((p->>'since')::bigint) > f.lived_until then
    raise exception 'the run is ahead of the register' using errcode = 'P0AHD';
  end if;
  if jsonb_array_length(p->'duties') > 0 then
    insert into duty
      select f.id, x.key, x.duty, x.item, f.procedure, f.bureau_id, x.act, x."owedBy", x."owedTo",
        x.clause, x.force, ms_at(x."from"), ms_at(x.due), ms_at(x."altDue"), x.status, x.state,
        ms_at(x."doneAt"), x.chases, x.unanswered, x.body
      from jsonb_to_recordset(p->'duties') as x (
        key text, duty text, item text, act text, "owedBy" text, "owedTo" text, clause text,
        force text, "from" bigint, due bigint, "altDue" bigint, status text, state text,
        "doneAt" bigint, chases int, unanswered int, body jsonb)
      on conflict (file_id, key) do update
      set due_at = excluded.due_at, alt_due_at = excluded.alt_due_at, status = excluded.status,
        state = excluded.state, done_at = coalesce(excluded.done_at, duty.done_at),
        chases = excluded.chases, unanswered = excluded.unanswered, body = excluded.body;
  end if;
  for d in select * from jsonb_array_elements(p->'breaches') loop
    insert into breach
      values (
        f.id, d->>'key', d->>'duty', f.procedure, f.bureau_id, d->>'clause', d->>'owedBy',
        d->>'owedTo', ms_at((d->>'due')::bigint), ms_at((d->>'altDue')::bigint), v_now,
        ms_at((d->>'doneAt')::bigint), (d->>'overrun')::bigint, d->>'state')
      on conflict (file_id, key) do update
      set done_at = excluded.done_at, overrun_ms = excluded.overrun_ms, state = excluded.state;
  end loop;
  update file
    set register_seq = v_seq, head = v_head,
      judged_number = greatest(judged_number, (p->>'judged')::int), stage = v->>'stage',
      attention = v->>'attention', fault = null,
      lived_until = greatest(lived_until, ms_at((p->>'until')::bigint)),
      changes = coalesce(
        (select array_agg(x order by x) from jsonb_array_elements_text(p->'changes') x), changes),
      next_due = ms_at((v->>'nextDue')::bigint), awaited = v->>'awaited',
      blocking_unit = v->>'blocking', view = v->'body', version = version + 1, changed_at = v_now,
      started_at = coalesce(started_at, v_now),
      closed_at = coalesce(closed_at, ms_at((p->>'closedAt')::bigint)),
      outcome = coalesce(p->>'outcome', outcome)
    where id = f.id;
  for d in select * from jsonb_array_elements(p->'effects') loop
    execute format('select %I($1, $2)', 'effect_' || replace(d->>'kind', '-', '_'))
      using f, d->'data';
  end loop;
  if jsonb_array_length(v_tasks) > 0 then
    insert into task (file_id, key, kind, data)
      select f.id, x->>'key', x->>'kind', x->'data'
      from jsonb_array_elements(v_tasks) x
      on conflict do nothing;
    perform pg_notify('duban_task', '');
  end if;
  -- The verdict rides along where it fits into a notification, so that whoever waits need not ask
  -- for it.
  for d in select * from jsonb_array_elements(p->'verdicts') loop
    update inbox
      set verdict = d->'verdict', known = coalesce(known, d->'known'), settled_at = v_now,
        -- Nobody is registered: that is kept as well. Of an opening, and of a worker of the version
        -- before, it is not told.
        standing = case jsonb_typeof(d->'standing') when 'null' then '{}' else d->'standing' end,
        signalled_at = case
          -- A worker of the version before says heard.
          when coalesce(d->>'signalled', d->>'heard') = 'true' then coalesce(signalled_at, v_now)
          else signalled_at end
      where act_id = d->>'act' and verdict is null;
    if found then v_settled := v_settled || (d->>'act'); end if;
    perform pg_notify(
      'duban_verdict',
      d->>'act'
        || case when octet_length(d->>'verdict') < 7000 then ' ' || (d->>'verdict') else '' end);
  end loop;
  perform stage_leaves(f.bureau_id, 'verdict', v_settled);
  return '{"entered": true}'::jsonb;
end $$;

-- 技术故障 A statement of its own, small enough to work where the turn does not: the file cannot write,
-- or it can again.
create or replace function mark_attention(p_file text, p_attention text, p_fault text)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_attention not in (
    'on-track', 'due-soon', 'management-overdue', 'blocked', 'overdue', 'technical') then
    raise exception 'no such attention' using errcode = 'check_violation';
  end if;
  update file
    set attention = p_attention,
      fault = case when p_attention = 'technical' then coalesce(p_fault, fault) end,
      version = version + 1, changed_at = date_trunc('milliseconds', clock_timestamp())
    where id = p_file and closed_at is null
      and (
        attention is distinct from p_attention
          or (p_attention = 'technical' and p_fault is not null and fault is distinct from p_fault)
      );
end $$;

-- What a file has lived through, for the run that goes on with it: the acts it accepted, with what
-- was known and decided of them then. Refused ones changed nothing and are left out. With the last
-- of them comes what is owed now, so that the run can see that it came to the same point.
create or replace function lived(p_file text, p_after int, p_upto int)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with acts as (
    select i.number,
      jsonb_build_object(
        'message', i.message, 'verdict', i.verdict, 'standing', null,
        'known',
          coalesce(i.known, known_of(f, i) || coalesce(d.answer->'known', '{}'), d.answer->'known')
      ) as act
      from inbox i join file f on f.id = i.file_id
      left join decision d on d.act_id = i.act_id
      where i.file_id = p_file and i.number > p_after and i.number <= p_upto
        and i.verdict->>'accepted' = 'true'
      order by i.number limit 100)
  select jsonb_build_object(
    'acts', coalesce((select jsonb_agg(act order by number) from acts), '[]'::jsonb),
    'owed',
      case
        when (select count(*) from acts) < 100 then
          (
            select coalesce(
              jsonb_agg(
                jsonb_build_object('key', key, 'due', at_ms(due_at), 'lapsed', state = 'lapsed')),
              '[]'::jsonb)
              from duty
              where file_id = p_file and state in ('open', 'due-soon', 'overdue', 'lapsed')) end)
$$;

-- Where a run that is started anew has to take the file up.
create or replace function position_of(p_file text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case
    when f.judged_number > 0 then
      jsonb_build_object(
        'judged', f.judged_number, 'changes', to_jsonb(f.changes), 'heard', '[]'::jsonb,
        'until',
          coalesce(
            at_ms(f.lived_until),
            (
              select at_ms(i.arrived_at) from inbox i
                where i.file_id = f.id and i.number = f.judged_number))) end
    from file f where f.id = p_file
$$;

-- Who may call them: only what is granted here.
revoke all on function
  refuse_change(), append_entries(file, jsonb, timestamptz),
  enter_one(file, jsonb, timestamptz), enter(jsonb),
  mark_attention(text, text, text), lived(text, int, int), position_of(text) from public, duban_app;

grant execute on function
  enter(jsonb), mark_attention(text, text, text), lived(text, int, int), position_of(text)
  to duban_app;
