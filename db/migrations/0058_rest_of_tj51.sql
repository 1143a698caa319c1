-- 回访 A round over days over which another unit has drawn already says why (TJ51-18).
alter table revisit_round add column beside_id text references revisit_round;
alter table revisit_round drop constraint revisit_round_check1;
alter table revisit_round add constraint revisit_round_reason
  check ((follows_id is null and beside_id is null) = (reason is null));

-- 查阅登记 Looks at one subject.
create index sealed_reading_subject on sealed_reading (subject);
