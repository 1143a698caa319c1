/** A small draw that the page works through (docs/draw.md §9), and the registries it is taken from. */
import { recordOf } from '../../../domain/draw/steps.ts';
import { secretHashOf } from '../../../domain/draw/hashing.ts';
import {
  ALGORITHM,
  type Candidate,
  type Contribution,
  type DrawRecord,
  type Officer,
  type Reveal,
  type Rule,
  type Statement,
} from '../../../domain/draw/record.ts';
import type { Registries } from '../../../domain/draw/registries.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';

export const secret = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const object = (
  id: string,
  territory: string,
  creditClass: string,
  places = 2,
  barredBy: string | null = null,
): Candidate => ({ id, territory, class: creditClass, places, barredBy });
const officer = (id: string, territories: string[] = ['*']): Officer => ({
  id,
  territories,
  load: 0,
});

export const rule: Rule = {
  version: 'qy-rule.1',
  weights: { A: 50, B: 100, C: 150, D: 200 },
  team: 2,
  most: 3,
};
export const objects: Candidate[] = [
  object('h-01', 'ning', 'A'),
  object('h-02', 'ning', 'B'),
  object('h-03', 'ning', 'D'),
  object('h-04', 'ning', 'D', 0),
  object('h-05', 'xifeng', 'A'),
  object('h-06', 'xifeng', 'A'),
  object('h-07', 'xifeng', 'B'),
  object('h-08', 'xifeng', 'unknown'),
  object('h-09', 'xifeng', 'C', 1, 'QY-15.1'),
  object('h-10', 'xifeng', 'B'),
];
export const officers: Officer[] = [
  officer('p-1'),
  officer('p-2', ['ning', 'xifeng']),
  officer('p-3'),
  officer('p-4', ['xifeng']),
  officer('p-5'),
];

export const statement = (change: Partial<Statement> = {}): Statement => ({
  algorithm: ALGORITHM,
  draw: 'DR.qy.2026-0001',
  bureau: 'qy',
  clause: 'QY-6.2',
  body: 'qy.supervision',
  contributor: 'qy.discipline',
  committedAt: '2026-03-02T09:00:00+08:00',
  revealBy: '2026-03-04T18:00:00+08:00',
  listsOn: { objects: '2026-03-01', officers: '2026-02-27' },
  rule,
  count: 4,
  quotas: [{ territory: 'ning', class: null, least: 1, most: 2 }],
  objects,
  targets: [],
  officers,
  recusals: [
    ['p-1', 'h-07'],
    ['p-3', 'h-02'],
  ],
  repeats: [['p-2', 'h-05']],
  follows: null,
  secretHash: secretHashOf(secret),
  ...change,
});
export const contribution: Contribution = {
  body: 'qy.discipline',
  number: '31415926535897932384',
  at: '2026-03-02T15:30:00+08:00',
};
export const shown: Reveal = { secret, at: '2026-03-03T09:00:00+08:00' };
export const record = (change: Partial<Statement> = {}, number = contribution.number): DrawRecord =>
  recordOf(statement(change), { ...contribution, number }, shown);

export const registries = (change: Partial<Registries> = {}): Registries => ({
  today: '2026-03-02' as CivilDate,
  staleAfterDays: 7,
  rule,
  objects,
  officers,
  recusals: [['p-1', 'h-07']],
  unrevealed: [],
  chain: [],
  abandoned: undefined,
  ...change,
});

/** How far the most skewed count lies from what is expected, in standard deviations. */
export function skew(
  counts: readonly number[],
  expected: readonly number[],
  draws: number,
): number {
  return Math.max(
    ...counts.map(
      (count, i) =>
        Math.abs(count - draws * expected[i]!) /
        Math.sqrt(draws * expected[i]! * (1 - expected[i]!)),
    ),
  );
}
