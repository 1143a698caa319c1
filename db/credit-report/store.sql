-- 信用信息报告 What the credit office is told, period by period (QHD-2.3, 2.5c).

-- Until when the reports of a bureau go; the first time this is asked it is the day that is given.
create or replace function credit_reported_until(p_bureau text, p_begin date)
  returns date language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into credit_report_start values (p_bureau, p_begin) on conflict do nothing;
  return coalesce(
    (select max(until_on) from credit_report where bureau_id = p_bureau),
    (select from_on from credit_report_start where bureau_id = p_bureau));
end $$;

-- [{entry, mark}] Recorded before the end of the period and in no report yet, as long as it stands;
-- told before, and fallen since. What was recorded before the period and was not told is late.
create or replace function credit_report_entries(p_bureau text, p_from date, p_until date)
  returns table (entry_id text, mark text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select e.id, case when e.recorded_at < day_begins(p_from) then 'late' else 'new' end
    from credit_entry e
    where e.bureau_id = p_bureau and e.recorded_at < day_begins(p_until) and e.fallen_at is null
      and not exists (
        select 1 from credit_report_entry r where r.entry_id = e.id and r.mark <> 'correction')
  union all
  select e.id, 'correction'
    from credit_entry e
    join credit_report_entry r on r.entry_id = e.id and r.mark <> 'correction'
    where e.bureau_id = p_bureau and e.fallen_at < day_begins(p_until)
      and not exists (
        select 1 from credit_report_entry c where c.entry_id = e.id and c.mark = 'correction')
$$;

-- One record as the office reads it. How it fell is said of what is corrected only.
create or replace function credit_reported_entry(p_id text, p_mark text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_strip_nulls(
    jsonb_build_object(
      'mark', p_mark, 'record', e.id, 'subjectKind', e.subject_kind, 'subject', e.subject_id,
      'polarity', e.polarity, 'class', e.class, 'item', e.item_id, 'listVersion', e.list_version,
      'powerType', e.power_type, 'actNo', e.act_no, 'actOn', e.act_on, 'gravity', e.gravity,
      'words', e.words, 'result', e.result, 'year', e.year, 'evidence', e.evidence->>'id',
      'corrects', e.corrects, 'fallen', case when p_mark = 'correction' then e.fallen_why end,
      'fallenOn', case when p_mark = 'correction' then local_day(e.fallen_at) end))
    from credit_entry e where e.id = p_id
$$;

-- In the bytes that are hashed: the records, the status of the subjects that they are about, and how
-- many subjects of each kind there are, with objections and grades.
create or replace function credit_report_content(
  p_file text, p_bureau text, p_from date, p_until date, p_entries jsonb
)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with entries as (
    select x.e->>'entry' as id, x.e->>'mark' as mark, x.n
      from jsonb_array_elements(p_entries) with ordinality x (e, n)
  ), about as (
    select distinct e.subject_kind as kind, e.subject_id as id
      from entries x join credit_entry e on e.id = x.id
  ), all_subjects as (
    select s.kind, credit_grade_in_force(p_bureau, s.kind, s.id) as grade,
      credit_objected(p_bureau, s.kind, s.id) as objected
      from credit_subject s where s.bureau_id = p_bureau
  )
  select jsonb_build_object(
    'report', p_file, 'bureau', (select name from bureau where id = p_bureau), 'from', p_from,
    'until', p_until, 'zero', jsonb_array_length(p_entries) = 0,
    'entries',
    (
      select coalesce(jsonb_agg(credit_reported_entry(id, mark) order by n), '[]') from entries
    ),
    'subjects',
    (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'kind', s.kind, 'id', s.id, 'name', coalesce(i.name, s.name), 'creditCode',
            s.credit_code, 'grade', credit_grade_in_force(p_bureau, s.kind, s.id), 'objected',
            credit_objected(p_bureau, s.kind, s.id))
            order by s.kind collate "C", s.id collate "C"),
        '[]')
        from about a
        join credit_subject s on (s.bureau_id, s.kind, s.id) = (p_bureau, a.kind, a.id)
        left join institution i on s.kind = 'institution' and i.id = s.id),
    'status',
    (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'kind', x.kind, 'grade', x.grade, 'subjects', x.subjects, 'objected', x.objected)
            order by x.kind collate "C", x.grade),
        '[]')
        from (
          select kind, grade, count(*) as subjects, count(*) filter (where objected) as objected
            from all_subjects group by kind, grade) x))::text
$$;

-- Fixed as the file opens. Periods follow each other: what does not is a fault.
create or replace function opened_credit_report(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_from date := (f.opening->'period'->>'from')::date;
  v_until date := (f.opening->'period'->>'until')::date; v_entries jsonb; v_content text;
begin
  perform pg_advisory_xact_lock(hashtextextended('credit-report:' || f.bureau_id, 0));
  if exists (
    select 1 from credit_report where bureau_id = f.bureau_id and until_on > v_from) then
    raise exception 'a period that was reported already is not reported again';
  end if;
  select coalesce(
    jsonb_agg(
      jsonb_build_object('entry', x.entry_id, 'mark', x.mark)
        order by x.entry_id collate "C", x.mark),
    '[]') into v_entries
    from credit_report_entries(f.bureau_id, v_from, v_until) x;
  v_content := credit_report_content(f.id, f.bureau_id, v_from, v_until, v_entries);
  insert into credit_report (file_id, bureau_id, from_on, until_on, content, sha256)
    values (
      f.id, f.bureau_id, v_from, v_until, v_content,
      encode(sha256(convert_to(v_content, 'UTF8')), 'hex'));
  insert into credit_report_entry
    select f.id, x->>'entry', x->>'mark' from jsonb_array_elements(v_entries) x;
  return jsonb_build_object(
    'contentHash', encode(sha256(convert_to(v_content, 'UTF8')), 'hex'), 'entries',
    jsonb_array_length(v_entries));
end $$;

create or replace function effect_credit_report_delivered(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update credit_report set delivered_at = ms_at((e->>'at')::bigint)
    where file_id = f.id and delivered_at is null
$$;

create or replace function enter_credit_training(p jsonb)
  returns bigint language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into credit_training (
    bureau_id, kind, held_on, topic, audience, attendees, document, entered_by)
    values (
      p->>'bureau', p->>'kind', (p->>'heldOn')::date, p->>'topic', p->>'audience',
      (p->>'attendees')::int, p->'document', p->>'by')
    returning id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  credit_reported_until(text, date), credit_report_entries(text, date, date),
  credit_reported_entry(text, text),
  credit_report_content(text, text, date, date, jsonb), opened_credit_report(file, inbox),
  effect_credit_report_delivered(file, jsonb), enter_credit_training(jsonb)
  from public, duban_app;

grant execute on function credit_reported_until(text, date), enter_credit_training(jsonb) to duban_app;
