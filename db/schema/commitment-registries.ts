/** 承诺制登记簿 Service lists, results, coordinators, rosters, absences, credit records (TJ84). */
import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type {
  CoordinatorRecord,
  ServiceItem,
  ServiceList,
} from '../../domain/commitment-case/registries.ts';
import {
  commitmentTypes,
  sides,
  type LicenceKind,
  type Side,
} from '../../domain/commitment-case/terms.ts';
import { day, instant, now } from './columns.ts';

export const serviceList = pgTable(
  'service_list',
  {
    bureau: text('bureau_id').notNull(),
    version: integer().notNull(),
    effectiveFrom: day('effective_from').notNull(),
    document: jsonb().$type<ServiceList['document']>().notNull(),
    reason: text().notNull(),
    registeredBy: text('registered_by').notNull(),
    registeredAt: instant('registered_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.version] })],
);

export const serviceItem = pgTable(
  'service_item',
  {
    bureau: text('bureau_id').notNull(),
    version: integer().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    types: text({ enum: commitmentTypes }).array().notNull(),
    licenceKind: text('licence_kind').$type<LicenceKind>(),
    materials: jsonb().$type<ServiceItem['materials']>().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.version, t.id] })],
);

export const serviceItemDepartment = pgTable(
  'service_item_department',
  {
    bureau: text('bureau_id').notNull(),
    version: integer().notNull(),
    item: text('item_id').notNull(),
    acceptingUnit: text('accepting_unit').notNull(),
    supervisingUnit: text('supervising_unit').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.version, t.item, t.acceptingUnit] })],
);

export const result = pgTable('result', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  item: text('item_id').notNull(),
  listVersion: integer('list_version').notNull(),
  type: text({ enum: commitmentTypes }).notNull(),
  partyCode: text('party_code').notNull(),
  licences: text().array().notNull().default([]),
  acceptingUnit: text('accepting_unit').notNull(),
  supervisingUnit: text('supervising_unit').notNull(),
  approvedOn: day('approved_on').notNull(),
  state: text({ enum: ['live', 'stopped', 'revoked'] })
    .notNull()
    .default('live'),
  file: text('file_id'),
  stoppedAt: instant('stopped_at'),
  stoppedByAct: text('stopped_by_act'),
  revokedAt: instant('revoked_at'),
  revokedByFile: text('revoked_by_file'),
  revokedByAct: text('revoked_by_act'),
  registeredAt: instant('registered_at').notNull().default(now),
});

export const coordinator = pgTable('coordinator', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  unit: text('unit_id').notNull(),
  side: text({ enum: sides }).notNull(),
  officer: text('officer_id'),
  substitute: text('substitute_id'),
  fromOn: day('from_on').notNull(),
  untilOn: day('until_on'),
  reason: text().notNull(),
  registeredBy: text('registered_by').notNull(),
  registeredAt: instant('registered_at').notNull().default(now),
});

export const coordinatorPost = pgView('coordinator_post', {
  id: bigint({ mode: 'number' }).notNull(),
  unit: text('unit_id').notNull(),
  side: text().$type<Side>().notNull(),
  officer: text('officer_id'),
  substitute: text('substitute_id'),
  fromOn: day('from_on').notNull(),
  endsOn: day('ends_on'),
}).existing();

export const coordinatorRecord = pgTable('coordinator_record', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  unit: text('unit_id').notNull(),
  side: text({ enum: sides }).notNull(),
  officer: text('officer_id').notNull(),
  on: day().notNull(),
  text: text().notNull(),
  document: jsonb().$type<NonNullable<CoordinatorRecord['document']>>(),
  registeredAt: instant('registered_at').notNull().default(now),
});

export const roster = pgTable('roster', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  unit: text('unit_id').notNull(),
  officer: text('officer_id').notNull(),
  duty: text({ enum: ['distribute', 'supervise'] }).notNull(),
  item: text('item_id'),
  fromOn: day('from_on').notNull(),
  untilOn: day('until_on'),
  reason: text().notNull(),
  replaces: bigint({ mode: 'number' }),
  void: boolean().notNull().default(false),
  registeredBy: text('registered_by').notNull(),
  registeredAt: instant('registered_at').notNull().default(now),
});

export const absence = pgTable('absence', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  officer: text('officer_id').notNull(),
  fromOn: day('from_on').notNull(),
  untilOn: day('until_on').notNull(),
  reason: text().notNull(),
  replaces: bigint({ mode: 'number' }),
  void: boolean().notNull().default(false),
  registeredBy: text('registered_by').notNull(),
  registeredAt: instant('registered_at').notNull().default(now),
});

export const creditRecord = pgTable('credit_record', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  partyCode: text('party_code').notNull(),
  file: text('file_id').notNull(),
  basis: jsonb().$type<Record<string, unknown>>().notNull(),
  recordedBy: text('recorded_by').notNull(),
  unit: text('unit_id').notNull(),
  at: instant().notNull(),
  objections: jsonb().$type<Record<string, unknown>[]>().notNull().default([]),
});
