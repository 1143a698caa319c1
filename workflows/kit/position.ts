/** 案卷所至 How far a file has come: the act judged last, the instant it has reached, and the changes of the code that have come into its life. */
import { patched } from '@temporalio/workflow';
import type { Instant } from '../../domain/time/instant.ts';
import type { Opening } from '../messages.ts';

export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

export class Position {
  /** Highest inbox number judged. */
  judged: number;
  /** The instant of the act or wake taken last: the file's own time, whatever the clock of the run says. */
  now: Instant;
  readonly changes: Set<string>;
  /** Of its opening: the instrument under which the file is led. */
  clause = '';
  /** Whether the file is still living through what it has lived already. */
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

  /** Every wake up to this instant has passed, if this is the next one. */
  livedUntil(nextWake: Instant | undefined): Instant {
    return nextWake !== undefined && nextWake <= this.now ? ((nextWake - 1) as Instant) : this.now;
  }

  /**
   * Whether a change of the code is in force for this file: the SDK's `patched`, which procedures must not call by themselves, because a run that
   * lives through the past again is a new one to it. What came into the file's life stays in it; what came later is not true of its past.
   */
  changed(id: string): boolean {
    if (this.changes.has(id)) return true;
    if (this.reliving || !patched(id)) return false;
    this.changes.add(id);
    return true;
  }
}
