-- 案件回访 Rounds of revisits (TJ51-18): population, the order of the draw, who may revisit and who may read, answers and clues.

-- ---- Population and commitment -----------------------------------------------------------------

create or replace function next_revisit(p_bureau text, p_year int)
  returns text language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into file_serial values ('revisit', p_bureau, p_year, 1)
    on conflict (procedure, bureau_id, year) do update
    set last = file_serial.last + 1
    returning 'HF.' || p_bureau || '.' || p_year || '-' || lpad(last::text, 5, '0')
$$;

-- Institutions of the bureau that were inspected on site or sanctioned in these days, and by what.
create or replace function revisit_population(p_bureau text, p_from date, p_until date)
  returns table (institution text, kind text, file text, on_day date, decision int)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.institution_id, 'inspection', coalesce(p.file_id, p.id), p.started_on, null
    from inspection_plan p
    join institution i on i.id = p.institution_id and i.bureau_id = p_bureau
    where p.on_site and p.started_on between p_from and p_until
      and not (p.abandoned and p.last_on_site_on is null)
  union
  select c.subject_id, 'penalty', c.file_id, max(local_day(d.served_at)), max(d.number)
    from penalty_case c
    join institution i on i.id = c.subject_id and i.bureau_id = p_bureau
    join penalty_decision d on d.file_id = c.file_id
    where c.subject_kind = 'institution' and d.outcome = 'penalty' and d.state = 'served'
      and local_day(d.served_at) between p_from and p_until
    group by c.subject_id, c.file_id
  union
  select f.subject_id, 'final-decision', f.id, max(local_day(x.received_at)), null
    from file f
    join institution i on i.id = f.subject_id and i.bureau_id = p_bureau
    join inbox x on x.file_id = f.id
    where f.procedure = 'rapid-response' and f.subject_kind = 'institution'
      and x.type = 'final-decision' and x.verdict->>'accepted' = 'true'
      and exists (
        select 1 from jsonb_array_elements(x.message->'facts'->'measures') m
          where m->>'measure' <> 'restore')
      and local_day(x.received_at) between p_from and p_until
    group by f.subject_id, f.id
$$;

-- Beside its draw, before its file is opened.
create or replace function prepare_revisit(p jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into revisit_round (
    id, bureau_id, unit_id, period_from, period_until, grounds_hash, started_by, follows_id,
    beside_id, reason)
    values (
      p->>'id', p->>'bureau', p->>'unit', (p->>'from')::date, (p->>'until')::date,
      p->>'groundsHash', p->>'by', p->>'follows', p->>'beside', p->>'reason');
  insert into revisit_ground
    select p->>'id', g->>'institution', g->>'kind', g->>'file', (g->>'on')::date,
      (g->>'decision')::int
    from jsonb_array_elements(p->'grounds') g
$$;

create or replace function opened_revisit(f file, i inbox)
  returns jsonb language sql security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select opened_inspection_draw(f, i)
$$;

create or replace function keep_revisit_order(p_round text, p_items text[], p_count int)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into revisit_place (round_id, place, institution_id, state)
    select p_round, x.n, x.id, case when x.n <= p_count then 'drawn' else 'reserve' end
    from unnest(p_items) with ordinality x (id, n)
    on conflict do nothing
$$;

-- ---- Who has had a hand in a case ---------------------------------------------------------------

-- Cases, inspections and patrols of an institution that count for a round: those by which it is in
-- the population, what has begun since or is still open, and whatever these came from or led to,
-- however long ago. What is unannounced is not among them.
create or replace function revisit_cases(p_round text, p_institution text)
  returns table (file text, units text[])
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive r as (select * from revisit_round where id = p_round),
    near (file) as (
      (
        select g.file_id from revisit_ground g
          where g.round_id = p_round and g.institution_id = p_institution
        union
        select coalesce(p.file_id, p.id) from inspection_plan p, r
          where p.institution_id = p_institution
            and (p.started_on >= r.period_from or p.ended_on is null)
        union
        select f.id from file f, r
          where f.subject_kind = 'institution' and f.subject_id = p_institution
            and f.procedure = 'rapid-response'
            and (f.closed_at is null or local_day(f.opened_at) >= r.period_from)
        union
        select c.file_id from penalty_case c join file f on f.id = c.file_id, r
          where c.subject_kind = 'institution' and c.subject_id = p_institution
            and (f.closed_at is null or local_day(f.opened_at) >= r.period_from)
        union
        select x.file_id from patrol x join file f on f.id = x.file_id, r
          where x.subject_kind = 'institution' and x.subject_id = p_institution
            and (f.closed_at is null or local_day(f.opened_at) >= r.period_from)
      )
      union
      select l.other
        from near n
        cross join lateral (
          select origin_id from penalty_origin where file_id = n.file
          union all select file_id from penalty_origin where origin_id = n.file
          union all
          select supersedes from penalty_case where file_id = n.file and supersedes is not null
          union all select file_id from penalty_case where supersedes = n.file
          union all select origin_id from patrol_origin where file_id = n.file
          union all select file_id from patrol_origin where origin_id = n.file
          union all select case_id from patrol_case where file_id = n.file
          union all select file_id from patrol_case where case_id = n.file
          union all select follows from patrol where file_id = n.file and follows is not null
          union all select file_id from patrol where follows = n.file) l (other))
  select n.file,
    coalesce(
      (
        select array_agg(u.id)
          from inspection_plan p cross join unnest(array[p.body_unit, p.in_name_of]) u (id)
          where p.id = n.file or p.file_id = n.file),
      (select array[c.unit_id] from penalty_case c where c.file_id = n.file),
      (select array[x.unit_id] from patrol x where x.file_id = n.file),
      (
        select array[
            f.opening->'units'->>'supervision-body', f.opening->'units'->>'payment-division',
            f.opening->'units'->>'insurance-centre']
          from file f where f.id = n.file and f.procedure = 'rapid-response'),
      '{}')
    from near n
    where not exists (
      select 1 from inspection_plan p
        where (p.id = n.file or p.file_id = n.file) and p.started_on is null)
$$;

-- 办案人员 Whoever has filed an accepted act there or is named in one as an officer: investigators and
-- those on site, replaced and recused ones, whoever reviewed, discussed or approved. Reminding and
-- retrying is no hand in a case. And whoever has a registered interest. One certificate is one person,
-- under whichever account. All of them in one look: the
-- cases of an institution are read once, however many officers are asked about.
create or replace function revisit_team(p_round text, p_institution text)
  returns table (officer text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with cases as materialized (select c.file from revisit_cases(p_round, p_institution) c),
    acts as not materialized (
      select i.officer_id, i.payload
        from cases c join inbox i on i.file_id = c.file
        where i.verdict->>'accepted' = 'true'
          and i.type not in ('chase', 'retry', 'calendar-revision')),
    -- Those on site, as took_part says it of one officer.
    plans as materialized (
      select p.file_id, p.filed_by, p.approved_by, p.plan
        from inspection_plan p
        where p.id in (select c.file from cases c) or p.file_id in (select c.file from cases c)),
    accounts (officer) as materialized (
      select a.officer_id from acts a
      union
      select o.id
        from (
          select distinct s.word #>> '{}' as word
            from acts a, jsonb_path_query(a.payload, '$.** ? (@.type() == "string")') s (word)
            -- Longer ones are no ids.
            where length(s.word #>> '{}') <= 64) w
        join officer o on o.id = w.word
      union
      select t.id
        from plans p
        cross join lateral (
          select p.filed_by union all select p.approved_by
          union all
          select m->>'officer' from jsonb_array_elements(p.plan->'team') m
          union all
          select i.officer_id from inbox i
            where i.file_id = p.file_id and i.verdict->>'accepted' = 'true') t (id)
        where t.id is not null
      union
      select x.officer_id from recusal x where x.institution_id = p_institution
    )
  select a.officer from accounts a
  union
  -- 同一人 Whoever is the same person under another account.
  select o.id
    from accounts a
    join officer x on x.id = a.officer
    join officer o on o.certificate->>'number' = x.certificate->>'number'
$$;

create or replace function revisit_on_team(p_round text, p_institution text, p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select p_officer in (select t.officer from revisit_team(p_round, p_institution) t)
$$;

-- 答复的查阅 Of one officer, or of everybody of a unit. `office`: a person in office in 监察室 or
-- 执法监督处; `revisitor`: named for it, and already when it was answered;
-- `barred`: of the case team, or of the unit that had the case without being named for the revisit.
create or replace function revisit_readers(
  p_round text, p_institution text, p_officer text, p_unit text
)
  returns table (officer text, office boolean, discipline boolean, revisitor boolean, barred boolean)
  language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with team as materialized (select t.officer from revisit_team(p_round, p_institution) t),
    had as materialized (
      select u.id from revisit_cases(p_round, p_institution) c cross join unnest(c.units) u (id))
  select o.id,
    u.roles && array['discipline-inspection', 'enforcement-supervision']
      and o.roles && array['handler', 'head', 'legal-reviewer', 'regulator'],
    'discipline-inspection' = any (u.roles), o.id = any (t.officers),
    o.id in (select m.officer from team m)
      or not o.id = any (t.officers) and o.unit_id in (select h.id from had h)
    from officer o
    join unit u on u.id = o.unit_id
    join revisit_round r on r.id = p_round and r.bureau_id = u.bureau_id
    join revisit_place p
      on p.round_id = r.id and p.institution_id = p_institution and p.state <> 'reserve'
    left join revisit_answer a on a.round_id = r.id and a.institution_id = p_institution
    cross join lateral (select coalesce(a.team, p.officers)) t (officers)
    where (o.id = p_officer or o.unit_id = p_unit) and o.kind = 'person' and o.removed_on is null
$$;

create or replace function revisit_reader(p_round text, p_institution text, p_officer text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'office', v.office, 'discipline', v.discipline, 'revisitor', v.revisitor, 'barred', v.barred)
    from revisit_readers(p_round, p_institution, p_officer, null) v
$$;

-- ---- What only the registries know, at the verdict ---------------------------------------------

create or replace function known_revisit__contribution(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select known_inspection_draw__contribution(f, i)
$$;

-- How many of the units that take part may revisit the institution, and how many may name them: of
-- the unit that started the round, and of the one over it.
create or replace function revisit_hands(f file, p_institution text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with team as materialized (select t.officer from revisit_team(f.id, p_institution) t),
    steered as (
      select x.officer_id from inbox x
        where x.file_id = f.id
          and (x.number = 1 or (x.type = 'reveal' and x.verdict->>'accepted' = 'true')))
  select jsonb_build_object(
    'revisitors', count(*) filter (
      where o.id not in (select s.officer_id from steered s)
        and o.unit_id in (
          select u.value from jsonb_each_text(f.opening->'units') u where u.key <> 'superior')),
    'namers', count(*) filter (
      where o.unit_id = f.opening->'units'->>'body' and o.roles && array['handler', 'head']),
    'over', count(*) filter (
      where o.unit_id = f.opening->'units'->>'superior' and o.roles && array['handler', 'head']),
    'heads', count(*) filter (where 'head' = any (o.roles)))
    from officer o
    where o.kind = 'person' and o.removed_on is null
      and o.unit_id in (select u.value from jsonb_each_text(f.opening->'units') u)
      and o.id not in (select m.officer from team m)
$$;

-- Units of those named before who may still act.
create or replace function revisit_able(p_round text, p_institution text)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(jsonb_agg(distinct o.unit_id), '[]')
    from revisit_place p
    join officer o on o.id = any (p.officers) and o.removed_on is null
    where p.round_id = p_round and p.institution_id = p_institution
      and o.id not in (select t.officer from revisit_team(p_round, p_institution) t)
$$;

create or replace function known_revisit__revisitors(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with team as materialized (select t.officer from revisit_team(f.id, i.payload->>'institution') t)
  select jsonb_build_object(
    'inPopulation',
      exists (
        select 1 from revisit_ground g
          where g.round_id = f.id and g.institution_id = i.payload->>'institution'),
    'byTeam', i.officer_id in (select t.officer from team t), 'answered',
      exists (
        select 1 from revisit_answer a
          where a.round_id = f.id and a.institution_id = i.payload->>'institution'),
    'able', revisit_able(f.id, i.payload->>'institution'),
    'people',
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'officer', n.id, 'registered', o.id is not null, 'removedOn', o.removed_on, 'unit',
            o.unit_id, 'onTeam', n.id in (select t.officer from team t), 'steered',
            exists (
              select 1 from inbox x
                where x.file_id = f.id and x.officer_id = n.id
                  and (
                    x.number = 1
                      or (x.type = 'reveal' and x.verdict->>'accepted' = 'true'))))
          order by n.place),
        '[]'))
    from jsonb_array_elements_text(i.payload->'officers') with ordinality n (id, place)
    left join (officer o join unit u on u.id = o.unit_id)
      on o.id = n.id and o.kind = 'person' and u.bureau_id = f.bureau_id
$$;

create or replace function known_revisit__superior_revisitors(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select known_revisit__revisitors(f, i)
    || jsonb_build_object('namers', revisit_hands(f, i.payload->>'institution')->'namers')
$$;

create or replace function known_revisit__revisit_record(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'onTeam', revisit_on_team(f.id, i.payload->>'institution', i.officer_id), 'mark',
    (
      select a.mark from revisit_answer a
        where a.round_id = f.id and a.institution_id = i.payload->>'institution'))
$$;

-- `struck`: no institution of the registry any more, or off the list of those that are inspected.
create or replace function known_revisit__revisit_unreachable(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select known_revisit__revisit_record(f, i)
    || jsonb_build_object(
      'struck',
      exists (
        select 1 from institution n left join inspection_object o on o.institution_id = n.id
          where n.id = i.payload->>'institution'
            and (n.status = 'not-designated' or not coalesce(o.listed, true))))
    || case when i.payload->>'why' = 'no-revisitors'
      then revisit_hands(f, i.payload->>'institution')
      else '{}'
      end
$$;

-- Whether the record of an institution that has answered can still be filed, or somebody named for it.
create or replace function known_revisit__revisit_closure(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select known_revisit__revisit_record(f, i) || revisit_hands(f, i.payload->>'institution')
    || jsonb_build_object(
      'able', revisit_able(f.id, i.payload->>'institution'), 'head',
      (select 'head' = any (o.roles) from officer o where o.id = i.officer_id))
$$;

-- ---- What follows, in the transaction of the turn ----------------------------------------------

create or replace function effect_revisitors(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update revisit_place
    set officers = array(select jsonb_array_elements_text(e->'officers')), named_act = e->>'act',
      offices =
        array(
          select distinct x.role
            from officer o
            join unit u on u.id = o.unit_id
            cross join unnest(u.roles) x (role)
            where e->'officers' ? o.id
              and x.role in ('discipline-inspection', 'enforcement-supervision')
            order by x.role)
    where round_id = f.id and institution_id = e->>'item'
$$;

create or replace function effect_revisit_over(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update revisit_place
    set state = e->>'state', over_act = e->>'act', over_at = ms_at((e->>'at')::bigint)
    where round_id = f.id and institution_id = e->>'item';
  update revisit_place
    set state = 'drawn'
    where round_id = f.id and institution_id = e->>'next' and state = 'reserve'
$$;

-- ---- 答复 ----------------------------------------------------------------------------------------

-- {round, bureau, institution, officer, sealed, mark}; answers what became of it. The same again
-- changes nothing. Under the row lock of the file, as acts are taken in: whoever reports at the same
-- instant that nobody can be reached comes before or after, and `pending` while it is not judged.
create or replace function give_revisit_answers(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v revisit_place; v_given revisit_answer;
begin
  perform 1 from file where id = p->>'round' for update;
  select x.* into v from revisit_place x
    join revisit_round r on r.id = x.round_id and r.bureau_id = p->>'bureau'
    where x.round_id = p->>'round' and x.institution_id = p->>'institution' and x.state <> 'reserve'
    for update of x;
  if not found or not (p->>'officer' = any (v.officers)) then return 'not-named'; end if;
  if revisit_on_team(v.round_id, v.institution_id, p->>'officer') then return 'on-team'; end if;
  select * into v_given from revisit_answer a
    where a.round_id = v.round_id and a.institution_id = v.institution_id;
  if found then
    return case when v_given.mark = p->>'mark' then 'given' else 'answered' end;
  end if;
  if v.state <> 'drawn' then return 'over'; end if;
  if exists (
    select 1 from inbox i
      where i.file_id = v.round_id and i.type = 'revisit-unreachable'
        and i.payload->>'institution' = v.institution_id
        and (i.verdict is null or i.verdict->>'accepted' = 'true')) then
    return 'pending';
  end if;
  insert into revisit_answer (round_id, institution_id, sealed, mark, given_by, team)
    values (
      v.round_id, v.institution_id, p->>'sealed', p->>'mark', p->>'officer', v.officers);
  return 'given';
end $$;

-- Null: there is no such revisit for whoever asks. The look is registered in the same transaction.
create or replace function read_revisit_answers(
  p_round text, p_institution text, p_officer text, p_reason text
)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v jsonb := revisit_reader(p_round, p_institution, p_officer); v_sealed text;
begin
  if v is null or not ((v->>'office')::boolean or (v->>'revisitor')::boolean) then
    return null;
  end if;
  if (v->>'barred')::boolean then return v; end if;
  select a.sealed into v_sealed from revisit_answer a
    where a.round_id = p_round and a.institution_id = p_institution;
  perform register_reading(
    r.bureau_id, 'revisit:' || p_round || ':' || p_institution, p_officer, p_reason)
    from revisit_round r where r.id = p_round;
  return v || jsonb_build_object('sealed', v_sealed);
end $$;

-- 查阅登记 A look at answers is shown to whoever may read them by office; its day tells who has spoken.
create or replace function revisit_look_shown(p_subject text, p_officer text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((v->>'office')::boolean and not (v->>'barred')::boolean, false)
    from regexp_match(p_subject, '^revisit:([^:]+):(.+)$') m (part),
      revisit_reader(m.part[1], m.part[2], p_officer) v
$$;

-- 查阅登记 Looks at the answers of a round, newest first, each as far as it is shown to who asks.
create or replace function revisit_looks(p_round text, p_officer text)
  returns table (id bigint, institution text, officer text, reason text, at timestamptz)
  language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with shown as materialized (
    select p.institution_id, 'revisit:' || p_round || ':' || p.institution_id as subject
      from revisit_place p
      where p.round_id = p_round and p.state <> 'reserve'
        and revisit_look_shown('revisit:' || p_round || ':' || p.institution_id, p_officer))
  select r.id, s.institution_id, r.officer_id, r.reason, r.at
    from shown s join sealed_reading r on r.subject = s.subject
$$;

-- For the figures alone: what was answered where the revisit was carried out.
create or replace function revisit_answers_of(p_round text)
  returns table (institution text, sealed text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.institution_id, a.sealed
    from revisit_answer a
    join revisit_place p on p.round_id = a.round_id and p.institution_id = a.institution_id
    where a.round_id = p_round and p.state = 'visited'
    order by a.institution_id collate "C"
$$;

create or replace function keep_revisit_figures(p_round text, p_figures jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update revisit_round set figures = p_figures, figured_at = clock_timestamp()
    where id = p_round and figures is null
$$;

-- ---- 线索 ----------------------------------------------------------------------------------------

-- Whether a person in office of the unit may deal with what this institution answered.
create or replace function revisit_unit_sees(p_round text, p_institution text, p_unit text)
  returns boolean language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select 1
      from revisit_readers(p_round, p_institution, null, p_unit) v
      where v.office and v.discipline and not v.barred)
$$;

-- What became of it: handed, known already, or unseen: nobody of that unit could deal with it.
create or replace function hand_revisit_clue(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if not revisit_unit_sees(p->>'round', p->>'institution', p->>'to') then return 'unseen'; end if;
  insert into revisit_clue (
    round_id, institution_id, bureau_id, to_unit, handed_by, due_on, ground_sealed)
    values (
      p->>'round', p->>'institution', p->>'bureau', p->>'to', p->>'officer', (p->>'due')::date,
      p->>'sealed')
    on conflict do nothing;
  return case when found then 'handed' else 'known' end;
end $$;

-- Clues of the unit that the officer is of, where the officer may read what they are about; and
-- those of a unit of 监察室 of which nobody may any more. Open ones, settled ones, or that of one institution.
create or replace function revisit_clues(
  p_unit text, p_officer text, p_settled boolean, p_round text, p_institution text
)
  returns setof revisit_clue language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select c.*
    from revisit_clue c join unit u on u.id = p_unit and u.bureau_id = c.bureau_id
    where (p_settled is null or p_settled = (c.outcome is not null))
      and (p_round is null or c.round_id = p_round and c.institution_id = p_institution)
      and 'discipline-inspection' = any (u.roles)
      and not coalesce(
        (revisit_reader(c.round_id, c.institution_id, p_officer)->>'barred')::boolean, true)
      and (
        c.to_unit = p_unit
          or not revisit_unit_sees(c.round_id, c.institution_id, c.to_unit))
$$;

-- Null: there is no such clue for whoever asks.
create or replace function settle_revisit_clue(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1
    from revisit_clues(p->>'unit', p->>'officer', null, p->>'round', p->>'institution');
  if not found then return null; end if;
  update revisit_clue
    set outcome = p->>'outcome', words_sealed = p->>'sealed', settled_by = p->>'officer',
      settled_at = clock_timestamp()
    where round_id = p->>'round' and institution_id = p->>'institution' and outcome is null;
  return found;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  next_revisit(text, int), revisit_population(text, date, date), prepare_revisit(jsonb),
  opened_revisit(file, inbox), keep_revisit_order(text, text[], int), revisit_cases(text, text),
  revisit_team(text, text), revisit_on_team(text, text, text), revisit_able(text, text),
  revisit_readers(text, text, text, text), revisit_reader(text, text, text),
  known_revisit__superior_revisitors(file, inbox),
  known_revisit__revisit_closure(file, inbox), revisit_looks(text, text), known_revisit__contribution(file, inbox), known_revisit__revisitors(file, inbox),
  known_revisit__revisit_record(file, inbox), known_revisit__revisit_unreachable(file, inbox),
  revisit_hands(file, text),
  revisit_unit_sees(text, text, text), effect_revisitors(file, jsonb), effect_revisit_over(file, jsonb), give_revisit_answers(jsonb),
  read_revisit_answers(text, text, text, text), revisit_look_shown(text, text),
  revisit_answers_of(text), keep_revisit_figures(text, jsonb), hand_revisit_clue(jsonb), revisit_clues(text, text, boolean, text, text),
  settle_revisit_clue(jsonb) from public, duban_app;
grant execute on function
  next_revisit(text, int), revisit_population(text, date, date), prepare_revisit(jsonb),
  keep_revisit_order(text, text[], int), revisit_reader(text, text, text),
  give_revisit_answers(jsonb), read_revisit_answers(text, text, text, text),
  revisit_look_shown(text, text), revisit_looks(text, text), revisit_answers_of(text),
  keep_revisit_figures(text, jsonb), hand_revisit_clue(jsonb),
  revisit_clues(text, text, boolean, text, text), settle_revisit_clue(jsonb) to duban_app;
