/** Waits for verdicts. A notification of PostgreSQL wakes whoever waits; where one gets lost, the verdict is looked up at the end of the wait. */
import type { Sql } from '../../db/client.ts';
import { verdictOf } from '../../db/queries/inbox.ts';

export class Verdicts {
  #sql: Sql;
  #waiting = new Map<string, Set<(told?: unknown) => void>>();
  #listening: { unlisten: () => Promise<void> } | undefined;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async start(): Promise<void> {
    // After a reconnection a notification may have been missed: everybody looks again.
    this.#listening = await this.#sql.listen(
      'duban_verdict',
      (notice) => this.#tell(notice),
      () => this.#waiting.forEach((_, act) => this.#wake(act)),
    );
  }

  async stop(): Promise<void> {
    await this.#listening?.unlisten().catch(() => {});
    for (const act of this.#waiting.keys()) this.#wake(act);
  }

  /** The verdict, or undefined after `bound` milliseconds. It must be called before the act is signalled, so that no notification is missed. */
  wait(act: string, bound: number): { verdict: Promise<unknown> } {
    let wake: (told?: unknown) => void = () => {};
    const woken = new Promise<unknown>((resolve) => {
      wake = resolve;
    });
    const set = this.#waiting.get(act) ?? new Set();
    this.#waiting.set(act, set.add(wake));
    const timer = setTimeout(() => wake(), bound);
    const verdict = woken.then((told) => {
      clearTimeout(timer);
      set.delete(wake);
      if (set.size === 0) this.#waiting.delete(act);
      return told ?? verdictOf(this.#sql, act);
    });
    return { verdict };
  }

  /** A notification is `<act>`, or `<act> <verdict>` where the verdict fits into it. */
  #tell(notice: string): void {
    const space = notice.indexOf(' ');
    if (space < 0) this.#wake(notice);
    else this.#wake(notice.slice(0, space), JSON.parse(notice.slice(space + 1)));
  }

  #wake(act: string, verdict?: unknown): void {
    for (const wake of this.#waiting.get(act) ?? []) wake(verdict);
  }
}
