/**
 * 闹钟 The file's one timer. It keeps this part of the file's contract:
 *
 *  6. One alarm for the whole file, at the next wake; set and cancelled only at rest, and only when it changed.
 */
import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Instant } from '../../domain/time/instant.ts';
import type { RunLength } from './run-length.ts';
import { alarmSummary } from './visibility.ts';
import type { Waits } from './waits.ts';

export class Alarm {
  #set?: { at: Instant; scope: CancellationScope } | undefined;
  #waits: Waits;
  #length: RunLength;
  #fired: (at: Instant) => void;

  /** `fired` is called when the alarm goes off, with the instant for which it was set. */
  constructor(waits: Waits, length: RunLength, fired: (at: Instant) => void) {
    this.#waits = waits;
    this.#length = length;
    this.#fired = fired;
  }

  /** Sets the alarm to the next wake, or cancels it where there is none. */
  setAlarm(): void {
    const at = this.#waits.nextWake;
    if (at === this.#set?.at) return;
    this.#length.alarmSet();
    this.#set?.scope.cancel();
    this.#set = undefined;
    if (at === undefined) return;
    const scope = new CancellationScope();
    this.#set = { at, scope };
    const summary = alarmSummary(this.#waits.open.find((w) => w.wakes[0]?.at === at)!);
    scope
      .run(() => sleep(Math.max(1, at - Date.now()), { summary }))
      .then(
        () => {
          this.#length.woken();
          this.#set = undefined;
          this.#fired(at);
        },
        () => {},
      );
  }
}
