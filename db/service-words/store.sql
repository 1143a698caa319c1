-- 密封的话 What people have said of a service, or where they live: sealed, and erased by order.

-- Kept once; answers the mark of what is kept under this id, so that other words are noticed.
create or replace function keep_service_words(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into service_words (id, bureau_id, sealed, mark)
    values (p->>'id', p->>'bureau', p->>'sealed', p->>'mark') on conflict do nothing;
  return (select mark from service_words where id = p->>'id');
end $$;

-- Who may call them: only what is granted here.
revoke all on function keep_service_words(jsonb) from public, duban_app;
grant execute on function keep_service_words(jsonb) to duban_app;
