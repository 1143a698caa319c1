/** 试算 Page by page: duties are read, counted twice, and let go; nobody else waits for it. Nothing is stored. */
import { setImmediate } from 'node:timers/promises';
import {
  trialDuties,
  type TrialFilter,
  type TrialPlace,
  type TrialRow,
} from '../../db/queries/what-if.ts';
import type { Sql } from '../../db/client.ts';
import { parseInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import type { CalendarYear, Due, TimeLimit } from '../../domain/time/limit.ts';
import {
  calendarOf,
  tried,
  type Change,
  type Counted,
  type TriedDuty,
} from '../../domain/what-if/trial.ts';

export interface Flip {
  row: TrialRow;
  before: Counted;
  after: Counted;
}
export interface Totals {
  procedure: string;
  clause: string;
  examined: number;
  /** Their due instant is another. */
  moved: number;
  breachesCome: number;
  breachesGo: number;
  /** Somebody would be warned, or not be warned, of what is open. */
  warnings: number;
  byHand: number;
}
export interface Page {
  flips: Flip[];
  examined: number;
  totals: Totals[];
  next: TrialPlace | undefined;
}

/** So many are counted before others have their turn. */
const AT_ONCE = 50;

export async function tryPage(
  sql: Sql,
  trial: { filter: TrialFilter; change: Change; calendars: readonly CalendarYear[]; now: number },
  after: TrialPlace | undefined,
  limit: number,
): Promise<Page> {
  const rows = await trialDuties(sql, trial.filter, after, limit + 1);
  const flips: Flip[] = [];
  const totals = new Map<string, Totals>();
  for (const [i, row] of rows.slice(0, limit).entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) await setImmediate();
    const { flip, byHand } = tryOne(row, trial);
    add(totals, row, flip, byHand);
    if (flip) flips.push(flip);
  }
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    flips,
    examined: Math.min(rows.length, limit),
    totals: [...totals.values()],
    next: last && { file: last.file, key: last.key },
  };
}

function tryOne(
  row: TrialRow,
  { change, calendars, now }: { change: Change; calendars: readonly CalendarYear[]; now: number },
): { flip?: Flip; byHand: boolean } {
  const duty = dutyOf(row, now);
  if (!duty) return { byHand: true };
  const counted = tried(duty, change, calendarOf(calendars, duty.due.calendarVersions));
  if (counted.result !== 'flips') return { byHand: counted.result === 'by-hand' };
  return { flip: { row, before: counted.before, after: counted.after }, byHand: false };
}

interface StoredBody {
  limit?: TimeLimit;
  judgedBy?: TriedDuty['judgedBy'];
  kind?: TriedDuty['kind'];
  inclusive: boolean;
  calendarVersions?: string[];
  secondReading?: {
    due: string;
    inclusive: boolean;
    status: Due['status'];
    calendarVersions: string[];
  };
}

/** Undefined: a duty of before limits were kept beside it. */
function dutyOf(row: TrialRow, now: number): TriedDuty | undefined {
  const body = row.body as never as StoredBody;
  if (!body.limit || !body.judgedBy) return undefined;
  const second = body.secondReading;
  const secondAt = second && parseInstant(second.due);
  return {
    procedure: row.procedure,
    duty: row.duty,
    clause: row.clause,
    force: row.force as TriedDuty['force'],
    kind: body.kind ?? 'within',
    judgedBy: body.judgedBy,
    limit: body.limit,
    from: instant(row.from),
    due: {
      at: instant(row.due),
      inclusive: body.inclusive,
      status: row.status as Due['status'],
      explanation: [],
      calendarVersions: body.calendarVersions ?? [],
    },
    ...(second &&
      secondAt !== undefined && { second: { ...second, at: secondAt, explanation: [] } }),
    ...(row.doneAt !== null && { doneAt: instant(row.doneAt) }),
    ...(row.receivedAt !== null && { receivedAt: instant(row.receivedAt) }),
    confirmed: row.breach === 'reversed',
    breach:
      (row.breach === 'standing' || row.breach === 'claimed-in-time') && row.dispute !== 'excused',
    now: instant(Math.max(now, row.livedUntil ?? 0)),
  };
}

function add(
  totals: Map<string, Totals>,
  { procedure, clause }: TrialRow,
  flip: Flip | undefined,
  byHand: boolean,
): void {
  const key = `${procedure} ${clause}`;
  const total = totals.get(key) ?? {
    procedure,
    clause,
    examined: 0,
    moved: 0,
    breachesCome: 0,
    breachesGo: 0,
    warnings: 0,
    byHand: 0,
  };
  totals.set(key, total);
  total.examined++;
  if (byHand) total.byHand++;
  if (!flip) return;
  const { before, after } = flip;
  const warned = (one: Counted): boolean => one.outcome === 'due-soon';
  if (before.due.at !== after.due.at) total.moved++;
  if (!before.breach && after.breach) total.breachesCome++;
  if (before.breach && !after.breach) total.breachesGo++;
  if (warned(before) !== warned(after)) total.warnings++;
}

/** Those of several pages together. */
export function together(pages: readonly (readonly Totals[])[]): Totals[] {
  const all = new Map<string, Totals>();
  for (const one of pages.flat()) {
    const key = `${one.procedure} ${one.clause}`;
    const before = all.get(key);
    all.set(
      key,
      before
        ? {
            ...before,
            examined: before.examined + one.examined,
            moved: before.moved + one.moved,
            breachesCome: before.breachesCome + one.breachesCome,
            breachesGo: before.breachesGo + one.breachesGo,
            warnings: before.warnings + one.warnings,
            byHand: before.byHand + one.byHand,
          }
        : one,
    );
  }
  return [...all.values()].toSorted((a, b) =>
    a.procedure + a.clause < b.procedure + b.clause ? -1 : 1,
  );
}
