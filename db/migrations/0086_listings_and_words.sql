-- 联合惩戒名单 One listing of a decision however its number is typed, by the body that answers for it, decided step by step (QJ-2.7; docs/decisions/0034).
alter table joint_punishment
  add column unit_id text references unit,
  -- The number of the paper without what only differs by typing
  add column decision_key text,
  -- Each proposal and each decision is a step of its own: who decides names the one that was shown
  add column step int not null default 1;
update joint_punishment j
  set unit_id = coalesce(
      (select c.unit_id from penalty_case c where c.file_id = j.decision_file),
      (select o.unit_id from officer o where o.id = j.proposed_by)),
    decision_key = translate(upper(regexp_replace(normalize(decision_no, nfkc), '\s', '', 'g')), '〔〕[]【】{}', '()()()()');
-- Of one decision that was listed under several spellings the first keeps the number; the others stand until they are taken off.
update joint_punishment j
  set decision_key = j.decision_key || '#' || j.id
  where j.decision_file is null and j.state in ('proposed', 'listed') and exists (
    select 1 from joint_punishment x
      where x.bureau_id = j.bureau_id and x.decision_key = j.decision_key and x.subject_kind = j.subject_kind
        and coalesce(x.subject_id, x.subject_mark) = coalesce(j.subject_id, j.subject_mark)
        and x.decision_file is null and x.state in ('proposed', 'listed') and x.id < j.id);
alter table joint_punishment
  alter column unit_id set not null,
  add check ((decision_key is null) = (decision_no is null));
drop index joint_punishment_of_paper;
create unique index joint_punishment_of_paper on joint_punishment (bureau_id, decision_key, subject_kind, coalesce(subject_id, subject_mark))
  where decision_file is null and state in ('proposed', 'listed');
create index joint_punishment_key on joint_punishment (decision_key) where state in ('proposed', 'listed');

-- 密封 Words are kept in the transaction of the file that they belong to, so that what is refused leaves none.
alter table service_evaluation alter constraint service_evaluation_words_id_fkey deferrable initially deferred;
alter table service_complaint alter constraint service_complaint_words_id_fkey deferrable initially deferred;
alter table home_visit alter constraint home_visit_words_id_fkey deferrable initially deferred;
-- What refused bookings, complaints and evaluations have left belongs to no file by which anybody could find or erase it.
alter table service_words disable trigger no_delete;
delete from service_words w
  where w.kept_at < now() - interval '1 day'
    and not exists (select 1 from service_evaluation x where x.words_id = w.id)
    and not exists (select 1 from service_complaint x where x.words_id = w.id)
    and not exists (select 1 from home_visit x where x.words_id = w.id)
    and not exists (select 1 from joint_punishment x where x.words_id = w.id);
alter table service_words enable trigger no_delete;

-- Functions that answer otherwise now (db/joint-punishment, db/service-words).
drop function if exists propose_joint_punishment(jsonb);
drop function if exists keep_service_words(jsonb);
