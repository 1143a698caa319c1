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

-- What the subject is graded again while the file opens, the file hears: the gradings of the bureau are
-- held, so that either a grading sees the file or the file sees the grading.
create or replace function opened_credit_blacklist(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_credit_gradings(f.bureau_id);
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

-- 同一人 Who has filed an act of one of these types in the file before, under this account or under
-- another one of the same certificate.
create or replace function filed_before(f file, i inbox, p_types text[])
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from inbox x
      where x.file_id = f.id and x.number < i.number and x.type = any (p_types)
        and x.verdict->>'accepted' = 'true'
        and (x.officer_id = i.officer_id or one_certificate(x.officer_id, i.officer_id)))
$$;

-- `proposed`: by what the cycle of the grading in force counts at this instant, whatever the file has
-- heard, and also where the recount of what has fallen is still to come.
create or replace function known_credit_blacklist__blacklist_approval(f file, i inbox)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  return jsonb_build_object(
    'principal', bureau_principal(f.bureau_id, i.officer_id, local_day(i.received_at)),
    'prepared',
    filed_before(
      f, i,
      '{blacklist-notice,blacklist-statement,blacklist-waiver,blacklist-answer}')
      or exists (
        select 1 from credit_entry e
          where (e.bureau_id, e.subject_kind, e.subject_id)
              = (f.bureau_id, f.opening->'subject'->>'kind', f.opening->'subject'->>'id')
            and e.polarity = 'bad' and e.fallen_at is null
            and (e.recorded_by = i.officer_id or one_certificate(e.recorded_by, i.officer_id))),
    'proposed',
    coalesce(
      (
        select credit_regrading(g.cycle, g.subject_kind, g.subject_id)->>'table' = 'D'
          from credit_grade g
          where (g.bureau_id, g.subject_kind, g.subject_id)
              = (f.bureau_id, f.opening->'subject'->>'kind', f.opening->'subject'->>'id')
            and g.superseded_at is null),
      false));
end $$;

create or replace function known_credit_blacklist__blacklist_removal(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'principal', bureau_principal(f.bureau_id, i.officer_id, local_day(i.received_at)), 'proposer',
    coalesce(
      (
        select x.officer_id = i.officer_id or one_certificate(x.officer_id, i.officer_id)
          from inbox x
          where x.file_id = f.id and x.number < i.number and x.type = 'blacklist-removal-proposal'
            and x.verdict->>'accepted' = 'true'
          order by x.number desc limit 1),
      false))
$$;

-- The grade in force of the subject of a listing becomes another, for this cause.
create or replace function credit_grade_follows(
  f file, p_cause text, p_grade text, p_at timestamptz
)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare g credit_grade;
begin
  perform lock_credit_gradings(f.bureau_id);
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
            where i.file_id = f.id and i.act_id = e->>'act'),
      noticed_grading =
        (
          select g.id from credit_grade g
            where (g.bureau_id, g.subject_kind, g.subject_id)
                = (credit_blacklist.bureau_id, credit_blacklist.subject_kind,
                  credit_blacklist.subject_id)
              and g.superseded_at is null)
    where file_id = f.id
$$;

create or replace function effect_blacklist_decided(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_credit_gradings(f.bureau_id);
  -- 另一周期 A proposal that the file had not heard of when it was declined is not declined with it.
  if e->>'state' = 'not-listed' then
    insert into task (file_id, key, kind, data)
      select g.cycle, 'credit-blacklist:' || g.id, 'credit-blacklist',
        jsonb_build_object(
          'cycle', g.cycle, 'kind', g.subject_kind, 'subject', g.subject_id, 'proposed', true,
          'cause', g.cause, 'grading', g.id, 'grade', g.grade)
        from credit_grade g join credit_blacklist b on b.file_id = f.id
        where (g.bureau_id, g.subject_kind, g.subject_id)
            = (b.bureau_id, b.subject_kind, b.subject_id)
          and g.superseded_at is null and g.proposed_d and g.cycle <> b.cycle
          and not exists (
            select 1 from inbox i join inbox a on a.file_id = f.id and a.act_id = e->>'act'
              where i.file_id = f.id and i.type = 'blacklist-regraded' and i.number < a.number
                and (i.message->'facts'->>'grading')::bigint = g.id)
      on conflict do nothing;
    if found then
      update credit_blacklist
        set state = e->>'state', decided_at = ms_at((e->>'at')::bigint)
        where file_id = f.id;
      perform pg_notify('duban_task', '');
      return;
    end if;
  end if;
  perform credit_grade_follows(
    f, e->>'state', case e->>'state' when 'listed' then 'D' end, ms_at((e->>'at')::bigint));
  -- What it is listed on is the grading that was in force when it was decided.
  update credit_blacklist b
    set state = e->>'state', decided_at = ms_at((e->>'at')::bigint),
      cycle = case e->>'state' when 'listed' then g.cycle else b.cycle end
    from credit_grade g
    where b.file_id = f.id and g.superseded_at is null
      and (g.bureau_id, g.subject_kind, g.subject_id)
          = (b.bureau_id, b.subject_kind, b.subject_id);
end $$;

-- 移出 Where the grade has been corrected already, it stands.
create or replace function effect_blacklist_left(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_credit_gradings(f.bureau_id);
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
  bureau_principal(text, text, date), filed_before(file, inbox, text[]),
  opened_credit_blacklist(file, inbox),
  known_credit_blacklist__blacklist_approval(file, inbox),
  known_credit_blacklist__blacklist_removal(file, inbox),
  credit_grade_follows(file, text, text, timestamptz), effect_blacklist_noticed(file, jsonb),
  effect_blacklist_decided(file, jsonb), effect_blacklist_left(file, jsonb)
  from public, duban_app;
