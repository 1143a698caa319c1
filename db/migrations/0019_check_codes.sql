-- 核验码 For the institution at the door: whether this inspection is lawful today. Made when the head has approved (or when an urgent inspection starts), active from the on-site start.
-- Its SHA-256 alone is in inspection_plan; the code itself is sealed, for the notice, and every reading of it is noted.

create table check_code (
  plan_id text primary key references inspection_plan,
  sealed text not null,
  made_at timestamptz not null default clock_timestamp()
);
create table check_code_reading (
  id bigint generated always as identity primary key,
  plan_id text not null references check_code,
  officer_id text not null references officer,
  at timestamptz not null default clock_timestamp()
);
create index check_code_reading_plan on check_code_reading (plan_id, at);
create trigger append_only before update or delete on check_code for each row execute function refuse_change();
create trigger no_truncate before truncate on check_code execute function refuse_change();
create trigger append_only before update or delete on check_code_reading for each row execute function refuse_change();
create trigger no_truncate before truncate on check_code_reading execute function refuse_change();

-- Who seals is the API: it hears of it by an errand of the file. A change that is approved anew keeps the code on the notice.
create function want_check_code() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into errand (file_id, key, kind, data) values (new.file_id, 'check-code', 'check-code', jsonb_build_object('plan', new.id)) on conflict do nothing;
  perform pg_notify('duban_errand', '');
  return null;
end $$;
create trigger want_check_code after update of state on inspection_plan for each row
  when (new.code_hash is null and new.file_id is not null and new.state in ('approved', 'started') and new.state <> old.state) execute function want_check_code();

-- Once.
create function keep_check_code(p_plan text, p_hash text, p_sealed text) returns void language plpgsql security definer set search_path = public as $$
begin
  insert into check_code (plan_id, sealed) values (p_plan, p_sealed) on conflict do nothing;
  if found then update inspection_plan set code_hash = p_hash where id = p_plan and code_hash is null; end if;
end $$;

-- For those who go and those who head the body, and nobody else.
create function read_check_code(p_file text, p_officer text, p_today date) returns table (plan text, sealed text) language plpgsql security definer set search_path = public as $$
declare v text;
begin
  select p.id into v from inspection_plan p join check_code c on c.plan_id = p.id where p.file_id = p_file and (
    exists (select 1 from jsonb_array_elements(p.plan->'team') m where m->>'officer' = p_officer)
    or exists (select 1 from body_head h where h.unit_id in (p.in_name_of, p.body_unit) and h.officer_id = p_officer and h.from_on <= p_today and coalesce(h.until_on, 'infinity') >= p_today));
  if v is null then return; end if;
  insert into check_code_reading (plan_id, officer_id) values (v, p_officer);
  return query select c.plan_id, c.sealed from check_code c where c.plan_id = v;
end $$;

-- What stands behind an active code; nothing before the on-site start. The same look for every code.
create function check_behind(p_hash text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('file', p.file_id, 'plan', p.plan, 'state', p.state, 'kind', p.kind, 'from', p.days_from, 'until', p.days_until, 'startedOn', p.started_on, 'endedOn', coalesce(p.ended_on, case when p.abandoned then p.last_on_site_on end),
    'abandoned', p.abandoned, 'approvedOn', p.approved_on,
    'paused', (select i.type = 'pause' from inbox i where i.file_id = f.id and i.type in ('pause', 'resume') and i.verdict->>'accepted' = 'true' order by i.number desc limit 1) is true,
    'institution', (select name from institution i where i.id = p.institution_id), 'body', (select name from unit u where u.id = p.body_unit), 'inNameOf', (select name from unit u where u.id = p.in_name_of),
    'items', (select coalesce(jsonb_agg(jsonb_build_object('id', i.item_id, 'name', coalesce(t.name, i.item_id), 'basis', b.name, 'article', b.article) order by i.item_id), '[]') from inspection_plan_item i
      left join inspection_item t on t.bureau_id = p.bureau_id and t.id = i.item_id left join inspection_basis b on b.bureau_id = t.bureau_id and b.id = t.basis_id where i.plan_id = p.id),
    'team', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'role', m->>'role', 'certificate', case when m->>'role' <> 'assistant' then n.certificate_number end) order by m->>'role' <> 'lead', o.name), '[]')
      from jsonb_array_elements(p.plan->'team') m join officer o on o.id = m->>'officer' left join inspection_officer n on n.officer_id = o.id))
  from inspection_plan p join file f on f.id = p.file_id where p.code_hash = p_hash and p.started_on is not null $$;

revoke execute on function want_check_code(), keep_check_code(text, text, text), read_check_code(text, text, date), check_behind(text) from public;
grant execute on function keep_check_code(text, text, text), read_check_code(text, text, date), check_behind(text) to duban_app;
