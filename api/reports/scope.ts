/**
 * 报告的范围 Whose cases a report may tell. Regulators and coordinators read their whole bureau, heads their own unit and those under it; officers are named
 * to them because late entries are listed by officer, and nobody else asks for reports.
 */
import type { ReportKind } from '../../domain/reports/kinds.ts';
import { procedures } from '../../domain/procedures.ts';
import { addDays, startOfDay } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { ReportSpan } from '../../db/queries/report-sources.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import { partiesOf } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { allRules, rulesOf } from '../rules.ts';

type Sql = ActDeps['sql'];

export const readers = ['regulator', 'coordinator', 'head'] as const;

/** Days of UTC+8, both included. */
export interface Days {
  from: CivilDate;
  until: CivilDate;
}
/** Twenty years of quarters are more than anybody reads at once. */
const MOST_YEARS = 10;

/** Without days: the year of today, until today. */
export function daysOf(query: {
  from?: CivilDate | undefined;
  until?: CivilDate | undefined;
}): Days {
  const until = query.until ?? databaseToday();
  const from = query.from ?? (`${until.slice(0, 4)}-01-01` as CivilDate);
  if (from > until) throw wrong('/until', 'until 不得早于 from', 'until may not be before from');
  if (Number(until.slice(0, 4)) - Number(from.slice(0, 4)) >= MOST_YEARS)
    throw wrong('/from', `最多 ${MOST_YEARS} 个年度`, `No more than ${MOST_YEARS} years`);
  return { from, until };
}

const wrong = (path: string, zh: string, en: string): Problem =>
  new Problem('bad-input', { fields: [{ in: 'query', path, zh, en }] });

export interface Scoped extends ReportSpan {
  /** The kinds of which this reader is told nothing. */
  withheld: readonly ReportKind[];
}

export async function scopeFor(sql: Sql, caller: Caller, days: Days): Promise<Scoped> {
  const parties = await partiesOf(sql, caller);
  const span = {
    from: startOfDay(days.from),
    until: startOfDay(addDays(days.until, 1)),
    parties,
  };
  const brought = await Promise.all(
    allRules().map(([, rules]) => rules.overrides?.(sql, caller, span)),
  );
  const overrides = brought.flatMap((one) => (one ? [one.cases] : []));
  return {
    ...span,
    bureau: caller.bureau,
    reader: caller.id,
    beforeFiles: holds(caller, 'regulator') ? 'all' : parties ? 'own' : 'none',
    overrides,
    unannounced: procedures
      .filter(({ unannounced }) => unannounced)
      .map(({ id }) => ({
        procedure: id,
        known: rulesOf(id).subjectKnown?.(sql, caller.id, databaseToday()),
      })),
    withheld: overrides.length === 0 ? ['overrides'] : [],
  };
}
