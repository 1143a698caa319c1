-- The outbox: entries posted to receivers, and the receivers themselves.

-- Of deliveries that are settled.
create or replace function keep_delivery()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'what is delivered or skipped stays so' using errcode = 'insufficient_privilege';
end $$;

-- Posts the entries of one turn to the receivers that want them; each receiver is woken once.
create or replace function post_entries(p_file text, p_bureau text, p_after int)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_receiver text;
begin
  if not exists (
    select 1 from receiver where bureau_id = p_bureau and active and kind = 'webhook') then return;
  end if;
  for v_receiver in with posted as (
    insert into delivery (receiver_id, file_id, seq)
      select r.id, p_file, e.seq from register e
      join receiver r on r.bureau_id = p_bureau and r.active and r.kind = 'webhook'
        and (r.events = '{}' or e.type = any (r.events))
      where e.file_id = p_file and e.seq > p_after
      returning receiver_id)
    select distinct receiver_id from posted loop
    perform pg_notify('duban_outbox', v_receiver || ' ' || p_file);
  end loop;
end $$;

-- Posts a signed head to the receivers that want heads; each is woken.
create or replace function post_checkpoint(p_bureau text, p_size bigint)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_receiver text;
begin
  for v_receiver in
    insert into checkpoint_delivery (receiver_id, bureau_id, size)
      select r.id, p_bureau, p_size from receiver r
        where r.bureau_id = p_bureau and r.active and r.kind = 'webhook'
          and (r.events = '{}' or 'checkpoint' = any (r.events))
      returning receiver_id
  loop
    perform pg_notify('duban_checkpoint', v_receiver);
  end loop;
end $$;

-- Heads that a receiver has not taken within all their tries are sent again, by a named person. How
-- many.
create or replace function resend_checkpoints(p_receiver text, p_by text, p_reason text)
  returns int language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_sizes bigint[];
begin
  with dead as (
    update checkpoint_delivery
      set state = 'pending', resent_after = tries, next_try_at = clock_timestamp()
      where receiver_id = p_receiver and state = 'dead'
      returning size)
    select array_agg(size order by size) into v_sizes from dead;
  if v_sizes is null then return 0; end if;
  insert into registry_change (registry, entity_id, changed_by, reason, before, after)
    values (
      'delivery', p_receiver || '/checkpoint', p_by, p_reason, jsonb_build_object('state', 'dead'),
      jsonb_build_object('state', 'pending', 'action', 'resend', 'sizes', to_jsonb(v_sizes)));
  perform pg_notify('duban_checkpoint', p_receiver);
  return cardinality(v_sizes);
end $$;

-- 接收方 {id, bureau, kind?, unit?, url, events, active, secret?, overlap, by, reason}: with a new
-- secret, the one before it signs too for `overlap` hours. What was proposed before there were other
-- kinds says none.
create or replace function change_receiver(p jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v receiver; v_events text[] := array(select jsonb_array_elements_text(p->'events')); v_old jsonb;
begin
  select * into v from receiver where id = p->>'id' for update;
  if not found then
    insert into receiver (id, bureau_id, kind, unit_id, url, secret, events, active)
      values (
        p->>'id', p->>'bureau', coalesce(p->>'kind', 'webhook'), p->>'unit', p->>'url',
        p->>'secret', v_events, (p->>'active')::boolean);
  else
    v_old := jsonb_build_object(
      'id', v.id, 'bureau', v.bureau_id, 'kind', v.kind, 'unit', v.unit_id, 'url', v.url,
      'events', to_jsonb(v.events), 'active', v.active);
    if v.kind <> coalesce(p->>'kind', 'webhook') then
      raise exception 'a receiver stays of its kind';
    end if;
    update receiver
      set url = p->>'url', unit_id = p->>'unit', events = v_events, active = (p->>'active')::boolean,
        secret = coalesce(p->>'secret', secret),
        previous_secret = case when p->>'secret' is null then previous_secret else secret end,
        previous_until = case
          when p->>'secret' is null then previous_until
          else clock_timestamp() + (p->>'overlap')::int * interval '1 hour' end
      where id = v.id;
  end if;
  select * into v from receiver where id = p->>'id';
  insert into registry_change (registry, entity_id, changed_by, reason, before, after)
    values (
      'receiver', v.id, p->>'by', p->>'reason', v_old,
      jsonb_build_object(
        'id', v.id, 'bureau', v.bureau_id, 'kind', v.kind, 'unit', v.unit_id, 'url', v.url,
        'events', to_jsonb(v.events), 'active', v.active, 'secretChanged', p->>'secret' is not null));
end $$;

-- A delivery sent again, or skipped, by a named person; false when it is settled.
create or replace function settle_delivery(
  p_receiver text, p_file text, p_seq int, p_what text, p_by text, p_reason text
)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v delivery;
begin
  if p_what not in ('resend', 'skip') then raise exception 'resend or skip'; end if;
  select * into v from delivery
    where receiver_id = p_receiver and file_id = p_file and seq = p_seq
      and state not in ('delivered', 'skipped')
    for update;
  if not found then return false; end if;
  update delivery
    set state = case p_what when 'skip' then 'skipped' else 'pending' end,
      settled_at = case p_what when 'skip' then clock_timestamp() end,
      settled_by = case p_what when 'skip' then p_by end,
      resent_after = case p_what when 'skip' then resent_after else tries end,
      next_try_at = case p_what when 'skip' then next_try_at else clock_timestamp() end
    where receiver_id = p_receiver and file_id = p_file and seq = p_seq;
  insert into registry_change (registry, entity_id, changed_by, reason, before, after)
    values (
      'delivery', concat_ws('/', p_receiver, p_file, p_seq), p_by, p_reason,
      jsonb_build_object('state', v.state, 'tries', v.tries, 'lastError', v.last_error),
      jsonb_build_object(
        'state', case p_what when 'skip' then 'skipped' else 'pending' end, 'action', p_what));
  perform pg_notify('duban_outbox', p_receiver || ' ' || p_file);
  return true;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  keep_delivery(), post_entries(text, text, int), post_checkpoint(text, bigint),
  resend_checkpoints(text, text, text), change_receiver(jsonb),
  settle_delivery(text, text, int, text, text, text) from public, duban_app;

grant execute on function
  change_receiver(jsonb), settle_delivery(text, text, int, text, text, text),
  resend_checkpoints(text, text, text) to duban_app;
