/** 报送与查阅 Who reports cases and notes of services, and who reads them. Nobody is named in them. */
import type { UnitRole } from '../../domain/registry/roles.ts';
import { requireOffice, requireRole, type Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';

export const tag = '政务服务指标 Figures of services';

/** 经办机构 The bodies that handle services at a window or on the network. */
const bodies: readonly UnitRole[] = [
  'insurance-centre',
  'city-fund-centre',
  'district-fund-centre',
  'settlement-centre',
  'street-service-office',
];

/** A registered system of a handling body in its own name, or a handler of one. */
export function requireReporter(caller: Caller, clause: string): void {
  if (caller.unitRoles.some((role) => bodies.includes(role))) {
    requireRole(caller, caller.kind === 'system' ? ['receiving-system'] : ['handler', 'head']);
    return;
  }
  throw new Problem('not-authorised', {
    clause,
    say: {
      zh: '办件由经办机构登记的系统或者经办人报送。',
      en: 'A registered system or a handler of a handling body reports cases.',
    },
    lawful: {
      zh: '用经办机构的凭证报送。',
      en: 'Use the credential of a handling body.',
    },
  });
}

/** Persons in office of the bureau. */
export function requireServiceReader(caller: Caller): void {
  requireOffice(caller);
}
