/** 台面 Who is signed in to the pages. */
import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant, now } from './columns.ts';

export const deskSession = pgTable('desk_session', {
  hash: text().primaryKey(),
  officer: text('officer_id').notNull(),
  begunAt: instant('begun_at').notNull().default(now),
  seenAt: instant('seen_at').notNull().default(now),
  endsAt: instant('ends_at').notNull(),
});
