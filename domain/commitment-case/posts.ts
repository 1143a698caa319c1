/** 协调员、专人 Who may be appointed to what (TJ84-6, 15.0). Pure; what stands on the other side is asked of the database. */
import {
  refuseRow,
  unknownReference,
  type KnownOfficer,
  type KnownUnit,
} from '../registry/known.ts';
import type { RowRefusal } from '../registry/subject-rules.ts';
import { mayAccept, maySupervise } from './departments.ts';
import { notAccepting, notSupervising } from './service-list.ts';
import type { Side } from './terms.ts';

/** The post must be one that the unit has: accepting departments on the accepting side, supervising ones on the other. */
export function refuseSide(
  unit: KnownUnit | undefined,
  side: Side,
  bureau: string,
): RowRefusal | undefined {
  if (!unit || unit.bureau !== bureau) return unknownReference('TJ84-15.0', '/unit');
  if (side === 'accepting') return mayAccept(unit.roles) ? undefined : notAccepting('/unit');
  return maySupervise(unit.roles) ? undefined : notSupervising('/unit');
}

/** TJ84-15.0  A coordinator is a person of the bureau who holds that role; so the desk opens for them. */
export function refuseCoordinator(
  officer: KnownOfficer | undefined,
  field: string,
  bureau: string,
): RowRefusal | undefined {
  if (!officer || officer.bureau !== bureau) return unknownReference('TJ84-15.0', field);
  if (officer.kind === 'person' && !officer.removed && officer.roles.includes('coordinator'))
    return undefined;
  return refuseRow(
    'not-eligible',
    'TJ84-15.0',
    field,
    [
      '协调员须为在职人员，并登记有协调员角色',
      'A coordinator is a person in office with the role of coordinator',
    ],
    ['先为其登记协调员角色', 'Register the role of coordinator for them first'],
  );
}

/** TJ84-6  Who distributes or supervises is a handler of that supervising department. */
export function refuseRosterOfficer(
  officer: KnownOfficer | undefined,
  unit: string,
  bureau: string,
): RowRefusal | undefined {
  if (!officer || officer.bureau !== bureau) return unknownReference('TJ84-6', '/officer');
  if (
    officer.unit === unit &&
    officer.kind === 'person' &&
    !officer.removed &&
    officer.roles.includes('handler')
  )
    return undefined;
  return refuseRow(
    'not-eligible',
    'TJ84-6',
    '/officer',
    [
      '专人和监管人员须为本部门在职的承办人',
      'Whoever distributes or supervises is a handler of that department, in office',
    ],
    ['登记本部门的承办人', 'Name a handler of the department'],
  );
}

export const itemNotSupervised = refuseRow(
  'item-not-of-unit',
  'TJ84-6',
  '/item',
  [
    '现行清单中该事项不由本部门监管',
    'In the list in force the item is not supervised by this department',
  ],
  [
    '填写本部门监管的事项，或填 null 表示全部事项',
    'Name an item that the department supervises, or null for all',
  ],
);

export const notReplaceable = refuseRow(
  'conflict',
  'TJ84-6',
  '/replaces',
  [
    '被更正的登记不存在、不属于同一人员，或者已被更正',
    'The row to be replaced does not exist, is of somebody else, or is replaced already',
  ],
  ['更正最近一次登记', 'Replace the latest row'],
);
