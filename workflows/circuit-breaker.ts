/**
 * 熔断 The circuit breaker of a subject: 津人社局发〔2017〕51号, six. Warned before (提前警示), it trips by itself where touches go on (持续触碰), under the clause
 * of the indicator. What touches, warns and trips is decided in the database (db/circuit-breaker/); the file holds what follows, and is woken for nothing else.
 */
import * as acts from '../domain/circuit-breaker/acts.ts';
import type { State, Warned, responseSettled, warning } from '../domain/circuit-breaker/acts.ts';
import { dutiesFor } from '../domain/circuit-breaker/duties.ts';
import { guards, notAwaited } from '../domain/circuit-breaker/guards.ts';
import type { CircuitBreakerSettings } from '../domain/circuit-breaker/settings.ts';
import type { Act } from '../domain/law/act.ts';
import type { ActOf, ActWith } from '../domain/law/acts.ts';
import type { SubjectKind } from '../domain/rapid-response/terms.ts';
import { formatInstant } from '../domain/time/civil-date.ts';
import type { Instant } from '../domain/time/instant.ts';
import { Orders } from './circuit-breaker/orders.ts';
import { Tripping } from './circuit-breaker/tripping.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface CircuitBreakerOpening extends Opening {
  letter: ActWith<Warned>;
  subject: { kind: SubjectKind; id: string };
  units: { handling: string; 'payment-division': string; subject: string };
  settings: CircuitBreakerSettings;
}

export async function circuitBreaker(opening: CircuitBreakerOpening): Promise<Closing> {
  const state: State = {
    subject: opening.subject.kind,
    warnings: new Map(),
    position: 'warned',
    unacknowledged: new Set(),
  };
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state,
    guards,
    notAwaited,
    ours: new Set(acts.ours),
    manages: true,
  });
  return file.run('TJ51-6.2', () => new CircuitBreaker(file, opening).run());
}

class CircuitBreaker {
  readonly file: CaseFile<State>;
  readonly opening: CircuitBreakerOpening;
  readonly duties: ReturnType<typeof dutiesFor>;
  readonly orders: Orders;
  readonly tripping: Tripping;
  #end: (outcome: string) => void = () => {};
  /** What is offered until the file ends: what comes later is refused, and brought to the next one. */
  #offers: (() => void)[] = [];

  constructor(file: CaseFile<State>, opening: CircuitBreakerOpening) {
    const { subject, units, settings } = opening;
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(settings);
    this.orders = new Orders(file, this.duties, subject);
    this.tripping = new Tripping(file, this.duties, this.orders, {
      subject,
      handling: units.handling,
      closed: (act) => this.reset(act, 'closed-without-suspension'),
    });
  }

  run(): Promise<string> {
    const ended = new Promise<string>((resolve) => {
      this.#end = (outcome) => {
        for (const withdraw of this.#offers.splice(0)) withdraw();
        for (const { key } of this.file.waits) this.file.release(key, outcome);
        resolve(outcome);
      };
    });
    this.tripping.move('warned');
    this.warned(this.opening.letter);
    this.#listen();
    this.#resets();
    return ended;
  }

  /** What the system itself brings. */
  #listen(): void {
    const { file, tripping, orders } = this;
    const early = { by: ['duban'], clause: 'TJ51-6.2' };
    const late = { by: ['duban'], clause: 'TJ51-6.3' };
    this.#offers.push(
      file.allow({ act: acts.warning.type, ...early }, (act) => this.warned(act)),
      file.allow({ act: acts.warningAcknowledged.type, ...early }, (act) => {
        const { item, at } = act.facts;
        file.meet(`${this.duties.deliverWarning.id}:${item}`, { ...act, servedAt: at });
      }),
      file.allow({ act: acts.warningLapsed.type, ...early }, (act) => this.lapsed(act)),
      file.allow({ act: acts.trip.type, ...late }, (act) => tripping.trip(act)),
      file.allow({ act: acts.responseOpened.type, ...late }, (act) => tripping.opened(act)),
      file.allow({ act: acts.responseFailed.type, ...late }, (act) => tripping.failed(act)),
      file.allow({ act: acts.orderAcknowledged.type, ...late }, (act) => orders.acknowledged(act)),
      file.allow({ act: acts.responseSettled.type, ...late }, (act) => this.settled(act)),
    );
  }

  // 六 A reset is a decision of 支付处 with its reason; it may come as long as nothing is cut.
  #resets(): void {
    const by = [this.opening.units['payment-division']];
    const offer = { act: acts.reset.type, by, clause: 'TJ51-6.3' };
    this.#offers.push(this.file.allow(offer, (act) => this.reset(act)));
  }

  // 六 提前警示 The warning is recorded and goes out with the register; what counts is its delivery. Brought twice, it is one.
  warned(act: ActWith<Warned> | ActOf<typeof warning>): void {
    const { file, duties, opening } = this;
    const { item, measuredAt, indicator, version, clause, cut } = act.facts;
    if (file.state.warnings.has(item)) return;
    file.state.warnings.set(item, { ...act.facts, warnedAt: act.receivedAt });
    file.enter({
      key: `warned:${item}`,
      type: 'indicator-warned',
      clause: 'TJ51-6.2',
      act: act.id,
      body: {
        subject: opening.subject,
        indicator,
        version,
        measuredAt: formatInstant(measuredAt),
        agreementClause: clause,
        cut,
      },
    });
    file.effect('breaker-warned', { item });
    void file
      .performed(duties.deliverWarning, act.receivedAt, { item })
      .then(({ act: delivery }) => {
        if (delivery) this.delivered(item, delivery);
      });
  }

  delivered(item: string, delivery: Act): void {
    const { file } = this;
    const one = file.state.warnings.get(item)!;
    // A time stated to the minute may lie before the warning that it delivers.
    one.deliveredAt = Math.max(delivery.servedAt!, one.warnedAt) as Instant;
    file.enter({
      key: `delivered:${item}`,
      type: 'warning-delivered',
      clause: 'TJ51-6.2',
      act: delivery.id,
      body: { item, deliveredAt: formatInstant(one.deliveredAt) },
    });
    file.effect('breaker-delivered', { item, at: one.deliveredAt });
  }

  /** A warning lives until its version ends. A file in which none is left, and nothing has tripped, has nothing to wait for. */
  lapsed({ facts: { item } }: ActOf<typeof acts.warningLapsed>): void {
    const { file, duties } = this;
    file.state.warnings.delete(item);
    file.release(`${duties.deliverWarning.id}:${item}`, 'the version has ended');
    if (file.state.warnings.size === 0 && file.state.position === 'warned') this.#end('lapsed');
  }

  settled(act: ActOf<typeof responseSettled>): void {
    const { file, duties, opening, tripping, orders } = this;
    const { outcome, round } = act.facts;
    if (outcome === 'ended') {
      tripping.move('ended');
      void orders.settled().then(() => {
        file.effect('breaker-reset', { at: act.receivedAt });
        this.#end('subject-ended');
      });
      return;
    }
    tripping.move('restored');
    orders.resume(act, tripping.warned);
    const by = [opening.units['payment-division']];
    file.notes.push(
      '所切断的已恢复，待支付处决定半开或者复位。What was cut is restored; the payment division decides what follows.',
    );
    this.#forReset(duties.decideAfterRestoration, act, round);
    const withdraw = file.allow({ act: acts.halfOpen.type, by, clause: 'TJ51-6.3' }, (decision) => {
      withdraw();
      this.halfOpened(decision, round);
    });
    this.#offers.push(withdraw);
  }

  /** Touches count anew from the decision on, under the warnings that stand. */
  halfOpened(act: Act, round: number): void {
    const { file, duties } = this;
    this.tripping.move('half-open');
    file.release(`${duties.decideAfterRestoration.id}:${round}`, 'half-open was decided');
    file.effect('breaker-half-open', { at: act.receivedAt });
    this.#forReset(duties.reviewHalfOpen, act, round);
  }

  #forReset(
    duty: CircuitBreaker['duties']['decideAfterRestoration' | 'reviewHalfOpen'],
    since: Act,
    round: number,
  ): void {
    void this.file.performed(duty, since.receivedAt, { round }).then(({ act }) => {
      if (act) this.reset(act);
    });
  }

  /** What was touched before is spent; a new warning is needed. */
  reset(act: Act, outcome = 'reset'): void {
    this.file.effect('breaker-reset', { at: act.receivedAt });
    this.#end(outcome);
  }
}
