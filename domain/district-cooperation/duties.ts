/** 市区协同 Who owes what. TJ51-8.2 gives no number: all of it is management, shown and reminded of, and never a breach. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { answer, correction } from './acts.ts';
import type { DistrictCooperationSettings } from './settings.ts';

/** Whoever recorded it, and each other side in its turn. */
export type Party = 'recorder' | `side-${number}`;

const basis: LegalBasis = {
  clause: 'TJ51-8.2',
  instrument: 'TJ51',
  article: '（八）',
  force: 'management',
};

export function dutiesFor(s: DistrictCooperationSettings) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const common = { judgedBy: 'receipt', basis, again: days(s.againDays) } as const;
  return {
    answerRecord: {
      ...common,
      id: 'answerRecord',
      act: answer.type,
      owedBy: 'side-1',
      owedTo: 'recorder',
      limit: days(s.answerDays),
      action: { zh: '确认协同记录', en: 'Agree to the record, or dispute it' },
    },
    correctRecord: {
      ...common,
      id: 'correctRecord',
      act: correction.type,
      owedBy: 'recorder',
      owedTo: 'side-1',
      limit: days(s.correctDays),
      action: { zh: '更正或者撤回有异议的记录', en: 'Correct the disputed record, or withdraw it' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}

/** Owed by the side of this place among the others, from 1. */
export const ofSide = <D extends Duty<Party>>(duty: D, place: number) => ({
  ...duty,
  owedBy: `side-${place}` as const,
});
