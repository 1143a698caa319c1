/** 决定 The decision, its service, and what becomes of it: each is a row of the register of decisions, with how it stands. */
import { reversal, type decision, type decisionService } from '../../domain/penalty-case/acts.ts';
import type { Measure } from '../../domain/penalty-case/measures.ts';
import { mayClose } from '../../domain/penalty-case/state.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { PenaltyContext } from './context.ts';
import type { Execution } from './execution.ts';
import type { Inquiry } from './inquiry.ts';
import type { Period } from './period.ts';

export class Decided {
  readonly context: PenaltyContext;
  readonly inquiry: Inquiry;
  readonly period: Period;
  readonly execution: Execution;
  readonly #finished: (from: Instant) => void;
  #number = 0;
  #services = 0;

  constructor(
    context: PenaltyContext,
    inquiry: Inquiry,
    /** Made with what is decided, which leads here. */
    parts: {
      period: (decided: (act: ActOf<typeof decision>) => void) => Period;
      execution: Execution;
      finished: (from: Instant) => void;
    },
  ) {
    this.context = context;
    this.inquiry = inquiry;
    this.execution = parts.execution;
    this.#finished = parts.finished;
    this.period = parts.period((act) => this.#decided(act));
  }

  begin(): void {
    const { context } = this;
    const { state } = context;
    this.period.begin(context.filedAt);
    this.period.offers();
    context.offer(
      reversal.type,
      (act) => this.#reversed(act),
      () =>
        !state.fallen &&
        (state.decision?.outcome === 'penalty' || state.decision?.outcome === 'no-penalty'),
    );
  }

  /** A decision that the case was transferred stands no more: it goes on from the investigation. */
  anew(act: Act): void {
    const { context } = this;
    context.release('the decision does not stand any more', context.duties.close);
    this.#becomes('fallen', act, act.receivedAt);
    this.inquiry.anew(act.receivedAt);
    this.period.begin(act.receivedAt);
  }

  // 十四 Decided: nothing more is investigated or notified, and the decision is served.
  #decided(act: ActOf<typeof decision>): void {
    const { context } = this;
    const { state, duties } = context;
    const { outcome, measures, violations, discretion, approvedBy } = act.facts;
    context.release(
      'the case is decided',
      duties.assign,
      duties.reportOn,
      duties.reviewCase,
      duties.hear,
      duties.holdHearing,
      duties.endInterval,
    );
    state.approvers.push(approvedBy);
    state.intervals.clear();
    this.#enter(act, { outcome, measures, violations, discretion: discretion ?? null });
    state.decision = {
      at: act.occurredAt!,
      outcome,
      measures,
      violations,
      discretion,
      number: this.#number,
    };
    if (outcome === 'penalty' || outcome === 'no-penalty') this.#serve(act.occurredAt!);
    else this.#finished(act.receivedAt);
  }

  #enter(
    act: Pick<Act, 'id' | 'occurredAt'>,
    {
      measures,
      ...said
    }: {
      outcome: string;
      measures: readonly Measure[];
      violations: readonly string[];
      discretion: string | null;
    },
  ): void {
    this.context.file.effect('penalty-decision', {
      number: ++this.#number,
      act: act.id,
      at: act.occurredAt!,
      ...said,
      measures: measures.map((m) => ({ ...m })),
    });
  }

  #serve(from: Instant): void {
    const { context } = this;
    const round = ++this.#services;
    context.file.stage = 'service';
    context.owe(context.duties.serve, from, round > 1 ? { round } : {}, (act) => this.#served(act));
  }

  // 处罚法 73 Served, it is effective; review and suit do not stop it.
  #served(act: ActOf<typeof decisionService>): void {
    const { file, state } = this.context;
    const servedAt = act.servedAt!;
    const { measures } = state.decision!;
    state.decision!.servedAt = servedAt;
    this.#becomes('served', act, servedAt);
    file.stage = 'execution';
    this.execution.begin(measures, servedAt);
  }

  #becomes(state: 'served' | 'fallen' | 'changed', act: Pick<Act, 'id'>, at: Instant): void {
    const { number } = this.context.state.decision!;
    this.context.file.effect('penalty-decision-state', { number, state, act: act.id, at });
  }

  /** 退还 What is owed back is owed until it is paid, whatever is decided meanwhile; a refund that is owed already takes it in. */
  #owesRefund(from: Instant): void {
    const { context } = this;
    const { state, duties } = context;
    if (context.isOwed(duties.refundPaid) && state.changed('refunds-kept')) return;
    context.owe(duties.refundPaid, from, { round: this.#number }, (refund) => {
      state.refundFen = 0;
      if (state.fallen || (mayClose(state) && state.changed('refunds-kept')))
        this.#finished(refund.receivedAt);
    });
  }

  // What a review, a court or the body itself makes of it. What was begun on what has fallen goes back; what was paid is returned.
  #reversed(act: ActOf<typeof reversal>): void {
    const { context } = this;
    const { state, file, duties } = context;
    const { outcome, measures, by, again, approvedBy } = act.facts;
    if (approvedBy !== undefined) state.approvers.push(approvedBy);
    if (outcome === 'upheld') return context.note('decision-upheld', act, { by });
    context.release('the decision does not stand any more', duties.serve, duties.close);
    if (outcome === 'changed') {
      this.#becomes('changed', act, act.occurredAt!);
      context.note('decision-changed', act, { by, measures: measures.map((m) => ({ ...m })) });
      context.release('the decision was changed', duties.collect, duties.carryOut);
      // What was confirmed stays confirmed: only what follows from it is changed.
      const { violations = [] } = state.decision!;
      this.#enter(act, { outcome: 'penalty', measures, violations, discretion: null });
      const number = this.#number;
      state.decision = { at: act.occurredAt!, outcome: 'penalty', measures, violations, number };
      return this.#serve(act.occurredAt!);
    }
    this.#becomes('fallen', act, act.occurredAt!);
    context.note('decision-fallen', act, { by, again });
    file.notes.push('决定已被撤销。The decision has been annulled.');
    this.execution.fall();
    if (state.refundFen > 0) this.#owesRefund(act.occurredAt!);
    if (again) {
      this.inquiry.anew(act.receivedAt);
      return this.period.begin(act.receivedAt);
    }
    state.fallen = true;
    if (state.refundFen === 0) this.#finished(act.receivedAt);
  }
}
