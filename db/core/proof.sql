-- 存证 What becomes a leaf of the bureau's log, and how the log grows (docs/decisions/0016).

-- The text of an entry of the second edition, as domain/proof/leaves.ts writes it (RFC 8785):
-- to_json escapes as that does, and the names are in their order. `p_prev` is '' for the first one.
create or replace function entry_text(
  p_file text, p_seq int, p_key text, p_type text, p_clause text, p_act text, p_binding text,
  p_prev text, p_at bigint
)
  returns text language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select '{"$":"duban/entry/2","act":' || coalesce(to_json(p_act)::text, 'null')
    || ',"body":' || to_json(p_binding)::text
    || ',"clause":' || coalesce(to_json(p_clause)::text, 'null')
    || ',"file":' || to_json(p_file)::text || ',"key":' || to_json(p_key)::text
    || ',"prev":' || coalesce(to_json(nullif(p_prev, ''))::text, 'null')
    || ',"recordedAt":' || p_at || ',"seq":' || p_seq || ',"type":' || to_json(p_type)::text || '}'
$$;

-- The hash of a leaf with this text (RFC 6962): 0x00 before it keeps a leaf from standing for a
-- node.
create or replace function leaf_hash(p_text text)
  returns text language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select encode(sha256('\x00'::bytea || convert_to(p_text, 'UTF8')), 'hex')
$$;

-- The next place in the series of openings of a bureau and procedure. Its row is locked until the
-- transaction ends, so that places rise in the order of the commits, and none is missing.
create or replace function next_place(p_bureau text, p_procedure text)
  returns int language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into opening_series (bureau_id, procedure, last)
    values (p_bureau, p_procedure, 1) on conflict (bureau_id, procedure) do update
    set last = opening_series.last + 1
    returning last
$$;

-- Rows that are to become leaves, in this order; in the transaction that writes them.
create or replace function stage_leaves(p_bureau text, p_kind text, p_refs text[])
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into leaf_staged (bureau_id, kind, ref)
    select p_bureau, p_kind, ref from unnest(p_refs) with ordinality t (ref, n) order by n
$$;

-- To which bureau a row of a registry belongs; of no bureau alone: null.
create or replace function bureau_of_change(p_registry text, p_id text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case p_registry
    when 'bureau' then (select id from bureau where id = p_id)
    when 'sealed-register' then (select id from bureau where id = p_id)
    when 'unit' then (select bureau_id from unit where id = p_id)
    when 'officer' then
      (select u.bureau_id from officer o join unit u on u.id = o.unit_id where o.id = p_id)
    when 'institution' then (select bureau_id from institution where id = p_id)
    when 'department' then
      (
        select i.bureau_id from department d
          join institution i on i.id = d.institution_id
          where d.id = p_id)
    when 'practitioner' then (select bureau_id from practitioner where id = p_id)
    when 'receiver' then (select bureau_id from receiver where id = p_id)
    when 'proposal' then (select bureau_id from proposal where id = p_id::bigint and not shared)
    when 'delivery' then (select bureau_id from receiver where id = split_part(p_id, '/', 1))
    when 'credit-record' then (select bureau_id from credit_record where id = p_id)
    -- <bureau>/<indicator>/<version>, <bureau>/<number>
    when 'indicator' then split_part(p_id, '/', 1)
    when 'joint-punishment' then split_part(p_id, '/', 1)
    when 'evaluation-settlement' then split_part(p_id, '/', 1)
    when 'insured-credit' then split_part(p_id, '/', 1)
    when 'opening-paper' then (select bureau_id from paper where id = p_id)
    -- Of a change, or of the words of a paper that is in no file.
    when 'erasure' then
      case
        when p_id ~ '^[0-9]+$' then (select bureau_id from registry_change where id = p_id::bigint)
        else (select bureau_id from paper where id = p_id) end end
$$;

-- A change of a registry is a leaf of its bureau's log; of what no bureau owns, one of every log.
-- A log that begins at this moment waits, or is waited for: it then finds the change by itself.
create or replace function stage_change()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.bureau_id is not null then
    perform stage_leaves(new.bureau_id, 'change', array[new.id::text]);
  else
    lock table log in share mode;
    perform stage_leaves(l.bureau_id, 'change', array[new.id::text]) from log l;
  end if;
  return null;
end $$;

create or replace function stage_calendar()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table log in share mode;
  perform stage_leaves(l.bureau_id, 'calendar', array[new.year || '/' || new.version]) from log l;
  return null;
end $$;

-- The triggers stand with their functions: a migration comes before these.
create or replace trigger stage after insert on registry_change
  for each row execute function stage_change();
create or replace trigger stage after insert on calendar_year
  for each row execute function stage_calendar();

-- A bureau's log begins with what binds every bureau: calendars, and changes that no bureau owns.
create or replace function begin_log(p_bureau text)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into log (bureau_id) values (p_bureau) on conflict do nothing;
  if not found then return; end if;
  perform stage_leaves(
    p_bureau, 'calendar',
    array(select year || '/' || version from calendar_year order by loaded_at, year, version));
  perform stage_leaves(
    p_bureau, 'change', array(select id::text from registry_change where bureau_id is null order by id));
end $$;

-- The log grows by the staged rows of these ids, whose leaves have these hashes: only from the size
-- that the caller has counted from. `p_nodes`: [{level, index, hash}], the subtrees that have become
-- complete. `p_series`: [{procedure, logged, head}].
create or replace function extend_log(
  p_bureau text, p_size bigint, p_ids bigint[], p_hashes text[], p_nodes jsonb, p_peaks text[],
  p_series jsonb
)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_rows int;
begin
  update log
    set size = size + cardinality(p_ids),
      unsigned_since = coalesce(unsigned_since, clock_timestamp()),
      peaks = array(select decode(x, 'hex') from unnest(p_peaks) with ordinality t (x, n) order by n)
    where bureau_id = p_bureau and size = p_size;
  if not found then
    raise exception 'the log has grown meanwhile' using errcode = 'serialization_failure';
  end if;
  with taken as (
    delete from leaf_staged s
      using unnest(p_ids, p_hashes) with ordinality t (id, hash, n)
      where s.id = t.id and s.bureau_id = p_bureau
      returning t.n, t.hash, s.kind, s.ref)
    insert into leaf (bureau_id, index, hash, kind, ref)
      select p_bureau, p_size + n - 1, decode(hash, 'hex'), kind, ref from taken;
  get diagnostics v_rows = row_count;
  if v_rows <> cardinality(p_ids) then
    raise exception 'not all of these rows are staged' using errcode = 'serialization_failure';
  end if;
  insert into tree_node (bureau_id, level, index, hash)
    select p_bureau, n.level, n.index, decode(n.hash, 'hex')
    from jsonb_to_recordset(p_nodes) as n (level smallint, index bigint, hash text);
  update opening_series s
    set logged = x.logged, head = x.head
    from jsonb_to_recordset(p_series) as x (procedure text, logged int, head text)
    where s.bureau_id = p_bureau and s.procedure = x.procedure;
end $$;

-- A signed head; of a size that is signed already the first one stays. False where it was there.
create or replace function add_checkpoint(
  p_bureau text, p_size bigint, p_root text, p_origin text, p_note text
)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select 1 from log where bureau_id = p_bureau and size >= p_size) then
    raise exception 'the log is not as long' using errcode = 'check_violation';
  end if;
  insert into checkpoint (bureau_id, size, root, origin, note)
    values (p_bureau, p_size, decode(p_root, 'hex'), p_origin, p_note)
    on conflict do nothing;
  if not found then return false; end if;
  perform post_checkpoint(p_bureau, p_size);
  update log
    set unsigned_since = case when size > p_size then clock_timestamp() end
    where bureau_id = p_bureau
      and p_size = (select max(c.size) from checkpoint c where c.bureau_id = p_bureau);
  return true;
end $$;

-- A witness's line below a signed head; of each key the first one stays. False where it was there.
create or replace function add_cosignature(
  p_bureau text, p_size bigint, p_name text, p_id bigint, p_line text, p_at bigint
)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into cosignature (bureau_id, size, key_name, key_id, line, cosigned_at)
    values (p_bureau, p_size, p_name, p_id, p_line, ms_at(p_at))
    on conflict do nothing;
  return found;
end $$;

-- {bureau, key, use, state, by, reason}: a key of the log or of a witness is taken into use or given
-- up; the change is a leaf itself.
create or replace function change_log_key(p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_id bigint;
begin
  insert into log_key (bureau_id, key, use, state, by, reason)
    values (p->>'bureau', p->>'key', p->>'use', p->>'state', p->>'by', p->>'reason')
    returning id into v_id;
  perform stage_leaves(p->>'bureau', 'key', array[v_id::text]);
end $$;

-- {bureau, origin, note, reason, by}: the log goes on under a new name, and is to be signed under it.
create or replace function restart_log(p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_size bigint;
begin
  update log set unsigned_since = coalesce(unsigned_since, clock_timestamp())
    where bureau_id = p->>'bureau'
    returning size into v_size;
  insert into log_restart (bureau_id, generation, origin, note, size, reason, by)
    select p->>'bureau', coalesce(max(r.generation), 1) + 1, p->>'origin', p->>'note', v_size,
      p->>'reason', p->>'by'
    from log_restart r where r.bureau_id = p->>'bureau';
end $$;

-- A file of the first edition goes over: {file, entries, head, entry}. The entry covers all that its
-- older entries say; its acts and verdicts so far come into the log with it. False where it has gone
-- over already.
create or replace function change_edition(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  if not found or f.edition <> 1 then return false; end if;
  if f.register_seq <> (p->>'entries')::int or f.head <> p->>'head' then
    raise exception 'the register has grown meanwhile' using errcode = 'serialization_failure';
  end if;
  f.edition := 2;
  insert into leaf_staged (bureau_id, kind, ref)
    select f.bureau_id, x.kind, i.act_id from inbox i
    cross join (values (1, 'act'), (2, 'verdict')) x (n, kind)
    where i.file_id = f.id and (x.kind = 'act' or i.verdict is not null)
      and not exists (
        select 1 from leaf l
          where l.bureau_id = f.bureau_id and l.kind = x.kind and l.ref = i.act_id)
      and not exists (
        select 1 from leaf_staged s
          where s.bureau_id = f.bureau_id and s.kind = x.kind and s.ref = i.act_id)
    order by i.number, x.n;
  update file set edition = 2 where id = f.id;
  perform enter_one(f, p->'entry', v_now);
  return true;
end $$;

-- (kind, column of the id, columns): a row stays as it is, but for words that are erased by order in
-- this transaction; they stand in these columns.
create or replace function refuse_all_but_erasure()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_columns text[] := string_to_array(tg_argv[2], ',');
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - v_columns = to_jsonb(new) - v_columns
    and exists (
      select 1 from erasure e
        where e.kind = tg_argv[0] and e.ref = to_jsonb(old)->>tg_argv[1]
          and e.at = date_trunc('milliseconds', now())) then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace trigger append_only before update or delete on registry_change
  for each row execute function refuse_all_but_erasure('change', 'id', 'before,after,reason,salt');
create or replace trigger keep
  before update of act_id, file_id, number, type, unit_id, officer_id, system_id, message, payload,
    hash, received_at, arrived_at, key, salt on inbox
  for each row execute function refuse_all_but_erasure('act', 'act_id', 'payload,salt');

-- 依令删除 {kind, ref, bureau, fields, opened, messageSalt, documentNo, reason, by,
-- entry}: fields of an act's words,
-- or of a change's, are erased with the salt behind which they were hashed. What is left of each
-- field's hash keeps the leaf provable; that it was done is an entry of the file, or a change, and so
-- a leaf itself. False where it was done before, or there is no such row.
create or replace function erase_content(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file; v_fields text[] := array(select jsonb_array_elements_text(p->'fields'));
  v_now timestamptz := date_trunc('milliseconds', now());
begin
  perform hold_search(p->>'bureau');
  if p->>'kind' = 'act' then
    select * into f from file
      where id = (select i.file_id from inbox i where i.act_id = p->>'ref')
        and bureau_id = p->>'bureau'
      for update;
    if not found then return false; end if;
  elsif p->>'kind' = 'paper' then
    select * into f from file
      where id = (select x.file_id from paper x where x.id = p->>'ref')
        and bureau_id = p->>'bureau'
      for update;
    -- The letter that is to open a file is in none yet, and comes into none meanwhile.
    if not found then
      perform 1 from paper
        where id = p->>'ref' and bureau_id = p->>'bureau' and file_id is null
        for update;
      if not found then return false; end if;
    end if;
  elsif not exists (
    select 1 from registry_change
      where id = (p->>'ref')::bigint and bureau_id = p->>'bureau' and registry <> 'erasure') then
    return false;
  end if;
  insert into erasure (
    kind, ref, bureau_id, fields, opened, message_salt, document_no, reason, by, at)
    values (
      p->>'kind', p->>'ref', p->>'bureau', v_fields, p->'opened',
      decode(p->>'messageSalt', 'hex'), p->>'documentNo', p->>'reason',
      p->>'by', v_now)
    on conflict do nothing;
  if not found then return false; end if;
  if p->>'kind' = 'act' then
    perform erase_papers_of(p->>'ref', v_fields);
    -- A salt of zeroes hides nothing: none is left.
    update inbox set payload = payload - v_fields, salt = decode(repeat('00', 16), 'hex')
      where act_id = p->>'ref';
    perform search_again(p->>'ref');
    perform enter_one(f, p->'entry', date_trunc('milliseconds', clock_timestamp()));
  elsif p->>'kind' = 'paper' then
    perform erase_papers(array[p->>'ref']);
    if f.id is not null then
      perform enter_one(f, p->'entry', date_trunc('milliseconds', clock_timestamp()));
    else
      insert into registry_change (registry, entity_id, changed_by, before, after, reason)
        values (
          'erasure', p->>'ref', p->>'by', null,
          jsonb_build_object('fields', to_jsonb(v_fields), 'documentNo', p->>'documentNo'),
          p->>'reason');
    end if;
  else
    update registry_change
      set before = case when 'before' = any (v_fields) then null else before end,
        after = case when 'after' = any (v_fields) then '{}' else after end,
        reason = case when 'reason' = any (v_fields) then null else reason end,
        salt = decode(repeat('00', 16), 'hex')
      where id = (p->>'ref')::bigint;
    -- A reason stands in the proposal that the change has become of, too, or that it speaks of.
    if 'reason' = any (v_fields) then
      update proposal q
        set reason = case
            when c.registry <> 'proposal' or c.after->>'decidedBy' is null or q.bootstrap then null
            else q.reason end,
          decided_reason = case
            when c.registry = 'proposal' and c.after->>'decidedBy' is not null then null
            else q.decided_reason end
        from registry_change c
        where c.id = (p->>'ref')::bigint
          and (q.change_id = c.id or (c.registry = 'proposal' and q.id::text = c.entity_id));
    end if;
    insert into registry_change (registry, entity_id, changed_by, before, after, reason)
      values (
        'erasure', p->>'ref', p->>'by', null,
        jsonb_build_object('fields', to_jsonb(v_fields), 'documentNo', p->>'documentNo'),
        p->>'reason');
  end if;
  return true;
end $$;

-- 夜间核对 A bureau's log is to be compared once since an instant: true for whoever comes first.
create or replace function take_audit(p_bureau text, p_since bigint)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into log_audit as a (bureau_id, began_at)
    values (p_bureau, clock_timestamp()) on conflict (bureau_id) do update
    set began_at = excluded.began_at
    where a.began_at < ms_at(p_since);
  return found;
end $$;

-- It has ended with so many faults.
create or replace function end_audit(p_bureau text, p_faults int)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update log_audit set ended_at = clock_timestamp(), faults = p_faults where bureau_id = p_bureau
$$;

-- Who may call them: only what is granted here.
revoke all on function
  entry_text(text, int, text, text, text, text, text, text, bigint), leaf_hash(text),
  next_place(text, text), stage_leaves(text, text, text[]), bureau_of_change(text, text),
  stage_change(), stage_calendar(), begin_log(text),
  extend_log(text, bigint, bigint[], text[], jsonb, text[], jsonb),
  add_checkpoint(text, bigint, text, text, text),
  add_cosignature(text, bigint, text, bigint, text, bigint), change_log_key(jsonb),
  restart_log(jsonb), change_edition(jsonb), refuse_all_but_erasure(), erase_content(jsonb),
  take_audit(text, bigint), end_audit(text, int) from public, duban_app;

grant execute on function
  begin_log(text), extend_log(text, bigint, bigint[], text[], jsonb, text[], jsonb),
  add_checkpoint(text, bigint, text, text, text),
  add_cosignature(text, bigint, text, bigint, text, bigint), change_log_key(jsonb),
  restart_log(jsonb), erase_content(jsonb), take_audit(text, bigint), end_audit(text, int) to duban_app;
