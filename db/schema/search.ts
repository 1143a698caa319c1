/** 检索 By which numbers and names files are found, and how far they have been gathered. */
import { sql } from 'drizzle-orm';
import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, now } from './columns.ts';

export const searchTerm = pgTable(
  'search_term',
  {
    act: text('act_id').notNull(),
    file: text('file_id').notNull(),
    bureau: text('bureau_id').notNull(),
    field: text().notNull(),
    term: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.term, t.field, t.act] })],
);

export const searchPlace = pgTable('search_place', {
  bureau: text('bureau_id').primaryKey(),
  next: bigint({ mode: 'number' }).notNull().default(0),
  /** By which rules its acts were gathered: under others they are gathered again. */
  rules: text().notNull().default(''),
  servedAt: instant('served_at')
    .notNull()
    .default(sql`'-infinity'::timestamp with time zone`),
});

/** Acts whose words do not let themselves be gathered, with the code of the database's fault. */
export const searchSkipped = pgTable('search_skipped', {
  act: text('act_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  code: text().notNull(),
  at: instant().notNull().default(now),
});
