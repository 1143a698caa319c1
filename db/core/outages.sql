-- Outages of the system, and the breaches that are disputed because of one.

-- [{part, at, gap}]: parts that were seen at work, at an instant (null: now). Where more than `gap`
-- milliseconds have passed since the time before, the part was out in between.
create or replace function beat(p jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  b record; v_before timestamptz; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  for b in
    select x.part, least(coalesce(ms_at(x.at), v_now), v_now) as at,
      x.gap * interval '1 millisecond' as gap
      from jsonb_to_recordset(p) as x (part text, at bigint, gap bigint)
      order by x.part
  loop
    insert into heartbeat values (b.part, b.at) on conflict do nothing;
    select at into v_before from heartbeat where part = b.part for update;
    if b.at > v_before + b.gap then
      insert into outage (part, from_at, until_at) values (b.part, v_before, b.at);
    end if;
    update heartbeat set at = b.at where part = b.part and at < b.at;
  end loop;
end $$;

-- {file, key, outages, entry}: once, and only while the breach stands.
create or replace function dispute_breach(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file; v_seq int; v_head text;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  insert into breach_dispute (file_id, key, outages, disputed_at)
    select b.file_id, b.key, p->'outages', v_now
    from breach b
    where b.file_id = f.id and b.key = p->>'key' and b.state = 'standing'
    on conflict do nothing;
  if not found then return false; end if;
  select * into v_seq, v_head from append_entries(f, jsonb_build_array(p->'entry'), v_now);
  update file set register_seq = v_seq, head = v_head, version = version + 1 where id = f.id;
  return true;
end $$;

-- {file, key, decision, officer, unit, reason, entry}. Whoever comes second is told what has been
-- decided; the same person's same decision again changes nothing.
create or replace function decide_dispute(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file; d breach_dispute; v_seq int; v_head text;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  select * into d from breach_dispute where file_id = f.id and key = p->>'key' for update;
  if not found then return 'none'; end if;
  if d.decision is not null then
    return case
      when d.decision = p->>'decision' and d.decided_by = p->>'officer'
        and d.reason = p->>'reason' then
        'decided'
      else 'decided-before' end;
  end if;
  -- What was confirmed to have come in time meanwhile is no breach to decide on.
  if not exists (
    select 1 from breach b where b.file_id = f.id and b.key = d.key and b.state = 'standing') then
    return 'none';
  end if;
  update breach_dispute
    set decision = p->>'decision', decided_at = v_now, decided_by = p->>'officer',
      decided_unit = p->>'unit', reason = p->>'reason'
    where file_id = f.id and key = d.key;
  select * into v_seq, v_head from append_entries(f, jsonb_build_array(p->'entry'), v_now);
  update file set register_seq = v_seq, head = v_head, version = version + 1 where id = f.id;
  return 'decided';
end $$;

-- Who may call them: only what is granted here.
revoke all on function beat(jsonb), dispute_breach(jsonb), decide_dispute(jsonb) from public, duban_app;

grant execute on function beat(jsonb), dispute_breach(jsonb), decide_dispute(jsonb) to duban_app;
