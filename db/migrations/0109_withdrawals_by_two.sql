-- 作废 A paper that an accepted act states is withdrawn by two persons: until the second one has confirmed it, `at`
-- is null. The reason lies behind a salt, of which the entry has the hash, and is erased with the paper.
alter table paper_withdrawal alter column reason drop not null;
alter table paper_withdrawal alter column at drop not null;
alter table paper_withdrawal add column salt bytea;
alter table paper_withdrawal add column hash text check (hash ~ '^[0-9a-f]{64}$');
alter table paper_withdrawal add column proposed_at timestamptz;
alter table paper_withdrawal add column confirmed_by text;
alter table paper_withdrawal add check (at is not null or proposed_at is not null);
drop trigger append_only on paper_withdrawal;
create trigger no_delete before delete on paper_withdrawal for each row execute function refuse_change();

-- What was filled in that the act to come says too, by its place in the form of that act.
alter table paper add column filled jsonb;
