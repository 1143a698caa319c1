-- 跨案事项 What one file owes another is called a task: the table, and everything whose name PostgreSQL has made from the table's.
alter table errand rename to task;

do $$
declare r record;
begin
  for r in
    select conname as name from pg_constraint
      where conrelid = 'task'::regclass and conname like 'errand%' loop
    execute format('alter table task rename constraint %I to %I', r.name, replace(r.name, 'errand', 'task'));
  end loop;
  -- The indexes that belong to no constraint, and the sequence of the ids.
  for r in
    select c.relname as name, c.relkind as kind from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relname like 'errand%' and c.relkind in ('i', 'S') loop
    execute format(
      'alter %s %I rename to %I', case r.kind when 'S' then 'sequence' else 'index' end, r.name,
      replace(r.name, 'errand', 'task'));
  end loop;
end $$;
