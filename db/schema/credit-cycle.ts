/** 信用评价 Rules, cycles, gradings and the blacklist (QHD-2.4). */
import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { RuleColumn, RuleLine } from '../../domain/credit-cycle/rule.ts';
import { grades, gradingCauses, type SubjectKind } from '../../domain/credit-cycle/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { day, instant, now } from './columns.ts';

export const creditRule = pgTable(
  'credit_rule',
  {
    bureau: text('bureau_id').notNull(),
    version: integer().notNull(),
    title: text().notNull(),
    documentNo: text('document_no'),
    document: jsonb().$type<DocumentReference>().notNull(),
    inForceFrom: day('in_force_from').notNull(),
    sample: boolean().notNull(),
    objectionDays: integer('objection_days'),
    columns: jsonb().$type<RuleColumn[]>().notNull(),
    lines: jsonb().$type<RuleLine[]>().notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull().default(now),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by'),
    revokedWhy: text('revoked_why'),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.version] })],
);

export const creditCycle = pgTable('credit_cycle', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  from: day('from_on').notNull(),
  until: day('until_on').notNull(),
  rule: integer('rule_version'),
  assessedAt: instant('assessed_at'),
  gatheringAt: instant('gathering_at'),
  gradingAt: instant('grading_at'),
  leftOut: integer('left_out'),
});

export const creditGrade = pgTable('credit_grade', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  bureau: text('bureau_id').notNull(),
  cycle: text().notNull(),
  cycleFrom: day('cycle_from').notNull(),
  subjectKind: text('subject_kind').$type<SubjectKind>().notNull(),
  subjectId: text('subject_id').notNull(),
  cause: text({ enum: gradingCauses }).notNull(),
  reference: text(),
  byTable: text('by_table', { enum: grades }).notNull(),
  line: integer().notNull(),
  counts: integer().array().notNull(),
  grade: text({ enum: grades }).notNull(),
  proposedD: boolean('proposed_d').notNull(),
  explanation: jsonb().$type<{ acts: object[]; promised: boolean }>().notNull(),
  inForceFrom: instant('in_force_from').notNull(),
  supersededAt: instant('superseded_at'),
});

export const creditBlacklist = pgTable('credit_blacklist', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  subjectKind: text('subject_kind').$type<SubjectKind>().notNull(),
  subjectId: text('subject_id').notNull(),
  cycle: text().notNull(),
  state: text({ enum: ['proposed', 'noticed', 'listed', 'not-listed', 'left', 'dropped'] })
    .notNull()
    .default('proposed'),
  legalBasis: text('legal_basis'),
  noticedAt: instant('noticed_at'),
  noticedGrading: bigint('noticed_grading', { mode: 'number' }),
  decidedAt: instant('decided_at'),
  leftAt: instant('left_at'),
});

export const creditClassInForce = pgView('credit_class_in_force', {
  bureau: text('bureau_id').notNull(),
  institution: text('institution_id').notNull(),
  class: text({ enum: grades }).notNull(),
}).existing();
