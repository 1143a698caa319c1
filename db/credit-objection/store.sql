-- 信用异议 Objections of subjects to records and grades (QHD-2.5a), and the codes of subjects (QHD-3.2).

-- 异议中 Whether an objection of the subject is being looked at.
create or replace function credit_objected(p_bureau text, p_kind text, p_subject text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from credit_objection o
      where (o.bureau_id, o.subject_kind, o.subject_id) = (p_bureau, p_kind, p_subject)
        and o.ended_at is null)
$$;

-- The files in which the subject's grade in force was made: the cycle, and its listing.
create or replace function credit_grading_files(p_bureau text, p_kind text, p_subject text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
    select g.cycle from credit_grade g
      where (g.bureau_id, g.subject_kind, g.subject_id) = (p_bureau, p_kind, p_subject)
        and g.superseded_at is null
    union
    select l.file_id from credit_blacklist l
      where (l.bureau_id, l.subject_kind, l.subject_id) = (p_bureau, p_kind, p_subject)
$$;

-- What the version of the rule that governs the grade in force says of objections; where nobody is
-- graded, the newest version in force that day. Null: there is none.
create or replace function credit_rule_of_objections(
  p_bureau text, p_kind text, p_subject text, p_day date
)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('version', r.version, 'days', r.objection_days, 'sample', r.sample)
    from credit_rule r
    where r.bureau_id = p_bureau
      and r.version = coalesce(
        (
          select c.rule_version from credit_grade g join credit_cycle c on c.file_id = g.cycle
            where (g.bureau_id, g.subject_kind, g.subject_id) = (p_bureau, p_kind, p_subject)
              and g.superseded_at is null),
        (
          select max(x.version) from credit_rule x
            where x.bureau_id = p_bureau and x.in_force_from <= p_day and x.revoked_at is null))
$$;

create or replace function opened_credit_objection(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_kind text := i.payload->'subject'->>'kind'; v_id text := i.payload->'subject'->>'id';
begin
  insert into credit_objection (
    file_id, bureau_id, subject_kind, subject_id, target, entry_id, channel, opened_at)
    values (
      f.id, f.bureau_id, v_kind, v_id, f.opening->>'target', f.opening->>'record',
      f.opening->>'channel', f.opened_at);
  return jsonb_build_object(
    'rule', credit_rule_of_objections(f.bureau_id, v_kind, v_id, local_day(i.received_at)));
end $$;

-- X-7 Whether the officer has recorded, corrected or graded what the objection is against; and
-- which of the named records are not the subject's, or have fallen.
create or replace function known_credit_objection__objection_decision(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with o as (
    select * from credit_objection where file_id = f.id
  ), entries as (
    select e.id, e.recorded_by, e.corrects
      from o join credit_entry e
        on (e.bureau_id, e.subject_kind, e.subject_id) = (o.bureau_id, o.subject_kind, o.subject_id)
      where case o.target
        when 'record' then e.id = o.entry_id else e.polarity = 'bad' and e.fallen_at is null end
  ), people as (
    select recorded_by as id from entries
    union
    select x.id
      from entries e join credit_change c on c.entry_id in (e.id, e.corrects)
      cross join lateral (values (c.proposed_by), (c.decided_by)) x (id)
      where c.state <> 'void'
    union
    select n.officer_id
      from o, credit_grading_files(o.bureau_id, o.subject_kind, o.subject_id) g
      join inbox n on n.file_id = g
      where o.target = 'grade' and n.verdict->>'accepted' = 'true'
  )
  select jsonb_build_object(
    'involved',
    exists (
      select 1 from people p
        where p.id = i.officer_id or one_certificate(p.id, i.officer_id)),
    'person',
    i.system_id is null
      and exists (select 1 from officer x where x.id = i.officer_id and x.kind = 'person'),
    'others',
    (
      select coalesce(jsonb_agg(n.id order by n.id), '[]')
        from o, jsonb_array_elements_text(coalesce(i.payload->'falls', '[]')) n (id)
        where not exists (
          select 1 from credit_entry e
            where e.id = n.id and e.fallen_at is null
              and (e.bureau_id, e.subject_kind, e.subject_id)
                = (o.bureau_id, o.subject_kind, o.subject_id))))
$$;

-- Granted: what it is against falls, and the grade is looked at again.
create or replace function effect_credit_objection_decided(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare o credit_objection; v_by text;
begin
  select officer_id into v_by from inbox where file_id = f.id and act_id = e->>'act';
  update credit_objection
    set ended_at = ms_at((e->>'at')::bigint), outcome = e->>'outcome', decided_by = v_by
    where file_id = f.id and ended_at is null
    returning * into o;
  if not found or o.outcome <> 'granted' then return; end if;
  if o.target = 'record' then
    perform credit_record_falls(o.entry_id, 'objection', v_by, f.id);
  else
    perform credit_record_falls(x, 'objection', v_by, f.id)
      from jsonb_array_elements_text(e->'falls') x;
    perform credit_objection_granted(o.bureau_id, o.subject_kind, o.subject_id, f.id);
  end if;
end $$;

create or replace function effect_credit_objection_ended(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update credit_objection set ended_at = clock_timestamp(), outcome = e->>'outcome'
    where file_id = f.id and ended_at is null
$$;

create or replace function effect_credit_objection_told(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update credit_objection set told_at = ms_at((e->>'at')::bigint)
    where file_id = f.id and told_at is null
$$;

-- A record that falls by another way settles what was objected to it.
create or replace function credit_objection_settled()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    select o.file_id, 'record-fell:' || new.id, 'credit-objection-settled',
      jsonb_build_object('record', new.id, 'why', new.fallen_why)
      from credit_objection o where o.entry_id = new.id and o.ended_at is null
    on conflict do nothing;
  perform pg_notify('duban_task', '');
  return null;
end $$;
create or replace trigger objection after update of fallen_at on credit_entry
  for each row when (old.fallen_at is null and new.fallen_at is not null)
  execute function credit_objection_settled();

-- ---- 查询码 Codes of subjects ------------------------------------------------------------------

create or replace function issue_credit_code(p jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into credit_code (
    hash, bureau_id, subject_kind, subject_id, document, issued_by, valid_until)
    values (
      p->>'hash', p->>'bureau', p->>'kind', p->>'id', p->'document', p->>'by',
      clock_timestamp() + (p->>'days')::int * interval '1 day')
$$;

-- Whose code it is: the last one that the subject was given, while it is good.
create or replace function credit_code_of(p_hash text)
  returns credit_subject language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select s from credit_code c
    join credit_subject s
      on (s.bureau_id, s.kind, s.id) = (c.bureau_id, c.subject_kind, c.subject_id)
    where c.hash = p_hash and c.valid_until > clock_timestamp()
      and not exists (
        select 1 from credit_code l
          where (l.bureau_id, l.subject_kind, l.subject_id)
              = (c.bureau_id, c.subject_kind, c.subject_id)
            and (l.issued_at, l.hash) > (c.issued_at, c.hash))
$$;

-- The grade in force as its subject reads it: with what was counted, by which line of which version
-- of the rule. Null: there is none.
create or replace function credit_own_grade(p_bureau text, p_kind text, p_subject text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'grade', g.grade, 'proposedD', g.proposed_d, 'byTable', g.by_table, 'rule', c.rule_version,
    'line', g.line, 'counts', to_jsonb(g.counts), 'from', c.from_on, 'until', c.until_on,
    'inForceFrom', at_ms(g.in_force_from), 'explanation', g.explanation)
    from credit_grade g join credit_cycle c on c.file_id = g.cycle
    where (g.bureau_id, g.subject_kind, g.subject_id) = (p_bureau, p_kind, p_subject)
      and g.superseded_at is null
$$;

-- Who may call them: only what is granted here.
revoke all on function
  credit_objected(text, text, text), credit_grading_files(text, text, text),
  credit_rule_of_objections(text, text, text, date), opened_credit_objection(file, inbox),
  known_credit_objection__objection_decision(file, inbox),
  effect_credit_objection_decided(file, jsonb), effect_credit_objection_ended(file, jsonb),
  effect_credit_objection_told(file, jsonb), credit_objection_settled(),
  issue_credit_code(jsonb), credit_code_of(text), credit_own_grade(text, text, text)
  from public, duban_app;

grant execute on function
  credit_objected(text, text, text), credit_grading_files(text, text, text),
  issue_credit_code(jsonb), credit_code_of(text), credit_own_grade(text, text, text)
  to duban_app;
