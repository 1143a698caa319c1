/** 立卷 How the period of typical cases is opened, by the system itself (TJ51-7). */
import { findBureau } from '../../db/queries/subjects.ts';
import { typicalUntil } from '../../db/typical-cases/store.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { numbered } from '../../domain/law/procedure.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { beginOf, nextPeriod, type Period } from '../../domain/time/periods.ts';
import { typicalCases } from '../../domain/typical-cases/procedure.ts';
import { typicalCasesSettingsOf } from '../../domain/typical-cases/settings-form.ts';
import { preparingBody } from '../district-cooperation/preparing.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';

/** Every period of a bureau that is over and has no file, the oldest first; the same period is opened once, whoever asks. */
export async function openDuePeriods(deps: ActDeps, id: string): Promise<string[]> {
  const opened: string[] = [];
  const today = databaseToday();
  const bureau = (await findBureau(deps.sql, id))!;
  if (isRefusal(bindingInstruments(bureau, typicalCases.instrument, today))) return opened;
  const { months, unit: set } = typicalCasesSettingsOf(bureau.settings);
  const unit = await preparingBody(deps.sql, id, set, today);
  if (unit === undefined) return opened;
  const next = () => nextOf(deps, id, months, today);
  for (let period = await next(); period; period = await next()) {
    const { body } = await openPeriod(deps, id, unit, period);
    if (opened.includes(body.file)) return opened;
    opened.push(body.file);
  }
  return opened;
}

/** The first period is the one in which a decision was served first: before it there was nothing to select from. */
async function nextOf(
  { sql }: ActDeps,
  bureau: string,
  months: number,
  today: CivilDate,
): Promise<Period | undefined> {
  const { until, first } = await typicalUntil(sql, bureau);
  if (until !== undefined) return nextPeriod(until, months, today);
  return first ? nextPeriod(beginOf(first, months), months, today) : undefined;
}

const openPeriod = (deps: ActDeps, bureau: string, unit: string, period: Period) =>
  openFileFor(deps, systemCaller(bureau), {
    payload: { ...period },
    key: `typical-period:${bureau}:${period.from}`,
    procedure: typicalCases,
    prepare: (context) => Promise.resolve(newFile(context, unit, period)),
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });

const newFile = (
  { bureau, receivedAt }: OpeningContext,
  unit: string,
  period: Period,
): NewFile => ({
  subject: { kind: 'typical-period', id: `${bureau.id}:${period.from}` },
  idPattern: numbered(typicalCases.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
  type: 'typical-period',
  stated: { facts: { period } },
  opening: {
    units: { 'supervision-body': unit },
    period,
    settings: typicalCasesSettingsOf(bureau.settings),
  },
});
