/** 停付、恢复支付 What the settlement system is told, and when the money really stopped or flowed again: two instants, and the gap between them. TJ51-6.3. */
import type { orderAcknowledged, State, trip, Warned } from '../../domain/circuit-breaker/acts.ts';
import type { dutiesFor } from '../../domain/circuit-breaker/duties.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { CaseFile } from '../kit/case-file.ts';

type Duties = ReturnType<typeof dutiesFor>;
type Kind = 'stop' | 'resume';
interface Order {
  kind: Kind;
  item: string;
  decidedAt: Instant;
  orderedAt: Instant;
}

export class Orders {
  readonly #file: CaseFile<State>;
  readonly #duties: Duties;
  readonly #subject: { kind: string; id: string };
  #settled: (() => void)[] = [];

  constructor(file: CaseFile<State>, duties: Duties, subject: { kind: string; id: string }) {
    this.#file = file;
    this.#duties = duties;
    this.#subject = subject;
  }

  /** The suspension leaves at once, as an entry of the register to every receiver. */
  stop(act: Act, tripped: ActOf<typeof trip>, warned: Warned): void {
    const { round, decidedAt } = tripped.facts;
    this.#order(
      act,
      { kind: 'stop', item: `stop:${round}`, decidedAt, orderedAt: act.receivedAt },
      {
        agreementClause: warned.clause,
        cut: warned.cut,
        response: String(act.facts['response']),
      },
    );
  }

  /** A stop that was never acknowledged is asked for no more: its resumption is. */
  resume(act: Act, warned: Warned): void {
    const round = Number(act.facts['round']);
    this.#done(`stop:${round}`);
    this.#file.release(this.#keyOf('stop', `stop:${round}`), 'it is to be resumed');
    const decidedAt = act.facts['at'] as Instant;
    const order = {
      kind: 'resume',
      item: `resume:${round}`,
      decidedAt,
      orderedAt: act.receivedAt,
    } as const;
    this.#order(act, order, { agreementClause: warned.clause, cut: warned.cut });
  }

  /** By a signed event of the settlement system; one that comes again, or of an order that nobody waits for, changes nothing. */
  acknowledged(act: ActOf<typeof orderAcknowledged>): void {
    const { item, at } = act.facts;
    const kind: Kind = item.startsWith('stop') ? 'stop' : 'resume';
    this.#file.meet(this.#keyOf(kind, item), { ...act, occurredAt: at });
  }

  /** Resolves when nothing is unacknowledged. */
  settled(): Promise<void> {
    return this.#file.state.unacknowledged.size === 0
      ? Promise.resolve()
      : new Promise((resolve) => this.#settled.push(resolve));
  }

  #order(act: Act, order: Order, more: Readonly<Record<string, string>>): void {
    const { kind, item, decidedAt, orderedAt } = order;
    this.#file.state.unacknowledged.add(item);
    this.#file.enter({
      key: `ordered:${item}`,
      type: kind === 'stop' ? 'stop-ordered' : 'resume-ordered',
      clause: 'TJ51-6.3',
      act: act.id,
      body: {
        order: item,
        subject: this.#subject,
        decidedAt: formatInstant(decidedAt),
        orderedAt: formatInstant(orderedAt),
        ...more,
      },
    });
    this.#file.effect('breaker-order', { ...order, ...more });
    const duty = kind === 'stop' ? this.#duties.acknowledgeStop : this.#duties.acknowledgeResume;
    void this.#file.performed(duty, orderedAt, { item }).then(({ act: done }) => {
      if (done) this.#money(order, done);
    });
  }

  #money({ kind, item, decidedAt, orderedAt }: Order, done: Act): void {
    const at = done.occurredAt!;
    this.#done(item);
    this.#file.enter({
      key: `money:${item}`,
      type: kind === 'stop' ? 'money-stopped' : 'money-resumed',
      clause: 'TJ51-6.3',
      act: done.id,
      body: {
        order: item,
        decidedAt: formatInstant(decidedAt),
        orderedAt: formatInstant(orderedAt),
        at: formatInstant(at),
        gapMs: at - decidedAt,
      },
    });
    this.#file.effect('breaker-acknowledged', { item, at });
  }

  #done(item: string): void {
    this.#file.state.unacknowledged.delete(item);
    if (this.#file.state.unacknowledged.size === 0)
      for (const resolve of this.#settled.splice(0)) resolve();
  }

  #keyOf(kind: Kind, item: string): string {
    const duty = kind === 'stop' ? this.#duties.acknowledgeStop : this.#duties.acknowledgeResume;
    return `${duty.id}:${item}`;
  }
}
