/** 叶文 The texts of leaves, made from the rows that they speak of: a few reads, however many they are. */
import type { Querying } from '../../db/client.ts';
import * as rows from '../../db/queries/leaf-rows.ts';
import type { Staged } from '../../db/queries/log.ts';
import { sameBytes, utf8 } from '../../domain/proof/bytes.ts';
import { leafHash } from '../../domain/proof/hashing.ts';
import {
  earlierActText,
  earlierOpeningText,
  type LeafKind,
  type Leaves,
  leafText,
} from '../../domain/proof/leaves.ts';
import {
  actLeaf,
  calendarLeaf,
  changeLeaf,
  entryLeaf,
  keyLeaf,
  messageAgrees,
  earlierOpeningFields,
  openingLeaf,
  readLeaf,
  verdictLeaf,
} from './leaves.ts';

export type LeafRef = Pick<Staged, 'kind' | 'ref'>;

/** What a leaf says whose row was gone before it was made: that is no reason for the log to stop. */
export const missingText = ({ kind, ref }: LeafRef): string =>
  leafText('missing', { of: kind, ref });

/** A reference that is no number refers to nothing. */
const numberIn = (text: string): number[] => (/^[0-9]{1,9}$/.test(text) ? [Number(text)] : []);

const entryPlace = (ref: string): { file: string; seq: number }[] => {
  const at = ref.lastIndexOf('/');
  return numberIn(ref.slice(at + 1)).map((seq) => ({ file: ref.slice(0, at), seq }));
};

/** Rows by kind and reference, read once for all leaves that are asked about. */
export interface LeafRows {
  entries: ReadonlyMap<string, rows.EntryRow>;
  acts: ReadonlyMap<string, rows.ActRow>;
  openings: ReadonlyMap<string, rows.OpeningRow>;
  changes: ReadonlyMap<string, rows.ChangeRow>;
  calendars: ReadonlyMap<string, rows.CalendarRow>;
  keys: ReadonlyMap<string, rows.KeyRow>;
  readings: ReadonlyMap<string, rows.ReadingRow>;
}

export async function leafRows(tx: Querying, leaves: readonly LeafRef[]): Promise<LeafRows> {
  const refs = (...kinds: Staged['kind'][]): string[] => [
    ...new Set(leaves.filter(({ kind }) => kinds.includes(kind)).map(({ ref }) => ref)),
  ];
  const entries = await some(refs('entry'), (all) => rows.entryRows(tx, all.flatMap(entryPlace)));
  const acts = await some(refs('act', 'verdict'), (all) => rows.actRows(tx, all));
  const openings = await some(refs('opening'), (all) => rows.openingRows(tx, all));
  const changes = await some(refs('change'), (all) => rows.changeRows(tx, all.flatMap(numberIn)));
  const calendars = await some(refs('calendar'), (all) => rows.calendarRows(tx, all));
  const keys = await some(refs('key'), (all) => rows.keyRows(tx, all.flatMap(numberIn)));
  const readings = await some(refs('read'), (all) => rows.readingRows(tx, all.flatMap(numberIn)));
  return {
    entries: byKey(entries, ({ file, seq }) => `${file}/${seq}`),
    acts: byKey(acts, ({ act }) => act),
    openings: byKey(openings, ({ id }) => id),
    changes: byKey(changes, ({ id }) => String(id)),
    calendars: byKey(calendars, ({ year, version }) => `${year}/${version}`),
    keys: byKey(keys, ({ id }) => String(id)),
    readings: byKey(readings, ({ id }) => String(id)),
  };
}

/** The text of a row of which none can be made; no leaf has it. */
const UNREADABLE = '';

/**
 * `prev`: the hash of the opening before in its series, for whoever asks about an opening. `hash`: of the leaf as it stands in the log, which
 * may be of an earlier edition. Nothing where the row is gone, or was judged and is not.
 */
export function textOf(
  leaf: LeafRef & { hash?: Uint8Array },
  of: LeafRows,
  prev: (opening: rows.OpeningRow) => string | null,
): string | undefined {
  try {
    return leaf.kind === 'act'
      ? actText(of.acts.get(leaf.ref), leaf.hash)
      : newText(leaf, of, prev);
  } catch {
    // What a row holds that is no content to bind (a salt of another length) must stop neither the log nor whoever checks it.
    return UNREADABLE;
  }
}

function actText(act: rows.ActRow | undefined, hash: Uint8Array | undefined): string | undefined {
  if (!act) return undefined;
  const leaf = actLeaf(act);
  const earlier = hash ? earlierActText(leaf) : '';
  if (!hash || !sameBytes(leafHash(utf8(earlier)), hash)) return leafText('act', leaf);
  // The earlier edition does not bind what the file judges: where that says otherwise, the leaf proves nothing.
  return messageAgrees(act) ? earlier : UNREADABLE;
}

/** Of the edition that the leaf is of, where that is known. */
function openingText(
  row: rows.OpeningRow | undefined,
  prev: (opening: rows.OpeningRow) => string | null,
  hash: Uint8Array | undefined,
): string | undefined {
  if (!row) return undefined;
  const before = prev(row);
  const earlier = hash ? openingAsBefore(row, before) : '';
  return hash && sameBytes(leafHash(utf8(earlier)), hash)
    ? earlier
    : leafText('opening', openingLeaf(row, before));
}

export const openingAsBefore = (row: rows.OpeningRow, prev: string | null): string =>
  earlierOpeningText(openingLeaf(row, prev, earlierOpeningFields(row)));

function newText(
  { kind, ref, hash }: LeafRef & { hash?: Uint8Array },
  of: LeafRows,
  prev: (opening: rows.OpeningRow) => string | null,
): string | undefined {
  const act = of.acts.get(ref);
  switch (kind) {
    case 'entry':
      return written('entry', of.entries.get(ref), entryLeaf);
    case 'act':
      return written('act', act, actLeaf);
    case 'verdict':
      return written('verdict', act?.verdict ? act : undefined, verdictLeaf);
    case 'opening':
      return openingText(of.openings.get(ref), prev, hash);
    case 'change':
      return written('change', of.changes.get(ref), changeLeaf);
    case 'calendar':
      return written('change', of.calendars.get(ref), calendarLeaf);
    case 'key':
      return written('key', of.keys.get(ref), keyLeaf);
    case 'read':
      return written('read', of.readings.get(ref), readLeaf);
  }
}

const written = <R, K extends LeafKind>(
  kind: K,
  row: R | undefined,
  leaf: (row: R) => Leaves[K],
): string | undefined => row && leafText(kind, leaf(row));

const some = async <R>(
  refs: readonly string[],
  read: (refs: readonly string[]) => Promise<R[]>,
): Promise<R[]> => (refs.length > 0 ? read(refs) : []);

const byKey = <R>(found: readonly R[], key: (row: R) => string): Map<string, R> =>
  new Map(found.map((row) => [key(row), row]));
