-- 企业信用信息 Records of credit subjects (QHD-2.2, 2.3): entered, fallen, and counted by acts.

-- ---- 记录 Records ------------------------------------------------------------------------------

-- The number of an act however it is typed: without blanks, in one width, with one kind of brackets.
create or replace function credit_act_key(p text)
  returns text language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select translate(
    upper(regexp_replace(normalize(p, nfkc), '\s', '', 'g')), '〔〕[]【】{}', '()()()()')
$$;

-- One record at a time of one subject: who comes second sees the first one's.
create or replace function lock_credit_subject(p_bureau text, p_kind text, p_subject text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(
    hashtextextended('credit:' || p_bureau || ':' || p_kind || ':' || p_subject, 0))
$$;

-- What stands in the way of a record: {code, id?, actOn?}; nothing where nothing does. What an
-- objection has overturned is not recorded again as it was. `p_instead`:
-- the record in whose place it is to stand.
create or replace function credit_entry_bar(p jsonb, p_instead text)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare e credit_entry;
begin
  if p->>'class' = 'assessment' then
    select x.* into e from credit_entry x
      where (x.bureau_id, x.subject_kind, x.subject_id)
          = (p->>'bureau', p->>'subjectKind', p->>'subjectId')
        and x.class = 'assessment' and x.year = (p->>'year')::int and x.fallen_at is null
        and x.id is distinct from p_instead
      limit 1;
    if e.id is not null then
      return jsonb_build_object('code', 'assessment-recorded', 'id', e.id);
    end if;
    select x.* into e from credit_entry x
      where (x.bureau_id, x.subject_kind, x.subject_id)
          = (p->>'bureau', p->>'subjectKind', p->>'subjectId')
        and x.class = 'assessment' and x.fallen_why = 'objection'
        and (x.year, x.result) = ((p->>'year')::int, p->>'result')
      limit 1;
    return case when e.id is not null then
      jsonb_build_object('code', 'act-objected', 'id', e.id) end;
  end if;
  if p->>'actNo' is null then return null; end if;
  -- What was typed beside a source would stand when the decision of the source falls.
  if p->>'source' is null and p_instead is null
    and exists (
      select 1 from credit_source s
        where (s.bureau_id, s.subject_kind, s.subject_id)
            = (p->>'bureau', p->>'subjectKind', p->>'subjectId')
          and s.fallen_at is null
          and credit_act_key(p->>'actNo')
            in (credit_act_key(s.file_id), credit_act_key(credit_source_act(s)))) then
    return '{"code": "act-of-source"}'::jsonb;
  end if;
  select x.* into e from credit_entry x
    where (x.bureau_id, x.subject_kind, x.subject_id)
        = (p->>'bureau', p->>'subjectKind', p->>'subjectId')
      and x.act_key = credit_act_key(p->>'actNo') and x.fallen_why = 'objection'
      and x.act_on = (p->>'actOn')::date
      and (x.polarity, coalesce(x.class, '')) = (p->>'polarity', coalesce(p->>'class', ''))
    limit 1;
  if found then return jsonb_build_object('code', 'act-objected', 'id', e.id); end if;
  select x.* into e from credit_entry x
    where (x.bureau_id, x.subject_kind, x.subject_id)
        = (p->>'bureau', p->>'subjectKind', p->>'subjectId')
      and x.act_key = credit_act_key(p->>'actNo') and x.fallen_at is null
      and x.id is distinct from p_instead
      and (
        x.act_on <> (p->>'actOn')::date
          or (x.polarity, coalesce(x.class, '')) = (p->>'polarity', coalesce(p->>'class', ''))
            and x.source_id is not distinct from p->>'source')
    order by x.act_on <> (p->>'actOn')::date desc, x.id
    limit 1;
  return case when e.id is not null then
    jsonb_build_object(
      'code',
      case when e.act_on <> (p->>'actOn')::date then 'act-day-differs' else 'act-recorded' end,
      'id', e.id, 'actOn', e.act_on) end;
end $$;

-- The caller holds the subject and has asked for bars.
create or replace function add_credit_entry(p jsonb, p_corrects text)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_year int := extract(year from local_day(clock_timestamp()))::int; v_no int; v_id text;
begin
  insert into credit_entry_series values (p->>'bureau', v_year, 1)
    on conflict (bureau_id, year) do update
    set last = credit_entry_series.last + 1
    returning last into v_no;
  v_id := 'XR.' || (p->>'bureau') || '.' || v_year || '-' || lpad(v_no::text, 6, '0');
  insert into credit_entry (
    id, bureau_id, subject_kind, subject_id, polarity, class, item_id, list_version, power_type,
    act_no, act_key, act_on, gravity, words, result, year, evidence, source_kind, source_id,
    corrects, recorded_by, unit_id)
    values (
      v_id, p->>'bureau', p->>'subjectKind', p->>'subjectId', p->>'polarity', p->>'class',
      p->>'item', (p->>'listVersion')::int, p->>'powerType', p->>'actNo',
      credit_act_key(p->>'actNo'), (p->>'actOn')::date, p->>'gravity', p->>'words', p->>'result',
      (p->>'year')::int, p->'evidence', coalesce(p->>'sourceKind', 'by-hand'), p->>'source',
      p_corrects, p->>'by', p->>'unit');
  return v_id;
end $$;

-- What was recorded stands as it was recorded; it can only fall, once.
create or replace function keep_credit_entry()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.fallen_at is not null
    or (to_jsonb(new) - '{fallen_at,fallen_why,fallen_by,fallen_ref}'::text[])
      <> (to_jsonb(old) - '{fallen_at,fallen_why,fallen_by,fallen_ref}'::text[]) then
    raise exception 'credit record % stands as it was recorded', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create or replace trigger keep before update on credit_entry
  for each row execute function keep_credit_entry();

-- {bureau, subjectKind, subjectId, by, unit, source?, sourceKind?, records: [{…}]}: all or none.
-- Answers {ids}, or {bar} of the first that something stands in the way of. What a file has brought
-- is recorded once as long as a record of it stands, and not when it has fallen.
create or replace function enter_credit_entries(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare r jsonb; v_bar jsonb; v_ids text[] := '{}'; s credit_source;
begin
  perform lock_credit_subject(p->>'bureau', p->>'subjectKind', p->>'subjectId');
  if p->>'source' is not null then
    select * into strict s from credit_source where id = p->>'source' for update;
    if s.fallen_at is not null then
      return '{"bar": {"code": "source-fallen"}}'::jsonb;
    end if;
    if exists (select 1 from credit_entry where source_id = s.id and fallen_at is null) then
      return '{"bar": {"code": "source-recorded"}}'::jsonb;
    end if;
  end if;
  -- Each is asked for after the one before it stands: two of one request may be one act.
  for r in
    select (p - 'records') || t.x
      from jsonb_array_elements(p->'records') with ordinality t (x, n) order by t.n
  loop
    v_bar := credit_entry_bar(r, null);
    if v_bar is not null then raise exception using errcode = 'DBBAR'; end if;
    v_ids := v_ids || add_credit_entry(r, null);
  end loop;
  return jsonb_build_object('ids', to_jsonb(v_ids));
exception when sqlstate 'DBBAR' then
  return jsonb_build_object(
    'bar', case when v_bar->>'id' = any (v_ids) then v_bar - 'id' else v_bar end);
end $$;

-- ---- 不再成立 What falls -----------------------------------------------------------------------

-- The only way in which a record falls: withdrawn, corrected, overturned with its decision, or by an
-- objection that was granted. It stays, and is not counted. False where it has fallen already.
-- `p_ref`: the change, the file of the decision or of the objection.
create or replace function credit_record_falls(p_id text, p_why text, p_by text, p_ref text)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_credit_subject(e.bureau_id, e.subject_kind, e.subject_id)
    from credit_entry e where e.id = p_id;
  update credit_entry
    set fallen_at = date_trunc('milliseconds', clock_timestamp()), fallen_why = p_why,
      fallen_by = p_by, fallen_ref = p_ref
    where id = p_id and fallen_at is null;
  if not found then return false; end if;
  update credit_change set state = 'void' where entry_id = p_id and state = 'proposed';
  return true;
end $$;

-- {bureau, entry, kind, replacement?, reason, document, by}: answers {id}, or {bar}.
create or replace function propose_credit_change(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare e credit_entry; v_bar jsonb; v_id bigint;
begin
  select * into strict e from credit_entry where id = p->>'entry' and bureau_id = p->>'bureau';
  perform lock_credit_subject(e.bureau_id, e.subject_kind, e.subject_id);
  select * into strict e from credit_entry where id = p->>'entry';
  if e.fallen_at is not null then return '{"bar": {"code": "record-fallen"}}'::jsonb; end if;
  if exists (select 1 from credit_change where entry_id = e.id and state = 'proposed') then
    return '{"bar": {"code": "change-proposed"}}'::jsonb;
  end if;
  v_bar := credit_entry_bar(replacement_of(e, p->'replacement'), e.id);
  if p->>'kind' = 'correction' and v_bar is not null then
    return jsonb_build_object('bar', v_bar);
  end if;
  insert into credit_change (bureau_id, entry_id, kind, replacement, reason, document, proposed_by)
    values (
      e.bureau_id, e.id, p->>'kind', nullif(p->'replacement', 'null'), p->>'reason', p->'document',
      p->>'by')
    returning id into v_id;
  return jsonb_build_object('id', v_id);
end $$;

-- What is to stand in the place of a record: of the same subject and source, as it is proposed.
create or replace function replacement_of(e credit_entry, p jsonb)
  returns jsonb language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(nullif(p, 'null'), '{}') || jsonb_build_object(
    'bureau', e.bureau_id, 'subjectKind', e.subject_kind, 'subjectId', e.subject_id, 'sourceKind',
    e.source_kind, 'source', e.source_id, 'unit', e.unit_id)
$$;

-- {bureau, id, state, reason, by}: by another person than who proposed it, nor under the same
-- certificate. Answers {done, became?}, or {bar}.
create or replace function decide_credit_change(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c credit_change; e credit_entry; v_bar jsonb; v_new jsonb; v_became text;
begin
  select x.* into e from credit_change y join credit_entry x on x.id = y.entry_id
    where y.id = (p->>'id')::bigint and y.bureau_id = p->>'bureau';
  if not found then return '{"bar": {"code": "not-found"}}'::jsonb; end if;
  perform lock_credit_subject(e.bureau_id, e.subject_kind, e.subject_id);
  select * into c from credit_change where id = (p->>'id')::bigint for update;
  if c.state <> 'proposed' then return '{"bar": {"code": "change-decided"}}'::jsonb; end if;
  if c.proposed_by = p->>'by' or one_certificate(c.proposed_by, p->>'by') then
    return '{"bar": {"code": "change-own"}}'::jsonb;
  end if;
  if p->>'state' = 'confirmed' and c.kind = 'correction' then
    v_new := replacement_of(e, c.replacement) || jsonb_build_object('by', c.proposed_by);
    v_bar := credit_entry_bar(v_new, e.id);
    if v_bar is not null then return jsonb_build_object('bar', v_bar); end if;
    v_became := add_credit_entry(v_new, e.id);
  end if;
  update credit_change
    set state = p->>'state', decided_by = p->>'by', decided_reason = p->>'reason',
      decided_at = date_trunc('milliseconds', clock_timestamp()), became = v_became
    where id = c.id;
  if p->>'state' = 'confirmed' then
    perform credit_record_falls(
      e.id, case c.kind when 'correction' then 'corrected' else 'withdrawn' end, p->>'by',
      c.id::text);
  end if;
  return jsonb_strip_nulls(jsonb_build_object('done', true, 'became', v_became));
end $$;

-- ---- 来源 What files bring ---------------------------------------------------------------------

-- How the decision or result of a file stands now: {kind, subjectKind, subjectId, at, evidence};
-- nothing where it stands no more, is not adverse, or is about nobody who is a subject.
create or replace function credit_ground(p_file text, p_number int)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with f as (
    select * from file where id = p_file
  ), ground as (
    select d.source as kind, d.subject_id as institution, null::text as code, d.served_at as at,
      (
        select i.payload->'document' from inbox i
          where i.file_id = p_file
            and case d.source
              when 'penalty-case' then i.act_id = (
                select y.act_id from penalty_decision y
                  where y.file_id = p_file and y.number = p_number)
              else i.number = p_number end) as evidence
      from f join final_decision d on d.file_id = f.id
      where d.number = p_number
        and d.state = 'served' and d.adverse and d.subject_kind = 'institution'
    union all
    select 'inspection', p.institution_id, null, r.told_at,
      (select i.payload->'document' from inbox i where i.act_id = r.notice_act)
      from inspection_result r join inspection_plan p on p.file_id = r.file_id
      where r.file_id = p_file and p.found = 'violation'
    union all
    (
      select 'commitment-case', null, x.party_code, x.at, x.evidence
        from (
          select c.party_code, c.at, c.basis->'document' as evidence
            from credit_record c where c.file_id = p_file
          union all
          select r.party_code, r.revoked_at,
            (
              select i.payload->'document' from inbox i where i.act_id = r.revoked_by_act)
            from result r join f on f.procedure = 'commitment-case'
            where r.revoked_by_file = p_file) x
        order by x.at limit 1)
  )
  select jsonb_build_object(
    'kind', g.kind, 'subjectKind', coalesce(s.kind, 'institution'), 'subjectId',
    coalesce(s.id, i.id), 'at', at_ms(g.at), 'evidence',
    case when g.evidence ? 'sha256' then g.evidence end)
    from ground g cross join f
    left join institution i
      on i.bureau_id = f.bureau_id and (i.id = g.institution or i.credit_code = g.code)
    left join lateral (
      select c.kind, c.id from credit_subject c
        where c.bureau_id = f.bureau_id and i.id is null and c.credit_code = g.code
        order by c.kind limit 1) s
      on true
    where coalesce(s.id, i.id) is not null
$$;

-- The number of the act that a source is about; null where the files with which it is linked have
-- brought several, so that somebody has to say which of them it is. Otherwise the one under which a record of the same subject
-- stands already that a file has brought with which this one is linked, in whichever order they came;
-- otherwise of the file that a case comes from, where that has brought one too. Both are one act.
create or replace function credit_source_act(s credit_source)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive linked as (
    select s.file_id as file
    union
    select case o.file_id when l.file then o.origin_id else o.file_id end
      from linked l join penalty_origin o on l.file in (o.file_id, o.origin_id)
  )
  , known as (
    select e.act_no, e.act_key, e.recorded_at, e.id from linked l
      join credit_source x on x.file_id = l.file
      join credit_entry e on e.source_id = x.id
      where l.file <> s.file_id and x.fallen_at is null and e.fallen_at is null
        and e.act_no is not null
        and (e.subject_kind, e.subject_id) = (s.subject_kind, s.subject_id)
  )
  select case when (select count(distinct act_key) from known) < 2 then coalesce(
    (select act_no from known order by recorded_at, id limit 1),
    (
      select x.file_id from penalty_origin o
        join credit_source x on x.file_id = o.origin_id
        where o.file_id = s.file_id and x.fallen_at is null
          and (x.subject_kind, x.subject_id) = (s.subject_kind, s.subject_id)
        order by x.told_at, x.id limit 1),
    s.file_id) end
$$;

create or replace function lock_credit_source(p_file text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('credit-source:' || p_file, 0))
$$;

-- Once for each time that a decision stands, and only what still stands: what falls at this instant
-- waits for the lock. What stands again is brought again: what it had brought before has fallen.
create or replace function bring_credit_source(p_file text, p_number int)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file; g jsonb; v_times int := 0;
begin
  perform lock_credit_source(p_file);
  select * into strict f from file where id = p_file;
  g := credit_ground(p_file, p_number);
  if g is null
    or exists (
      select 1 from credit_source s
        where s.file_id = p_file
          and case s.kind
            when 'inspection' then s.fallen_at is null
            when 'commitment-case' then true
            else s.number = p_number and s.fallen_at is null end) then
    return false;
  end if;
  if g->>'subjectKind' = 'institution' then
    perform register_credit_institutions(f.bureau_id, g->>'subjectId', 'file:' || f.id);
  end if;
  if g->>'kind' = 'inspection' then
    p_number := (select count(*) from credit_source where file_id = p_file);
  else
    v_times := (select count(*) from credit_source where file_id = p_file and number = p_number);
  end if;
  insert into credit_source (
    id, bureau_id, kind, file_id, number, subject_kind, subject_id, evidence, told_at)
    values (
      concat_ws(':', f.id, p_number, nullif(v_times, 0) + 1), f.bureau_id, g->>'kind', f.id, p_number, g->>'subjectKind',
      g->>'subjectId', nullif(g->'evidence', 'null'), ms_at((g->>'at')::bigint));
  return true;
end $$;

-- What a file has decided stands no more: neither does what it has brought, nor what was recorded
-- of that. Of one decision, or of the whole file (null).
create or replace function credit_source_falls(p_file text, p_number int, p_why text)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_credit_source(p_file);
  perform credit_record_falls(e.id, 'overturned', null, p_file)
    from credit_source s join credit_entry e on e.source_id = s.id
    where s.file_id = p_file and (p_number is null or s.number = p_number)
      and e.fallen_at is null;
  update credit_source
    set fallen_at = date_trunc('milliseconds', clock_timestamp()), fallen_why = p_why
    where file_id = p_file and (p_number is null or number = p_number) and fallen_at is null;
end $$;

-- 待登记 What files of a bureau have brought, and somebody still has to record. Where a record stands
-- that is done; so it is where one was withdrawn by two persons, or fell by an objection: then it
-- was decided that nothing is to stand. It may be recorded all the same, as long as it has not fallen.
create or replace function credit_open_sources(p_bureau text)
  returns setof credit_source language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select s.* from credit_source s
    where s.bureau_id = p_bureau and s.fallen_at is null
      and not exists (
        select 1 from credit_entry e
          where e.source_id = s.id
            and (e.fallen_at is null or e.fallen_why in ('objection', 'withdrawn')))
$$;

create or replace function want_credit_source(p_file text, p_number int)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    values (
      p_file, 'credit-source:' || p_number || ':' || pg_current_xact_id(), 'credit-source',
      jsonb_build_object('number', p_number))
    on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

create or replace function credit_of_decision()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.state = 'served' then
    perform want_credit_source(new.file_id, new.number);
  elsif new.state in ('fallen', 'changed') then
    perform credit_source_falls(new.file_id, new.number, new.state);
  end if;
  return null;
end $$;
create or replace trigger credit after update of state on penalty_decision
  for each row when (new.state is distinct from old.state and new.outcome = 'penalty')
  execute function credit_of_decision();

-- 快速反应 Its final decision, once it is served on the subject.
create or replace function credit_of_service()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform want_credit_source(i.file_id, i.number)
    from inbox i
    where i.file_id = new.file_id and i.type = 'final-decision' and i.number < new.number
      and i.verdict->>'accepted' = 'true'
    order by i.number desc limit 1;
  return null;
end $$;
create or replace trigger credit after update of verdict on inbox
  for each row when (new.type = 'final-service' and new.verdict->>'accepted' = 'true')
  execute function credit_of_service();

-- It falls, and what a change has left of it is a decision of its own (docs/decisions/0028).
create or replace function credit_of_fall()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.state = 'served' then
    perform want_credit_source(new.file_id, new.number);
  elsif new.state in ('fallen', 'changed') then
    perform credit_source_falls(new.file_id, new.number, new.state);
  end if;
  return null;
end $$;
create or replace trigger credit after insert or update of state on final_decision
  for each row when (new.source = 'rapid-response' and new.state <> 'decided')
  execute function credit_of_fall();

-- 行政检查 Its result, once it is told; and a finding that is corrected, in both directions.
create or replace function credit_of_inspection()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_table_name = 'inspection_result' then
    perform want_credit_source(new.file_id, 0);
  elsif new.found = 'violation' then
    perform want_credit_source(new.file_id, 0);
  else
    perform credit_source_falls(new.file_id, null, 'corrected');
  end if;
  return null;
end $$;
create or replace trigger credit after insert on inspection_result
  for each row execute function credit_of_inspection();
create or replace trigger credit after update of found on inspection_plan
  for each row when (
    new.file_id is not null and new.found is distinct from old.found
      and 'violation' in (new.found, old.found))
  execute function credit_of_inspection();

-- 承诺不实 What a commitment case has revoked or recorded.
create or replace function credit_of_commitment()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform want_credit_source(
    case tg_table_name
      when 'result' then to_jsonb(new)->>'revoked_by_file' else to_jsonb(new)->>'file_id' end, 0);
  return null;
end $$;
create or replace trigger credit after insert on credit_record
  for each row execute function credit_of_commitment();
create or replace trigger credit after update of state on result
  for each row when (new.state = 'revoked' and new.revoked_by_file like 'CC%')
  execute function credit_of_commitment();

-- ---- 计数 What counts --------------------------------------------------------------------------

-- Acts of bad faith of a bureau's subjects whose day lies after `p_after` and not after `p_until`:
-- one row an act, its gravest record; what has fallen does not count (QHD-2.4b), nor, where a cycle is
-- named, what was recorded after its assessment.
drop function if exists credit_acts_of_bureau(text, date, date);
create or replace function credit_acts_of_bureau(
  p_bureau text, p_after date, p_until date, p_cycle text default null
)
  returns table (
    subject_kind text, subject_id text, record_id text, act_no text, act_on date, class text,
    gravity text, item_id text
  ) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select distinct on (e.subject_kind, e.subject_id, e.act_key)
    e.subject_kind, e.subject_id, e.id, e.act_no, e.act_on, e.class, e.gravity, e.item_id
    from credit_entry e
    where e.bureau_id = p_bureau and e.polarity = 'bad' and e.fallen_at is null
      and e.act_on > p_after and e.act_on <= p_until
      and not coalesce(p_cycle = any (e.late_for), false)
    order by e.subject_kind, e.subject_id, e.act_key, e.class desc, e.gravity is null,
      e.act_on, e.id
$$;

drop function if exists credit_acts_counting(text, text, text, date, date);
create or replace function credit_acts_counting(
  p_bureau text, p_kind text, p_subject text, p_after date, p_until date,
  p_cycle text default null
)
  returns table (
    subject_kind text, subject_id text, record_id text, act_no text, act_on date, class text,
    gravity text, item_id text
  ) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select distinct on (e.act_key)
    e.subject_kind, e.subject_id, e.id, e.act_no, e.act_on, e.class, e.gravity, e.item_id
    from credit_entry e
    where (e.bureau_id, e.subject_kind, e.subject_id) = (p_bureau, p_kind, p_subject)
      and e.polarity = 'bad' and e.fallen_at is null
      and e.act_on > p_after and e.act_on <= p_until
      and not coalesce(p_cycle = any (e.late_for), false)
    order by e.act_key, e.class desc, e.gravity is null, e.act_on, e.id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  credit_act_key(text),
  lock_credit_subject(text, text, text), credit_entry_bar(jsonb, text),
  add_credit_entry(jsonb, text), keep_credit_entry(), enter_credit_entries(jsonb),
  credit_record_falls(text, text, text, text), propose_credit_change(jsonb),
  replacement_of(credit_entry, jsonb), decide_credit_change(jsonb), credit_ground(text, int),
  credit_source_act(credit_source), lock_credit_source(text), bring_credit_source(text, int),
  credit_source_falls(text, int, text), credit_open_sources(text),
  want_credit_source(text, int), credit_of_decision(),
  credit_of_service(), credit_of_fall(), credit_of_inspection(), credit_of_commitment(),
  credit_acts_of_bureau(text, date, date, text),
  credit_acts_counting(text, text, text, date, date, text)
  from public, duban_app;

grant execute on function
  enter_credit_entries(jsonb), propose_credit_change(jsonb), decide_credit_change(jsonb),
  credit_source_act(credit_source), bring_credit_source(text, int), credit_open_sources(text),
  credit_acts_of_bureau(text, date, date, text),
  credit_acts_counting(text, text, text, date, date, text)
  to duban_app;
