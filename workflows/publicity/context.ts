/** 本件进程 What the steps of a publicity share: its duties, what may be filed, and how it comes to its end. */
import type { State } from '../../domain/publicity/acts.ts';
import { adopts, CLAUSE, dutiesFor, type Duties } from '../../domain/publicity/duties.ts';
import type { PublicitySettings } from '../../domain/publicity/settings.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActIn } from '../../domain/law/acts.ts';
import type { Duty } from '../../domain/law/duty.ts';
import type { Wait } from '../../domain/law/wait.ts';
import { workTable } from '../../domain/time/calendar.ts';
import { civilDateOf, dayNumber } from '../../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import type { TimeLimit } from '../../domain/time/limit.ts';
import type { CaseFile, Outcome } from '../kit/case-file.ts';
import { StandingOffers } from '../kit/standing-offers.ts';
import type { Opening } from '../messages.ts';

export interface PublicityOpening extends Opening {
  /** `approving`: the unit of the head who is to approve it, the body itself or one over it. */
  units: { 'supervision-body': string; approving: string };
  decision: { file: string; number: number };
  subject: { kind: string; id: string };
  settings: PublicitySettings;
}

export class PublicityContext {
  readonly file: CaseFile<State>;
  readonly opening: PublicityOpening;
  readonly settled: Promise<string>;
  readonly #offers = new StandingOffers();
  /** Whether the three days are followed, as it was at the fall. */
  adopted: boolean | undefined;
  #rounds = 0;
  #settle: (outcome: string) => void = () => {};

  constructor(file: CaseFile<State>, opening: PublicityOpening) {
    this.file = file;
    this.opening = opening;
    this.settled = new Promise((settle) => {
      this.#settle = settle;
    });
  }

  get state(): State {
    return this.file.state;
  }

  /** As they are counted for what has happened at that instant. */
  duties(on: Instant): Duties {
    const { settings } = this.opening;
    return dutiesFor(settings, this.adopted ?? adopts(settings, civilDateOf(on)));
  }

  /** Working days after the one day, up to the other. */
  workingDays(after: CivilDate, upTo: CivilDate): number {
    const known = workTable(this.file.calendar);
    let days = 0;
    for (let day = dayNumber(after) + 1; day <= dayNumber(upTo); day += 1)
      if (known(day).works) days += 1;
    return days;
  }

  /** So many working days after `on`, of a period that began before: what was done since its beginning performs it. */
  days(from: Instant, on: Instant, rest: number): TimeLimit {
    const over = this.workingDays(civilDateOf(from), civilDateOf(on));
    return { unit: 'working-days', count: over + rest };
  }

  /** The waits for a duty that are open. */
  owed(duty: keyof Duties): Wait[] {
    const { id } = this.duties(this.opening.letter.receivedAt)[duty];
    return this.file.waits.filter((wait) => wait.duty.id === id);
  }

  /** Tells what is owed again apart from what was owed before. */
  round(): { round?: number } {
    const round = this.#rounds++;
    return round === 0 ? {} : { round };
  }

  /** 可以 As long as `when` holds. */
  offer<T extends string>(
    act: T,
    accept: (act: ActIn<{ act: T }>) => void,
    when: () => boolean,
    by: readonly string[] = Object.values(this.opening.units),
  ): void {
    this.#offers.add(when, () =>
      this.file.allow({ act, by, clause: CLAUSE }, (given) => {
        accept(given);
        this.#offers.look();
      }),
    );
  }

  /** 应当, insisted on however late; never reached when it is released. */
  owe<D extends Duty>(
    duty: D,
    from: Instant,
    which: { item?: string; round?: number },
    then: (act: ActIn<D>) => void,
  ): void {
    void this.file.performed(duty, from, which).then(({ act }: Outcome<ActIn<D>>) => {
      if (act) then(act);
      this.#offers.look();
    });
  }

  release(why: string, ...duties: (keyof Duties)[]): void {
    for (const duty of duties) for (const { key } of this.owed(duty)) this.file.release(key, why);
  }

  note(type: string, act: Pick<Act, 'id'>, body: Record<string, string>): void {
    this.file.enter({ key: `${type}:${act.id}`, type, clause: CLAUSE, act: act.id, body });
  }

  /** Nothing can be filed and nothing is owed any more. */
  end(outcome: string): void {
    this.#offers.withdrawAll();
    for (const { key } of this.file.waits) this.file.release(key, 'the publicity is over');
    this.#settle(outcome);
  }
}
