/** 登记规则 What may be registered around an inspection (QY-1 to 6, 10.1). Pure: what stands in the registries comes in. */
import { areaCovers } from '../law/instruments.ts';
import type { RowRefusal } from '../registry/subject-rules.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Forms } from './registries.ts';
import { refuseRow, unknownReference, type KnownUnit } from '../registry/known.ts';
import { ahead, type RegisteringContext, type KnownOfficer } from './registering-context.ts';

const thirdParty = (clause: string, field: string): RowRefusal =>
  refuseRow(
    'third-party-inspects',
    clause,
    field,
    ['第三方机构及其人员不得实施行政检查', 'A third party may not carry out inspections'],
    [
      '登记入协助执法人员名录库，不计入执法人数',
      'Register its people on the roll of assistants; they are not counted',
    ],
  );

/** QY-1.1, 1.2, 1.4, 3.2  Who inspects belongs to the bureau, has an area of it, and is none of those who approve or assist. */
export function refuseBody(
  form: Forms['body'],
  unit: KnownUnit | undefined,
  context: RegisteringContext,
): RowRefusal | undefined {
  if (!unit || unit.bureau !== context.bureau) return unknownReference('QY-1.1', '/unit');
  if (unit.roles.includes('third-party')) return thirdParty('QY-1.4', '/unit');
  if (unit.roles.some((role) => role === 'government' || role === 'justice-department'))
    return refuseRow(
      'body-unqualified',
      'QY-1.1',
      '/unit',
      ['该单位不是医疗保障行政执法主体', 'The unit is no enforcement body of medical insurance'],
      ['登记医疗保障行政部门', 'Register a department of medical insurance'],
    );
  if (!areaCovers(context.area, form.area))
    return refuseRow(
      'outside-territory',
      'QY-3.2',
      '/area',
      [
        `${form.area} 不在本局区域 ${context.area} 内`,
        `${form.area} lies outside the area of the bureau`,
      ],
      ['登记本局区域内的区划代码', 'Register an area of the bureau'],
    );
  return ahead(context.today, 'QY-1.2', {
    '/qualification/published/on': form.qualification?.published?.on,
  });
}

/** QY-10.1  Only who is registered as head of that very body; never the head of a section, a system, or somebody removed. */
export function refuseHead(
  officer: KnownOfficer | undefined,
  unit: string,
  isBody: boolean,
  bureau: string,
): RowRefusal | undefined {
  if (!isBody) return unknownReference('QY-10.1', '/unit');
  if (!officer || officer.bureau !== bureau) return unknownReference('QY-10.1', '/officer');
  if (
    officer.unit === unit &&
    officer.kind === 'person' &&
    !officer.removed &&
    officer.roles.includes('head')
  )
    return undefined;
  return refuseRow(
    'not-eligible',
    'QY-10.1',
    '/officer',
    [
      '主体负责人须为该主体在职并登记有负责人角色的人员',
      'The head of a body is a person in office there with the role of head',
    ],
    [
      '登记正职或者分管负责人；内设机构负责人不是主体负责人',
      'Register the principal or the deputy in charge; the head of a section is no head of the body',
    ],
  );
}

export interface DelegationGround {
  delegatorQualified: boolean | undefined;
  delegate: KnownUnit | undefined;
  unknownItems: readonly string[];
}
/** QY-1.3  What is missing of publications and filings is registered as missing: the gate refuses until it is there. */
export function refuseDelegation(
  form: Forms['delegation'],
  { delegatorQualified, delegate, unknownItems }: DelegationGround,
  { today }: RegisteringContext,
): RowRefusal | undefined {
  if (form.delegator === form.delegate)
    return refuseRow(
      'bad-input',
      'QY-1.3',
      '/delegate',
      ['不得委托本单位', 'Nobody delegates to themselves'],
      ['填写受委托的单位', 'Name the delegate'],
    );
  if (delegatorQualified === undefined) return unknownReference('QY-1.3', '/delegator');
  if (!delegate) return unknownReference('QY-1.3', '/delegate');
  if (delegate.roles.includes('third-party')) return thirdParty('QY-1.4', '/delegate');
  if (!delegatorQualified)
    return refuseRow(
      'body-unqualified',
      'QY-1.1',
      '/delegator',
      ['委托机关没有行政执法主体资格', 'The delegator is not qualified itself'],
      ['由具备资格的机关委托', 'Let a qualified authority delegate'],
    );
  if (unknownItems.length > 0)
    return refuseRow(
      'item-unknown',
      'QY-1.3',
      '/items',
      [`清单没有事项：${unknownItems.join('、')}`, `Not on the list: ${unknownItems.join(', ')}`],
      ['委托范围写清单中的事项', 'Delegate items of the list'],
    );
  return ahead(today, 'QY-1.3', {
    '/publishedByDelegatorOn': form.publishedByDelegatorOn,
    '/publishedByDelegateOn': form.publishedByDelegateOn,
    '/filedWithJusticeOn': form.filedWithJusticeOn,
    '/filedWithSuperiorOn': form.filedWithSuperiorOn,
  });
}

/** QY-1.4, 1.5, 6.1. `ofAnother`: the number is registered for somebody else. */
export function refuseOfficer(
  form: Forms['officer'],
  officer: KnownOfficer | undefined,
  ofAnother: boolean,
  context: RegisteringContext,
): RowRefusal | undefined {
  if (!officer || officer.bureau !== context.bureau) return unknownReference('QY-6.1', '/officer');
  if (officer.kind !== 'person' || (officer.removed && form.listed))
    return refuseRow(
      'not-eligible',
      'QY-6.1',
      '/officer',
      [
        '系统和已清除出执法队伍的人员不得列入名录',
        'Neither a system nor somebody removed from enforcement is on the rolls',
      ],
      ['列入在职人员，或者填 listed: false', 'List people in office, or take them off'],
    );
  const { certificate, roll } = form;
  if (roll === 'assistance')
    return certificate === null
      ? undefined
      : refuseRow(
          'bad-input',
          'QY-1.4',
          '/certificate',
          ['协助执法人员没有执法证件', 'An assistant has no certificate of enforcement'],
          ['填 null', 'Give null'],
        );
  if (officer.unitRoles.includes('third-party')) return thirdParty('QY-1.4', '/roll');
  return refuseCertificate(certificate, officer, ofAnother, context);
}

/** QY-1.5  The officer's own certificate, and of a kind that counts as one of enforcement. */
function refuseCertificate(
  certificate: Forms['officer']['certificate'],
  officer: KnownOfficer,
  ofAnother: boolean,
  context: RegisteringContext,
): RowRefusal | undefined {
  if (certificate === null)
    return refuseRow(
      'certificate-missing',
      'QY-1.5',
      '/certificate',
      ['执法人员须有执法证件', 'Who enforces has a certificate'],
      ['登记本人的执法证件', 'Register their own certificate'],
    );
  if (certificate.holder !== officer.id || ofAnother)
    return refuseRow(
      'certificate-not-own',
      'QY-1.5',
      ofAnother ? '/certificate/number' : '/certificate/holder',
      ['该证件属于他人', 'The certificate belongs to somebody else'],
      ['登记本人的执法证件', 'Register their own certificate'],
    );
  if (!context.certificateKinds.includes(certificate.kind))
    return refuseRow(
      'certificate-kind',
      'QY-1.5',
      '/certificate/kind',
      ['不是执法证件', 'Not a certificate of enforcement'],
      [
        `执法证件：${context.certificateKinds.join('、')}`,
        `Certificates: ${context.certificateKinds.join(', ')}`,
      ],
    );
  return undefined;
}

export const refuseDeclaration = (
  on: CivilDate,
  clause: string,
  today: CivilDate,
  field: string,
): RowRefusal | undefined => ahead(today, clause, { [field]: on });
