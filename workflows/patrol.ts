/**
 * "网警"巡查 The patrol of a subject in one matter: 津人社局发〔2017〕51号, (4). 监控跟踪 → 警示约谈 → 立案查处 → 回头看: forward only, what is left out has its
 * reason, and after a penalty case the look back is owed. The text gives no number: every period here is management, shown and reminded of, never a breach.
 */
import * as acts from '../domain/patrol/acts.ts';
import { lookBack, patrolEnd, patrolFinding, patrolReport } from '../domain/patrol/acts.ts';
import { guards, notAwaited } from '../domain/patrol/guards.ts';
import { casesEndedAt, failedDemand, type State } from '../domain/patrol/state.ts';
import { keyOf, type FindingKey, type Stage } from '../domain/patrol/terms.ts';
import { caseEnded, caseLinked } from '../domain/penalty-case/told.ts';
import type { ActOf } from '../domain/law/acts.ts';
import type { Act } from '../domain/law/act.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing } from './messages.ts';
import { Cases, type Ended } from './patrol/cases.ts';
import { PatrolContext, type PatrolOpening } from './patrol/context.ts';
import { Talks } from './patrol/talks.ts';

const CLAUSE = 'TJ51-4.1';

export async function patrol(opening: PatrolOpening): Promise<Closing> {
  const state = stateOf(opening);
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited: notAwaited(state),
    ours: new Set([...acts.ours, caseLinked.type, caseEnded.type]),
  });
  state.changed = (id) => file.changed(id);
  return file.run(CLAUSE, () => new Patrol(file, opening).run());
}

const stateOf = (opening: PatrolOpening): State => ({
  file: opening.file,
  settings: opening.settings,
  subject: opening.subject,
  stage: 'monitoring',
  since: opening.foundAt,
  findings: new Set(),
  origins: new Set(),
  handled: new Set(),
  demands: new Map(),
  carried: opening.failed,
  cases: new Map(),
  changed: () => true,
});

class Patrol {
  readonly context: PatrolContext;
  readonly talks: Talks;
  readonly cases: Cases;
  /** How often the look back has been owed: anew with each further case. */
  #lookBacks = 0;

  constructor(file: CaseFile<State>, opening: PatrolOpening) {
    const context = (this.context = new PatrolContext(file, opening));
    this.cases = new Cases(context, (act) => this.#owed(act));
    this.talks = new Talks(context, (act) => this.cases.carry(act));
  }

  run(): Promise<string> {
    const { context } = this;
    const { file, opening } = context;
    const { letter, foundAt, documentHash, follows } = opening;
    return new Promise((settle) => {
      context.end = settle;
      context.enter(
        'monitoring',
        {
          act: letter.id,
          officer: letter.officer,
          unit: letter.unit,
          at: foundAt,
          evidence: documentHash,
        },
        letter,
      );
      this.#take(opening.origins, opening.findings, letter);
      if (opening.reported) this.#reported(opening.reported, letter);
      // Of a patrol that the body may not read it is told no number.
      if (follows && opening.followsShown) {
        context.note('patrol-follows', letter.id, { file: follows });
        file.notes.push(`前一巡查：${follows}。It follows that patrol.`);
      }
      if (opening.failed)
        file.notes.push(
          `前一巡查认定拒不改正（${opening.failed.on} 的要求），立案时从重（TJ51-4.3）。The patrol before has found a refusal to correct: it is carried into a case.`,
        );
      this.#offers();
    });
  }

  #offers(): void {
    const { context } = this;
    const { state } = context;
    context.offer(patrolFinding.type, (act) => {
      this.#take(act.facts.origins, act.facts.findings, act);
      if (state.stage === 'case')
        context.file.warn(
          '已立案查处：新的发现另须并入案件。The case is filed: what was found is filed there too.',
        );
    });
    // Not withdrawn with the other offers: what a system reports while the file closes opens the next one.
    context.file.allow({ act: patrolReport.type, by: ['duban'], clause: CLAUSE }, (act) =>
      this.#reported(act.facts, act),
    );
    this.talks.offers();
    this.cases.offers();
    const before = (): boolean => state.filing === undefined && state.stage !== 'case';
    context.offer(
      patrolEnd.type,
      (act) => this.#end(act),
      () => before() && state.stage !== 'look-back',
    );
    context.offer(
      lookBack.type,
      (act) => {
        this.#enterLookBack(act, ['case']);
        this.#lookedBack(act);
      },
      () => before() && state.stage === 'talk',
    );
  }

  /** Findings of the audit and files from which it comes: each once. */
  #take(
    origins: readonly string[],
    findings: readonly FindingKey[],
    act: Pick<Act, 'id' | 'hash'>,
  ): void {
    const { context } = this;
    const { file, state } = context;
    for (const origin of origins) {
      if (state.origins.has(origin)) continue;
      state.origins.add(origin);
      file.effect('patrol-origin', { file: origin, act: act.id });
      context.note('origin-linked', act.id, { file: origin }, origin);
      file.task('patrol-linked', `linked:${origin}`, { origin, evidence: act.hash });
    }
    for (const { source, finding } of findings) {
      if (state.findings.has(keyOf({ source, finding }))) continue;
      state.findings.add(keyOf({ source, finding }));
      file.effect('patrol-citation', { source, finding, act: act.id });
      context.note('finding-taken', act.id, { source, finding }, `${source}/${finding}`);
    }
  }

  #reported({ source, finding }: FindingKey, act: Pick<Act, 'id'>): void {
    const { context } = this;
    if (context.ended) {
      const data = { source, finding, after: context.opening.file };
      context.file.task('patrol-report', `again:${source}:${finding}`, data);
      return;
    }
    context.state.findings.add(keyOf({ source, finding }));
    context.file.effect('patrol-reported', { source, finding });
    context.note('finding-taken', act.id, { source, finding }, `${source}/${finding}`);
  }

  #end(act: ActOf<typeof patrolEnd>): void {
    const { context } = this;
    const { outcome } = act.facts;
    const failed = failedDemand(context.state);
    // 四（三）What no case has heard of, and nothing has corrected, stands in the next patrol.
    if (failed && outcome !== 'corrected') context.file.effect('patrol-failed', { ...failed });
    context.leave(act);
    context.close(outcome);
  }

  #enterLookBack(act: ActOf<typeof lookBack>, skipped: Stage[]): void {
    const { id, officer, unit, occurredAt } = act;
    this.context.enter(
      'look-back',
      { act: id, officer, unit, at: occurredAt!, evidence: act.facts.documentHash, skipped },
      act,
    );
  }

  /** 四（一）After the case: owed whatever its outcome, and by nothing else than itself performed. */
  #owed(act: Ended): void {
    const { context } = this;
    const { file, state, duties } = context;
    const at = casesEndedAt(state)!;
    const { id, officer, unit, hash } = act;
    if (state.stage === 'look-back') {
      // Another case has ended: what was seen while it was open counts no more.
      context.releaseLookBack();
      state.since = at;
    } else context.enter('look-back', { act: id, officer, unit, at, evidence: hash }, act);
    const round = (this.#lookBacks += 1);
    void file.performed(duties.lookBack, at, round > 1 ? { round } : {}).then(({ act: found }) => {
      if (found) this.#lookedBack(found);
    });
  }

  #lookedBack(act: ActOf<typeof lookBack>): void {
    const { context } = this;
    const { file, state } = context;
    const { outcome, officers, demand } = act.facts;
    const before = officers.filter((officer) => state.handled.has(officer)).length;
    context.note('looked-back', act.id, { outcome, officers: officers.length, before });
    if (outcome === 'corrected') return context.close('corrected');
    if (outcome === 'refused')
      file.effect(
        'patrol-failed',
        demand ? { ...demand, file: state.file, act: act.id } : { ...failedDemand(state)! },
      );
    file.task('patrol-relapse', `relapse:${act.id}`, { act: act.id });
    context.close(outcome === 'refused' ? 'refused-to-correct' : 'relapsed');
  }
}
