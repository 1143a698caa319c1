/** If-Match on the rows of the registries: a change based on what was read never overwrites what was entered since. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { creditCheckCharacter } from '../../domain/registry/codes.ts';
import type { RegistryName } from '../../domain/registry/shapes.ts';
import { close, given, harness, person, type Harness } from './harness.ts';

let h: Harness;
let owner: Sql;
const run = Date.now().toString(36);
let number = 0;
const institution = (more: object = {}) => {
  number += 1;
  const n = String(number).padStart(5, '0');
  const first = `92140000MAFM${n}`;
  return {
    bureau: 'ifm',
    nhsaCode: `H140000${n}`,
    creditCode: first + creditCheckCharacter(first),
    name: '并发测试医院',
    kind: 'hospital',
    ownership: 'unknown',
    area: '140000',
    agreement: {
      number: 'A1',
      startsOn: '2026-01-01',
      endsOn: '2027-12-31',
      clauses: [],
      faceRecognitionReady: true,
    },
    status: 'designated',
    ...more,
  };
};

beforeAll(async () => {
  h = await harness();
  owner = connect(inject('stack').ownerUrl, { max: 1 });
  await given(h.sql, 'bureaus', {
    id: 'ifm',
    name: '并发测试局',
    area: '140000',
    receivingSystem: 'duban',
    adoptions: [],
    settings: {},
  });
  await given(h.sql, 'units', {
    id: 'ifm.ju',
    bureau: 'ifm',
    name: '局',
    roles: [],
    superior: null,
    contacts: [],
  });
  await given(h.sql, 'officers', person('o-ifm-reg', 'ifm.ju', ['registrar']));
  await given(h.sql, 'officers', person('o-ifm-other', 'ifm.ju', ['handler']));
});
afterAll(async () => {
  await owner.end();
  await close(h);
});

const put = (name: RegistryName, id: string, body: object, tag?: string, caller = 'o-ifm-reg') =>
  h.ask(caller, 'put', `/v1/${name}/${id}`, {
    body,
    headers: tag === undefined ? {} : { 'If-Match': tag },
  });
const tagOf = async (name: RegistryName, id: string): Promise<string> =>
  (await h.ask('o-ifm-reg', 'get', `/v1/${name}/${id}`)).headers['etag']!;
const nameOf = async (id: string) =>
  (await h.sql`select name from institution where id = ${id}`)[0]!['name'] as string;

it('the tag as read lets the change through, once; the stale one is a 412 that says to read again, and nothing is written', async () => {
  const id = `ifm-${run}a`;
  const body = institution();
  await put('institutions', id, body);
  const tag = await tagOf('institutions', id);
  expect(tag).toMatch(/^"[\w-]{22}"$/);
  expect((await put('institutions', id, { ...body, name: '一' }, tag)).body.result).toBe('changed');
  const stale = await put('institutions', id, { ...body, name: '二' }, tag);
  expect([stale.status, stale.body.code, stale.headers['content-type']]).toEqual([
    412,
    'precondition-failed',
    expect.stringContaining('application/problem+json'),
  ]);
  expect(stale.body.lawful.zh).toContain('重新读取');
  expect(stale.body.lawful.en).toContain('Read it again');
  expect(await nameOf(id)).toBe('一');
  expect(
    await h.sql`select 1 from registry_change where registry = 'institution' and entity_id = ${id}`,
  ).toHaveLength(2);
  expect(
    (
      await put(
        'institutions',
        id,
        { ...body, name: '二' },
        `"other", ${await tagOf('institutions', id)}`,
      )
    ).body.result,
  ).toBe('changed');
});

it('strong comparison: a weak tag never matches; also an unchanged row is not written on a stale tag', async () => {
  const id = `ifm-${run}b`;
  const body = institution();
  await put('institutions', id, body);
  expect(
    (await put('institutions', id, { ...body, name: '一' }, `W/${await tagOf('institutions', id)}`))
      .status,
  ).toBe(412);
  expect((await put('institutions', id, body, '"stale"')).status).toBe(412);
});

it('*: any registration that stands, and none that does not; a tag is none of a row that is not there', async () => {
  const id = `ifm-${run}c`;
  const body = institution();
  for (const tag of ['*', '"any"']) {
    const absent = await put('institutions', id, body, tag);
    expect([absent.status, absent.body.code]).toEqual([412, 'precondition-failed']);
    expect(absent.body.lawful.zh).toContain('不带 If-Match');
  }
  expect(await h.sql`select 1 from institution where id = ${id}`).toHaveLength(0);
  await put('institutions', id, body);
  expect((await put('institutions', id, { ...body, name: '一' }, '*')).body.result).toBe('changed');
});

it('without the header the last one counts, as before', async () => {
  const id = `ifm-${run}d`;
  const body = institution();
  await put('institutions', id, body);
  expect((await put('institutions', id, { ...body, name: '一' })).body.result).toBe('changed');
});

it('is judged under the row’s lock: what is entered while the change waits makes it stale', async () => {
  const id = `ifm-${run}e`;
  const body = institution();
  await put('institutions', id, body);
  const tag = await tagOf('institutions', id);
  const answers = await owner.begin(async (tx) => {
    await tx`update institution set status = 'suspended' where id = ${id}`;
    const waiting = put('institutions', id, { ...body, name: '一' }, tag).then((answer) => answer);
    for (let waits = 0; waits === 0;)
      [{ waits }] = await h.sql<
        [{ waits: number }]
      >`select count(*)::int as waits from pg_stat_activity where wait_event_type = 'Lock' and query like '%select lock_registry(%'`;
    return { waiting };
  });
  expect((await answers.waiting).status).toBe(412);
  expect((await h.sql`select name, status from institution where id = ${id}`)[0]).toEqual({
    name: '并发测试医院',
    status: 'suspended',
  });
});

it('of many who change one row on the same reading, one does', async () => {
  const id = `ifm-${run}f`;
  const body = institution();
  await put('institutions', id, body);
  const tag = await tagOf('institutions', id);
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      put('institutions', id, { ...body, name: `第${i}人` }, tag),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
});

it('authority goes before: who may not write learns nothing of the state', async () => {
  const body = institution({ bureau: 'tj' });
  expect((await put('institutions', 'i-001', body, '"stale"')).body.code).toBe('other-bureau');
  expect(
    (await put('institutions', `ifm-${run}g`, institution(), '"stale"', 'o-ifm-other')).body.code,
  ).toBe('not-authorised');
});

it.each<[RegistryName, string, () => object]>([
  [
    'bureaus',
    'ifm',
    () => ({
      name: '并发测试局',
      area: '140000',
      receivingSystem: 'duban',
      adoptions: [],
      settings: {},
    }),
  ],
  [
    'units',
    'ifm.k',
    () => ({ bureau: 'ifm', name: '科', roles: [], superior: null, contacts: [] }),
  ],
  [
    'officers',
    'o-ifm-x',
    () => {
      const { id: _id, ...rest } = person('x', 'ifm.ju', ['handler']);
      return rest;
    },
  ],
  [
    'departments',
    `ifm-d-${run}`,
    () => ({ institution: 'ifm-base', code: '03', name: '内科', status: 'open' }),
  ],
  [
    'practitioners',
    `ifm-p-${run}`,
    () => ({
      bureau: 'ifm',
      nhsaCode: 'D14000000001'.padEnd(13, '1'),
      name: '医师',
      kind: 'physician',
      agreement: null,
      status: 'not-qualified',
      institutions: ['ifm-base'],
    }),
  ],
])('%s have it too', async (name, id, of) => {
  await put('institutions', 'ifm-base', {
    ...institution(),
    nhsaCode: 'H14000099999',
    creditCode: '92140000MAFM99999' + creditCheckCharacter('92140000MAFM99999'),
  });
  const body = of();
  expect([200, 201]).toContain((await put(name, id, body)).status);
  const tag = await tagOf(name, id);
  expect((await put(name, id, { ...body, name: `改名${run}` }, tag)).body.result).toBe('changed');
  expect((await put(name, id, body, tag)).status).toBe(412);
});
