/** 证照吊销 Cascades of revoked licences, and the results that depend on them (TJ84-11). */
import { boolean, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { LicenceKind } from '../../domain/commitment-case/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import { decisions } from '../../domain/licence-revocation/acts.ts';
import { day, instant, now } from './columns.ts';

export const licenceRevocation = pgTable('licence_revocation', {
  file: text('file_id').primaryKey(),
  bureau: text('bureau_id').notNull(),
  licenceKind: text('licence_kind').$type<LicenceKind>().notNull(),
  licenceNo: text('licence_no').notNull(),
  decidedOn: day('decided_on').notNull(),
  authority: text().notNull(),
  documentNo: text('document_no'),
  document: jsonb().$type<DocumentReference>().notNull(),
});

export const licenceRevocationResult = pgTable(
  'licence_revocation_result',
  {
    file: text('file_id').notNull(),
    result: text('result_id').notNull(),
    department: text().notNull(),
    listedAt: instant('listed_at').notNull().default(now),
    heard: boolean().notNull().default(true),
    flagged: boolean().notNull().default(false),
    decision: text({ enum: decisions }),
    decidedAct: text('decided_act'),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    revocationFile: text('revocation_file'),
    toldBy: text('told_by'),
  },
  (t) => [primaryKey({ columns: [t.file, t.result] })],
);
