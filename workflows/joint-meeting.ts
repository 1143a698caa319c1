/**
 * 联席会议 A joint meeting of the supervision body and the handling body about stopping losses: 津人社局发〔2017〕51号, (5).
 * The text sets the meetings up and gives no number: every period here is management, shown and reminded of, never a breach.
 */
import * as acts from '../domain/joint-meeting/acts.ts';
import {
  cancellation,
  postponement,
  sides,
  undertakingWaiver,
  type minutes,
  type Side,
  type State,
} from '../domain/joint-meeting/acts.ts';
import { by, dutiesFor } from '../domain/joint-meeting/duties.ts';
import { guards, notAwaited } from '../domain/joint-meeting/guards.ts';
import type { JointMeetingSettings } from '../domain/joint-meeting/settings.ts';
import type { ActOf } from '../domain/law/acts.ts';
import { formatInstant } from '../domain/time/civil-date.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface JointMeetingOpening extends Opening {
  units: Record<Side | 'convener' | 'counterpart', string>;
  on: Instant;
  topics: { count: number; files: string[] };
  settings: JointMeetingSettings;
}

const CLAUSE = 'TJ51-5.0';
/** The minutes, and since when both sides agree on them. */
interface Agreed {
  minutes: ActOf<typeof minutes>;
  at: Instant;
}

export async function jointMeeting(opening: JointMeetingOpening): Promise<Closing> {
  const { units, letter } = opening;
  const state: State = {
    calledAt: letter.receivedAt,
    sides: { supervision: units.supervision, handling: units.handling },
    agreed: false,
    owed: new Map(),
    rounds: 0,
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units,
    state,
    guards,
    notAwaited: notAwaited(state),
    manages: true,
  });
  return file.run(CLAUSE, () => new JointMeeting(file, opening).run());
}

class JointMeeting {
  readonly file: CaseFile<State>;
  readonly opening: JointMeetingOpening;
  readonly duties: ReturnType<typeof dutiesFor>;
  #mayPutOff = () => {};

  constructor(file: CaseFile<State>, opening: JointMeetingOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
  }

  async run(): Promise<string> {
    this.invite();
    const agreed = await this.agreement();
    if (!agreed) return 'not-held';
    await this.closure(await this.undertakings(agreed));
    return 'held';
  }

  // （五）Both sides are invited.
  invite(): void {
    const { file, opening } = this;
    file.stage = 'called';
    for (const side of sides)
      file.enter({
        key: `invited:${side}`,
        type: 'side-invited',
        clause: CLAUSE,
        act: opening.letter.id,
        body: { side, unit: opening.units[side], on: formatInstant(opening.on) },
      });
  }

  /** The minutes on which both sides agree; nothing where the meeting is cancelled, which its convener may do until then. */
  agreement(): Promise<Agreed | undefined> {
    const { file, opening } = this;
    return new Promise((resolve) => {
      const settle = (agreed?: Agreed): void => {
        withdraw();
        this.#mayPutOff();
        this.#releaseAll(agreed ? 'the meeting was held' : 'the meeting was cancelled');
        resolve(agreed);
      };
      const withdraw = file.allow(
        { act: cancellation.type, by: [opening.units.convener], clause: CLAUSE },
        () => settle(),
      );
      this.#hold(opening.on, opening.letter.receivedAt, settle);
    });
  }

  // The one that did not call the meeting says whether it comes; the meeting is held, and its minutes are filed. Before that it may be put off.
  #hold(on: Instant, since: Instant, agree: (agreed: Agreed) => void): void {
    const { file, duties } = this;
    const which = this.#round;
    void file.performed(duties.answerInvitation, since, which).then(({ act }) => {
      if (act?.facts.attends === false)
        file.notes.push('另一方答复不能到会。The other side cannot attend.');
    });
    this.#mayPutOff = file.allow(
      { act: postponement.type, by: Object.values(file.state.sides), clause: CLAUSE },
      ({ facts, receivedAt }) => {
        this.#mayPutOff();
        this.#releaseAll('the meeting was put off');
        file.notes.push(`会议改期至 ${formatInstant(facts.newTime)}。Put off to that time.`);
        file.stage = 'postponed';
        file.state.rounds++;
        this.#hold(facts.newTime, receivedAt, agree);
      },
    );
    this.#record(on, agree);
  }

  // The other side agrees to the minutes, or they are written anew.
  #record(from: Instant, agree: (agreed: Agreed) => void): void {
    const { file, duties } = this;
    const which = this.#round;
    void file.performed(duties.fileMinutes, from, which).then(async ({ act: minutes }) => {
      if (!minutes) return;
      this.#mayPutOff();
      file.stage = 'confirming';
      const { act } = await file.performed(duties.confirmMinutes, minutes.receivedAt, which);
      if (!act) return;
      if (act.facts.agrees) {
        file.state.agreed = true;
        return agree({ minutes, at: act.receivedAt });
      }
      file.notes.push('另一方对会议记录有异议。The other side disputes the minutes.');
      file.stage = 'disputed';
      file.state.rounds++;
      this.#record(act.receivedAt, agree);
    });
  }

  get #round(): { round?: number } {
    const { rounds } = this.file.state;
    return rounds === 0 ? {} : { round: rounds };
  }

  #releaseAll(why: string): void {
    for (const { key } of this.file.waits) this.file.release(key, why);
  }

  /** What each side undertook, by its day. Resolves with the instant from which the closure is counted. */
  async undertakings({ minutes, at }: Agreed): Promise<Instant> {
    const { file, duties, opening } = this;
    const { undertakings } = minutes.facts;
    file.stage = 'undertakings';
    let last = at;
    const settle = (item: string, on: Instant): void => {
      file.state.owed.delete(item);
      last = on;
    };
    const withdraw = file.allow(
      { act: undertakingWaiver.type, by: Object.values(file.state.sides), clause: CLAUSE },
      ({ facts: { item }, receivedAt }) => {
        file.release(`${duties.undertakenByConvener.id}:${item}`, 'waived by the other side');
        file.notes.push(`第 ${item} 项承诺由对方免除。Undertaking ${item} was waived.`);
        settle(item, receivedAt);
      },
    );
    await Promise.all(
      undertakings.map(async ({ unit, until }, index) => {
        const item = String(index + 1);
        file.state.owed.set(item, unit);
        const duty =
          unit === opening.units.convener
            ? duties.undertakenByConvener
            : duties.undertakenByCounterpart;
        const { act } = await file.performed(by(duty, until), at, { item });
        if (act) settle(item, act.receivedAt);
      }),
    );
    withdraw();
    return last;
  }

  async closure(from: Instant): Promise<void> {
    this.file.stage = 'closing';
    await this.file.performed(this.duties.closeMeeting, from);
  }
}
