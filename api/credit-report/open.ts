/** 期满立卷 Opens the report of every period that is over, one after the other, without a gap: what an outage has swallowed is opened after it (QHD-2.3). */
import { reportedUntil, sections } from '../../db/credit-report/store.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { creditReport } from '../../domain/credit-report/procedure.ts';
import { creditReportSettingsOf } from '../../domain/credit-report/settings-form.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { beginOf, nextPeriod, type Period } from '../../domain/time/periods.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';

/** Answers the files, the oldest first; the same period is opened once, whoever asks. */
export async function openDue(deps: ActDeps, id: string): Promise<string[]> {
  const section = (await sections(deps.sql)).find(({ bureau }) => bureau === id);
  const bureau = await findBureau(deps.sql, id);
  const today = databaseToday();
  if (!section || !bureau || isRefusal(bindingInstruments(bureau, 'QHD', today))) return [];
  const { months } = creditReportSettingsOf(bureau.settings);
  const opened: string[] = [];
  for (;;) {
    const until = await reportedUntil(deps.sql, id, beginOf(today, months));
    const period = nextPeriod(until, months, today);
    if (!period) return opened;
    const { body } = await openReport(deps, id, section.unit, period);
    if (opened.includes(body.file)) return opened;
    opened.push(body.file);
  }
}

const openReport = (deps: ActDeps, id: string, unit: string, period: Period) =>
  openFileFor(deps, systemCaller(id), {
    payload: { ...period },
    key: `credit-report:${id}:${period.from}`,
    procedure: creditReport,
    prepare: async ({ bureau, arrivedAt }) => ({
      subject: { kind: 'credit-report', id: `${id}:${period.from}` },
      idPattern: numbered(creditReport.prefix, id, civilDateOf(arrivedAt).slice(0, 4)),
      type: 'credit-report-period',
      stated: { facts: { ...period } },
      opening: {
        units: { 'fund-supervision': unit },
        period,
        settings: creditReportSettingsOf(bureau.settings),
        // The period may lie before the year of the opening.
        calendar: await calendarFrom(deps.sql, Number(period.from.slice(0, 4)) - 1),
      },
    }),
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
