-- 联席会议 The register of joint meetings is read newest first, among all files of a bureau (TJ51-5.0).
create index file_joint_meeting on file (bureau_id, opened_at desc, id desc)
  where procedure = 'joint-meeting';
