/** 执法队伍 Open work that went from one officer to another. */
import { bigint, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, now } from './columns.ts';

export const workReassignment = pgTable('work_reassignment', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  file: text('file_id').notNull(),
  from: text('from_officer').notNull(),
  to: text('to_officer').notNull(),
  decidedBy: text('decided_by').notNull(),
  reason: text().notNull(),
  at: instant().notNull().default(now),
});
