-- 双随机 Draws (QY-6.2, TJ51-14.2, TJ51-18): what was committed, the second number, the record, and what was drawn, so that a plan can cite it.
-- Whole populations and every drawn institution stay here; the file knows hashes and counts only.

create table draw (
  -- the id of its file
  id text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$'),
  bureau_id text not null references bureau,
  clause text not null check (clause in ('QY-6.2', 'TJ51-14.2', 'TJ51-18')),
  body_unit text not null references unit,
  contributor_unit text not null references unit,
  -- `prepared`: its file has not been opened; such a row was never public and binds nobody
  state text not null default 'prepared' check (state in ('prepared', 'committed', 'contributed', 'revealed', 'abandoned')),
  -- json: kept as text, for nothing here looks into it
  statement json not null,
  -- of the population and of those to be drawn, so that a list need not open the statement
  objects int not null default 0,
  count int not null default 0,
  statement_hash text not null check (statement_hash ~ '^[0-9a-f]{64}$'),
  -- our secret, sealed for this draw
  secret text not null,
  committed_at timestamptz not null,
  reveal_by timestamptz not null,
  -- the first draw of the chain, and the one before: of the chain, or the abandoned one that it replaces
  root_id text not null references draw,
  follows_id text references draw,
  reason text,
  -- approved plans, unannounced perhaps, whose reserved places show in the population
  hints text[] not null default '{}',
  -- {body, number, at}
  contribution jsonb,
  -- domain/draw/record.ts DrawRecord or AbandonedRecord
  record json,
  record_hash text,
  abandonment jsonb,
  ended_at timestamptz,
  check (contributor_unit <> body_unit),
  check ((state in ('revealed', 'abandoned')) = (record is not null)),
  check (state <> 'contributed' or contribution is not null),
  check (follows_id is null or reason is not null)
);
create index draw_list on draw (bureau_id, committed_at desc, id desc);
create index draw_chain on draw (root_id, committed_at);
create index draw_body on draw (body_unit, clause, committed_at desc);
create index draw_follows on draw (follows_id) where follows_id is not null;
create index draw_number on draw ((contribution->>'number')) where contribution is not null;

-- What stands after a record: who is drawn, with whom, and since when each was drawn.
create table draw_pick (
  draw_id text not null references draw,
  institution_id text not null references institution,
  officers text[] not null,
  object_on date not null,
  officers_on date not null,
  primary key (draw_id, institution_id)
);
create index draw_pick_institution on draw_pick (institution_id);

create trigger no_delete before delete on draw for each row execute function refuse_change();
create trigger no_truncate before truncate on draw execute function refuse_change();
create trigger append_only before update or delete on draw_pick for each row execute function refuse_change();
create trigger no_truncate before truncate on draw_pick execute function refuse_change();

-- What was committed stands; the second number comes once, the record comes once.
create trigger keep before update of id, bureau_id, clause, body_unit, contributor_unit, statement, objects, count, statement_hash, secret, committed_at, reveal_by, root_id, follows_id, reason, hints on draw
  for each row execute function refuse_change();
create trigger keep_number before update of contribution on draw for each row when (old.contribution is not null) execute function refuse_change();
create trigger keep_record before update of record, record_hash, abandonment, ended_at on draw for each row when (old.state in ('revealed', 'abandoned')) execute function refuse_change();
create trigger keep_state before update of state on draw for each row when (old.state in ('revealed', 'abandoned')) execute function refuse_change();

-- The statement names its draw, so the number is taken before the file is opened; a number whose file never came to be stays in the list as `prepared`.
create function next_draw(p_bureau text, p_year int) returns text language sql security definer set search_path = public as $$
  insert into file_serial values ('draw', p_bureau, p_year, 1) on conflict (procedure, bureau_id, year) do update set last = file_serial.last + 1
  returning 'CQ.' || p_bureau || '.' || p_year || '-' || lpad(last::text, 5, '0') $$;

create function prepare_draw(p jsonb, p_statement json) returns void language sql security definer set search_path = public as $$
  insert into draw (id, bureau_id, clause, body_unit, contributor_unit, statement, objects, count, statement_hash, secret, committed_at, reveal_by, root_id, follows_id, reason, hints)
  values (p->>'id', p->>'bureau', p->>'clause', p->>'body', p->>'contributor', p_statement, (p->>'objects')::int, (p->>'count')::int, p->>'statementHash', p->>'secret', ms_at((p->>'committedAt')::bigint), ms_at((p->>'revealBy')::bigint),
    coalesce(p->>'root', p->>'id'), p->>'follows', p->>'reason', array(select jsonb_array_elements_text(p->'hints'))) $$;

-- From here on it is committed: in the transaction that opens its file.
create function opened_inspection_draw(f file, i inbox) returns jsonb language plpgsql security definer set search_path = public as $$
begin
  update draw set state = 'committed' where id = f.id and state = 'prepared' and body_unit = i.unit_id;
  if not found then raise exception 'the draw is not prepared'; end if;
  return null;
end $$;

-- A number that was used before is no number.
create function known_inspection_draw__contribution(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as
$$ select jsonb_build_object('used', exists (select 1 from draw where contribution is not null and contribution->>'number' = i.payload->>'number' and id <> f.id)) $$;

create function effect_draw_contributed(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ update draw set state = 'contributed', contribution = e where id = f.id and state = 'committed' $$;

-- {draw, state, hash, abandonment, at, picks: [{institution, officers, objectOn, officersOn}]}; the same again changes nothing.
create function end_draw(p jsonb, p_record json) returns void language plpgsql security definer set search_path = public as $$
begin
  update draw set state = p->>'state', record = p_record, record_hash = p->>'hash', abandonment = p->'abandonment', ended_at = ms_at((p->>'at')::bigint) where id = p->>'draw' and state in ('committed', 'contributed');
  if not found then return; end if;
  insert into draw_pick select p->>'draw', x->>'institution', array(select jsonb_array_elements_text(x->'officers')), (x->>'objectOn')::date, (x->>'officersOn')::date from jsonb_array_elements(p->'picks') x;
end $$;

create function day_of(t timestamptz) returns date language sql immutable parallel safe as $$ select (t at time zone interval '8 hours')::date $$;

-- What a plan may cite (domain/inspection/plan.ts DrawRecord): the chain of the draw as it stands now; of the drawn objects only the plan's own. It must be drawn by the body that inspects or in whose name it acts. Null: no such draw.
create function draw_record(p_draw text, p_plan jsonb) returns jsonb language sql stable security definer set search_path = public as $$
  with cited as (select * from draw where id = p_draw and state <> 'prepared' and clause <> 'TJ51-18'),
    latest as (select d.* from draw d join cited c on d.root_id = c.root_id where d.state = 'revealed' order by d.committed_at desc, d.id desc limit 1),
    pick as (select p.* from draw_pick p join latest l on l.id = p.draw_id where p.institution_id = p_plan->>'institution' and l.body_unit in (p_plan->>'body', p_plan->>'inNameOf'))
  select jsonb_build_object('id', coalesce(l.id, c.id), 'revealed', l.id is not null,
      'objectsOn', coalesce((select object_on from pick), day_of(c.committed_at)), 'officersOn', coalesce((select officers_on from pick), day_of(c.committed_at)),
      'institutions', (select coalesce(jsonb_agg(institution_id), '[]') from pick), 'officers', coalesce((select to_jsonb(officers) from pick), '[]'))
    || case when l.root_id <> l.id then jsonb_build_object('redraw', jsonb_build_object('of', l.follows_id, 'reasonGiven', l.reason is not null)) else '{}' end
  from cited c left join latest l on true $$;

-- 未公布前不得泄露目标 Whether the record may be public: never before everybody drawn has been inspected on site, or the days approved for it have passed; nor before every plan has whose reserved place
-- shows in the population. Where no plan was made, after so many days. What stood drawn is what the last record of the chain says.
create function draw_is_public(p_draw text, p_today date, p_days int) returns boolean language plpgsql stable security definer set search_path = public as $$
declare d draw; v_last draw;
begin
  select * into d from draw where id = p_draw;
  if d.record is null then return false; end if;
  if d.clause = 'TJ51-18' then return true; end if;
  if exists (select 1 from inspection_plan p where p.id = any (d.hints) and p.started_on is null and p.state = 'approved' and p.days_until >= p_today) then return false; end if;
  select * into v_last from draw where root_id = d.root_id and state = 'revealed' order by committed_at desc, id desc limit 1;
  return not exists (select 1 from draw_pick k where k.draw_id = v_last.id and not drawn_is_over(k.institution_id, d.root_id, p_today) and
    (day_of(v_last.ended_at) + p_days >= p_today or drawn_is_planned(k.institution_id, d.root_id)));
end $$;

-- Plans that cite any draw of the chain for an institution.
create function plans_citing(p_institution text, p_root text) returns setof inspection_plan language sql stable security definer set search_path = public as
$$ select p.* from inspection_plan p where p.institution_id = p_institution and p.state <> 'prepared' and p.plan->'draw'->>'id' in (select id from draw where root_id = p_root) $$;
create function drawn_is_planned(p_institution text, p_root text) returns boolean language sql stable security definer set search_path = public as
$$ select exists (select 1 from plans_citing(p_institution, p_root) p where p.started_on is null and p.state in ('filed', 'on-hold', 'approved')) $$;
create function drawn_is_over(p_institution text, p_root text, p_today date) returns boolean language sql stable security definer set search_path = public as
$$ select coalesce(bool_and(p.started_on is not null or (p.state <> 'on-hold' and p.days_until < p_today)), false) from plans_citing(p_institution, p_root) p $$;

grant select on draw, draw_pick to duban_app;
revoke execute on function next_draw(text, int), prepare_draw(jsonb, json), opened_inspection_draw(file, inbox), known_inspection_draw__contribution(file, inbox), effect_draw_contributed(file, jsonb), end_draw(jsonb, json), day_of(timestamptz), draw_record(text, jsonb), draw_is_public(text, date, int), plans_citing(text, text), drawn_is_planned(text, text),
  drawn_is_over(text, text, date) from public;
grant execute on function next_draw(text, int), prepare_draw(jsonb, json), end_draw(jsonb, json), draw_record(text, jsonb), day_of(timestamptz), draw_is_public(text, date, int) to duban_app;
