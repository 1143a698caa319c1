/** 曝光 Where decisions could be seen, and what of them stands (TJ51-7). */
import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

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
