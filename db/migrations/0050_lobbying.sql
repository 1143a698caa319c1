-- 请托说情登记 The register of lobbying (TJ51 annex 2): one sealed value for each bureau, of a size
-- that says nothing, and the places that its watches run under. What happened stands nowhere else.
create table sealed_register (
  bureau_id text primary key references bureau,
  -- the fixed instant at which it was sealed anew last, whatever had happened
  beat timestamptz not null,
  -- bytes of what is sealed, with what fills it up
  size int not null,
  sealed bytea not null
);
alter table sealed_register alter column sealed set storage external;

-- as many as there is room for, used or not; the ids are drawn
create table sealed_place (
  place text primary key check (place ~ '^[0-9a-f-]{36}$'),
  bureau_id text not null references sealed_register
);

-- Cases are looked up by one of 256 parts of them: what is asked for does not say which.
create index file_part on file (bureau_id, left(md5(id), 2));
create index clue_part on clue (bureau_id, left(md5(id), 2));
