/** 异议 Who owes what of an objection. QHD-2.5 has no number: the decision has the period of the rule's version, our reading where that is no sample; everything else is management. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { check, decision, notice } from './acts.ts';
import type { CreditObjectionSettings } from './settings.ts';
import type { RuleOfObjections } from './terms.ts';

type Party = 'handling' | 'deciding' | 'subject';

export const CLAUSE = 'QHD-2.5a';

const basis: LegalBasis = {
  clause: CLAUSE,
  instrument: 'QHD',
  article: '二（五）',
  force: 'management',
};

export function dutiesFor(s: CreditObjectionSettings, rule?: RuleOfObjections | null) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const again = days(s.againDays);
  const ruled = typeof rule?.days === 'number' ? rule : undefined;
  return {
    check: {
      id: 'checkObjection',
      act: check.type,
      owedBy: 'handling',
      owedTo: 'subject',
      judgedBy: 'occurrence',
      limit: days(s.checkDays),
      again,
      basis,
      action: { zh: '核查异议', en: 'Check the objection' },
    },
    decide: {
      id: 'decideObjection',
      act: decision.type,
      owedBy: 'deciding',
      owedTo: 'subject',
      judgedBy: 'occurrence',
      limit: days(ruled?.days ?? s.decideDays),
      again,
      basis: ruled && !ruled.sample ? { ...basis, force: 'reading' } : basis,
      action: { zh: '对异议作出决定', en: 'Decide on the objection' },
    },
    notify: {
      id: 'notifyObjector',
      act: notice.type,
      owedBy: 'handling',
      owedTo: 'subject',
      judgedBy: 'service',
      limit: days(s.notifyDays),
      again,
      basis,
      action: { zh: '向信用主体告知处理结果', en: 'Tell the subject the outcome' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
