/** 陈述申辩期限 A management period inside the 20 working days: the party's, recorded by the body, for the party is not on the system. Data only. */
import type { Duty } from '../law/duty.ts';
import type { CivilDate } from '../time/instant.ts';
import { management, say } from './basis.ts';
import { statement } from './conduct/acts.ts';

export const statementUntil = (on: CivilDate) =>
  ({
    id: 'hearStatement',
    act: statement.type,
    owedBy: 'inspecting',
    owedTo: 'institution',
    judgedBy: 'receipt',
    limit: { unit: 'fixed', on },
    basis: management('QY-10.10', '第十条'),
    action: say('听取陈述申辩', 'Hear the institution'),
  }) satisfies Duty;
