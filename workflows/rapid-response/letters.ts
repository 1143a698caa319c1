/** （一）Letters: the one that opens the file, and later ones that join it, each answered within its own 24 hours where it brings something new. */
import { furtherAnswer, furtherLetter, phoneRecord } from '../../domain/rapid-response/acts.ts';
import { keyViolations, type KeyViolation, type Side } from '../../domain/rapid-response/terms.ts';
import { is, type ActOf } from '../../domain/law/acts.ts';
import type { Performed } from '../kit/case-file.ts';
import type { Case } from './case.ts';
import type { ResponseContext } from './context.ts';
import type { Suspending } from './suspending.ts';

export class Letters {
  readonly context: ResponseContext;
  readonly suspending: Suspending;
  readonly case: Case;
  #rounds = 0;

  constructor(context: ResponseContext, suspending: Suspending, one: Case) {
    this.context = context;
    this.suspending = suspending;
    this.case = one;
  }

  // （一）The letter comes through the office system; at the same time somebody is phoned (a missing call is a defect, not a bar).
  // A later letter for the same subject joins this file; with new facts, or from the other body, it starts its own 24 hours.
  referral(): void {
    const {
      file,
      opening,
      opening: { letter, remarks, subject },
    } = this.context;
    remarks.forEach((remark) => file.warn(remark));
    this.suspect(letter.facts.suspected ?? []);
    if (!letter.facts.phoned && subject.kind === 'institution') {
      const defect =
        '函告未附电话告知记录（附件1 一（一）），请补录电话告知记录。No phone call is recorded with the letter.';
      file.warn(defect);
      const done = file.allow(
        { act: phoneRecord.type, by: [letter.unit], clause: 'TJ51-A1-1.1b' },
        () => {
          file.notes.splice(file.notes.indexOf(defect), 1);
          done();
        },
      );
    }
    const senders = [
      this.context.supervision,
      this.context.payment,
      opening.units['insurance-centre'],
    ];
    file.allow(
      { act: furtherLetter.type, by: senders, clause: this.context.clause('1a') },
      (further) => {
        const side: Side = further.unit === this.context.supervision ? 'supervision' : 'handling';
        const answers = this.bringsNews(further) || side !== file.state.lastSender;
        file.state.grounds = [
          ...new Set([...file.state.grounds, ...(further.facts.grounds ?? [])]),
        ];
        this.suspect(further.facts.suspected ?? []);
        file.state.letters.push(further.facts.documentHash);
        file.state.lastSender = side;
        if (further.facts.grounds)
          this.context.telling.add(further.facts.documentHash.slice(0, 16));
        if (further.facts.suspension) this.suspending.join(further, further.facts.suspension);
        if (answers) this.context.owed.push(this.answer(further, side));
      },
    );
  }

  /** What the letter says of itself counts; otherwise a ground or suspicion is new that the file does not have yet, and so is every other ground, for its text can be anything. */
  bringsNews({
    facts: { newFacts, grounds = [], suspected = [] },
  }: ActOf<typeof furtherLetter>): boolean {
    const { state } = this.context.file;
    return (
      newFacts ??
      (grounds.some((ground) => ground === 'other' || !state.grounds.includes(ground)) ||
        suspected.some((violation) => !state.suspected.includes(violation)))
    );
  }

  /** 三 The key violations that a letter suspects are shown; the veto waits for the opinion that confirms them. */
  suspect(violations: readonly KeyViolation[]): void {
    const { state, notes } = this.context.file;
    const added = violations.filter((violation) => !state.suspected.includes(violation));
    if (added.length === 0) return;
    state.suspected = [...state.suspected, ...added];
    const named = added
      .map((violation) => `${keyViolations[violation].zh}（${keyViolations[violation].clause}）`)
      .join('、');
    notes.push(
      `函告所列涉嫌的重点监管行为：${named}；查实之前不适用一票否决。Key violations that are suspected; no veto before they are confirmed.`,
    );
  }

  /** The addressee of a further letter decides on it within its own 24 hours; suspending and filing then go the same ways as the first time. */
  async answer(letter: ActOf<typeof furtherLetter>, side: Side): Promise<void> {
    const { file, duties } = this.context;
    const round = ++this.#rounds;
    const duty =
      side === 'supervision' ? duties.answerLetterByPayment : duties.answerLetterBySupervision;
    const { act }: Performed = await file.performed(duty, letter.receivedAt, {
      item: letter.facts.documentHash.slice(0, 16),
      round,
    });
    // Performed by a decision that was filed for itself (`answeredBy`): that goes its own ways.
    if (!is(furtherAnswer, act)) return;
    const { facts } = act;
    if (facts.outcome === 'filed') this.case.filed(act);
    this.context.answeredBy(act, side);
    if (facts.outcome === 'suspend') this.suspending.suspend(act, round);
    if (facts.outcome === 'filed' && file.state.caseFiled === false) this.case.afterAll(act, round);
  }
}
