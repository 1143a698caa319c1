/** 现场措施 The stop order and sealing (QY-12.2, 13.3): what is sealed keeps the file open until it is released. */
import {
  sealing,
  sealingExtension,
  stopOrder,
  type sealingRelease,
} from '../../domain/inspection/conduct/acts.ts';
import type { Duties } from '../../domain/inspection/duties.ts';
import { sealedThrough } from '../../domain/inspection/outcomes.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { MovableDeadline, type ConductContext } from './context.ts';

export class Measures {
  readonly context: ConductContext;
  readonly sealings = new Map<string, MovableDeadline<Duties['releaseSealed']>>();
  #look: () => void = () => {};

  constructor(context: ConductContext) {
    this.context = context;
  }

  /** What may be filed of them; each is withdrawn by what is returned for it. */
  offers(): (() => void)[] {
    const { context } = this;
    const { state } = context;
    return [
      // 第十二条  From the first minute on: it waits for no statement, no review, no result.
      context.offer(stopOrder.type, 'QY-12.2', () => {
        context.file.notes.push('已责令停止（QY-12.2）。A stop was ordered.');
      }),
      context.offer(sealing.type, 'QY-13.3', (act) => this.sealed(act)),
      context.offer(
        sealingExtension.type,
        'QY-13.3',
        (act) => this.extended(act),
        () => [...state.sealed.values()].some((one) => !one.released && !one.extended),
      ),
    ];
  }

  // 第十三条  封存: 30 natural days, the first not counted, never rolled; once extended; released on time.
  sealed(act: ActOf<typeof sealing>): void {
    const { context } = this;
    const { state, file } = context;
    const { item } = act.facts;
    const from = civilDateOf(act.occurredAt!);
    state.sealed.set(item, {
      from,
      lastDay: sealedThrough(from),
      extended: false,
      released: false,
    });
    file.effect('sealing', { id: item, from, lastDay: sealedThrough(from), act: act.id });
    const release = new MovableDeadline(
      context,
      context.duties.releaseSealed,
      (done) => this.released(item, done),
      item,
    );
    this.sealings.set(item, release);
    release.begin(act.occurredAt!);
  }

  extended(act: ActOf<typeof sealingExtension>): void {
    const { state, file } = this.context;
    const { item, until } = act.facts;
    const sealed = state.sealed.get(item)!;
    state.sealed.set(item, { ...sealed, lastDay: until, extended: true });
    file.effect('sealing-extended', { id: item, lastDay: until });
    this.sealings
      .get(item)!
      .begin(
        act.occurredAt!,
        { act, because: 'extended with the approval of the head' },
        { unit: 'fixed', on: until },
      );
  }

  released(item: string, act: ActOf<typeof sealingRelease>): void {
    const { state, file } = this.context;
    state.sealed.set(item, { ...state.sealed.get(item)!, released: true });
    file.effect('sealing-released', {
      id: item,
      at: act.occurredAt!,
      how: act.facts.how,
    });
    this.#look();
  }

  /** What is sealed keeps the file open: false when nothing is. */
  async unsealed(): Promise<boolean> {
    const open = [...this.context.state.sealed.values()].some((one) => !one.released);
    if (open)
      await new Promise<void>((one) => {
        this.#look = one;
      });
    return open;
  }
}
