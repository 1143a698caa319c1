/**
 * 案卷 The file. A procedure says `within`, `until`, `allow`; the file keeps a contract of nine points. The text of each
 * stands at the head of the module that keeps it:
 *
 *  1  the dates decide: timeline.ts                        6  one alarm: alarm.ts
 *  2  acts in their order: timeline.ts                     7  a breach discharges nothing: settlement.ts
 *  3  only what the inbox holds counts: inbox-reader.ts    8  a fault never fails the file: questions.ts
 *  4  the inbox is asked before a breach: turn-writer.ts   9  one run after another: hand-over.ts
 *  5  one turn, one write: turn-writer.ts; a stored verdict is obeyed: judge.ts
 *
 * waits.ts and offers.ts hold what is owed and what may be filed; view.ts shows how the file stands. Here the jobs are put together, and here
 * stands what a procedure can say.
 */
import { CancellationScope, condition, setHandler } from '@temporalio/workflow';
import type { Entry, Known, SuspensionRow } from '../../activities/contract.ts';
import type { Act } from '../../domain/law/act.ts';
import { actNames, type ActNames } from '../../domain/law/act-names.ts';
import type { ActIn } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import type { Timing, Wait } from '../../domain/law/wait.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { actSignal, judgedQuery, viewQuery, type Closing, type Opening } from '../messages.ts';
import { Alarm } from './alarm.ts';
import { Consequences } from './consequences.ts';
import { TurnDraft } from './draft.ts';
import { HandOver } from './hand-over.ts';
import { Incoming } from './incoming.ts';
import { Judge } from './judge.ts';
import { Objections } from './objections.ts';
import { Offers, type Offer } from './offers.ts';
import { Position } from './position.ts';
import { Questions } from './questions.ts';
import type { Rules } from './rules.ts';
import { RunLength } from './run-length.ts';
import { Settlement } from './settlement.ts';
import { Timeline } from './timeline.ts';
import { TurnWriter } from './turn-writer.ts';
import { View } from './view.ts';
import { Waits, type Outcome, type Performed, type Which } from './waits.ts';

export type { Offer } from './offers.ts';
export type { Rules } from './rules.ts';
export type { Outcome, Performed, Which } from './waits.ts';

export class CaseFile<S> {
  stage = 'opened';
  /** Checklist defects and remarks, shown to everybody who looks at the file. */
  readonly notes: string[] = [];
  readonly opening: Opening;
  readonly rules: Rules<S>;
  readonly names: ActNames;
  calendar: Opening['calendar'];
  /** what a procedure counts by itself, counted again when a notice has come and the open duties have been recounted. */
  recounted: (notice: Act) => void = () => {};
  #draft = new TurnDraft();
  #consequences = new Consequences();
  #offers = new Offers();
  #position: Position;
  #waits: Waits;
  #settlement: Settlement;
  #judge: Judge<S>;
  #writer: TurnWriter;
  #timeline: Timeline<S>;
  #handOver: HandOver<S>;
  #alarm: Alarm;
  #view: View;
  /** A signal or the alarm has come since the file came to rest. */
  #notified = false;

  constructor(opening: Opening, rules: Rules<S>) {
    this.opening = opening;
    this.rules = rules;
    this.names = actNames(rules.acts);
    this.calendar = opening.calendar;
    const [draft, consequences, offers] = [this.#draft, this.#consequences, this.#offers];
    const length = new RunLength(opening);
    const position = (this.#position = new Position(opening));
    const waits = (this.#waits = new Waits(this, draft, consequences));
    const settlement = (this.#settlement = new Settlement(waits, draft));
    const view = (this.#view = new View({ file: this, waits, settlement, draft }, offers));
    const questions = new Questions(opening.file, length, view, this.names);
    const incoming = new Incoming(opening, position, draft, questions, length);
    const objections = new Objections(rules, this.names, position, waits, offers);
    const parts = { file: this, opening, rules, runEvents: opening.runEvents, position, waits };
    const jobs = { ...parts, settlement, draft, consequences, incoming, questions, view };
    const judge = (this.#judge = new Judge({ ...jobs, objections }));
    const writer = (this.#writer = new TurnWriter(jobs));
    const timeline = new Timeline({ ...jobs, objections, judge, writer, length });
    this.#timeline = timeline;
    this.#handOver = new HandOver({ ...jobs, judge, timeline, length });
    this.#alarm = new Alarm(waits, length, (at) => {
      position.reach(at);
      this.#notified = true;
    });
    this.#listen(incoming);
  }

  /** Signals and queries. This comes last, because buffered signals are delivered at once. */
  #listen(incoming: Incoming): void {
    const signalled = (act: Act): void => {
      this.#notified = true;
      incoming.signalled(act);
    };
    setHandler(actSignal, signalled, { description: '收到文书 An official act has arrived' });
    setHandler(viewQuery, () => this.#view.now, {
      description: '案卷现状（仅供诊断）How the file stands (diagnosis only)',
    });
    // While it lives through its past again it cannot say how far it has come, nor how the file stands.
    const judged = () => (this.#position.reliving ? undefined : this.#position.judged);
    setHandler(judgedQuery, judged, { description: '最后判定的文书编号 The act judged last' });
  }

  // ---- what a procedure says -------------------------------------------------------------------------------------

  /** 应当…内 Somebody shall do something within a limit counted from an instant. Resolves when it is performed or when it is overdue. */
  within<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>> = {},
  ): Promise<Outcome<ActIn<D>>> {
    return this.#waits.verdict('within', duty, from, which);
  }

  /** Waits on for what is overdue: lateness does not discharge a duty. */
  insistOn<A>(outcome: Outcome<A>): Promise<Performed<A>> {
    return this.#waits.insistOn(outcome);
  }

  /** `within` and `insistOn` in one: resolves when it is performed, however late. */
  performed<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>> = {},
  ): Promise<Performed<ActIn<D>>> {
    return this.#waits.performed(duty, from, which);
  }

  /** 可以 A window in which an act may be filed. Resolves with the act, or without one when the window has closed. */
  until<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>> = {},
  ): Promise<Outcome<ActIn<D>>> {
    return this.#waits.verdict('until', duty, from, which);
  }

  /** A duty that the opening act performs by itself, in time or late. */
  metByOpening(duty: Duty, from: Instant): Timing {
    return this.metBy(this.opening.letter, duty, from);
  }

  /** A duty that an act performs beside what it was filed for. */
  metBy(act: Act, duty: Duty, from: Instant, which: Which = {}): Timing {
    return this.#settlement.metBy(act, duty, from, which);
  }

  /**
   * The act performs this open duty beside the one that it was filed for. Nothing happens where the duty is not open. Where the act is dated
   * before what triggers the duty, the duty stays owed.
   */
  meet(key: string, act: Act): void {
    this.#settlement.meet(key, act);
  }

  /** A duty that is not owed any more, because a later act has made it pointless; `by`: an act after which it was never late. */
  release(key: string, why: string, by?: Act): void {
    this.#settlement.release(key, why, by);
  }

  /** 可以 An act that may be filed any time from now on, until the returned function withdraws it. */
  allow<O extends Offer>(offer: O, accept: (act: ActIn<O>) => void): () => void {
    return this.#offers.allow(offer, accept);
  }

  enter(entry: Entry): void {
    this.#draft.enter(entry);
  }

  /** 提示 A note of what is lacking or unusual without being a bar: shown with the file, and told to whoever filed the act at once. */
  warn(warning: string): void {
    this.notes.push(warning);
    this.#consequences.warned(warning);
  }

  /** 暂停 How the suspension of the subject stands, for everybody who asks. `from`: when the registry takes the status on; at once without it. */
  suspend(row: SuspensionRow, subjectStatus?: string, from?: Instant): void {
    this.#view.suspension = row.state;
    this.effect('suspension', row);
    if (subjectStatus) this.effect('subject-status', { status: subjectStatus, from });
  }

  /** What follows in the registries with this turn, in one transaction with it: function `effect_<kind>`. */
  effect(kind: string, data: Known): void {
    this.#draft.effect(kind, data);
  }

  /** A task: what another file must be told or do. It is performed by the API after this turn, at least once; `key` names it once and for all. */
  task(kind: string, key: string, data: Known): void {
    this.#draft.task(kind, key, data);
  }

  /** Whether a change of the code is in force for this file, and was when its past was lived. */
  changed(id: string): boolean {
    return this.#position.changed(id);
  }

  get state(): S {
    return this.rules.state;
  }
  get waits(): Wait[] {
    return this.#waits.open;
  }
  unit(role: string): string {
    return this.rules.units[role] ?? role;
  }
  wait(key: string): Wait | undefined {
    return this.#waits.openWait(key);
  }

  // ---- its life --------------------------------------------------------------------------------------------------

  /** Runs the procedure to its end, a turn at a time. `clause`: under which the opening act is accepted. */
  run(clause: string, procedure: () => Promise<string>): Promise<Closing> {
    // Nobody can cancel a legal file: it ends when its procedure does.
    return CancellationScope.nonCancellable(() => this.#run(clause, procedure));
  }

  async #run(clause: string, procedure: () => Promise<string>): Promise<Closing> {
    const { file, letter, carried } = this.opening;
    const [timeline, handOver] = [this.#timeline, this.#handOver];
    this.#position.clause = clause;
    if (!carried) this.#judge.open(letter, clause);
    timeline.follow(procedure());
    if (carried) await handOver.relive(carried);
    for (;;) {
      await timeline.turns();
      const { ended } = timeline;
      if (ended && 'fault' in ended) throw ended.fault;
      if (timeline.full && !timeline.closes) await handOver.goOn(handOver.place);
      if (ended && !this.#waits.claimed) {
        if (await this.#writer.close(ended.outcome)) return { file, outcome: ended.outcome };
        continue;
      }
      this.#view.show();
      this.#alarm.setAlarm();
      this.#notified = false;
      await condition(() => this.#notified);
    }
  }
}
