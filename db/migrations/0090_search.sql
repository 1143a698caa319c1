-- 检索 Numbers and names that stand in acts, folded, so that a file is found by them. Filled behind the log by a loop of the API (docs/decisions/0036):
-- taking an act in writes nothing here. No reference to the inbox: this is a way to it, and nothing that it rests on.
create table search_term (
  act_id text not null,
  file_id text not null,
  bureau_id text not null,
  -- Of the act's form; `@author`: the officer who filed it.
  field text not null,
  term text collate "C" not null,
  primary key (act_id, field, term)
);
create index search_term_found on search_term (bureau_id, term);
-- How far into its log a bureau's acts stand there.
create table search_place (
  bureau_id text primary key references bureau,
  next bigint not null default 0
);
grant select on search_term, search_place to duban_app;
