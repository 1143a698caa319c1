/** 四（一）（三）立案查处 A case is filed from here, or was past it; its end is awaited, and the look back is owed. */
import {
  caseFiled,
  caseFiling,
  caseRefused,
  type demandOutcome,
} from '../../domain/patrol/acts.ts';
import { failedDemand, openCases } from '../../domain/patrol/state.ts';
import type { Failed, Stage } from '../../domain/patrol/terms.ts';
import { caseEnded, caseLinked, type LinkedCase } from '../../domain/penalty-case/told.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { PatrolContext } from './context.ts';

export type Ended =
  | ActOf<typeof caseEnded>
  | ActOf<typeof caseFiled>
  | ActOf<typeof caseRefused>
  | ActOf<typeof caseLinked>;

export class Cases {
  readonly context: PatrolContext;
  /** Every case has ended: the look back is owed. */
  readonly #ended: (act: Ended) => void;

  constructor(context: PatrolContext, ended: (act: Ended) => void) {
    this.context = context;
    this.#ended = ended;
  }

  offers(): void {
    const { context } = this;
    const { state } = context;
    context.offer(
      caseFiling.type,
      (act) => this.#asked(act),
      () => state.filing === undefined && ['monitoring', 'talk'].includes(state.stage),
    );
    const ours = ['duban'];
    context.offer(caseFiled.type, (act) => this.#filed(act), undefined, ours);
    context.offer(caseRefused.type, (act) => this.#refused(act), undefined, ours);
    context.offer(caseLinked.type, (act) => this.#linked(act), undefined, ours);
    context.offer(caseEnded.type, (act) => this.#over(act), undefined, ours);
  }

  /** The case itself is opened by the task, in the name of this officer: under its own law it may be refused. */
  #asked(act: ActOf<typeof caseFiling>): void {
    const { file, state } = this.context;
    const { id, officer, unit } = act;
    state.filing = {
      act: id,
      officer,
      unit,
      documentHash: act.facts.documentHash,
      at: act.occurredAt!,
    };
    state.unfiled = false;
    file.effect('patrol-filing', { state: 'pending' });
    const demand = failedDemand(state);
    if (demand) state.filing.demand = demand.act;
    if (demand) this.context.note('demand-carried', id, this.#shown(demand));
    file.task('patrol-filing', `filing:${id}`, { act: id, ...(demand && { demand }) });
  }

  #filed(act: ActOf<typeof caseFiled>): void {
    const { context } = this;
    const { file, state } = context;
    const { filing } = state;
    const { file: of, joined } = act.facts;
    this.#link(of, act.id, { told: filing?.demand });
    if (!filing) return;
    delete state.filing;
    this.carry(act);
    file.effect('patrol-filing', { state: null });
    file.notes.push(
      joined
        ? `并入立案查处案卷 ${of}。Joined that penalty case.`
        : `已立案查处：${of}。The penalty case is filed.`,
    );
    const skipped: Stage[] = state.stage === 'monitoring' ? ['talk'] : [];
    const { act: by, officer, unit, documentHash: evidence, at } = filing;
    context.enter('case', { act: by, officer, unit, at, evidence, skipped }, act);
    if (openCases(state).length === 0) this.#ended(act);
  }

  #refused(act: ActOf<typeof caseRefused>): void {
    const { file, state } = this.context;
    if (state.filing?.act !== act.facts.act) return;
    delete state.filing;
    state.unfiled = true;
    file.effect('patrol-filing', { state: act.facts.reason });
    file.notes.push(
      `未能立案（${act.facts.reason}），可以更正后重新提交。The filing was refused: it may be filed again.`,
    );
    // Of a case that was linked meanwhile this filing has told nothing, and it was not that case.
    this.carry(act);
    this.#past(act);
  }

  /** A case that was filed past this file and names it counts as if it had been filed from here. */
  #linked(act: ActOf<typeof caseLinked>): void {
    const { file, filedAt, evidence } = act.facts;
    this.#link(file, act.id, { other: this.#other(act.facts) });
    this.#heard(file, act, filedAt, evidence);
    this.#past(act);
  }

  #over(act: ActOf<typeof caseEnded>): void {
    const { context } = this;
    const { file, state } = context;
    const {
      file: of,
      outcome,
      closedAt,
      filedAt,
      investigators,
      investigated = investigators,
    } = act.facts;
    const again = state.stage === 'look-back';
    if (!state.cases.has(of)) {
      state.cases.set(of, { closedAt });
      file.effect('patrol-case', { file: of, act: act.id });
    }
    state.cases.get(of)!.closedAt = closedAt;
    this.#heard(of, act, filedAt, act.hash);
    for (const officer of investigated) state.handled.add(officer);
    file.notes.push(`立案查处 ${of} 已结案（${outcome}）。That penalty case has ended.`);
    this.#past(act);
    if (again && openCases(state).length === 0) this.#ended(act);
  }

  #heard(
    of: string,
    { id, officer, unit }: ActOf<typeof caseLinked> | ActOf<typeof caseEnded>,
    filedAt: Instant,
    evidence: string,
  ): void {
    this.context.state.cases.get(of)!.past ??= { act: id, officer, unit, evidence, filedAt };
  }

  /** The stage is that of the case which was filed past this file. Not where a filing of ours is on its way: then it is that case. */
  #past(act: Ended): void {
    const { context } = this;
    const { state } = context;
    if (state.filing || state.stage === 'look-back') return;
    const first = [...state.cases.values()].find(({ past }) => past)?.past;
    if (first && state.stage !== 'case') {
      const skipped: Stage[] = state.stage === 'monitoring' ? ['talk'] : [];
      const { filedAt, ...by } = first;
      const at = Math.max(filedAt, state.since) as Instant;
      context.enter('case', { ...by, at, skipped }, act);
      if (state.unfiled) context.file.effect('patrol-filing', { state: null });
      state.unfiled = false;
    }
    if (state.stage === 'case' && openCases(state).length === 0) this.#ended(act);
  }

  #other({ matter, matterRef }: LinkedCase): boolean {
    const { opening } = this.context;
    return matter !== opening.matter || (matterRef ?? null) !== (opening.matterRef ?? null);
  }

  /** `told`: the refusal to correct that the filing has carried there. A case that comes while the look back is owed is waited for as well. */
  #link(
    of: string,
    act: string,
    { told, other = false }: { told?: string | undefined; other?: boolean },
  ): void {
    const { context } = this;
    const { file, state } = context;
    const known = state.cases.get(of);
    if (!known) {
      state.cases.set(of, { other });
      file.effect('patrol-case', { file: of, act });
      context.releaseLookBack();
    }
    const linked = state.cases.get(of)!;
    if (told) linked.demand = told;
    if (linked.closedAt === undefined) this.#carry(of, act);
  }

  /** 四（三）A demand that fails while a case is open goes there, as does one that had failed before the case was heard of: the penalty is severe. */
  carry(act: ActOf<typeof demandOutcome> | Ended): void {
    for (const of of openCases(this.context.state)) this.#carry(of, act.id);
  }

  /** What the body may not read is named by its day and outcome only. */
  #shown({ on, outcome, file, act }: Failed): Record<string, string> {
    const { state, opening } = this.context;
    return { on, outcome, ...((file === state.file || opening.followsShown) && { file, act }) };
  }

  #carry(of: string, act: string): void {
    const { file, state } = this.context;
    const demand = failedDemand(state);
    const linked = state.cases.get(of)!;
    if (
      !demand ||
      linked.other ||
      linked.demand === demand.act ||
      state.filing?.demand === demand.act
    )
      return;
    linked.demand = demand.act;
    const key = `${demand.act}:${of}`;
    this.context.note('demand-carried', act, { ...this.#shown(demand), case: of }, key);
    file.task('patrol-demand', `demand:${key}`, { case: of, demand });
  }
}
