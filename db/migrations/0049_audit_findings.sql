-- 智能审核发现 Findings of the intelligent audit and the monitoring, by source and id (TJ51-11): kept as they came in; a source may take one back.
create table audit_finding (
  system_id text not null references officer,
  finding_id text not null,
  bureau_id text not null references bureau,
  hash text not null,
  subject_kind text not null check (subject_kind in ('institution', 'practitioner')),
  subject_id text not null,
  rule text not null,
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  claims int not null,
  amount_fen bigint not null,
  detail text not null,
  arrived_at timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz,
  withdrawn_reason text,
  check ((withdrawn_at is null) = (withdrawn_reason is null)),
  primary key (system_id, finding_id)
);
create index audit_finding_bureau on audit_finding (bureau_id, arrived_at desc, system_id, finding_id);
create index audit_finding_subject on audit_finding (subject_id, arrived_at desc);
create trigger no_delete before delete on audit_finding for each row execute function refuse_change();
create trigger no_truncate before truncate on audit_finding execute function refuse_change();
grant select on audit_finding to duban_app;
-- Which acts rest on which findings.
create index inbox_findings on inbox using gin ((payload->'findings') jsonb_path_ops)
  where payload ? 'findings';
