/** 双随机抽查 Draws and whom they have drawn. */
import { integer, json, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import {
  choices,
  clauses,
  type AbandonedRecord,
  type Contribution,
  type DrawRecord,
  type Statement,
} from '../../domain/draw/record.ts';
import { day, instant } from './columns.ts';

export const draw = pgTable('draw', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  clause: text({ enum: clauses }).notNull(),
  bodyUnit: text('body_unit').notNull(),
  contributorUnit: text('contributor_unit').notNull(),
  state: text({ enum: ['prepared', 'committed', 'contributed', 'revealed', 'abandoned'] })
    .notNull()
    .default('prepared'),
  statement: json().$type<Statement>().notNull(),
  objects: integer().notNull().default(0),
  count: integer().notNull().default(0),
  statementHash: text('statement_hash').notNull(),
  secret: text().notNull(),
  committedAt: instant('committed_at').notNull(),
  revealBy: instant('reveal_by').notNull(),
  root: text('root_id').notNull(),
  follows: text('follows_id'),
  reason: text(),
  hints: text().array().notNull().default([]),
  contribution: jsonb().$type<Contribution>(),
  record: json().$type<DrawRecord | AbandonedRecord>(),
  recordHash: text('record_hash'),
  abandonment: jsonb().$type<AbandonedRecord['abandonment']>(),
  endedAt: instant('ended_at'),
  noChoice: text('no_choice', { enum: choices }).array().notNull().default([]),
});

export const drawPick = pgTable(
  'draw_pick',
  {
    draw: text('draw_id').notNull(),
    institution: text('institution_id').notNull(),
    officers: text().array().notNull(),
    objectOn: day('object_on').notNull(),
    officersOn: day('officers_on').notNull(),
  },
  (t) => [primaryKey({ columns: [t.draw, t.institution] })],
);
