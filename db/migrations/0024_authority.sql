-- Issue 10: authority.
select 1;
