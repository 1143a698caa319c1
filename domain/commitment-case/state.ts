/** 一案的现状 What the guards look at. */
import type { Instant } from '../time/instant.ts';
import type { ArchiveParts, CheckFinding, ResultCode } from './acts.ts';
import type { CommitmentType } from './terms.ts';

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
