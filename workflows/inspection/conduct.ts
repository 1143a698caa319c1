/**
 * 检查的实施 From the accepted start to the close: 庆阳 2025, articles 10 to 14, in their order.
 * On site here; measures in measures.ts, the result in result.ts, what follows it in outcomes.ts, transfers in transfer.ts.
 */
import type { InspectionOpening, InspectionState } from '../../domain/inspection/acts.ts';
import {
  abandonment,
  endCorrection,
  onSiteRecord,
  pause,
  resume,
  teamChange,
  type inspectionEnd,
} from '../../domain/inspection/conduct/acts.ts';
import { lastOn } from '../../domain/inspection/conduct/ending.ts';
import { outcomesOf } from '../../domain/inspection/conduct/found.ts';
import { enforcersAfter } from '../../domain/inspection/conduct/on-site.ts';
import type { Duties } from '../../domain/inspection/duties.ts';
import type { Act } from '../../domain/law/act.ts';
import type { ActIn, ActOf } from '../../domain/law/acts.ts';
import { addDays, civilDateOf, startOfDay } from '../../domain/time/civil-date.ts';
import { due, inTime } from '../../domain/time/due.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import { Course, Moving } from './course.ts';
import { Measures } from './measures.ts';
import { Outcomes } from './outcomes.ts';
import { Result } from './result.ts';
import { Transfers } from './transfer.ts';
import type { CaseFile } from '../kit/case-file.ts';

const paused =
  '现场不足两名执法人员，检查暂停（QY-10.6）。Paused: fewer than two officers are there.';

/** The outcome with which the file closes. */
export async function conduct(
  file: CaseFile<InspectionState>,
  opening: InspectionOpening,
  start: Pick<Act, 'occurredAt' | 'receivedAt'>,
): Promise<string> {
  const course = new Course(file, opening);
  course.s.onSite = opening.onSite;
  course.s.startedAt = start.occurredAt ?? start.receivedAt;
  return new Conduct(course).run();
}

class Conduct {
  readonly course: Course;
  readonly result: Result;
  readonly recordEnd: Moving<Duties['recordEnd']>;
  readonly measures: Measures;
  readonly withdrawals: (() => void)[] = [];
  transfers?: Transfers;

  constructor(course: Course) {
    this.course = course;
    this.result = new Result(course);
    this.measures = new Measures(course);
    course.file.recounted = (notice) => this.result.recounted(notice);
    this.recordEnd = new Moving(course, course.duties.recordEnd, (act) => this.ended(act));
  }

  async run(): Promise<string> {
    const { course, result } = this;
    const { s } = course;
    this.onSite();
    this.withdrawals.push(...this.measures.offers());
    this.ending();
    const outcomes = new Outcomes(course);
    this.transfers = new Transfers(course);
    const told = await result.told;
    const outcome = s.end!.abandoned
      ? 'abandoned'
      : outcomesOf(told.facts.findings, s.gone.whole).join('+');
    outcomes.follow(told);
    do await course.settled();
    while (await this.measures.unsealed());
    for (const withdraw of this.withdrawals) withdraw();
    return outcome;
  }

  offer<T extends string>(
    act: T,
    clause: string,
    accept: (act: ActIn<{ act: T }>) => void,
    when?: () => boolean,
  ): void {
    this.withdrawals.push(this.course.offer(act, clause, accept, when));
  }

  // 第十条  Two officers on every day; one dropping out pauses it; a record for each entry.
  onSite(): void {
    const { course } = this;
    const { s, file } = course;
    this.offer(
      onSiteRecord.type,
      'QY-10.7',
      (act) => this.recorded(act),
      () => s.onSite,
    );
    this.offer(
      pause.type,
      'QY-10.6',
      (act) => this.pause(act, act.facts.officer),
      () => s.onSite && !s.end && s.pausedAt === undefined,
    );
    this.offer(
      resume.type,
      'QY-10.6',
      (act) => {
        s.pauses.push({ from: s.pausedAt!, until: act.occurredAt! });
        delete s.pausedAt;
        file.notes.splice(file.notes.indexOf(paused), 1);
        course.note('resumed', 'QY-10.6', 'inspection-resumed', act, {});
      },
      () => s.pausedAt !== undefined,
    );
    this.offer(
      teamChange.type,
      'QY-10.6',
      (act) => {
        const { leaves, joins, role } = act.facts;
        file.effect('inspection-team', { leaves: leaves ?? null, joins: joins ?? null, role });
        if (s.onSite && s.pausedAt === undefined && enforcersAfter(act) < 2)
          this.pause(act, leaves ?? null);
      },
      () => !s.result,
    );
  }

  pause(act: Pick<Act, 'id' | 'occurredAt'>, officer: string | null): void {
    const { s, file } = this.course;
    s.pausedAt = act.occurredAt!;
    file.notes.push(paused);
    this.course.note('paused', 'QY-10.6', 'inspection-paused', act, { officer });
  }

  /** The clock of the result runs from the last record until the end is recorded; then only a correction moves it. */
  recorded(act: ActOf<typeof onSiteRecord>): void {
    const { course, result } = this;
    const { s, file } = course;
    const { enteredAt, leftAt, recorded } = act.facts;
    const on = civilDateOf(leftAt);
    const before = lastOn(s);
    s.records.push({ enteredAt, leftAt, on, recorded });
    file.effect('inspection-on-site', { on, act: act.id });
    if (s.end?.abandoned && on > s.end.on && !s.result) return this.over(on, act, true);
    if (s.end)
      return course.note('record-after-end', 'QY-12.1', 'record-after-end', act, {
        on,
        end: s.end.on,
      });
    if (before !== undefined && on <= before) return;
    const why = { act, because: `on-site record of ${on}` };
    result.runsFrom(leftAt, why);
    this.recordEnd.moves(leftAt, why);
  }

  // 第十二条  The end is recorded once; silence raises attention; it is corrected only with evidence.
  ending(): void {
    const { course, result } = this;
    const { s } = course;
    this.recordEnd.begin(s.startedAt);
    if (s.onSite) result.runsFrom(s.startedAt);
    this.offer(
      endCorrection.type,
      'QY-12.1',
      (act) => this.corrected(act),
      () => s.end?.abandoned === false,
    );
    this.offer(
      abandonment.type,
      'QY-12.1',
      (act) => this.over(lastOn(s) ?? civilDateOf(s.startedAt), act, true),
      () => !s.end,
    );
  }

  ended(act: ActOf<typeof inspectionEnd>): void {
    this.over(act.facts.endedOn, act, false);
  }

  over(on: CivilDate, act: Pick<Act, 'id'>, abandoned: boolean): void {
    const { course, result } = this;
    const { s, file } = course;
    const at = this.instantOf(on);
    s.end = { on, at, abandoned };
    file.stage = 'concluding';
    this.recordEnd.release(abandoned ? 'abandoned' : 'the end is recorded');
    file.effect('inspection-ended', abandoned ? { abandoned, act: act.id } : { on, act: act.id });
    result.runsFrom(at, { act, because: abandoned ? 'abandoned' : 'the end is recorded' });
    if (abandoned)
      file.notes.push(
        `检查终止，视为于 ${on} 结束（QY-15.1）。Abandoned: it counts as ended on ${on}.`,
      );
    else result.hear(at);
  }

  /** When it ended on that day: with the last entry, else at its first instant, but never before the start. */
  instantOf(on: CivilDate): Instant {
    const { records, startedAt } = this.course.s;
    const left = records
      .filter((r) => r.on === on)
      .map((r) => r.leftAt)
      .sort((a, b) => a - b)
      .at(-1);
    return (
      left ??
      (Math.max(startOfDay(on), startedAt < startOfDay(addDays(on, 1)) ? startedAt : 0) as Instant)
    );
  }

  corrected(act: ActOf<typeof endCorrection>): void {
    const { course, result } = this;
    const { s, file } = course;
    const { endedOn } = act.facts;
    const at = this.instantOf(endedOn);
    const before = s.end!.on;
    s.end = { ...s.end!, on: endedOn, at };
    file.effect('inspection-ended', { on: endedOn, corrected: true, before, act: act.id });
    course.note('end-corrected', 'QY-12.1', 'end-corrected', act, { before, after: endedOn });
    if (!s.result) {
      result.runsFrom(at, { act, because: 'the end is corrected with evidence' });
      return result.hearAnew(act);
    }
    // The result is told: whether it was in time by the corrected end is for a person to see.
    const again = due(at, course.duties.tellResult.limit, file.calendar);
    course.note('told-under-corrected-end', 'QY-12.1', 'revision-left-to-a-person', act, {
      duty: 'tellResult',
      after: again.lastDay ?? null,
      inTime: inTime(s.result.toldAt, again),
    });
  }
}
