-- 提醒 What is told to people: by e-mail and to robots of groups, beside the webhooks (docs/decisions/0038).

-- Of people: what they are told is chosen by topic, about one unit or the whole bureau. `url` shows no key; the whole address is in the sealed secret.
alter table receiver add column kind text not null default 'webhook' check (kind in ('webhook', 'email', 'wecom', 'dingtalk'));
alter table receiver add column unit_id text references unit check (kind <> 'webhook' or unit_id is null);

-- What an officer wants to be told, and where: by the officer alone, and counting once the address has been confirmed from there.
create table reminder_choice (
  officer_id text primary key references officer,
  -- sealed by the API: the database never sees it
  address text not null check (address not like '%@%'),
  topics text[] not null,
  language text not null default 'zh' check (language in ('zh', 'en')),
  confirmed_at timestamptz,
  code_hash text check (code_hash ~ '^[0-9a-f]{64}$'),
  code_at timestamptz,
  code_tries int not null default 0,
  changed_at timestamptz not null default clock_timestamp()
);

-- One message to one officer or receiver. `said` to nobody: nobody of the chain could be reached, and the row says so.
create table reminder (
  id text primary key default gen_random_uuid()::text,
  bureau_id text not null references bureau,
  officer_id text references officer,
  receiver_id text references receiver,
  channel text not null check (channel in ('email', 'wecom', 'dingtalk', 'none')),
  kind text not null check (kind in ('code', 'digest', 'news')),
  body jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  state text not null default 'pending' check (state in ('pending', 'sending', 'delivered', 'dead', 'skipped')),
  tries int not null default 0,
  -- the tries made when a person had it sent again: the bound counts from there
  resent_after int not null default 0,
  next_try_at timestamptz not null default clock_timestamp(),
  last_error text,
  settled_at timestamptz,
  settled_by text,
  reason text,
  check (num_nonnulls(officer_id, receiver_id) = case channel when 'none' then 0 else 1 end),
  check ((state in ('delivered', 'skipped')) = (settled_at is not null))
);
create index reminder_due on reminder (channel, next_try_at) where state in ('pending', 'sending');
create index reminder_unsettled on reminder (bureau_id, id) where state in ('pending', 'sending', 'dead');
create index reminder_to_officer on reminder (officer_id, created_at) where officer_id is not null;
create index reminder_to_receiver on reminder (receiver_id, created_at) where receiver_id is not null;
create index reminder_settled on reminder (settled_at) where state in ('delivered', 'skipped');
create trigger settled before update on reminder for each row when (old.state in ('delivered', 'skipped')) execute function keep_delivery();
create trigger no_truncate before truncate on reminder execute function refuse_change();

-- What has been said to whom: the same is never said twice.
create table reminder_said (
  recipient text not null,
  key text not null,
  said_at timestamptz not null default clock_timestamp(),
  primary key (recipient, key)
);
create index reminder_said_at on reminder_said (said_at);
create trigger no_truncate before truncate on reminder_said execute function refuse_change();

grant select on reminder_choice, reminder, reminder_said to duban_app;
