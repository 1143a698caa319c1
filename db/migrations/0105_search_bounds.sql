-- 检索 The terms of a file stand together, so that what it was found by is read beside it; a bureau's place says by which rules its acts were gathered, and when its turn was.
alter table search_term drop constraint search_term_pkey;
alter table search_term add primary key (file_id, term, field, act_id);
drop index search_term_found;
create index search_term_found on search_term (bureau_id, term, file_id);
create index search_term_act on search_term (act_id);
alter table search_place
  -- Another than what `search_rules()` answers: the acts are gathered once more.
  add rules text not null default '',
  add served_at timestamptz not null default '-infinity';
-- Acts that could not be gathered: their bureau goes on without them.
create table search_skipped (
  act_id text primary key,
  bureau_id text not null references bureau,
  code text not null,
  at timestamptz not null default clock_timestamp()
);
grant select on search_skipped to duban_app;
-- As in db/core/search.sql, for the indexes. Whoever changes it makes them again.
create or replace function search_fold(p text)
  returns text language sql immutable strict parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select upper(
    translate(
      regexp_replace(
        normalize(p, nfkc),
        '[\s\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0]',
        '', 'g'),
      '〔〕【】[]{}•・‧', '()()()()···'))
$$;

create index practitioner_folded on practitioner (bureau_id, search_fold(name));
create index officer_folded on officer (search_fold(name));
create index officer_certificate_folded on officer (search_fold(certificate->>'number'));
create index file_id_folded on file (upper(id));
