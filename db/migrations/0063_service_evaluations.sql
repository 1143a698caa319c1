-- 好差评、投诉、上门服务 Evaluations of services, complaints handed down, home visits (QJ-2.2, 2.4b, 2.6c; docs/decisions/0034).

-- 密封的话 What somebody has said in confidence: sealed before it is stored, and empty once it was erased by order.
create table service_words (
  id text primary key,
  bureau_id text not null references bureau,
  sealed text,
  -- By which the same words are recognised without opening them
  mark text not null,
  kept_at timestamptz not null default clock_timestamp(),
  erased_at timestamptz,
  erased_by text references officer,
  check ((sealed is null) = (erased_at is not null) and (erased_at is null) = (erased_by is null))
);

-- 全量归集 Every evaluation that somebody has given, good or bad. What becomes of a bad one stands in its file and here.
create table service_evaluation (
  id text primary key,
  bureau_id text not null references bureau,
  platform text not null,
  -- Its own number there
  number text not null,
  grade text not null check (grade in ('very-satisfied', 'satisfied', 'fairly-satisfied', 'dissatisfied', 'very-dissatisfied')),
  evaluated_at timestamptz not null,
  service_no text,
  unit_id text references unit,
  officer_id text references officer,
  anonymous boolean not null,
  words_id text references service_words,
  collected_by text not null references officer,
  collected_at timestamptz not null default clock_timestamp(),
  -- Of a bad one
  file_id text references file,
  rectified_on date,
  mistaken boolean not null default false,
  revisited_on date,
  unreachable boolean not null default false,
  appraisal text,
  unique (bureau_id, platform, number),
  check ((grade in ('dissatisfied', 'very-dissatisfied')) = (file_id is not null)),
  check (not (mistaken and rectified_on is not null)),
  check (not (unreachable and revisited_on is not null))
);
create index service_evaluation_day on service_evaluation (bureau_id, evaluated_at desc, id desc);
create unique index service_evaluation_file on service_evaluation (file_id) where file_id is not null;

-- 投诉 Handed down by a platform, or taken by the bureau itself (service no. 37).
create table service_complaint (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  source text not null check (source in ('national-platform', 'yukuaiban', 'direct')),
  number text,
  received_at timestamptz not null,
  service_no text,
  unit_id text references unit,
  officer_id text references officer,
  words_id text not null references service_words,
  first_answered_at timestamptz,
  founded text,
  closed_at timestamptz,
  check ((source = 'direct') = (number is null))
);
create unique index service_complaint_number on service_complaint (bureau_id, source, number) where number is not null;
create index service_complaint_day on service_complaint (bureau_id, received_at desc, file_id desc);

-- 预约上门服务 Where and for whom is sealed.
create table home_visit (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  ground text not null check (ground in ('disabled', 'aged', 'other')),
  services text[] not null,
  words_id text not null references service_words,
  booked_at timestamptz not null,
  appointed_on date not null,
  part text not null check (part in ('morning', 'afternoon')),
  confirmed boolean not null default false,
  officers text[] not null default '{}',
  no_shows int not null default 0,
  visited_at timestamptz,
  ended text check (ended in ('served', 'not-served', 'cancelled', 'no-show'))
);
create index home_visit_day on home_visit (bureau_id, appointed_on, file_id);

create trigger no_delete before delete on service_words for each row execute function refuse_change();
create trigger no_truncate before truncate on service_words execute function refuse_change();
create trigger keep before update on service_words for each row when (old.sealed is null or new.sealed is not null) execute function refuse_change();
create trigger no_delete before delete on service_evaluation for each row execute function refuse_change();
create trigger no_truncate before truncate on service_evaluation execute function refuse_change();
create trigger no_delete before delete on service_complaint for each row execute function refuse_change();
create trigger no_truncate before truncate on service_complaint execute function refuse_change();
create trigger no_delete before delete on home_visit for each row execute function refuse_change();
create trigger no_truncate before truncate on home_visit execute function refuse_change();

grant select on service_words, service_evaluation, service_complaint, home_visit to duban_app;
