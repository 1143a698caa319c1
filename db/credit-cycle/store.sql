-- 信用评价 Grading by cycles (QHD-2.4b, c; docs/decisions/0031): set by set, a batch a transaction.

-- ---- 评价 Grading ------------------------------------------------------------------------------

-- 一年内 The window of a cycle's assessment day: its corresponding day last year is outside. Counted from
-- the day after the last one, so that 29 February belongs to one of two full cycles.
create or replace function credit_window(c credit_cycle, out p_after date, out p_until date)
  language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select (c.until_on - interval '1 year')::date - 1, c.until_on - 1
$$;

-- Whether any record of the act of this one, of those that the cycle counts, is of a gravity and of an
-- item of the column.
drop function if exists credit_act_matches(text, text, jsonb);
create or replace function credit_act_matches(c credit_cycle, p_record text, p_column jsonb)
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
        and not coalesce(c.file_id = any (e.late_for), false)
    where r.id = p_record and r.bureau_id = c.bureau_id
$$;

-- What is on record of these subjects in the window of the cycle: numbers, line, grade, and which
-- records they are. An act of several records counts once, in the gravest class, and with the gravity
-- and item of any of them; what fell does not count, nor what was found after the assessment.
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
    select a.* from w, credit_acts_of_bureau(c.bureau_id, w.p_after, w.p_until, c.file_id) a
      where cardinality(p_ids) > 1
    union all
    select a.* from w, subject s,
      credit_acts_counting(c.bureau_id, s.kind, s.id, w.p_after, w.p_until, c.file_id) a
      where cardinality(p_ids) = 1
  ), good as (
    select distinct on (e.subject_kind, e.subject_id, e.act_key)
      e.subject_kind, e.subject_id, e.id, e.act_no, e.act_on, null::text, e.gravity, e.item_id
      from w, credit_entry e join subject s on (s.kind, s.id) = (e.subject_kind, e.subject_id)
      where e.bureau_id = c.bureau_id and e.polarity = 'good' and e.fallen_at is null
        and e.act_on > w.p_after and e.act_on <= w.p_until
        and not coalesce(c.file_id = any (e.late_for), false)
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
              or credit_act_matches(c, a.record_id, col))
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
    select distinct p.subject_kind, p.subject_id
      from credit_commitment p join subject s on (s.kind, s.id) = (p.subject_kind, p.subject_id)
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
        || case when credit_acts_added(g.explanation, n.explanation) and b.state = 'noticed'
          then '{"fresh": true}' else '{}' end::jsonb
      from credit_grade g left join credit_blacklist b
        on (b.bureau_id, b.subject_kind, b.subject_id)
            = (g.bureau_id, g.subject_kind, g.subject_id)
          and b.state in ('proposed', 'noticed', 'listed')
      left join credit_grade n on n.id = b.noticed_grading
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

-- The subjects of the bureau that the cycle has not graded yet and that had not ended when it did, so
-- many of them; answers how many there were. Whoever records an act of one or has it fall meanwhile
-- waits until the batch stands.
create or replace function credit_assess_batch(p_file text, p_limit int)
  returns int language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c credit_cycle; v_kinds text[]; v_ids text[]; v_at timestamptz;
begin
  select * into strict c from credit_cycle where file_id = p_file;
  perform lock_credit_gradings(c.bureau_id);
  select * into strict c from credit_cycle where file_id = p_file;
  if c.assessed_at is not null or c.rule_version is null then return 0; end if;
  v_at := date_trunc('milliseconds', clock_timestamp());
  if c.grading_at is null then
    perform register_credit_institutions(c.bureau_id, null, 'duban', c.until_on);
    update credit_cycle set grading_at = v_at, left_out = credit_sources_open(c)
      where file_id = c.file_id;
    -- Whoever is on the list leaves it by its own file.
    update credit_grade g set superseded_at = v_at
      where g.bureau_id = c.bureau_id and g.superseded_at is null and g.cycle_from < c.from_on
        and g.grade <> 'D'
        and credit_subject_ended(g.bureau_id, g.subject_kind, g.subject_id, c.until_on);
  end if;
  select array_agg(s.kind), array_agg(s.id) into v_kinds, v_ids
    from (
      select s.kind, s.id from credit_subject s
        where s.bureau_id = c.bureau_id
          and not exists (
            select 1 from credit_grade g
              where g.cycle = c.file_id and g.cause = 'regular'
                and (g.subject_kind, g.subject_id) = (s.kind, s.id))
          and not credit_subject_ended(s.bureau_id, s.kind, s.id, c.until_on)
        order by s.kind, s.id limit p_limit) s;
  if v_ids is null then return 0; end if;
  update credit_grade g set superseded_at = v_at
    from unnest(v_kinds, v_ids) s(kind, id)
    where (g.bureau_id, g.subject_kind, g.subject_id) = (c.bureau_id, s.kind, s.id)
      and g.superseded_at is null and g.cycle_from <= c.from_on;
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
          and later.superseded_at is null and later.cycle_from > c.from_on;
  return cardinality(v_ids);
end $$;

create or replace function credit_assess_more(p_file text)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    values (p_file, 'credit-assess:' || pg_current_xact_id(), 'credit-assess', '{}');
  perform pg_notify('duban_task', '');
end $$;

-- When all batches stand, the listings are told, without the lock of the gradings; again is no harm.
create or replace function credit_cycle_heard(p_file text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select credit_blacklist_hears(array_agg(g.id))
    from credit_grade g
    where g.cycle = p_file and g.cause = 'regular' and g.superseded_at is null
      and (
        g.proposed_d
          or exists (
            select 1 from credit_blacklist b
              where (b.bureau_id, b.subject_kind, b.subject_id)
                  = (g.bureau_id, g.subject_kind, g.subject_id)
                and b.state in ('proposed', 'noticed', 'listed')))
$$;

-- {subjects, figures, unpromised, leftOut, hash}: what the regular grading of a cycle came to.
create or replace function credit_cycle_figures(p_file text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'subjects', count(*), 'figures',
    jsonb_build_object(
      'A', count(*) filter (where by_table = 'A'), 'B', count(*) filter (where by_table = 'B'), 'C',
      count(*) filter (where by_table = 'C'), 'D', count(*) filter (where by_table = 'D')),
    'unpromised', count(*) filter (where not (explanation->>'promised')::boolean), 'leftOut',
    (select left_out from credit_cycle where file_id = p_file), 'hash',
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

-- {before, table, after} of a subject in a cycle, as it would be now: by what its grading has counted
-- or should have. What was found after the assessment is no part of it (评价周期为1年). Who was listed on
-- another cycle stays on the list as long as the table of that one proposes it.
create or replace function credit_regrading(p_cycle text, p_kind text, p_subject text)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c credit_cycle; g credit_grade; v_table text; v_stays boolean;
begin
  select * into strict c from credit_cycle where file_id = p_cycle;
  select * into g from credit_grade
    where (bureau_id, subject_kind, subject_id) = (c.bureau_id, p_kind, p_subject)
      and cycle = p_cycle
    order by id desc limit 1;
  if not found then return '{"before": null, "table": null, "after": null}'; end if;
  select m.by_table into v_table from credit_measured(c, array[p_kind], array[p_subject]) m;
  v_stays := g.grade = 'D'
    and exists (
      select 1 from credit_blacklist b
        where (b.bureau_id, b.subject_kind, b.subject_id) = (c.bureau_id, p_kind, p_subject)
          and b.state = 'listed' and b.cycle <> p_cycle
          and (
            select x.by_table from credit_grade x
              where (x.bureau_id, x.subject_kind, x.subject_id) = (c.bureau_id, p_kind, p_subject)
                and x.cycle = b.cycle
              order by x.id desc limit 1) = 'D');
  return jsonb_build_object(
    'before', g.grade, 'table', v_table, 'after',
    case when v_stays or v_table = 'D' and g.grade = 'D' then 'D' when v_table = 'D' then 'C'
      else v_table end);
end $$;

-- Acts of bad faith that the one grading counts, and the other does not.
create or replace function credit_acts_added(p_explanation jsonb, p_before jsonb)
  returns boolean language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from jsonb_array_elements(p_explanation->'acts') a
      where a->>'polarity' = 'bad'
        and not exists (
          select 1 from jsonb_array_elements(p_before->'acts') o
            where credit_act_key(o->>'act') = credit_act_key(a->>'act')))
$$;

-- Once for each cause; the earlier grading stays. The blacklist hears of it: D is proposed where it was,
-- or where a correction brings it or brings an act that nobody has declined to list for.
create or replace function credit_regrade(
  p_cycle text, p_kind text, p_subject text, p_cause text, p_reference text, p_at timestamptz
)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c credit_cycle; g credit_grade; v jsonb; v_id bigint; v_in_force boolean;
begin
  select * into strict c from credit_cycle where file_id = p_cycle;
  perform 1 from credit_blacklist b join file f on f.id = b.file_id
    where (b.bureau_id, b.subject_kind, b.subject_id) = (c.bureau_id, p_kind, p_subject)
      and b.state in ('proposed', 'noticed', 'listed')
    for key share of f;
  perform lock_credit_gradings(c.bureau_id);
  v := credit_regrading(p_cycle, p_kind, p_subject);
  if v->>'before' is null then return; end if;
  select * into g from credit_grade
    where (bureau_id, subject_kind, subject_id) = (c.bureau_id, p_kind, p_subject)
      and cycle = p_cycle
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
      v->>'table', m.line, m.counts, v->>'after',
      v->>'table' = 'D' and v->>'after' = 'C'
        and (
          g.proposed_d
            or v_in_force
              and (g.by_table <> 'D' or credit_acts_added(m.explanation, g.explanation))),
      m.explanation
        || case when credit_found_late(c, p_kind, p_subject) then '{"held": true}' else '{}' end
          ::jsonb,
      p_at, case when not v_in_force then p_at end
      from credit_measured(c, array[p_kind], array[p_subject]) m
    returning id into v_id;
  perform credit_blacklist_hears(array[v_id]);
end $$;

-- What has to be looked at again: every cycle that has counted that day, or the day that stands in its
-- place. The gradings are held, so that a batch that counts at this instant is seen, or sees the fall.
create or replace function credit_recount_wanted()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_days date[];
begin
  perform share_credit_gradings(new.bureau_id);
  v_days := new.act_on || array(select act_on from credit_entry where corrects = new.id);
  insert into task (file_id, key, kind, data)
    select c.file_id, 'credit-recount:' || new.id, 'credit-recount',
      jsonb_build_object(
        'cycle', c.file_id, 'kind', new.subject_kind, 'subject', new.subject_id, 'cause',
        case new.fallen_why when 'objection' then 'objection' else 'record-fell' end, 'reference',
        new.id)
      from credit_cycle c cross join lateral credit_window(c) w
      where c.bureau_id = new.bureau_id and c.rule_version is not null
        and exists (
          select 1 from unnest(v_days) d (day) where d.day > w.p_after and d.day <= w.p_until)
        and exists (
          select 1 from credit_grade g
            where (g.bureau_id, g.subject_kind, g.subject_id)
                = (new.bureau_id, new.subject_kind, new.subject_id)
              and g.cycle = c.file_id)
      order by c.from_on
    on conflict do nothing;
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
      (
        select min(in_force_from) from credit_rule
          where bureau_id = p_bureau and revoked_at is null)))
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
  credit_window(credit_cycle), credit_assess_more(text), credit_cycle_heard(text),
  credit_acts_added(jsonb, jsonb), credit_act_matches(credit_cycle, text, jsonb),
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
  credit_assess_batch(text, int), credit_assess_more(text),
  credit_cycle_heard(text), credit_cycle_figures(text),
  credit_regrade(text, text, text, text, text, timestamptz), credit_cycle_hears(text),
  credit_cycles_until(text), credit_grade_in_force(text, text, text) to duban_app;
