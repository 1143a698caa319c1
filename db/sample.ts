/** 样例 An invented bureau with everything a demonstration and the tests need. Nobody and nothing here exists. */
import type {
  Bureau,
  Department,
  Institution,
  Officer,
  Practitioner,
  RegistryName,
  RegistryRows,
  Unit,
} from '../domain/registry/shapes.ts';
import { creditBureau, creditInstitutions, creditOfficers, creditUnits } from './credit-sample.ts';
import {
  inspectionInstitutions,
  inspectionOfficers,
  inspectionUnits,
} from './inspection-sample.ts';
import {
  servicesBureau,
  servicesInstitutions,
  servicesOfficers,
  servicesUnits,
} from './services-sample.ts';
import {
  agreement,
  certificate,
  clauses,
  day,
  enforcer,
  institution,
  officer,
  unit,
} from './sample-rows.ts';

const bureaus: Bureau[] = [
  {
    id: 'tj',
    name: '天津（样例）医疗保障局',
    area: '120000',
    receivingSystem: 'duban',
    adoptions: [],
    settings: {},
  },
  {
    id: 'qy',
    name: '庆阳（样例）医疗保障局',
    area: '621000',
    receivingSystem: 'duban',
    adoptions: [],
    settings: {},
  },
  creditBureau,
  servicesBureau,
];

/** 局 over its divisions; 支付处 is the division of 社保中心 that handles payments. */
const units: Unit[] = [
  unit('tj.ju', '市医保局', null, []),
  unit('tj.zfjd', '执法监督处', 'tj.ju', ['enforcement-supervision'], ['supervise', 'o-zfjd-1']),
  unit('tj.zdc', '医保制度建设处', 'tj.ju', ['system-division'], ['filing', 'o-zdc-1']),
  unit('tj.jcs', '局监察室', 'tj.ju', ['discipline-inspection'], ['discipline', 'o-jcs-1']),
  unit('tj.jds', '医保监督所', 'tj.zfjd', ['supervision-body'], ['rapid-response', 'o-jds-1']),
  unit('tj.sbzx', '市社保中心', 'tj.ju', ['insurance-centre'], ['rapid-response', 'o-sbzx-1']),
  unit('tj.zfc', '医保支付管理处', 'tj.sbzx', ['payment-division'], ['rapid-response', 'o-zfc-1']),
  unit('tj.fgk', '法规科', 'tj.ju', []),
  // 承诺制事项: who accepts and who supervises (TJ84); the list itself is in commitment-sample.ts
  unit('tj.jjzx', '市医疗保障基金管理中心', 'tj.ju', ['city-fund-centre']),
  unit('tj.jszx', '市医疗保障基金结算中心', 'tj.ju', ['settlement-centre']),
  unit('tj.cgzx', '市医药采购中心', 'tj.ju', ['procurement-centre']),
  unit('tj.jgc', '基金监督管理处', 'tj.ju', ['supervising-department']),
  unit('tj.yyfw', '医药服务管理处', 'tj.ju', ['supervising-department']),
  unit('tj.q1.ju', '第一区医保局', 'tj.ju', ['supervising-department']),
  unit('tj.q1.jjzx', '第一区医疗保障基金管理中心', 'tj.q1.ju', ['district-fund-centre']),
  unit('tj.q1.jd', '第一区甲街道办事机构', 'tj.q1.ju', ['street-service-office']),
  unit('tj.q1.zhen', '第一区乙镇办事机构', 'tj.q1.ju', ['street-service-office']),
  unit('tj.q2.jjzx', '第二区医疗保障基金管理中心', 'tj.ju', [
    'district-fund-centre',
    'supervising-department',
  ]),
  unit('qy.ju', '市医保局', null, ['supervision-body']),
  ...inspectionUnits,
  ...creditUnits,
  ...servicesUnits,
];

const officers: Officer[] = [
  officer('o-jds-1', 'tj.jds', '甲一', ['handler'], enforcer('001')),
  officer('o-jds-2', 'tj.jds', '甲二', ['handler'], enforcer('002')),
  officer('o-jds-3', 'tj.jds', '甲三', ['handler'], { certificate: certificate('003') }),
  officer('o-jds-4', 'tj.jds', '甲四', ['handler'], {
    ...enforcer('004'),
    removedOn: day('2026-03-02'),
  }),
  officer('o-zfc-1', 'tj.zfc', '乙一', ['handler'], { phone: '022-00000002' }),
  officer('o-zfc-2', 'tj.zfc', '乙二', ['handler']),
  officer('o-sbzx-1', 'tj.sbzx', '丙一', ['handler'], { phone: '022-00000003' }),
  officer('o-zdc-1', 'tj.zdc', '丁一', ['handler']),
  officer('o-zfjd-1', 'tj.zfjd', '戊一', ['handler', 'regulator'], enforcer('005')),
  officer('o-jcs-1', 'tj.jcs', '己一', ['handler']),
  officer('o-coord', 'tj.jds', '庚一', ['coordinator']),
  officer('o-reg', 'tj.zfjd', '辛一', ['regulator']),
  officer('o-admin', 'tj.ju', '壬一', ['registrar', 'administrator']),
  officer('o-law-1', 'tj.fgk', '癸一', ['legal-reviewer']),
  officer('o-head', 'tj.ju', '局长', ['head']),
  officer('s-ywt', 'tj.ju', '一网通平台', ['receiving-system'], { kind: 'system' }),
  officer('s-oa', 'tj.ju', '办公信息系统', ['receiving-system'], { kind: 'system' }),
  ...departmentOfficers(),
  officer('o-qy-1', 'qy.ju', '子一', ['handler'], enforcer('101')),
  officer('o-qy-coord', 'qy.ju', '子二', ['coordinator']),
  officer('o-qy-admin', 'qy.ju', '子三', ['registrar']),
  ...inspectionOfficers,
  ...creditOfficers,
  ...servicesOfficers,
];

/** 承诺制事项: -1 and on are handlers, -c and -d coordinators. */
function departmentOfficers(): Officer[] {
  const staff: [
    unit: string,
    short: string,
    name: string,
    handlers: number,
    coordinators: string,
  ][] = [
    ['tj.jjzx', 'jjzx', '寅', 2, 'cd'],
    ['tj.jszx', 'jszx', '卯', 1, 'c'],
    ['tj.cgzx', 'cgzx', '辰', 1, 'c'],
    ['tj.jgc', 'jgc', '巳', 5, 'cd'],
    ['tj.yyfw', 'yyfw', '午', 2, ''],
    ['tj.q1.ju', 'q1ju', '未', 3, 'c'],
    ['tj.q1.jjzx', 'q1jj', '申', 1, 'c'],
    ['tj.q1.jd', 'q1jd', '酉', 1, 'c'],
    ['tj.q1.zhen', 'q1z', '戌', 1, ''],
    ['tj.q2.jjzx', 'q2jj', '亥', 3, 'cd'],
  ];
  return staff.flatMap(([at, short, name, handlers, coordinators]) => [
    ...Array.from({ length: handlers }, (_, i) =>
      officer(
        `o-${short}-${i + 1}`,
        at,
        `${name}${'一二三四五'[i]}`,
        ['handler'],
        enforcer(`${short}${i + 1}`),
      ),
    ),
    ...[...coordinators].map((letter) =>
      officer(`o-${short}-${letter}`, at, `${name}${letter === 'c' ? '协' : '代'}`, [
        'coordinator',
      ]),
    ),
  ]);
}

const institutions: Institution[] = [
  institution('i-001', '001', '第一医院', {
    ownership: 'private',
    agreement: agreement('001', true),
  }),
  institution('i-002', '002', '第二医院', {
    ownership: 'public',
    agreement: agreement('002', false),
  }),
  institution('i-003', '003', '第三诊所', {
    kind: 'clinic',
    ownership: 'unknown',
    agreement: agreement('003', false, clauses.slice(1)),
  }),
  institution('i-004', '004', '第四药店', { kind: 'pharmacy', agreement: agreement('004', true) }),
  institution('i-005', '005', '第五门诊部', {
    kind: 'clinic',
    area: '120101',
    agreement: agreement('005', true),
  }),
  institution('i-101', '101', '第六医院', {
    bureau: 'qy',
    area: '621000',
    agreement: agreement('101', true),
  }),
  ...inspectionInstitutions,
  ...creditInstitutions,
  ...servicesInstitutions,
];

/** 科室 of the two hospitals; one of them closed. */
const departments: Department[] = (
  [
    ['d-001', 'i-001', '03', '内科'],
    ['d-002', 'i-001', '03.01', '呼吸内科专业'],
    ['d-003', 'i-001', '50.01', '中医内科专业', 'closed'],
    ['d-004', 'i-002', '04.01', '普通外科专业'],
    ['d-101', 'i-101', '03', '内科'],
  ] as [id: string, at: string, code: string, name: string, status?: Department['status']][]
).map(([id, at, code, name, status = 'open']) => ({
  id,
  institution: at,
  code,
  name: `${name}（样例）`,
  status,
}));

function practitioner(
  id: string,
  number: string,
  name: string,
  at: string[],
  more: Partial<Practitioner> = {},
): Practitioner {
  const kind = more.kind ?? 'physician';
  return {
    id,
    bureau: 'tj',
    nhsaCode: `${kind === 'physician' ? 'D' : 'Y'}120000000${number}`,
    name: `${name}（样例）`,
    kind,
    agreement: {
      number: `样例附加协议-${number}`,
      startsOn: day('2026-01-01'),
      endsOn: day('2027-12-31'),
      clauses: [{ id: '第8条', covers: ['suspension', 'refusal'] }],
    },
    status: 'qualified',
    institutions: at,
    ...more,
  };
}

const practitioners: Practitioner[] = [
  practitioner('p-001', '001', '丑一', ['i-001']),
  practitioner('p-002', '002', '丑二', ['i-001', 'i-002']),
  practitioner('p-003', '003', '丑三', ['i-003']),
  practitioner('p-004', '004', '丑四', ['i-004'], { kind: 'pharmacist' }),
];

/** In an order in which every row finds the rows it refers to. */
export const sample: { [N in RegistryName]: RegistryRows[N][] } = {
  bureaus,
  units,
  officers,
  institutions,
  departments,
  practitioners,
};
