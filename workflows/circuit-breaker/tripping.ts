/** 跳闸 The trip (持续触碰): at once and by itself, under the clause of the indicator; the response opens first, then the money is stopped. TJ51-6.3. */
import type {
  responseFailed,
  responseOpened,
  State,
  trip,
  Warned,
} from '../../domain/circuit-breaker/acts.ts';
import type { dutiesFor } from '../../domain/circuit-breaker/duties.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { CaseFile } from '../kit/case-file.ts';
import type { Orders } from './orders.ts';

export interface Owner {
  subject: { kind: string; id: string };
  handling: string;
  /** Where the trip could not be carried out and its owner gives it up. */
  closed: (act: Act) => void;
}

export class Tripping {
  readonly #file: CaseFile<State>;
  readonly #duties: ReturnType<typeof dutiesFor>;
  readonly #orders: Orders;
  readonly #owner: Owner;
  #tripped: ActOf<typeof trip> | undefined;
  #warned: Warned | undefined;
  #attempts = 0;

  constructor(
    file: CaseFile<State>,
    duties: ReturnType<typeof dutiesFor>,
    orders: Orders,
    owner: Owner,
  ) {
    this.#file = file;
    this.#duties = duties;
    this.#orders = orders;
    this.#owner = owner;
  }

  move(position: State['position']): void {
    this.#file.state.position = position;
    this.#file.stage = position;
  }

  /** The warning on which the last trip rests, also when its version has ended since. */
  get warned(): Warned {
    return this.#warned!;
  }

  trip(act: ActOf<typeof trip>): void {
    const { item, touches, first, last, decidedAt, round } = act.facts;
    for (const { key, duty } of this.#file.waits)
      if (duty.id === this.#duties.reviewHalfOpen.id)
        this.#file.release(key, 'it has tripped again');
    this.#tripped = act;
    this.#warned = this.#file.state.warnings.get(item)!;
    this.move('tripped');
    const { clause, cut } = this.warned;
    this.#file.enter({
      key: `tripped:${round}`,
      type: 'breaker-tripped',
      clause: 'TJ51-6.3',
      act: act.id,
      body: {
        subject: this.#owner.subject,
        item,
        touches,
        first: formatInstant(first),
        last: formatInstant(last),
        decidedAt: formatInstant(decidedAt),
        agreementClause: clause,
        cut,
      },
    });
    this.#write();
  }

  /** The letter of direction B: a task, for it is another file's. */
  #write(): void {
    const { round, decidedAt } = this.#tripped!.facts;
    const { clause, cut } = this.warned;
    const attempt = ++this.#attempts;
    const { subject, handling } = this.#owner;
    const data = { round, attempt, decidedAt, clause, cut, subject, handling };
    this.#file.task('breaker-letter', `letter:${attempt}`, data);
  }

  /** The response stands: nobody is cut off without a file that leads back. */
  opened(act: ActOf<typeof responseOpened>): void {
    const { response, joined } = act.facts;
    this.move('open');
    this.#file.notes.push(
      joined
        ? `并入快速反应案卷 ${response}，同一主体只有一次暂停。The trip joined ${response}; there is one suspension.`
        : `已立快速反应案卷 ${response}（方向 B）。It has opened the rapid response ${response}.`,
    );
    this.#orders.stop(act, this.#tripped!, this.warned);
  }

  // Nothing could be suspended: no agreement, no clause in it, the subject has ended, or nobody handles it. Nothing is lost; its owner decides.
  failed({ id, receivedAt, facts: { reason } }: ActOf<typeof responseFailed>): void {
    this.move('attention');
    this.#file.warn(
      `熔断未能执行（${reason}），待经办单位处理。The trip could not be carried out (${reason}); the handling body decides.`,
    );
    const round = id;
    void this.#file
      .performed(this.#duties.settleAttention, receivedAt, { round })
      .then(({ act }) => {
        if (!act) return;
        if (act.facts.outcome === 'close') return this.#owner.closed(act);
        this.move('tripped');
        this.#write();
      });
  }
}
