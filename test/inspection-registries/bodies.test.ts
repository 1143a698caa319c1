/** Who may inspect, as registered and as a gate is told of it: bodies, heads, delegations, rolls, recusals (QY-1.1 to 1.5, 3.2, 6.1, 10.1). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/time/civil-date.ts';
import {
  basis,
  certificate,
  cityBody,
  countyBody,
  fixture,
  item,
  stopServer,
  paper,
  startServer,
  planOf,
  qualification,
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

const body = (unit: string, form: object, by?: string) =>
  g.put(`/v1/inspection-bodies/${g.u(unit)}`, form, by);
const head = (unit: string, officer: string, form: object = {}, by?: string) =>
  g.put(
    `/v1/inspection-bodies/${g.u(unit)}/heads/${g.o(officer)}`,
    { post: 'principal', from: '2026-01-01', until: null, ...form },
    by,
  );
const roll = (officer: string, form: object, by?: string) =>
  g.put(`/v1/inspection-officers/${g.o(officer)}`, form, by);
const enforcing = (officer: string, number: string, changes: object = {}) =>
  roll(officer, {
    roll: 'enforcement',
    listed: true,
    certificate: certificate(g.o(officer), `${g.bureau}-${number}`, changes),
  });
const first = async (path: string) =>
  ((await g.get(path)).body as { items?: Record<string, unknown>[] }).items?.[0];
const refusal = (status: number, code: string, clause: string, path: string) => ({
  status,
  body: {
    code,
    clause,
    fields: [{ path }],
    lawful: { zh: expect.stringMatching(/./), en: expect.stringMatching(/./) },
  },
});
const told = async (plan: object = {}, on?: never) =>
  (await g.known(planOf(g, plan), on)) as Record<
    string,
    Record<string, unknown> & Record<string, unknown>[]
  >;

describe('QY-1.1, 1.2 inspecting bodies', () => {
  it('QY-1.1: registered with qualification and publication; the same again writes nothing; a suspension is a further entry', async () => {
    expect(await body('ju', cityBody)).toMatchObject({
      status: 201,
      body: { changed: true, seq: 1 },
    });
    expect(await body('ju', cityBody)).toMatchObject({ status: 200, body: { changed: false } });
    const suspended = { from: '2026-11-01', until: '2026-11-30' };
    expect(
      await body('ju', { ...cityBody, qualification: { ...qualification, suspended } }),
    ).toMatchObject({ status: 201, body: { seq: 2 } });
    expect(await first('/v1/inspection-bodies')).toMatchObject({
      unit: g.u('ju'),
      name: 'ju',
      qualification: { ...qualification, suspended },
      heads: [],
    });
    expect((await told())['body']).toMatchObject({
      qualification: {
        valid: { from: '2020-01-01', until: null },
        suspended,
        publishedOn: '2020-01-02',
      },
      level: 'prefecture',
      area: '621000',
    });
  });

  it('QY-1.1: a body that is not registered is nobody; one without qualification has none', async () => {
    expect((await told())['body']).toBeNull();
    await body('zx', { level: 'prefecture', area: '621000', qualification: null });
    expect((await told({ body: g.u('zx'), inNameOf: g.u('zx') }))['body']).toMatchObject({
      qualification: null,
      delegation: null,
    });
  });

  it('QY-3.2: the superiors of a county body are those above its unit, the nearest first; its area is its own', async () => {
    await body('xian', countyBody);
    expect((await told({ body: g.u('xian'), inNameOf: g.u('xian') }))['body']).toMatchObject({
      area: '621002',
      level: 'county',
      superiors: [g.u('ju')],
    });
    await body('ju', cityBody);
    expect((await told())['body']).toMatchObject({ superiors: [] });
  });

  it.each<[string, () => Promise<Answer>, ReturnType<typeof refusal>]>([
    [
      'QY-1.4: a third party as a body',
      () => body('bx', cityBody),
      refusal(422, 'third-party-inspects', 'QY-1.4', '/unit'),
    ],
    [
      'QY-1.1: a government as a body',
      () => body('zf', cityBody),
      refusal(422, 'body-unqualified', 'QY-1.1', '/unit'),
    ],
    [
      'QY-3.2: an area outside the bureau’s',
      () => body('ju', { ...cityBody, area: '620100' }),
      refusal(422, 'outside-territory', 'QY-3.2', '/area'),
    ],
    [
      'QY-1.2: a publication that lies ahead',
      () =>
        body('ju', {
          ...cityBody,
          qualification: {
            ...qualification,
            published: { ...qualification.published, on: addDays(today, 1) },
          },
        }),
      refusal(422, 'in-the-future', 'QY-1.2', '/qualification/published/on'),
    ],
    [
      'QY-1.1: a unit nobody knows',
      () => body('nobody', cityBody),
      refusal(422, 'unknown-reference', 'QY-1.1', '/unit'),
    ],
  ])('%s is refused', async (_name, act, expected) => {
    expect(await act()).toMatchObject(expected);
  });

  it('QY-1.2: published today is published', async () => {
    expect(
      (
        await body('ju', {
          ...cityBody,
          qualification: { ...qualification, published: { ...qualification.published, on: today } },
        })
      ).status,
    ).toBe(201);
  });

  it('X-11: where QY neither binds nor is adopted, nothing is registered', async () => {
    const elsewhere = await fixture(server, '120000');
    expect(
      await elsewhere.put(`/v1/inspection-bodies/${elsewhere.u('ju')}`, cityBody),
    ).toMatchObject({ status: 422, body: { code: 'no-legal-basis', clause: 'X-11' } });
  });

  it.each<[string, object, string]>([
    ['an unknown level', { ...cityBody, level: 'town' }, '/level'],
    [
      'a date that is none',
      { ...cityBody, qualification: { ...qualification, from: '2026-02-30' } },
      '/qualification/from',
    ],
    [
      'an end before the beginning',
      { ...cityBody, qualification: { ...qualification, until: '2019-12-31' } },
      '/qualification/until',
    ],
    [
      'no web address',
      {
        ...cityBody,
        qualification: { ...qualification, published: { on: '2020-01-02', url: 'x' } },
      },
      '/qualification/published/url',
    ],
    ['no reason', { ...cityBody, reason: undefined }, '/reason'],
    ['an unknown field', { ...cityBody, x: 1 }, '/x'],
  ])('bad input: %s', async (_name, form, path) => {
    expect(await body('ju', form)).toMatchObject({
      status: 400,
      body: { code: 'bad-input', fields: [{ path }] },
    });
  });

  it('only the registrar registers', async () => {
    expect(await body('ju', cityBody, 'head')).toMatchObject({ status: 403 });
    expect(await body('ju', cityBody, 'a')).toMatchObject({ status: 403 });
  });
});

describe('QY-10.1 heads', () => {
  beforeEach(async () => {
    await body('ju', cityBody);
  });

  it('QY-10.1: the principal and the registered deputy in charge, each with their time', async () => {
    expect((await head('ju', 'head', { until: '2026-06-30' })).status).toBe(201);
    expect(
      (await head('ju', 'deputy', { post: 'deputy-in-charge', from: '2026-07-01' })).status,
    ).toBe(201);
    expect((await told())['body']!['heads']).toEqual([
      { officer: g.o('head'), post: 'principal', in: { from: '2026-01-01', until: '2026-06-30' } },
      { officer: g.o('deputy'), post: 'deputy-in-charge', in: { from: '2026-07-01', until: null } },
    ]);
  });

  it.each<[string, string, string, string]>([
    ['the head of another body', 'ju', 'xhead', 'not-eligible'],
    ['a handler', 'ju', 'a', 'not-eligible'],
    ['somebody removed', 'ju', 'gone', 'not-eligible'],
    ['nobody known', 'ju', 'nobody', 'unknown-reference'],
    ['a unit that is no body', 'xian', 'xhead', 'unknown-reference'],
  ])('QY-10.1 cannot be head: %s', async (_name, unit, officer, code) => {
    expect(await head(unit, officer)).toMatchObject({
      status: 422,
      body: { code, clause: 'QY-10.1' },
    });
  });

  it('QY-10.1: nobody registers themselves', async () => {
    expect(await head('ju', 'reghead', {}, 'reghead')).toMatchObject({
      status: 403,
      body: { code: 'own-record' },
    });
  });
});

describe('QY-1.3 delegations', () => {
  const form = (changes: object = {}) => ({
    delegator: g.u('ju'),
    delegate: g.u('zx'),
    document: paper(),
    items: ['xm-1'],
    from: '2026-01-01',
    until: '2027-12-31',
    publishedByDelegatorOn: '2026-01-05',
    publishedByDelegateOn: '2026-01-06',
    filedWithJusticeOn: '2026-01-07',
    filedWithSuperiorOn: '2026-01-08',
    ...changes,
  });
  const delegate = (id: string, changes: object = {}) =>
    g.put(`/v1/delegations/${id}`, form(changes));
  const asDelegate = { body: '', inNameOf: '' };
  beforeEach(async () => {
    await body('ju', cityBody);
    await body('zx', { level: 'prefecture', area: '621000', qualification: null });
    await g.put('/v1/inspection-bases/b-1', basis);
    await g.put('/v1/inspection-items/xm-1', item());
    await head('ju', 'head');
    await head('zx', 'zhead');
    Object.assign(asDelegate, { body: g.u('zx'), inNameOf: g.u('ju') });
  });

  it('QY-1.3: a delegate acts under the qualification, and before the heads, of its delegator', async () => {
    expect((await delegate('wt-1')).status).toBe(201);
    expect((await told(asDelegate))['body']).toMatchObject({
      unit: g.u('zx'),
      qualification: { publishedOn: '2020-01-02' },
      heads: [{ officer: g.o('head') }],
      superiors: [g.u('ju')],
      delegation: {
        delegator: g.u('ju'),
        valid: { from: '2026-01-01', until: '2027-12-31' },
        items: ['xm-1'],
        publishedByDelegatorOn: '2026-01-05',
        publishedByDelegateOn: '2026-01-06',
        filedWithJusticeOn: '2026-01-07',
        filedWithSuperiorOn: '2026-01-08',
      },
    });
    expect((await told({ body: g.u('zx'), inNameOf: g.u('zx') }))['body']).toMatchObject({
      qualification: null,
      delegation: null,
      heads: [{ officer: g.o('zhead') }],
    });
  });

  it("X-4: the same number is another bureau's own delegation; nobody writes over what another bureau has registered", async () => {
    await delegate('wt-1');
    const rows =
      await server.owner`select bureau_id as bureau, delegate_unit as delegate from delegation where id = 'wt-1' and bureau_id in ('qy', ${g.bureau}) order by bureau_id = 'qy'`;
    expect(rows).toEqual([
      { bureau: g.bureau, delegate: g.u('zx') },
      { bureau: 'qy', delegate: 'qy.jczx' },
    ]);
    const theft = {
      bureau: 'qy',
      registry: 'body',
      entity: g.u('zx'),
      row: { unit_id: g.u('zx'), bureau_id: 'qy', level: 'county', area: '621002' },
      reason: 'x',
      by: 'x',
    };
    await expect(
      server.h.sql`select enter_inspection(${server.h.sql.json(theft)})`,
    ).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('QY-1.3: what is missing is known as missing, until it is there', async () => {
    await delegate('wt-1', { filedWithJusticeOn: null });
    expect((await told(asDelegate))['body']!['delegation']).toMatchObject({
      filedWithJusticeOn: null,
    });
    await delegate('wt-1', { filedWithJusticeOn: today });
    expect((await told(asDelegate))['body']!['delegation']).toMatchObject({
      filedWithJusticeOn: today,
    });
  });

  it('QY-1.3: of several the one that holds on the days of the plan', async () => {
    await delegate('wt-1', { until: '2026-11-30' });
    await delegate('wt-2', { from: '2026-12-01' });
    const on = async (from: string, until: string) =>
      (
        (await told({ ...asDelegate, days: { from, until } }))['body']![
          'delegation'
        ] as unknown as { valid: { from: string } }
      ).valid.from;
    expect([await on('2026-11-29', '2026-11-30'), await on('2026-12-01', '2026-12-01')]).toEqual([
      '2026-01-01',
      '2026-12-01',
    ]);
  });

  it.each<[string, () => Promise<Answer>, string, string]>([
    [
      'a third party as delegate',
      () => delegate('wt-1', { delegate: g.u('bx') }),
      'third-party-inspects',
      'QY-1.4',
    ],
    [
      'a delegator without qualification',
      () => delegate('wt-1', { delegator: g.u('zx'), delegate: g.u('ju') }),
      'body-unqualified',
      'QY-1.1',
    ],
    ['itself', () => delegate('wt-1', { delegate: g.u('ju') }), 'bad-input', 'QY-1.3'],
    [
      'an item that is not on the list',
      () => delegate('wt-1', { items: ['xm-9'] }),
      'item-unknown',
      'QY-1.3',
    ],
    [
      'a delegate that is no body',
      () => delegate('wt-1', { delegate: g.u('sfj') }),
      'unknown-reference',
      'QY-1.3',
    ],
    [
      'a filing that lies ahead',
      () => delegate('wt-1', { filedWithSuperiorOn: addDays(today, 1) }),
      'in-the-future',
      'QY-1.3',
    ],
  ])('QY-1.3 cannot: %s', async (_name, act, code, clause) => {
    expect((await act()).body).toMatchObject({ code, clause });
  });

  it.each<[string, object, string]>([
    ['no expiry', { until: null }, '/until'],
    ['no scope', { items: [] }, '/items'],
    ['an end before the beginning', { until: '2025-12-31' }, '/until'],
  ])('QY-1.3 bad input: %s', async (_name, changes, path) => {
    expect(await delegate('wt-1', changes)).toMatchObject({
      status: 400,
      body: { code: 'bad-input', fields: [{ path }] },
    });
  });
});

describe('QY-1.4, 1.5, 6.1 the rolls', () => {
  const fileOf = async (officer: string, role = 'lead') =>
    (await told({ team: [{ officer: g.o(officer), role, from: 'body' }] }))['officers']![0]!;

  it('QY-1.5: a certificate with number, kind, validity and holder; its suspension is a further entry', async () => {
    expect((await enforcing('a', '1')).status).toBe(201);
    expect(await fileOf('a')).toEqual({
      id: g.o('a'),
      unit: g.u('ju'),
      listed: true,
      recusedFrom: [],
      certificate: {
        number: `${g.bureau}-1`,
        kind: '行政执法证',
        holder: g.o('a'),
        valid: { from: '2024-01-01', until: '2029-12-31' },
        suspended: null,
      },
    });
    await enforcing('a', '1', { suspended: { from: '2026-11-01', until: null } });
    expect(await fileOf('a')).toMatchObject({
      certificate: { suspended: { from: '2026-11-01', until: null } },
    });
    expect(
      (await g.get(`/v1/inspection-entries?registry=officer&entity=${g.o('a')}`)).body,
    ).toMatchObject({
      items: [
        {
          before: { suspended_from: null },
          body: { suspended_from: '2026-11-01' },
          by: g.o('reg'),
          reason: '测试',
        },
        { before: null },
      ],
    });
  });

  it('QY-1.4: an assistant of a third party is on the roll of assistants, has no certificate and is listed only as that', async () => {
    expect((await roll('bx', { roll: 'assistance', listed: true, certificate: null })).status).toBe(
      201,
    );
    expect([await fileOf('bx', 'assistant'), await fileOf('bx', 'officer')]).toMatchObject([
      { listed: true, certificate: null },
      { listed: false, certificate: null },
    ]);
  });

  it('QY-6.1: off the list, removed from enforcement, or never registered: not listed', async () => {
    await enforcing('a', '1');
    await roll('a', {
      roll: 'enforcement',
      listed: false,
      certificate: certificate(g.o('a'), `${g.bureau}-1`),
    });
    await enforcing('b', '2');
    await g.owner`update officer set removed_on = '2026-12-01' where id = ${g.o('b')}`;
    expect([await fileOf('a'), await fileOf('x')]).toMatchObject([
      { listed: false },
      { listed: false, certificate: null },
    ]);
    const listedOn = async (on: string) =>
      (await told({ team: [{ officer: g.o('b'), role: 'lead', from: 'body' }] }, on as never))[
        'officers'
      ]![0]!['listed'];
    expect([await listedOn('2026-11-30'), await listedOn('2026-12-01')]).toEqual([true, false]);
  });

  it.each<[string, () => Promise<Answer>, ReturnType<typeof refusal>]>([
    [
      'QY-1.4: somebody of a third party as an officer',
      () => enforcing('bx', '1'),
      refusal(422, 'third-party-inspects', 'QY-1.4', '/roll'),
    ],
    [
      'QY-1.5: an officer without a certificate',
      () => roll('a', { roll: 'enforcement', listed: true, certificate: null }),
      refusal(422, 'certificate-missing', 'QY-1.5', '/certificate'),
    ],
    [
      'QY-1.5: another person’s certificate',
      () => enforcing('a', '1', { holder: g.o('b') }),
      refusal(422, 'certificate-not-own', 'QY-1.5', '/certificate/holder'),
    ],
    [
      'QY-1.5: another kind of certificate',
      () => enforcing('a', '1', { kind: '工作证' }),
      refusal(422, 'certificate-kind', 'QY-1.5', '/certificate/kind'),
    ],
    [
      'QY-6.1: somebody removed',
      () => enforcing('gone', '1'),
      refusal(422, 'not-eligible', 'QY-6.1', '/officer'),
    ],
    [
      'QY-6.1: a system',
      () => enforcing('sys', '1'),
      refusal(422, 'not-eligible', 'QY-6.1', '/officer'),
    ],
    [
      'QY-6.1: nobody known',
      () => enforcing('nobody', '1'),
      refusal(422, 'unknown-reference', 'QY-6.1', '/officer'),
    ],
    [
      'QY-1.4: an assistant with a certificate',
      () =>
        roll('a', {
          roll: 'assistance',
          listed: true,
          certificate: certificate(g.o('a'), `${g.bureau}-1`),
        }),
      refusal(400, 'bad-input', 'QY-1.4', '/certificate'),
    ],
  ])('%s is refused', async (_name, act, expected) => {
    expect(await act()).toMatchObject(expected);
  });

  it('QY-1.5: a number that stands for one officer stands for no other, until it is taken back', async () => {
    await enforcing('a', '1');
    expect(await enforcing('b', '1')).toMatchObject(
      refusal(422, 'certificate-not-own', 'QY-1.5', '/certificate/number'),
    );
    await enforcing('a', '2');
    expect((await enforcing('b', '1')).status).toBe(201);
  });

  it('QY-1.5: the bureau says what a certificate is called; a management setting', async () => {
    await g.owner`update bureau set settings = '{"inspection": {"certificateKinds": ["工作证"]}}' where id = ${g.bureau}`;
    expect((await enforcing('a', '1', { kind: '工作证' })).status).toBe(201);
    expect((await enforcing('b', '2')).body).toMatchObject({ code: 'certificate-kind' });
  });

  it('X-7: a recusal stands until it is lifted; those who see to it read it, others do not', async () => {
    const recuse = (recused: boolean) => g.put(`/v1/recusals/${g.o('a')}/${g.i('1')}`, { recused });
    expect((await recuse(true)).status).toBe(201);
    expect(await fileOf('a')).toMatchObject({ recusedFrom: [g.i('1')] });
    expect((await g.get('/v1/recusals', 'chief')).body).toMatchObject({
      items: [{ officer: g.o('a'), institution: g.i('1') }],
    });
    expect((await g.get('/v1/recusals', 'b')).status).toBe(403);
    expect((await g.get('/v1/inspection-entries?registry=recusal', 'b')).body).toMatchObject({
      items: [{ masked: true, body: null, entity: '—', reason: '—' }],
    });
    expect([
      (await recuse(true)).status,
      (await recuse(false)).status,
      (await recuse(false)).status,
    ]).toEqual([200, 201, 200]);
    expect(await fileOf('a')).toMatchObject({ recusedFrom: [] });
    expect((await g.put(`/v1/recusals/${g.o('a')}/i-none`, { recused: true })).body).toMatchObject({
      code: 'unknown-reference',
      clause: 'X-7',
    });
  });
});
