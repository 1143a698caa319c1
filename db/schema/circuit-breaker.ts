/** 熔断 Indicators, touches, warnings, breakers, orders (TJ51-6). */
import {
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { cuts, type SubjectKind } from '../../domain/rapid-response/terms.ts';
import { instant, now } from './columns.ts';

export const indicator = pgTable(
  'indicator',
  {
    bureau: text('bureau_id').notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    title: text().notNull(),
    unit: text().notNull(),
    warnAt: doublePrecision('warn_at').notNull(),
    tripAt: doublePrecision('trip_at').notNull(),
    touches: integer().notNull(),
    withinMinutes: integer('within_minutes').notNull(),
    clause: text().notNull(),
    cut: text({ enum: cuts }).notNull(),
    subjects: text({ enum: ['institution', 'practitioner'] })
      .array()
      .notNull(),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until'),
    adopted: jsonb().$type<{ by: string; document: DocumentReference }>().notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.id, t.version] })],
);

const subject = {
  bureau: text('bureau_id').notNull(),
  kind: text('subject_kind').$type<SubjectKind>().notNull(),
  subject: text('subject_id').notNull(),
};

export const touch = pgTable(
  'touch',
  {
    bureau: subject.bureau,
    system: text('system_id').notNull(),
    event: text('event_id').notNull(),
    hash: text().notNull(),
    kind: subject.kind,
    subject: subject.subject,
    indicator: text().notNull(),
    version: integer(),
    value: doublePrecision().notNull(),
    measuredAt: instant('measured_at').notNull(),
    arrivedAt: instant('arrived_at').notNull(),
    outcome: text().notNull(),
    stands: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.system, t.event] })],
);

export const breaker = pgTable(
  'breaker',
  {
    ...subject,
    state: text({ enum: ['closed', 'warned', 'tripped', 'half-open'] })
      .notNull()
      .default('closed'),
    epoch: integer().notNull().default(0),
    round: integer().notNull().default(0),
    spentUntil: instant('spent_until'),
    countsFrom: instant('counts_from'),
    file: text('file_id'),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.kind, t.subject] })],
);

export const breakerWarning = pgTable(
  'breaker_warning',
  {
    ...subject,
    epoch: integer().notNull(),
    indicator: text().notNull(),
    version: integer().notNull(),
    system: text('system_id').notNull(),
    event: text('event_id').notNull(),
    measuredAt: instant('measured_at').notNull(),
    warnedAt: instant('warned_at').notNull(),
    file: text('file_id'),
    deliveredAt: instant('delivered_at'),
    lapsedAt: instant('lapsed_at'),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.kind, t.subject, t.epoch, t.indicator, t.version] })],
);

export const breakerOrder = pgTable(
  'breaker_order',
  {
    file: text('file_id').notNull(),
    item: text().notNull(),
    kind: text({ enum: ['stop', 'resume'] }).notNull(),
    response: text('response_id'),
    decidedAt: instant('decided_at').notNull(),
    orderedAt: instant('ordered_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    settledAt: instant('settled_at'),
  },
  (t) => [primaryKey({ columns: [t.file, t.item] })],
);
