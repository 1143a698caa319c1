/** 典型案例 Who owes what. TJ51-7 gives no number: all of it is management, shown and reminded of, and never a breach. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { publication, selection } from './acts.ts';
import type { TypicalCasesSettings } from './settings.ts';

type Party = 'supervision-body' | 'public';

export const CLAUSE = 'TJ51-7';

const basis: LegalBasis = {
  clause: CLAUSE,
  instrument: 'TJ51',
  article: '（七）',
  force: 'management',
};

export function dutiesFor(s: TypicalCasesSettings) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const mine = {
    owedBy: 'supervision-body',
    owedTo: 'public',
    judgedBy: 'receipt',
    basis,
    again: days(s.againDays),
  } as const;
  return {
    select: {
      ...mine,
      id: 'selectTypicalCases',
      act: selection.type,
      limit: days(s.selectDays),
      action: {
        zh: '选定本期典型案例，或者写明没有',
        en: 'Select the typical cases, or say that there is none',
      },
    },
    publish: {
      ...mine,
      id: 'publishTypicalCase',
      act: publication.type,
      limit: days(s.publishDays),
      action: { zh: '在主要媒体刊发该案例', en: 'Have the case in the main media' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
