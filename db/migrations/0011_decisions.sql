-- What is decided of an act across files (caps, windows), once and for all: the answer its file was given.

create table decision (
  act_id text primary key references inbox,
  file_id text not null references file,
  answer jsonb not null,
  decided_at timestamptz not null default clock_timestamp()
);
create index decision_file on decision (file_id, decided_at);
create trigger append_only before update or delete on decision for each row execute function refuse_change();
create trigger no_truncate before truncate on decision execute function refuse_change();

-- An act of a file, held until the transaction ends.
create function lock_act(p_file text, p_act text) returns setof inbox language sql security definer set search_path = public as
$$ select * from inbox where act_id = p_act and file_id = p_file for update $$;

grant select, insert on decision to duban_app;
grant execute on function lock_act(text, text) to duban_app;
