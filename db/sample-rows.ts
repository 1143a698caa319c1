/** 样例行 How a row of the invented bureaus is written in short. */
import { creditCheckCharacter } from '../domain/registry/codes.ts';
import type { Institution, Officer, Unit } from '../domain/registry/shapes.ts';

type Dated = Officer['removedOn'] & string;
export const day = (text: string): Dated => text as Dated;

export function unit(
  id: string,
  name: string,
  superior: string | null,
  roles: Unit['roles'],
  contact?: [duty: string, officer: string],
): Unit {
  const contacts = contact
    ? [{ duty: contact[0], officer: contact[1], phone: '022-00000000' }]
    : [];
  return { id, bureau: id.split('.')[0]!, name: `${name}（样例）`, roles, superior, contacts };
}

export const certificate = (number: string): Officer['certificate'] => ({
  number: `样例${number}`,
  kind: '行政执法证',
  validFrom: day('2024-01-01'),
  validUntil: day('2029-12-31'),
});

export function officer(
  id: string,
  unitId: string,
  name: string,
  roles: Officer['roles'],
  more: Partial<Officer> = {},
): Officer {
  return {
    id,
    unit: unitId,
    kind: 'person',
    name: `${name}（样例）`,
    phone: null,
    roles,
    certificate: null,
    commitmentSignedOn: null,
    commitmentValidUntil: null,
    removedOn: null,
    newRecord: null,
    ...more,
  };
}

/** 执法人员 with certificate and commitment letter. */
export const enforcer = (number: string): Partial<Officer> => ({
  certificate: certificate(number),
  commitmentSignedOn: day('2026-01-05'),
  commitmentValidUntil: day('2030-12-31'),
  phone: '022-00000001',
});

export const clauses = [
  { id: '第32条', covers: ['suspension', 'refusal'] },
  { id: '第35条', covers: ['termination'] },
  { id: '第41条', covers: ['patients-informed'] },
];
export const agreement = (
  number: string,
  faceRecognitionReady: boolean,
  covered = clauses,
): NonNullable<Institution['agreement']> => ({
  number: `样例协议-${number}`,
  startsOn: day('2026-01-01'),
  endsOn: day('2027-12-31'),
  clauses: covered,
  faceRecognitionReady,
});

export function institution(
  id: string,
  number: string,
  name: string,
  more: Partial<Institution>,
): Institution {
  const first17 = `92120000MAXXXX${number}`;
  const area = more.area ?? '120000';
  return {
    id,
    bureau: 'tj',
    nhsaCode: `${more.kind === 'pharmacy' ? 'P' : 'H'}${area}00${number}`,
    creditCode: first17 + creditCheckCharacter(first17),
    name: `${name}（样例）`,
    kind: 'hospital',
    ownership: 'private',
    area,
    agreement: null,
    status: 'designated',
    ...more,
  };
}
