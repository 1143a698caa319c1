-- 查阅登记 A calendar is asked for by a program every few minutes: what it shows is entered once a day and whenever it has changed, and the readings between are counted.
alter table calendar_feed
  add column noted_on date,
  add column noted_hash text check (noted_hash ~ '^[0-9a-f]{64}$'),
  -- since then, the same once more
  add column repeated int not null default 0;
