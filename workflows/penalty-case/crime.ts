/** 十六（一）A suspected crime in a penalty case: the course of 国令310号, and how the case goes on where the police decline or return it. */
import {
  crimeReport,
  policeReturn,
  reconsideration,
} from '../../domain/penalty-case/crime-acts.ts';
import type { crimeDecision } from '../../domain/penalty-case/crime-acts.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { AfterAnswer, CrimeTransfer } from '../crime-transfer.ts';
import type { PenaltyContext } from './context.ts';
import type { Decided } from './decided.ts';
import type { Inquiry } from './inquiry.ts';

export class Crime {
  readonly context: PenaltyContext;
  readonly inquiry: Inquiry;
  readonly decided: Decided;
  readonly #course: CrimeTransfer;
  readonly #after: AfterAnswer;

  constructor(context: PenaltyContext, inquiry: Inquiry, decided: Decided) {
    this.context = context;
    this.inquiry = inquiry;
    this.decided = decided;
    const { state, file, duties } = context;
    const host = {
      file,
      duties,
      look: () => context.look(),
      owe: context.owe.bind(context),
    };
    this.#after = new AfterAnswer(host, duties, {
      changed: (id) => state.changed(id),
      asked: (at) => {
        // Recorded late: what the police have is theirs again until they answer.
        if (state.declined) state.crime = state.declined.crime;
        delete state.declined;
        if (state.crime) state.crime.askedAt = at;
      },
      filed: (act) => {
        state.crime!.step = 'taken';
        context.note('crime-taken', act, {});
        file.notes.push('公安机关已立案（TJ51-16.1）。The police have opened a case.');
      },
      handed: () => {
        if (state.crime) state.crime.step = 'handed';
      },
      declined: (at) => this.#declined(at),
    });
    this.#course = new CrimeTransfer(host, {
      moved: (act) => {
        Object.assign(state.crime!, { step: 'moved', movedAt: act.receivedAt });
      },
      answered: (act, which) => {
        state.crime!.noticedAt = act.facts.noticedAt ?? act.receivedAt;
        this.#after.answered(act, which);
      },
    });
  }

  offers(): void {
    const { context } = this;
    const { state } = context;
    context.offer(
      crimeReport.type,
      (act) => this.#reported(act),
      () => state.crime === undefined,
    );
    context.offer(
      policeReturn.type,
      (act) => this.#returned(act),
      () => state.crime?.step === 'taken' || state.crime?.step === 'handed',
    );
    // 国令310 art. 9, X-13: it had reached the police in time, and nothing was decided here since.
    context.offer(
      reconsideration.type,
      (act) => this.#after.late(act),
      () => state.declined !== undefined && state.crime === undefined && !state.decision,
    );
  }

  #reported(act: ActOf<typeof crimeReport>): void {
    const { context } = this;
    const { state, duties } = context;
    const group = [...new Set(act.facts.group)];
    state.crime = { step: 'reported', group };
    state.grouped.push(...group);
    this.#course.reported((which, approved) =>
      context.owe(duties.decideCrime, act.occurredAt!, which, (decided) =>
        this.#principal(decided, approved),
      ),
    );
  }

  #principal(act: ActOf<typeof crimeDecision>, approved: (at: Instant) => void): void {
    const { context } = this;
    const { state, file } = context;
    // Whoever has decided here does not investigate.
    if (state.changed('crime-independent')) state.approvers.push(act.officer);
    if (act.facts.approved) {
      state.crime!.step = 'approved';
      return approved(act.occurredAt!);
    }
    delete state.crime;
    context.note('crime-not-approved', act, {});
    file.notes.push(
      '负责人不批准移送公安机关，理由在卷，案件继续处理（TJ51-16.1）。The principal has not approved the transfer; the case goes on.',
    );
  }

  // 国令310 art. 10 Neither taken nor reconsidered: the case goes on here.
  #declined(at: Instant): void {
    const { context } = this;
    const { state, file } = context;
    const { lapsed } = this.#after;
    if (lapsed && state.crime && state.changed('asked-in-time'))
      state.declined = { at: lapsed.at, noticedAt: state.crime.noticedAt, crime: state.crime };
    delete state.crime;
    file.enter({
      key: `crime-declined:${at}`,
      type: 'crime-declined',
      clause: 'TJ51-16.1',
      body: {},
    });
    file.notes.push(
      '公安机关不予受理或者立案，案件继续处理（TJ51-16.1）。The police have declined; the case goes on here.',
    );
  }

  /** What the police return is a fact of its own; a decision that it was transferred stands no more. */
  #returned(act: ActOf<typeof policeReturn>): void {
    const { context } = this;
    const { state, file, duties } = context;
    delete state.crime;
    context.release('the police have returned it', duties.handOver);
    context.note('crime-returned', act, {});
    file.notes.push('公安机关退回，案件继续处理。Returned by the police: the case goes on here.');
    if (!state.decision) this.inquiry.newFact(act);
    else if (state.decision.outcome === 'transferred') {
      if (state.changed('return-is-a-fact')) state.facts++;
      this.decided.anew(act);
    }
  }
}
