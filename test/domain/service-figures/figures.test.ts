/** QJ-2.6, 2.8: exact fractions, boundaries that are included, and figures of their rows. */
import { describe, expect, it } from 'vitest';
import { caseNo } from '../../../domain/service-figures/cases.ts';
import { trendChart } from '../../../domain/service-figures/chart.ts';
import {
  figureOf,
  margin,
  valueText,
  type FigureRow,
} from '../../../domain/service-figures/figures.ts';
import { aims, kpiIds, kpis, type KpiId } from '../../../domain/service-figures/kpis.ts';
import { periodsOf } from '../../../domain/service-figures/trend.ts';
import { add, compare, decimal, fraction, shown } from '../../../domain/service-catalogue/exact.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';

const row = (kpi: KpiId, more: Partial<FigureRow> = {}): FigureRow => ({
  kpi,
  item: 'S1',
  name: '样例',
  numerator: '1',
  denominator: '1',
  cases: null,
  note: null,
  ...more,
});
const share = (kpi: KpiId, above: number, below: number): FigureRow[] =>
  Array.from({ length: below }, (_, n) =>
    row(kpi, { item: `S${n + 1}`, numerator: n < above ? '1' : '0' }),
  );
const state = (kpi: KpiId, rows: FigureRow[], target: string) => figureOf(kpi, rows, target).state;

describe('exact numbers', () => {
  it('are fractions in lowest terms, and decimals without rounding', () => {
    expect(add(fraction(1, 10), fraction(2, 10))).toEqual(decimal('0.3'));
    expect(fraction(-4, -6)).toEqual({ n: 2n, d: 3n });
    expect(decimal('-0.50')).toEqual({ n: -1n, d: 2n });
    expect(['', '1.', '.5', '1e3', '１'].map((text) => decimal(text))).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(compare(fraction(1, 3), fraction(3333, 10_000))).toBe(1);
  });
  it('are shown cut off, so that nothing is rounded up into a target', () => {
    expect(shown(fraction(1, 3), 2)).toBe('0.33…');
    expect(shown(fraction(-1, 8), 2)).toBe('-0.12…');
    expect(shown(fraction(899_999, 10_000), 2)).toBe('89.99…');
    expect(shown(fraction(5), 0)).toBe('5');
  });
});

describe('QJ-2.6 boundaries', () => {
  it('QJ-2.6a: 90 % of 38 begins at 35 and of 40 at 36; the number itself is included', () => {
    expect(state('online', share('online', 34, 38), '90')).toBe('missed');
    expect(state('online', share('online', 35, 38), '90')).toBe('met');
    expect(state('online', share('online', 36, 40), '90')).toBe('met');
    expect(state('online', share('online', 35, 40), '90')).toBe('missed');
  });
  it('QJ-2.6b: 80 % of 38 begins at 31 (30 are 78.9 %), 70 % of 17 at 12', () => {
    const services = 'services-fully-online';
    expect(state(services, share(services, 30, 38), '80')).toBe('missed');
    expect(valueText(figureOf(services, share(services, 30, 38), '80'))).toBe('78.94…%');
    expect(state(services, share(services, 31, 38), '80')).toBe('met');
    const powers = 'powers-fully-online';
    expect(state(powers, share(powers, 11, 17), '70')).toBe('missed');
    expect(state(powers, share(powers, 12, 17), '70')).toBe('met');
    expect(kpis[powers].note!.zh).toContain('依申请');
  });
  it('QJ-2.6f: 40 % of the items, the number included', () => {
    expect(state('instant', share('instant', 15, 38), '40')).toBe('missed');
    expect(state('instant', share('instant', 16, 38), '40')).toBe('met');
    expect(state('instant', share('instant', 16, 40), '40')).toBe('met');
  });
  it('QJ-2.6e: 0.3 visits are not too many, one more is; all visits over all closed cases', () => {
    const visits = (n: number, of: number) => [
      row('visits', { numerator: String(n), denominator: String(of), cases: of }),
      row('visits', { item: 'S2', numerator: '0', denominator: '7', cases: 7 }),
    ];
    expect(state('visits', visits(3, 3), '0.3')).toBe('met');
    expect(state('visits', visits(4, 3), '0.3')).toBe('missed');
    expect(valueText(figureOf('visits', visits(3, 3), '0.3'))).toBe('0.300');
  });
  it('QJ-2.8: one innovation is enough, none is too few and not 无', () => {
    expect(state('innovations', [], '1')).toBe('missed');
    expect(state('innovations', [row('innovations')], '1')).toBe('met');
    // Before its day nobody has missed it; what is listed with a note alone is not counted.
    const late = row('innovations', { denominator: null, note: 'after-deadline' });
    expect(figureOf('innovations', [late], '1', true).state).toBe('pending');
    expect(figureOf('innovations', [late], '1', false).state).toBe('missed');
    expect(figureOf('innovations', [row('innovations')], '1', true).state).toBe('met');
    expect(figureOf('visits', [row('visits')], '0.3', true).state).toBe('missed');
  });
  it('without a denominator a share is 无, neither met nor missed; without a target only said', () => {
    const none = figureOf('online', [], '90');
    expect([none.state, valueText(none), margin(none)]).toEqual(['none', '无', undefined]);
    expect(figureOf('commitment', share('commitment', 1, 38), undefined).state).toBe('no-target');
    expect(() => figureOf('online', [row('online', { numerator: '2' })], '90')).toThrow(RangeError);
  });
});

describe('QJ-2.6d time', () => {
  const time = (item: string, cases: number, saved: number, allowed: number) =>
    row('time-cut', {
      item,
      cases,
      numerator: String(saved),
      denominator: String(allowed),
    });
  // One item with three cases of 20 days: 4, 4 and 10 taken; another with one of 5 hours: 1 taken.
  const rows = [time('S1', 3, 4200, 6000), time('S2', 1, 400, 500)];
  const weighted = rows.map((one): FigureRow => ({ ...one, kpi: 'time-cut-by-cases' }));
  it('the mean of items and the mean of cases, both exact', () => {
    // (0.7 + 0.8) / 2; (3 · 0.7 + 0.8) / 4
    expect(figureOf('time-cut', rows, '75').value).toEqual(fraction(3, 4));
    expect(state('time-cut', rows, '75')).toBe('met');
    expect(state('time-cut', rows, '75.01')).toBe('missed');
    expect(figureOf('time-cut-by-cases', weighted, undefined).value).toEqual(fraction(29, 40));
  });
  it('80 % is enough; a negative cut is a fact and counts; what has no denominator is left out', () => {
    expect(state('time-cut', [time('S1', 1, 1600, 2000)], '80')).toBe('met');
    expect(state('time-cut', [time('S1', 1, 1599, 2000)], '80')).toBe('missed');
    const late = [...rows, time('S3', 1, -500, 500)];
    expect(figureOf('time-cut', late, undefined).value).toEqual(fraction(1, 6));
    const left = row('time-cut', { item: 'S9', denominator: null, note: 'no-case' });
    expect(figureOf('time-cut', [...rows, left], '75').value).toEqual(fraction(3, 4));
  });
  it('an item whose statutory time has changed counts once, by its cases', () => {
    const changed = [time('S1', 3, 4200, 6000), time('S1', 1, 0, 1000)];
    expect(figureOf('time-cut', changed, undefined).value).toEqual(fraction(21, 40));
  });
});

describe('QJ-1 四最', () => {
  it('every figure serves one of the four aims', () => {
    expect(new Set(kpiIds.map((id) => kpis[id].aim))).toEqual(new Set(Object.keys(aims)));
  });
});

describe('trend', () => {
  const span = { from: civilDate('2021-04-27'), until: civilDate('2021-06-30') };
  it('weeks run from Monday to Sunday, and the first period may be broken', () => {
    const weeks = periodsOf(span, 'week');
    expect(weeks.slice(0, 2)).toEqual([
      { from: '2021-04-27', until: '2021-05-02' },
      { from: '2021-05-03', until: '2021-05-09' },
    ]);
    expect(periodsOf(span, 'month').map(({ from }) => from)).toEqual([
      '2021-04-27',
      '2021-05-01',
      '2021-06-01',
    ]);
    expect(periodsOf(span, 'quarter')).toEqual([span]);
    expect(periodsOf({ ...span, until: span.from }, 'year')).toHaveLength(1);
  });
  it('is drawn with a title and every value in words, and no text of it is markup', () => {
    const [april, may] = periodsOf(span, 'month');
    const svg = trendChart('online', '<script>"&', [
      { period: april!, figure: figureOf('online', share('online', 34, 38), '90') },
      { period: may!, figure: figureOf('online', [], '90') },
    ]);
    expect(svg).toContain('role="img"');
    expect(svg).toContain('<title id="t">&lt;script&gt;&quot;&amp;');
    expect(svg).toContain('89.47…%');
    expect(svg).toContain('2021-05-01—05-31：无');
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});

it('QJ-2.6e: a case number names nobody', () => {
  const ok = ['FW-2021-0001', 'A.1'].map((text) => caseNo.safeParse(text).success);
  const names = ['11010119900101123X', 'X-13812345678', '110101900101123'].map(
    (text) => caseNo.safeParse(text).success,
  );
  expect([ok, names]).toEqual([
    [true, true],
    [false, false, false],
  ]);
});
