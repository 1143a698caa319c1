/** 案件回访 Rounds of revisits: population, order, revisitors; answers and clues are sealed or read through functions alone (TJ51-18). */
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Figures } from '../../domain/revisit/disclosure.ts';
import { groundKinds } from '../../domain/revisit/terms.ts';
import { day, instant, now } from './columns.ts';

export const revisitRound = pgTable('revisit_round', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  from: day('period_from').notNull(),
  until: day('period_until').notNull(),
  groundsHash: text('grounds_hash').notNull(),
  startedBy: text('started_by').notNull(),
  figures: jsonb().$type<Figures>(),
  figuredAt: instant('figured_at'),
  follows: text('follows_id'),
  beside: text('beside_id'),
  reason: text(),
});

export const revisitGround = pgTable(
  'revisit_ground',
  {
    round: text('round_id').notNull(),
    institution: text('institution_id').notNull(),
    kind: text({ enum: groundKinds }).notNull(),
    file: text('file_id').notNull(),
    on: day('on_day').notNull(),
    decision: integer(),
  },
  (t) => [primaryKey({ columns: [t.round, t.institution, t.kind, t.file] })],
);

export const revisitPlace = pgTable(
  'revisit_place',
  {
    round: text('round_id').notNull(),
    place: integer().notNull(),
    institution: text('institution_id').notNull(),
    state: text({ enum: ['reserve', 'drawn', 'visited', 'unreachable'] }).notNull(),
    officers: text().array().notNull().default([]),
    offices: text().array().notNull().default([]),
    namedAct: text('named_act'),
    overAct: text('over_act'),
    overAt: instant('over_at'),
  },
  (t) => [primaryKey({ columns: [t.round, t.place] })],
);

export const revisitAnswer = pgTable(
  'revisit_answer',
  {
    round: text('round_id').notNull(),
    institution: text('institution_id').notNull(),
    sealed: text().notNull(),
    mark: text().notNull(),
    givenBy: text('given_by').notNull(),
    givenAt: instant('given_at').notNull().default(now),
    team: text().array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.round, t.institution] })],
);

export const revisitClue = pgTable(
  'revisit_clue',
  {
    round: text('round_id').notNull(),
    institution: text('institution_id').notNull(),
    bureau: text('bureau_id').notNull(),
    toUnit: text('to_unit').notNull(),
    handedBy: text('handed_by').notNull(),
    handedAt: instant('handed_at').notNull().default(now),
    dueOn: day('due_on').notNull(),
    groundSealed: text('ground_sealed'),
    outcome: text({ enum: ['founded', 'unfounded', 'referred'] }),
    wordsSealed: text('words_sealed'),
    settledBy: text('settled_by'),
    settledAt: instant('settled_at'),
  },
  (t) => [primaryKey({ columns: [t.round, t.institution] })],
);
