-- 区级监督机构 Which supervision bodies are a district's, and of which areas (TJ51-8.1): a line for each change, the last one that has begun counts.
create table district_body (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  -- none: it is no district body any more
  areas text[] not null,
  valid_from date not null,
  document jsonb not null,
  reason text not null,
  entered_by text not null references officer,
  entered_at timestamptz not null default clock_timestamp()
);
create index district_body_unit on district_body (unit_id, valid_from desc, id desc);
create trigger append_only before update or delete on district_body for each row execute function refuse_change();
create trigger no_truncate before truncate on district_body execute function refuse_change();
grant select on district_body to duban_app;
-- 市区协同 The register of cooperation is read newest first (TJ51-8.2).
create index file_district_cooperation on file (bureau_id, opened_at desc, id desc)
  where procedure = 'district-cooperation';
