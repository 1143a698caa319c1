/** 企业信用信息 Credit subjects, their commitments, what files bring, and the records (QHD-1.3, 2.2, 2.3). */
import { bigint, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import {
  changeKinds,
  changeStates,
  classes,
  fallenWhys,
  polarities,
  recordPowerTypeIds,
  sourceKinds,
  subjectKinds,
} from '../../domain/credit-record/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { day, instant, now } from './columns.ts';

export const creditSubject = pgTable(
  'credit_subject',
  {
    bureau: text('bureau_id').notNull(),
    kind: text({ enum: subjectKinds }).notNull(),
    id: text().notNull(),
    name: text().notNull(),
    creditCode: text('credit_code').notNull(),
    registeredBy: text('registered_by').notNull(),
    registeredAt: instant('registered_at').notNull().default(now),
    endedOn: day('ended_on'),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.kind, t.id] })],
);

export const creditSubjectFormer = pgTable('credit_subject_former', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: subjectKinds }).notNull(),
  subject: text('subject_id').notNull(),
  name: text().notNull(),
  creditCode: text('credit_code').notNull(),
  endedOn: day('ended_on'),
  until: instant().notNull().default(now),
  reason: text().notNull(),
  document: jsonb().$type<DocumentReference>().notNull(),
  proposedBy: text('proposed_by').notNull(),
  confirmedBy: text('confirmed_by'),
});

export const creditCommitment = pgTable(
  'credit_commitment',
  {
    bureau: text('bureau_id').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subject: text('subject_id').notNull(),
    signedOn: day('signed_on').notNull(),
    document: jsonb().$type<DocumentReference>().notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.subjectKind, t.subject, t.signedOn] })],
);

export const creditSource = pgTable('credit_source', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: sourceKinds }).notNull(),
  file: text('file_id').notNull(),
  number: integer().notNull(),
  subjectKind: text('subject_kind').notNull(),
  subject: text('subject_id').notNull(),
  evidence: jsonb().$type<DocumentReference>(),
  toldAt: instant('told_at').notNull(),
  broughtAt: instant('brought_at').notNull().default(now),
  fallenAt: instant('fallen_at'),
  fallenWhy: text('fallen_why'),
});

export const creditEntrySeries = pgTable(
  'credit_entry_series',
  {
    bureau: text('bureau_id').notNull(),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.year] })],
);

export const creditEntry = pgTable('credit_entry', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subject: text('subject_id').notNull(),
  polarity: text({ enum: polarities }),
  class: text({ enum: classes }),
  item: text('item_id'),
  listVersion: integer('list_version'),
  powerType: text('power_type', { enum: recordPowerTypeIds }),
  actNo: text('act_no'),
  actKey: text('act_key'),
  actOn: day('act_on').notNull(),
  gravity: text(),
  words: text().notNull(),
  result: text(),
  year: integer(),
  evidence: jsonb().$type<DocumentReference>().notNull(),
  sourceKind: text('source_kind', { enum: [...sourceKinds, 'by-hand'] }).notNull(),
  source: text('source_id'),
  corrects: text(),
  recordedAt: instant('recorded_at').notNull().default(now),
  recordedBy: text('recorded_by').notNull(),
  unit: text('unit_id').notNull(),
  fallenAt: instant('fallen_at'),
  fallenWhy: text('fallen_why', { enum: fallenWhys }),
  fallenBy: text('fallen_by'),
  fallenRef: text('fallen_ref'),
  lateFor: text('late_for').array(),
});

export const creditChange = pgTable('credit_change', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  entry: text('entry_id').notNull(),
  kind: text({ enum: changeKinds }).notNull(),
  replacement: jsonb().$type<Readonly<Record<string, unknown>>>(),
  reason: text().notNull(),
  document: jsonb().$type<DocumentReference>().notNull(),
  proposedBy: text('proposed_by').notNull(),
  proposedAt: instant('proposed_at').notNull().default(now),
  state: text({ enum: changeStates }).notNull().default('proposed'),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
  decidedReason: text('decided_reason'),
  became: text(),
});
