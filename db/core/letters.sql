-- 承诺书 The commitment letter of an enforcement officer (TJ51-19.1).

-- Until which day it counts, that day included: as registered, otherwise for so many months from the
-- day of signing (management, settings.authority.letterMonths; twelve where nothing is set). Null
-- where none is signed.
create or replace function letter_until(p_officer text)
  returns date language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    o.commitment_valid_until,
    (
      o.commitment_signed_on + case jsonb_typeof(b.settings->'authority'->'letterMonths')
        when 'number' then (b.settings->'authority'->>'letterMonths')::int else 12 end
        * interval '1 month')::date)
    from officer o join unit u on u.id = o.unit_id join bureau b on b.id = u.bureau_id
    where o.id = p_officer
$$;

-- Whether the officer had begun to work in the file while the letter counted: by then an act of the
-- officer, or one that names the officer, was accepted, before the one that is judged now; or the
-- work of somebody else was given to the officer.
create or replace function letter_begun(p_file text, p_officer text, p_before int)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from inbox b
      where b.file_id = p_file
        and (
          b.officer_id = p_officer
          or jsonb_path_exists(
            b.payload, '$.investigators[*] ? (@ == $officer)',
            jsonb_build_object('officer', p_officer))
          or jsonb_path_exists(
            b.payload, '$.team[*].officer ? (@ == $officer)',
            jsonb_build_object('officer', p_officer)))
        and (p_before is null or b.number < p_before) and b.verdict->>'accepted' = 'true'
        and local_day(b.received_at) <= letter_until(p_officer))
    or exists (
      select 1 from work_reassignment r
        where r.file_id = p_file and r.to_officer = p_officer
          and local_day(r.at) <= letter_until(p_officer))
$$;

-- How many days before its end a letter is shown as running out: a management period
-- (settings.authority.letterNoticeDays).
create or replace function letter_notice_days(p_bureau text)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case jsonb_typeof(settings->'authority'->'letterNoticeDays')
      when 'number' then (settings->'authority'->>'letterNoticeDays')::int else 30 end
    from bureau where id = p_bureau
$$;

-- Who may call them: only what is granted here.
revoke all on function
  letter_until(text), letter_begun(text, text, int), letter_notice_days(text)
  from public, duban_app;
grant execute on function
  letter_until(text), letter_begun(text, text, int), letter_notice_days(text) to duban_app;
