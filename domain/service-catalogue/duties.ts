/** 政务服务事项清单 Who owes what of one version. Data only. 及时 has no number: the period is management. */
import type { Duty } from '../law/duty.ts';
import { confirmation } from './acts.ts';
import type { ServiceCatalogueSettings } from './settings.ts';

type Party = 'proposing' | 'confirming';

export const LIST = 'QJ-2.1a';

export function dutiesFor(s: ServiceCatalogueSettings) {
  return {
    confirm: {
      id: 'confirmServiceCatalogue',
      act: confirmation.type,
      owedBy: 'confirming',
      owedTo: 'proposing',
      judgedBy: 'receipt',
      limit: { unit: 'working-days', count: s.confirmDays },
      again: { unit: 'working-days', count: s.againDays },
      basis: { clause: LIST, instrument: 'QJ', article: '二（一）', force: 'management' },
      action: {
        zh: '复核新的清单版本，或者不予施行',
        en: 'Confirm the new version of the lists, or reject it',
      },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
