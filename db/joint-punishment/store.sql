-- 失信联合惩戒对象名单 The list for joint punishment (QJ-2.7).

-- What the registers know of the decision of a penalty case: {state, outcome, matter, violations,
-- severe, servedOn, subjectKind, subjectId, unit}; nothing where there is none. Fraud and gravity are
-- what was decided, not what was suspected when the case was filed.
create or replace function decision_for_list(p_bureau text, p_file text, p_number int)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'state', d.state, 'outcome', d.outcome, 'matter', c.matter, 'violations', to_jsonb(d.violations),
    'severe', d.discretion is not distinct from 'severe', 'servedOn', local_day(d.served_at),
    'subjectKind', c.subject_kind, 'subjectId', c.subject_id, 'unit', c.unit_id)
    from penalty_decision d join penalty_case c on c.file_id = d.file_id
    where d.bureau_id = p_bureau and d.file_id = p_file and d.number = p_number
$$;

-- The final decisions in files of any bureau here under a number, however it is typed.
create or replace function decisions_under(p_no text)
  returns setof final_decision language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select f.*
    from final_decision f
    left join penalty_decision d on d.file_id = f.file_id and d.number = f.number
    join inbox i
      on i.file_id = f.file_id
        and case f.source
          when 'penalty-case' then i.act_id = d.act_id
          else i.type = 'final-decision' and i.number = f.number end
    where credit_act_key(i.payload->>'documentNo') = credit_act_key(p_no)
$$;

-- 决定书 What stands in the way of a listing that rests on the paper p_no: `filed`, a file of the bureau
-- has the decision, so that its own record is taken and not the paper; `fallen`, a file of another one has
-- it and it does not stand. The rows are held: who lets one fall at the same instant sees the listing.
create or replace function paper_bar(p_bureau text, p_no text)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare d final_decision; v_bar text;
begin
  for d in select * from decisions_under(p_no) loop
    perform 1 from penalty_decision where file_id = d.file_id and number = d.number for share;
    if d.bureau_id = p_bureau then return 'filed'; end if;
    if not exists (
      select 1 from final_decision x
        where x.file_id = d.file_id and x.number = d.number and stands(x.state)) then
      v_bar := 'fallen';
    end if;
  end loop;
  return v_bar;
end $$;

-- 回避 What keeps an officer from deciding: `head`, no head in office of the body that answers for it or of
-- a unit over it; `barred`, who decided the case, investigated it or was recused from it, under whichever
-- account.
create or replace function joint_decider_bar(p_officer text, j joint_punishment)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive files as (
    select j.decision_file as id
    union
    select x.id
      from files f
      cross join lateral (
        select o.origin_id as id from penalty_origin o where o.file_id = f.id
        union select c.supersedes from penalty_case c where c.file_id = f.id) x
      where x.id is not null
  ), people as (
    select x.id
      from files f
      join inbox i
        on i.file_id = f.id and i.type in ('penalty-decision', 'decision-reversal')
          and i.verdict->>'accepted' = 'true'
      cross join lateral (values (i.officer_id), (i.payload->>'approvedBy')) x (id)
  )
  select case
    when not exists (
      select 1 from officer o
        where o.id = p_officer and o.kind = 'person' and o.removed_on is null
          and 'head' = any (o.roles)
          and (o.unit_id = j.unit_id or superiors_of(j.unit_id) ? o.unit_id)) then
      'head'
    when exists (select 1 from people p where is_person_of(p_officer, p.id))
      or concerned_in(array(select id from files), p_officer) then
      'barred' end
$$;

-- 查阅 Whether the person on the list may be shown: to whoever has proposed the listing or decided, and to
-- whoever may decide. Proposing a removal shows nobody: anybody may do that, with any paper.
create or replace function joint_person_for(p_bureau text, p_id bigint, p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select
    exists (
      select 1 from unnest(array[j.proposed_by, j.decided_by, j.ended_by]) x
        where x is not null and is_person_of(p_officer, x))
      or joint_decider_bar(p_officer, j) is null
    from joint_punishment j
    where j.id = p_id and j.bureau_id = p_bureau
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
        j.removal_why, 'ended', j.ended_why, 'step', j.step))
$$;

-- {bureau, by, unit, subjectKind, subjectId, words: {id, sealed, mark}, mark, file, number, decisionNo,
-- document, servedOn, finality, finalOn, finalityDocument, gravity}. Answers {id}, or {bar}: `listed`, it
-- is proposed or listed already; `filed` or `fallen`, of the paper. A decision that falls at the same instant
-- is seen by one of the two: it waits for this lock. The words of a person are kept with the row or not at
-- all, under an id of this listing alone.
create or replace function propose_joint_punishment(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare j joint_punishment; v_bar text;
begin
  perform 1 from penalty_decision
    where file_id = p->>'file' and number = (p->>'number')::int for share;
  if p->>'decisionNo' is not null then
    v_bar := paper_bar(p->>'bureau', p->>'decisionNo');
    if v_bar is not null then return jsonb_build_object('bar', v_bar); end if;
  end if;
  if p->'words' is not null then
    perform keep_service_words((p->'words') || jsonb_build_object('bureau', p->>'bureau'));
  end if;
  insert into joint_punishment (
    bureau_id, unit_id, subject_kind, subject_id, words_id, subject_mark, decision_file,
    decision_number, decision_no, decision_key, document, served_on, finality, final_on,
    finality_document, gravity, proposed_by)
    values (
      p->>'bureau', p->>'unit', p->>'subjectKind', p->>'subjectId', p->'words'->>'id', p->>'mark',
      p->>'file', (p->>'number')::int, p->>'decisionNo', credit_act_key(p->>'decisionNo'),
      nullif(p->'document', 'null'), (p->>'servedOn')::date, p->>'finality',
      (p->>'finalOn')::date, nullif(p->'finalityDocument', 'null'), p->>'gravity', p->>'by')
    returning * into j;
  perform joint_punishment_changed(j, null, j.proposed_by);
  return jsonb_build_object('id', j.id);
-- With it goes what was sealed above.
exception when unique_violation then
  return jsonb_build_object('bar', 'listed');
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
      removal_at = clock_timestamp(), step = step + 1
    where id = j.id
    returning * into j;
  perform joint_punishment_changed(j, 'listed', p->>'by');
  return 'done';
end $$;

-- {bureau, id, by, what, step, agrees}: another person decides what is proposed, the listing or the
-- removal, as it was shown. Answers `done`, or `none`, `decided` (that step is over), `own`, `head`,
-- `barred`, `fallen` (the decision does not stand any more), `filed` (a file has it meanwhile).
create or replace function decide_joint_punishment(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  j joint_punishment; v_before text; v_bar text; v_agrees boolean := (p->>'agrees')::boolean;
  v_what text;
begin
  -- Before the row is locked, as whoever lets the decision fall does it.
  perform 1 from penalty_decision d join joint_punishment x
      on x.decision_file = d.file_id and x.decision_number = d.number
    where x.id = (p->>'id')::bigint for share of d;
  v_bar := (
    select paper_bar(x.bureau_id, x.decision_no) from joint_punishment x
      where x.id = (p->>'id')::bigint and x.decision_no is not null);
  select * into j from joint_punishment
    where id = (p->>'id')::bigint and bureau_id = p->>'bureau' for update;
  if not found then return 'none'; end if;
  if j.state = 'fallen' then return 'fallen'; end if;
  v_before := j.state;
  v_what := case
    when j.state = 'proposed' then 'listing'
    when j.state = 'listed' and j.removal_by is not null then 'removal' end;
  if v_what is distinct from p->>'what' or j.step <> (p->>'step')::int then return 'decided'; end if;
  if is_person_of(p->>'by', case v_what when 'listing' then j.proposed_by else j.removal_by end) then
    return 'own';
  end if;
  if joint_decider_bar(p->>'by', j) is not null then return joint_decider_bar(p->>'by', j); end if;
  if v_what = 'listing' then
    if v_agrees and v_bar is not null then return v_bar; end if;
    update joint_punishment
      set state = case when v_agrees then 'listed' else 'rejected' end, decided_by = p->>'by',
        decided_at = clock_timestamp(), step = step + 1
      where id = j.id
      returning * into j;
  elsif v_agrees then
    update joint_punishment
      set state = case when removal_why in ('annulled', 'changed') then 'fallen' else 'removed' end,
        ended_by = p->>'by', ended_at = clock_timestamp(), ended_why = removal_why, step = step + 1
      where id = j.id
      returning * into j;
  else
    update joint_punishment
      set removal_why = null, removal_document = null, removal_by = null, removal_at = null,
        step = step + 1
      where id = j.id
      returning * into j;
  end if;
  perform joint_punishment_changed(j, v_before, p->>'by');
  return 'done';
end $$;

-- 随决定失效 Whatever lets a decision fall, its listing falls in the same transaction; so does one that
-- rests on the paper of the same number, whichever bureau entered it.
create or replace function joint_punishment_of_fallen()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare j joint_punishment; v_before text; v_key text;
begin
  select credit_act_key(i.payload->>'documentNo') into v_key
    from inbox i where i.file_id = new.file_id and i.act_id = new.act_id;
  for j in
    select * from joint_punishment
      where (
          decision_file = new.file_id and decision_number = new.number
            or decision_file is null and decision_key = v_key)
        and state in ('proposed', 'listed')
      order by id for update
  loop
    v_before := j.state;
    update joint_punishment
      set state = 'fallen', ended_by = 'file:' || new.file_id, ended_at = clock_timestamp(),
        step = step + 1, ended_why = case when new.state = 'changed' then 'changed' else 'annulled' end
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
  decision_for_list(text, text, int), decisions_under(text), paper_bar(text, text),
  joint_decider_bar(text, joint_punishment), joint_person_for(text, bigint, text),
  joint_punishment_changed(joint_punishment, text, text),
  propose_joint_punishment(jsonb), propose_joint_removal(jsonb), decide_joint_punishment(jsonb),
  joint_punishment_of_fallen()
  from public, duban_app;

grant execute on function
  decision_for_list(text, text, int), joint_person_for(text, bigint, text), propose_joint_punishment(jsonb), propose_joint_removal(jsonb),
  decide_joint_punishment(jsonb) to duban_app;
