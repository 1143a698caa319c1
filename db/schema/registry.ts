/** The registries as tables: mirrors migrations/0001_registries.sql and 0018_departments.sql; a test compares the two with the database. */
import {
  boolean,
  bigint,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type {
  Bureau,
  Department,
  Institution,
  Officer,
  Practitioner,
  RegistryRow,
  Unit,
} from '../../domain/registry/shapes.ts';

export const bureau = pgTable('bureau', {
  id: text().primaryKey(),
  name: text().notNull(),
  area: text().notNull(),
  receivingSystem: text('receiving_system').notNull().default('duban'),
  adoptions: jsonb().$type<Bureau['adoptions']>().notNull(),
  settings: jsonb().$type<Bureau['settings']>().notNull(),
});

export const unit = pgTable('unit', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  name: text().notNull(),
  roles: text().array().$type<Unit['roles']>().notNull(),
  superior: text('superior_id'),
  contacts: jsonb().$type<Unit['contacts']>().notNull(),
});

export const officer = pgTable('officer', {
  id: text().primaryKey(),
  unit: text('unit_id').notNull(),
  kind: text().$type<Officer['kind']>().notNull().default('person'),
  name: text().notNull(),
  phone: text(),
  roles: text().array().$type<Officer['roles']>().notNull(),
  certificate: jsonb().$type<Officer['certificate']>(),
  commitmentSignedOn: date('commitment_signed_on'),
  commitmentValidUntil: date('commitment_valid_until'),
  removedOn: date('removed_on'),
  newRecord: jsonb('new_record').$type<Officer['newRecord']>(),
});

export const institution = pgTable('institution', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  nhsaCode: text('nhsa_code').notNull(),
  creditCode: text('credit_code').notNull(),
  name: text().notNull(),
  kind: text().$type<Institution['kind']>().notNull(),
  ownership: text().$type<Institution['ownership']>().notNull().default('unknown'),
  area: text().notNull(),
  agreement: jsonb().$type<Institution['agreement']>(),
  status: text().$type<Institution['status']>().notNull(),
});

export const department = pgTable('department', {
  id: text().primaryKey(),
  institution: text('institution_id').notNull(),
  code: text().notNull(),
  name: text().notNull(),
  status: text().$type<Department['status']>().notNull(),
});

export const practitioner = pgTable('practitioner', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  nhsaCode: text('nhsa_code').notNull(),
  name: text().notNull(),
  kind: text().$type<Practitioner['kind']>().notNull(),
  agreement: jsonb().$type<Practitioner['agreement']>(),
  status: text().$type<Practitioner['status']>().notNull(),
});

export const practitionerRegistration = pgTable(
  'practitioner_registration',
  {
    practitioner: text('practitioner_id').notNull(),
    institution: text('institution_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.practitioner, table.institution] })],
);

export const registryChange = pgTable('registry_change', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  registry: text().notNull(),
  entityId: text('entity_id').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true, mode: 'string' }).notNull(),
  reason: text(),
  before: jsonb().$type<RegistryRow>(),
  after: jsonb().$type<RegistryRow>().notNull(),
});

export const calendarYear = pgTable(
  'calendar_year',
  {
    year: integer().notNull(),
    version: integer().notNull(),
    notice: text().notNull(),
    publishedOn: date('published_on').notNull(),
    off: date().array().notNull(),
    work: date().array().notNull(),
    fictitious: boolean().notNull().default(false),
    document: jsonb(),
    loadedBy: text('loaded_by').notNull(),
    loadedAt: timestamp('loaded_at', { withTimezone: true, mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.year, table.version] })],
);

export const refusedAccess = pgTable('refused_access', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  subject: text().notNull(),
  route: text().notNull(),
  code: text().notNull(),
  actHash: text('act_hash'),
});
