/**
 * What stands in a bureau's tree. A leaf is canonical JSON whose first field says what it is and in which edition: no leaf can be taken for
 * another kind, and the version is part of what is hashed. Instants are milliseconds; what is absent is null, so that every field is always there.
 */
import { hex, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical.ts';
import { leafHash } from './hashing.ts';

/** An entry of the register, second edition. `body`: the binding to it. `prev`: the hash of the file's entry before, in either edition. */
export interface EntryLeaf {
  file: string;
  seq: number;
  key: string;
  type: string;
  clause: string | null;
  act: string | null;
  body: string;
  recordedAt: number;
  prev: string | null;
}

/**
 * An act as it was taken in. `hash`: what ties it to the message in the engine's history. `payload`: the binding to all that was submitted;
 * `message`: to what the file judges, which the hash does not cover. Leaves of edition 2 are without `message`.
 */
interface ActLeaf {
  file: string;
  number: number;
  act: string;
  type: string;
  unit: string;
  officer: string;
  system: string | null;
  key: string;
  hash: string;
  payload: string;
  message: string;
  receivedAt: number;
  arrivedAt: number;
}

/** What was judged of an act. `verdict`: the binding to it. */
interface VerdictLeaf {
  file: string;
  number: number;
  act: string;
  accepted: boolean;
  verdict: string;
  settledAt: number;
}

/** A file was opened, the `place`-th of this bureau and procedure since the second edition; `prev`: the hash of the opening before. */
export interface OpeningLeaf {
  procedure: string;
  place: number;
  file: string;
  act: string;
  opening: string;
  openedAt: number;
  prev: string | null;
}

/** A change of a registry, a calendar, an instrument, a reading, a setting: `change` is the binding to what was before and is after. */
interface ChangeLeaf {
  registry: string;
  entity: string;
  id: number;
  by: string;
  change: string;
  changedAt: number;
}

/** A key that signs this bureau's checkpoints, or that of a witness: taken into use, or given up. */
interface KeyLeaf {
  key: string;
  use: 'log' | 'witness';
  state: 'in-use' | 'given-up';
  by: string;
  at: number;
}

/** Somebody has read what is not for everybody. `read`: the binding to what was read and for what purpose. */
interface ReadLeaf {
  id: number;
  officer: string;
  unit: string;
  system: string | null;
  kind: string;
  read: string;
  at: number;
}

/** What was to become a leaf and was gone before: the log shows that something is missing, and goes on. */
interface MissingLeaf {
  of: string;
  ref: string;
}

export interface Leaves {
  entry: EntryLeaf;
  act: ActLeaf;
  verdict: VerdictLeaf;
  opening: OpeningLeaf;
  change: ChangeLeaf;
  key: KeyLeaf;
  read: ReadLeaf;
  missing: MissingLeaf;
}

export type LeafKind = keyof Leaves;

/** The register's edition that these leaves are of. */
export const EDITION = 2;

/** In which edition leaves of a kind are made, where it is a later one. */
const LATER: Partial<Record<LeafKind, number>> = { act: 3, opening: 3 };

export const leafText = <K extends LeafKind>(kind: K, leaf: Leaves[K]): string =>
  canonicalJson({ $: `duban/${kind}/${LATER[kind] ?? EDITION}`, ...leaf });

/** The same act as the edition before told it: such leaves stand in the logs, and are checked as ever. */
export const earlierActText = ({ message: _message, ...leaf }: Leaves['act']): string =>
  canonicalJson({ $: 'duban/act/2', ...leaf });

/** The same of an opening; the binding of that edition was without what the opening says of its subject. */
export const earlierOpeningText = (leaf: OpeningLeaf): string =>
  canonicalJson({ $: 'duban/opening/2', ...leaf });

/** The hash of a leaf in the tree; of an entry it is the entry's own hash, on which the next one of the file rests. */
export const hashOfLeaf = <K extends LeafKind>(kind: K, leaf: Leaves[K]): string =>
  hex(leafHash(utf8(leafText(kind, leaf))));
