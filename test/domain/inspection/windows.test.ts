/** 窗口与名额 From when an item may be inspected again; how the places of a year are counted; on hold until when. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../../domain/inspection/assess.ts';
import type { Plan } from '../../../domain/inspection/plan.ts';
import type { Known, PastInspection, Place } from '../../../domain/inspection/known.ts';
import { roomFrom, usesPlace } from '../../../domain/inspection/places.ts';
import {
  barredThrough,
  endOf,
  freeFrom,
  itemTaken,
  lastKnown,
  repeatBar,
  superiorBar,
  windowOf,
} from '../../../domain/inspection/windows.ts';
import { startOfDay } from '../../../domain/time/civil-date.ts';
import { due } from '../../../domain/time/due.ts';
import { asked, clue, findingsOf, item, known, on, other, past, told } from './sample.ts';

describe('QY-15.1 一年内', () => {
  it.each([
    ['an ordinary year: 365 days', '2025-03-10', '2026-03-10', '2026-03-11'],
    ['over a leap day: 366 days', '2027-03-10', '2028-03-10', '2028-03-11'],
    ['29 February ends on the 28th', '2024-02-29', '2025-02-28', '2025-03-01'],
    ['28 February before a leap year', '2023-02-28', '2024-02-28', '2024-02-29'],
    ['31 December', '2025-12-31', '2026-12-31', '2027-01-01'],
    ['1 January', '2025-01-01', '2026-01-01', '2026-01-02'],
    [
      'ending on a Saturday of the Spring Festival: no roll',
      '2025-02-21',
      '2026-02-21',
      '2026-02-22',
    ],
    ['ending on National Day: no roll', '2025-10-01', '2026-10-01', '2026-10-02'],
  ])('%s', (_title, end, last, free) => {
    expect(barredThrough(on(end))).toBe(last);
    expect(freeFrom(on(end))).toBe(free);
    expect(due(startOfDay(on(end)), { unit: 'year-window', count: 1 }, [])).toMatchObject({
      lastDay: last,
      at: startOfDay(on(free)),
    });
    const bar = (day: string) => repeatBar('i-1', on(day), [past('X', end)], []);
    expect(bar(last)).toEqual({ clause: 'QY-15.1', by: 'X', kind: 'within-year', from: free });
    expect(bar(free)).toBeUndefined();
  });
  const bar = (history: PastInspection[], plans: Known['plans'] = [], except: string[] = []) =>
    repeatBar('i-1', on('2026-03-10'), history, plans, except);
  it('364 and 365 days after the end it is barred, the day after it is not', () => {
    const days = (end: string) =>
      told(asked({}, { history: [past('X', end, { found: 'violation' })] }));
    expect(days('2025-03-11')).toEqual([
      'refused repeat same-item-within-year QY-15.1 2026-03-12',
      'warned already-known facts-known QY-15.3',
    ]);
    expect(days('2025-03-10')).toEqual([
      'refused repeat same-item-within-year QY-15.1 2026-03-11',
      'warned already-known facts-known QY-15.3',
    ]);
    expect(days('2025-03-09')).toEqual([]);
  });
  it('the end that is latest decides, whatever the order, by any body and any kind, off-site too', () => {
    const three = [
      past('A', '2025-04-01'),
      past('B', '2025-09-01', { level: 'prefecture', kind: 'special', onSite: false }),
      past('C', '2025-06-01'),
    ];
    expect(bar(three)?.from).toBe('2026-09-02');
    expect(bar(three.toReversed())?.by).toBe('B');
  });
  it('an inspection begun before the notice counts; one of another item or a re-check does not', () => {
    expect(bar([past('A', '2025-05-01')])?.by).toBe('A');
    expect(bar([past('A', '2025-05-01', { items: ['i-2'] })])).toBeUndefined();
    expect(bar([past('A', '2025-05-01', { recheck: true })])).toBeUndefined();
  });
  it('a running or approved inspection of the item bars too, without a date; filed, on hold or its own does not', () => {
    expect(bar([past('A', null)])).toEqual({ clause: 'QY-15.1', by: 'A', kind: 'under-way' });
    expect(bar([], [other('B', '2026-09-01', '2026-09-01', { items: ['i-1'] })])).toEqual({
      clause: 'QY-15.1',
      by: 'B',
      kind: 'under-way',
    });
    expect(
      bar([], [other('B', '2026-09-01', '2026-09-01', { items: ['i-1'], state: 'filed' })]),
    ).toBeUndefined();
    expect(
      bar(
        [past('A', null)],
        [other('B', '2026-09-01', '2026-09-01', { items: ['i-1'] })],
        ['A', 'B'],
      ),
    ).toBeUndefined();
    expect(
      told(
        asked(
          { days: { from: on('2026-06-01'), until: on('2026-06-01') } },
          { history: [past('A', null)] },
        ),
      ),
    ).toEqual(['refused repeat same-item-under-way QY-15.1']);
  });
  it('abandoned after an on-site step it ended on its last on-site day; before any, it never was', () => {
    const left = past('A', null, { abandoned: true, lastOnSiteOn: on('2025-04-01') });
    expect(endOf(left)).toBe('2025-04-01');
    expect(bar([left])?.from).toBe('2026-04-02');
    expect(bar([past('A', null, { abandoned: true, lastOnSiteOn: null })])).toBeUndefined();
  });
  it('a corrected end moves the window, either way', () => {
    expect(bar([past('A', '2025-03-09')])).toBeUndefined();
    expect(bar([past('A', '2025-03-12')])?.from).toBe('2026-03-13');
  });
});

describe('QY-15.2 一个年度', () => {
  const bar = (day: string, end: string, change: Partial<PastInspection> = {}) =>
    superiorBar('i-1', 'county', on(day), [past('S', end, { level: 'prefecture', ...change })])
      ?.from;
  it('the same calendar year, 31 December and 1 January', () => {
    expect(bar('2026-12-31', '2026-01-01')).toBe('2027-01-01');
    expect(bar('2027-01-01', '2026-12-31')).toBeUndefined();
  });
  it('only a superior, only where it found nothing, only the item, never while unknown', () => {
    expect(bar('2026-06-01', '2026-02-01', { level: 'county' })).toBeUndefined();
    expect(bar('2026-06-01', '2026-02-01', { level: 'province' })).toBe('2027-01-01');
    expect(bar('2026-06-01', '2026-02-01', { found: 'violation' })).toBeUndefined();
    expect(bar('2026-06-01', '2026-02-01', { found: 'unknown' })).toBeUndefined();
    expect(bar('2026-06-01', '2026-02-01', { items: ['i-2'] })).toBeUndefined();
    expect(bar('2026-06-01', '2026-02-01', { recheck: true })).toBeUndefined();
  });
  it('binds the lower level, not the superior itself', () =>
    expect(
      superiorBar('i-1', 'prefecture', on('2026-06-01'), [
        past('S', '2026-02-01', { level: 'prefecture' }),
      ]),
    ).toBeUndefined());
});

const taken = (n: number, year = 2026, state: Place['state'] = 'consumed'): Place[] =>
  Array.from({ length: n }, (_, i) => ({ plan: `X${year}-${i}`, year, state }));

describe('QY-15.3 what is known already', () => {
  const known = (...history: PastInspection[]) => lastKnown('i-1', on('2026-11-22'), history)?.id;
  it('the last inspection of the item whose findings are known', () => {
    expect(
      known(
        past('A', '2026-03-01'),
        past('B', '2026-05-01', { found: 'violation' }),
        past('C', '2026-06-01', { found: 'unknown' }),
        past('D', null, { found: 'violation' }),
      ),
    ).toBe('B');
    expect(known(past('A', '2026-05-01', { items: ['i-2'] }))).toBeUndefined();
  });
  it('as long as its year runs', () =>
    expect([known(past('A', '2025-11-22')), known(past('A', '2025-11-21'))]).toEqual([
      'A',
      undefined,
    ]));
});

describe('QY-4.1 年度频次上限', () => {
  const cap = (places: Place[], p: Partial<Plan> = {}, k: Partial<Known> = {}) =>
    findingsOf(asked(p, { places, ...k }), 'yearly-cap')[0];
  it('cap − 1 passes, cap does not, and tells 1 January', () => {
    expect(cap(taken(1))?.outcome).toBe('passed');
    expect(cap(taken(2))).toMatchObject({
      outcome: 'refused',
      code: 'yearly-cap-reached',
      clause: 'QY-4.1',
      earliest: '2027-01-01',
    });
  });
  it('a reservation counts, a released one does not, its own never blocks it', () => {
    expect(cap(taken(2, 2026, 'reserved'))?.outcome).toBe('refused');
    expect(cap(taken(2, 2026, 'released'))?.outcome).toBe('passed');
    expect(cap([...taken(1), { plan: 'P-1', year: 2026, state: 'reserved' }])?.outcome).toBe(
      'passed',
    );
  });
  it('the year is that of the start: 31 December and 1 January', () => {
    const day = (d: string) =>
      cap(taken(2), { days: { from: on(d), until: on('2027-01-05') } })?.outcome;
    expect(day('2026-12-31')).toBe('refused');
    expect(day('2027-01-01')).toBe('passed');
    expect(
      findingsOf(
        asked(
          { days: { from: on('2026-12-30'), until: on('2027-01-05') } },
          {
            today: on('2027-01-02'),
            places: [{ plan: 'P-1', year: 2026, state: 'reserved' }, ...taken(2, 2027)],
          },
          'start',
        ),
        'yearly-cap',
      )[0]?.outcome,
    ).toBe('refused');
  });
  it('a missing cap refuses; a cap of none has no earliest day; a full next year is passed over', () => {
    expect(cap([], {}, { institution: { ...known().institution, yearlyCap: null } })).toMatchObject(
      { code: 'cap-missing', missing: ['yearly-cap'] },
    );
    expect(
      cap([], {}, { institution: { ...known().institution, yearlyCap: 0 } }),
    ).not.toHaveProperty('earliest');
    expect(cap([...taken(2), ...taken(2, 2027)])?.earliest).toBe('2028-01-01');
    expect(roomFrom(taken(1, 2027), 1, 2026)).toBe('2028-01-01');
  });
  it('binds daily inspections on site only', () => {
    expect(
      cap(taken(2), {
        items: [{ item: 'i-1', method: 'written', contents: ['a'], standard: 's1' }],
      })?.outcome,
    ).toBe('passed');
    expect(cap(taken(2), { kind: 'special' })?.outcome).toBe('passed');
    expect(
      cap(taken(2), { kind: 'case', clues: ['C-1'] }, { clues: [clue('complaint')] })?.outcome,
    ).toBe('passed');
  });
  it('who uses a place: daily on site; not what is exempt, special, off-site or a re-check; clue-led ones by setting', () => {
    const strict = { settings: { ...known().settings, clueInspectionsCount: true } };
    const led = { kind: 'case' as const, clues: ['C-1'] };
    const uses = (p: Partial<Plan>, k: Partial<Known> = {}) => usesPlace(asked(p, k));
    expect(uses({})).toBe(true);
    expect(uses({ clues: ['C-1'] }, { clues: [clue('complaint')] })).toBe(false);
    expect(uses(led, { clues: [clue('complaint')] })).toBe(false);
    expect(uses(led, { clues: [clue('complaint')], ...strict })).toBe(true);
    expect(uses({ kind: 'special' }, strict)).toBe(false);
    expect(
      uses(
        { items: [{ item: 'i-1', method: 'written', contents: ['a'], standard: 's1' }] },
        strict,
      ),
    ).toBe(false);
    expect(uses(led, { clues: [clue('re-check')], ...strict })).toBe(false);
    expect(cap(taken(2), { clues: ['C-1'] }, { clues: [clue('re-check')] })?.outcome).toBe(
      'passed',
    );
  });
});

describe("QY-3.1 the item's own cap is another gate", () => {
  const one = { items: [item('i-1', { cap: { perYear: 1, exempts: [] } })] };
  const cap = (history: PastInspection[], k: Partial<Known> = {}) =>
    findingsOf(asked({}, { ...one, history, ...k }), 'item-cap')[0];
  it('cap − 1 and cap, by calendar year of the start', () => {
    expect(cap([past('X', '2025-12-31')])?.outcome).toBe('passed');
    expect(cap([past('X', '2026-01-01')])).toMatchObject({
      outcome: 'refused',
      code: 'item-cap-reached',
      earliest: '2027-01-01',
      item: 'i-1',
    });
    expect(cap([past('X', '2026-01-02', { startedOn: on('2025-12-31') })])?.outcome).toBe('passed');
  });
  it('refuses where the yearly cap has room, and passes where the yearly cap is full', () => {
    expect(
      findingsOf(asked({}, { ...one, history: [past('X', '2026-01-01')] }), 'yearly-cap')[0]
        ?.outcome,
    ).toBe('passed');
    expect(findingsOf(asked({}, { ...one, places: taken(2) }), 'item-cap')[0]?.outcome).toBe(
      'passed',
    );
  });
  it('counts what is approved, not re-checks, exempt ones or what never was; no cap on the list is no bar', () => {
    expect(
      itemTaken(
        'i-1',
        2026,
        [],
        [
          other('B', '2026-12-31', '2027-01-03', { items: ['i-1'] }),
          other('C', '2026-05-01', '2026-05-01', { items: ['i-1'], state: 'filed' }),
        ],
      ),
    ).toBe(1);
    expect(
      itemTaken(
        'i-1',
        2026,
        [
          past('A', '2026-01-01', { recheck: true }),
          past('B', '2026-01-01', { itemCapExempt: true }),
          past('C', null, { abandoned: true, startedOn: on('2026-01-01') }),
        ],
        [],
      ),
    ).toBe(0);
    expect(cap([past('X', '2026-01-01')], { items: [item('i-1', { cap: null })] })?.outcome).toBe(
      'passed',
    );
    expect(
      cap([], { items: [item('i-1', { cap: { perYear: 0, exempts: [] } })] }),
    ).not.toHaveProperty('earliest');
  });
});

describe('QY-4.3 watched, never refused', () => {
  const above = (...starts: string[]) =>
    findingsOf(
      asked({}, { history: starts.map((d, i) => past(`X${i}`, d, { items: ['i-9'] })) }),
      'reasonable-frequency',
    )[0];
  it('more than 1 a day, 2 a week, 3 a month, this one included', () => {
    expect(above('2026-03-10')).toMatchObject({
      outcome: 'warned',
      force: 'management',
      missing: ['per-day'],
    });
    expect(above('2026-03-09')?.outcome).toBe('passed');
    expect(above('2026-03-05', '2026-03-10')?.missing).toEqual(['per-day', 'per-week']);
    expect(above('2026-03-04', '2026-03-09')?.missing).toEqual(['per-week']);
    expect(above('2026-03-03', '2026-03-09')?.outcome).toBe('passed');
    expect(above('2026-03-01', '2026-03-02', '2026-03-03')?.missing).toEqual(['per-month']);
    expect(above('2026-02-28', '2026-03-02', '2026-03-03')?.outcome).toBe('passed');
  });
});

describe('QY-4.1, QY-15.1 on hold', () => {
  it('refused only by windows and caps: until the first day that all allow', () => {
    const a = assess(
      asked({}, { history: [past('X', '2025-06-01', { found: 'violation' })], places: taken(2) }),
    );
    expect(a).toMatchObject({
      lawful: false,
      mayHold: true,
      wakesOn: '2027-01-01',
      earliest: '2027-01-01',
    });
  });
  it('a free window that meets a full year waits on', () => {
    const history = [
      past('X', '2025-06-01', { found: 'violation' }),
      ...['A', 'B'].map((id) => past(id, '2026-01-05', { items: ['i-2'] })),
    ];
    expect(assess(asked({}, { history, places: [...taken(1), ...taken(2, 2027)] }))).toMatchObject({
      wakesOn: '2026-06-02',
    });
    expect(
      assess(
        asked(
          { days: { from: on('2026-12-30'), until: on('2026-12-30') } },
          { history: [past('X', '2026-05-01', { found: 'violation' })], places: taken(2, 2027) },
        ),
      ),
    ).toMatchObject({ wakesOn: '2028-01-01' });
  });
  it('anything else refused, an inspection under way, the door, or no refusal: no hold', () => {
    const hold = (p: Partial<Plan>, k: Partial<Known>, stage: 'approval' | 'start' = 'approval') =>
      assess(asked(p, k, stage)).mayHold;
    const window = { history: [past('X', '2025-06-01', { found: 'violation' as const })] };
    expect(hold({}, window)).toBe(true);
    expect(hold({ onSiteReasonGiven: false }, window)).toBe(false);
    expect(hold({}, { history: [past('X', null, { startedOn: on('2026-01-10') })] })).toBe(false);
    expect(hold({}, window, 'start')).toBe(false);
    expect(hold({}, {})).toBe(false);
  });
  it('the team is settled on waking: a certificate that ends before then does not stop the hold', () => {
    expect(assess(asked({}, { places: taken(2) }))).toMatchObject({
      mayHold: true,
      wakesOn: '2027-01-01',
    });
  });
  it('the earliest day looks past other plans too; what no time brings has none', () => {
    const window = { history: [past('X', '2025-06-01', { found: 'violation' as const })] };
    expect(
      assess(asked({}, { ...window, plans: [other('B', '2026-06-20', '2026-06-21')] })),
    ).toMatchObject({ wakesOn: '2026-06-02', earliest: '2026-07-22' });
    expect(assess(asked({ purpose: 'precondition' }, window))).not.toHaveProperty('earliest');
  });
});

describe('the windows of an institution', () => {
  const facts = { on: on('2026-03-10'), level: 'county' as const, plans: [], itemCap: () => 1 };
  it('QY-15.1, QY-15.2, QY-3.1: from when, and everything that bars until then', () => {
    expect(windowOf('i-1', { ...facts, history: [] })).toEqual({
      item: 'i-1',
      open: true,
      from: '2026-03-10',
      bars: [],
    });
    expect(
      windowOf('i-1', { ...facts, history: [past('S', '2026-02-01', { level: 'prefecture' })] }),
    ).toMatchObject({
      open: false,
      from: '2027-02-02',
      bars: [{ kind: 'within-year' }, { kind: 'superior-clean' }, { kind: 'item-cap' }],
    });
    expect(windowOf('i-1', { ...facts, history: [past('S', null)] })).toMatchObject({
      open: false,
      bars: [{ kind: 'under-way', by: 'S' }, {}],
    });
    expect(windowOf('i-1', { ...facts, history: [past('S', null)] })).not.toHaveProperty('from');
  });
  it('QY-3.1: without a cap on the list only the windows bar', () =>
    expect(
      windowOf('i-1', { ...facts, itemCap: () => null, history: [past('S', '2026-02-01')] }).bars,
    ).toHaveLength(1));
});
