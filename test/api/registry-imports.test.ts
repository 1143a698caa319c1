/** 批量登记: row by row, with a report; repeating it changes nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creditCheckCharacter } from '../../domain/registry/codes.ts';
import { close, given, harness, person, type Harness } from './harness.ts';

let h: Harness;
const run = Date.now().toString(36);
const institution = (n: number, more: object = {}) => {
  const first = `92370000MAMP${String(n).padStart(5, '0')}`;
  return {
    id: `im-${run}-${n}`,
    bureau: 'im',
    nhsaCode: `H370000${String(n).padStart(5, '0')}`,
    creditCode: first + creditCheckCharacter(first),
    name: '批量医院',
    kind: 'hospital',
    ownership: 'unknown',
    area: '370000',
    agreement: null,
    status: 'not-designated',
    ...more,
  };
};

beforeAll(async () => {
  h = await harness();
  await given(h.sql, 'bureaus', {
    id: 'im',
    name: '批量局',
    area: '370000',
    receivingSystem: 'duban',
    adoptions: [],
    settings: {},
  });
  await given(h.sql, 'units', {
    id: 'im.ju',
    bureau: 'im',
    name: '局',
    roles: [],
    superior: null,
    contacts: [],
  });
  await given(h.sql, 'officers', person('o-im-reg', 'im.ju', ['registrar']));
});
afterAll(() => close(h));

const send = (registry: string, rows: unknown[], caller = 'o-im-reg') =>
  h.ask(caller, 'post', '/v1/registry-imports', { body: { registry, rows, reason: '年度更新' } });
const changed = async (prefix: string): Promise<number> =>
  (
    await h.sql`select count(*)::int as n from registry_change where entity_id like ${`${prefix}%`}`
  )[0]!['n'] as number;

it('accepts what is right, refuses the rest with index, id, code and fields, and keeps what it accepted', async () => {
  const rows = [
    institution(1),
    institution(2, { creditCode: 'x' }),
    institution(3, { bureau: 'tj' }),
    institution(4, { nhsaCode: institution(1).nhsaCode }),
    institution(5, { status: 'designated' }),
    'not a row',
    null,
    { id: 'a\u0000' },
    institution(6),
  ];
  const { status, body } = await send('institutions', rows);
  expect([status, body.accepted, body.unchanged]).toEqual([200, 2, 0]);
  expect(
    body.refused.map(
      (r: { index: number; id: string; code: string; fields?: { path: string }[] }) => [
        r.index,
        r.id,
        r.code,
        r.fields?.[0]?.path,
      ],
    ),
  ).toEqual([
    [1, `im-${run}-2`, 'bad-input', '/creditCode'],
    [2, `im-${run}-3`, 'other-bureau', undefined],
    [3, `im-${run}-4`, 'duplicate', '/nhsaCode'],
    [4, `im-${run}-5`, 'agreement-required', '/agreement'],
    [5, null, 'bad-input', ''],
    [6, null, 'bad-input', ''],
    [7, null, 'bad-input', '/id'],
  ]);
  for (const refused of body.refused)
    expect([refused.zh, refused.en].every((text: string) => text.length > 0)).toBe(true);
  expect((await h.ask('o-im-reg', 'get', `/v1/institutions/im-${run}-6`)).status).toBe(200);
  expect((await h.ask('o-im-reg', 'get', `/v1/institutions/im-${run}-2`)).status).toBe(404);
});

it('is idempotent: again, nothing is written', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => institution(100 + i));
  expect((await send('institutions', rows)).body).toMatchObject({
    accepted: 40,
    unchanged: 0,
    refused: [],
  });
  const before = await changed(`im-${run}-1`);
  expect((await send('institutions', rows)).body).toMatchObject({
    accepted: 0,
    unchanged: 40,
    refused: [],
  });
  expect(await changed(`im-${run}-1`)).toBe(before);
});

it('a later row of the same id meets what the earlier one left', async () => {
  const row = institution(200);
  const { body } = await send('institutions', [
    row,
    row,
    { ...row, ownership: 'public' },
    { ...row, ownership: 'public' },
  ]);
  expect(body).toMatchObject({ accepted: 2, unchanged: 2, refused: [] });
  expect(await changed(`im-${run}-200`)).toBe(2);
});

it('rows may refer to rows before them', async () => {
  const unit = (id: string, superior: string | null) => ({
    id,
    bureau: 'im',
    name: '科',
    roles: [],
    superior,
    contacts: [],
  });
  expect(
    (
      await send('units', [
        unit(`im.${run}b`, `im.${run}a`),
        unit(`im.${run}a`, null),
        unit(`im.${run}c`, `im.${run}a`),
      ])
    ).body,
  ).toMatchObject({
    accepted: 2,
    refused: [{ index: 0, code: 'unknown-reference', fields: [{ path: '/superior' }] }],
  });
});

it('judges officers like single registrations: own record, removal, administrators', async () => {
  const row = (id: string, more: object = {}) => ({ ...person(id, 'im.ju', ['handler']), ...more });
  const { body } = await send('officers', [
    row('o-im-reg'),
    row(`o-im-${run}`, { roles: ['administrator'] }),
    row(`o-im-${run}r`, { removedOn: '2026-01-02' }),
    row(`o-im-${run}r`),
  ]);
  expect(body.accepted).toBe(1);
  expect(body.refused.map((r: { index: number; code: string }) => [r.index, r.code])).toEqual([
    [0, 'own-record'],
    [1, 'not-authorised'],
    [3, 'removal-is-final'],
  ]);
});

it('lists warnings by row', async () => {
  const agreement = {
    number: 'A1',
    startsOn: '2026-01-01',
    endsOn: '2027-12-31',
    clauses: [],
    faceRecognitionReady: false,
  };
  const { body } = await send('institutions', [
    institution(300),
    institution(301, { status: 'designated', agreement }),
  ]);
  expect(body.warnings).toEqual([
    expect.objectContaining({ index: 1, id: `im-${run}-301`, code: 'face-recognition-missing' }),
  ]);
});

it('refused authority inside an import is recorded', async () => {
  await send('institutions', [institution(400, { bureau: 'qy' })]);
  const [row] =
    await h.sql`select subject, route, code, act_hash from refused_access where subject = 'o-im-reg' order by id desc limit 1`;
  expect(row).toMatchObject({
    route: 'POST /v1/registry-imports',
    code: 'other-bureau',
    act_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

it('takes a thousand rows in one go, and not one more', async () => {
  const rows = Array.from({ length: 1000 }, (_, i) => institution(10_000 + i));
  const { status, body } = await send('institutions', rows);
  expect([status, body.accepted]).toEqual([200, 1000]);
  expect((await send('institutions', [...rows, institution(1)])).body.fields[0].path).toBe('/rows');
});

describe('refuses', () => {
  it.each<[string, object]>([
    ['no rows', { registry: 'units', rows: [] }],
    ['an unknown registry', { registry: 'users', rows: [{}] }],
    ['rows that are no list', { registry: 'units', rows: {} }],
    ['nothing at all', {}],
  ])('%s', async (_name, body) => {
    expect((await h.ask('o-im-reg', 'post', '/v1/registry-imports', { body })).status).toBe(400);
  });

  it('whoever is no registrar', async () => {
    expect((await send('institutions', [institution(1)], 'o-jds-1')).body.code).toBe(
      'not-authorised',
    );
  });

  it('more than a megabyte', async () => {
    expect((await send('institutions', [{ id: 'x'.repeat(1_100_000) }])).status).toBe(413);
  });
});
