/** 行政检查 Plans and what has become of them, places, windows, overrides and corrections. */
import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { GateId } from '../../domain/inspection/findings.ts';
import type { Plan } from '../../domain/inspection/plan.ts';
import { findingsOfViolation, inspectionKinds, levels } from '../../domain/inspection/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { day, instant, now, xid8 } from './columns.ts';

export const inspectionPlan = pgTable('inspection_plan', {
  id: text().primaryKey(),
  file: text('file_id'),
  bureau: text('bureau_id').notNull(),
  institution: text('institution_id').notNull(),
  bodyUnit: text('body_unit'),
  inNameOf: text('in_name_of'),
  level: text({ enum: levels }).notNull(),
  kind: text({ enum: inspectionKinds }).notNull(),
  state: text({
    enum: [
      'prepared',
      'filed',
      'on-hold',
      'approved',
      'started',
      'ended',
      'cancelled',
      'expired',
      'closed',
    ],
  }).notNull(),
  filedAt: instant('filed_at'),
  filedBy: text('filed_by'),
  daysFrom: day('days_from'),
  daysUntil: day('days_until'),
  plan: jsonb().$type<Plan>(),
  onSite: boolean('on_site').notNull(),
  usesPlace: boolean('uses_place').notNull().default(false),
  wakesOn: day('wakes_on'),
  wakeRequested: boolean('wake_requested').notNull().default(false),
  wokenOn: day('woken_on'),
  approvedBy: text('approved_by'),
  approvedOn: day('approved_on'),
  startedOn: day('started_on'),
  startedAt: instant('started_at'),
  lastOnSiteOn: day('last_on_site_on'),
  endedOn: day('ended_on'),
  abandoned: boolean().notNull().default(false),
  found: text({ enum: findingsOfViolation }).notNull().default('unknown'),
  recheck: boolean().notNull().default(false),
  itemCapExempt: boolean('item_cap_exempt').notNull().default(false),
  codeHash: text('code_hash'),
  freed: integer().notNull().default(0),
  assessment: jsonb().$type<Record<string, unknown>>(),
  source: jsonb().$type<Record<string, unknown>>(),
  /** The day that opens the year of QY-15.1; `infinity` while the inspection runs. */
  overOn: day('over_on')
    .$type<CivilDate | 'infinity'>()
    .generatedAlwaysAs(
      sql`case when started_on is not null then coalesce(ended_on, case when abandoned then last_on_site_on end, 'infinity'::date) end`,
    ),
  joint: boolean()
    .notNull()
    .generatedAlwaysAs(sql`coalesce(plan->'jointWith' <> '[]', false)`),
  visit: text(),
});

export const inspectionPlanItem = pgTable(
  'inspection_plan_item',
  {
    plan: text('plan_id').notNull(),
    item: text('item_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.plan, t.item] })],
);

export const inspectionPlace = pgTable('inspection_place', {
  plan: text('plan_id').primaryKey(),
  institution: text('institution_id').notNull(),
  year: integer().notNull(),
  state: text({ enum: ['reserved', 'consumed', 'released'] }).notNull(),
  changedAt: instant('changed_at').notNull().default(now),
});

export const inspectionFreed = pgTable('inspection_freed', {
  institution: text('institution_id').primaryKey(),
  times: integer().notNull(),
});

export const inspectionWindow = pgTable('inspection_window', {
  file: text('file_id').primaryKey(),
  plan: text('plan_id').notNull(),
  institution: text('institution_id').notNull(),
  endedOn: day('ended_on').notNull(),
  closed: boolean().notNull().default(false),
});

export const inspectionOverride = pgTable(
  'inspection_override',
  {
    act: text('act_id').notNull(),
    plan: text('plan_id').notNull(),
    gate: text().$type<GateId>().notNull(),
    item: text('item_id').notNull().default(''),
    officer: text('officer_id').notNull(),
    reason: text().notNull(),
    onDay: day('on_day').notNull(),
    needed: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.act, t.gate, t.item] })],
);

export const inspectionCorrection = pgTable('inspection_correction', {
  id: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  plan: text('plan_id').notNull(),
  before: jsonb().$type<Record<string, unknown>>().notNull(),
  after: jsonb().$type<Record<string, unknown>>().notNull(),
  evidence: jsonb().$type<DocumentReference>().notNull(),
  reason: text().notNull(),
  officer: text('officer_id').notNull(),
  at: instant().notNull(),
  xact: xid8().notNull(),
});
