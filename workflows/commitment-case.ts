/**
 * 承诺制事项事中事后监管 A commitment case, from the approval until nothing is owed any more: 津医保局发〔2021〕84号, in the order of its articles.
 * TJ84 gives no number: every period is a management setting of the bureau, unless the item's implementing rule sets one.
 */
import * as acts from '../domain/commitment-case/acts.ts';
import {
  licenceRevoked,
  revocationSuggestion,
  revokedElsewhere,
} from '../domain/commitment-case/acts.ts';
import { clauseUnder, refusedUnder, type CaseBasis } from '../domain/commitment-case/basis.ts';
import { guards } from '../domain/commitment-case/guards.ts';
import { notAwaited } from '../domain/commitment-case/not-awaited.ts';
import type { State } from '../domain/commitment-case/state.ts';
import type { Guard } from '../domain/law/acts.ts';
import type { CivilDate } from '../domain/time/instant.ts';
import { Checking } from './commitment-case/checking.ts';
import { Conduct } from './commitment-case/conduct.ts';
import { CaseContext, type CommitmentOpening, type Result } from './commitment-case/context.ts';
import { HandingOver } from './commitment-case/handing-over.ts';
import { Revoking } from './commitment-case/revoking.ts';
import { Stopping } from './commitment-case/stopping.ts';
import { Supplementing } from './commitment-case/supplementing.ts';
import { CaseFile, type Rules } from './kit/case-file.ts';
import type { Closing } from './messages.ts';

export async function commitmentCase(opening: CommitmentOpening): Promise<Closing> {
  const { accepting, supervising } = opening.units;
  const { missing } = opening.letter.facts;
  const state: State = {
    type: opening.type,
    accepting,
    supervising,
    acceptors: [opening.letter.officer],
    supervisors: [],
    pushed: false,
    missing: missing.map((m) => m.material),
    supplied: [],
    checked: false,
    waiting: false,
    stopOwed: false,
    stopped: false,
    suggested: false,
    revoked: false,
    linking: false,
    dishonest: false,
    credited: false,
  };
  const { instrument } = opening.basis;
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    ...rulesUnder(instrument, guards, notAwaited(state)),
    ours: new Set<string>([licenceRevoked.type, revokedElsewhere.type]),
  });
  return file.run(clauseUnder(instrument, 'TJ84-3.2'), () =>
    new CommitmentCase(file, opening).run(),
  );
}

/** 第十七、十八条 What is refused in a case is refused under the text that governs it. */
function rulesUnder(
  instrument: CaseBasis['instrument'],
  own: typeof guards,
  unasked: ReturnType<typeof notAwaited>,
): Pick<Rules<State>, 'guards' | 'notAwaited'> {
  if (instrument === 'TJ84') return { guards: own, notAwaited: unasked };
  const under =
    (guard: Guard<State>): Guard<State> =>
    (act, state) => {
      const refusal = guard(act, state);
      return refusal && refusedUnder(instrument, refusal);
    };
  return {
    guards: Object.fromEntries(Object.entries(own).map(([act, of]) => [act, of.map(under)])),
    notAwaited: (act, possible) => refusedUnder(instrument, unasked(act, possible)),
  };
}

class CommitmentCase {
  readonly context: CaseContext;
  readonly stopping: Stopping;
  readonly supplementing: Supplementing;
  readonly handingOver: HandingOver;
  readonly checking: Checking;
  readonly revoking: Revoking;

  constructor(file: CaseFile<State>, opening: CommitmentOpening) {
    const context = new CaseContext(file, opening);
    const conduct = new Conduct(context);
    this.context = context;
    this.stopping = new Stopping(context);
    this.supplementing = new Supplementing(context);
    this.handingOver = new HandingOver(context, this.supplementing, conduct);
    this.checking = new Checking(context, this.stopping, this.supplementing, conduct);
    this.revoking = new Revoking(context);
  }

  async run(): Promise<string> {
    const { context } = this;
    this.approved();
    this.revoking.licence();
    this.revoking.elsewhere();
    const outcome = await Promise.race([this.supervision(), context.left]);
    // 第八条、第九条第二款  What demands the stop order demands it also of a result that is revoked meanwhile.
    const stop =
      context.file.state.stopOwed && context.file.changed('stop-order-outlives-revocation')
        ? this.stopping.ordered
        : undefined;
    context.releaseAll(outcome, stop !== undefined);
    await Promise.all([...context.conductOwed, stop]);
    return outcome;
  }

  async supervision(): Promise<string> {
    const archivedAt = await this.handingOver.archiving();
    const pushedAt = await this.handingOver.pushing(archivedAt);
    let since = await this.handingOver.distributing(pushedAt);
    this.checking.since = { push: pushedAt, distribution: since };
    for (;;) {
      const result = await this.checking.checking(since);
      const promisedOn =
        this.context.opening.type === 'certification'
          ? this.certification(result)
          : this.credit(result);
      if (promisedOn === undefined) break;
      since = await this.supplementing.completing(result, promisedOn);
    }
    this.handingOver.endReassignment();
    await this.context.settled();
    return this.context.file.state.result!;
  }

  // 第二、三条  The case is of one type only and begins with an approval; from now on the result stands in the registry and outlives the file.
  // One department may be on both sides: then two persons are.
  approved(): void {
    const { file, opening } = this.context;
    opening.remarks.forEach((remark) => file.warn(remark));
    file.effect('result-registered', {});
  }

  // 第八条  证明事项告知承诺制: facts that differ from the commitment are enough; the stop order follows at once and waits for nothing.
  certification(result: Result): undefined {
    if (result.facts.result === 'not-conforming') this.stop(result);
  }

  // 第九条第二款  信用承诺制: a stop needs 不符 and the judgement that the materials cannot be completed to the standard;
  // while they can, the case waits for the promised date and is judged again, as often as it takes.
  credit(result: Result): CivilDate | undefined {
    const { facts } = result;
    if (facts.result === 'conforming') return undefined;
    if (facts.result === 'to-supplement' || facts.canSupplement) return facts.promisedOn;
    this.stop(result);
    return undefined;
  }

  // 第八条、第九条第二款  The handling suggestion that comes with the feedback may be to revoke; the stop is ordered if the check has not demanded it.
  stop(result: Result): void {
    const { duties, opening } = this.context;
    this.supplementing.withdraw();
    this.stopping.order(result.receivedAt);
    if (result.facts.suggestion === 'revoke')
      this.context.owed.push(
        this.context
          .step(duties.suggestRevocation, result.receivedAt)
          .then((act) => this.revoking.suggested(act)),
      );
    else
      this.context.offer(
        revocationSuggestion.type,
        opening.units.supervising,
        'TJ84-10.1',
        (act) => this.revoking.suggested(act),
        true,
      );
  }
}
