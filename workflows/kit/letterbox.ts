/**
 * 收件 What has been signalled to a file, until the inbox has said what of it is genuine; and the acts it has learnt, in number order.
 * It keeps this part of the file's contract:
 *
 *  3. A message counts only with its row in the inbox, word for word; anything else is entered as forged and changes nothing.
 */
import type { InboxRow } from '../../activities/contract.ts';
import type { Act } from '../../domain/law/act.ts';
import { sameJson } from './sequence.ts';

/** What was signalled under a number that has not been judged: all that claim to be it, until the inbox has said which one is. */
interface Rung {
  claims: Act[];
  genuine: boolean;
}
/** `heard`: its signal has reached the file. `asOf`: what had been entered when the database said what it knows of the act; undefined where something was still to be entered. */
export type Row = InboxRow & { heard: boolean; asOf: number | undefined };
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

export class Letterbox {
  /** Learnt and not judged yet, in number order. */
  readonly rows: Row[] = [];
  #rung = new Map<number, Rung>();
  #known: Map<number, Act>;
  /** What is not higher and not known was judged in a run before this one: only the inbox can tell what it was. */
  #base: number;
  #last: number;
  /** Numbers that an earlier run has heard and not judged. */
  #heard: Numbers;
  #forged: (act: Act) => void;
  #entered: () => number | undefined;

  /** `entered`: how often the file has entered something; undefined while something is still to be entered. */
  constructor(
    letter: Act,
    forged: (act: Act) => void,
    entered: () => number | undefined,
    judged = letter.number,
    heard: Numbers = [],
  ) {
    this.#known = new Map([[letter.number, letter]]);
    this.#base = this.#last = judged;
    this.#heard = heard;
    this.#forged = forged;
    this.#entered = entered;
  }

  /** The highest number the file knows. */
  get last(): number {
    return this.#last;
  }

  /** Numbers whose signal has been heard and that are not judged: what the next run must know when this one ends. */
  get heard(): Numbers {
    const before = this.#heard.flatMap(([from, to]) => range(Math.max(from, this.#last + 1), to));
    const numbers = [
      ...new Set([
        ...before,
        ...this.rows.filter(({ heard }) => heard).map(({ message }) => message.number),
        ...this.#rung.keys(),
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

  /** What is not higher has been judged in a run before this one; before anything has been heard. */
  begin(judged: number): void {
    this.#base = this.#last = judged;
  }

  ring(act: Act): void {
    const number = act?.number;
    if (!Number.isSafeInteger(number) || number < 1 || number > LAST_NUMBER)
      return this.#forged(act);
    const known = this.#known.get(number);
    if (known) {
      if (!sameJson(known, act)) this.#forged(act);
      return;
    }
    const rung = this.#rung.get(number);
    if (rung?.claims.some((claim) => sameJson(claim, act))) return;
    if (rung?.genuine) this.#forged(act);
    else this.#rung.set(number, { claims: [...(rung?.claims ?? []), act], genuine: false });
  }

  /**
   * What the inbox must be asked about; nothing when all that has been signalled is known. `bounded` is asked only where more would be
   * wanted than the inbox answers at once: runs of before it was bounded asked for everything.
   */
  question(bounded: () => boolean): Question | undefined {
    const after = this.last;
    const asked = [...this.#rung]
      .filter(([number, { genuine }]) => number === after + 1 || !genuine)
      .sort(([a], [b]) => a - b);
    const [first] = asked;
    if (!first) return undefined;
    if (first[0] <= this.#base)
      return { after: first[0] - 1, upto: first[0], asked: [[first[0], first[1].claims]] };
    let upto = asked.at(-1)![0];
    while (this.#rung.get(upto + 1)?.genuine) upto++;
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

  /** Learns the acts whose numbers follow on (the relay fills a gap); what the inbox does not confirm is forged. */
  answer({ asked }: Question, rows: readonly InboxRow[]): void {
    for (const [number, claims] of asked)
      this.#confirm(
        number,
        claims,
        rows.find((r) => r.message.number === number),
      );
    for (const row of rows) {
      if (row.message.number !== this.last + 1 || !this.#rung.get(row.message.number)?.genuine)
        break;
      this.learn(row);
    }
  }

  /** Which of the messages under one number is the one that the inbox holds; the others are forged. What rang meanwhile is asked about later. */
  #confirm(number: number, claims: readonly Act[], row: InboxRow | undefined): void {
    const since = this.#rung.get(number)?.claims.filter((act) => !claims.includes(act)) ?? [];
    const genuine = row && [...claims, ...since].find((act) => sameJson(act, row.message));
    for (const act of claims) if (act !== genuine) this.#forged(act);
    if (genuine) {
      for (const act of since) if (act !== genuine) this.#forged(act);
      if (number > this.#base) this.#rung.set(number, { claims: [genuine], genuine: true });
      else {
        // Judged before this run: what the inbox holds is known from now on.
        this.#rung.delete(number);
        this.#known.set(number, genuine);
      }
    } else if (since.length > 0) this.#rung.set(number, { claims: since, genuine: false });
    else this.#rung.delete(number);
  }

  /** An act as the inbox holds it, signalled or not. */
  learn(row: InboxRow): void {
    const { number } = row.message;
    for (const act of this.#rung.get(number)?.claims ?? [])
      if (!sameJson(act, row.message)) this.#forged(act);
    const heard =
      this.#rung.delete(number) || this.#heard.some(([from, to]) => from <= number && number <= to);
    this.rows.push({ ...row, heard, asOf: this.rows.length > 0 ? undefined : this.#entered() });
    this.#known.set(number, row.message);
    this.#last = number;
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
