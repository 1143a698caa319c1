-- 查阅登记 Who has read narrative, sealed words, dossiers and exports, when, and for what purpose (docs/decisions/0019).
create table reading (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  at timestamptz not null default clock_timestamp(),
  officer_id text not null,
  unit_id text not null,
  -- The system that has read for the officer.
  system_id text,
  kind text not null check (kind in ('narrative', 'sealed', 'dossier', 'export', 'reads')),
  route text not null,
  file_id text,
  -- What the address and the query named.
  asked jsonb not null,
  purpose text check (char_length(purpose) between 1 and 200),
  salt bytea not null default uuid_send(gen_random_uuid())
);
create index reading_bureau on reading (bureau_id, id);
create index reading_officer on reading (officer_id, id);
create index reading_file on reading (file_id, id) where file_id is not null;
create trigger append_only before update or delete on reading for each row execute function refuse_change();
create trigger no_truncate before truncate on reading execute function refuse_change();
grant select on reading to duban_app;

alter table leaf_staged drop constraint leaf_staged_kind_check;
alter table leaf_staged add constraint leaf_staged_kind_check
  check (kind in ('entry', 'act', 'verdict', 'opening', 'change', 'calendar', 'key', 'read'));
alter table leaf drop constraint leaf_kind_check;
alter table leaf add constraint leaf_kind_check
  check (kind in ('entry', 'act', 'verdict', 'opening', 'change', 'calendar', 'key', 'read'));
