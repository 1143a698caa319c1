/** 度量 What becomes of the acts that come to this process: how long until their verdicts, and what is refused, by procedure and code. Nothing of a single act. */
import { Counter, Histogram, type Registry } from 'prom-client';
import { Problem } from '../http/problems.ts';
import { OTHERS, shownAs } from './shown-as.ts';

/** `pending`: no verdict in the time that a caller waits. */
type Outcome = 'accepted' | 'refused' | 'pending';

/** So many pairs of procedure and code have a series of their own; what comes later stands together. */
const SERIES = 400;

export class ActMeter {
  readonly #seconds = new Histogram({
    name: 'duban_verdict_seconds',
    help: 'From the request of an act to its verdict, or to the answer without one',
    labelNames: ['outcome'],
    buckets: [0.02, 0.05, 0.1, 0.3, 1, 3, 6, 15],
    registers: [],
  });
  readonly #acts = new Counter({
    name: 'duban_acts_total',
    help: 'Acts that came to this process, by procedure and outcome',
    labelNames: ['procedure', 'outcome'],
    registers: [],
  });
  readonly #refused = new Counter({
    name: 'duban_acts_refused_total',
    help: 'Acts refused, before the inbox and by verdicts, by procedure and problem code',
    labelNames: ['procedure', 'code'],
    registers: [],
  });
  readonly #pairs = new Set<string>();

  constructor() {
    // Shown from the start, so that the first one counts as an increase.
    for (const outcome of ['accepted', 'refused', 'pending'] as const)
      this.#seconds.zero({ outcome });
  }

  register(registry: Registry): void {
    registry.registerMetric(this.#seconds);
    registry.registerMetric(this.#acts);
    registry.registerMetric(this.#refused);
  }

  /** Measures what takes an act in and waits for its verdict. `codeOf`: the code of a refusal, `null` while there is no verdict. */
  async measure<T>(
    procedure: string,
    take: () => Promise<T>,
    codeOf: (taken: T) => string | null | undefined,
  ): Promise<T> {
    const since = performance.now();
    try {
      const taken = await take();
      const code = codeOf(taken);
      if (code) this.#refuse(procedure, code);
      const outcome = code === null ? 'pending' : code === undefined ? 'accepted' : 'refused';
      this.#count(procedure, outcome, since);
      return taken;
    } catch (error) {
      if (error instanceof Problem) {
        this.#refuse(procedure, error.code);
        this.#count(procedure, 'refused', since);
      }
      throw error;
    }
  }

  #count(procedure: string, outcome: Outcome, since: number): void {
    this.#seconds.observe({ outcome }, (performance.now() - since) / 1000);
    this.#acts.inc({ procedure: shownAs(procedure), outcome });
  }

  /** The code of a hidden procedure would name it. */
  #refuse(id: string, said: string): void {
    let procedure = shownAs(id);
    let code = procedure === OTHERS ? OTHERS : said;
    const pair = `${procedure} ${code}`;
    if (!this.#pairs.has(pair) && this.#pairs.size >= SERIES) procedure = code = OTHERS;
    else this.#pairs.add(pair);
    this.#refused.inc({ procedure, code });
  }
}
