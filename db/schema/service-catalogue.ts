/** 政务服务事项清单 The versions of the lists of powers and public services (QJ-2.1a, A2, A3). */
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { powerTypeIds, timeUnits } from '../../domain/service-catalogue/terms.ts';
import { day, instant } from './columns.ts';

export const serviceVersion = pgTable('service_version', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  version: integer(),
  decidedOn: day('decided_on').notNull(),
  inForceOn: day('in_force_on').notNull(),
  documentNo: text('document_no'),
  document: jsonb().$type<DocumentReference>().notNull(),
  reason: text(),
  changes: text().array().notNull(),
  confirmedAt: instant('confirmed_at'),
  confirmedBy: text('confirmed_by'),
  inForceFrom: day('in_force_from'),
  revokedAt: instant('revoked_at'),
  revokedFile: text('revoked_file'),
});

export const servicePower = pgTable(
  'service_power',
  {
    file: text('file_id').notNull(),
    number: integer().notNull(),
    name: text().notNull(),
    type: text({ enum: powerTypeIds }).notNull(),
    note: text(),
    why: text(),
    online: boolean(),
    fullyOnline: boolean('fully_online'),
  },
  (t) => [primaryKey({ columns: [t.file, t.number] })],
);

export const publicService = pgTable(
  'public_service',
  {
    file: text('file_id').notNull(),
    number: integer().notNull(),
    name: text().notNull(),
    note: text(),
    why: text(),
    commitment: boolean(),
    commitmentItem: text('commitment_item'),
    leadsTo: text('leads_to', { enum: ['agreements', 'complaints'] }),
    online: boolean(),
    fullyOnline: boolean('fully_online'),
    instant: boolean(),
    onceOnly: boolean('once_only'),
    noMaterials: boolean('no_materials'),
    tolerant: boolean(),
    oneWindow: boolean('one_window'),
    comprehensiveCounter: boolean('comprehensive_counter'),
    cityWide: boolean('city_wide'),
    timeUnit: text('time_unit', { enum: timeUnits }),
    /** In hundredths of the unit. */
    statutory: integer(),
    actual: integer(),
    materials: text().array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.file, t.number] })],
);
