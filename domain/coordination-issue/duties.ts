/** 协调事项 Who owes what, all by management: TJ84-15.6 says 及时 and gives no number, so nothing here is ever a breach. */
import type { CommitmentSettings } from '../commitment-case/settings.ts';
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { closure, escalation, resolution, resolutionNote } from './acts.ts';

type Party = 'coordinator' | 'accepting' | 'supervising' | 'bodies';

/** Working days; management settings of the bureau (domain/commitment-case/settings.ts). */
export type Settings = Pick<
  CommitmentSettings,
  'issueDays' | 'issueAgainDays' | 'issueReportDays' | 'issueNoteDays'
>;

export function dutiesFor(s: Settings) {
  const basis: LegalBasis = {
    clause: 'TJ84-15.6',
    instrument: 'TJ84',
    article: '第十五条（六）',
    force: 'management',
  };
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const common = { judgedBy: 'receipt', basis } as const;
  return {
    resolveIssue: {
      ...common,
      id: 'resolveIssue',
      act: resolution.type,
      owedBy: 'coordinator',
      owedTo: 'accepting',
      limit: days(s.issueDays),
      again: days(s.issueAgainDays),
      action: { zh: '协调解决问题', en: 'Resolve the issue' },
    },
    escalateIssue: {
      ...common,
      id: 'escalateIssue',
      act: escalation.type,
      owedBy: 'coordinator',
      owedTo: 'bodies',
      limit: days(s.issueReportDays),
      again: days(s.issueAgainDays),
      action: {
        zh: '报告审批机关和监管机关',
        en: 'Report the issue to the approving and the supervising body',
      },
    },
    noteByAccepting: {
      ...common,
      id: 'noteResolution',
      act: resolutionNote.type,
      owedBy: 'accepting',
      owedTo: 'coordinator',
      limit: days(s.issueNoteDays),
      again: days(s.issueAgainDays),
      action: {
        zh: '受理部门知悉解决结果',
        en: 'The accepting department takes note of the resolution',
      },
    },
    noteBySupervising: {
      ...common,
      id: 'noteResolution',
      act: resolutionNote.type,
      owedBy: 'supervising',
      owedTo: 'coordinator',
      limit: days(s.issueNoteDays),
      again: days(s.issueAgainDays),
      action: {
        zh: '监管部门知悉解决结果',
        en: 'The supervising department takes note of the resolution',
      },
    },
    closeIssue: {
      ...common,
      id: 'closeIssue',
      act: closure.type,
      owedBy: 'coordinator',
      owedTo: 'accepting',
      limit: days(s.issueNoteDays),
      again: days(s.issueAgainDays),
      action: { zh: '销号', en: 'Close the issue' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
