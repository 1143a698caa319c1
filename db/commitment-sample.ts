/** 样例 An invented service list of the invented bureau `tj`, and who distributes, supervises and coordinates. Nobody and nothing here exists. */
import type {
  Absence,
  Appointment,
  RosterRow,
  ServiceItem,
  ServiceList,
} from '../domain/commitment-case/registries.ts';
import type { CivilDate } from '../domain/time/instant.ts';

const on = (text: string): CivilDate => text as CivilDate;
const BEGINNING = on('2020-01-01');
const reason = '样例 fictitious sample';

type Departments = ServiceItem['departments'];
const departments = (...pairs: [accepting: string, supervising: string][]): Departments =>
  pairs.map(([accepting, supervising]) => ({ accepting, supervising }));
const materials = (...names: string[]): ServiceItem['materials'] =>
  names.map((name, i) => ({ id: `m-${i + 1}`, name: `${name}（样例）` }));

function item(
  id: string,
  name: string,
  types: ServiceItem['types'],
  more: Omit<ServiceItem, 'id' | 'name' | 'types' | 'licenceKind'> & Partial<ServiceItem>,
): ServiceItem {
  return { id, name: `${name}（样例）`, types, licenceKind: null, ...more };
}

/** City and district; 第二区 supervises what it accepts itself (TJ84-3.1). */
const first: ServiceItem[] = [
  item('zm-01', '异地居住备案', ['certification'], {
    materials: materials('居住证明', '户籍证明'),
    departments: departments(
      ['tj.jjzx', 'tj.jgc'],
      ['tj.q1.jjzx', 'tj.q1.ju'],
      ['tj.q1.jd', 'tj.q1.ju'],
      ['tj.q1.zhen', 'tj.q1.ju'],
      ['tj.q2.jjzx', 'tj.q2.jjzx'],
    ),
  }),
  item('zm-02', '医疗费用手工报销', ['certification'], {
    materials: materials('费用清单'),
    departments: departments(['tj.jszx', 'tj.jgc'], ['tj.q1.jjzx', 'tj.q1.ju']),
  }),
  item('xy-01', '医疗机构定点申请', ['credit'], {
    licenceKind: 'medical-institution-licence',
    materials: materials('科室登记表', '信息系统验收单'),
    departments: departments(['tj.jjzx', 'tj.yyfw'], ['tj.q1.jjzx', 'tj.q1.ju']),
  }),
  item('xy-02', '零售药店定点申请', ['credit'], {
    licenceKind: 'drug-business-licence',
    materials: materials('药师注册证明', '进销存系统证明'),
    departments: departments(
      ['tj.jjzx', 'tj.jgc'],
      ['tj.q1.jjzx', 'tj.q1.ju'],
      ['tj.q2.jjzx', 'tj.q2.jjzx'],
    ),
  }),
  item('zx-01', '医药产品挂网申请', ['certification', 'credit'], {
    licenceKind: 'business-licence',
    materials: materials('企业资质证明', '产品资质证明'),
    departments: departments(['tj.cgzx', 'tj.jgc']),
  }),
  item('fs-01', '参保信息查询', [], {
    materials: [],
    departments: departments(['tj.jjzx', 'tj.jgc']),
  }),
];

/** Added later, by the list of 2026. */
const added = item('zx-02', '门诊特殊待遇登记', ['certification', 'credit'], {
  materials: materials('诊断证明', '检查报告'),
  departments: departments(['tj.jjzx', 'tj.jgc'], ['tj.q1.jd', 'tj.q1.ju']),
});

const document = (year: string): ServiceList['document'] => ({
  id: `sample-list-${year}`,
  sha256: '0'.repeat(64),
  where: `样例/清单/${year}`,
});
export const serviceLists: ServiceList[] = [
  { effectiveFrom: BEGINNING, document: document('2020'), reason, items: first },
  { effectiveFrom: '2026-01-01', document: document('2026'), reason, items: [...first, added] },
];

const post = (
  unit: string,
  side: Appointment['side'],
  officer: string,
  substitute: string | null = null,
): Appointment => ({ unit, side, officer, substitute, from: BEGINNING, until: null, reason });

/** 医药服务管理处 (tj.yyfw) and 样例镇 (tj.q1.zhen) have none: warned about, no bar (TJ84-15.0). */
export const appointments: Appointment[] = [
  post('tj.jjzx', 'accepting', 'o-jjzx-c', 'o-jjzx-d'),
  post('tj.jszx', 'accepting', 'o-jszx-c'),
  post('tj.cgzx', 'accepting', 'o-cgzx-c'),
  post('tj.q1.jjzx', 'accepting', 'o-q1jj-c'),
  post('tj.q1.jd', 'accepting', 'o-q1jd-c'),
  post('tj.q2.jjzx', 'accepting', 'o-q2jj-c'),
  post('tj.jgc', 'supervising', 'o-jgc-c', 'o-jgc-d'),
  post('tj.q1.ju', 'supervising', 'o-q1ju-c'),
  post('tj.q2.jjzx', 'supervising', 'o-q2jj-d'),
];

const duty = (
  unit: string,
  officer: string,
  what: RosterRow['duty'],
  only: string | null = null,
): RosterRow => ({
  unit,
  officer,
  duty: what,
  item: only,
  from: BEGINNING,
  until: null,
  reason,
  replaces: null,
  void: false,
});

export const roster: RosterRow[] = [
  duty('tj.jgc', 'o-jgc-1', 'distribute'),
  duty('tj.jgc', 'o-jgc-2', 'supervise'),
  duty('tj.jgc', 'o-jgc-3', 'supervise'),
  duty('tj.jgc', 'o-jgc-4', 'supervise'),
  duty('tj.jgc', 'o-jgc-5', 'supervise', 'zm-01'),
  duty('tj.yyfw', 'o-yyfw-1', 'distribute'),
  duty('tj.yyfw', 'o-yyfw-2', 'supervise'),
  duty('tj.q1.ju', 'o-q1ju-1', 'distribute'),
  duty('tj.q1.ju', 'o-q1ju-2', 'supervise'),
  duty('tj.q1.ju', 'o-q1ju-3', 'supervise'),
  duty('tj.q2.jjzx', 'o-q2jj-2', 'distribute'),
  duty('tj.q2.jjzx', 'o-q2jj-1', 'supervise'),
  duty('tj.q2.jjzx', 'o-q2jj-3', 'supervise'),
];

/** o-jgc-4 is away for good. */
export const absences: Absence[] = [
  {
    officer: 'o-jgc-4',
    from: BEGINNING,
    until: on('2199-12-31'),
    reason: '样例：长期外派',
    replaces: null,
    void: false,
  },
];
