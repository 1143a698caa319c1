-- 监控发现 The list of reported findings, newest first.
create index patrol_finding_arrived on patrol_finding (bureau_id, arrived_at desc, system_id desc, finding_id desc);
