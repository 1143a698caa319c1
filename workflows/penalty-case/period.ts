/** 办案期限 Ninety days from the filing, extended by thirty and sixty; 鉴定, 听证 and 公告 do not count. Overdue already, it is not moved. */
import {
  intervalEnd,
  intervalStart,
  periodExtension,
  type decision,
} from '../../domain/penalty-case/acts.ts';
import { calendarDays, DECISION_DAYS } from '../../domain/penalty-case/duties.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActOf } from '../../domain/law/acts.ts';
import { civilDateOf, dayNumber } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { PenaltyContext } from './context.ts';

export class Period {
  readonly context: PenaltyContext;
  readonly #decided: (act: ActOf<typeof decision>) => void;
  #round = 0;
  #from: Instant;
  /** Days that do not count so far, and since when they do not. */
  #excluded = 0;
  #pausedAt: Instant | undefined;
  /** The day up to which days have been left out: none is left out twice. */
  #leftOutUntil = 0;
  #reminders = 0;

  constructor(context: PenaltyContext, decided: (act: ActOf<typeof decision>) => void) {
    this.context = context;
    this.#decided = decided;
    this.#from = context.filedAt;
  }

  begin(from: Instant): void {
    this.#from = from;
    this.#excluded = 0;
    this.#leftOutUntil = 0;
    this.#arm();
  }

  offers(): void {
    const { context } = this;
    const { state } = context;
    const open = (): boolean => state.decision === undefined;
    context.offer(intervalStart.type, (act) => this.#started(act), open);
    context.offer(
      intervalEnd.type,
      (act) => this.#ended(act),
      () => open() && state.intervals.size > 0 && !context.isOwed(context.duties.endInterval),
    );
    context.offer(
      periodExtension.type,
      (act) => {
        state.extended += act.facts.days;
        state.approvers.push(act.facts.approvedBy);
        this.#move(act, `extended by ${act.facts.days} days`);
      },
      () => open() && state.extended <= 30 && this.#wait?.state !== 'overdue',
    );
  }

  get #wait() {
    const { file, duties } = this.context;
    return file.waits.find(({ duty }) => duty.id === duties.decide.id);
  }

  #arm(): void {
    const { context } = this;
    const { state, duties } = context;
    const limit = calendarDays(DECISION_DAYS + state.extended + this.#excluded);
    const round = ++this.#round;
    context.owe({ ...duties.decide, limit }, this.#from, round > 1 ? { round } : {}, (act) =>
      this.#decided(act),
    );
  }

  #started(act: ActOf<typeof intervalStart>): void {
    const { state, file } = this.context;
    state.intervals.set(act.facts.interval, act.occurredAt!);
    this.#remind(act);
    const wait = this.#wait;
    if (!wait || wait.state === 'overdue') return;
    this.#pausedAt = act.occurredAt!;
    file.release(wait.key, 'what does not count has begun');
  }

  /** Management: whoever has begun an interval is reminded of its end. Its end is awaited then, not only possible. */
  #remind(act: ActOf<typeof intervalStart>): void {
    const { context } = this;
    const { state, duties } = context;
    if (context.isOwed(duties.endInterval) || !state.changed('interval-reminded')) return;
    const takes = (ended: ActOf<typeof intervalEnd>): boolean => {
      this.#ended(ended);
      return state.intervals.size === 0;
    };
    const round = ++this.#reminders;
    context.owe(duties.endInterval, act.occurredAt!, { round, takes }, () => {});
  }

  #ended(act: ActOf<typeof intervalEnd>): void {
    const { state } = this.context;
    state.intervals.delete(act.facts.interval);
    if (state.intervals.size > 0 || this.#pausedAt === undefined) return;
    const began = dayNumber(civilDateOf(this.#pausedAt));
    const ended = dayNumber(civilDateOf(act.occurredAt!));
    const since =
      this.#leftOutUntil > began && state.changed('left-out-once') ? this.#leftOutUntil : began;
    this.#excluded += Math.max(0, ended - since);
    this.#leftOutUntil = Math.max(this.#leftOutUntil, ended);
    this.#pausedAt = undefined;
    this.#move(act, 'what does not count has ended');
  }

  #move(act: Pick<Act, 'id' | 'type'>, why: string): void {
    const { context } = this;
    const before = this.#wait;
    // While nothing counts the extension is kept for later.
    if (this.#pausedAt !== undefined) return;
    if (before) context.file.release(before.key, why);
    this.#arm();
    context.note('period-moved', act, {
      before: before?.due.lastDay ?? null,
      after: this.#wait!.due.lastDay ?? null,
      extended: context.state.extended,
      excluded: this.#excluded,
    });
  }
}
