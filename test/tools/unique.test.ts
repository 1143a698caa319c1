/** Test data that must be unique is counted, never drawn: what meets once in a thousand runs fails a fresh clone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { unique, uniqueCode, uniqueDigits, uniqueHex } from '../setup/unique.ts';

const tests = fileURLToPath(new URL('../', import.meta.url));
const files = readdirSync(tests, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort();

it('counts inside the block of its own test file', () => {
  const block = Math.floor(unique() / 100_000);
  expect(files.filter((name) => name.endsWith('.test.ts')).indexOf('tools/unique.test.ts')).toBe(
    block - 1,
  );
  const made = Array.from({ length: 1000 }, () => [
    unique(),
    uniqueHex(),
    uniqueCode(5),
    uniqueDigits(9),
  ]).flat();
  expect(new Set(made).size).toBe(made.length);
  expect([uniqueHex().length, uniqueCode(5).length, uniqueDigits(9).length]).toEqual([8, 5, 9]);
});

it('leaves nothing to chance but the seed that chaos prints', () => {
  const drawn = files.filter(
    (name) =>
      name !== 'chaos/seeded.ts' &&
      name !== 'tools/unique.test.ts' &&
      readFileSync(join(tests, name), 'utf8').includes('Math.random'),
  );
  expect(drawn).toEqual([]);
});

it('cuts no identifier down until two of them meet', () => {
  const short = /randomUUID\(\)(\.replaceAll\('-', ''\))?\.slice\(0, [1-9]\)/;
  const cut = files.filter((name) => short.test(readFileSync(join(tests, name), 'utf8')));
  expect(cut).toEqual(['chaos/day-scenario.ts']);
});
