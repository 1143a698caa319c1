/** 会商 When departments consult, and which term has been called. */
import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, now } from './columns.ts';

export const consultationSchedule = pgTable(
  'consultation_schedule',
  {
    bureau: text('bureau_id').notNull(),
    acceptingUnit: text('accepting_unit').notNull(),
    supervisingUnit: text('supervising_unit').notNull(),
    version: integer().notNull(),
    months: integer().notNull(),
    day: integer().notNull(),
    hour: integer().notNull(),
    paused: boolean().notNull(),
    reason: text().notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: instant('changed_at').notNull().default(now),
    syncedAt: instant('synced_at'),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.acceptingUnit, t.supervisingUnit, t.version] })],
);

export const consultationCall = pgTable(
  'consultation_call',
  {
    bureau: text('bureau_id').notNull(),
    acceptingUnit: text('accepting_unit').notNull(),
    supervisingUnit: text('supervising_unit').notNull(),
    at: instant().notNull(),
    calledAt: instant('called_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.acceptingUnit, t.supervisingUnit, t.at] })],
);
