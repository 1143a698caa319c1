/** 年度联合检查计划 Programmes and what was settled between levels (QY-5). */
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { acting, type Figures } from '../../domain/inspection-programme/acts.ts';
import { day, instant, now } from './columns.ts';

export const inspectionProgramme = pgTable('inspection_programme', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  bodyUnit: text('body_unit').notNull(),
  year: integer().notNull(),
  quarters: integer().array().notNull(),
  items: text().array().notNull(),
  announcedOn: day('announced_on'),
  state: text({ enum: ['open', 'closed'] })
    .notNull()
    .default('open'),
  report: jsonb().$type<Figures>(),
});

export const programmeSettlement = pgTable(
  'programme_settlement',
  {
    upper: text('upper_id').notNull(),
    lower: text('lower_id').notNull(),
    item: text('item_id').notNull(),
    acting: text({ enum: acting }).notNull(),
    act: text('act_id').notNull(),
    settledAt: instant('settled_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.upper, t.lower, t.item] })],
);
