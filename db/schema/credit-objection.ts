/** 信用异议、报告、宣传培训 Objections, codes of subjects, reports by period, the log of training (QHD-2.3, 2.5, 3.2, 3.3). */
import { bigint, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { targets } from '../../domain/credit-objection/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { day, instant, now } from './columns.ts';

export const creditObjection = pgTable('credit_objection', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subject: text('subject_id').notNull(),
  target: text({ enum: targets }).notNull(),
  entry: text('entry_id'),
  channel: text({ enum: ['officer', 'code'] }).notNull(),
  openedAt: instant('opened_at').notNull(),
  endedAt: instant('ended_at'),
  outcome: text({ enum: ['granted', 'rejected', 'withdrawn', 'settled'] }),
  decidedBy: text('decided_by'),
  toldAt: instant('told_at'),
});

export const creditCode = pgTable('credit_code', {
  hash: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subject: text('subject_id').notNull(),
  document: jsonb().$type<DocumentReference>().notNull(),
  issuedBy: text('issued_by').notNull(),
  issuedAt: instant('issued_at').notNull().default(now),
  validUntil: instant('valid_until').notNull(),
});

export const creditReportStart = pgTable('credit_report_start', {
  bureau: text('bureau_id').primaryKey(),
  from: day('from_on').notNull(),
});

export const creditReport = pgTable('credit_report', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  from: day('from_on').notNull(),
  until: day('until_on').notNull(),
  content: text().notNull(),
  sha256: text().notNull(),
  deliveredAt: instant('delivered_at'),
});

export const creditReportEntry = pgTable(
  'credit_report_entry',
  {
    file: text('file_id').notNull(),
    entry: text('entry_id').notNull(),
    mark: text({ enum: ['new', 'late', 'correction'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.entry, t.mark] })],
);

export const creditTraining = pgTable('credit_training', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: ['training', 'publicity'] }).notNull(),
  heldOn: day('held_on').notNull(),
  topic: text().notNull(),
  audience: text().notNull(),
  attendees: integer(),
  document: jsonb().$type<DocumentReference>().notNull(),
  enteredBy: text('entered_by').notNull(),
  enteredAt: instant('entered_at').notNull().default(now),
});
