/** 核对台账 Whether every entry of a bureau's registers says what was hashed, in both editions: read whole, a thousand at a time. */
import type { Querying } from '../../db/client.ts';
import { entriesOf, type EntryRow } from '../../db/queries/leaf-rows.ts';
import { bindingTo } from '../../domain/proof/binding.ts';
import { EDITION_CHANGED } from '../../domain/proof/chain.ts';
import {
  type FirstEditionEntry,
  brokenPast,
  editionChangeFrom,
  firstEditionHash,
} from '../../domain/proof/first-edition.ts';
import { EDITION, hashOfLeaf } from '../../domain/proof/leaves.ts';
import { entryLeaf } from './leaves.ts';

export interface BrokenEntry {
  file: string;
  seq: number;
}

/** The entries of one file as they come by; the first edition's are kept until the entry that covers them. */
class Chain {
  readonly file: string;
  #seq = 0;
  #head = '';
  #past: FirstEditionEntry[] = [];
  #second = false;

  constructor(file: string) {
    this.file = file;
  }

  /** The number of the first entry that is not what it was, among those up to this one. */
  brokenAt(row: EntryRow): number | undefined {
    const [seq, head] = [this.#seq + 1, this.#head];
    [this.#seq, this.#head] = [row.seq, row.hash];
    if (row.seq !== seq || row.prev !== head) return row.seq;
    // Once a file has gone over nothing is entered in the first edition any more.
    if (row.edition === 1) return this.#second ? row.seq : this.#brokenInFirst(row);
    this.#second = true;
    if (!row.salt || bindingTo(row.body, row.salt) !== row.bodyHash) return row.seq;
    if (hashOfLeaf('entry', entryLeaf(row)) !== row.hash) return row.seq;
    return this.#past.length > 0 ? this.#brokenBefore(row) : undefined;
  }

  /** What the file ends with is covered by no entry: it has not gone over. */
  get uncovered(): number | undefined {
    return this.#past.at(-1)?.seq;
  }

  #brokenInFirst({
    bodyHash: _hash,
    edition: _edition,
    salt: _salt,
    ...row
  }: EntryRow): number | undefined {
    this.#past.push(row);
    return row.hash === firstEditionHash(row) ? undefined : row.seq;
  }

  /** What the entry covers by which the file went over; without it nothing of the first edition is covered. */
  #brokenBefore({ type, body, seq }: EntryRow): number | undefined {
    const past = this.#past;
    this.#past = [];
    const change =
      type === EDITION_CHANGED ? editionChangeFrom(EDITION, (name) => body[name]) : undefined;
    const broken = change ? brokenPast(past, change) : seq;
    return broken === 0 ? seq : broken;
  }
}

export async function brokenEntries(
  sql: Querying,
  bureau: string,
  limit: number,
): Promise<BrokenEntry[]> {
  const broken: BrokenEntry[] = [];
  let chain = new Chain('');
  const end = (): void => {
    const seq = chain.uncovered;
    if (seq !== undefined) broken.push({ file: chain.file, seq });
  };
  for await (const rows of entriesOf(sql, bureau)) {
    for (const row of rows) {
      if (row.file !== chain.file) {
        end();
        chain = new Chain(row.file);
      }
      const seq = chain.brokenAt(row);
      if (seq !== undefined) broken.push({ file: row.file, seq });
    }
    if (broken.length >= limit) break;
  }
  end();
  return broken.slice(0, limit);
}
