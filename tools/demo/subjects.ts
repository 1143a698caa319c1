/** Every run registers subjects of its own, so that it can be repeated: those of the last run are suspended or struck off. */
import { randomInt } from 'node:crypto';
import { creditCheckCharacter } from '../../domain/registry/codes.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import type { Clock } from './clock.ts';
import type { DemoClient } from './client.ts';

export interface Subjects {
  institution: string;
  practitioner: string;
  employers: readonly [string, string];
}

export async function registerSubjects(client: DemoClient, clock: Clock): Promise<Subjects> {
  const tag = String(randomInt(100_000)).padStart(5, '0');
  const subjects: Subjects = {
    institution: `i-demo-${tag}`,
    practitioner: `p-demo-${tag}`,
    employers: [`i-demo-${tag}`, 'i-002'],
  };
  const dates = { startsOn: addDays(clock.start, -180), endsOn: addDays(clock.start, 900) };
  const first17 = `92120000MA${tag}${tag.slice(0, 2)}`;
  await client.register('institutions', subjects.institution, {
    bureau: 'tj',
    nhsaCode: `H120000${tag}`,
    creditCode: first17 + creditCheckCharacter(first17),
    name: `演示医院${tag}（样例）`,
    kind: 'hospital',
    ownership: 'private',
    area: '120000',
    status: 'designated',
    agreement: {
      number: `样例协议-${tag}`,
      ...dates,
      clauses: [
        { id: '第32条', covers: ['suspension', 'refusal'] },
        { id: '第41条', covers: ['patients-informed'] },
      ],
      faceRecognitionReady: true,
    },
  });
  await client.register('practitioners', subjects.practitioner, {
    bureau: 'tj',
    nhsaCode: `D1200000${tag}`,
    name: `演示医师${tag}（样例）`,
    kind: 'physician',
    status: 'qualified',
    institutions: [...subjects.employers],
    agreement: {
      number: `样例附加协议-${tag}`,
      ...dates,
      clauses: [{ id: '第8条', covers: ['suspension', 'refusal'] }],
    },
  });
  return subjects;
}
