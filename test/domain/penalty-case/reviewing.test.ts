/** TJ51-14.1, 8.1 Which unit reviews a case: the nearest, never a district's for the city; pure. */
import { expect, it } from 'vitest';
import { reviewingUnit } from '../../../domain/penalty-case/reviewing.ts';

const units = [
  ['ju', null],
  ['zfjd', 'ju'],
  ['jds', 'zfjd'],
  ['fgk', 'ju'],
  ['aa-fgk', 'fgk'],
  ['a-district', 'ju'],
  ['a-law', 'a-district'],
  ['b-district', 'ju'],
].map(([id, superior]) => ({ id: id!, superior: superior ?? null }));
const districts = new Set(['a-district', 'b-district']);
const of = (filing: string, ...reviewing: string[]) =>
  reviewingUnit({ units, districts, reviewing }, filing);

it.each([
  ['the nearest unit, not the first by its id', 'jds', ['aa-fgk', 'fgk'], 'fgk'],
  ['the one over it before one beside that', 'jds', ['fgk', 'zfjd'], 'zfjd'],
  [
    'never a district for a city case, though it comes first',
    'jds',
    ['a-law', 'a-district', 'fgk'],
    'fgk',
  ],
  ['nobody else: the body itself', 'jds', ['a-law', 'jds'], 'jds'],
  ['a district by its own reviewer first', 'a-district', ['fgk', 'a-law'], 'a-law'],
  ['a district by the city, never by another district', 'b-district', ['a-law', 'fgk'], 'fgk'],
] as const)('%s', (_name, filing, reviewing, expected) =>
  expect(of(filing, ...reviewing)).toBe(expected),
);
