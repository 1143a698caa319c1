-- 案件回访 Rounds of revisits (TJ51-18): the population by its grounds, the order of the draw, who revisited whom, what was answered (sealed), and clues.
-- The draw of a round is a row of `draw` under the same id: committed, revealed and verified as every other one.
create table revisit_round (
  id text primary key references draw,
  bureau_id text not null references bureau,
  unit_id text not null references unit,
  period_from date not null,
  period_until date not null check (period_until >= period_from),
  grounds_hash text not null check (grounds_hash ~ '^[0-9a-f]{64}$'),
  started_by text not null references officer,
  -- domain/revisit/disclosure.ts Figures: once, when every revisit of the round is over
  figures jsonb,
  figured_at timestamptz,
  -- The round of the unit over some of these days that this one follows, and why it is drawn again
  follows_id text references revisit_round,
  reason text,
  check ((follows_id is null) = (reason is null))
);
create index revisit_round_unit on revisit_round (unit_id, period_until);
create index revisit_round_bureau on revisit_round (bureau_id, id);
create index file_revisit on file (bureau_id, opened_at desc, id desc) where procedure = 'revisit';

-- By what each institution is in the population: an inspection on site, a decision that was served and stood, a final decision.
create table revisit_ground (
  round_id text not null references revisit_round,
  institution_id text not null references institution,
  kind text not null check (kind in ('inspection', 'penalty', 'final-decision')),
  file_id text not null,
  on_day date not null,
  -- Of a penalty: which decision of its case
  decision int,
  primary key (round_id, institution_id, kind, file_id)
);

-- Those drawn, and whoever comes after them in the order of the draw.
create table revisit_place (
  round_id text not null references revisit_round,
  place int not null check (place > 0),
  institution_id text not null references institution,
  state text not null check (state in ('reserve', 'drawn', 'visited', 'unreachable')),
  officers text[] not null default '{}',
  -- 监察室、执法监督处 as far as one of them takes part
  offices text[] not null default '{}',
  named_act text,
  over_act text,
  over_at timestamptz,
  primary key (round_id, place),
  unique (round_id, institution_id)
);

-- 答复 Sealed before it is kept; the mark says whether the same was given again.
create table revisit_answer (
  round_id text not null references revisit_round,
  institution_id text not null references institution,
  sealed text not null,
  mark text not null,
  given_by text not null references officer,
  given_at timestamptz not null default clock_timestamp(),
  -- Who was named when it was given: they read it, and nobody who is named afterwards.
  team text[] not null,
  primary key (round_id, institution_id)
);

-- 线索 What was handed to 监察室; it stands in no file.
create table revisit_clue (
  round_id text not null references revisit_round,
  institution_id text not null references institution,
  bureau_id text not null references bureau,
  to_unit text not null references unit,
  handed_by text not null references officer,
  handed_at timestamptz not null default clock_timestamp(),
  due_on date not null,
  -- What whoever handed it over says of it
  ground_sealed text,
  outcome text check (outcome in ('founded', 'unfounded', 'referred')),
  words_sealed text,
  settled_by text references officer,
  settled_at timestamptz,
  primary key (round_id, institution_id),
  check ((outcome is null) = (settled_at is null))
);
create index revisit_clue_unit on revisit_clue (to_unit, due_on) where outcome is null;

create trigger no_delete before delete on revisit_round for each row execute function refuse_change();
create trigger no_truncate before truncate on revisit_round execute function refuse_change();
create trigger append_only before update or delete on revisit_ground for each row execute function refuse_change();
create trigger no_truncate before truncate on revisit_ground execute function refuse_change();
create trigger no_delete before delete on revisit_place for each row execute function refuse_change();
create trigger no_truncate before truncate on revisit_place execute function refuse_change();
create trigger append_only before update or delete on revisit_answer for each row execute function refuse_change();
create trigger no_truncate before truncate on revisit_answer execute function refuse_change();
create trigger no_delete before delete on revisit_clue for each row execute function refuse_change();
create trigger no_truncate before truncate on revisit_clue execute function refuse_change();

-- Answers and clues are read through functions alone, which look who asks.
grant select on revisit_round, revisit_ground, revisit_place to duban_app;
