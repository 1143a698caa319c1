/** 台账 The register, and what of it has been brought to receivers. */
import { boolean, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { bytes, instant, now } from './columns.ts';

export const register = pgTable(
  'register',
  {
    file: text('file_id').notNull(),
    seq: integer().notNull(),
    key: text().notNull(),
    type: text().notNull(),
    clause: text(),
    act: text('act_id'),
    body: jsonb().$type<Record<string, unknown>>().notNull(),
    bodyHash: text('body_hash').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    prev: text().notNull(),
    hash: text().notNull(),
    edition: smallint().notNull().default(2),
    salt: bytes(),
  },
  (t) => [primaryKey({ columns: [t.file, t.seq] })],
);

export const receiver = pgTable('receiver', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  url: text().notNull(),
  secret: text().notNull(),
  previousSecret: text('previous_secret'),
  previousUntil: instant('previous_until'),
  events: text().array().notNull().default([]),
  active: boolean().notNull().default(true),
  failures: integer().notNull().default(0),
  kind: text({ enum: ['webhook', 'email', 'wecom', 'dingtalk'] })
    .notNull()
    .default('webhook'),
  unit: text('unit_id'),
});

export const delivery = pgTable(
  'delivery',
  {
    receiver: text('receiver_id').notNull(),
    file: text('file_id').notNull(),
    seq: integer().notNull(),
    state: text({ enum: ['pending', 'sending', 'delivered', 'dead', 'skipped'] })
      .notNull()
      .default('pending'),
    tries: integer().notNull().default(0),
    resentAfter: integer('resent_after').notNull().default(0),
    nextTryAt: instant('next_try_at').notNull().default(now),
    lastError: text('last_error'),
    settledAt: instant('settled_at'),
    settledBy: text('settled_by'),
  },
  (t) => [primaryKey({ columns: [t.receiver, t.file, t.seq] })],
);
