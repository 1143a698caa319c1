/** 实施细则 Versions of implementing rules (TJ84-13). */
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { RulePeriod } from '../../domain/commitment-case/rule-periods.ts';
import { sides } from '../../domain/commitment-case/terms.ts';
import type { Section } from '../../domain/implementing-rule/sections.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { day, instant, now } from './columns.ts';

export const implementingRule = pgTable(
  'implementing_rule',
  {
    bureau: text('bureau_id').notNull(),
    item: text('item_id').notNull(),
    version: integer().notNull(),
    effectiveFrom: day('effective_from').notNull(),
    previous: integer(),
    previousFrom: day('previous_from'),
    sections: jsonb().$type<Record<Section, unknown>>().notNull(),
    checkPeriod: jsonb('check_period').$type<RulePeriod>(),
    feedbackPeriod: jsonb('feedback_period').$type<RulePeriod>(),
    reason: text(),
    authorUnit: text('author_unit').notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
    registeredAt: instant('registered_at').notNull().default(now),
    documentNo: text('document_no').notNull(),
    document: jsonb().$type<DocumentReference>().notNull(),
    file: text('file_id').notNull(),
    act: text('act_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.item, t.version] })],
);

export const ruleCountersignature = pgTable(
  'rule_countersignature',
  {
    bureau: text('bureau_id').notNull(),
    item: text('item_id').notNull(),
    version: integer().notNull(),
    side: text({ enum: sides }).notNull(),
    unit: text('unit_id').notNull(),
    officer: text('officer_id').notNull(),
    at: instant().notNull(),
    act: text('act_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.item, t.version, t.side] })],
);

export const implementingRuleLapse = pgTable('implementing_rule_lapse', {
  file: text('file_id').primaryKey(),
  fromOn: day('from_on').notNull(),
  act: text('act_id').notNull(),
});
