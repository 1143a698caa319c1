/** 立卷 How a cycle is opened, by the system itself, when it begins (QHD-2.4b): by the rule that is in force on its first day. */
import { findBureau, type BureauRow } from '../../db/queries/subjects.ts';
import { cyclesUntil, ruleOn, rulesOf, sectionsOf } from '../../db/credit-cycle/store.ts';
import { cycleFrom, startOnOrBefore } from '../../domain/credit-cycle/period.ts';
import { creditCycle } from '../../domain/credit-cycle/procedure.ts';
import { creditCycleSettingsOf } from '../../domain/credit-cycle/settings-form.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Period } from '../../domain/time/periods.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';

/** 未立 Why no cycle of a bureau that has a rule is opened: the scheme binds it no more, or it has no section (any more) that a cycle would be of. */
export async function idleOf(
  { sql }: Pick<ActDeps, 'sql'>,
  id: string,
): Promise<'not-bound' | 'no-section' | undefined> {
  const bureau = (await findBureau(sql, id))!;
  const { first } = await cyclesUntil(sql, id);
  if (first === undefined) return undefined;
  if (isRefusal(bindingInstruments(bureau, creditCycle.instrument, databaseToday())))
    return 'not-bound';
  return (await sectionFor(sql, bureau)) === undefined ? 'no-section' : undefined;
}

/** 基金监管科 The one that is set, otherwise the first of that office. */
async function sectionFor(sql: ActDeps['sql'], bureau: BureauRow): Promise<string | undefined> {
  const { unit: set } = creditCycleSettingsOf(bureau.settings);
  const sections = await sectionsOf(sql, bureau.id);
  return set === null ? sections[0] : sections.find((section) => section === set);
}

/** Every cycle of a bureau that has begun and has no file, the oldest first; the same cycle is opened once, whoever asks. */
export async function openDueCycles(deps: ActDeps, id: string): Promise<string[]> {
  const opened: string[] = [];
  const today = databaseToday();
  const bureau = (await findBureau(deps.sql, id))!;
  if (isRefusal(bindingInstruments(bureau, creditCycle.instrument, today))) return opened;
  const { start } = creditCycleSettingsOf(bureau.settings);
  const unit = await sectionFor(deps.sql, bureau);
  if (unit === undefined) return opened;
  const next = () => nextOf(deps, id, start, today);
  for (let cycle = await next(); cycle; cycle = await next()) {
    const { body } = await openCycle(deps, id, unit, cycle);
    if (opened.includes(body.file)) return opened;
    opened.push(body.file);
  }
  return opened;
}

/** Cycles begin with the one in which the first rule came into force: before it there was nothing to grade by. */
async function nextOf(
  { sql }: ActDeps,
  bureau: string,
  start: string,
  today: CivilDate,
): Promise<Period | undefined> {
  const { until, first } = await cyclesUntil(sql, bureau);
  const from = until ?? (first && startOnOrBefore(first, start));
  return from !== undefined && from <= today ? cycleFrom(from, start) : undefined;
}

const openCycle = (deps: ActDeps, bureau: string, unit: string, period: Period) =>
  openFileFor(deps, systemCaller(bureau), {
    payload: { ...period },
    key: `credit-cycle:${bureau}:${period.from}`,
    procedure: creditCycle,
    prepare: (context) => newFile(deps, context, unit, period),
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });

async function newFile(
  { sql }: ActDeps,
  { bureau, receivedAt }: OpeningContext,
  unit: string,
  period: Period,
): Promise<NewFile> {
  const rule = ruleOn(await rulesOf(sql, bureau.id), period.from);
  const { assessDays, sourceDays, tellDays, againDays } = creditCycleSettingsOf(bureau.settings);
  return {
    subject: { kind: 'credit-cycle', id: `${bureau.id}:${period.from}` },
    idPattern: numbered(creditCycle.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
    type: 'credit-cycle',
    stated: { facts: { period, rule: rule?.version ?? null } },
    opening: {
      units: { 'fund-supervision': unit },
      period,
      rule: rule ? { version: rule.version, sample: rule.sample } : null,
      settings: { assessDays, sourceDays, tellDays, againDays },
      // After an outage the days are counted from a cycle that has ended before this year.
      calendar: await calendarFrom(sql, Number(period.until.slice(0, 4)) - 1),
    },
  };
}
