/**
 * 一生 A file's whole life, as far as it is a function (docs/decisions/0009, 0018): its opening, its acts with what the registries said when
 * each was judged, what was decided of them across files, and how far it has come. And what stands in register, inbox and ledgers because of it.
 */
import type { Act, Fact } from '../law/act.ts';
import type { Standing } from '../law/authority.ts';
import type { Refusal } from '../law/refusal.ts';
import type { Verdict } from '../law/verdict.ts';
import type { Instant } from '../time/instant.ts';

type Facts = { readonly [key: string]: Fact | undefined };

/** An act that the file has judged. */
export interface LivedAct {
  /** As the file was told it. */
  message: Act;
  /** What the registries said of its content then; what was decided of it across files is in it where it was accepted. */
  known: Facts | null;
  /** What they said of its author then: `standing` null where they knew nobody. Null: it was not kept (before 0037), so its verdict is obeyed and not judged anew. */
  author: { standing: Standing | null } | null;
  /** What was decided of it across files, if it came to that. */
  decision: { refusal?: Refusal; known?: Facts } | null;
}

export interface Life {
  procedure: string;
  /** What the file was started with. Its first act is the letter in it. */
  opening: { file: string; letter: Act } & Readonly<Record<string, unknown>>;
  /** Changes of the code that have come into this life (`file.changed`). */
  changes: readonly string[];
  /** Every wake up to this instant has been entered. */
  until: Instant;
  acts: readonly LivedAct[];
}

export interface StoodEntry {
  key: string;
  type: string;
  clause: string | null;
  act: string | null;
  body: Facts;
  /** When the database entered it. */
  recordedAt: number;
}

export interface StoodVerdict {
  act: string;
  verdict: Verdict;
  settledAt: number;
}

/** A row of the list of duties, or of the ledger of breaches: by its key, with its fields as the file wrote them. */
export type Row = { readonly key: string } & Readonly<Record<string, unknown>>;

/** What stands. Ledgers that are not at hand are null, and nothing is said of them. */
export interface Stood {
  entries: readonly StoodEntry[];
  verdicts: readonly StoodVerdict[];
  duties: readonly Row[] | null;
  breaches: readonly (Row & { recordedAt: number })[] | null;
  outcome: string | null;
  /** Where only so many entries are at hand (as of an earlier instant), what was counted and does not stand may have come later. */
  until?: number | null;
}

/** What the life would have entered. `at`: the file's own time then; nothing can have been entered before. */
export interface Lived {
  entries: readonly {
    key: string;
    type: string;
    clause?: string;
    act?: string;
    body: Facts;
    at: Instant;
  }[];
  verdicts: readonly { act: string; verdict: Verdict; at: Instant }[];
  duties: readonly Row[];
  breaches: readonly (Row & { at: Instant })[];
  outcome: string | null;
  /** Why it could not be lived to where it stands. */
  fault: string | null;
  /** Acts whose verdicts were obeyed, because what they were judged by was not kept. */
  obeyed: readonly string[];
}

/**
 * Entries that no life makes: the archive of histories, the change of edition, the ledger of outages, the correction of a registry, that a decision of
 * the file fell or stands again, papers that were issued or withdrawn, a message that no inbox holds, and that a run was started anew. Chain and histories speak for them.
 */
const besides: ReadonlySet<string> = new Set([
  'history-kept',
  'history-lost',
  'edition-changed',
  'content-erased',
  'outage-disputed',
  'outage-decided',
  'inspection-corrected',
  'fall-on-record',
  'fall-taken-back',
  'paper-issued',
  'paper-withdrawn',
  'forged-message',
  'run-rebuilt',
]);

export const ofTheLife = ({ type }: { type: string }): boolean => !besides.has(type);
