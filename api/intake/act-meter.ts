/** 度量 What becomes of the acts that come to this process: how long until their verdicts, and what is refused, by procedure and code. Nothing of a single act. */
import { Counter, Histogram, type Registry } from 'prom-client';
import { asProblem } from '../http/problem-answer.ts';
import { OTHERS, shownAs } from './shown-as.ts';

/** `pending`: no verdict in the time that a caller waits. `failed`: a fault of ours; whether the act was taken in is not known. */
type Outcome = 'accepted' | 'refused' | 'pending' | 'failed';

/** What taking an act in has come to. */
interface Told {
  act: string;
  /** Of a refusal; `null` while there is no verdict. */
  code: string | null | undefined;
}

/** What turns out on the way. */
export interface Course {
  /** The same request came before under the same key: it has been counted. */
  again?: boolean;
}

/** An act that has its verdict now. */
interface Settled {
  act: string;
  seconds: number;
  code: string | null;
}

/** So many pairs of procedure and code have a series of their own; what comes later stands together. */
const SERIES = 400;
/** So many acts that were answered without a verdict are followed, the latest. */
const FOLLOWED = 1_000;

export class ActMeter {
  readonly #seconds = new Histogram({
    name: 'duban_verdict_seconds',
    help: 'From the request of an act to its verdict, however late; pending: to the answer without one',
    labelNames: ['outcome'],
    buckets: [0.02, 0.05, 0.1, 0.3, 1, 3, 6, 15, 60, 300],
    registers: [],
  });
  readonly #acts = new Counter({
    name: 'duban_acts_total',
    help: 'Acts that came to this process, by procedure and outcome',
    labelNames: ['procedure', 'outcome'],
    registers: [],
  });
  readonly #late = new Counter({
    name: 'duban_acts_late_total',
    help: 'Acts counted as pending whose verdicts have come since, by procedure and verdict',
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
  /** Faults that have been counted. */
  readonly #failed = new WeakSet<object>();
  /** Answered without a verdict, with their procedures. */
  readonly #pending = new Map<string, string>();

  constructor() {
    // Shown from the start, so that the first one counts as an increase.
    for (const outcome of ['accepted', 'refused', 'pending'] as const)
      this.#seconds.zero({ outcome });
  }

  register(registry: Registry): void {
    registry.registerMetric(this.#seconds);
    registry.registerMetric(this.#acts);
    registry.registerMetric(this.#late);
    registry.registerMetric(this.#refused);
  }

  /** Measures what takes an act in and waits for its verdict; what was sent again is counted once, and a fault each time. */
  async measure<T>(
    procedure: string,
    take: (course: Course) => Promise<T>,
    tell: (taken: T) => Told,
  ): Promise<T> {
    const since = performance.now();
    const seconds = (): number => (performance.now() - since) / 1000;
    const course: Course = {};
    try {
      const taken = await take(course);
      if (!course.again) this.#take(procedure, tell(taken), seconds());
      return taken;
    } catch (error) {
      const { status, code } = asProblem(error);
      if (status >= 500) this.failed(error, procedure);
      else if (!course.again) this.#take(procedure, { act: '', code }, seconds());
      throw error;
    }
  }

  /** A fault, once, wherever it is met first: what fails before its file is known has no procedure. */
  failed(error: unknown, procedure = OTHERS): void {
    if (typeof error === 'object' && error !== null) {
      if (this.#failed.has(error)) return;
      this.#failed.add(error);
    }
    this.#count(procedure, 'failed');
  }

  /** Measures the verdicts that have come after their callers were answered. `look`: those of the acts that have one. */
  async late(look: (acts: string[]) => Promise<readonly Settled[]>): Promise<void> {
    if (this.#pending.size === 0) return;
    for (const { act, seconds, code } of await look([...this.#pending.keys()])) {
      const procedure = this.#pending.get(act);
      if (procedure === undefined) continue;
      this.#pending.delete(act);
      if (code) this.#refuse(procedure, code);
      const outcome = code ? 'refused' : 'accepted';
      this.#seconds.observe({ outcome }, seconds);
      this.#late.inc({ procedure: shownAs(procedure), outcome });
    }
  }

  #take(procedure: string, { act, code }: Told, seconds: number): void {
    if (code) this.#refuse(procedure, code);
    const outcome = code === null ? 'pending' : code === undefined ? 'accepted' : 'refused';
    if (outcome === 'pending') this.#follow(act, procedure);
    this.#seconds.observe({ outcome }, seconds);
    this.#count(procedure, outcome);
  }

  #follow(act: string, procedure: string): void {
    const [first] = this.#pending.keys();
    if (first !== undefined && this.#pending.size >= FOLLOWED) this.#pending.delete(first);
    this.#pending.set(act, procedure);
  }

  #count(procedure: string, outcome: Outcome): void {
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
