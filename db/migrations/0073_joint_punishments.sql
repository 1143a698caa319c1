-- 失信联合惩戒对象名单 The list for joint punishment (QJ-2.7; docs/decisions/0034): institutions and individuals, by two persons, on final decisions only.
create table joint_punishment (
  id bigint generated always as identity primary key,
  bureau_id text not null references bureau,
  -- Registered ones by their id; whoever else it is, sealed
  subject_kind text not null check (subject_kind in ('institution', 'practitioner', 'person')),
  subject_id text,
  words_id text references service_words,
  -- By which the same person is recognised
  subject_mark text,
  -- The decision: of a penalty case of ours, or by its paper
  decision_file text references penalty_case,
  decision_number int,
  decision_no text,
  document jsonb,
  served_on date not null,
  finality text not null check (finality in ('expired', 'review-decided', 'judgment')),
  final_on date not null,
  finality_document jsonb,
  -- 情节严重 What the decision says of it
  gravity text not null,
  state text not null default 'proposed' check (state in ('proposed', 'listed', 'rejected', 'removed', 'fallen')),
  proposed_by text not null references officer,
  proposed_at timestamptz not null default clock_timestamp(),
  decided_by text references officer,
  decided_at timestamptz,
  -- 移出 Proposed by one, decided by another
  removal_why text check (removal_why in ('annulled', 'changed', 'repaired', 'term', 'error')),
  removal_document jsonb,
  removal_by text references officer,
  removal_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  ended_why text,
  check ((subject_kind = 'person') = (subject_id is null)),
  check ((subject_kind = 'person') = (words_id is not null and subject_mark is not null)),
  check ((decision_file is null) = (decision_no is not null and document is not null)),
  check ((decision_file is null) = (decision_number is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (decided_by is distinct from proposed_by or decided_by is null),
  check ((ended_at is null) = (state not in ('removed', 'fallen')))
);
-- One listing of a decision about a subject at a time.
create unique index joint_punishment_of_file on joint_punishment (decision_file, decision_number, subject_kind, coalesce(subject_id, subject_mark))
  where decision_file is not null and state in ('proposed', 'listed');
create unique index joint_punishment_of_paper on joint_punishment (bureau_id, decision_no, subject_kind, coalesce(subject_id, subject_mark))
  where decision_file is null and state in ('proposed', 'listed');
create index joint_punishment_bureau on joint_punishment (bureau_id, id desc);

create trigger no_delete before delete on joint_punishment for each row execute function refuse_change();
create trigger no_truncate before truncate on joint_punishment execute function refuse_change();

grant select on joint_punishment to duban_app;
