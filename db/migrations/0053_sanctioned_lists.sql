-- 处罚名单通报 Lists of those sanctioned (TJ51-15; docs/decisions/0026): to whom, from when on, what was in them.
create table list_recipient (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  kind text not null check (kind in ('health', 'market')),
  name text not null,
  contact text not null,
  valid_from date not null,
  document jsonb not null,
  reason text not null,
  entered_by text not null references officer,
  entered_at timestamptz not null default clock_timestamp()
);
create index list_recipient_kind on list_recipient (bureau_id, kind, valid_from desc, id desc);

-- The day on which the first period of a bureau begins.
create table sanctioned_list_start (
  bureau_id text primary key references bureau,
  from_on date not null
);

create table sanctioned_list (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  kind text not null check (kind in ('period', 'correction')),
  -- The period: from the first day to the day before the last one
  from_on date,
  until_on date check (until_on > from_on),
  -- Of a correction: which list, and what of it
  corrects text references sanctioned_list,
  decision_file text,
  decision_number int,
  -- What was confirmed, in these very bytes, and their hash
  content text,
  sha256 text,
  fixed_at timestamptz,
  fixed_act text,
  check ((kind = 'period') = (from_on is not null and until_on is not null)),
  check ((kind = 'correction') = (corrects is not null)),
  check ((content is null) = (sha256 is null) and (content is null) = (fixed_at is null))
);
create unique index sanctioned_list_period on sanctioned_list (bureau_id, from_on) where kind = 'period';
create unique index sanctioned_list_correction on sanctioned_list (decision_file, decision_number) where kind = 'correction';

-- What a confirmation was judged by, in these very bytes.
create table sanctioned_list_judged (
  file_id text not null references sanctioned_list,
  sha256 text not null,
  content text not null,
  primary key (file_id, sha256)
);

-- A decision is told once, and its fall once in a list.
create table sanctioned_list_entry (
  file_id text not null references sanctioned_list,
  decision_file text not null references file,
  decision_number int not null,
  mark text not null check (mark in ('new', 'late', 'correction')),
  primary key (file_id, decision_file, decision_number, mark)
);
create unique index sanctioned_list_told on sanctioned_list_entry (decision_file, decision_number) where mark <> 'correction';
create unique index sanctioned_list_fallen on sanctioned_list_entry (decision_file, decision_number) where mark = 'correction';

create table sanctioned_list_delivery (
  file_id text not null references sanctioned_list,
  recipient text not null check (recipient in ('health', 'market')),
  delivered_at timestamptz not null,
  delivery_act text not null,
  acknowledged_at timestamptz not null,
  acknowledgement_act text not null,
  primary key (file_id, recipient)
);

create index file_sanctioned_list on file (bureau_id, opened_at desc, id desc) where procedure = 'sanctioned-list';

create trigger append_only before update or delete on list_recipient for each row execute function refuse_change();
create trigger no_truncate before truncate on list_recipient execute function refuse_change();
create trigger append_only before update or delete on sanctioned_list_start for each row execute function refuse_change();
create trigger no_truncate before truncate on sanctioned_list_start execute function refuse_change();
create trigger keep before update on sanctioned_list for each row when (old.content is not null) execute function refuse_change();
create trigger no_delete before delete on sanctioned_list for each row execute function refuse_change();
create trigger no_truncate before truncate on sanctioned_list execute function refuse_change();
create trigger append_only before update or delete on sanctioned_list_judged for each row execute function refuse_change();
create trigger no_truncate before truncate on sanctioned_list_judged execute function refuse_change();
create trigger append_only before update or delete on sanctioned_list_entry for each row execute function refuse_change();
create trigger no_truncate before truncate on sanctioned_list_entry execute function refuse_change();
create trigger append_only before update or delete on sanctioned_list_delivery for each row execute function refuse_change();
create trigger no_truncate before truncate on sanctioned_list_delivery execute function refuse_change();

grant select on list_recipient, sanctioned_list_start, sanctioned_list, sanctioned_list_entry, sanctioned_list_delivery to duban_app;
