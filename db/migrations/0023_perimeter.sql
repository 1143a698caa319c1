-- Issue 10: perimeter.
select 1;
