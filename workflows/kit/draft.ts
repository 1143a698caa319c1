/** What one turn has to record, until it is written. */
import type { BreachRow, Effect, Entry, Known, Task, Turn } from '../../activities/contract.ts';
import type { Wait } from '../../domain/law/wait.ts';
import type { Instant } from '../../domain/time/instant.ts';

export interface Drafted {
  entries: Entry[];
  verdicts: Turn['verdicts'];
  touched: Map<Wait, Instant | undefined>;
  breaches: Map<string, BreachRow>;
  effects: Effect[];
  tasks: Task[];
}

const blank = (): Drafted => ({
  entries: [],
  verdicts: [],
  touched: new Map(),
  breaches: new Map(),
  effects: [],
  tasks: [],
});

export class TurnDraft {
  #drafted = blank();
  /** How often something was written. */
  #written = 0;

  enter(entry: Entry): void {
    this.#drafted.entries.push(entry);
  }
  judged(verdict: Turn['verdicts'][number]): void {
    this.#drafted.verdicts.push(verdict);
  }
  touch(wait: Wait, doneAt?: Instant): void {
    this.#drafted.touched.set(wait, doneAt ?? this.#drafted.touched.get(wait));
  }
  breach(row: BreachRow): void {
    this.#drafted.breaches.set(row.key, row);
  }
  effect(kind: string, data: Known): void {
    this.#drafted.effects.push({ kind, data });
  }
  task(kind: string, key: string, data: Known): void {
    this.#drafted.tasks.push({ kind, key, data });
  }

  /** Whether a turn must be written: there are entries or verdicts. */
  get dirty(): boolean {
    return this.#drafted.entries.length > 0 || this.#drafted.verdicts.length > 0;
  }
  /** How often something was written; undefined while something is still to be written. */
  get asOf(): number | undefined {
    return this.dirty ? undefined : this.#written;
  }

  /** What is drafted now; what is drafted later does not change it. */
  copy(): Drafted {
    const { entries, verdicts, touched, breaches, effects, tasks } = this.#drafted;
    return {
      entries: [...entries],
      verdicts: [...verdicts],
      touched: new Map(touched),
      breaches: new Map(breaches),
      effects: [...effects],
      tasks: [...tasks],
    };
  }
  /** Takes what is drafted in order to write it, and begins a new draft. */
  take(): Drafted {
    const drafted = this.#drafted;
    this.#drafted = blank();
    this.#written++;
    return drafted;
  }
  /** It was not written after all: it goes before what has been drafted meanwhile. */
  restore(drafted: Drafted): void {
    this.#drafted = { ...drafted, entries: [...drafted.entries, ...this.#drafted.entries] };
  }
  /** Drops what is drafted while the file lives through its past: it stands in the register already. */
  discard(): void {
    this.#drafted = blank();
  }
}
