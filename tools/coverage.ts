/** 条款覆盖表 Clause by clause: which tests speak of it. `npm run coverage` writes docs/coverage.md. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCommand } from './command.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const a1 = (subject: number, steps: string[]): string[] =>
  steps.map((step) => `TJ51-A1-${subject}.${step}`);

/** The clauses that are built so far, procedure by procedure. */
export const required: Readonly<Record<string, readonly string[]>> = {
  '快速反应 Rapid response (TJ51)': [
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `TJ51-3.${n}`),
    'TJ51-3.V',
    'TJ51-5.0',
    'TJ51-5.1',
    'TJ51-5.2',
    'TJ51-6.1',
    'TJ51-6.2',
    'TJ51-6.3',
    'TJ51-7',
    'TJ51-8.1',
    'TJ51-8.2',
    'TJ51-9.1',
    'TJ51-10',
    'TJ51-11',
    'TJ51-13.1',
    'TJ51-13.2',
    'TJ51-14.1',
    'TJ51-14.3',
    'TJ51-15',
    'TJ51-19.1',
    'TJ51-19.2',
    ...a1(1, ['1a', '1b', '1c', '2a', '2b', '3a', '3b', '4a', '4b', '4c', '5a', '5b']),
    ...a1(2, ['1a', '1b', '2a', '2b', '3', '4a', '4b', '4c', '5a', '5b']),
    'TJ51-A1-X1',
    'TJ51-A1-X2',
  ],
  '立案查处 Penalty cases (TJ51)': ['TJ51-4.3', 'TJ51-16.1', 'TJ51-16.2', 'X-7'],
  '“网警”巡查 Patrols (TJ51)': ['TJ51-4.1', 'TJ51-4.2', 'TJ51-4.3'],
  '承诺制事项 Commitment cases (TJ84)': [
    '0.1',
    '1',
    '2',
    '3.1',
    '3.2',
    '4',
    '5.1',
    '5.2',
    '6',
    '7',
    '8',
    '9.1',
    '9.2',
    '10.1',
    '10.2',
    '10.3',
    '11',
    '12.1',
    '12.2',
    '13',
    '14',
    '15.0',
    '15.1',
    '15.2',
    '15.3',
    '15.4',
    '15.5',
    '15.6',
    '15.7',
    '16',
    '17/18',
  ].map((article) => `TJ84-${article}`),
  '行政检查 Inspections (QY)': [
    '0',
    '1.1',
    '1.2',
    '1.3',
    '1.4',
    '1.5',
    '2.1',
    '2.2',
    '2.3',
    '3.1',
    '3.2',
    '4.1',
    '4.2',
    '4.3',
    '5.1',
    '5.2',
    '5.3',
    '5.4',
    '6.1',
    '6.2',
    '6.3',
    '7.1',
    '7.2',
    '7.3',
    '8',
    '9.1',
    '9.2',
    '9.3',
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `10.${n}`),
    '11',
    '12.1',
    '12.2',
    '12.3',
    '12.4',
    '13.1',
    '13.2',
    '13.3',
    '13.4',
    '14.1',
    '14.2',
    '14.3',
    '15.1',
    '15.2',
    '15.3',
    '16',
    '17.1',
    '17.2',
    '18/20',
    '19',
  ].map((article) => `QY-${article}`),
  '请托说情登记 Register of lobbying (TJ51)': [
    'TJ51-17',
    'TJ51-A2-1',
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `TJ51-A2-2.${n}`),
    'TJ51-A2-3.1',
    'TJ51-A2-3.2',
    'TJ51-A2-3.3',
    'TJ51-A2-4',
    'TJ51-A2-5',
    'TJ51-A2-6.1',
    'TJ51-A2-6.2',
    'TJ51-A2-7',
    'TJ51-A2-8',
  ],
  '双随机 The draw (TJ51)': ['TJ51-14.2'],
  '案件回访 Revisits (TJ51)': ['TJ51-18'],
  '信用监管 Credit supervision (QHD)': [
    'QHD-1.2',
    'QHD-1.3',
    'QHD-2.1a',
    'QHD-2.1b',
    'QHD-2.1c',
    'QHD-2.2a',
    'QHD-2.2b',
    'QHD-2.3',
    'QHD-2.4a',
    'QHD-2.4b',
    'QHD-2.4c',
    'QHD-2.4d',
    'QHD-2.5a',
    'QHD-2.5b',
    'QHD-2.5c',
    'QHD-3.2',
    'QHD-3.3',
    ...[1, 2, 3, 4, 5].map((n) => `QHD-A${n}`),
  ],
  '好差评、投诉、上门服务 What people say of a service, and visits at home (QJ)': [
    'QJ-2.2a',
    'QJ-2.2b',
    'QJ-2.4b',
    'QJ-2.6c',
    'QJ-2.7',
  ],
  '政务服务 Services (QJ)': [
    'QJ-1',
    'QJ-2.1a',
    'QJ-2.1b',
    'QJ-2.1c',
    'QJ-2.2c',
    'QJ-2.3',
    'QJ-2.5',
    ...['a', 'b', 'd', 'e', 'f', 'g'].map((part) => `QJ-2.6${part}`),
    'QJ-2.8',
    'QJ-2.9',
    'QJ-3.4',
    'QJ-A2',
    'QJ-A3',
  ],
  '工作方案 Plan of work (QJ)': [
    'QJ-2.1c',
    'QJ-2.2c',
    'QJ-2.3',
    'QJ-2.4a',
    'QJ-2.5',
    'QJ-3.1',
    'QJ-3.2',
    'QJ-3.3',
    'QJ-A1',
    ...'1.1 1.2 2.1 2.2 3.1 3.2 3.3 4.1 4.2 5.1 5.2 6.1 6.2 7 8 9'
      .split(' ')
      .map((row) => `QJ-A1-${row}`),
  ],
  '通用 Cross-cutting': [1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 14].map((n) => `X-${n}`),
};

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|sql)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** Whether a text speaks of a clause: the whole id, not the beginning of a longer one. */
export function speaksOf(text: string, clause: string): boolean {
  return new RegExp(
    `(?<![A-Za-z0-9.-])${clause.replaceAll('.', String.raw`\.`)}(?![A-Za-z0-9]|\\.[0-9A-Za-z])`,
  ).test(text);
}

export interface Covered {
  clause: string;
  tests: string[];
}

export function coverage(): Record<string, Covered[]> {
  const tests = filesOf('test')
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  const where = (clause: string) =>
    tests.filter(({ text }) => speaksOf(text, clause)).map(({ file }) => file);
  return Object.fromEntries(
    Object.entries(required).map(([title, clauses]) => [
      title,
      clauses.map((clause) => ({ clause, tests: where(clause) })),
    ]),
  );
}

export function table(found: Record<string, Covered[]>): string {
  const rows = (list: Covered[]) =>
    list.map(({ clause, tests }) => `| ${clause} | ${tests.join('<br>')} |`).join('\n');
  const parts = Object.entries(found).map(
    ([title, list]) =>
      `## ${title}\n\n| 条款 clause | 测试 tests |\n| --- | --- |\n${rows(list)}\n`,
  );
  return `# 条款覆盖表 Coverage by clause\n\nMade by \`npm run coverage\`; a test keeps it true. A clause is listed with the test files that name it.\n\n${parts.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  readCommand({
    usage: 'npm run coverage\n  writes docs/coverage.md: clause by clause, which tests speak of it',
  });
  writeFileSync(join(root, 'docs/coverage.md'), table(coverage()));
}
