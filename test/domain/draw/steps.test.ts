/** QY-6.2, TJ51-14.2: nobody steers. Every step that would be refused, with its clause and what would be lawful. */
import { describe, expect, it } from 'vitest';
import { refuseCommitment } from '../../../domain/draw/commitment.ts';
import {
  recordHashOf,
  secretHashOf,
  seedOf,
  statementHashOf,
} from '../../../domain/draw/hashing.ts';
import type { Draw, Statement } from '../../../domain/draw/record.ts';
import type { Registries } from '../../../domain/draw/registries.ts';
import { statementShape } from '../../../domain/draw/record-shape.ts';
import { inOrder, refuseStatement } from '../../../domain/draw/statement.ts';
import { refuseContribution } from '../../../domain/draw/contribution.ts';
import { isRefusal } from '../../../domain/law/instruments.ts';
import { abandon, reveal } from '../../../domain/draw/steps.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';
import {
  contribution,
  objects,
  officers,
  record,
  registries,
  rule,
  secret,
  shown,
  statement,
} from './sample.ts';
import { told } from './told.ts';

const committed: Draw = { state: 'committed', statement: statement() };
const contributed: Draw = { state: 'contributed', statement: statement(), contribution };
const revealed = reveal(contributed, shown) as Draw;
const judged = (change: Partial<Statement>, known: Partial<Registries> = {}) =>
  told(refuseCommitment(statement(change), registries(known)));

describe('the commitment', () => {
  it('QY-6.2 is accepted when it is the registries, whole and as they are', () => {
    expect(judged({})).toBeUndefined();
    expect(statementShape.safeParse(statement()).success).toBe(true);
  });

  it('QY-6.2, TJ51-14.2 a hand-picked object is refused: named, left out, put in, moved to another stratum or freed of its bar', () => {
    const picked = ['object-hand-picked', 'QY-6.2'];
    expect(judged({ targets: [{ id: 'h-77', territory: 'ning', keep: [] }] })).toEqual(picked);
    expect(judged({ objects: objects.slice(1) })).toEqual(picked);
    expect(judged({}, { objects: objects.slice(1) })).toEqual(picked);
    expect(
      judged({ objects: objects.map((one) => (one.id === 'h-05' ? { ...one, class: 'D' } : one)) }),
    ).toEqual(picked);
    expect(
      judged({
        objects: objects.map((one) => (one.id === 'h-09' ? { ...one, barredBy: null } : one)),
      }),
    ).toEqual(picked);
    expect(
      judged({ objects: objects.map((one) => (one.id === 'h-04' ? { ...one, places: 1 } : one)) }),
    ).toEqual(picked);
    expect(judged({ clause: 'TJ51-14.2', objects: objects.slice(1) })).toEqual([
      'object-hand-picked',
      'TJ51-14.2',
    ]);
  });

  it('QY-6.2 a draw that leaves nothing to chance is hand-picking: all of the population, or all of a stratum by its quota', () => {
    expect(judged({ count: 8, quotas: [] })).toEqual(['object-hand-picked', 'QY-6.2']);
    expect(judged({ count: 7, quotas: [] })).toBeUndefined();
    expect(judged({ quotas: [{ territory: 'ning', class: 'D', least: 1, most: 1 }] })).toEqual([
      'object-hand-picked',
      'QY-6.2',
    ]);
    expect(judged({ quotas: [{ territory: 'ning', class: null, least: 3, most: 3 }] })).toEqual([
      'object-hand-picked',
      'QY-6.2',
    ]);
    expect(
      judged({ quotas: [{ territory: 'ning', class: null, least: 2, most: 3 }] }),
    ).toBeUndefined();
  });

  it('QY-6.2 hand-picked officers are refused: left out, put in, or with another load', () => {
    const picked = ['officer-hand-picked', 'QY-6.2'];
    expect(judged({ officers: officers.slice(1) })).toEqual(picked);
    expect(judged({}, { officers: officers.slice(1) })).toEqual(picked);
    expect(
      judged({ officers: officers.map((one, i) => ({ ...one, load: i === 0 ? 2 : 0 })) }),
    ).toEqual(picked);
  });

  it('QY-6.2 where chance has nothing to choose from it draws all the same, and the statement says so: neither too much nor too little', () => {
    const two = officers.filter(({ id }) => ['p-3', 'p-5'].includes(id));
    const small = { officers: two, recusals: [], repeats: [], rule: { ...rule, most: 20 } };
    const known = { officers: two, recusals: [], rule: small.rule };
    expect(judged(small, known)).toEqual(['draw-unsound', 'QY-6.2']);
    expect(judged({ ...small, noChoice: ['officers'] }, known)).toBeUndefined();
    expect(judged({ ...small, noChoice: ['objects', 'officers'] }, known)).toEqual([
      'draw-unsound',
      'QY-6.2',
    ]);
    expect(judged({ noChoice: ['officers'] })).toEqual(['draw-unsound', 'QY-6.2']);
    // One object that can be drawn, whoever else is on the list, and whatever quota names its stratum.
    const one = objects.map((o) => (o.id === 'h-05' ? o : { ...o, places: 0 }));
    const alone = {
      objects: one,
      count: 1,
      quotas: [{ territory: 'xifeng', class: null, least: 1, most: 1 }],
      noChoice: ['objects' as const],
    };
    expect(judged(alone, { objects: one })).toBeUndefined();
    expect(judged({ ...alone, noChoice: undefined }, { objects: one })).toEqual([
      'draw-unsound',
      'QY-6.2',
    ]);
    // Fewer officers than go are no team, and a recusal of one of two leaves none for that object.
    expect(
      judged(
        { ...small, officers: two.slice(1), noChoice: undefined },
        { ...known, officers: two.slice(1) },
      ),
    ).toEqual(['team-impossible', 'QY-6.2']);
    const recused = { recusals: [['p-3', 'h-02']] as [string, string][] };
    expect(
      judged({ ...small, ...recused, noChoice: ['officers'] }, { ...known, ...recused }),
    ).toEqual(['team-impossible', 'QY-6.2']);
  });

  it('TJ51-18 revisits are drawn from who was inspected or sanctioned, and the case team is recused', () => {
    const revisit = { clause: 'TJ51-18' as const };
    expect(judged(revisit)).toBeUndefined();
    expect(judged(revisit, { objects: objects.filter(({ id }) => id !== 'h-03') })).toEqual([
      'object-hand-picked',
      'TJ51-18',
    ]);
    expect(judged(revisit, { recusals: [['p-5', 'h-03']] })).toEqual([
      'recusal-left-out',
      'TJ51-18',
    ]);
  });

  it('QY-6.1 a stale list is refused, on the day after the last one', () => {
    expect(judged({}, { today: '2026-03-06' as CivilDate })).toBeUndefined();
    expect(judged({}, { today: '2026-03-07' as CivilDate })).toEqual(['list-stale', 'QY-6.1']);
    expect(judged({ listsOn: { objects: '2026-02-20', officers: '2026-03-01' } })).toEqual([
      'list-stale',
      'QY-6.1',
    ]);
    expect(judged({ listsOn: { objects: '2026-03-03', officers: '2026-03-01' } })).toEqual([
      'list-stale',
      'QY-6.1',
    ]);
    // A draw that TJ51 demands cites nothing of the notice.
    expect(judged({ clause: 'TJ51-14.2' }, { today: '2026-03-07' as CivilDate })).toEqual([
      'list-stale',
      'TJ51-14.2',
    ]);
  });

  it('QY-6.2 a rule of one’s own, or an earlier draw that nobody revealed, is refused', () => {
    expect(judged({ rule: { ...rule, weights: { ...rule.weights, D: 1000 } } })).toEqual([
      'draw-rule-unknown',
      'QY-6.2',
    ]);
    expect(judged({}, { unrevealed: ['DR.qy.2026-0000'] })).toEqual(['draw-open', 'QY-6.2']);
  });

  it('QY-6.2 the second body is another one, and named beforehand', () => {
    expect(judged({ contributor: 'qy.supervision' })).toEqual(['contribution-same-body', 'QY-6.2']);
  });

  it('counts, quotas and teams that cannot be met are refused before anybody draws', () => {
    expect(judged({ count: 9, quotas: [] })).toEqual(['quota-impossible', 'QY-6.2']);
    expect(judged({ quotas: [{ territory: 'ning', class: null, least: 4, most: 4 }] })).toEqual([
      'quota-impossible',
      'QY-6.2',
    ]);
    expect(judged({ quotas: [{ territory: 'ning', class: null, least: 2, most: 1 }] })).toEqual([
      'quota-impossible',
      'QY-6.2',
    ]);
    expect(
      judged({
        quotas: [
          { territory: 'ning', class: null, least: 0, most: 1 },
          { territory: 'ning', class: 'A', least: 1, most: 1 },
          { territory: 'ning', class: 'B', least: 1, most: 1 },
        ],
      }),
    ).toEqual(['quota-impossible', 'QY-6.2']);
    expect(judged({ count: 0 })).toEqual(['quota-impossible', 'QY-6.2']);
    expect(
      judged({
        recusals: [
          ['p-1', 'h-02'],
          ['p-1', 'h-07'],
          ['p-2', 'h-02'],
          ['p-3', 'h-02'],
        ],
      }),
    ).toEqual(['team-impossible', 'QY-6.2']);
  });

  it('a statement has one order and one meaning', () => {
    const wrong: Partial<Statement>[] = [
      { objects: objects.toReversed() },
      { objects: [...objects, objects.at(-1)!] },
      { officers: officers.toReversed() },
      {
        recusals: [
          ['p-3', 'h-02'],
          ['p-1', 'h-07'],
        ],
      },
      {
        quotas: [
          { territory: 'xifeng', class: null, least: 0, most: 3 },
          { territory: 'ning', class: null, least: 0, most: 3 },
        ],
      },
      { officers: officers.map((one) => ({ ...one, territories: ['xifeng', 'ning'] })) },
      { rule: { ...rule, weights: { ...rule.weights, unknown: 1 } } },
      { rule: { ...rule, weights: { A: 1 } } },
      { revealBy: statement().committedAt },
      { targets: [{ id: 'h-01', territory: 'ning', keep: [] }] },
      { targets: [{ id: 'z', territory: 'ning', keep: ['p-1', 'p-2'] }] },
      {
        targets: [{ id: 'z', territory: 'ning', keep: ['p-1', 'p-1'] }],
        rule: { ...rule, team: 3 },
      },
      { rule: { ...rule, team: 0 } },
      {
        repeats: [
          ['p-2', 'h-05'],
          ['p-2', 'h-05'],
        ],
      },
      {
        targets: [
          { id: 'z', territory: 'ning', keep: [] },
          { id: 'y', territory: 'ning', keep: [] },
        ],
      },
    ];
    for (const change of wrong)
      expect(told(refuseStatement(statement(change))), JSON.stringify(change)).toEqual([
        'draw-unsound',
        'QY-6.2',
      ]);
    const shuffled = {
      ...statement(),
      objects: objects.toReversed(),
      officers: officers
        .map((one) => ({ ...one, territories: one.territories.toReversed() }))
        .toReversed(),
      recusals: statement().recusals.toReversed(),
    };
    expect(inOrder(shuffled)).toEqual(statement());
  });

  it('the shape lets no weight of nothing, no blank in a code, no half character and no second way to write an instant through', () => {
    const follows = {
      draw: 'a',
      hash: 'a'.repeat(64),
      reason: 'absence',
      why: '病假',
      evidence: 'b'.repeat(64),
      outObjects: [],
      outTeams: [],
    };
    expect(statementShape.safeParse({ ...statement(), follows }).success).toBe(true);
    const wrong = [
      { rule: { ...rule, weights: { A: 0 } } },
      { draw: 'a b' },
      { committedAt: '2026-03-02T01:00:00Z' },
      { extra: 1 },
      { listsOn: { objects: '2026-02-30', officers: '2026-03-01' } },
      { follows: { ...follows, why: 'x\uD800y' } },
      { follows: { ...follows, why: ' ' } },
    ];
    for (const change of wrong)
      expect(
        statementShape.safeParse({ ...statement(), ...change }).success,
        JSON.stringify(change),
      ).toBe(false);
  });
});

describe('the second number', () => {
  it('QY-6.2 is taken after the commitment, from the body named in it, fresh and long enough', () => {
    const given = (change: object, used?: Set<string>) =>
      told(refuseContribution(statement(), { ...contribution, ...change }, used));
    expect(given({ at: statement().committedAt })).toEqual(['contribution-too-early', 'QY-6.2']);
    expect(given({ at: '2026-03-02T09:00:00.001+08:00' })).toBeUndefined();
    expect(given({ body: 'qy.supervision' })).toEqual(['contribution-same-body', 'QY-6.2']);
    expect(given({ body: 'qy.other' })).toEqual(['contribution-same-body', 'QY-6.2']);
    expect(given({ number: '1'.repeat(19) })).toEqual(['contribution-weak', 'QY-6.2']);
    expect(given({ number: `${'1'.repeat(19)}x` })).toEqual(['contribution-weak', 'QY-6.2']);
    expect(given({}, new Set([contribution.number]))).toEqual(['contribution-weak', 'QY-6.2']);
  });
});

describe('the reveal', () => {
  it('QY-6.2 gives the record that the two numbers and the statement determine', () => {
    expect(revealed).toEqual({ state: 'revealed', record: record() });
    const { hash, ...rest } = record();
    expect(hash).toBe(recordHashOf(rest));
    expect(rest.seed).toBe(seedOf(statementHashOf(statement()), secret, contribution));
  });
  it('QY-6.2, TJ51-14.2 is refused when it does not match its commitment, comes before the second number, or twice', () => {
    expect(told(reveal(contributed, { ...shown, secret: 'f'.repeat(64) }))).toEqual([
      'reveal-mismatch',
      'QY-6.2',
    ]);
    expect(told(reveal(contributed, { ...shown, secret: secret.toUpperCase() }))).toEqual([
      'reveal-mismatch',
      'QY-6.2',
    ]);
    expect(told(reveal(committed, shown))).toEqual(['contribution-too-early', 'QY-6.2']);
    expect(told(reveal(contributed, { ...shown, at: '2026-03-02T15:29:59+08:00' }))).toEqual([
      'draw-wrong-state',
      'QY-6.2',
    ]);
    expect(told(reveal(revealed, shown))).toEqual(['draw-wrong-state', 'QY-6.2']);
  });
  it('X-5 is accepted late, for it is owed still', () => {
    expect(isRefusal(reveal(contributed, { ...shown, at: '2026-05-01T09:00:00+08:00' }))).toBe(
      false,
    );
  });
  it('another statement, secret or number is another seed', () => {
    const seeds = [record(), record({ draw: 'DR.qy.2026-0002' }), record({}, '9'.repeat(20))].map(
      ({ seed }) => seed,
    );
    expect(
      new Set([...seeds, seedOf(statementHashOf(statement()), 'f'.repeat(64), contribution)]).size,
    ).toBe(4);
    expect(secretHashOf(secret)).not.toBe(secretHashOf('f'.repeat(64)));
  });
});

describe('abandoning', () => {
  const outside = {
    why: '密数遗失',
    approvedBy: 'head-1',
    at: '2026-03-03T10:00:00+08:00',
    approver: 'outside' as const,
  };
  it('QY-6.2 needs a reason and somebody outside the drawing body, and the record says whether the second number had come', () => {
    for (const wrong of [{ why: ' ' }, { approvedBy: '' }, { approver: 'drawing-body' as const }])
      expect(told(abandon(contributed, { ...outside, ...wrong }))).toEqual([
        'abandonment-unapproved',
        'QY-6.2',
      ]);
    expect(abandon(committed, outside)).toMatchObject({ record: { contribution: null } });
    expect(abandon(contributed, outside)).toMatchObject({ record: { contribution } });
  });
  it('QY-6.2 ends the draw: nothing follows but a new one that names it', () => {
    const gone = abandon(contributed, outside) as Extract<Draw, { state: 'abandoned' }>;
    expect(told(reveal(gone, shown))).toEqual(['draw-wrong-state', 'QY-6.2']);
    expect(told(abandon(revealed, outside))).toEqual(['draw-wrong-state', 'QY-6.2']);
    const follows = {
      draw: statement().draw,
      hash: gone.record.hash,
      reason: 'abandonment' as const,
      why: '密数遗失',
      evidence: 'e'.repeat(64),
      outObjects: [],
      outTeams: [],
    };
    expect(judged({ follows }, { abandoned: gone.record })).toBeUndefined();
    expect(judged({ follows })).toEqual(['redraw-unfounded', 'QY-6.2']);
    expect(judged({}, { abandoned: gone.record })).toEqual(['redraw-unfounded', 'QY-6.2']);
    expect(
      judged({ follows: { ...follows, outObjects: ['h-01'] } }, { abandoned: gone.record }),
    ).toEqual(['redraw-unfounded', 'QY-6.2']);
  });
});
