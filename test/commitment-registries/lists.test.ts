/** The service list around a commitment case: TJ84-2 (of items), TJ84-3.1, TJ84-5.1; the basis of the day, TJ84-1, TJ84-12.1, TJ84-17/18. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sample } from '../../db/sample.ts';
import { given, person } from '../api/harness.ts';
import {
  fixture,
  itemOf,
  stopServer,
  paper,
  startServer,
  reason,
  type Fixture,
} from './fixtures.ts';

let g: Fixture;
beforeAll(async () => {
  g = await fixture(await startServer());
});
afterAll(() => stopServer(g));

const item = (id: string, changes: object = {}) => itemOf(g, id, changes);
const departments = (accepting: string, supervising: string) => ({
  departments: [{ accepting, supervising }],
});
let serial = 0;
/** Every test registers a version of its own, later than those before. */
const nextDay = () => `2030-01-${String(++serial).padStart(2, '0')}`;

describe('TJ84-3.1 the list in force', () => {
  it('TJ84-3.1: a version holds from its day until the next one begins, and an earlier day keeps the earlier version', async () => {
    const before = nextDay();
    const on = nextDay();
    expect(await g.put('reg', before, [item('a')])).toMatchObject({
      status: 201,
      body: { result: 'created', accepted: 1, refused: [] },
    });
    expect(
      await g.put('reg', on, [item('a', departments(g.u('jjzx'), g.u('fwc'))), item('b')]),
    ).toMatchObject({ status: 201 });
    const supervising = async (day: string) =>
      (await g.get('a1', `/v1/service-items/a?day=${day}`)).body as {
        version: number;
        departments: { supervising: string }[];
      };
    const [old, current] = [await supervising(before), await supervising(on)];
    expect([old.departments[0]!.supervising, current.departments[0]!.supervising]).toEqual([
      g.u('jgc'),
      g.u('fwc'),
    ]);
    expect(current.version).toBe(old.version + 1);
    expect((await g.get('a1', `/v1/service-items/b?day=${before}`)).status).toBe(404);
    expect((await g.get('a1', `/v1/service-lists/${on}`)).body).toMatchObject({
      effectiveFrom: on,
      version: current.version,
      document: paper(),
      reason,
      by: g.o('reg'),
      items: [{ id: 'a' }, { id: 'b' }],
    });
    expect((await g.get('a1', '/v1/service-lists/2029-12-31')).status).toBe(404);
    expect((await g.get('a1', '/v1/service-lists')).body).toMatchObject({
      items: [{ version: current.version }, { version: old.version }],
    });
  });

  it('TJ84-3.1: the supervising department comes from the mapping of item and accepting department, and from nothing else', async () => {
    const day = nextDay();
    const { body } = (await g.put('reg', day, [
      item('a', {
        departments: [
          { accepting: g.u('jjzx'), supervising: g.u('jgc') },
          { accepting: g.u('jd'), supervising: g.u('fwc') },
        ],
      }),
      item('b', departments(g.u('jd'), g.u('jgc'))),
    ])) as { body: { version: number } };
    const of = (id: string, accepting: string) =>
      g.ask(`supervising_unit_of('${g.bureau}', ${body.version}, '${id}', '${g.u(accepting)}')`);
    expect([
      await of('a', 'jjzx'),
      await of('a', 'jd'),
      await of('b', 'jd'),
      await of('b', 'jjzx'),
      await of('c', 'jd'),
    ]).toEqual([g.u('jgc'), g.u('fwc'), g.u('jgc'), null, null]);
    expect(
      (
        (await g.get('a1', `/v1/service-items?day=${day}&unit=${g.u('fwc')}`)).body as {
          items: { id: string }[];
        }
      ).items.map(({ id }) => id),
    ).toEqual(['a']);
  });

  it('TJ84-3.1: the same list again changes nothing', async () => {
    const day = nextDay();
    const two = {
      departments: [
        { accepting: g.u('jjzx'), supervising: g.u('jgc') },
        { accepting: g.u('jd'), supervising: g.u('jgc') },
      ],
    };
    const { body } = (await g.put('reg', day, [item('b'), item('a', two)])) as {
      body: { version: number };
    };
    expect(
      await g.put('reg', day, [
        item('a', { departments: two.departments.toReversed() }),
        item('b'),
      ]),
    ).toMatchObject({ status: 200, body: { result: 'unchanged', version: body.version } });
  });

  it('cannot overwrite a list in place, nor begin before one that stands (TJ84-3.1)', async () => {
    const [early, day] = [nextDay(), nextDay()];
    await g.put('reg', day, [item('a')]);
    const refused = {
      status: 409,
      body: {
        code: 'list-not-later',
        clause: 'TJ84-3.1',
        lawful: { en: expect.stringContaining('later day') },
      },
    };
    expect(await g.put('reg', day, [item('a', { name: '另一名称' })])).toMatchObject(refused);
    expect(await g.put('reg', early, [item('a')])).toMatchObject(refused);
    expect(await g.put('reg', early, [item('a')], '?dryRun=true')).toMatchObject(refused);
    const behind = {
      bureau: g.bureau,
      effectiveFrom: early,
      document: paper(),
      reason,
      by: 'x',
      items: [],
    };
    await expect(g.h.sql`select register_service_list(${g.h.sql.json(behind)})`).rejects.toThrow(
      'does not begin before what stands',
    );
    await expect(
      g.owner`update service_item set name = 'x' where bureau_id = ${g.bureau}`,
    ).rejects.toThrow('append-only');
    await expect(
      g.h
        .sql`insert into service_item (bureau_id, version, id, name, types) values (${g.bureau}, 1, 'z', 'z', '{}')`,
    ).rejects.toThrow('permission denied');
  });

  it('cannot begin under a result that is approved already: a case keeps the version of its approval (TJ84-3.1)', async () => {
    const [day, next, later] = [nextDay(), nextDay(), nextDay()];
    const { body } = (await g.put('reg', day, [item('a')])) as { body: { version: number } };
    await g.owner`insert into result (id, bureau_id, item_id, list_version, type, party_code, accepting_unit, supervising_unit, approved_on) values (${`r-${g.bureau}`}, ${g.bureau}, 'a', ${body.version}, 'certification', 'X', ${g.u('jjzx')}, ${g.u('jgc')}, ${next})`;
    expect(await g.put('reg', next, [item('a')])).toMatchObject({
      status: 409,
      body: { code: 'list-not-later', clause: 'TJ84-3.1' },
    });
    expect((await g.put('reg', later, [item('a')])).status).toBe(201);
  });

  it('is written by a registrar, for the own bureau, where TJ84 binds (X-11)', async () => {
    expect(await g.put('a1', nextDay(), [item('a')])).toMatchObject({
      status: 403,
      body: { code: 'not-authorised' },
    });
    const away = await g.h.ask('o-qy-admin', 'put', `/v1/service-lists/${nextDay()}`, {
      body: { document: paper(), reason, items: [item('a')] },
    });
    expect([away.status, away.body.code, away.body.clause]).toEqual([
      422,
      'no-legal-basis',
      'X-11',
    ]);
  });
});

describe('row by row', () => {
  it('a dry run names every row that would be refused, with reason and clause, and writes nothing', async () => {
    const day = nextDay();
    const { body, status } = await g.put(
      'reg',
      day,
      [item('a'), item('b', departments(g.u('ke'), g.u('jgc'))), { id: 'c' }, item('a')],
      '?dryRun=true',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      result: 'dry-run',
      version: null,
      accepted: 1,
      refused: [
        {
          index: 1,
          id: 'b',
          code: 'not-accepting-department',
          clause: 'TJ84-5.1',
          fields: [{ path: '/items/1/departments/0/accepting' }],
        },
        { index: 2, id: 'c', code: 'bad-input' },
        { index: 3, id: 'a', code: 'duplicate', clause: 'TJ84-3.1' },
      ],
    });
    expect((await g.put('reg', day, [item('a')])).status).toBe(201);
  });

  it('one bad row and nothing is registered', async () => {
    const day = nextDay();
    expect(
      await g.put('reg', day, [item('a'), item('b', departments(g.u('ke'), g.u('jgc')))]),
    ).toMatchObject({
      status: 422,
      body: {
        code: 'list-rows-refused',
        clause: 'TJ84-5.1',
        fields: [{ path: '/items/1/departments/0/accepting' }],
      },
    });
    expect(
      ((await g.get('a1', `/v1/service-lists/${day}`)).body as { effectiveFrom?: string })
        .effectiveFrom,
    ).not.toBe(day);
  });

  const refusedRow = async (changes: object) =>
    (
      (await g.put('reg', '2030-02-28', [item('a', changes)], '?dryRun=true')).body as {
        refused: { code: string; clause?: string; fields: { path: string }[] }[];
      }
    ).refused[0];

  it.each<[string, object, string]>([
    ['a third type of commitment', { types: ['notice'] }, '/items/0/types/0'],
    ['one type twice', { types: ['credit', 'credit'] }, '/items/0/types'],
    ['no types said', { types: undefined }, '/items/0/types'],
    ['an unknown licence', { licenceKind: 'driving-licence' }, '/items/0/licenceKind'],
    ['no name', { name: ' ' }, '/items/0/name'],
    ['a name with control characters', { name: 'a\u0007' }, '/items/0/name'],
    ['an id that is none', { id: 'a b' }, '/items/0/id'],
    [
      'a material twice',
      {
        materials: [
          { id: 'm', name: '甲' },
          { id: 'm', name: '乙' },
        ],
      },
      '/items/0/materials',
    ],
    ['a field that is not there', { supervisor: '某处' }, '/items/0/supervisor'],
  ])('TJ84-2 cannot: %s', async (_name, changes, path) => {
    expect(await refusedRow(changes)).toMatchObject({ code: 'bad-input', fields: [{ path }] });
  });

  it('TJ84-2: an item may allow one type, both, or none; none needs no departments', async () => {
    const day = nextDay();
    await g.put('reg', day, [
      item('a', { types: ['credit'] }),
      item('b', { types: ['certification', 'credit'] }),
      item('c', { types: [], departments: [] }),
    ]);
    const ids = async (type: string) =>
      (
        (await g.get('a1', `/v1/service-items?day=${day}&type=${type}`)).body as {
          items: { id: string }[];
        }
      ).items.map(({ id }) => id);
    expect([await ids('credit'), await ids('certification')]).toEqual([['a', 'b'], ['b']]);
  });

  it('TJ84-3.1 cannot: no mapping for an item on commitment; two supervisors for one acceptor; whoever does not supervise; a unit that is not ours', async () => {
    expect(await refusedRow({ departments: [] })).toMatchObject({
      code: 'no-mapping',
      clause: 'TJ84-3.1',
      fields: [{ path: '/items/0/departments' }],
    });
    expect(
      await refusedRow({
        departments: [
          { accepting: g.u('jjzx'), supervising: g.u('jgc') },
          { accepting: g.u('jjzx'), supervising: g.u('fwc') },
        ],
      }),
    ).toMatchObject({ code: 'bad-input', fields: [{ path: '/items/0/departments' }] });
    expect(await refusedRow(departments(g.u('jjzx'), g.u('ke')))).toMatchObject({
      code: 'not-supervising-department',
      clause: 'TJ84-3.1',
      fields: [{ path: '/items/0/departments/0/supervising' }],
    });
    expect(await refusedRow(departments(g.u('jjzx'), 'tj.jgc'))).toMatchObject({
      code: 'unknown-reference',
      clause: 'TJ84-3.1',
    });
    expect(await refusedRow(departments('nowhere', g.u('jgc')))).toMatchObject({
      code: 'unknown-reference',
    });
  });

  it('TJ84-3.1: one body on both sides is allowed and flagged', async () => {
    const { status, body } = await g.put('reg', nextDay(), [
      item('a', departments(g.u('both'), g.u('both'))),
    ]);
    expect(status).toBe(201);
    expect((body as { warnings: object[] }).warnings).toContainEqual(
      expect.objectContaining({ code: 'same-body', clause: 'TJ84-3.1', id: 'a' }),
    );
  });

  it.each(['jjzx', 'jszx', 'cgzx', 'qjj', 'jd'])(
    'TJ84-5.1: %s is of the closed list',
    async (name) => expect(await refusedRow(departments(g.u(name), g.u('jgc')))).toBeUndefined(),
  );
  it.each(['ke', 'jgc', 'ju'])('TJ84-5.1 cannot: %s accepts', async (name) =>
    expect(await refusedRow(departments(g.u(name), g.u('fwc')))).toMatchObject({
      code: 'not-accepting-department',
      clause: 'TJ84-5.1',
    }),
  );

  it('TJ84-15.0: departments without a coordinator are warned about, and that is no bar', async () => {
    const { status, body } = await g.put('reg', nextDay(), [item('a')]);
    expect(status).toBe(201);
    expect(
      (body as { warnings: { code: string; clause: string; field: string }[] }).warnings.filter(
        ({ code }) => code === 'no-coordinator',
      ),
    ).toEqual([
      expect.objectContaining({ clause: 'TJ84-15.0', field: '/departments/0/accepting' }),
      expect.objectContaining({ field: '/departments/0/supervising' }),
    ]);
  });

  it('TJ84-15.0 cannot: a new mapping that gives both sides one coordinator', async () => {
    for (const [unit, side] of [
      ['qjj', 'accepting'],
      ['fwc', 'supervising'],
    ] as const) {
      expect(
        (
          await g.post('reg', '/v1/coordinators', {
            unit: g.u(unit),
            side,
            officer: g.o('c6'),
            substitute: null,
            from: '2030-01-01',
            until: null,
            reason,
          })
        ).status,
      ).toBe(201);
    }
    expect(await refusedRow(departments(g.u('qjj'), g.u('fwc')))).toMatchObject({
      code: 'same-coordinator',
      clause: 'TJ84-15.0',
      fields: [{ path: '/items/0/departments/0' }],
    });
    expect(await refusedRow(departments(g.u('qjj'), g.u('jgc')))).toBeUndefined();
  });
});

describe('the basis of a day', () => {
  const basis = (day: string, stated?: string) =>
    g.get('a1', `/v1/legal-bases/${day}${stated === undefined ? '' : `?basis=${stated}`}`);

  it('TJ84-1, TJ84-12.1: what is approved from 2021-09-22 on stands under this text, and its version is kept', async () => {
    expect(await basis('2021-09-22')).toMatchObject({
      status: 200,
      body: {
        instrument: 'TJ84',
        number: '津医保局发〔2021〕84号',
        version: '2021-09-22',
        force: 'binding',
      },
    });
    expect((await basis('2026-11-22', 'TJ84')).status).toBe(200);
  });
  it('TJ84-17/18: before that day the older rule governs, and the new one cannot be stated', async () => {
    expect(await basis('2021-09-21')).toMatchObject({
      status: 200,
      body: { instrument: 'TJ55', number: '津医保局发〔2019〕55号' },
    });
    expect(await basis('2021-09-21', 'TJ84')).toMatchObject({
      status: 422,
      body: { code: 'wrong-basis', clause: 'TJ84-17/18', lawful: { en: 'State TJ55' } },
    });
    expect(await basis('2021-09-22', 'TJ55')).toMatchObject({
      status: 422,
      body: { code: 'wrong-basis', clause: 'TJ84-17/18', lawful: { en: 'State TJ84' } },
    });
  });
  it('TJ84-1 cannot: an unknown basis', async () => {
    for (const stated of ['TJ51', 'TJ99', '', 'constructor'])
      expect(await basis('2026-11-22', stated)).toMatchObject({
        status: 422,
        body: { code: 'unknown-basis', clause: 'TJ84-1' },
      });
  });
  it('X-11 cannot: a day on which not even the older rule is certain; a bureau that none of them binds', async () => {
    expect(await basis('2019-12-31')).toMatchObject({
      status: 422,
      body: { code: 'no-legal-basis', clause: 'X-11' },
    });
    expect(await g.get('o-qy-1', '/v1/legal-bases/2026-11-22')).toMatchObject({
      status: 422,
      body: { code: 'no-legal-basis', clause: 'X-11' },
    });
  });
});

describe('management periods', () => {
  it('are settings of the bureau, and a wrong or unknown one is refused', async () => {
    const put = (commitment: object) =>
      g.h.ask(g.o('reg'), 'put', `/v1/bureaus/${g.bureau}`, {
        body: {
          name: '测试局',
          area: '120000',
          receivingSystem: 'duban',
          adoptions: [],
          settings: { commitment },
        },
      });
    expect(
      (await put({ acknowledgeDays: 7, officeHours: { opens: '08:30', closes: '17:00' } })).status,
    ).toBe(200);
    for (const wrong of [
      { acknowledgeDays: 0 },
      { archivedays: 1 },
      { consultationMonths: 13 },
      { officeHours: { opens: '17:00', closes: '09:00' } },
      { officeHours: { opens: '9:00', closes: '17:00' } },
    ]) {
      const answer = await put(wrong);
      expect([answer.status, answer.body.code], JSON.stringify(wrong)).toEqual([400, 'bad-input']);
    }
  });
});

it('the invented bureau has a list with items of every kind, and its departments are what the list says (TJ84-5.1)', async () => {
  await given(g.h.sql, 'officers', person(g.o('look'), 'tj.fgk', ['regulator']));
  const { body } = (await g.get('look', '/v1/service-items?day=2026-03-02')) as {
    body: {
      items: {
        id: string;
        types: string[];
        licenceKind: string | null;
        departments: { accepting: string }[];
      }[];
    };
  };
  expect(new Set(body.items.map(({ types }) => types.join()))).toEqual(
    new Set(['certification', 'credit', 'certification,credit', '']),
  );
  expect(body.items.filter(({ licenceKind }) => licenceKind !== null).length).toBeGreaterThan(1);
  const roles = new Map(sample.units.map((unit) => [unit.id, unit.roles.join()]));
  expect(
    new Set(
      body.items.flatMap(({ departments: all }) =>
        all.map(({ accepting }) => roles.get(accepting)!.split(',')[0]),
      ),
    ),
  ).toEqual(
    new Set([
      'city-fund-centre',
      'settlement-centre',
      'procurement-centre',
      'district-fund-centre',
      'street-service-office',
    ]),
  );
});
