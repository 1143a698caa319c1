/** 批准人 Who may approve a suspension that comes before its letter. */
import { refuse } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';

/** What the registries say of the approver who is named, on the day of the suspension. `over`: of the unit that suspends, or of one above it. */
export interface Approver {
  person: boolean;
  present: boolean;
  head: boolean;
  over: boolean;
}

/** Who approves the strongest measure without a hearing answers for it: a registered head of the unit that suspends, or of one above it, who was there that day. */
export function refuseApprover(
  approver: Approver | 'unregistered',
  clause: string,
): Refusal | undefined {
  const why = unfitness(approver);
  if (!why) return undefined;
  return refuse(
    'approver-unfit',
    clause,
    why[0],
    why[1],
    '由作出暂停的单位或其上级单位当日在岗的负责人（head）批准，并写明其编号。',
    "Let a head, present that day, of the unit that suspends or of one above it approve, and state that officer's id.",
  );
}

function unfitness(approver: Approver | 'unregistered'): [zh: string, en: string] | undefined {
  if (approver === 'unregistered' || !approver.person)
    return ['所列批准人不是登记在册的人员。', 'The approver named is no registered person.'];
  if (!approver.over)
    return [
      '所列批准人不属于作出暂停的单位或其上级单位。',
      'The approver named belongs neither to the unit that suspends nor to one above it.',
    ];
  if (!approver.head) return ['所列批准人不是负责人。', 'The approver named is no head.'];
  return approver.present
    ? undefined
    : [
        '所列批准人在暂停当日不在岗，或者已被清除。',
        'The approver named was absent on the day of the suspension, or had been removed.',
      ];
}

/** 六 A trip has no approver: the indicator's clause stands in his place. */
export const madeByTheBreaker =
  '系统熔断，依指标所引协议条款自动暂停，没有批准人（六）。Suspended by the system itself under the clause of the indicator; nobody approves it.';
