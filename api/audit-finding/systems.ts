/** 报送系统 Who reports findings: a registered system of the bodies that audit or supervise, in its own name, by its own signed credential. */
import type { UnitRole } from '../../domain/registry/roles.ts';
import { requireRole, type Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';

const bodies: readonly UnitRole[] = [
  'insurance-centre',
  'payment-division',
  'settlement-centre',
  'supervision-body',
];

/** A person reports nothing, nor a system for one: what the audit has found is nobody's word but its own. */
export function requireAuditSystem(caller: Caller, clause: string): void {
  if (caller.kind === 'system' && caller.system === undefined) {
    requireRole(caller, ['receiving-system']);
    if (caller.unitRoles.some((role) => bodies.includes(role))) return;
  }
  throw new Problem('not-authorised', {
    clause,
    say: {
      zh: '由经办或者监督机构登记的系统以自己的凭证报送。',
      en: 'A registered system of the handling or supervision bodies reports it, by its own credential.',
    },
    lawful: {
      zh: '用社保中心、支付处、结算中心或者监督所所登记系统的凭证。',
      en: 'Use the credential of a system registered with one of those bodies.',
    },
  });
}

/** 可以查阅 What is suspected of somebody is read by persons of the bodies that handle and supervise, and by regulators. */
export function requireFindingReader(caller: Caller): void {
  if (caller.kind === 'person' && caller.unitRoles.some((role) => bodies.includes(role))) {
    requireRole(caller, ['handler', 'head', 'regulator']);
    return;
  }
  requireRole(caller, ['regulator']);
}
