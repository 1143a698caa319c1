/** 应当与可以 What the file waits for: open duties (`within`) and windows (`until`), each with its next wake. settlement.ts says what comes of them. */
import type { Act } from '../../domain/law/act.ts';
import type { ActIn } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import { arm, remindAgain, type Timing, type Wait } from '../../domain/law/wait.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Consequences } from './consequences.ts';
import type { TurnDraft } from './draft.ts';
import * as entries from './entries.ts';
import type { Subject } from './rules.ts';

/** How a duty stands. With `act` it has been performed: in time, late, or claimed to be in time. Without, it is overdue or the window has closed. */
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
 * Tells several waits for the same duty apart: by the item that the act must name, or by the round of a duty that comes back.
 * `takes` serves a duty that several acts perform together: it is called with each of them and says whether the duty is performed now.
 */
export interface Which<A = Act> {
  item?: string;
  round?: number | string;
  takes?: (act: A) => boolean;
}

/** A wait that is open, and how the procedure is told: of the first verdict on it, or of the act that performs it. */
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

  /** Resolves with the first verdict: the duty is performed or overdue, the window is used or has closed. */
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

  /** Resolves when the duty is performed, however late. */
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

  /** Goes on waiting for what is overdue: lateness does not discharge a duty. */
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

  /** The waits that are open. */
  get open(): Wait[] {
    return [...this.#pending.values()].map((p) => p.wait);
  }
  pending(key: string): Pending | undefined {
    return this.#pending.get(key);
  }
  openWait(key: string): Wait | undefined {
    return this.#pending.get(key)?.wait;
  }
  /** The waits that an act has performed. */
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

  /** The wait that an act performs. It is of the act's type and item; one that the act's unit owes comes first, then the one that is due first. */
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

  /** The wait ends without an act: the duty is released, or the window has closed. */
  drop(wait: Wait): void {
    this.#pending.delete(wait.key);
  }
  /** The wait ends with the act that performs it. */
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

  /** The waits whose next wake is at this instant. */
  wakingAt(at: Instant): Pending[] {
    return [...this.#pending.values()].filter((p) => p.wait.wakes[0]?.at === at);
  }

  /** The next wake of a wait passes: it is entered in the register, and the procedure is told where it is a verdict. */
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
