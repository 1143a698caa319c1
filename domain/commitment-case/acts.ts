/** 承诺制事项的文书 The acts of a commitment case, and what the engine is told of each: ids, codes, dates and hashes only. */
import type { CivilDate, Instant } from '../time/instant.ts';
import type { CommitmentType } from './terms.ts';
import type { ActWith } from '../law/acts.ts';
import { act, actOfOurs } from '../law/acts.ts';

/** TJ84-3.2, 7: conforming 相符, not-conforming 不符, to-supplement 待补齐 (credit only). */
export const results = ['conforming', 'not-conforming', 'to-supplement'] as const;
type ResultCode = (typeof results)[number];
/** 处理建议. `revoke`: the written suggestion of art. 10 follows. */
export const suggestions = ['revoke', 'rectify', 'other'] as const;
type SuggestionKind = (typeof suggestions)[number];
/** TJ84-10.2. */
export const conducts = ['unlawful', 'irregular', 'breach-of-agreement'] as const;

/** 档案三件 The hashes of application, commitment and result; what is missing is absent. */
export interface ArchiveParts {
  application?: string;
  commitment?: string;
  result?: string;
}
export interface Promised {
  material: string;
  promisedOn: CivilDate;
}

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
export type Archive = ActWith<{ parts: ArchiveParts; reasonGiven?: boolean }>;
export type Push = ActWith<
  object,
  { acceptingCoordinator: string | null; supervisingCoordinator: string | null }
>;
export type Distribution = ActWith<
  { assignee: string; reasonGiven?: boolean },
  { mayDistribute: boolean; maySupervise: boolean; absent: boolean }
>;
/** What a check or a feedback finds. `canSupplement`: the judgement of art. 9(2); undefined while nobody has judged. */
export interface CheckFinding {
  result: ResultCode;
  canSupplement?: boolean;
}
/** `result` is absent from records made before a record carried it. `correctionReasonGiven`: of a record that corrects an earlier one. */
export type CheckRecord = ActWith<{
  documentHash: string;
  result?: ResultCode;
  canSupplement?: boolean;
  correctionReasonGiven?: boolean;
}>;
export type SupervisionResult = ActWith<{
  to: string;
  result: ResultCode;
  suggestion?: SuggestionKind;
  canSupplement?: boolean;
  promisedOn?: CivilDate;
  conforming: string[];
  unlawful: boolean;
  dishonest: boolean;
}>;
export type StopOrder = ActWith<{
  reasonGiven: boolean;
  remediesGiven: boolean;
  documentHash: string;
}>;
export type Supplement = ActWith<{ material: string; documentHash: string }>;
export type RevocationSuggestion = ActWith<{
  written: boolean;
  documentHash?: string;
  heard: boolean;
  reasonGiven: boolean;
}>;
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
export type ConductLink = ActWith<
  { file?: string; caseNo?: string; evidence?: string; kind: string },
  { found: boolean }
>;
export type CreditEntry = ActWith<{ factGiven: boolean; basis?: string }, { entered: boolean }>;

/** 一案的现状 What the guards look at. */
export interface State {
  type: CommitmentType;
  accepting: string;
  supervising: string;
  /** TJ84-3.1: one body on both sides; then nobody works on both. */
  acceptors: string[];
  supervisors: string[];
  archive?: ArchiveParts;
  pushed: boolean;
  assignee?: string;
  /** The date of the last check. */
  checkedAt?: Instant;
  /** What the check found that is not fed back yet; undefined where the record does not say (older records). */
  finding?: CheckFinding;
  /** There is a check that is not fed back yet. */
  checked: boolean;
  result?: ResultCode;
  /** TJ84-9.2: judged to be able to complete the materials; undefined while nobody has judged. */
  canSupplement?: boolean;
  /** Materials under 重点监管 (TJ84-9.1), and those of them that have come in. */
  missing: string[];
  supplied: string[];
  /** For the promised date (TJ84-9.2). */
  waiting: boolean;
  /** TJ84-8, 9.2: what was found demands the stop order, and it is not served yet. */
  stopOwed: boolean;
  stopped: boolean;
  suggested: boolean;
  /** A revocation is owed, under this clause (TJ84-10.1 or 11). */
  revoking?: string;
  revoked: boolean;
  /** Confirmed unlawful conduct that is not linked yet; confirmed dishonest conduct, and whether it is entered (TJ84-10.2, 10.3). */
  linking: boolean;
  dishonest: boolean;
  credited: boolean;
}
