/**
 * 时间线 Takes acts and wakes, one at a time, until nothing is left to do. It keeps this part of the file's contract:
 *
 *  1. The dates decide. Acts and wakes are taken one at a time in the order of their instants (arrival at our server; due instant
 *     plus a grace), whatever order signals and timers reach us in; the workflow's own clock only decides when to wake.
 *  2. Acts are judged in inbox number order, each after the procedure has come to rest.
 */
import { patched } from '@temporalio/workflow';
import type { InboxRow } from '../../activities/contract.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Consequences } from './consequences.ts';
import type { TurnDraft } from './draft.ts';
import type { Row } from './inbox-reader.ts';
import type { Incoming } from './incoming.ts';
import { known, type Judge, type Judging } from './judge.ts';
import type { Objections } from './objections.ts';
import type { Position } from './position.ts';
import type { Questions } from './questions.ts';
import type { Rules } from './rules.ts';
import type { RunLength } from './run-length.ts';
import { atRest } from './sequence.ts';
import type { Settlement } from './settlement.ts';
import type { TurnWriter } from './turn-writer.ts';
import type { Waits } from './waits.ts';

/** The jobs that the timeline calls. */
interface Parts<S> {
  rules: Rules<S>;
  /** How many events one run may hold. */
  runEvents: number | undefined;
  position: Position;
  waits: Waits;
  settlement: Settlement;
  consequences: Consequences;
  draft: TurnDraft;
  incoming: Incoming;
  questions: Questions;
  objections: Objections<S>;
  judge: Judge<S>;
  writer: TurnWriter;
  length: RunLength;
}

export class Timeline<S> {
  #parts: Parts<S>;
  #ended?: { outcome: string } | { fault: unknown };

  constructor(parts: Parts<S>) {
    this.#parts = parts;
  }

  /** Notes how the procedure ends, when it does. */
  follow(procedure: Promise<string>): void {
    procedure.then(
      (outcome) => {
        this.#ended = { outcome };
      },
      (fault: unknown) => {
        this.#ended = { fault };
      },
    );
  }

  /** How the procedure has ended, if it has. */
  get ended(): { outcome: string } | { fault: unknown } | undefined {
    return this.#ended;
  }

  /** Whether the procedure has ended and no act that has been learnt and no claim keeps the file open. */
  get closes(): boolean {
    const { waits, incoming } = this.#parts;
    return this.#ended !== undefined && !waits.claimed && incoming.next === undefined;
  }

  /**
   * Whether it is time to go on in a new run. The file decides by its own count, which is the same in every replay. The change of
   * code that brought this count changes what a run commands and not the life of the file, so the run is asked (`patched`). A run
   * that began under another count goes by this one from where it stands.
   */
  get full(): boolean {
    const { length, runEvents } = this.#parts;
    return length.isFull(runEvents) && patched('counted-by-itself');
  }

  /** Takes acts and wakes in the order of their instants until nothing is left to do, and writes. */
  async turns(): Promise<void> {
    const { position, waits, draft, incoming, judge, writer } = this.#parts;
    for (;;) {
      await atRest();
      if (this.full) {
        if (await incoming.fetch()) continue;
        if (!draft.dirty || this.closes) return;
        await writer.write();
        continue;
      }
      const act = incoming.next;
      if (act) position.reach(act.arrivedAt);
      const wake = waits.nextWake;
      if (wake !== undefined && wake <= position.now && !(act && act.arrivedAt <= wake))
        await this.wake(wake);
      else if (act) judge.take(await this.#decided(await this.#uptodate(incoming.take())));
      else if (incoming.behind) await incoming.catchUp();
      else if (!(await incoming.fetch())) {
        // What the last turn has to record is written together with the close.
        if (!draft.dirty || (this.#ended && !waits.claimed)) return;
        await writer.write();
      }
    }
  }

  /** Takes everything that wakes at this instant. Reminders are entered at once, breaches and lapses only if the inbox holds no act of before. */
  async wake(at: Instant, past = false): Promise<void> {
    const { waits, settlement, consequences, writer } = this.#parts;
    consequences.settle();
    const due = waits.wakingAt(at);
    const over = due.filter((p) => p.wait.wakes[0]!.what === 'verdict').map((p) => p.wait);
    if (past) for (const wait of over) settlement.enterOver(wait);
    else if (over.length > 0 && (await writer.writeOver(over, at))) return;
    for (const pending of due) waits.pass(pending);
  }

  /** What the database knows of an act is current only once everything before the act is entered. Where it was asked earlier, it is asked again. */
  async #uptodate(row: Row): Promise<InboxRow & { signalled: boolean }> {
    const { draft, questions, writer } = this.#parts;
    if (!row.known || row.verdict || (row.asOf !== undefined && row.asOf === draft.asOf))
      return row;
    if (draft.dirty) await writer.write();
    const { number } = row.message;
    const [now] = await questions.acts(number - 1, number);
    return { ...row, ...now };
  }

  /** An act that is decided across files is decided once, after everything before it is entered. A repeated question gets the stored answer. */
  async #decided(row: InboxRow & { signalled: boolean }): Promise<Judging> {
    const { rules, draft, questions, objections, writer } = this.#parts;
    const { message, verdict } = row;
    if (
      !rules.decides?.has(message.type) ||
      verdict?.accepted === false ||
      (!verdict && objections.against(known(row), row))
    )
      return row;
    if (draft.dirty) await writer.write();
    const { refusal, known: more } = await questions.decision(message.id);
    return {
      ...row,
      ...(refusal && { objection: refusal }),
      ...(more && { known: { ...row.known, ...more } }),
    };
  }
}
