/** 提交方案 What bars a filing, by one function for the dry run, the filing and the waking: not what the head is asked to override, and not the plan it is to be carried out jointly with (QY-5.1, 5.2, X-3). */
import { describe, expect, it } from 'vitest';
import { assess } from '../../../domain/inspection/assess.ts';
import { filed, planOf } from '../../../domain/inspection/filing.ts';
import { clauseOf, gateIds, gatesNamed } from '../../../domain/inspection/findings.ts';
import type { Case } from '../../../domain/inspection/plan.ts';
import { planShape } from '../../../domain/inspection/plan-shape.ts';
import { plansOfVisit } from '../../../domain/inspection/judging.ts';
import { visitsAmong } from '../../../domain/inspection/visits.ts';
import { asked, at, on, other, partner, past, told } from './sample.ts';

const trying = (p: Parameters<typeof asked>[0], k: Parameters<typeof asked>[1] = {}): Case =>
  asked({ approval: undefined as never, ...p }, k, 'plan');
const bars = (c: Case): string[] =>
  assess(c).bars.map(({ gate, item, by }) => [gate, item, by].filter(Boolean).join(' '));

describe('联合检查', () => {
  const near = [
    other('B', '2026-03-11', '2026-03-11', { items: ['i-1'], level: 'prefecture' }),
    other('D', '2026-03-11', '2026-03-11'),
  ];
  const place = { plan: 'B', year: 2026, state: 'reserved' as const };
  const one = {
    institution: {
      id: 'I-1',
      area: '621002',
      ownership: 'private' as const,
      status: 'designated',
      yearlyCap: 1,
    },
  };
  it('QY-5.1, QY-5.2, QY-4.1, QY-15.1: before the head is asked, the partner that has yet to confirm bars nothing; it is shown as owed, and another plan bars as ever', () => {
    const c = trying(
      { jointWith: ['B'] },
      {
        plans: near,
        partners: [partner('B', { confirms: false, state: 'approved' })],
        places: [place],
        ...one,
      },
    );
    expect(bars(c)).toEqual(['combination D']);
    expect(
      assess(c)
        .findings.filter((f) => f.missing?.includes('joint-confirmation'))
        .map((f) => [f.outcome, f.clause, f.by]),
    ).toEqual([['pending', 'QY-5.1', 'B']]);
    expect(bars({ ...c, known: { ...c.known, plans: near.slice(0, 1) } })).toEqual([]);
  });
  it('QY-5.1, QY-4.1: at the approval it must have confirmed; a claim that nobody confirms takes a place of its own', () => {
    const at3 = (confirms: boolean) =>
      bars(
        asked(
          { jointWith: ['B'] },
          {
            plans: near.slice(0, 1),
            partners: [partner('B', { confirms })],
            places: [place],
            ...one,
          },
        ),
      );
    expect(at3(true)).toEqual([]);
    expect(at3(false)).toEqual(['yearly-cap', 'combination B', 'levels B', 'repeat i-1 B']);
  });
  it('QY-5.1: what is not here, on other days or given back is no partner; whether there is such a plan is not said', () => {
    const claim = (k: Parameters<typeof asked>[1]) =>
      trying({ jointWith: ['B'] }, { plans: near.slice(0, 1), ...k });
    const far = claim({
      partners: [partner('B', { days: { from: on('2026-03-13'), until: on('2026-03-20') } })],
    });
    for (const c of [claim({}), far]) {
      expect(bars(c)).toEqual(['combination B', 'levels B', 'repeat i-1 B']);
      expect(
        assess(c)
          .findings.filter((f) => f.outcome === 'pending')
          .map((f) => f.gate),
      ).toContain('combination');
    }
    expect(bars(asked({}, { plans: near.slice(0, 1), partners: [partner('B')] }))).toEqual([
      'combination B',
      'levels B',
      'repeat i-1 B',
    ]);
  });
  it('QY-4.1: at the door it joins what is running or began today; what has ended is another visit, and needs a place of its own', () => {
    const door = (k: Parameters<typeof partner>[1]) =>
      told(
        asked(
          { jointWith: ['B'] },
          {
            partners: [partner('B', k)],
            history: [
              past('B', k?.state === 'started' ? null : '2026-03-10', { startedOn: k!.startedOn! }),
            ],
            places: [{ ...place, state: 'consumed' }],
            ...one,
          },
          'start',
        ),
      );
    expect(
      door({
        state: 'started',
        startedOn: on('2026-03-09'),
        days: { from: on('2026-03-09'), until: on('2026-03-10') },
      }),
    ).toEqual([]);
    expect(
      door({ state: 'ended', startedOn: on('2026-03-10') }).filter((f) => !f.startsWith('warned')),
    ).toEqual([]);
    expect(
      door({
        state: 'started',
        startedOn: on('2026-03-08'),
        days: { from: on('2026-03-08'), until: on('2026-03-09') },
      }).map((f) => f.split(' ')[1]),
    ).toEqual(['yearly-cap', 'combination', 'repeat']);
    const apart = asked(
      { jointWith: ['B'] },
      {
        today: on('2026-03-11'),
        partners: [partner('B', { state: 'ended', startedOn: on('2026-03-10') })],
        history: [past('B', '2026-03-10')],
        places: [{ ...place, state: 'consumed' }],
        ...one,
      },
      'start',
    );
    expect(
      told(apart)
        .filter((f) => f.startsWith('refused'))
        .map((f) => f.split(' ')[1]),
    ).toEqual(['yearly-cap', 'repeat']);
  });
});

describe('一次检查', () => {
  it('QY-4.1: nobody joins two visits; a chain of partners is not one visit', () => {
    const door = (...visits: string[]) =>
      plansOfVisit(
        asked(
          { jointWith: ['B', 'C'] },
          {
            partners: ['B', 'C'].map((id, n) =>
              partner(id, { state: 'started', startedOn: on('2026-03-10'), visit: visits[n]! }),
            ),
          },
          'start',
        ),
      );
    expect([door('B', 'B'), door('B', 'C')]).toEqual([
      ['P-1', 'B', 'C'],
      ['P-1', 'B'],
    ]);
    expect(
      visitsAmong(
        ['A', 'B', 'C'],
        [
          ['A', 'B'],
          ['A', 'C'],
          ['B', 'C'],
        ],
      ),
    ).toBe(1);
    expect(
      visitsAmong(
        ['A', 'B', 'C'],
        [
          ['A', 'B'],
          ['A', 'C'],
        ],
      ),
    ).toBe(2);
    expect(visitsAmong(['A', 'B', 'B'], [])).toBe(2);
  });
});

describe('先后', () => {
  it.each(['plan', 'approval', 'start'] as const)(
    'QY-5.1, QY-5.2, QY-15.1: filed later, it never stands in the way of one filed earlier (%s); of two filed at one instant exactly one does',
    (stage) => {
      const of = (id: string, filedAt: string) =>
        told(
          asked(
            stage === 'plan' ? { approval: undefined as never } : {},
            {
              plans: [
                other(id, '2026-03-11', '2026-03-11', {
                  filedAt: at(filedAt),
                  items: ['i-1'],
                  level: 'prefecture',
                }),
              ],
            },
            stage,
          ),
        ).map((f) => f.split(' ')[1]);
      expect(of('B', '2026-03-02')).toEqual([]);
      expect(of('B', '2026-02-28')).toEqual(['combination', 'levels', 'repeat']);
      expect([of('P-0', '2026-03-01').length, of('P-2', '2026-03-01').length]).toEqual([3, 0]);
    },
  );
});

describe('突破', () => {
  const history = [past('X', '2026-01-20', { items: ['i-1', 'i-2'] })];
  const two = [
    { item: 'i-1', method: 'on-site' as const, contents: ['a'], standard: 's1' },
    { item: 'i-2', method: 'on-site' as const, contents: ['a'], standard: 's1' },
  ];
  it('X-3: what is asked of the head bars nothing, for the item it is asked for; the earliest day leaves it aside; at the approval it bars unless it is granted', () => {
    const p = { items: two, asked: [{ gate: 'repeat' as const, item: 'i-1' }] };
    expect(bars(trying(p, { history }))).toEqual(['repeat i-2 X']);
    expect(assess(trying(p, { history }))).toMatchObject({ lawful: false, earliest: '2027-01-21' });
    expect(assess(trying({ asked: [{ gate: 'repeat' }] }, { history }))).toMatchObject({
      lawful: false,
      bars: [],
      earliest: '2026-03-10',
    });
    const full = {
      history,
      places: [1, 2].map((n) => ({ plan: `p-${n}`, year: 2026, state: 'consumed' as const })),
    };
    expect(assess(trying({ asked: [{ gate: 'repeat' }] }, full))).toMatchObject({
      earliest: '2027-01-01',
      wakesOn: '2027-01-01',
      mayHold: true,
    });
    expect(bars(asked({ asked: [{ gate: 'repeat' }] }, { history }))).toEqual(['repeat i-1 X']);
    expect(bars(trying({ asked: [{ gate: 'yearly-cap' }] }, full))).toEqual([
      'yearly-cap',
      'repeat i-1 X',
    ]);
  });
  const payload = (more: object) =>
    planShape.parse({
      kind: 'daily',
      institution: 'I-1',
      days: { from: '2026-03-10', until: '2026-03-12' },
      items: two.slice(0, 1),
      purpose: 'supervision',
      team: [],
      ...more,
    });
  const of = (more: object) =>
    planOf(payload(more), { id: 'P-1', body: 'qy.x', filedAt: at('2026-03-01') });
  it('X-3: named by clause or by gate, one of the two; every clause stands for the gates that cite it', () => {
    expect(
      of({
        overrides: [{ clause: 'QY-15.1', reason: '理由' }],
        exceptions: [
          { clause: 'QY-4.1', reason: '理由' },
          { gate: 'draw', reason: '理由' },
        ],
      }),
    ).toMatchObject({ asked: [{ gate: 'repeat' }], reasons: ['yearly-cap', 'draw'] });
    expect(gateIds.every((gate) => gatesNamed({ clause: clauseOf[gate] }).includes(gate))).toBe(
      true,
    );
    for (const bad of [
      { reason: '理由' },
      { gate: 'repeat', clause: 'QY-15.1', reason: '理由' },
      { clause: 'QY-99', reason: '理由' },
    ])
      expect(planShape.safeParse({ ...payload({}), overrides: [bad] }).success).toBe(false);
    const a = assess(trying({}));
    expect(
      filed(payload({ overrides: [{ clause: 'QY-4.1', reason: '理由' }] }), a, false),
    ).toMatchObject({ refusal: { code: 'override-not-allowed', clause: 'X-3' } });
    expect(
      filed(payload({ overrides: [{ clause: 'QY-15.1', reason: ' ' }] }), a, false),
    ).toMatchObject({ refusal: { code: 'reason-missing', clause: 'X-3' } });
    expect(
      filed(payload({ overrides: [{ clause: 'QY-15.1', reason: '理由' }] }), a, false),
    ).toEqual({});
  });
  it('QY-9.1, QY-9.3, QY-10.2, QY-15.1: a blank reason is none, and the rule that wants it speaks', () => {
    expect(
      of({
        onSiteReason: ' ',
        purposeBasis: '',
        urgent: { reason: '　' },
        exceptions: [{ gate: 'repeat', reason: '' }],
      }),
    ).toMatchObject({ onSiteReasonGiven: false, urgent: { reasonGiven: false }, reasons: [] });
    expect(of({ purposeBasis: '' })).not.toHaveProperty('purposeBasis');
  });
  it('QY-10.6: somebody listed twice is refused by the gate, in the plan and at the door', () => {
    const twice = [1, 2, 1].map((n) => ({
      officer: `o${n}`,
      role: 'officer' as const,
      from: 'body' as const,
    }));
    expect(told(trying({ team: twice }))).toEqual([
      'refused two-officers same-person-twice QY-10.6',
    ]);
    expect(
      told(
        asked(
          {},
          {
            startCheck: {
              present: ['o1', 'o2', 'o1'],
              shown: ['o1', 'o2'].map((officer) => ({ officer, document: 'certificate' as const })),
              noticeServed: true,
            },
          },
          'start',
        ),
      ),
    ).toEqual(['refused two-officers same-person-twice QY-10.6']);
  });
});
