/** 巡查的义务 Who owes what. TJ51-4.2 gives no number: all of it is management, shown to the unit and to the head, reminded of, and never a breach. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { CivilDate } from '../time/instant.ts';
import type { TimeLimit } from '../time/limit.ts';
import { demandOutcome, dwellingReport, lookBack } from './acts.ts';
import type { PatrolSettings } from './settings.ts';

/** The body that patrols, and the head over it. */
type Party = 'supervision-body' | 'head';

const under = (clause: string): LegalBasis => ({
  clause,
  instrument: 'TJ51',
  article: '（四）',
  force: 'management',
});

export function dutiesFor(s: PatrolSettings) {
  const days = (count: number): TimeLimit => ({ unit: 'calendar-days', count });
  const owed = {
    owedBy: 'supervision-body',
    owedTo: 'head',
    judgedBy: 'receipt',
    basis: under('TJ51-4.2'),
    again: { unit: 'working-days', count: s.againDays },
  } as const;
  // 滞留 A stage that is left meets it; one that stays is explained to the head, and counted anew from there.
  const dwelling = { ...owed, act: dwellingReport.type } as const;
  return {
    monitoring: {
      ...dwelling,
      id: 'dwellMonitoring',
      limit: days(s.monitoringDays),
      action: { zh: '监控跟踪阶段：进入下一阶段或者说明', en: 'Leave the monitoring, or explain' },
    },
    talk: {
      ...dwelling,
      id: 'dwellTalk',
      limit: days(s.talkDays),
      action: { zh: '警示约谈阶段：进入下一阶段或者说明', en: 'Leave the talk, or explain' },
    },
    case: {
      ...dwelling,
      id: 'dwellCase',
      limit: days(s.caseDays),
      action: { zh: '立案查处阶段：办结或者说明', en: 'End the case, or explain' },
    },
    // So many days after the day that the talk has set: `onDay`.
    demand: {
      ...owed,
      id: 'recordDemand',
      act: demandOutcome.type,
      basis: under('TJ51-4.3'),
      limit: days(s.demandDays),
      action: { zh: '核实改正要求的结果', en: 'Record what became of the demand' },
    },
    lookBack: {
      ...owed,
      id: 'lookBack',
      act: lookBack.type,
      basis: under('TJ51-4.1'),
      limit: days(s.lookBackDays),
      action: { zh: '回头看', en: 'Look back' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
export type Duties = ReturnType<typeof dutiesFor>;

/** By this day. */
export const onDay = <D extends Duty>(duty: D, on: CivilDate) => ({
  ...duty,
  limit: { unit: 'fixed', on } as const,
});
