/** 本案进程 What the steps of a rapid response share: its duties, its suspension, what is still owed, and which decision answers which letter. */
import type { Letter } from '../../domain/rapid-response/acts.ts';
import { dutiesFor, type Duties } from '../../domain/rapid-response/duties.ts';
import { type Settings } from '../../domain/rapid-response/settings.ts';
import type { State } from '../../domain/rapid-response/state.ts';
import { stepOf, type Side, type SubjectKind } from '../../domain/rapid-response/terms.ts';
import type { Act } from '../../domain/law/act.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CaseFile } from '../kit/case-file.ts';
import type { Opening } from '../messages.ts';
import { Suspension } from './suspension.ts';

export interface RapidResponseOpening extends Opening {
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

export class ResponseContext {
  readonly file: CaseFile<State>;
  readonly opening: RapidResponseOpening;
  readonly duties: Duties;
  readonly suspension: Suspension;
  readonly supervision: string;
  readonly payment: string;
  /** What is owed beside the main line; the file ends only when all of it is done. */
  readonly owed: Promise<unknown>[] = [];
  /** Since when a pre-emptive suspension stands, before anybody was told. */
  stoodSince: Instant | undefined;
  /** Letters that have told their grounds; those of the time before that are answered by themselves only, as they were. */
  readonly telling = new Set<string | undefined>();

  constructor(file: CaseFile<State>, opening: RapidResponseOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.subject.kind, opening.settings);
    this.suspension = new Suspension(file, this.duties, opening.subject.kind, (review) =>
      this.answeredBy(review, 'supervision'),
    );
    this.supervision = opening.units['supervision-body'];
    this.payment = opening.units['payment-division'];
    this.stoodSince = opening.letter.facts.suspension?.startsAt;
  }

  /** The clause of a step in paragraph 一 or 二 of Annex 1, whichever governs the subject. */
  clause(step: string): string {
    return stepOf({ subject: this.opening.subject.kind }, step);
  }
  /** The subject, and for a practitioner the head of every registered institution. */
  get recipients(): string[] {
    return [this.opening.subject.id, ...this.opening.subject.heads];
  }

  /** Nothing is owed and nothing suspended any more; what is performed may bring new duties with it. */
  async settled(): Promise<void> {
    for (let seen = -1; seen !== this.owed.length || this.suspension.standing;) {
      seen = this.owed.length;
      await Promise.all(this.owed);
      await this.suspension.over();
    }
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
        duty.id === duties.answerLetterByPayment.id && owedBy === by && this.telling.has(item),
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
}
