/**
 * 快速反应 Rapid response between the supervision body (监督所) and the payment division (支付处): 津人社局发〔2017〕51号, Annex 1.
 * Paragraph 一 (institutions) and paragraph 二 (practitioners) run in the same five steps; where they differ, the comment says so.
 */
import * as acts from '../domain/rapid-response/acts.ts';
import { furtherLetter, type suspensionReview } from '../domain/rapid-response/acts.ts';
import { caseEnded, caseLinked } from '../domain/penalty-case/told.ts';
import { guards } from '../domain/rapid-response/guards.ts';
import { notAwaited } from '../domain/rapid-response/not-awaited.ts';
import type { State } from '../domain/rapid-response/state.ts';
import { letterClause } from '../domain/rapid-response/terms.ts';
import type { ActOf } from '../domain/law/acts.ts';
import { CaseFile, type Outcome } from './kit/case-file.ts';
import type { Closing } from './messages.ts';
import { Case, type Closed } from './rapid-response/case.ts';
import { ResponseContext, type RapidResponseOpening } from './rapid-response/context.ts';
import { Decision } from './rapid-response/decision.ts';
import { Letters } from './rapid-response/letters.ts';
import { Notices } from './rapid-response/notices.ts';
import { Suspending } from './rapid-response/suspending.ts';

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
    cases: [],
    confirmed: false,
    keyViolations: [],
    changed: () => true,
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(opening.subject.kind),
    // 熔断 A trip joins as a letter that the system itself brings for the handling body.
    ours: new Set<string>([furtherLetter.type, caseLinked.type, caseEnded.type]),
  });
  state.changed = (id) => file.changed(id);
  const clause = letterClause(opening.direction, opening.subject.kind);
  return file.run(clause, () => new RapidResponse(file, opening).run());
}

class RapidResponse {
  readonly context: ResponseContext;
  readonly suspending: Suspending;
  readonly case: Case;
  readonly letters: Letters;
  readonly decision: Decision;
  suspensionDecided: Promise<void> = Promise.resolve();

  constructor(file: CaseFile<State>, opening: RapidResponseOpening) {
    this.context = new ResponseContext(file, opening);
    this.suspending = new Suspending(this.context, new Notices(this.context));
    this.case = new Case(this.context);
    this.letters = new Letters(this.context, this.suspending, this.case);
    this.decision = new Decision(this.context);
  }

  async run(): Promise<string> {
    const { context } = this;
    this.case.listen();
    this.letters.referral();
    const closed =
      context.opening.direction === 'A' ? await this.quickActionA() : await this.quickActionB();
    const outcome = closed ? await this.decision.run(closed) : await this.withoutCase();
    await context.settled();
    return outcome;
  }

  // （二）Direction A: 支付处 decides on the suspension within 24 hours of receiving the letter, whatever 监督所 does meanwhile.
  // 监督所 usually has its own case; it only owes, by management, word of whether it has filed one.
  async quickActionA(): Promise<Closed | undefined> {
    this.suspensionDecided = this.suspending.decide();
    return this.case.filing(this.context.duties.reportFilingStatus);
  }

  // （二）Direction B: the subject is suspended already; 监督所 decides within 24 hours of receiving the letter whether to file a case.
  async quickActionB(): Promise<Closed | undefined> {
    this.suspending.first();
    return this.case.filing(this.context.duties.decideFiling);
  }

  // （四）No case: nothing in the text ends the suspension then. 支付处 decides (management, 3 days) to lift or to maintain it;
  // the software never lifts anything by itself. A case filed upon a further letter takes the file on to （五）.
  async withoutCase(): Promise<string> {
    this.context.file.stage = 'no-case';
    const closure = await Promise.race([this.endWithoutCase(), this.case.later]);
    if (closure) return this.decision.run(closure);
    return this.context.suspension.ordered ? 'no-case-suspension-lifted' : 'no-case';
  }

  async endWithoutCase(): Promise<Closed | undefined> {
    await this.suspensionDecided;
    if (this.context.suspension.standing && this.context.file.state.caseFiled === false) {
      this.context.suspension.stopReview('no case is filed: 支付处 decides anew');
      const { act }: Outcome<ActOf<typeof suspensionReview>> = await this.context.file.performed(
        this.context.duties.decideAfterNoCase,
        this.case.noCaseSince,
      );
      if (act) this.context.suspension.review(act);
    }
    await this.context.settled();
    return this.context.file.state.caseFiled ? this.case.later : undefined;
  }
}
