/** TJ51-A2-6.1 The monthly summary: each record once, no gap, no overlap, and no number that points at somebody, or from which one could be counted out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disclosed, type Disclosed, type Figures } from '../../../domain/lobbying/disclosure.ts';
import { lobbyingActs, stages } from '../../../domain/lobbying/terms.ts';
import { instant } from '../../../domain/time/instant.ts';
import { Register, start } from './book.ts';

const at = (text: string) => instant(Date.parse(`${text}+08:00`));

describe('汇总', () => {
  it('by month of registration, each record once, 零报告 for an empty one, all of them caught up after an outage', () => {
    const r = new Register();
    for (let n = 0; n < 4; n++) r.register();
    r.now = at('2026-03-31T23:59:59.999');
    r.register();
    r.now = at('2026-04-01T00:00:00');
    for (let n = 0; n < 3; n++) r.register('col', { acts: ['2.2', '2.7'], stage: 'handling' });
    r.now = at('2026-07-15T09:00:00');
    r.told('han', { do: 'list' });
    expect(
      r.book.summaries.map(({ month, zero, figures }) => [month, zero, figures.records]),
    ).toEqual([
      ['2026-03', false, 5],
      ['2026-04', false, 3],
      ['2026-05', true, 0],
      ['2026-06', true, 0],
    ]);
    const april = r.answer('zf1', { do: 'summary', month: '2026-04', purpose: '样例' }).summary!;
    expect(april.figures.byAct[lobbyingActs.indexOf('2.7')]).toBe(3);
    expect(april.figures.byStage[stages.indexOf('handling')]).toBe(3);
    expect(JSON.stringify(april)).not.toMatch(/han|col|kez/);
  });

  it('is read and received by the two offices only; 监督所 sees that a month was filed, and no more', () => {
    const r = new Register();
    r.register();
    r.now = at('2026-04-02T09:00:00');
    for (const who of ['han', 'suo', 'ju1'])
      expect(r.told(who, { do: 'summary', month: '2026-03', purpose: '样例' })).toBe(
        'offices-only TJ51-A2-8',
      );
    expect(r.answer('suo', { do: 'list' }).months).toMatchObject([
      { month: '2026-03', receivedAt: null },
    ]);
    expect(r.answer('zf1', { do: 'list' }).owed).toMatchObject([{ duty: 'receive-summary' }]);
    const received = r.answer('zf1', { do: 'receive-summary', month: '2026-03' }).summary!;
    r.later(1);
    expect(r.answer('zf2', { do: 'receive-summary', month: '2026-03' }).summary).toEqual(received);
    expect(r.answer('suo', { do: 'list' }).months).toMatchObject([{ receivedAt: null }]);
    expect(r.told('zf1', { do: 'summary', month: '2026-04', purpose: '样例' })).toBe(
      'summary-unknown TJ51-A2-6.1',
    );
    expect(start).toBeLessThan(r.now);
  });
});

/** Everything that the records of a month could be, as far as what is told allows: by going through all of it. */
function possible(shown: Disclosed, total: number): { byStage: number[][]; byAct: number[][] } {
  const all = (numbers: Disclosed['byAct'], most: number): number[][] =>
    numbers.reduce<number[][]>(
      (rows, n) =>
        rows.flatMap((row) =>
          (n === null ? Array.from({ length: most + 1 }, (_, i) => i) : [n]).map((x) => [
            ...row,
            x,
          ]),
        ),
      [[]],
    );
  const sum = (row: number[]): number => row.reduce((a, b) => a + b, 0);
  return {
    byStage: all(shown.byStage, total).filter((row) => sum(row) === total),
    byAct: all(shown.byAct, total).filter((row) => sum(row) >= total),
  };
}

describe('小数保护', () => {
  it('nothing of fewer records than the threshold, everything where no number is small', () => {
    const none = { byStage: [0, 0, 2], byAct: [0, 2] };
    expect(disclosed({ records: 2, ...none }, 3)).toEqual({
      records: null,
      byStage: [null, null, null],
      byAct: [null, null],
    });
    const whole = { records: 9, byStage: [4, 5, 0], byAct: [9, 3] };
    expect(disclosed(whole, 3)).toEqual(whole);
    const zero = { records: 0, byStage: [0, 0, 0], byAct: [0, 0] };
    expect(disclosed(zero, 3)).toEqual(zero);
  });

  it('a stage that alone is small takes another one with it', () => {
    expect(disclosed({ records: 10, byStage: [1, 4, 5], byAct: [10, 10] }, 3).byStage).toEqual([
      null,
      null,
      5,
    ]);
  });

  /** Months of up to seven records, each at one of three stages, with one or more of three acts. */
  const months: fc.Arbitrary<Figures> = fc
    .array(
      fc.record({
        stage: fc.integer({ min: 0, max: 2 }),
        acts: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1 }),
      }),
      { maxLength: 7 },
    )
    .map((records) => ({
      records: records.length,
      byStage: [0, 1, 2].map((stage) => records.filter((one) => one.stage === stage).length),
      byAct: [0, 1, 2].map((act) => records.filter(({ acts }) => acts.includes(act)).length),
    }));

  it('no withheld number can be counted out: what is told leaves each of them as wide as the threshold', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: 2, max: 4 }), (figures, threshold) => {
        const shown = disclosed(figures, threshold);
        for (const numbers of [shown.byStage, shown.byAct])
          for (const n of numbers) expect(n === null || n === 0 || n >= threshold).toBe(true);
        if (shown.records === null) return;
        const worlds = possible(shown, figures.records);
        for (const name of ['byStage', 'byAct'] as const)
          shown[name].forEach((n, place) => {
            if (n !== null) return;
            const values = worlds[name].map((row) => row[place]!);
            expect(Math.max(...values) - Math.min(...values)).toBeGreaterThanOrEqual(threshold);
          });
      }),
      { seed: 20261130, numRuns: 400 },
    );
  });
});
