/** 好差评 The rules of one bad evaluation, and the rates. Pure. */
import { describe, expect, it } from 'vitest';
import { dutiesFor } from '../../../domain/service-evaluation/duties.ts';
import { rate } from '../../../domain/service-evaluation/rate.ts';
import { serviceEvaluationSettingsOf } from '../../../domain/service-evaluation/settings-form.ts';
import { defaultServiceEvaluationSettings } from '../../../domain/service-evaluation/settings.ts';
import { grades, isBad } from '../../../domain/service-evaluation/terms.ts';

const days = (count: number) => ({ unit: 'working-days', count });

describe('QJ-2.2 差评', () => {
  it('QJ-2.2a: the last two grades are bad', () => {
    expect(grades.filter(isBad)).toEqual(['dissatisfied', 'very-dissatisfied']);
  });

  it('QJ-2.2b: exact and cut, never rounded up: only what is whole is 100; of nothing there is no rate', () => {
    const of = (n: number, d: number) => [rate(n, d).percent, rate(n, d).complete];
    expect(of(0, 0)).toEqual(['无', false]);
    expect(of(0, 3)).toEqual(['0.00', false]);
    expect(of(2, 3)).toEqual(['66.66', false]);
    expect(of(99_999, 100_000)).toEqual(['99.99', false]);
    expect(of(100_000, 100_000)).toEqual(['100.00', true]);
  });

  it('QJ-2.2a QJ-2.2b: every stage is owed, in as many working days as the bureau sets, and none is law', () => {
    const all = Object.values(dutiesFor(defaultServiceEvaluationSettings));
    expect(all.map((d) => [d.act, d.limit, d.basis.force])).toEqual([
      ['evaluation-acceptance', days(1), 'management'],
      ['evaluation-transfer', days(1), 'management'],
      ['evaluation-rectification', days(5), 'management'],
      ['evaluation-feedback', days(2), 'management'],
      ['evaluation-revisit', days(5), 'management'],
    ]);
    const set = serviceEvaluationSettingsOf({ serviceEvaluation: { rectifyDays: 3 } });
    expect(dutiesFor(set).rectify.limit).toEqual(days(3));
    expect(serviceEvaluationSettingsOf({ serviceEvaluation: { rectifyDays: 0 } })).toEqual(
      defaultServiceEvaluationSettings,
    );
  });
});
