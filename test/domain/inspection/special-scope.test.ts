/** 专项检查的范围 QY-7.1: a visit lies inside what was planned, approved and published. */
import { describe, expect, it } from 'vitest';
import type { SpecialPapers } from '../../../domain/inspection/plan.ts';
import { asked, findingsOf, on } from './sample.ts';

const papers: SpecialPapers = {
  campaign: 'S-1',
  planMadeOn: on('2026-01-05'),
  government: { on: on('2026-01-10'), level: 'county', isGovernment: true, document: 'd' },
  filedWithJusticeOn: on('2026-01-12'),
  publishedOn: on('2026-01-15'),
  scope: {
    body: 'qy.x',
    items: ['i-1'],
    days: { from: on('2026-03-10'), until: on('2026-03-12') },
  },
};
const told = (scope: object, p: object = {}, more: object = {}) =>
  findingsOf(
    asked({
      kind: 'special',
      special: { ...papers, ...more, scope: { ...papers.scope!, ...scope } },
      ...p,
    }),
    'special-papers',
  ).map((f) => [f.outcome, f.code, ...(f.missing ?? [])].filter(Boolean).join(' '));

describe('QY-7.1 the scope of a special inspection', () => {
  it('QY-7.1 inside it on both its first and its last day', () =>
    expect(told({})).toEqual(['passed']));
  it.each([
    ['another body', { body: 'qy.y' }, 'body'],
    ['another item', { items: ['i-9'] }, 'items'],
    ['a day too early', { days: { from: on('2026-03-11'), until: on('2026-03-12') } }, 'days'],
    ['a day too late', { days: { from: on('2026-03-10'), until: on('2026-03-11') } }, 'days'],
  ])('QY-7.1 refuses %s', (_what, scope, missing) =>
    expect(told(scope)).toEqual([`refused outside-special ${missing}`]),
  );
  it('QY-7.1 a delegate acts under the special inspection of its delegator', () =>
    expect(told({ body: 'qy' }, { inNameOf: 'qy' })).toEqual(['passed']));
  it('QY-7.3 no emergency widens it', () =>
    expect(
      told(
        { items: ['i-9'] },
        {},
        { publishedOn: undefined, emergency: { risk: 'fund-loss', reasonGiven: true } },
      ),
    ).toEqual(['refused outside-special items']));
});
