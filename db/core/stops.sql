-- 技术停滞 When a file stopped for technical reasons, and when it went on (reports by period).

-- The file itself could not write, or can again.
create or replace function note_file_stop()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  if new.attention = 'technical' then
    insert into technical_stop (file_id, bureau_id, kind, fault, from_at)
      values (new.id, new.bureau_id, 'file', new.fault, v_now)
      on conflict do nothing;
  else
    update technical_stop set until_at = greatest(v_now, from_at)
      where file_id = new.id and kind = 'file' and until_at is null;
  end if;
  return null;
end $$;

-- Nobody drives the file, or its run is mended.
create or replace function note_run_stop()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.mended_at is null then
    insert into technical_stop (file_id, bureau_id, kind, fault, from_at)
      select f.id, f.bureau_id, 'run', new.fault, date_trunc('milliseconds', new.since)
      from file f where f.id = new.file_id
      on conflict do nothing;
  else
    update technical_stop set until_at = greatest(date_trunc('milliseconds', new.mended_at), from_at)
      where file_id = new.file_id and kind = 'run' and until_at is null;
  end if;
  return null;
end $$;

-- The triggers stand with their functions: a migration comes before these. What a turn writes costs
-- a comparison.
create or replace trigger stops after update of attention on file
  for each row
  when (
    old.attention is distinct from new.attention
      and 'technical' in (old.attention, new.attention))
  execute function note_file_stop();
create or replace trigger stops after insert or update of mended_at on run_fault
  for each row execute function note_run_stop();

-- Who may call them: only what is granted here.
revoke all on function note_file_stop(), note_run_stop() from public, duban_app;
