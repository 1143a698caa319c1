-- The transactional outbox. What leaves the system is the register itself: every entry is posted, in the transaction
-- that writes it, to each receiver of the bureau that wants its type; it is delivered later, in order per file.

create table receiver (
  id text primary key check (id ~ '^[a-z0-9-]{1,40}$'),
  bureau_id text not null references bureau,
  url text not null,
  -- key of the signature (Standard Webhooks), `whsec_` + base64
  secret text not null,
  -- types of register entries wanted; empty means all
  events text[] not null default '{}',
  active boolean not null default true
);
create index receiver_bureau on receiver (bureau_id) where active;

-- one row an entry and receiver; the next of a file waits until the one before it is delivered or skipped by name
create table delivery (
  receiver_id text not null references receiver,
  file_id text not null,
  seq int not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead', 'skipped')),
  tries int not null default 0,
  next_try_at timestamptz not null default clock_timestamp(),
  last_error text,
  settled_at timestamptz,
  settled_by text,
  primary key (receiver_id, file_id, seq)
);
create index delivery_due on delivery (next_try_at) where state = 'pending';
create index delivery_dead on delivery (receiver_id, file_id, seq) where state = 'dead';

create function post_entry(p_file text, p_bureau text, p_seq int, p_type text) returns void language plpgsql security definer set search_path = public as $$
begin
  insert into delivery (receiver_id, file_id, seq)
    select r.id, p_file, p_seq from receiver r where r.bureau_id = p_bureau and r.active and (r.events = '{}' or p_type = any (r.events));
  if found then perform pg_notify('duban_outbox', p_file); end if;
end $$;

grant select, insert, update on receiver to duban_app;
grant select, update on delivery to duban_app;
revoke execute on function post_entry(text, text, int, text) from public;
