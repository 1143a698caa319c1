/** 信息交互 The exchange log between departments (TJ84-15). */
import { sql } from 'drizzle-orm';
import { bigint, pgTable, pgView, text } from 'drizzle-orm/pg-core';
import type { ExchangeType } from '../../domain/coordination-issue/exchange.ts';
import { instant } from './columns.ts';

export const exchange = pgView('exchange', {
  id: text().notNull(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  toUnit: text('to_unit'),
  type: text().$type<ExchangeType>().notNull(),
  file: text('file_id').notNull(),
  item: text('item_id'),
  receivedAt: instant('received_at').notNull(),
  arrivedAt: instant('arrived_at').notNull(),
  hash: text().notNull(),
  state: text().$type<'accepted' | 'refused' | 'pending'>().notNull(),
  timing: text(),
  code: text(),
  clause: text(),
  finding: text(),
  accepting: text(),
  supervising: text(),
}).existing();

export const refusedExchange = pgTable('refused_exchange', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  officer: text('officer_id').notNull(),
  type: text().$type<ExchangeType>().notNull(),
  code: text().notNull(),
  clause: text(),
  file: text('file_id'),
  item: text('item_id'),
  hash: text().notNull(),
  key: text().notNull(),
  at: instant()
    .notNull()
    .default(sql`date_trunc('milliseconds'::text, clock_timestamp())`),
});
