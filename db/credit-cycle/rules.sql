-- 评价规则 The versions of the rule of a bureau (QHD-2.4c): registered, revoked before their day, and read.

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

-- {bureau, version, reason, by}: a version that has not come into force.
create or replace function revoke_credit_rule(p jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update credit_rule
    set revoked_at = date_trunc('milliseconds', clock_timestamp()), revoked_by = p->>'by',
      revoked_why = p->>'reason'
    where (bureau_id, version) = (p->>'bureau', (p->>'version')::int)
$$;

-- What is registered stays; a version is revoked once.
create or replace function keep_credit_rule()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if (to_jsonb(new) - '{revoked_at,revoked_by,revoked_why}'::text[])
      <> (to_jsonb(old) - '{revoked_at,revoked_by,revoked_why}'::text[]) then
    raise exception 'version % of the rule stands as it was registered', old.version
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create or replace trigger stands before update on credit_rule
  for each row execute function keep_credit_rule();

-- The version in force on a day: the one of the last day of coming into force, the later registered.
create or replace function credit_rule_on(p_bureau text, p_day date)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select version from credit_rule
    where bureau_id = p_bureau and in_force_from <= p_day and revoked_at is null
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

-- Who may call them: only what is granted here.
revoke all on function
  set_credit_rule(jsonb), revoke_credit_rule(jsonb), keep_credit_rule(),
  credit_rule_on(text, date), credit_objection_days(text, text, text),
  credit_line(credit_rule, int[])
  from public, duban_app;

grant execute on function
  set_credit_rule(jsonb), revoke_credit_rule(jsonb), credit_rule_on(text, date),
  credit_objection_days(text, text, text)
  to duban_app;
