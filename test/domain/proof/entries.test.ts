/** What an entry's hash covers, in both editions, and what a reader is shown who may not see everything. */
import fc from 'fast-check';
import { canonicalize } from 'json-canonicalize';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../domain/proof/canonical.ts';
import { type Opened, bindingOf, bindingTo, openedTo } from '../../../domain/proof/binding.ts';
import {
  type FirstEditionEntry,
  brokenPast,
  editionChange,
  firstEditionHash,
} from '../../../domain/proof/first-edition.ts';
import { EDITION, type EntryLeaf, hashOfLeaf, leafText } from '../../../domain/proof/leaves.ts';
import { canonicalize as canonicalOfDraw } from '../../../domain/draw/canonical.ts';

const salt = new Uint8Array(16).fill(5);

describe('canonical JSON (RFC 8785)', () => {
  it('the published example', () => {
    const value: unknown = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('the published order of keys', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toEqual([
      'One',
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('is what the register and the draw write, of everything that JSON can say', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(canonicalize(value));
        expect(text).toBe(canonicalOfDraw(value));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('a field that is undefined is not there', () => {
    expect(canonicalJson({ b: undefined, a: -0 })).toBe('{"a":0}');
  });

  it('what JSON can not say is refused', () => {
    for (const value of [NaN, Infinity, undefined, 1n, () => 1, [undefined], '\ud800', new Map()])
      expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson({ '\udc00': 1 })).toThrow(TypeError);
  });
});

describe('an entry of the second edition', () => {
  const entry: EntryLeaf = {
    file: 'KB-2026-00001',
    seq: 3,
    key: 'reminder:reply:1',
    type: 'reminder',
    clause: 'TJ51-A1-1.4a',
    act: 'a-1',
    body: bindingTo({ to: 'u-1' }, salt),
    recordedAt: 1_790_000_000_000,
    prev: 'ab'.repeat(32),
  };

  it('says first what it is', () => {
    expect(leafText('entry', entry)).toBe(
      `{"$":"duban/entry/2","act":"a-1","body":"${entry.body}","clause":"TJ51-A1-1.4a","file":"KB-2026-00001","key":"reminder:reply:1","prev":"${entry.prev}","recordedAt":1790000000000,"seq":3,"type":"reminder"}`,
    );
  });

  it('has the hash that any SHA-256 gives of a zero byte and this text', () => {
    expect(hashOfLeaf('entry', { ...entry, body: '00'.repeat(32) })).toBe(
      'a163ee7856db333e26a40da61cff09e6d3ca94898b9a3df57bee923231c9f2a5',
    );
  });

  it('every field counts', () => {
    const changes: Partial<EntryLeaf>[] = [
      { file: 'KB-2026-00002' },
      { seq: 4 },
      { key: 'reminder:reply:2' },
      { type: 'notice' },
      { clause: null },
      { act: 'a-2' },
      { act: null },
      { body: bindingTo({ to: 'u-2' }, salt) },
      { recordedAt: 1_790_000_000_001 },
      { prev: null },
    ];
    const hashes = changes.map((change) => hashOfLeaf('entry', { ...entry, ...change }));
    expect(new Set([...hashes, hashOfLeaf('entry', entry)]).size).toBe(changes.length + 1);
  });

  it('a leaf of another kind with the same fields is another', () => {
    const [change, key] = [
      leafText('change', {
        registry: 'calendar',
        entity: '2026',
        id: 1,
        by: 'o-1',
        change: 'x',
        changedAt: 1,
      }),
      leafText('key', { key: 'k', use: 'log', state: 'in-use', by: 'o-1', at: 1 }),
    ];
    expect(change.startsWith('{"$":"duban/change/2",')).toBe(true);
    expect(key.startsWith('{"$":"duban/key/2",')).toBe(true);
  });
});

describe('what a record is tied to', () => {
  const fields = { name: '张三', amount: 3, note: null, list: [1, { a: 2 }], absent: undefined };
  const binding = bindingTo(fields, salt);

  it('is what the definition of decision 16 gives, computed by another program', () => {
    expect(bindingTo({ to: 'u-1', 名: '张三', n: 3 }, salt)).toBe(
      'b42396ca8a8e6a5f5b867bcdb5c873f5e2852ba82bf0852c9538f91f06cf6f5a',
    );
    expect(bindingTo({}, salt)).toBe(
      '19bd17077e1b9fd9347a6d9c6e7f188b2f5458d6d8b83f781ddd9867cc343d79',
    );
  });

  it('is found again from what is shown', () => {
    expect(bindingOf(openedTo(fields, salt))).toBe(binding);
    expect(Object.keys(openedTo(fields, salt))).toEqual(['name', 'amount', 'note', 'list', '']);
  });

  it('and from any part of it', () => {
    for (const hidden of [['name'], ['name', 'amount'], Object.keys(fields)]) {
      const opened = openedTo(fields, salt, (name) => hidden.includes(name));
      expect(bindingOf(opened)).toBe(binding);
      expect(JSON.stringify(opened)).not.toContain('张三');
    }
  });

  it('every value, name and salt counts', () => {
    const opened = openedTo(fields, salt, (name) => name === 'amount');
    const others: Opened[] = [
      { ...opened, name: { ...opened['name'], value: '李四' } as Opened[string] },
      { ...opened, name: { ...opened['name'], salt: '00'.repeat(32) } as Opened[string] },
      { ...opened, amount: { withheld: '00'.repeat(32) } },
      { ...opened, more: { withheld: '00'.repeat(32) } },
      Object.fromEntries(Object.entries(opened).filter(([name]) => name !== 'list')),
      Object.fromEntries(Object.entries(opened).filter(([name]) => name !== '')),
      { ...opened, list: opened['note']!, note: opened['list']! },
    ];
    for (const other of others) expect(bindingOf(other)).not.toBe(binding);
    expect(bindingTo(fields, new Uint8Array(16))).not.toBe(binding);
  });

  it('what is of another form belongs to nothing', () => {
    expect(bindingOf({ a: { withheld: 'zz' } })).toBeUndefined();
    expect(bindingOf({ a: { withheld: '00' } })).toBeUndefined();
    expect(bindingOf({ a: { value: 1, salt: '' } })).toBeUndefined();
    expect(() => bindingTo({}, new Uint8Array(8))).toThrow(TypeError);
  });

  it('one field does not show how another is hidden', () => {
    const opened = openedTo({ a: 1, b: 1 }, salt);
    expect(opened['a']).not.toEqual(opened['b']);
  });

  it('a name like those of JavaScript is a name', () => {
    const odd = JSON.parse('{"__proto__":1,"constructor":2}') as Record<string, unknown>;
    const opened = JSON.parse(JSON.stringify(openedTo(odd, salt))) as Opened;
    expect(Object.keys(opened)).toEqual(['__proto__', 'constructor', '']);
    expect(bindingOf(opened)).toBe(bindingTo(odd, salt));
    expect(bindingOf(opened)).not.toBe(bindingTo({ constructor: 2 }, salt));
  });

  it('nothing at all is bound as well as anything, and not to be guessed', () => {
    expect(bindingOf(openedTo({}, salt))).toBe(bindingTo({}, salt));
    expect(bindingTo({}, salt)).not.toBe(bindingTo({}, new Uint8Array(16)));
    expect(bindingTo({}, salt)).not.toBe(bindingOf({}));
    expect(() => bindingTo({ '': 1 }, salt)).toThrow(TypeError);
  });
});

describe('the first edition', () => {
  const entries: FirstEditionEntry[] = [];
  for (let seq = 1; seq <= 4; seq += 1) {
    const entry = {
      file: 'KB-2026-00001',
      seq,
      key: `k-${seq}`,
      type: 'reminder',
      clause: 'TJ51-9.1',
      act: seq === 2 ? null : `a-${seq}`,
      body: { n: seq },
      recordedAt: 1_780_000_000_000 + seq,
      prev: entries.at(-1)?.hash ?? '',
      hash: '',
    };
    entries.push({ ...entry, hash: firstEditionHash(entry) });
  }
  const change = editionChange(EDITION, entries);

  it('is verified as it was', () => {
    // What the database has always written, computed outside: |1|k-1|instant|hash of {"n":1}.
    expect(entries[0]!.hash).toBe(
      '50ab61fd20d61655a074017a641d1871f09e99f291a786dafbdf3090df996a49',
    );
    expect(change.digest).toBe('360320303fe597b3bbc54a8281616b2fc6831e73a56a3878824c318e32789a0d');
    expect(brokenPast(entries, change)).toBeUndefined();
  });

  const rebuilt = (from: readonly FirstEditionEntry[]): FirstEditionEntry[] =>
    from.reduce<FirstEditionEntry[]>((chain, entry) => {
      const linked = { ...entry, seq: chain.length + 1, prev: chain.at(-1)?.hash ?? '' };
      return [...chain, { ...linked, hash: firstEditionHash(linked) }];
    }, []);

  it.each<[string, FirstEditionEntry[], number]>([
    ['a body', entries.with(1, { ...entries[1]!, body: { n: 9 } }), 2],
    ['an instant', entries.with(2, { ...entries[2]!, recordedAt: 1 }), 3],
    ['a key', entries.with(3, { ...entries[3]!, key: 'k' }), 4],
    ['the order', [entries[0]!, entries[2]!, entries[1]!, entries[3]!], 2],
    // What its own hashes do not cover is found by the digest.
    ['a type', entries.with(1, { ...entries[1]!, type: 'notice' }), 0],
    ['a clause', entries.with(1, { ...entries[1]!, clause: null }), 0],
    ['an act', entries.with(1, { ...entries[1]!, act: 'a-9' }), 0],
    ['the file', entries.with(1, { ...entries[1]!, file: 'KB-2026-00002' }), 0],
    ['the last one is gone', entries.slice(0, -1), 0],
    ['all are gone', [], 0],
    ['a chain built anew', rebuilt(entries.with(1, { ...entries[1]!, body: { n: 9 } })), 0],
    ['a chain built anew without one', rebuilt(entries.toSpliced(1, 1)), 0],
  ])('%s was changed', (_what, other, at) => {
    expect(brokenPast(other, change)).toBe(at);
  });

  it('a file without older entries has a digest, too', () => {
    expect(brokenPast([], editionChange(EDITION, []))).toBeUndefined();
  });
});
