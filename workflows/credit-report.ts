/**
 * 信用信息报告 The report of one period to the credit office of the city: 秦医保〔2022〕23号, 二（三）、（五）. What is in it was fixed as the file opened, in the
 * very bytes; what is recorded late or falls afterwards is in the next one. 按时 has no number: the period is management.
 */
import * as acts from '../domain/credit-report/acts.ts';
import type { State } from '../domain/credit-report/acts.ts';
import { CLAUSE, dutiesFor } from '../domain/credit-report/duties.ts';
import { guards, notAwaited } from '../domain/credit-report/guards.ts';
import type { CreditReportSettings } from '../domain/credit-report/settings.ts';
import { addDays, startOfDay } from '../domain/time/civil-date.ts';
import type { Period } from '../domain/time/periods.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface CreditReportOpening extends Opening {
  units: { 'fund-supervision': string };
  period: Period;
  /** By the database as it opened. */
  contentHash: string;
  entries: number;
  settings: CreditReportSettings;
}

export async function creditReport(opening: CreditReportOpening): Promise<Closing> {
  const file = new CaseFile<State>(opening, {
    acts: [acts],
    units: opening.units,
    state: { contentHash: opening.contentHash },
    guards,
    notAwaited,
    manages: true,
  });
  return file.run(CLAUSE, () => run(file, opening));
}

async function run(
  file: CaseFile<State>,
  { letter, period, contentHash, entries, settings }: CreditReportOpening,
): Promise<string> {
  file.enter({
    key: 'credit-report-fixed',
    type: 'credit-report-fixed',
    clause: CLAUSE,
    act: letter.id,
    body: { contentHash, entries },
  });
  file.stage = 'to-report';
  const last = startOfDay(addDays(period.until, -1));
  const { act } = await file.performed(dutiesFor(settings).report, last);
  const at = act.servedAt!;
  file.effect('credit-report-delivered', { at });
  file.enter({
    key: 'credit-report-delivered',
    type: 'credit-report-delivered',
    clause: CLAUSE,
    act: act.id,
    body: { at },
  });
  return 'delivered';
}
