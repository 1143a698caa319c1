/** 决定撤销、变更登记 Who owes what: a head confirms. No text gives a number. */
import type { Duty } from '../law/duty.ts';
import { stepOf, type SubjectKind } from '../rapid-response/terms.ts';
import type { TimeLimit } from '../time/limit.ts';
import { confirmation } from './acts.ts';
import type { DecisionFallSettings } from './settings.ts';

type Party = 'confirming' | 'recording';

/** （五）What becomes of the final decision stands under the clause of the decision. */
export const clauseFor = (kind: string): string =>
  stepOf(
    { subject: kind === 'practitioner' ? 'practitioner' : ('institution' as SubjectKind) },
    '5b',
  );

export function dutiesFor(s: DecisionFallSettings, clause: string) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  return {
    confirm: {
      id: 'confirmFall',
      act: confirmation.type,
      owedBy: 'confirming',
      owedTo: 'recording',
      judgedBy: 'receipt',
      limit: days(s.confirmDays),
      again: days(s.againDays),
      basis: { clause, instrument: 'TJ51', article: '附件1（五）', force: 'management' },
      action: {
        zh: '核对法律文书后确认或者退回登记',
        en: 'Look at the document, and confirm the record or reject it',
      },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
