/** 曝光 Where decisions could be seen, and what of them stands (TJ51-7). */
import { integer, jsonb, pgTable, pgView, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { instant, now } from './columns.ts';

export const publicity = pgTable('publicity', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  decisionFile: text('decision_file').notNull(),
  decisionNumber: integer('decision_number').notNull(),
  subjectKind: text('subject_kind', { enum: ['institution', 'practitioner'] }).notNull(),
  subject: text('subject_id').notNull(),
  approvedAt: instant('approved_at'),
  fallenAt: instant('fallen_at'),
  fallen: text({ enum: ['fallen', 'changed'] }),
});

export const publicityChannel = pgTable(
  'publicity_channel',
  {
    file: text('file_id').notNull(),
    act: text('act_id').notNull(),
    channel: text().notNull(),
    outlet: text(),
    publishedAt: instant('published_at').notNull(),
    address: text().notNull(),
    proof: text().notNull(),
    withdrawnAt: instant('withdrawn_at'),
    how: text({ enum: ['withdrawn', 'corrected', 'ended'] }),
    withdrawalAct: text('withdrawal_act'),
    withdrawalAddress: text('withdrawal_address'),
  },
  (t) => [primaryKey({ columns: [t.file, t.act] })],
);

export const publicityLacking = pgTable(
  'publicity_lacking',
  {
    file: text('file_id').notNull(),
    act: text('act_id').notNull(),
    channel: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.act] })],
);

export const publicityAftermath = pgTable('publicity_aftermath', {
  file: text('file_id').primaryKey(),
  state: text({ enum: ['fallen', 'changed'] }).notNull(),
  fallenAt: instant('fallen_at').notNull(),
  explanation: text().notNull(),
  address: text(),
  document: jsonb().$type<DocumentReference>(),
  notedBy: text('noted_by').notNull(),
  notedAt: instant('noted_at').notNull().default(now),
});

export const fallenAfterEnd = pgView('fallen_after_end', {
  file: text('file_id'),
  bureau: text('bureau_id'),
  state: text({ enum: ['fallen', 'changed'] }),
  fallenAt: instant('fallen_at'),
}).existing();
