/** 预约上门服务 Who owes what of a visit at home (二（四）). Data only. The text gives no period: management. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { confirmation, record } from './acts.ts';
import type { HomeVisitSettings } from './settings.ts';

type Party = 'handling' | 'public';

export const VISITS = 'QJ-2.4b';

const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
const basis: LegalBasis = {
  clause: VISITS,
  instrument: 'QJ',
  article: '二（四）',
  force: 'management',
};

export function dutiesFor(s: HomeVisitSettings) {
  const again = days(s.againDays);
  return {
    confirm: {
      id: 'confirmHomeVisit',
      act: confirmation.type,
      owedBy: 'handling',
      owedTo: 'public',
      judgedBy: 'receipt',
      limit: days(s.confirmDays),
      again,
      basis,
      action: { zh: '确认上门服务', en: 'Confirm the visit' },
    },
    // On the day that is appointed; the period of its declaration is replaced by that day (dueOn).
    visit: {
      id: 'visitAtHome',
      act: record.type,
      owedBy: 'handling',
      owedTo: 'public',
      judgedBy: 'occurrence',
      limit: { unit: 'calendar-days', count: 1 },
      again,
      basis,
      action: { zh: '按约定的日期上门服务', en: 'Visit on the day appointed' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
