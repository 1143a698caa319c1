/**
 * What a mirror reads out of the leaves: of every file its last entry, of every series of openings the last place. So an entry, a file or a place
 * that is gone later is missed by somebody who does not ask the bureau.
 */
import { z } from 'zod';
import { fromUtf8, hex } from '../../domain/proof/bytes.ts';
import { EDITION_CHANGED } from '../../domain/proof/chain.ts';
import { leafHash } from '../../domain/proof/hashing.ts';

const count = z.number().int().min(0);
const entryForm = z.object({
  $: z.literal('duban/entry/2'),
  file: z.string(),
  seq: count,
  type: z.string(),
  recordedAt: count,
  prev: z.string().nullable(),
});
const openingForm = z.object({
  $: z.enum(['duban/opening/2', 'duban/opening/3']),
  procedure: z.string(),
  place: count,
  file: z.string(),
  prev: z.string().nullable(),
});
/** The log's own word that something was to stand in it and was gone before it did. */
const missingForm = z.object({
  $: z.literal('duban/missing/2'),
  of: z.string(),
  ref: z.string(),
});
const otherForm = z.object({ $: z.string() });

export const fileForm = z.strictObject({
  file: z.string(),
  seq: count,
  leaf: count,
  type: z.string(),
  recordedAt: count,
  hash: z.string(),
  procedure: z.string().optional(),
  place: count.optional(),
});
export const seriesForm = z.strictObject({ series: z.string(), place: count, hash: z.string() });
export type LastEntry = z.infer<typeof fileForm>;
export type LastPlace = z.infer<typeof seriesForm>;

/** What a leaf says that does not follow from those before it, or that something is missing. */
export interface Contradiction {
  leaf: number;
  /** Of a file its id, of a series its procedure; of what is missing what it was. */
  of: string;
  why: 'unreadable' | 'order' | 'link' | 'place' | 'missing';
}

export class Ledger {
  readonly files: Map<string, LastEntry>;
  readonly series: Map<string, LastPlace>;
  readonly contradictions: Contradiction[] = [];

  constructor(files: readonly LastEntry[] = [], series: readonly LastPlace[] = []) {
    this.files = new Map(files.map((one) => [one.file, one]));
    this.series = new Map(series.map((one) => [one.series, one]));
  }

  take(data: Uint8Array, leaf: number): void {
    const read = jsonIn(data);
    const hash = hex(leafHash(data));
    const entry = entryForm.safeParse(read);
    const opening = openingForm.safeParse(read);
    const missing = missingForm.safeParse(read).data;
    if (missing)
      this.contradictions.push({ leaf, of: `${missing.of} ${missing.ref}`, why: 'missing' });
    else if (entry.success) this.#entry(entry.data, leaf, hash);
    else if (opening.success) this.#opening(opening.data, leaf, hash);
    // Other kinds say nothing of this; but every leaf says of which kind it is, and one of these kinds has its form.
    else if (
      !/^duban\/(?!(?:(?:entry|missing)\/2|opening\/[23])$)/.test(
        otherForm.safeParse(read).data?.$ ?? '',
      )
    )
      this.contradictions.push({ leaf, of: '', why: 'unreadable' });
  }

  #entry(entry: z.infer<typeof entryForm>, leaf: number, hash: string): void {
    const { file, seq, type, recordedAt, prev } = entry;
    const last = this.files.get(file);
    const begun = last !== undefined && last.seq > 0;
    // A file that has a past in the first edition is in the tree from its change of edition on.
    const isNext = begun ? seq === last.seq + 1 : seq === 1 || type === EDITION_CHANGED;
    if (!isNext) this.contradictions.push({ leaf, of: file, why: 'order' });
    else if (begun ? prev !== last.hash : (prev === null) !== (seq === 1))
      this.contradictions.push({ leaf, of: file, why: 'link' });
    this.files.set(file, { ...last, file, seq, leaf, type, recordedAt, hash });
  }

  #opening(opening: z.infer<typeof openingForm>, leaf: number, hash: string): void {
    const { procedure, place, file, prev } = opening;
    const last = this.series.get(procedure);
    if (place !== (last?.place ?? 0) + 1 || prev !== (last?.hash ?? null))
      this.contradictions.push({ leaf, of: procedure, why: 'place' });
    this.series.set(procedure, { series: procedure, place, hash });
    const known = this.files.get(file) ?? { file, seq: 0, leaf, type: '', recordedAt: 0, hash: '' };
    this.files.set(file, { ...known, procedure, place });
  }
}

function jsonIn(data: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(data) ?? '');
  } catch {
    return undefined;
  }
}
