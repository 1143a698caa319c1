-- Issue 10: drills.
select 1;
