-- 信用监管事项清单 The list of credit supervision, version by version (QHD-2.1; docs/decisions/0029): one file an adoption.
create table credit_list (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  version int not null check (version > 0),
  adopted_on date not null,
  document_no text,
  document jsonb not null,
  -- As add:A6, delete:A2, modify:A3; none of the first list
  changes text[] not null,
  -- 对标的省级清单 {documentNo, items}
  provincial jsonb,
  published_at timestamptz,
  published_url text,
  -- When it arrived at the credit office, as its paper says
  reported_at timestamptz,
  unique (bureau_id, version)
);

create table credit_list_item (
  bureau_id text not null,
  version int not null,
  item_id text not null,
  position int not null,
  -- 照录 As it is printed
  name text not null,
  power_type text not null check (power_type in ('administrative-inspection', 'penalty', 'coercion', 'confirmation', 'payment', 'supervision')),
  note text,
  primary key (bureau_id, version, item_id),
  foreign key (bureau_id, version) references credit_list (bureau_id, version)
);

create trigger no_delete before delete on credit_list for each row execute function refuse_change();
create trigger no_truncate before truncate on credit_list execute function refuse_change();
create trigger no_change before update or delete on credit_list_item for each row execute function refuse_change();
create trigger no_truncate before truncate on credit_list_item execute function refuse_change();

grant select on credit_list, credit_list_item to duban_app;
