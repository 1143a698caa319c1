/** 例外 The matrix, cell by cell, against a table written by hand from QY-4.2, 6.2, 15.1, 15.2; overrides only where X-3 allows them. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../../domain/inspection/assess.ts';
import { cell, overridable } from '../../../domain/inspection/exceptions.ts';
import { gateIds, type GateId } from '../../../domain/inspection/findings.ts';
import type { Plan } from '../../../domain/inspection/plan.ts';
import type { Clue, Known } from '../../../domain/inspection/known.ts';
import { clueKinds, type ClueKind } from '../../../domain/inspection/terms.ts';
import { asked, clue, findingsOf, item, known, on, other, past, plan } from './sample.ts';

/** y: lifts, r: with reason and head, -: no. Columns: yearly-cap 4.1, draw 6.2, repeat 15.1, superior-clean 15.2. */
const written: Record<ClueKind, string> = {
  'specific-complaint': 'yyry',
  complaint: 'y-ry',
  'superior-order': 'yyrr',
  transferred: 'yrrr',
  'data-monitoring': 'yrry',
  'own-request': 'yr--',
  're-check': 'rryy',
  other: 'rrrr',
};
const columns: readonly GateId[] = ['yearly-cap', 'draw', 'repeat', 'superior-clean'];
const letter = { lifts: 'y', 'with-reason': 'r', no: '-' } as const;

/** What makes each gate refuse, and that gate alone or nearly so. */
const broken: { [gate in GateId]?: { plan?: Partial<Plan>; known?: Partial<Known> } } = {
  'yearly-cap': {
    known: { places: ['A', 'B'].map((p) => ({ plan: p, year: 2026, state: 'consumed' })) },
  },
  draw: { plan: { draw: undefined as never } },
  repeat: { known: { history: [past('X', '2025-05-01', { found: 'violation' })] } },
  'superior-clean': { known: { history: [past('X', '2026-01-20', { level: 'prefecture' })] } },
  'item-cap': { known: { items: [item('i-1', { cap: { perYear: 0, exempts: [] } })] } },
  combination: { known: { plans: [other('B', '2026-03-11', '2026-03-11')] } },
  territory: { known: { institution: { ...known().institution, area: '621021' } } },
  'item-published': { known: { items: [item('i-1', { publishedOn: null })] } },
  'on-site-reason': { plan: { onSiteReasonGiven: false } },
  purpose: { plan: { purpose: 'precondition' } },
  qualification: { known: { body: { ...known().body, qualification: null } } },
  approval: { plan: { approval: { by: 'section', on: on('2026-03-02') } } },
  'two-officers': { plan: { team: [plan().team[0]!] } },
};

describe.each(clueKinds)('clue %s', (kind) => {
  it('has the cells of QY-4.2, 6.2, 15.1, 15.2, and no other', () => {
    expect(columns.map((gate) => letter[cell(kind, gate)]).join('')).toBe(written[kind]);
    for (const gate of gateIds.filter((g) => !columns.includes(g)))
      expect(cell(kind, gate)).toBe('no');
  });
  it.each(Object.keys(broken) as GateId[])(
    'at %s: lifts, or not, with and without a reason',
    (gate) => {
      const outcome = (reasons: GateId[]) => {
        const { plan: p, known: k } = broken[gate]!;
        return findingsOf(
          asked({ clues: ['C-1'], reasons, ...p }, { clues: [clue(kind)], ...k }),
          gate,
        )[0]?.outcome;
      };
      // A plan that is nothing but a re-check is not counted under either cap.
      if (kind === 're-check' && (gate === 'yearly-cap' || gate === 'item-cap'))
        return expect([outcome([]), outcome([gate])]).toEqual(['passed', 'passed']);
      const says = columns.includes(gate) ? written[kind][columns.indexOf(gate)] : '-';
      expect(outcome([])).toBe(says === 'y' ? 'excepted' : 'refused');
      return expect(outcome([gate])).toBe(says === '-' ? 'refused' : 'excepted');
    },
  );
});

it('QY-4.1: a re-check carries no other item past the cap, with or without a reason; its own items with one', () => {
  const of = (reasons: GateId[], items = ['i-1']) =>
    findingsOf(
      asked(
        {
          clues: ['C-1', 'C-2'],
          reasons,
          items: [...plan().items, { ...plan().items[0]!, item: 'i-2' }],
        },
        {
          clues: [clue('re-check', { items }), clue('other', { id: 'C-2', items: ['i-3'] })],
          ...broken['yearly-cap']!.known,
        },
      ),
      'yearly-cap',
    )[0]?.outcome;
  expect(of([])).toBe('refused');
  expect(of(['yearly-cap'])).toBe('refused');
  expect(of([], ['i-1', 'i-2'])).toBe('passed');
});

/** What must exist for a clue to be true: each kind on both sides. */
describe('a clue', () => {
  const wrong = (kind: ClueKind, change: Partial<Clue> = {}, p: Partial<Plan> = {}) =>
    findingsOf(asked({ clues: ['C-1'], ...p }, { clues: [clue(kind, change)] }), 'clues').map(
      (f) => f.code,
    );
  it.each(clueKinds)(
    '%s holds as the registries have it, and not when one thing is missing',
    (kind) => {
      expect(wrong(kind)).toEqual([undefined]);
      expect(wrong(kind, { institution: 'I-2' })).toEqual(['clue-of-another']);
      expect(wrong(kind, { registeredAt: plan().filedAt })).toEqual(['clue-not-earlier']);
      expect(wrong(kind, { evidence: false })).toEqual(['clue-unproved']);
      // who goes there has not brought the reason for going.
      expect(wrong(kind, { by: 'o2' })).toEqual(['clue-of-the-team']);
      expect(wrong(kind, { grounded: false })).toEqual([
        ['transferred', 'data-monitoring', 'own-request'].includes(kind)
          ? 'clue-unproved'
          : undefined,
      ]);
    },
  );
  it.each(clueKinds)(
    'QY-4.2: %s leads to one visit; to a second one with a reason and the head behind it only',
    (kind) => {
      expect(wrong(kind, { used: true })).toEqual(['clue-used']);
      expect(wrong(kind, { used: true }, { reasons: ['clues'] })).toEqual([undefined]);
      expect(
        wrong(
          kind,
          { used: true },
          { reasons: ['clues'], approval: { by: 'section', on: on('2026-03-02') } },
        ),
      ).toEqual(['clue-used']);
    },
  );
  it('QY-12.3: a re-check has its inspection, of this institution and these items, and a rectification that is ordered and open', () => {
    const rechecks = { institution: 'I-1', items: ['i-1'], ordered: true };
    expect(wrong('re-check', { rechecks })).toEqual([undefined]);
    expect(wrong('re-check', { rechecks: { ...rechecks, ordered: false } })).toEqual([
      'recheck-unfounded',
    ]);
    expect(wrong('re-check', { rechecks: { ...rechecks, institution: 'I-2' } })).toEqual([
      'recheck-unfounded',
    ]);
    expect(wrong('re-check', { rechecks, items: ['i-1', 'i-2'] })).toEqual(['recheck-unfounded']);
    const { rechecks: _none, ...never } = clue('re-check');
    const of = (gate: GateId) =>
      findingsOf(
        asked(
          { clues: ['C-1'], ...broken[gate]!.plan },
          { ...broken[gate]!.known, clues: [never] },
        ),
        gate,
      )[0]?.outcome;
    expect(columns.map(of)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(assess(asked({ clues: ['C-1'] }, { clues: [never] })).usesPlace).toBe(true);
  });
  it('QY-4.2: an order comes from above the body and above the one in whose name it acts', () => {
    expect(wrong('superior-order', { orderedBy: 'qy.y' })).toEqual(['order-not-superior']);
    expect(wrong('superior-order', { orderedBy: 'qy' }, { inNameOf: 'qy' })).toEqual([
      'order-not-superior',
    ]);
    expect(wrong('superior-order', { orderedBy: 'gs' }, { inNameOf: 'qy' })).toEqual([undefined]);
  });
  it('QY-6.2: a complaint that names no item does not point clearly', () => {
    const of = (items: string[] | null) =>
      findingsOf(
        asked(
          { clues: ['C-1'], draw: undefined as never },
          { clues: [clue('specific-complaint', { items })] },
        ),
        'draw',
      )[0]?.outcome;
    expect([of(['i-1']), of(null)]).toEqual(['excepted', 'refused']);
  });
  it('QY-4.1, 6.2: it leads to the items that it names; none comes in by the clue of another', () => {
    const two = { items: [...plan().items, { ...plan().items[0]!, item: 'i-2' }] };
    const of = (gate: GateId, clues: Clue[]) =>
      findingsOf(
        asked(
          { ...two, clues: clues.map((c) => c.id), ...broken[gate]!.plan },
          { ...broken[gate]!.known, clues },
        ),
        gate,
      )[0]?.outcome;
    for (const gate of ['yearly-cap', 'draw'] as const) {
      expect(of(gate, [clue('specific-complaint')])).toBe('refused');
      expect(
        of(gate, [
          clue('specific-complaint'),
          clue('superior-order', { id: 'C-2', items: ['i-2'] }),
        ]),
      ).toBe('excepted');
      expect(of(gate, [clue('superior-order', { items: null })])).toBe('excepted');
    }
  });
  it('QY-4.2: a case inspection is led in every item, by a clue that may lead there: 等 with reason and head', () => {
    const led = (clues: Clue[], p: Partial<Plan> = {}) =>
      findingsOf(
        asked({ kind: 'case', clues: clues.map((c) => c.id), ...p }, { clues }),
        'clues',
      ).map((f) => f.code);
    expect(led([clue('complaint')])).toEqual([undefined]);
    expect(led([clue('complaint', { items: ['i-2'] })])).toEqual(['clue-item']);
    expect(led([clue('other')])).toEqual(['clue-item']);
    expect(led([clue('other')], { reasons: ['yearly-cap'] })).toEqual([undefined]);
    expect(led([clue('re-check')])).toEqual([undefined]);
  });
  it('QY-3.1: the list exempts a clue that names the item, whatever other clue there is', () => {
    const of = (clues: Clue[]) =>
      findingsOf(
        asked(
          { clues: clues.map((c) => c.id) },
          { clues, items: [item('i-1', { cap: { perYear: 0, exempts: ['superior-order'] } })] },
        ),
        'item-cap',
      )[0]?.outcome;
    expect(of([clue('complaint'), clue('superior-order', { id: 'C-2' })])).toBe('excepted');
    expect(of([clue('complaint'), clue('superior-order', { id: 'C-2', items: ['i-2'] })])).toBe(
      'refused',
    );
  });
});

describe('an exception', () => {
  const repeated = (p: Partial<Plan>, k: Partial<Known> = {}) =>
    findingsOf(
      asked(
        { clues: ['C-1'], reasons: ['repeat'], ...p },
        { clues: [clue('complaint')], ...broken.repeat!.known, ...k },
      ),
      'repeat',
    )[0];
  it('QY-15.1: names its clue; without the plan naming it there is none', () => {
    expect(repeated({})).toMatchObject({ outcome: 'excepted', by: 'C-1', clause: 'QY-15.1' });
    expect(repeated({ clues: [] })?.outcome).toBe('refused');
  });
  it('QY-15.1: with a reason needs the head behind it, not the head of a section', () => {
    expect(repeated({ approval: { by: 'section', on: on('2026-03-02') } })?.outcome).toBe(
      'refused',
    );
    expect(repeated({ approval: undefined as never })?.outcome).toBe('refused');
    expect(
      findingsOf(
        {
          ...asked(
            { clues: ['C-1'], reasons: ['repeat'], approval: undefined as never },
            { clues: [clue('complaint')], ...broken.repeat!.known },
          ),
          stage: 'plan',
        },
        'repeat',
      )[0]?.outcome,
    ).toBe('excepted');
  });
  it('QY-15.1: the clue names the item, or could not name any; a re-check always does', () => {
    expect(repeated({}, { clues: [clue('complaint', { items: ['i-2'] })] })?.outcome).toBe(
      'refused',
    );
    expect(repeated({}, { clues: [clue('complaint', { items: null })] })?.outcome).toBe('excepted');
    expect(repeated({}, { clues: [clue('re-check', { items: null })] })?.outcome).toBe('refused');
  });
  it('QY-4.2: a clue in disorder lifts nothing', () => {
    expect(repeated({}, { clues: [clue('complaint', { institution: 'I-2' })] })?.outcome).toBe(
      'refused',
    );
  });
  it('QY-4.2: each item of a combined inspection by itself', () => {
    const two = [...plan().items, { ...plan().items[0]!, item: 'i-2' }];
    const found = findingsOf(
      asked(
        { items: two, clues: ['C-1'], reasons: ['repeat'] },
        {
          clues: [clue('complaint')],
          history: [past('X', '2025-05-01', { items: ['i-1', 'i-2'], found: 'violation' })],
        },
      ),
      'repeat',
    );
    expect(found.map((f) => [f.item, f.outcome])).toEqual([
      ['i-1', 'excepted'],
      ['i-2', 'refused'],
    ]);
  });
  it("QY-3.1: the item's own cap is lifted only by what the list itself exempts", () => {
    const of = (exempts: readonly ClueKind[]) =>
      findingsOf(
        asked(
          { clues: ['C-1'] },
          { clues: [clue('complaint')], items: [item('i-1', { cap: { perYear: 0, exempts } })] },
        ),
        'item-cap',
      )[0]?.outcome;
    expect(of([])).toBe('refused');
    expect(of(['data-monitoring'])).toBe('refused');
    expect(of(['complaint'])).toBe('excepted');
  });
  it('QY-3.1: a re-check of the item is not counted against its cap', () => {
    const of = (items: string[]) =>
      findingsOf(
        asked(
          { clues: ['C-1'] },
          { clues: [clue('re-check', { items })], ...broken['item-cap']!.known },
        ),
        'item-cap',
      )[0]?.outcome;
    expect(of(['i-1'])).toBe('passed');
    expect(of(['i-2'])).toBe('refused');
  });
});

describe('an override', () => {
  it('X-3: the three gates that know one', () =>
    expect(overridable).toEqual(['combination', 'repeat', 'superior-clean']));
  it.each(Object.keys(broken) as GateId[])('X-3 at %s: with head and reason, or never', (gate) => {
    const { plan: p, known: k } = broken[gate]!;
    const outcome = (o: object) =>
      findingsOf(
        asked({ overrides: [{ gate, by: 'head', reasonGiven: true, ...o }], ...p }, k),
        gate,
      )[0]?.outcome;
    expect(outcome({})).toBe(
      ['combination', 'repeat', 'superior-clean'].includes(gate) ? 'overridden' : 'refused',
    );
    expect(outcome({ reasonGiven: false })).toBe('refused');
    expect(outcome({ by: 'o1' })).toBe('refused');
  });
  it('X-3: for one item, or for all; QY-19 lists it', () => {
    const of = (i?: string) =>
      assess(
        asked(
          { overrides: [{ gate: 'repeat', by: 'head', reasonGiven: true, ...(i && { item: i }) }] },
          broken.repeat!.known,
        ),
      );
    expect(of('i-2').overridden).toEqual([]);
    expect(of('i-1').overridden).toMatchObject([
      { gate: 'repeat', by: 'head', code: 'same-item-within-year' },
    ]);
    expect(of()).toMatchObject({ lawful: true, overridden: [{ gate: 'repeat' }] });
  });
  it('X-7: nobody on the team overrides', () => {
    const heads = [
      ...known().body.heads,
      { officer: 'o1', post: 'principal' as const, in: { from: on('2020-01-01'), until: null } },
    ];
    expect(
      findingsOf(
        asked(
          { overrides: [{ gate: 'repeat', by: 'o1', reasonGiven: true }] },
          { ...broken.repeat!.known, body: { ...known().body, heads } },
        ),
        'repeat',
      )[0]?.outcome,
    ).toBe('refused');
  });
  it('QY-15.2 bites alone where 15.1 is overridden', () => {
    const a = assess(
      asked(
        { overrides: [{ gate: 'repeat', by: 'head', reasonGiven: true }] },
        broken['superior-clean']!.known,
      ),
    );
    expect(a.findings.filter((f) => f.outcome === 'refused').map((f) => f.clause)).toEqual([
      'QY-15.2',
    ]);
  });
});
