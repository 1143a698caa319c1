/** 黑名单 Who owes what of one listing (QHD-2.4d). The order is a reading; no period of it is the text's. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { answer, approval, notice, removal, removalProposal, statement } from './acts.ts';
import type { CreditBlacklistSettings } from './settings.ts';

type Party = 'fund-supervision' | 'approving' | 'subject';

export const CLAUSE = 'QHD-2.4d';

const basis: LegalBasis = {
  clause: CLAUSE,
  instrument: 'QHD',
  article: '二（四）',
  force: 'management',
};

export function dutiesFor(s: CreditBlacklistSettings) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const mine = {
    owedBy: 'fund-supervision',
    owedTo: 'subject',
    judgedBy: 'receipt',
    basis,
    again: days(s.againDays),
  } as const;
  return {
    notify: {
      ...mine,
      id: 'notifyListing',
      act: notice.type,
      judgedBy: 'service',
      limit: days(s.noticeDays),
      action: {
        zh: '告知主体拟列入黑名单的事实、依据和陈述权利',
        en: 'Serve the notice: facts, ground of law, and the right to be heard',
      },
    },
    hear: {
      ...mine,
      id: 'hearSubject',
      act: statement.type,
      limit: days(s.statementDays),
      action: { zh: '听取主体陈述', en: 'Hear the subject' },
    },
    answer: {
      ...mine,
      id: 'answerStatement',
      act: answer.type,
      limit: days(s.answerDays),
      action: { zh: '复核并答复陈述', en: 'Look at the statement and answer it' },
    },
    approve: {
      ...mine,
      id: 'decideListing',
      act: approval.type,
      owedBy: 'approving',
      limit: days(s.approvalDays),
      action: { zh: '正职审批是否列入', en: 'The principal decides whether it is listed' },
    },
    proposeRemoval: {
      ...mine,
      id: 'proposeRemoval',
      act: removalProposal.type,
      limit: days(s.removalDays),
      action: {
        zh: '评价不再提出列入，建议移出',
        en: 'Propose that it leaves: the grading proposes it no more',
      },
    },
    decideRemoval: {
      ...mine,
      id: 'decideRemoval',
      act: removal.type,
      owedBy: 'approving',
      limit: days(s.removalDays),
      action: { zh: '审批是否移出', en: 'Decide whether it leaves the list' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
export type Duties = ReturnType<typeof dutiesFor>;
