/** 科室库 TJ51-9.1: the departments of the institutions, kept like the other registries. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connect } from '../../db/client.ts';
import { listRows } from '../../db/queries/registry.ts';
import { creditCheckCharacter } from '../../domain/registry/codes.ts';
import type { Department } from '../../domain/registry/shapes.ts';
import { plansOf } from '../setup/plans.ts';
import { close, given, harness, person, type Harness } from './harness.ts';

let h: Harness;
const run = Date.now().toString(36);
const hospital = (id: string, bureau: string, n: string) => {
  const first = `92150000MADP${n}`;
  return {
    id,
    bureau,
    nhsaCode: `H150000${n}`,
    creditCode: first + creditCheckCharacter(first),
    name: '科室测试医院',
    kind: 'hospital' as const,
    ownership: 'unknown' as const,
    area: '150000',
    agreement: null,
    status: 'not-designated' as const,
  };
};

beforeAll(async () => {
  h = await harness();
  for (const bureau of ['dp', 'dp2']) {
    await given(h.sql, 'bureaus', {
      id: bureau,
      name: '科室测试局',
      area: '150000',
      receivingSystem: 'duban',
      adoptions: [],
      settings: {},
    });
    await given(h.sql, 'units', {
      id: `${bureau}.ju`,
      bureau,
      name: '局',
      roles: [],
      superior: null,
      contacts: [],
    });
    await given(h.sql, 'officers', person(`o-${bureau}-reg`, `${bureau}.ju`, ['registrar']));
  }
  for (const [id, bureau, n] of [
    ['dp-i-1', 'dp', '00001'],
    ['dp-i-2', 'dp', '00002'],
    ['dp-i-3', 'dp2', '00003'],
  ] as const)
    await given(h.sql, 'institutions', hospital(id, bureau, n));
});
afterAll(() => close(h));

let codes = 10;
const fresh = (): string => String((codes += 1));
const department = (more: Partial<Department> & { reason?: string } = {}) => ({
  institution: 'dp-i-1',
  code: fresh(),
  name: '内科',
  status: 'open',
  ...more,
});
const put = (id: string, body: object, caller = 'o-dp-reg') =>
  h.ask(caller, 'put', `/v1/departments/dp-${run}-${id}`, { body });
const get = (url: string) => h.ask('o-dp-reg', 'get', url);
const fields = (answer: { body: { fields?: { path: string }[] } }) =>
  answer.body.fields?.map(({ path }) => path);

it('TJ51-9.1: a department is registered, changed, left alone and read back, with its history', async () => {
  const body = department({ code: '03.01' });
  expect((await put('a', { ...body, reason: '新设' })).status).toBe(201);
  expect((await put('a', body)).body.result).toBe('unchanged');
  expect((await put('a', { ...body, name: '呼吸内科', reason: '更名' })).body.result).toBe(
    'changed',
  );
  expect((await get(`/v1/departments/dp-${run}-a`)).body).toEqual({
    ...body,
    id: `dp-${run}-a`,
    name: '呼吸内科',
  });
  const { items } = (await get(`/v1/departments/dp-${run}-a/changes`)).body;
  expect(
    items.map((one: { by: string; reason: string; before: object | null }) => [
      one.by,
      one.reason,
      one.before === null,
    ]),
  ).toEqual([
    ['o-dp-reg', '更名', false],
    ['o-dp-reg', '新设', true],
  ]);
});

it('TJ51-9.1: one code once an institution; the same code at another institution is another department', async () => {
  const code = fresh();
  expect((await put('b', department({ code }))).status).toBe(201);
  const again = await put('c', department({ code }));
  expect([again.status, again.body.code, again.body.clause, fields(again)]).toEqual([
    409,
    'duplicate',
    'TJ51-9.1',
    ['/code'],
  ]);
  expect((await put('c', department({ code, institution: 'dp-i-2' }))).status).toBe(201);
});

it.each(['3', '03.1', '3.01', '03,01', '03.01.01.01', '内科', ''])(
  'TJ51-9.1: %j is no code of the subject catalogue',
  async (code) => {
    const answer = await put('d', department({ code }));
    expect([answer.status, answer.body.code, fields(answer)]).toEqual([
      400,
      'bad-input',
      ['/code'],
    ]);
  },
);

it('TJ51-9.1: a closed department opens again only with a reason', async () => {
  const body = department();
  await put('e', body);
  expect((await put('e', { ...body, status: 'closed' })).body.result).toBe('changed');
  const silent = await put('e', body);
  expect([silent.status, silent.body.code, silent.body.clause, fields(silent)]).toEqual([
    422,
    'reason-missing',
    'TJ51-9.1',
    ['/reason'],
  ]);
  expect(silent.body.lawful.zh).toContain('reason');
  expect((await put('e', { ...body, reason: '整改完毕' })).body.result).toBe('changed');
});

it('belongs to an institution that is registered, stays with it, and the bureau of that institution registers it', async () => {
  expect(fields(await put('f', department({ institution: 'dp-i-none' })))).toEqual([
    '/institution',
  ]);
  expect((await put('f', department({ institution: 'dp-i-3' }))).body.code).toBe('other-bureau');
  const body = department();
  expect((await put('f', body)).status).toBe(201);
  expect((await put('f', body, 'o-dp2-reg')).body.code).toBe('other-bureau');
  const moved = await put('f', { ...body, institution: 'dp-i-2' });
  expect([moved.status, fields(moved)]).toEqual([400, ['/institution']]);
  const owner = connect(inject('stack').ownerUrl, { max: 1 });
  await expect(
    owner`update department set institution_id = 'dp-i-2' where id = ${`dp-${run}-f`}`,
  ).rejects.toThrow('does not move');
  await owner.end();
});

it('lists by bureau, institution, code and status, as JSON and as a table, and the sample has some', async () => {
  const body = department({ institution: 'dp-i-2', code: '32.01', status: 'closed' });
  await put('g', body);
  const ids = async (query: string) =>
    (await get(`/v1/departments?${query}`)).body.items.map(({ id }: Department) => id);
  expect(await ids('institution=dp-i-2&code=32.01&status=closed')).toEqual([`dp-${run}-g`]);
  expect(await ids('bureau=dp&code=32.01')).toContain(`dp-${run}-g`);
  expect(await ids('bureau=dp2')).toEqual([]);
  expect(await ids('institution=i-001')).toEqual(['d-001', 'd-002', 'd-003']);
  const table = (await get('/v1/departments?institution=dp-i-2&code=32.01&format=csv')).text;
  expect(table).toContain('"编号","医药机构","诊疗科目代码","名称","状态"');
  expect(table).toContain(`"dp-${run}-g","dp-i-2","32.01","内科","closed"`);
});

it('many are imported at once, row by row', async () => {
  const rows = [
    { id: `dp-${run}-m1`, ...department() },
    { id: `dp-${run}-m2`, ...department({ code: 'x' }) },
    { id: `dp-${run}-m3`, ...department({ institution: 'dp-i-3' }) },
    { id: `dp-${run}-m4`, ...department() },
  ];
  const { body } = await h.ask('o-dp-reg', 'post', '/v1/registry-imports', {
    body: { registry: 'departments', rows },
  });
  expect(body.accepted).toBe(2);
  expect(body.refused.map((one: { index: number; code: string }) => [one.index, one.code])).toEqual(
    [
      [1, 'bad-input'],
      [2, 'other-bureau'],
    ],
  );
  expect(
    (
      await h.ask('o-dp-reg', 'post', '/v1/registry-imports', {
        body: { registry: 'departments', rows: [rows[0], rows[3]] },
      })
    ).body,
  ).toMatchObject({ accepted: 0, unchanged: 2 });
});

it('a page of an institution’s departments is read by its index', async () => {
  const [plan] = await plansOf(
    async (tx) => {
      await tx`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, area, status) select 'dpl-' || n, 'dp', 'dn' || n, 'dc' || n, 'x', 'clinic', '000000', 'designated' from generate_series(1, 2000) n`;
      await tx`insert into department (id, institution_id, code, name, status) select 'dpl-' || i || '-' || n, 'dpl-' || i, lpad(n::text, 2, '0'), 'x', 'open' from generate_series(1, 2000) i, generate_series(1, 10) n`;
      await tx`analyze institution, department`;
    },
    [(sql) => listRows(sql, 'departments', { institution: 'dpl-77' }, { after: '', limit: 50 })],
  );
  expect(plan).toContain('department_institution');
  expect(plan).not.toContain('Seq Scan on department');
});
