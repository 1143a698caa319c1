/** 四（一）（三）警示约谈 The talk, the demand that it may set, and what becomes of it. */
import { demandOutcome, talkAbsence, warningTalk } from '../../domain/patrol/acts.ts';
import { onDay } from '../../domain/patrol/duties.ts';
import { becomes } from '../../domain/patrol/talking.ts';
import type { TalkDemand } from '../../domain/patrol/terms.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import type { PatrolContext } from './context.ts';

export class Talks {
  readonly context: PatrolContext;
  /** A demand was refused or let pass: whoever has a case open carries it there. */
  readonly #failed: (act: ActOf<typeof demandOutcome>) => void;

  constructor(context: PatrolContext, failed: (act: ActOf<typeof demandOutcome>) => void) {
    this.context = context;
    this.#failed = failed;
  }

  offers(): void {
    const { context } = this;
    const { state, file } = context;
    const may = (): boolean =>
      state.filing === undefined && (state.stage === 'monitoring' || state.stage === 'talk');
    context.offer(warningTalk.type, (act) => this.#talked(act), may);
    context.offer(
      talkAbsence.type,
      () =>
        file.notes.push(
          '通知约谈，当事人没有到场。Called for a talk, and nobody came for the party.',
        ),
      may,
    );
    // A correction that comes after all.
    context.offer(
      demandOutcome.type,
      (act) => this.#settled(act),
      () => [...state.demands.values()].some((d) => ['refused', 'let-pass'].includes(d.state)),
    );
  }

  #talked(act: ActOf<typeof warningTalk>): void {
    const { context } = this;
    const { state, file } = context;
    const { officers, documentHash, demandBy } = act.facts;
    const at = act.occurredAt!;
    for (const officer of officers) state.handled.add(officer);
    if (state.stage === 'monitoring')
      context.enter(
        'talk',
        { act: act.id, officer: act.officer, unit: act.unit, at, evidence: documentHash },
        act,
      );
    if (demandBy === undefined) return;
    const item = String(state.demands.size + 1);
    const demand: TalkDemand = { on: civilDateOf(at), by: demandBy, state: 'open' };
    state.demands.set(item, demand);
    this.#keep(item, demand, act.id, 'demand-set');
    const due = addDays(demandBy, context.opening.settings.demandDays);
    const earliest = addDays(civilDateOf(act.receivedAt), 1);
    void file
      .performed(onDay(context.duties.demand, due < earliest ? earliest : due), act.receivedAt, {
        item,
      })
      .then(({ act: outcome }) => {
        if (outcome) this.#settled(outcome);
        context.look();
      });
  }

  #settled(act: ActOf<typeof demandOutcome>): void {
    const { item, outcome, on } = act.facts;
    const demand = this.context.state.demands.get(item)!;
    const state = becomes(demand, outcome, on);
    Object.assign(demand, { state, act: act.id });
    this.#keep(item, demand, act.id, 'demand-settled');
    if (outcome !== 'met') this.#failed(act);
  }

  #keep(item: string, { on, by, state }: TalkDemand, act: string, type: string): void {
    this.context.file.effect('patrol-demand', { item, on, by, state, act });
    this.context.note(type, act, { item, on, by, state });
  }
}
