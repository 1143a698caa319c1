/** 信用主体的登记 Who may be a credit subject (QHD-1.3). Pure. */
import type { Refusal } from '../law/refusal.ts';
import { refuse } from '../law/refuse.ts';
import { isCreditCode } from '../registry/codes.ts';
import { SUBJECTS } from './recording.ts';
import type { SubjectRow } from './shapes.ts';

/** 公民身份号码 GB 11643: a day of birth in the middle, and a check character. */
function isIdentityNumber(code: string): boolean {
  if (!/^\d{6}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(code))
    return false;
  let sum = 0;
  for (let n = 0; n < 17; n++) sum += Number(code[n]) * (2 ** (17 - n) % 11);
  return '10X98765432'[sum % 11] === code[17];
}

export const refuseNaturalPerson = (): Refusal =>
  refuse(
    'natural-person',
    SUBJECTS,
    '企业信用评价的主体是定点医药机构、参保单位等，自然人不是。',
    'Credit is graded of institutions, employers and such enterprises, not of natural persons.',
    '经营定点药店的个体工商户登记为定点医药机构。',
    'A sole trader who runs a designated pharmacy is registered as the institution.',
  );

/** 自相矛盾 Of one request, the first row that says of an id or of a code something else than a row before it; -1: none does. */
export function contradicting(rows: readonly SubjectRow[]): number {
  const said = new Map<string, string>();
  const differs = (key: string, value: string): boolean => {
    const before = said.get(key) ?? value;
    said.set(key, before);
    return before !== value;
  };
  // An institution is what its registry says, whatever else the row says.
  return rows.findIndex(
    ({ kind, id, name, creditCode }) =>
      kind !== 'institution' &&
      [
        differs(`${kind} id ${id}`, JSON.stringify([name, creditCode])),
        differs(`${kind} code ${creditCode}`, id),
      ].includes(true),
  );
}

export const refuseContradiction = (): Refusal =>
  refuse(
    'subject-differs',
    SUBJECTS,
    '同一次登记中，同一编号或者同一代码写成了不同的主体。',
    'In one request an id or a code stands for different subjects.',
    '核对编号和统一社会信用代码。',
    'Look at the id and the unified social credit code.',
  );

/** Of whom the registry of institutions tells everything, nothing is changed here. */
export const refuseRegistered = (): Refusal =>
  refuse(
    'subject-of-registry',
    SUBJECTS,
    '定点医药机构的名称、代码和状态以机构登记簿为准。',
    'Name, code and status of an institution are those of its registry.',
    '更正机构登记簿。',
    'Correct the registry of institutions.',
  );

/** Why a row cannot be registered; nothing when it can. `known`: the bureau's registry has the institution. */
export function refuseSubject(row: SubjectRow, known: boolean): Refusal | undefined {
  const { kind, id, creditCode, name } = row;
  if (kind === 'natural-person') return refuseNaturalPerson();
  const enterprise = creditCode?.startsWith('9') === true && isCreditCode(creditCode);
  const personal = (code: string): boolean => isIdentityNumber(code.toUpperCase());
  if (personal(id) || (!enterprise && personal(creditCode ?? ''))) return refuseNaturalPerson();
  if (kind === 'institution')
    return known
      ? undefined
      : refuse(
          'subject-not-registered',
          SUBJECTS,
          '本局的机构登记簿没有该机构。',
          "The bureau's registry has no such institution.",
          '先登记该机构。',
          'Register the institution first.',
        );
  return name !== undefined && creditCode !== undefined && isCreditCode(creditCode)
    ? undefined
    : refuse(
        'subject-not-registered',
        SUBJECTS,
        '没有名称，或者没有有效的统一社会信用代码。',
        'The name or a valid unified social credit code is missing.',
        '写明名称和统一社会信用代码。',
        'State both.',
      );
}
