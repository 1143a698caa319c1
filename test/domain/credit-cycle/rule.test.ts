/** QHD-2.4b, QHD-2.4c, QHD-3.2: what a table is, which acts it counts, which days a cycle has, and how weights ascend. */
import { describe, expect, it } from 'vitest';
import {
  assessmentDay,
  cycleFrom,
  startOnOrBefore,
  windowOn,
} from '../../../domain/credit-cycle/period.ts';
import { plannedBy } from '../../../domain/credit-cycle/planning.ts';
import {
  faultOf,
  graded,
  type CountedAct,
  type RuleTable,
} from '../../../domain/credit-cycle/rule.ts';
import { sampleRule } from '../../../domain/credit-cycle/sample.ts';
import { creditCycleSettingsOf } from '../../../domain/credit-cycle/settings-form.ts';
import { drawSettings } from '../../../domain/draw/forms.ts';
import { defaultDrawSettings } from '../../../domain/draw/settings.ts';
import { weightsAscend } from '../../../domain/draw/weights.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';

const any = { from: 0, until: null };
const table = (...lines: RuleTable['lines']): RuleTable => ({
  columns: [
    { id: 'serious', name: '严重', polarity: 'bad', classes: ['serious'] },
    { id: 'all', name: '全部', polarity: 'bad' },
  ],
  lines,
});
const act = (cls: 'general' | 'serious', more: Partial<CountedAct> = {}): CountedAct => ({
  polarity: 'bad',
  cls,
  gravity: null,
  item: 'A5',
  ...more,
});

describe('QHD-2.4c 规则表', () => {
  it('the sample is whole, and says that it is one', () => {
    expect(faultOf(sampleRule)).toBeUndefined();
    expect(sampleRule).toMatchObject({ sample: true, title: expect.stringContaining('虚构') });
  });

  it('a hole is found on both sides of its edges, an overlap of one number too', () => {
    const whole = table(
      { when: { all: { from: 0, until: 2 } }, grade: 'A' },
      { when: { all: { from: 3, until: null } }, grade: 'B' },
    );
    expect(faultOf(whole)).toBeUndefined();
    whole.lines[1]!.when['all'] = { from: 4, until: null };
    expect(faultOf(whole)).toEqual({ fault: 'hole', at: { serious: 0, all: 3 } });
    whole.lines[1]!.when['all'] = { from: 2, until: null };
    expect(faultOf(whole)).toEqual({ fault: 'overlap', at: { serious: 0, all: 2 }, lines: [1, 2] });
    whole.lines[1]!.when['all'] = { from: 3, until: 9 };
    expect(faultOf(whole)).toEqual({ fault: 'hole', at: { serious: 0, all: 10 } });
    expect(
      faultOf(
        table({ when: {}, grade: 'A' }, { when: { serious: { from: 7, until: 7 } }, grade: 'B' }),
      ),
    ).toMatchObject({ fault: 'overlap', at: { serious: 7 } });
  });

  it('a column that does not exist, a class that nobody counts, a table too large', () => {
    expect(faultOf(table({ when: { x: any }, grade: 'A' }))).toEqual({
      fault: 'unknown-column',
      line: 1,
      column: 'x',
    });
    const only = table({ when: {}, grade: 'A' });
    only.columns.pop();
    expect(faultOf(only)).toEqual({ fault: 'uncounted', cls: 'general' });
    only.columns[0]!.gravities = ['grave'];
    expect(faultOf(only)).toEqual({ fault: 'uncounted', cls: 'general' });
    const many: RuleTable = {
      columns: Array.from({ length: 8 }, (_, i) => ({
        id: `c${i}`,
        name: '栏',
        polarity: 'bad' as const,
      })),
      lines: Array.from({ length: 8 }, (_, i) => ({
        when: Object.fromEntries(
          Array.from({ length: 8 }, (_x, j) => [`c${j}`, { from: i + j, until: i + j }]),
        ),
        grade: 'A' as const,
      })),
    };
    expect(faultOf(many)).toEqual({ fault: 'too-large' });
  });

  it('number, gravity, class and item are factors; good acts have columns of their own', () => {
    expect(graded(sampleRule, [])).toEqual({ grade: 'A', line: 1, counts: [0, 0, 0] });
    expect(graded(sampleRule, [act('general'), act('general')])).toMatchObject({ grade: 'B' });
    expect(graded(sampleRule, [act('general'), act('general'), act('general')])).toMatchObject({
      grade: 'C',
    });
    expect(graded(sampleRule, [act('serious'), act('serious')])).toMatchObject({
      grade: 'C',
      line: 4,
    });
    expect(graded(sampleRule, [act('serious'), act('serious'), act('serious')])).toMatchObject({
      grade: 'D',
    });
    expect(
      graded(sampleRule, [
        act('general', { gravity: 'grave' }),
        act('general', { gravity: 'grave' }),
      ]),
    ).toMatchObject({ grade: 'D', line: 8, counts: [0, 2, 2] });
    const good: RuleTable = {
      columns: [
        { id: 'bad', name: '失信', polarity: 'bad' },
        { id: 'good', name: '守信', polarity: 'good' },
        { id: 'item', name: '事项', polarity: 'bad', items: ['A3'] },
      ],
      lines: [
        { when: { good: { from: 0, until: 0 } }, grade: 'B' },
        { when: { good: { from: 1, until: null } }, grade: 'A' },
      ],
    };
    expect(
      graded(good, [
        act('general', { item: 'A3' }),
        act('general', { polarity: 'good', cls: null }),
      ]),
    ).toEqual({ grade: 'A', line: 2, counts: [1, 1, 1] });
  });
});

describe('QHD-2.4b 周期和窗口', () => {
  it('a year from its start, one after the other; a new start ends the one under way', () => {
    expect(startOnOrBefore(civilDate('2026-01-01'), '01-01')).toBe('2026-01-01');
    expect(startOnOrBefore(civilDate('2026-06-30'), '07-01')).toBe('2025-07-01');
    expect(cycleFrom(civilDate('2026-01-01'), '01-01')).toEqual({
      from: '2026-01-01',
      until: '2027-01-01',
    });
    expect(cycleFrom(civilDate('2026-01-01'), '07-01')).toEqual({
      from: '2026-01-01',
      until: '2026-07-01',
    });
    expect(cycleFrom(civilDate('2026-07-01'), '07-01')).toEqual({
      from: '2026-07-01',
      until: '2027-07-01',
    });
    expect(assessmentDay({ until: civilDate('2027-01-01') })).toBe('2026-12-31');
  });

  it('from the day after the corresponding day last year up to and including the assessment day', () => {
    expect(windowOn(civilDate('2026-12-31'))).toEqual({ after: '2025-12-31', until: '2026-12-31' });
    expect(windowOn(civilDate('2028-02-29'))).toEqual({ after: '2027-02-28', until: '2028-02-29' });
    // 闰日 It is in the window of the cycle that ends with it, and not in the next one as well.
    expect(windowOn(civilDate('2029-02-28'))).toEqual({ after: '2028-02-29', until: '2029-02-28' });
  });
});

describe('QHD-3.2 权重', () => {
  const rule = defaultDrawSettings.rule;
  it('strictly A < B < C < D, every grade with a weight; a bureau cannot set others', () => {
    expect(weightsAscend(rule.weights)).toBe(true);
    const set = (weights: Record<string, number>) =>
      drawSettings.safeParse({ rule: { ...rule, weights } }).success;
    expect(set({ A: 1, B: 2, C: 3, D: 4 })).toBe(true);
    expect(set({ A: 2, B: 2, C: 3, D: 4 })).toBe(false);
    expect(set({ A: 1, B: 3, C: 2, D: 4 })).toBe(false);
    expect(set({ A: 1, B: 2, C: 3, D: 3 })).toBe(false);
    expect(set({ A: 4, B: 3, C: 2, D: 1 })).toBe(false);
    expect(set({ A: 1, B: 2, C: 3 })).toBe(false);
  });

  it('inspections by grade in proportion, unknown neutral, never beyond what the caps leave', () => {
    const objects = ['A', 'B', 'C', 'D', 'unknown'].map((grade) => ({
      grade,
      objects: 10,
      places: 100,
    }));
    const of = (total: number, places = objects) =>
      Object.fromEntries(plannedBy(total, places, rule).rows.map((r) => [r.grade, r.inspections]));
    expect(of(60)).toEqual({ A: 5, B: 10, C: 15, D: 20, unknown: 10 });
    const tight = objects.map((o) => (o.grade === 'D' ? { ...o, places: 2 } : o));
    expect(of(42, tight)).toEqual({ A: 5, B: 10, C: 15, D: 2, unknown: 10 });
    expect(
      plannedBy(
        500,
        objects.map((o) => ({ ...o, places: 10 })),
        rule,
      ),
    ).toMatchObject({ short: 450 });
    expect(plannedBy(5, [], rule)).toMatchObject({ short: 5 });
  });

  it('what is not valid is the default', () => {
    expect(creditCycleSettingsOf({ creditCycle: { start: '02-30' } }).start).toBe('01-01');
    expect(creditCycleSettingsOf({ creditCycle: { start: '07-01' } }).start).toBe('07-01');
  });
});
