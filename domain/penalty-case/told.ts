/** 案件告知来源案卷 What a penalty case tells the files that it comes from. A procedure takes it that declares these acts among what is `brought` to it. */
import { actOfOurs } from '../law/acts.ts';
import type { Matter } from './terms.ts';
import type { Instant } from '../time/instant.ts';

/** The case names the file as its origin, or has been named by it. */
export type LinkedCase = {
  file: string;
  /** The supervision body that has it. */
  unit: string;
  caseNo: string;
  matter: Matter;
  matterRef: string | null;
  filedAt: Instant;
};
export const caseLinked = actOfOurs<LinkedCase & { evidence: string }>()('penalty-case-joined');

/**
 * 办结 The case has ended. `outcome`: as the file has it, `annulled` where its decision fell and none followed; `decision`: how the last decision stands;
 * null where none was made. Reviewer, investigators and participants of the discussion are those of the last review, assignment and discussion.
 */
export type EndedCase = LinkedCase & {
  outcome: string;
  closedAt: Instant;
  decision: 'decided' | 'served' | 'fallen' | 'changed' | null;
  reviewer: string | null;
  investigators: string[];
  /** Everybody of every assignment, whoever was recused or replaced included; ends that were told before it was asked have none. */
  investigated?: string[];
  participants: string[];
};
export const caseEnded = actOfOurs<EndedCase>()('penalty-case-ended');
