/** The leaf hashes of what is staged, in its order: a few reads, however much it is. */
import type { Querying } from '../../db/client.ts';
import * as rows from '../../db/queries/leaf-rows.ts';
import type { Staged } from '../../db/queries/log.ts';
import { type LeafKind, type Leaves, hashOfLeaf } from '../../domain/proof/leaves.ts';
import { actLeaf, calendarLeaf, changeLeaf, keyLeaf, openingLeaf, verdictLeaf } from './leaves.ts';

/** How far the openings of a procedure are in the log. */
export type Series = Map<string, { logged: number; head: string | null }>;

/** A row that is gone before its leaf was made does not stop the log: its leaf says that it was missing. */
const missing = ({ kind, ref }: Staged): string => hashOfLeaf('missing', { of: kind, ref });

const entryPlace = (ref: string): { file: string; seq: number } => {
  const at = ref.lastIndexOf('/');
  return { file: ref.slice(0, at), seq: Number(ref.slice(at + 1)) };
};

/** Also lets `series` go on by the openings among them. */
export async function stagedHashes(
  tx: Querying,
  staged: readonly Staged[],
  series: Series,
): Promise<string[]> {
  const refs = (...kinds: Staged['kind'][]): string[] => [
    ...new Set(staged.filter(({ kind }) => kinds.includes(kind)).map(({ ref }) => ref)),
  ];
  const hash = await hashesByRow(tx, refs);
  const openings = byKey(
    await some(refs('opening'), (files) => rows.openingRows(tx, files)),
    ({ id }) => id,
  );
  return staged.map((one) => {
    const opening = one.kind === 'opening' && openings.get(one.ref);
    return opening ? openingHash(opening, series) : (hash[one.kind](one.ref) ?? missing(one));
  });
}

function openingHash(row: rows.OpeningRow, series: Series): string {
  const prev = series.get(row.procedure)?.head ?? null;
  const head = hashOfLeaf('opening', openingLeaf(row, prev));
  series.set(row.procedure, { logged: row.place ?? 0, head });
  return head;
}

type HashByRow = Record<Staged['kind'], (ref: string) => string | undefined>;

async function hashesByRow(
  tx: Querying,
  refs: (...kinds: Staged['kind'][]) => string[],
): Promise<HashByRow> {
  const entries = await some(refs('entry'), (all) => rows.entryRows(tx, all.map(entryPlace)));
  const acts = byKey(
    await some(refs('act', 'verdict'), (all) => rows.actRows(tx, all)),
    ({ act }) => act,
  );
  const changes = await some(refs('change'), (all) => rows.changeRows(tx, all.map(Number)));
  const calendars = await some(refs('calendar'), (all) => rows.calendarRows(tx, all));
  const keys = await some(refs('key'), (all) => rows.keyRows(tx, all.map(Number)));
  const ofAct = leafIn('act', acts, actLeaf);
  const ofVerdict = leafIn('verdict', acts, verdictLeaf);
  // An entry was hashed when it was chained; whether its text gives that hash is asked by the reconciliation.
  const chained = byKey(entries, ({ file, seq }) => `${file}/${seq}`);
  return {
    entry: (ref) => chained.get(ref)?.hash,
    act: ofAct,
    verdict: ofVerdict,
    opening: () => undefined,
    change: leafIn(
      'change',
      byKey(changes, ({ id }) => String(id)),
      changeLeaf,
    ),
    calendar: leafIn(
      'change',
      byKey(calendars, ({ year, version }) => `${year}/${version}`),
      calendarLeaf,
    ),
    key: leafIn(
      'key',
      byKey(keys, ({ id }) => String(id)),
      keyLeaf,
    ),
  };
}

const some = async <R>(
  refs: readonly string[],
  read: (refs: readonly string[]) => Promise<R[]>,
): Promise<R[]> => (refs.length > 0 ? read(refs) : []);

const byKey = <R>(found: readonly R[], key: (row: R) => string): Map<string, R> =>
  new Map(found.map((row) => [key(row), row]));

const leafIn =
  <R, K extends LeafKind>(kind: K, found: ReadonlyMap<string, R>, leaf: (row: R) => Leaves[K]) =>
  (ref: string): string | undefined => {
    const row = found.get(ref);
    return row && hashOfLeaf(kind, leaf(row));
  };
