/** 失信联合惩戒对象名单 Who is listed, on which decision, and what became of it (QJ-2.7). */
import { bigint, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { day, instant, now } from './columns.ts';

export const jointPunishment = pgTable('joint_punishment', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  subjectKind: text('subject_kind', { enum: ['institution', 'practitioner', 'person'] }).notNull(),
  subject: text('subject_id'),
  words: text('words_id'),
  subjectMark: text('subject_mark'),
  decisionFile: text('decision_file'),
  decisionNumber: integer('decision_number'),
  decisionNo: text('decision_no'),
  decisionKey: text('decision_key'),
  document: jsonb().$type<DocumentReference>(),
  servedOn: day('served_on').notNull(),
  finality: text({ enum: ['expired', 'review-decided', 'judgment'] }).notNull(),
  finalOn: day('final_on').notNull(),
  finalityDocument: jsonb('finality_document').$type<DocumentReference>(),
  gravity: text().notNull(),
  state: text({ enum: ['proposed', 'listed', 'rejected', 'removed', 'fallen'] })
    .notNull()
    .default('proposed'),
  proposedBy: text('proposed_by').notNull(),
  proposedAt: instant('proposed_at').notNull().default(now),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
  removalWhy: text('removal_why', {
    enum: ['annulled', 'changed', 'repaired', 'term', 'error'],
  }),
  removalDocument: jsonb('removal_document').$type<DocumentReference>(),
  removalBy: text('removal_by'),
  removalAt: instant('removal_at'),
  endedBy: text('ended_by'),
  endedAt: instant('ended_at'),
  endedWhy: text('ended_why'),
  step: integer().notNull().default(1),
});
