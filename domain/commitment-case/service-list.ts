/** 政务服务事项清单 What a row of a service list must be; and what is warned about without barring it. */
import type { RowRefusal } from '../registry/subject-rules.ts';
import type { Sentence } from '../law/refusal.ts';
import { mayAccept, maySupervise } from './departments.ts';
import type { ServiceItem } from './registries.ts';

/** What the registry knows of a unit. */
interface ListedUnit {
  bureau: string;
  roles: readonly string[];
}
export interface ListContext {
  bureau: string;
  units: ReadonlyMap<string, ListedUnit>;
}

/** The first rule that an item breaks. */
export function refuseItem(item: ServiceItem, context: ListContext): RowRefusal | undefined {
  if (item.types.length > 0 && item.departments.length === 0) return noMapping;
  for (const [i, { accepting, supervising }] of item.departments.entries()) {
    const refusal =
      refuseDepartment(
        accepting,
        `/departments/${i}/accepting`,
        context,
        mayAccept,
        notAccepting,
      ) ??
      refuseDepartment(
        supervising,
        `/departments/${i}/supervising`,
        context,
        maySupervise,
        notSupervising,
      );
    if (refusal) return refusal;
  }
  return undefined;
}

/** TJ84-3.1  What is done on commitment has somebody who supervises it. */
const noMapping: RowRefusal = {
  code: 'no-mapping',
  clause: 'TJ84-3.1',
  field: '/departments',
  say: {
    zh: '可适用承诺制的事项须列明受理部门和对应的监管部门',
    en: 'An item done on commitment names who accepts and who supervises it',
  },
  lawful: {
    zh: '逐一列明受理部门及其监管部门',
    en: 'Name every accepting department with its supervising one',
  },
};

function refuseDepartment(
  id: string,
  field: string,
  { bureau, units }: ListContext,
  fits: (roles: readonly string[]) => boolean,
  wrong: (field: string) => RowRefusal,
): RowRefusal | undefined {
  const unit = units.get(id);
  if (!unit || unit.bureau !== bureau) {
    return {
      code: 'unknown-reference',
      clause: 'TJ84-3.1',
      field,
      say: { zh: '本局没有登记该单位', en: 'The bureau has no such unit' },
      lawful: { zh: '先登记该单位', en: 'Register the unit first' },
    };
  }
  return fits(unit.roles) ? undefined : wrong(field);
}

/** TJ84-5.1  The list of accepting departments is closed. */
export const notAccepting = (field: string): RowRefusal => ({
  code: 'not-accepting-department',
  clause: 'TJ84-5.1',
  field,
  say: {
    zh: '该单位不属于第五条所列受理部门',
    en: 'The unit is not one of the accepting departments of article 5',
  },
  lawful: {
    zh: '受理部门限于市、区基金管理中心，市基金结算中心，市医药采购中心，街道（乡镇）办事机构',
    en: 'City or district fund centres, the settlement centre, the procurement centre, street and township offices',
  },
});

export const notSupervising = (field: string): RowRefusal => ({
  code: 'not-supervising-department',
  clause: 'TJ84-3.1',
  field,
  say: {
    zh: '该单位没有登记为监管部门',
    en: 'The unit is not registered as a supervising department',
  },
  lawful: {
    zh: '填写市、区行业主管部门，并登记其监管部门职能',
    en: 'Name the competent department and register its role',
  },
});

export interface ListWarning extends Sentence {
  code: string;
  clause: string;
  field: string;
}

/** TJ84-3.1  One body on both sides is lawful; then two persons keep the roles apart. */
export function warningsOf(item: ServiceItem): ListWarning[] {
  return item.departments.flatMap(({ accepting, supervising }, i) =>
    accepting !== supervising
      ? []
      : [
          {
            code: 'same-body',
            clause: 'TJ84-3.1',
            field: `/departments/${i}/supervising`,
            zh: '受理与监管为同一单位：每案须由两名不同人员分别办理',
            en: 'One body accepts and supervises: two different persons in every case',
          },
        ],
  );
}

/** TJ84-15.0  A department without a coordinator: shown, never a bar. */
export const lackingCoordinator = (field: string): ListWarning => ({
  code: 'no-coordinator',
  clause: 'TJ84-15.0',
  field,
  zh: '该部门没有在岗的审管联动协调员',
  en: 'This department has no coordinator present',
});

/** TJ84-15.0 分别设立  Each side its own. */
export const sameCoordinator = (field: string): RowRefusal => ({
  code: 'same-coordinator',
  clause: 'TJ84-15.0',
  field,
  say: {
    zh: '受理部门与监管部门应分别设立协调员；该人员已在对侧部门任协调员或代理人',
    en: 'Each side appoints its own coordinator; this person stands for the department of the other side',
  },
  lawful: { zh: '两侧各由不同人员担任', en: 'Appoint different persons on the two sides' },
});
