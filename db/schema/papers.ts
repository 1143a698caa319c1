/** 公文 Series, templates, and the papers that were issued. */
import { integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { Template } from '../../domain/law/papers.ts';
import type { Taken } from '../../domain/papers/data.ts';
import type { PaperData } from '../../domain/papers/sheet.ts';
import { bytes, day, instant, now } from './columns.ts';

export const paperSeries = pgTable(
  'paper_series',
  {
    bureau: text('bureau_id').notNull(),
    kind: text().notNull(),
    version: integer().notNull(),
    mark: text().notNull(),
    inForceFrom: day('in_force_from').notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.kind, t.version] })],
);

export const paperCounter = pgTable('paper_counter', {
  mark: text().primaryKey(),
  bureau: text('bureau_id').notNull(),
  year: integer().notNull(),
  last: integer().notNull(),
  startedYear: integer('started_year').notNull(),
  started: integer().notNull(),
});

export const paperTemplate = pgTable(
  'paper_template',
  {
    bureau: text('bureau_id').notNull(),
    kind: text().notNull(),
    version: integer().notNull(),
    template: jsonb().$type<Template>(),
    inForceFrom: day('in_force_from').notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.kind, t.version] })],
);

export const paper = pgTable(
  'paper',
  {
    id: text().primaryKey(),
    /** Null: the letter that is to open a file, which is in none yet. */
    file: text('file_id'),
    bureau: text('bureau_id').notNull(),
    place: integer(),
    kind: text().notNull(),
    version: integer().notNull(),
    replaces: text().unique(),
    act: text('act_id'),
    /** How many acts the file had taken in. */
    inboxNumber: integer('inbox_number').notNull(),
    mark: text().notNull(),
    year: integer().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    officer: text('officer_id').notNull(),
    unit: text('unit_id').notNull(),
    system: text('system_id'),
    key: text().notNull(),
    requestHash: text('request_hash'),
    issuedAt: instant('issued_at').notNull(),
    templateVersion: integer('template_version'),
    data: jsonb().$type<PaperData>(),
    taken: jsonb().$type<Taken[]>().notNull(),
    filled: jsonb().$type<Record<string, unknown>>(),
    html: text(),
    docx: bytes(),
    htmlSha256: text('html_sha256').notNull(),
    docxSha256: text('docx_sha256').notNull(),
    /** Of the letter that opens a file: which procedure it begins, and about whom. */
    procedure: text(),
    subjectKind: text('subject_kind'),
    subject: text('subject_id'),
  },
  (t) => [unique().on(t.mark, t.year, t.number), unique().on(t.file, t.place)],
);

export const paperWithdrawal = pgTable('paper_withdrawal', {
  paper: text('paper_id').primaryKey(),
  officer: text('officer_id').notNull(),
  unit: text('unit_id').notNull(),
  /** Behind its salt it has the hash; null where it was erased. */
  reason: text(),
  salt: bytes(),
  hash: text(),
  proposedAt: instant('proposed_at'),
  /** Null while another person has to confirm it. */
  at: instant(),
  confirmedBy: text('confirmed_by'),
});
