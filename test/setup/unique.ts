/**
 * Numbers that no other test of the run has. The database is one for all test files, which run in two processes at a time:
 * a file has the block of its place in the list of all of them, and counts inside it. Nothing here is left to chance.
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const tests = fileURLToPath(new URL('../', import.meta.url));
/** How many numbers a file has; with them the blocks of 400 files stay below five digits or capitals. */
const BLOCK = 100_000;
const files = readdirSync(tests, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .sort();
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** How many each file of this process has taken. */
const taken = new Map<number, number>();

function blockOfFile(): number {
  const place = files.indexOf(relative(tests, expect.getState().testPath ?? join(tests, '?')));
  if (place < 0) throw new Error('unique numbers are for tests');
  return (place + 1) * BLOCK;
}

/** Below 10^8 for 1,000 files. */
export function unique(): number {
  const first = blockOfFile();
  const count = taken.get(first) ?? 0;
  if (count === BLOCK) throw new Error(`more than ${BLOCK} numbers in one test file`);
  taken.set(first, count + 1);
  return first + count;
}

/** So many digits, at least eight. */
export const uniqueDigits = (length: number): string => String(unique()).padStart(length, '0');
/** Eight hexadecimal digits, for ids. */
export const uniqueHex = (): string => unique().toString(16).padStart(8, '0');
/** Digits and capitals, as the national codes end: at least five. */
export function uniqueCode(length: number): string {
  let text = '';
  for (let n = unique(); n > 0; n = Math.floor(n / ALPHABET.length))
    text = ALPHABET[n % ALPHABET.length] + text;
  return text.padStart(length, '0');
}
