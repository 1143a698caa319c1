-- 检查点的发送 Signed heads on their way to receivers, one row each, in the order of their sizes (docs/decisions/0016).
create table checkpoint_delivery (
  receiver_id text not null references receiver,
  bureau_id text not null,
  size bigint not null,
  state text not null default 'pending' check (state in ('pending', 'sending', 'delivered', 'dead')),
  tries int not null default 0,
  -- The tries made when a person had it sent again: the bound counts from there.
  resent_after int not null default 0,
  next_try_at timestamptz not null default clock_timestamp(),
  last_error text,
  settled_at timestamptz,
  primary key (receiver_id, bureau_id, size),
  foreign key (bureau_id, size) references checkpoint
);
create index checkpoint_delivery_unsettled on checkpoint_delivery (receiver_id, size) where state in ('pending', 'sending', 'dead');
create trigger settled before update on checkpoint_delivery for each row when (old.state = 'delivered') execute function keep_delivery();
create trigger no_delete before delete on checkpoint_delivery for each row execute function refuse_change();
create trigger no_truncate before truncate on checkpoint_delivery execute function refuse_change();
grant select, update (state, tries, next_try_at, last_error, settled_at) on checkpoint_delivery to duban_app;

-- 中断争议 Up to which outage a late breach has been looked at.
create table outage_looked (
  file_id text not null,
  key text not null,
  upto bigint not null,
  primary key (file_id, key),
  foreign key (file_id, key) references breach
);
grant select on outage_looked to duban_app;

-- 夜间核对 How the last whole comparison of a bureau's log went.
create table log_audit (
  bureau_id text primary key references bureau,
  began_at timestamptz not null,
  ended_at timestamptz,
  faults int check ((faults is null) = (ended_at is null) and faults >= 0)
);
grant select on log_audit to duban_app;
