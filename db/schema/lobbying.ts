/** 请托说情登记 One sealed value for each bureau, and the places of its watches. */
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export const sealedRegister = pgTable('sealed_register', {
  bureau: text('bureau_id').primaryKey(),
  beat: instant().notNull(),
  size: integer().notNull(),
  sealed: bytes().notNull(),
});

export const sealedPlace = pgTable('sealed_place', {
  place: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
});
