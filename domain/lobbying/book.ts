/**
 * 登记簿 What lies inside the seal: every record with its own chain of entries, its readers, and the monthly summaries. It exists in the clear only while a turn
 * is taken. Nothing is edited: what was wrong is corrected by a new entry.
 */
import { canonicalJson } from '../proof/canonical.ts';
import { sha256Hex } from '../proof/hashing.ts';
import type { Instant } from '../time/instant.ts';
import type { EncounterForm } from './forms.ts';
import type { MonthlySummary } from './disclosure.ts';

type RecordKind = 'encounter' | 'retaliation' | 'accountability';

/** What each kind of entry tells. */
interface Told {
  registered: {
    form: EncounterForm;
    mark: 'handler' | 'non-handler';
    unit: string;
    paper?: { document: { id: string; sha256: string; where: string }; completedAt: string };
  };
  corrected: { form: EncounterForm; reason: string };
  reported: { to: string; unit: string; around: RoutedAround[] };
  filed: { with: 'leader' | 'enforcement-supervision'; document?: object | undefined };
  /** The system: a period has passed. `due` is its end, whenever it was entered. */
  breach: { duty: 'register' | 'report'; due: Instant };
  'paper-judged': { believed: boolean; reason: string };
  found: { confirmed: boolean; grounds: string[]; reason: string };
  circulated: { words: string; document: object };
  consequence: { kind: string; partyMember: boolean; reason: string };
  accountability: {
    officer: string;
    failure: string;
    outcome: string;
    minor: boolean;
    reason: string;
  };
  retaliation: { accused: EncounterForm['lobbyist']; forAnother: boolean; content: string };
  'taken-up': Record<string, never>;
  'retaliation-outcome': { outcome: string; measures: string };
}
export type EntryType = keyof Told;

/** A level that is passed over: whoever is there is the lobbyist or named, or nobody heads it. */
export interface RoutedAround {
  unit: string;
  why: 'involved' | 'vacant';
}

/** An entry of any type. */
export type Entry = {
  [K in EntryType]: {
    type: K;
    at: Instant;
    /** Null: the system itself. */
    by: string | null;
    /** The system that acted for the person. */
    through?: string;
    /** By what the same request is known again: an HMAC of who and which, and the hash of what was said. */
    once?: { mark: string; content: string };
    /** 回避 Whom its words kept from the record when it was made, by the registry of that day. */
    kept?: string[];
    told: Told[K];
    prev: string;
    hash: string;
  };
}[EntryType];
export type EntryOf<T extends EntryType> = Extract<Entry, { type: T }>;

/** 查阅登记 Who has opened it, on which day, how often, and when last. */
interface Opening {
  by: string;
  day: string;
  times: number;
  last: Instant;
  purpose: string;
}

export interface SealedRecord {
  id: string;
  kind: RecordKind;
  entries: Entry[];
  openings: Opening[];
}

export interface Book {
  bureau: string;
  openedAt: Instant;
  /** Rises with every turn: an older state of the whole register has a lower one. */
  generation: number;
  /** The last instant that a turn was taken at: nothing is received before it. */
  now: Instant;
  records: SealedRecord[];
  summaries: MonthlySummary[];
  /** What was committed to last in the bureau's log. */
  commitment: { at: Instant; value: string } | null;
  /** 换回 When it was noticed that the log had another commitment than the register: an older state had been put in its place. Kept for good. */
  putBack?: { noticedAt: Instant; logged: string | null }[];
  /** 在任 Who has sat in the two offices, and since when the register has known it. */
  holders?: Holder[];
}

interface Holder {
  officer: string;
  since: Instant;
  until?: Instant;
}

export const emptyBook = (bureau: string, at: Instant): Book => ({
  bureau,
  openedAt: at,
  generation: 0,
  now: at,
  records: [],
  summaries: [],
  commitment: null,
});

type NewEntry = { [K in EntryType]: Omit<EntryOf<K>, 'prev' | 'hash'> }[EntryType];

/** Puts an entry at the end of its record's chain. */
export function append(record: SealedRecord, entry: NewEntry): Entry {
  const prev = record.entries.at(-1)?.hash ?? '';
  const hash = hashOf(record.id, prev, entry);
  const whole = { ...entry, prev, hash } as Entry;
  record.entries.push(whole);
  return whole;
}

/** Of what JSON keeps of it: what is absent is absent before it is stored as well. */
const hashOf = (id: string, prev: string, entry: object): string =>
  sha256Hex([], canonicalJson(JSON.parse(JSON.stringify({ id, prev, ...entry }))));

/** Whether every entry of a record follows from the one before. */
export function chainHolds({ id, entries }: SealedRecord): boolean {
  let before = '';
  return entries.every(({ prev, hash, ...entry }) => {
    const holds = prev === before && hash === hashOf(id, prev, entry);
    before = hash;
    return holds;
  });
}

export const entriesOf = <T extends EntryType>(record: SealedRecord, type: T): EntryOf<T>[] =>
  record.entries.filter((entry): entry is EntryOf<T> => entry.type === type);

/** What a book commits to: everything in it, whose order and generation no older state has. */
export const bookHash = (book: Book): string =>
  sha256Hex([], canonicalJson(JSON.parse(JSON.stringify({ ...book, commitment: null }))));
