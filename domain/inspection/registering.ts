/** 登记规则 What may be registered around an inspection (QY-1 to 6, 10.1). Pure: what stands in the registries comes in. */
import { areaCovers } from '../law/instruments.ts';
import type { Sentence } from '../law/refusal.ts';
import type { RowRefusal } from '../registry/rules.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Rechecked } from './plan.ts';
import type { Forms } from './registries.ts';

export interface KnownUnit {
  id: string;
  bureau: string;
  roles: readonly string[];
}
export interface KnownOfficer {
  id: string;
  unit: string;
  bureau: string;
  kind: string;
  roles: readonly string[];
  removed: boolean;
  unitRoles: readonly string[];
}
export interface Ground {
  today: CivilDate;
  bureau: string;
  area: string;
  certificateKinds: readonly string[];
}

const refuse = (
  code: string,
  clause: string,
  field: string,
  say: readonly [string, string],
  lawful: readonly [string, string],
): RowRefusal => {
  const pair = ([zh, en]: readonly [string, string]): Sentence => ({ zh, en });
  return { code, clause, field, say: pair(say), lawful: pair(lawful) };
};
export const unknown = (clause: string, field: string): RowRefusal =>
  refuse(
    'unknown-reference',
    clause,
    field,
    ['本局没有该登记', 'The bureau has no such registration'],
    ['先登记', 'Register it first'],
  );
/** A registry holds what has happened. */
const ahead = (
  today: CivilDate,
  clause: string,
  dates: Readonly<Record<string, CivilDate | null | undefined>>,
): RowRefusal | undefined => {
  const field = Object.keys(dates).find((name) => (dates[name] ?? today) > today);
  return field === undefined
    ? undefined
    : refuse(
        'in-the-future',
        clause,
        field,
        ['所写日期在将来', 'The stated date is in the future'],
        ['发生之后登记', 'Register it once it has happened'],
      );
};
const thirdParty = (clause: string, field: string): RowRefusal =>
  refuse(
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
  ground: Ground,
): RowRefusal | undefined {
  if (!unit || unit.bureau !== ground.bureau) return unknown('QY-1.1', '/unit');
  if (unit.roles.includes('third-party')) return thirdParty('QY-1.4', '/unit');
  if (unit.roles.some((role) => role === 'government' || role === 'justice-department'))
    return refuse(
      'body-unqualified',
      'QY-1.1',
      '/unit',
      ['该单位不是医疗保障行政执法主体', 'The unit is no enforcement body of medical insurance'],
      ['登记医疗保障行政部门', 'Register a department of medical insurance'],
    );
  if (!areaCovers(ground.area, form.area))
    return refuse(
      'outside-territory',
      'QY-3.2',
      '/area',
      [
        `${form.area} 不在本局区域 ${ground.area} 内`,
        `${form.area} lies outside the area of the bureau`,
      ],
      ['登记本局区域内的区划代码', 'Register an area of the bureau'],
    );
  return ahead(ground.today, 'QY-1.2', {
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
  if (!isBody) return unknown('QY-10.1', '/unit');
  if (!officer || officer.bureau !== bureau) return unknown('QY-10.1', '/officer');
  if (
    officer.unit === unit &&
    officer.kind === 'person' &&
    !officer.removed &&
    officer.roles.includes('head')
  )
    return undefined;
  return refuse(
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
  { today }: Ground,
): RowRefusal | undefined {
  if (form.delegator === form.delegate)
    return refuse(
      'bad-input',
      'QY-1.3',
      '/delegate',
      ['不得委托本单位', 'Nobody delegates to themselves'],
      ['填写受委托的单位', 'Name the delegate'],
    );
  if (delegatorQualified === undefined) return unknown('QY-1.3', '/delegator');
  if (!delegate) return unknown('QY-1.3', '/delegate');
  if (delegate.roles.includes('third-party')) return thirdParty('QY-1.4', '/delegate');
  if (!delegatorQualified)
    return refuse(
      'body-unqualified',
      'QY-1.1',
      '/delegator',
      ['委托机关没有行政执法主体资格', 'The delegator is not qualified itself'],
      ['由具备资格的机关委托', 'Let a qualified authority delegate'],
    );
  if (unknownItems.length > 0)
    return refuse(
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
  ground: Ground,
): RowRefusal | undefined {
  if (!officer || officer.bureau !== ground.bureau) return unknown('QY-6.1', '/officer');
  if (officer.kind !== 'person' || (officer.removed && form.listed))
    return refuse(
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
      : refuse(
          'bad-input',
          'QY-1.4',
          '/certificate',
          ['协助执法人员没有执法证件', 'An assistant has no certificate of enforcement'],
          ['填 null', 'Give null'],
        );
  if (officer.unitRoles.includes('third-party')) return thirdParty('QY-1.4', '/roll');
  if (certificate === null)
    return refuse(
      'certificate-missing',
      'QY-1.5',
      '/certificate',
      ['执法人员须有执法证件', 'Who enforces has a certificate'],
      ['登记本人的执法证件', 'Register their own certificate'],
    );
  if (certificate.holder !== officer.id || ofAnother)
    return refuse(
      'certificate-not-own',
      'QY-1.5',
      ofAnother ? '/certificate/number' : '/certificate/holder',
      ['该证件属于他人', 'The certificate belongs to somebody else'],
      ['登记本人的执法证件', 'Register their own certificate'],
    );
  if (!ground.certificateKinds.includes(certificate.kind))
    return refuse(
      'certificate-kind',
      'QY-1.5',
      '/certificate/kind',
      ['不是执法证件', 'Not a certificate of enforcement'],
      [
        `执法证件：${ground.certificateKinds.join('、')}`,
        `Certificates: ${ground.certificateKinds.join(', ')}`,
      ],
    );
  return undefined;
}

/** QY-2.1, 2.3  A live item rests on a basis in force. `basis`: as registered; undefined where it is not. */
export function refuseItem(
  form: Forms['item'],
  basis: { repealedOn: CivilDate | null } | undefined,
  { today }: Ground,
): RowRefusal | undefined {
  const lawful = [
    '清理该事项（填写取消日期），或者先登记现行依据',
    'Withdraw the item, or register the basis in force first',
  ] as const;
  if (form.basis !== null && !basis) return unknown('QY-2.1', '/basis');
  if (form.withdrawnOn === null && !basis)
    return refuse(
      'item-without-basis',
      'QY-2.1',
      '/basis',
      ['没有法定依据的事项不得列入清单', 'An item without a legal basis is not listed'],
      lawful,
    );
  if (form.withdrawnOn === null && basis?.repealedOn)
    return refuse(
      'item-basis-repealed',
      'QY-2.1',
      '/basis',
      [`依据自 ${basis.repealedOn} 起废止`, `The basis is repealed from ${basis.repealedOn}`],
      lawful,
    );
  return ahead(today, 'QY-2.2', { '/published/on': form.published?.on });
}

/** QY-2.1  A repeal stands; no basis ends before it began. */
export function refuseRepeal(
  on: CivilDate,
  basis: { from: CivilDate; repealedOn: CivilDate | null },
): RowRefusal | undefined {
  if (basis.repealedOn !== null && basis.repealedOn !== on)
    return refuse(
      'conflict',
      'QY-2.1',
      '/on',
      [`已登记自 ${basis.repealedOn} 起废止`, `Registered as repealed from ${basis.repealedOn}`],
      [
        '依据恢复或者修订的，另行登记新的依据',
        'Register what takes its place as a basis of its own',
      ],
    );
  return on > basis.from
    ? undefined
    : refuse(
        'bad-input',
        'QY-2.1',
        '/on',
        ['废止不得早于施行', 'Repealed before it came into force'],
        ['核对日期', 'Check the date'],
      );
}

export interface ClueGround {
  institution: boolean;
  unknownItems: readonly string[];
  orderedBy: boolean;
  /** The inspection that it re-checks. */ rechecks: Rechecked | undefined;
}
/** QY-4.2, 12.3, 15.1  The institution is one of the bureau's; items are on the list; each kind names what it rests on. */
export function refuseClue(form: Forms['clue'], known: ClueGround): RowRefusal | undefined {
  if (!known.institution) return unknown('QY-4.2', '/institution');
  if (known.unknownItems.length > 0)
    return refuse(
      'item-unknown',
      'QY-4.2',
      '/items',
      [
        `清单没有事项：${known.unknownItems.join('、')}`,
        `Not on the list: ${known.unknownItems.join(', ')}`,
      ],
      [
        '填写清单中的事项；无法指明的填 null',
        'Name items of the list; null where none can be named',
      ],
    );
  if (form.orderedBy !== null && !known.orderedBy) return unknown('QY-4.2', '/orderedBy');
  return (
    refuseGround(form) ??
    (form.kind === 're-check' ? refuseRecheck(form, known.rechecks) : undefined)
  );
}

/** What a kind rests on is named by it, and by no other. */
function refuseGround(form: Forms['clue']): RowRefusal | undefined {
  const named = {
    transferred: 'transferredBy',
    'data-monitoring': 'hit',
    'own-request': 'signature',
    're-check': 'rechecks',
  } as const;
  const own = Object.entries(named).find(([kind]) => kind === form.kind)?.[1];
  const stranger = Object.values(named).find((field) => field !== own && form[field] !== null);
  if (stranger)
    return refuse(
      'bad-input',
      'QY-4.2',
      `/${stranger}`,
      ['该类线索没有此项', 'No clue of this kind has it'],
      ['填 null', 'Give null'],
    );
  if (own !== undefined && form[own] === null)
    return refuse(
      'clue-unproved',
      'QY-4.2',
      `/${own}`,
      ['没有写明该类线索的来源', 'What a clue of this kind rests on is missing'],
      [
        '转办写明单位，数据监测写明命中编号，企业申请附签章申请书，整改复查写明原检查',
        'Name who transferred it, the hit, the signed application, or the inspection that is re-checked',
      ],
    );
  if (form.kind === 'specific-complaint' && form.items === null)
    return refuse(
      'clue-unproved',
      'QY-6.2',
      '/items',
      [
        '没有指明事项的，不是有明确线索指向的投诉举报',
        'A complaint that names no item does not point clearly',
      ],
      ['写明事项，或者登记为投诉举报', 'Name the items, or register it as a complaint'],
    );
  return undefined;
}

/** QY-12.3  A re-check follows an inspection of this institution and these items, under which a rectification is ordered and open. */
function refuseRecheck(
  { institution, items }: Forms['clue'],
  found: Rechecked | undefined,
): RowRefusal | undefined {
  if (
    found?.institution === institution &&
    found.ordered &&
    items?.every((item) => found.items.includes(item))
  )
    return undefined;
  return refuse(
    'recheck-unfounded',
    'QY-12.3',
    '/rechecks',
    [
      '该机构没有这样的检查，或者没有未复核的整改要求',
      'There is no such inspection of the institution, or no rectification is ordered and open',
    ],
    [
      '只就已经责令整改、尚未复核的检查和事项登记',
      'Register it for an inspection and items whose rectification is ordered and open',
    ],
  );
}

export const refuseDeclaration = (
  on: CivilDate,
  clause: string,
  today: CivilDate,
  field: string,
): RowRefusal | undefined => ahead(today, clause, { [field]: on });
