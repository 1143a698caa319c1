/** 任务 Who owes what of one task. Data only. The date of the row is law of the plan; who looks at it, and when, is management. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { CivilDate } from '../time/instant.ts';
import type { TimeLimit } from '../time/limit.ts';
import type { WorkPlanSettings } from '../work-plan/settings.ts';
import { completion, dateConfirmation, decision } from './acts.ts';

type Party = 'responsible-1' | 'office' | 'group-1';

/** 附件1 完成时限 The end of that day, without a roll: a date and no period. Done before the plan came, it is done. */
export const complete = (clause: string, on: CivilDate, force: LegalBasis['force']) =>
  ({
    id: 'completeTask',
    act: completion.type,
    owedBy: 'responsible-1',
    owedTo: 'office',
    judgedBy: 'occurrence',
    mayPrecede: true,
    limit: { unit: 'fixed', on },
    basis: { clause, instrument: 'QJ', article: '附件1', force },
    action: { zh: '完成任务并提交证明', en: 'Do the task and give the evidence' },
  }) as const satisfies Duty<Party>;

export function dutiesFor(clause: string, s: WorkPlanSettings) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const mine = {
    owedTo: 'office',
    judgedBy: 'receipt',
    again: days(s.againDays),
    basis: { clause, instrument: 'QJ', article: '附件1', force: 'management' },
  } as const;
  return {
    accept: {
      ...mine,
      id: 'acceptTask',
      act: decision.type,
      owedBy: 'office',
      limit: days(s.acceptDays),
      action: { zh: '确认或者退回完成情况', en: 'Accept the completion or give it back' },
    },
    confirmDate: {
      ...mine,
      id: 'confirmTaskDate',
      act: dateConfirmation.type,
      owedBy: 'group-1',
      limit: days(s.dateDays),
      action: { zh: '确认以哪个完成时限为准', en: 'Confirm which of the two dates holds' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
