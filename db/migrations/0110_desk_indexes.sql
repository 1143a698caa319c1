-- 台面 What the lists and counts of the desk read, at thousands of open files of one bureau.

-- In the order in which the ledger is shown: before, each page sorted what it had read.
drop index breach_ledger;
create index breach_ledger on breach (bureau_id, due_at desc, file_id desc, key desc);
-- A clause within a bureau, in the order of the board.
drop index duty_clause;
create index duty_clause on duty (bureau_id, clause, due_at, file_id, key) where state in ('open', 'due-soon', 'overdue');
-- What is late or nearly, of the bureau in order and of one unit without a look at the rows of the others; and what may be late.
create index duty_pressing on duty (bureau_id, state, due_at, file_id, key, owed_by) where state in ('due-soon', 'overdue');
create index duty_possibly_overdue on duty (bureau_id, due_at, file_id, key) where body ? 'possiblyOverdue' and state in ('open', 'due-soon', 'overdue');
-- The counts of each room.
create index duty_of_procedure on duty (bureau_id, procedure, duty) where state in ('open', 'due-soon', 'overdue');
create index file_open_of_procedure on file (bureau_id, procedure) where closed_at is null;
create index file_technical on file (bureau_id, opened_at desc, id desc) where closed_at is null and attention = 'technical';
