/** 来文 What reaches the file: signals, and what the inbox says of them. Which of them counts is decided in inbox-reader.ts. */
import type { InboxRow } from '../../activities/contract.ts';
import type { Act } from '../../domain/law/act.ts';
import { receiptClause } from '../../domain/law/cited.ts';
import type { Carried, Opening } from '../messages.ts';
import type { TurnDraft } from './draft.ts';
import * as entries from './entries.ts';
import { BATCH, InboxReader, type Row } from './inbox-reader.ts';
import type { Position } from './position.ts';
import type { Questions } from './questions.ts';
import type { RunLength } from './run-length.ts';

export class Incoming {
  #reader: InboxReader;
  #position: Position;
  #questions: Questions;
  #length: RunLength;
  /** Signals that have come while the file lives through its past; undefined once it has done so. */
  #early: Act[] | undefined;
  /** The inbox may hold acts of which no signal has come to this run. */
  #behind: boolean;

  constructor(
    { letter, carried }: Opening,
    position: Position,
    draft: TurnDraft,
    questions: Questions,
    length: RunLength,
  ) {
    this.#position = position;
    this.#questions = questions;
    this.#length = length;
    this.#behind = carried !== undefined;
    this.#early = carried && [];
    this.#reader = new InboxReader(
      letter,
      (act) => draft.enter(entries.forged(act, receiptClause(position.clause))),
      () => draft.asOf,
      carried?.judged,
      carried?.heard,
    );
  }

  signalled(act: Act): void {
    this.#length.signalled(act);
    if (act?.type === 'retry') this.#questions.retry();
    if (this.#early) this.#early.push(act);
    else this.#reader.signalled(act);
  }

  /** The act to be judged next, of those that have been learnt. */
  get next(): Act | undefined {
    return this.#reader.rows[0]?.message;
  }
  take(): Row {
    return this.#reader.rows.shift()!;
  }
  /** The highest number the file knows. */
  get last(): number {
    return this.#reader.last;
  }
  /** The numbers that have been signalled to this run and are not judged: the next run must know of them. */
  get unjudged(): Carried['heard'] {
    return this.#reader.unjudged;
  }
  get behind(): boolean {
    return this.#behind;
  }

  /** Acts that had arrived unknown to the file when it was about to enter something. */
  learn(rows: readonly InboxRow[]): void {
    for (const row of rows) this.#reader.learn(row);
  }

  /** Asks the inbox about what has been signalled; says whether there was anything to ask. */
  async fetch(): Promise<boolean> {
    const question = this.#reader.question(() => this.#position.changed('bounded-questions'));
    if (!question) return false;
    const { after, upto } = question;
    this.#reader.answer(question, await this.#questions.acts(after, upto));
    return true;
  }

  /** Learns what arrived before this run and was not judged: the inbox holds it, whether or not it was signalled. */
  async catchUp(): Promise<void> {
    const after = this.#reader.last;
    const rows = await this.#questions.acts(after, after + BATCH);
    this.#behind = rows.length === BATCH;
    for (const row of rows) if (row.message.number > this.#reader.last) this.#reader.learn(row);
  }

  /** The past has been lived through up to this number. */
  begin(judged: number): void {
    this.#reader.begin(judged);
  }
  /** The file has lived through its past: the signals that have come meanwhile are looked at now. */
  release(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const act of early) this.#reader.signalled(act);
  }
}
