-- 依令删除 Words that were erased by order: `opened` holds, for each record of the row, what of each field its binding is made of, so that the leaf
-- can be recomputed without them (docs/decisions/0016).
create table erasure (
  kind text not null check (kind in ('act', 'change')),
  ref text not null,
  bureau_id text not null references bureau,
  fields text[] not null check (cardinality(fields) > 0),
  opened jsonb not null,
  -- Of an act: behind what its message is hashed, which stays.
  message_salt bytea check ((message_salt is not null) = (kind = 'act') and (message_salt is null or octet_length(message_salt) = 16)),
  document_no text not null,
  reason text not null,
  by text not null references officer,
  at timestamptz not null,
  primary key (kind, ref)
);
create index erasure_bureau on erasure (bureau_id, at);
create trigger append_only before update or delete on erasure for each row execute function refuse_change();
create trigger no_truncate before truncate on erasure execute function refuse_change();
grant select on erasure to duban_app;
