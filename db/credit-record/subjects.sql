-- 信用主体 Credit subjects (QHD-1.2, 1.3): registered, corrected by two persons, ended, and what they have promised.

-- {bureau, by, subjects: [{kind, id, name, creditCode}]}: those that are there already are left as
-- they are. Answers how many are new.
create or replace function register_credit_subjects(p jsonb)
  returns int language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_new int;
begin
  insert into credit_subject (bureau_id, kind, id, name, credit_code, registered_by)
    select p->>'bureau', s->>'kind', s->>'id', s->>'name', s->>'creditCode', p->>'by'
      from jsonb_array_elements(p->'subjects') s
    on conflict do nothing;
  get diagnostics v_new = row_count;
  return v_new;
end $$;

-- How an institution stood in its registry when that day began: what the first change since then found.
-- One that was entered later is as it was entered.
create or replace function credit_institution_status(i institution, p_day date)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    (
      select coalesce(x.before->>'status', x.after->>'status') from registry_change x
        where x.registry = 'institution' and x.entity_id = i.id
          and x.changed_at >= day_begins(p_day)
        order by x.id limit 1),
    i.status)
$$;

-- 终止 Whether the subject had ended before that day: by its own row, or by the registry of institutions as
-- it stood then, where only those that are designated, or suspended for a time, are subjects.
create or replace function credit_subject_ended(
  p_bureau text, p_kind text, p_subject text, p_day date
)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(s.ended_on < p_day, false)
    or (
      i.id is not null
        and credit_institution_status(i, p_day) not in ('designated', 'suspended'))
    from credit_subject s
    left join institution i on s.kind = 'institution' and (i.id, i.bureau_id) = (s.id, s.bureau_id)
    where (s.bureau_id, s.kind, s.id) = (p_bureau, p_kind, p_subject)
$$;

-- Only through two persons (change_credit_subject); whose it is stays.
create or replace function keep_credit_subject()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if (to_jsonb(new) - '{name,credit_code,ended_on}'::text[])
      <> (to_jsonb(old) - '{name,credit_code,ended_on}'::text[]) then
    raise exception 'credit subject % stands as it was registered', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create or replace trigger keep before update on credit_subject
  for each row execute function keep_credit_subject();

-- {bureau, kind, id, name, creditCode, endedOn, reason, document, by, confirmer}: what stood is kept.
-- False where the code stands for another subject.
create or replace function change_credit_subject(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_credit_subject(p->>'bureau', p->>'kind', p->>'id');
  if exists (
    select 1 from credit_subject s
      where (s.bureau_id, s.kind, s.credit_code) = (p->>'bureau', p->>'kind', p->>'creditCode')
        and s.id <> p->>'id') then
    return false;
  end if;
  insert into credit_subject_former (
    bureau_id, kind, subject_id, name, credit_code, ended_on, reason, document, proposed_by,
    confirmed_by)
    select bureau_id, kind, id, name, credit_code, ended_on, p->>'reason', p->'document', p->>'by',
      p->>'confirmer'
      from credit_subject
      where (bureau_id, kind, id) = (p->>'bureau', p->>'kind', p->>'id');
  update credit_subject
    set name = p->>'name', credit_code = p->>'creditCode', ended_on = (p->>'endedOn')::date
    where (bureau_id, kind, id) = (p->>'bureau', p->>'kind', p->>'id');
  return true;
end $$;

-- Every institution of the bureau's registry that is no subject yet; of one (p_id), or of all that were
-- designated or suspended when that day began; without a day, that are now.
drop function if exists register_credit_institutions(text, text, text);
create or replace function register_credit_institutions(
  p_bureau text, p_id text, p_by text, p_day date default 'infinity'
)
  returns int language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_new int;
begin
  insert into credit_subject (bureau_id, kind, id, name, credit_code, registered_by)
    select i.bureau_id, 'institution', i.id, i.name, i.credit_code, p_by
      from institution i
      where i.bureau_id = p_bureau
        and case when p_id is null then
            credit_institution_status(i, p_day) in ('designated', 'suspended')
          else i.id = p_id end
    on conflict do nothing;
  get diagnostics v_new = row_count;
  return v_new;
end $$;

create or replace function enter_credit_commitment(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into credit_commitment (
    bureau_id, subject_kind, subject_id, signed_on, document, entered_by)
    values (
      p->>'bureau', p->>'kind', p->>'id', (p->>'signedOn')::date, p->'document', p->>'by')
    on conflict do nothing;
  return found;
end $$;

-- 承诺在先 Whether the subject had promised anything by that day (QHD-1.2).
create or replace function credit_promised(p_bureau text, p_kind text, p_subject text, p_day date)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from credit_commitment c
      where (c.bureau_id, c.subject_kind, c.subject_id) = (p_bureau, p_kind, p_subject)
        and c.signed_on <= p_day)
$$;

-- Who may call them: only what is granted here.
revoke all on function
  register_credit_subjects(jsonb), register_credit_institutions(text, text, text, date),
  credit_institution_status(institution, date), credit_subject_ended(text, text, text, date),
  keep_credit_subject(),
  change_credit_subject(jsonb), enter_credit_commitment(jsonb),
  credit_promised(text, text, text, date)
  from public, duban_app;

grant execute on function
  register_credit_subjects(jsonb), register_credit_institutions(text, text, text, date),
  credit_subject_ended(text, text, text, date), change_credit_subject(jsonb),
  enter_credit_commitment(jsonb), credit_promised(text, text, text, date)
  to duban_app;
