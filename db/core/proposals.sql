-- 双人复核 Proposals: written, decided by another person, and entered as changes of a registry, so that both
-- persons stand in the tree.

-- Whether two persons of a bureau have ever held the office that confirms, in whatever year: then one
-- alone changes nothing any more, also after the other has left.
create or replace function two_persons(p_bureau text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select count(*) >= 2 from (
    select o.id from officer o
    join unit u on u.id = o.unit_id
      where u.bureau_id = p_bureau and o.kind = 'person' and 'administrator' = any (o.roles)
      union select c.entity_id from registry_change c
      where c.registry = 'officer' and c.bureau_id = p_bureau and c.after->>'kind' = 'person'
        and c.after->'roles' ? 'administrator') x
$$;

-- What a proposal says in the registry of changes.
create or replace function proposal_said(q proposal)
  returns jsonb language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'what', q.what, 'subject', q.subject, 'before', q.before, 'after', q.after, 'hash', q.hash, 'by',
    q.proposed_by, 'reason', q.reason, 'state', q.state, 'bootstrap', q.bootstrap, 'decidedBy', q.decided_by,
    'decidedReason', q.decided_reason)
$$;

-- One change of a bureau's ground after the other: until the transaction ends nobody else confirms.
create or replace function hold_ground(p_bureau text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('duban:ground:' || p_bureau, 0))
$$;

-- In how many days a proposal is confirmed: a management period (settings.authority.proposalDays).
create or replace function proposal_days(p_bureau text)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case jsonb_typeof(settings->'authority'->'proposalDays')
      when 'number' then (settings->'authority'->>'proposalDays')::int else 14 end
    from bureau where id = p_bureau
$$;

-- {bureau, what, subject, before, after, hash, reason, by, bootstrap}. A bootstrap is applied as
-- it is written, and refused once there have been two persons.
create or replace function propose(p jsonb)
  returns bigint language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare q proposal; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  if (p->>'bootstrap')::boolean and two_persons(p->>'bureau') then
    raise exception 'two persons are needed' using errcode = 'insufficient_privilege';
  end if;
  insert into proposal (
    bureau_id, what, subject, before, after, hash, reason, proposed_by, at, expires_at, bootstrap, state,
    decided_by, decided_at)
    values (
      p->>'bureau', p->>'what', p->>'subject', nullif(p->'before', 'null'), p->'after', p->>'hash',
      p->>'reason', p->>'by', v_now, v_now + proposal_days(p->>'bureau') * interval '1 day',
      (p->>'bootstrap')::boolean,
      case when (p->>'bootstrap')::boolean then 'confirmed' else 'proposed' end,
      case when (p->>'bootstrap')::boolean then p->>'by' end,
      case when (p->>'bootstrap')::boolean then v_now end)
    returning * into q;
  insert into registry_change (registry, entity_id, changed_by, reason, after)
    values ('proposal', q.id::text, q.proposed_by, q.reason, proposal_said(q));
  return q.id;
end $$;

-- {bureau, id, hash, state, by, reason}: decided once. Answers `done`, or why not: `none`, `decided`,
-- `own` (whoever has proposed does not confirm), `not-own` (only who has proposed withdraws),
-- `expired`, `changed` (another proposal was read), `lapsed` (who has proposed holds the office no more).
create or replace function decide_proposal(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  q proposal; v_before jsonb; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  perform hold_ground(p->>'bureau');
  select * into q from proposal
    where id = (p->>'id')::bigint and bureau_id = p->>'bureau'
    for update;
  if not found then return 'none'; end if;
  if q.state <> 'proposed' then return 'decided'; end if;
  if p->>'state' = 'withdrawn' and q.proposed_by <> p->>'by' then return 'not-own'; end if;
  if p->>'state' <> 'withdrawn' and q.proposed_by = p->>'by' then return 'own'; end if;
  if q.hash is distinct from p->>'hash' then return 'changed'; end if;
  if p->>'state' = 'confirmed' and q.expires_at <= v_now then return 'expired'; end if;
  if p->>'state' = 'confirmed'
    and not exists (
      select 1 from officer o
      join unit u on u.id = o.unit_id
        where o.id = q.proposed_by and u.bureau_id = q.bureau_id and 'administrator' = any (o.roles)
          and o.kind = 'person' and o.removed_on is null) then
    return 'lapsed';
  end if;
  v_before := proposal_said(q);
  update proposal
    set state = p->>'state', decided_by = p->>'by', decided_at = v_now,
      decided_reason = p->>'reason'
    where id = q.id
    returning * into q;
  insert into registry_change (registry, entity_id, changed_by, reason, before, after)
    values ('proposal', q.id::text, q.decided_by, q.decided_reason, v_before, proposal_said(q));
  return 'done';
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  two_persons(text), proposal_said(proposal), hold_ground(text), proposal_days(text),
  propose(jsonb), decide_proposal(jsonb) from public, duban_app;

grant execute on function
  two_persons(text), hold_ground(text), propose(jsonb), decide_proposal(jsonb) to duban_app;
