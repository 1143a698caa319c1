-- 公文 Papers: numbered, issued and withdrawn, each in one transaction with its entry of the register.

-- {bureau, kind, version, mark, inForceFrom, startedYear, started, by}. A mark that another bureau has
-- is refused ('taken'), and so is the beginning of one that is in use ('begun').
create or replace function set_paper_series(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c paper_counter;
begin
  insert into paper_counter (mark, bureau_id, year, last, started_year, started)
    values (
      p->>'mark', p->>'bureau', (p->>'startedYear')::int, coalesce((p->>'started')::int, 0),
      (p->>'startedYear')::int, coalesce((p->>'started')::int, 0))
    on conflict (mark) do nothing;
  if not found then
    select * into c from paper_counter where mark = p->>'mark';
    if c.bureau_id <> p->>'bureau' then return 'taken'; end if;
    if p->>'started' is not null then return 'begun'; end if;
  end if;
  insert into paper_series (bureau_id, kind, version, mark, in_force_from, entered_by)
    values (
      p->>'bureau', p->>'kind', (p->>'version')::int, p->>'mark', (p->>'inForceFrom')::date,
      p->>'by');
  return 'done';
end $$;

-- {bureau, kind, version, template, inForceFrom, by}
create or replace function set_paper_template(p jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into paper_template (bureau_id, kind, version, template, in_force_from, entered_by)
    values (
      p->>'bureau', p->>'kind', (p->>'version')::int, nullif(p->'template', 'null'),
      (p->>'inForceFrom')::date, p->>'by')
$$;

-- The next number of a mark, for as long as this transaction lasts: whoever asks next waits for its end.
-- Nothing is counted up yet, so one that comes to nothing leaves no gap. Papers of one file come one
-- after the other too. {known}: what this officer has issued under this key already.
create or replace function begin_paper(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c paper_counter; v_known text; v_now timestamptz; v_year int;
begin
  perform pg_advisory_xact_lock(hashtextextended('duban:papers:' || (p->>'file'), 0));
  select id into v_known from paper
    where file_id = p->>'file' and officer_id = p->>'officer' and key = p->>'key';
  if found then return jsonb_build_object('known', v_known); end if;
  select * into c from paper_counter
    where mark = p->>'mark' and bureau_id = p->>'bureau'
    for update;
  if not found then
    raise exception 'no such series' using errcode = 'no_data_found';
  end if;
  -- After the lock: numbers rise with their instants. A clock that was set back into the year before
  -- goes on in the year that has begun.
  v_now := date_trunc('milliseconds', clock_timestamp());
  v_year := greatest(extract(year from local_day(v_now))::int, c.year);
  return jsonb_build_object(
    'year', v_year, 'number', case when v_year > c.year then 1 else c.last + 1 end, 'at',
    at_ms(v_now), 'place',
    (select coalesce(max(place), 0) + 1 from paper where file_id = p->>'file'));
end $$;

-- A paper with the number that `begin_paper` has given, and its entry of the register.
create or replace function issue_paper(p jsonb, p_html text, p_docx bytea)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file;
begin
  update paper_counter
    set year = (p->>'year')::int, last = (p->>'number')::int
    where mark = p->>'mark' and bureau_id = p->>'bureau'
      and case
        when year = (p->>'year')::int then last = (p->>'number')::int - 1
        else year < (p->>'year')::int and (p->>'number')::int = 1 end;
  if not found then
    raise exception 'not the next number' using errcode = 'serialization_failure';
  end if;
  select * into f from file where id = p->>'file' and bureau_id = p->>'bureau' for update;
  -- An erasure holds the file too: what it has taken from an act since that act was read is not printed.
  if exists (
    select 1 from jsonb_array_elements(p->'taken') t
      join erasure e on e.kind = 'act' and e.ref = t->>'act'
      where t->>'field' = any (e.fields)) then
    raise exception 'words were erased meanwhile' using errcode = 'serialization_failure';
  end if;
  insert into paper (
    id, file_id, bureau_id, place, kind, version, replaces, act_id, mark, year, number, title,
    officer_id, unit_id, system_id, key, request_hash, issued_at, template_version, data, taken, html,
    docx, html_sha256, docx_sha256)
    values (
      p->>'id', f.id, f.bureau_id, (p->>'place')::int, p->>'kind', (p->>'version')::int,
      p->>'replaces', p->>'act', p->>'mark', (p->>'year')::int, (p->>'number')::int, p->>'title',
      p->>'officer', p->>'unit', p->>'system', p->>'key', p->>'requestHash',
      ms_at((p->>'at')::bigint), (p->>'templateVersion')::int, p->'data', p->'taken', p_html, p_docx,
      p->>'html', p->>'docx');
  perform enter_one(f, p->'entry', date_trunc('milliseconds', clock_timestamp()));
end $$;

-- {paper, bureau, officer, unit, reason, entry}. Answers `done`, or why not: `none`, `replaced`,
-- `withdrawn`.
create or replace function withdraw_paper(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file; v paper;
begin
  select * into v from paper where id = p->>'paper' and bureau_id = p->>'bureau';
  if not found then return 'none'; end if;
  perform pg_advisory_xact_lock(hashtextextended('duban:papers:' || v.file_id, 0));
  if exists (select 1 from paper where replaces = v.id) then return 'replaced'; end if;
  insert into paper_withdrawal (paper_id, officer_id, unit_id, reason, at)
    values (
      v.id, p->>'officer', p->>'unit', p->>'reason',
      date_trunc('milliseconds', clock_timestamp()))
    on conflict do nothing;
  if not found then return 'withdrawn'; end if;
  select * into f from file where id = v.file_id for update;
  perform enter_one(f, p->'entry', date_trunc('milliseconds', clock_timestamp()));
  return 'done';
end $$;

-- What was typed into papers before this act said it: into the one that it states and every version of that.
create or replace function typed_before(p_act text)
  returns table (paper text, field text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive a as (
    select act_id, file_id, type, coalesce(payload->'document', payload->'proof')->>'id' as stated
      from inbox
      where act_id = p_act), version as (
    select p.id, p.replaces from a
      join paper p on p.file_id = a.file_id
      where p.id = a.stated or p.act_id = a.act_id
    union
    select p.id, p.replaces from version v
      cross join a
      join paper p on p.file_id = a.file_id and (p.replaces = v.id or p.id = v.replaces))
  select p.id, t->>'field' from version v
    join paper p on p.id = v.id
    cross join a
    cross join jsonb_array_elements(p.taken) t
    where t->>'of' = a.type
$$;

-- The words of a paper stay as they are, but for those that are erased by order in this transaction:
-- of the paper itself, or of an act from which they were taken or that has said what was typed.
create or replace function refuse_change_of_paper()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_words text[] := array['data', 'html', 'docx'];
begin
  if to_jsonb(old) - v_words = to_jsonb(new) - v_words
    and new.data is null and new.html is null and new.docx is null
    and exists (
      select 1 from erasure e
        where e.at = date_trunc('milliseconds', now())
          and (
            (e.kind = 'paper' and e.ref = old.id)
              or (
                e.kind = 'act'
                  and (
                    exists (
                      select 1 from jsonb_array_elements(old.taken) t where t->>'act' = e.ref)
                      or exists (
                        select 1 from typed_before(e.ref) b
                          where b.paper = old.id and b.field = any (e.fields)))))) then
    return new;
  end if;
  raise exception 'paper is append-only' using errcode = 'insufficient_privilege';
end $$;

create or replace trigger keep before update on paper
  for each row execute function refuse_change_of_paper();

-- 依令删除 Where words of an act go, the papers go that were made of them, or in which they were typed before
-- the act; their hashes and numbers stay. Called while the act still says which paper it states.
create or replace function erase_papers_of(p_act text, p_fields text[])
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update paper set data = null, html = null, docx = null
    where html is not null
      and (
        exists (
          select 1 from jsonb_array_elements(taken) t
            where t->>'act' = p_act and t->>'field' = any (p_fields))
          or id in (select b.paper from typed_before(p_act) b where b.field = any (p_fields)))
$$;

-- 核对 What of a bureau's papers is not as the register has it: `differs` (bytes or hashes), `no-entry`, `no-paper`
-- (an entry whose paper is gone), `gone` (words that no order has erased), `number` (a gap in a series).
create or replace function broken_papers(p_bureau text, p_limit int)
  returns table (file text, paper text, why text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select * from (
    select p.file_id, p.id,
      case
        when r.key is null then 'no-entry'
        when r.body->>'html' <> p.html_sha256 or r.body->>'docx' <> p.docx_sha256
          or r.body->>'number' <> p.mark || '〔' || p.year || '〕' || p.number || '号'
          or encode(sha256(convert_to(p.html, 'UTF8')), 'hex') <> p.html_sha256
          or encode(sha256(p.docx), 'hex') <> p.docx_sha256 then 'differs'
        when p.html is null
          and not exists (
            select 1 from erasure e
              where (e.kind = 'paper' and e.ref = p.id)
                or (
                  e.kind = 'act'
                    and exists (
                      select 1 from jsonb_array_elements(p.taken) t
                        where t->>'act' = e.ref and t->>'field' = any (e.fields))))
          -- Typed before the act: which paper that act stated may be erased with its words.
          and not exists (
            select 1 from inbox i
              join erasure e on e.kind = 'act' and e.ref = i.act_id
              cross join jsonb_array_elements(p.taken) t
              where i.file_id = p.file_id and t->>'of' = i.type
                and t->>'field' = any (e.fields)) then 'gone' end as why
      from paper p
      left join register r on r.file_id = p.file_id and r.key = 'paper-issued:' || p.id
      where p.bureau_id = p_bureau
    union all
    select r.file_id, r.body->>'paper', 'no-paper' from file f
      join register r on r.file_id = f.id and r.type = 'paper-issued'
      where f.bureau_id = p_bureau
        and not exists (select 1 from paper p where p.id = r.body->>'paper')
    union all
    select null, c.mark || '〔' || x.year || '〕', 'number' from paper_counter c
      cross join lateral (
        select p.year, count(*) as n, max(p.number) as last, min(p.number) as first from paper p
          where p.mark = c.mark
          group by p.year) x
      where c.bureau_id = p_bureau
        and (
          x.first <> case when x.year = c.started_year then c.started + 1 else 1 end
            or x.n <> x.last - x.first + 1 or (x.year = c.year and x.last <> c.last))) b
    where why is not null
    order by 1, 2
    limit p_limit
$$;

-- Who may call them: only what is granted here.
revoke all on function
  set_paper_series(jsonb), set_paper_template(jsonb), begin_paper(jsonb),
  issue_paper(jsonb, text, bytea), withdraw_paper(jsonb), typed_before(text),
  refuse_change_of_paper(),
  erase_papers_of(text, text[]), broken_papers(text, int) from public, duban_app;

grant execute on function
  set_paper_series(jsonb), set_paper_template(jsonb), begin_paper(jsonb),
  issue_paper(jsonb, text, bytea), withdraw_paper(jsonb), broken_papers(text, int) to duban_app;
