/** 承诺制事项的文书 The acts of a commitment case, and what the engine is told of each: ids, codes, dates and hashes only. */
import { act, actOfOurs, type ActWith } from '../law/acts.ts';
import type { CivilDate } from '../time/instant.ts';
import type { CommitmentType } from './terms.ts';

/** TJ84-3.2, 7: conforming 相符, not-conforming 不符, to-supplement 待补齐 (credit only). */
export const results = ['conforming', 'not-conforming', 'to-supplement'] as const;
export type ResultCode = (typeof results)[number];
/** 处理建议. `revoke`: the written suggestion of art. 10 follows. */
export const suggestions = ['revoke', 'rectify', 'other'] as const;
type SuggestionKind = (typeof suggestions)[number];
/** TJ84-10.2. */
export const conducts = ['unlawful', 'irregular', 'breach-of-agreement'] as const;

/** 档案三件 The hashes of application, commitment and result; what is missing is absent. */
export type ArchiveParts = { application?: string; commitment?: string; result?: string };
export type Promised = { material: string; promisedOn: CivilDate };

/** 批准 The act that opens the case. */
export type Approval = ActWith<{
  result: string;
  item: string;
  type: CommitmentType;
  approvedOn: CivilDate;
  listVersion: number;
  missing: Promised[];
  explained: boolean;
  archive?: ArchiveParts;
  push?: boolean;
}>;

export const archive = act<{ parts: ArchiveParts }>()('archive', '归档', 'Archive');
export const archiveVersion = act<{ parts: ArchiveParts; reasonGiven: boolean }>()(
  'archive-version',
  '档案新版本',
  'New version of the archive',
);
/** A side without its coordinator is warned about by the case, and is no bar. */
export const push = act<
  Record<never, never>,
  { acceptingCoordinator: string | null; supervisingCoordinator: string | null },
  'workflow'
>()('push', '推送', 'Push');

/** What the roster and the absences say of who distributes and of who is to supervise. */
export type Rostered = { mayDistribute: boolean; maySupervise: boolean; absent: boolean };
export const distribution = act<{ assignee: string }, Rostered>()(
  'distribution',
  '分发',
  'Distribution',
);
export const reassignment = act<{ assignee: string; reasonGiven: boolean }, Rostered>()(
  'reassignment',
  '改派',
  'Reassignment',
);

/** What a check or a feedback finds. `canSupplement`: the judgement of art. 9(2); undefined while nobody has judged. */
export type CheckFinding = { result: ResultCode; canSupplement?: boolean };
/** `result` is absent from records made before a record carried it. `correctionReasonGiven`: of a record that corrects an earlier one. */
export const checkRecord = act<{
  documentHash: string;
  result?: ResultCode;
  canSupplement?: boolean;
  correctionReasonGiven?: boolean;
}>()('check-record', '检查记录', 'Check record');
export const supervisionResult = act<
  CheckFinding & {
    to: string;
    documentHash: string;
    suggestion?: SuggestionKind;
    promisedOn?: CivilDate;
    conforming: string[];
    unlawful: boolean;
    dishonest: boolean;
  }
>()('supervision-result', '监管结果反馈', 'Supervision result');
export const stopOrder = act<{
  reasonGiven: boolean;
  remediesGiven: boolean;
  documentHash: string;
}>()('stop-order', '责令停止', 'Stop order');
export const supplement = act<{ material: string; documentHash: string }>()(
  'supplement',
  '补齐材料',
  'Supplement',
);
export const revocationSuggestion = act<{
  written: boolean;
  documentHash?: string;
  heard: boolean;
  reasonGiven: boolean;
}>()('revocation-suggestion', '撤销建议', 'Suggestion to revoke');
export const revocation = act<
  { reasonGiven: boolean; remediesGiven: boolean; served: boolean; documentHash: string },
  { state: string | null }
>()('revocation', '撤销办理结果', 'Revocation');
export const licenceRevoked = actOfOurs<{ cascade: string; documentHash: string }>()(
  'licence-revoked',
);
/** The file in which the result has been revoked, its act, and who made it. */
export const revokedElsewhere = actOfOurs<{
  file: string;
  act: string;
  unit?: string;
  officer?: string;
}>()('revoked-elsewhere');
export const feedbackReceipt = act()('feedback-receipt', '反馈处理', 'Handling of the feedback');
export const conductLink = act<
  { file?: string; caseNo?: string; evidence?: string; kind: string },
  { found: boolean }
>()('conduct-link', '违法行为转办', 'Link to a rapid response or case');
export const creditEntry = act<{ factGiven: boolean; basis?: string }, { entered: boolean }>()(
  'credit-entry',
  '信用记录录入',
  'Credit entry',
);
export const creditObjection = act<{ documentHash: string }>()(
  'credit-objection',
  '信用记录异议',
  'Objection to the credit entry',
);
export const transfer = act<{ documentHash: string; reasonGiven: boolean }>()(
  'transfer',
  '移送',
  'Transfer',
);

export type Acts =
  | typeof archive
  | typeof archiveVersion
  | typeof push
  | typeof distribution
  | typeof reassignment
  | typeof checkRecord
  | typeof supervisionResult
  | typeof stopOrder
  | typeof supplement
  | typeof revocationSuggestion
  | typeof revocation
  | typeof feedbackReceipt
  | typeof conductLink
  | typeof creditEntry
  | typeof creditObjection
  | typeof transfer;
