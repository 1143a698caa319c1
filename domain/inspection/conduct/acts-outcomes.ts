/** 处理、移送的文书 The acts of what follows a result, and of transfers, which may come before it. Ids, codes, dates and hashes only. */
import { act } from '../../law/acts.ts';
import type { CivilDate } from '../../time/instant.ts';
import type { softMeans } from '../outcomes.ts';
import {
  crimeTransfer,
  goodsHandover,
  policeAnswer,
  policeReturn,
  reconsideration,
  type DecisionFacts,
  type ReportFacts,
} from '../../crime-transfer/acts.ts';
import type { Member } from '../plan.ts';
import type { People, Presence } from './told.ts';

type Paper = { documentHash: string };
/** Which findings it is about. */
type About = { findings: string[] };

export const rectificationOrder = act<
  Partial<Paper> & About & { until: CivilDate; written: boolean }
>()('rectification-order', '责令改正', 'Rectification order');
export const rectificationReport = act<Paper & About>()(
  'rectification-report',
  '整改报告',
  'Report on the rectification',
);
/** `next`: what follows where something does not conform. */
export const recheck = act<
  Paper & {
    present: Presence[];
    results: { finding: string; conforming: boolean }[];
    next?: 'case-filing' | 'transfer';
  },
  People
>()('recheck', '整改复核', 'Re-check');
export const softMeasure = act<Paper & About & { means: (typeof softMeans)[number] }>()(
  'soft-measure',
  '柔性执法',
  'Soft means',
);
/** `file`: the rapid response of the same institution that it is linked with. */
export const caseFiling = act<
  About & {
    outcome: 'filed' | 'not-filed';
    checked: boolean;
    checker?: string;
    caseNo?: string;
    file?: string;
    evidence: string;
    reasonGiven: boolean;
  },
  { found: boolean; checker: boolean; team: Member[] }
>()('case-filing', '立案审核', 'Case filing');

export type HandlingActs =
  | typeof rectificationOrder
  | typeof rectificationReport
  | typeof recheck
  | typeof softMeasure
  | typeof caseFiling;

/** 移送的事项 What a matter is about: it decides who is competent for it (QY-14.1). */
export const matters = [
  'medical-insurance',
  'medical-practice',
  'drug-quality',
  'price',
  'registration',
  'discipline',
  'other',
] as const;
export type Matter = (typeof matters)[number];
/** 接收单位 A medical-insurance body, or the authority of another sector. */
export const authorities = [
  'medical-insurance',
  'health',
  'drug-administration',
  'market-regulation',
  'discipline-inspection',
  'other',
] as const;
export type Authority = (typeof authorities)[number];

/** `contains`: the receiver's area contains the institution's; `own`: it is the sender itself. */
export const transfer = act<
  Paper &
    About & {
      item: string;
      whole: boolean;
      matter: Matter;
      authority: Authority;
      unit?: string;
      competenceReasoned: boolean;
      evidenceGiven: boolean;
    },
  { contains: boolean | null; own: boolean; superior: string | null }
>()('transfer', '移送', 'Transfer');
export const transferAcceptance = act<
  Paper & { item: string; accepted: boolean; reasonGiven: boolean }
>()('transfer-acceptance', '接收移送', 'Acceptance of a transfer');
export const jurisdictionDispute = act<Paper & { item: string; to?: string }>()(
  'jurisdiction-dispute',
  '管辖争议报请',
  'Dispute on jurisdiction',
);
export const jurisdictionDecision = act<
  Paper & { item: string; decision: 'receiver-accepts' | 'sender-keeps' }
>()('jurisdiction-decision', '指定管辖', 'Decision on jurisdiction');
export const crimeReport = act<ReportFacts & About, People>()(
  'crime-report',
  '涉嫌犯罪移送报告',
  'Report of a suspected crime',
);
export const crimeDecision = act<DecisionFacts, People>()(
  'crime-decision',
  '涉嫌犯罪移送决定',
  'Decision on the transfer of a suspected crime',
);
export { crimeTransfer, goodsHandover, policeAnswer, policeReturn, reconsideration };

export type TransferActs =
  | typeof transfer
  | typeof transferAcceptance
  | typeof jurisdictionDispute
  | typeof jurisdictionDecision;
export type CrimeActs =
  | typeof crimeReport
  | typeof crimeDecision
  | typeof crimeTransfer
  | typeof policeAnswer
  | typeof goodsHandover
  | typeof reconsideration
  | typeof policeReturn;
