-- 信用评价 Grading by cycles (QHD-2.4b, c; docs/decisions/0031): set by set, a batch a transaction.

-- ---- 评价规则 Rules ----------------------------------------------------------------------------

-- {bureau, version, title, documentNo, document, inForceFrom, sample, objectionDays, columns,
-- lines, by}: a cycle that has begun is told that it goes on under its own.
create or replace function set_credit_rule(p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into credit_rule (
    bureau_id, version, title, document_no, document, in_force_from, sample, objection_days,
    columns, lines, entered_by)
    values (
      p->>'bureau', (p->>'version')::int, p->>'title', p->>'documentNo', p->'document',
      (p->>'inForceFrom')::date, (p->>'sample')::boolean, (p->>'objectionDays')::int, p->'columns',
      p->'lines', p->>'by');
  insert into task (file_id, key, kind, data)
    select c.file_id, 'credit-rule-changed:' || (p->>'version'), 'credit-rule-changed',
      jsonb_build_object(
        'version', (p->>'version')::int, 'inForceFrom', p->>'inForceFrom')
      from credit_cycle c join file f on f.id = c.file_id
      where c.bureau_id = p->>'bureau' and f.closed_at is null
        and (p->>'inForceFrom')::date > c.from_on and (p->>'inForceFrom')::date < c.until_on
    on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

-- The version in force on a day: the one of the last day of coming into force, the later registered.
create or replace function credit_rule_on(p_bureau text, p_day date)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select version from credit_rule
    where bureau_id = p_bureau and in_force_from <= p_day
    order by in_force_from desc, version desc limit 1
$$;

-- 异议期 By the version that governs the grade in force (QHD-2.5a); null: the rule has none.
create or replace function credit_objection_days(p_bureau text, p_kind text, p_subject text)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select r.objection_days from credit_grade g
    join credit_cycle c on c.file_id = g.cycle
    join credit_rule r on (r.bureau_id, r.version) = (c.bureau_id, c.rule_version)
    where (g.bureau_id, g.subject_kind, g.subject_id) = (p_bureau, p_kind, p_subject)
      and g.superseded_at is null
$$;

-- The line of a table that stands for these numbers, in the order of its columns.
create or replace function credit_line(r credit_rule, p_counts int[])
  returns table (line int, grade text) language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select l.place::int, l.line->>'grade'
    from jsonb_array_elements(r.lines) with ordinality l(line, place)
    where not exists (
      select 1 from jsonb_array_elements(r.columns) with ordinality c(col, place)
        where p_counts[c.place] < (l.line->'when'->(c.col->>'id')->>'from')::int
          or p_counts[c.place] > (l.line->'when'->(c.col->>'id')->>'until')::int)
    order by 1 limit 1
$$;

-- ---- 评价 Grading ------------------------------------------------------------------------------

-- 一年内 The window of a cycle's assessment day: its corresponding day last year is outside.
create or replace function credit_window(c credit_cycle, out p_after date, out p_until date)
  language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select (c.until_on - 1 - interval '1 year')::date, c.until_on - 1
$$;

-- Whether any standing record of the act of this one is of a gravity and of an item of the column.
create or replace function credit_act_matches(p_bureau text, p_record text, p_column jsonb)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    (not p_column ? 'gravities' or bool_or(p_column->'gravities' ? e.gravity))
      and (not p_column ? 'items' or bool_or(p_column->'items' ? e.item_id)),
    false)
    from credit_entry r
    join credit_entry e
      on (e.bureau_id, e.subject_kind, e.subject_id, e.act_on)
          = (r.bureau_id, r.subject_kind, r.subject_id, r.act_on)
        and (e.act_key, e.polarity) = (r.act_key, r.polarity) and e.fallen_at is null
    where r.id = p_record and r.bureau_id = p_bureau
$$;

-- What is on record of these subjects in the window of the cycle: numbers, line, grade, and which
-- records they are. An act of several records counts once, in the gravest class, and with the gravity
-- and item of any of them; what fell does not count.
create or replace function credit_measured(c credit_cycle, p_kinds text[], p_ids text[])
  returns table (
    subject_kind text, subject_id text, counts int[], line int, by_table text, explanation jsonb
  ) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with rule as (
    select r from credit_rule r
      where (r.bureau_id, r.version) = (c.bureau_id, c.rule_version)
  ), col as (
    select x.col, x.place from rule, jsonb_array_elements((rule.r).columns) with ordinality x(col, place)
  ), w as (
    select * from credit_window(c)
  ), subject as (
    select * from unnest(p_kinds, p_ids) s(kind, id)
  ), bad as (
    select a.* from w, credit_acts_of_bureau(c.bureau_id, w.p_after, w.p_until) a
      where cardinality(p_ids) > 1
    union all
    select a.* from w, subject s,
      credit_acts_counting(c.bureau_id, s.kind, s.id, w.p_after, w.p_until) a
      where cardinality(p_ids) = 1
  ), good as (
    select distinct on (e.subject_kind, e.subject_id, e.act_key)
      e.subject_kind, e.subject_id, e.id, e.act_no, e.act_on, null::text, e.gravity, e.item_id
      from w, credit_entry e join subject s on (s.kind, s.id) = (e.subject_kind, e.subject_id)
      where e.bureau_id = c.bureau_id and e.polarity = 'good' and e.fallen_at is null
        and e.act_on > w.p_after and e.act_on <= w.p_until
        and exists (select 1 from col where col->>'polarity' = 'good')
      order by e.subject_kind, e.subject_id, e.act_key, e.act_on, e.id
  ), act as materialized (
    select b.*, 'bad' as polarity
      from bad b join subject s on (s.kind, s.id) = (b.subject_kind, b.subject_id)
    union all
    select g.*, 'good' from good g
  ), counted as (
    select a.subject_kind, a.subject_id, col.place, count(*)::int as n
      from act a join col
        on col->>'polarity' = a.polarity
          and coalesce(not col ? 'classes' or col->'classes' ? a.class, false)
          and (
            not col ?| array['gravities', 'items']
              or credit_act_matches(c.bureau_id, a.record_id, col))
      group by 1, 2, 3
  ), numbers as materialized (
    select s.kind, s.id, array_agg(coalesce(n.n, 0) order by col.place) as counts
      from subject s cross join col
      left join counted n on (n.subject_kind, n.subject_id, n.place) = (s.kind, s.id, col.place)
      group by 1, 2
  ), lines as materialized (
    select v.counts, l.line, l.grade
      from (select distinct counts from numbers) v, rule, credit_line(rule.r, v.counts) l
  ), told as (
    select a.subject_kind, a.subject_id,
      jsonb_agg(
        jsonb_strip_nulls(
          jsonb_build_object(
            'record', a.record_id, 'act', a.act_no, 'on', a.act_on, 'polarity', a.polarity, 'class',
            a.class, 'gravity', a.gravity, 'item', a.item_id))
          order by a.act_on, a.record_id) as acts
      from act a
      group by 1, 2
  ), promised as (
    select distinct p.subject_kind, p.subject_id from credit_commitment p
      where p.bureau_id = c.bureau_id and p.signed_on < c.until_on
  )
  select n.kind, n.id, n.counts, l.line, l.grade,
    jsonb_build_object(
      'acts', coalesce(t.acts, '[]'), 'promised', p.subject_id is not null)
    from numbers n join lines l using (counts)
    left join told t on (t.subject_kind, t.subject_id) = (n.kind, n.id)
    left join promised p on (p.subject_kind, p.subject_id) = (n.kind, n.id)
$$;

-- 拟列入 What a grading means for the blacklist: an open file is told, otherwise one is proposed. A
-- cycle that a later one has superseded is heard of where the subject was listed on it and its ground
-- is gone, unless the later one proposes it on its own.
create or replace function credit_blacklist_hears(p_grades bigint[])
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    select coalesce(b.file_id, g.cycle),
      case when b.file_id is null then 'credit-blacklist:' else 'blacklist-regraded:' end || g.id,
      case when b.file_id is null then 'credit-blacklist' else 'blacklist-regraded' end,
      jsonb_build_object(
        'cycle', g.cycle, 'kind', g.subject_kind, 'subject', g.subject_id, 'proposed',
        g.by_table = 'D', 'cause', g.cause, 'grading', g.id, 'grade', g.grade)
      from credit_grade g left join credit_blacklist b
        on (b.bureau_id, b.subject_kind, b.subject_id)
            = (g.bureau_id, g.subject_kind, g.subject_id)
          and b.state in ('proposed', 'noticed', 'listed')
      where g.id = any (p_grades) and (b.file_id is not null or g.proposed_d)
        and (
          g.superseded_at is null
            or b.cycle = g.cycle and g.grade <> 'D'
              and not exists (
                select 1 from credit_grade x
                  where (x.bureau_id, x.subject_kind, x.subject_id)
                      = (g.bureau_id, g.subject_kind, g.subject_id)
                    and x.superseded_at is null and x.by_table = 'D'))
    on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

-- The subjects of the bureau that the cycle has not graded yet, so many of them; answers how many
-- there were. Whoever has a record fall meanwhile waits until the batch stands, and is recounted.
create or replace function credit_assess_batch(p_file text, p_limit int)
  returns int language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c credit_cycle; v_kinds text[]; v_ids text[]; v_at timestamptz; v_grades bigint[];
begin
  select * into strict c from credit_cycle where file_id = p_file for update;
  if c.assessed_at is not null or c.rule_version is null then return 0; end if;
  if not exists (select 1 from credit_grade where cycle = p_file) then
    perform register_credit_institutions(c.bureau_id, null, 'duban');
  end if;
  select array_agg(s.kind), array_agg(s.id) into v_kinds, v_ids
    from (
      select s.kind, s.id from credit_subject s
        where s.bureau_id = c.bureau_id
          and not exists (
            select 1 from credit_grade g
              where g.cycle = c.file_id and g.cause = 'regular'
                and (g.subject_kind, g.subject_id) = (s.kind, s.id))
        order by s.kind, s.id limit p_limit) s;
  if v_ids is null then return 0; end if;
  v_at := date_trunc('milliseconds', clock_timestamp());
  update credit_grade g set superseded_at = v_at
    from unnest(v_kinds, v_ids) s(kind, id)
    where (g.bureau_id, g.subject_kind, g.subject_id) = (c.bureau_id, s.kind, s.id)
      and g.superseded_at is null and g.cycle_from <= c.from_on;
  with written as (
    insert into credit_grade (
      bureau_id, cycle, cycle_from, subject_kind, subject_id, cause, by_table, line, counts, grade,
      proposed_d, explanation, in_force_from, superseded_at)
      select c.bureau_id, c.file_id, c.from_on, m.subject_kind, m.subject_id, 'regular', m.by_table,
        m.line, m.counts,
        case when b.file_id is not null then 'D' when m.by_table = 'D' then 'C' else m.by_table end,
        m.by_table = 'D' and b.file_id is null, m.explanation, v_at,
        -- A later cycle has graded it already: an outage has turned the order round.
        case when later.id is not null then v_at end
        from credit_measured(c, v_kinds, v_ids) m
        left join credit_blacklist b
          on (b.bureau_id, b.subject_kind, b.subject_id)
              = (c.bureau_id, m.subject_kind, m.subject_id)
            and b.state = 'listed'
        left join credit_grade later
          on (later.bureau_id, later.subject_kind, later.subject_id)
              = (c.bureau_id, m.subject_kind, m.subject_id)
            and later.superseded_at is null and later.cycle_from > c.from_on
      returning id, superseded_at, by_table
  )
  select array_agg(id) into v_grades from written where superseded_at is null;
  perform credit_blacklist_hears(coalesce(v_grades, '{}'));
  return cardinality(v_ids);
end $$;

-- {subjects, figures, unpromised, hash}: what the regular grading of a cycle came to.
create or replace function credit_cycle_figures(p_file text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'subjects', count(*), 'figures',
    jsonb_build_object(
      'A', count(*) filter (where by_table = 'A'), 'B', count(*) filter (where by_table = 'B'), 'C',
      count(*) filter (where by_table = 'C'), 'D', count(*) filter (where by_table = 'D')),
    'unpromised', count(*) filter (where not (explanation->>'promised')::boolean), 'hash',
    encode(
      sha256(
        convert_to(
          coalesce(
            string_agg(
              concat_ws(
                ' ', subject_kind, subject_id, by_table, line, array_to_string(counts, ','),
                explanation::text),
              chr(10)
              order by subject_kind collate "C", subject_id collate "C"),
            ''),
          'UTF8')),
      'hex'))
    from credit_grade
    where cycle = p_file and cause = 'regular'
$$;

-- What was graded stays as it was graded; it is superseded once.
create or replace function keep_credit_grade()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.superseded_at is not null
    or (to_jsonb(new) - 'superseded_at') <> (to_jsonb(old) - 'superseded_at') then
    raise exception 'grading % stands as it was made', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create or replace trigger keep before update on credit_grade for each row
  execute function keep_credit_grade();

-- ---- 重新评价 A record fell, an objection was granted ------------------------------------------

-- {before, table, after} of a subject in a cycle, as it would be now. What was found after the
-- assessment is no reason to be graded worse: it waits for the next one (评价周期为1年). Who was
-- listed on another cycle stays on the list as long as the table of that one proposes it.
create or replace function credit_regrading(p_cycle text, p_kind text, p_subject text)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c credit_cycle; g credit_grade; v_table text; v_stays boolean;
begin
  select * into strict c from credit_cycle where file_id = p_cycle;
  select * into g from credit_grade
    where cycle = p_cycle and (subject_kind, subject_id) = (p_kind, p_subject)
    order by id desc limit 1;
  if not found then return '{"before": null, "table": null, "after": null}'; end if;
  select least(m.by_table, g.by_table) into v_table
    from credit_measured(c, array[p_kind], array[p_subject]) m;
  v_stays := g.grade = 'D'
    and exists (
      select 1 from credit_blacklist b
        where (b.bureau_id, b.subject_kind, b.subject_id) = (c.bureau_id, p_kind, p_subject)
          and b.state = 'listed' and b.cycle <> p_cycle
          and (
            select x.by_table from credit_grade x
              where x.cycle = b.cycle and (x.subject_kind, x.subject_id) = (p_kind, p_subject)
              order by x.id desc limit 1) = 'D');
  return jsonb_build_object(
    'before', g.grade, 'table', v_table, 'after',
    case when v_table = 'D' or v_stays then g.grade else v_table end);
end $$;

-- Once for each cause; the earlier grading stays. The blacklist hears of it.
create or replace function credit_regrade(
  p_cycle text, p_kind text, p_subject text, p_cause text, p_reference text, p_at timestamptz
)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c credit_cycle; g credit_grade; v jsonb; v_id bigint; v_in_force boolean;
begin
  select * into strict c from credit_cycle where file_id = p_cycle for update;
  v := credit_regrading(p_cycle, p_kind, p_subject);
  if v->>'before' is null then return; end if;
  select * into g from credit_grade
    where cycle = p_cycle and (subject_kind, subject_id) = (p_kind, p_subject)
    order by id desc limit 1;
  if exists (
    select 1 from credit_grade x
      where x.cycle = p_cycle and (x.subject_kind, x.subject_id) = (p_kind, p_subject)
        and x.cause = p_cause and x.reference = p_reference) then
    return;
  end if;
  v_in_force := g.superseded_at is null;
  if v_in_force then update credit_grade set superseded_at = p_at where id = g.id; end if;
  insert into credit_grade (
    bureau_id, cycle, cycle_from, subject_kind, subject_id, cause, reference, by_table, line,
    counts, grade, proposed_d, explanation, in_force_from, superseded_at)
    select c.bureau_id, c.file_id, c.from_on, p_kind, p_subject, p_cause, p_reference,
      v->>'table', m.line, m.counts, v->>'after', g.proposed_d and v->>'table' = 'D',
      m.explanation || case when m.by_table > v->>'table' then '{"held": true}' else '{}' end::jsonb,
      p_at, case when not v_in_force then p_at end
      from credit_measured(c, array[p_kind], array[p_subject]) m
    returning id into v_id;
  perform credit_blacklist_hears(array[v_id]);
end $$;

-- What has to be looked at again: every cycle that has counted that day. The row of the cycle is held, so
-- that a batch that counts at this instant is seen, or sees the fall.
create or replace function credit_recount_wanted()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c credit_cycle;
begin
  for c in
    select x.* from credit_cycle x
      where x.bureau_id = new.bureau_id and new.act_on > (credit_window(x)).p_after
        and new.act_on <= (credit_window(x)).p_until and x.rule_version is not null
      order by x.from_on for share
  loop
    insert into task (file_id, key, kind, data)
      select c.file_id, 'credit-recount:' || new.id, 'credit-recount',
        jsonb_build_object(
          'cycle', c.file_id, 'kind', new.subject_kind, 'subject', new.subject_id, 'cause',
          case new.fallen_why when 'objection' then 'objection' else 'record-fell' end, 'reference',
          new.id)
        where exists (
          select 1 from credit_grade g
            where g.cycle = c.file_id
              and (g.subject_kind, g.subject_id) = (new.subject_kind, new.subject_id))
      on conflict do nothing;
  end loop;
  perform pg_notify('duban_task', '');
  return null;
end $$;
create or replace trigger recount after update of fallen_at on credit_entry
  for each row when (
    old.fallen_at is null and new.fallen_at is not null and new.polarity is not null)
  execute function credit_recount_wanted();

-- An objection against the grade itself was granted (QHD-2.5a): the cycle of the grade in force.
create or replace function credit_objection_granted(
  p_bureau text, p_kind text, p_subject text, p_objection text
)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    select g.cycle, 'objection-granted:' || p_objection, 'credit-recount',
      jsonb_build_object(
        'cycle', g.cycle, 'kind', p_kind, 'subject', p_subject, 'cause', 'objection', 'reference',
        p_objection)
      from credit_grade g
      where (g.bureau_id, g.subject_kind, g.subject_id) = (p_bureau, p_kind, p_subject)
        and g.superseded_at is null
    on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

-- Which files take what concerns a cycle: its own, or, where that has ended, the bureau's open ones.
create or replace function credit_cycle_hears(p_cycle text)
  returns table (file_id text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select c.file_id from credit_cycle o
    join credit_cycle c on c.bureau_id = o.bureau_id
    join file f on f.id = c.file_id
    where o.file_id = p_cycle and f.closed_at is null and c.rule_version is not null
    order by c.file_id = p_cycle desc, c.from_on desc
$$;

-- ---- 案卷 The file of a cycle ------------------------------------------------------------------

create or replace function opened_credit_cycle(f file, i inbox)
  returns jsonb language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into credit_cycle (file_id, bureau_id, from_on, until_on, rule_version)
    values (
      f.id, f.bureau_id, (f.opening->'period'->>'from')::date,
      (f.opening->'period'->>'until')::date, (f.opening->'rule'->>'version')::int);
  select '{}'::jsonb
$$;

create or replace function known_credit_cycle__credit_recount(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select credit_regrading(i.message->'facts'->>'cycle', i.message->'facts'->>'kind', i.message->'facts'->>'subject')
$$;

create or replace function known_credit_cycle__objection_granted(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select credit_regrading(i.message->'facts'->>'cycle', i.message->'facts'->>'kind', i.message->'facts'->>'subject')
$$;

-- Cycles before it whose grades its own have taken the place of; or its own, where a later one was
-- graded before it.
create or replace function effect_credit_assessed(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c credit_cycle;
begin
  update credit_cycle set assessed_at = ms_at((e->>'at')::bigint)
    where file_id = f.id
    returning * into c;
  insert into task (file_id, key, kind, data)
    select p.file_id, 'credit-cycle-succeeded', 'credit-cycle-succeeded',
      jsonb_build_object('cycle', f.id)
      from credit_cycle p join file x on x.id = p.file_id
      where p.bureau_id = f.bureau_id and p.from_on < c.from_on and x.closed_at is null
        and p.rule_version is not null
    union all
    select f.id, 'credit-cycle-succeeded', 'credit-cycle-succeeded',
      jsonb_build_object('cycle', n.file_id)
      from credit_cycle n
      where n.bureau_id = f.bureau_id and n.from_on > c.from_on and n.assessed_at is not null
    on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

create or replace function effect_credit_regraded(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select credit_regrade(
    e->>'cycle', e->>'kind', e->>'subject', e->>'cause', e->>'reference',
    ms_at((e->>'at')::bigint))
$$;

-- Where the cycles of a bureau go: until when, or since when there has been a rule.
create or replace function credit_cycles_until(p_bureau text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_strip_nulls(
    jsonb_build_object(
      'until', (select max(until_on) from credit_cycle where bureau_id = p_bureau), 'first',
      (select min(in_force_from) from credit_rule where bureau_id = p_bureau)))
$$;

-- ---- 使用 What others ask ----------------------------------------------------------------------

-- The grade in force; nothing where nobody has graded the subject.
create or replace function credit_grade_in_force(p_bureau text, p_kind text, p_subject text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select grade from credit_grade
    where (bureau_id, subject_kind, subject_id) = (p_bureau, p_kind, p_subject)
      and superseded_at is null
$$;

-- Who may call them: only what is granted here.
revoke all on function
  set_credit_rule(jsonb), credit_rule_on(text, date), credit_objection_days(text, text, text),
  credit_line(credit_rule, int[]), credit_window(credit_cycle),
  credit_act_matches(text, text, jsonb),
  credit_measured(credit_cycle, text[], text[]), credit_blacklist_hears(bigint[]),
  credit_assess_batch(text, int), credit_cycle_figures(text), keep_credit_grade(),
  credit_regrading(text, text, text),
  credit_regrade(text, text, text, text, text, timestamptz), credit_recount_wanted(),
  credit_objection_granted(text, text, text, text), credit_cycle_hears(text),
  opened_credit_cycle(file, inbox), known_credit_cycle__credit_recount(file, inbox),
  known_credit_cycle__objection_granted(file, inbox), effect_credit_assessed(file, jsonb),
  effect_credit_regraded(file, jsonb), credit_cycles_until(text),
  credit_grade_in_force(text, text, text) from public, duban_app;

grant execute on function
  set_credit_rule(jsonb), credit_rule_on(text, date), credit_objection_days(text, text, text),
  credit_assess_batch(text, int), credit_cycle_figures(text),
  credit_regrade(text, text, text, text, text, timestamptz), credit_cycle_hears(text),
  credit_cycles_until(text), credit_grade_in_force(text, text, text) to duban_app;
