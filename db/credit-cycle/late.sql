-- 评价前后 Whoever grades and whoever records at one instant, what a grading waits for, and what it has not counted (QHD-2.4b).

-- 一个局一把锁 Whoever writes gradings of a bureau, of whatever cycle, does so alone; whoever records an act
-- or has one fall shares, so that a grading has it or comes after it. Whoever is to tell a file of it
-- holds that file before.
create or replace function lock_credit_gradings(p_bureau text)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('credit-gradings:' || p_bureau, 0))
$$;

create or replace function share_credit_gradings(p_bureau text)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from credit_cycle c join file f on f.id = c.file_id
    where c.bureau_id = p_bureau order by c.from_on for key share of f;
  perform pg_advisory_xact_lock_shared(hashtextextended('credit-gradings:' || p_bureau, 0));
end $$;

-- 待登记 What files have told by the assessment day, and somebody still has to record.
create or replace function credit_sources_open(c credit_cycle)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select count(*)::int from credit_open_sources(c.bureau_id) s
    where local_day(s.told_at) < c.until_on
$$;

create or replace function effect_credit_gathering(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update credit_cycle set gathering_at = ms_at((e->>'at')::bigint) where file_id = f.id
$$;

-- Nothing is open any more that the cycle waits for.
create or replace function credit_gathered(p_file text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select c.grading_at is null and credit_sources_open(c) = 0
    from credit_cycle c where c.file_id = p_file and c.gathering_at is not null
$$;

-- A source was recorded, or fell: the cycles that wait are looked at.
create or replace function credit_source_settled()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into task (file_id, key, kind, data)
    select c.file_id, 'credit-gather:' || pg_current_xact_id(), 'credit-gather', '{}'
      from credit_cycle c
      where c.bureau_id = new.bureau_id and c.gathering_at is not null and c.grading_at is null
    on conflict do nothing;
  if found then perform pg_notify('duban_task', ''); end if;
  return null;
end $$;
create or replace trigger settled after insert on credit_entry
  for each row when (new.source_id is not null)
  execute function credit_source_settled();
create or replace trigger settled after update of fallen_at on credit_source
  for each row when (old.fallen_at is null and new.fallen_at is not null)
  execute function credit_source_settled();

-- 评价后发现 The cycles that had graded the subject before this was recorded: none of their gradings
-- counts it. What stands in the place of another record counts where that one has or should have.
create or replace function credit_entry_late()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare r credit_entry;
begin
  perform share_credit_gradings(new.bureau_id);
  with recursive chain as (
    select * from credit_entry where id = new.corrects
    union all
    select e.* from chain c join credit_entry e on e.id = c.corrects
  )
  select * into r from chain where corrects is null;
  select array_agg(c.file_id order by c.from_on) into new.late_for
    from credit_cycle c cross join lateral credit_window(c) w
    left join credit_grade g
      on g.cycle = c.file_id and g.cause = 'regular'
        and (g.subject_kind, g.subject_id) = (new.subject_kind, new.subject_id)
    where c.bureau_id = new.bureau_id and c.rule_version is not null
      and new.act_on > w.p_after and new.act_on <= w.p_until
      and (g.id is not null or c.assessed_at is not null)
      and case
        when r.id is null then true
        when r.act_on > w.p_after and r.act_on <= w.p_until then
          coalesce(c.file_id = any (r.late_for), false)
        else r.recorded_at > coalesce(g.in_force_from, c.assessed_at) end;
  return new;
end $$;
create or replace trigger late before insert on credit_entry
  for each row when (new.polarity is not null)
  execute function credit_entry_late();

-- 评价后发现 Whether something of the window was found after the assessment.
create or replace function credit_found_late(c credit_cycle, p_kind text, p_subject text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1 from credit_entry e
      where (e.bureau_id, e.subject_kind, e.subject_id) = (c.bureau_id, p_kind, p_subject)
        and e.fallen_at is null and c.file_id = any (e.late_for))
$$;

-- 未计入 Acts of bad faith that stand, and that were found when every cycle whose window has their day
-- had graded the subject: no regular grading counts them.
create or replace function credit_uncounted(p_bureau text)
  returns setof credit_entry language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select e.* from credit_entry e
    where e.bureau_id = p_bureau and e.late_for is not null and e.fallen_at is null
      and e.polarity = 'bad'
      and not exists (
        select 1 from credit_cycle c cross join lateral credit_window(c) w
          where c.bureau_id = p_bureau and c.rule_version is not null
            and e.act_on > w.p_after and e.act_on <= w.p_until and c.file_id <> all (e.late_for))
      -- The act itself has been counted where another record of it was there in time.
      and not exists (
        select 1 from credit_entry o
          where (o.bureau_id, o.subject_kind, o.subject_id, o.act_on)
              = (e.bureau_id, e.subject_kind, e.subject_id, e.act_on)
            and (o.act_key, o.polarity) = (e.act_key, e.polarity) and o.fallen_at is null
            and o.late_for is null)
$$;

-- Who may call them: only what is granted here.
revoke all on function
  lock_credit_gradings(text), share_credit_gradings(text), credit_entry_late(),
  credit_sources_open(credit_cycle), credit_found_late(credit_cycle, text, text),
  effect_credit_gathering(file, jsonb), credit_gathered(text), credit_source_settled(),
  credit_uncounted(text)
  from public, duban_app;

grant execute on function credit_gathered(text), credit_uncounted(text) to duban_app;
