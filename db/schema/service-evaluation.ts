/** 好差评、投诉、上门服务 Evaluations of services, complaints and home visits, with the words that are sealed (QJ-2.2, 2.4b, 2.6c). */
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { grades } from '../../domain/service-evaluation/terms.ts';
import { day, instant, now } from './columns.ts';

export const serviceWords = pgTable('service_words', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  sealed: text(),
  mark: text().notNull(),
  keptAt: instant('kept_at').notNull().default(now),
  erasedAt: instant('erased_at'),
  erasedBy: text('erased_by'),
});

export const serviceEvaluation = pgTable('service_evaluation', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  platform: text().notNull(),
  number: text().notNull(),
  grade: text({ enum: grades }).notNull(),
  evaluatedAt: instant('evaluated_at').notNull(),
  service: text('service_no'),
  unit: text('unit_id'),
  officer: text('officer_id'),
  anonymous: boolean().notNull(),
  words: text('words_id'),
  collectedBy: text('collected_by').notNull(),
  collectedAt: instant('collected_at').notNull().default(now),
  file: text('file_id'),
  rectifiedOn: day('rectified_on'),
  mistaken: boolean().notNull().default(false),
  revisitedOn: day('revisited_on'),
  unreachable: boolean().notNull().default(false),
  appraisal: text(),
  contests: text(),
  settledAt: instant('settled_at'),
  settledBy: text('settled_by'),
  settledFor: text('settled_for'),
  settledDocument: jsonb('settled_document').$type<DocumentReference>(),
  voidAt: instant('void_at'),
});

export const serviceDefaultMark = pgTable(
  'service_default_mark',
  {
    bureau: text('bureau_id').notNull(),
    platform: text().notNull(),
    number: text().notNull(),
    grade: text().notNull(),
    evaluatedAt: instant('evaluated_at').notNull(),
    collectedBy: text('collected_by').notNull(),
    collectedAt: instant('collected_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.platform, t.number] })],
);

export const serviceComplaint = pgTable('service_complaint', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  source: text({ enum: ['national-platform', 'yukuaiban', 'direct'] }).notNull(),
  number: text(),
  receivedAt: instant('received_at').notNull(),
  service: text('service_no'),
  unit: text('unit_id'),
  officer: text('officer_id'),
  words: text('words_id').notNull(),
  firstAnsweredAt: instant('first_answered_at'),
  founded: text(),
  closedAt: instant('closed_at'),
  handling: text('handling_id').notNull(),
});

export const homeVisit = pgTable('home_visit', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  ground: text({ enum: ['disabled', 'aged', 'other'] }).notNull(),
  services: text().array().notNull(),
  words: text('words_id').notNull(),
  bookedAt: instant('booked_at').notNull(),
  appointedOn: day('appointed_on').notNull(),
  part: text({ enum: ['morning', 'afternoon'] }).notNull(),
  confirmed: boolean().notNull().default(false),
  officers: text().array().notNull().default([]),
  noShows: integer('no_shows').notNull().default(0),
  visitedAt: instant('visited_at'),
  ended: text({ enum: ['served', 'not-served', 'cancelled', 'no-show'] }),
});
