-- 谁可以 Who may: how an officer and a unit stand to a file, what is still unannounced, and how much of what is refused a file takes in.

-- The unit and those it is set over, by the chain of superiors.
create function units_under(p_unit text) returns setof text language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive under as (select id from unit where id = p_unit union select u.id from unit u join under on u.superior_id = under.id) select id from under $$;

-- QY-10.3 Who may know a plan before the door is opened: who filed it, its team, and whoever heads the body in whose name it is done on that day. Nobody who was removed.
create function knows_plan(p inspection_plan, p_officer text, p_day date) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from officer o where o.id = p_officer and o.removed_on is null) and (p.filed_by = p_officer or exists (select 1 from jsonb_array_elements(p.plan->'team') m where m->>'officer' = p_officer)
    or exists (select 1 from body_head h where h.unit_id = p.in_name_of and h.officer_id = p_officer and h.from_on <= p_day and coalesce(h.until_on, 'infinity') >= p_day)) $$;

-- Whoever planned, approved, took part in or wrote in the file of an inspection. What was refused is no part.
create or replace function took_part(p_plan text, p_officer text) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from inspection_plan p where p.id = p_plan and (p.filed_by = p_officer or p.approved_by = p_officer or exists (select 1 from jsonb_array_elements(p.plan->'team') m where m->>'officer' = p_officer)
    or exists (select 1 from inbox i where i.file_id = p.file_id and i.officer_id = p_officer and i.verdict->>'accepted' = 'true'))) $$;

-- QY-17.1 A complaint is not shown to whoever took part, nor to anybody of the body complained of.
create function involved_in(p_file text, p_officer text) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select took_part(c.plan_id, p_officer) or coalesce(o.unit_id = c.body_unit, false) from enforcement_complaint c left join officer o on o.id = p_officer where c.file_id = p_file), false) $$;

-- {near, involved, begun, insider}: domain/law/authority.ts Relation
create function standing_to_file(p_file text, p_officer text, p_unit text, p_day date) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'near', exists (select 1 from units_under(p_unit) u (id) where u.id in (select value from jsonb_each_text(f.opening->'units')) or u.id in (select r.unit_id from reader r where r.file_id = f.id)),
    'involved', f.procedure = 'enforcement-complaint' and involved_in(f.id, p_officer),
    'begun', p.id is null or p.started_on is not null, 'insider', p.id is not null and knows_plan(p, p_officer, p_day))
  from file f left join inspection_plan p on p.file_id = f.id where f.id = p_file $$;

-- Whether the unit, or one under it, has something to do with the file: a party, whoever may file something now or owes or is owed something, whoever was heard or reported to.
-- While something waits to be judged it may name more units than are known yet: then the file decides.
create function file_names(p_file text, p_unit text) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select f.inbox_number > f.judged_number or exists (select 1 from units_under(p_unit) u (id) where u.id in (
    select value from jsonb_each_text(f.opening->'units') union all
    select jsonb_array_elements_text(case jsonb_typeof(f.opening->'approvers') when 'array' then f.opening->'approvers' else '[]' end) union all
    select jsonb_array_elements_text(o->'by') from jsonb_array_elements(coalesce(f.view->'possible', '[]')) o union all
    select unnest(array[d.owed_by, d.owed_to]) from duty d where d.file_id = f.id union all
    select r.unit_id from reader r where r.file_id = f.id union all
    select i.unit_id from inbox i where i.file_id = f.id and i.verdict->>'accepted' = 'true'))
  from file f where f.id = p_file $$;

-- What a file takes in of one officer: so many refused acts in a day (management, settings.authority.refusedActsPerDay), and so many at once without a verdict. Another officer is never barred by it.
create function too_many_acts(f file, p_officer text) returns text language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case
    when p_officer = 'duban' then null
    when count(*) filter (where i.verdict->>'accepted' = 'false' and i.stored_at > clock_timestamp() - interval '1 day')
      >= (select case jsonb_typeof(b.settings->'authority'->'refusedActsPerDay') when 'number' then (b.settings->'authority'->>'refusedActsPerDay')::int else 20 end from bureau b where b.id = f.bureau_id) then 'too-many-refused'
    when count(*) filter (where i.verdict is null) >= 40 then 'too-many-pending' end
  from inbox i where i.file_id = f.id and i.officer_id = p_officer and (i.verdict is null or i.verdict->>'accepted' = 'false') $$;

-- Takes an act in: number and receipt under the file's row lock. Repeated with the same key it answers with the stored row, whatever was refused since.
create or replace function receive_act(p jsonb) returns jsonb language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare f file; r inbox; v_message jsonb; v_arrived timestamptz; v_received timestamptz; v_bar text;
begin
  select * into f from file where id = p->>'file' for update;
  if not found then return jsonb_build_object('code', 'not-found'); end if;
  select * into r from inbox where file_id = f.id and officer_id = p->>'officer' and key = p->>'key';
  if found then
    return jsonb_build_object('known', true, 'same', r.hash = p->>'hash' and r.type = p->>'type', 'message', r.message, 'verdict', r.verdict, 'signalled', r.signalled_at is not null);
  end if;
  if f.closed_at is not null then return jsonb_build_object('code', 'file-closed'); end if;
  v_bar := too_many_acts(f, p->>'officer');
  if v_bar is not null then return jsonb_build_object('code', v_bar); end if;
  v_arrived := coalesce(ms_at((p->>'arrivedAt')::bigint), date_trunc('milliseconds', clock_timestamp()));
  v_received := coalesce(ms_at((p->>'receivedAt')::bigint), v_arrived);
  if v_received > v_arrived then return jsonb_build_object('code', 'in-the-future', 'now', at_ms(v_arrived)); end if;
  -- Arrival orders the file: a clock that was set back never puts an act before one that has a lower number.
  v_arrived := greatest(v_arrived, (select i.arrived_at from inbox i where i.file_id = f.id order by i.number desc limit 1));
  v_message := (p->'message') || jsonb_build_object('number', f.inbox_number + 1, 'receivedAt', at_ms(v_received), 'arrivedAt', at_ms(v_arrived));
  insert into inbox (act_id, file_id, number, type, unit_id, officer_id, system_id, message, payload, hash, received_at, arrived_at, key)
  values (p->>'actId', f.id, f.inbox_number + 1, p->>'type', p->>'unit', p->>'officer', p->>'system', v_message, p->'payload', p->>'hash', v_received, v_arrived, p->>'key');
  update file set inbox_number = inbox_number + 1 where id = f.id;
  return jsonb_build_object('known', false, 'message', v_message);
end $$;

-- QY-17.1 Who complained and how: for whoever registered it, whoever it was given to last, and the heads of the unit that deals with it.
create function handles_complaint(p_file text, p_officer text) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from officer o join file f on f.id = p_file where o.id = p_officer and o.removed_on is null and o.unit_id = f.opening->'units'->>'handling' and (
    'head' = any (o.roles) or o.id = coalesce(
      (select i.payload->>'officer' from inbox i where i.file_id = f.id and i.type = 'handler-assignment' and i.verdict->>'accepted' = 'true' order by i.number desc limit 1),
      (select i.officer_id from inbox i where i.file_id = f.id and i.number = 1)))) $$;

-- 评价码 QY-17.2: a code of its own, for the institution, made once when the inspection is over. Whoever inspected never sees it: it is read by the supervision of enforcement, outside the body and the team, and every reading is registered.
create table evaluation_code (
  plan_id text primary key references inspection_plan,
  hash text not null unique,
  sealed text not null,
  made_at timestamptz not null default clock_timestamp()
);
create trigger append_only before update or delete on evaluation_code for each row execute function refuse_change();
create trigger no_truncate before truncate on evaluation_code execute function refuse_change();

-- {tookPart, ended, plan, sealed}; nothing where there is no such inspection. The code as it was kept first counts; its reading is registered in the same transaction.
create function read_evaluation_code(p_file text, p_bureau text, p_officer text, p_hash text, p_sealed text) returns jsonb language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; v_sealed text;
begin
  select * into v from inspection_plan where file_id = p_file and bureau_id = p_bureau and started_on is not null;
  if not found then return null; end if;
  if took_part(v.id, p_officer) or exists (select 1 from officer o where o.id = p_officer and o.unit_id in (v.body_unit, v.in_name_of)) then return jsonb_build_object('tookPart', true); end if;
  if v.over_on = 'infinity' then return jsonb_build_object('tookPart', false, 'ended', false); end if;
  insert into evaluation_code (plan_id, hash, sealed) values (v.id, p_hash, p_sealed) on conflict (plan_id) do nothing;
  select c.sealed into v_sealed from evaluation_code c where c.plan_id = v.id;
  perform register_reading(p_bureau, 'evaluation-code:' || p_file, p_officer, '评价码');
  return jsonb_build_object('tookPart', false, 'ended', true, 'plan', v.id, 'sealed', v_sealed);
end $$;
create function plan_by_evaluation_code(p_hash text) returns text language sql stable security definer set search_path = pg_catalog, public, pg_temp as
$$ select plan_id from evaluation_code where hash = p_hash $$;

revoke execute on function units_under(text), knows_plan(inspection_plan, text, date), involved_in(text, text), standing_to_file(text, text, text, date), file_names(text, text), too_many_acts(file, text), handles_complaint(text, text),
  read_evaluation_code(text, text, text, text, text), plan_by_evaluation_code(text) from public;
grant execute on function units_under(text), knows_plan(inspection_plan, text, date), involved_in(text, text), standing_to_file(text, text, text, date), file_names(text, text), handles_complaint(text, text),
  read_evaluation_code(text, text, text, text, text), plan_by_evaluation_code(text) to duban_app;
