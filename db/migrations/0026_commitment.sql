-- Issue 10: commitment.
select 1;
