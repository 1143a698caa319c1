/**
 * 案卷 The file: the only clever code of Duban. A procedure says `within`, `until`, `allow`; the file keeps these promises:
 *
 *  1. The dates decide. Acts and wakes are taken one at a time in the order of their instants (arrival at our server; due instant
 *     plus a grace), whatever order signals and timers reach us in; the workflow's own clock only decides when to wake.
 *  2. Acts are judged in inbox number order, each after the procedure has come to rest.
 *  3. A message counts only with its row in the inbox, word for word; anything else is entered as forged and changes nothing.
 *  4. Before a breach is entered or a window closes, the same statement asks the inbox for acts that arrived by then and that the
 *     file does not know; if there are any, nothing is entered and they are judged first.
 *  5. Everything one turn has to record goes into one local activity: entries, verdicts, duties, breaches, list row. A stored verdict is obeyed.
 *  6. One alarm for the whole file, at the next wake; set and cancelled only at rest, and only when it changed.
 *  7. A breach discharges nothing: the late act is still awaited, accepted and recorded. Lateness under a provisional calendar is no breach.
 *  8. A fault never fails the file: after a bounded number of tries it shows `technical` and waits for the act `retry`.
 *  9. No length of life ends a file: before a run reaches the server's limits it is carried on in a new one, at rest and with everything entered.
 *     The new run lives through what was accepted again, obeys the stored verdicts, enters nothing, and comes to the same point (decision 0009).
 */
import {
  ApplicationFailure,
  CancellationScope,
  TemporalFailure,
  condition,
  isCancellation,
  makeContinueAsNewFunc,
  patched,
  proxyLocalActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type {
  BreachRow,
  Entry,
  FileActivities,
  FileView,
  InboxRow,
  Known,
  Owed,
  SuspensionRow,
  Turn,
} from '../../activities/contract.ts';
import type { Verdict } from '../../domain/law/verdict.ts';
import type { Act, Fact } from '../../domain/law/act.ts';
import type { ActIn, Guard } from '../../domain/law/acts.ts';
import { attentionOf } from '../../domain/law/attention.ts';
import { managementActs, refuseStanding } from '../../domain/law/authority.ts';
import { citedUnder, receiptClause } from '../../domain/law/cited.ts';
import type { Duty } from '../../domain/law/duty.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import {
  arm,
  dateOf,
  remindAgain,
  timingOf,
  type Timing,
  type Wait,
} from '../../domain/law/wait.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { inTime } from '../../domain/time/due.ts';
import type { Instant } from '../../domain/time/instant.ts';
import {
  actSignal,
  judgedQuery,
  viewQuery,
  type Carried,
  type Closing,
  type Opening,
} from '../messages.ts';
import { Consequences } from './consequences.ts';
import * as entries from './entries.ts';
import { blank, copy, restored } from './draft.ts';
import { BATCH, Letterbox, type Row } from './letterbox.ts';
import { refuseFutureDates, refuseItem, refuseOther } from './refusals.ts';
import { RunLength } from './run-length.ts';
import { atRest } from './sequence.ts';
import { judgeStandingAct, standingOffers, type Offer } from './standing-acts.ts';
import * as visibility from './visibility.ts';

/**
 * So often at once; then the file itself pauses and asks again. While a question is tried, the engine notes a heartbeat
 * every 2.4 s, also for a worker that begins with it again and again; while the file pauses, nothing.
 */
const retry = { initialInterval: '200ms', backoffCoefficient: 2, maximumAttempts: 3 } as const;
const { takeActs, enterTurn, decide } = proxyLocalActivities<FileActivities>({
  startToCloseTimeout: '10s',
  summary: '从收件箱取文书',
  retry,
});
const { takePast } = proxyLocalActivities<FileActivities>({
  startToCloseTimeout: '30s',
  summary: '续办：重取已办文书',
  retry,
});
/** Seconds between the questions while the database is away: about four minutes until a person is called. */
const PAUSES = [1, 2, 4, 8, ...Array.from({ length: 23 }, () => 10)];
/** What cannot be marked now is found by the API's look at the engine. */
const { markAttention } = proxyLocalActivities<FileActivities>({
  startToCloseTimeout: '5s',
  summary: '标记技术故障',
  retry: { initialInterval: '200ms', maximumAttempts: 2 },
});

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

type Allowed = Offer & { accept(act: Act): void };

/**
 * Which of several waits for the same duty: the item that its act must name, or the round of a duty that comes back.
 * `takes`: for a duty that several acts perform together; told of each, it says whether nothing is owed any more.
 */
export interface Which<A = Act> {
  item?: string;
  round?: number | string;
  takes?: (act: A) => boolean;
}

/** What a procedure brings: who fills which role, its state, its guards by act type, and what to say of an act nobody awaits. */
export interface Rules<S> {
  units: { readonly [role: string]: string };
  state: S;
  guards: { readonly [act: string]: readonly Guard<S>[] | undefined };
  notAwaited: (act: Act, possible: readonly string[]) => Refusal;
  /** Types of acts that only the system itself brings (errands of other files): nobody's standing is asked. */
  ours?: ReadonlySet<string>;
  /** Types of acts that are decided across files, in one transaction (caps, windows): asked last, of an act that nothing else refuses. */
  decides?: ReadonlySet<string>;
  /** No act of this procedure asks for the commitment letter of TJ51-19.1: it is no enforcement (TJ84-15, 16), or not of Tianjin (QY). */
  manages?: true;
}

interface Pending {
  wait: Wait;
  takes?(act: Act): boolean;
  verdict?(o: Outcome): void;
  performed?(p: Performed): void;
}
/** A row about to be judged. `objection`: what was decided against it across files. */
type Judging = InboxRow & { heard: boolean; objection?: Refusal };
/** The act with what only the database knows of it. */
const known = (row: InboxRow): Act =>
  row.known ? { ...row.message, known: row.known } : row.message;
/** The author of what the system itself brings, and the unit it brings it for. */
const SYSTEM = 'duban';
const later = (a: Instant, b: Instant) => (a > b ? a : b);

export class CaseFile<S> {
  stage = 'opened';
  /** Checklist defects and remarks, shown to everybody who looks at the file. */
  readonly notes: string[] = [];
  readonly opening: Opening;
  readonly rules: Rules<S>;
  calendar: Opening['calendar'];
  /** what a procedure counts by itself, counted again when a notice has come and the open duties have been recounted. */
  recounted: (notice: Act) => void = () => {};
  #pending = new Map<string, Pending>();
  #settled = new Map<string, Wait>();
  #breaches = new Map<string, BreachRow>();
  #allowed = new Set<Allowed>();
  #letterbox: Letterbox;
  /** How often something was entered. */
  #entered = 0;
  #judged: number;
  #now: Instant;
  #draft = blank();
  /** Of its opening: the instrument under which it is led. */
  #clause = '';
  #alarm?: { at: Instant; scope: CancellationScope };
  #stirred = false;
  #retry = false;
  #ended?: { outcome: string } | { fault: unknown };
  #shown: Partial<visibility.Shown> = {};
  #suspension: SuspensionRow['state'] | 'none' = 'none';
  /** Signals that have come while the file lives through its past; undefined when it has. */
  #early: Act[] | undefined;
  /** The inbox may hold acts that nobody has signalled to this run. */
  #behind = false;
  #length: RunLength;
  #changes: Set<string>;
  /** What follows from the act taken last, until the next act or wake. */
  #follows?: { from: Consequences; verdict: Verdict };

  constructor(opening: Opening, rules: Rules<S>) {
    this.opening = opening;
    this.rules = rules;
    this.calendar = opening.calendar;
    this.#length = new RunLength(opening);
    const { carried } = opening;
    this.#judged = carried?.judged ?? opening.letter.number;
    this.#letterbox = new Letterbox(
      opening.letter,
      (act) => this.enter(entries.forged(act, receiptClause(this.#clause))),
      () => (this.#dirty() ? undefined : this.#entered),
      carried?.judged,
      carried?.heard,
    );
    this.#changes = new Set(carried?.changes);
    if (carried) [this.#early, this.#behind] = [[], true];
    this.#now = opening.letter.arrivedAt;
    setHandler(actSignal, (act) => this.#ring(act), {
      description: '收到文书 An official act has arrived',
    });
    setHandler(viewQuery, () => this.#view(), {
      description: '案卷现状（仅供诊断）How the file stands (diagnosis only)',
    });
    setHandler(judgedQuery, () => this.#judged, {
      description: '最后判定的文书编号 The act judged last',
    });
  }

  // ---- what a procedure says -------------------------------------------------------------------------------------

  /** 应当…内 Somebody shall do something within a limit counted from an instant. Resolves when it is performed or when it is overdue. */
  within<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>> = {},
  ): Promise<Outcome<ActIn<D>>> {
    const pending = this.#arm('within', duty, from, which);
    return new Promise((verdict: (o: never) => void) => {
      pending.verdict = verdict;
    });
  }

  /** Waits on for what is overdue: lateness does not discharge a duty. */
  insistOn<A>(outcome: Outcome<A>): Promise<Performed<A>> {
    if (outcome.act) return Promise.resolve(outcome as Performed<A>);
    return new Promise((performed: (p: never) => void) => {
      this.#pending.get(outcome.wait.key)!.performed = performed;
    });
  }

  /** `within` and `insistOn` in one: resolves when it is performed, however late. */
  performed<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>> = {},
  ): Promise<Performed<ActIn<D>>> {
    const pending = this.#arm('within', duty, from, which);
    return new Promise((performed: (p: never) => void) => {
      pending.performed = performed;
    });
  }

  /** 可以 A window in which an act may be filed. Resolves with the act, or with nothing when the window has closed. */
  until<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>> = {},
  ): Promise<Outcome<ActIn<D>>> {
    const pending = this.#arm('until', duty, from, which);
    return new Promise((verdict: (o: never) => void) => {
      pending.verdict = verdict;
    });
  }

  /** A duty that the opening act performs by itself, in time or late. */
  metByOpening(duty: Duty, from: Instant): Timing {
    return this.metBy(this.opening.letter, duty, from);
  }

  /** A duty that an act performs beside what it was filed for. */
  metBy(act: Act, duty: Duty, from: Instant, which: Which = {}): Timing {
    const { wait } = this.#arm('within', duty, from, which);
    const date = dateOf(wait, act);
    if (typeof date !== 'number') throw new Error(`${duty.id} cannot be performed by this act`);
    const timing = this.#settle(wait, act, date);
    this.enter(entries.metByAct(wait, act, timing, date));
    return timing;
  }

  /**
   * An open duty that an act performs beside what it was filed for. Nothing when the duty is not open, or the act is dated before what triggers it:
   * then it stays owed.
   */
  meet(key: string, act: Act): void {
    const pending = this.#pending.get(key);
    const date = pending && dateOf(pending.wait, act);
    if (!pending || typeof date !== 'number') return;
    const { wait } = pending;
    const timing = this.#settle(wait, act, date);
    this.enter(entries.metByAct(wait, act, timing, date));
    pending.verdict?.({ wait, act, timing });
    pending.performed?.({ wait, act, timing });
  }

  /** A duty that is not owed any more, because a later act has made it pointless. */
  release(key: string, why: string): void {
    const pending = this.#pending.get(key);
    if (!pending) return;
    this.#pending.delete(key);
    const { wait } = pending;
    wait.state = 'void';
    this.touch(wait);
    this.enter(entries.released(wait, why));
    pending.verdict?.({ wait });
    pending.performed?.({ wait } as Performed);
  }

  /** A duty performed while the calendar was provisional is judged now that it is published. */
  determine(wait: Wait): void {
    const date = wait.undetermined;
    if (date === undefined || wait.due.status === 'provisional') return;
    wait.undetermined = undefined;
    if (inTime(date, wait.due) || wait.force === 'management') return;
    this.#enterBreach(wait);
    this.breach(entries.breachRow(wait, 'standing', date));
  }

  /** 可以 An act that may be filed any time from now on, until the returned function withdraws it. */
  allow<O extends Offer>(offer: O, accept: (act: ActIn<O>) => void): () => void {
    const allowed: Allowed = { ...offer, accept: accept as (act: never) => void };
    this.#allowed.add(allowed);
    return () => {
      this.#allowed.delete(allowed);
    };
  }

  enter(entry: Entry): void {
    this.#draft.entries.push(entry);
  }

  /** 提示 A note of what is lacking or unusual without being a bar: shown with the file, and told to whoever filed the act at once. */
  warn(warning: string): void {
    this.notes.push(warning);
    this.#follows?.from.warned(warning);
  }

  /** 暂停 How the suspension of the subject stands, for everybody who asks. `from`: when the registry takes the status on; at once without it. */
  suspend(row: SuspensionRow, subjectStatus?: string, from?: Instant): void {
    this.#suspension = row.state;
    this.effect('suspension', row as unknown as Known);
    if (subjectStatus) this.effect('subject-status', { status: subjectStatus, from });
  }

  /** What follows in the registries with this turn, in one transaction with it: function `effect_<kind>`. */
  effect(kind: string, data: Known): void {
    this.#draft.effects.push({ kind, data });
  }

  /** What another file must hear or do: performed by the API after this turn, at least once; `key` names it once and for all. */
  errand(kind: string, key: string, data: Known): void {
    this.#draft.errands.push({ kind, key, data });
  }

  /**
   * Whether a change of the code is in force for this file: the SDK's `patched`, which procedures must not call by themselves, because a run that
   * lives through the past again is a new one to it. What came into the file's life stays in it; what came later is not true of its past.
   */
  changed(id: string): boolean {
    if (this.#changes.has(id)) return true;
    if (this.#early || !patched(id)) return false;
    this.#changes.add(id);
    return true;
  }

  get state(): S {
    return this.rules.state;
  }
  get waits(): Wait[] {
    return [...this.#pending.values()].map((p) => p.wait);
  }
  unit(role: string): string {
    return this.rules.units[role] ?? role;
  }
  wait(key: string): Wait | undefined {
    return this.#pending.get(key)?.wait;
  }
  settled(key: string): Wait | undefined {
    return this.#settled.get(key);
  }
  get settledWaits(): Iterable<Wait> {
    return this.#settled.values();
  }
  touch(wait: Wait, doneAt?: Instant): void {
    this.#draft.touched.set(wait, doneAt ?? this.#draft.touched.get(wait));
  }
  breach(row: BreachRow): void {
    this.#breaches.set(row.key, row);
    this.#draft.breaches.set(row.key, row);
  }
  /** How the breach of a duty stands, where there is one. */
  breached(key: string): BreachRow | undefined {
    return this.#breaches.get(key);
  }

  /** Runs the procedure to its end, a turn at a time. `clause`: under which the opening act is accepted. */
  run(clause: string, procedure: () => Promise<string>): Promise<Closing> {
    // Nobody can cancel a legal file: it ends when its procedure does.
    return CancellationScope.nonCancellable(() => this.#run(clause, procedure));
  }

  async #run(clause: string, procedure: () => Promise<string>): Promise<Closing> {
    const { letter, carried } = this.opening;
    this.#clause = clause;
    if (!carried) {
      this.enter(entries.accepted(letter, clause));
      const verdict: Verdict = { accepted: true };
      this.#draft.verdicts.push({ act: letter.id, verdict, heard: true });
      this.#follows = { from: new Consequences(), verdict };
    }
    procedure().then(
      (outcome) => {
        this.#ended = { outcome };
      },
      (fault: unknown) => {
        this.#ended = { fault };
      },
    );
    if (carried) await this.#relive(carried);
    for (;;) {
      await this.#turns();
      const ended = this.#ended;
      if (ended && 'fault' in ended) throw ended.fault;
      if (this.#full() && !this.#closes()) await this.#goOn(this.#carried());
      if (ended && !this.#claims()) {
        if (await this.#close(ended.outcome))
          return { file: this.opening.file, outcome: ended.outcome };
        continue;
      }
      this.#show();
      this.#setAlarm();
      this.#stirred = false;
      await condition(() => this.#stirred);
    }
  }

  /** The procedure has come to its end, and nothing that is known keeps the file open. */
  #closes(): boolean {
    return this.#ended !== undefined && !this.#claims() && this.#letterbox.rows.length === 0;
  }

  /** a late entry is confirmed or rejected before the file ends, or its breach could never be reversed. */
  #claims(): boolean {
    return [...this.#settled.values()].some((w) => w.claimed !== undefined);
  }

  // ---- what reaches us -------------------------------------------------------------------------------------------

  #ring(act: Act): void {
    this.#stirred = true;
    this.#length.heard(act);
    if (act?.type === 'retry') this.#retry = true;
    if (this.#early) this.#early.push(act);
    else this.#letterbox.ring(act);
  }

  /** Asks the inbox about what has been signalled; says whether there was anything to ask. */
  async #fetch(): Promise<boolean> {
    const question = this.#letterbox.question(() => this.changed('bounded-questions'));
    if (!question) return false;
    const { after, upto } = question;
    this.#letterbox.answer(
      question,
      await this.#ask(() => takeActs({ file: this.opening.file, after, upto })),
    );
    return true;
  }

  /** What came before this run and was not judged: the inbox has it, whoever was told of it. */
  async #catchUp(): Promise<void> {
    const after = this.#letterbox.last;
    const rows = await this.#ask(() =>
      takeActs({ file: this.opening.file, after, upto: after + BATCH }),
    );
    this.#behind = rows.length === BATCH;
    for (const row of rows)
      if (row.message.number > this.#letterbox.last) this.#letterbox.learn(row);
  }

  // ---- 续办 one run after another ---------------------------------------------------------------------------------

  /**
   * Time to go on in a new run. The file decides by what it has counted itself, which is the same in every replay. A change
   * of what this run commands, not of the file's life: so the run is asked, and one that was begun by a count of another
   * kind goes by this one from where it stands.
   */
  #full(): boolean {
    return this.#length.isFull(this.opening.runEvents) && patched('counted-by-itself');
  }

  /** The place of the file: only at rest, with everything entered and every signal known for what it is. */
  #carried(): Carried {
    return {
      judged: this.#judged,
      until: this.#livedUntil(),
      heard: this.#letterbox.heard,
      changes: [...this.#changes],
    };
  }

  /** Ends this run and starts the next. What arrives between the two is in the inbox, and the next run asks the inbox before anything else. */
  #goOn(carried: Carried): Promise<never> {
    const { workflowType, memo } = workflowInfo();
    return makeContinueAsNewFunc<(opening: Opening) => Promise<Closing>>({
      workflowType,
      workflowTaskTimeout: '3s',
      ...(memo && { memo }),
    })({ ...this.opening, carried });
  }

  /** Lives through what was accepted once more, in the order of its instants, and enters nothing: it is all there. */
  async #relive(carried: Carried): Promise<void> {
    let { judged, until } = carried;
    const acts: InboxRow[] = [];
    let after = this.opening.letter.number;
    let owed: readonly Owed[] | undefined;
    for (;;) {
      await atRest();
      this.#draft = blank();
      if (acts.length === 0 && !owed) {
        const past = await this.#past(after, judged);
        // A task that entered a turn may have been lost, and the one in its place handed over before it came to that
        // turn: then the register is ahead of the place that was handed over, and all of it has been lived.
        judged = Math.max(judged, past.place?.judged ?? 0);
        until = later(until, past.place?.until ?? until);
        for (const change of past.place?.changes ?? []) this.#changes.add(change);
        acts.push(...past.acts);
        after = acts.at(-1)?.message.number ?? judged;
        owed = past.owed ?? undefined;
      }
      const next = acts[0]?.message.arrivedAt;
      const wake = this.#nextWake();
      if (wake !== undefined && (next === undefined ? wake <= until : wake < next))
        await this.#wake(wake, true);
      else if (next !== undefined) this.#take({ ...acts.shift()!, heard: true });
      else if (owed) break;
    }
    this.#draft = blank();
    this.#judged = judged;
    this.#letterbox.begin(judged);
    this.#now = later(this.#now, until);
    this.#length.relived();
    // Nothing is entered on a wrong foundation: it waits, and lives through the past again when somebody says so.
    if (this.#differs(owed)) {
      await this.#waitForRetry('relived-otherwise');
      await this.#goOn(carried);
    }
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const act of early) this.#letterbox.ring(act);
  }

  #past(after: number, upto: number) {
    return this.#ask(() =>
      takePast({
        file: this.opening.file,
        after,
        upto,
        ended: workflowInfo().continuedFromExecutionRunId,
      }),
    );
  }

  /** Whether what is owed after living through the past is not what the database says: then the code is not the one that lived it. */
  #differs(owed: readonly Owed[]): boolean {
    const open = new Map(owed.map((one) => [one.key, one]));
    return (
      this.waits.some(({ key, due }) => open.get(key)?.due !== due.at) ||
      owed.some(({ key, lapsed }) => !lapsed && !this.#pending.has(key))
    );
  }

  /** Every wake up to this instant has passed. */
  #livedUntil(): Instant {
    const next = this.#nextWake();
    return next !== undefined && next <= this.#now ? ((next - 1) as Instant) : this.#now;
  }

  // ---- turns -----------------------------------------------------------------------------------------------------

  /** Takes acts and wakes in the order of their instants until nothing is left to do, and writes. */
  async #turns(): Promise<void> {
    for (;;) {
      await atRest();
      if (this.#full()) {
        if (await this.#fetch()) continue;
        if (!this.#dirty() || this.#closes()) return;
        await this.#write();
        continue;
      }
      const act = this.#letterbox.rows[0]?.message;
      if (act) this.#now = later(this.#now, act.arrivedAt);
      const wake = this.#nextWake();
      if (wake !== undefined && wake <= this.#now && !(act && act.arrivedAt <= wake))
        await this.#wake(wake);
      else if (act)
        this.#take(await this.#decided(await this.#uptodate(this.#letterbox.rows.shift()!)));
      else if (this.#behind) await this.#catchUp();
      else if (!(await this.#fetch())) {
        // What the last turn has to record is written with the close.
        if (!this.#dirty() || (this.#ended && !this.#claims())) return;
        await this.#write();
      }
    }
  }

  #nextWake(): Instant | undefined {
    let next: Instant | undefined;
    for (const { wait } of this.#pending.values()) {
      const at = wait.wakes[0]?.at;
      if (at !== undefined && (next === undefined || at < next)) next = at;
    }
    return next;
  }

  /** Everything that falls due at this instant: reminders at once; breaches and lapses only if the inbox knows of no act in between. */
  async #wake(at: Instant, past = false): Promise<void> {
    this.#told();
    const due = [...this.#pending.values()].filter((p) => p.wait.wakes[0]?.at === at);
    const over = due.filter((p) => p.wait.wakes[0]!.what === 'verdict').map((p) => p.wait);
    if (past) for (const wait of over) this.#enterOver(wait);
    else if (over.length > 0 && (await this.#write({ over, until: at }))) return;
    for (const pending of due) this.#pass(pending);
  }

  #pass(pending: Pending): void {
    const { wait } = pending;
    const { at, what } = wait.wakes.shift()!;
    if (what === 'verdict') {
      if (wait.kind === 'until') this.#pending.delete(wait.key);
      else remindAgain(wait, wait.due.at, this.calendar);
      pending.verdict?.({ wait });
      delete pending.verdict;
      return;
    }
    if (what === 'remind') {
      this.enter(entries.reminded(wait, at));
      wait.state = 'due-soon';
    }
    if (what === 'again') {
      wait.again++;
      this.enter(entries.overdueAgain(wait, at));
      remindAgain(wait, at, this.calendar);
    }
    if (what === 'expected') {
      this.enter(entries.possiblyOverdue(wait));
      wait.possiblyOverdue = true;
    }
    if (what === 'second-reading' && wait.breached) this.enter(entries.overdueOnBothReadings(wait));
    this.touch(wait);
  }

  // ---- verdicts --------------------------------------------------------------------------------------------------

  /** What only the database knows is known when everything before the act is entered: then it is asked again. */
  async #uptodate(row: Row): Promise<InboxRow & { heard: boolean }> {
    if (!row.known || row.verdict || (row.asOf === this.#entered && !this.#dirty())) return row;
    if (this.#dirty()) await this.#write();
    const { number } = row.message;
    const [now] = await this.#ask(() =>
      takeActs({ file: this.opening.file, after: number - 1, upto: number }),
    );
    return { ...row, ...now };
  }

  /** What is decided across files is decided once for the act, when everything before it is entered: a repeated question gets the stored answer. */
  async #decided(row: InboxRow & { heard: boolean }): Promise<Judging> {
    const { message, verdict } = row;
    if (
      !this.rules.decides?.has(message.type) ||
      verdict?.accepted === false ||
      (!verdict && this.#objection(known(row), row))
    )
      return row;
    if (this.#dirty()) await this.#write();
    const { refusal, known: more } = await this.#ask(() =>
      decide({ file: this.opening.file, act: message.id }),
    );
    return {
      ...row,
      ...(refusal && { objection: refusal }),
      ...(more && { known: { ...row.known, ...more } }),
    };
  }

  #take(row: Judging): void {
    const act = known(row);
    this.#judged = act.number;
    this.#told();
    const from = new Consequences();
    // The law of the file may follow at once, before the verdict is returned: it counts as following from this act.
    this.#follows = { from, verdict: { accepted: true } };
    const verdict = row.verdict?.accepted === false ? row.verdict : this.#judge(act, row);
    this.#follows = { from, verdict };
    this.#draft.verdicts.push({
      act: act.id,
      verdict,
      heard: row.heard,
      ...(verdict.accepted && act.known && { known: act.known }),
    });
    if (!verdict.accepted) this.enter(entries.refused(act, verdict.refusal));
  }

  /** The file is at rest: what followed from the last act stands in its verdict. */
  #told(): void {
    this.#follows?.from.tell(this.#follows.verdict);
    this.#follows = undefined;
  }

  /** A verdict stored before (the write was repeated) is obeyed: authority and guards are not asked again. */
  #judge(act: Act, row: Judging): Verdict {
    const obeys = row.verdict?.accepted === true;
    const standing = obeys ? undefined : this.#standing(act, row);
    const common = judgeStandingAct(this, act, obeys ? null : row.standing, standing);
    if (common) return common;
    const refusal = obeys ? undefined : (row.objection ?? this.#objection(act, row));
    if (refusal) return { accepted: false, refusal };
    const { pending, offer } = this.#asked(act);
    if (pending) return this.#discharge(pending, act);
    this.enter(entries.accepted(act, offer?.clause ?? this.rules.notAwaited(act, []).clause));
    offer?.accept(act);
    return { accepted: true };
  }

  #standing(act: Act, { standing }: InboxRow): Refusal | undefined {
    if (this.rules.ours?.has(act.type) === true && act.officer === SYSTEM) return undefined;
    return citedUnder(
      this.#clause,
      refuseStanding(
        standing,
        act.unit,
        civilDateOf(act.receivedAt),
        this.rules.manages ?? managementActs.has(act.type),
      ),
    );
  }

  /** Why the act cannot be accepted, as far as its file knows. */
  #objection(act: Act, row: InboxRow): Refusal | undefined {
    const { pending, offer } = this.#asked(act);
    return (
      this.#unasked(act, pending, offer) ??
      this.#standing(act, row) ??
      this.#refusal(act, pending?.wait, offer)
    );
  }

  /** What the act would perform, or what allows it. */
  #asked(act: Act): { pending: Pending | undefined; offer: Allowed | undefined } {
    const item = act.facts['item'];
    const pending = this.#awaiting(act);
    return {
      pending,
      offer: pending
        ? undefined
        : [...this.#allowed].find(
            (o) => o.act === act.type && (o.item === undefined || o.item === item),
          ),
    };
  }

  /** The wait an act performs: of its type and item, owed by its unit where there is one, the one due first. */
  #awaiting({ type, unit, facts: { item } }: Act): Pending | undefined {
    let found: Pending | undefined;
    for (const p of this.#pending.values()) {
      if (p.wait.duty.act !== type || (p.wait.item !== undefined && p.wait.item !== item)) continue;
      const [own, owned] = [p.wait.owedBy === unit, found?.wait.owedBy === unit];
      if (!found || (own && !owned) || (own === owned && p.wait.due.at < found.wait.due.at))
        found = p;
    }
    return found;
  }

  #unasked(act: Act, pending: Pending | undefined, offer: Offer | undefined): Refusal | undefined {
    return pending || offer
      ? undefined
      : (this.#elsewhere(act) ?? this.rules.notAwaited(act, this.#possible(act.unit)));
  }

  #refusal(act: Act, wait: Wait | undefined, offer: Offer | undefined): Refusal | undefined {
    const by = wait ? [wait.owedBy] : offer!.by;
    if (!by.includes(act.unit))
      return refuseOther(act, this.#rolesOf(wait, by), wait?.duty.basis.clause ?? offer!.clause);
    const date = wait ? dateOf(wait, act) : refuseFutureDates(act, offer!.clause);
    if (typeof date === 'object') return date;
    for (const guard of this.rules.guards[act.type] ?? []) {
      const refusal = guard(act, this.rules.state);
      if (refusal) return refusal;
    }
    return undefined;
  }

  /** Of this kind something is awaited, but not for the addressee, letter or department it names; what was done for that one already is no stranger's. */
  #elsewhere(act: Act): Refusal | undefined {
    const item = act.facts['item'];
    const open = this.waits.filter(
      (w) => w.duty.act === act.type && w.item !== undefined && w.owedBy === act.unit,
    );
    if (open.length === 0 || typeof item !== 'string') return undefined;
    if ([...this.#settled.values()].some((w) => w.duty.act === act.type && w.item === item))
      return undefined;
    return refuseItem(
      act,
      open.map((w) => w.item!),
      open[0]!.duty.basis.clause,
    );
  }

  /** In which parts of this file units may act; the first part of each. */
  #rolesOf(wait: Wait | undefined, by: readonly string[]): string[] {
    if (wait) return [wait.duty.owedBy];
    const roles = Object.keys(this.rules.units);
    return [
      ...new Set(by.flatMap((unit) => roles.find((role) => this.rules.units[role] === unit) ?? [])),
    ];
  }

  #discharge(pending: Pending, act: Act): Verdict {
    const { wait } = pending;
    if (pending.takes?.(act) === false) {
      this.enter(entries.accepted(act, wait.duty.basis.clause));
      return { accepted: true, duty: wait.key };
    }
    const judged = dateOf(wait, act);
    const date = typeof judged === 'number' ? judged : act.receivedAt;
    const timing = this.#settle(wait, act, date);
    this.enter(entries.accepted(act, wait.duty.basis.clause, { wait, timing, date }));
    const performed: Performed = { wait, act, timing };
    pending.verdict?.(performed);
    pending.performed?.(performed);
    return { accepted: true, timing, force: wait.force, duty: wait.key };
  }

  /** The wait is over: in time, or late with its breach, or claimed to have been in time. */
  #settle(wait: Wait, act: Act, date: Instant): Timing {
    const timing = timingOf(wait, act, date);
    const late = timing === 'late' || timing === 'claimed-in-time';
    if (late && wait.force !== 'management' && wait.kind === 'within' && !wait.breached)
      this.#enterBreach(wait);
    if (timing === 'undetermined') wait.undetermined = date;
    if (wait.breached) {
      const state =
        timing === 'late'
          ? 'standing'
          : timing === 'claimed-in-time'
            ? 'claimed-in-time'
            : 'reversed';
      // While the evidence is not confirmed, what counts is when it was entered.
      this.breach(
        entries.breachRow(wait, state, state === 'claimed-in-time' ? act.receivedAt : date),
      );
      if (state === 'reversed')
        this.enter(
          entries.reversed(
            wait,
            act,
            wait.duty.judgedBy === 'receipt'
              ? 'received-in-time-by-the-designated-system'
              : 'dated-in-time-within-the-tolerance',
          ),
        );
      if (state === 'claimed-in-time') wait.claimed = { act, date, otherwise: act.receivedAt };
    }
    wait.state = 'done';
    wait.possiblyOverdue = false;
    this.#pending.delete(wait.key);
    this.#settled.set(wait.key, wait);
    this.touch(wait, date);
    return timing;
  }

  #enterBreach(wait: Wait): void {
    wait.breached = true;
    this.enter(entries.overdue(wait));
    this.breach(entries.breachRow(wait, 'standing'));
  }

  #arm(kind: Wait['kind'], duty: Duty, from: Instant, { takes, ...which }: Which<never>): Pending {
    const force = this.opening.force === 'management' ? 'management' : duty.basis.force;
    const wait = arm({
      kind,
      duty,
      ...which,
      from,
      force,
      calendar: this.calendar,
      closes: this.opening.closes,
      owedBy: this.unit(duty.owedBy),
      owedTo: this.unit(duty.owedTo),
    });
    if (this.#pending.has(wait.key) || this.#settled.has(wait.key))
      throw new Error(`armed twice: ${wait.key}`);
    const pending: Pending = { wait, takes };
    this.#pending.set(wait.key, pending);
    this.#follows?.from.began(wait);
    this.enter(entries.armed(wait));
    this.touch(wait);
    return pending;
  }

  // ---- writing ---------------------------------------------------------------------------------------------------

  #dirty(): boolean {
    return this.#draft.entries.length > 0 || this.#draft.verdicts.length > 0;
  }

  /**
   * Writes the turn. With `ask`: enters these breaches and lapses too, unless acts have arrived that the file does not know;
   * then nothing is entered, the acts are learnt, and the answer is true.
   */
  async #write(ask?: { over: readonly Wait[]; until: Instant }): Promise<boolean> {
    const before = {
      draft: this.#draft,
      waits: ask?.over.map((wait) => ({ wait, state: wait.state, breached: wait.breached })) ?? [],
    };
    if (ask) this.#draft = copy(this.#draft);
    for (const wait of ask?.over ?? []) this.#enterOver(wait);
    const written = this.#draft;
    const turn = this.#turn(ask && { until: ask.until });
    this.#draft = blank();
    const { missed } = await this.#ask(() => this.#enterTurn(turn));
    if (!missed) return false;
    for (const { wait, state, breached } of before.waits) {
      wait.state = state;
      wait.breached = breached;
    }
    this.#draft = restored(ask ? before.draft : written, this.#draft);
    for (const row of missed) this.#letterbox.learn(row);
    return true;
  }

  #enterOver(wait: Wait): void {
    this.touch(wait);
    if (wait.kind === 'until') {
      this.enter(entries.lapsed(wait));
      wait.state = 'lapsed';
      return;
    }
    wait.state = 'overdue';
    if (wait.force === 'management') this.enter(entries.overdue(wait));
    else this.#enterBreach(wait);
  }

  #turn(ask?: { until?: Instant }): Turn {
    const draft = this.#draft;
    this.#told();
    return {
      file: this.opening.file,
      judged: this.#judged,
      until: this.#livedUntil(),
      ...(this.#changes.size > 0 && { changes: [...this.#changes] }),
      entries: draft.entries,
      verdicts: draft.verdicts,
      duties: [...draft.touched].map(([wait, doneAt]) => entries.dutyRow(wait, doneAt)),
      breaches: [...draft.breaches.values()],
      effects: draft.effects,
      errands: draft.errands,
      view: this.#view(),
      ...(ask ? { ask: { after: this.#letterbox.last, until: ask.until } } : {}),
    };
  }

  /** Closes the file unless an act has arrived that it does not know: then that act is judged first. */
  async #close(outcome: string): Promise<boolean> {
    const stage = this.stage;
    this.stage = 'closed';
    const before = copy(this.#draft);
    this.enter({ key: 'closed', type: 'file-closed', body: { outcome } });
    const turn = { ...this.#turn({}), closedAt: this.#now, outcome };
    this.#draft = blank();
    const { missed } = await this.#ask(() => this.#enterTurn(turn));
    if (!missed) return true;
    this.stage = stage;
    this.#draft = restored(before, this.#draft);
    for (const row of missed) this.#letterbox.learn(row);
    return false;
  }

  #enterTurn(turn: Turn): Promise<{ missed?: InboxRow[] }> {
    this.#entered++;
    return enterTurn.executeWithOptions({ summary: visibility.turnSummary(turn.entries) }, [turn]);
  }

  /**
   * Asks the database; while it is away, again after a pause, a bounded number of times. Then, and at once where it
   * refuses, it waits for `retry`; the file itself never fails.
   */
  async #ask<T>(activity: () => Promise<T>): Promise<T> {
    for (let [marked, tried] = [false, 0]; ; tried++) {
      try {
        const answer = await activity();
        this.#length.answered(answer);
        if (marked) await this.#mark(this.#view().attention);
        return answer;
      } catch (fault) {
        // A local activity rejects with its own failure, not wrapped in an ActivityFailure.
        if (!(fault instanceof TemporalFailure) || isCancellation(fault)) throw fault;
        this.#length.unanswered();
        const own = fault instanceof ApplicationFailure ? fault : undefined;
        const pause = own?.nonRetryable ? undefined : PAUSES[tried];
        // As with `technical-in-the-database`, a change of what this run commands.
        if (pause !== undefined && patched('pauses-between-questions')) {
          await sleep(pause * 1000, { summary: '数据库未应答，稍后再试' });
          continue;
        }
        marked = await this.#waitForRetry(fault.message, own ? (own.type ?? undefined) : 'timeout');
        tried = -1;
      }
    }
  }

  /** Shows `technical` to whoever looks, in the engine and in the database; says whether the database was told. */
  async #waitForRetry(fault: string, code = fault): Promise<boolean> {
    this.#shown = visibility.showTechnical(this.#shown, fault);
    this.#retry = false;
    // A change of what this run commands, not of the file's life: asked of the run, also while it lives through the past.
    const tells = patched('technical-in-the-database');
    if (tells) await this.#mark('technical', code);
    await condition(() => this.#retry);
    return tells;
  }

  /** Where not even this can be written, the API's look at the engine finds it. */
  async #mark(attention: FileView['attention'], fault?: string): Promise<void> {
    try {
      await markAttention({ file: this.opening.file, attention, ...(fault && { fault }) });
      this.#length.answered(undefined);
    } catch (error) {
      this.#length.unanswered();
      if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    }
  }

  // ---- alarm and view --------------------------------------------------------------------------------------------

  #setAlarm(): void {
    const at = this.#nextWake();
    if (at === this.#alarm?.at) return;
    this.#length.alarmSet();
    this.#alarm?.scope.cancel();
    this.#alarm = undefined;
    if (at === undefined) return;
    const scope = new CancellationScope();
    this.#alarm = { at, scope };
    const summary = visibility.alarmSummary(this.waits.find((w) => w.wakes[0]?.at === at)!);
    scope
      .run(() => sleep(Math.max(1, at - Date.now()), { summary }))
      .then(
        () => this.#fired(at),
        () => {},
      );
  }

  #fired(at: Instant): void {
    this.#length.woken();
    this.#alarm = undefined;
    this.#now = later(this.#now, at);
    this.#stirred = true;
  }

  /** What a unit can file now. */
  #possible(unit: string): string[] {
    const waits = this.waits.filter((w) => w.owedBy === unit).map((w) => w.duty.act);
    return [
      ...new Set([
        ...waits,
        ...[...this.#allowed].filter((o) => o.by.includes(unit)).map((o) => o.act),
      ]),
    ];
  }

  #view(): FileView {
    const waits = this.waits.sort((a, b) => a.due.at - b.due.at);
    const owed = waits.filter((w) => w.kind === 'within');
    const possible = [
      ...waits.map((w) => ({
        act: w.duty.act,
        by: [w.owedBy],
        clause: w.duty.basis.clause,
        duty: w.key,
        ...(w.item === undefined ? {} : { item: w.item }),
      })),
      ...[...this.#allowed].map(({ accept: _accept, ...offer }) => offer),
      ...standingOffers(this),
    ] as unknown as Fact;
    return {
      stage: this.stage,
      attention: attentionOf(owed),
      nextDue: waits[0]?.due.at ?? null,
      awaited: owed[0]?.duty.id ?? null,
      blocking: owed[0]?.owedBy ?? null,
      body: { possible, notes: [...this.notes] },
    };
  }

  #show(): void {
    const view = this.#view();
    const waits = this.waits.sort((a, b) => a.due.at - b.due.at);
    const shown = visibility.shownOf(view, this.#suspension, waits);
    visibility.show(this.#shown, shown);
    this.#shown = shown;
    visibility.showDetails(
      view,
      waits,
      this.notes,
      this.opening.carried && workflowInfo().memo?.['cover'],
    );
  }
}
