import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  extendZodWithOpenApi,
} from '@asteasolutions/zod-to-openapi';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { calculate } from '../../../domain/time/calculate.ts';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { calendarYearShape, dueAnswerShape, dueRequestShape } from '../../../domain/time/shapes.ts';
import type { DueRequest } from '../../../domain/time/shapes.ts';

const ask = (limit: object, start = '2025-09-18T09:30:00+08:00') => {
  const answer = calculate(dueRequestShape.parse({ start, limit }), publishedYears);
  return dueAnswerShape.parse(answer);
};
const plain = (answer: ReturnType<typeof ask>) => ({
  ...answer,
  explanation: answer.explanation.length,
});

describe('the calculator', () => {
  it('answers the example of the issue', () => {
    expect(plain(ask({ unit: 'working-days', count: 20, roll: true }))).toStrictEqual({
      due: '2025-10-23T00:00:00+08:00',
      inclusive: false,
      lastDay: '2025-10-22',
      status: 'firm',
      explanation: 5,
      calendarVersions: ['2025/1'],
    });
  });

  it('answers hours inclusively and without a last day', () => {
    expect(plain(ask({ unit: 'hours', count: 24 }, '2025-09-18T01:30:00.250Z'))).toStrictEqual({
      due: '2025-09-19T09:30:00.250+08:00',
      inclusive: true,
      status: 'firm',
      explanation: 1,
      calendarVersions: [],
    });
  });

  it('answers provisionally with the earliest end', () => {
    expect(
      plain(ask({ unit: 'working-days', count: 20 }, '2026-12-18T09:30:00+08:00')),
    ).toStrictEqual({
      due: '2027-01-19T00:00:00+08:00',
      inclusive: false,
      lastDay: '2027-01-18',
      status: 'provisional',
      earliest: '2027-01-13T00:00:00+08:00',
      explanation: 6,
      calendarVersions: ['2026/1'],
    });
  });

  test.each([
    ['calendar days roll by default', { unit: 'calendar-days', count: 13 }, '2025-10-09'],
    ['or when told so', { unit: 'calendar-days', count: 13, roll: true }, '2025-10-09'],
    ['and not when told not to', { unit: 'calendar-days', count: 13, roll: false }, '2025-10-01'],
    ['months roll by default', { unit: 'months', count: 1 }, '2025-10-20'],
    ['and not when told not to', { unit: 'months', count: 1, roll: false }, '2025-10-18'],
    [
      'a year window has the last barred day',
      { unit: 'year-window', count: 1, roll: true },
      '2026-09-18',
    ],
    ['the longest count', { unit: 'calendar-days', count: 3660, roll: false }, '2035-09-26'],
  ])('%s', (_, limit, lastDay) => expect(ask(limit).lastDay).toBe(lastDay));

  it('throws for a request that the shape would have refused', () => {
    const request: DueRequest = { start: '2025-09-18', limit: { unit: 'hours', count: 1 } };
    expect(() => calculate(request, publishedYears)).toThrow(RangeError);
  });
});

describe('bad input names its field', () => {
  const good = { start: '2025-09-18T09:30:00+08:00', limit: { unit: 'hours', count: 24 } };
  const limit = (more: object) => ({ ...good, limit: { ...good.limit, ...more } });

  test.each<[string, unknown, string]>([
    ['no start', { limit: good.limit }, 'start'],
    ['a start without offset', { ...good, start: '2025-09-18T09:30:00' }, 'start'],
    ['a start that does not exist', { ...good, start: '2025-02-30T09:30:00+08:00' }, 'start'],
    ['a start as a number', { ...good, start: 1_758_159_000_000 }, 'start'],
    ['no limit', { start: good.start }, 'limit'],
    ['an unknown unit', limit({ unit: 'weeks' }), 'limit.unit'],
    ['a unit that is no question', limit({ unit: 'fixed' }), 'limit.unit'],
    ['no count', { ...good, limit: { unit: 'hours' } }, 'limit.count'],
    ['count 0', limit({ count: 0 }), 'limit.count'],
    ['half a count', limit({ count: 1.5 }), 'limit.count'],
    ['count 3,661', limit({ count: 3661 }), 'limit.count'],
    ['a count in quotes', limit({ count: '24' }), 'limit.count'],
    ['a roll that is no boolean', limit({ roll: 'yes' }), 'limit.roll'],
    ['a misspelt switch', limit({ rol: false }), 'limit'],
  ])('%s', (_, request, field) => {
    const issues = dueRequestShape.safeParse(request).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toEqual([field]);
  });

  const year = publishedYears[0]!;

  test.each<[string, object, string]>([
    ['a day off that does not exist', { off: ['2021-01-01', '2021-02-30'] }, 'off.1'],
    ['a make-up day that is no date', { work: [7] }, 'work.0'],
    ['no notice', { notice: ' ' }, 'notice'],
    ['version 0', { version: 0 }, 'version'],
    ['a year that is none', { year: 20_261 }, 'year'],
    ['published when?', { publishedOn: 'autumn' }, 'publishedOn'],
  ])('arrangement: %s', (_, change, field) => {
    const issues = calendarYearShape.safeParse({ ...year, ...change }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toEqual([field]);
  });

  it('and the published arrangements have the shape', () => {
    for (const year of publishedYears) expect(calendarYearShape.parse(year)).toEqual(year);
  });
});

it('the shapes can be shown in OpenAPI', () => {
  extendZodWithOpenApi(z);
  const registry = new OpenAPIRegistry();
  registry.register(
    'Time',
    z.object({ request: dueRequestShape, answer: dueAnswerShape, year: calendarYearShape }),
  );
  const { schemas } = new OpenApiGeneratorV31(registry.definitions).generateComponents()
    .components!;
  expect(schemas!['Time']).toMatchObject({
    properties: {
      request: {
        required: ['start', 'limit'],
        properties: {
          start: { type: 'string', format: 'date-time' },
          limit: { properties: { count: { type: 'integer', maximum: 3660 } } },
        },
      },
      year: { properties: { off: { type: 'array', items: { type: 'string', format: 'date' } } } },
    },
  });
});
