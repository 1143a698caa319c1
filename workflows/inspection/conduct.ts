/**
 * 检查的实施 From the accepted start to the close: 庆阳 2025, articles 10 to 14, in their order.
 * On site here; measures in measures.ts, the result in result.ts, what follows it in outcomes.ts, transfers in transfer.ts, suspected crimes in crime.ts.
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
import { ConductContext, MovableDeadline } from './context.ts';
import { Measures } from './measures.ts';
import { Outcomes } from './outcomes.ts';
import { Result } from './result.ts';
import { Crime } from './crime.ts';
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
  const context = new ConductContext(file, opening);
  context.state.onSite = opening.onSite;
  context.state.startedAt = start.occurredAt ?? start.receivedAt;
  return new Conduct(context).run();
}

class Conduct {
  readonly context: ConductContext;
  readonly result: Result;
  readonly recordEnd: MovableDeadline<Duties['recordEnd']>;
  readonly measures: Measures;
  readonly withdrawals: (() => void)[] = [];
  transfers?: Transfers;

  constructor(context: ConductContext) {
    this.context = context;
    this.result = new Result(context);
    this.measures = new Measures(context);
    context.file.recounted = (notice) => this.result.recounted(notice);
    this.recordEnd = new MovableDeadline(context, context.duties.recordEnd, (act) =>
      this.ended(act),
    );
  }

  async run(): Promise<string> {
    const { context, result } = this;
    const { state } = context;
    this.onSite();
    this.withdrawals.push(...this.measures.offers());
    this.ending();
    const outcomes = new Outcomes(context);
    this.transfers = new Transfers(context);
    new Crime(context).offers();
    const told = await result.told;
    const outcome = state.end!.abandoned
      ? 'abandoned'
      : outcomesOf(told.facts.findings, state.gone.whole).join('+');
    outcomes.follow(told);
    do await context.settled();
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
    this.withdrawals.push(this.context.offer(act, clause, accept, when));
  }

  // 第十条  Two officers on every day; one dropping out pauses it; a record for each entry.
  onSite(): void {
    const { context } = this;
    const { state, file } = context;
    this.offer(
      onSiteRecord.type,
      'QY-10.7',
      (act) => this.recorded(act),
      () => state.onSite,
    );
    this.offer(
      pause.type,
      'QY-10.6',
      (act) => this.pause(act, act.facts.officer),
      () => state.onSite && !state.end && state.pausedAt === undefined,
    );
    this.offer(
      resume.type,
      'QY-10.6',
      (act) => {
        state.pauses.push({ from: state.pausedAt!, until: act.occurredAt! });
        delete state.pausedAt;
        file.notes.splice(file.notes.indexOf(paused), 1);
        context.note('resumed', 'QY-10.6', 'inspection-resumed', act, {});
      },
      () => state.pausedAt !== undefined,
    );
    this.offer(
      teamChange.type,
      'QY-10.6',
      (act) => {
        const { leaves, joins, role } = act.facts;
        file.effect('inspection-team', { leaves: leaves ?? null, joins: joins ?? null, role });
        if (state.onSite && state.pausedAt === undefined && enforcersAfter(act) < 2)
          this.pause(act, leaves ?? null);
      },
      () => !state.result,
    );
  }

  pause(act: Pick<Act, 'id' | 'occurredAt'>, officer: string | null): void {
    const { state, file } = this.context;
    state.pausedAt = act.occurredAt!;
    file.notes.push(paused);
    this.context.note('paused', 'QY-10.6', 'inspection-paused', act, { officer });
  }

  /** The clock of the result runs from the last record until the end is recorded; then only a correction moves it. */
  recorded(act: ActOf<typeof onSiteRecord>): void {
    const { context, result } = this;
    const { state, file } = context;
    const { enteredAt, leftAt, recorded } = act.facts;
    const on = civilDateOf(leftAt);
    const before = lastOn(state);
    state.records.push({ enteredAt, leftAt, on, recorded });
    file.effect('inspection-on-site', { on, act: act.id });
    if (state.end?.abandoned && on > state.end.on && !state.result) return this.over(on, act, true);
    if (state.end)
      return context.note('record-after-end', 'QY-12.1', 'record-after-end', act, {
        on,
        end: state.end.on,
      });
    if (before !== undefined && on <= before) return;
    const why = { act, because: `on-site record of ${on}` };
    result.runsFrom(leftAt, why);
    this.recordEnd.moves(leftAt, why);
  }

  // 第十二条  The end is recorded once; silence raises attention; it is corrected only with evidence.
  ending(): void {
    const { context, result } = this;
    const { state } = context;
    this.recordEnd.begin(state.startedAt);
    if (state.onSite) result.runsFrom(state.startedAt);
    this.offer(
      endCorrection.type,
      'QY-12.1',
      (act) => this.corrected(act),
      () => state.end?.abandoned === false,
    );
    this.offer(
      abandonment.type,
      'QY-12.1',
      (act) => this.over(lastOn(state) ?? civilDateOf(state.startedAt), act, true),
      () => !state.end,
    );
  }

  ended(act: ActOf<typeof inspectionEnd>): void {
    this.over(act.facts.endedOn, act, false);
  }

  over(on: CivilDate, act: Pick<Act, 'id'>, abandoned: boolean): void {
    const { context, result } = this;
    const { state, file } = context;
    const at = this.instantOf(on);
    state.end = { on, at, abandoned };
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
    const { records, startedAt } = this.context.state;
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
    const { context, result } = this;
    const { state, file } = context;
    const { endedOn } = act.facts;
    const at = this.instantOf(endedOn);
    const before = state.end!.on;
    state.end = { ...state.end!, on: endedOn, at };
    file.effect('inspection-ended', { on: endedOn, corrected: true, before, act: act.id });
    context.note('end-corrected', 'QY-12.1', 'end-corrected', act, { before, after: endedOn });
    if (!state.result) {
      result.runsFrom(at, { act, because: 'the end is corrected with evidence' });
      return result.hearAnew(act);
    }
    // The result is told: whether it was in time by the corrected end is for a person to see.
    const again = due(at, context.duties.tellResult.limit, file.calendar);
    context.note('told-under-corrected-end', 'QY-12.1', 'revision-left-to-a-person', act, {
      duty: 'tellResult',
      after: again.lastDay ?? null,
      inTime: inTime(state.result.toldAt, again),
    });
  }
}
