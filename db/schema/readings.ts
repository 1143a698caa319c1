/** 查阅登记 Who has read what, when, and for what purpose. */
import { bigint, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, instant, now, salt } from './columns.ts';

export const reading = pgTable('reading', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  at: instant().notNull().default(now),
  officer: text('officer_id').notNull(),
  unit: text('unit_id').notNull(),
  system: text('system_id'),
  kind: text({ enum: ['narrative', 'sealed', 'dossier', 'export', 'reads'] }).notNull(),
  route: text().notNull(),
  file: text('file_id'),
  asked: jsonb().$type<Record<string, unknown>>().notNull(),
  purpose: text(),
  salt: bytes().notNull().default(salt),
});
