/**
 * 涉嫌犯罪移送 The course of a suspected crime under 国令310号, which inspections and penalty cases have: a written report of two, the principal decides in
 * 3 days, then 24 hours to the police, and their answer. What follows the answer is the procedure's: goods, reconsideration, and how it goes on.
 */
import type {
  crimeTransfer,
  policeAnswer,
  reconsideration,
} from '../domain/crime-transfer/acts.ts';
import type { AfterPolice, crimeDuties } from '../domain/crime-transfer/duties.ts';
import type { ActIn, ActOf } from '../domain/law/acts.ts';
import type { Duty } from '../domain/law/duty.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { CaseFile, Which } from './kit/case-file.ts';

type Answer = ActOf<typeof policeAnswer>;
type Round = { round?: number };

/** The file of a procedure, as far as the course needs it. `until`: a window that the file waits for before it ends. */
interface Host {
  file: Pick<CaseFile<never>, 'until'>;
  look: () => void;
  owe: <D extends Duty>(
    duty: D,
    from: Instant,
    which: Which<ActIn<D>>,
    then: (act: ActIn<D>) => void,
  ) => void;
  duties: Pick<ReturnType<typeof crimeDuties>, 'moveCrime' | 'recordPolice'>;
}

interface Course {
  moved: (act: ActOf<typeof crimeTransfer>) => void;
  answered: (act: Answer, which: Round) => void;
}

export class CrimeTransfer {
  readonly host: Host;
  readonly course: Course;
  #reports = 0;

  constructor(host: Host, course: Course) {
    this.host = host;
    this.course = course;
  }

  /** A report has come. `decide`: has the principal decide on it, and calls `approved` where it is to be moved. */
  reported(decide: (which: Round, approved: (at: Instant) => void) => void): void {
    const { host, course } = this;
    const { moveCrime, recordPolice } = host.duties;
    const round = ++this.#reports;
    const which = round > 1 ? { round } : {};
    decide(which, (at) =>
      host.owe(moveCrime, at, which, (moved) => {
        course.moved(moved);
        host.owe(recordPolice, moved.receivedAt, which, (answer) => course.answered(answer, which));
      }),
    );
  }
}

interface AfterCourse {
  changed: (id: string) => boolean;
  asked: (at: Instant) => void;
  filed: (act: Answer) => void;
  handed: () => void;
  declined: (at: Instant) => void;
}
/** A window for asking again that has closed with nothing recorded. */
interface Lapsed {
  at: Instant;
  round: number;
}

/** 国令310 arts. 9, 12: filed, the goods follow in 3 days of the notice; declined, the police may be asked once, within 3 days, to think again. */
export class AfterAnswer {
  readonly host: Host;
  readonly duties: AfterPolice;
  readonly #on: AfterCourse;
  /** What reached the police in time may still be recorded. */
  lapsed: Lapsed | undefined;

  constructor(host: Host, duties: AfterPolice, on: AfterCourse) {
    this.host = host;
    this.duties = duties;
    this.#on = on;
  }

  answered(act: Answer, { round = 1 }: Round, again = false): void {
    const { host, duties } = this;
    const { accepted, filed, noticedAt = act.occurredAt ?? act.receivedAt } = act.facts;
    if (accepted && filed) {
      this.#on.filed(act);
      const which = round > 1 ? { round } : {};
      // The goods may have gone over together with the case, before there was a notice.
      const handOver = this.#on.changed('handover-with-the-case')
        ? { ...duties.handOver, mayPrecede: true as const }
        : duties.handOver;
      return host.owe(handOver, noticedAt, which, () => this.#on.handed());
    }
    if (again) return this.#on.declined(act.receivedAt);
    void host.file
      .until(duties.askAgain, noticedAt, round > 1 ? { round } : {})
      .then(({ act: said, wait }) => {
        this.#reconsidered(said, wait.due.at, round);
        host.look();
      });
  }

  #reconsidered(
    said: ActOf<typeof reconsideration> | undefined,
    lapsedAt: Instant,
    round: number,
  ): void {
    if (said?.facts.asked) return this.#ask(said, round);
    if (!said) this.lapsed = { at: lapsedAt, round };
    this.#on.declined(said?.receivedAt ?? lapsedAt);
  }

  /** X-13 The window has closed, and the request had reached the police in it. */
  late(said: ActOf<typeof reconsideration>): void {
    const { round } = this.lapsed!;
    this.lapsed = undefined;
    this.#ask(said, round);
  }

  #ask(said: ActOf<typeof reconsideration>, round: number): void {
    const { host } = this;
    this.#on.asked(said.facts.arrivedAt ?? said.receivedAt);
    host.owe(host.duties.recordPolice, said.receivedAt, { round: `again-${round}` }, (answer) =>
      this.answered(answer, { round }, true),
    );
  }
}
