/** 积分 Counted by the bureau's rule, both sides of the window. Pure. */
import { expect, it } from 'vitest';
import { scoreOf } from '../../../domain/insured-credit/score.ts';
import { insuredCreditSettingsOf } from '../../../domain/insured-credit/settings-form.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';

const kinds = [
  { kind: 'false-claim', name: '虚假报销', points: -40 },
  { kind: 'promise-kept', name: '守诺', points: 5 },
];
const settings = insuredCreditSettingsOf({ insuredCredit: { kinds } });
const of = (on: string, kind = 'false-claim') => ({ id: 1, kind, on: civilDate(on) });
const today = civilDate('2026-03-02');

it('QJ-2.7: base and points, the corresponding day included; what is older, or not in the rule any more, is shown and not counted; no rule, no score', () => {
  const points = (record: ReturnType<typeof of>) => scoreOf([record], today, settings);
  expect(points(of('2024-03-02'))).toEqual({
    score: 60,
    records: [{ ...of('2024-03-02'), points: -40 }],
  });
  expect(points(of('2024-03-01'))).toMatchObject({ score: 100, records: [{ points: null }] });
  expect(points(of('2026-01-01', 'gone'))).toMatchObject({
    score: 100,
    records: [{ points: null }],
  });
  const both = [of('2026-01-01'), of('2026-02-01', 'promise-kept')];
  expect(scoreOf(both, today, settings).score).toBe(65);
  expect(scoreOf(both, today, insuredCreditSettingsOf({})).score).toBeNull();
  // A kind twice is no rule.
  const twice = insuredCreditSettingsOf({ insuredCredit: { kinds: [kinds[0], kinds[0]] } });
  expect(twice.kinds).toEqual([]);
});
