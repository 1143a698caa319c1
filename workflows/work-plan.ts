/**
 * 政务服务工作方案 The plan of work of a bureau's year: 黔江 2021, annex 1 and 三（三）. Each of its rows is a file of its own, and it keeps the rhythm of
 * 周通报、月考评、季分析、年考核 by its own timers: the review of a period is opened on the first working day after it, by the calendar as it stands then.
 */
import * as acts from '../domain/work-plan/acts.ts';
import { amendment, amendmentDecision, type State } from '../domain/work-plan/acts.ts';
import { ANNEX, REVIEWS } from '../domain/work-plan/clauses.ts';
import { dutiesFor, window } from '../domain/work-plan/duties.ts';
import { guards, notAwaited } from '../domain/work-plan/guards.ts';
import type { WorkPlanSettings } from '../domain/work-plan/settings.ts';
import type { ActOf } from '../domain/law/acts.ts';
import { dueOn } from '../domain/law/duty.ts';
import { addDays, civilDate, civilDateOf, startOfDay } from '../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../domain/time/instant.ts';
import {
  firstWorkingDay,
  periodFrom,
  spans,
  type Span,
  type SpanPeriod,
} from '../domain/time/spans.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface WorkPlanOpening extends Opening {
  units: { readonly office: string; readonly [group: string]: string };
  year: number;
  issuedOn: CivilDate;
  /** Of a plan whose year was over when it was registered: when it was closed. */
  closedOn?: CivilDate;
  rows: readonly { id: string; ongoing: boolean }[];
  settings: WorkPlanSettings;
}

export async function workPlan(opening: WorkPlanOpening): Promise<Closing> {
  const file = new CaseFile<State>(opening, {
    acts: [acts],
    units: opening.units,
    state: { year: opening.year, issuedOn: opening.issuedOn, proposed: new Map() },
    guards,
    notAwaited,
    ours: new Set<string>([acts.periodOver.type]),
    manages: true,
  });
  return file.run(ANNEX, () => new WorkPlan(file, opening).run());
}

/** The window of a kind of review that is open now. */
interface Running {
  key: string;
  /** On which day its review is to be opened. */
  opensOn: CivilDate;
  /** Why it was taken up again before it was over. */
  moved: boolean;
}

class WorkPlan {
  readonly file: CaseFile<State>;
  readonly opening: WorkPlanOpening;
  readonly #running = new Map<Span, Running>();
  /** Rows without an end of their own. */
  readonly #ongoing = new Set<string>();
  #lastDay: CivilDate | undefined;
  #withdraw: () => void = () => {};

  constructor(file: CaseFile<State>, opening: WorkPlanOpening) {
    this.file = file;
    this.opening = opening;
    this.#lastDay = opening.closedOn;
    file.recounted = () => this.#again('the holiday arrangement has changed');
  }

  async run(): Promise<string> {
    const { file, opening } = this;
    // Of a year that is over, what was done is entered first; with the closing its reviews are opened.
    const late = opening.closedOn !== undefined && file.changed('entered-before-reviewed');
    if (late) this.#lastDay = undefined;
    file.stage = this.#lastDay ? 'closing' : late ? 'entering' : 'running';
    // 附件1  One file a row, also of what is without an end.
    for (const { id } of opening.rows)
      file.task('work-task-open', `row:${id}`, { plan: opening.file, row: id });
    for (const { id, ongoing } of opening.rows) if (ongoing) this.#ongoing.add(id);
    if (this.#lastDay) this.#closed(this.#lastDay);
    else this.#amendments();
    if (late) await this.#closing(opening.letter.receivedAt);
    const reviews = spans.map((span) => this.#reviews(span));
    if (!this.#lastDay) await this.#closing(startOfDay(civilDate(`${opening.year}-12-31`)));
    await Promise.all(reviews);
    return 'closed';
  }

  // The plan is closed by the office once its year is over, and what had a date is done. With that day the last periods end.
  async #closing(from: Instant): Promise<void> {
    const { file, opening } = this;
    const { closePlan } = dutiesFor(opening.settings);
    const { act } = await file.performed(closePlan, from);
    const on = opening.closedOn ?? civilDateOf(act.receivedAt);
    this.#lastDay = on;
    file.stage = 'closing';
    file.effect('work-plan-closed', { act: act.id, on });
    file.enter({
      key: 'plan-closed',
      type: 'plan-closed',
      clause: REVIEWS,
      act: act.id,
      body: { on },
    });
    this.#withdraw();
    this.#closed(on);
    this.#again('the plan is closed');
  }

  /** What is without an end ends with the plan. */
  #closed(on: CivilDate): void {
    for (const id of this.#ongoing)
      this.file.task('work-task-plan-closed', `closed:${id}`, { row: id, on });
  }

  // A plan is amended by a new document: proposed by the office, and confirmed by another person of it or of the group.
  #amendments(): void {
    const { file, opening } = this;
    const { office, ...group } = opening.units;
    const { proposed } = file.state;
    const offers = [
      file.allow({ act: amendment.type, by: [office], clause: ANNEX }, ({ id, facts }) => {
        proposed.set(id, { changes: facts.changes, correction: facts.correction ?? false });
      }),
      file.allow(
        { act: amendmentDecision.type, by: [office, ...Object.values(group)], clause: ANNEX },
        (act) => this.#decided(act),
      ),
    ];
    this.#withdraw = () => offers.forEach((withdraw) => withdraw());
  }

  #decided({ id, facts: { item, outcome }, known }: ActOf<typeof amendmentDecision>): void {
    const { file, opening } = this;
    const { changes } = file.state.proposed.get(item)!;
    file.state.proposed.delete(item);
    const confirmed = outcome === 'confirmed';
    const type = confirmed ? 'plan-amended' : 'plan-amendment-rejected';
    file.enter({
      key: `${type}:${item}`,
      type,
      clause: ANNEX,
      act: id,
      body: { amendment: item, rows: changes.map(({ kind, row }) => `${kind}:${row}`) },
    });
    if (!confirmed) return;
    file.effect('work-plan-amended', {
      amendment: item,
      act: id,
      ...(known?.units && { units: known.units }),
    });
    for (const { kind, row, dueOn, ongoing } of changes) {
      if (kind === 'withdraw') this.#ongoing.delete(row);
      else if (ongoing) this.#ongoing.add(row);
      if (kind === 'add') file.task('work-task-open', `row:${row}`, { plan: opening.file, row });
      else
        file.task('work-task-amend', `amend:${item}:${row}`, {
          amendment: item,
          kind,
          row,
          dueOn,
          ongoing,
        });
    }
  }

  // 三（三）  Period after period from the day of issue to the closing, without a gap: the next one begins with the day after the one before.
  async #reviews(span: Span): Promise<void> {
    let from = this.opening.issuedOn;
    for (;;) {
      const period = await this.#over(span, from);
      if (!period) return;
      this.#due(span, period);
      from = period.until;
    }
  }

  /** Until the review of the period that begins on this day is to be opened; nothing where the plan has been closed before that day. */
  async #over(span: Span, from: CivilDate): Promise<SpanPeriod | undefined> {
    const { file } = this;
    for (let round = 1; ; round++) {
      const period = periodFrom(span, from, this.#lastDay);
      if (!period) return undefined;
      const opensOn = firstWorkingDay(period.until, file.calendar);
      const name = `${span}:${from}${round > 1 ? `:${round}` : ''}`;
      const running = { key: `${window.id}:${name}`, opensOn, moved: false };
      this.#running.set(span, running);
      await file.until(dueOn(window, addDays(opensOn, -1)), startOfDay(from), { round: name });
      this.#running.delete(span);
      if (!running.moved) return period;
    }
  }

  /** X-2: what is still open is counted again, by the new arrangement or to the new last day. */
  #again(why: string): void {
    for (const [span, running] of this.#running) {
      const from = civilDate(running.key.split(':')[2]!);
      const period = periodFrom(span, from, this.#lastDay);
      if (period && firstWorkingDay(period.until, this.file.calendar) === running.opensOn) continue;
      running.moved = true;
      this.file.release(running.key, why);
    }
  }

  #due(span: Span, period: SpanPeriod): void {
    const { file } = this;
    const opensOn = firstWorkingDay(period.until, file.calendar);
    const { from, until, broken } = period;
    file.enter({
      key: `review-due:${span}:${from}`,
      type: 'review-due',
      clause: REVIEWS,
      body: { span, from, until, broken, opensOn },
    });
    file.task('work-review-open', `review:${span}:${from}`, { span, from, until, broken, opensOn });
  }
}
