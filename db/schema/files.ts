/** 案卷 Files, how they were opened, the runs that drive them, and what is kept of runs that ended. */
import { bigint, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type { Attention } from '../../domain/law/attention.ts';
import { bytes, instant, now, salt } from './columns.ts';

export const file = pgTable('file', {
  id: text().primaryKey(),
  procedure: text().notNull(),
  bureau: text('bureau_id').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subject: text('subject_id').notNull(),
  direction: text(),
  opening: jsonb().$type<Record<string, unknown>>().notNull(),
  openedAt: instant('opened_at').notNull(),
  startedAt: instant('started_at'),
  inboxNumber: integer('inbox_number').notNull().default(0),
  judgedNumber: integer('judged_number').notNull().default(0),
  registerSeq: integer('register_seq').notNull().default(0),
  head: text().notNull().default(''),
  stage: text().notNull().default('opening'),
  attention: text().$type<Attention>().notNull().default('on-track'),
  nextDue: instant('next_due'),
  awaited: text(),
  blockingUnit: text('blocking_unit'),
  view: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  version: integer().notNull().default(0),
  changedAt: instant('changed_at').notNull().default(now),
  closedAt: instant('closed_at'),
  outcome: text(),
  historyHash: text('history_hash'),
  exportedAt: instant('exported_at'),
  livedUntil: instant('lived_until'),
  changes: text().array().notNull().default([]),
  fault: text(),
  historyLostAt: instant('history_lost_at'),
  edition: smallint().notNull().default(2),
  salt: bytes().notNull().default(salt),
  place: integer(),
});

export const fileSerial = pgTable(
  'file_serial',
  {
    procedure: text().notNull(),
    bureau: text('bureau_id').notNull(),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.procedure, t.bureau, t.year] })],
);

export const openingAttempt = pgTable(
  'opening_attempt',
  {
    officer: text('officer_id').notNull(),
    key: text().notNull(),
    hash: text().notNull(),
    file: text('file_id'),
    act: text('act_id'),
    answer: jsonb().$type<Record<string, unknown>>().notNull(),
    at: instant().notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.officer, t.key] })],
);

export const decision = pgTable('decision', {
  act: text('act_id').primaryKey(),
  file: text('file_id').notNull(),
  answer: jsonb().$type<Record<string, unknown>>().notNull(),
  decidedAt: instant('decided_at').notNull().default(now),
});

export const reader = pgTable(
  'reader',
  {
    file: text('file_id').notNull(),
    unit: text('unit_id').notNull(),
    act: text('act_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.unit] })],
);

export const task = pgTable('task', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  file: text('file_id'),
  key: text().notNull(),
  kind: text().notNull(),
  data: jsonb().$type<Record<string, unknown>>().notNull(),
  createdAt: instant('created_at').notNull().default(now),
  tries: integer().notNull().default(0),
  nextTryAt: instant('next_try_at').notNull().default(now),
  lastError: text('last_error'),
  doneAt: instant('done_at'),
});

export const endedRun = pgTable('ended_run', {
  run: text('run_id').primaryKey(),
  file: text('file_id').notNull(),
  notedAt: instant('noted_at').notNull().default(now),
  exportedAt: instant('exported_at'),
  lostAt: instant('lost_at'),
});

export const runFault = pgTable('run_fault', {
  file: text('file_id').primaryKey(),
  fault: text().notNull(),
  since: instant().notNull().default(now),
  tries: integer().notNull().default(0),
  nextTryAt: instant('next_try_at').notNull().default(now),
  mendedAt: instant('mended_at'),
});

export const historyExport = pgTable(
  'history_export',
  {
    file: text('file_id').notNull(),
    run: text('run_id').notNull(),
    history: jsonb().$type<Record<string, unknown>>().notNull(),
    hash: text().notNull(),
    exportedAt: instant('exported_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.file, t.run] })],
);
