-- 黑名单 Which grading the notice of a listing has told: what is counted beside it is told anew (QHD-2.4d).
alter table credit_blacklist add column noticed_grading bigint references credit_grade;
