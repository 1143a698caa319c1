-- 立卷的公文 The letter that opens a file is issued before there is one (docs/decisions/0043): a paper without a file,
-- of a procedure and about a subject, until an accepted act states it. Then it is a paper of that file.
alter table paper alter column file_id drop not null;
alter table paper alter column place drop not null;
alter table paper add column procedure text;
alter table paper add column subject_kind text;
alter table paper add column subject_id text;
alter table paper add check ((file_id is null) = (place is null));
alter table paper add check (file_id is not null or procedure is not null);
alter table paper add check (
  (procedure is null) = (subject_kind is null) and (procedure is null) = (subject_id is null)
);

-- A key is of what it was asked for: in a file, or of the papers of openings.
alter table paper drop constraint paper_file_id_officer_id_key_key;
create unique index paper_key on paper (file_id, officer_id, key) where procedure is null;
create unique index paper_opening_key on paper (officer_id, key) where procedure is not null;
create index paper_unbound on paper (bureau_id, issued_at) where file_id is null;

-- Acts that state such a letter, by its id: of all others the index has nothing.
create index inbox_letter on inbox ((payload->'document'->>'id'))
  where payload->'document'->>'id' like 'letter.%';
