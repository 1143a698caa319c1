/** 暂停发布 While nothing may be published or approved none of it is due; the rest of each period is counted once it goes on. Overdue already, it is not moved. */
import type { approval, pause, publication } from '../../domain/publicity/acts.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import type { Wait } from '../../domain/law/wait.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { PublicityContext } from './context.ts';

interface Performed {
  approved: (act: ActOf<typeof approval>) => void;
  published: (act: ActOf<typeof publication>) => void;
}
type Rest = { duty: 'approve' | 'publish'; item: string | undefined; from: Instant; days: number };

export class Pausing {
  readonly context: PublicityContext;
  readonly #performed: Performed;
  #rest: Rest[] = [];

  constructor(context: PublicityContext, performed: Performed) {
    this.context = context;
    this.#performed = performed;
  }

  /** On which channels something is owed again after the pause. */
  get channels(): string[] {
    return this.#rest.flatMap(({ item }) => item ?? []);
  }

  paused(act: ActOf<typeof pause>): void {
    const { context } = this;
    const at = act.receivedAt;
    context.state.pausedAt = at;
    if (!context.state.changed('pause-suspends')) return;
    for (const duty of ['approve', 'publish'] as const)
      for (const wait of context.owed(duty)) {
        if (wait.state === 'overdue') continue;
        const days = this.#daysLeft(wait, at);
        this.#rest.push({ duty, item: wait.item, from: wait.from, days });
        context.file.release(wait.key, 'it is paused');
      }
    context.note('publicity-paused', act, {});
  }

  resumed(act: ActOf<typeof pause>): void {
    const { context } = this;
    this.end(act.receivedAt);
    if (!context.state.changed('pause-suspends')) return;
    context.note('publicity-resumed', act, {});
    const duties = context.duties(act.receivedAt);
    const { approved, published } = this.#performed;
    for (const { duty, item, from, days } of this.#rest.splice(0)) {
      const limit = context.days(from, act.receivedAt, days);
      const which = { ...(item !== undefined && { item }), ...context.round() };
      if (duty === 'approve') context.owe({ ...duties.approve, limit }, from, which, approved);
      else context.owe({ ...duties.publish, limit }, from, which, published);
    }
  }

  /** Without going on: the decision stands no more. */
  end(at: Instant): void {
    const { state } = this.context;
    if (state.pausedAt === undefined) return;
    state.pauses.push({ from: state.pausedAt, until: at });
    delete state.pausedAt;
  }

  /** What was to be published after the pause; it is not any more. */
  drop(item?: string): string[] {
    const dropped = item === undefined ? this.channels : [];
    this.#rest = item === undefined ? [] : this.#rest.filter((rest) => rest.item !== item);
    return dropped;
  }

  /** 余下期限 Working days of the period that were not over when the pause began, at least one. */
  #daysLeft({ due, duty }: Wait, at: Instant): number {
    const whole = duty.limit.unit === 'working-days' ? duty.limit.count : 1;
    if (!due.lastDay) return whole;
    const day = addDays(civilDateOf(at), -1);
    return Math.max(1, Math.min(whole, this.context.workingDays(day, due.lastDay)));
  }
}
