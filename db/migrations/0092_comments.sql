-- 留言 Words between colleagues about a file: no official act. They are no entry of its register, change no duty, and the engine is told nothing of them
-- (docs/decisions/0037). No key leads to `file`, whose row an act locks: a comment keeps no act waiting.
create table file_comment (
  file_id text not null,
  number int not null check (number >= 1),
  bureau_id text not null references bureau,
  -- what in the file it is about, where it is about one thing
  duty_key text,
  act_id text,
  officer_id text not null references officer,
  unit_id text not null references unit,
  system_id text,
  key text not null,
  -- of what was sent first under the key; empty once its words are gone
  hash text not null,
  at timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz,
  erased_at timestamptz,
  erased_by text references officer,
  primary key (file_id, number),
  unique (file_id, officer_id, key)
);
create index file_comment_officer on file_comment (officer_id, at);

-- Each version as it was written; null: withdrawn, or erased by order.
create table comment_version (
  file_id text not null,
  number int not null,
  version int not null check (version >= 1),
  words text,
  at timestamptz not null default clock_timestamp(),
  primary key (file_id, number, version),
  foreign key (file_id, number) references file_comment
);

-- 提到 Whom it is for.
create table comment_mention (
  file_id text not null,
  number int not null,
  officer_id text not null references officer,
  at timestamptz not null default clock_timestamp(),
  seen_at timestamptz,
  primary key (file_id, number, officer_id),
  foreign key (file_id, number) references file_comment
);
create index comment_mention_of on comment_mention (officer_id, at, file_id, number);

create trigger no_delete before delete on file_comment for each row execute function refuse_change();
create trigger no_truncate before truncate on file_comment execute function refuse_change();
create trigger no_delete before delete on comment_version for each row execute function refuse_change();
create trigger no_truncate before truncate on comment_version execute function refuse_change();
grant select on file_comment, comment_version, comment_mention to duban_app;
