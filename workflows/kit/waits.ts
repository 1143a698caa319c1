/** 应当与可以 What the file waits for: the duties that are open, the windows, and their next wake. What comes of them is in settlement.ts. */
import type { Act } from '../../domain/law/act.ts';
import type { ActIn } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import { arm, remindAgain, type Timing, type Wait } from '../../domain/law/wait.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Consequences } from './consequences.ts';
import type { TurnDraft } from './draft.ts';
import * as entries from './entries.ts';
import type { Subject } from './rules.ts';

/** How a duty stands: performed (in time, late, or claimed in time), or overdue and not performed yet. */
export interface Outcome<A = Act> {
  wait: Wait;
  act?: A;
  timing?: Timing;
}
export interface Performed<A = Act> extends Outcome<A> {
  act: A;
  timing: Timing;
}

/**
 * Which of several waits for the same duty: the item that its act must name, or the round of a duty that comes back.
 * `takes`: for a duty that several acts perform together; told of each, it says whether nothing is owed any more.
 */
export interface Which<A = Act> {
  item?: string;
  round?: number | string;
  takes?: (act: A) => boolean;
}

/** A wait that is open, and who in the procedure awaits what: the first verdict on it, or that it is performed. */
export interface Pending {
  wait: Wait;
  takes?(act: Act): boolean;
  verdict?(o: Outcome): void;
  performed?(p: Performed): void;
}

export class Waits {
  #pending = new Map<string, Pending>();
  #settled = new Map<string, Wait>();
  #subject: Subject;
  #draft: TurnDraft;
  #consequences: Consequences;

  constructor(subject: Subject, draft: TurnDraft, consequences: Consequences) {
    this.#subject = subject;
    this.#draft = draft;
    this.#consequences = consequences;
  }

  /** Resolves with the first verdict: performed, overdue, or lapsed. */
  verdict<D extends Duty>(
    kind: Wait['kind'],
    duty: D,
    from: Instant,
    which: Which<ActIn<D>>,
  ): Promise<Outcome<ActIn<D>>> {
    const pending = this.arm(kind, duty, from, which);
    return new Promise((verdict: (o: never) => void) => {
      pending.verdict = verdict;
    });
  }

  /** Resolves when it is performed, however late. */
  performed<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>>,
  ): Promise<Performed<ActIn<D>>> {
    const pending = this.arm('within', duty, from, which);
    return new Promise((performed: (p: never) => void) => {
      pending.performed = performed;
    });
  }

  /** Waits on for what is overdue: lateness does not discharge a duty. */
  insistOn<A>(outcome: Outcome<A>): Promise<Performed<A>> {
    if (outcome.act) return Promise.resolve(outcome as Performed<A>);
    return new Promise((performed: (p: never) => void) => {
      this.#pending.get(outcome.wait.key)!.performed = performed;
    });
  }

  arm(kind: Wait['kind'], duty: Duty, from: Instant, { takes, ...which }: Which<never>): Pending {
    const { opening, calendar } = this.#subject;
    const wait = arm({
      kind,
      duty,
      ...which,
      from,
      force: opening.force === 'management' ? 'management' : duty.basis.force,
      calendar,
      closes: opening.closes,
      owedBy: this.#subject.unit(duty.owedBy),
      owedTo: this.#subject.unit(duty.owedTo),
    });
    if (this.#pending.has(wait.key) || this.#settled.has(wait.key))
      throw new Error(`armed twice: ${wait.key}`);
    const pending: Pending = { wait, takes };
    this.#pending.set(wait.key, pending);
    this.#consequences.began(wait);
    this.#draft.enter(entries.armed(wait));
    this.#draft.touch(wait);
    return pending;
  }

  /** What is open. */
  get open(): Wait[] {
    return [...this.#pending.values()].map((p) => p.wait);
  }
  pending(key: string): Pending | undefined {
    return this.#pending.get(key);
  }
  openWait(key: string): Wait | undefined {
    return this.#pending.get(key)?.wait;
  }
  /** What has been performed. */
  get settled(): Iterable<Wait> {
    return this.#settled.values();
  }
  settledWait(key: string): Wait | undefined {
    return this.#settled.get(key);
  }
  /** a late entry is confirmed or rejected before the file ends, or its breach could never be reversed. */
  get claimed(): boolean {
    return [...this.#settled.values()].some((w) => w.claimed !== undefined);
  }

  /** The wait an act performs: of its type and item, owed by its unit where there is one, the one due first. */
  awaiting({ type, unit, facts: { item } }: Act): Pending | undefined {
    let found: Pending | undefined;
    for (const p of this.#pending.values()) {
      if (p.wait.duty.act !== type || (p.wait.item !== undefined && p.wait.item !== item)) continue;
      const [own, owned] = [p.wait.owedBy === unit, found?.wait.owedBy === unit];
      if (!found || (own && !owned) || (own === owned && p.wait.due.at < found.wait.due.at))
        found = p;
    }
    return found;
  }

  /** Owed no more and never performed: released, or a window that has closed. */
  drop(wait: Wait): void {
    this.#pending.delete(wait.key);
  }
  /** Performed. */
  settle(wait: Wait): void {
    this.#pending.delete(wait.key);
    this.#settled.set(wait.key, wait);
  }

  get nextWake(): Instant | undefined {
    let next: Instant | undefined;
    for (const { wait } of this.#pending.values()) {
      const at = wait.wakes[0]?.at;
      if (at !== undefined && (next === undefined || at < next)) next = at;
    }
    return next;
  }

  /** Everything that wakes at this instant. */
  wakingAt(at: Instant): Pending[] {
    return [...this.#pending.values()].filter((p) => p.wait.wakes[0]?.at === at);
  }

  /** The next wake of a wait passes: what it says is entered, and the procedure hears a verdict. */
  pass(pending: Pending): void {
    const { wait } = pending;
    const { at, what } = wait.wakes.shift()!;
    if (what === 'verdict') {
      if (wait.kind === 'until') this.drop(wait);
      else remindAgain(wait, wait.due.at, this.#subject.calendar);
      pending.verdict?.({ wait });
      delete pending.verdict;
      return;
    }
    if (what === 'remind') {
      this.#draft.enter(entries.reminded(wait, at));
      wait.state = 'due-soon';
    }
    if (what === 'again') {
      wait.again++;
      this.#draft.enter(entries.overdueAgain(wait, at));
      remindAgain(wait, at, this.#subject.calendar);
    }
    if (what === 'expected') {
      this.#draft.enter(entries.possiblyOverdue(wait));
      wait.possiblyOverdue = true;
    }
    if (what === 'second-reading' && wait.breached)
      this.#draft.enter(entries.overdueOnBothReadings(wait));
    this.#draft.touch(wait);
  }
}
