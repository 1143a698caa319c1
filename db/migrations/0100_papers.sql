-- 公文 Papers that procedures owe: the bureau's series and templates, and what was issued (docs/decisions/0040).

-- 字号 Under which mark a bureau numbers papers of a kind ('*': of every other kind), from a day on.
create table paper_series (
  bureau_id text not null references bureau,
  kind text not null,
  version int not null check (version > 0),
  mark text not null,
  in_force_from date not null,
  entered_by text not null references officer,
  entered_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, kind, version)
);

-- A mark is one bureau's for ever: two bureaus would give the same number. `last`: the last number of
-- the year; `started`: up to which the bureau had counted by hand before.
create table paper_counter (
  mark text primary key check (mark ~ '^[^[:space:][:cntrl:]]{1,24}$'),
  bureau_id text not null references bureau,
  year int not null check (year between 1990 and 2200),
  last int not null check (last >= 0),
  started_year int not null,
  started int not null check (started >= 0)
);
alter table paper_series add foreign key (mark) references paper_counter;

-- 模板 What a bureau has put in the place of the standard template of a kind; null: the standard one again.
create table paper_template (
  bureau_id text not null references bureau,
  kind text not null,
  version int not null check (version > 0),
  template jsonb,
  in_force_from date not null,
  entered_by text not null references officer,
  entered_at timestamptz not null default clock_timestamp(),
  primary key (bureau_id, kind, version)
);

-- A paper as it was issued. What can be changed of it is that words were erased by order.
create table paper (
  id text primary key,
  file_id text not null references file,
  bureau_id text not null references bureau,
  place int not null check (place > 0),
  kind text not null,
  version int not null check (version > 0),
  -- The version that it takes the place of.
  replaces text unique references paper,
  -- The act that it says; null: it was issued before the act that states it.
  act_id text references inbox (act_id),
  mark text not null references paper_counter,
  year int not null,
  number int not null check (number > 0),
  title text not null,
  officer_id text not null,
  unit_id text not null,
  system_id text,
  key text not null,
  -- Of what was asked for under this key.
  request_hash text not null,
  issued_at timestamptz not null,
  template_version int,
  -- What it says by field, and from which fields of which acts that was taken.
  data jsonb,
  taken jsonb not null,
  html text,
  docx bytea,
  html_sha256 text not null check (html_sha256 ~ '^[0-9a-f]{64}$'),
  docx_sha256 text not null check (docx_sha256 ~ '^[0-9a-f]{64}$'),
  unique (mark, year, number),
  unique (file_id, place),
  unique (file_id, officer_id, key),
  check ((data is null) = (html is null) and (html is null) = (docx is null)),
  check (html is null or encode(sha256(convert_to(html, 'UTF8')), 'hex') = html_sha256),
  check (docx is null or encode(sha256(docx), 'hex') = docx_sha256)
);
create index paper_bureau on paper (bureau_id, issued_at);

-- 作废 Its number stays its own.
create table paper_withdrawal (
  paper_id text primary key references paper,
  officer_id text not null,
  unit_id text not null,
  reason text not null,
  at timestamptz not null
);

do $$
declare t text;
begin
  foreach t in array array['paper_series', 'paper_template', 'paper_withdrawal'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
  end loop;
  foreach t in array array['paper_counter', 'paper'] loop
    execute format('create trigger no_delete before delete on %I for each row execute function refuse_change()', t);
  end loop;
  foreach t in array array['paper_series', 'paper_counter', 'paper_template', 'paper', 'paper_withdrawal'] loop
    execute format('create trigger no_truncate before truncate on %I execute function refuse_change()', t);
  end loop;
end $$;

grant select on paper_series, paper_counter, paper_template, paper, paper_withdrawal to duban_app;

alter table erasure drop constraint erasure_kind_check;
alter table erasure add constraint erasure_kind_check check (kind in ('act', 'change', 'paper'));
