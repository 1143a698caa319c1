import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { coverage, speaksOf, table } from '../../tools/coverage.ts';

it('tells a clause from a longer one', () => {
  expect(speaksOf("'TJ51-A1-1.2a'", 'TJ51-A1-1.2a')).toBe(true);
  expect(speaksOf('X-13', 'X-1')).toBe(false);
  expect(speaksOf('TJ51-3.1', 'TJ51-3')).toBe(false);
  expect(speaksOf('TJ51-A1-X1 (receipt)', 'X-1')).toBe(false);
});

it('every clause that is built has a test that speaks of it', () => {
  const untested = Object.values(coverage())
    .flat()
    .filter(({ tests }) => tests.length === 0)
    .map(({ clause }) => clause);
  expect(untested).toEqual([]);
});

it('the table in the documentation is the one of this tree', () => {
  expect(readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8')).toBe(
    table(coverage()),
  );
});
