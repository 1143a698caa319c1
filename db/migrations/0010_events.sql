-- TJ84-4 What the 一网通 platform reports: one row an event and system; its key counts once, its answer is final.
-- What an event did lies in the file's inbox; this row keeps the answer, also of an event that reached no file.
create table inbound_event (
  system_id text not null,
  key text not null,
  officer_id text not null,
  -- SHA-256 over the officer and the event without the receipt
  hash text not null,
  type text not null,
  result_id text not null,
  answer jsonb,
  at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  primary key (system_id, key)
);
create trigger no_delete before delete on inbound_event for each row execute function refuse_change();
create trigger no_truncate before truncate on inbound_event execute function refuse_change();
create trigger keep before update of system_id, key, officer_id, hash, type, result_id, at on inbound_event for each row execute function refuse_change();
create trigger keep_answer before update on inbound_event for each row when (old.answer is not null) execute function refuse_change();

-- The first claim of a key stands; what is known of each key, with its answer where there is one. In key order, so that two same batches wait for each other.
create function take_events(p_system text, p_officer text, p_events jsonb) returns jsonb language plpgsql security definer set search_path = public as $$
begin
  insert into inbound_event (system_id, key, officer_id, hash, type, result_id)
    select p_system, x->>'key', p_officer, x->>'hash', x->>'type', x->>'result' from jsonb_array_elements(p_events) with ordinality as t (x, n) order by x->>'key', n on conflict do nothing;
  return (select coalesce(jsonb_object_agg(e.key, jsonb_build_object('hash', e.hash, 'answer', e.answer)), '{}') from inbound_event e
    where e.system_id = p_system and e.key in (select x->>'key' from jsonb_array_elements(p_events) x));
end $$;

-- The first answer stands.
create function settle_events(p_system text, p_answers jsonb) returns jsonb language plpgsql security definer set search_path = public as $$
begin
  perform 1 from inbound_event where system_id = p_system and key in (select jsonb_object_keys(p_answers)) order by key for update;
  update inbound_event e set answer = x.value, settled_at = clock_timestamp() from jsonb_each(p_answers) x where e.system_id = p_system and e.key = x.key and e.answer is null;
  return (select coalesce(jsonb_object_agg(e.key, e.answer), '{}') from inbound_event e where e.system_id = p_system and e.key in (select jsonb_object_keys(p_answers)));
end $$;

grant select on inbound_event to duban_app;
grant execute on function take_events(text, text, jsonb), settle_events(text, jsonb) to duban_app;
