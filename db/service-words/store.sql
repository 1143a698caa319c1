-- 密封的话 What people have said of a service, or where they live: sealed, and erased by order.

-- {id, bureau, sealed, mark}: kept with what they belong to. An id is used once.
create or replace function keep_service_words(p jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into service_words (id, bureau_id, sealed, mark)
    values (p->>'id', p->>'bureau', p->>'sealed', p->>'mark')
$$;

-- The words of an evaluation, by its id or its file, of a complaint or a visit by its file, of a person on
-- the list for joint punishment by `jp-` and the number of the entry, of an insured one by `cx-`.
create or replace function service_words_of(p_bureau text, p_of text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select words_id from service_evaluation
    where bureau_id = p_bureau and (id = p_of or file_id = p_of) and words_id is not null
  union all select words_id from service_complaint where bureau_id = p_bureau and file_id = p_of
  union all select words_id from home_visit where bureau_id = p_bureau and file_id = p_of
  union all select words_id from joint_punishment
    where bureau_id = p_bureau and 'jp-' || id = p_of and words_id is not null
  union all select words_id from insured_credit where bureau_id = p_bureau and 'cx-' || id = p_of
$$;

-- 依令删除 {bureau, of, by}: false where there are none, or they are erased already.
create or replace function erase_service_words(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update service_words
    set sealed = null, erased_at = clock_timestamp(), erased_by = p->>'by'
    where id = service_words_of(p->>'bureau', p->>'of') and sealed is not null;
  return found;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  keep_service_words(jsonb), service_words_of(text, text), erase_service_words(jsonb)
  from public, duban_app;

grant execute on function
  keep_service_words(jsonb), service_words_of(text, text), erase_service_words(jsonb) to duban_app;
