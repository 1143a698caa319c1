-- Issue 10: kit.
select 1;
