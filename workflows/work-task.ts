/**
 * 任务 One row of the plan of work: 黔江 2021, annex 1. Its date is the end of that day; what is 持续推进 has none. Where two dates of the row cannot stand together,
 * it is due on neither until somebody of the leading group has said which one holds. A responsible section proves that it is done, and the office accepts it.
 */
import * as acts from '../domain/work-task/acts.ts';
import {
  amended,
  planClosed,
  progress,
  type completion,
  type decision,
  type State,
} from '../domain/work-task/acts.ts';
import { endOf, moves, neverLate } from '../domain/work-task/amended.ts';
import { complete, dutiesFor } from '../domain/work-task/duties.ts';
import { guards, notAwaited } from '../domain/work-task/guards.ts';
import { roleOf, unitsOf } from '../domain/work-task/parties.ts';
import type { WorkPlanSettings } from '../domain/work-plan/settings.ts';
import type { Act } from '../domain/law/act.ts';
import type { ActIn, ActOf } from '../domain/law/acts.ts';
import type { Duty } from '../domain/law/duty.ts';
import { startOfDay } from '../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

const NEVER = 'the plan was amended before it was due';

interface WorkTaskOpening extends Opening {
  /** `responsible-n`: each responsible section. `group-n`: the units of whoever stands in the leading group. */
  units: { readonly office: string; readonly [section: string]: string };
  plan: string;
  row: string;
  clause: string;
  issuedOn: CivilDate;
  dueOn?: CivilDate;
  ongoing: boolean;
  conflictOn?: CivilDate;
  /** Of the row, as it was opened with it. */
  version?: number;
  settings: WorkPlanSettings;
}

export async function workTask(opening: WorkTaskOpening): Promise<Closing> {
  const { clause, dueOn, conflictOn } = opening;
  const state: State = { clause, dates: conflictOn && dueOn ? [conflictOn, dueOn] : [] };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(state),
    ours: new Set<string>([planClosed.type, amended.type]),
    manages: true,
  });
  return file.run(clause, () => new WorkTask(file, opening).run());
}

class WorkTask {
  readonly file: CaseFile<State>;
  readonly opening: WorkTaskOpening;
  readonly duties: ReturnType<typeof dutiesFor>;
  #responsible: readonly string[];
  #dueOn: CivilDate | undefined;
  #ongoing: boolean;
  #version: number;
  #accepted = false;
  #withdrawn = false;
  #planClosed = false;
  /** What the sections, the office or the group owe now. */
  #owed: string[] = [];
  #changed: () => void = () => {};

  constructor(file: CaseFile<State>, opening: WorkTaskOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.clause, opening.settings);
    this.#responsible = unitsOf(opening.units, 'responsible');
    this.#dueOn = opening.dueOn;
    this.#ongoing = opening.ongoing;
    this.#version = opening.version ?? 0;
  }

  async run(): Promise<string> {
    const { opening, file } = this;
    this.#progress();
    this.#plan();
    if (opening.conflictOn) this.#dueOn = await this.#date();
    for (;;) {
      if (this.#withdrawn) return 'withdrawn';
      if (this.#dueOn && !this.#accepted) await this.#done();
      else if (!this.#ongoing) return 'done';
      else if (this.#planClosed) return 'ended-with-plan';
      else {
        file.stage = 'ongoing';
        await new Promise<void>((resolve) => (this.#changed = resolve));
      }
    }
  }

  /** What has no end of its own ends with its plan; and what a new document changes or takes out. */
  #plan(): void {
    const { file, opening } = this;
    const ours = { by: ['duban'], clause: opening.clause };
    file.allow({ ...ours, act: planClosed.type }, () => {
      this.#planClosed = true;
      this.#changed();
    });
    file.allow({ ...ours, act: amended.type }, (act) => this.#amended(act));
  }

  #amended(act: ActOf<typeof amended>): void {
    const { file } = this;
    const { id, facts } = act;
    const { kind, dueOn, ongoing, units, version } = facts;
    // The file was opened with it, or has a later one.
    if (version !== undefined && version <= this.#version) return;
    this.#version = version ?? this.#version;
    const moved = moves(facts, { dueOn: this.#dueOn, units: this.#responsible });
    this.#withdrawn = kind === 'withdraw';
    file.effect('reader', { units, act: id });
    this.#responsible = units;
    this.#dueOn = dueOn ?? this.#dueOn;
    this.#ongoing ||= ongoing;
    this.#progress();
    // The office still looks at what it has been given.
    if (moved && (this.#withdrawn || file.stage === 'open'))
      for (const key of this.#owed) this.#released(key, file.wait(key)?.due.at, act);
    else if (moved && file.stage === 'completed') this.#unsaid(act);
    this.#changed();
  }

  #released(key: string, dueAt: Instant | undefined, act: ActOf<typeof amended>): void {
    const never = neverLate(act.facts, dueAt);
    this.file.release(key, never ? NEVER : 'the plan was amended', never ? act : undefined);
  }

  /** What the office has before it was never late, where it was done by the date that holds. */
  #unsaid(act: ActOf<typeof amended>): void {
    const { completedAt: done } = this.file.state;
    const inTime = done !== undefined && this.#dueOn && done < endOf(this.#dueOn);
    const before = this.#judgedBy && endOf(this.#judgedBy);
    if (!inTime || !neverLate(act.facts, before)) return;
    for (const key of this.#performed) this.file.release(key, NEVER, act);
  }
  /** Under which keys the evidence before the office was owed, and by which date. */
  #performed: readonly string[] = [];
  #judgedBy: CivilDate | undefined;

  #noProgress: () => void = () => {};
  #progress(): void {
    const { file, opening } = this;
    this.#noProgress();
    const offer = { act: progress.type, by: this.#responsible, clause: opening.clause };
    this.#noProgress = file.allow(offer, (act) => {
      file.effect('work-task-progress', { act: act.id, at: act.receivedAt });
    });
  }

  // 6.1  A date before the plan came, beside another of the same row: both stand, none is due, until a named person has said which one holds.
  async #date(): Promise<CivilDate | undefined> {
    const { file, duties, opening } = this;
    file.stage = 'date-conflict';
    const warning = `完成时限冲突：${opening.conflictOn} 与 ${opening.dueOn}，由领导小组人员确认。Two dates of the row are in conflict until somebody of the group confirms one.`;
    file.warn(warning);
    const group = unitsOf(opening.units, 'group');
    const act = await this.#byAny(duties.confirmDate, group, opening.letter.receivedAt);
    file.notes.splice(file.notes.indexOf(warning), 1);
    file.state.dates = [];
    if (!act) return undefined;
    const { on } = act.facts;
    file.effect('work-task-dated', { act: act.id, on, at: act.receivedAt });
    file.enter({
      key: 'date-confirmed',
      type: 'date-confirmed',
      clause: opening.clause,
      act: act.id,
      body: { on },
    });
    return on;
  }

  // 完成时限  Done when the office has accepted it, and judged by the day on which it was done. What is given back was not done: it is owed as before, by the same date.
  async #done(): Promise<void> {
    const { file, duties, opening } = this;
    for (; !this.#accepted && !this.#withdrawn; this.#round++) {
      file.stage = 'open';
      const round = this.#round;
      const since = startOfDay(opening.issuedOn);
      const done = await this.#byAny(this.#duty(this.#dueOn!), this.#responsible, since, round);
      if (!done) continue;
      file.state.completedAt = done.occurredAt!;
      [this.#performed, this.#judgedBy] = [this.#owed, this.#dueOn];
      file.stage = 'completed';
      file.effect('work-task-completed', { act: done.id, at: done.occurredAt! });
      const which = round > 1 ? { round } : {};
      this.#owed = [[duties.accept.id, ...(round > 1 ? [round] : [])].join(':')];
      const { act } = await file.performed(duties.accept, done.receivedAt, which);
      if (act) this.#decided(act, done);
    }
  }
  #round = 1;

  /** Nobody can be late with what had not been ordered: a date before the plan is no breach. */
  #duty(on: CivilDate) {
    const { clause, issuedOn } = this.opening;
    return complete(clause, on, on < issuedOn ? 'management' : 'text');
  }

  #decided(
    { id, facts: { outcome }, receivedAt: at }: ActOf<typeof decision>,
    done: ActOf<typeof completion>,
  ): void {
    const { file, opening } = this;
    this.#accepted = outcome === 'accepted';
    file.effect('work-task-decided', { act: id, outcome, at });
    const type = this.#accepted ? 'task-done' : 'task-returned';
    file.enter({
      key: `${type}:${id}`,
      type,
      clause: opening.clause,
      act: id,
      body: { completion: done.id, completedAt: done.occurredAt! },
    });
  }

  /** Owed by several units, each in its own name: whichever of them performs it performs it for all. Nothing where it is owed no more. */
  #byAny<D extends Duty>(
    duty: D,
    units: readonly string[],
    from: Instant,
    round = 1,
  ): Promise<ActIn<D> | undefined> {
    const { file } = this;
    const rounds = units.map((unit) => `${unit}${round > 1 ? `:${round}` : ''}`);
    this.#owed = rounds.map((one) => `${duty.id}:${one}`);
    return new Promise((resolve) => {
      for (const [n, unit] of units.entries())
        void file
          .performed({ ...duty, owedBy: roleOf(this.opening.units, unit) }, from, {
            round: rounds[n]!,
          })
          .then(({ act }: { act?: unknown }) => {
            if (act) for (const key of this.#owed) file.meet(key, act as ActIn<D> & Act);
            resolve(act as ActIn<D> | undefined);
          });
    });
  }
}
