-- 检索 The numbers and names of acts, by which their files are found (docs/decisions/0036).

-- As it is compared: one form for full and half width, capitals, no blanks nor what nobody sees, one kind of brackets.
create or replace function search_fold(p text)
  returns text language sql immutable strict parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select upper(
    translate(
      regexp_replace(
        normalize(p, nfkc),
        '[\s\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0]',
        '', 'g'),
      '〔〕【】[]{}•・‧', '()()()()···'))
$$;

-- What these acts say in fields for numbers and names. A number is found from its first character and from the year in its brackets on.
create or replace function index_acts(p_acts text[])
  returns void language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with recursive node as (
    select i.act_id, i.file_id, '' as key, i.payload as value from inbox i
      where i.act_id = any (p_acts)
    union all
    select n.act_id, n.file_id, coalesce(e.key, n.key), e.value
      from node n cross join lateral (
        select key, value
          from jsonb_each(case jsonb_typeof(n.value) when 'object' then n.value else '{}' end)
        union all
        select null, value
          from jsonb_array_elements(
            case jsonb_typeof(n.value) when 'array' then n.value else '[]' end)) e),
  said as (
    select act_id, file_id, key as field, search_fold(value #>> '{}') as term from node
      where jsonb_typeof(value) = 'string' and length(value #>> '{}') <= 120
        and key
          ~ '^(no|number|code|reference|certificate|names?|persons?|investigators|participants|attendees|chair|recipient|receiver|witness(es)?|institution)$|(No|Number|Code|Certificate|Name|Names|Person)$'),
  terms as (
    select act_id, file_id, field, term from said
    union
    select act_id, file_id, field, substring(term from '\((?:19|20)\d\d\).+$') from said
    union
    select act_id, file_id, '@author', officer_id from inbox where act_id = any (p_acts))
  insert into search_term (act_id, file_id, bureau_id, field, term)
    select t.act_id, t.file_id, f.bureau_id, t.field, t.term
    from terms t join file f on f.id = t.file_id
    where length(t.term) >= 2
    on conflict do nothing
$$;

-- The next acts of a bureau's log; answers how many leaves were looked at. The lock keeps an erasure from coming between reading and writing.
create or replace function gather_search_terms(p_most int)
  returns int language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_bureau text; v_from bigint; v_until bigint;
begin
  insert into search_place (bureau_id)
    select l.bureau_id from log l
    where not exists (select 1 from search_place s where s.bureau_id = l.bureau_id)
    on conflict do nothing;
  select s.bureau_id, s.next, least(s.next + p_most, l.size) into v_bureau, v_from, v_until
    from search_place s join log l on l.bureau_id = s.bureau_id
    where s.next < l.size
    order by s.bureau_id limit 1
    for update of s skip locked;
  if not found then return 0; end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('duban:search:' || v_bureau, 0));
  perform index_acts(
    array(
      select ref from leaf
        where bureau_id = v_bureau and index >= v_from and index < v_until and kind = 'act'));
  update search_place set next = v_until where bureau_id = v_bureau;
  return v_until - v_from;
end $$;

-- 依令删除 Before an erasure of words: what is gathered meanwhile waits for its end.
create or replace function hold_search(p_bureau text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('duban:search:' || p_bureau, 0))
$$;

-- After it: only what is left of the act is found.
create or replace function search_again(p_act text)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from search_term where act_id = p_act;
  perform index_acts(array[p_act]);
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  search_fold(text), index_acts(text[]), gather_search_terms(int), hold_search(text),
  search_again(text) from public, duban_app;

grant execute on function search_fold(text), gather_search_terms(int) to duban_app;
