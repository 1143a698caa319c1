-- Outages of the system, and the breaches that are disputed because of one.

-- [{part, at, gap, elapsed}]: parts that were seen at work, at an instant (null: now). Where more than
-- `gap` milliseconds have passed since the time before, the part was out in between; not where whoever
-- has seen it before had seen it `elapsed` milliseconds ago by a clock that nobody sets: then only the
-- clock here has jumped. A heartbeat that lies ahead, for it was set back, counts from now.
create or replace function beat(p jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  b record; v_before timestamptz; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  for b in
    select x.part, least(coalesce(ms_at(x.at), v_now), v_now) as at,
      x.gap * interval '1 millisecond' as gap, coalesce(x.elapsed > x.gap, true) as unseen
      from jsonb_to_recordset(p) as x (part text, at bigint, gap bigint, elapsed bigint)
      order by x.part
  loop
    insert into heartbeat values (b.part, b.at) on conflict do nothing;
    select at into v_before from heartbeat where part = b.part for update;
    if b.at > v_before + b.gap and b.unseen then
      insert into outage (part, from_at, until_at) values (b.part, v_before, b.at);
    end if;
    update heartbeat set at = b.at where part = b.part and (at < b.at or at > v_now);
  end loop;
end $$;

-- {file, key, upto}: a late breach has been looked at with every outage up to this one, and nothing
-- of it is to be entered.
create or replace function look_at_breach(p jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into outage_looked (file_id, key, upto)
    values (p->>'file', p->>'key', (p->>'upto')::bigint) on conflict (file_id, key) do update
    set upto = greatest(outage_looked.upto, excluded.upto)
$$;

-- {file, key, upto, outages, entry}: while the breach stands and nobody has decided. Once for the same
-- outages; where one has become known since, it is entered with all of them.
create or replace function dispute_breach(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into f from file where id = p->>'file' for update;
  perform look_at_breach(p);
  insert into breach_dispute as d (file_id, key, outages, disputed_at)
    select b.file_id, b.key, p->'outages', v_now
    from breach b
    where b.file_id = f.id and b.key = p->>'key' and b.state = 'standing'
    on conflict (file_id, key) do update
    set outages = excluded.outages
    where d.decision is null and d.outages <> excluded.outages;
  if not found then return false; end if;
  perform enter_one(f, p->'entry', v_now);
  return true;
end $$;

-- How an officer stands to a breach: `own` of the unit that owed it, today or at any time since the
-- duty began to run, or whoever filed what came late; `under` likewise of a unit under that one;
-- else `free`. Where nobody who may decide is free, for the bureau's top unit was late, whoever is
-- under it may, and the entry says so.
create or replace function standing_to_breach(p_file text, p_key text, p_officer text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with late as (
    select b.owed_by, d.act, d.from_at from breach b
    join duty d on d.file_id = b.file_id and d.key = b.key
    where b.file_id = p_file and b.key = p_key),
  been as (
    select unit_id as unit from officer where id = p_officer
      union select u.unit from late l
      join registry_change c on c.registry = 'officer' and c.entity_id = p_officer
        and c.changed_at > l.from_at
      cross join lateral (values (c.before->>'unit'), (c.after->>'unit')) u (unit)
      where u.unit is not null)
  select case
      when exists (select 1 from been where unit = l.owed_by)
        or exists (
          select 1 from inbox i
            where i.file_id = p_file and i.type = l.act and i.officer_id = p_officer
              and i.verdict->>'accepted' = 'true') then
        'own'
      when exists (select 1 from been where unit in (select units_under(l.owed_by))) then 'under'
      else 'free' end
    from late l
$$;

-- As whom an officer may decide: `free`, `under` where nobody is free, or not at all: `own`.
create or replace function decides_breach(p_file text, p_key text, p_officer text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case s.standing
      when 'under' then
        case
          when exists (
            select 1 from officer o
            join unit u on u.id = o.unit_id
              where u.bureau_id = f.bureau_id and o.kind = 'person' and o.removed_on is null
                and o.roles && array['coordinator', 'regulator']
                and standing_to_breach(p_file, p_key, o.id) = 'free') then
            'own'
          else 'under' end
      else s.standing end
    from file f
    cross join standing_to_breach(p_file, p_key, p_officer) s (standing)
    where f.id = p_file
$$;

-- {file, key, decision, officer, unit, standing, reason, entry}. Whoever comes second is told what has been
-- decided; the same person's same decision again changes nothing.
create or replace function decide_dispute(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f file; d breach_dispute;
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
  -- Whoever has been moved meanwhile decides by how things stand now.
  if decides_breach(f.id, d.key, p->>'officer') is distinct from p->>'standing' then
    return 'own';
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
  perform enter_one(f, p->'entry', v_now);
  return 'decided';
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  beat(jsonb), look_at_breach(jsonb), dispute_breach(jsonb), standing_to_breach(text, text, text),
  decides_breach(text, text, text), decide_dispute(jsonb) from public, duban_app;

grant execute on function
  beat(jsonb), look_at_breach(jsonb), dispute_breach(jsonb), decides_breach(text, text, text), decide_dispute(jsonb)
  to duban_app;
