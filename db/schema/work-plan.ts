/** 政务服务工作方案 The leading group, plans with their rows, tasks and periodic reviews (QJ annex 1, 3.1–3.3). */
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { spans } from '../../domain/time/spans.ts';
import type { WorkGroup } from '../../domain/work-plan/group.ts';
import { day, instant, now } from './columns.ts';

export const workGroup = pgTable(
  'work_group',
  {
    bureau: text('bureau_id').notNull(),
    version: integer().notNull(),
    body: jsonb().$type<WorkGroup>().notNull(),
    document: jsonb().$type<DocumentReference>().notNull(),
    reason: text(),
    enteredBy: text('entered_by').notNull(),
    confirmedBy: text('confirmed_by'),
    enteredAt: instant('entered_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.version] })],
);

export const workPlan = pgTable('work_plan', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  year: integer().notNull(),
  issuedOn: day('issued_on').notNull(),
  documentNo: text('document_no'),
  document: jsonb().$type<DocumentReference>().notNull(),
  printed: boolean().notNull(),
  closedOn: day('closed_on'),
});

export const workPlanRow = pgTable(
  'work_plan_row',
  {
    plan: text('plan_id').notNull(),
    row: text('row_id').notNull(),
    position: integer().notNull(),
    clause: text().notNull(),
    heading: text().notNull(),
    sections: text().array().notNull(),
    units: text().array().notNull(),
    printed: text(),
    dueOn: day('due_on'),
    ongoing: boolean().notNull(),
    conflictOn: day('conflict_on'),
    addedAt: instant('added_at'),
    withdrawnAt: instant('withdrawn_at'),
    amendedAct: text('amended_act'),
  },
  (t) => [primaryKey({ columns: [t.plan, t.row] })],
);

export const workPlanRowVersion = pgTable(
  'work_plan_row_version',
  {
    plan: text('plan_id').notNull(),
    row: text('row_id').notNull(),
    version: integer().notNull(),
    kind: text({
      enum: ['registered', 'add', 'change', 'withdraw', 'correct', 'dated'],
    }).notNull(),
    since: instant(),
    amendment: text(),
    act: text('act_id'),
    heading: text().notNull(),
    sections: text().array().notNull(),
    units: text().array().notNull(),
    printed: text(),
    dueOn: day('due_on'),
    ongoing: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.plan, t.row, t.version] })],
);

export const workTask = pgTable('work_task', {
  file: text('file_id').primaryKey(),
  plan: text('plan_id').notNull(),
  row: text('row_id').notNull(),
  dueOn: day('due_on'),
  datedAt: instant('dated_at'),
  datedAct: text('dated_act'),
  completedAt: instant('completed_at'),
  completedAct: text('completed_act'),
  acceptedAt: instant('accepted_at'),
  acceptedAct: text('accepted_act'),
});

export const workTaskProgress = pgTable(
  'work_task_progress',
  {
    file: text('file_id').notNull(),
    act: text('act_id').notNull(),
    at: instant().notNull(),
    unit: text('unit_id'),
  },
  (t) => [primaryKey({ columns: [t.file, t.act] })],
);

export const workReview = pgTable('work_review', {
  file: text('file_id').primaryKey(),
  plan: text('plan_id').notNull(),
  bureau: text('bureau_id').notNull(),
  span: text({ enum: spans }).notNull(),
  from: day('from_on').notNull(),
  until: day('until_on').notNull(),
  broken: text({ enum: ['first', 'last', 'both'] }),
  opensOn: day('opens_on').notNull(),
  version: integer().notNull(),
  reason: text(),
  content: text().notNull(),
  sha256: text().notNull(),
  closedAt: instant('closed_at'),
  closedAct: text('closed_act'),
});

export const workReviewSection = pgTable(
  'work_review_section',
  {
    file: text('file_id').notNull(),
    unit: text('unit_id').notNull(),
    tasks: integer().notNull(),
    done: integer().notNull(),
    overdue: integer().notNull(),
    conflicts: integer().notNull(),
    ongoing: integer().notNull(),
    progress: integer().notNull(),
    submitted: integer().notNull().default(0),
    late: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.file, t.unit] })],
);
