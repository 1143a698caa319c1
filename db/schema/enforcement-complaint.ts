/** 执法扰企 Complaints about enforcement, what is sealed, and who has opened it (QY-17). */
import { bigint, pgTable, text } from 'drizzle-orm/pg-core';
import { channels, grounds, verdicts } from '../../domain/enforcement-complaint/acts.ts';
import { day, instant, now } from './columns.ts';

export const enforcementComplaint = pgTable('enforcement_complaint', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  plan: text('plan_id'),
  bodyUnit: text('body_unit'),
  channel: text().$type<(typeof channels)[number]>().notNull(),
  grounds: text().array().$type<(typeof grounds)[number][]>().notNull(),
  secret: text('secret_id'),
  receivedOn: day('received_on').notNull(),
  founded: text({ enum: verdicts }),
  answeredAt: instant('answered_at'),
});

export const sealedText = pgTable('sealed_text', {
  id: text().primaryKey(),
  sealed: text().notNull(),
  at: instant().notNull().default(now),
});

export const sealedReading = pgTable('sealed_reading', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  subject: text().notNull(),
  officer: text('officer_id').notNull(),
  reason: text().notNull(),
  at: instant().notNull().default(now),
});
