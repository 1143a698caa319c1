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
import { Moving, type Course } from './course.ts';

export class Measures {
  readonly course: Course;
  readonly sealings = new Map<string, Moving<Duties['releaseSealed']>>();
  #look: () => void = () => {};

  constructor(course: Course) {
    this.course = course;
  }

  /** What may be filed of them; each is withdrawn by what is returned for it. */
  offers(): (() => void)[] {
    const { course } = this;
    const { s } = course;
    return [
      // 第十二条  From the first minute on: it waits for no statement, no review, no result.
      course.offer(stopOrder.type, 'QY-12.2', () => {
        course.file.notes.push('已责令停止（QY-12.2）。A stop was ordered.');
      }),
      course.offer(sealing.type, 'QY-13.3', (act) => this.sealed(act)),
      course.offer(
        sealingExtension.type,
        'QY-13.3',
        (act) => this.extended(act),
        () => [...s.sealed.values()].some((one) => !one.released && !one.extended),
      ),
    ];
  }

  // 第十三条  封存: 30 natural days, the first not counted, never rolled; once extended; released on time.
  sealed(act: ActOf<typeof sealing>): void {
    const { course } = this;
    const { s, file } = course;
    const { item } = act.facts;
    const from = civilDateOf(act.occurredAt!);
    s.sealed.set(item, { from, lastDay: sealedThrough(from), extended: false, released: false });
    file.effect('sealing', { id: item, from, lastDay: sealedThrough(from), act: act.id });
    const release = new Moving(
      course,
      course.duties.releaseSealed,
      (done) => this.released(item, done),
      item,
    );
    this.sealings.set(item, release);
    release.begin(act.occurredAt!);
  }

  extended(act: ActOf<typeof sealingExtension>): void {
    const { s, file } = this.course;
    const { item, until } = act.facts;
    const sealed = s.sealed.get(item)!;
    s.sealed.set(item, { ...sealed, lastDay: until, extended: true });
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
    const { s, file } = this.course;
    s.sealed.set(item, { ...s.sealed.get(item)!, released: true });
    file.effect('sealing-released', {
      id: item,
      at: act.occurredAt!,
      how: act.facts.how,
    });
    this.#look();
  }

  /** What is sealed keeps the file open: false when nothing is. */
  async unsealed(): Promise<boolean> {
    const open = [...this.course.s.sealed.values()].some((one) => !one.released);
    if (open)
      await new Promise<void>((one) => {
        this.#look = one;
      });
    return open;
  }
}
