/** A file's register over both editions and the series of openings: whatever is changed in them is found, and where. */
import { describe, expect, it } from 'vitest';
import { type Opened, bindingTo, openedTo } from '../../../domain/proof/binding.ts';
import {
  type Broken,
  type ChainedEntry,
  EDITION_CHANGED,
  brokenRegister,
  brokenSeries,
} from '../../../domain/proof/chain.ts';
import {
  type FirstEditionEntry,
  editionChange,
  firstEditionHash,
} from '../../../domain/proof/first-edition.ts';
import { EDITION, type OpeningLeaf, hashOfLeaf } from '../../../domain/proof/leaves.ts';

const file = 'KB-2026-00001';
const salt = new Uint8Array(16).fill(9);

const past: FirstEditionEntry[] = [];
for (let seq = 1; seq <= 3; seq += 1) {
  const entry = {
    file,
    seq,
    key: `k-${seq}`,
    type: 'act',
    clause: 'TJ51-9.1',
    act: `a-${seq}`,
    body: { n: seq },
    recordedAt: 1_780_000_000_000 + seq,
    hash: '',
    prev: past.at(-1)?.hash ?? '',
  };
  past.push({ ...entry, hash: firstEditionHash(entry) });
}

/** Entries behind others, chained as the database chains them. */
function chained(
  before: readonly { hash: string }[],
  bodies: readonly [type: string, body: object][],
): ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  for (const [type, body] of bodies) {
    const fields = { ...body };
    const seq = before.length + entries.length + 1;
    const leaf = {
      file,
      seq,
      key: `k-${seq}`,
      type,
      clause: null,
      act: `a-${seq}`,
      body: bindingTo(fields, salt),
      recordedAt: 1_790_000_000_000 + seq,
      prev: entries.at(-1)?.hash ?? before.at(-1)?.hash ?? null,
    };
    entries.push({
      ...leaf,
      content: openedTo(fields, salt, (name) => name === 'secret'),
      hash: hashOfLeaf('entry', leaf),
    });
  }
  return entries;
}

const bodies: [string, object][] = [
  ['act', { n: 1, secret: '张三' }],
  ['reminder', {}],
  ['breach', { due: 1, done: null }],
];
const changed: [string, object] = [EDITION_CHANGED, editionChange(EDITION, past)];
const fresh = chained([], bodies);
const both = chained(past, [changed, ...bodies]);

describe('a register that is whole', () => {
  it('of the second edition alone, with what the reader may see of it', () => {
    expect(brokenRegister(file, [], fresh)).toBeUndefined();
    expect(JSON.stringify(fresh)).not.toContain('张三');
  });

  it('of both editions', () => {
    expect(brokenRegister(file, past, both)).toBeUndefined();
  });

  it('of nothing yet', () => {
    expect(brokenRegister(file, [], [])).toBeUndefined();
  });
});

describe('a register in which something was changed', () => {
  const other = { withheld: '00'.repeat(32) };
  it.each<[string, ChainedEntry[], Broken]>([
    ['a type', fresh.with(1, { ...fresh[1]!, type: 'act' }), { seq: 2, why: 'hash' }],
    ['a clause', fresh.with(1, { ...fresh[1]!, clause: 'X-1' }), { seq: 2, why: 'hash' }],
    ['an act', fresh.with(1, { ...fresh[1]!, act: null }), { seq: 2, why: 'hash' }],
    ['a key', fresh.with(1, { ...fresh[1]!, key: 'k' }), { seq: 2, why: 'hash' }],
    ['an instant', fresh.with(1, { ...fresh[1]!, recordedAt: 1 }), { seq: 2, why: 'hash' }],
    ['a hash', fresh.with(1, { ...fresh[1]!, hash: fresh[0]!.hash }), { seq: 2, why: 'hash' }],
    ['a binding', fresh.with(1, { ...fresh[1]!, body: '' }), { seq: 2, why: 'content' }],
    ['a content', fresh.with(1, { ...fresh[1]!, content: {} }), { seq: 2, why: 'content' }],
    [
      'a withheld field',
      fresh.with(0, { ...fresh[0]!, content: { ...fresh[0]!.content, secret: other } as Opened }),
      { seq: 1, why: 'content' },
    ],
    ['the file', fresh.with(1, { ...fresh[1]!, file: 'KB-2026-00002' }), { seq: 2, why: 'order' }],
    ['the order', [fresh[1]!, fresh[0]!, fresh[2]!], { seq: 1, why: 'order' }],
    ['the first is gone', fresh.slice(1), { seq: 1, why: 'order' }],
    ['one is gone', fresh.toSpliced(1, 1), { seq: 2, why: 'order' }],
    ['one is there twice', fresh.toSpliced(1, 0, fresh[0]!), { seq: 2, why: 'order' }],
    [
      'one is gone, and the next took its number',
      fresh.toSpliced(1, 2, { ...fresh[2]!, seq: 2 }),
      { seq: 2, why: 'link' },
    ],
    ['another beginning', [{ ...fresh[0]!, prev: '00' }], { seq: 1, why: 'link' }],
  ])('%s', (_what, entries, broken) => {
    expect(brokenRegister(file, [], entries)).toEqual(broken);
  });

  it.each<[string, FirstEditionEntry[], ChainedEntry[], Broken]>([
    [
      'a type of the first edition',
      past.with(0, { ...past[0]!, type: 'x' }),
      both,
      { seq: 0, why: 'past' },
    ],
    ['an old entry', past.with(1, { ...past[1]!, body: {} }), both, { seq: 2, why: 'past' }],
    ['old entries without their change', past, chained(past, bodies), { seq: 0, why: 'past' }],
    ['old entries alone', past, [], { seq: 0, why: 'past' }],
    ['the old ones are gone', [], both, { seq: 1, why: 'order' }],
    ['another digest', past, chained(past, [[EDITION_CHANGED, {}]]), { seq: 0, why: 'past' }],
    [
      'the old ones are of another file',
      past,
      both.map((entry) => ({ ...entry, file: 'KB-2026-00002' })),
      { seq: 4, why: 'order' },
    ],
  ])('%s', (_what, old, entries, broken) => {
    expect(brokenRegister(file, old, entries)).toEqual(broken);
  });

  it('all old entries carried over from another file', () => {
    expect(brokenRegister('KB-2026-00002', past, both)).toEqual({ seq: 0, why: 'past' });
  });
});

describe('the series of openings', () => {
  const openings: OpeningLeaf[] = [];
  for (let place = 1; place <= 5; place += 1) {
    const before = openings.at(-1);
    openings.push({
      procedure: 'rapid-response',
      place,
      file: `KB-2026-0000${place}`,
      act: `a-${place}`,
      opening: '00'.repeat(32),
      openedAt: 1_790_000_000_000 + place,
      prev: before ? hashOfLeaf('opening', before) : null,
    });
  }

  it('is whole, in whatever order it is read', () => {
    expect(brokenSeries(openings, 5)).toEqual([]);
    expect(brokenSeries(openings.toReversed(), 5)).toEqual([]);
    expect(brokenSeries([], 0)).toEqual([]);
  });

  it.each<[string, OpeningLeaf[], object[]]>([
    ['the first is missing', openings.slice(1), [{ from: 1, to: 1, why: 'missing' }]],
    ['two are missing', openings.toSpliced(1, 2), [{ from: 2, to: 3, why: 'missing' }]],
    ['the last is missing', openings.slice(0, -1), [{ from: 5, to: 5, why: 'missing' }]],
    ['all are missing', [], [{ from: 1, to: 5, why: 'missing' }]],
    [
      'one is there twice',
      [...openings, { ...openings[1]!, file: 'KB-2026-00009' }],
      [{ from: 2, to: 2, why: 'twice' }],
    ],
    [
      'one was changed',
      openings.with(1, { ...openings[1]!, file: 'KB-2026-00009' }),
      [{ from: 3, to: 3, why: 'link' }],
    ],
    [
      'one took the place of one that is gone',
      openings.toSpliced(1, 4, { ...openings[2]!, place: 2 }),
      [
        { from: 2, to: 2, why: 'link' },
        { from: 3, to: 5, why: 'missing' },
      ],
    ],
  ])('%s', (_what, other, broken) => {
    expect(brokenSeries(other, 5)).toEqual(broken);
  });

  it('a place far away is a gap, not a walk', () => {
    const far = { ...openings[0]!, place: Number.MAX_SAFE_INTEGER };
    expect(brokenSeries([far], 1)).toEqual([
      { from: 1, to: Number.MAX_SAFE_INTEGER - 1, why: 'missing' },
    ]);
  });
});
