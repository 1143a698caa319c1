/** 联合惩戒名单 What is owed of it: another person decides what is proposed. The text has no period: management, shown in the reading sheet. */
import type { Duty } from '../law/duty.ts';
import { LISTS } from './listing.ts';
import type { JointPunishmentSettings } from './settings.ts';

export const decideListing = ({ decideDays }: JointPunishmentSettings) =>
  ({
    id: 'decideJointPunishment',
    act: 'joint-punishment-decision',
    owedBy: 'head',
    owedTo: 'proposer',
    judgedBy: 'receipt',
    limit: { unit: 'working-days', count: decideDays },
    basis: { clause: LISTS, instrument: 'QJ', article: '二（七）', force: 'management' },
    action: { zh: '决定列入、移出名单', en: 'Decide the listing or the removal' },
  }) as const satisfies Duty;
