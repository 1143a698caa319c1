/** 本案进程 What the steps of a penalty case share: its duties, what may be filed, and how it goes back to its investigation. */
import { adopts, dutiesFor, type Duties } from '../../domain/penalty-case/duties.ts';
import { clauseOf } from '../../domain/penalty-case/guards.ts';
import type { PenaltySettings } from '../../domain/penalty-case/settings.ts';
import type { State } from '../../domain/penalty-case/state.ts';
import type { Demand, Matter, Origin, SubjectKind } from '../../domain/penalty-case/terms.ts';
import type { Act, Fact } from '../../domain/law/act.ts';
import type { ActIn } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CaseFile, Outcome, Which } from '../kit/case-file.ts';
import { StandingOffers } from '../kit/standing-offers.ts';
import type { Opening } from '../messages.ts';

export interface PenaltyOpening extends Opening {
  subject: { kind: SubjectKind; id: string };
  matter: Matter;
  caseNo: string;
  units: { 'supervision-body': string; reviewing: string; head: string; subject: string };
  /** The units over the supervision body, the nearest first. */
  superiors: string[];
  approvedBy: string;
  origins: Origin[];
  demand?: Demand;
  clue?: { receivedAt: Instant; extended: boolean };
  /** The decision of a closed case that has fallen or was changed, because of which this one is opened. */
  supersedes?: { file: string; outcome: 'annulled' | 'changed' };
  settings: PenaltySettings;
}

export class PenaltyContext {
  readonly file: CaseFile<State>;
  readonly opening: PenaltyOpening;
  readonly duties: Duties;
  readonly supervision: string;
  readonly #offers = new StandingOffers();

  constructor(file: CaseFile<State>, opening: PenaltyOpening) {
    this.file = file;
    this.opening = opening;
    this.supervision = opening.units['supervision-body'];
    this.duties = dutiesFor(opening.settings, adopts(opening.settings, civilDateOf(this.filedAt)));
  }

  get state(): State {
    return this.file.state;
  }
  get filedAt(): Instant {
    return this.file.state.filedAt;
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

  /** 应当, insisted on however late; never reached when it is released. */
  owe<D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>>,
    then: (act: ActIn<D>) => void,
  ): void {
    void this.file.performed(duty, from, which).then(({ act }: Outcome<ActIn<D>>) => {
      if (act) then(act);
      this.look();
    });
  }

  /** Nobody owes these duties any more, under whatever item or round. */
  release(why: string, ...duties: readonly Duty[]): void {
    const ids = new Set(duties.map(({ id }) => id));
    for (const { key, duty } of this.file.waits) if (ids.has(duty.id)) this.file.release(key, why);
  }

  isOwed(duty: Duty): boolean {
    return this.file.waits.some((wait) => wait.duty.id === duty.id);
  }

  note(
    type: string,
    act: Pick<Act, 'id' | 'type'>,
    body: { [key: string]: Fact },
    key: string = act.id,
  ): void {
    this.file.enter({ key: `${type}:${key}`, type, clause: clauseOf(act.type), act: act.id, body });
  }

  /** The case ends: nothing can be filed and nothing is owed any more. */
  end(why: string): void {
    this.#offers.withdrawAll();
    for (const { key } of this.file.waits) this.file.release(key, why);
  }
}
