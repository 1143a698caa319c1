/** 承诺制办件 What stands beside the file of a case. */
import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, instant } from './columns.ts';

export const keySupervision = pgTable(
  'key_supervision',
  {
    file: text('file_id').notNull(),
    material: text().notNull(),
    promise: text().notNull(),
    promisedOn: day('promised_on').notNull(),
    fromAt: instant('from_at').notNull(),
    untilAt: instant('until_at'),
    ended: text({ enum: ['conforming', 'revoked', 'transferred'] }),
  },
  (t) => [primaryKey({ columns: [t.file, t.material] })],
);

export const coordinatorReminder = pgTable(
  'coordinator_reminder',
  {
    file: text('file_id').notNull(),
    seq: integer().notNull(),
    bureau: text('bureau_id').notNull(),
    unit: text('unit_id').notNull(),
    officer: text('officer_id'),
    duty: text().notNull(),
    count: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.seq] })],
);
