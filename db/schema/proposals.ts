/** 双人复核 What one person has proposed and another has decided. */
import { bigint, boolean, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, now } from './columns.ts';

export const proposal = pgTable('proposal', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  what: text().notNull(),
  subject: text().notNull(),
  before: jsonb().$type<unknown>(),
  after: jsonb().$type<unknown>().notNull(),
  hash: text().notNull(),
  reason: text(),
  by: text('proposed_by').notNull(),
  shared: boolean().notNull().default(false),
  sealed: text(),
  change: bigint('change_id', { mode: 'number' }),
  at: instant().notNull().default(now),
  expiresAt: instant('expires_at').notNull(),
  bootstrap: boolean().notNull().default(false),
  state: text({ enum: ['proposed', 'confirmed', 'rejected', 'withdrawn'] })
    .notNull()
    .default('proposed'),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
  decidedReason: text('decided_reason'),
});
