-- Issue 10: inspection_exceptions.
select 1;
