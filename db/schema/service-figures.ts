/** 办件与服务登记 Closed cases of public services, and the small registry of services (QJ-2.3, 2.5, 2.6, 2.8, 2.9, 3.4). */
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { channels } from '../../domain/service-figures/cases.ts';
import { noteKinds } from '../../domain/service-figures/notes.ts';
import { day, instant, now } from './columns.ts';

export const serviceCase = pgTable(
  'service_case',
  {
    bureau: text('bureau_id').notNull(),
    caseNo: text('case_no').notNull(),
    hash: text().notNull(),
    file: text('file_id').notNull(),
    service: integer('service_no').notNull(),
    acceptedOn: day('accepted_on').notNull(),
    closedOn: day('closed_on').notNull(),
    visits: integer().notNull(),
    channel: text({ enum: channels }).notNull(),
    /** In hundredths of the unit. */
    took: integer(),
    statutory: integer(),
    inPlace: boolean('in_place').notNull(),
    recordedBy: text('recorded_by').notNull(),
    unit: text('unit_id'),
    arrivedAt: instant('arrived_at').notNull().default(now),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
    withdrawnReason: text('withdrawn_reason'),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.caseNo] })],
);

export const serviceNote = pgTable('service_note', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: noteKinds }).notNull(),
  on: day('on_day').notNull(),
  title: text().notNull(),
  service: integer('service_no'),
  body: jsonb().$type<Record<string, unknown>>().notNull(),
  document: jsonb().$type<DocumentReference>(),
  hash: text().notNull(),
  recordedBy: text('recorded_by').notNull(),
  at: instant().notNull().default(now),
  withdrawnAt: instant('withdrawn_at'),
  withdrawnBy: text('withdrawn_by'),
  withdrawnReason: text('withdrawn_reason'),
  confirmedAt: instant('confirmed_at'),
  confirmedBy: text('confirmed_by'),
});
