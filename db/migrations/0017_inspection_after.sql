-- 检查之后 QY-4.3, 6.3, 13.4, 16, 17: what is published of an inspection, what the inspected say of it, complaints, reviews by sample, training, the watch over the frequency.

-- 姓名 A person's name as it may be published: the first character, the rest masked.
create function masked_name(p_name text) returns text language sql immutable parallel safe as
$$ select left(p_name, 1) || repeat('*', greatest(char_length(p_name) - 1, 1)) $$;

-- ---- 检查结果公开 QY-6.3 ---------------------------------------------------------------------------------------------

-- Made of codes and dates by the database itself: no narrative, no amount, no name of a person. Nothing is here before the result was served.
create table inspection_publication (
  id text primary key default 'pb-' || gen_random_uuid(),
  plan_id text not null unique references inspection_plan,
  bureau_id text not null references bureau,
  published_on date not null,
  url text,
  -- lawfully withheld: kept and counted, never shown
  withheld boolean not null,
  body jsonb not null,
  act_id text not null,
  at timestamptz not null default clock_timestamp()
);
create index inspection_publication_list on inspection_publication (published_on desc, id desc) where not withheld;
create trigger append_only before update or delete on inspection_publication for each row execute function refuse_change();
create trigger no_truncate before truncate on inspection_publication execute function refuse_change();

-- {act, withheld}: with the turn that accepts the publication
create function effect_inspection_published(f file, e jsonb) returns void language plpgsql security definer set search_path = public as $$
declare p inspection_plan; i inbox; r inspection_result;
begin
  select * into p from inspection_plan where file_id = f.id;
  select * into r from inspection_result where file_id = f.id;
  if p.started_on is null or r.file_id is null then raise exception 'nothing of an inspection is published before its result is served'; end if;
  select * into i from inbox where act_id = e->>'act' and file_id = f.id;
  insert into inspection_publication (plan_id, bureau_id, published_on, url, withheld, body, act_id)
  select p.id, f.bureau_id, ((i.payload->>'publishedAt')::timestamptz at time zone 'Asia/Shanghai')::date, i.payload->>'url', coalesce((e->>'withheld')::boolean, false), jsonb_build_object(
    'body', (select u.name from unit u where u.id = p.body_unit), 'inNameOf', (select u.name from unit u where u.id = p.in_name_of), 'level', p.level, 'kind', p.kind, 'onSite', p.on_site,
    'institution', (select jsonb_build_object('name', n.name, 'code', n.nhsa_code, 'area', n.area) from institution n where n.id = p.institution_id),
    'items', (select coalesce(jsonb_agg(jsonb_build_object('item', x.item_id, 'name', t.name) order by x.item_id), '[]') from inspection_plan_item x left join inspection_item t on t.bureau_id = f.bureau_id and t.id = x.item_id where x.plan_id = p.id),
    'officers', (select coalesce(jsonb_agg(masked_name(o.name) order by o.id), '[]') from jsonb_array_elements(p.plan->'team') m join officer o on o.id = m->>'officer' where m->>'role' <> 'assistant'),
    'startedOn', p.started_on, 'endedOn', p.ended_on, 'found', r.found, 'outcomes', to_jsonb(r.outcomes), 'toldOn', r.told_on), e->>'act'
  on conflict (plan_id) do nothing;
end $$;

-- 通报曝光 QY-13.4: cases whose problems stand out, approved by the head.
create table prominent_case (
  id text primary key default 'tb-' || gen_random_uuid(),
  bureau_id text not null references bureau,
  plan_id text not null references inspection_plan,
  title text not null,
  summary text not null,
  approved_by text not null references officer,
  published_on date not null,
  url text not null,
  at timestamptz not null default clock_timestamp(),
  unique (plan_id)
);
create index prominent_case_list on prominent_case (published_on desc, id desc);
create trigger append_only before update or delete on prominent_case for each row execute function refuse_change();
create trigger no_truncate before truncate on prominent_case execute function refuse_change();

-- What bars the publicity of a case: {state, found, named: a person's name stands in the text}
create function prominent_known(p_file text, p_text text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('plan', p.id, 'bureau', p.bureau_id, 'body', p.in_name_of, 'found', p.found, 'published', exists (select 1 from inspection_publication b where b.plan_id = p.id and not b.withheld),
    'named', exists (select 1 from officer o where o.id in (select m->>'officer' from jsonb_array_elements(p.plan->'team') m) and position(o.name in p_text) > 0)
      or exists (select 1 from practitioner_registration r join practitioner n on n.id = r.practitioner_id where r.institution_id = p.institution_id and position(n.name in p_text) > 0))
  from inspection_plan p where p.file_id = p_file $$;

create function publish_prominent_case(p jsonb) returns text language sql security definer set search_path = public as $$
  insert into prominent_case (bureau_id, plan_id, title, summary, approved_by, published_on, url) values (p->>'bureau', p->>'plan', p->>'title', p->>'summary', p->>'by', (p->>'on')::date, p->>'url')
  on conflict (plan_id) do nothing returning id $$;

-- ---- 企业评价 QY-17.2 -------------------------------------------------------------------------------------------------

-- Given with the check code: it tells the inspection, and never who wrote. Words are sealed.
create table inspection_evaluation (
  id text primary key default 'pj-' || gen_random_uuid(),
  plan_id text not null references inspection_plan,
  bureau_id text not null references bureau,
  body_unit text not null references unit,
  step text not null check (step in ('notice', 'certificates', 'on-site', 'statement', 'result', 'rectification', 'whole')),
  score int not null check (score between 1 and 5),
  -- QY-10.10 文明执法; QY-9.3 and other signs of 执法扰企
  courteous boolean not null,
  signs text[] not null default '{}',
  comment_sealed text,
  at timestamptz not null default clock_timestamp(),
  unique (plan_id, step)
);
create index inspection_evaluation_body on inspection_evaluation (bureau_id, body_unit, at);
create trigger append_only before update or delete on inspection_evaluation for each row execute function refuse_change();
create trigger no_truncate before truncate on inspection_evaluation execute function refuse_change();

-- The inspection a check code opens, once it has begun; `told`: its result has been served or it has ended.
create function inspection_by_code(p_hash text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('plan', p.id, 'file', p.file_id, 'bureau', p.bureau_id, 'body', p.body_unit, 'ended', p.ended_on is not null or p.abandoned, 'onSite', p.on_site)
  from inspection_plan p where p.code_hash = p_hash and p.started_on is not null $$;
create function evaluate_inspection(p jsonb) returns text language sql security definer set search_path = public as $$
  insert into inspection_evaluation (plan_id, bureau_id, body_unit, step, score, courteous, signs, comment_sealed)
  select x.id, x.bureau_id, x.body_unit, p->>'step', (p->>'score')::int, (p->>'courteous')::boolean, array(select jsonb_array_elements_text(p->'signs')), p->>'sealed' from inspection_plan x where x.id = p->>'plan'
  on conflict (plan_id, step) do nothing returning id $$;

-- ---- 密封与查阅 -------------------------------------------------------------------------------------------------------

-- 密封 Who complained and in which words. The key: a hash of the caller and the Idempotency-Key, so that what is sent again finds it there.
create table sealed_text (
  id text primary key,
  sealed text not null,
  at timestamptz not null default clock_timestamp()
);
create trigger append_only before update or delete on sealed_text for each row execute function refuse_change();
create trigger no_truncate before truncate on sealed_text execute function refuse_change();
create function seal_text(p_id text, p_sealed text) returns void language sql security definer set search_path = public as
$$ insert into sealed_text (id, sealed) values (p_id, p_sealed) on conflict do nothing $$;

-- 查阅登记 Every opening of what is sealed: who, when, why.
create table sealed_reading (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  subject text not null,
  officer_id text not null references officer,
  reason text not null,
  at timestamptz not null default clock_timestamp()
);
create index sealed_reading_log on sealed_reading (bureau_id, at desc, id desc);
create trigger append_only before update or delete on sealed_reading for each row execute function refuse_change();
create trigger no_truncate before truncate on sealed_reading execute function refuse_change();
create function register_reading(p_bureau text, p_subject text, p_officer text, p_reason text) returns void language sql security definer set search_path = public as
$$ insert into sealed_reading (bureau_id, subject, officer_id, reason) values (p_bureau, p_subject, p_officer, p_reason) $$;

-- ---- 执法扰企 QY-17.1 -------------------------------------------------------------------------------------------------

create table enforcement_complaint (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  -- the inspection it is about, where there is one; and whose conduct
  plan_id text references inspection_plan,
  body_unit text references unit,
  channel text not null,
  grounds text[] not null,
  secret_id text references sealed_text,
  received_on date not null,
  founded text check (founded in ('founded', 'partly', 'unfounded')),
  answered_at timestamptz
);
create index enforcement_complaint_plan on enforcement_complaint (plan_id);
create index enforcement_complaint_list on enforcement_complaint (bureau_id, received_on desc, file_id desc);
create trigger no_delete before delete on enforcement_complaint for each row execute function refuse_change();
create trigger no_truncate before truncate on enforcement_complaint execute function refuse_change();

-- Whoever planned, approved, took part in or wrote in the file of an inspection.
create function took_part(p_plan text, p_officer text) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from inspection_plan p where p.id = p_plan and (p.filed_by = p_officer or p.approved_by = p_officer or exists (select 1 from jsonb_array_elements(p.plan->'team') m where m->>'officer' = p_officer)
    or exists (select 1 from inbox i where i.file_id = p.file_id and i.officer_id = p_officer))) $$;

create function opened_enforcement_complaint(f file, i inbox) returns jsonb language sql security definer set search_path = public as $$
  insert into enforcement_complaint (file_id, bureau_id, plan_id, body_unit, channel, grounds, secret_id, received_on)
  values (f.id, f.bureau_id, i.payload->>'plan', i.payload->>'body', i.payload->>'channel', array(select jsonb_array_elements_text(i.payload->'grounds')), i.payload->>'secret', (i.received_at at time zone 'Asia/Shanghai')::date);
  select '{}'::jsonb $$;

-- Of an officer who is to handle it or does: whether the officer took part, and belongs to the body complained of.
create function complaint_independence(p_file text, p_officer text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('registered', exists (select 1 from officer o join unit u on u.id = o.unit_id where o.id = p_officer and o.removed_on is null and u.bureau_id = c.bureau_id),
    'tookPart', coalesce(took_part(c.plan_id, p_officer), false), 'ofBody', coalesce((select o.unit_id = c.body_unit from officer o where o.id = p_officer), false))
  from enforcement_complaint c where c.file_id = p_file $$;
create function known_enforcement_complaint__handler_assignment(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select complaint_independence(f.id, i.payload->>'officer') $$;
create function known_enforcement_complaint__complaint_answer(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select complaint_independence(f.id, i.officer_id) $$;
create function known_enforcement_complaint__complaint_findings(f file, i inbox) returns jsonb language sql stable security definer set search_path = public as $$ select complaint_independence(f.id, i.officer_id) $$;

create function effect_complaint_answered(f file, e jsonb) returns void language sql security definer set search_path = public as
$$ update enforcement_complaint set founded = e->>'founded', answered_at = ms_at((e->>'at')::bigint) where file_id = f.id $$;

-- ---- 案卷评查、回访 QY-16 ---------------------------------------------------------------------------------------------

-- Drawn at random; population, seed and algorithm are kept, so that anybody can draw it again.
create table review_sample (
  id text primary key default 'yb-' || gen_random_uuid(),
  bureau_id text not null references bureau,
  kind text not null check (kind in ('file-review', 'revisit')),
  from_on date not null,
  until_on date not null,
  population text[] not null,
  population_hash text not null,
  seed text not null,
  algorithm text not null,
  drawn text[] not null,
  drawn_by text not null references officer,
  at timestamptz not null default clock_timestamp()
);
create index review_sample_list on review_sample (bureau_id, at desc);
create trigger append_only before update or delete on review_sample for each row execute function refuse_change();
create trigger no_truncate before truncate on review_sample execute function refuse_change();
create table file_review (
  sample_id text not null references review_sample,
  plan_id text not null references inspection_plan,
  reviewer text not null references officer,
  grade text not null check (grade in ('excellent', 'qualified', 'unqualified')),
  payload jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (sample_id, plan_id)
);
create trigger append_only before update or delete on file_review for each row execute function refuse_change();
create trigger no_truncate before truncate on file_review execute function refuse_change();

create function keep_sample(p jsonb) returns text language sql security definer set search_path = public as $$
  insert into review_sample (bureau_id, kind, from_on, until_on, population, population_hash, seed, algorithm, drawn, drawn_by)
  values (p->>'bureau', p->>'kind', (p->>'from')::date, (p->>'until')::date, array(select jsonb_array_elements_text(p->'population')), p->>'populationHash', p->>'seed', p->>'algorithm', array(select jsonb_array_elements_text(p->'drawn')), p->>'by')
  returning id $$;
create function keep_review(p jsonb) returns boolean language sql security definer set search_path = public as $$
  with kept as (insert into file_review (sample_id, plan_id, reviewer, grade, payload) values (p->>'sample', p->>'plan', p->>'by', p->>'grade', p->'payload') on conflict do nothing returning 1) select exists (select 1 from kept) $$;

-- 教育培训 QY-16, 部署和宣传 QY-18/20, and the consultation with 工商联 QY-17.2.
create table enforcement_training (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  kind text not null check (kind in ('training', 'deployment', 'publicity')),
  held_on date not null,
  title text not null,
  hours numeric(5, 1) not null check (hours > 0),
  officers text[] not null,
  document jsonb not null,
  entered_by text not null references officer,
  at timestamptz not null default clock_timestamp()
);
create index enforcement_training_list on enforcement_training (bureau_id, held_on desc, id desc);
create trigger append_only before update or delete on enforcement_training for each row execute function refuse_change();
create trigger no_truncate before truncate on enforcement_training execute function refuse_change();
create function keep_training(p jsonb) returns bigint language sql security definer set search_path = public as $$
  insert into enforcement_training (bureau_id, kind, held_on, title, hours, officers, document, entered_by)
  values (p->>'bureau', p->>'kind', (p->>'heldOn')::date, p->>'title', (p->>'hours')::numeric, array(select jsonb_array_elements_text(p->'officers')), p->'document', p->>'by') returning id $$;

create table federation_consultation (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  held_on date not null,
  -- matters by step, measures, the figures of the evaluations that lay before it
  payload jsonb not null,
  entered_by text not null references officer,
  at timestamptz not null default clock_timestamp()
);
create index federation_consultation_list on federation_consultation (bureau_id, held_on desc, id desc);
create trigger append_only before update or delete on federation_consultation for each row execute function refuse_change();
create trigger no_truncate before truncate on federation_consultation execute function refuse_change();
create function keep_consultation(p jsonb) returns bigint language sql security definer set search_path = public as
$$ insert into federation_consultation (bureau_id, held_on, payload, entered_by) values (p->>'bureau', (p->>'heldOn')::date, p->'payload', p->>'by') returning id $$;

-- ---- 频次跟踪 QY-4.3 --------------------------------------------------------------------------------------------------

-- Raised when a start makes it clearly more than reasonable, exempt or not; the supervision of enforcement follows it up.
create table frequency_alert (
  id text primary key default 'pc-' || gen_random_uuid(),
  bureau_id text not null references bureau,
  institution_id text not null references institution,
  plan_id text not null references inspection_plan,
  span text not null check (span in ('per-day', 'per-week', 'per-month')),
  on_day date not null,
  number int not null,
  most int not null,
  at timestamptz not null default clock_timestamp(),
  unique (plan_id, span)
);
create index frequency_alert_list on frequency_alert (bureau_id, on_day desc, id desc);
create table frequency_follow_up (
  id bigint generated always as identity primary key,
  alert_id text not null references frequency_alert,
  officer_id text not null references officer,
  finding text not null check (finding in ('justified', 'excessive', 'being-verified')),
  measures text not null,
  at timestamptz not null default clock_timestamp()
);
create index frequency_follow_up_alert on frequency_follow_up (alert_id, id);
create trigger append_only before update or delete on frequency_alert for each row execute function refuse_change();
create trigger append_only before update or delete on frequency_follow_up for each row execute function refuse_change();
create trigger no_truncate before truncate on frequency_alert execute function refuse_change();
create trigger no_truncate before truncate on frequency_follow_up execute function refuse_change();

create function watch_frequency() returns trigger language plpgsql security definer set search_path = public as $$
declare w jsonb := '{"perDay": 1, "perWeek": 2, "perMonth": 3}'; c record;
begin
  select w || coalesce(settings->'inspection'->'watch', '{}') into w from bureau where id = new.bureau_id;
  for c in
    select v.span, v.number, v.most from (select
        count(*) filter (where started_on = new.started_on) as d, count(*) filter (where started_on between new.started_on - 6 and new.started_on) as wk,
        count(*) filter (where date_trunc('month', started_on) = date_trunc('month', new.started_on)) as m
      from inspection_plan where institution_id = new.institution_id and on_site and started_on between new.started_on - 31 and new.started_on + 31) n,
      lateral (values ('per-day', n.d, (w->>'perDay')::int), ('per-week', n.wk, (w->>'perWeek')::int), ('per-month', n.m, (w->>'perMonth')::int)) v (span, number, most)
    where v.number > v.most
  loop
    insert into frequency_alert (bureau_id, institution_id, plan_id, span, on_day, number, most) values (new.bureau_id, new.institution_id, new.id, c.span, new.started_on, c.number, c.most) on conflict do nothing;
  end loop;
  return null;
end $$;
create trigger watch_start after update of started_on on inspection_plan for each row when (old.started_on is null and new.started_on is not null and new.on_site) execute function watch_frequency();

create function follow_up_alert(p_alert text, p_officer text, p_finding text, p_measures text) returns bigint language sql security definer set search_path = public as
$$ insert into frequency_follow_up (alert_id, officer_id, finding, measures) values (p_alert, p_officer, p_finding, p_measures) returning id $$;

grant select on inspection_publication, prominent_case, enforcement_complaint, review_sample, file_review, enforcement_training, federation_consultation, sealed_text, sealed_reading, inspection_evaluation, frequency_alert, frequency_follow_up to duban_app;
grant execute on function masked_name(text), prominent_known(text, text), publish_prominent_case(jsonb), inspection_by_code(text), evaluate_inspection(jsonb), seal_text(text, text), register_reading(text, text, text, text), took_part(text, text),
  complaint_independence(text, text), keep_sample(jsonb), keep_review(jsonb), keep_training(jsonb), keep_consultation(jsonb), follow_up_alert(text, text, text, text) to duban_app;
