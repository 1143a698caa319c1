/** 登记簿 The registries of bureaus, units, people, institutions and their changes; the published calendars. */
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type {
  Bureau,
  Institution,
  Officer,
  Practitioner,
  RegistryRow,
  Unit,
} from '../../domain/registry/shapes.ts';
import { bytes, day, instant, now, salt } from './columns.ts';

export const bureau = pgTable('bureau', {
  id: text().primaryKey(),
  name: text().notNull(),
  area: text().notNull(),
  receivingSystem: text('receiving_system').notNull().default('duban'),
  adoptions: jsonb().$type<Bureau['adoptions']>().notNull().default([]),
  settings: jsonb().$type<Bureau['settings']>().notNull().default({}),
});

export const unit = pgTable('unit', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  name: text().notNull(),
  roles: text().array().$type<Unit['roles']>().notNull().default([]),
  superior: text('superior_id'),
  contacts: jsonb().$type<Unit['contacts']>().notNull().default([]),
});

export const officer = pgTable('officer', {
  id: text().primaryKey(),
  unit: text('unit_id').notNull(),
  kind: text({ enum: ['person', 'system'] })
    .notNull()
    .default('person'),
  name: text().notNull(),
  phone: text(),
  roles: text().array().$type<Officer['roles']>().notNull().default([]),
  certificate: jsonb().$type<NonNullable<Officer['certificate']>>(),
  commitmentSignedOn: day('commitment_signed_on'),
  commitmentValidUntil: day('commitment_valid_until'),
  removedOn: day('removed_on'),
  newRecord: jsonb('new_record').$type<NonNullable<Officer['newRecord']>>(),
});

export const institution = pgTable('institution', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  nhsaCode: text('nhsa_code').notNull(),
  creditCode: text('credit_code').notNull(),
  name: text().notNull(),
  kind: text({ enum: ['hospital', 'clinic', 'pharmacy', 'other'] }).notNull(),
  ownership: text({ enum: ['private', 'public', 'unknown'] })
    .notNull()
    .default('unknown'),
  area: text().notNull(),
  agreement: jsonb().$type<NonNullable<Institution['agreement']>>(),
  status: text({ enum: ['designated', 'suspended', 'terminated', 'not-designated'] }).notNull(),
});

export const department = pgTable('department', {
  id: text().primaryKey(),
  institution: text('institution_id').notNull(),
  code: text().notNull(),
  name: text().notNull(),
  status: text({ enum: ['open', 'closed'] }).notNull(),
});

export const practitioner = pgTable('practitioner', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  nhsaCode: text('nhsa_code').notNull(),
  name: text().notNull(),
  kind: text({ enum: ['physician', 'pharmacist'] }).notNull(),
  agreement: jsonb().$type<NonNullable<Practitioner['agreement']>>(),
  status: text({ enum: ['qualified', 'suspended', 'cancelled', 'not-qualified'] }).notNull(),
});

export const practitionerRegistration = pgTable(
  'practitioner_registration',
  {
    practitioner: text('practitioner_id').notNull(),
    institution: text('institution_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.practitioner, t.institution] })],
);

export const registryChange = pgTable('registry_change', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  registry: text().notNull(),
  entity: text('entity_id').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: instant('changed_at').notNull().default(now),
  reason: text(),
  before: jsonb().$type<RegistryRow>(),
  after: jsonb().$type<RegistryRow>().notNull(),
  salt: bytes().notNull().default(salt),
  bureau: text('bureau_id'),
});

export const calendarYear = pgTable(
  'calendar_year',
  {
    year: integer().notNull(),
    version: integer().notNull(),
    notice: text().notNull(),
    publishedOn: day('published_on').notNull(),
    off: day().array().notNull(),
    work: day().array().notNull(),
    fictitious: boolean().notNull().default(false),
    document: jsonb().$type<DocumentReference>(),
    loadedBy: text('loaded_by').notNull(),
    loadedAt: instant('loaded_at').notNull().default(now),
    salt: bytes().notNull().default(salt),
  },
  (t) => [primaryKey({ columns: [t.year, t.version] })],
);

export const refusedAccess = pgTable('refused_access', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant().notNull().default(now),
  subject: text().notNull(),
  route: text().notNull(),
  code: text().notNull(),
  actHash: text('act_hash'),
});
