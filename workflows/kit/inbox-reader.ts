/**
 * 收件 What has been signalled to a file, until the inbox has said what of it is genuine; and the acts it has learnt, in number order.
 * It keeps this part of the file's contract:
 *
 *  3. A message counts only with its row in the inbox, word for word; anything else is entered as forged and changes nothing.
 */
import type { InboxRow } from '../../activities/contract.ts';
import type { Act } from '../../domain/law/act.ts';
import { sameJson } from './sequence.ts';

/** What has been signalled under a number that is not judged yet: all messages that claim it, until the inbox has said which of them is genuine. */
interface Signalled {
  claims: Act[];
  genuine: boolean;
}
/**
 * A row that the file has learnt. `signalled`: a signal of it has reached the file. `asOf`: how often the file had written something when the
 * database said what it knows of the act; undefined where something was still to be written.
 */
export type Row = InboxRow & { signalled: boolean; asOf: number | undefined };
/** What the inbox is asked: its rows after one number up to another, because of these messages. */
interface Question {
  after: number;
  upto: number;
  asked: [number, Act[]][];
}
type Numbers = readonly (readonly [from: number, to: number])[];

/** Inbox numbers are integers of the database. */
const LAST_NUMBER = 2_147_483_647;
/** So many rows the inbox answers at once (function `inbox_rows`). */
export const BATCH = 200;

export class InboxReader {
  /** Learnt and not judged yet, in number order. */
  readonly rows: Row[] = [];
  #signalled = new Map<number, Signalled>();
  /** Messages that the inbox has confirmed to this run. */
  #known: Map<number, Act>;
  /** An act with this number or a lower one was judged in a run before this one: unless it is known, only the inbox can tell what it was. */
  #base: number;
  #last: number;
  /** Numbers that were signalled to an earlier run and not judged by it. */
  #carried: Numbers;
  #forged: (act: Act) => void;
  #asOf: () => number | undefined;

  /** `asOf`: how often the file has written something; undefined while something is still to be written. */
  constructor(
    letter: Act,
    forged: (act: Act) => void,
    asOf: () => number | undefined,
    judged = letter.number,
    carried: Numbers = [],
  ) {
    this.#known = new Map([[letter.number, letter]]);
    this.#base = this.#last = judged;
    this.#carried = carried;
    this.#forged = forged;
    this.#asOf = asOf;
  }

  /** The highest number the file knows. */
  get last(): number {
    return this.#last;
  }

  /** Numbers that have been signalled and are not judged: the next run must know of them when this one ends. */
  get unjudged(): Numbers {
    const before = this.#carried.flatMap(([from, to]) => range(Math.max(from, this.#last + 1), to));
    const numbers = [
      ...new Set([
        ...before,
        ...this.rows.filter(({ signalled }) => signalled).map(({ message }) => message.number),
        ...this.#signalled.keys(),
      ]),
    ].sort((a, b) => a - b);
    const ranges: [number, number][] = [];
    for (const n of numbers) {
      const open = ranges.at(-1);
      if (open && open[1] === n - 1) open[1] = n;
      else ranges.push([n, n]);
    }
    return ranges;
  }

  /** Every act up to this number has been judged in a run before this one. Called before any signal is looked at. */
  begin(judged: number): void {
    this.#base = this.#last = judged;
  }

  /** A signal has come: it is known already, or it is forged, or the inbox must be asked about it. */
  signalled(act: Act): void {
    const number = act?.number;
    if (!Number.isSafeInteger(number) || number < 1 || number > LAST_NUMBER)
      return this.#forged(act);
    const known = this.#known.get(number);
    if (known) {
      if (!sameJson(known, act)) this.#forged(act);
      return;
    }
    const before = this.#signalled.get(number);
    if (before?.claims.some((claim) => sameJson(claim, act))) return;
    if (before?.genuine) this.#forged(act);
    else this.#signalled.set(number, { claims: [...(before?.claims ?? []), act], genuine: false });
  }

  /**
   * What the inbox must be asked about; nothing when all that has been signalled is known. `bounded` is asked only where the file would ask
   * for more rows than the inbox answers at once: runs that began before questions were bounded ask for all of them.
   */
  question(bounded: () => boolean): Question | undefined {
    const after = this.last;
    const asked = [...this.#signalled]
      .filter(([number, { genuine }]) => number === after + 1 || !genuine)
      .sort(([a], [b]) => a - b);
    const [first] = asked;
    if (!first) return undefined;
    if (first[0] <= this.#base)
      return { after: first[0] - 1, upto: first[0], asked: [[first[0], first[1].claims]] };
    let upto = asked.at(-1)![0];
    while (this.#signalled.get(upto + 1)?.genuine) upto++;
    const from =
      upto - after > BATCH && bounded()
        ? { after: first[0] > after + BATCH ? first[0] - 1 : after, most: BATCH }
        : { after, most: Infinity };
    const bound = Math.min(upto, from.after + from.most);
    return {
      after: from.after,
      upto: bound,
      asked: asked
        .filter(([number]) => number <= bound)
        .map(([number, { claims }]) => [number, claims]),
    };
  }

  /** Learns the acts whose numbers follow on without a gap (the relay fills gaps); a message that the inbox does not confirm is forged. */
  answer({ asked }: Question, rows: readonly InboxRow[]): void {
    for (const [number, claims] of asked)
      this.#confirm(
        number,
        claims,
        rows.find((r) => r.message.number === number),
      );
    for (const row of rows) {
      if (row.message.number !== this.last + 1 || !this.#signalled.get(row.message.number)?.genuine)
        break;
      this.learn(row);
    }
  }

  /** Finds which of the messages under one number is the one that the inbox holds; the others are forged. What was signalled during the question is asked about later. */
  #confirm(number: number, claims: readonly Act[], row: InboxRow | undefined): void {
    const since = this.#signalled.get(number)?.claims.filter((act) => !claims.includes(act)) ?? [];
    const genuine = row && [...claims, ...since].find((act) => sameJson(act, row.message));
    for (const act of claims) if (act !== genuine) this.#forged(act);
    if (genuine) {
      for (const act of since) if (act !== genuine) this.#forged(act);
      if (number > this.#base) this.#signalled.set(number, { claims: [genuine], genuine: true });
      else {
        // It was judged before this run: what the inbox holds is known from now on.
        this.#signalled.delete(number);
        this.#known.set(number, genuine);
      }
    } else if (since.length > 0) this.#signalled.set(number, { claims: since, genuine: false });
    else this.#signalled.delete(number);
  }

  /** An act as the inbox holds it, signalled or not. */
  learn(row: InboxRow): void {
    const { number } = row.message;
    for (const act of this.#signalled.get(number)?.claims ?? [])
      if (!sameJson(act, row.message)) this.#forged(act);
    const signalled =
      this.#signalled.delete(number) ||
      this.#carried.some(([from, to]) => from <= number && number <= to);
    this.rows.push({ ...row, signalled, asOf: this.rows.length > 0 ? undefined : this.#asOf() });
    this.#known.set(number, row.message);
    this.#last = number;
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
