/** 区级监督机构 Which supervision bodies are a district's, and of which areas. */
import { bigint, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { day, instant, now } from './columns.ts';

export const districtBody = pgTable('district_body', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  areas: text().array().notNull(),
  validFrom: day('valid_from').notNull(),
  document: jsonb().$type<DocumentReference>().notNull(),
  reason: text().notNull(),
  enteredBy: text('entered_by').notNull(),
  enteredAt: instant('entered_at').notNull().default(now),
});
