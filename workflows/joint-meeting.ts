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
import type { Act } from '../domain/law/act.ts';
import type { ActOf } from '../domain/law/acts.ts';
import { addDays, civilDateOf, formatInstant } from '../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../domain/time/instant.ts';
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

  constructor(file: CaseFile<State>, opening: JointMeetingOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
  }

  async run(): Promise<string> {
    const { file, opening } = this;
    file.stage = 'called';
    this.invite(opening.on, opening.letter);
    const agreed = await this.agreement();
    if (!agreed) return 'not-held';
    await this.closure(await this.undertakings(agreed));
    return 'held';
  }

  // （五）Both sides are invited, and the one that has not set the time says whether it comes.
  invite(on: Instant, { id, unit, receivedAt }: Act): void {
    const { file, duties, opening } = this;
    const { rounds } = file.state;
    for (const side of sides)
      file.enter({
        key: ['invited', side, ...(rounds > 0 ? [rounds] : [])].join(':'),
        type: 'side-invited',
        clause: CLAUSE,
        act: id,
        body: { side, unit: opening.units[side], on: formatInstant(on) },
      });
    const duty =
      unit === opening.units.convener ? duties.answerByCounterpart : duties.answerByConvener;
    void file.performed(duty, receivedAt, this.#round).then(({ act }) => {
      if (act?.facts.attends === false)
        file.notes.push('被通知的一方答复不能到会。The side that was invited cannot attend.');
    });
  }

  /** The minutes on which both sides agree; nothing where the meeting is cancelled. */
  agreement(): Promise<Agreed | undefined> {
    const { opening } = this;
    return new Promise((settle) => this.#hold(opening.on, opening.letter.receivedAt, settle));
  }

  // The meeting is held and its minutes are filed. Until then either side may put it off, and its convener may cancel it.
  #hold(on: Instant, since: Instant, settle: (agreed?: Agreed) => void): void {
    const { file, duties, opening } = this;
    const withdraw = [
      file.allow(
        { act: postponement.type, by: Object.values(file.state.sides), clause: CLAUSE },
        (act) => {
          this.#end(withdraw, 'the meeting was put off');
          this.#putOff(act, settle);
        },
      ),
      file.allow({ act: cancellation.type, by: [opening.units.convener], clause: CLAUSE }, () => {
        this.#end(withdraw, 'the meeting was cancelled');
        settle();
      }),
    ];
    const lastDay = addDays(civilDateOf(on), opening.settings.minutesDays);
    void file
      .performed(by(duties.fileMinutes, lastDay), since, this.#round)
      .then(({ act: minutes }) => {
        if (!minutes) return;
        this.#end(withdraw, 'the meeting was held');
        void this.#confirm(minutes, settle);
      });
  }

  #putOff(act: ActOf<typeof postponement>, settle: (agreed?: Agreed) => void): void {
    const { file } = this;
    const { newTime } = act.facts;
    file.notes.push(`会议改期至 ${formatInstant(newTime)}。Put off to that time.`);
    file.stage = 'postponed';
    file.state.rounds++;
    file.state.calledAt = act.receivedAt;
    this.invite(newTime, act);
    this.#hold(newTime, act.receivedAt, settle);
  }

  // The other side agrees to the minutes; otherwise they are written anew, or the meeting is put off or cancelled after all.
  async #confirm(minutes: Agreed['minutes'], settle: (agreed?: Agreed) => void): Promise<void> {
    const { file, duties } = this;
    file.stage = 'confirming';
    file.state.recordedBy = minutes.officer;
    const { act } = await file.performed(duties.confirmMinutes, minutes.receivedAt, this.#round);
    if (act.facts.agrees) {
      file.state.agreed = true;
      return settle({ minutes, at: act.receivedAt });
    }
    file.notes.push('另一方对会议记录有异议。The other side disputes the minutes.');
    file.stage = 'disputed';
    file.state.rounds++;
    this.#hold(act.receivedAt, act.receivedAt, settle);
  }

  get #round(): { round?: number } {
    const { rounds } = this.file.state;
    return rounds === 0 ? {} : { round: rounds };
  }

  /** What the meeting that stood asked for is asked no more. */
  #end(offers: readonly (() => void)[], why: string): void {
    for (const withdraw of offers) withdraw();
    for (const { key } of this.file.waits) this.file.release(key, why);
  }

  /** What each side undertook, by its day. Resolves with the instant from which the closure is counted. */
  async undertakings({ minutes, at }: Agreed): Promise<Instant> {
    const { file, duties } = this;
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
      minutes.facts.undertakings.map(async ({ unit, until }, index) => {
        const item = String(index + 1);
        file.state.owed.set(item, unit);
        const { act } = await file.performed(this.#undertaken(unit, until, at), at, { item });
        if (act) settle(item, act.receivedAt);
      }),
    );
    withdraw();
    return last;
  }

  /** By its day; where the minutes were agreed to later than that, by the day after, for nothing is late before it can be shown. */
  #undertaken(unit: string, until: CivilDate, agreedAt: Instant) {
    const { duties, opening } = this;
    const duty =
      unit === opening.units.convener
        ? duties.undertakenByConvener
        : duties.undertakenByCounterpart;
    const earliest = addDays(civilDateOf(agreedAt), 1);
    return by(duty, until < earliest ? earliest : until);
  }

  async closure(from: Instant): Promise<void> {
    this.file.stage = 'closing';
    await this.file.performed(this.duties.closeMeeting, from);
  }
}
