/** Figures and charts of reports: sums over quarters and years, and a picture that says what it shows. */
import { describe, expect, it } from 'vitest';
import { chartOf } from '../../domain/reports/chart.ts';
import { figuresOf, isWhole, quartersBetween, type Counted } from '../../domain/reports/figures.ts';
import { escaped, tableOf } from '../../domain/reports/markup.ts';

const counted = (
  year: number,
  quarter: number,
  cases: number,
  more: Partial<Counted> = {},
): Counted => ({
  kind: 'breaches',
  year,
  quarter,
  unit: 'u',
  clause: 'c',
  procedure: 'p',
  category: 'late',
  cases,
  overrunMs: 1000,
  ...more,
});

describe('figures', () => {
  it('a year is the sum of its quarters, and each grouping adds up to the whole', () => {
    const figures = figuresOf([
      counted(2025, 4, 2),
      counted(2026, 1, 3, { unit: 'v', category: 'reversed' }),
      counted(2026, 1, 1, { clause: null }),
      counted(2026, 2, 5),
    ]);
    const whole = figures.filter(({ by }) => by === 'all');
    expect(whole.map(({ period, cases }) => [period, cases])).toEqual([
      ['2025-Q4', 2],
      ['2025', 2],
      ['2026-Q1', 4],
      ['2026-Q2', 5],
      ['2026', 9],
    ]);
    for (const by of ['unit', 'clause', 'procedure'])
      for (const { period, cases } of whole)
        expect(
          figures
            .filter((one) => one.by === by && one.period === period)
            .reduce((n, one) => n + one.cases, 0),
        ).toBe(cases);
    expect(whole.at(-1)!.categories).toEqual({ late: 6, reversed: 3 });
  });

  it('quarters between days, and whether a period is covered as a whole', () => {
    expect(quartersBetween('2025-12-31', '2026-04-01')).toEqual(['2025-Q4', '2026-Q1', '2026-Q2']);
    expect(isWhole('2026-Q1', '2026-01-01', '2026-03-31')).toBe(true);
    expect(isWhole('2026-Q1', '2026-01-02', '2026-12-31')).toBe(false);
    expect([
      isWhole('2026', '2026-01-01', '2026-12-30'),
      isWhole('2026', '2026-01-01', '2026-12-31'),
    ]).toEqual([false, true]);
  });
});

describe('what is printed', () => {
  it('a chart has a name and a description, keeps within its frame, and escapes what it is told', () => {
    const svg = chartOf({
      id: 'x',
      title: '<违期>',
      description: '2026-Q1 7 + 2',
      bars: [
        { label: '2026-Q1', solid: 7, outline: 2 },
        { label: '2026-Q2', solid: 0, outline: 0 },
      ],
      legend: ['a', 'b'],
    });
    expect(svg).toContain('role="img" aria-labelledby="x-t x-d"');
    expect(svg).toContain('<title id="x-t">&lt;违期&gt;</title>');
    expect(svg).toContain('<desc id="x-d">2026-Q1 7 + 2</desc>');
    expect(
      [...svg.matchAll(/ y="(-?[\d.]+)"/g)].every(([, y]) => Number(y) >= 0 && Number(y) <= 150),
    ).toBe(true);
    expect(svg).not.toMatch(/NaN|undefined|style=/);
  });

  it('a table names its rows, and nothing in it is markup', () => {
    const html = tableOf({ caption: 'c', head: ['a', 'b'], rows: [['<x>', 3]] });
    expect(html).toContain('<th scope="row">&lt;x&gt;</th><td class="n">3</td>');
    expect(escaped('\u0000"')).toBe('\uFFFD&quot;');
  });
});
