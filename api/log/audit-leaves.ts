/**
 * 核对存证 Whether a bureau's log says what its tables say, both ways, and whether its tree is the one that was signed:
 *  1. Each leaf has the hash that its row gives, and within a file leaves stand in the order of its rows.
 *  2. Each row that belongs into the log is there, or waits for it; each file has its place in the series of openings.
 *  3. The nodes, the edge and every signed head are those of the leaves.
 */
import type { Querying } from '../../db/client.ts';
import { logEdge, type LogEdge } from '../../db/queries/log.ts';
import {
  checkpointsBetween,
  hasFiles,
  leavesOf,
  type LogLeaf,
  missingActs,
  missingPlaces,
  nodesOf,
  openingHashes,
  type SignedHead,
  unlogged,
} from '../../db/queries/log-audit.ts';
import { erasures, type Erasure } from '../../db/queries/erasures.ts';
import { hex, sameBytes, utf8 } from '../../domain/proof/bytes.ts';
import { checkpointFromText } from '../../domain/proof/checkpoint.ts';
import { noteFromText } from '../../domain/proof/note.ts';
import { EMPTY_FRONTIER, type Frontier, grown, rootOf } from '../../domain/proof/frontier.ts';
import { leafHash } from '../../domain/proof/hashing.ts';
import { standsInTile, TILE_HEIGHT } from '../../domain/proof/tiles.ts';
import { type BrokenSignature, brokenSignatures } from './audit-signatures.ts';
import { leafRows, textOf } from './leaf-texts.ts';

export interface BrokenLeaf {
  /** Nothing where a row has no leaf. */ index: number | null;
  kind: string;
  ref: string;
  file: string | null;
  why: 'differs' | 'row-gone' | 'order' | 'no-leaf' | 'not-by-order';
}
interface BrokenTree {
  size: number;
  why: 'node' | 'edge' | 'signed-head' | 'index';
}
export interface LogFaults {
  leaves: BrokenLeaf[];
  series: { procedure: string; place: number | null; file: string | null }[];
  tree: (BrokenTree | BrokenSignature)[];
  /** What was erased by order: no fault, and shown as what it is. */
  erased: Erased[];
}
type Erased = Omit<Erasure, 'entered'>;

export async function brokenLog(sql: Querying, bureau: string, limit: number): Promise<LogFaults> {
  const edge = await logEdge(sql, bureau);
  const audit = new LogAudit(sql, bureau);
  if (edge) await audit.read(edge);
  else if (await hasFiles(sql, bureau)) audit.tree.push({ size: 0, why: 'index' });
  const rows = edge ? await unlogged(sql, bureau, limit) : [];
  const gaps = await missingActs(sql, bureau, limit);
  const erased = await erasures(sql, bureau, limit);
  const signatures = await brokenSignatures(sql, bureau, limit);
  return {
    leaves: [
      ...audit.leaves,
      ...rows.map((row) => ({ ...row, index: null, why: 'no-leaf' as const })),
      ...gaps.map(({ file, number }) => ({
        index: null,
        kind: 'act',
        ref: `1–${number}`,
        file,
        why: 'row-gone' as const,
      })),
      ...erased
        .filter(({ entered }) => !entered)
        .map(({ kind, ref, file }) => ({
          index: null,
          kind,
          ref,
          file,
          why: 'not-by-order' as const,
        })),
    ].slice(0, limit),
    series: await missingPlaces(sql, bureau, limit),
    tree: [...audit.tree, ...signatures].slice(0, limit),
    erased: erased.flatMap(({ entered, ...one }) => (entered ? [one] : [])),
  };
}

class LogAudit {
  readonly leaves: BrokenLeaf[] = [];
  readonly tree: BrokenTree[] = [];
  readonly #sql: Querying;
  readonly #bureau: string;
  #frontier: Frontier = EMPTY_FRONTIER;
  #nodes = new Map<string, string>();
  /** The last number of each file's entries. */
  readonly #last = new Map<string, number>();

  constructor(sql: Querying, bureau: string) {
    this.#sql = sql;
    this.#bureau = bureau;
  }

  async read(edge: LogEdge): Promise<void> {
    for await (const batch of leavesOf(this.#sql, this.#bureau, edge.size)) {
      await this.#compare(batch);
      await this.#grow(batch);
    }
    const { size, peaks } = this.#frontier;
    if (size !== edge.size) this.tree.push({ size, why: 'index' });
    else if (peaks.map(hex).join() !== edge.peaks.map(hex).join())
      this.tree.push({ size, why: 'edge' });
    await this.#compareNodes(edge.size);
    // What was signed is longer: the log was cut back.
    const [longer] = await checkpointsBetween(
      this.#sql,
      this.#bureau,
      edge.size,
      Number.MAX_SAFE_INTEGER,
    );
    if (longer) this.tree.push({ size: longer.size, why: 'signed-head' });
  }

  async #compare(batch: readonly LogLeaf[]): Promise<void> {
    const rows = await leafRows(this.#sql, batch);
    const before = await openingHashes(this.#sql, this.#bureau, [...rows.openings.keys()]);
    for (const leaf of batch) {
      const text = textOf(leaf, rows, ({ id }) => before.get(id) ?? null);
      const why =
        text === undefined
          ? 'row-gone'
          : !sameBytes(leafHash(utf8(text)), leaf.hash)
            ? 'differs'
            : this.#inOrder(leaf)
              ? undefined
              : 'order';
      if (why) this.leaves.push({ ...said(leaf, rows.acts.get(leaf.ref)?.file), why });
    }
  }

  #inOrder({ kind, ref }: LogLeaf): boolean {
    if (kind !== 'entry') return true;
    const [file, seq] = [
      ref.slice(0, ref.lastIndexOf('/')),
      Number(ref.slice(ref.lastIndexOf('/') + 1)),
    ];
    const last = this.#last.get(file) ?? 0;
    this.#last.set(file, seq);
    return seq > last;
  }

  /** Head by head, so that each that was signed is met. */
  async #grow(batch: readonly LogLeaf[]): Promise<void> {
    const from = this.#frontier.size;
    const heads = await checkpointsBetween(this.#sql, this.#bureau, from, from + batch.length);
    let done = 0;
    for (const head of [...heads, undefined]) {
      const size = head?.size ?? from + batch.length;
      const next = batch.slice(done, size - from);
      if (next.some(({ index }, i) => index !== from + done + i))
        this.tree.push({ size: from + done, why: 'index' });
      const { frontier, complete } = grown(
        this.#frontier,
        next.map(({ hash }) => hash),
        (height) => height > 0 && standsInTile(height),
      );
      for (const { height, index, hash } of complete)
        this.#nodes.set(`${height / TILE_HEIGHT}/${index}`, hex(hash));
      this.#frontier = frontier;
      done = size - from;
      if (head && !saysSo(head, rootOf(frontier))) this.tree.push({ size, why: 'signed-head' });
    }
  }

  async #compareNodes(size: number): Promise<void> {
    let found = 0;
    for await (const batch of nodesOf(this.#sql, this.#bureau, size))
      for (const { level, index, hash } of batch) {
        found += 1;
        if (this.#nodes.get(`${level}/${index}`) !== hex(hash))
          this.tree.push({ size, why: 'node' });
      }
    if (found < this.#nodes.size) this.tree.push({ size, why: 'node' });
  }
}

/** Whether a signed head is that of these leaves, in its row and in the text that was signed. */
function saysSo({ size, root, origin, note }: SignedHead, of: Uint8Array): boolean {
  const read = noteFromText(note);
  const head = read && checkpointFromText(read.text);
  return (
    sameBytes(root, of) && head?.origin === origin && head.size === size && sameBytes(head.root, of)
  );
}

/** The file that a leaf is about, as far as its reference or its row says. */
function said({ index, kind, ref }: LogLeaf, ofAct: string | undefined) {
  const file =
    kind === 'entry'
      ? ref.slice(0, ref.lastIndexOf('/'))
      : kind === 'opening'
        ? ref
        : (ofAct ?? null);
  return { index, kind, ref, file };
}
