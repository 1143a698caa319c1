/** 样例 An invented bureau of the place of the plan of 2021 for government services: its sections by their printed names, and who works there. Nobody and nothing here exists. */
import type { Bureau, Institution, Officer, Unit } from '../domain/registry/shapes.ts';
import { agreement, institution, officer, unit } from './sample-rows.ts';

const AREA = '500114';

export const servicesBureau: Bureau = {
  id: 'qj',
  name: '黔江（样例）医疗保障局',
  area: AREA,
  receivingSystem: 'duban',
  adoptions: [],
  settings: {},
};

/** 责任科室 [part of the id, name, over it]; 中心 is the office that handles the business of the bureau. */
const sections: readonly [id: string, name: string, over: string | null][] = [
  ['ju', '区医保局', null],
  ['jjk', '局基金监管科', 'ju'],
  ['zx', '医保事务中心', 'ju'],
  ['bgs', '中心办公室', 'zx'],
  ['cbk', '参保管理科', 'zx'],
  ['dyk', '职工、居民医保待遇科', 'zx'],
  ['jzk', '医疗救助科', 'zx'],
  ['fwk', '医疗服务管理科', 'zx'],
  ['xxk', '信息科', 'zx'],
];
const at = (id: string): string => `${servicesBureau.id}.${id}`;

export const servicesUnits: Unit[] = sections.map(([id, name, over]) =>
  unit(at(id), name, over && at(over), []),
);

export const servicesOfficers: Officer[] = [
  officer('o-qj-head', at('ju'), '黔局长', ['head']),
  officer('o-qj-deputy', at('ju'), '黔副局长', ['head']),
  officer('o-qj-zx-head', at('zx'), '黔主任', ['head']),
  officer('o-qj-coord', at('ju'), '黔协', ['coordinator']),
  officer('o-qj-reg', at('ju'), '黔监', ['regulator']),
  officer('o-qj-admin', at('ju'), '黔登', ['registrar', 'administrator']),
  officer('o-qj-admin-2', at('ju'), '黔复', ['registrar', 'administrator']),
  officer('s-qj-oa', at('bgs'), '政务服务平台', ['receiving-system'], { kind: 'system' }),
  ...sections
    .filter(([, , over]) => over !== null)
    .flatMap(([id, name]) =>
      ['一', '二'].map((n, i) =>
        officer(`o-qj-${id}-${i + 1}`, at(id), `${name.slice(0, 2)}${n}`, ['handler']),
      ),
    ),
];

export const servicesInstitutions: Institution[] = (
  [
    ['i-401', 'hospital'],
    ['i-402', 'pharmacy'],
  ] as const
).map(([id, kind]) =>
  institution(id, id.slice(2), `第${id.slice(2)}机构`, {
    bureau: servicesBureau.id,
    area: AREA,
    kind,
    ownership: 'private',
    agreement: agreement(id.slice(2), true),
  }),
);
