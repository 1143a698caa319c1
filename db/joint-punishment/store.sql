-- 失信联合惩戒对象名单 The list for joint punishment (QJ-2.7).

-- What the registers know of the decision of a penalty case: {state, outcome, matter, discretion,
-- severe, servedOn, subjectKind, subjectId}; nothing where there is none.
create or replace function decision_for_list(p_bureau text, p_file text, p_number int)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'state', d.state, 'outcome', d.outcome, 'matter', c.matter,
    'severe', c.severe or d.discretion = 'severe', 'servedOn', local_day(d.served_at),
    'subjectKind', c.subject_kind, 'subjectId', c.subject_id)
    from penalty_decision d join penalty_case c on c.file_id = d.file_id
    where d.bureau_id = p_bureau and d.file_id = p_file and d.number = p_number
$$;

-- Every step is a change of the registry, and so a leaf of the bureau's log. Who is listed is no part
-- of it but by the id of what is registered.
create or replace function joint_punishment_changed(j joint_punishment, p_before text, p_by text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into registry_change (registry, entity_id, changed_by, reason, before, after)
    values (
      'joint-punishment', j.bureau_id || '/' || j.id, p_by, null,
      case when p_before is not null then jsonb_build_object('state', p_before) end,
      jsonb_build_object(
        'state', j.state, 'subjectKind', j.subject_kind, 'subject', j.subject_id, 'decision',
        coalesce(j.decision_file || '/' || j.decision_number, j.decision_no), 'finality', j.finality,
        'finalOn', j.final_on, 'proposedBy', j.proposed_by, 'decidedBy', j.decided_by, 'removal',
        j.removal_why, 'ended', j.ended_why))
$$;

-- {bureau, by, subjectKind, subjectId, words, mark, file, number, decisionNo, document, servedOn,
-- finality, finalOn, finalityDocument, gravity}. Null: it is proposed or listed already. A decision
-- that falls at the same instant is seen by one of the two: it waits for this lock.
create or replace function propose_joint_punishment(p jsonb)
  returns bigint language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare j joint_punishment;
begin
  perform 1 from penalty_decision
    where file_id = p->>'file' and number = (p->>'number')::int for share;
  insert into joint_punishment (
    bureau_id, subject_kind, subject_id, words_id, subject_mark, decision_file, decision_number,
    decision_no, document, served_on, finality, final_on, finality_document, gravity, proposed_by)
    values (
      p->>'bureau', p->>'subjectKind', p->>'subjectId', p->>'words', p->>'mark', p->>'file',
      (p->>'number')::int, p->>'decisionNo', nullif(p->'document', 'null'),
      (p->>'servedOn')::date, p->>'finality', (p->>'finalOn')::date,
      nullif(p->'finalityDocument', 'null'), p->>'gravity', p->>'by')
    on conflict do nothing
    returning * into j;
  if j.id is null then return null; end if;
  perform joint_punishment_changed(j, null, j.proposed_by);
  return j.id;
end $$;

-- {bureau, id, by, why, document}: answers `done`, or `none`, `not-listed`, `proposed`.
create or replace function propose_joint_removal(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare j joint_punishment;
begin
  select * into j from joint_punishment
    where id = (p->>'id')::bigint and bureau_id = p->>'bureau' for update;
  if not found then return 'none'; end if;
  if j.state <> 'listed' then return 'not-listed'; end if;
  if j.removal_by is not null then return 'proposed'; end if;
  update joint_punishment
    set removal_why = p->>'why', removal_document = p->'document', removal_by = p->>'by',
      removal_at = clock_timestamp()
    where id = j.id
    returning * into j;
  perform joint_punishment_changed(j, 'listed', p->>'by');
  return 'done';
end $$;

-- {bureau, id, by, agrees}: another person decides what is proposed, the listing or the removal.
-- Answers `done`, or `none`, `decided`, `own`, `fallen` (the decision does not stand any more).
create or replace function decide_joint_punishment(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare j joint_punishment; v_before text; v_agrees boolean := (p->>'agrees')::boolean;
begin
  -- Before the row is locked, as whoever lets the decision fall does it.
  perform 1 from penalty_decision d join joint_punishment x
      on x.decision_file = d.file_id and x.decision_number = d.number
    where x.id = (p->>'id')::bigint for share of d;
  select * into j from joint_punishment
    where id = (p->>'id')::bigint and bureau_id = p->>'bureau' for update;
  if not found then return 'none'; end if;
  v_before := j.state;
  if j.state = 'proposed' then
    if j.proposed_by = p->>'by' then return 'own'; end if;
    update joint_punishment
      set state = case when v_agrees then 'listed' else 'rejected' end, decided_by = p->>'by',
        decided_at = clock_timestamp()
      where id = j.id
      returning * into j;
  elsif j.state = 'listed' and j.removal_by is not null then
    if j.removal_by = p->>'by' then return 'own'; end if;
    if v_agrees then
      update joint_punishment
        set state = case when removal_why in ('annulled', 'changed') then 'fallen' else 'removed' end,
          ended_by = p->>'by', ended_at = clock_timestamp(), ended_why = removal_why
        where id = j.id
        returning * into j;
    else
      update joint_punishment
        set removal_why = null, removal_document = null, removal_by = null, removal_at = null
        where id = j.id
        returning * into j;
    end if;
  else
    return case when j.state = 'fallen' then 'fallen' else 'decided' end;
  end if;
  perform joint_punishment_changed(j, v_before, p->>'by');
  return 'done';
end $$;

-- 随决定失效 Whatever lets a decision fall, its listing falls in the same transaction.
create or replace function joint_punishment_of_fallen()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare j joint_punishment; v_before text;
begin
  for j in
    select * from joint_punishment
      where decision_file = new.file_id and decision_number = new.number
        and state in ('proposed', 'listed')
      order by id for update
  loop
    v_before := j.state;
    update joint_punishment
      set state = 'fallen', ended_by = 'file:' || new.file_id, ended_at = clock_timestamp(),
        ended_why = case when new.state = 'changed' then 'changed' else 'annulled' end
      where id = j.id
      returning * into j;
    perform joint_punishment_changed(j, v_before, j.ended_by);
  end loop;
  return null;
end $$;
create or replace trigger joint_punishment after update of state on penalty_decision
  for each row when (new.state in ('fallen', 'changed') and old.state is distinct from new.state)
  execute function joint_punishment_of_fallen();

-- Who may call them: only what is granted here.
revoke all on function
  decision_for_list(text, text, int), joint_punishment_changed(joint_punishment, text, text),
  propose_joint_punishment(jsonb), propose_joint_removal(jsonb), decide_joint_punishment(jsonb),
  joint_punishment_of_fallen()
  from public, duban_app;

grant execute on function
  decision_for_list(text, text, int), propose_joint_punishment(jsonb), propose_joint_removal(jsonb),
  decide_joint_punishment(jsonb) to duban_app;
