/** 曝光 Who owes what. TJ51-7 gives no number: all of it is management but the withdrawal, which is a reading where the bureau has decided to follow 处罚法 48. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { CivilDate } from '../time/instant.ts';
import type { TimeLimit } from '../time/limit.ts';
import { approval, omission, publication, text, withdrawal } from './acts.ts';
import type { PublicitySettings } from './settings.ts';

type Party = 'supervision-body' | 'approving' | 'public';

export const CLAUSE = 'TJ51-7';

const basis: LegalBasis = {
  clause: CLAUSE,
  instrument: 'TJ51',
  article: '（七）',
  force: 'management',
};

/** 处罚法 85 Three days are working days. */
const WITHDRAWAL_DAYS = 3;

/** Whether the three days are followed for what has fallen on that day. */
export const adopts = ({ withdrawalAdoptedOn }: PublicitySettings, on: CivilDate): boolean =>
  withdrawalAdoptedOn !== null && withdrawalAdoptedOn <= on;

export function dutiesFor(s: PublicitySettings, adopted: boolean) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const mine = {
    owedBy: 'supervision-body',
    owedTo: 'public',
    judgedBy: 'receipt',
    basis,
    again: days(s.againDays),
  } as const;
  return {
    approve: {
      ...mine,
      id: 'approvePublicity',
      act: approval.type,
      owedBy: 'approving',
      owedTo: 'supervision-body',
      limit: days(s.approveDays),
      action: { zh: '审批曝光文稿', en: 'Approve the text, or return it' },
    },
    redraft: {
      ...mine,
      id: 'redraftPublicity',
      act: text.type,
      limit: days(s.redraftDays),
      action: { zh: '修改曝光文稿', en: 'Write the text anew' },
    },
    publish: {
      ...mine,
      id: 'publishOnChannel',
      act: publication.type,
      judgedBy: 'occurrence',
      limit: days(s.publishDays),
      action: { zh: '在该渠道发布并留存证明', en: 'Publish on the channel, with its proof' },
    },
    // What was approved and has fallen since: whether it can be seen there after all.
    account: {
      ...mine,
      id: 'accountForChannel',
      act: omission.type,
      limit: days(WITHDRAWAL_DAYS),
      action: {
        zh: '说明该渠道没有发布，或者补记发布',
        en: 'Say that nothing was published there, or record that it was',
      },
    },
    withdraw: {
      ...mine,
      id: 'withdrawFromChannel',
      act: withdrawal.type,
      judgedBy: 'occurrence',
      // Whoever knew of the fall before the file did has taken it down already.
      mayPrecede: true,
      limit: days(WITHDRAWAL_DAYS),
      basis: {
        ...basis,
        article: '（七）；行政处罚法第四十八条、第八十五条',
        force: adopted ? 'reading' : 'management',
      },
      action: {
        zh: '撤回或者更正并公开说明理由',
        en: 'Withdraw or correct it there, and say publicly why',
      },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
export type Duties = ReturnType<typeof dutiesFor>;
