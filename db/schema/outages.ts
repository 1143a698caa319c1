/** 中断 Outages of the system, and breaches that are disputed because of one (docs/decisions/0017). */
import { bigint, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { parts, type Part } from '../../domain/law/outage.ts';
import { instant, now } from './columns.ts';

export const heartbeat = pgTable('heartbeat', {
  part: text({ enum: parts }).primaryKey(),
  at: instant().notNull(),
});

export const outage = pgTable('outage', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  part: text({ enum: parts }).notNull(),
  fromAt: instant('from_at').notNull(),
  untilAt: instant('until_at').notNull(),
  notedAt: instant('noted_at').notNull().default(now),
});

export const breachDispute = pgTable(
  'breach_dispute',
  {
    file: text('file_id').notNull(),
    key: text().notNull(),
    outages: jsonb().$type<{ part: Part; from: number; until: number }[]>().notNull(),
    disputedAt: instant('disputed_at').notNull().default(now),
    decision: text({ enum: ['upheld', 'excused'] }),
    decidedAt: instant('decided_at'),
    decidedBy: text('decided_by'),
    decidedUnit: text('decided_unit'),
    reason: text(),
  },
  (t) => [primaryKey({ columns: [t.file, t.key] })],
);

/** Up to which outage a late breach has been looked at. */
export const outageLooked = pgTable(
  'outage_looked',
  {
    file: text('file_id').notNull(),
    key: text().notNull(),
    upto: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.key] })],
);

/** 技术停滞 When a file could not write (`file`), or nobody drove it (`run`). */
export const technicalStop = pgTable('technical_stop', {
  id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  file: text('file_id').notNull(),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: ['file', 'run'] }).notNull(),
  fault: text(),
  fromAt: instant('from_at').notNull(),
  untilAt: instant('until_at'),
});
