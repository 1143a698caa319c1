-- The transactional outbox. What leaves the system is the register itself: every entry is posted, in the transaction
-- that writes it, to each receiver of the bureau that wants its type; it is delivered later, in order per file.

create table receiver (
  id text primary key check (id ~ '^[a-z0-9-]{1,40}$'),
  bureau_id text not null references bureau,
  url text not null,
  -- key of the signature (Standard Webhooks), sealed by the API: the database never sees it
  secret text not null check (secret not like 'whsec%'),
  -- after a rotation both keys sign for a while
  previous_secret text check (previous_secret not like 'whsec%'),
  previous_until timestamptz,
  -- types of register entries wanted; empty means all
  events text[] not null default '{}',
  active boolean not null default true
);
create index receiver_bureau on receiver (bureau_id, id);

-- one row an entry and receiver; the next of a file waits until the one before it is delivered or skipped by name
create table delivery (
  receiver_id text not null references receiver,
  file_id text not null,
  seq int not null,
  -- `sending`: somebody sends it now, until next_try_at at the latest
  state text not null default 'pending' check (state in ('pending', 'sending', 'delivered', 'dead', 'skipped')),
  tries int not null default 0,
  -- the tries made when a person had it sent again: the bound counts from there
  resent_after int not null default 0,
  next_try_at timestamptz not null default clock_timestamp(),
  last_error text,
  settled_at timestamptz,
  settled_by text,
  primary key (receiver_id, file_id, seq),
  check ((state = 'skipped') = (settled_by is not null))
);
create index delivery_unsettled on delivery (receiver_id, file_id, seq) where state in ('pending', 'sending', 'dead');
create index delivery_dead on delivery (receiver_id, file_id, seq) where state = 'dead';

create function keep_delivery() returns trigger language plpgsql as $$
begin raise exception 'what is delivered or skipped stays so' using errcode = 'insufficient_privilege'; end $$;
create trigger settled before update on delivery for each row when (old.state in ('delivered', 'skipped')) execute function keep_delivery();

create function post_entry(p_file text, p_bureau text, p_seq int, p_type text) returns void language plpgsql security definer set search_path = public as $$
declare v_receiver text;
begin
  for v_receiver in insert into delivery (receiver_id, file_id, seq)
    select r.id, p_file, p_seq from receiver r where r.bureau_id = p_bureau and r.active and (r.events = '{}' or p_type = any (r.events))
    returning receiver_id
  loop perform pg_notify('duban_outbox', v_receiver || ' ' || p_file); end loop;
end $$;

grant select, insert, update on receiver to duban_app;
grant select, update (state, tries, resent_after, next_try_at, last_error, settled_at, settled_by) on delivery to duban_app;
revoke execute on function post_entry(text, text, int, text) from public;
