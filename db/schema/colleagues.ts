/** 同事之间 Comments, assignments and hand-overs: no official acts (docs/decisions/0037). */
import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, instant, now } from './columns.ts';

export const fileComment = pgTable(
  'file_comment',
  {
    file: text('file_id').notNull(),
    number: integer().notNull(),
    bureau: text('bureau_id').notNull(),
    duty: text('duty_key'),
    act: text('act_id'),
    officer: text('officer_id').notNull(),
    unit: text('unit_id').notNull(),
    system: text('system_id'),
    key: text().notNull(),
    hash: text().notNull(),
    at: instant().notNull().default(now),
    withdrawnAt: instant('withdrawn_at'),
    erasedAt: instant('erased_at'),
    erasedBy: text('erased_by'),
  },
  (t) => [primaryKey({ columns: [t.file, t.number] })],
);

export const commentVersion = pgTable(
  'comment_version',
  {
    file: text('file_id').notNull(),
    number: integer().notNull(),
    version: integer().notNull(),
    words: text(),
    at: instant().notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.file, t.number, t.version] })],
);

export const commentMention = pgTable(
  'comment_mention',
  {
    file: text('file_id').notNull(),
    number: integer().notNull(),
    officer: text('officer_id').notNull(),
    at: instant().notNull().default(now),
    seenAt: instant('seen_at'),
  },
  (t) => [primaryKey({ columns: [t.file, t.number, t.officer] })],
);

export const dutyAssignee = pgTable(
  'duty_assignee',
  {
    file: text('file_id').notNull(),
    duty: text().notNull(),
    item: text().notNull(),
    owedBy: text('owed_by').notNull(),
    officer: text('officer_id').notNull(),
    since: instant().notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.file, t.duty, t.item, t.owedBy] })],
);

export const dutyAssignment = pgTable('duty_assignment', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  file: text('file_id').notNull(),
  duty: text().notNull(),
  item: text().notNull(),
  owedBy: text('owed_by').notNull(),
  from: text('from_officer'),
  to: text('to_officer'),
  why: text({ enum: ['assigned', 'taken', 'released', 'reassigned', 'left'] }).notNull(),
  by: text(),
  at: instant().notNull().default(now),
});

export const handOver = pgTable('hand_over', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  from: text('from_officer').notNull(),
  to: text('to_officer').notNull(),
  fromOn: day('from_on').notNull(),
  untilOn: day('until_on').notNull(),
  by: text().notNull(),
  at: instant().notNull().default(now),
  endedAt: instant('ended_at'),
  endedWhy: text('ended_why', { enum: ['revoked', 'left'] }),
  endedBy: text('ended_by'),
});
