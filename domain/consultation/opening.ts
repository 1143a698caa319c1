/** May these two departments be called to a consultation? Pure; the registries' answers come in. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';

export interface CallToMake {
  /** A coordinator, a registrar, or the schedule itself. */
  authorised: boolean;
  accepting: string;
  supervising: string;
  /** Both are registered departments of the bureau. */
  registered: boolean;
  /** Start of the period before its end. */
  periodInOrder: boolean;
}

export function refuseCall(c: CallToMake): Refusal | undefined {
  if (!c.authorised)
    return refuse(
      'not-coordinator',
      'TJ84-15.0',
      '会商由审管联动协调员召集。',
      'A consultation is called by a coordinator.',
      '由登记在册、当日在岗的协调员（或其代理人）提交。',
      'Let a registered coordinator who is present, or the substitute, submit it.',
    );
  if (!c.registered)
    return refuse(
      'unknown-reference',
      'TJ84-16',
      '所写部门不在本局登记的单位中。',
      'A department named is not registered with this bureau.',
      '写明本局登记的单位编号。',
      'Name units that are registered with the bureau.',
    );
  if (c.accepting === c.supervising)
    return refuse(
      'same-department',
      'TJ84-16',
      '会商在受理部门和监管部门之间进行，不能只有一个部门。',
      'A consultation is between an accepting and a supervising department: one alone has none.',
      '写明两个部门。',
      'Name two departments.',
    );
  if (!c.periodInOrder)
    return refuse(
      'period-invalid',
      'TJ84-16',
      '数据期间的起点须在召集之前。',
      'The period must begin before the call.',
      '改早起点，或不填。',
      'Give an earlier start, or none.',
    );
  return undefined;
}
