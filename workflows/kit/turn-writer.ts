/**
 * 记录 Writes what a turn has to record. It keeps this part of the file's contract:
 *
 *  4. Before a breach is entered or a window closes, the same statement asks the inbox for acts that arrived by then and that the
 *     file does not know; if there are any, nothing is entered and they are judged first.
 *  5. Everything one turn has to record goes into one local activity: entries, verdicts, duties, breaches, list row. (A stored verdict is obeyed: judge.ts.)
 */
import type { Entered, FileView, InboxRow, Turn } from '../../activities/contract.ts';
import type { Wait } from '../../domain/law/wait.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Consequences } from './consequences.ts';
import type { Drafted, TurnDraft } from './draft.ts';
import type { Incoming } from './incoming.ts';
import type { Position } from './position.ts';
import type { Questions } from './questions.ts';
import { dutyRow } from './rows.ts';
import type { Subject } from './rules.ts';
import type { Settlement } from './settlement.ts';
import type { Waits } from './waits.ts';

/** The file, and the jobs that writing needs. */
interface Jobs {
  file: Subject;
  position: Position;
  waits: Waits;
  settlement: Settlement;
  draft: TurnDraft;
  consequences: Consequences;
  incoming: Incoming;
  questions: Questions;
  view: { readonly now: FileView };
}

export class TurnWriter {
  #jobs: Jobs;
  /** `until` of the turn that this run has entered last. */
  #since: Instant | undefined;

  constructor(jobs: Jobs) {
    this.#jobs = jobs;
  }

  /** Writes what has been drafted. */
  async write(): Promise<void> {
    await this.#enter(this.#turn());
  }

  /**
   * Writes what has been drafted together with these breaches and lapses. If acts have arrived by `until` that the file does
   * not know, nothing is entered, the acts are learnt, and the answer is true.
   */
  async writeOver(over: readonly Wait[], until: Instant): Promise<boolean> {
    const { draft, settlement } = this.#jobs;
    const before = over.map((wait) => ({ wait, state: wait.state, breached: wait.breached }));
    const drafted = draft.copy();
    for (const wait of over) settlement.enterOver(wait);
    const { missed } = await this.#enter(this.#turn({ until }));
    if (!missed) return false;
    for (const { wait, state, breached } of before) {
      wait.state = state;
      wait.breached = breached;
    }
    this.#takeBack(drafted, missed);
    return true;
  }

  /** Closes the file. If acts have arrived that it does not know, they are learnt instead, and the answer is false. */
  async close(outcome: string): Promise<boolean> {
    const { file, position, draft } = this.#jobs;
    const { stage } = file;
    file.stage = 'closed';
    const drafted = draft.copy();
    draft.enter({ key: 'closed', type: 'file-closed', body: { outcome } });
    const turn = { ...this.#turn({}), closedAt: position.now, outcome };
    const { missed } = await this.#enter(turn);
    if (!missed) return true;
    file.stage = stage;
    this.#takeBack(drafted, missed);
    return false;
  }

  /**
   * What the register has taken from this run it must hold at the next turn: one that was restored older does not. Only what it says it has entered
   * counts: a database of the version before answers nothing, also where the turn stood there already.
   */
  async #enter(turn: Turn): Promise<Entered> {
    const entered = await this.#jobs.questions.enter({
      ...turn,
      ...(this.#since !== undefined && { since: this.#since }),
    });
    if (entered.entered) this.#since = turn.until;
    return entered;
  }

  /** Nothing has been entered: the draft is again what it was, and the acts that had arrived are learnt. */
  #takeBack(drafted: Drafted, missed: readonly InboxRow[]): void {
    this.#jobs.draft.restore(drafted);
    this.#jobs.incoming.learn(missed);
  }

  #turn(ask?: { until?: Instant }): Turn {
    const { file, position, waits, draft, consequences, incoming, view } = this.#jobs;
    consequences.settle();
    const { touched, breaches, ...drafted } = draft.take();
    return {
      file: file.opening.file,
      judged: position.judged,
      until: position.livedUntil(waits.nextWake),
      ...(position.changes.size > 0 && { changes: [...position.changes] }),
      entries: drafted.entries,
      verdicts: drafted.verdicts,
      duties: [...touched].map(([wait, doneAt]) => dutyRow(wait, doneAt)),
      breaches: [...breaches.values()],
      effects: drafted.effects,
      tasks: drafted.tasks,
      view: view.now,
      ...(ask ? { ask: { after: incoming.last, until: ask.until } } : {}),
    };
  }
}
