/** TJ51-A2-6.1 The monthly summary: each record once, no gap, no overlap, and no number that points at somebody, or from which one could be counted out. */
import { describe, expect, it } from 'vitest';
import { disclosed } from '../../../domain/lobbying/disclosure.ts';
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
    for (let n = 0; n < 3; n++) r.register('col', { acts: ['2.2'], stage: 'filing' });
    r.now = at('2026-07-15T09:00:00');
    r.told('han', { do: 'list' });
    expect(
      r.book.summaries.map(({ month, zero, figures }) => [month, zero, figures.records]),
    ).toEqual([
      ['2026-03', false, 5],
      ['2026-04', false, 6],
      ['2026-05', true, 0],
      ['2026-06', true, 0],
    ]);
    const april = r.answer('zf1', { do: 'summary', month: '2026-04', purpose: '样例' }).summary!;
    // 2.2 is in every record: that would say it of each.
    expect(april.figures.byAct[lobbyingActs.indexOf('2.7')]).toBe(null);
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

describe('小数保护', () => {
  const rows = (byStage: number[], byAct: number[], records: number, threshold = 3) => {
    const shown = disclosed({ records, byStage, byAct }, threshold);
    return [shown.records, shown.byStage, shown.byAct];
  };
  const none = [null, null, null];
  it('nothing of fewer records than the threshold, everything where no number is small', () => {
    expect(rows([0, 0, 2], [0, 2, 1], 2)).toEqual([null, none, none]);
    expect(rows([4, 5, 0], [8, 3, 0], 9)).toEqual([9, [4, 5, 0], [8, 3, 0]]);
    expect(rows([0, 0, 0], [0, 0, 0], 0)).toEqual([0, [0, 0, 0], [0, 0, 0]]);
  });

  it('a small number takes its whole row with it, and so does one that is all of them: nothing is left to count out', () => {
    expect(rows([1, 4, 5], [9, 4, 3], 10)).toEqual([10, none, [9, 4, 3]]);
    // Before: 2 of 10, with the rest shown, was what was missing of the total.
    expect(rows([2, 3, 5], [9, 4, 2], 10)).toEqual([10, none, none]);
    expect(rows([0, 10, 0], [10, 3, 0], 10)).toEqual([10, none, none]);
    expect(rows([3, 7, 0], [9, 3, 0], 10)).toEqual([10, [3, 7, 0], [9, 3, 0]]);
  });
});
