-- Issue 10: inspection_places.
select 1;
