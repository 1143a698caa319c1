/** 年度计划 Who owes what, all by management: QY-5.3 gives no number. What is late is shown, never a breach. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import { civilDate, startOfDay } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { InspectionSettings } from '../inspection/settings.ts';
import { announcement, quarterReport, yearReport } from './acts.ts';

type Party = 'inspecting' | 'public' | 'reviewing';
export const quarters = [1, 2, 3, 4] as const;
/** What the report of a quarter names. */
export const quarterName = (quarter: number): string => `Q${quarter}`;

export function dutiesFor(
  year: number,
  s: Pick<InspectionSettings, 'quarterReportDays' | 'yearReportDays'>,
) {
  const basis: LegalBasis = {
    clause: 'QY-5.3',
    instrument: 'QY',
    article: '第五条',
    force: 'management',
  };
  const common = { owedBy: 'inspecting', basis } as const;
  return {
    announceProgramme: {
      ...common,
      id: 'announceProgramme',
      act: announcement.type,
      owedTo: 'public',
      judgedBy: 'occurrence',
      limit: { unit: 'fixed', on: civilDate(`${year - 1}-12-31`) },
      action: {
        zh: '年度开始前公布年度联合检查计划',
        en: 'Announce the programme before its year',
      },
    },
    reportQuarter: {
      ...common,
      id: 'reportQuarter',
      act: quarterReport.type,
      owedTo: 'reviewing',
      judgedBy: 'receipt',
      limit: { unit: 'working-days', count: s.quarterReportDays },
      action: { zh: '报告本季度计划执行情况', en: 'Report the quarter against the programme' },
    },
    reportYear: {
      ...common,
      id: 'reportYear',
      act: yearReport.type,
      owedTo: 'reviewing',
      judgedBy: 'receipt',
      limit: { unit: 'working-days', count: s.yearReportDays },
      action: { zh: '报告全年计划执行情况', en: 'Report the year against the programme' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
export type Duties = ReturnType<typeof dutiesFor>;

/** The last instant of a quarter: its report is owed from the day after. */
export function endOfQuarter(year: number, quarter: number): Instant {
  const next =
    quarter === 4 ? `${year + 1}-01-01` : `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01`;
  return (startOfDay(civilDate(next)) - 1) as Instant;
}
