/** QY-6.2: whatever the population, no cap, quota, bar or recusal is broken. */
import fc from 'fast-check';
import { canonicalize as byLibrary } from 'json-canonicalize';
import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../../domain/draw/canonical.ts';
import { drawn } from '../../../domain/draw/draw.ts';
import type { Statement } from '../../../domain/draw/record.ts';
import { share } from '../../../domain/draw/share.ts';
import { inOrder, refuseStatement } from '../../../domain/draw/statement.ts';
import { strataOf } from '../../../domain/draw/strata.ts';
import { streamOf } from '../../../domain/draw/stream.ts';
import { pairTeams } from '../../../domain/draw/teams.ts';
import { rule, statement } from './sample.ts';

const hex = fc.string({
  minLength: 64,
  maxLength: 64,
  unit: fc.constantFrom(...'0123456789abcdef'),
});
const territory = fc.constantFrom('n', 's', 'w');
const creditClass = fc.constantFrom('A', 'B', 'C', 'D', 'unknown');
const pair = fc.tuple(
  fc.nat(7).map((i) => `p-${i}`),
  fc.nat(39).map((i) => `h-${String(i).padStart(2, '0')}`),
);
const unique = <T>(of: fc.Arbitrary<T>, key: (one: T) => string, maxLength: number) =>
  fc.uniqueArray(of, { selector: key, maxLength });

/** Statements that may be drawn from: the count is chosen among those that the quotas allow. */
const drawable = fc
  .record({
    objects: fc.array(
      fc.record({
        territory,
        class: creditClass,
        places: fc.nat(2),
        barredBy: fc.constantFrom(null, null, null, 'QY-15.1'),
      }),
      { minLength: 1, maxLength: 40 },
    ),
    quotas: unique(
      fc.record({ territory, class: fc.option(creditClass), least: fc.nat(3), most: fc.nat(6) }),
      ({ territory, class: name }) => `${territory} ${name}`,
      4,
    ),
    officers: fc.array(
      fc.record({
        territories: unique(fc.constantFrom('*', 'n', 's', 'w'), (code) => code, 3).filter(
          (list) => list.length > 0,
        ),
        load: fc.nat(2),
      }),
      { maxLength: 8 },
    ),
    recusals: unique(pair, (one) => one.join(' '), 20),
    repeats: unique(pair, (one) => one.join(' '), 20),
    fill: fc.nat(1000),
    team: fc.nat(3),
    most: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ fill, team, most, ...parts }): Statement => {
    const officers = parts.officers.map((officer, i) => ({ id: `p-${i}`, ...officer }));
    const one = inOrder(
      statement({
        ...parts,
        objects: parts.objects.map((object, i) => ({
          id: `h-${String(i).padStart(2, '0')}`,
          ...object,
        })),
        officers: team === 0 ? [] : officers,
        rule: { ...rule, team, most },
      }),
    );
    const strata = strataOf(one);
    const [least, upTo] = [
      strata.reduce((sum, s) => sum + s.least, 0),
      strata.reduce((sum, s) => sum + s.most, 0),
    ];
    return { ...one, count: least + (fill % Math.max(1, upTo - least + 1)) };
  })
  .filter((one) => refuseStatement(one) === undefined);

describe('QY-6.2 whatever the population and the seed', () => {
  it('exactly the count is drawn, each once, none barred or without a place under its cap (QY-4.1)', () => {
    fc.assert(
      fc.property(drawable, hex, (one, seed) => {
        const { objects } = drawn(one, seed);
        expect(objects).toHaveLength(one.count);
        expect(new Set(objects).size).toBe(one.count);
        for (const id of objects)
          expect(one.objects.find((object) => object.id === id)).toMatchObject({
            places: expect.toSatisfy((n: number) => n > 0),
            barredBy: null,
          });
      }),
      { numRuns: 400, seed: 6 },
    );
  });

  it('every quota of a territory and of a credit class in it is kept, at least and at most', () => {
    fc.assert(
      fc.property(
        drawable.filter(({ quotas }) => quotas.length > 0),
        hex,
        (one, seed) => {
          const got = drawn(one, seed).objects.map((id) =>
            one.objects.find((object) => object.id === id)!,
          );
          for (const { territory, class: name, least, most } of one.quotas) {
            const many = got.filter(
              (object) =>
                object.territory === territory && (name === null || object.class === name),
            ).length;
            expect(many).toBeGreaterThanOrEqual(least);
            expect(many).toBeLessThanOrEqual(most);
          }
        },
      ),
      { numRuns: 400, seed: 6 },
    );
  });

  it('teams are complete, of officers at home there, never recused, never above their most; who is not staffed is named', () => {
    fc.assert(
      fc.property(
        drawable.filter(({ rule }) => rule.team > 0),
        hex,
        (one, seed) => {
          const { objects, teams, unstaffed } = drawn(one, seed);
          expect([...teams.map(({ object }) => object), ...unstaffed].sort()).toEqual(
            [...objects].sort(),
          );
          const load = new Map(one.officers.map(({ id, load }) => [id, load]));
          for (const { object, officers } of teams) {
            expect(new Set(officers).size).toBe(one.rule.team);
            for (const id of officers) {
              const { territories } = one.officers.find((officer) => officer.id === id)!;
              expect(
                territories.includes('*') ||
                  territories.includes(one.objects.find((o) => o.id === object)!.territory),
              ).toBe(true);
              expect(one.recusals).not.toContainEqual([id, object]);
              load.set(id, load.get(id)! + 1);
              expect(load.get(id)).toBeLessThanOrEqual(one.rule.most);
            }
          }
        },
      ),
      { numRuns: 400, seed: 6 },
    );
  });

  it('the same statement and seed give the same result; another seed mostly another', () => {
    expect(drawn(statement(), 'a'.repeat(64))).toEqual(drawn(statement(), 'a'.repeat(64)));
    const results = new Set(
      Array.from({ length: 40 }, (_, i) =>
        canonicalize(drawn(statement(), i.toString(16).padStart(64, '0'))),
      ),
    );
    expect(results.size).toBeGreaterThan(35);
  });
});

describe('share', () => {
  const parts = fc.array(
    fc.record({ weight: fc.integer({ min: 1, max: 500 }), least: fc.nat(4), room: fc.nat(6) }),
    { minLength: 1, maxLength: 8 },
  );
  it('gives out the total, within the bounds, and no further than one from the proportion where no bound is met', () => {
    fc.assert(
      fc.property(parts, fc.nat(1000), hex, (list, fill, seed) => {
        const bounded = list.map(({ weight, least, room }) => ({
          weight,
          least,
          most: least + room,
        }));
        const [low, high] = [
          bounded.reduce((sum, p) => sum + p.least, 0),
          bounded.reduce((sum, p) => sum + p.most, 0),
        ];
        const total = low + (fill % (high - low + 1));
        const given = share(total, bounded, streamOf(seed, 'x'));
        expect(given.reduce((sum, n) => sum + n, 0)).toBe(total);
        given.forEach((n, i) => expect(n >= bounded[i]!.least && n <= bounded[i]!.most).toBe(true));
        const free = bounded.map((part) => ({ ...part, least: 0, most: total }));
        const weight = free.reduce((sum, part) => sum + part.weight, 0);
        share(total, free, streamOf(seed, 'x')).forEach((n, i) =>
          expect(Math.abs(n - (total * free[i]!.weight) / weight)).toBeLessThan(1),
        );
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  it('what a full part cannot take goes to the others in proportion; what a part must have comes from them', () => {
    const below = streamOf('0'.repeat(64), 'x');
    expect(
      share(
        10,
        [
          { weight: 100, least: 0, most: 1 },
          { weight: 10, least: 0, most: 99 },
          { weight: 20, least: 0, most: 99 },
        ],
        below,
      ),
    ).toEqual([1, 3, 6]);
    expect(
      share(
        10,
        [
          { weight: 1, least: 4, most: 9 },
          { weight: 100, least: 0, most: 99 },
          { weight: 200, least: 0, most: 99 },
        ],
        below,
      ),
    ).toEqual([4, 2, 4]);
    expect(share(0, [{ weight: 1, least: 0, most: 4 }], below)).toEqual([0]);
  });
});

describe('pairing', () => {
  const officers = ['p-1', 'p-2', 'p-3', 'p-4'].map((id) => ({ id, territories: ['*'], load: 0 }));
  const target = (id: string, keep: string[] = []) => ({ id, territory: 'n', keep });
  const many = Array.from({ length: 30 }, (_, i) =>
    streamOf(i.toString(16).padStart(64, '0'), 'officers'),
  );

  it('X-7 a recused officer never goes', () => {
    for (const below of many)
      expect(
        pairTeams(
          {
            officers,
            rule,
            recusals: [
              ['p-1', 'h'],
              ['p-2', 'h'],
            ],
            repeats: [],
          },
          [target('h')],
          below,
        ).teams[0]!.officers.toSorted(),
      ).toEqual(['p-3', 'p-4']);
  });
  it('who went last time goes again only when the team cannot be filled otherwise', () => {
    for (const below of many) {
      expect(
        pairTeams(
          {
            officers,
            rule,
            recusals: [],
            repeats: [
              ['p-1', 'h'],
              ['p-2', 'h'],
            ],
          },
          [target('h')],
          below,
        ).teams[0]!.officers.toSorted(),
      ).toEqual(['p-3', 'p-4']);
      const { teams } = pairTeams(
        {
          officers,
          rule,
          recusals: [['p-4', 'h']],
          repeats: [
            ['p-1', 'h'],
            ['p-2', 'h'],
          ],
        },
        [target('h')],
        below,
      );
      expect(teams[0]!.officers[0]).toBe('p-3');
      expect(teams[0]!.officers).toHaveLength(2);
    }
  });
  it('work is spread: nobody has a third team before everybody has two', () => {
    for (const below of many) {
      const { teams } = pairTeams(
        { officers, rule, recusals: [], repeats: [] },
        ['a', 'b', 'c', 'd'].map((id) => target(id)),
        below,
      );
      for (const { id } of officers)
        expect(teams.filter((team) => team.officers.includes(id))).toHaveLength(2);
    }
  });
  it('who stays keeps the place; only what is missing is drawn', () => {
    for (const below of many)
      expect(
        pairTeams({ officers, rule, recusals: [], repeats: [] }, [target('h', ['p-9'])], below)
          .teams[0]!.officers[0],
      ).toBe('p-9');
  });
  it('the target with the fewest officers to choose from comes first', () => {
    for (const below of many) {
      const scarce = {
        officers,
        rule: { ...rule, most: 1 },
        recusals: [
          ['p-1', 'z'],
          ['p-2', 'z'],
        ] as [string, string][],
        repeats: [],
      };
      expect(pairTeams(scarce, [target('a'), target('z')], below).unstaffed).toEqual([]);
    }
  });
  it('no officer goes beyond the most teams; who is left without is named', () => {
    for (const below of many)
      expect(
        pairTeams(
          { officers, rule: { ...rule, most: 1 }, recusals: [], repeats: [] },
          ['a', 'b', 'c'].map((id) => target(id)),
          below,
        ).unstaffed,
      ).toHaveLength(1);
  });
});

it('canonical JSON is that of RFC 8785, as the library writes it', () => {
  const leaf = fc.oneof(
    fc.integer(),
    fc.constant(null),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 5 }), tie('any'), { maxKeys: 5 }),
    ),
  })).any;
  fc.assert(
    fc.property(value, (value) => {
      expect(canonicalize(value)).toBe(byLibrary(value));
    }),
    { numRuns: 300, seed: 6 },
  );
  expect(canonicalize({ 10: 1, 9: 2, é: [null, { b: 'x', a: 'ü\n' }] })).toBe(
    '{"10":1,"9":2,"é":[null,{"a":"ü\\n","b":"x"}]}',
  );
});
