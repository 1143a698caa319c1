-- 修改 Rows of a plan that a new document has added or taken out (QJ annex 1; docs/decisions/0033).
alter table work_plan_row
  add column added_at timestamptz,
  add column withdrawn_at timestamptz,
  add column amended_act text;
