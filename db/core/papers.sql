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

-- Under which mark a bureau numbers on a day: by the nearest of these kinds that has a series in force.
create or replace function paper_mark(p_bureau text, p_kinds jsonb, p_day date)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select s.mark from jsonb_array_elements_text(p_kinds) with ordinality k (kind, near)
    join paper_series s on s.bureau_id = p_bureau and s.kind = k.kind and s.in_force_from <= p_day
    order by k.near, s.in_force_from desc, s.version desc
    limit 1
$$;

-- {file, officer, key, bureau, kinds}: under which mark and number a paper would be issued at this
-- instant, and how far the file has come (`seen`: entries, and acts taken in, judged or not). Nothing
-- is locked and nothing counted up: whoever issues first has the number, and the other one begins
-- anew. {known}: what this officer has issued under this key already. {mark: null}: there is no series.
-- `file` null: of a letter that opens one.
create or replace function begin_paper(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c paper_counter; v_known text; v_mark text; v_seen jsonb; v_place int; v_day date;
  v_now timestamptz; v_year int;
begin
  if p->>'file' is null then
    select id into v_known from paper
      where procedure is not null and officer_id = p->>'officer' and key = p->>'key';
  else
    select id into v_known from paper
      where procedure is null and file_id = p->>'file' and officer_id = p->>'officer'
        and key = p->>'key';
  end if;
  if v_known is not null then return jsonb_build_object('known', v_known); end if;
  select jsonb_build_object('entries', register_seq, 'acts', inbox_number) into v_seen from file
    where id = p->>'file' and bureau_id = p->>'bureau';
  select coalesce(max(place), 0) + 1 into v_place from paper where file_id = p->>'file';
  loop
    v_day := local_day(clock_timestamp());
    v_mark := paper_mark(p->>'bureau', p->'kinds', v_day);
    if v_mark is null then return '{"mark": null}'; end if;
    select * into c from paper_counter where mark = v_mark;
    -- After the counter was read: numbers rise with their instants, and the mark is that of the instant.
    v_now := date_trunc('milliseconds', clock_timestamp());
    exit when local_day(v_now) = v_day;
  end loop;
  -- A clock that was set back into the year before goes on in the year that has begun.
  v_year := greatest(extract(year from v_day)::int, c.year);
  return jsonb_build_object(
    'mark', v_mark, 'year', v_year, 'number',
    case when v_year > c.year then 1 else c.last + 1 end, 'at', at_ms(v_now), 'place', v_place,
    'seen', v_seen);
end $$;

-- Counts up to the number that `begin_paper` has given, or refuses: somebody else has it.
create or replace function take_number(p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
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
end $$;

-- A paper with the number that `begin_paper` has given, and its entry of the register. Refused for
-- whoever has to begin anew: somebody else has the number, or the file has gone on since it was read
-- (an act, judged or not, words erased, another paper, its end). What is rolled back has taken no
-- number. `usedUpBy`: as `is_relied_on` takes it.
create or replace function issue_paper(p jsonb, p_html text, p_docx bytea)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file; v_old paper;
begin
  perform take_number(p);
  select * into f from file where id = p->>'file' and bureau_id = p->>'bureau' for update;
  if f.register_seq is distinct from (p->'seen'->>'entries')::int
    or f.inbox_number is distinct from (p->'seen'->>'acts')::int then
    raise exception 'the file has gone on' using errcode = 'serialization_failure';
  end if;
  select * into v_old from paper where id = p->>'replaces';
  if found and is_relied_on(v_old, p->'usedUpBy')
    and not exists (
      select 1 from paper_withdrawal where paper_id = v_old.id and at is not null) then
    raise exception 'others rest on what it takes the place of' using errcode = 'object_in_use';
  end if;
  insert into paper (
    id, file_id, bureau_id, place, kind, version, replaces, act_id, inbox_number, mark, year, number,
    title, officer_id, unit_id, system_id, key, request_hash, issued_at, template_version, data, taken,
    filled, html, docx, html_sha256, docx_sha256)
    values (
      p->>'id', f.id, f.bureau_id, (p->>'place')::int, p->>'kind', (p->>'version')::int,
      p->>'replaces', p->>'act', f.inbox_number, p->>'mark', (p->>'year')::int,
      (p->>'number')::int, p->>'title',
      p->>'officer', p->>'unit', p->>'system', p->>'key', p->>'requestHash',
      ms_at((p->>'at')::bigint), (p->>'templateVersion')::int, p->'data', p->'taken',
      p->'filled', p_html, p_docx, p->>'html', p->>'docx');
  perform enter_one(f, p->'entry', date_trunc('milliseconds', clock_timestamp()));
end $$;

-- The reference by which an act states a paper, in whichever field of its form documents stand.
create or replace function stated_in(p_payload jsonb, p_paper text)
  returns jsonb language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_path_query_first(
    p_payload, 'strict $.** ? (@.id == $paper && exists (@.sha256))',
    jsonb_build_object('paper', p_paper), true)
$$;

-- Whether it states the paper by a hash that is the paper's own: another one is a mistake and pins nothing.
create or replace function states_paper(p_payload jsonb, p_paper text, p_html text, p_docx text)
  returns boolean language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_path_exists(
    p_payload, 'strict $.** ? (@.id == $paper && (@.sha256 == $html || @.sha256 == $docx))',
    jsonb_build_object('paper', p_paper, 'html', p_html, 'docx', p_docx), true)
$$;

-- 作废 The number of a paper that this act states and that does not stand any more. Of its file: by its id or by a
-- hash of its own; one of the kinds that the act states (`p_kinds`) by its number too. Of another file, or of none
-- yet: as the document that the act itself is, by both, so that only whoever has the paper is told of it; among what
-- an act brings forward it may be what is complained of. What was served while it stood was served, whenever that is
-- entered.
create or replace function void_paper_in(
  p_file text, p_payload jsonb, p_kinds jsonb, p_served timestamptz
)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select p.mark || '〔' || p.year || '〕' || p.number || '号' from (
    select * from paper
      where file_id = p_file
        and (
          jsonb_path_exists(
            p_payload,
            'strict $.** ? (exists (@.sha256) && (@.id == $paper || @.sha256 == $html || @.sha256 == $docx))',
            jsonb_build_object('paper', id, 'html', html_sha256, 'docx', docx_sha256), true)
            or (
              p_kinds @> to_jsonb(kind)
                and p_payload->>'documentNo' = mark || '〔' || year || '〕' || number || '号'))
    union all
    select * from paper
      where id = p_payload->'document'->>'id' and file_id is distinct from p_file
        and p_payload->'document'->>'sha256' in (html_sha256, docx_sha256)) p
    left join paper_withdrawal w on w.paper_id = p.id and w.at is not null
    left join paper n on n.replaces = p.id
    where (w.at is not null or n.id is not null)
      and (p_served < least(w.at, n.issued_at)) is not true
    order by p.file_id is distinct from p_file, p.place
    limit 1
$$;

-- Whether an act states it that was accepted, or has no verdict yet: others rest on it then.
create or replace function is_stated(p paper)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from inbox
      where file_id = p.file_id
        and states_paper(payload, p.id, p.html_sha256, p.docx_sha256)
        and (verdict->>'accepted') is distinct from 'false')
$$;

-- Whether others may rest on it: an act states it; or it says an accepted act, or an act has used it up (was
-- filed since, of one of these types), so that it was served or sent. `null`: a record of officers alone, which
-- is neither; `signed`: one that somebody else has signed.
create or replace function is_relied_on(p paper, p_used_up_by jsonb)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(p_used_up_by = '"signed"', false)
    or is_stated(p)
    or (
      jsonb_typeof(p_used_up_by) = 'array'
        and (
          p.act_id is not null
            or exists (
              select 1 from inbox i
                where i.file_id = p.file_id and i.number > p.inbox_number
                  and p_used_up_by @> to_jsonb(i.type)
                  and (i.verdict->>'accepted') is distinct from 'false'))) is true
$$;

-- {paper, bureau, officer, unit, reason, salt, hash, usedUpBy, entry}. Answers `done`; `proposed` where
-- others may rest on the paper, so that another person has to confirm it; or why not: `none`, `replaced`,
-- `withdrawn`. Until it is confirmed it can be proposed anew.
create or replace function withdraw_paper(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file; v paper; v_two boolean; v_words boolean; v_now timestamptz;
begin
  select * into v from paper where id = p->>'paper' and bureau_id = p->>'bureau';
  if not found then return 'none'; end if;
  select * into f from file where id = v.file_id for update;
  v_now := date_trunc('milliseconds', clock_timestamp());
  if exists (select 1 from paper where replaces = v.id) then return 'replaced'; end if;
  v_two := is_relied_on(v, p->'usedUpBy');
  select html is not null into v_words from paper where id = v.id;
  -- Of a paper whose words are erased no order can reach a reason any more: none is kept.
  insert into paper_withdrawal as w (
    paper_id, officer_id, unit_id, reason, salt, hash, proposed_at, at)
    values (
      v.id, p->>'officer', p->>'unit', case when v_words then p->>'reason' end,
      case when v_words then decode(p->>'salt', 'hex') end, p->>'hash', v_now,
      case when not v_two then v_now end)
    on conflict (paper_id) do update set officer_id = excluded.officer_id,
      unit_id = excluded.unit_id, reason = excluded.reason, salt = excluded.salt,
      hash = excluded.hash, proposed_at = excluded.proposed_at, at = excluded.at
    where w.at is null;
  if not found then return 'withdrawn'; end if;
  if v_two then return 'proposed'; end if;
  perform enter_one(f, p->'entry', v_now);
  return 'done';
end $$;

-- {paper, bureau, officer, hash, entry}: another person confirms what was proposed, by the hash of its
-- reason. Answers `done`, or why not: `none`, `replaced`, `withdrawn`, `changed`, `own`.
create or replace function confirm_withdrawal(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare f file; v paper; w paper_withdrawal; v_now timestamptz;
begin
  select * into v from paper where id = p->>'paper' and bureau_id = p->>'bureau';
  if not found then return 'none'; end if;
  select * into f from file where id = v.file_id for update;
  v_now := date_trunc('milliseconds', clock_timestamp());
  if exists (select 1 from paper where replaces = v.id) then return 'replaced'; end if;
  select * into w from paper_withdrawal where paper_id = v.id;
  if w.at is not null then return 'withdrawn'; end if;
  if w.hash is distinct from p->>'hash'
    or not exists (select 1 from officer where id = w.officer_id and removed_on is null) then
    return 'changed';
  end if;
  if w.officer_id = p->>'officer' or one_certificate(w.officer_id, p->>'officer') then
    return 'own';
  end if;
  update paper_withdrawal set at = v_now, confirmed_by = p->>'officer' where paper_id = v.id;
  perform enter_one(f, p->'entry', v_now);
  return 'done';
end $$;

-- {paper, bureau, officer, hash}: whoever has proposed it takes it back; who it was and when stays, its reason
-- does not. Answers `done`, or why not: `none`, `replaced`, `withdrawn`, `changed`, `own`.
create or replace function take_back_withdrawal(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v paper; w paper_withdrawal;
begin
  select * into v from paper where id = p->>'paper' and bureau_id = p->>'bureau';
  if not found then return 'none'; end if;
  perform 1 from file where id = v.file_id for update;
  if exists (select 1 from paper where replaces = v.id) then return 'replaced'; end if;
  select * into w from paper_withdrawal where paper_id = v.id;
  if w.at is not null then return 'withdrawn'; end if;
  if w.hash is distinct from p->>'hash' then return 'changed'; end if;
  if w.officer_id <> p->>'officer' then return 'own'; end if;
  update paper_withdrawal set reason = null, salt = null, hash = null where paper_id = v.id;
  return 'done';
end $$;

-- What is in force stays as it is, but for a reason that is erased by order in this transaction.
create or replace function refuse_change_of_withdrawal()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_words text[] := array['reason', 'salt'];
begin
  if old.at is null or (
    to_jsonb(old) - v_words = to_jsonb(new) - v_words and new.reason is null and new.salt is null
      and exists (select 1 from erasure where at = date_trunc('milliseconds', now()))) then
    return new;
  end if;
  raise exception 'paper_withdrawal is append-only' using errcode = 'insufficient_privilege';
end $$;

create or replace trigger keep before update on paper_withdrawal
  for each row execute function refuse_change_of_withdrawal();

-- What was typed into papers before this act said it: into the one that it states, into those that no act
-- states and that it is the first to follow, and into every version of them.
create or replace function typed_before(p_act text)
  returns table (paper text, field text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive a as (
    select act_id, file_id, type, payload from inbox where act_id = p_act), version as (
    select p.id, p.replaces from a
      join paper p on p.file_id = a.file_id
      where p.act_id = a.act_id or stated_in(a.payload, p.id) is not null
        or (
          p.act_id is null and p.procedure is null and not is_stated(p)
            and a.act_id = (
              select i.act_id from inbox i
                where i.file_id = p.file_id and i.type = a.type and i.number > p.inbox_number
                  and i.verdict->>'accepted' = 'true'
                order by i.number
                limit 1))
    union
    select p.id, p.replaces from version v
      cross join a
      join paper p on p.file_id = a.file_id and (p.replaces = v.id or p.id = v.replaces))
  select p.id, t->>'field' from version v
    join paper p on p.id = v.id
    cross join a
    cross join jsonb_array_elements(p.taken) t
    where t->>'of' = a.type
      -- A letter that was to open a file and joined one is stated by an act of another type.
      or p.procedure is not null
$$;

-- The words of a paper stay as they are, but for those that are erased by order in this transaction:
-- of the paper itself, or of an act from which they were taken or that has said what was typed.
create or replace function refuse_change_of_paper()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_words text[] := array['title', 'data', 'html', 'docx', 'request_hash', 'filled'];
  v_place text[] := array['file_id', 'place', 'inbox_number'];
begin
  -- The letter that opens a file comes into it once.
  if old.file_id is null and new.file_id is not null
    and to_jsonb(old) - v_place = to_jsonb(new) - v_place then
    return new;
  end if;
  if to_jsonb(old) - v_words = to_jsonb(new) - v_words
    and new.data is null and new.html is null and new.docx is null and new.request_hash is null
    and new.filled is null and new.title = ''
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

-- The words of these papers, their titles (a template may have words in it), what was asked for, and
-- why they were withdrawn.
create or replace function erase_papers(p_papers text[])
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update paper
    set title = '', data = null, html = null, docx = null, request_hash = null, filled = null
    where id = any (p_papers);
  update paper_withdrawal set reason = null, salt = null where paper_id = any (p_papers)
$$;

-- 依令删除 Where words of an act go, the papers go that were made of them, or in which they were typed before
-- the act; their hashes and numbers stay. Called while the act still says which paper it states.
create or replace function erase_papers_of(p_act text, p_fields text[])
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select erase_papers(array(
    select id from paper
      where html is not null
        and (
          exists (
            select 1 from jsonb_array_elements(taken) t
              where t->>'act' = p_act and t->>'field' = any (p_fields))
            or id in (select b.paper from typed_before(p_act) b where b.field = any (p_fields)))))
$$;

-- 核对 What of a bureau's papers is not as the register, or the log, has it: `differs` (bytes, hashes, number, kind,
-- version, whose place it takes, of which act, by whom), `no-entry`, `no-paper`
-- (an entry, or a change, whose paper is gone), `gone` (words that no order has erased), `withdrawal` (it, or its reason, is not
-- what was entered), `number` (a gap in a series).
-- Bytes are hashed of all papers, or of those that are named.
create or replace function broken_papers(p_bureau text, p_limit int, p_hashed text[])
  returns table (file text, paper text, why text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select * from (
    select p.file_id, p.id,
      case
        when (p.file_id is not null and r.key is null)
          or (p.procedure is not null and c.after is null) then 'no-entry'
        when r.body->>'html' <> p.html_sha256 or r.body->>'docx' <> p.docx_sha256
          or r.body->>'number' <> p.mark || '〔' || p.year || '〕' || p.number || '号'
          or r.key is not null
            and (
              (r.body->>'kind', r.body->>'by', r.body->>'unit') <> (p.kind, p.officer_id, p.unit_id)
                or (r.body->>'version')::int <> p.version
                or r.body->>'replaces' is distinct from p.replaces
                or r.body->>'act' is distinct from p.act_id)
          or c.after->>'html' <> p.html_sha256 or c.after->>'docx' <> p.docx_sha256
          or c.after->>'number' <> p.mark || '〔' || p.year || '〕' || p.number || '号'
          or c.after is not null
            and (
              (c.after->>'kind', c.after->>'unit') <> (p.procedure || '/' || p.kind, p.unit_id)
                or (c.after->>'version')::int <> p.version
                or c.after->>'replaces' is distinct from p.replaces)
          or (
            (p_hashed is null or h.id is not null)
              and (
                encode(sha256(convert_to(p.html, 'UTF8')), 'hex') <> p.html_sha256
                  or encode(sha256(p.docx), 'hex') <> p.docx_sha256)) then 'differs'
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
              where i.file_id = p.file_id and (t->>'of' = i.type or p.procedure is not null)
                and t->>'field' = any (e.fields)) then 'gone' end as why
      from paper p
      left join unnest(p_hashed) as h (id) on h.id = p.id
      left join register r on r.file_id = p.file_id and r.key = 'paper-issued:' || p.id
      left join lateral (
        select l.after from letter_change(p.id, 'issued') l where p.procedure is not null) c on true
      where p.bureau_id = p_bureau
    union all
    select p.file_id, p.id, 'withdrawal' from paper p
      left join paper_withdrawal w on w.paper_id = p.id
      left join register r on r.file_id = p.file_id and r.key = 'paper-withdrawn:' || p.id
      left join lateral (
        select l.after from letter_change(p.id, 'withdrawn') l where p.procedure is not null) c
        on true
      where p.bureau_id = p_bureau
        and (
          (w.at is null) <> (r.key is null and c.after is null)
            or (
              r.body->>'reason' is distinct from w.hash
                or r.body->>'by' is distinct from w.officer_id
                or r.body->>'confirmedBy' is distinct from w.confirmed_by
            ) and r.key is not null
            or c.after->>'reason' is distinct from w.hash and c.after is not null
            or w.hash is not null and w.reason is null and p.html is not null
            or w.hash <> encode(sha256(convert_to(encode(w.salt, 'hex') || w.reason, 'UTF8')), 'hex'))
    union all
    select r.file_id, r.body->>'paper', 'no-paper' from file f
      join register r on r.file_id = f.id and r.type = 'paper-issued'
      where f.bureau_id = p_bureau
        and not exists (select 1 from paper p where p.id = r.body->>'paper')
    union all
    select null, c.entity_id, 'no-paper' from registry_change c
      where c.bureau_id = p_bureau and c.registry = 'opening-paper'
        and not exists (select 1 from paper p where p.id = c.entity_id)
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

-- Which papers a night hashes: those of the last days, and so many of all, in the order in which they were
-- issued, from where the night before has stopped; after the last one it begins again.
create or replace function papers_of_night(p_bureau text, p_most int)
  returns text[] language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_from timestamptz; v_until timestamptz; v_walk text[];
begin
  select coalesce(papers_from, '-infinity') into v_from from log_audit
    where bureau_id = p_bureau
    for update;
  select array_agg(w.id), max(w.issued_at) into v_walk, v_until from (
    select id, issued_at from paper
      where bureau_id = p_bureau and issued_at >= v_from
      order by issued_at, id
      limit p_most) w;
  update log_audit
    set papers_from = case when cardinality(v_walk) = p_most then v_until end
    where bureau_id = p_bureau;
  return array(
    select unnest(v_walk)
    union
    select id from paper
      where bureau_id = p_bureau and issued_at > clock_timestamp() - interval '3 days');
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  set_paper_series(jsonb), set_paper_template(jsonb), paper_mark(text, jsonb, date),
  begin_paper(jsonb), take_number(jsonb), issue_paper(jsonb, text, bytea), withdraw_paper(jsonb),
  stated_in(jsonb, text), states_paper(jsonb, text, text, text), is_stated(paper),
  void_paper_in(text, jsonb, jsonb, timestamptz),
  is_relied_on(paper, jsonb),
  confirm_withdrawal(jsonb), take_back_withdrawal(jsonb), refuse_change_of_withdrawal(), erase_papers(text[]), typed_before(text),
  refuse_change_of_paper(), erase_papers_of(text, text[]), broken_papers(text, int, text[]),
  papers_of_night(text, int) from public, duban_app;

grant execute on function
  set_paper_series(jsonb), set_paper_template(jsonb), begin_paper(jsonb),
  issue_paper(jsonb, text, bytea), withdraw_paper(jsonb), confirm_withdrawal(jsonb),
  take_back_withdrawal(jsonb), broken_papers(text, int, text[]), papers_of_night(text, int), stated_in(jsonb, text),
  states_paper(jsonb, text, text, text) to duban_app;
