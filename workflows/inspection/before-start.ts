/** 检查之前 Until somebody stands at the door: on hold, planned, approved, changed; and the formalities of an urgent start (QY-4.1, 10.1 to 10.3, 15.1). */
import {
  approval,
  cancellation,
  historyCorrected,
  notice,
  onSiteStart,
  planChange,
  waking,
  type InspectionOpening,
  type InspectionState,
} from '../../domain/inspection/acts.ts';
import { dutiesFor } from '../../domain/inspection/duties.ts';
import { begin, hold } from '../../domain/inspection/waits.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import { conduct } from './conduct.ts';
import type { CaseFile } from '../kit/case-file.ts';
import type { Opening } from '../messages.ts';

export class BeforeStart {
  readonly file: CaseFile<InspectionState>;
  readonly opening: InspectionOpening & Opening;
  #expiresOn: CivilDate;
  #now: Instant;
  /** Where `hold` or `begin` is armed: its key, to be released when the days move or the plan is given up. */
  #armed: string | undefined;
  /** On hold without a day: gives up waiting for the act that asks anew. */
  #stopWaiting: (() => void) | undefined;
  #cancelled = false;

  constructor(file: CaseFile<InspectionState>, opening: InspectionOpening & Opening) {
    this.file = file;
    this.opening = opening;
    this.#expiresOn = opening.expiresOn;
    this.#now = opening.letter.receivedAt;
  }

  async run(): Promise<string> {
    const { file, opening } = this;
    // 第四、十五条  Refused only by a cap or a window, it waits for the first lawful day; what wakes is a plan like any other.
    if (opening.wakesOn && !(await this.held(opening.wakesOn))) return this.gone('cancelled');

    // 第十条  Approved by the head of the body; a change is approved anew; it begins on its days or is spent.
    const start = await this.untilTheDoor();
    if (!start) return this.gone(this.#cancelled ? 'cancelled' : 'expired');

    // 第十条  Urgent, on the spot: the report and the approval follow, and the file stays open until they do.
    file.stage = 'on-site';
    file.state.started = true;
    const formalities = file.state.approved ? undefined : this.formalities(start);
    const outcome = await conduct(file, opening, start);
    await formalities;
    file.effect('inspection-closed', { outcome });
    return outcome;
  }

  /** True when it has woken; false when it was given up on hold. Asked by its timer, or by whatever frees a place or a window, as often as it takes. */
  async held(first: CivilDate): Promise<boolean> {
    const { file, opening } = this;
    file.stage = 'on-hold';
    let wakesOn: CivilDate | undefined = first;
    let bars = opening.heldBy ?? 'QY-4.1';
    const withdraw = file.allow(
      { act: cancellation.type, by: [opening.units.inspecting], clause: bars },
      (act) => {
        this.#now = act.receivedAt;
        this.#cancelled = true;
        this.release('cancelled');
      },
    );
    for (let round = 1; !this.#cancelled; round++) {
      const act = await this.asked(wakesOn, round, bars);
      if (!act) break;
      this.#now = act.receivedAt;
      const { woke, clause, code, wakesOn: later, expiresOn } = act.known!;
      file.enter({
        key: `waking:${act.id}`,
        type: woke ? 'plan-woken' : 'plan-still-on-hold',
        clause,
        act: act.id,
        body: { cause: act.facts.cause, code: code ?? null, wakesOn: later ?? null },
      });
      wakesOn = later;
      bars = clause ?? bars;
      if (woke) {
        this.#expiresOn = expiresOn!;
        break;
      }
    }
    withdraw();
    return !this.#cancelled;
  }

  /** The next act that asks it anew. Without a day it waits for the end of what bars it. */
  async asked(
    wakesOn: CivilDate | undefined,
    round: number,
    clause: string,
  ): Promise<ActOf<typeof waking> | undefined> {
    const { file } = this;
    if (wakesOn) {
      this.#armed = `hold:${round}`;
      const { act, wait } = await file.until(hold(wakesOn, clause), this.#now, { round });
      this.#armed = undefined;
      if (act) return act;
      if (wait.state === 'void') return undefined;
      file.enter({ key: `hold-over:${round}`, type: 'hold-over', clause, body: { wakesOn } });
      file.task('wake-plan', `wake:${round}`, { cause: 'timer' });
    }
    return new Promise((resolve) => {
      const settle = (act?: ActOf<typeof waking>): void => {
        withdraw();
        this.#stopWaiting = undefined;
        resolve(act);
      };
      const withdraw = file.allow({ act: waking.type, by: ['duban'], clause }, settle);
      this.#stopWaiting = () => settle();
    });
  }

  /** The act that opens the door; nothing when the plan is given up or spent. */
  async untilTheDoor(): Promise<ActOf<typeof onSiteStart> | undefined> {
    const { file } = this;
    file.stage = 'planned';
    const withdrawals = this.mayHappen();
    for (let round = 1; !this.#cancelled; round++) {
      this.#armed = `begin:${round}`;
      const { act, wait } = await file.until(begin(this.#expiresOn), this.#now, { round });
      this.#armed = undefined;
      if (!act && wait.state === 'void') continue;
      for (const withdraw of withdrawals) withdraw();
      return act;
    }
    for (const withdraw of withdrawals) withdraw();
    return undefined;
  }

  /** 第十条  Approval, change, notice and cancellation, as long as nobody has gone. */
  mayHappen(): (() => void)[] {
    const { file, opening } = this;
    const mine = [opening.units.inspecting];
    return [
      file.allow(
        {
          act: approval.type,
          by: [...new Set([opening.units.head, ...opening.approvers])],
          clause: 'QY-10.1',
        },
        (act) => {
          this.#now = act.receivedAt;
          file.state.approved = true;
          file.stage = 'approved';
        },
      ),
      file.allow({ act: planChange.type, by: mine, clause: 'QY-10.1' }, (act) => this.change(act)),
      file.allow({ act: notice.type, by: mine, clause: 'QY-10.3' }, () => {}),
      file.allow({ act: historyCorrected.type, by: ['duban'], clause: 'QY-15.1' }, (act) =>
        this.corrected(act),
      ),
      file.allow({ act: cancellation.type, by: mine, clause: 'QY-10.1' }, (act) => {
        this.#now = act.receivedAt;
        this.#cancelled = true;
        this.release('cancelled');
      }),
    ];
  }

  /** 第十五条  What was inspected before has been corrected: whether that bars the plan is said, so that nobody learns it at the door only. */
  corrected({ id, known }: ActOf<typeof historyCorrected>): void {
    const { file } = this;
    const { barred, clause, code } = known!;
    const note =
      '检查历史已更正，本方案现受频次或者窗口限制，须变更、取消或者报负责人决定。The history was corrected: a cap or a window bars this plan now.';
    file.notes.splice(
      0,
      file.notes.length,
      ...file.notes.filter((one) => one !== note),
      ...(barred ? [note] : []),
    );
    file.enter({
      key: `history:${id}`,
      type: 'history-corrected',
      clause,
      act: id,
      body: { barred, code: code ?? null },
    });
  }

  /** Gives up what is waited for: a day, or an act that asks anew. */
  release(why: string): void {
    if (this.#armed) this.file.release(this.#armed, why);
    this.#stopWaiting?.();
  }

  change(act: ActOf<typeof planChange>): void {
    const { file } = this;
    this.#now = act.receivedAt;
    file.state.approved = false;
    file.stage = 'planned';
    file.effect('inspection-plan-changed', { act: act.id });
    if (act.facts.expiresOn && act.facts.expiresOn !== this.#expiresOn) {
      this.#expiresOn = act.facts.expiresOn;
      this.release('the days are changed');
    }
  }

  /** 第十条  行政强制法 19, by analogy: within 24 hours, management; shown until it is done. */
  async formalities(start: Pick<Act, 'receivedAt'>): Promise<void> {
    const { file, opening } = this;
    const { reportUrgent, approveUrgent } = dutiesFor(opening.settings);
    await Promise.all([
      file.performed(reportUrgent, start.receivedAt),
      file.performed(approveUrgent, start.receivedAt).then(() => {
        file.state.approved = true;
      }),
    ]);
  }

  gone(outcome: 'cancelled' | 'expired'): string {
    this.file.effect('inspection-released', { state: outcome });
    return outcome;
  }
}
