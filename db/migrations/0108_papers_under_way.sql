-- 公文 What was asked for under a key goes with the words (of it short words could be found by trying); how far
-- the stored papers have been compared. The function of the nightly comparison takes another argument.
alter table paper alter column request_hash drop not null;
alter table paper disable trigger user;
update paper set request_hash = null where html is null;
alter table paper enable trigger user;

alter table log_audit add column papers_from timestamptz;
drop function if exists broken_papers(text, int);
