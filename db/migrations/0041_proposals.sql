-- 双人复核 What changes the ground that everybody stands on is proposed by one person and confirmed by another (docs/decisions/0021).
create table proposal (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  what text not null,
  subject text not null,
  -- As it stood when it was proposed, and as it is to be.
  before jsonb,
  after jsonb not null,
  -- Over what, subject, before and after: what is confirmed is what was shown.
  hash text not null,
  reason text not null,
  proposed_by text not null,
  at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  -- 首次设立 Applied by one person, while the bureau had no second one who could confirm.
  bootstrap boolean not null default false,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'rejected', 'withdrawn')),
  decided_by text,
  decided_at timestamptz,
  decided_reason text,
  check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check (bootstrap or state not in ('confirmed', 'rejected') or decided_by <> proposed_by),
  check (state <> 'withdrawn' or decided_by = proposed_by)
);
create index proposal_bureau on proposal (bureau_id, id);
create trigger no_delete before delete on proposal for each row execute function refuse_change();
create trigger no_truncate before truncate on proposal execute function refuse_change();
grant select on proposal to duban_app;
