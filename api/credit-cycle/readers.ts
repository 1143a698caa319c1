/** 拟列入 Whom a proposed listing concerns before the subject is told: the section, heads, and regulators (QHD-2.4d). */
import { holds, type Caller } from '../http/authentication.ts';

export const seesProposals = (caller: Caller): boolean =>
  caller.unitRoles.includes('fund-supervision') || holds(caller, 'head', 'regulator');
