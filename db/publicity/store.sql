-- 曝光 Publicity (TJ51-7): which decisions there are, what may be read of them, and what follows.

-- ---- 终局决定 The decisions of one file (db/decision-fall keeps them) ------------------------------

-- It read every act of a bureau.
drop function if exists final_decisions(text, text);

-- ---- 遮蔽 What may not be read -----------------------------------------------------------------

-- Letters and digits only: whatever else stands between the characters of a name hides nobody.
create or replace function words_of(p text)
  returns text language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select regexp_replace(
    upper(normalize(coalesce(p, ''), nfkc)),
    '[^0-9A-Z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]',
    '', 'g')
$$;

-- 复姓 How many characters of a name are the surname.
create or replace function surname_length(p_name text)
  returns int language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select case when char_length(p_name) > 2 and left(p_name, 2) = any (
    array[
      '欧阳', '司马', '上官', '诸葛', '司徒', '司空', '东方', '独孤', '南宫', '夏侯', '皇甫', '尉迟', '公孙', '慕容',
      '令狐', '长孙', '宇文', '轩辕', '端木', '百里', '东郭', '呼延', '闻人', '申屠', '太史', '澹台', '公冶', '宗政',
      '濮阳', '淳于', '单于', '第五', '钟离', '鲜于', '闾丘', '公羊', '赫连', '万俟', '拓跋', '完颜'])
    then 2 else 1 end
$$;

-- The names of natural persons that the files behind a decision and those that they come from know:
-- its practitioners, those of the institution, whoever has filed, is named in what was filed, or was
-- a witness. Of a response also those of the penalty case on which it rests.
create or replace function persons_of_decision(p_file text, p_kind text, p_subject text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with behind as (
    select f as id from files_behind(p_file) f
  ), files as (
    select id from behind
      union
      select o.origin_id from penalty_origin o where o.file_id in (select id from behind)
      union
      select o.origin_id from penalty_origin p join patrol_origin o on o.file_id = p.origin_id
        where p.file_id in (select id from behind)
  ), acts as (
    select i.payload, i.officer_id from inbox i join files f on f.id = i.file_id
  ), named as (
    select x.v #>> '{}' as name
      from acts a,
      lateral (
        select v from jsonb_path_query(a.payload, 'lax $.**.person') v
          union all select v from jsonb_path_query(a.payload, 'lax $.**.witness') v
          union all select v from jsonb_path_query(a.payload, 'lax $.**.name') v
          where char_length(v #>> '{}') <= 6 or v #>> '{}' ~ '[·•]') x
      where jsonb_typeof(x.v) = 'string'
    union
    select o.name from officer o
      where o.kind = 'person' and o.id in (select officer_id from acts)
    union
    select o.name from officer o
      join (
        select distinct v #>> '{}' as id
          from acts a, jsonb_path_query(a.payload, 'lax $.**.investigators[*]') v) x on x.id = o.id
    union
    select n.name from practitioner n where p_kind = 'practitioner' and n.id = p_subject
    union
    select n.name from practitioner_registration r
      join practitioner n on n.id = r.practitioner_id
      where r.institution_id = p_subject and p_kind = 'institution'
  )
  select distinct words_of(name) from named where char_length(words_of(name)) between 2 and 40
$$;

-- 名字 What is looked for: names, and given names of two characters or more by themselves, unless
-- they are ordinary words of such texts.
create or replace function sought_of_decision(p_file text, p_kind text, p_subject text)
  returns setof text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  with persons as (
    select n as name from persons_of_decision(p_file, p_kind, p_subject) n
  ), given as (
    select substr(name, 1 + surname_length(name)) as name from persons
      where name ~ '^[\u3400-\u9FFF]{3,4}$'
  )
  select name from persons
  union
  select name from given
    where char_length(name) >= 2
      and name <> all (
        array[
          '健康', '卫生', '文明', '和平', '建设', '国庆', '安全', '保障', '光明', '平安', '解放', '胜利', '规范', '诚信',
          '公平', '正义', '康复', '保健', '新华', '中华', '长江', '东方', '中心', '医院'])
$$;

-- {unmasked, subjectNamed}: the latter of each of `p_naming`. What stands in the full name of an
-- institution names nobody, but where a practitioner is the subject and the institution bears the name.
create or replace function masking_of(
  p_file text, p_kind text, p_subject text, p_text text, p_naming text[]
)
  returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_words text := words_of(p_text); v_rest text := v_words; v_mask text := ''; v_unmasked int;
  v_sought text[]; r record;
begin
  select coalesce(array_agg(n), '{}') into v_sought
    from sought_of_decision(p_file, p_kind, p_subject) n;
  if p_kind = 'practitioner' then
    select left(words_of(n.name), surname_length(words_of(n.name))) into v_mask
      from practitioner n where n.id = p_subject;
    for r in
      select distinct words_of(i.name) as name
        from practitioner_registration x join institution i on i.id = x.institution_id
        where x.practitioner_id = p_subject
    loop
      if not exists (select 1 from unnest(v_sought) s where position(s in r.name) > 0) then
        v_rest := replace(v_rest, r.name, '|');
      end if;
    end loop;
  else
    select words_of(i.name) into v_mask from institution i where i.id = p_subject;
    v_rest := replace(v_rest, v_mask, '|');
  end if;
  select (
      select count(*) from unnest(v_sought) s
        where position(s in v_rest) > 0 or position(s in replace(v_rest, '某', '')) > 0)
    + (
      select count(*) from (
          select p_subject as id where p_kind = 'practitioner'
          union
          select practitioner_id from practitioner_registration
            where p_kind = 'institution' and institution_id = p_subject) x
        join practitioner n on n.id = x.id
        where words_of(n.nhsa_code) <> '' and position(words_of(n.nhsa_code) in v_words) > 0)
    into v_unmasked;
  return jsonb_build_object(
    'unmasked', v_unmasked,
    'subjectNamed',
    (
      select coalesce(
        bool_and(
          case p_kind
            when 'practitioner' then
              position(v_mask || '某' in words_of(t)) > 0
                or position(left(v_mask, 1) || '某' in words_of(t)) > 0
            else position(v_mask in words_of(t)) > 0 end),
        true)
        from unnest(p_naming) t));
end $$;

-- The subject is named in the full text, and in the text message.
create or replace function publicity_masking(f file, p_words jsonb)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select masking_of(
    p.decision_file, p.subject_kind, p.subject_id,
    concat_ws(
      ' ', p_words->>'title', p_words->>'text', p_words->>'shortText', p_words->>'explanation'),
    case
      when p_words ? 'text' then array[p_words->>'text', p_words->>'shortText']
      else '{}' end)
    from publicity p where p.file_id = f.id
$$;

-- {state, head, barred, drafted}: how the decision stands, whether whoever acts heads the body or one
-- over it and is in office, whether that person was recused from a file behind it or investigated
-- there, and whether it is the one who wrote the text that the act names, under whichever account.
create or replace function publicity_standing(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object(
    'state',
    (
      select d.state from final_decision d
        where d.file_id = p.decision_file and d.number = p.decision_number),
    'head',
    exists (
      select 1 from officer o
        where o.id = i.officer_id and o.kind = 'person' and o.removed_on is null
          and 'head' = any (o.roles)
          and is_present(o.id, local_day(i.received_at))
          and (o.unit_id = p.unit_id or superiors_of(p.unit_id) ? o.unit_id)),
    'barred', concerned_in(array(select files_behind(p.decision_file)), i.officer_id),
    'drafted',
    exists (
      select 1 from inbox x
        where x.file_id = f.id and x.act_id = i.payload->>'draft'
          and is_person_of(i.officer_id, x.officer_id)))
    from publicity p where p.file_id = f.id
$$;

-- ---- What only the registries know, at the verdict ---------------------------------------------

create or replace function known_publicity__publicity_text(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select publicity_masking(f, i.payload)
$$;

-- The text as it was written, with the names that are known today.
create or replace function known_publicity__publicity_approval(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select publicity_standing(f, i)
    || publicity_masking(
      f,
      (
        select d.payload from inbox d
          where d.file_id = f.id and d.act_id = i.payload->>'draft'))
$$;

create or replace function known_publicity__publicity_abandonment(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select publicity_standing(f, i)
$$;

create or replace function known_publicity__channel_publication(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select publicity_standing(f, i)
$$;

create or replace function known_publicity__channel_omission(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select publicity_standing(f, i)
$$;

create or replace function known_publicity__publicity_pause(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select publicity_standing(f, i)
$$;

create or replace function known_publicity__publicity_end(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select publicity_standing(f, i)
$$;

create or replace function known_publicity__channel_withdrawal(f file, i inbox)
  returns jsonb language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select publicity_standing(f, i)
    || publicity_masking(f, jsonb_build_object('explanation', i.payload->>'explanation'))
$$;

-- ---- The decision and its publicity ------------------------------------------------------------

drop function if exists tell_publicity(text, text, timestamptz);
create or replace function tell_publicity(p_file text, d final_decision)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_fell boolean := not stands(d.state);
begin
  insert into task (file_id, key, kind, data)
    values (
      p_file, case when v_fell then 'decision-fell:' else 'decision-stands:' end || d.turn,
      case when v_fell then 'publicity-decision-fell' else 'publicity-decision-stands' end,
      jsonb_build_object(
        'state', d.state, 'at', at_ms(d.state_at), 'turn', d.turn,
        'adopted',
        (
          select coalesce(
            b.settings->'publicity'->>'withdrawalAdoptedOn' <= local_day(d.state_at)::text, false)
            from file f join bureau b on b.id = f.bureau_id where f.id = p_file)))
    on conflict do nothing;
  perform pg_notify('duban_task', '');
end $$;

-- A decision that falls at the same instant is seen by one of the two: both write its row.
create or replace function opened_publicity(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare d final_decision;
begin
  update final_decision set publicised = true
    where file_id = f.opening->'decision'->>'file'
      and number = (f.opening->'decision'->>'number')::int
    returning * into d;
  insert into publicity (
    file_id, bureau_id, unit_id, decision_file, decision_number, subject_kind, subject_id)
    values (
      f.id, f.bureau_id, f.opening->'units'->>'supervision-body', f.opening->'decision'->>'file',
      (f.opening->'decision'->>'number')::int, f.opening->'subject'->>'kind',
      f.opening->'subject'->>'id');
  if not stands(d.state) then perform tell_publicity(f.id, d); end if;
  return '{}'::jsonb;
end $$;

-- Whatever lets a decision fall, or stand again, its publicity hears of it.
create or replace function publicity_of_fallen()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform tell_publicity(p.file_id, new)
    from publicity p join file f on f.id = p.file_id
    where p.decision_file = new.file_id and p.decision_number = new.number and f.closed_at is null;
  if stands(new.state) then perform publicity_lapsed(new.file_id, new.number); end if;
  return null;
end $$;
create or replace trigger publicity after update of state on final_decision
  for each row when (stands(old.state) <> stands(new.state))
  execute function publicity_of_fallen();

-- 重新待曝光 A decision that stands again has no publicity any more where that was withdrawn, or never
-- came to be: it may be drafted anew.
create or replace function publicity_lapsed(p_file text, p_number int)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update final_decision d set publicised = false
    where d.file_id = p_file and d.number = p_number and d.publicised and stands(d.state)
      and not exists (
        select 1 from publicity p join file f on f.id = p.file_id
          where p.decision_file = p_file and p.decision_number = p_number
            and (
              f.closed_at is null
                or f.outcome not in ('withdrawn', 'decision-fell')))
$$;

-- 曝光结束之后 What was said to the public of a decision that fell when its publicity was over. Noted once.
create or replace function note_aftermath(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into publicity_aftermath (
    file_id, state, fallen_at, explanation, address, document, noted_by)
    select a.file_id, a.state, a.fallen_at, p->>'explanation', p->>'address', p->'document',
      p->>'by'
      from fallen_after_end a where a.file_id = p->>'file'
    on conflict do nothing;
  return found;
end $$;

-- ---- What follows in the registers, in the transaction of the turn -----------------------------

create or replace function effect_publicity_state(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update publicity
    set approved_at =
        case when e->>'state' = 'approved' then ms_at((e->>'at')::bigint) else approved_at end,
      fallen_at = case e->>'state'
        when 'approved' then fallen_at
        when 'stands' then null
        else ms_at((e->>'at')::bigint) end,
      fallen = case e->>'state'
        when 'approved' then fallen
        when 'stands' then null
        else e->>'state' end
    where file_id = f.id
$$;

-- Where it is and what proves it stands in the act.
create or replace function effect_publicity_channel(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into publicity_channel (file_id, act_id, channel, outlet, published_at, address, proof)
    select f.id, i.act_id, e->>'channel', i.payload->>'outlet', ms_at((e->>'at')::bigint),
      i.payload->>'address', i.payload->'proof'->>'sha256'
      from inbox i where i.file_id = f.id and i.act_id = e->>'act'
    on conflict do nothing
$$;

create or replace function effect_publicity_lacking(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into publicity_lacking values (f.id, e->>'act', e->>'channel') on conflict do nothing
$$;

-- What was never recorded is recorded with its withdrawal; what was corrected stands as it was corrected.
create or replace function effect_publicity_withdrawn(f file, e jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare i inbox;
begin
  select * into i from inbox where file_id = f.id and act_id = e->>'act';
  update publicity_channel
    set withdrawn_at = ms_at((e->>'at')::bigint), how = e->>'how', withdrawal_act = i.act_id,
      withdrawal_address = i.payload->>'address'
    where file_id = f.id and channel = e->>'channel' and withdrawn_at is null;
  if found and e->>'how' = 'corrected' then
    insert into publicity_channel (file_id, act_id, channel, outlet, published_at, address, proof)
      select f.id, i.act_id, c.channel, c.outlet, c.withdrawn_at, i.payload->>'address',
        i.payload->'proof'->>'sha256'
        from publicity_channel c where c.file_id = f.id and c.withdrawal_act = i.act_id
      on conflict do nothing;
    return;
  end if;
  if found then return; end if;
  insert into publicity_channel (
    file_id, act_id, channel, published_at, address, proof, withdrawn_at, how, withdrawal_act,
    withdrawal_address)
    values (
      f.id, i.act_id, e->>'channel', (i.payload->>'publishedAt')::timestamptz,
      i.payload->>'address', i.payload->'proof'->>'sha256', ms_at((e->>'at')::bigint), e->>'how',
      i.act_id, i.payload->>'address')
    on conflict do nothing;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  words_of(text), surname_length(text),
  persons_of_decision(text, text, text), sought_of_decision(text, text, text),
  masking_of(text, text, text, text, text[]), publicity_masking(file, jsonb),
  publicity_standing(file, inbox), known_publicity__publicity_text(file, inbox),
  known_publicity__publicity_approval(file, inbox),
  known_publicity__publicity_abandonment(file, inbox),
  known_publicity__channel_publication(file, inbox),
  known_publicity__channel_omission(file, inbox), known_publicity__publicity_pause(file, inbox),
  known_publicity__publicity_end(file, inbox), known_publicity__channel_withdrawal(file, inbox),
  tell_publicity(text, final_decision), opened_publicity(file, inbox), publicity_of_fallen(),
  publicity_lapsed(text, int), note_aftermath(jsonb),
  effect_publicity_state(file, jsonb), effect_publicity_channel(file, jsonb),
  effect_publicity_lacking(file, jsonb), effect_publicity_withdrawn(file, jsonb)
  from public, duban_app;

grant execute on function
  masking_of(text, text, text, text, text[]), publicity_lapsed(text, int), note_aftermath(jsonb)
  to duban_app;
