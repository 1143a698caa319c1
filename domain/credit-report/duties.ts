/** 信用信息报告 Who owes what of one period. 按时 has no number: management. */
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { delivery } from './acts.ts';
import type { CreditReportSettings } from './settings.ts';

type Party = 'fund-supervision' | 'credit-office';

export const CLAUSE = 'QHD-2.3';

export function dutiesFor(s: CreditReportSettings) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  return {
    // 报 is arrival: what counts is the office's own paper. Counted from the last day of the period.
    report: {
      id: 'reportCreditRecords',
      act: delivery.type,
      owedBy: 'fund-supervision',
      owedTo: 'credit-office',
      judgedBy: 'service',
      limit: days(s.reportDays),
      again: days(s.againDays),
      basis: { clause: CLAUSE, instrument: 'QHD', article: '二（三）', force: 'management' },
      action: {
        zh: '将本期信用信息报市信用办',
        en: 'Report the credit records of the period to the credit office',
      },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
