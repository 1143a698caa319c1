/** 参保人员信用记录 What is owed of it: another person decides what is proposed. The text has no period: management, shown in the reading sheet. */
import type { Duty } from '../law/duty.ts';
import { INSURED } from './score.ts';
import type { InsuredCreditSettings } from './settings.ts';

export const decideInsuredCredit = ({ decideDays }: InsuredCreditSettings) =>
  ({
    id: 'decideInsuredCredit',
    act: 'insured-credit-decision',
    owedBy: 'head',
    owedTo: 'proposer',
    judgedBy: 'receipt',
    limit: { unit: 'working-days', count: decideDays },
    basis: { clause: INSURED, instrument: 'QJ', article: '二（七）', force: 'management' },
    action: { zh: '决定信用记录及其失效', en: 'Decide the record or its fall' },
  }) as const satisfies Duty;
