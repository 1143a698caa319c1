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

-- 文号、案号 Whether a folded term is found from its beginning on: it has a year in brackets, or characters and a number with 号. Telephones, certificates and whatever else
-- begins with what is the same for many people are found whole.
create or replace function search_begins(p_field text, p_term text)
  returns boolean language sql immutable strict parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select p_field ~ '(^n|N)o$|umber$|^reference$' and p_term !~ '\d{9}'
    and p_term ~ '\((19|20)\d\d\).*\d|[\u4E00-\u9FFF].*\d+号$'
$$;

-- Whether a folded question may be a beginning: four characters at least, and a digit beside the year in its brackets, for what has none of these begins everything.
create or replace function search_asks_beginning(p text)
  returns boolean language sql immutable strict parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select length(p) >= 4 and regexp_replace(p, '\(?(19|20)\d\d\)?', '') ~ '\d'
    and p ~ '[(\u4E00-\u9FFF]'
$$;

-- What these acts say in fields for numbers and names. A number is found from its first character and from the year in its brackets on.
create or replace function index_acts(p_acts text[])
  returns void language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  delete from search_term where act_id = any (p_acts);
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
    where length(t.term) between 2 and 200
    on conflict do nothing
$$;

-- By which rules acts are gathered: another text of these functions is another rule, and everything is gathered again.
create or replace function search_rules()
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select md5(string_agg(prosrc, '' order by proname)) from pg_proc
    where pronamespace = 'public'::regnamespace and proname in ('index_acts', 'search_fold')
$$;

-- One act; false where its words do not let themselves be gathered: it is noted, and nothing stops. What is wrong with the database is no fault of the act.
create or replace function index_act(p_bureau text, p_act text)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform index_acts(array[p_act]);
  delete from search_skipped where act_id = p_act;
  return true;
exception when others then
  if left(sqlstate, 2) not in ('21', '22', '23', '54', 'P0', 'XX') then raise; end if;
  -- What stood there of it may be older than its erasure.
  delete from search_term where act_id = p_act;
  insert into search_skipped (act_id, bureau_id, code) values (p_act, p_bureau, sqlstate)
    on conflict (act_id) do update set code = excluded.code, at = clock_timestamp();
  return false;
end $$;

-- The next acts of the log of the bureau whose turn was longest ago; answers how many leaves were looked at. The lock keeps an erasure from coming between reading and writing.
create or replace function gather_search_terms(p_most int)
  returns int language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_rules text := search_rules(); v_bureau text; v_from bigint; v_until bigint; v_acts text[];
begin
  insert into search_place (bureau_id, rules)
    select l.bureau_id, v_rules from log l
    where not exists (select 1 from search_place s where s.bureau_id = l.bureau_id)
    on conflict do nothing;
  select s.bureau_id, f.from_leaf, least(f.from_leaf + p_most, l.size) into v_bureau, v_from, v_until
    from search_place s join log l on l.bureau_id = s.bureau_id
    cross join lateral (select case when s.rules = v_rules then s.next else 0 end as from_leaf) f
    where f.from_leaf < l.size
    order by s.served_at, s.bureau_id limit 1
    for update of s skip locked;
  if not found then return 0; end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('duban:search:' || v_bureau, 0));
  v_acts := array(
    select ref from leaf
      where bureau_id = v_bureau and index >= v_from and index < v_until and kind = 'act');
  begin
    perform index_acts(v_acts);
    delete from search_skipped where act_id = any (v_acts);
  exception when others then
    if left(sqlstate, 2) not in ('21', '22', '23', '54', 'P0', 'XX') then raise; end if;
    perform index_act(v_bureau, a) from unnest(v_acts) a;
  end;
  update search_place set next = v_until, rules = v_rules, served_at = clock_timestamp()
    where bureau_id = v_bureau;
  return v_until - v_from;
end $$;

-- 依令删除 Before an erasure of words: what is gathered meanwhile waits for its end.
create or replace function hold_search(p_bureau text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('duban:search:' || p_bureau, 0))
$$;

-- After it: only what is left of the act is found. That words cannot be gathered keeps nobody from erasing others.
create or replace function search_again(p_act text)
  returns void language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select index_act(f.bureau_id, i.act_id) from inbox i join file f on f.id = i.file_id
    where i.act_id = p_act
$$;

-- Who may call them: only what is granted here.
revoke all on function
  search_fold(text), search_begins(text, text), search_asks_beginning(text), index_acts(text[]),
  search_rules(), index_act(text, text), gather_search_terms(int), hold_search(text),
  search_again(text) from public, duban_app;

grant execute on function
  search_fold(text), search_begins(text, text), search_asks_beginning(text), search_rules(),
  gather_search_terms(int) to duban_app;
