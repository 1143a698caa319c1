/** 收件箱 What files are sent, and what no file has taken in. */
import { bigint, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Verdict } from '../../domain/law/verdict.ts';
import { bytes, day, instant, now, salt } from './columns.ts';

export const inbox = pgTable('inbox', {
  act: text('act_id').primaryKey(),
  file: text('file_id').notNull(),
  number: integer().notNull(),
  type: text().notNull(),
  unit: text('unit_id').notNull(),
  officer: text('officer_id').notNull(),
  system: text('system_id'),
  message: jsonb().$type<Record<string, unknown>>().notNull(),
  payload: jsonb().$type<Record<string, unknown>>().notNull(),
  hash: text().notNull(),
  receivedAt: instant('received_at').notNull(),
  arrivedAt: instant('arrived_at').notNull(),
  storedAt: instant('stored_at').notNull().default(now),
  key: text().notNull(),
  signalledAt: instant('signalled_at'),
  verdict: jsonb().$type<Verdict>(),
  settledAt: instant('settled_at'),
  known: jsonb().$type<Record<string, unknown>>(),
  nextTryAt: instant('next_try_at'),
  sent: integer().notNull().default(0),
  salt: bytes().notNull().default(salt),
  verdictSalt: bytes('verdict_salt').notNull().default(salt),
  standing: jsonb().$type<Record<string, unknown>>(),
});

export const inboundEvent = pgTable(
  'inbound_event',
  {
    system: text('system_id').notNull(),
    key: text().notNull(),
    officer: text('officer_id').notNull(),
    hash: text().notNull(),
    type: text().notNull(),
    result: text('result_id').notNull(),
    answer: jsonb().$type<Record<string, unknown>>(),
    at: instant().notNull().default(now),
    settledAt: instant('settled_at'),
  },
  (t) => [primaryKey({ columns: [t.system, t.key] })],
);

export const refusedAttempt = pgTable('refused_attempt', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant().notNull().default(now),
  bureau: text('bureau_id').notNull(),
  file: text('file_id'),
  type: text().notNull(),
  officer: text('officer_id').notNull(),
  unit: text('unit_id').notNull(),
  system: text('system_id'),
  code: text().notNull(),
  clause: text(),
  hash: text(),
  fields: text().array().notNull(),
});

export const refusedAttemptDay = pgTable('refused_attempt_day', {
  bureau: text('bureau_id').notNull(),
  file: text('file_id'),
  officer: text('officer_id').notNull(),
  day: day().notNull(),
  attempts: integer().notNull(),
  lastAt: instant('last_at').notNull(),
});
