/** 报送系统 Who reports touches and acknowledges orders: a registered system of the bodies that pay, in its own name, by its own signed credential. */
import type { UnitRole } from '../../domain/registry/roles.ts';
import { requireRole, type Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';

const bodies: readonly UnitRole[] = ['insurance-centre', 'payment-division', 'settlement-centre'];

/** A person reports nothing, nor a system for one: what a machine has measured is nobody's word but its own. */
export function requireSettlementSystem(caller: Caller, clause: string): void {
  if (caller.kind === 'system' && caller.system === undefined) {
    requireRole(caller, ['receiving-system']);
    if (caller.unitRoles.some((role) => bodies.includes(role))) return;
  }
  throw new Problem('not-authorised', {
    clause,
    say: {
      zh: '由经办单位登记的系统以自己的凭证报送。',
      en: 'A registered system of the handling bodies reports it, by its own credential.',
    },
    lawful: {
      zh: '用社保中心、支付处或者结算中心所登记系统的凭证；人员在案卷中提交回执和送达。',
      en: 'Use the credential of a system registered with the insurance centre, the payment division or the settlement centre; persons file service and acknowledgement in the file.',
    },
  });
}
