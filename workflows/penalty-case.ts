/**
 * 立案查处 The penalty case of the supervision body: 津人社局发〔2017〕51号, (14): 立案 → 调查 → 法制审核 → 处理处罚 → 执行 → 结案, in that order.
 * What follows which is said by the guards and by what can be filed; here stands how the steps lead into each other.
 */
import * as acts from '../domain/penalty-case/acts.ts';
import * as crimeActs from '../domain/penalty-case/crime-acts.ts';
import type { closure } from '../domain/penalty-case/acts.ts';
import { guards, notAwaited } from '../domain/penalty-case/guards.ts';
import { mayClose, type State } from '../domain/penalty-case/state.ts';
import type { ActOf } from '../domain/law/acts.ts';
import { due } from '../domain/time/due.ts';
import type { Instant } from '../domain/time/instant.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing } from './messages.ts';
import { PenaltyContext, type PenaltyOpening } from './penalty-case/context.ts';
import { Crime } from './penalty-case/crime.ts';
import { Decided } from './penalty-case/decided.ts';
import { Execution } from './penalty-case/execution.ts';
import { Handling } from './penalty-case/handling.ts';
import { Inquiry } from './penalty-case/inquiry.ts';
import { Period } from './penalty-case/period.ts';
import { Supervision } from './penalty-case/supervision.ts';

export async function penaltyCase(opening: PenaltyOpening): Promise<Closing> {
  const state = stateOf(opening);
  const file = new CaseFile(opening, {
    acts: [acts, crimeActs],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(state),
    ours: new Set([acts.caseOrigin.type]),
  });
  state.changed = (id) => file.changed(id);
  state.lastDay = (from, limit) => due(from, limit, file.calendar).lastDay;
  return file.run('TJ51-14.1', () => new PenaltyCase(file, opening).run());
}

const stateOf = (opening: PenaltyOpening): State => ({
  subject: opening.subject.kind,
  matter: opening.matter,
  settings: opening.settings,
  filedAt: opening.letter.occurredAt ?? opening.letter.receivedAt,
  supervisionUnit: opening.units['supervision-body'],
  superiors: opening.superiors,
  demand: opening.demand,
  origins: [],
  facts: 1,
  investigators: [],
  investigated: [],
  grouped: [],
  reviewers: [],
  approvers: [opening.approvedBy],
  recused: [],
  preserved: new Set(),
  preservedEver: new Set(),
  intervals: new Map(),
  extended: 0,
  fallen: false,
  execution: new Map(),
  refundFen: 0,
  changed: () => true,
  lastDay: () => undefined,
});

class PenaltyCase {
  readonly context: PenaltyContext;
  readonly inquiry: Inquiry;
  readonly handling: Handling;
  readonly decided: Decided;
  readonly crime: Crime;
  readonly supervision: Supervision;
  readonly #closed: Promise<ActOf<typeof closure>>;
  #close: (act: ActOf<typeof closure>) => void = () => {};
  #closings = 0;

  constructor(file: CaseFile<State>, opening: PenaltyOpening) {
    const context = (this.context = new PenaltyContext(file, opening));
    const finished = (from: Instant): void => this.#finished(from);
    this.inquiry = new Inquiry(context);
    this.handling = new Handling(context, this.inquiry);
    const execution = new Execution(context, finished);
    this.decided = new Decided(context, this.inquiry, {
      execution,
      finished,
      period: (decided) => new Period(context, decided),
    });
    this.crime = new Crime(context, this.inquiry, this.decided);
    this.supervision = new Supervision(context);
    this.#closed = new Promise((close) => {
      this.#close = close;
    });
    execution.offers();
  }

  async run(): Promise<string> {
    const { context } = this;
    const { file, opening, state } = context;
    if (opening.supersedes) {
      const { file: of, outcome } = opening.supersedes;
      file.effect('penalty-decision-superseded', {
        of,
        state: outcome === 'annulled' ? 'fallen' : 'changed',
        act: opening.letter.id,
        at: opening.letter.occurredAt ?? opening.letter.receivedAt,
      });
      context.note('decision-superseded', opening.letter, { of, outcome });
      file.notes.push(`${of} 的决定已被撤销或者变更。The decision of that case stands no more.`);
    }
    this.inquiry.begin();
    this.decided.begin();
    this.handling.offers();
    this.supervision.offers();
    this.crime.offers();
    const closed = await this.#closed;
    context.end('the case is closed');
    for (const origin of state.origins) this.#tell(origin, closed);
    this.inquiry.late = (origin) => this.#tell(origin, closed);
    return state.fallen ? 'annulled' : state.decision!.outcome;
  }

  /** 结案 Nothing is left to be done: the head approves the closure. */
  #finished(from: Instant): void {
    const { context } = this;
    const { file, duties, state } = context;
    if (state.refundFen > 0 && !context.isOwed(duties.refundPaid)) {
      context.owe(duties.refundPaid, from, { round: `over-${state.decision!.number}` }, (act) => {
        state.refundFen = 0;
        // Under a decision that is made anew meanwhile there is nothing to close.
        if (mayClose(state) || !state.changed('refunds-kept')) this.#finished(act.receivedAt);
      });
    }
    if (state.refundFen > 0 || context.isOwed(duties.close)) return;
    file.stage = 'closing';
    const round = ++this.#closings;
    context.owe(duties.close, from, round > 1 ? { round } : {}, (act) => this.#close(act));
  }

  /** The files that it came from are told that it has ended. */
  #tell(origin: string, closed: ActOf<typeof closure>): void {
    const { file, state } = this.context;
    file.task('penalty-case-ended', `ended:${origin}`, {
      origin,
      act: closed.id,
      outcome: state.fallen ? 'annulled' : state.decision!.outcome,
      closedAt: closed.occurredAt ?? closed.receivedAt,
    });
  }
}
