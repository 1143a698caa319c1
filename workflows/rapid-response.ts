/**
 * 快速反应 Rapid response between the supervision body (监督所) and the payment division (支付处): 津人社局发〔2017〕51号, Annex 1.
 * Paragraph 一 (institutions) and paragraph 二 (practitioners) run in the same five steps; where they differ, the comment says so.
 */
import {
  caseClosure,
  furtherAnswer,
  furtherLetter,
  phoneRecord,
  statementOffer,
  type DeliveredNotice,
  type Letter,
  type PreemptiveSuspension,
  type suspensionDecision,
  type suspensionNotice,
  type suspensionReview,
} from '../domain/rapid-response/acts.ts';
import { dueOn, dutiesFor, type Settings } from '../domain/rapid-response/duties.ts';
import { guards } from '../domain/rapid-response/guards.ts';
import { departsFrom, type Measure } from '../domain/rapid-response/measures.ts';
import { notAwaited } from '../domain/rapid-response/not-awaited.ts';
import type { State } from '../domain/rapid-response/state.ts';
import {
  keyViolations,
  letterClause,
  paragraphOf,
  type KeyViolation,
  type Side,
  type SubjectKind,
} from '../domain/rapid-response/terms.ts';
import { oneGroundOnly } from '../domain/rapid-response/opening.ts';
import type { Act } from '../domain/law/act.ts';
import { is, type ActOf } from '../domain/law/acts.ts';
import { formatInstant } from '../domain/time/civil-date.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile, type Outcome, type Performed } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';
import { Suspension } from './rapid-response/suspension.ts';

interface RapidResponseOpening extends Opening {
  letter: Letter;
  direction: 'A' | 'B';
  /** `heads`: the institutions whose heads are told of a practitioner's suspension: every one the practitioner is registered at. */
  subject: { kind: SubjectKind; id: string; heads: string[] };
  units: {
    'supervision-body': string;
    'payment-division': string;
    'system-division': string;
    'insurance-centre': string;
    subject: string;
  };
  settings: Settings;
  /** What was allowed at the opening but is shown. */
  remarks: string[];
}

export async function rapidResponse(opening: RapidResponseOpening): Promise<Closing> {
  const { letter } = opening;
  const state: State = {
    subject: opening.subject.kind,
    direction: opening.direction,
    grounds: letter.facts.grounds,
    suspected: [],
    settings: opening.settings,
    supervisionUnit: opening.units['supervision-body'],
    letters: [letter.facts.documentHash],
    lastSender: opening.direction === 'A' ? 'supervision' : 'handling',
    suspended: false,
    preemptive: opening.direction === 'B',
    decided: opening.direction === 'B',
    caseFiled: undefined,
    caseNos: [],
    confirmed: false,
    keyViolations: [],
  };
  const file = new CaseFile(opening, {
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(opening.subject.kind),
  });
  const clause = letterClause(opening.direction, opening.subject.kind);
  return file.run(clause, () => new RapidResponse(file, opening).run());
}

/** Who may close the case, until it is withdrawn. */
interface Closure {
  closed: Promise<ActOf<typeof caseClosure>>;
  withdraw: () => void;
}

class RapidResponse {
  readonly file: CaseFile<State>;
  readonly opening: RapidResponseOpening;
  readonly letter: Letter;
  /** Paragraph 一 or 二 of Annex 1. */
  readonly n: 1 | 2;
  readonly duties: ReturnType<typeof dutiesFor>;
  readonly suspension: Suspension;
  readonly supervision: string;
  readonly payment: string;
  /** What is owed beside the main line; the file ends only when all of it is done. */
  readonly owed: Promise<unknown>[] = [];
  suspensionDecided: Promise<void> = Promise.resolve();
  /** Resolves with the closure of a case that is filed upon a further letter, after none was filed at first. */
  readonly laterCase: Promise<ActOf<typeof caseClosure>>;
  noCaseSince: Instant;
  /** Since when a pre-emptive suspension stands, before anybody was told. */
  stoodSince: Instant | undefined;
  #laterClosed: (closure: ActOf<typeof caseClosure>) => void = () => {};
  #rounds = 0;
  /** Letters that have told their grounds; those of the time before that are answered by themselves only, as they were. */
  #telling = new Set<string | undefined>();

  constructor(file: CaseFile<State>, opening: RapidResponseOpening) {
    const { letter } = opening;
    this.file = file;
    this.opening = opening;
    this.letter = letter;
    this.n = paragraphOf(opening.subject.kind);
    this.duties = dutiesFor(opening.subject.kind, opening.settings);
    this.suspension = new Suspension(file, this.duties, opening.subject.kind, (review) =>
      this.answeredBy(review, 'supervision'),
    );
    this.supervision = opening.units['supervision-body'];
    this.payment = opening.units['payment-division'];
    this.noCaseSince = letter.receivedAt;
    this.stoodSince = letter.facts.suspension?.startsAt;
    this.laterCase = new Promise((closed) => {
      this.#laterClosed = closed;
    });
  }

  async run(): Promise<string> {
    this.referral();
    const closed =
      this.opening.direction === 'A' ? await this.quickActionA() : await this.quickActionB();
    const outcome = closed ? await this.caseToDecision(closed) : await this.withoutCase();
    await this.settled();
    return outcome;
  }

  /** Nothing is owed and nothing suspended any more; what is performed may bring new duties with it. */
  async settled(): Promise<void> {
    for (let seen = -1; seen !== this.owed.length || this.suspension.standing;) {
      seen = this.owed.length;
      await Promise.all(this.owed);
      await this.suspension.over();
    }
  }

  // （一）The letter comes through the office system; at the same time somebody is phoned (a missing call is a defect, not a bar).
  // A later letter for the same subject joins this file; with new facts, or from the other body, it starts its own 24 hours.
  referral(): void {
    const { file, letter } = this;
    this.opening.remarks.forEach((remark) => file.warn(remark));
    this.suspect(letter.facts.suspected ?? []);
    if (!letter.facts.phoned && this.opening.subject.kind === 'institution') {
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
    const senders = [this.supervision, this.payment, this.opening.units['insurance-centre']];
    file.allow(
      { act: furtherLetter.type, by: senders, clause: `TJ51-A1-${this.n}.1a` },
      (further) => {
        const side: Side = further.unit === this.supervision ? 'supervision' : 'handling';
        const answers = this.bringsNews(further) || side !== file.state.lastSender;
        file.state.grounds = [
          ...new Set([...file.state.grounds, ...(further.facts.grounds ?? [])]),
        ];
        this.suspect(further.facts.suspected ?? []);
        file.state.letters.push(further.facts.documentHash);
        file.state.lastSender = side;
        if (further.facts.grounds) this.#telling.add(further.facts.documentHash.slice(0, 16));
        if (further.facts.suspension) this.joinSuspension(further, further.facts.suspension);
        if (answers) this.owed.push(this.answer(further, side));
      },
    );
  }

  /** What the letter says of itself counts; otherwise a ground or suspicion is new that the file does not have yet, and so is every other ground, for its text can be anything. */
  bringsNews({
    facts: { newFacts, grounds = [], suspected = [] },
  }: ActOf<typeof furtherLetter>): boolean {
    const { state } = this.file;
    return (
      newFacts ??
      (grounds.some((ground) => ground === 'other' || !state.grounds.includes(ground)) ||
        suspected.some((violation) => !state.suspected.includes(violation)))
    );
  }

  /** 三 The key violations that a letter suspects are shown; the veto waits for the opinion that confirms them. */
  suspect(violations: readonly KeyViolation[]): void {
    const { state, notes } = this.file;
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

  // （一）A letter of direction B that joins tells of a suspension that stands already; there is no second one beside the first.
  // （四）Where it is the one that counts, its filing with 制度处 runs from it and the letter is the reply, as when it opens a file.
  joinSuspension(act: ActOf<typeof furtherLetter>, told: PreemptiveSuspension): void {
    const { file, duties } = this;
    const clause = letterClause('B', this.opening.subject.kind);
    const round = act.facts.documentHash.slice(0, 16);
    const became = this.suspension.join({ ...told, act }, clause);
    file.enter({
      key: `suspension-joined:${act.id}`,
      type: 'suspension-joined',
      clause,
      act: act.id,
      body: {
        decidedAt: formatInstant(told.decidedAt),
        startsAt: formatInstant(told.startsAt),
        became,
        ...(told.endsOn && { endsOn: told.endsOn }),
        ...(told.reviewOn && { reviewOn: told.reviewOn }),
      },
    });
    if (act.facts.oneGround && !file.notes.includes(oneGroundOnly)) file.warn(oneGroundOnly);
    if (became === 'known') return this.delivered(act, told.notices);
    file.notes.push(
      `后续函告附先行暂停，自 ${formatInstant(told.startsAt)} 起，并入本卷。A further letter tells of a suspension that stands already; it is part of this file.`,
    );
    if (file.stage === 'opened' || file.stage === 'suspension-declined') file.stage = 'suspended';
    file.state.preemptive = true;
    this.stoodSince = told.startsAt;
    file.metBy(act, duties.replyOnDecision, told.decidedAt, { round });
    this.owed.push(file.performed(duties.fileDecision, told.decidedAt, { round }));
    if (became === 'opened') this.owed.push(this.notices(told.decidedAt, round));
    this.delivered(act, told.notices);
  }

  /** The addressee of a further letter decides on it within its own 24 hours; suspending and filing then go the same ways as the first time. */
  async answer(letter: ActOf<typeof furtherLetter>, side: Side): Promise<void> {
    const { file, duties } = this;
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
    if (facts.outcome === 'filed') this.filed(facts.caseNo);
    this.answeredBy(act, side);
    if (facts.outcome === 'suspend') this.suspend(act, round);
    if (facts.outcome === 'filed' && file.state.caseFiled === false) this.caseAfterAll(act, round);
  }

  /**
   * （二）A decision on the suspension, or on filing a case, answers every letter to that body that came before it: they ask for that very decision.
   * An answer says something of its own letter only, unless it suspends or files: that is such a decision.
   */
  answeredBy(act: Act, sender: Side): void {
    const { file, duties } = this;
    const { outcome } = act.facts;
    if (
      act.type === duties.answerLetterByPayment.act &&
      outcome !== 'suspend' &&
      outcome !== 'filed'
    )
      return;
    const by = sender === 'supervision' ? this.payment : this.supervision;
    const answers = file.waits.filter(
      ({ duty, owedBy, item }) =>
        duty.id === duties.answerLetterByPayment.id && owedBy === by && this.#telling.has(item),
    );
    // A case that is filed upon a further letter is the case of the first one too, while that waits for its decision.
    const first =
      outcome === 'filed' && act.facts['clauseCovers'] !== undefined
        ? [duties.decideFiling.id, duties.reportFilingStatus.id]
        : [];
    for (const key of [...answers.map(({ key }) => key), ...first])
      file.meet(key, { ...act, occurredAt: act.occurredAt ?? act.receivedAt });
  }

  filed(caseNo: string | undefined): void {
    if (caseNo) this.file.state.caseNos = [...this.file.state.caseNos, caseNo];
  }

  // （二）Direction A: 支付处 decides on the suspension within 24 hours of receiving the letter, whatever 监督所 does meanwhile.
  // 监督所 usually has its own case; it only owes, by management, word of whether it has filed one.
  async quickActionA(): Promise<ActOf<typeof caseClosure> | undefined> {
    this.suspensionDecided = this.decideOnSuspension();
    return this.filing(this.duties.reportFilingStatus);
  }

  async decideOnSuspension(): Promise<void> {
    const { file, duties, letter } = this;
    const { act }: Outcome<ActOf<typeof suspensionDecision>> = await file.performed(
      duties.decideSuspension,
      letter.receivedAt,
    );
    if (!act) return;
    file.state.decided = true;
    this.answeredBy(act, 'supervision');
    if (act.facts.outcome === 'suspend') return this.suspend(act);
    if (file.stage === 'opened') file.stage = 'suspension-declined';
    file.notes.push(
      '支付处决定不予暂停，理由在卷，报制度处备案。The payment division declined to suspend; its reason is on file.',
    );
    this.owed.push(this.replies(act.occurredAt!));
  }

  suspend(
    decision: ActOf<typeof suspensionDecision> | ActOf<typeof furtherAnswer>,
    round?: number,
  ): void {
    const { file, duties } = this;
    if (file.stage !== 'investigation') file.stage = 'suspended';
    if (this.suspension.standing) {
      // Suspended first by a letter that joined: the decision confirms it, and is answered and filed like any other.
      this.suspension.confirm(decision, decision.facts);
      this.owed.push(this.replies(decision.occurredAt!, round));
      return;
    }
    file.state.preemptive = false;
    this.suspension.order(
      {
        decidedAt: decision.occurredAt!,
        act: decision,
        endsOn: decision.facts.endsOn,
        reviewOn: decision.facts.reviewOn,
      },
      duties.decideSuspension.basis.clause,
    );
    this.owed.push(
      this.notices(decision.occurredAt!, round),
      this.replies(decision.occurredAt!, round),
    );
  }

  // （二）Direction B: the subject is suspended already; 监督所 decides within 24 hours of receiving the letter whether to file a case.
  // （四）The letter itself is 支付处's reply if it came within 24 hours of the suspension; the filing with 制度处 runs from the suspension too.
  async quickActionB(): Promise<ActOf<typeof caseClosure> | undefined> {
    const { file, duties, letter } = this;
    const standing = letter.facts.suspension!;
    file.stage = 'suspended';
    this.suspension.order(
      { ...standing, act: letter },
      letterClause('B', this.opening.subject.kind),
    );
    file.metByOpening(duties.replyOnDecision, standing.decidedAt);
    this.owed.push(
      file.performed(duties.fileDecision, standing.decidedAt),
      this.notices(standing.decidedAt),
    );
    this.delivered(letter, standing.notices);
    return this.filing(duties.decideFiling);
  }

  // （二）（四）A filed case is answered within 3 days of filing, or of the letter if the case was filed before it came.
  // Resolves with the closure of the case (办结), or with nothing when no case was filed.
  async filing(
    duty: RapidResponse['duties']['decideFiling' | 'reportFilingStatus'],
  ): Promise<ActOf<typeof caseClosure> | undefined> {
    const { file, duties, letter } = this;
    const direct = this.opening.direction === 'A' ? this.closure() : undefined;
    const decided = file.performed(duty, letter.receivedAt);
    const first = direct ? await Promise.race([direct.closed, decided]) : await decided;
    if (!('wait' in first)) {
      file.release(duty.id, 'the case is closed');
      this.answeredBy(first, 'handling');
      return first;
    }
    const { act } = first;
    const { facts } = act;
    file.state.caseFiled = facts.outcome === 'filed';
    if (act.type === duty.act) {
      if (facts.outcome === 'filed') this.filed(facts.caseNo);
      this.answeredBy(act, 'handling');
    }
    if (!file.state.caseFiled) return this.noCase(act, direct);
    file.state.filedAt = act.occurredAt;
    this.owed.push(
      file.performed(duties.replyOnCase, Math.max(act.occurredAt!, letter.receivedAt) as Instant),
    );
    file.stage = 'investigation';
    return (direct ?? this.closure()).closed;
  }

  /** The text sets no time for telling 支付处 that no case is filed; the file says so at once, or the suspension would have no end. */
  noCase(act: Act, direct: Closure | undefined): undefined {
    direct?.withdraw();
    this.noCaseSince = act.receivedAt;
    this.file.enter({
      key: 'no-case-notice',
      type: 'no-case-notified',
      clause: this.duties.replyOnCase.basis.clause,
      act: act.id,
      body: { owedTo: this.payment, label: '系统规则，非条文要求 system rule, not in text' },
    });
  }

  /** 办结 The closing approval: with its case number, legal review and collective discussion. */
  closure(): Closure {
    let withdraw = () => {};
    const closed = new Promise<ActOf<typeof caseClosure>>((resolve) => {
      withdraw = this.file.allow(
        { act: caseClosure.type, by: [this.supervision], clause: `TJ51-A1-${this.n}.5a` },
        (act) => {
          withdraw();
          resolve(act);
        },
      );
    });
    return { closed, withdraw };
  }

  // （三）The subject, and for a practitioner the head of every registered institution, is told the start of the suspension:
  // in A before it starts, in B at once, for it stands already. Patients are informed within the set time.
  async notices(from: Instant, round?: number | string): Promise<void> {
    const recipients = [this.opening.subject.id, ...this.opening.subject.heads];
    const told = await Promise.all(recipients.map((item) => this.notice(from, { item, round })));
    const starts = told.filter((start) => start !== undefined);
    if (!this.file.state.preemptive && starts.length === told.length)
      this.suspension.starts(Math.max(...starts) as Instant);
  }

  /** （三）What was served before the letter performs the notices that are owed of a suspension that stands already; one still to come is told in advance. */
  delivered(letter: Act, notices: readonly DeliveredNotice[] = []): void {
    const { file, duties } = this;
    if (!file.state.preemptive) return;
    for (const { servedAt, ...facts } of notices) {
      const wait = file.waits.find(
        ({ duty, item }) => duty.id === duties.noticeOfStart.id && item === facts.item,
      );
      if (wait)
        file.meet(wait.key, {
          ...letter,
          servedAt,
          facts: { ...facts, startsAt: this.stoodSince! },
        });
    }
  }

  /** One recipient; nothing when the suspension ended before anybody was told of its start. */
  async notice(
    from: Instant,
    which: { item: string; round?: number | string },
  ): Promise<Instant | undefined> {
    const { file, duties, opening } = this;
    const before = file.state.preemptive ? this.stoodSince : undefined;
    const { act }: Outcome<ActOf<typeof suspensionNotice>> = await file.performed(
      duties.noticeOfStart,
      from,
      which,
    );
    if (!act) return undefined;
    const { facts } = act;
    const stood = file.state.preemptive ? this.stoodSince : before;
    if (stood !== undefined && act.servedAt! > stood) {
      file.enter({
        key: `notice-gap:${which.item}:${act.id}`,
        type: 'notice-gap',
        clause: duties.noticeOfStart.basis.clause,
        act: act.id,
        body: {
          recipient: which.item,
          startedAt: formatInstant(stood),
          servedAt: formatInstant(act.servedAt!),
          gapMs: act.servedAt! - stood,
        },
      });
    }
    if (
      opening.subject.kind === 'institution' ||
      opening.direction === 'B' ||
      file.state.preemptive
    ) {
      this.owed.push(
        file.performed(
          dueOn(duties.informPatients, facts.patientsInformedBy!),
          act.servedAt!,
          which,
        ),
      );
    }
    return facts.startsAt;
  }

  // （四）Within 24 hours of the decision 支付处 replies to 监督所 and, in the same time, files it with 制度处: two duties, two breaches.
  replies(decidedAt: Instant, round?: number): Promise<unknown> {
    const { file, duties } = this;
    return Promise.all([
      file.performed(duties.replyOnDecision, decidedAt, { round }),
      file.performed(duties.fileDecision, decidedAt, { round }),
    ]);
  }

  // （四）No case: nothing in the text ends the suspension then. 支付处 decides (management, 3 days) to lift or to maintain it;
  // the software never lifts anything by itself. A case filed upon a further letter takes the file on to （五）.
  async withoutCase(): Promise<string> {
    this.file.stage = 'no-case';
    const closure = await Promise.race([this.endWithoutCase(), this.laterCase]);
    if (closure) return this.caseToDecision(closure);
    return this.suspension.ordered ? 'no-case-suspension-lifted' : 'no-case';
  }

  async endWithoutCase(): Promise<ActOf<typeof caseClosure> | undefined> {
    await this.suspensionDecided;
    if (this.suspension.standing && this.file.state.caseFiled === false) {
      this.suspension.stopReview('no case is filed: 支付处 decides anew');
      const { act }: Outcome<ActOf<typeof suspensionReview>> = await this.file.performed(
        this.duties.decideAfterNoCase,
        this.noCaseSince,
      );
      if (act) this.suspension.review(act);
    }
    await this.settled();
    return this.file.state.caseFiled ? this.laterCase : undefined;
  }

  caseAfterAll(act: Act, round: number): void {
    const { file, duties } = this;
    file.state.caseFiled = true;
    file.state.filedAt = act.occurredAt;
    file.stage = 'investigation';
    file.release(duties.decideAfterNoCase.id, 'a case is filed');
    this.suspension.keepUnderReview(act);
    const { closed } = this.closure();
    this.owed.push(
      file.performed(duties.replyOnCase, act.occurredAt!, { round }),
      closed.then(this.#laterClosed),
    );
  }

  // （五）Within 24 hours of closing the case 监督所 sends its opinion; within 3 days of receiving it 支付处 makes its final decision,
  // after the subject could be heard, and serves it, answers and files it as under （四）.
  async caseToDecision(closure: ActOf<typeof caseClosure>): Promise<string> {
    const { file, duties } = this;
    file.state.caseFiled = closure.facts.caseNo !== '';
    file.stage = 'closed-case';
    const endHearing = this.hearing();
    const { act: opinion } = await file.performed(duties.sendOpinion, closure.occurredAt!);
    file.state.confirmed = opinion.facts.confirmed;
    file.state.keyViolations = opinion.facts.keyViolations;
    file.state.recommended = opinion.facts.recommended;
    file.stage = 'decision';
    const deciding = file.performed(duties.decideFinally, opinion.receivedAt);
    file.state.finalLastDay = file.wait(duties.decideFinally.id)?.due.lastDay;
    const { act } = await deciding;
    const { measures } = act.facts;
    file.stage = 'decided';
    endHearing();
    file.release(duties.decideSuspension.id, 'the final decision is made');
    this.answeredBy(act, 'supervision');
    this.compare(act, measures);
    this.suspension.decide(act, measures);
    this.owed.push(this.serveFinal(act.occurredAt!));
    return measures.map((m) => m.measure).join('+');
  }

  /** （五）The decision is made on the opinion: where it departs from it, that is shown and on record; its reasons are in the decision. */
  compare(act: Act, measures: readonly Measure[]): void {
    const { file, duties } = this;
    if (!departsFrom(file.state, measures)) return;
    file.warn(
      '处理决定与监督所意见所建议的措施不一致，理由见决定。The final decision departs from what the opinion recommends; its reasons are in the decision.',
    );
    const { recommended = [], confirmed } = file.state;
    file.enter({
      key: 'departs-from-opinion',
      type: 'departs-from-opinion',
      clause: duties.decideFinally.basis.clause,
      act: act.id,
      body: { confirmed, recommended, decided: measures.map(({ measure }) => measure) },
    });
  }

  /** 陈述申辩 The subject is told that it may speak until a day; what counts is the opportunity. Ends with the decision. */
  hearing(): () => void {
    const { file, duties } = this;
    let round = 0;
    const withdraw = file.allow(
      { act: statementOffer.type, by: [this.payment], clause: duties.statement.basis.clause },
      (act) => {
        const { windowEndsOn } = act.facts;
        const offer = { endsOn: windowEndsOn, heard: false };
        file.state.statement = offer;
        void file
          .until(dueOn(duties.statement, windowEndsOn), act.servedAt!, { round: ++round })
          .then(({ act: said }) => {
            offer.heard = said !== undefined;
          });
      },
    );
    return () => {
      withdraw();
      for (const { key, duty } of file.waits)
        if (duty.id === duties.statement.id) file.release(key, 'the final decision is made');
    };
  }

  async serveFinal(decidedAt: Instant): Promise<void> {
    const { file, duties, opening } = this;
    await Promise.all([
      ...[opening.subject.id, ...opening.subject.heads].map((item) =>
        file.performed(duties.serveFinalDecision, decidedAt, { item }),
      ),
      file.performed(duties.replyOnFinal, decidedAt),
      file.performed(duties.fileFinal, decidedAt),
    ]);
  }
}
