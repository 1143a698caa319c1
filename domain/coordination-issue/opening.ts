/** （六）May this issue be opened? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';

export interface IssueToOpen {
  /** The caller is a coordinator who is present. */
  coordinator: boolean;
  accepting: string;
  supervising: string;
  /** Both are registered departments of the bureau. */
  registered: boolean;
  /** The case named is of these two departments; absent: none is named. */
  caseOfThem?: boolean;
}

export function refuseOpening(i: IssueToOpen): Refusal | undefined {
  if (!i.coordinator)
    return refuse(
      'not-coordinator',
      'TJ84-15.0',
      '协调事项由审管联动协调员提出。',
      'An issue is opened by a coordinator.',
      '由登记在册、当日在岗的协调员（或其代理人）提交。',
      'Let a registered coordinator who is present, or the substitute, submit it.',
    );
  if (!i.registered)
    return refuse(
      'unknown-reference',
      'TJ84-15.6',
      '所写部门不在本局登记的单位中。',
      'A department named is not registered with this bureau.',
      '写明本局登记的单位编号。',
      'Name units that are registered with the bureau.',
    );
  if (i.caseOfThem === false)
    return refuse(
      'wrong-case',
      'TJ84-15.6',
      '所写案卷不是这两个部门之间的承诺事项案卷。',
      'The file named is no commitment case between these departments.',
      '核对案卷编号，或不填案卷。',
      'Check the file, or leave it out.',
    );
  return undefined;
}
