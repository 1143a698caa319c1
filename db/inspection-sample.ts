/** 样例 What stands around an inspection in the invented bureau `qy`: the city body, two counties', a delegate, who assists, approves and supervises, items, caps, credit. Nobody and nothing here exists. */
import type { Forms, ListName } from '../domain/inspection/registries.ts';
import type { Institution, Officer, Unit } from '../domain/registry/shapes.ts';
import { agreement, day, enforcer, institution, officer, unit } from './sample-rows.ts';

export const inspectionUnits: Unit[] = [
  unit('qy.xf.ju', '西峰区医保局', 'qy.ju', ['supervision-body']),
  unit('qy.qc.ju', '庆城县医保局', 'qy.ju', ['supervision-body']),
  unit('qy.jczx', '市医保基金监测中心', 'qy.ju', []),
  unit('qy.jcs', '局监察室', 'qy.ju', ['discipline-inspection']),
  unit('qy.zfjd', '执法监督科', 'qy.ju', ['enforcement-supervision']),
  unit('qy.fgk', '法规科', 'qy.ju', []),
  unit('qy.bx', '某保险公司', null, ['third-party']),
  unit('qy.zf', '市人民政府', null, ['government']),
  unit('qy.xf.zf', '西峰区人民政府', null, ['government']),
  unit('qy.sfj', '市司法局', null, ['justice-department']),
];

/** 承诺书 Who decides or enforces has signed it (TJ51-19.1). */
const signed = { commitmentSignedOn: day('2026-01-05'), commitmentValidUntil: day('2030-12-31') };
/** -1 and on enforce; who heads, reviews, supervises, coordinates and approves is never one of them. */
export const inspectionOfficers: Officer[] = [
  officer('o-qy-head', 'qy.ju', '市局局长', ['head'], signed),
  officer('o-qy-deputy', 'qy.ju', '分管副局长', ['head'], signed),
  officer('o-qy-xf-head', 'qy.xf.ju', '区局局长', ['head'], signed),
  officer('o-qy-qc-head', 'qy.qc.ju', '县局局长', ['head'], signed),
  officer('o-qy-jczx-head', 'qy.jczx', '中心主任', ['head'], signed),
  ...['二', '三', '四', '五', '六'].map((n, i) =>
    officer(`o-qy-${i + 2}`, 'qy.ju', `执法${n}`, ['handler'], enforcer(`10${i + 2}`)),
  ),
  ...['一', '二', '三', '四'].map((n, i) =>
    officer(`o-qy-xf-${i + 1}`, 'qy.xf.ju', `西执${n}`, ['handler'], enforcer(`11${i + 1}`)),
  ),
  ...['一', '二', '三'].map((n, i) =>
    officer(`o-qy-qc-${i + 1}`, 'qy.qc.ju', `庆执${n}`, ['handler'], enforcer(`12${i + 1}`)),
  ),
  ...['一', '二'].map((n, i) =>
    officer(`o-qy-jczx-${i + 1}`, 'qy.jczx', `中执${n}`, ['handler'], enforcer(`13${i + 1}`)),
  ),
  ...['一', '二'].map((n, i) => officer(`o-qy-bx-${i + 1}`, 'qy.bx', `协助${n}`, [])),
  officer('o-qy-law-1', 'qy.fgk', '法制一', ['legal-reviewer'], signed),
  officer('o-qy-jcs-1', 'qy.jcs', '监察一', ['handler'], signed),
  officer('o-qy-zfjd-1', 'qy.zfjd', '监督一', ['handler'], signed),
  officer('o-qy-reg', 'qy.zfjd', '监督二', ['regulator']),
  officer('o-qy-zf-1', 'qy.zf', '府办一', ['handler'], signed),
  officer('o-qy-xf-zf-1', 'qy.xf.zf', '区府办一', ['handler'], signed),
  officer('o-qy-sfj-1', 'qy.sfj', '司法一', ['handler'], signed),
];

interface Object_ {
  id: string;
  area: string;
  ownership: Institution['ownership'];
  kind?: Institution['kind'];
  cap: number | null;
  credit?: 'A' | 'B' | 'C' | 'D';
}
const [XIFENG, QINGCHENG] = ['621002', '621021'];
/** i-101 is in the sample already. */
const objects: Object_[] = [
  { id: 'i-102', area: XIFENG, ownership: 'private', cap: 2, credit: 'A' },
  { id: 'i-103', area: XIFENG, ownership: 'private', cap: 2, credit: 'B' },
  { id: 'i-104', area: XIFENG, ownership: 'private', kind: 'pharmacy', cap: 1, credit: 'C' },
  { id: 'i-105', area: XIFENG, ownership: 'public', cap: 2 },
  { id: 'i-106', area: XIFENG, ownership: 'unknown', kind: 'clinic', cap: 2, credit: 'D' },
  { id: 'i-107', area: XIFENG, ownership: 'private', kind: 'clinic', cap: null },
  { id: 'i-108', area: XIFENG, ownership: 'private', kind: 'pharmacy', cap: 2, credit: 'A' },
  { id: 'i-109', area: QINGCHENG, ownership: 'private', cap: 2, credit: 'B' },
  { id: 'i-110', area: QINGCHENG, ownership: 'private', kind: 'clinic', cap: 1 },
  { id: 'i-111', area: QINGCHENG, ownership: 'public', cap: 2, credit: 'B' },
  { id: 'i-112', area: QINGCHENG, ownership: 'unknown', kind: 'pharmacy', cap: 2 },
  { id: 'i-113', area: QINGCHENG, ownership: 'private', cap: 0 },
];
export const inspectionInstitutions: Institution[] = objects.map(
  ({ id, area, ownership, kind = 'hospital' }) =>
    institution(id, id.slice(2), `第${id.slice(2)}机构`, {
      bureau: 'qy',
      area,
      ownership,
      kind,
      agreement: agreement(id.slice(2), true),
    }),
);

const reason = '样例 fictitious sample';
const url = 'https://ybj.example.org/jiancha';
const paper = (id: string) => ({ id, sha256: 'ab'.repeat(32), where: 'oa/2026' });
const since = day('2020-01-01');
const qualification = {
  basis: '医疗保障基金使用监督管理条例第六条',
  from: since,
  until: null,
  suspended: null,
  published: { on: day('2020-01-02'), url },
};

export const bodies: Record<string, Forms['body']> = {
  'qy.ju': { reason, level: 'prefecture', area: '621000', qualification },
  'qy.xf.ju': { reason, level: 'county', area: XIFENG!, qualification },
  'qy.qc.ju': { reason, level: 'county', area: QINGCHENG!, qualification },
  'qy.jczx': { reason, level: 'prefecture', area: '621000', qualification: null },
};
export const heads: [unit: string, officer: string, Forms['head']][] = [
  ['qy.ju', 'o-qy-head', { reason, post: 'principal', from: since, until: null }],
  ['qy.ju', 'o-qy-deputy', { reason, post: 'deputy-in-charge', from: since, until: null }],
  ['qy.xf.ju', 'o-qy-xf-head', { reason, post: 'principal', from: since, until: null }],
  ['qy.qc.ju', 'o-qy-qc-head', { reason, post: 'principal', from: since, until: null }],
];
export const bases: Record<string, Forms['basis']> = {
  'tl-27': {
    reason,
    name: '医疗保障基金使用监督管理条例',
    article: '第二十七条',
    from: day('2021-05-01'),
  },
  'dd-31': {
    reason,
    name: '医疗机构医疗保障定点管理暂行办法',
    article: '第三十一条',
    from: day('2021-02-01'),
  },
  'yd-30': {
    reason,
    name: '零售药店医疗保障定点管理暂行办法',
    article: '第三十条',
    from: day('2021-02-01'),
  },
};

/** xm-09 in writing only; xm-10 is not published; xm-11 is withdrawn; xm-12 has no cap of its own. */
const item = (
  n: number,
  name: string,
  more: Partial<Forms['item']> = {},
): [id: string, Forms['item']] => [
  `xm-${String(n).padStart(2, '0')}`,
  {
    reason,
    name,
    basis: 'tl-27',
    contents: ['费用明细', '进销存', '诊疗记录'],
    methods: ['on-site', 'written', 'big-data'],
    standards: ['医保支付范围'],
    cap: { perYear: 2, exempts: ['specific-complaint', 'superior-order'] },
    published: { on: day('2025-07-01'), url },
    withdrawnOn: null,
    ...more,
  },
];
export const items: [id: string, Forms['item']][] = [
  item(1, '医保基金使用'),
  item(2, '收费和结算'),
  item(3, '药品耗材采购与库存'),
  item(4, '住院管理'),
  item(5, '门诊慢特病'),
  item(6, '检查检验'),
  item(7, '服务协议履行', { basis: 'dd-31' }),
  item(8, '药店处方管理', { basis: 'yd-30' }),
  item(9, '信息数据报送', { methods: ['written', 'information-sharing'] }),
  item(10, '未公布事项', { published: null }),
  item(11, '已取消事项', { withdrawnOn: day('2026-01-01') }),
  item(12, '实名就医', { cap: null }),
];
export const delegations: Record<string, Forms['delegation']> = {
  'wt-1': {
    reason,
    delegator: 'qy.ju',
    delegate: 'qy.jczx',
    document: paper('wt-2026-1'),
    items: ['xm-01', 'xm-02'],
    from: day('2026-01-01'),
    until: day('2028-12-31'),
    publishedByDelegatorOn: day('2026-01-05'),
    publishedByDelegateOn: day('2026-01-05'),
    filedWithJusticeOn: day('2026-01-06'),
    filedWithSuperiorOn: day('2026-01-06'),
  },
};
export const caps = objects
  .flatMap(({ id, cap }) => (cap === null ? [] : [{ id, perYear: cap }]))
  .concat({ id: 'i-101', perYear: 2 });
export const credits = objects.flatMap(({ id, credit }) =>
  credit ? [{ id, class: credit, asOf: day('2026-01-01') }] : [],
);
export const recusals: [officer: string, institution: string][] = [
  ['o-qy-6', 'i-102'],
  ['o-qy-xf-4', 'i-103'],
];
export const currentLists: ListName[] = ['objects', 'officers', 'assistants', 'items'];
export const onTheRolls = {
  enforcement: [
    ...Array.from({ length: 6 }, (_, i) => `o-qy-${i + 1}`),
    ...[1, 2, 3, 4].map((n) => `o-qy-xf-${n}`),
    ...[1, 2, 3].map((n) => `o-qy-qc-${n}`),
    'o-qy-jczx-1',
    'o-qy-jczx-2',
  ],
  assistance: ['o-qy-bx-1', 'o-qy-bx-2'],
};
