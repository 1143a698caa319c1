/**
 * 专项检查 A special inspection, from its plan to its end: 庆阳 2025-06-26 通知, article 7.
 * Nobody goes before plan, approval, filing and publication are all there: the gate of every visit reads what this file has accepted.
 * The article says 及时 for the emergency and gives no number: every period here is management, reminded of and never a breach.
 */
import * as acts from '../domain/special-inspection/acts.ts';
import {
  emergencyApproval,
  governmentApproval,
  justiceFiling,
  specialEnd,
  specialPublication,
  specialWithdrawal,
  type State,
} from '../domain/special-inspection/acts.ts';
import { guards, notAwaited } from '../domain/special-inspection/guards.ts';
import { dutiesFor, type Duties } from '../domain/special-inspection/duties.ts';
import type { InspectionSettings } from '../domain/inspection/settings.ts';
import type { EmergencyRisk, Level } from '../domain/inspection/terms.ts';
import type { ActIn, ActOf } from '../domain/law/acts.ts';
import type { Duty } from '../domain/law/duty.ts';
import { civilDateOf } from '../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface SpecialInspectionOpening extends Opening {
  units: { inspecting: string };
  body: { level: Level; area: string };
  madeOn: CivilDate;
  days: { from: CivilDate; until: CivilDate };
  items: readonly string[];
  risk?: EmergencyRisk;
  settings: InspectionSettings;
}

/** What every paper of a special inspection has: its day. */
type Paper = { id: string; facts: { on: CivilDate } };

/** QY-7.2: whatever lets a visit begin takes up one of the yearly number, in one transaction. */
const COUNTED = new Set<string>([governmentApproval.type, emergencyApproval.type]);

export async function specialInspection(opening: SpecialInspectionOpening): Promise<Closing> {
  const { body, madeOn, risk } = opening;
  const state: State = { body, madeOn, ...(risk && { risk }) };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(state),
    decides: COUNTED,
    manages: true,
  });
  return file.run('QY-7.1', () => new SpecialInspection(file, opening).run());
}

class SpecialInspection {
  readonly file: CaseFile<State>;
  readonly opening: SpecialInspectionOpening;
  readonly duties: Duties;
  #end: (outcome: string) => void = () => {};
  #withdraw: () => void = () => {};

  constructor(file: CaseFile<State>, opening: SpecialInspectionOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
  }

  async run(): Promise<string> {
    const ended = new Promise<string>((end) => {
      this.#end = end;
    });
    this.file.stage = 'planned';
    this.mayWithdraw();
    if (this.opening.risk) this.mayStartAtOnce();
    void this.papers();
    return ended;
  }

  // 第七条  The plan first, then the approval of a government of county level or above, the filing with the justice department of the same level,
  // and the publication: in this order, and all of them before anybody goes.
  async papers(): Promise<void> {
    if (this.opening.risk) return;
    this.approved(await this.paper(governmentApproval.type));
    this.file.stage = 'approved';
    this.filed(await this.paper(justiceFiling.type));
    this.file.stage = 'filed';
    this.published(await this.paper(specialPublication.type));
    this.complete();
  }

  // 第七条  Where a large latent risk or a loss of the fund forces it, the head may have it started at once, with the reason; the amended plan is filed promptly
  // (management: one working day), and the approval of the government and the publication follow. What is owed stays open until it is done.
  mayStartAtOnce(): void {
    const withdraw = this.file.allow(
      { act: emergencyApproval.type, by: [this.opening.units.inspecting], clause: 'QY-7.3' },
      (act) => {
        withdraw();
        void this.emergency(act);
      },
    );
  }

  async emergency(approval: ActOf<typeof emergencyApproval>): Promise<void> {
    const { file, duties, opening } = this;
    file.state.headOn = civilDateOf(approval.receivedAt);
    file.effect('special-paper', {
      paper: 'head',
      on: file.state.headOn,
      by: approval.officer,
      act: approval.id,
    });
    file.enter({
      key: 'emergency',
      type: 'emergency-started',
      clause: 'QY-7.3',
      act: approval.id,
      body: { risk: opening.risk! },
    });
    file.stage = 'emergency';
    file.warn(
      '紧急专项：先经负责人批准启动，备案、政府批准和公布须随后补齐（QY-7.3）。An emergency: the papers follow.',
    );
    const owed = <D extends Duty>(duty: D, from: Instant) =>
      file.performed(duty, from).then(({ act }) => act);
    await Promise.all([
      owed(duties.fileAmendedPlan, approval.receivedAt).then((act) => {
        if (act) this.filed(act);
      }),
      owed(duties.approveEmergency, approval.receivedAt).then((act) => {
        if (act) this.approved(act);
      }),
      owed(duties.publishEmergency, approval.receivedAt).then((act) => {
        if (act) this.published(act);
      }),
    ]);
    if (this.file.state.publishedOn) this.complete();
  }

  approved(act: ActOf<typeof governmentApproval>): void {
    const { on, level, area, documentId } = act.facts;
    this.file.state.government = { on, level, area };
    this.kept(act, 'government', { level, document: documentId });
  }
  filed(act: Paper): void {
    this.file.state.filedOn = act.facts.on;
    this.kept(act, 'filing');
  }
  published(act: Paper): void {
    this.file.state.publishedOn = act.facts.on;
    this.kept(act, 'publication');
  }
  /** From this turn on the gates of the visits see it. */
  kept(act: Paper, paper: string, more: { readonly [key: string]: string } = {}): void {
    const { on } = act.facts;
    this.file.effect('special-paper', { paper, on, act: act.id, ...more });
    this.file.enter({
      key: `paper:${paper}`,
      type: 'special-paper',
      clause: this.opening.risk ? 'QY-7.3' : 'QY-7.1',
      act: act.id,
      body: { paper, on },
    });
  }

  /** All are there. It ends with its report, when no plan under it is left to carry out. */
  complete(): void {
    this.file.stage = 'published';
    this.file.allow(
      { act: specialEnd.type, by: [this.opening.units.inspecting], clause: 'QY-7.1' },
      () => {
        this.file.effect('special-state', { state: 'ended' });
        this.#end('ended');
      },
    );
  }

  mayWithdraw(): void {
    this.#withdraw = this.file.allow(
      { act: specialWithdrawal.type, by: [this.opening.units.inspecting], clause: 'QY-7.2' },
      () => {
        this.#withdraw();
        for (const { key } of this.file.waits)
          this.file.release(key, 'the special inspection is withdrawn');
        this.file.effect('special-state', { state: 'withdrawn' });
        this.#end('withdrawn');
      },
    );
  }

  /** 可以 Nobody owes the next paper; without it nobody goes. */
  paper<T extends string>(act: T): Promise<ActIn<{ act: T }>> {
    return new Promise((come) => {
      const withdraw = this.file.allow(
        { act, by: [this.opening.units.inspecting], clause: 'QY-7.1' },
        (paper) => {
          withdraw();
          come(paper);
        },
      );
    });
  }
}
