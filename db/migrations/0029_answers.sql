-- Issue 10: answers.
select 1;
