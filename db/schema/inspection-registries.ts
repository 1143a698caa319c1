/** 行政检查登记簿 What stands around an inspection: bodies, officers, objects, items, clues, with the chain of changes. */
import { boolean, integer, jsonb, pgTable, pgView, primaryKey, text } from 'drizzle-orm/pg-core';
import {
  creditClasses,
  lists,
  type Forms,
  type Registry,
} from '../../domain/inspection/registries.ts';
import { clueKinds, headPosts, levels, methods } from '../../domain/inspection/terms.ts';
import type { Institution } from '../../domain/registry/shapes.ts';
import { day, instant } from './columns.ts';

export const inspectionBody = pgTable('inspection_body', {
  unit: text('unit_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  level: text({ enum: levels }).notNull(),
  area: text().notNull(),
  basis: text(),
  validFrom: day('valid_from'),
  validUntil: day('valid_until'),
  suspendedFrom: day('suspended_from'),
  suspendedUntil: day('suspended_until'),
  publishedOn: day('published_on'),
  publishedUrl: text('published_url'),
});

export const bodyHead = pgTable(
  'body_head',
  {
    unit: text('unit_id').notNull(),
    officer: text('officer_id').notNull(),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on'),
    post: text({ enum: headPosts }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.unit, t.officer, t.fromOn] })],
);

export const delegation = pgTable(
  'delegation',
  {
    bureau: text('bureau_id').notNull(),
    id: text().notNull(),
    delegatorUnit: text('delegator_unit').notNull(),
    delegateUnit: text('delegate_unit').notNull(),
    document: jsonb().$type<Forms['delegation']['document']>().notNull(),
    items: text().array().notNull(),
    validFrom: day('valid_from').notNull(),
    validUntil: day('valid_until').notNull(),
    publishedByDelegatorOn: day('published_by_delegator_on'),
    publishedByDelegateOn: day('published_by_delegate_on'),
    filedWithJusticeOn: day('filed_with_justice_on'),
    filedWithSuperiorOn: day('filed_with_superior_on'),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.id] })],
);

export const inspectionOfficer = pgTable('inspection_officer', {
  officer: text('officer_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  unit: text('unit_id').notNull(),
  roll: text({ enum: ['enforcement', 'assistance'] }).notNull(),
  listed: boolean().notNull(),
  certificateNumber: text('certificate_number'),
  certificateKind: text('certificate_kind'),
  certificateHolder: text('certificate_holder'),
  certificateFrom: day('certificate_from'),
  certificateUntil: day('certificate_until'),
  suspendedFrom: day('suspended_from'),
  suspendedUntil: day('suspended_until'),
});

export const inspectionObject = pgTable('inspection_object', {
  institution: text('institution_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  listed: boolean().notNull(),
});

export const inspectionObjects = pgView('inspection_objects', {
  institution: text('institution_id').notNull(),
  bureau: text('bureau_id').notNull(),
  area: text().notNull(),
  ownership: text().$type<Institution['ownership']>().notNull(),
  class: text().notNull(),
  perYear: integer('per_year'),
}).existing();

export const inspectionListed = pgView('inspection_listed', {
  institution: text('institution_id').notNull(),
  bureau: text('bureau_id').notNull(),
  area: text().notNull(),
  ownership: text().$type<Institution['ownership']>().notNull(),
  perYear: integer('per_year'),
}).existing();

export const recusal = pgTable(
  'recusal',
  {
    officer: text('officer_id').notNull(),
    institution: text('institution_id').notNull(),
    bureau: text('bureau_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.officer, t.institution] })],
);

export const inspectionBasis = pgTable(
  'inspection_basis',
  {
    bureau: text('bureau_id').notNull(),
    id: text().notNull(),
    name: text().notNull(),
    article: text().notNull(),
    inForceFrom: day('in_force_from').notNull(),
    repealedOn: day('repealed_on'),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.id] })],
);

export const inspectionItem = pgTable(
  'inspection_item',
  {
    bureau: text('bureau_id').notNull(),
    id: text().notNull(),
    name: text().notNull(),
    basis: text('basis_id'),
    contents: text().array().notNull(),
    methods: text({ enum: methods }).array().notNull(),
    standards: text().array().notNull(),
    capPerYear: integer('cap_per_year'),
    capExempts: text('cap_exempts')
      .array()
      .$type<(typeof clueKinds)[number][]>()
      .notNull()
      .default([]),
    publishedOn: day('published_on'),
    publishedUrl: text('published_url'),
    withdrawnOn: day('withdrawn_on'),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.id] })],
);

export const clue = pgTable('clue', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: clueKinds }).notNull(),
  institution: text('institution_id').notNull(),
  items: text().array(),
  evidence: jsonb().$type<NonNullable<Forms['clue']['evidence']>>(),
  orderedBy: text('ordered_by'),
  registeredBy: text('registered_by').notNull(),
  registeredAt: instant('registered_at').notNull(),
  transferredBy: text('transferred_by'),
  hit: text(),
  signature: jsonb().$type<NonNullable<Forms['clue']['signature']>>(),
  rechecks: text(),
});

export const inspectionCap = pgTable('inspection_cap', {
  institution: text('institution_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  perYear: integer('per_year').notNull(),
});

export const creditClass = pgTable(
  'credit_class',
  {
    institution: text('institution_id').notNull(),
    asOf: day('as_of').notNull(),
    bureau: text('bureau_id').notNull(),
    class: text({ enum: creditClasses }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.institution, t.asOf] })],
);

export const listCurrency = pgTable(
  'list_currency',
  {
    bureau: text('bureau_id').notNull(),
    list: text({ enum: lists }).notNull(),
    declaredOn: day('declared_on').notNull(),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.list] })],
);

export const inspectionEntry = pgTable(
  'inspection_entry',
  {
    bureau: text('bureau_id').notNull(),
    seq: integer().notNull(),
    registry: text().$type<Registry>().notNull(),
    entity: text().notNull(),
    before: jsonb().$type<Record<string, unknown>>(),
    body: jsonb().$type<Record<string, unknown>>(),
    bodyHash: text('body_hash').notNull(),
    reason: text().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
    previous: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.seq] })],
);
