/** The database writes an entry's text and hash itself; they are what domain/proof says they are, whatever an entry says. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inject } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { type EntryLeaf, hashOfLeaf, leafText } from '../../domain/proof/leaves.ts';

let owner: Sql;
beforeAll(() => {
  owner = connect(inject('stack').ownerUrl, { max: 1 });
});
afterAll(() => owner.end());

/** What PostgreSQL can hold: no NUL, no half characters. */
const text = fc
  .string({ unit: 'binary' })
  .map((said) => said.replaceAll(/\0|\p{Surrogate}/gu, '·'));
const said = fc.oneof(
  text,
  fc.constantFrom(
    '\b\t\n\f\r',
    '"\\/',
    '\u001f\u007f\u0080',
    '\u2028\u2029',
    '﻿',
    '😀',
    '案卷',
    "'",
  ),
);
const leaf: fc.Arbitrary<EntryLeaf> = fc.record({
  file: said,
  seq: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  key: said,
  type: said,
  clause: fc.option(said),
  act: fc.option(said),
  body: fc.stringMatching(/^[0-9a-f]{64}$/),
  recordedAt: fc.integer({ min: 0, max: 2 ** 46 }),
  prev: fc.option(fc.stringMatching(/^[0-9a-f]{64}$/)),
});

it('for any entries', async () => {
  const leaves = fc.sample(leaf, { numRuns: 2_000, seed: 20_261_129 });
  const rows = await owner<{ text: string; hash: string }[]>`
    select t.text, leaf_hash(t.text) as hash from jsonb_array_elements(${owner.json(leaves as never)}) with ordinality as a (e, n),
      lateral entry_text(e->>'file', (e->>'seq')::int, e->>'key', e->>'type', e->>'clause', e->>'act', e->>'body', coalesce(e->>'prev', ''), (e->>'recordedAt')::bigint) as t (text)
    order by n`;
  expect(rows.map((row) => row.text)).toEqual(leaves.map((one) => leafText('entry', one)));
  expect(rows.map((row) => row.hash)).toEqual(leaves.map((one) => hashOfLeaf('entry', one)));
});
