/** 终局决定 Final decisions of every kind as publicity and lists look for them, and the records that one fell or stands again. */
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { causes, outcomes } from '../../domain/decision-fall/terms.ts';
import { instant } from './columns.ts';

export const finalDecision = pgTable(
  'final_decision',
  {
    file: text('file_id').notNull(),
    number: integer().notNull(),
    bureau: text('bureau_id').notNull(),
    source: text({ enum: ['penalty-case', 'rapid-response'] }).notNull(),
    unit: text('unit_id').notNull(),
    subjectKind: text('subject_kind', { enum: ['institution', 'practitioner'] }).notNull(),
    subject: text('subject_id').notNull(),
    measures: jsonb().$type<readonly { measure: string }[]>().notNull(),
    adverse: boolean().notNull(),
    listable: boolean().notNull(),
    decidedAt: instant('decided_at').notNull(),
    servedAt: instant('served_at'),
    state: text({ enum: ['decided', 'served', 'fallen', 'changed'] }).notNull(),
    stateAt: instant('state_at').notNull(),
    turn: integer().notNull().default(0),
    publicised: boolean().notNull().default(false),
    listed: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.file, t.number] })],
);

export const decisionFall = pgTable('decision_fall', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: ['fall', 'stand'] }).notNull(),
  decisionFile: text('decision_file').notNull(),
  decisionNumber: integer('decision_number').notNull(),
  subjectKind: text('subject_kind', { enum: ['institution', 'practitioner'] }).notNull(),
  subject: text('subject_id').notNull(),
  cause: text({ enum: causes }).notNull(),
  outcome: text({ enum: outcomes }).notNull(),
  measures: jsonb().$type<readonly { measure: string }[]>(),
  documentNo: text('document_no'),
  decidedAt: instant('decided_at').notNull(),
  effectiveAt: instant('effective_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  state: text({ enum: ['recorded', 'confirmed', 'rejected', 'withdrawn'] })
    .notNull()
    .default('recorded'),
  settledBy: text('settled_by'),
  settledAt: instant('settled_at'),
  takesBack: text('takes_back'),
  restsOn: text('rests_on'),
});
