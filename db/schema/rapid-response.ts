/** 快速反应 Suspensions as they stand, and what was so before they began. */
import { pgTable, text } from 'drizzle-orm/pg-core';
import type { SubjectKind } from '../../domain/rapid-response/terms.ts';
import { day, instant } from './columns.ts';

export const suspension = pgTable('suspension', {
  file: text('file_id').primaryKey(),
  subjectKind: text('subject_kind').$type<SubjectKind>().notNull(),
  subject: text('subject_id').notNull(),
  state: text().$type<'ordered' | 'lifted' | 'replaced'>().notNull(),
  decidedAt: instant('decided_at').notNull(),
  startsAt: instant('starts_at'),
  endedAt: instant('ended_at'),
  endsOn: day('ends_on'),
  reviewOn: day('review_on'),
  act: text('act_id').notNull(),
  clause: text().notNull(),
});

export const statusAtStart = pgTable('status_at_start', {
  file: text('file_id').primaryKey(),
  subjectKind: text('subject_kind').$type<SubjectKind>().notNull(),
  subject: text('subject_id').notNull(),
  status: text().notNull(),
  startsAt: instant('starts_at').notNull(),
});
