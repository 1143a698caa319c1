/** 智能审核发现 Findings of the intelligent audit and the monitoring. */
import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, instant, now } from './columns.ts';

export const auditFinding = pgTable(
  'audit_finding',
  {
    system: text('system_id').notNull(),
    finding: text('finding_id').notNull(),
    bureau: text('bureau_id').notNull(),
    hash: text().notNull(),
    subjectKind: text('subject_kind', { enum: ['institution', 'practitioner'] }).notNull(),
    subject: text('subject_id').notNull(),
    rule: text().notNull(),
    from: day('from_on').notNull(),
    until: day('until_on').notNull(),
    claims: integer().notNull(),
    amountFen: bigint('amount_fen', { mode: 'number' }).notNull(),
    detail: text().notNull(),
    arrivedAt: instant('arrived_at').notNull().default(now),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
  },
  (t) => [primaryKey({ columns: [t.system, t.finding] })],
);
