/** 样例 An invented bureau of the place of 秦医保〔2022〕23号: who heads it, its section of fund supervision, others that use grades, and whom it grades. Nobody and nothing here exists. */
import type { Bureau, Institution, Officer, Unit } from '../domain/registry/shapes.ts';
import { agreement, enforcer, institution, officer, unit } from './sample-rows.ts';

const AREA = '130300';

export const creditBureau: Bureau = {
  id: 'qh',
  name: '秦皇岛（样例）医疗保障局',
  area: AREA,
  receivingSystem: 'duban',
  adoptions: [],
  settings: {},
};

export const creditUnits: Unit[] = [
  unit('qh.ju', '市医保局', null, ['supervision-body']),
  unit('qh.jjk', '基金监管科', 'qh.ju', ['fund-supervision'], ['credit', 'o-qh-jjk-1']),
  unit('qh.jck', '医药价格和招标采购科', 'qh.ju', []),
  unit('qh.zx', '市医保中心', 'qh.ju', []),
];

export const creditOfficers: Officer[] = [
  officer('o-qh-head', 'qh.ju', '秦局长', ['head']),
  officer('o-qh-1', 'qh.ju', '秦一', ['handler'], enforcer('201')),
  officer('o-qh-2', 'qh.ju', '秦二', ['handler'], enforcer('202')),
  officer('o-qh-coord', 'qh.ju', '秦协', ['coordinator']),
  officer('o-qh-reg', 'qh.ju', '秦监', ['regulator']),
  officer('o-qh-admin', 'qh.ju', '秦登', ['registrar', 'administrator']),
  officer('o-qh-admin-2', 'qh.ju', '秦复', ['registrar', 'administrator']),
  officer('o-qh-jjk-head', 'qh.jjk', '秦科长', ['head']),
  ...['一', '二', '三'].map((n, i) =>
    officer(`o-qh-jjk-${i + 1}`, 'qh.jjk', `秦基${n}`, ['handler'], enforcer(`21${i + 1}`)),
  ),
  officer('o-qh-jck-1', 'qh.jck', '秦价一', ['handler']),
  officer('o-qh-zx-1', 'qh.zx', '秦心一', ['handler']),
];

export const creditInstitutions: Institution[] = (
  [
    ['i-301', 'hospital', 'public'],
    ['i-302', 'hospital', 'private'],
    ['i-303', 'clinic', 'private'],
    ['i-304', 'pharmacy', 'private'],
    ['i-305', 'pharmacy', 'unknown'],
  ] as const
).map(([id, kind, ownership]) =>
  institution(id, id.slice(2), `第${id.slice(2)}机构`, {
    bureau: creditBureau.id,
    area: AREA,
    kind,
    ownership,
    agreement: agreement(id.slice(2), true),
  }),
);
