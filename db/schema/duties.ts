/** 待办 What is owed, and the ledger of breaches (TJ51-A1-X2). */
import { bigint, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { LegalBasis } from '../../domain/law/basis.ts';
import type { Due } from '../../domain/time/limit.ts';
import { instant, now } from './columns.ts';

export const duty = pgTable(
  'duty',
  {
    file: text('file_id').notNull(),
    key: text().notNull(),
    duty: text().notNull(),
    item: text(),
    procedure: text().notNull(),
    bureau: text('bureau_id').notNull(),
    act: text().notNull(),
    owedBy: text('owed_by').notNull(),
    owedTo: text('owed_to').notNull(),
    clause: text().notNull(),
    force: text().$type<LegalBasis['force']>().notNull(),
    fromAt: instant('from_at').notNull(),
    dueAt: instant('due_at').notNull(),
    altDueAt: instant('alt_due_at'),
    status: text().$type<Due['status']>().notNull(),
    state: text({ enum: ['open', 'due-soon', 'overdue', 'done', 'lapsed', 'void'] }).notNull(),
    doneAt: instant('done_at'),
    chases: integer().notNull().default(0),
    unanswered: integer().notNull().default(0),
    body: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.key] })],
);

export const breach = pgTable(
  'breach',
  {
    file: text('file_id').notNull(),
    key: text().notNull(),
    duty: text().notNull(),
    procedure: text().notNull(),
    bureau: text('bureau_id').notNull(),
    clause: text().notNull(),
    owedBy: text('owed_by').notNull(),
    owedTo: text('owed_to').notNull(),
    dueAt: instant('due_at').notNull(),
    altDueAt: instant('alt_due_at'),
    recordedAt: instant('recorded_at').notNull().default(now),
    doneAt: instant('done_at'),
    overrunMs: bigint('overrun_ms', { mode: 'number' }),
    state: text().$type<'standing' | 'claimed-in-time' | 'reversed'>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.key] })],
);
