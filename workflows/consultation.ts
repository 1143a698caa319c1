/**
 * 审管联动定期会商 The regular consultation of an accepting and a supervising department: 津医保局发〔2021〕84号, article 16.
 * The article says 定期 and sets no number: every period here is management. What is missed or put off is shown, never a breach.
 */
import * as acts from '../domain/consultation/acts.ts';
import {
  nextTerm,
  postponement,
  type State,
  type meetingRecord,
  type workRecord,
} from '../domain/consultation/acts.ts';
import { dutiesFor, heldOn, type Settings } from '../domain/consultation/duties.ts';
import type { Figures } from '../domain/consultation/figures.ts';
import { guards, notAwaited } from '../domain/consultation/guards.ts';
import type { ActOf } from '../domain/law/acts.ts';
import type { Duty } from '../domain/law/duty.ts';
import type { Wait } from '../domain/law/wait.ts';
import { partyName } from '../domain/registry/roles.ts';
import { formatInstant } from '../domain/time/civil-date.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile, type Outcome } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface ConsultationOpening extends Opening {
  units: { convener: string; counterpart: string; accepting: string; supervising: string };
  period: { from: Instant; to: Instant };
  /** Of the period, as they stood at the opening. */
  figures: Figures;
  /** Who is invited: the coordinator of each side, where there is one. */
  invited: { accepting: string | null; supervising: string | null };
  settings: Settings;
}

const CLAUSE = 'TJ84-16';
/** The record of the meeting, which is all that a meeting leaves in the file. */
type Meeting = ActOf<typeof meetingRecord>;
type MeetingDuty = Duty & Pick<ReturnType<typeof dutiesFor>['holdMeeting'], 'act'>;

export async function consultation(opening: ConsultationOpening): Promise<Closing> {
  const state: State = { calledAt: opening.letter.receivedAt, held: false, postponed: 0 };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(state),
    ours: new Set<string>([nextTerm.type]),
    manages: true,
  });
  return file.run(CLAUSE, () => new Consultation(file, opening).run());
}

class Consultation {
  readonly file: CaseFile<State>;
  readonly opening: ConsultationOpening;
  readonly duties: ReturnType<typeof dutiesFor>;
  #mayPutOff = () => {};

  constructor(file: CaseFile<State>, opening: ConsultationOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
  }

  async run(): Promise<string> {
    this.calledTogether();
    this.termsMissed();
    const meeting = await this.meeting();
    const record = await this.record(meeting);
    await this.closure(record);
    return this.file.state.postponed > 0 ? 'held-after-postponement' : 'held';
  }

  // 第十六条 Both departments are called, each by its own coordinator, with the figures of the period before them.
  calledTogether(): void {
    const {
      file,
      opening: { units, figures, period, invited, letter },
    } = this;
    file.stage = 'called';
    file.enter({
      key: 'figures',
      type: 'figures-presented',
      clause: CLAUSE,
      act: letter.id,
      body: {
        from: formatInstant(period.from),
        to: formatInstant(period.to),
        figures: { ...figures },
      },
    });
    for (const side of ['accepting', 'supervising'] as const) {
      const coordinator = invited[side];
      file.enter({
        key: `invited:${side}`,
        type: 'side-invited',
        clause: CLAUSE,
        act: letter.id,
        body: { side, unit: units[side], coordinator },
      });
      if (!coordinator)
        file.warn(
          `${partyName(side).zh}当日没有在岗的协调员（TJ84-15.0），通知到部门。No coordinator of ${partyName(side).en} is present: the department is invited.`,
        );
    }
    const answers = [
      [this.duties.answerByAccepting, 'accepting'],
      [this.duties.answerBySupervising, 'supervising'],
    ] as const;
    for (const [duty, side] of answers) {
      void file.performed(duty, letter.receivedAt, { item: units[side] }).then(({ act }) => {
        if (act && !act.facts.attends)
          file.notes.push(
            `${partyName(side).zh}答复不能到会。${partyName(side).en} cannot attend.`,
          );
      });
    }
  }

  /** A term that passes while the last consultation is still open is shown on it. */
  termsMissed(): void {
    this.file.allow({ act: nextTerm.type, by: ['duban'], clause: CLAUSE }, (act) => {
      this.file.notes.push(
        `下一次会商周期（${formatInstant(act.facts.at).slice(0, 10)}）已到，本次尚未办结。The next term has come while this consultation is open.`,
      );
    });
  }

  // The two sides meet, list the main problems, and set a measure for each, with who and until when. The meeting may be put off, with a reason.
  async meeting(): Promise<Meeting> {
    const {
      file,
      duties,
      opening: { letter, units },
    } = this;
    const act = await new Promise<Meeting>((held) => {
      this.hold(duties.holdMeeting, letter.receivedAt, held);
      const withdraw = file.allow(
        { act: postponement.type, by: [units.accepting, units.supervising], clause: CLAUSE },
        (act) => this.putOff(act, held),
      );
      this.#mayPutOff = withdraw;
    });
    this.#mayPutOff();
    file.state.held = true;
    for (const { key, duty } of file.waits)
      if (duty.id === duties.answerByAccepting.id) file.release(key, 'the meeting was held');
    return act;
  }

  hold(duty: MeetingDuty, from: Instant, held: (record: Meeting) => void): void {
    const { file } = this;
    const round = file.state.postponed;
    void file.within(duty, from, round === 0 ? {} : { round }).then(async (outcome) => {
      if (outcome.wait.state === 'void') return;
      if (!outcome.act) this.missed(outcome.wait);
      const { act }: Outcome<Meeting> = await file.insistOn(outcome);
      if (act) held(act);
    });
  }

  /** Shown, and no more than that. */
  missed({ key, due }: Wait): void {
    this.file.stage = 'missed';
    this.file.enter({
      key: `missed:${key}`,
      type: 'consultation-missed',
      clause: CLAUSE,
      body: { due: formatInstant(due.at) },
    });
  }

  putOff(act: ActOf<typeof postponement>, held: (record: Meeting) => void): void {
    const { file, duties } = this;
    const { newDate } = act.facts;
    const round = file.state.postponed++;
    file.release(
      round === 0 ? duties.holdMeeting.id : `${duties.holdMeeting.id}:${round}`,
      `put off to ${newDate}`,
    );
    file.stage = 'postponed';
    file.notes.push(`会商改期至 ${newDate}。Put off to ${newDate}.`);
    this.hold(heldOn(duties.holdMeeting, newDate), act.receivedAt, held);
  }

  // 审管联动工作记录: the record of work is drawn up.
  async record(meeting: Meeting): Promise<ActOf<typeof workRecord>> {
    const { file, duties } = this;
    const { problems } = meeting.facts;
    file.stage = 'held';
    file.notes.push(
      problems.length === 0
        ? '会商没有列出问题。No problem was listed.'
        : `列出问题 ${problems.length} 项，均有措施、责任单位和期限。${problems.length} problems, each with its measure.`,
    );
    const { act } = await file.performed(duties.makeRecord, meeting.receivedAt);
    return act;
  }

  async closure(record: ActOf<typeof workRecord>): Promise<void> {
    this.file.stage = 'closing';
    await this.file.performed(this.duties.closeConsultation, record.receivedAt);
  }
}
