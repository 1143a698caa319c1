/** 检查实施的文书 The acts from the accepted start to the told result, and what the engine is told of each: ids, codes, dates and hashes only. */
import { act } from '../../law/acts.ts';
import type { CivilDate, Instant } from '../../time/instant.ts';
import type { LeniencyEntry, measures } from '../outcomes.ts';
import type { Member } from '../plan.ts';
import type { TeamRole } from '../terms.ts';
import type { People, Presence, ToldFinding } from './told.ts';

/** Decided by the head of the body: who, and whether it is in writing. */
type Approved = { approvedBy: string; approved: boolean };
type Paper = { documentHash: string };

export const onSiteRecord = act<
  Paper & {
    enteredAt: Instant;
    leftAt: Instant;
    present: Presence[];
    signature: 'signed' | 'refused';
    refusalNoted: boolean;
    witnessed: boolean;
    recorded: boolean;
    recordingNeeded: boolean;
    recordingReasonGiven: boolean;
    reasonGiven: boolean;
  },
  People
>()('on-site-record', '现场检查笔录', 'On-site record');
export const pause = act<{ officer: string; reasonGiven: boolean }, People>()(
  'pause',
  '暂停检查',
  'Pause',
);
export const resume = act<{ present: Presence[] }, People>()('resume', '恢复检查', 'Resumption');
export const teamChange = act<
  {
    leaves?: string;
    joins?: string;
    role: TeamRole;
    approvedBy?: string;
    approved: boolean;
    reasonGiven: boolean;
  },
  People
>()('team-change', '检查人员变更', 'Change of the team');
export const stopOrder = act<Paper & { reasonGiven: boolean; remediesGiven: boolean }>()(
  'stop-order',
  '责令停止',
  'Stop order',
);
export const sealing = act<
  Paper &
    Approved & {
      item: string;
      present: Presence[];
      measure: (typeof measures)[number];
      inventoried: boolean;
      reasonGiven: boolean;
    },
  People
>()('sealing', '封存', 'Sealing');
export const sealingExtension = act<
  Paper & Approved & { item: string; until: CivilDate; reasonGiven: boolean },
  People
>()('sealing-extension', '延长封存', 'Extension of a sealing');
export const sealingRelease = act<Paper & { item: string; how: 'returned' | 'handed-over' }>()(
  'sealing-release',
  '解除封存',
  'Release of a sealing',
);
export const inspectionEnd = act<{ endedOn: CivilDate }>()(
  'inspection-end',
  '检查结束',
  'End of the inspection',
);
export const endCorrection = act<
  Partial<Paper> & { endedOn: CivilDate; evidenceGiven: boolean; reasonGiven: boolean }
>()('end-correction', '检查结束更正', 'Correction of the end');
export const abandonment = act<{ reasonGiven: boolean }>()(
  'abandonment',
  '终止检查',
  'Abandonment',
);

export type OnSiteActs = typeof onSiteRecord | typeof pause | typeof resume | typeof teamChange;
export type MeasureActs =
  | typeof stopOrder
  | typeof sealing
  | typeof sealingExtension
  | typeof sealingRelease;
export type EndActs = typeof inspectionEnd | typeof endCorrection | typeof abandonment;

export const provisionalResult = act<
  Paper & { findings: ToldFinding[]; rightsTold: boolean },
  { rightParty: boolean }
>()('provisional-result', '拟作结果告知', 'Provisional result');
export const statement = act<Paper & { complete: boolean }>()('statement', '陈述申辩', 'Statement');
export const statementWaiver = act<Paper>()(
  'statement-waiver',
  '放弃陈述申辩',
  'Waiver of the statement',
);
export const legalReview = act<
  Paper & { reviewer: string; agreed: boolean; reasonGiven: boolean },
  { known: boolean; approver: string | null; team: Member[] }
>()('legal-review', '法制审核', 'Legal review');
export const resultNotice = act<
  Partial<Paper> & {
    findings: ToldFinding[];
    written: boolean;
    answered: boolean;
    answerReasoned: boolean;
    remediesGiven: boolean;
  },
  { rightParty: boolean; leniency: LeniencyEntry[]; team: Member[] }
>()('result-notice', '检查结果告知', 'Notice of the result');
export const resultPublication = act<{
  withheld: boolean;
  reasonGiven: boolean;
  published: boolean;
}>()('result-publication', '检查结果公开', 'Publication of the result');

export type HearingActs =
  | typeof provisionalResult
  | typeof statement
  | typeof statementWaiver
  | typeof legalReview;
export type ResultActs = typeof resultNotice | typeof resultPublication;
