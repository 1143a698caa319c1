-- 督查与指标 What a review says of each section, who has reported a case, who has confirmed an innovation, and versions of the lists that were revoked before their day (QJ-2.1a, 2.6, 2.8, 3.3; docs/decisions/0032, 0033).
alter table work_task_progress add column unit_id text;
alter table work_review_section
  add column submitted int not null default 0,
  add column late int not null default 0;

-- Null: reported before it was kept; then it is the unit of whoever has recorded it
alter table service_case add column unit_id text;
alter table service_note
  add column confirmed_at timestamptz,
  add column confirmed_by text,
  add check ((confirmed_at is null) = (confirmed_by is null));

-- 撤回 Confirmed, and taken back by two persons before its day: by which file
alter table service_version
  add column revoked_at timestamptz,
  add column revoked_file text,
  add check ((revoked_at is null) = (revoked_file is null));
