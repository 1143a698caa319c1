-- 终局决定 Final decisions of every kind in one place, as publicity and lists look for them (docs/decisions/0028). Kept by triggers.
create table final_decision (
  file_id text not null references file,
  number int not null,
  bureau_id text not null references bureau,
  source text not null check (source in ('penalty-case', 'rapid-response')),
  unit_id text not null,
  subject_kind text not null check (subject_kind in ('institution', 'practitioner')),
  subject_id text not null,
  measures jsonb not null,
  -- Something was ordered against the subject; of a kind that the lists tell
  adverse boolean not null,
  listable boolean not null,
  decided_at timestamptz not null,
  served_at timestamptz,
  state text not null check (state in ('decided', 'served', 'fallen', 'changed')),
  state_at timestamptz not null,
  -- How often it has fallen or come to stand again
  turn int not null default 0,
  -- It has a publicity; it was told in a list
  publicised boolean not null default false,
  listed boolean not null default false,
  primary key (file_id, number)
);
create index final_decision_subject on final_decision (subject_kind, subject_id);
-- 待曝光、待通报 What is waiting, and nothing of what is done
create index final_decision_unpublicised on final_decision (bureau_id, served_at, file_id, number) where state = 'served' and adverse and not publicised;
create index final_decision_unlisted on final_decision (bureau_id, served_at) where state = 'served' and listable and not listed;
create index final_decision_corrected on final_decision (bureau_id) where listed and turn > 0;
create index final_decision_fell on final_decision (bureau_id, file_id, number) where state in ('fallen', 'changed');
create index final_decision_first on final_decision (bureau_id, served_at) where state = 'served';
create index publicity_subject on publicity (bureau_id, subject_id);

-- 不再成立、恢复成立 That a final decision of a rapid response fell, or that such a record was taken back: one file each.
create table decision_fall (
  file_id text primary key references file,
  bureau_id text not null references bureau,
  kind text not null check (kind in ('fall', 'stand')),
  decision_file text not null references file,
  decision_number int not null,
  subject_kind text not null check (subject_kind in ('institution', 'practitioner')),
  subject_id text not null,
  -- 复议、法院、自行纠正, or the penalty case on which the decision rests
  cause text not null check (cause in ('review', 'court', 'self', 'penalty-case', 'mistake')),
  outcome text not null check (outcome in ('annulled', 'changed', 'stands')),
  -- What is left of a decision that was changed
  measures jsonb,
  document_no text,
  decided_at timestamptz not null,
  effective_at timestamptz not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  state text not null default 'recorded' check (state in ('recorded', 'confirmed', 'rejected', 'withdrawn')),
  settled_by text,
  settled_at timestamptz,
  -- Of what is taken back: the file that recorded it. Of what follows a penalty case: that case
  takes_back text references decision_fall,
  rests_on text references file,
  check ((kind = 'stand') = (takes_back is not null) and (kind = 'stand') = (outcome = 'stands')),
  check ((outcome = 'changed') = (measures is not null)),
  check ((state = 'recorded') = (settled_at is null))
);
create index decision_fall_decision on decision_fall (decision_file, decision_number);
create index decision_fall_subject on decision_fall (bureau_id, subject_id);
create index decision_fall_waiting on decision_fall (bureau_id) where state = 'recorded';
create index file_decision_fall on file (bureau_id, opened_at desc, id desc) where procedure = 'decision-fall';
-- Which responses rest on a penalty case
create index inbox_case_ended on inbox ((payload->>'file')) where type = 'penalty-case-ended';

-- They hang on it now.
drop trigger if exists publicity on penalty_decision;
drop trigger if exists sanctioned_list on penalty_decision;
create trigger no_delete before delete on final_decision for each row execute function refuse_change();
create trigger no_truncate before truncate on final_decision execute function refuse_change();
create trigger no_delete before delete on decision_fall for each row execute function refuse_change();
create trigger no_truncate before truncate on decision_fall execute function refuse_change();

-- 名单 A decision may be told, corrected, and told to stand again: which turn of it an entry or a correction is of.
alter table sanctioned_list_entry add column turn int not null default 0;
alter table sanctioned_list add column turn int;
drop trigger append_only on sanctioned_list_entry;
update sanctioned_list_entry set turn = 1 where mark = 'correction';
create trigger append_only before update or delete on sanctioned_list_entry for each row execute function refuse_change();
drop trigger keep on sanctioned_list;
update sanctioned_list set turn = 1 where kind = 'correction';
create trigger keep before update on sanctioned_list for each row when (old.content is not null) execute function refuse_change();
drop index sanctioned_list_correction;
create unique index sanctioned_list_correction on sanctioned_list (decision_file, decision_number, turn) where kind = 'correction';
drop index sanctioned_list_fallen;
create unique index sanctioned_list_fallen on sanctioned_list_entry (decision_file, decision_number, turn) where mark = 'correction';

-- 送交 What was delivered, to which line of the registry, whether it was acknowledged or not.
create table sanctioned_list_sent (
  file_id text not null references sanctioned_list,
  recipient text not null check (recipient in ('health', 'market')),
  -- The line that was in force on the day; null where it was delivered before lines were asked for
  line_id bigint references list_recipient,
  delivered_at timestamptz not null,
  act_id text not null,
  primary key (file_id, recipient)
);
create trigger append_only before update or delete on sanctioned_list_sent for each row execute function refuse_change();
create trigger no_truncate before truncate on sanctioned_list_sent execute function refuse_change();
create index sanctioned_list_corrects on sanctioned_list (corrects) where corrects is not null;
insert into sanctioned_list_sent
  select l.file_id, i.payload->>'recipient',
    (
      select r.id from list_recipient r
        where r.bureau_id = l.bureau_id and r.kind = i.payload->>'recipient'
          and r.valid_from <= ((i.payload->>'deliveredAt')::timestamptz at time zone 'Asia/Shanghai')::date
        order by r.valid_from desc, r.id desc limit 1),
    (i.payload->>'deliveredAt')::timestamptz, i.act_id
    from sanctioned_list l
    join inbox i on i.file_id = l.file_id and i.type = 'list-delivery' and i.verdict->>'accepted' = 'true'
  on conflict do nothing;

-- 曝光已经结束之后 What was said to the public of a decision that fell when its publicity was over.
create table publicity_aftermath (
  file_id text primary key references publicity,
  state text not null check (state in ('fallen', 'changed')),
  fallen_at timestamptz not null,
  explanation text not null,
  address text,
  document jsonb,
  noted_by text not null references officer,
  noted_at timestamptz not null default clock_timestamp()
);
create trigger append_only before update or delete on publicity_aftermath for each row execute function refuse_change();
create trigger no_truncate before truncate on publicity_aftermath execute function refuse_change();

-- Whose publicity had ended, with something that could be seen, when the decision fell; whatever the file heard of is no part of it.
create view fallen_after_end as
  select p.file_id, p.bureau_id, d.state, d.state_at as fallen_at
    from publicity p
    join file f on f.id = p.file_id and f.outcome = 'ended'
    join final_decision d on d.file_id = p.decision_file and d.number = p.decision_number
    where d.state in ('fallen', 'changed') and p.fallen is null
      and not exists (select 1 from publicity_aftermath a where a.file_id = p.file_id);

-- What stands so far.
insert into final_decision (
  file_id, number, bureau_id, source, unit_id, subject_kind, subject_id, measures, adverse, listable,
  decided_at, served_at, state, state_at, turn)
  select d.file_id, d.number, d.bureau_id, 'penalty-case', p.unit_id, p.subject_kind, p.subject_id,
    d.measures, d.outcome = 'penalty', d.outcome = 'penalty', d.decided_at, d.served_at, d.state,
    d.state_at, case when d.state in ('fallen', 'changed') then 1 else 0 end
    from penalty_decision d join penalty_case p on p.file_id = d.file_id
    where d.outcome in ('penalty', 'no-penalty');
insert into final_decision (
  file_id, number, bureau_id, source, unit_id, subject_kind, subject_id, measures, adverse, listable,
  decided_at, served_at, state, state_at)
  select f.id, i.number, f.bureau_id, 'rapid-response', f.opening->'units'->>'supervision-body',
    f.subject_kind, f.subject_id, i.payload->'measures',
    jsonb_path_exists(i.payload->'measures', '$[*] ? (@.measure != "restore")'),
    jsonb_path_exists(
      i.payload->'measures',
      '$[*] ? (@.measure == "terminate" || @.measure == "cancel" || @.measure == "suspend")'),
    (i.payload->>'decidedAt')::timestamptz, s.served_at,
    case when s.served_at is null then 'decided' else 'served' end,
    coalesce(s.served_at, (i.payload->>'decidedAt')::timestamptz)
    from file f
    join inbox i on i.file_id = f.id and i.type = 'final-decision' and i.verdict->>'accepted' = 'true'
    left join lateral (
      select min((x.payload->>'servedAt')::timestamptz) as served_at
        from inbox x
        where x.file_id = f.id and x.type = 'final-service' and x.verdict->>'accepted' = 'true'
          and x.number > i.number and x.payload->>'recipient' = f.subject_id) s on true
    where f.procedure = 'rapid-response';
update final_decision d set publicised = true
  where exists (select 1 from publicity p where p.decision_file = d.file_id and p.decision_number = d.number);
update final_decision d set listed = true
  where exists (
    select 1 from sanctioned_list_entry e
      where e.decision_file = d.file_id and e.decision_number = d.number and e.mark <> 'correction');

grant select on final_decision, decision_fall, sanctioned_list_sent, publicity_aftermath, fallen_after_end to duban_app;
