/** 处理处罚 From the passed review to the decision: discussed, notified, heard, answered, decided. */
import {
  discussion,
  factsNotice,
  partyStatement,
  statementAnswer,
} from '../../domain/penalty-case/acts.ts';
import { onDay } from '../../domain/penalty-case/duties.ts';
import { reviewCovers } from '../../domain/penalty-case/state.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { PenaltyContext } from './context.ts';
import type { Inquiry } from './inquiry.ts';

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

export class Handling {
  readonly context: PenaltyContext;
  readonly inquiry: Inquiry;
  #notices = 0;
  #hearings = 0;

  constructor(context: PenaltyContext, inquiry: Inquiry) {
    this.context = context;
    this.inquiry = inquiry;
  }

  offers(): void {
    const { context } = this;
    const { state } = context;
    const reviewed = (): boolean => !state.decision && reviewCovers(state);
    context.offer(
      discussion.type,
      (act) => {
        state.discussion = { at: act.occurredAt!, facts: state.facts };
      },
      reviewed,
    );
    context.offer(factsNotice.type, (act) => this.#notified(act), reviewed);
    // 处罚法 44 The window has closed, and nothing is decided yet: what the party says is still heard.
    context.offer(
      partyStatement.type,
      (act) => this.#spoke(act),
      () => !state.decision && state.notice !== undefined && !context.isOwed(context.duties.hear),
    );
    context.offer(
      statementAnswer.type,
      (act) => {
        state.statement!.answered = true;
        state.heardAt = act.receivedAt;
      },
      () => !state.decision && state.statement?.outcome === 'made' && !state.statement.answered,
    );
  }

  // 处罚法 44、63 Each notice has a window of its own.
  #notified(act: ActOf<typeof factsNotice>): void {
    const { context } = this;
    const { file, state, duties } = context;
    const { measures, windowEndsOn: endsOn, hearingOffered } = act.facts;
    const servedAt = act.servedAt!;
    context.release('notified anew', duties.hear);
    state.notice = { at: servedAt, facts: state.facts, measures, endsOn, hearingOffered };
    state.statement = undefined;
    state.heardAt = servedAt;
    const round = ++this.#notices;
    void file
      .until(onDay(duties.hear, endsOn), servedAt, round > 1 ? { round } : {})
      .then(({ act: said }) => {
        if (said) this.#spoke(said);
        context.look();
      });
  }

  #spoke(act: ActOf<typeof partyStatement>): void {
    const { context } = this;
    const { state, duties } = context;
    const { outcome, newFacts, hearing } = act.facts;
    if (outcome === 'made') {
      // What the party itself brings up is a new fact too, and lifts nothing (处罚法 45).
      if (newFacts) this.inquiry.newFact(act);
      state.ceiling = { measures: state.notice!.measures, facts: state.facts };
    }
    state.heardAt = act.receivedAt;
    state.statement = { outcome, facts: state.facts, answered: outcome === 'waived' };
    if (!hearing || state.hearing === 'asked') return;
    state.hearing = 'asked';
    const round = ++this.#hearings;
    context.owe(duties.holdHearing, act.receivedAt, round > 1 ? { round } : {}, (held) => {
      state.hearing = 'held';
      state.heardAt = later(state.heardAt ?? held.occurredAt!, held.occurredAt!);
    });
  }
}
