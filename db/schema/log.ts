/** 存证 The transparency log of each bureau: what is to become a leaf, the tree, its signed heads and who signs them (docs/decisions/0016). */
import { bigint, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type { ErasedFields } from '../../domain/proof/erased.ts';
import { bytes, instant, now } from './columns.ts';

/** How many openings of a bureau and procedure there have been, how many are in the log, and the hash of the last of those. */
export const openingSeries = pgTable(
  'opening_series',
  {
    bureau: text('bureau_id').notNull(),
    procedure: text().notNull(),
    last: integer().notNull(),
    logged: integer().notNull().default(0),
    head: text(),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.procedure] })],
);

export const log = pgTable('log', {
  bureau: text('bureau_id').primaryKey(),
  size: bigint({ mode: 'number' }).notNull().default(0),
  peaks: bytes().array().notNull().default([]),
  unsignedSince: instant('unsigned_since'),
});

/** Which table a leaf speaks of; `ref` is the row: `file/seq`, an act, a file, the id of a change, `year/version`. */
export const LEAF_KINDS = [
  'entry',
  'act',
  'verdict',
  'opening',
  'change',
  'calendar',
  'key',
  'read',
] as const;

export const leafStaged = pgTable('leaf_staged', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  kind: text({ enum: LEAF_KINDS }).notNull(),
  ref: text().notNull(),
  stagedAt: instant('staged_at').notNull().default(now),
});

export const leaf = pgTable(
  'leaf',
  {
    bureau: text('bureau_id').notNull(),
    index: bigint({ mode: 'number' }).notNull(),
    hash: bytes().notNull(),
    kind: text({ enum: LEAF_KINDS }).notNull(),
    ref: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.index] })],
);

export const treeNode = pgTable(
  'tree_node',
  {
    bureau: text('bureau_id').notNull(),
    level: smallint().notNull(),
    index: bigint({ mode: 'number' }).notNull(),
    hash: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.level, t.index] })],
);

export const checkpoint = pgTable(
  'checkpoint',
  {
    bureau: text('bureau_id').notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    root: bytes().notNull(),
    origin: text().notNull(),
    note: text().notNull(),
    madeAt: instant('made_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.size] })],
);

export const cosignature = pgTable(
  'cosignature',
  {
    bureau: text('bureau_id').notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    keyName: text('key_name').notNull(),
    keyId: bigint('key_id', { mode: 'number' }).notNull(),
    line: text().notNull(),
    cosignedAt: instant('cosigned_at').notNull(),
    receivedAt: instant('received_at').notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.size, t.keyName, t.keyId] })],
);

export const logKey = pgTable('log_key', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  bureau: text('bureau_id').notNull(),
  key: text().notNull(),
  use: text({ enum: ['log', 'witness'] }).notNull(),
  state: text({ enum: ['in-use', 'given-up'] }).notNull(),
  by: text().notNull(),
  reason: text().notNull(),
  at: instant().notNull().default(now),
});

/** A log that went on under a new name, after a restore that lost what was signed. */
export const logRestart = pgTable(
  'log_restart',
  {
    bureau: text('bureau_id').notNull(),
    generation: integer().notNull(),
    origin: text().notNull(),
    note: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    reason: text().notNull(),
    by: text().notNull(),
    at: instant().notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.bureau, t.generation] })],
);

/** `opened`: by record of the row (`payload` of an act, `change`). */
export const erasure = pgTable(
  'erasure',
  {
    kind: text({ enum: ['act', 'change', 'paper'] }).notNull(),
    ref: text().notNull(),
    bureau: text('bureau_id').notNull(),
    fields: text().array().notNull(),
    opened: jsonb().$type<Readonly<Record<string, ErasedFields>>>().notNull(),
    messageSalt: bytes('message_salt'),
    documentNo: text('document_no').notNull(),
    reason: text().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.ref] })],
);

/** A signed head on its way to a receiver. */
export const checkpointDelivery = pgTable(
  'checkpoint_delivery',
  {
    receiver: text('receiver_id').notNull(),
    bureau: text('bureau_id').notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    state: text({ enum: ['pending', 'sending', 'delivered', 'dead'] })
      .notNull()
      .default('pending'),
    tries: integer().notNull().default(0),
    resentAfter: integer('resent_after').notNull().default(0),
    nextTryAt: instant('next_try_at').notNull().default(now),
    lastError: text('last_error'),
    settledAt: instant('settled_at'),
  },
  (t) => [primaryKey({ columns: [t.receiver, t.bureau, t.size] })],
);

/** How the last whole comparison of a bureau's log went; `faults` is null while it is under way. */
export const logAudit = pgTable('log_audit', {
  bureau: text('bureau_id').primaryKey(),
  beganAt: instant('began_at').notNull(),
  endedAt: instant('ended_at'),
  faults: integer(),
  /** Up to which of the bureau's papers, by their instants, the bytes were compared; null: from the first one. */
  papersFrom: instant('papers_from'),
});
