/** 保存期限 How long the engine keeps the history of a run that has ended. Until then it must be kept here. */
import type { EngineCalls } from './engine-calls.ts';

const HOUR = 3_600_000;
/** Milliseconds for which an answer is believed: somebody may change the namespace. */
const BELIEVED = 600_000;

export class Retention {
  readonly #calls: EngineCalls;
  #asked = -Infinity;
  #answer: number | undefined;

  constructor(calls: EngineCalls) {
    this.#calls = calls;
  }

  /** Milliseconds, as far as the engine has been asked; a shorter period of one's own (TEMPORAL_RETENTION_HOURS) counts instead. */
  get known(): number | undefined {
    const all = [this.#answer, this.#calls.options.retention].filter((one) => one !== undefined);
    return all.length > 0 ? Math.min(...all) : undefined;
  }

  /** So many milliseconds after the end of its run a history that is not kept yet is late: a quarter of the retention, an hour at most. */
  get lateAfter(): number {
    return Math.min(HOUR, (this.known ?? Infinity) / 4);
  }

  /** Asks the engine, now and then. */
  async ask(): Promise<void> {
    if (performance.now() - this.#asked < BELIEVED) return;
    const { namespace } = this.#calls.options;
    const { config } = await this.#calls.soon('duban-keeper', () =>
      this.#calls.connection.workflowService.describeNamespace({ namespace }),
    );
    this.#asked = performance.now();
    const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
    this.#answer = seconds > 0 ? seconds * 1000 : undefined;
  }
}
