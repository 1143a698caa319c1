/** 引用 TJ51-11: a referral may cite a finding only if it names the referral's subject, and while it stands. Pure. */
import type { Refusal } from '../law/refusal.ts';
import { refusing } from '../law/refuse.ts';

const refuse = refusing('TJ51-11');

/** A cited finding as the registry has it; undefined where there is none in this bureau. */
export interface Cited {
  subject: { kind: string; id: string };
  withdrawn: boolean;
}

export function refuseCiting(
  subject: { kind: string; id: string },
  cited: readonly (Cited | undefined)[],
): Refusal | undefined {
  if (cited.some((one) => one === undefined))
    return refuse(
      'audit-finding-unknown',
      '所引的智能审核发现不存在。',
      'A finding that is cited has not come in.',
      '核对来源和编号：GET /v1/audit-findings。',
      'Check source and id: GET /v1/audit-findings.',
    );
  if (cited.some((one) => one!.subject.kind !== subject.kind || one!.subject.id !== subject.id))
    return refuse(
      'audit-finding-other-subject',
      '所引的智能审核发现针对的是其他主体。',
      'A finding that is cited is about another subject.',
      '只引用针对本主体的发现；涉及其他主体的另行函告。',
      'Cite findings about this subject only, and refer the other one by itself.',
    );
  return cited.some((one) => one!.withdrawn)
    ? refuse(
        'audit-finding-withdrawn',
        '所引的智能审核发现已被来源系统撤销。',
        'A finding that is cited was withdrawn by its source.',
        '不引用该发现，另附依据。',
        'Leave it out, and rest on something else.',
      )
    : undefined;
}
