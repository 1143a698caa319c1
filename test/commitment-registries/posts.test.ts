/** Coordinators of both sides (TJ84-15.0, 15.7), the roster and absences (TJ84-6). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  fixture,
  itemOf,
  stopServer,
  startServer,
  reason,
  type Answer,
  type Fixture,
  type Server,
} from './fixtures.ts';

let server: Server;
let g: Fixture;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => stopServer(server));
beforeEach(async () => {
  g = await fixture(server);
  const both = { departments: [{ accepting: g.u('both'), supervising: g.u('both') }] };
  expect(
    (
      await g.put('reg', '2026-01-01', [
        itemOf(g, 'a'),
        itemOf(g, 'b', both),
        itemOf(g, 'f', { departments: [{ accepting: g.u('jd'), supervising: g.u('fwc') }] }),
      ])
    ).status,
  ).toBe(201);
});

const day = '2026-06-01';
const appoint = (
  unit: string,
  side: string,
  officer: string | null,
  more: object = {},
  by = 'reg',
): Promise<Answer> =>
  g.post(by, '/v1/coordinators', {
    unit: g.u(unit),
    side,
    officer: officer && g.o(officer),
    substitute: null,
    from: '2026-01-01',
    until: null,
    reason,
    ...more,
  });
const rostered = (
  unit: string,
  officer: string,
  duty: string,
  more: object = {},
  by = 'reg',
): Promise<Answer> =>
  g.post(by, '/v1/rosters', {
    unit: g.u(unit),
    officer: g.o(officer),
    duty,
    item: null,
    from: '2026-01-01',
    until: null,
    reason,
    replaces: null,
    void: false,
    ...more,
  });
const away = (
  officer: string,
  from: string,
  until: string,
  more: object = {},
  by = 'reg',
): Promise<Answer> =>
  g.post(by, '/v1/absences', {
    officer: g.o(officer),
    from,
    until,
    reason: '培训',
    replaces: null,
    void: false,
    ...more,
  });
const coordinator = (unit: string, side: string, on = day) =>
  g.ask<string | null>(`coordinator_of('${g.u(unit)}', '${side}', '${on}')`);
const idOf = ({ body }: Answer): number => (body as { id: number }).id;
const items = async (path: string, by = 'chief') =>
  ((await g.get(by, path)).body as { items: Record<string, unknown>[] }).items;
const lacking = async (on = day) =>
  (await items(`/v1/departments-without-coordinator?day=${on}`)).map(
    ({ unit, side, appointed }) =>
      `${String(unit).split('.')[1]} ${String(side)} ${String(appointed)}`,
  );

describe('TJ84-15.0 coordinators', () => {
  it('TJ84-15.0: each side appoints its own; each appointment is a dated row with reason and author', async () => {
    expect(await appoint('jjzx', 'accepting', 'c1')).toMatchObject({
      status: 201,
      body: { warnings: [] },
    });
    expect((await appoint('jgc', 'supervising', 'c2')).status).toBe(201);
    expect([
      await coordinator('jjzx', 'accepting'),
      await coordinator('jgc', 'supervising'),
      await coordinator('jgc', 'accepting'),
      await coordinator('jjzx', 'accepting', '2025-12-31'),
    ]).toEqual([g.o('c1'), g.o('c2'), null, null]);
    expect(await items(`/v1/coordinators?unit=${g.u('jjzx')}`)).toEqual([
      expect.objectContaining({
        officer: g.o('c1'),
        side: 'accepting',
        reason,
        by: g.o('reg'),
        from: '2026-01-01',
        endsOn: null,
        at: expect.stringContaining('+08:00'),
      }),
    ]);
    await expect(
      g.owner`update coordinator set officer_id = ${g.o('c3')} where unit_id = ${g.u('jjzx')}`,
    ).rejects.toThrow('append-only');
  });

  it('TJ84-15.0: the substitute stands in while the coordinator is away; with both away there is nobody', async () => {
    await appoint('jjzx', 'accepting', 'c1', { substitute: g.o('c2') });
    await away('c1', '2026-05-30', '2026-06-01');
    await away('c2', '2026-06-01', '2026-06-01');
    const on = ['2026-05-29', '2026-05-30', '2026-05-31', '2026-06-01', '2026-06-02'];
    expect(await Promise.all(on.map((one) => coordinator('jjzx', 'accepting', one)))).toEqual([
      g.o('c1'),
      g.o('c2'),
      g.o('c2'),
      null,
      g.o('c1'),
    ]);
    expect(await lacking('2026-06-01')).toContain('jjzx accepting true');
    expect(await lacking('2026-06-02')).not.toContain('jjzx accepting true');
  });

  it('TJ84-15.0: a later appointment takes the place of the earlier from its day, a term ends, a post falls vacant', async () => {
    await appoint('jjzx', 'accepting', 'c1', { until: '2026-05-31' });
    await appoint('jjzx', 'accepting', 'c2', { from: '2026-03-01' });
    await appoint('jjzx', 'accepting', null, { from: '2026-08-01' });
    const on = ['2026-02-28', '2026-03-01', '2026-06-01', '2026-07-31', '2026-08-01'];
    expect(await Promise.all(on.map((one) => coordinator('jjzx', 'accepting', one)))).toEqual([
      g.o('c1'),
      g.o('c2'),
      g.o('c2'),
      g.o('c2'),
      null,
    ]);
    expect(
      (await items(`/v1/coordinators?unit=${g.u('jjzx')}&side=accepting`)).map(
        ({ endsOn }) => endsOn,
      ),
    ).toEqual([null, '2026-07-31', '2026-02-28']);
    expect(
      (await items(`/v1/coordinators?unit=${g.u('jjzx')}&day=2026-03-01`)).map(
        ({ officer }) => officer,
      ),
    ).toEqual([g.o('c2')]);
    await appoint('jgc', 'supervising', 'c3', { until: '2026-05-31' });
    expect([
      await coordinator('jgc', 'supervising', '2026-05-31'),
      await coordinator('jgc', 'supervising', '2026-06-01'),
    ]).toEqual([g.o('c3'), null]);
    expect(
      (await items(`/v1/coordinators?unit=${g.u('jgc')}`)).map(({ endsOn }) => endsOn),
    ).toEqual(['2026-05-31']);
    expect(await items(`/v1/coordinators?unit=${g.u('jgc')}&day=2026-06-01`)).toEqual([]);
  });

  it('TJ84-15.0: departments that lack one are listed, side by side, and nothing is barred', async () => {
    expect(await lacking()).toEqual([
      'both accepting false',
      'both supervising false',
      'fwc supervising false',
      'jd accepting false',
      'jgc supervising false',
      'jjzx accepting false',
    ]);
    await appoint('jjzx', 'accepting', 'c1');
    expect(await lacking()).not.toContain('jjzx accepting false');
    expect(await appoint('jjzx', 'accepting', null, { from: '2026-07-01' })).toMatchObject({
      status: 201,
      body: { warnings: [{ code: 'no-coordinator', clause: 'TJ84-15.0' }] },
    });
  });

  it('TJ84-15.0 cannot: one person for both sides of a mapping, as coordinator or as substitute, now or later', async () => {
    const same = {
      status: 422,
      body: {
        code: 'same-coordinator',
        clause: 'TJ84-15.0',
        lawful: { en: expect.stringContaining('different persons') },
      },
    };
    await appoint('jjzx', 'accepting', 'c1', { substitute: g.o('c2') });
    expect(await appoint('jgc', 'supervising', 'c1')).toMatchObject(same);
    expect(await appoint('jgc', 'supervising', 'c2')).toMatchObject(same);
    expect(await appoint('jgc', 'supervising', 'c3', { substitute: g.o('c1') })).toMatchObject(
      same,
    );
    expect(await appoint('jgc', 'supervising', 'c1', { from: '2030-01-01' })).toMatchObject(same);
    expect(await appoint('jjzx', 'accepting', 'c3', { substitute: g.o('c3') })).toMatchObject(same);
    // Without a mapping between them one person may serve two departments; and after the term on the other side is over.
    expect((await appoint('fwc', 'supervising', 'c1')).status).toBe(201);
    await appoint('jjzx', 'accepting', 'c4', { from: '2026-09-01' });
    expect(await appoint('jgc', 'supervising', 'c1', { from: '2026-08-31' })).toMatchObject(same);
    expect((await appoint('jgc', 'supervising', 'c1', { from: '2026-09-01' })).status).toBe(201);
    expect(await appoint('jjzx', 'accepting', 'c1', { from: '2026-10-01' })).toMatchObject(same);
    // A term that ends before the other side's begins; and one that an appointment already made cuts short.
    expect(
      (await appoint('jjzx', 'accepting', 'c1', { from: '2026-07-01', until: '2026-08-31' }))
        .status,
    ).toBe(201);
    expect((await appoint('jjzx', 'accepting', 'c1', { from: '2026-07-02' })).status).toBe(201);
    expect(
      await appoint('jjzx', 'accepting', 'c1', { from: '2026-09-02', until: '2026-09-02' }),
    ).toMatchObject(same);
  });

  it('TJ84-15.0 cannot: one person on both sides of a body that accepts and supervises', async () => {
    await appoint('both', 'accepting', 'c1');
    expect(await appoint('both', 'supervising', 'c1')).toMatchObject({
      status: 422,
      body: { code: 'same-coordinator', clause: 'TJ84-15.0' },
    });
    expect((await appoint('both', 'supervising', 'c2')).status).toBe(201);
    expect(await g.ask(`coordinator_of('${g.u('both')}', '${day}')`)).toBe(g.o('c1'));
    // Also where no item makes the body supervise itself.
    await g.put('reg', '2027-01-01', [itemOf(g, 'a')]);
    expect(await appoint('both', 'supervising', 'c1', { from: '2027-02-01' })).toMatchObject({
      status: 422,
      body: { code: 'same-coordinator' },
    });
  });

  it('TJ84-15.0 cannot: one person for both sides of a mapping that only a later list brings', async () => {
    await appoint('jszx', 'accepting', 'c1');
    expect(
      (
        await g.put('reg', '2027-01-01', [
          itemOf(g, 'a', { departments: [{ accepting: g.u('jszx'), supervising: g.u('jgc') }] }),
        ])
      ).status,
    ).toBe(201);
    expect(await appoint('jgc', 'supervising', 'c1')).toMatchObject({
      status: 422,
      body: { code: 'same-coordinator' },
    });
  });

  it.each<[string, () => Promise<Answer>, string, string]>([
    [
      'a supervising department on the accepting side',
      () => appoint('jgc', 'accepting', 'c1'),
      'not-accepting-department',
      '/unit',
    ],
    [
      'an accepting department on the supervising side',
      () => appoint('jjzx', 'supervising', 'c1'),
      'not-supervising-department',
      '/unit',
    ],
    [
      'a unit that is neither',
      () => appoint('ke', 'accepting', 'c1'),
      'not-accepting-department',
      '/unit',
    ],
    [
      'a unit of another bureau',
      () => appoint('jjzx', 'accepting', 'c1', { unit: 'tj.jjzx' }),
      'unknown-reference',
      '/unit',
    ],
    [
      'an officer of another bureau',
      () => appoint('jjzx', 'accepting', null, { officer: 'o-jjzx-c' }),
      'unknown-reference',
      '/officer',
    ],
    ['nobody known', () => appoint('jjzx', 'accepting', 'c99'), 'unknown-reference', '/officer'],
    [
      'somebody without that role',
      () => appoint('jjzx', 'accepting', 'a1'),
      'not-eligible',
      '/officer',
    ],
    ['somebody removed', () => appoint('jjzx', 'accepting', 'gone'), 'not-eligible', '/officer'],
    ['a system', () => appoint('jjzx', 'accepting', 'sys'), 'not-eligible', '/officer'],
    [
      'a substitute without that role',
      () => appoint('jjzx', 'accepting', 'c1', { substitute: g.o('a1') }),
      'not-eligible',
      '/substitute',
    ],
  ])('TJ84-15.0 cannot: %s', async (_name, act, code, path) => {
    expect(await act()).toMatchObject({
      status: 422,
      body: {
        code,
        clause:
          code === 'not-accepting-department'
            ? 'TJ84-5.1'
            : code === 'not-supervising-department'
              ? 'TJ84-3.1'
              : 'TJ84-15.0',
        fields: [{ path }],
      },
    });
  });

  it.each<[string, object, string]>([
    ['a third side', { side: 'both' }, '/side'],
    ['an end before the beginning', { until: '2025-12-31' }, '/until'],
    ['no reason', { reason: '' }, '/reason'],
    ['a substitute for nobody', { officer: null, substitute: 'x' }, '/substitute'],
    ['no day', { from: '2026-02-30' }, '/from'],
    ['an unknown field', { role: 'x' }, '/role'],
  ])('bad input: %s', async (_name, more, path) => {
    expect(await appoint('jjzx', 'accepting', 'c1', more)).toMatchObject({
      status: 400,
      body: { code: 'bad-input', fields: [{ path }] },
    });
  });

  it('who may appoint: the registrar, a head for the own unit; nobody themselves', async () => {
    expect((await appoint('jgc', 'supervising', 'c1', {}, 'head')).status).toBe(201);
    expect(await appoint('jjzx', 'accepting', 'c2', {}, 'head')).toMatchObject({
      status: 403,
      body: { code: 'not-authorised' },
    });
    expect(await appoint('jgc', 'supervising', 'c2', {}, 'h1')).toMatchObject({
      status: 403,
      body: { code: 'not-authorised' },
    });
    expect(await appoint('jjzx', 'accepting', 'regc', {}, 'regc')).toMatchObject({
      status: 403,
      body: { code: 'own-record' },
    });
  });
});

describe('TJ84-6 who distributes, who supervises', () => {
  const may = (
    duty: 'distribute' | 'supervise',
    officer: string,
    item = 'a',
    on = day,
    unit = 'jgc',
  ) => g.ask<boolean>(`may_${duty}('${g.u(unit)}', '${g.o(officer)}', '${item}', '${on}')`);

  it('TJ84-6: only for the duty, the item and the time for which they are registered', async () => {
    await rostered('jgc', 'h1', 'distribute', { until: '2026-06-01' });
    await rostered('jgc', 'h2', 'supervise', { item: 'a' });
    expect(
      await Promise.all([
        may('distribute', 'h1'),
        may('distribute', 'h1', 'b'),
        may('supervise', 'h1'),
        may('distribute', 'h1', 'a', '2026-06-02'),
        may('distribute', 'h1', 'a', '2025-12-31'),
      ]),
    ).toEqual([true, true, false, false, false]);
    expect(
      await Promise.all([
        may('supervise', 'h2'),
        may('supervise', 'h2', 'b'),
        may('distribute', 'h2'),
        may('supervise', 'h2', 'a', day, 'fwc'),
      ]),
    ).toEqual([true, false, false, false]);
    expect(await items(`/v1/rosters?unit=${g.u('jgc')}&duty=supervise&day=${day}&item=a`)).toEqual([
      expect.objectContaining({
        officer: g.o('h2'),
        item: 'a',
        reason,
        by: g.o('reg'),
        standing: true,
      }),
    ]);
    expect(await items(`/v1/rosters?unit=${g.u('jgc')}&duty=supervise&item=b`)).toEqual([]);
  });

  it('TJ84-6: who is absent stays on the roster, but is not there', async () => {
    await rostered('jgc', 'h1', 'distribute');
    await rostered('jgc', 'h2', 'distribute');
    await away('h1', '2026-06-01', '2026-06-03');
    const absent = (on: string) => g.ask<boolean>(`is_absent('${g.o('h1')}', '${on}')`);
    expect(
      await Promise.all(['2026-05-31', '2026-06-01', '2026-06-03', '2026-06-04'].map(absent)),
    ).toEqual([false, true, true, false]);
    expect(await may('distribute', 'h1')).toBe(true);
    expect(await g.ask(`present_on_roster('${g.u('jgc')}', 'distribute', 'a', '${day}')`)).toEqual([
      g.o('h2'),
    ]);
    expect(await g.ask(`present_on_roster('${g.u('fwc')}', 'distribute', 'a', '${day}')`)).toEqual(
      [],
    );
  });

  it('TJ84-6: a row is ended or voided by a further row, never changed', async () => {
    const id = idOf(await rostered('jgc', 'h1', 'distribute'));
    const ended = idOf(
      await rostered('jgc', 'h1', 'distribute', { replaces: id, until: '2026-03-31' }),
    );
    expect([
      await may('distribute', 'h1', 'a', '2026-03-31'),
      await may('distribute', 'h1', 'a', '2026-04-01'),
    ]).toEqual([true, false]);
    expect(await rostered('jgc', 'h1', 'distribute', { replaces: id })).toMatchObject({
      status: 409,
      body: { code: 'conflict', clause: 'TJ84-6', fields: [{ path: '/replaces' }] },
    });
    expect(
      (await rostered('jgc', 'h1', 'distribute', { replaces: ended, void: true })).status,
    ).toBe(201);
    expect(await may('distribute', 'h1', 'a', '2026-03-31')).toBe(false);
    expect(
      (await items(`/v1/rosters?officer=${g.o('h1')}`)).map(({ standing }) => standing),
    ).toEqual([false, false, false]);
    await expect(g.owner`delete from roster where officer_id = ${g.o('h1')}`).rejects.toThrow(
      'append-only',
    );
  });

  it('TJ84-6 cannot: replace what is of another person, duty, item or bureau, or is not there', async () => {
    const id = idOf(await rostered('jgc', 'h1', 'distribute'));
    for (const act of [
      rostered('jgc', 'h2', 'distribute', { replaces: id }),
      rostered('jgc', 'h1', 'supervise', { replaces: id }),
      rostered('jgc', 'h1', 'distribute', { replaces: id, item: 'a' }),
      rostered('jgc', 'h1', 'distribute', { replaces: 999_999_999 }),
      rostered('jgc', 'h1', 'distribute', { replaces: 1 }),
    ]) {
      expect(await act).toMatchObject({ status: 409, body: { code: 'conflict' } });
    }
  });

  it('TJ84-6: once removed from enforcement, nobody is authorised any more; their rows can still be ended', async () => {
    const id = idOf(await rostered('jgc', 'h1', 'supervise'));
    await g.owner`update officer set removed_on = '2026-06-01' where id = ${g.o('h1')}`;
    expect([
      await may('supervise', 'h1', 'a', '2026-05-31'),
      await may('supervise', 'h1', 'a', '2026-06-01'),
    ]).toEqual([true, false]);
    expect(
      (await rostered('jgc', 'h1', 'supervise', { replaces: id, until: '2026-05-31' })).status,
    ).toBe(201);
  });

  it('TJ84-6: somebody moved to another department is not authorised for the old one', async () => {
    await rostered('jgc', 'h1', 'supervise');
    await g.owner`update officer set unit_id = ${g.u('fwc')} where id = ${g.o('h1')}`;
    expect(await may('supervise', 'h1')).toBe(false);
  });

  it.each<[string, () => Promise<Answer>, string, string, string]>([
    [
      'an accepting department',
      () => rostered('jjzx', 'a1', 'distribute'),
      'not-supervising-department',
      'TJ84-3.1',
      '/unit',
    ],
    [
      'an officer of another department',
      () => rostered('jgc', 'h3', 'supervise'),
      'not-eligible',
      'TJ84-6',
      '/officer',
    ],
    [
      'a coordinator',
      () => rostered('jgc', 'c1', 'distribute'),
      'not-eligible',
      'TJ84-6',
      '/officer',
    ],
    [
      'somebody removed',
      () => rostered('jgc', 'gone', 'supervise'),
      'not-eligible',
      'TJ84-6',
      '/officer',
    ],
    [
      'nobody known',
      () => rostered('jgc', 'h99', 'supervise'),
      'unknown-reference',
      'TJ84-6',
      '/officer',
    ],
    [
      'an item of another department',
      () => rostered('jgc', 'h1', 'supervise', { item: 'f' }),
      'item-not-of-unit',
      'TJ84-6',
      '/item',
    ],
    [
      'an item of no list',
      () => rostered('jgc', 'h1', 'supervise', { item: 'zz' }),
      'item-not-of-unit',
      'TJ84-6',
      '/item',
    ],
  ])('TJ84-6 cannot: %s', async (_name, act, code, clause, path) => {
    expect(await act()).toMatchObject({ status: 422, body: { code, clause, fields: [{ path }] } });
  });

  it.each<[string, object, string]>([
    ['a third duty', { duty: 'check' }, '/duty'],
    ['an end before the beginning', { until: '2025-12-31' }, '/until'],
    ['a void of nothing', { void: true }, '/replaces'],
    ['no reason', { reason: undefined }, '/reason'],
  ])('bad input: %s', async (_name, more, path) =>
    expect(await rostered('jgc', 'h1', 'distribute', more)).toMatchObject({
      status: 400,
      body: { code: 'bad-input', fields: [{ path }] },
    }),
  );
});

it('the same said again writes nothing, so that a repeated request leaves no second row to be ended', async () => {
  const before = idOf(await appoint('jjzx', 'accepting', 'c1'));
  expect(await appoint('jjzx', 'accepting', 'c1')).toMatchObject({
    status: 200,
    body: { id: before },
  });
  expect((await appoint('jjzx', 'accepting', 'c2')).status).toBe(201);
  expect((await appoint('jjzx', 'accepting', 'c1')).status).toBe(201);
  const row = idOf(await rostered('jgc', 'h1', 'distribute'));
  expect(await rostered('jgc', 'h1', 'distribute')).toMatchObject({
    status: 200,
    body: { id: row },
  });
  const end = idOf(
    await rostered('jgc', 'h1', 'distribute', { replaces: row, until: '2026-03-31' }),
  );
  expect(
    await rostered('jgc', 'h1', 'distribute', { replaces: row, until: '2026-03-31' }),
  ).toMatchObject({ status: 200, body: { id: end } });
  expect((await rostered('jgc', 'h1', 'distribute')).status).toBe(201);
  const absence = idOf(await away('h1', '2026-06-01', '2026-06-02'));
  expect(await away('h1', '2026-06-01', '2026-06-02')).toMatchObject({
    status: 200,
    body: { id: absence },
  });
  const gone = idOf(
    await away('h1', '2026-06-01', '2026-06-02', { replaces: absence, void: true }),
  );
  expect(
    await away('h1', '2026-06-01', '2026-06-02', { replaces: absence, void: true }),
  ).toMatchObject({ status: 200, body: { id: gone } });
});

describe('absences', () => {
  it('are corrected by a further row: back earlier, or never away (TJ84-6)', async () => {
    const absent = (on: string) => g.ask<boolean>(`is_absent('${g.o('h1')}', '${on}')`);
    const id = idOf(await away('h1', '2026-06-01', '2026-06-30'));
    const shorter = idOf(await away('h1', '2026-06-01', '2026-06-10', { replaces: id }));
    expect([await absent('2026-06-10'), await absent('2026-06-11')]).toEqual([true, false]);
    await away('h1', '2026-06-01', '2026-06-10', { replaces: shorter, void: true });
    expect(await absent('2026-06-10')).toBe(false);
    expect(await items(`/v1/absences?officer=${g.o('h1')}&day=2026-06-05`)).toEqual([]);
    expect(await away('h2', '2026-06-01', '2026-06-10', { replaces: id })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  });

  it('are registered by the registrar or the head of the unit, for officers of the bureau', async () => {
    expect((await away('h1', '2026-06-01', '2026-06-02', {}, 'head')).status).toBe(201);
    expect(await away('h3', '2026-06-01', '2026-06-02', {}, 'head')).toMatchObject({
      status: 403,
      body: { code: 'not-authorised' },
    });
    expect(await away('h1', '2026-06-01', '2026-06-02', {}, 'h2')).toMatchObject({
      status: 403,
      body: { code: 'not-authorised' },
    });
    expect(await away('h1', '2026-06-01', '2026-06-02', { officer: 'o-jjzx-1' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-reference' },
    });
    expect(await away('h1', '2026-06-02', '2026-06-01')).toMatchObject({
      status: 400,
      body: { fields: [{ path: '/until' }] },
    });
  });

  it('why somebody is away is for the own unit, its superiors and those who supervise or register (X-4)', async () => {
    await away('h1', '2026-06-01', '2026-06-02');
    const told = async (by: string) =>
      (await items(`/v1/absences?unit=${g.u('jgc')}&day=2026-06-01`, by)).map(
        (row) => row['reason'],
      );
    expect([
      await told('h2'),
      await told('chief'),
      await told('reg'),
      await told('a1'),
      await told('c1'),
    ]).toEqual([['培训'], ['培训'], ['培训'], [null], [null]]);
    expect(await items(`/v1/absences?officer=${g.o('h1')}`, 'o-qy-1')).toEqual([]);
  });
});

describe('TJ84-15.7 the free record', () => {
  const note = (by: string, more: object = {}) =>
    g.post(by, '/v1/coordinator-records', {
      unit: g.u('jjzx'),
      side: 'accepting',
      on: '2026-06-01',
      text: '与监管部门核对接口',
      document: null,
      ...more,
    });
  beforeEach(async () => {
    await appoint('jjzx', 'accepting', 'c1', { substitute: g.o('c2') });
  });

  it('TJ84-15.7: whoever stood for the department that day puts on record what else was done; it stands', async () => {
    await away('c1', '2026-06-02', '2026-06-02');
    expect((await note('c1')).status).toBe(201);
    expect((await note('c2', { on: '2026-06-02' })).status).toBe(201);
    expect(await items(`/v1/coordinator-records?unit=${g.u('jjzx')}`)).toMatchObject([
      { officer: g.o('c2'), on: '2026-06-02' },
      { officer: g.o('c1'), text: '与监管部门核对接口' },
    ]);
    expect(await items(`/v1/coordinator-records?unit=${g.u('jjzx')}`, 'h1')).toEqual([]);
    await expect(
      g.owner`update coordinator_record set text = 'x' where unit_id = ${g.u('jjzx')}`,
    ).rejects.toThrow('append-only');
  });

  it('TJ84-15.7 cannot: somebody else, the other side, a day to come, nothing', async () => {
    expect(await note('c2')).toMatchObject({
      status: 403,
      body: { code: 'not-coordinator', clause: 'TJ84-15.7' },
    });
    expect(await note('c1', { side: 'supervising' })).toMatchObject({
      status: 403,
      body: { code: 'not-coordinator' },
    });
    expect(await note('c1', { on: '2199-01-01' })).toMatchObject({
      status: 422,
      body: { code: 'in-the-future', clause: 'TJ84-15.7' },
    });
    expect(await note('c1', { text: '' })).toMatchObject({
      status: 400,
      body: { code: 'bad-input' },
    });
    expect(await note('h1')).toMatchObject({ status: 403, body: { code: 'not-authorised' } });
  });
});
