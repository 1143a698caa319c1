/** The independent count of the demonstrated year counts right by itself, and notices what differs. */
import { describe, expect, it } from 'vitest';
import { fictitiousYear } from '../../domain/time/calendars.ts';
import { count, twentieth, worked } from '../../tools/demo/year/count.ts';
import type { Done } from '../../tools/demo/year/done.ts';
import type { Arrangement } from '../../tools/demo/year/run.ts';
import { differences, type Reported } from '../../tools/demo/year/report.ts';
import { fullSize, scriptOf } from '../../tools/demo/year/script.ts';

const arrangements = [2027, 2028].map((year) => fictitiousYear(year) as unknown as Arrangement);
const revised = [
  {
    ...arrangements[0]!,
    off: [...arrangements[0]!.off, '2027-05-06', '2027-05-07'],
    work: [...arrangements[0]!.work, '2027-05-08'],
  },
  arrangements[1]!,
];

describe('QY-12.1 the 20th working day, counted one by one', () => {
  it.each([
    ['2027-01-20', '2027-02-23'],
    ['2027-09-17', '2027-10-20'],
    ['2027-06-01', '2027-06-30'],
  ])('from %s it is %s', (end, last) => {
    expect(twentieth(end, worked(arrangements))).toBe(last);
  });
  it('a revised arrangement moves it', () => {
    expect([
      twentieth('2027-04-12', worked(arrangements)),
      twentieth('2027-04-12', worked(revised)),
    ]).toEqual(['2027-05-12', '2027-05-13']);
  });
});

const done = (changes: Partial<Done>): Done => ({
  n: 1,
  kind: 'daily',
  file: 'XJ.1',
  endedOn: '2027-09-17',
  told: 'after-revision',
  ...changes,
});
const counted = (...all: Done[]) =>
  count(
    all,
    { before: arrangements, after: revised },
    {
      held: new Map([[7, '2026-03-04']]),
      capped: new Map([[9, 2027]]),
      again: new Map([[8, '2027-02-10']]),
    },
  );

it('QY-12.1: told on the 20th working day is in time, on the 21st or never is late; by the arrangement that held when it was told', () => {
  expect(counted(done({ toldOn: '2027-10-20' })).late).toEqual([]);
  expect(counted(done({ toldOn: '2027-10-21' })).late).toEqual(['XJ.1']);
  expect(counted(done({ told: undefined as never })).late).toEqual(['XJ.1']);
  expect(counted(done({ endedOn: '2027-04-12', toldOn: '2027-05-13' })).late).toEqual([]);
  expect(
    counted(done({ endedOn: '2027-04-12', toldOn: '2027-05-13', told: 'before-revision' })).late,
  ).toEqual(['XJ.1']);
});

it('QY-3.1, QY-17.1: what waits for a place under a cap wakes with the next year; complaints with what was found', () => {
  const year = counted(
    done({ toldOn: '2027-10-08', complaint: { file: 'RQ.2', founded: 'partly' } }),
    { n: 9, kind: 'case', file: 'XJ.9' },
    done({ n: 2, toldOn: '2027-10-08', complaint: { file: 'RQ.1', founded: 'unfounded' } }),
  );
  expect([year.woken, year.complaints]).toEqual([
    { 'XJ.9': '2028-01-01' },
    ['RQ.1 unfounded', 'RQ.2 partly'],
  ]);
  expect(differences({ ...year, complaints: [] } as unknown as Reported, year)).toHaveLength(1);
});

it('QY-15.1: windows, wakings and the first lawful day after a refusal', () => {
  const year = counted(
    done({ toldOn: '2027-10-08' }),
    done({ n: 2, file: 'XJ.2', endedOn: '2028-02-29', toldOn: '2028-03-01' }),
    done({ n: 7, file: 'XJ.7', toldOn: '2027-10-08' }),
    { n: 8, kind: 'case', file: '', refused: { clause: 'QY-15.1', earliest: null } },
  );
  expect(year.windows).toMatchObject({ 'XJ.1': '2028-09-17', 'XJ.2': '2029-02-28' });
  expect(year.woken).toEqual({ 'XJ.7': '2027-03-05' });
  expect(year.refused).toEqual([{ n: 8, earliest: '2028-02-11' }]);
});

it('what differs is told: a breach, a window or an override more or less', () => {
  const year = counted(done({ toldOn: '2027-10-21' }));
  expect(differences(year as Reported, year)).toEqual([]);
  expect(differences({ ...year, late: [] } as unknown as Reported, year)).toHaveLength(1);
  expect(
    differences({ ...year, windows: { 'XJ.1': '2028-09-16' } } as unknown as Reported, year),
  ).toHaveLength(1);
  expect(
    differences({ ...year, overrides: ['XJ.1 y-09'] } as unknown as Reported, year),
  ).toHaveLength(1);
});

it('the script of the whole year: 2,000 inspections of all three kinds in 500 institutions, never the same item twice where it is not meant', () => {
  const { held, capped, special, cases, dailyEach, institutions } = scriptOf(fullSize);
  expect([
    institutions.length,
    4 * dailyEach + special.length + cases.length + held.length + capped.length,
  ]).toEqual([500, 2000]);
  const looked = [...special, ...cases, ...held, ...capped.flat()]
    .filter((v) => !v.again)
    .flatMap((v) => v.items.map((item) => `${v.institution} ${item}`));
  expect(new Set(looked).size).toBe(looked.length);
  expect(cases.filter((v) => v.again).map((v) => v.again)).toEqual(
    expect.arrayContaining(['by-override', 'by-complaint', 'refused']),
  );
  expect(scriptOf(fullSize)).toEqual(scriptOf(fullSize));
});
