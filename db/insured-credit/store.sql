-- 参保人员信用记录 Credit records of the insured (QJ-2.7).

-- Every step is a change of the registry, and so a leaf of the bureau's log. Whose it is is no part of it.
create or replace function insured_credit_changed(c insured_credit, p_before text, p_by text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into registry_change (registry, entity_id, changed_by, reason, before, after)
    values (
      'insured-credit', c.bureau_id || '/' || c.id, p_by, null,
      case when p_before is not null then jsonb_build_object('state', p_before) end,
      jsonb_build_object(
        'state', c.state, 'kind', c.kind, 'occurredOn', c.occurred_on, 'proposedBy', c.proposed_by,
        'decidedBy', c.decided_by, 'fall', c.fall_why, 'step', c.step))
$$;

-- Whether somebody is a head in office of the unit or of one over it.
create or replace function insured_head(p_officer text, p_unit text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from officer o
      where o.id = p_officer and o.kind = 'person' and o.removed_on is null
        and 'head' = any (o.roles)
        and (o.unit_id = p_unit or superiors_of(p_unit) ? o.unit_id))
$$;

-- {bureau, unit, by, words: {id, sealed, mark}, mark, kind, occurredOn, document}. Null: it is proposed or
-- recorded already. The words are kept with the row or not at all.
create or replace function propose_insured_credit(p jsonb)
  returns bigint language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c insured_credit;
begin
  insert into insured_credit (
    bureau_id, unit_id, words_id, subject_mark, kind, occurred_on, document, proposed_by)
    values (
      p->>'bureau', p->>'unit', p->'words'->>'id', p->>'mark', p->>'kind',
      (p->>'occurredOn')::date, p->'document', p->>'by')
    on conflict do nothing
    returning * into c;
  if c.id is null then return null; end if;
  perform keep_service_words((p->'words') || jsonb_build_object('bureau', p->>'bureau'));
  perform insured_credit_changed(c, null, c.proposed_by);
  return c.id;
end $$;

-- {bureau, id, by, why, document}: answers `done`, or `none`, `not-recorded`, `proposed`.
create or replace function propose_insured_fall(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c insured_credit;
begin
  select * into c from insured_credit
    where id = (p->>'id')::bigint and bureau_id = p->>'bureau' for update;
  if not found then return 'none'; end if;
  if c.state <> 'recorded' then return 'not-recorded'; end if;
  if c.fall_by is not null then return 'proposed'; end if;
  update insured_credit
    set fall_why = p->>'why', fall_document = p->'document', fall_by = p->>'by', step = step + 1
    where id = c.id
    returning * into c;
  perform insured_credit_changed(c, 'recorded', p->>'by');
  return 'done';
end $$;

-- {bureau, id, by, what, step, agrees}: a head of the unit or of one over it, who is another person, decides
-- what was shown, the `record` or its `fall`. Answers `done`, or `none`, `decided`, `own`, `head`.
create or replace function decide_insured_credit(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c insured_credit; v_before text; v_what text; v_agrees boolean := (p->>'agrees')::boolean;
begin
  select * into c from insured_credit
    where id = (p->>'id')::bigint and bureau_id = p->>'bureau' for update;
  if not found then return 'none'; end if;
  v_before := c.state;
  v_what := case
    when c.state = 'proposed' then 'record'
    when c.state = 'recorded' and c.fall_by is not null then 'fall' end;
  if v_what is distinct from p->>'what' or c.step <> (p->>'step')::int then return 'decided'; end if;
  if is_person_of(p->>'by', case v_what when 'record' then c.proposed_by else c.fall_by end) then
    return 'own';
  end if;
  if not insured_head(p->>'by', c.unit_id) then return 'head'; end if;
  if v_what = 'record' then
    update insured_credit
      set state = case when v_agrees then 'recorded' else 'rejected' end, decided_by = p->>'by',
        decided_at = clock_timestamp(), step = step + 1
      where id = c.id
      returning * into c;
  elsif v_agrees then
    update insured_credit
      set state = 'fallen', fallen_by = p->>'by', fallen_at = clock_timestamp(), step = step + 1
      where id = c.id
      returning * into c;
  else
    update insured_credit
      set fall_why = null, fall_document = null, fall_by = null, step = step + 1
      where id = c.id
      returning * into c;
  end if;
  perform insured_credit_changed(c, v_before, p->>'by');
  return 'done';
end $$;

-- 查阅 Whether the person may be shown: to whoever has proposed the record or decided, and to whoever may
-- decide. Proposing its fall shows nobody: anybody may do that, with any paper.
create or replace function insured_person_for(p_bureau text, p_id bigint, p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select
    exists (
      select 1 from unnest(array[c.proposed_by, c.decided_by, c.fallen_by]) x
        where x is not null and is_person_of(p_officer, x))
      or insured_head(p_officer, c.unit_id)
    from insured_credit c
    where c.id = p_id and c.bureau_id = p_bureau
$$;

-- 积分 Whether what stands of the same person is shown with it: once the record was agreed to, and before
-- that only to a head who may decide on it. Whoever types a number learns nothing by having typed it.
create or replace function insured_score_for(p_bureau text, p_id bigint, p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select
    insured_person_for(c.bureau_id, c.id, p_officer)
      and (
        c.state in ('recorded', 'fallen')
        or insured_head(p_officer, c.unit_id) and not is_person_of(p_officer, c.proposed_by))
    from insured_credit c
    where c.id = p_id and c.bureau_id = p_bureau
$$;

-- Who may call them: only what is granted here.
revoke all on function
  insured_credit_changed(insured_credit, text, text), propose_insured_credit(jsonb),
  propose_insured_fall(jsonb), decide_insured_credit(jsonb), insured_person_for(text, bigint, text),
  insured_head(text, text), insured_score_for(text, bigint, text)
  from public, duban_app;

grant execute on function
  propose_insured_credit(jsonb), propose_insured_fall(jsonb), decide_insured_credit(jsonb),
  insured_person_for(text, bigint, text), insured_score_for(text, bigint, text) to duban_app;
