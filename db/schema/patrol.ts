/** "网警"巡查 Patrols, their stages, demands, findings and links (TJ51-4). */
import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { stages, type Failed } from '../../domain/patrol/terms.ts';
import type { Matter } from '../../domain/penalty-case/terms.ts';
import { day, instant, now } from './columns.ts';

const kinds = { enum: ['institution', 'practitioner'] } as const;

export const patrol = pgTable('patrol', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  subjectKind: text('subject_kind', kinds).notNull(),
  subject: text('subject_id').notNull(),
  matter: text().$type<Matter>().notNull(),
  matterRef: text('matter_ref'),
  foundAt: instant('found_at').notNull(),
  follows: text(),
  filing: text(),
  failed: jsonb().$type<Failed>(),
});

export const patrolStage = pgTable(
  'patrol_stage',
  {
    file: text('file_id').notNull(),
    stage: text({ enum: stages }).notNull(),
    enteredAt: instant('entered_at').notNull(),
    act: text('act_id').notNull(),
    officer: text('officer_id').notNull(),
    unit: text('unit_id').notNull(),
    evidence: text().notNull(),
    skipped: text().array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.stage] })],
);

export const patrolDemand = pgTable(
  'patrol_demand',
  {
    file: text('file_id').notNull(),
    item: text().notNull(),
    setOn: day('set_on').notNull(),
    byOn: day('by_on').notNull(),
    state: text({ enum: ['open', 'met', 'met-late', 'refused', 'let-pass'] }).notNull(),
    act: text('act_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.item] })],
);

export const patrolOrigin = pgTable(
  'patrol_origin',
  {
    file: text('file_id').notNull(),
    origin: text('origin_id').notNull(),
    act: text('act_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.origin] })],
);

export const patrolCase = pgTable(
  'patrol_case',
  {
    file: text('file_id').notNull(),
    case: text('case_id').notNull(),
    act: text('act_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.case] })],
);

export const patrolCitation = pgTable(
  'patrol_citation',
  {
    file: text('file_id').notNull(),
    source: text().notNull(),
    finding: text('finding_id').notNull(),
    act: text('act_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.file, t.source, t.finding] })],
);

export const patrolFinding = pgTable(
  'patrol_finding',
  {
    system: text('system_id').notNull(),
    finding: text('finding_id').notNull(),
    bureau: text('bureau_id').notNull(),
    hash: text().notNull(),
    subjectKind: text('subject_kind', kinds).notNull(),
    subject: text('subject_id').notNull(),
    matter: text().$type<Matter>().notNull(),
    matterRef: text('matter_ref'),
    foundAt: instant('found_at').notNull(),
    detail: text().notNull(),
    document: jsonb().$type<DocumentReference>().notNull(),
    unit: text('unit_id').notNull(),
    arrivedAt: instant('arrived_at').notNull().default(now),
    file: text('file_id'),
  },
  (t) => [primaryKey({ columns: [t.system, t.finding] })],
);
