/** 期限计算器: public, stored nowhere. What it counts is tested with domain/time; here is how it is asked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close, harness, type Harness } from './harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await harness();
});
afterAll(() => close(h));

const ask = (body: object) => h.ask(null, 'post', '/v1/time/due', { body });
const limit = (unit: string, count: number, more = {}) => ({
  start: '2025-09-18T09:30:00+08:00',
  limit: { unit, count, ...more },
});

describe('answers without a token', () => {
  it.each([
    [
      'hours run on through everything',
      limit('hours', 24),
      '2025-09-19T09:30:00+08:00',
      '2025-09-19',
      'firm',
    ],
    [
      'working days skip the National Day block and count its make-up days',
      limit('working-days', 10),
      '2025-10-10T00:00:00+08:00',
      '2025-10-09',
      'firm',
    ],
  ])('%s', async (_name, body, due, _last, status) => {
    const answer = await ask(body);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ due, status });
    expect(answer.body.explanation.length).toBeGreaterThan(0);
    for (const { zh, en } of answer.body.explanation)
      expect([zh, en].every((text: string) => text.length > 0)).toBe(true);
  });

  it('the largest count', async () => {
    for (const unit of ['hours', 'calendar-days', 'working-days', 'months', 'year-window'])
      expect((await ask(limit(unit, 3660))).status, unit).toBe(200);
  });

  it('what rests on a year nobody has published is provisional', async () => {
    expect(
      (await ask({ start: '2032-01-05T09:00:00+08:00', limit: { unit: 'working-days', count: 5 } }))
        .body,
    ).toMatchObject({ status: 'provisional', earliest: expect.any(String) });
  });
});

describe('refuses with a 400 that names the field', () => {
  it.each<[string, object, string]>([
    ['a count over 3,660', limit('hours', 3661), '/limit/count'],
    ['a count of nothing', limit('hours', 0), '/limit/count'],
    ['half a day', limit('calendar-days', 1.5), '/limit/count'],
    ['a count in letters', limit('hours', 'ten' as never), '/limit/count'],
    ['an unknown unit', limit('fortnights', 1), '/limit/unit'],
    ['a start without offset', { ...limit('hours', 1), start: '2025-09-18T09:30:00' }, '/start'],
    [
      'a start that does not exist',
      { ...limit('hours', 1), start: '2025-02-30T09:30:00+08:00' },
      '/start',
    ],
    ['no start', { limit: { unit: 'hours', count: 1 } }, '/start'],
    ['no limit', { start: '2025-09-18T09:30:00+08:00' }, '/limit'],
    ['a field it does not know', { ...limit('hours', 1), region: 'tj' }, '/region'],
  ])('%s', async (_name, body, field) => {
    const answer = await ask(body);
    expect([
      answer.status,
      answer.body.code,
      answer.body.fields.map((f: { path: string }) => f.path),
    ]).toEqual([400, 'bad-input', [field]]);
  });
});
