-- 黑名单 Listings (QHD-2.4d): what is asked of the registries, and what a listing changes in the grades.

-- 正职 Heads the bureau itself, and, where its heads are registered, is the principal one that day.
create or replace function bureau_principal(p_bureau text, p_officer text, p_day date)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from officer o join unit u on u.id = o.unit_id
      where o.id = p_officer and o.kind = 'person' and u.bureau_id = p_bureau
        and u.superior_id is null and 'head' = any (o.roles)
        and coalesce(o.removed_on > p_day, true)
        and coalesce(
          (
            select bool_or(h.officer_id = o.id and h.post = 'principal')
              from body_head h
              where h.unit_id = o.unit_id and h.from_on <= p_day
                and coalesce(h.until_on, 'infinity') >= p_day),
          true))
$$;

-- What the subject is graded again while the file opens, the file hears: the cycles of the bureau are
-- held, so that either a grading sees the file or the file sees the grading.
create or replace function opened_credit_blacklist(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from credit_cycle where bureau_id = f.bureau_id order by from_on for share;
  insert into credit_blacklist (file_id, bureau_id, subject_kind, subject_id, cycle)
    values (
      f.id, f.bureau_id, f.opening->'subject'->>'kind', f.opening->'subject'->>'id',
      f.opening->>'cycle');
  insert into task (file_id, key, kind, data)
    select f.id, 'blacklist-regraded:' || g.id, 'blacklist-regraded',
      jsonb_build_object(
        'cycle', g.cycle, 'kind', g.subject_kind, 'subject', g.subject_id, 'proposed', false,
        'cause', g.cause, 'grading', g.id)
      from credit_grade g
      where (g.bureau_id, g.subject_kind, g.subject_id)
          = (f.bureau_id, f.opening->'subject'->>'kind', f.opening->'subject'->>'id')
        and g.superseded_at is null and not g.proposed_d;
  perform pg_notify('duban_task', '');
  return '{}'::jsonb;
end $$;

-- `proposed`: by the grading in force at this instant, whatever the file has heard.
create or replace function known_credit_blacklist__blacklist_approval(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'principal', bureau_principal(f.bureau_id, i.officer_id, local_day(i.received_at)),
    'proposed',
    exists (
      select 1 from credit_grade g
        where (g.bureau_id, g.subject_kind, g.subject_id)
            = (f.bureau_id, f.opening->'subject'->>'kind', f.opening->'subject'->>'id')
          and g.superseded_at is null and g.by_table = 'D'))
$$;

create or replace function known_credit_blacklist__blacklist_removal(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'principal', bureau_principal(f.bureau_id, i.officer_id, local_day(i.received_at)))
$$;

-- The grade in force of the subject of a listing becomes another, for this cause; the cycle is held first, as a recount holds it.
create or replace function credit_grade_follows(
  f file, p_cause text, p_grade text, p_at timestamptz
)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare g credit_grade;
begin
  perform 1 from credit_cycle c
    where c.file_id in (
      select x.cycle from credit_grade x
        where (x.bureau_id, x.subject_kind, x.subject_id)
            = (f.bureau_id, f.opening->'subject'->>'kind', f.opening->'subject'->>'id')
          and x.superseded_at is null)
    for update;
  update credit_grade x set superseded_at = p_at
    where (x.bureau_id, x.subject_kind, x.subject_id)
        = (f.bureau_id, f.opening->'subject'->>'kind', f.opening->'subject'->>'id')
      and x.superseded_at is null
    returning * into strict g;
  insert into credit_grade (
    bureau_id, cycle, cycle_from, subject_kind, subject_id, cause, reference, by_table, line,
    counts, grade, proposed_d, explanation, in_force_from)
    values (
      g.bureau_id, g.cycle, g.cycle_from, g.subject_kind, g.subject_id, p_cause, f.id, g.by_table,
      g.line, g.counts, coalesce(p_grade, case g.by_table when 'D' then 'C' else g.by_table end),
      false, g.explanation, p_at);
end $$;

create or replace function effect_blacklist_noticed(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update credit_blacklist
    set state = 'noticed', noticed_at = ms_at((e->>'at')::bigint),
      legal_basis =
        (
          select i.payload->>'legalBasis' from inbox i
            where i.file_id = f.id and i.act_id = e->>'act')
    where file_id = f.id
$$;

create or replace function effect_blacklist_decided(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update credit_blacklist
    set state = e->>'state', decided_at = ms_at((e->>'at')::bigint)
    where file_id = f.id;
  perform credit_grade_follows(
    f, e->>'state', case e->>'state' when 'listed' then 'D' end, ms_at((e->>'at')::bigint));
end $$;

-- 移出 Where the grade has been corrected already, it stands.
create or replace function effect_blacklist_left(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update credit_blacklist
    set state = e->>'state',
      left_at = case e->>'state' when 'left' then ms_at((e->>'at')::bigint) end
    where file_id = f.id;
  if e->>'state' = 'left'
    and credit_grade_in_force(f.bureau_id, f.opening->'subject'->>'kind', f.opening->'subject'->>'id')
      = 'D' then
    perform credit_grade_follows(f, 'left', null, ms_at((e->>'at')::bigint));
  end if;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  bureau_principal(text, text, date), opened_credit_blacklist(file, inbox),
  known_credit_blacklist__blacklist_approval(file, inbox),
  known_credit_blacklist__blacklist_removal(file, inbox),
  credit_grade_follows(file, text, text, timestamptz), effect_blacklist_noticed(file, jsonb),
  effect_blacklist_decided(file, jsonb), effect_blacklist_left(file, jsonb)
  from public, duban_app;
