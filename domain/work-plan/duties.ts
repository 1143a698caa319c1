/** 工作方案 Who owes what of one plan. Data only. The plan gives its tasks their dates; what is here is management. */
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { closing, periodOver } from './acts.ts';
import { REVIEWS } from './clauses.ts';
import type { WorkPlanSettings } from './settings.ts';

type Party = 'office' | 'duban';

const basis = {
  clause: REVIEWS,
  instrument: 'QJ',
  article: '三（三）',
  force: 'management',
} as const;

export function dutiesFor(s: WorkPlanSettings) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  return {
    closePlan: {
      id: 'closeWorkPlan',
      act: closing.type,
      owedBy: 'office',
      owedTo: 'office',
      judgedBy: 'receipt',
      limit: days(s.closingDays),
      again: days(s.againDays),
      basis,
      action: { zh: '年度结束后终结工作方案', en: 'Close the plan once its year is over' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}

/** 期满 The window of a period: it is over when the first working day after it begins, which the file counts and sets. */
export const window = {
  id: 'reviewPeriod',
  act: periodOver.type,
  owedBy: 'duban',
  owedTo: 'office',
  judgedBy: 'receipt',
  limit: { unit: 'calendar-days', count: 1 },
  basis,
  action: {
    zh: '期满后的首个工作日立卷',
    en: 'Open the review on the first working day after the period',
  },
} as const satisfies Duty<Party>;
