-- Issue 10: rapid_response.
select 1;
