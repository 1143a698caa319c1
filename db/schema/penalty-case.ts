/** 立案查处 Penalty cases, where they come from, and their decisions as they stand (TJ51-14.1). */
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Measure } from '../../domain/penalty-case/measures.ts';
import type { Matter } from '../../domain/penalty-case/terms.ts';
import { day, instant } from './columns.ts';

export const penaltyCase = pgTable('penalty_case', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  subjectKind: text('subject_kind', { enum: ['institution', 'practitioner'] }).notNull(),
  subject: text('subject_id').notNull(),
  matter: text().$type<Matter>().notNull(),
  matterRef: text('matter_ref'),
  caseNo: text('case_no').notNull(),
  filedAt: instant('filed_at').notNull(),
  severe: boolean().notNull().default(false),
  supersedes: text(),
  flagUnit: text('flag_unit'),
  flagLevel: text('flag_level'),
  flagUntil: day('flag_until'),
  flaggedAt: instant('flagged_at'),
});

export const penaltyOrigin = pgTable(
  'penalty_origin',
  {
    file: text('file_id').notNull(),
    origin: text('origin_id').notNull(),
    act: text('act_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.origin] })],
);

export const penaltyDecision = pgTable(
  'penalty_decision',
  {
    file: text('file_id').notNull(),
    number: integer().notNull(),
    bureau: text('bureau_id').notNull(),
    act: text('act_id').notNull(),
    outcome: text({ enum: ['penalty', 'no-penalty', 'withdrawn', 'transferred'] }).notNull(),
    measures: jsonb().$type<Measure[]>().notNull(),
    violations: text().array().notNull(),
    discretion: text(),
    decidedAt: instant('decided_at').notNull(),
    servedAt: instant('served_at'),
    state: text({ enum: ['decided', 'served', 'fallen', 'changed'] })
      .notNull()
      .default('decided'),
    stateAt: instant('state_at').notNull(),
    stateAct: text('state_act').notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.number] })],
);
