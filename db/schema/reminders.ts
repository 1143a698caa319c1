/** 提醒 What is told to people: their choices, the messages, and what has been said. */
import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ReminderBody } from '../../domain/reminders/messages.ts';
import { day, instant, now } from './columns.ts';

/** A number that nobody guesses, drawn by the database. */
const drawn = sql`(gen_random_uuid())::text`;

export const reminderChoice = pgTable('reminder_choice', {
  officer: text('officer_id').primaryKey(),
  address: text().notNull(),
  topics: text().array().notNull(),
  language: text({ enum: ['zh', 'en'] })
    .notNull()
    .default('zh'),
  confirmedAt: instant('confirmed_at'),
  codeHash: text('code_hash'),
  codeAt: instant('code_at'),
  codeTries: integer('code_tries').notNull().default(0),
  changedAt: instant('changed_at').notNull().default(now),
});

export const reminder = pgTable('reminder', {
  id: text().primaryKey().default(drawn),
  bureau: text('bureau_id').notNull(),
  officer: text('officer_id'),
  receiver: text('receiver_id'),
  channel: text({ enum: ['email', 'wecom', 'dingtalk', 'none'] }).notNull(),
  kind: text({ enum: ['code', 'digest', 'news'] }).notNull(),
  body: jsonb().$type<ReminderBody>().notNull(),
  createdAt: instant('created_at').notNull().default(now),
  state: text({ enum: ['pending', 'sending', 'delivered', 'dead', 'skipped'] })
    .notNull()
    .default('pending'),
  tries: integer().notNull().default(0),
  resentAfter: integer('resent_after').notNull().default(0),
  nextTryAt: instant('next_try_at').notNull().default(now),
  lastError: text('last_error'),
  settledAt: instant('settled_at'),
  settledBy: text('settled_by'),
  reason: text(),
});

export const reminderSaid = pgTable(
  'reminder_said',
  {
    recipient: text().notNull(),
    key: text().notNull(),
    saidAt: instant('said_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.recipient, t.key] })],
);

export const calendarFeed = pgTable('calendar_feed', {
  id: text().primaryKey().default(drawn),
  officer: text('officer_id').notNull(),
  unit: text('unit_id'),
  hash: text().notNull(),
  madeAt: instant('made_at').notNull().default(now),
  revokedAt: instant('revoked_at'),
  notedOn: day('noted_on'),
  notedHash: text('noted_hash'),
  repeated: integer().notNull().default(0),
});
