/** 检查的实施、处理和公布 Check codes, leniency, results, sealings, rectifications, transfers, publications. */
import { sql } from 'drizzle-orm';
import { bigint, boolean, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { leniencyEffects, type OutcomeKind } from '../../domain/inspection/outcomes.ts';
import { findingsOfViolation } from '../../domain/inspection/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { day, instant, now } from './columns.ts';

export const checkCode = pgTable('check_code', {
  plan: text('plan_id').primaryKey(),
  sealed: text().notNull(),
  madeAt: instant('made_at').notNull().default(now),
});

export const checkCodeReading = pgTable('check_code_reading', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  plan: text('plan_id').notNull(),
  officer: text('officer_id').notNull(),
  at: instant().notNull().default(now),
});

export const leniencyEntry = pgTable(
  'leniency_entry',
  {
    bureau: text('bureau_id').notNull(),
    code: text().notNull(),
    inForceFrom: day('in_force_from').notNull(),
    effect: text({ enum: leniencyEffects }),
    name: text().notNull(),
    document: jsonb().$type<DocumentReference>().notNull(),
    reason: text().notNull(),
    registeredBy: text('registered_by').notNull(),
    registeredAt: instant('registered_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.code, t.inForceFrom] })],
);

export const inspectionResult = pgTable('inspection_result', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  noticeAct: text('notice_act').notNull(),
  toldAt: instant('told_at').notNull(),
  toldOn: day('told_on').notNull(),
  found: text({ enum: findingsOfViolation }).notNull(),
  outcomes: text().array().$type<OutcomeKind[]>().notNull(),
  findings: jsonb().$type<Record<string, unknown>[]>().notNull(),
});

export const sealing = pgTable(
  'sealing',
  {
    file: text('file_id').notNull(),
    id: text().notNull(),
    act: text('act_id').notNull(),
    fromOn: day('from_on').notNull(),
    lastDay: day('last_day').notNull(),
    extended: boolean().notNull().default(false),
    releasedAt: instant('released_at'),
    releasedHow: text('released_how', { enum: ['returned', 'handed-over'] }),
  },
  (t) => [primaryKey({ columns: [t.file, t.id] })],
);

export const rectification = pgTable('rectification', {
  act: text('act_id').primaryKey(),
  file: text('file_id').notNull(),
  orderedOn: day('ordered_on').notNull(),
  untilOn: day('until_on').notNull(),
  findings: text().array().notNull(),
  reportedAt: instant('reported_at'),
  recheckedAt: instant('rechecked_at'),
  conforming: boolean(),
});

export const inspectionTransfer = pgTable(
  'inspection_transfer',
  {
    file: text('file_id').notNull(),
    id: text().notNull(),
    act: text('act_id').notNull(),
    whole: boolean().notNull(),
    findings: text().array().notNull(),
    authority: text().notNull(),
    unit: text('unit_id'),
    accepted: boolean(),
    answeredAt: instant('answered_at'),
  },
  (t) => [primaryKey({ columns: [t.file, t.id] })],
);

/** What was published, as it stood then. */
interface PublishedBody {
  body: string | null;
  inNameOf: string | null;
  level: string;
  kind: string;
  onSite: boolean;
  institution: { name: string; code: string; area: string };
  items: { item: string; name: string | null }[];
  officers: string[];
  startedOn: string;
  endedOn: string | null;
  toldOn: string;
  found: string;
  outcomes: string[];
}

export const inspectionPublication = pgTable('inspection_publication', {
  id: text()
    .primaryKey()
    .default(sql`('pb-'::text || gen_random_uuid())`),
  plan: text('plan_id').notNull(),
  bureau: text('bureau_id').notNull(),
  publishedOn: day('published_on').notNull(),
  url: text(),
  withheld: boolean().notNull(),
  body: jsonb().$type<PublishedBody>().notNull(),
  act: text('act_id').notNull(),
  at: instant().notNull().default(now),
});

export const prominentCase = pgTable('prominent_case', {
  id: text()
    .primaryKey()
    .default(sql`('tb-'::text || gen_random_uuid())`),
  bureau: text('bureau_id').notNull(),
  plan: text('plan_id').notNull(),
  title: text().notNull(),
  summary: text().notNull(),
  approvedBy: text('approved_by').notNull(),
  publishedOn: day('published_on').notNull(),
  url: text().notNull(),
  at: instant().notNull().default(now),
});
