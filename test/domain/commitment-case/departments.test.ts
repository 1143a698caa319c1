/** TJ84-5.1, TJ84-12.2: which departments accept, and which of them are of the city. */
import { expect, it } from 'vitest';
import {
  acceptingRoles,
  levelOf,
  mayAccept,
  maySupervise,
} from '../../../domain/commitment-case/departments.ts';
import { unitRoles } from '../../../domain/registry/roles.ts';

it.each([
  ['city-fund-centre', 'city'],
  ['settlement-centre', 'city'],
  ['procurement-centre', 'city'],
  ['district-fund-centre', 'district'],
  ['street-service-office', 'district'],
])('TJ84-12.2: %s is of the %s', (role, level) => {
  expect(levelOf([role])).toBe(level);
  expect(levelOf(['supervising-department', role])).toBe(level);
  expect(mayAccept([role])).toBe(true);
});

it('TJ84-12.2: a unit that fills both a city and a district role is of the city', () =>
  expect(levelOf(['district-fund-centre', 'city-fund-centre'])).toBe('city'));

it('TJ84-5.1: the list is closed', () => {
  expect(acceptingRoles).toHaveLength(5);
  for (const role of unitRoles.filter((one) => !acceptingRoles.some((listed) => listed === one)))
    expect([levelOf([role]), mayAccept([role])], role).toEqual([undefined, false]);
  expect(mayAccept([])).toBe(false);
});

it('TJ84-3.1: only a supervising department supervises', () => {
  expect(unitRoles.filter((role) => maySupervise([role]))).toEqual(['supervising-department']);
});
