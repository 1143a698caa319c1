/** 信用监管事项清单 Who owes what of one adoption. Data only. The ten working days of the report are law; the publication has no number. */
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { publication, report } from './acts.ts';
import type { CreditListSettings } from './settings.ts';

type Party = 'fund-supervision' | 'credit-office' | 'public';

export const LIST = 'QHD-2.1a';
export const REPORT = 'QHD-2.1c';

const days = (count: number): TimeLimit => ({ unit: 'working-days', count });

export function dutiesFor(s: CreditListSettings) {
  return {
    // 二（一）Counted from the day on which the changed list was adopted. 报至: what counts is its arrival at the office, which its paper proves.
    report: {
      id: 'reportListChanges',
      act: report.type,
      owedBy: 'fund-supervision',
      owedTo: 'credit-office',
      judgedBy: 'service',
      limit: days(10),
      basis: { clause: REPORT, instrument: 'QHD', article: '二（一）', force: 'text' },
      action: {
        zh: '汇总清单的全部变更报至市信用办',
        en: 'Report all changes of the list to the credit office of the city',
      },
    },
    // Registered when it has been published already, it is published.
    publish: {
      id: 'publishCreditList',
      act: publication.type,
      owedBy: 'fund-supervision',
      owedTo: 'public',
      judgedBy: 'occurrence',
      mayPrecede: true,
      limit: days(s.publishDays),
      again: days(s.againDays),
      basis: { clause: LIST, instrument: 'QHD', article: '二（一）', force: 'management' },
      action: {
        zh: '在市局官网公布清单',
        en: "Publish the list on the bureau's website",
      },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
