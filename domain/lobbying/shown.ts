/** 所见 What the register answers to those who may read. Pure. */
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import { entriesOf, type Book, type Entry, type SealedRecord } from './book.ts';
import { nextLevelOf, type NextLevel } from './chain.ts';
import { inOffice, type Ground } from './ground.ts';
import { owedBy, type Owed } from './lapses.ts';
import { readsAs } from './readers.ts';
import { breachesOf, standingOf, type Breach } from './standing.ts';
import type { MonthlySummary } from './disclosure.ts';

const when = (at: Instant): string => formatInstant(at);
const whenever = (at: Instant | null | undefined): string | null =>
  at === null || at === undefined ? null : formatInstant(at);

interface ShownBreach extends Omit<Breach, 'due' | 'enteredAt' | 'doneAt'> {
  due: string;
  enteredAt: string;
  doneAt: string | null;
}
interface ShownOwed extends Omit<Owed, 'due'> {
  due: string | null;
}

export interface Receipt {
  record: string;
  type: string;
  at: string;
  /** 回执 With it the author can show later that the entry was there: an older state of the register does not have it. */
  hash: string;
  mark: 'handler' | 'non-handler' | null;
  /** 期限外 Accepted all the same; the breach is entered. */
  late: boolean;
  next: NextLevel | null;
}

export interface ShownRecord {
  id: string;
  kind: SealedRecord['kind'];
  entries: { type: string; at: string; by: string | null; told: object; hash: string }[];
  breaches: ShownBreach[];
  next: NextLevel | null;
  openings: { by: string; day: string; times: number; last: string; purpose: string }[];
}

/** For the two offices. */
interface ShownRegister {
  /** Whether it should grow. */
  grow: boolean;
  /** Whether the last commitment in the bureau's log is its own. */
  agreesWithLog: boolean;
  /** When an older state of it was found in its place. */
  putBack: string[];
  /** Who sits, or sat, in one of the two offices, and since when the register has known it. */
  holders: { officer: string; since: string; until: string | null }[];
}

export interface Answer {
  receipt?: Receipt;
  records?: ShownRecord[];
  list?: { id: string; kind: string; at: string; as: string; outcome: string | null }[];
  owed?: ShownOwed[];
  summary?: Omit<MonthlySummary, 'filedAt' | 'received'> & {
    filedAt: string;
    receivedAt: string | null;
  };
  /** 已报送的月份 The months whose summary has been filed. */
  months?: { month: string; filedAt: string; receivedAt: string | null }[];
  register?: ShownRegister;
}

export function receiptOf(record: SealedRecord, entry: Entry, ground: Ground): Answer {
  const standing = record.kind === 'encounter' ? standingOf(record) : undefined;
  const due = { registered: standing?.registerDue, reported: standing?.reportDue };
  const limit =
    entry.type === 'registered' || (entry.type === 'reported' && standing?.reports[0] === entry)
      ? due[entry.type]
      : undefined;
  return {
    receipt: {
      record: record.id,
      type: entry.type,
      at: when(entry.at),
      hash: entry.hash,
      mark: standing?.mark ?? null,
      late: limit !== undefined && entry.at > limit,
      next: standing ? (nextLevelOf(record, ground) ?? null) : null,
    },
  };
}

export const shownTo = (record: SealedRecord, ground: Ground): ShownRecord => ({
  id: record.id,
  kind: record.kind,
  entries: record.entries.map(({ type, at, by, told, hash }) => ({
    type,
    at: when(at),
    by,
    told,
    hash,
  })),
  breaches: breachesOf(record).map(({ due, enteredAt, doneAt, ...breach }) => ({
    ...breach,
    due: when(due),
    enteredAt: when(enteredAt),
    doneAt: whenever(doneAt),
  })),
  next: record.kind === 'encounter' ? (nextLevelOf(record, ground) ?? null) : null,
  // Who else has opened it is for its author and for the two offices.
  openings:
    readsAs(record, ground) === 'recipient'
      ? []
      : record.openings.map((one) => ({ ...one, last: when(one.last) })),
});

/** What the caller may read, and what he owes. For somebody who may read nothing it is empty, as it is where there is nothing. */
export function listFor(book: Book, ground: Ground): Answer {
  const readable = book.records.flatMap((record) => {
    const as = readsAs(record, ground);
    return as ? [{ record, as }] : [];
  });
  const office = inOffice(ground, ground.caller.id);
  const owed = readable.flatMap(({ record, as }) => owedBy(record, ground, as === 'office'));
  const unreceived = book.summaries.filter(({ received }) => office && received === null);
  const supervises = ground.units.get(ground.caller.unit)?.roles.includes('supervision-body');
  return {
    list: readable.map(({ record, as }) => ({
      id: record.id,
      kind: record.kind,
      at: when(record.entries[0]!.at),
      as,
      outcome: outcomeOf(record),
    })),
    owed: [
      ...owed.map((one) => ({ ...one, due: whenever(one.due) })),
      ...unreceived.map(({ month }) => ({
        record: month,
        duty: 'receive-summary' as const,
        clause: 'TJ51-A2-6.1',
        force: 'management' as const,
        due: null,
        overdue: false,
      })),
    ],
    months: book.summaries
      .filter(() => office || supervises)
      .map(({ month, filedAt, received }) => ({
        month,
        filedAt: when(filedAt),
        // Whether it was taken up at once may tell what is in it.
        receivedAt: office ? whenever(received?.at) : null,
      })),
  };
}

export const shownRegister = (
  { putBack = [], holders = [] }: Book,
  { grow, agreesWithLog }: Pick<ShownRegister, 'grow' | 'agreesWithLog'>,
): ShownRegister => ({
  grow,
  agreesWithLog,
  putBack: putBack.map(({ noticedAt }) => when(noticedAt)),
  holders: holders.map(({ officer, since, until }) => ({
    officer,
    since: when(since),
    until: whenever(until),
  })),
});

function outcomeOf(record: SealedRecord): string | null {
  if (record.kind === 'retaliation')
    return entriesOf(record, 'retaliation-outcome').at(-1)?.told.outcome ?? null;
  const found = entriesOf(record, 'found').at(-1)?.told.confirmed;
  return found === undefined ? null : found ? 'confirmed' : 'not-confirmed';
}
