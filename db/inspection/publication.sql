-- What is seen of an inspection: check codes, publication, evaluation (QY-6.3, 17.2).

-- Who seals is the API: it hears of it by a task of the file. A change that is approved anew
-- keeps the code on the notice.
create or replace function want_check_code()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    values (new.file_id, 'check-code', 'check-code', jsonb_build_object('plan', new.id))
    on conflict do nothing;
  perform pg_notify('duban_task', '');
  return null;
end $$;

-- Once.
create or replace function keep_check_code(p_plan text, p_hash text, p_sealed text)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into check_code (plan_id, sealed) values (p_plan, p_sealed) on conflict do nothing;
  if found then
    update inspection_plan set code_hash = p_hash where id = p_plan and code_hash is null;
  end if;
end $$;

-- For those who go and those who head the body, and nobody else.
create or replace function read_check_code(p_file text, p_officer text, p_today date)
  returns table (plan text, sealed text) language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v text;
begin
  select p.id into v from inspection_plan p
    join check_code c on c.plan_id = p.id
    where p.file_id = p_file
      and (
        exists (
          select 1 from jsonb_array_elements(p.plan->'team') m where m->>'officer' = p_officer)
          or exists (
            select 1 from body_head h
              where h.unit_id in (p.in_name_of, p.body_unit) and h.officer_id = p_officer
                and h.from_on <= p_today and coalesce(h.until_on, 'infinity') >= p_today));
  if v is null then return; end if;
  insert into check_code_reading (plan_id, officer_id) values (v, p_officer);
  return query select c.plan_id, c.sealed from check_code c where c.plan_id = v;
end $$;

-- What stands behind an active code; nothing before the on-site start. The same look for every
-- code.
create or replace function check_behind(p_hash text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'file', p.file_id, 'plan', p.plan, 'state', p.state, 'kind', p.kind, 'from', p.days_from,
    'until', p.days_until, 'startedOn', p.started_on,
    'endedOn', coalesce(p.ended_on, case when p.abandoned then p.last_on_site_on end),
    'abandoned', p.abandoned, 'approvedOn', p.approved_on,
    'paused',
      (
        select i.type = 'pause' from inbox i
          where i.file_id = f.id and i.type in ('pause', 'resume')
            and i.verdict->>'accepted' = 'true'
          order by i.number desc limit 1) is true,
    'institution', (select name from institution i where i.id = p.institution_id),
    'body', (select name from unit u where u.id = p.body_unit),
    'inNameOf', (select name from unit u where u.id = p.in_name_of),
    'items',
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'id', i.item_id, 'name', coalesce(t.name, i.item_id), 'basis', b.name,
              'article', b.article)
              order by i.item_id),
          '[]')
          from inspection_plan_item i
          left join inspection_item t on t.bureau_id = p.bureau_id and t.id = i.item_id
          left join inspection_basis b on b.bureau_id = t.bureau_id and b.id = t.basis_id
          where i.plan_id = p.id),
    'team',
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'id', o.id, 'name', o.name, 'role', m->>'role',
              'certificate', case when m->>'role' <> 'assistant' then n.certificate_number end)
              order by m->>'role' <> 'lead', o.name),
          '[]')
          from jsonb_array_elements(p.plan->'team') m
          join officer o on o.id = m->>'officer'
          left join inspection_officer n on n.officer_id = o.id))
    from inspection_plan p join file f on f.id = p.file_id
    where p.code_hash = p_hash and p.started_on is not null
$$;

-- 姓名 A person's name as it may be published: the first character, the rest masked.
create or replace function masked_name(p_name text)
  returns text language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select left(p_name, 1) || repeat('*', greatest(char_length(p_name) - 1, 1))
$$;

-- {act, withheld}: with the turn that accepts the publication
create or replace function effect_inspection_published(f file, e jsonb)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare p inspection_plan; i inbox; r inspection_result;
begin
  select * into p from inspection_plan where file_id = f.id;
  select * into r from inspection_result where file_id = f.id;
  if p.started_on is null or r.file_id is null then
    raise exception 'nothing of an inspection is published before its result is served';
  end if;
  select * into i from inbox where act_id = e->>'act' and file_id = f.id;
  insert into inspection_publication (plan_id, bureau_id, published_on, url, withheld, body, act_id)
    select p.id, f.bureau_id,
      local_day((i.payload->>'publishedAt')::timestamptz),
      i.payload->>'url', coalesce((e->>'withheld')::boolean, false),
      jsonb_build_object(
        'body', (select u.name from unit u where u.id = p.body_unit),
        'inNameOf', (select u.name from unit u where u.id = p.in_name_of), 'level', p.level,
        'kind', p.kind, 'onSite', p.on_site,
        'institution',
          (
            select jsonb_build_object('name', n.name, 'code', n.nhsa_code, 'area', n.area)
              from institution n where n.id = p.institution_id),
        'items',
          (
            select coalesce(
              jsonb_agg(jsonb_build_object('item', x.item_id, 'name', t.name) order by x.item_id),
              '[]')
              from inspection_plan_item x
              left join inspection_item t on t.bureau_id = f.bureau_id and t.id = x.item_id
              where x.plan_id = p.id),
        'officers',
          (
            select coalesce(jsonb_agg(masked_name(o.name) order by o.id), '[]')
              from jsonb_array_elements(p.plan->'team') m
              join officer o on o.id = m->>'officer'
              where m->>'role' <> 'assistant'),
        'startedOn', p.started_on, 'endedOn', p.ended_on, 'found', r.found,
        'outcomes', to_jsonb(r.outcomes), 'toldOn', r.told_on),
      e->>'act'
    on conflict (plan_id) do nothing;
end $$;

-- What bars the publicity of a case: {state, found, named: a person's name stands in the text}
create or replace function prominent_known(p_file text, p_text text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'plan', p.id, 'bureau', p.bureau_id, 'body', p.in_name_of, 'found', p.found,
    'published',
      exists (select 1 from inspection_publication b where b.plan_id = p.id and not b.withheld),
    'named',
      exists (
        select 1 from officer o
          where o.id in (select m->>'officer' from jsonb_array_elements(p.plan->'team') m)
            and position(o.name in p_text) > 0)
        or exists (
          select 1 from practitioner_registration r
            join practitioner n on n.id = r.practitioner_id
            where r.institution_id = p.institution_id and position(n.name in p_text) > 0))
    from inspection_plan p where p.file_id = p_file
$$;

create or replace function publish_prominent_case(p jsonb)
  returns text language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into prominent_case (bureau_id, plan_id, title, summary, approved_by, published_on, url)
    values (
      p->>'bureau', p->>'plan', p->>'title', p->>'summary', p->>'by', (p->>'on')::date, p->>'url')
    on conflict (plan_id) do nothing
    returning id
$$;

-- The inspection a check code opens, once it has begun; `told`: its result has been served or it
-- has ended.
create or replace function inspection_by_code(p_hash text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'plan', p.id, 'file', p.file_id, 'bureau', p.bureau_id, 'body', p.body_unit,
    'ended', p.ended_on is not null or p.abandoned, 'onSite', p.on_site)
    from inspection_plan p where p.code_hash = p_hash and p.started_on is not null
$$;

create or replace function evaluate_inspection(p jsonb)
  returns text language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into inspection_evaluation (
    plan_id, bureau_id, body_unit, step, score, courteous, signs, comment_sealed)
    select x.id, x.bureau_id, x.body_unit, p->>'step', (p->>'score')::int,
      (p->>'courteous')::boolean, array(select jsonb_array_elements_text(p->'signs')), p->>'sealed'
    from inspection_plan x where x.id = p->>'plan'
    on conflict (plan_id, step) do nothing
    returning id
$$;

-- {tookPart, ended, plan, sealed}; nothing where there is no such inspection. The code as it was
-- kept first counts; its reading is registered in the same transaction.
create or replace function read_evaluation_code(
  p_file text, p_bureau text, p_officer text, p_hash text, p_sealed text
)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v inspection_plan; v_sealed text;
begin
  select * into v from inspection_plan
    where file_id = p_file and bureau_id = p_bureau and started_on is not null;
  if not found then return null; end if;
  if took_part(v.id, p_officer)
    or exists (
      select 1 from officer o where o.id = p_officer and o.unit_id in (v.body_unit, v.in_name_of)
    ) then
    return jsonb_build_object('tookPart', true);
  end if;
  if v.over_on = 'infinity' then
    return jsonb_build_object('tookPart', false, 'ended', false);
  end if;
  insert into evaluation_code (plan_id, hash, sealed)
    values (v.id, p_hash, p_sealed)
    on conflict (plan_id) do nothing;
  select c.sealed into v_sealed from evaluation_code c where c.plan_id = v.id;
  perform register_reading(p_bureau, 'evaluation-code:' || p_file, p_officer, '评价码');
  return jsonb_build_object('tookPart', false, 'ended', true, 'plan', v.id, 'sealed', v_sealed);
end $$;

create or replace function plan_by_evaluation_code(p_hash text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select plan_id from evaluation_code where hash = p_hash
$$;

-- Who may call them: only what is granted here.
revoke all on function
  want_check_code(), keep_check_code(text, text, text), read_check_code(text, text, date),
  check_behind(text), masked_name(text), effect_inspection_published(file, jsonb),
  prominent_known(text, text), publish_prominent_case(jsonb), inspection_by_code(text),
  evaluate_inspection(jsonb), read_evaluation_code(text, text, text, text, text),
  plan_by_evaluation_code(text) from public, duban_app;

grant execute on function
  keep_check_code(text, text, text), read_check_code(text, text, date), check_behind(text),
  masked_name(text), prominent_known(text, text), publish_prominent_case(jsonb),
  inspection_by_code(text), evaluate_inspection(jsonb),
  read_evaluation_code(text, text, text, text, text), plan_by_evaluation_code(text) to duban_app;
