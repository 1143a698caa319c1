/** 立案查处的文书 The acts of a penalty case, and what the engine is told of each: codes, dates, ids, amounts and hashes only. */
import { act, actOfOurs } from '../law/acts.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Measure } from './measures.ts';
import type { People } from './person.ts';
import type { Demand, Discretion, Interval, KeyViolation, Origin, Outcome } from './terms.ts';

type Paper = { documentHash: string };
/** 并案 The same subject and matter again: another origin, facts that are new. */
/** `demandLacking`: 拒不改正 is alleged without the earlier demand. */
export const furtherFiling = act<{
  origins: Origin[];
  newFacts: boolean;
  demand?: Demand;
  demandLacking: boolean;
}>()('further-filing', '并案', 'Further filing');
/** Another file has filed it here, or names it as its case. */
export const caseOrigin = actOfOurs<{
  origins: Origin[];
  newFacts: boolean;
  demand?: Demand;
}>()('case-origin');

export const investigators = act<{ officers: string[]; reasonGiven: boolean }, People>()(
  'investigator-assignment',
  '调查人员指定',
  'Assignment of investigators',
);
export const recusal = act<
  { officer: string; approved: boolean; decidedBy: string; reasonGiven: boolean },
  People
>()('recusal', '回避', 'Recusal');
export const evidence = act<Paper & { collectors: string[]; newFacts: boolean }>()(
  'evidence-record',
  '证据登记',
  'Record of evidence',
);
export const preservation = act<Paper & { item: string; approvedBy: string }, People>()(
  'preservation',
  '先行登记保存',
  'Preservation of evidence',
);
export const preservationDecision = act<Paper & { item: string }>()(
  'preservation-decision',
  '先行登记保存处理决定',
  'Decision on what was preserved',
);
export const report = act<Paper & { officers: string[] }>()(
  'investigation-report',
  '调查终结报告',
  'Report of the investigation',
);
export const review = act<Paper & { passed: boolean; reasonGiven: boolean }, People>()(
  'legal-review',
  '法制审核',
  'Legal review',
);
export const discussion = act<Paper & { participants: string[] }, People>()(
  'collective-discussion',
  '集体讨论',
  'Collective discussion',
);
export const factsNotice = act<
  Paper & {
    measures: Measure[];
    reasonsGiven: boolean;
    basisGiven: boolean;
    windowEndsOn: CivilDate;
    hearingOffered: boolean;
  }
>()('facts-notice', '处罚事先告知', 'Notice of the facts');
export const partyStatement = act<
  Paper & { outcome: 'made' | 'waived'; newFacts: boolean; hearing: boolean }
>()('party-statement', '当事人陈述申辩', 'Statement of the party');
export const statementAnswer = act<
  Paper & { adopted: 'all' | 'in-part' | 'none'; reasonsGiven: boolean }
>()('statement-answer', '陈述申辩复核意见', 'Answer to the statement');
export const hearingRecord = act<Paper & { chair: string; withdrawn: boolean }, People>()(
  'hearing-record',
  '听证笔录',
  'Record of the hearing',
);
export const intervalStart = act<{ interval: Interval }>()(
  'interval-start',
  '期间扣除开始',
  'Beginning of what does not count',
);
export const intervalEnd = act<{ interval: Interval }>()(
  'interval-end',
  '期间扣除结束',
  'End of what does not count',
);
/** `days`: thirty by the head; sixty at most after that, by collective discussion. */
export const periodExtension = act<
  Paper & { days: number; approvedBy: string; participants: string[]; reasonGiven: boolean },
  People
>()('period-extension', '办案期限延长', 'Extension of the period');

export const decision = act<
  Paper & {
    outcome: Outcome;
    measures: Measure[];
    violations: KeyViolation[];
    discretion?: Discretion;
    discretionReasoned: boolean;
    reasonsGiven: boolean;
    basisGiven: boolean;
    approvedBy: string;
  },
  People
>()('penalty-decision', '处理处罚决定', 'Decision');
export const decisionService = act<Paper & { remediesGiven: boolean; method: string }>()(
  'decision-service',
  '处理处罚决定送达',
  'Service of the decision',
);
/** 分期、延期 What is left of it, anew. */
export const instalments = act<
  Paper & {
    item: string;
    parts: { amountFen: number; on: CivilDate }[];
    approvedBy: string;
    reasonGiven: boolean;
  },
  People
>()('instalment-approval', '分期（延期）缴纳批准', 'Approval of instalments');
/** `paidFen`: of what is owed itself; `surchargeFen`: of what was added for the days after. */
export const execution = act<Paper & { item: string; paidFen?: number; surchargeFen?: number }>()(
  'execution-record',
  '执行记录',
  'Record of the execution',
);
export const executionEnd = act<
  Paper & { item: string; how: 'court' | 'ended'; approvedBy: string; reasonGiven: boolean },
  People
>()('execution-end', '执行终结', 'End of the execution');
/** 复议、诉讼或者自行纠正 What has become of the decision since. `again`: it is to be decided anew. */
export const reversal = act<
  Paper & {
    by: 'reconsideration' | 'court' | 'self';
    outcome: 'upheld' | 'annulled' | 'changed';
    again: boolean;
    measures: Measure[];
    reasonGiven: boolean;
    /** Where the body does it itself. */
    approvedBy?: string;
    participants?: string[];
  },
  People
>()('decision-reversal', '决定的撤销、变更', 'Reversal of the decision');
export const refund = act<Paper & { amountFen: number }>()(
  'refund-record',
  '退还记录',
  'Record of the refund',
);
export const closure = act<Paper & { approvedBy: string }, People>()(
  'penalty-closure',
  '结案',
  'Closure of the case',
);

export const supervisionFlag = act<{ level: string; until: CivilDate; documentGiven: boolean }>()(
  'supervision-flag',
  '挂牌督办',
  'Case put under supervision',
);
/** 督办结果报告 What the supervision body reports by the day that was set. */
export const supervisionReport = act<Paper>()(
  'supervision-report',
  '督办结果报告',
  'Report to the supervising unit',
);
export const supervisionRemoval = act<{ approvalGiven: boolean; reasonGiven: boolean }>()(
  'supervision-removal',
  '解除挂牌督办',
  'Supervision lifted',
);
/** `held`: that meeting has ended with its record; `about`: it was about this case. */
export const meetingOutcome = act<
  Paper & { meeting: string },
  { found: boolean; held: boolean; about: boolean }
>()('meeting-outcome', '联席会议结果', 'Outcome of a joint meeting');

export type Acts =
  | typeof furtherFiling
  | typeof investigators
  | typeof recusal
  | typeof evidence
  | typeof preservation
  | typeof preservationDecision
  | typeof report
  | typeof review
  | typeof discussion
  | typeof factsNotice
  | typeof partyStatement
  | typeof statementAnswer
  | typeof hearingRecord
  | typeof intervalStart
  | typeof intervalEnd
  | typeof periodExtension
  | typeof decision
  | typeof decisionService
  | typeof instalments
  | typeof execution
  | typeof executionEnd
  | typeof reversal
  | typeof refund
  | typeof closure
  | typeof supervisionFlag
  | typeof supervisionReport
  | typeof supervisionRemoval
  | typeof meetingOutcome;
