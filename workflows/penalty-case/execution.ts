/** 执行 What a decision orders is carried out: money in its parts, each by its day, and the steps of the ladder. What has fallen is carried out no more. */
import { executionEnd, instalments, type execution } from '../../domain/penalty-case/acts.ts';
import { onDay } from '../../domain/penalty-case/duties.ts';
import { paid, type Measure } from '../../domain/penalty-case/measures.ts';
import { openItems, type Execution as Item } from '../../domain/penalty-case/state.ts';
import { surchargeOf } from '../../domain/penalty-case/surcharge.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { PenaltyContext } from './context.ts';

type Record = ActOf<typeof execution>;

export class Execution {
  readonly context: PenaltyContext;
  /** Called when nothing is left to be carried out. */
  readonly #done: (from: Instant) => void;
  #rounds = 0;

  constructor(context: PenaltyContext, done: (from: Instant) => void) {
    this.context = context;
    this.#done = done;
  }

  offers(): void {
    const { context } = this;
    const { state } = context;
    // Between a change and its service nothing of what was decided before is settled any more.
    const stands = (): boolean =>
      state.decision?.servedAt !== undefined || !state.changed('old-items-rest');
    const owed = (): boolean =>
      [...state.execution.values()].some((x) => !x.done && x.owedFen > 0) && stands();
    context.offer(
      instalments.type,
      (act) => {
        const { item, parts } = act.facts;
        const x = state.execution.get(item)!;
        const settled = { amountFen: x.paidFen, on: civilDateOf(act.receivedAt) };
        x.parts = [...(x.paidFen > 0 ? [settled] : []), ...parts];
        state.approvers.push(act.facts.approvedBy);
        this.#releaseItem(item, 'instalments are approved');
        this.#collect(item, act.receivedAt);
      },
      owed,
    );
    context.offer(
      executionEnd.type,
      (act) => {
        const { item, how } = act.facts;
        context.note('execution-ended', act, { item, how });
        this.#releaseItem(item, how === 'court' ? 'a court has taken it' : 'ended by law');
        this.#finish(item, act.receivedAt);
      },
      () => openItems(state).length > 0 && stands(),
    );
  }

  /** From the service on. What was paid under an earlier decision of the case counts. */
  begin(measures: readonly Measure[], servedAt: Instant): void {
    const { state, opening } = this.context;
    const before = new Map(state.execution);
    state.execution.clear();
    if (state.refundFen > 0 && !state.changed('refunds-kept')) state.refundFen = 0;
    for (const { measure, amountFen = 0, by } of measures) {
      if (measure === 'warn') continue;
      const money = paid.includes(measure);
      const paidFen = Math.min(before.get(measure)?.paidFen ?? 0, amountFen);
      const on = addDays(civilDateOf(servedAt), opening.settings.payDays);
      const done = money ? paidFen === amountFen : before.get(measure)?.done === true;
      state.execution.set(measure, {
        owedFen: money ? amountFen : 0,
        paidFen,
        surchargeFen: before.get(measure)?.surchargeFen ?? 0,
        parts: money ? [{ amountFen, on }] : [],
        done,
      });
      if (done) continue;
      if (money) this.#collect(measure, servedAt);
      else this.#carryOut(measure, servedAt, by);
    }
    for (const [kind, x] of before)
      state.refundFen += Math.max(0, x.paidFen - (state.execution.get(kind)?.owedFen ?? 0));
    if (openItems(state).length === 0) this.#done(servedAt);
  }

  /** What has been paid under a decision that has fallen. */
  fall(): void {
    const { context } = this;
    const { state, duties } = context;
    context.release('the decision has fallen', duties.collect, duties.carryOut, duties.close);
    const before = state.refundFen > 0 && state.changed('refunds-kept') ? state.refundFen : 0;
    state.refundFen = [...state.execution.values()].reduce(
      (sum, x) => sum + x.paidFen + x.surchargeFen,
      before,
    );
    state.execution.clear();
  }

  /** The steps of the ladder: 限期整改 by its day, the others as the bureau has set. */
  #carryOut(item: string, from: Instant, by: Measure['by']): void {
    const { context } = this;
    const { carryOut } = context.duties;
    const earliest = addDays(civilDateOf(from), 1);
    const duty = by === undefined ? carryOut : onDay(carryOut, by < earliest ? earliest : by);
    context.owe(duty, from, { item, round: ++this.#rounds }, (act) =>
      this.#finish(item, act.receivedAt),
    );
  }

  /** 收缴 The part that is due next: it is performed by whatever has covered it. */
  #collect(item: string, from: Instant): void {
    const { context } = this;
    const x = context.state.execution.get(item)!;
    const next = x.parts[coveredParts(x).length];
    if (!next) return this.#finish(item, from);
    const upTo = sumOf(x.parts.slice(0, coveredParts(x).length + 1));
    context.owe(
      onDay(context.duties.collect, next.on),
      from,
      {
        item,
        round: ++this.#rounds,
        takes: (act: Record) => {
          this.#late(item, x, next, act);
          x.paidFen += act.facts.paidFen ?? 0;
          x.surchargeFen += act.facts.surchargeFen ?? 0;
          return x.paidFen >= upTo;
        },
      },
      (act) => this.#collect(item, act.receivedAt),
    );
  }

  /** 加处罚款 A fine that is paid late: so much a day of what is late, never above the fine. Computed and shown; the text says nothing of it. */
  #late(item: string, x: Item, part: Item['parts'][number], act: Record): void {
    if (item !== 'fine') return;
    const { opening } = this.context;
    const upTo = sumOf(x.parts.slice(0, x.parts.indexOf(part) + 1));
    const { days, amountFen } = surchargeOf({
      lateFen: Math.min(act.facts.paidFen ?? 0, upTo - x.paidFen),
      dueOn: part.on,
      paidOn: civilDateOf(act.occurredAt ?? act.receivedAt),
      perMille: opening.settings.surchargePerMille,
    });
    if (days === 0) return;
    this.context.note('surcharge-computed', act, {
      item,
      days,
      amountFen,
      label: '管理设定，依行政处罚法第七十二条 management',
    });
    this.context.file.notes.push(
      `罚款逾期 ${days} 日缴纳，加处罚款 ${amountFen} 分（管理设定）。Paid ${days} days late: ${amountFen} fen are added.`,
    );
  }

  #releaseItem(item: string, why: string): void {
    const { file } = this.context;
    for (const { key, item: of } of file.waits) if (of === item) file.release(key, why);
  }

  #finish(item: string, from: Instant): void {
    const { state } = this.context;
    const x = state.execution.get(item);
    if (!x) return;
    x.done = true;
    if (openItems(state).length === 0) this.#done(from);
  }
}

const sumOf = (parts: Item['parts']): number =>
  parts.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** The parts that are paid, in their order. */
function coveredParts({ parts, paidFen }: Item): Item['parts'] {
  let n = 0;
  while (n < parts.length && sumOf(parts.slice(0, n + 1)) <= paidFen) n++;
  return parts.slice(0, n);
}
