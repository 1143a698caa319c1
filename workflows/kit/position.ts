/** 案卷所至 How far a file has come: the act judged last, the instant it has reached, and the changes of the code that have come into its life. */
import { patched } from '@temporalio/workflow';
import type { Instant } from '../../domain/time/instant.ts';
import type { Opening } from '../messages.ts';

export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

export class Position {
  /** Highest inbox number judged. */
  judged: number;
  /** The file's own time: the instant of the act or wake taken last, whatever the clock of the run says. */
  now: Instant;
  readonly changes: Set<string>;
  /** The clause under which the opening act was accepted. It names the instrument under which the file is led. */
  clause = '';
  /** Whether the file is living through its past (hand-over.ts). */
  reliving: boolean;

  constructor({ letter, carried }: Opening) {
    this.judged = carried?.judged ?? letter.number;
    this.now = letter.arrivedAt;
    this.changes = new Set(carried?.changes);
    this.reliving = carried !== undefined;
  }

  reach(at: Instant): void {
    this.now = later(this.now, at);
  }

  /** The instant up to which every wake has passed, where this is the next one. */
  livedUntil(nextWake: Instant | undefined): Instant {
    return nextWake !== undefined && nextWake <= this.now ? ((nextWake - 1) as Instant) : this.now;
  }

  /**
   * Whether a change of the code is in force for this file. A procedure must not call the SDK's `patched`: to the SDK a run that lives through
   * the past is a new run, in which every change is in force. Here a change that has come into the file's life stays in it, and one
   * that came later is not in force in its past.
   */
  changed(id: string): boolean {
    if (this.changes.has(id)) return true;
    if (this.reliving || !patched(id)) return false;
    this.changes.add(id);
    return true;
  }
}
