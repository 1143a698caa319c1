/** 专项检查 Special inspections (QY-7). */
import { boolean, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Level } from '../../domain/inspection/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { day } from './columns.ts';

export const specialInspection = pgTable('special_inspection', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  bodyUnit: text('body_unit').notNull(),
  daysFrom: day('days_from').notNull(),
  daysUntil: day('days_until').notNull(),
  items: text().array().notNull(),
  madeOn: day('made_on').notNull(),
  government: jsonb().$type<{ on: CivilDate; level: Level; document: DocumentReference }>(),
  filedOn: day('filed_on'),
  publishedOn: day('published_on'),
  publishedUrl: text('published_url'),
  risk: text(),
  headApprovedBy: text('head_approved_by'),
  headApprovedOn: day('head_approved_on'),
  counted: boolean().notNull().default(false),
  state: text({ enum: ['planned', 'withdrawn', 'ended'] })
    .notNull()
    .default('planned'),
});
