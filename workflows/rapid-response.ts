/**
 * 快速反应 Rapid response between the supervision body (监督所) and the payment division (支付处): 津人社局发〔2017〕51号, Annex 1.
 * Paragraph 一 (institutions) and paragraph 二 (practitioners) run in the same five steps; where they differ, the comment says so.
 */
import type { CaseClosure, FilingDecision, FinalDecision, FurtherLetter, Letter, Opinion, State, StatementOffer, SuspensionDecision, SuspensionNotice } from '../domain/rapid-response/acts.ts';
import { dueOn, dutiesFor, type Settings, type SubjectKind } from '../domain/rapid-response/duties.ts';
import { guards, notAwaited } from '../domain/rapid-response/guards.ts';
import type { Act } from '../domain/law/act.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';
import { Suspension } from './suspension.ts';

export interface RapidResponseOpening extends Opening {
  direction: 'A' | 'B';
  /** `heads`: the institutions whose heads are told of a practitioner's suspension: every one the practitioner is registered at. */
  subject: { kind: SubjectKind; id: string; heads: string[] };
  units: { 'supervision-body': string; 'payment-division': string; 'system-division': string; 'insurance-centre': string; subject: string };
  settings: Settings;
  /** What was allowed at the opening but is shown. */
  remarks: string[];
}

export async function rapidResponse(opening: RapidResponseOpening): Promise<Closing> {
  const letter = opening.letter as unknown as Letter;
  const state: State = {
    subject: opening.subject.kind, direction: opening.direction, grounds: letter.facts.grounds, settings: opening.settings, letters: [letter.facts.documentHash],
    lastSender: letter.unit, suspended: false, caseFiled: undefined, confirmed: false, keyViolations: [],
  };
  const file = new CaseFile(opening, { units: opening.units, state, guards, notAwaited: notAwaited(opening.subject.kind) });
  const n = opening.subject.kind === 'institution' ? 1 : 2;
  const clause = `TJ51-A1-${n}.1${opening.direction === 'A' ? 'a' : n === 1 ? 'c' : 'b'}`;
  return file.run(clause, () => new RapidResponse(file, opening, letter).run());
}

class RapidResponse {
  readonly file: CaseFile<State>;
  readonly opening: RapidResponseOpening;
  readonly letter: Letter;
  readonly duties: ReturnType<typeof dutiesFor>;
  readonly suspension: Suspension;
  readonly supervision: string;
  readonly payment: string;
  /** What is owed beside the main line; the file ends only when all of it is done. */
  readonly owed: Promise<unknown>[] = [];
  noCaseSince: Instant;

  constructor(file: CaseFile<State>, opening: RapidResponseOpening, letter: Letter) {
    this.file = file;
    this.opening = opening;
    this.letter = letter;
    this.duties = dutiesFor(opening.subject.kind, opening.settings);
    this.suspension = new Suspension(file, this.duties, opening.subject.kind);
    this.supervision = opening.units['supervision-body'];
    this.payment = opening.units['payment-division'];
    this.noCaseSince = letter.receivedAt;
  }

  async run(): Promise<string> {
    this.referral();
    const filed = this.opening.direction === 'A' ? await this.quickActionA() : await this.quickActionB();
    const outcome = filed ? await this.caseToDecision(filed) : await this.withoutCase();
    await Promise.all(this.owed);
    await this.suspension.over();
    return outcome;
  }

  // （一）The letter comes through the office system; at the same time somebody is phoned (a missing call is a defect, not a bar).
  // A later letter for the same subject joins this file; with new facts, or from the other body, it starts its own 24 hours.
  referral(): void {
    const { file, letter } = this;
    file.notes.push(...this.opening.remarks);
    if (!letter.facts.phoned && this.opening.subject.kind === 'institution') {
      const defect = '函告未附电话告知记录（附件1 一（一）），请补录 phone-record。No phone call is recorded with the letter.';
      file.notes.push(defect);
      const done = file.allow({ act: 'phone-record', by: [letter.unit], clause: 'TJ51-A1-1.1b' }, () => {
        file.notes.splice(file.notes.indexOf(defect), 1);
        done();
      });
    }
    const senders = [this.supervision, this.payment, this.opening.units['insurance-centre']];
    let round = 0;
    file.allow({ act: 'further-letter', by: senders, clause: `TJ51-A1-${this.opening.subject.kind === 'institution' ? 1 : 2}.1a` }, (act) => {
      const further = act as unknown as FurtherLetter;
      file.state.letters.push(further.facts.documentHash);
      const answers = further.facts.newFacts || further.unit !== file.state.lastSender;
      file.state.lastSender = further.unit;
      if (!answers) return;
      const duty = further.unit === this.supervision ? this.duties.answerLetterByPayment : this.duties.answerLetterBySupervision;
      this.owed.push(file.performed(duty, act.receivedAt, { item: further.facts.documentHash.slice(0, 16), round: ++round }));
    });
  }

  // （二）Direction A: 支付处 decides on the suspension within 24 hours of receiving the letter. 监督所 usually has its own case;
  // it only owes, by management, word of whether it has filed one.
  async quickActionA(): Promise<Act | undefined> {
    const { file, duties, letter } = this;
    const filed = this.filing(duties.reportFilingStatus);
    const { act } = await file.performed(duties.decideSuspension, letter.receivedAt);
    const decision = act as unknown as SuspensionDecision;
    if (decision.facts.outcome === 'suspend') {
      file.stage = 'suspended';
      this.suspension.order({ decidedAt: act.occurredAt!, act, endsOn: decision.facts.endsOn, reviewOn: decision.facts.reviewOn });
      this.owed.push(this.notices(act.occurredAt!));
    } else {
      file.stage = 'suspension-declined';
      file.notes.push('支付处决定不予暂停，理由在卷，报制度处备案。The payment division declined to suspend; its reason is on file.');
    }
    this.owed.push(this.replies(act.occurredAt!));
    return filed;
  }

  // （二）Direction B: the subject is suspended already; 监督所 decides within 24 hours of receiving the letter whether to file a case.
  // （四）The letter itself is 支付处's reply if it came within 24 hours of the suspension; the filing with 制度处 runs from the suspension too.
  async quickActionB(): Promise<Act | undefined> {
    const { file, duties, letter } = this;
    const standing = letter.facts.suspension!;
    file.stage = 'suspended';
    this.suspension.order({ ...standing, act: letter as unknown as Act });
    file.metByOpening(duties.replyOnDecision, standing.decidedAt);
    this.owed.push(file.performed(duties.fileDecision, standing.decidedAt), this.notices(standing.decidedAt));
    return this.filing(duties.decideFiling);
  }

  // （二）（四）A filed case is answered within 3 days of filing, or of the letter if the case was filed before it came.
  // Resolves with the closure of the case (办结), or with nothing when no case was filed.
  async filing(duty: RapidResponse['duties']['decideFiling' | 'reportFilingStatus']): Promise<Act | undefined> {
    const { file, duties, letter } = this;
    const direct = this.opening.direction === 'A' ? this.closure() : undefined;
    const decided = file.performed(duty, letter.receivedAt);
    const first = direct ? await Promise.race([direct, decided]) : await decided;
    if (first && !('wait' in first)) {
      file.release(duty.id, 'the case is closed');
      return first;
    }
    const { act } = await decided;
    const { facts } = act as unknown as FilingDecision;
    file.state.caseFiled = facts.outcome === 'filed';
    if (!file.state.caseFiled) { this.noCaseSince = act.receivedAt; return undefined; }
    const since = Math.max(act.occurredAt ?? act.receivedAt, letter.receivedAt) as Instant;
    this.owed.push(file.performed(duties.replyOnCase, since));
    file.stage = 'investigation';
    return direct ?? this.closure();
  }

  /** 办结 The closing approval: with its case number, legal review and collective discussion. */
  closure(): Promise<Act> {
    return new Promise((closed) => {
      const done = this.file.allow({ act: 'case-closure', by: [this.supervision], clause: `TJ51-A1-${this.opening.subject.kind === 'institution' ? 1 : 2}.5a` }, (act) => {
        done();
        closed(act);
      });
    });
  }

  // （三）The subject, and for a practitioner the head of every registered institution, is told the start of the suspension:
  // in A before it starts, in B at once, for it stands already. Patients are informed within the set time.
  async notices(from: Instant): Promise<void> {
    const { file, duties, opening } = this;
    const recipients = [opening.subject.id, ...opening.subject.heads];
    const served = await Promise.all(recipients.map(async (item) => {
      const { act } = await file.performed(duties.noticeOfStart, from, { item });
      const notice = act as unknown as SuspensionNotice;
      const patients = dueOn(duties.informPatients, notice.facts.patientsInformedBy!);
      this.owed.push(file.performed(patients, act.servedAt ?? act.receivedAt, { item }));
      return notice.facts.startsAt;
    }));
    if (opening.direction === 'A') this.suspension.starts(Math.max(...served) as Instant);
  }

  // （四）Within 24 hours of the decision 支付处 replies to 监督所 and, in the same time, files it with 制度处: two duties, two breaches.
  replies(decidedAt: Instant): Promise<unknown> {
    const { file, duties } = this;
    return Promise.all([file.performed(duties.replyOnDecision, decidedAt), file.performed(duties.fileDecision, decidedAt)]);
  }

  // （四）No case: nothing in the text ends the suspension then. 支付处 decides (management, 3 days) to lift or to maintain it;
  // the software never lifts anything by itself.
  async withoutCase(): Promise<string> {
    this.file.stage = 'no-case';
    if (!this.suspension.standing) return 'no-case';
    const { act } = await this.file.performed(this.duties.decideAfterNoCase, this.noCaseSince);
    this.suspension.review(act);
    await this.suspension.over();
    return 'no-case-suspension-lifted';
  }

  // （五）Within 24 hours of closing the case 监督所 sends its opinion; within 3 days of receiving it 支付处 makes its final decision,
  // after the subject could be heard, and serves it, answers and files it as under （四）.
  async caseToDecision(closure: Act): Promise<string> {
    const { file, duties } = this;
    const { facts } = closure as unknown as CaseClosure;
    file.state.caseFiled = facts.caseNo !== '';
    file.stage = 'closed-case';
    this.hearing();
    const opinion = (await file.performed(duties.sendOpinion, closure.occurredAt!)).act as unknown as Opinion;
    file.state.confirmed = opinion.facts.confirmed;
    file.state.keyViolations = opinion.facts.keyViolations;
    file.stage = 'decision';
    const deciding = file.performed(duties.decideFinally, opinion.receivedAt);
    file.state.finalLastDay = file.wait(duties.decideFinally.id)?.due.lastDay;
    const { act } = await deciding;
    const { measures } = (act as unknown as FinalDecision).facts;
    file.stage = 'decided';
    this.suspension.decide(act, measures);
    this.owed.push(this.serveFinal(act.occurredAt!));
    return measures.map((m) => m.measure).join('+');
  }

  /** 陈述申辩 The subject is told that it may speak until a day; what counts is the opportunity. */
  hearing(): void {
    const { file, duties } = this;
    let round = 0;
    file.allow({ act: 'statement-offer', by: [this.payment], clause: duties.statement.basis.clause }, (act) => {
      const { windowEndsOn } = (act as unknown as StatementOffer).facts;
      const offer = { endsOn: windowEndsOn, heard: false };
      file.state.statement = offer;
      void file.until(dueOn(duties.statement, windowEndsOn), act.servedAt!, { round: ++round }).then(({ act: said }) => { offer.heard = said !== undefined; });
    });
  }

  async serveFinal(decidedAt: Instant): Promise<void> {
    const { file, duties, opening } = this;
    await Promise.all([
      ...[opening.subject.id, ...opening.subject.heads].map((item) => file.performed(duties.serveFinalDecision, decidedAt, { item })),
      file.performed(duties.replyOnFinal, decidedAt),
      file.performed(duties.fileFinal, decidedAt),
    ]);
  }
}
