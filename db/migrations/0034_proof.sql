-- 存证 The register's second edition and the transparency log of each bureau (docs/decisions/0016).

-- Entries of the first edition stay as they are; every new one is of the second.
alter table register add column edition smallint not null default 1;
alter table register alter column edition set default 2;
-- Behind what the content of an entry is hashed (domain/proof/binding.ts); the first edition has none.
alter table register add column salt bytea;
alter table register add constraint register_salt
  check (edition in (1, 2) and (edition = 1) = (salt is null) and (salt is null or octet_length(salt) = 16));

-- The edition in which the file's next entry will be. What has entries goes over after this migration (db/editions.ts).
alter table file add column edition smallint not null default 1;
alter table file alter column edition set default 2;
alter table file add column salt bytea not null default uuid_send(gen_random_uuid());
alter table inbox add column salt bytea not null default uuid_send(gen_random_uuid());
alter table inbox add column verdict_salt bytea not null default uuid_send(gen_random_uuid());
alter table calendar_year add column salt bytea not null default uuid_send(gen_random_uuid());
alter table registry_change add column salt bytea not null default uuid_send(gen_random_uuid());
-- Null: of no bureau alone; such a change stands in every bureau's log.
alter table registry_change add column bureau_id text references bureau;

-- 立案序列 The openings of a bureau and procedure, without a gap: counted as they are opened, chained as they come into the log.
create table opening_series (
  bureau_id text not null references bureau,
  procedure text not null,
  last int not null check (last >= 0),
  logged int not null default 0 check (logged between 0 and last),
  head text,
  primary key (bureau_id, procedure)
);
alter table file add column place int;
update file f set place = p.place
  from (
    select id, row_number() over (partition by bureau_id, procedure order by opened_at, id) as place
      from file) p
  where p.id = f.id;
alter table file add constraint file_place unique (bureau_id, procedure, place);
insert into opening_series (bureau_id, procedure, last)
  select bureau_id, procedure, max(place) from file group by 1, 2;

-- One log a bureau. `peaks`: the right edge of the tree of the first `size` leaves.
create table log (
  bureau_id text primary key references bureau,
  size bigint not null default 0 check (size >= 0),
  peaks bytea[] not null default '{}',
  -- Since when it has leaves beyond its newest signed head.
  unsigned_since timestamptz
);
create index log_unsigned on log (unsigned_since) where unsigned_since is not null;
-- What is to become a leaf, in the order in which it was written.
create table leaf_staged (
  id bigint generated always as identity primary key,
  bureau_id text not null,
  kind text not null check (kind in ('entry', 'act', 'verdict', 'opening', 'change', 'calendar', 'key')),
  ref text not null,
  staged_at timestamptz not null default clock_timestamp()
);
create index leaf_staged_order on leaf_staged (bureau_id, id);
create table leaf (
  bureau_id text not null references log,
  index bigint not null check (index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  kind text not null check (kind in ('entry', 'act', 'verdict', 'opening', 'change', 'calendar', 'key')),
  ref text not null,
  primary key (bureau_id, index),
  unique (bureau_id, kind, ref)
);
create index leaf_hash on leaf (bureau_id, hash);
-- Complete subtrees of 256 leaves (level 1), of 65,536 (level 2) and so on: what tiles show above the leaves.
create table tree_node (
  bureau_id text not null references log,
  level smallint not null check (level between 1 and 6),
  index bigint not null check (index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (bureau_id, level, index)
);
-- 检查点 Signed heads. `origin`: by which name the log was known when it was signed.
create table checkpoint (
  bureau_id text not null references log,
  size bigint not null check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  origin text not null,
  note text not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, size)
);
-- 见证 A witness's line below a checkpoint.
create table cosignature (
  bureau_id text not null,
  size bigint not null,
  key_name text not null,
  key_id bigint not null,
  line text not null,
  cosigned_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, size, key_name, key_id),
  foreign key (bureau_id, size) references checkpoint
);
-- Which keys sign a bureau's log and which witnesses' cosignatures are kept: every change is a row, the newest of a key counts.
create table log_key (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  key text not null,
  use text not null check (use in ('log', 'witness')),
  state text not null check (state in ('in-use', 'given-up')),
  by text not null,
  reason text not null,
  at timestamptz not null default clock_timestamp()
);
create index log_key_bureau on log_key (bureau_id, key, id);

do $$
declare t text;
begin
  foreach t in array array['leaf', 'tree_node', 'checkpoint', 'cosignature', 'log_key'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger no_truncate before truncate on %I execute function refuse_change()', t);
  end loop;
end $$;
create trigger no_delete before delete on log for each row execute function refuse_change();
create trigger no_truncate before truncate on log execute function refuse_change();
create trigger no_delete before delete on opening_series for each row execute function refuse_change();
create trigger no_truncate before truncate on opening_series execute function refuse_change();
create trigger no_truncate before truncate on leaf_staged execute function refuse_change();

grant select on opening_series, log, leaf_staged, leaf, tree_node, checkpoint, cosignature, log_key to duban_app;

-- What has no entry yet begins in the second edition.
update file set edition = 2 where register_seq = 0;

-- To which bureau the changes of registries so far belong, as far as it can still be told.
alter table registry_change disable trigger append_only;
update registry_change c set bureau_id = coalesce(
  case c.registry
    when 'bureau' then (select id from bureau where id = c.entity_id)
    when 'unit' then (select bureau_id from unit where id = c.entity_id)
    when 'officer' then (select u.bureau_id from officer o join unit u on u.id = o.unit_id where o.id = c.entity_id)
    when 'institution' then (select bureau_id from institution where id = c.entity_id)
    when 'department' then (select i.bureau_id from department d join institution i on i.id = d.institution_id where d.id = c.entity_id)
    when 'practitioner' then (select bureau_id from practitioner where id = c.entity_id)
    when 'receiver' then (select bureau_id from receiver where id = c.entity_id)
    when 'delivery' then (select bureau_id from receiver where id = split_part(c.entity_id, '/', 1))
    when 'credit-record' then (select bureau_id from credit_record where id = c.entity_id)
  end);
alter table registry_change enable trigger append_only;

-- The openings so far, in the order of their places; the acts, verdicts and entries of these files follow as each goes over.
insert into leaf_staged (bureau_id, kind, ref) select bureau_id, 'opening', id from file order by bureau_id, procedure, place;
insert into leaf_staged (bureau_id, kind, ref)
  select bureau_id, 'change', id::text from registry_change where bureau_id is not null order by id;
-- Acts of files that have no entry yet are taken in already.
insert into leaf_staged (bureau_id, kind, ref)
  select f.bureau_id, 'act', i.act_id from inbox i join file f on f.id = i.file_id where f.edition = 2 order by f.id, i.number;
