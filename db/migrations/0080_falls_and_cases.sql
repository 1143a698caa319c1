-- 恢复成立 A decision that stands again brings its source again: one that stands for each decision of a file (docs/decisions/0028).
alter table credit_source drop constraint credit_source_file_id_number_key;
create unique index credit_source_standing on credit_source (file_id, number) where fallen_at is null;
create index credit_source_file on credit_source (file_id, number);

-- 前案、后案 Which case was filed in the place of which.
create index penalty_case_supersedes on penalty_case (supersedes) where supersedes is not null;
