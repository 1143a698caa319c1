/** 处理 Articles 12 and 13: rectification ordered at once, tracked and re-checked; soft means; the case. What failed leads on. */
import type { resultNotice } from '../../domain/inspection/conduct/acts.ts';
import {
  rectificationOrder,
  rectificationReport,
  type caseFiling,
  type recheck,
  type softMeasure,
} from '../../domain/inspection/conduct/acts-outcomes.ts';
import { orderOf, toRectify } from '../../domain/inspection/conduct/handling.ts';
import type { OutcomeKind } from '../../domain/inspection/outcomes.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { civilDateOf, startOfDay } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ConductContext } from './context.ts';

/** Something must be put right and no notice has told it. */
const unordered = (state: ConductContext['state']): boolean =>
  toRectify(state).some((f) => !state.rectifications.some((r) => r.findings.includes(f)));

export class Outcomes {
  readonly context: ConductContext;
  #orders = 0;
  #cases = 0;
  #transfers = 0;

  constructor(context: ConductContext) {
    this.context = context;
    context.toCase = (findings, from) => this.file(findings, from);
    // Ordered as soon as it is known what must be put right: the notice of the result need not be waited for.
    context.offer(
      rectificationOrder.type,
      'QY-12.3',
      (act) => this.ordered(act),
      () => unordered(context.state),
    );
    context.offer(
      rectificationReport.type,
      'QY-12.3',
      (act) => {
        context.file.effect('rectification-reported', {
          act: act.id,
          findings: act.facts.findings,
        });
      },
      () => context.state.rectifications.some((r) => !r.rechecked),
    );
  }

  // 第十二、十三条  Each finding goes the way of which the institution was told.
  follow({ facts: { findings }, servedAt }: ActOf<typeof resultNotice>): void {
    const { context } = this;
    const { state, duties } = context;
    const ids = (kind: OutcomeKind) =>
      findings
        .filter((f) => f.outcome === kind)
        .map((f) => f.id)
        .filter((id) => !state.gone.whole && !state.gone.findings.includes(id));
    const listed = state.rectifications.flatMap((r) => r.findings);
    if (ids('rectification').some((f) => !listed.includes(f)))
      context.owe(duties.orderRectification, servedAt!, {}, (act) => this.ordered(act));
    state.toSoften = ids('soft-means');
    if (state.toSoften.length > 0)
      context.owe(duties.useSoftMeans, servedAt!, { takes: (act) => this.softened(act) }, () => {});
    this.file(ids('case-filing'), servedAt!);
    this.transfer(ids('transfer'), servedAt!);
  }

  // 第十二条（一次告知、全程跟踪、及时复核）  The re-check follows the date; it may come before, where the institution is done.
  ordered(act: ActOf<typeof rectificationOrder>): void {
    const { context } = this;
    const { state, file, duties } = context;
    const { findings, until } = act.facts;
    state.rectifications.push({
      orderedOn: civilDateOf(act.occurredAt!),
      until,
      findings,
      rechecked: false,
    });
    file.effect('rectification', {
      act: act.id,
      on: civilDateOf(act.occurredAt!),
      until,
      findings,
    });
    const round = ++this.#orders;
    context.owe(
      { ...duties.recheck, mayPrecede: true },
      startOfDay(until),
      round > 1 ? { round } : {},
      (done) => this.rechecked(done),
    );
  }

  rechecked(act: ActOf<typeof recheck>): void {
    const { state, file } = this.context;
    const { results, next } = act.facts;
    const failed = results.filter((r) => !r.conforming).map((r) => r.finding);
    const order = orderOf(
      results.map((r) => r.finding),
      state,
    )!;
    order.rechecked = true;
    file.effect('rectification-rechecked', {
      findings: order.findings,
      at: act.occurredAt!,
      conforming: failed.length === 0,
    });
    if (failed.length === 0) return;
    file.notes.push(
      `整改复核不合格：${failed.join('、')}，进入下一步（QY-12.3）。The re-check failed: ${failed.join(', ')}.`,
    );
    if (next === 'transfer') this.transfer(failed, act.occurredAt!);
    else this.file(failed, act.occurredAt!);
  }

  /** 第十三条（一）  True when none is left. */
  softened({ facts }: ActOf<typeof softMeasure>): boolean {
    const { state } = this.context;
    state.toSoften = state.toSoften.filter((f) => !facts.findings.includes(f));
    return state.toSoften.length === 0;
  }

  // 第十二条  Strictly checked, then filed or not; the case is a file of its own.
  file(findings: readonly string[], from: Instant): void {
    const { context } = this;
    const { state, duties } = context;
    if (findings.length === 0) return;
    const owedAlready = state.toFile.length > 0;
    state.toFile.push(...findings);
    if (owedAlready) return;
    const round = ++this.#cases;
    context.owe(
      duties.decideCase,
      from,
      { ...(round > 1 && { round }), takes: (act) => this.filed(act) },
      () => {},
    );
  }

  filed(act: ActOf<typeof caseFiling>): boolean {
    const { state, file } = this.context;
    const { findings, outcome, file: linked, caseNo, evidence } = act.facts;
    state.toFile = state.toFile.filter((f) => !findings.includes(f));
    if (outcome === 'filed') {
      file.notes.push(
        `已立案：${linked ?? caseNo}（QY-12.4）。A case is filed: ${linked ?? caseNo}.`,
      );
      if (linked !== undefined)
        file.task('link', `link:${act.id}`, {
          file: linked,
          evidence,
          clause: 'QY-12.4',
        });
    }
    return state.toFile.length === 0;
  }

  // 第十四条  What is not ours goes to who is competent; nothing else is done about it here.
  transfer(findings: readonly string[], from: Instant): void {
    const { context } = this;
    const { state, duties } = context;
    const left = findings.filter((f) => !state.gone.findings.includes(f));
    if (left.length === 0 || state.gone.whole) return;
    const owedAlready = state.toTransfer.length > 0;
    state.toTransfer.push(...left);
    if (owedAlready) return;
    const round = ++this.#transfers;
    context.owe(
      duties.transfer,
      from,
      { ...(round > 1 && { round }), takes: (act) => context.transferred(act) },
      () => {},
    );
  }
}
