-- 同事之间 Comments, assignments, hand-overs: what colleagues arrange about the work. None of it is
-- entered in a register or told to the engine (docs/decisions/0037).

-- How often an officer has written or corrected within the hour.
create or replace function written_lately(p_officer text)
  returns bigint language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select (
      select count(*) from file_comment
        where officer_id = p_officer and at > clock_timestamp() - interval '1 hour')
    + (
      select count(*)
        from comment_version v
        join file_comment c on c.file_id = v.file_id and c.number = v.number
        where v.at > clock_timestamp() - interval '1 hour' and v.version > 1
          and c.officer_id = p_officer)
$$;

-- {file, bureau, officer, unit, system, key, hash, duty, act, words, mentions, most}: answers {number},
-- {number, same} of a key that is known, or {full}: the officer has written `most` within the hour.
create or replace function post_comment(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c file_comment; v_number int;
begin
  perform pg_advisory_xact_lock(hashtextextended('comments-of:' || (p->>'officer'), 0));
  perform pg_advisory_xact_lock(hashtextextended('comment:' || (p->>'file'), 0));
  select * into c from file_comment
    where file_id = p->>'file' and officer_id = p->>'officer' and key = p->>'key';
  if found then
    return jsonb_build_object('number', c.number, 'same', c.hash in ('', p->>'hash'));
  end if;
  if (p->>'most')::int <= written_lately(p->>'officer') then return '{"full": true}'; end if;
  select coalesce(max(number), 0) + 1 into v_number from file_comment where file_id = p->>'file';
  insert into file_comment (
    file_id, number, bureau_id, duty_key, act_id, officer_id, unit_id, system_id, key, hash)
    values (
      p->>'file', v_number, p->>'bureau', p->>'duty', p->>'act', p->>'officer', p->>'unit',
      p->>'system', p->>'key', p->>'hash');
  insert into comment_version (file_id, number, version, words)
    values (p->>'file', v_number, 1, p->>'words');
  perform mention_in(p->>'file', v_number, p->'mentions');
  return jsonb_build_object('number', v_number);
end $$;

-- Whom it mentions now: who was mentioned before keeps having seen it.
create or replace function mention_in(p_file text, p_number int, p_officers jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from comment_mention
    where file_id = p_file and number = p_number
      and officer_id not in (select jsonb_array_elements_text(p_officers));
   insert into comment_mention (file_id, number, officer_id)
     select p_file, p_number, jsonb_array_elements_text(p_officers)
     on conflict do nothing
$$;

-- {file, number, officer, version, words, mentions, most, mostVersions}: a further version of one's own
-- comment, on the one that was read. Answers `absent`, `gone` (withdrawn or erased), `changed`, `done`,
-- `full` (the officer has written `most` within the hour), or `final`: it has all its versions.
create or replace function correct_comment(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare c file_comment; v_last comment_version; v_number int := (p->>'number')::int;
begin
  perform pg_advisory_xact_lock(hashtextextended('comments-of:' || (p->>'officer'), 0));
  select * into c from file_comment
    where file_id = p->>'file' and number = v_number and officer_id = p->>'officer' for update;
  if not found then return 'absent'; end if;
  if c.withdrawn_at is not null or c.erased_at is not null then return 'gone'; end if;
  select * into v_last from comment_version
    where file_id = c.file_id and number = v_number order by version desc limit 1;
  -- What is sent once more is in already.
  if v_last.version = (p->>'version')::int + 1 and v_last.words = p->>'words' then return 'done'; end if;
  if v_last.version <> (p->>'version')::int then return 'changed'; end if;
  if v_last.version >= (p->>'mostVersions')::int then return 'final'; end if;
  if (p->>'most')::int <= written_lately(p->>'officer') then return 'full'; end if;
  insert into comment_version (file_id, number, version, words)
    values (c.file_id, v_number, v_last.version + 1, p->>'words');
  perform mention_in(c.file_id, v_number, p->'mentions');
  return 'done';
end $$;

-- The words of every version go, and whom they were for; that there was a comment, and whose, stays.
create or replace function forget_words(p_file text, p_number int)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update comment_version set words = null where file_id = p_file and number = p_number;
   delete from comment_mention where file_id = p_file and number = p_number;
   update file_comment set hash = '' where file_id = p_file and number = p_number
$$;

-- By its author; answers `absent` or `done`, also of one that is withdrawn already.
create or replace function withdraw_comment(p_file text, p_number int, p_officer text)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update file_comment set withdrawn_at = coalesce(withdrawn_at, clock_timestamp())
    where file_id = p_file and number = p_number and officer_id = p_officer;
  if not found then return 'absent'; end if;
  perform forget_words(p_file, p_number);
  return 'done';
end $$;

-- 依令删除 By order: {bureau, file, number, by}. False where there is nothing to erase.
create or replace function erase_comment(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update file_comment set erased_at = clock_timestamp(), erased_by = p->>'by'
    where file_id = p->>'file' and number = (p->>'number')::int and bureau_id = p->>'bureau'
      and withdrawn_at is null and erased_at is null;
  if not found then return false; end if;
  perform forget_words(p->>'file', (p->>'number')::int);
  return true;
end $$;

-- [{file, number}]: the officer has seen them.
create or replace function mentions_seen(p_officer text, p_seen jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update comment_mention m set seen_at = clock_timestamp()
    from jsonb_to_recordset(p_seen) as s (file text, number int)
    where m.officer_id = p_officer and m.file_id = s.file and m.number = s.number
      and m.seen_at is null
$$;

-- {file, duty, item, owedBy, expected, to, by, why}: answers {stands}, who has the duty now; it has changed
-- only where `expected` had it. The same wish once more changes nothing.
create or replace function assign_duty(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_has text; v_now text; v_item text := coalesce(p->>'item', ''); v_holds boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('assign:' || (p->>'file'), 0));
  -- To nobody who is leaving the unit at this instant, or has left it.
  perform 1 from officer
    where id = p->>'to' and unit_id = p->>'owedBy' and removed_on is null and roles <> '{}'
    for share;
  v_holds := found or p->>'to' is null;
  select officer_id into v_has from duty_assignee
    where file_id = p->>'file' and duty = p->>'duty' and item = v_item and owed_by = p->>'owedBy';
  -- Whoever is involved in the file since counts as nobody.
  v_now := case when not involved_in(p->>'file', v_has) then v_has end;
  if v_holds and v_now is distinct from p->>'to' and v_now is not distinct from p->>'expected' then
    perform put_assignee(
      p->>'file', p->>'duty', v_item, p->>'owedBy', v_has, p->>'to', p->>'why', p->>'by');
    v_now := p->>'to';
  end if;
  return jsonb_build_object('stands', v_now);
end $$;

-- Who has it from now on, null: nobody; and the row that says so for good.
create or replace function put_assignee(
  p_file text, p_duty text, p_item text, p_owed_by text, p_from text, p_to text, p_why text, p_by text
)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_to is null then
    delete from duty_assignee
      where file_id = p_file and duty = p_duty and item = p_item and owed_by = p_owed_by;
  else
    insert into duty_assignee (file_id, duty, item, owed_by, officer_id)
      values (p_file, p_duty, p_item, p_owed_by, p_to)
      on conflict (file_id, duty, item, owed_by) do update
      set officer_id = excluded.officer_id, since = clock_timestamp();
  end if;
  insert into duty_assignment (file_id, duty, item, owed_by, from_officer, to_officer, why, by)
    values (p_file, p_duty, p_item, p_owed_by, p_from, p_to, p_why, p_by);
end $$;

-- 改派 Open files of one officer have gone to another (TJ51-19): what was assigned there goes along, also
-- what has ended because the officer left, and nobody has taken since.
create or replace function assignments_follow(
  p_files text[], p_from text, p_to text, p_by text
)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare a record;
begin
  for a in
    select distinct on (x.file_id, x.duty, x.item, x.owed_by) x.*, n.officer_id as has
      from duty_assignment x
      left join duty_assignee n
        on (n.file_id, n.duty, n.item, n.owed_by) = (x.file_id, x.duty, x.item, x.owed_by)
      where x.file_id = any (p_files)
      order by x.file_id, x.duty, x.item, x.owed_by, x.id desc
  loop
    continue when not (
      a.has = p_from or (a.has is null and a.why = 'left' and a.from_officer = p_from));
    perform put_assignee(
      a.file_id, a.duty, a.item, a.owed_by, a.has, p_to, 'reassigned', p_by);
  end loop;
end $$;

-- {bureau, unit, from, to, fromOn, untilOn, by}: answers {id}, or {overlaps: id} where the officer has
-- handed over some of these days already, or {away}: the deputy is absent on one of them, or {standsIn}:
-- the officer is a deputy on one of them, whose work would be seen by nobody.
create or replace function hand_over_work(p jsonb)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_id bigint; v_officer text;
begin
  -- Both, in one order: two at one instant that depend on each other see each other.
  for v_officer in select o from unnest(array[p->>'from', p->>'to']) o order by o loop
    perform pg_advisory_xact_lock(hashtextextended('hand-over:' || v_officer, 0));
  end loop;
  select id into v_id from hand_over
    where from_officer = p->>'from' and ended_at is null
      and from_on <= (p->>'untilOn')::date and until_on >= (p->>'fromOn')::date
    order by id limit 1;
  if found then return jsonb_build_object('overlaps', v_id); end if;
  if exists (
    select 1 from hand_over
      where from_officer = p->>'to' and ended_at is null
        and from_on <= (p->>'untilOn')::date and until_on >= (p->>'fromOn')::date
      union all select 1 from absence a
      where a.officer_id = p->>'to' and a.from_on <= (p->>'untilOn')::date
        and a.until_on >= (p->>'fromOn')::date and not a.void
        and not exists (select 1 from absence b where b.replaces = a.id)) then
    return '{"away": true}';
  end if;
  if exists (
    select 1 from hand_over
      where to_officer = p->>'from' and ended_at is null
        and from_on <= (p->>'untilOn')::date and until_on >= (p->>'fromOn')::date) then
    return '{"standsIn": true}';
  end if;
  insert into hand_over (bureau_id, unit_id, from_officer, to_officer, from_on, until_on, by)
    values (
      p->>'bureau', p->>'unit', p->>'from', p->>'to', (p->>'fromOn')::date,
      (p->>'untilOn')::date, p->>'by')
    returning id into v_id;
  return jsonb_build_object('id', v_id);
end $$;

-- False where it has ended already.
create or replace function revoke_hand_over(p_id bigint, p_by text)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update hand_over set ended_at = clock_timestamp(), ended_why = 'revoked', ended_by = p_by
    where id = p_id and ended_at is null and until_on >= local_day(clock_timestamp());
  return found;
end $$;

-- Who stands in for an officer today.
create or replace function deputy_of(p_officer text)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select to_officer from hand_over
    where from_officer = p_officer and ended_at is null
      and local_day(clock_timestamp()) between from_on and until_on
    order by id limit 1
$$;

-- What is in somebody's hands: the own, and that of whom one stands in for today.
create or replace function hands_of(p_officer text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select p_officer
    union select from_officer from hand_over
    where to_officer = p_officer and ended_at is null
      and local_day(clock_timestamp()) between from_on and until_on
$$;

-- Whoever leaves the unit, or the team, or holds no office any more, has nothing of it in hand.
create or replace function end_of_office()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare a duty_assignee;
begin
  for a in
    select * from duty_assignee
      where officer_id = new.id
        and (owed_by <> new.unit_id or new.removed_on is not null or new.roles = '{}')
  loop
    perform put_assignee(a.file_id, a.duty, a.item, a.owed_by, new.id, null, 'left', null);
  end loop;
  update hand_over set ended_at = clock_timestamp(), ended_why = 'left'
    where new.id in (from_officer, to_officer) and ended_at is null
      and (unit_id <> new.unit_id or new.removed_on is not null or new.roles = '{}');
  return null;
end $$;

create or replace trigger end_of_office after update of unit_id, removed_on, roles on officer
  for each row when (
    old.unit_id is distinct from new.unit_id or old.removed_on is distinct from new.removed_on
      or old.roles is distinct from new.roles)
  execute function end_of_office();

-- Who may call them: only what is granted here.
revoke all on function
  written_lately(text), post_comment(jsonb), mention_in(text, int, jsonb), correct_comment(jsonb), forget_words(text, int),
  withdraw_comment(text, int, text), erase_comment(jsonb), mentions_seen(text, jsonb),
  assign_duty(jsonb), put_assignee(text, text, text, text, text, text, text, text),
  assignments_follow(text[], text, text, text), hand_over_work(jsonb),
  revoke_hand_over(bigint, text), deputy_of(text), hands_of(text), end_of_office()
  from public, duban_app;

grant execute on function
  post_comment(jsonb), correct_comment(jsonb), withdraw_comment(text, int, text),
  erase_comment(jsonb), mentions_seen(text, jsonb), assign_duty(jsonb), hand_over_work(jsonb),
  revoke_hand_over(bigint, text), deputy_of(text), hands_of(text) to duban_app;
