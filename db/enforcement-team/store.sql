-- 执法队伍 Whose hands open work is in (TJ51-19).

-- The open files of an officer: where an act of theirs was accepted, or which were given to them, and
-- which have not gone to somebody else since.
create or replace function open_work(p_officer text)
  returns table (file_id text, since timestamptz, from_officer text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with acted as materialized (
    -- By the officer's own files, not by every open file of the bureau, and which they are by the
    -- index alone: of the acts of ten years only those of files that are open are looked at.
    select distinct i.file_id from inbox i
      where i.officer_id = p_officer and i.verdict->>'accepted' = 'true'),
    open as materialized (
      select f.id from file f
        where f.id in (select a.file_id from acted a) and f.closed_at is null
          and f.bureau_id = (
            select u.bureau_id from officer o join unit u on u.id = o.unit_id
              where o.id = p_officer)),
    taken as (
      select i.file_id, max(i.stored_at) as at, null::text as from_officer
        from open f join inbox i on i.officer_id = p_officer and i.file_id = f.id
        where i.verdict->>'accepted' = 'true'
        group by i.file_id
      union all select r.file_id, r.at, r.from_officer from work_reassignment r
      where r.to_officer = p_officer),
    latest as (
      select distinct on (t.file_id) t.file_id, t.at, t.from_officer from taken t
        order by t.file_id, t.at desc)
  select l.file_id, l.at, l.from_officer
    from latest l join file f on f.id = l.file_id and f.closed_at is null
    where not exists (
      select 1 from work_reassignment r
        where r.from_officer = p_officer and r.file_id = l.file_id and r.at > l.at)
$$;

-- Gives open files of one officer to another; answers those that it gave. What is in other hands by
-- now is left out, so that a second decision at the same instant gives nothing twice.
create or replace function reassign_work(p jsonb)
  returns text[] language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_files text[];
begin
  perform 1 from officer where id = p->>'from' for update;
  with given as (
    insert into work_reassignment (
      bureau_id, file_id, from_officer, to_officer, decided_by, reason)
      select u.bureau_id, w.file_id, p->>'from', p->>'to', p->>'by', p->>'reason'
      from open_work(p->>'from') w, officer o join unit u on u.id = o.unit_id
      where o.id = p->>'from' and p->'files' ? w.file_id
      returning file_id)
  select coalesce(array_agg(file_id order by file_id collate "C"), '{}') into v_files from given;
  perform assignments_follow(v_files, p->>'from', p->>'to', p->>'by');
  return v_files;
end $$;

-- Who may call them: only what is granted here.
revoke all on function open_work(text), reassign_work(jsonb) from public, duban_app;
grant execute on function open_work(text), reassign_work(jsonb) to duban_app;
