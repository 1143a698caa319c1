-- 双人复核 Everything else that changes the ground: calendars, settings, receivers, offices (docs/decisions/0021).
alter table proposal
  alter column reason drop not null,
  -- Of what no bureau owns (the calendar): whoever administers any bureau reads and confirms it.
  add column shared boolean not null default false,
  -- What of it nobody is shown: the secret of a receiver, sealed. Its fingerprint stands in `after`.
  add column sealed text,
  -- The change of a registry that it became.
  add column change_id bigint references registry_change;
create index proposal_open on proposal (hash) where state = 'proposed';
create index proposal_change on proposal (change_id) where change_id is not null;
create index proposal_shared on proposal (id) where shared;
-- Whoever has ever administered a bureau: asked before every change of its ground.
create index registry_change_administrator on registry_change (bureau_id)
  where registry = 'officer' and after->'roles' ? 'administrator';
