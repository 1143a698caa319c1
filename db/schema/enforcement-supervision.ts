/** 行政执法监督 What is said and found of inspections: evaluations, reviews, trainings, consultations, alerts (QY-4.3, 17.2, 18, 19). */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { signs, steps } from '../../domain/inspection/after.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { day, instant, now } from './columns.ts';

export const inspectionEvaluation = pgTable('inspection_evaluation', {
  id: text()
    .primaryKey()
    .default(sql`('pj-'::text || gen_random_uuid())`),
  plan: text('plan_id').notNull(),
  bureau: text('bureau_id').notNull(),
  bodyUnit: text('body_unit').notNull(),
  step: text({ enum: steps }).notNull(),
  score: integer().notNull(),
  courteous: boolean().notNull(),
  signs: text().array().$type<(typeof signs)[number][]>().notNull().default([]),
  commentSealed: text('comment_sealed'),
  at: instant().notNull().default(now),
});

export const evaluationCode = pgTable('evaluation_code', {
  plan: text('plan_id').primaryKey(),
  hash: text().notNull(),
  sealed: text().notNull(),
  madeAt: instant('made_at').notNull().default(now),
});

export const reviewSample = pgTable('review_sample', {
  id: text()
    .primaryKey()
    .default(sql`('yb-'::text || gen_random_uuid())`),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: ['file-review', 'revisit'] }).notNull(),
  fromOn: day('from_on').notNull(),
  untilOn: day('until_on').notNull(),
  population: text().array().notNull(),
  populationHash: text('population_hash').notNull(),
  seed: text().notNull(),
  algorithm: text().notNull(),
  drawn: text().array().notNull(),
  drawnBy: text('drawn_by').notNull(),
  at: instant().notNull().default(now),
});

export const fileReview = pgTable(
  'file_review',
  {
    sample: text('sample_id').notNull(),
    plan: text('plan_id').notNull(),
    reviewer: text().notNull(),
    grade: text({ enum: ['excellent', 'qualified', 'unqualified'] }).notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    at: instant().notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.sample, t.plan] })],
);

export const enforcementTraining = pgTable('enforcement_training', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: ['training', 'deployment', 'publicity'] }).notNull(),
  heldOn: day('held_on').notNull(),
  title: text().notNull(),
  hours: numeric({ mode: 'number', precision: 5, scale: 1 }).notNull(),
  officers: text().array().notNull(),
  document: jsonb().$type<DocumentReference>().notNull(),
  enteredBy: text('entered_by').notNull(),
  at: instant().notNull().default(now),
});

export const federationConsultation = pgTable('federation_consultation', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  heldOn: day('held_on').notNull(),
  payload: jsonb().$type<Record<string, unknown>>().notNull(),
  enteredBy: text('entered_by').notNull(),
  at: instant().notNull().default(now),
});

export const frequencyAlert = pgTable('frequency_alert', {
  id: text()
    .primaryKey()
    .default(sql`('pc-'::text || gen_random_uuid())`),
  bureau: text('bureau_id').notNull(),
  institution: text('institution_id').notNull(),
  plan: text('plan_id').notNull(),
  span: text({ enum: ['per-day', 'per-week', 'per-month'] }).notNull(),
  onDay: day('on_day').notNull(),
  number: integer().notNull(),
  most: integer().notNull(),
  at: instant().notNull().default(now),
});

export const frequencyFollowUp = pgTable('frequency_follow_up', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  alert: text('alert_id').notNull(),
  officer: text('officer_id').notNull(),
  finding: text({ enum: ['justified', 'excessive', 'being-verified'] }).notNull(),
  measures: text().notNull(),
  at: instant().notNull().default(now),
});
