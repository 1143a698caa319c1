/** 协调员、专人 Who may be appointed to what (TJ84-6, 15.0). Pure; what stands on the other side is asked of the database. */
import type { RowRefusal } from '../registry/subject-rules.ts';
import { mayAccept, maySupervise } from './departments.ts';
import { notAccepting, notSupervising } from './service-list.ts';
import type { Side } from './terms.ts';

/** What the registry knows of a unit and of an officer. */
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
}

const unknown = (field: string): RowRefusal => ({
  code: 'unknown-reference',
  clause: 'TJ84-15.0',
  field,
  say: { zh: '本局没有该登记', en: 'The bureau has no such registration' },
  lawful: { zh: '先登记', en: 'Register it first' },
});

const notEligible = (
  clause: string,
  field: string,
  zh: string,
  en: string,
  lawfulZh: string,
  lawfulEn: string,
): RowRefusal => ({
  code: 'not-eligible',
  clause,
  field,
  say: { zh, en },
  lawful: { zh: lawfulZh, en: lawfulEn },
});

/** The post must be one that the unit has: accepting departments on the accepting side, supervising ones on the other. */
export function refuseSide(
  unit: KnownUnit | undefined,
  side: Side,
  bureau: string,
): RowRefusal | undefined {
  if (!unit || unit.bureau !== bureau) return unknown('/unit');
  if (side === 'accepting') return mayAccept(unit.roles) ? undefined : notAccepting('/unit');
  return maySupervise(unit.roles) ? undefined : notSupervising('/unit');
}

/** TJ84-15.0  A coordinator is a person of the bureau who holds that role; so the desk opens for them. */
export function refuseCoordinator(
  officer: KnownOfficer | undefined,
  field: string,
  bureau: string,
): RowRefusal | undefined {
  if (!officer || officer.bureau !== bureau) return unknown(field);
  if (officer.kind === 'person' && !officer.removed && officer.roles.includes('coordinator'))
    return undefined;
  return notEligible(
    'TJ84-15.0',
    field,
    '协调员须为在职人员，并登记有协调员角色',
    'A coordinator is a person in office with the role of coordinator',
    '先为其登记协调员角色',
    'Register the role of coordinator for them first',
  );
}

/** TJ84-6  Who distributes or supervises is a handler of that supervising department. */
export function refuseRosterOfficer(
  officer: KnownOfficer | undefined,
  unit: string,
  bureau: string,
): RowRefusal | undefined {
  if (!officer || officer.bureau !== bureau) return { ...unknown('/officer'), clause: 'TJ84-6' };
  if (
    officer.unit === unit &&
    officer.kind === 'person' &&
    !officer.removed &&
    officer.roles.includes('handler')
  )
    return undefined;
  return notEligible(
    'TJ84-6',
    '/officer',
    '专人和监管人员须为本部门在职的承办人',
    'Whoever distributes or supervises is a handler of that department, in office',
    '登记本部门的承办人',
    'Name a handler of the department',
  );
}

export const itemNotSupervised: RowRefusal = {
  code: 'item-not-of-unit',
  clause: 'TJ84-6',
  field: '/item',
  say: {
    zh: '现行清单中该事项不由本部门监管',
    en: 'In the list in force the item is not supervised by this department',
  },
  lawful: {
    zh: '填写本部门监管的事项，或填 null 表示全部事项',
    en: 'Name an item that the department supervises, or null for all',
  },
};

export const notReplaceable: RowRefusal = {
  code: 'conflict',
  clause: 'TJ84-6',
  field: '/replaces',
  say: {
    zh: '被更正的登记不存在、不属于同一人员，或者已被更正',
    en: 'The row to be replaced does not exist, is of somebody else, or is replaced already',
  },
  lawful: { zh: '更正最近一次登记', en: 'Replace the latest row' },
};
