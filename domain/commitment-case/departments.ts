/** 受理部门、监管部门 Which units may accept what is done on commitment, and at which level they stand. */
import type { UnitRole } from '../registry/roles.ts';

export type Level = 'city' | 'district';

/** TJ84-5.1  The closed list. Nobody else accepts. */
const accepting = {
  'city-fund-centre': 'city',
  'settlement-centre': 'city',
  'procurement-centre': 'city',
  'district-fund-centre': 'district',
  'street-service-office': 'district',
} as const satisfies Partial<Record<UnitRole, Level>>;
export const acceptingRoles = Object.keys(accepting) as (keyof typeof accepting)[];

/** TJ84-12.2  The level of an accepting department; undefined: the unit is none. */
export function levelOf(roles: readonly string[]): Level | undefined {
  const held = acceptingRoles.filter((role) => roles.includes(role)).map((role) => accepting[role]);
  return held.includes('city') ? 'city' : held[0];
}

export const mayAccept = (roles: readonly string[]): boolean => levelOf(roles) !== undefined;
/** TJ84-3.1. */
export const maySupervise = (roles: readonly string[]): boolean =>
  roles.includes('supervising-department');
