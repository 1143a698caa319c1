/** 案件回访 Who owes what in a round. TJ51-18 gives no number: all of it is management, shown and reminded of, and never a breach. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { revisitors, summary, visit } from './acts.ts';
import type { RevisitSettings } from './settings.ts';

type Party = 'body' | 'contributor';

const basis: LegalBasis = {
  clause: 'TJ51-18',
  instrument: 'TJ51',
  article: '（十八）',
  force: 'management',
};

export function dutiesFor(s: RevisitSettings) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const common = {
    judgedBy: 'receipt',
    basis,
    again: days(s.againDays),
    owedBy: 'body',
    owedTo: 'contributor',
  } as const;
  return {
    nameRevisitors: {
      ...common,
      id: 'nameRevisitors',
      act: revisitors.type,
      limit: days(s.nameDays),
      action: { zh: '指定回访人员', en: 'Name revisitors for an institution drawn' },
    },
    carryOut: {
      ...common,
      id: 'carryOutRevisit',
      act: visit.type,
      limit: days(s.visitDays),
      action: { zh: '完成回访', en: 'Revisit the institution' },
    },
    summarise: {
      ...common,
      id: 'summariseRevisits',
      act: summary.type,
      limit: days(s.summaryDays),
      action: { zh: '汇总本轮回访', en: 'Summarise the round' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
