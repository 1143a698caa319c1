/** 参保人员信用记录 What is recorded of the insured, sealed, and what became of it (QJ-2.7). */
import { bigint, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { day, instant, now } from './columns.ts';

export const insuredCredit = pgTable('insured_credit', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  words: text('words_id').notNull(),
  subjectMark: text('subject_mark').notNull(),
  kind: text().notNull(),
  occurredOn: day('occurred_on').notNull(),
  document: jsonb().$type<DocumentReference>().notNull(),
  state: text({ enum: ['proposed', 'recorded', 'rejected', 'fallen'] })
    .notNull()
    .default('proposed'),
  step: integer().notNull().default(1),
  proposedBy: text('proposed_by').notNull(),
  proposedAt: instant('proposed_at').notNull().default(now),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
  fallWhy: text('fall_why', { enum: ['overturned', 'error', 'objection'] }),
  fallDocument: jsonb('fall_document').$type<DocumentReference>(),
  fallBy: text('fall_by'),
  fallenBy: text('fallen_by'),
  fallenAt: instant('fallen_at'),
});
