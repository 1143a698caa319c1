/** 信用监管事项清单 The versions of the list of credit supervision (QHD-2.1). */
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { powerTypeIds } from '../../domain/credit-list/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { day, instant } from './columns.ts';

export const creditList = pgTable('credit_list', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  version: integer().notNull(),
  adoptedOn: day('adopted_on').notNull(),
  documentNo: text('document_no'),
  document: jsonb().$type<DocumentReference>().notNull(),
  changes: text().array().notNull(),
  provincial: jsonb().$type<{ documentNo: string; items: string[] }>(),
  publishedAt: instant('published_at'),
  publishedUrl: text('published_url'),
  reportedAt: instant('reported_at'),
});

export const creditListItem = pgTable(
  'credit_list_item',
  {
    bureau: text('bureau_id').notNull(),
    version: integer().notNull(),
    item: text('item_id').notNull(),
    position: integer().notNull(),
    name: text().notNull(),
    powerType: text('power_type', { enum: powerTypeIds }).notNull(),
    note: text(),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.version, t.item] })],
);
