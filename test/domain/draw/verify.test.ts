/** QY-6.2, TJ51-14.2: from the published text alone. Whatever byte of it is changed, somebody notices. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../../domain/draw/canonical.ts';
import { recordHashOf, secretHashOf, statementHashOf } from '../../../domain/draw/hashing.ts';
import type { Draw, DrawRecord } from '../../../domain/draw/record.ts';
import { abandon, recordOf } from '../../../domain/draw/steps.ts';
import { streamOf, RANGE } from '../../../domain/draw/stream.ts';
import { verify } from '../../../domain/draw/verify.ts';
import { holdsAll, type Noted } from '../../../domain/draw/finding.ts';
import { contribution, record, secret, shown, statement } from './sample.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const text = canonicalize(record());
const failing = (one: string, noted?: Noted): string[] =>
  verify(one, noted)
    .filter(({ holds }) => holds === false)
    .map(({ check }) => check);
/** Changes a record and makes its own hashes fit again, as far as the changer can. */
function forged(change: (one: DrawRecord) => void, rehash = true): string {
  const one = structuredClone(record());
  change(one);
  if (rehash) one.statementHash = statementHashOf(one.statement);
  return canonicalize({ ...one, hash: recordHashOf(one) });
}

describe('where chance has nothing to choose from', () => {
  const two = record()
    .statement.officers.slice(0, 2)
    .map((one) => ({ ...one, territories: ['*'] }));
  const small = { officers: two, recusals: [], repeats: [] };
  const said = (one: string) => verify(one).find(({ check }) => check === 'chance')?.say.en;
  it('QY-6.2 the record says so and holds; one that says otherwise does not; one of before says nothing, and the verifier does', () => {
    const true_ = canonicalize(record({ ...small, noChoice: ['officers'] }));
    expect([failing(true_), said(true_)]).toEqual([
      [],
      'Chance had nothing to choose from: officers.',
    ]);
    expect(failing(canonicalize(record({ ...small, noChoice: ['objects'] })))).toContain(
      'statement',
    );
    expect(
      failing(
        forged((one) => {
          one.statement.noChoice = ['officers'];
        }),
      ),
    ).toContain('statement');
    expect(said(canonicalize(record(small)))).toBe('Chance had nothing to choose from: officers.');
    expect(said(text)).toBeUndefined();
  });
});

describe('docs/draw.md', () => {
  const page = read('draw.md');
  it('QY-6.2 works through the record that the code draws, with these numbers', () => {
    expect(read('draw-example.json').trimEnd()).toBe(text);
    const one = record();
    for (const value of [
      secret,
      one.statement.secretHash,
      one.statementHash,
      canonicalize(contribution),
      one.seed,
      one.hash,
    ])
      expect(page).toContain(`\`${value}\``);
    for (const { object, officers } of one.result.teams)
      expect(page).toContain(`${object}: ${officers.join(', ')}`);
    expect(one.result.objects).toEqual(['h-02', 'h-03', 'h-10', 'h-08']);
    const numbers: [label: string, k: number, number: number][] = [
      ['territories', 0, 67_676_510_903_867],
      ['classes ning', 0, 37_788_713_890_759],
      ['classes xifeng', 0, 40_557_059_907_011],
      ['objects xifeng B', 0, 252_698_313_671_221],
      ['officers', 0, 150_941_757_246_453],
      ['officers', 1, 257_170_420_474_664],
    ];
    for (const [label, k, number] of numbers) {
      const next = streamOf(one.seed, label);
      expect(Array.from({ length: k + 1 }, () => next(RANGE)).at(-1)).toBe(number);
      expect(page).toContain(String(number));
    }
  });
});

describe('verification', () => {
  it('QY-6.2 says in two languages that an honest record holds', () => {
    const findings = verify(text);
    expect(findings.map(({ check, holds }) => [check, holds])).toEqual([
      ['form', true],
      ['canonical', true],
      ['statement', true],
      ['statement-hash', true],
      ['published-before', undefined],
      ['contribution', true],
      ['number', undefined],
      ['secret', true],
      ['order', true],
      ['seed', true],
      ['objects', true],
      ['teams', true],
      ['record-hash', true],
    ]);
    for (const { say } of findings)
      expect(say).toEqual({
        zh: expect.stringMatching(/\p{Script=Han}/u),
        en: expect.stringMatching(/[a-z]{2}/),
      });
    expect(failing(`${text}\n`)).toEqual([]);
  });

  it('QY-6.2 notices any changed, missing or added byte of the record', () => {
    for (let i = 0; i < text.length; i += 1) {
      const [before, byte, after] = [text.slice(0, i), text[i]!, text.slice(i + 1)];
      const other = byte === 'a' || byte === '1' ? 'b' : /[0-9]/.test(byte) ? '1' : 'a';
      for (const tampered of [
        before + other + after,
        before + after,
        `${before} ${byte}${after}`,
      ]) {
        if (holdsAll(verify(tampered)))
          expect.fail(
            `byte ${i} (${byte}) of the record can be changed: ${tampered.slice(Math.max(0, i - 40), i + 40)}`,
          );
      }
    }
  }, 90_000);

  it.each<[string, (one: DrawRecord) => void, string[]]>([
    [
      'an object of the result',
      (one) => {
        one.result.objects[0] = 'h-01';
      },
      ['objects'],
    ],
    [
      'an officer of a team',
      (one) => {
        one.result.teams[0]!.officers = ['p-2', 'p-5'];
      },
      ['teams'],
    ],
    [
      'who is unstaffed',
      (one) => {
        one.result.unstaffed = ['h-01'];
      },
      ['teams'],
    ],
    [
      'the weights',
      (one) => {
        one.statement.rule = {
          ...one.statement.rule,
          weights: { ...one.statement.rule.weights, A: 51 },
        };
      },
      ['seed'],
    ],
    [
      'a place',
      (one) => {
        one.statement.objects[0]!.places = 1;
      },
      ['seed'],
    ],
    [
      'the secret',
      (one) => {
        one.reveal.secret = 'f'.repeat(64);
      },
      ['secret', 'seed'],
    ],
    [
      'the number',
      (one) => {
        one.contribution.number = '9'.repeat(20);
      },
      ['seed'],
    ],
    [
      'the time of the number',
      (one) => {
        one.contribution.at = '2026-03-02T15:30:01+08:00';
      },
      ['seed'],
    ],
    [
      'the time of the number, before the commitment',
      (one) => {
        one.contribution.at = '2026-03-02T09:00:00+08:00';
      },
      ['contribution', 'seed'],
    ],
    [
      'the body of the number',
      (one) => {
        one.contribution.body = 'qy.supervision';
      },
      ['contribution', 'seed'],
    ],
    [
      'the time of the reveal, before the number',
      (one) => {
        one.reveal.at = '2026-03-02T15:00:00+08:00';
      },
      ['order'],
    ],
    [
      'the seed',
      (one) => {
        one.seed = '0'.repeat(64);
      },
      ['seed'],
    ],
    [
      'the order of the population',
      (one) => {
        one.statement.objects.reverse();
      },
      ['statement', 'undrawable'],
    ],
    [
      'a class without a weight',
      (one) => {
        one.statement.objects[0]!.class = 'E';
      },
      ['statement', 'undrawable'],
    ],
    [
      'a count beyond the population',
      (one) => {
        one.statement.count = 1_000_000;
      },
      ['statement', 'undrawable'],
    ],
  ])(
    'QY-6.2 notices %s even where the record’s own hashes were made to fit',
    (_name, change, checks) => {
      expect(failing(forged(change))).toEqual(expect.arrayContaining(checks));
    },
  );

  it('QY-6.2 notices a hash that does not fit', () => {
    expect(
      failing(
        forged((one) => {
          one.statementHash = 'e'.repeat(64);
        }, false),
      ),
    ).toContain('statement-hash');
    expect(failing(canonicalize({ ...record(), hash: '0'.repeat(64) }))).toEqual(['record-hash']);
  });

  it('QY-6.2 notices a whole other draw by what was noted down before the reveal', () => {
    const honest = { statementHash: record().statementHash, number: contribution.number };
    expect(failing(text, honest)).toEqual([]);
    expect(failing(canonicalize(record({ count: 3 })), honest)).toEqual(['published-before']);
    expect(failing(canonicalize(record({}, '9'.repeat(20))), honest)).toEqual(['number']);
  });

  it('QY-6.2 is not content with a record in another form, or with text that is none', () => {
    expect(failing('nothing')).toEqual(['form']);
    expect(failing('{}')).toEqual(['form']);
    expect(failing(JSON.stringify(JSON.parse(text), null, 1))).toEqual(['canonical']);
    expect(failing(text.replace('"draw":', '"draw":"x","draw":'))).toEqual(['canonical']);
  });

  it('QY-6.2 says of an abandoned draw that it has no result', () => {
    const draw = abandon(
      { state: 'committed', statement: statement() },
      {
        why: '密数遗失',
        approvedBy: 'head-1',
        at: '2026-03-03T10:00:00+08:00',
        approver: 'outside',
      },
    ) as Extract<Draw, { state: 'abandoned' }>;
    expect(failing(canonicalize(draw.record))).toEqual(['abandoned']);
    expect(
      failing(
        canonicalize({
          ...draw.record,
          abandonment: { ...draw.record.abandonment, approvedBy: 'head-2' },
        }),
      ),
    ).toEqual(['abandoned', 'record-hash']);
  });

  it('QY-6.2 follows the chain of a redraw, and says when it needs the records before', () => {
    const first = record();
    const {
      object,
      officers: [gone, stays],
    } = first.result.teams[0]! as { object: string; officers: [string, string] };
    const busy = (id: string): number =>
      first.result.teams.filter((team) => team.officers.includes(id)).length -
      (id === gone ? 1 : 0);
    const follows = {
      draw: first.statement.draw,
      hash: first.hash,
      reason: 'absence' as const,
      why: '病假',
      evidence: 'e'.repeat(64),
      outObjects: [],
      outTeams: [[gone, object]] as [string, string][],
    };
    const parts = {
      draw: 'DR.qy.2026-0002',
      follows,
      secretHash: secretHashOf(secret),
      count: 0,
      quotas: [],
      objects: [],
      targets: [{ id: object, territory: 'ning', keep: [stays] }],
      officers: statement()
        .officers.filter(({ id }) => id !== gone)
        .map((one) => ({ ...one, load: busy(one.id) })),
    };
    const second = recordOf(statement(parts), contribution, shown);
    expect(failing(canonicalize(second), { chain: [first] })).toEqual([]);
    expect(
      verify(canonicalize(second)).find(({ check }) => check === 'chain')?.holds,
    ).toBeUndefined();
    expect(failing(canonicalize(second), { chain: [record({}, '9'.repeat(20))] })).toEqual([
      'chain',
    ]);
    const more = recordOf(
      statement({ ...parts, targets: [{ ...parts.targets[0]!, keep: [] }] }),
      contribution,
      shown,
    );
    expect(failing(canonicalize(more), { chain: [first] })).toEqual(['chain']);
  });
});
