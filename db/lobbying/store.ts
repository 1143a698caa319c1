/**
 * 登记簿的一次办理 A turn of a register: it is opened, worked on and sealed anew, all of it, in one transaction. Requests that read, that are refused or that find nothing
 * do the same as those that record something, and so does a beat: afterwards the database does not tell which it was.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import postgres from 'postgres';
import { bookHash, emptyBook, type Book } from '../../domain/lobbying/book.ts';
import type { Ground, RegisteredOfficer, RegisteredUnit } from '../../domain/lobbying/ground.ts';
import { lobbyingSettingsOf } from '../../domain/lobbying/settings-form.ts';
import type { LobbyingSettings } from '../../domain/lobbying/settings.ts';
import { noticeHolders, noticeLog } from '../../domain/lobbying/watching.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { instant, type Instant } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';
import type { RegisterKeys } from './keys.ts';

export interface RegisterDeps {
  sql: Sql;
  keys: RegisterKeys;
}

interface Row {
  sealed: Uint8Array;
  beat: number;
  size: number;
  places: string[];
  settings: Readonly<Record<string, unknown>>;
  units: RegisteredUnit[];
  officers: RegisteredOfficer[];
  cases: Record<string, { officer: string; since: Instant }[]>;
  committed: { value: string } | null;
}

/** What is known while a register is open. */
export interface Opened extends Pick<Row, 'cases'>, Pick<Ground, 'units' | 'officers'> {
  book: Book;
  beat: Instant;
  settings: LobbyingSettings;
  usedPercent: number;
  agreesWithLog: boolean;
  /** The id of a place where nothing lies; where all are taken, of a new one. */
  freePlace(): string;
  /** The places that this turn has added. */
  grown: readonly string[];
  /** Makes room for more records than there are places: one step. */
  grow(): void;
}

/** One of 256 parts of the cases: of none, one by chance. */
const partOf = (id: string | undefined): string =>
  id === undefined
    ? randomBytes(1).toString('hex')
    : createHash('md5').update(id).digest('hex').slice(0, 2);

/** A turn waits for those before it, and does not come about: nothing has happened, and the same request may be sent again. */
export class RegisterBusy extends Error {}

/** Those of a register that wait in this process, with the end of the last of them: each holds no connection meanwhile. */
const queues = new Map<string, { last: Promise<unknown>; waiting: number }>();
const MOST_WAITING = 32;

async function oneByOne<T>(bureau: string, turn: () => Promise<T>): Promise<T> {
  const queue = queues.get(bureau) ?? { last: Promise.resolve(), waiting: 0 };
  if (queue.waiting >= MOST_WAITING) throw new RegisterBusy();
  queues.set(bureau, queue);
  queue.waiting += 1;
  const mine = queue.last.then(turn, turn);
  queue.last = mine;
  try {
    return await mine;
  } finally {
    queue.waiting -= 1;
    if (queue.waiting === 0) queues.delete(bureau);
  }
}

/** What the database says of a lock that another process holds for too long, and of a turn that it has ended because nothing came. */
const BUSY = ['55P03', '25P03'];

/** Undefined: the bureau keeps no register. `caseId`: whose handlers the work will ask for. Throws RegisterBusy. */
export async function takeTurn<T>(
  deps: RegisterDeps,
  of: { bureau: string; caseId?: string | undefined },
  work: (opened: Opened) => { beat?: Instant; result: T },
): Promise<T | undefined> {
  try {
    return await oneByOne(of.bureau, () => turn(deps, of, work));
  } catch (error) {
    if (error instanceof postgres.PostgresError && BUSY.includes(error.code))
      throw new RegisterBusy();
    throw error;
  }
}

function turn<T>(
  { sql, keys }: RegisterDeps,
  { bureau, caseId }: { bureau: string; caseId?: string | undefined },
  work: (opened: Opened) => { beat?: Instant; result: T },
): Promise<T | undefined> {
  return sql.begin(async (tx) => {
    const [row] = await tx<
      Row[]
    >`select sealed, beat::float8, size, places, settings, units, officers, cases, committed
      from register_opened(${bureau}, ${partOf(caseId)})`;
    if (!row) return undefined;
    const grown: string[] = [];
    const opened = openedFrom(row, keys, bureau, grown);
    const { result, beat = opened.beat } = work(opened);
    const { book, settings } = opened;
    book.generation += 1;
    const committed = commit(book, keys, opened.beat, beat);
    const { clear, size } = filled(book, row.size, grown, settings);
    await tx`select register_sealed(${bureau}, ${beat}::bigint, ${size}, ${keys.seal(clear, contextOf(bureau, beat, size))},
      ${grown}::text[], ${committed ? tx.json(committed) : null}::jsonb)`;
    return result;
  }) as Promise<T | undefined>;
}

const contextOf = (bureau: string, beat: number, size: number): string =>
  `sealed register\n${bureau}\n${beat}\n${size}`;

function openedFrom(row: Row, keys: RegisterKeys, bureau: string, grown: string[]): Opened {
  const clear = keys.open(row.sealed, contextOf(bureau, row.beat, row.size));
  const length = clear.readUInt32BE(0);
  const book = JSON.parse(inflateRawSync(clear.subarray(4, 4 + length)).toString('utf8')) as Book;
  if (book.bureau !== bureau) throw new Error('the register is that of another bureau');
  const settings = lobbyingSettingsOf(row.settings);
  const { cases } = row;
  const units = new Map(row.units.map((one) => [one.id, one]));
  const officers = new Map(row.officers.map((one) => [one.id, one]));
  const agreesWithLog = noticeLog(book, row.committed?.value ?? null, book.now);
  noticeHolders(book, { units, officers }, book.now);
  const step = (): string[] => Array.from({ length: settings.places }, () => randomUUID());
  const taken = new Set(book.records.map(({ id }) => id));
  const used = Math.max(length / row.size, taken.size / row.places.length);
  return {
    book,
    beat: instant(row.beat),
    settings,
    units,
    officers,
    cases,
    usedPercent: Math.round(100 * used),
    grown,
    agreesWithLog,
    freePlace() {
      const free = row.places.filter((place) => !taken.has(place));
      const from = free.length > 0 ? free : step();
      if (free.length === 0) grown.push(...from);
      return from[randomBytes(4).readUInt32BE(0) % from.length]!;
    },
    grow: () => void grown.push(...step()),
  };
}

/** `follows`: the one before it in the register; where that is not the one before it in the log, the log itself shows that an older register was put back. */
type Commitment = { at: number; value: string; follows: string | null };

/** 承诺 With the first beat of a day the register commits itself, in the bureau's log, to all that is in it: who puts an older state in its place is found. */
function commit(
  book: Book,
  keys: RegisterKeys,
  before: Instant,
  beat: Instant,
): Commitment | undefined {
  if (civilDateOf(before) === civilDateOf(beat)) return undefined;
  const follows = book.commitment?.value ?? null;
  const value = keys.mark(`commitment\n${follows ?? ''}\n${bookHash(book)}`);
  book.commitment = { at: beat, value };
  return { at: beat, value, follows };
}

/** Filled up to the size of the register. Where it has become too small it grows at once, since nothing may be lost for want of room. */
function filled(
  book: Book,
  size: number,
  grown: string[],
  settings: LobbyingSettings,
): { clear: Buffer; size: number } {
  const body = deflateRawSync(Buffer.from(JSON.stringify(book), 'utf8'));
  const bytes = stepBytes(settings);
  let whole = size + Math.ceil(grown.length / settings.places) * bytes;
  while (body.length + 4 > whole) whole += bytes;
  const clear = Buffer.alloc(whole);
  clear.writeUInt32BE(body.length, 0);
  body.copy(clear, 4);
  return { clear, size: whole };
}

const stepBytes = ({ places, placeKilobytes }: LobbyingSettings): number =>
  places * placeKilobytes * 1024;

/** False: it is open already. */
export async function openRegister(
  { sql, keys }: RegisterDeps,
  bureau: { id: string; settings: Readonly<Record<string, unknown>> },
  at: Instant,
): Promise<boolean> {
  const settings = lobbyingSettingsOf(bureau.settings);
  const places = Array.from({ length: settings.places }, () => randomUUID());
  const { clear, size } = filled(emptyBook(bureau.id, at), stepBytes(settings), [], settings);
  const sealed = keys.seal(clear, contextOf(bureau.id, at, size));
  const [row] = await sql<{ open: boolean }[]>`
    select open_register(${bureau.id}, ${at}::bigint, ${size}, ${sealed}, ${places}::text[]) as open`;
  return row!.open;
}

export interface Place {
  place: string;
  bureau: string;
  beat: Instant;
  hours: number;
}

/** Every place of every register, used or not; or this one. */
export async function sealedPlaces(sql: Sql, only: string | null = null): Promise<Place[]> {
  const rows = await sql<
    { place: string; bureau: string; beat: number; settings: Record<string, unknown> }[]
  >`select place, bureau, beat::float8, settings from sealed_places(${only})`;
  return rows.map(({ place, bureau, beat, settings }) => ({
    place,
    bureau,
    beat: instant(beat),
    hours: lobbyingSettingsOf(settings).beatHours,
  }));
}
