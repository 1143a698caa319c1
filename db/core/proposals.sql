-- 双人复核 Proposals: written, decided by another person, and entered as changes of a registry, so that both
-- persons stand in the tree.

-- Whether two persons of a bureau have ever held the office that confirms, in whatever year: then one
-- alone changes nothing any more, also after the other has left. Of what no bureau owns: of any bureau.
create or replace function two_persons(p_bureau text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select count(*) >= 2 from (
    select o.id from officer o
    join unit u on u.id = o.unit_id
      where (p_bureau is null or u.bureau_id = p_bureau) and o.kind = 'person'
        and 'administrator' = any (o.roles)
      union select c.entity_id from registry_change c
      where c.registry = 'officer' and (p_bureau is null or c.bureau_id = p_bureau) and c.after->>'kind' = 'person'
        and c.after->'roles' ? 'administrator') x
$$;

-- What a proposal says in the registry of changes. The row of an officer holds a name and a number:
-- it stands in the proposal only, and the hash binds it. Reasons stand beside it, where they can be erased by order.
create or replace function proposal_said(q proposal)
  returns jsonb language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'what', q.what, 'subject', q.subject, 'before',
    case when q.what <> 'officer' then q.before end, 'after',
    case when q.what <> 'officer' then q.after end, 'hash', q.hash, 'by',
    q.proposed_by, 'state', q.state, 'bootstrap', q.bootstrap, 'decidedBy', q.decided_by)
$$;

-- One change of a bureau's ground after the other: until the transaction ends nobody else confirms.
-- Of what no bureau owns: of everybody's.
create or replace function hold_ground(p_bureau text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('duban:ground:' || coalesce(p_bureau, '*'), 0))
$$;

-- In how many days a proposal is confirmed: a management period (settings.authority.proposalDays).
create or replace function proposal_days(p_bureau text)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case jsonb_typeof(settings->'authority'->'proposalDays')
      when 'number' then (settings->'authority'->>'proposalDays')::int else 14 end
    from bureau where id = p_bureau
$$;

-- {bureau, what, subject, before, after, sealed, hash, reason, by, shared, bootstrap}. A bootstrap is applied as
-- it is written, and refused once there have been two persons.
create or replace function propose(p jsonb)
  returns bigint language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare q proposal; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  if (p->>'bootstrap')::boolean
    and two_persons(case when (p->>'shared')::boolean then null else p->>'bureau' end) then
    raise exception 'two persons are needed' using errcode = 'insufficient_privilege';
  end if;
  insert into proposal (
    bureau_id, what, subject, before, after, sealed, hash, reason, proposed_by, shared, at, expires_at,
    bootstrap, state, decided_by, decided_at)
    values (
      p->>'bureau', p->>'what', p->>'subject', nullif(p->'before', 'null'), p->'after', p->>'sealed',
      p->>'hash', p->>'reason', p->>'by', (p->>'shared')::boolean, v_now, v_now + proposal_days(p->>'bureau') * interval '1 day',
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
-- `own` (whoever has proposed does not confirm, nor another account with the same certificate),
-- `not-own` (only who has proposed withdraws), `expired`, `changed` (another proposal was read).
create or replace function decide_proposal(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  q proposal; v_before jsonb; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  perform hold_ground(
    case
      when (select shared from proposal where id = (p->>'id')::bigint) then null
      else p->>'bureau' end);
  select * into q from proposal
    where id = (p->>'id')::bigint and (shared or bureau_id = p->>'bureau')
    for update;
  if not found then return 'none'; end if;
  if q.state <> 'proposed' then return 'decided'; end if;
  if p->>'state' = 'withdrawn' and q.proposed_by <> p->>'by' then return 'not-own'; end if;
  if p->>'state' <> 'withdrawn'
    and (q.proposed_by = p->>'by' or one_certificate(q.proposed_by, p->>'by')) then
    return 'own';
  end if;
  if q.hash is distinct from p->>'hash' then return 'changed'; end if;
  if p->>'state' = 'confirmed' and q.expires_at <= v_now then return 'expired'; end if;
  v_before := proposal_said(q);
  update proposal
    set state = p->>'state', decided_by = p->>'by', decided_at = v_now,
      decided_reason = p->>'reason',
      -- What was sealed is needed once, by whoever applies it.
      sealed = case when p->>'state' = 'confirmed' then sealed end
    where id = q.id
    returning * into q;
  insert into registry_change (registry, entity_id, changed_by, reason, before, after)
    values ('proposal', q.id::text, q.decided_by, q.decided_reason, v_before, proposal_said(q));
  return 'done';
end $$;

-- 执法证 Two accounts under one certificate are one person.
create or replace function one_certificate(p_a text, p_b text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from officer a
    join officer b on b.certificate->>'number' = a.certificate->>'number'
      where a.id = p_a and b.id = p_b)
$$;

-- Every account of the person who has this one.
create or replace function accounts_of(p_officer text)
  returns text[] language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select array(
    select p_officer
    union
    select b.id from officer a
      join officer b on b.certificate->>'number' = a.certificate->>'number'
      where a.id = p_officer)
$$;

-- The change of a registry that a proposal became: the last one of its subject, entered by this
-- transaction.
create or replace function proposal_became(p_id bigint)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update proposal q
    set sealed = null,
      change_id = (
        select max(c.id) from registry_change c
          where c.registry = q.what and c.entity_id = q.subject)
    where q.id = p_id and q.change_id is null and q.state = 'confirmed'
$$;

-- Who may call them: only what is granted here.
revoke all on function
  two_persons(text), proposal_said(proposal), hold_ground(text), proposal_days(text),
  propose(jsonb), decide_proposal(jsonb), one_certificate(text, text), accounts_of(text),
  proposal_became(bigint)
  from public, duban_app;

grant execute on function
  two_persons(text), hold_ground(text), propose(jsonb), decide_proposal(jsonb), accounts_of(text),
  proposal_became(bigint) to duban_app;
