/** 处罚名单通报 To whom, from when on, and what was in the lists (TJ51-15). */
import { bigint, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { marks, recipients } from '../../domain/sanctioned-list/terms.ts';
import { day, instant, now } from './columns.ts';

export const listRecipient = pgTable('list_recipient', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: recipients }).notNull(),
  name: text().notNull(),
  contact: text().notNull(),
  validFrom: day('valid_from').notNull(),
  document: jsonb().$type<DocumentReference>().notNull(),
  reason: text().notNull(),
  enteredBy: text('entered_by').notNull(),
  enteredAt: instant('entered_at').notNull().default(now),
});

export const sanctionedListStart = pgTable('sanctioned_list_start', {
  bureau: text('bureau_id').primaryKey(),
  from: day('from_on').notNull(),
});

export const sanctionedList = pgTable('sanctioned_list', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  kind: text({ enum: ['period', 'correction'] }).notNull(),
  from: day('from_on'),
  until: day('until_on'),
  corrects: text(),
  decisionFile: text('decision_file'),
  decisionNumber: integer('decision_number'),
  turn: integer(),
  content: text(),
  sha256: text(),
  fixedAt: instant('fixed_at'),
  fixedAct: text('fixed_act'),
});

export const sanctionedListJudged = pgTable(
  'sanctioned_list_judged',
  {
    file: text('file_id').notNull(),
    sha256: text().notNull(),
    content: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.sha256] })],
);

export const sanctionedListEntry = pgTable(
  'sanctioned_list_entry',
  {
    file: text('file_id').notNull(),
    decisionFile: text('decision_file').notNull(),
    decisionNumber: integer('decision_number').notNull(),
    mark: text({ enum: marks }).notNull(),
    turn: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.file, t.decisionFile, t.decisionNumber, t.mark] })],
);

export const sanctionedListDelivery = pgTable(
  'sanctioned_list_delivery',
  {
    file: text('file_id').notNull(),
    recipient: text({ enum: recipients }).notNull(),
    deliveredAt: instant('delivered_at').notNull(),
    deliveryAct: text('delivery_act').notNull(),
    acknowledgedAt: instant('acknowledged_at').notNull(),
    acknowledgementAct: text('acknowledgement_act').notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.recipient] })],
);

export const sanctionedListSent = pgTable(
  'sanctioned_list_sent',
  {
    file: text('file_id').notNull(),
    recipient: text({ enum: recipients }).notNull(),
    line: bigint('line_id', { mode: 'number' }),
    deliveredAt: instant('delivered_at').notNull(),
    act: text('act_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.recipient] })],
);
