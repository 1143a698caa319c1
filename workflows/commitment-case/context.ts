/** 本案进程 What the articles of a commitment case share: its duties, what may be filed, what is still owed, and how the case is cut short. */
import type { Approval, supervisionResult } from '../../domain/commitment-case/acts.ts';
import { clauseUnder, type CaseBasis } from '../../domain/commitment-case/basis.ts';
import { dutiesFor, type Duties } from '../../domain/commitment-case/duties.ts';
import { type ImplementingRule } from '../../domain/commitment-case/rule-periods.ts';
import type { CommitmentSettings } from '../../domain/commitment-case/settings.ts';
import { sides } from '../../domain/commitment-case/sides.ts';
import type { State } from '../../domain/commitment-case/state.ts';
import type { CommitmentType } from '../../domain/commitment-case/terms.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActIn, ActOf } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import type { Wait } from '../../domain/law/wait.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import type { CaseFile, Outcome, Which } from '../kit/case-file.ts';
import type { Opening } from '../messages.ts';

export interface CommitmentOpening extends Opening {
  letter: Approval;
  type: CommitmentType;
  item: string;
  /** Of the day of approval, and kept: the list, the basis, the implementing rule. */
  listVersion: number;
  basis: CaseBasis;
  rule?: ImplementingRule;
  approvedOn: CivilDate;
  subject: { kind: 'result'; id: string };
  units: { accepting: string; supervising: string };
  /** Whether each side has a coordinator today (TJ84-15.0). */
  coordinators: { accepting: boolean; supervising: boolean };
  settings: CommitmentSettings;
  /** What was allowed at the opening but is shown. */
  remarks: string[];
}

export type Result = ActOf<typeof supervisionResult>;
/** What is left when the way to it is cut off (a result revoked, a case transferred): it is never reached. */
export const never = (): Promise<never> => new Promise(() => {});

export class CaseContext {
  readonly file: CaseFile<State>;
  readonly opening: CommitmentOpening;
  readonly duties: Duties;
  /** What is owed beside the main line; the file ends only when all of it is done. */
  readonly owed: Promise<unknown>[] = [];
  /** TJ84-10.2, 10.3: owed also when the result is gone. */
  readonly conductOwed: Promise<unknown>[] = [];
  readonly offers = new Set<() => void>();
  /** Resolves with the way in which the case was cut short. */
  readonly left: Promise<string>;
  leave: (how: string) => void = () => {};

  constructor(file: CaseFile<State>, opening: CommitmentOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor({
      type: opening.type,
      instrument: opening.basis.instrument,
      settings: opening.settings,
      rule: opening.rule,
    });
    this.left = new Promise((left) => {
      this.leave = left;
    });
  }

  /** How far the supervision has come; a revocation that is owed is what people must see first. */
  stage(now: string): void {
    if (this.file.state.revoking === undefined) this.file.stage = now;
  }

  /** A duty, insisted on however late. Never reached when it is released. */
  async step<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>> = {},
  ): Promise<ActIn<D>> {
    const first: Outcome<ActIn<D>> = await this.file.within(duty, from, which);
    if (first.act) return this.noted(first.act);
    if (first.wait.state === 'void') return never();
    this.escalate(first.wait);
    const { act }: Outcome<ActIn<D>> = await this.file.insistOn(first);
    return act ? this.noted(act) : never();
  }

  /** 第六、十、十一条 What must be done at once and was not goes to the coordinator of the side that owes it. Management. */
  escalate(wait: Wait): void {
    if (!['distribute', 'revoke', 'revokeUnderLicence'].includes(wait.duty.id)) return;
    this.file.enter({
      key: `escalated:${wait.key}`,
      type: 'escalated',
      clause: wait.duty.basis.clause,
      body: { duty: wait.duty.id, owedBy: wait.owedBy, to: 'coordinator', force: wait.force },
    });
  }

  /** 第三条 Who has worked on which side, where one department is both. */
  noted<A extends Pick<Act, 'type' | 'officer'>>(act: A): A {
    const { state } = this.file;
    if (state.accepting !== state.supervising) return act;
    const side = sides[act.type];
    if (side === 'accepting') state.acceptors.push(act.officer);
    if (side === 'supervising') state.supervisors.push(act.officer);
    return act;
  }

  offer<T extends string>(
    act: T,
    by: string,
    clause: string,
    accept: (act: ActIn<{ act: T }>) => void,
    once = false,
  ): () => void {
    const end = this.file.allow(
      { act, by: [by], clause: clauseUnder(this.opening.basis.instrument, clause) },
      (given) => {
        if (once) withdraw();
        accept(this.noted(given));
      },
    );
    const withdraw = () => {
      end();
      this.offers.delete(withdraw);
    };
    this.offers.add(withdraw);
    return withdraw;
  }

  /** Nothing is owed any more; what is performed may bring new duties with it. */
  async settled(): Promise<void> {
    for (let seen = -1; seen !== this.owed.length;) {
      seen = this.owed.length;
      await Promise.all([...this.owed, ...this.conductOwed]);
    }
  }

  releaseAll(outcome: string, stopStays: boolean): void {
    const { file, duties } = this;
    for (const withdraw of this.offers) withdraw();
    const stays: string[] = [
      duties.linkConduct.id,
      duties.enterCredit.id,
      ...(stopStays ? [duties.orderStop.id] : []),
    ];
    for (const { key, duty } of file.waits)
      if (!stays.includes(duty.id)) file.release(key, outcome);
  }
}
