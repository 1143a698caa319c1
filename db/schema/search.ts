/** 检索 By which numbers and names files are found, and how far they have been gathered. */
import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

export const searchTerm = pgTable(
  'search_term',
  {
    act: text('act_id').notNull(),
    file: text('file_id').notNull(),
    bureau: text('bureau_id').notNull(),
    field: text().notNull(),
    term: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.act, t.field, t.term] })],
);

export const searchPlace = pgTable('search_place', {
  bureau: text('bureau_id').primaryKey(),
  next: bigint({ mode: 'number' }).notNull().default(0),
});
