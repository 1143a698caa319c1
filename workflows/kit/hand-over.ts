/**
 * 续办 One run after another. It keeps this part of the file's contract:
 *
 *  9. No length of life ends a file: before a run reaches the server's limits it is carried on in a new one, at rest and with everything entered.
 *     The new run lives through what was accepted again, obeys the stored verdicts, enters nothing, and comes to the same point (decision 0009).
 */
import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import type { InboxRow, Owed } from '../../activities/contract.ts';
import type { Carried, Closing, Opening } from '../messages.ts';
import type { TurnDraft } from './draft.ts';
import type { Incoming } from './incoming.ts';
import type { Judge } from './judge.ts';
import { later, type Position } from './position.ts';
import type { Questions } from './questions.ts';
import type { RunLength } from './run-length.ts';
import { atRest } from './sequence.ts';
import type { Timeline } from './timeline.ts';
import type { Waits } from './waits.ts';

/** The jobs that handing over and living through the past need. */
interface Parts<S> {
  opening: Opening;
  position: Position;
  waits: Waits;
  draft: TurnDraft;
  incoming: Incoming;
  questions: Questions;
  judge: Judge<S>;
  timeline: Timeline<S>;
  length: RunLength;
}

export class HandOver<S> {
  #parts: Parts<S>;

  constructor(parts: Parts<S>) {
    this.#parts = parts;
  }

  /** The place at which the next run takes up. It is asked for only at rest, when everything is entered and no signal is still to be looked at. */
  get place(): Carried {
    const { position, waits, incoming } = this.#parts;
    return {
      judged: position.judged,
      until: position.livedUntil(waits.nextWake),
      heard: incoming.unjudged,
      changes: [...position.changes],
    };
  }

  /** Ends this run and starts the next. What arrives between the two is in the inbox, which the next run asks before it waits for a signal. */
  async goOn(carried: Carried): Promise<never> {
    const { workflowType, memo } = workflowInfo();
    return makeContinueAsNewFunc<(opening: Opening) => Promise<Closing>>({
      workflowType,
      workflowTaskTimeout: '3s',
      ...(memo && { memo }),
    })({ ...this.#parts.opening, carried });
  }

  /** Lives through the accepted acts once more, with the wakes between them, and enters nothing: all of it stands in the register. */
  async relive(carried: Carried): Promise<void> {
    const { opening, position, waits, draft, incoming, questions, judge, timeline, length } =
      this.#parts;
    let { judged, until } = carried;
    const acts: InboxRow[] = [];
    let after = opening.letter.number;
    let owed: readonly Owed[] | undefined;
    for (;;) {
      await atRest();
      draft.discard();
      if (acts.length === 0 && !owed) {
        const past = await questions.past(after, judged);
        // A workflow task that entered a turn may have been lost, and the task in its place may have handed over before it came to
        // that turn. Then the register is ahead of the place that was handed over, and the file has lived up to the register.
        judged = Math.max(judged, past.place?.judged ?? 0);
        until = later(until, past.place?.until ?? until);
        for (const change of past.place?.changes ?? []) position.changes.add(change);
        acts.push(...past.acts);
        after = acts.at(-1)?.message.number ?? judged;
        owed = past.owed ?? undefined;
      }
      const next = acts[0]?.message.arrivedAt;
      const wake = waits.nextWake;
      if (wake !== undefined && (next === undefined ? wake <= until : wake < next))
        await timeline.wake(wake, true);
      else if (next !== undefined) judge.take({ ...acts.shift()!, signalled: true });
      else if (owed) break;
    }
    draft.discard();
    position.judged = judged;
    incoming.begin(judged);
    position.reach(until);
    length.relived();
    // The past came out differently, so nothing may be entered. After `retry` the file lives through its past again.
    if (this.#differs(owed)) {
      await questions.waitForRetry('relived-otherwise');
      await this.goOn(carried);
    }
    position.reliving = false;
    incoming.release();
  }

  /** Whether the file owes something else now than the database says. Then this code is not the code that lived the past. */
  #differs(owed: readonly Owed[]): boolean {
    const { waits } = this.#parts;
    const open = new Map(owed.map((one) => [one.key, one]));
    return (
      waits.open.some(({ key, due }) => open.get(key)?.due !== due.at) ||
      owed.some(({ key, lapsed }) => !lapsed && !waits.pending(key))
    );
  }
}
