/** What may be inspected, why and how often, as registered; the chain of every change; the settings (QY-2, 3.1, 4.1, 4.2, 6.1, 9.2). */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { matrix } from '../../domain/inspection/exceptions.ts';
import { defaultInspectionSettings } from '../../domain/inspection/settings.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import {
  basis,
  cityBody,
  fixture,
  item,
  stopServer,
  paper,
  startServer,
  planOf,
  today,
  type Answer,
  type Fixture,
  type Server,
} from './fixtures.ts';

let server: Server;
let g: Fixture;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await stopServer(server);
});
beforeEach(async () => {
  g = await fixture(server);
});

const putItem = (id: string, changes: object = {}) =>
  g.put(`/v1/inspection-items/${id}`, item(changes));
const repeal = (id: string, on: string, by?: string) =>
  g.post(`/v1/inspection-bases/${id}/repeal`, { on, document: paper(), reason: '废止' }, by);
const rows = async <T = Record<string, unknown>>(path: string, by?: string) =>
  (await g.get(path, by)).body['items'] as unknown as T[];
const told = async (plan: object = {}) =>
  (await g.known(planOf(g, plan))) as Record<
    string,
    Record<string, unknown>[] & Record<string, unknown>
  >;
const refusal = (status: number, code: string, clause: string, path: string) => ({
  status,
  body: { code, clause, fields: [{ path }] },
});

describe('QY-2, 3.1 items and their bases', () => {
  beforeEach(async () => {
    await g.put('/v1/inspection-bases/b-1', basis);
  });

  it('QY-3.1: content, method, standard and the item’s own cap are those of the list', async () => {
    expect((await putItem('xm-1')).status).toBe(201);
    expect((await told())['items']).toEqual([
      {
        id: 'xm-1',
        basis: { repealedOn: null },
        contents: ['收费', '目录'],
        methods: ['on-site', 'written'],
        standards: ['标准一'],
        cap: { perYear: 2, exempts: ['specific-complaint'] },
        publishedOn: '2025-07-01',
        withdrawnOn: null,
      },
    ]);
    await putItem('xm-1', { cap: null, published: null });
    expect((await told())['items']).toMatchObject([{ cap: null, publishedOn: null }]);
    expect(await rows('/v1/inspection-items?basis=b-1')).toMatchObject([
      { id: 'xm-1', cap: null, published: null, basisRepealedOn: null },
    ]);
  });

  it('QY-2.1: one repeal blocks every item on the basis at once, and says which; another basis stands', async () => {
    await g.put('/v1/inspection-bases/b-2', basis);
    for (const [id, of] of [
      ['xm-1', 'b-1'],
      ['xm-2', 'b-1'],
      ['xm-3', 'b-2'],
    ] as const)
      await putItem(id, { basis: of });
    expect(await repeal('b-1', '2026-11-30')).toMatchObject({
      status: 201,
      body: { changed: true, blocked: ['xm-1', 'xm-2'] },
    });
    expect(
      (await told({ items: ['xm-1', 'xm-2', 'xm-3'].map((one) => ({ item: one })) }))['items']!.map(
        (one) => one['basis'],
      ),
    ).toEqual([{ repealedOn: '2026-11-30' }, { repealedOn: '2026-11-30' }, { repealedOn: null }]);
    expect(await repeal('b-1', '2026-11-30')).toMatchObject({
      status: 200,
      body: { changed: false },
    });
    expect(await repeal('b-1', '2026-12-01')).toMatchObject(
      refusal(409, 'conflict', 'QY-2.1', '/on'),
    );
    expect((await g.put('/v1/inspection-bases/b-1', { ...basis, name: '改名' })).status).toBe(201);
    expect(await rows('/v1/inspection-bases?id=b-1')).toMatchObject([
      { name: '改名', repealedOn: '2026-11-30' },
    ]);
    expect((await g.get('/v1/inspection-entries?registry=basis&entity=b-1')).body).toMatchObject({
      items: [{}, { reason: '废止（doc-1）' }, {}],
    });
  });

  it('QY-2.1: nothing ends before it begins; an unknown basis is not found', async () => {
    expect((await repeal('b-1', '2021-05-01')).body).toMatchObject({
      code: 'bad-input',
      clause: 'QY-2.1',
    });
    expect((await repeal('b-1', '2021-05-02')).status).toBe(201);
    expect((await repeal('b-9', '2026-01-01')).status).toBe(404);
  });

  it.each<[string, () => Promise<Answer>, ReturnType<typeof refusal>]>([
    [
      'QY-2.1: an item without a basis',
      () => putItem('xm-1', { basis: null }),
      refusal(422, 'item-without-basis', 'QY-2.1', '/basis'),
    ],
    [
      'QY-2.1: an item on a repealed basis',
      async () => {
        await repeal('b-1', '2026-12-31');
        return putItem('xm-1');
      },
      refusal(422, 'item-basis-repealed', 'QY-2.1', '/basis'),
    ],
    [
      'QY-2.1: a basis nobody has registered',
      () => putItem('xm-1', { basis: 'b-9' }),
      refusal(422, 'unknown-reference', 'QY-2.1', '/basis'),
    ],
    [
      'QY-2.2: a publication that lies ahead',
      () => putItem('xm-1', { published: { on: addDays(today, 1), url: 'https://example.org/' } }),
      refusal(422, 'in-the-future', 'QY-2.2', '/published/on'),
    ],
    [
      'QY-2.1: a basis in force only later',
      () => g.put('/v1/inspection-bases/b-3', { ...basis, from: addDays(today, 1) }),
      refusal(422, 'in-the-future', 'QY-2.1', '/from'),
    ],
  ])('%s is refused', async (_name, act, expected) => {
    expect(await act()).toMatchObject(expected);
  });

  it('QY-2.1: an item whose basis is gone can still be withdrawn; one published today is published', async () => {
    await putItem('xm-1');
    await repeal('b-1', '2026-12-31');
    expect(
      (
        await putItem('xm-1', {
          withdrawnOn: '2026-12-31',
          published: { on: today, url: 'https://example.org/' },
        })
      ).status,
    ).toBe(201);
    expect((await putItem('xm-2', { basis: null, withdrawnOn: '2026-01-01' })).status).toBe(201);
  });

  it.each<[string, object, string]>([
    ['no content', { contents: [] }, '/contents'],
    ['the same twice', { standards: ['一', '一'] }, '/standards'],
    ['an unknown method', { methods: ['raid'] }, '/methods/0'],
    ['a negative cap', { cap: { perYear: -1, exempts: [] } }, '/cap/perYear'],
    ['an unknown kind of clue', { cap: { perYear: 1, exempts: ['rumour'] } }, '/cap/exempts/0'],
    ['control characters', { name: 'a\u0000' }, '/name'],
  ])('QY-3.1 bad input: %s', async (_name, changes, path) => {
    expect(await putItem('xm-1', changes)).toMatchObject({
      status: 400,
      body: { code: 'bad-input', fields: [{ path }] },
    });
  });
});

describe('QY-4.2 clues', () => {
  const clue = (changes: object = {}) => ({
    kind: 'specific-complaint',
    institution: g.i('1'),
    items: ['xm-1'],
    evidence: paper('zj-1'),
    orderedBy: null,
    ...changes,
  });
  const register = (changes: object = {}, by = 'a', key?: string) =>
    g.post('/v1/clues', clue(changes), by, key);
  const idOf = ({ body }: Answer) => (body as { id?: string }).id!;
  beforeEach(async () => {
    await g.put('/v1/inspection-bases/b-1', basis);
    await putItem('xm-1');
  });

  it('QY-4.2: kind, institution, items and evidence reach the gates, with the instant of registration', async () => {
    const before = Date.now();
    // As the registries tell it; what nobody names is left out.
    const [pointed, vague] = [
      idOf(await register()),
      idOf(await register({ kind: 'complaint', items: null, evidence: null })),
    ];
    const known = (await told({ clues: [pointed, vague, 'xs-none'] }))['clues']!;
    expect(known.find(({ id }) => id === pointed)).toEqual({
      id: pointed,
      kind: 'specific-complaint',
      institution: g.i('1'),
      items: ['xm-1'],
      registeredAt: expect.any(Number),
      by: g.o('a'),
      evidence: true,
      grounded: true,
      used: false,
    });
    expect(known.find(({ id }) => id === vague)).toMatchObject({ items: null, evidence: false });
    expect(known).toHaveLength(2);
    expect(known[0]!['registeredAt']).toBeGreaterThanOrEqual(before);
  });

  it('QY-4.2: every kind of the matrix can be registered; an order names its superior, a re-check its items', async () => {
    const rests: Record<string, object> = {
      'superior-order': { orderedBy: g.u('ju') },
      transferred: { transferredBy: '样例单位' },
      'data-monitoring': { hit: 'JC-1' },
      'own-request': { signature: paper('qz-1') },
    };
    for (const kind of Object.keys(matrix).filter((k) => k !== 're-check'))
      expect([kind, (await register({ kind, ...rests[kind] })).status]).toEqual([kind, 201]);
    for (const [kind, field] of [
      ['transferred', '/transferredBy'],
      ['data-monitoring', '/hit'],
      ['own-request', '/signature'],
      ['re-check', '/rechecks'],
    ] as const) {
      expect(await register({ kind }), kind).toMatchObject(
        refusal(422, 'clue-unproved', 'QY-4.2', field),
      );
      expect(
        (
          await register({
            kind: 'complaint',
            ...rests[kind],
            ...(kind === 're-check' && { rechecks: 'XJ.none' }),
          })
        ).status,
        kind,
      ).toBe(400);
    }
    expect(await register({ kind: 're-check', rechecks: 'XJ.none' })).toMatchObject(
      refusal(422, 'recheck-unfounded', 'QY-12.3', '/rechecks'),
    );
    expect(await register({ items: null })).toMatchObject(
      refusal(422, 'clue-unproved', 'QY-6.2', '/items'),
    );
    expect(
      (
        await told({
          clues: [idOf(await register({ kind: 'superior-order', orderedBy: g.u('ju') }))],
        })
      )['clues'],
    ).toMatchObject([{ orderedBy: g.u('ju') }]);
    expect(await register({ kind: 'superior-order' })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/orderedBy' }] },
    });
    expect(await register({ orderedBy: g.u('ju') })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/orderedBy' }] },
    });
    expect(await register({ kind: 're-check', items: null })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/items' }] },
    });
  });

  it('X-9, QY-4.2: there is no field for who brought it, and to others a clue is 线索, without kind or institution', async () => {
    expect(await register({ complainant: '张三' })).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/complainant' }] },
    });
    const id = idOf(await register());
    expect((await g.get(`/v1/clues/${id}`, 'b')).body).toEqual({
      id,
      label: '线索',
      at: expect.any(String),
    });
    // The role alone has no dates: only whoever heads a body today.
    expect((await g.get(`/v1/clues/${id}`, 'head')).body).toEqual({
      id,
      label: '线索',
      at: expect.any(String),
    });
    await g.owner`insert into inspection_body (unit_id, bureau_id, level, area) values (${g.u('ju')}, ${g.bureau}, 'prefecture', '621000')`;
    await g.owner`insert into body_head (unit_id, officer_id, from_on, until_on, post) values (${g.u('ju')}, ${g.o('head')}, '2026-01-01', null, 'principal'), (${g.u('ju')}, ${g.o('deputy')}, '2025-01-01', '2025-12-31', 'deputy-in-charge')`;
    expect((await g.get(`/v1/clues/${id}`, 'deputy')).body).toEqual({
      id,
      label: '线索',
      at: expect.any(String),
    });
    expect(
      (await rows<Record<string, unknown>>('/v1/inspection-entries?registry=clue', 'deputy'))[0],
    ).toMatchObject({ entity: id, masked: true, body: null });
    expect((await g.get('/v1/recusals', 'deputy')).body).toMatchObject({
      status: 403,
      code: 'not-authorised',
      clause: 'QY-10.1',
    });
    expect((await g.get('/v1/recusals', 'head')).status).toBe(200);
    for (const by of ['a', 'head', 'chief', 'reg'])
      expect((await g.get(`/v1/clues/${id}`, by)).body).toMatchObject({
        kind: 'specific-complaint',
        institution: g.i('1'),
      });
    // Whoever was shown more than its id stands in the read log.
    expect(
      await g.owner`select officer_id as by, kind from reading where asked->>'id' = ${id} order by id`,
    ).toEqual(['a', 'head', 'chief', 'reg'].map((by) => ({ by: g.o(by), kind: 'narrative' })));
    const entry = (
      await rows<Record<string, unknown>>('/v1/inspection-entries?registry=clue', 'b')
    )[0]!;
    expect(entry).toMatchObject({
      entity: id,
      masked: true,
      body: null,
      before: null,
      bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(entry)).not.toContain(g.i('1'));
    expect((await rows('/v1/inspection-entries?registry=clue', 'chief'))[0]).toMatchObject({
      masked: false,
      body: { institution_id: g.i('1') },
    });
  });

  it('QY-4.2: the same key is the same clue; it stands as registered', async () => {
    const one = await register({}, 'a', 'key-1');
    expect(await register({}, 'a', 'key-1')).toMatchObject({
      status: 200,
      body: { id: idOf(one), changed: false },
    });
    expect(await register({ items: null }, 'a', 'key-1')).toMatchObject({
      status: 409,
      body: { code: 'idempotency-conflict' },
    });
    expect(idOf(await register({}, 'b', 'key-1'))).not.toBe(idOf(one));
    await expect(g.owner`update clue set kind = 'other' where id = ${idOf(one)}`).rejects.toThrow(
      'append-only',
    );
    expect(idOf(one)).toMatch(/^xs-[0-9a-f]{20}$/);
  });

  it.each<[string, object, string, string]>([
    ['an institution of nobody', { institution: 'i-none' }, 'unknown-reference', '/institution'],
    ['another bureau’s institution', { institution: 'i-101' }, 'unknown-reference', '/institution'],
    ['an item that is not on the list', { items: ['xm-1', 'xm-9'] }, 'item-unknown', '/items'],
    [
      'a superior nobody knows',
      { kind: 'superior-order', orderedBy: 'nobody' },
      'unknown-reference',
      '/orderedBy',
    ],
  ])('QY-4.2 is refused: %s', async (_name, changes, code, path) => {
    expect(await register(changes)).toMatchObject(refusal(422, code, 'QY-4.2', path));
  });
});

describe('QY-4.1, 6.1, 9.2 the list of objects', () => {
  const object = async (name = '1') => (await rows(`/v1/inspection-objects?id=${g.i(name)}`))[0];

  it('QY-6.1: every designated institution is on it; off it only by an entry with its reason', async () => {
    expect(await rows('/v1/inspection-objects')).toHaveLength(3);
    await g.put(`/v1/inspection-objects/${g.i('1')}`, { listed: false, reason: '停业' });
    expect(await object()).toBeUndefined();
    await g.put(`/v1/inspection-objects/${g.i('1')}`, { listed: true });
    expect(await object()).toBeDefined();
    await g.owner`update institution set status = 'terminated' where id = ${g.i('1')}`;
    expect(await object()).toBeUndefined();
    expect(await rows('/v1/inspection-entries?registry=object')).toMatchObject([
      { body: { listed: true } },
      { body: { listed: false }, reason: '停业' },
    ]);
  });

  it('QY-4.1: the yearly cap; missing until registered, and zero is a cap', async () => {
    expect([(await told())['institution']!['yearlyCap'], (await object())!['yearlyCap']]).toEqual([
      null,
      null,
    ]);
    await g.put(`/v1/inspection-caps/${g.i('1')}`, { perYear: 0 });
    expect((await told())['institution']!['yearlyCap']).toBe(0);
    await g.put(`/v1/inspection-caps/${g.i('1')}`, { perYear: 2 });
    expect([(await told())['institution']!['yearlyCap'], (await object())!['yearlyCap']]).toEqual([
      2, 2,
    ]);
    expect((await g.put(`/v1/inspection-caps/${g.i('1')}`, { perYear: -1 })).status).toBe(400);
    expect((await g.put('/v1/inspection-caps/i-101', { perYear: 2 })).body).toMatchObject({
      code: 'unknown-reference',
      clause: 'QY-4.1',
    });
  });

  it('QY-9.2, QHD-3.2: the latest credit class is a weight; unknown is neutral, and none is a gate', async () => {
    const credit = (of: string, asOf: string) =>
      g.put(`/v1/credit-classes/${g.i('1')}`, { class: of, asOf });
    expect((await object())!['class']).toBe('unknown');
    await credit('B', '2026-01-01');
    await credit('A', '2025-01-01');
    expect((await object())!['class']).toBe('B');
    expect(await rows('/v1/inspection-objects?class=B')).toHaveLength(1);
    expect((await credit('A', addDays(today, 1))).body).toMatchObject({
      code: 'in-the-future',
      clause: 'QY-9.2',
    });
    expect((await credit('E', '2026-01-01')).status).toBe(400);
  });

  it('QY-6.1: each of the four lists has the day on which it was declared current; today at the latest', async () => {
    await g.put('/v1/inspection-bodies/' + g.u('ju'), cityBody);
    expect((await told())['lists']).toEqual({
      objects: null,
      officers: null,
      assistants: null,
      items: null,
    });
    await g.put('/v1/list-currency/objects', { on: today });
    expect((await told())['lists']).toMatchObject({ objects: today, officers: null });
    expect(await rows('/v1/list-currency')).toHaveLength(4);
    expect(
      (await g.put('/v1/list-currency/objects', { on: addDays(today, 1) })).body,
    ).toMatchObject({ code: 'in-the-future', clause: 'QY-6.1' });
    expect((await g.put('/v1/list-currency/other', { on: today })).status).toBe(400);
  });
});

describe('QY-6.1 the chain of entries', () => {
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');

  it('QY-6.1: every change of every registry in one chain, with reason and officer; anybody can compute it anew, pages and all', async () => {
    for (let n = 0; n < 5; n++)
      await g.put(`/v1/inspection-caps/${g.i('1')}`, { perYear: n, reason: `第${n}次` });
    const page = await g.get('/v1/inspection-entries?limit=3');
    const cursor = page.body['next'] as unknown as string;
    const entries = [
      ...(page.body['items'] as unknown as Record<string, string>[]),
      ...(await rows<Record<string, string>>(`/v1/inspection-entries?limit=3&cursor=${cursor}`)),
    ].toReversed();
    expect(entries.map(({ reason, by }) => [reason, by])).toEqual(
      [0, 1, 2, 3, 4].map((n) => [`第${n}次`, g.o('reg')]),
    );
    let previous = '';
    for (const e of entries) {
      expect(e['hash']).toBe(
        sha(
          [
            previous,
            g.bureau,
            e['seq'],
            e['registry'],
            e['entity'],
            e['bodyHash'],
            e['reason'],
            e['by'],
            Date.parse(e['at']!),
          ].join('|'),
        ),
      );
      expect(e['previous']).toBe(previous);
      previous = e['hash']!;
    }
    expect((await g.get('/v1/inspection-entries/check', 'b')).body).toEqual({
      entries: 5,
      broken: null,
      intact: true,
    });
  });

  it('QY-6.1: an entry is neither changed nor deleted; one that somebody changed past every lock is found', async () => {
    for (let n = 0; n < 3; n++) await g.put(`/v1/inspection-caps/${g.i('1')}`, { perYear: n });
    await expect(
      g.owner`delete from inspection_entry where bureau_id = ${g.bureau}`,
    ).rejects.toThrow('append-only');
    await g.owner.begin(async (tx) => {
      await tx`alter table inspection_entry disable trigger append_only`;
      await tx`update inspection_entry set body = body || '{"per_year": 9}' where bureau_id = ${g.bureau} and seq = 2`;
      await tx`alter table inspection_entry enable trigger append_only`;
    });
    expect((await g.get('/v1/inspection-entries/check')).body).toEqual({
      entries: 3,
      broken: 2,
      intact: false,
    });
  });

  it('the application writes only through the chain', async () => {
    await expect(
      g.h.sql`insert into inspection_cap values (${g.i('1')}, ${g.bureau}, 3)`,
    ).rejects.toThrow('permission denied');
    await expect(g.h.sql`update inspection_cap set per_year = 3`).rejects.toThrow(
      'permission denied',
    );
  });

  it('twenty writers at once: one chain, no gap, the same form once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        g.put(`/v1/inspection-caps/${g.i('1')}`, { perYear: n % 2 }),
      ),
    );
    expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true);
    const { entries, intact } = (await g.get('/v1/inspection-entries/check')).body as unknown as {
      entries: number;
      intact: boolean;
    };
    expect([entries, intact]).toEqual([
      answers.filter(({ status }) => status === 201).length,
      true,
    ]);
  });
});

it('X-9: the settings are labelled as management, each with the clause whose silence it fills; what QY fixes is none', async () => {
  const told = await rows('/v1/inspection-settings');
  expect(told.map(({ name }) => name)).toEqual(Object.keys(defaultInspectionSettings));
  expect(told.filter(({ clause }) => clause === 'X-9')).toEqual([]);
  expect(told.find(({ name }) => name === 'mergeDays')).toMatchObject({
    value: 30,
    default: 30,
    force: 'management',
    clause: 'QY-5.1',
  });
  await g.owner`update bureau set settings = '{"inspection": {"mergeDays": 10}}' where id = ${g.bureau}`;
  expect(
    (await rows('/v1/inspection-settings')).find(({ name }) => name === 'mergeDays'),
  ).toMatchObject({ value: 10, default: 30 });
  await g.owner`update bureau set settings = '{"inspection": {"mergeDays": -1}}' where id = ${g.bureau}`;
  try {
    expect(
      (await rows('/v1/inspection-settings')).find(({ name }) => name === 'mergeDays'),
    ).toMatchObject({ value: 30 });
  } finally {
    // Others list all bureaus, and such a one cannot be shown as it is documented.
    await g.owner`update bureau set settings = '{}' where id = ${g.bureau}`;
  }
});
