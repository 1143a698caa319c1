/** 本卷进程 What the parts of a patrol share: its duties, what may be filed, and how a stage is entered. */
import type { dwellingReport } from '../../domain/patrol/acts.ts';
import { dutiesFor, type Duties } from '../../domain/patrol/duties.ts';
import { clauseOf } from '../../domain/patrol/guards.ts';
import type { PatrolSettings } from '../../domain/patrol/settings.ts';
import type { State } from '../../domain/patrol/state.ts';
import { stageNames, type Failed, type FindingKey, type Stage } from '../../domain/patrol/terms.ts';
import type { Matter, SubjectKind } from '../../domain/penalty-case/terms.ts';
import type { Act, Fact } from '../../domain/law/act.ts';
import type { ActIn, ActOf } from '../../domain/law/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CaseFile } from '../kit/case-file.ts';
import { StandingOffers } from '../kit/standing-offers.ts';
import type { Opening } from '../messages.ts';

export interface PatrolOpening extends Opening {
  subject: { kind: SubjectKind; id: string };
  matter: Matter;
  matterRef?: string;
  units: { 'supervision-body': string; head: string; subject: string };
  foundAt: Instant;
  documentHash: string;
  origins: string[];
  findings: FindingKey[];
  /** 监控发现 The finding of a system by which it was opened. */
  reported?: FindingKey;
  follows?: string;
  /** Whether the body may read that patrol. */
  followsShown?: boolean;
  /** 拒不改正 Found by the look back of the patrol before. */
  failed?: Failed;
  settings: PatrolSettings;
}

/** Who has led to a stage, when, and on what evidence. */
export interface Entering {
  act: string;
  officer: string;
  unit: string;
  at: Instant;
  evidence: string;
  skipped?: Stage[];
}

export class PatrolContext {
  readonly file: CaseFile<State>;
  readonly opening: PatrolOpening;
  readonly duties: Duties;
  readonly supervision: string;
  /** Settles how the file ends. */
  end: (outcome: string) => void = () => {};
  /** It has ended: what comes in with the last turn is brought to the next patrol. */
  ended = false;
  readonly #offers = new StandingOffers();

  constructor(file: CaseFile<State>, opening: PatrolOpening) {
    this.file = file;
    this.opening = opening;
    this.supervision = opening.units['supervision-body'];
    this.duties = dutiesFor(opening.settings);
  }

  get state(): State {
    return this.file.state;
  }

  /** 可以 As long as `when` holds. */
  offer<T extends string>(
    act: T,
    accept: (act: ActIn<{ act: T }>) => void,
    when: () => boolean = () => true,
    by: readonly string[] = [this.supervision],
  ): void {
    this.#offers.add(when, () =>
      this.file.allow({ act, by, clause: clauseOf(act) }, (given) => {
        accept(given);
        this.look();
      }),
    );
  }
  look(): void {
    this.#offers.look();
  }
  /** Nothing can be filed and nothing is owed any more. */
  close(outcome: string): void {
    this.ended = true;
    if (this.state.unfiled) this.file.effect('patrol-filing', { state: null });
    this.#offers.withdrawAll();
    for (const { key } of this.file.waits) this.file.release(key, outcome);
    this.end(outcome);
  }

  note(type: string, act: string, body: { [key: string]: Fact }, key: string = act): void {
    this.file.enter({ key: `${type}:${key}`, type, clause: 'TJ51-4.1', act, body });
  }

  /** 四（一）A stage is entered once, with its instant, its evidence and whoever has led there; what it leaves behind is met by `act`. */
  enter(stage: Stage, by: Entering, act: Act): void {
    const { file, state } = this;
    const { at, skipped = [] } = by;
    this.leave(act);
    state.stage = stage;
    state.since = at;
    file.stage = stage;
    const entered = { stage, ...by, skipped };
    file.effect('patrol-stage', entered);
    this.note('stage-entered', by.act, entered, stage);
    if (skipped.length > 0)
      file.notes.push(
        `未经${skipped.map((left) => stageNames[left].zh).join('、')}进入${stageNames[stage].zh}。Left out: ${skipped.join(', ')}.`,
      );
    if (stage !== 'look-back') this.#dwell(stage, at, 1);
  }

  /** A case has come while the look back was owed: it is owed anew from the end of that case. */
  releaseLookBack(): void {
    for (const { key, duty } of this.file.waits)
      if (duty.id === this.duties.lookBack.id) this.file.release(key, 'penalty-case-open');
  }

  /** What was owed for staying at a stage is met by leaving it. */
  leave(act: Act): void {
    for (const { key, duty } of this.file.waits)
      if (duty.id.startsWith('dwell')) this.file.meet(key, act);
  }

  /** 四（二）A stage that lasts is reminded of to the unit and to the head; each explanation begins the period anew. */
  #dwell(stage: Exclude<Stage, 'look-back'>, from: Instant, round: number): void {
    const { file, duties } = this;
    void file
      .performed(duties[stage], from, round > 1 ? { round } : {})
      .then(({ act }: { act?: Act | ActOf<typeof dwellingReport> }) => {
        if (act?.type !== 'dwelling-report' || this.state.stage !== stage) return;
        file.notes.push(
          `${stageNames[stage].zh}阶段第 ${round} 次说明滞留。Explained for the ${round}. time.`,
        );
        this.#dwell(stage, act.receivedAt, round + 1);
      });
  }
}
