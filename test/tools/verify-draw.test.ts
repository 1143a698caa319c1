/** `npm run verify-draw`: what holds and what does not, in two languages, and the exit code. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyDraw } from '../../tools/verify-draw.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = join(root, 'docs/draw-example.json');
const { statementHash, contribution } = JSON.parse(readFileSync(example, 'utf8')) as {
  statementHash: string;
  contribution: { number: string };
};
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-draw-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function said(...argv: string[]): { code: number; lines: string[] } {
  const lines: string[] = [];
  return { code: verifyDraw(argv, (line) => lines.push(line)), lines };
}
function tampered(): string {
  const path = join(folder, 'tampered.json');
  writeFileSync(path, readFileSync(example, 'utf8').replace('"A":50', '"A":60'));
  return path;
}

it('QY-6.2 an honest record holds: code 0, every line in Chinese and English, and what only the reader can compare', () => {
  const { code, lines } = said(example);
  expect(code).toBe(0);
  for (const line of lines) expect(line).toMatch(/\p{Script=Han}.*[a-z]{3}/u);
  expect(lines.filter((line) => line.startsWith('…'))).toHaveLength(2);
  expect(lines.at(-1)).toContain('核验通过');
  expect(
    said(example, '--committed', statementHash, '--number', contribution.number).lines.filter(
      (line) => line.startsWith('…'),
    ),
  ).toEqual([]);
});

it('QY-6.2 a tampered record does not: code 1, and it says where', () => {
  const { code, lines } = said(tampered());
  expect(code).toBe(1);
  expect(lines.filter((line) => line.startsWith('✗')).join()).toContain('承诺摘要不符');
  expect(lines.at(-1)).toContain('核验不通过');
});

it('QY-6.2 another commitment or number than was noted down: code 1', () => {
  expect(said(example, '--committed', '0'.repeat(64)).code).toBe(1);
  expect(said(example, '--number', '9'.repeat(20)).code).toBe(1);
});

it('QY-6.2 a broken record before is no link: code 1; nothing to read: code 2', () => {
  expect(said(example, '--previous', tampered()).code).toBe(1);
  expect(said(example, '--previous', example).code).toBe(0);
  expect(said(join(folder, 'none.json')).code).toBe(2);
  expect(said().code).toBe(2);
  expect(said(example, '--nonsense').code).toBe(2);
});

it('runs as a command', () => {
  expect(
    execFileSync(process.execPath, ['--import', 'tsx', 'tools/verify-draw.ts', example], {
      cwd: root,
      encoding: 'utf8',
    }),
  ).toContain('核验通过');
  expect(
    spawnSync(process.execPath, ['--import', 'tsx', 'tools/verify-draw.ts', tampered()], {
      cwd: root,
    }).status,
  ).toBe(1);
});
