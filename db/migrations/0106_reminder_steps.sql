-- 逐级 What was told of a step is kept under the step whatever its threshold: a bureau that changes one has not everything told again.
insert into reminder_said (recipient, key, said_at)
  select recipient, regexp_replace(key, '^(escalation-(law|management)-(head|coordinator|bureau-leader))-[0-9]+[hd]:', '\1:'), min(said_at)
  from reminder_said where key ~ '^escalation-(law|management)-(head|coordinator|bureau-leader)-[0-9]+[hd]:'
  group by 1, 2
  on conflict do nothing;
delete from reminder_said where key ~ '^escalation-(law|management)-(head|coordinator|bureau-leader)-[0-9]+[hd]:';
