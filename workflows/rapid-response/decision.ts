/** （五）From the closed case to the final decision: opinion, hearing, decision, and that it is served, answered and filed. */
import { statementOffer } from '../../domain/rapid-response/acts.ts';
import { dueOn } from '../../domain/law/duty.ts';
import { departsFrom, type Measure } from '../../domain/rapid-response/measures.ts';
import type { Act } from '../../domain/law/act.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Closed } from './case.ts';
import type { ResponseContext } from './context.ts';

export class Decision {
  readonly context: ResponseContext;

  constructor(context: ResponseContext) {
    this.context = context;
  }

  // （五）Within 24 hours of closing the case 监督所 sends its opinion; within 3 days of receiving it 支付处 makes its final decision,
  // after the subject could be heard, and serves it, answers and files it as under （四）.
  async run(closure: Closed): Promise<string> {
    const { file, duties } = this.context;
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
    this.context.answeredBy(act, 'supervision');
    this.compare(act, measures);
    this.context.suspension.decide(act, measures);
    this.context.owed.push(this.serveFinal(act.occurredAt!));
    return measures.map((m) => m.measure).join('+');
  }

  /** （五）The decision is made on the opinion: where it departs from it, that is shown and on record; its reasons are in the decision. */
  compare(act: Act, measures: readonly Measure[]): void {
    const { file, duties } = this.context;
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
    const { file, duties } = this.context;
    let round = 0;
    const withdraw = file.allow(
      {
        act: statementOffer.type,
        by: [this.context.payment],
        clause: duties.statement.basis.clause,
      },
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
    const { file, duties, recipients } = this.context;
    await Promise.all([
      ...recipients.map((item) => file.performed(duties.serveFinalDecision, decidedAt, { item })),
      file.performed(duties.replyOnFinal, decidedAt),
      file.performed(duties.fileFinal, decidedAt),
    ]);
  }
}
