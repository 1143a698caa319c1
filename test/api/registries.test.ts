/** 登记簿: every route with its success and its refusals. TJ51-9.1, TJ51-10, TJ51-19, X-4, X-11. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creditCheckCharacter } from '../../domain/registry/codes.ts';
import type {
  Institution,
  Officer,
  Practitioner,
  RegistryName,
} from '../../domain/registry/shapes.ts';
import { close, given, harness, person, type Harness } from './harness.ts';

let h: Harness;
/** Rows of this file only: the database is shared by the run. */
const run = Date.now().toString(36);
const code = (n: number): string => String(n).padStart(5, '0');
const credit = (n: number): string => {
  const first = `92130000MARG${code(n)}`;
  return first + creditCheckCharacter(first);
};
const documentOf = (id: string) => ({ id, sha256: 'ab'.repeat(32), where: '档案室' });

type Body<R> = Omit<R, 'id'> & { reason?: string };
const agreement = (number: string, more = {}) => ({
  number,
  startsOn: '2026-01-01',
  endsOn: '2027-12-31',
  clauses: [{ id: '第1条', covers: ['suspension'] }],
  faceRecognitionReady: true,
  ...more,
});
const institution = (n: number, more: object = {}): Body<Institution> =>
  ({
    bureau: 'rt',
    nhsaCode: `H130000${code(n)}`,
    creditCode: credit(n),
    name: '登记测试医院',
    kind: 'hospital',
    ownership: 'unknown',
    area: '130000',
    agreement: agreement('A1'),
    status: 'designated',
    ...more,
  }) as Body<Institution>;
const practitioner = (n: number, more: object = {}): Body<Practitioner> =>
  ({
    bureau: 'rt',
    nhsaCode: `D1300000${code(n)}`,
    name: '登记测试医师',
    kind: 'physician',
    agreement: null,
    status: 'qualified',
    institutions: ['rt-i-base'],
    ...more,
  }) as Body<Practitioner>;
const officer = (more: Partial<Officer> = {}): Body<Officer> => {
  const { id: _id, ...rest } = person('x', 'rt.ju', ['handler'], more);
  return rest;
};

beforeAll(async () => {
  h = await harness();
  await given(h.sql, 'bureaus', {
    id: 'rt',
    name: '登记测试局',
    area: '130300',
    receivingSystem: 'duban',
    adoptions: [],
    settings: {},
  });
  await given(h.sql, 'units', {
    id: 'rt.ju',
    bureau: 'rt',
    name: '局',
    roles: [],
    superior: null,
    contacts: [],
  });
  await given(h.sql, 'officers', person('o-rt-reg', 'rt.ju', ['registrar']));
  await given(h.sql, 'officers', person('o-rt-look', 'rt.ju', ['regulator']));
  await given(
    h.sql,
    'officers',
    person('s-rt-oa', 'rt.ju', ['receiving-system'], { kind: 'system' }),
  );
  await given(h.sql, 'institutions', { id: 'rt-i-base', ...institution(90000) } as Institution);
});
afterAll(() => close(h));

const put = (name: RegistryName, id: string, body: object, caller = 'o-rt-reg') =>
  h.ask(caller, 'put', `/v1/${name}/${id}`, { body });
const get = (url: string, caller = 'o-rt-reg', headers = {}) =>
  h.ask(caller, 'get', url, { headers });
const changes = async (registry: string, id: string) =>
  h.sql`select changed_by, reason, before, after from registry_change where registry = ${registry} and entity_id = ${id} order by id`;
const wrong = (answer: { body: { fields?: { path: string }[] } }) =>
  answer.body.fields?.map(({ path }) => path);

describe('PUT, one row', () => {
  it('creates, changes and leaves alone; each change is one dated row with before, after, who and why', async () => {
    const id = `rt-i-${run}a`;
    const created = await put('institutions', id, institution(1, { reason: '新增定点' }));
    expect([created.status, created.body]).toEqual([201, { id, result: 'created', warnings: [] }]);
    expect(
      (await put('institutions', id, institution(1, { reason: '再次提交' }))).body.result,
    ).toBe('unchanged');
    const changed = await put(
      'institutions',
      id,
      institution(1, { ownership: 'private', reason: '核实所有制' }),
    );
    expect([changed.status, changed.body.result]).toEqual([200, 'changed']);
    const rows = await changes('institution', id);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      changed_by: 'o-rt-reg',
      reason: '新增定点',
      before: null,
      after: { id, ownership: 'unknown' },
    });
    expect(rows[1]).toMatchObject({
      reason: '核实所有制',
      before: { ownership: 'unknown' },
      after: { ownership: 'private' },
    });
    expect((await get(`/v1/institutions/${id}`)).body).toMatchObject({
      id,
      ownership: 'private',
      agreement: { number: 'A1' },
    });
  });

  it('writes the row and its change together or not at all, also when two registrars write the same new row at once', async () => {
    const id = `rt-i-${run}b`;
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => put('institutions', id, institution(2))),
    );
    expect(answers.map((a) => a.body.result).sort()).toEqual([
      'created',
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    expect(await changes('institution', id)).toHaveLength(1);
  });

  it.each<[RegistryName, string, () => object]>([
    [
      'bureaus',
      'rt',
      () => ({
        name: '登记测试局',
        area: '130300',
        receivingSystem: 'duban',
        adoptions: [],
        settings: { rapidResponse: { reviewDays: 30, threeDays: 'working' } },
      }),
    ],
    [
      'units',
      'rt.k1',
      () => ({
        bureau: 'rt',
        name: '科',
        roles: ['payment-division'],
        superior: 'rt.ju',
        contacts: [{ duty: 'filing', officer: 'o-rt-reg', phone: '0335-1234567' }],
      }),
    ],
    [
      'officers',
      'o-rt-new',
      () =>
        officer({
          certificate: {
            number: '冀A001',
            kind: '行政执法证',
            validFrom: '2026-01-01',
            validUntil: '2028-01-01',
          } as never,
        }),
    ],
    ['practitioners', 'rt-p-new', () => practitioner(1)],
  ])('%s can be written and read back', async (name, id, body) => {
    const answer = await put(name, id, body());
    expect([200, 201]).toContain(answer.status);
    expect((await get(`/v1/${name}/${id}`)).body).toMatchObject({ id, ...body() });
  });

  it('refuses whoever is no registrar', async () => {
    const answer = await put('institutions', 'rt-i-x', institution(3), 'o-rt-look');
    expect([answer.status, answer.body.code]).toEqual([403, 'not-authorised']);
  });

  it('refuses a registrar of another bureau, whichever way the row points', async () => {
    for (const [caller, body] of [
      ['o-admin', institution(4)],
      ['o-rt-reg', institution(4, { bureau: 'tj' })],
    ] as const) {
      expect((await put('institutions', 'rt-i-y', body, caller)).body.code).toBe('other-bureau');
    }
    expect((await put('institutions', 'i-001', institution(4))).body.code).toBe('other-bureau');
    expect((await put('officers', 'o-rt-mv', officer({ unit: 'tj.jds' }))).body.code).toBe(
      'other-bureau',
    );
    expect((await put('officers', 'o-zfc-2', officer())).body.code).toBe('other-bureau');
    expect(
      (
        await put('bureaus', 'tj', {
          name: 'x',
          area: '120000',
          receivingSystem: 'duban',
          adoptions: [],
          settings: {},
        })
      ).body.code,
    ).toBe('other-bureau');
  });

  it('lets an administrator start a bureau that has no registrar yet, and no longer', async () => {
    const id = `n${run}`;
    const bureau = {
      name: '新局',
      area: '110000',
      receivingSystem: 'duban',
      adoptions: [],
      settings: {},
    };
    expect((await put('bureaus', id, bureau)).body.code).toBe('other-bureau');
    expect((await put('bureaus', id, bureau, 'o-admin')).status).toBe(201);
    expect(
      (
        await put(
          'units',
          `${id}.ju`,
          { bureau: id, name: '局', roles: [], superior: null, contacts: [] },
          'o-admin',
        )
      ).status,
    ).toBe(201);
    expect(
      (
        await put(
          'officers',
          `o-${id}`,
          officer({ unit: `${id}.ju`, roles: ['registrar'] }),
          'o-admin',
        )
      ).status,
    ).toBe(201);
    expect((await put('bureaus', id, { ...bureau, name: '改名' }, 'o-admin')).body.code).toBe(
      'other-bureau',
    );
  });

  it.each<[string, RegistryName, () => object, string[]]>([
    [
      'a wrong check character',
      'institutions',
      () =>
        institution(5, {
          creditCode: `${credit(5).slice(0, 17)}${credit(5)[17] === '0' ? '1' : '0'}`,
        }),
      ['/creditCode'],
    ],
    [
      'a missing ownership: unknown is written, never assumed (X-9)',
      'institutions',
      () => institution(5, { ownership: undefined }),
      ['/ownership'],
    ],
    [
      'a national code that fits the other kind',
      'institutions',
      () => institution(5, { kind: 'pharmacy' }),
      ['/nhsaCode'],
    ],
    ['a control character', 'institutions', () => institution(5, { name: 'a\u0000b' }), ['/name']],
    ['half a surrogate pair', 'institutions', () => institution(5, { name: 'a\ud800' }), ['/name']],
    [
      'an agreement that ends before it begins',
      'institutions',
      () => institution(5, { agreement: agreement('A1', { endsOn: '2025-01-01' }) }),
      ['/agreement/endsOn'],
    ],
    [
      'an agreement without the flag of face recognition',
      'institutions',
      () => institution(5, { agreement: agreement('A1', { faceRecognitionReady: undefined }) }),
      ['/agreement/faceRecognitionReady'],
    ],
    [
      'a day that does not exist',
      'institutions',
      () => institution(5, { agreement: agreement('A1', { endsOn: '2027-02-29' }) }),
      ['/agreement/endsOn'],
    ],
    [
      'an unknown field',
      'units',
      () => ({
        bureau: 'rt',
        name: 'x',
        roles: [],
        superior: null,
        contacts: [],
        head: 'o-rt-reg',
      }),
      ['/head'],
    ],
    [
      'a practitioner without institution (TJ51-9.1)',
      'practitioners',
      () => practitioner(5, { institutions: [] }),
      ['/institutions'],
    ],
    [
      'the same institution twice',
      'practitioners',
      () => practitioner(5, { institutions: ['rt-i-base', 'rt-i-base'] }),
      ['/institutions'],
    ],
    [
      'a role that does not exist',
      'officers',
      () => officer({ roles: ['emperor' as never] }),
      ['/roles/0'],
    ],
    [
      'a setting that does not exist',
      'bureaus',
      () => ({
        name: 'x',
        area: '130300',
        receivingSystem: 'duban',
        adoptions: [],
        settings: { rapidResponse: { fourDays: 1 } },
      }),
      ['/settings/rapidResponse/fourDays'],
    ],
    [
      'a setting out of its range',
      'bureaus',
      () => ({
        name: 'x',
        area: '130300',
        receivingSystem: 'duban',
        adoptions: [],
        settings: { rapidResponse: { reviewDays: 0 } },
      }),
      ['/settings/rapidResponse/reviewDays'],
    ],
  ])('refuses %s with a 400 that names the field', async (_name, registry, body, fields) => {
    const answer = await put(
      registry,
      registry === 'bureaus' ? 'rt' : registry === 'units' ? 'rt.x' : 'rt-x5',
      body(),
    );
    expect([answer.status, answer.body.code, wrong(answer)]).toEqual([400, 'bad-input', fields]);
  });

  it('TJ51-9.1: refuses a code that another registration has', async () => {
    await put('institutions', `rt-i-${run}c`, institution(6));
    const nhsa = await put(
      'institutions',
      `rt-i-${run}d`,
      institution(7, { nhsaCode: institution(6).nhsaCode }),
    );
    expect([nhsa.status, nhsa.body.code, nhsa.body.clause, wrong(nhsa)]).toEqual([
      409,
      'duplicate',
      'TJ51-9.1',
      ['/nhsaCode'],
    ]);
    const creditCode = await put(
      'institutions',
      `rt-i-${run}d`,
      institution(7, { creditCode: credit(6) }),
    );
    expect([creditCode.body.code, wrong(creditCode)]).toEqual(['duplicate', ['/creditCode']]);
    await put('practitioners', `rt-p-${run}c`, practitioner(6));
    expect((await put('practitioners', `rt-p-${run}d`, practitioner(6))).body.code).toBe(
      'duplicate',
    );
  });

  it.each<[string, RegistryName, string, () => object, string[]]>([
    [
      'an institution of a bureau',
      'practitioners',
      'rt-x8',
      () => practitioner(8, { institutions: ['rt-i-base', 'rt-i-none'] }),
      ['/institutions/1'],
    ],
    [
      'a superior',
      'units',
      'rt.x8',
      () => ({ bureau: 'rt', name: 'x', roles: [], superior: 'rt.none', contacts: [] }),
      ['/superior'],
    ],
    [
      'a contact',
      'units',
      'rt.x8',
      () => ({
        bureau: 'rt',
        name: 'x',
        roles: [],
        superior: null,
        contacts: [{ duty: 'd', officer: 'o-none', phone: null }],
      }),
      ['/contacts/0/officer'],
    ],
    [
      'a receiving system',
      'bureaus',
      'rt',
      () => ({
        name: 'x',
        area: '130300',
        receivingSystem: 'oa:s-none',
        adoptions: [],
        settings: {},
      }),
      ['/receivingSystem'],
    ],
    [
      'a receiving system that is a person',
      'bureaus',
      'rt',
      () => ({
        name: 'x',
        area: '130300',
        receivingSystem: 'oa:o-rt-reg',
        adoptions: [],
        settings: {},
      }),
      ['/receivingSystem'],
    ],
    ['a unit', 'officers', 'o-x8', () => officer({ unit: 'rt.none' }), ['/unit']],
  ])(
    'refuses a reference to %s that is not registered',
    async (_name, registry, id, body, fields) => {
      const answer = await put(registry, id, body());
      expect([answer.status, answer.body.code, wrong(answer)]).toEqual([
        422,
        'unknown-reference',
        fields,
      ]);
    },
  );

  it('TJ51-A1-X1: accepts a registered office system as the one whose stamp is the receipt', async () => {
    const bureau = { name: '登记测试局', area: '130300', adoptions: [], settings: {} };
    expect((await put('bureaus', 'rt', { ...bureau, receivingSystem: 'oa:s-rt-oa' })).status).toBe(
      200,
    );
    expect((await put('bureaus', 'rt', { ...bureau, receivingSystem: 'duban' })).status).toBe(200);
  });

  it('refuses a circle of superiors', async () => {
    const unit = (superior: string | null) => ({
      bureau: 'rt',
      name: 'x',
      roles: [],
      superior,
      contacts: [],
    });
    for (const [id, superior] of [
      ['rt.c1', null],
      ['rt.c2', 'rt.c1'],
      ['rt.c3', 'rt.c2'],
    ] as const)
      await put('units', id, unit(superior));
    expect((await put('units', 'rt.c1', unit('rt.c3'))).body.code).toBe('superior-cycle');
    expect((await put('units', 'rt.c1', unit('rt.c1'))).body.code).toBe('superior-cycle');
    expect((await put('units', 'rt.c3', unit('rt.c1'))).status).toBe(200);
  });
});

describe('officers', () => {
  it('TJ51-19.2: a removal is final; only a new record with its document brings the officer back', async () => {
    const id = `o-rt-${run}r`;
    expect((await put('officers', id, officer({ removedOn: '2026-05-06' as never }))).status).toBe(
      201,
    );
    const back = await put('officers', id, officer());
    expect([back.status, back.body.code, back.body.clause]).toEqual([
      422,
      'removal-is-final',
      'TJ51-19.2',
    ]);
    expect(back.body.lawful.zh).toContain('newRecord');
    expect(
      (await put('officers', id, officer({ removedOn: '2026-05-07' as never }))).body.code,
    ).toBe('removal-is-final');
    const again = officer({ newRecord: documentOf('录用-1'.replace('录用', 'HR')) as never });
    expect((await put('officers', id, again)).body.result).toBe('changed');
    expect((await put('officers', id, { ...again, removedOn: '2026-06-01' })).body.result).toBe(
      'changed',
    );
    expect((await put('officers', id, again)).body.code).toBe('removal-is-final');
    expect(
      (await put('officers', id, { ...again, newRecord: null, removedOn: '2026-06-01' })).body.code,
    ).toBe('removal-is-final');
  });

  it('nobody changes their own record; only an administrator makes an administrator', async () => {
    expect(
      (await put('officers', 'o-rt-reg', officer({ roles: ['registrar', 'head'] }))).body.code,
    ).toBe('own-record');
    expect(
      (await put('officers', `o-rt-${run}a`, officer({ roles: ['administrator'] }))).body.code,
    ).toBe('not-authorised');
  });

  it('a system stamps receipt and does nothing else; a person never does', async () => {
    for (const body of [
      officer({ roles: ['receiving-system'] }),
      officer({ kind: 'system', roles: ['head'] }),
    ]) {
      expect((await put('officers', `o-rt-${run}s`, body)).body).toMatchObject({
        code: 'role-not-for-kind',
        clause: 'TJ51-A1-X1',
      });
    }
  });

  it.each<[string, Partial<Officer>, string]>([
    ['a removal in the future', { removedOn: '2199-01-01' as never }, '/removedOn'],
    [
      'a letter signed in the future',
      { commitmentSignedOn: '2199-01-01' as never },
      '/commitmentSignedOn',
    ],
    [
      'validity without a letter',
      { commitmentValidUntil: '2027-01-01' as never },
      '/commitmentValidUntil',
    ],
    [
      'validity before the letter',
      { commitmentSignedOn: '2026-01-02' as never, commitmentValidUntil: '2026-01-01' as never },
      '/commitmentValidUntil',
    ],
  ])('refuses %s', async (_name, more, field) => {
    const answer = await put('officers', `o-rt-${run}d`, officer(more));
    expect([answer.status, wrong(answer)]).toEqual([400, [field]]);
  });
});

describe('institutions and practitioners', () => {
  it('TJ51-13.2: status goes its ways only; after 终止 a new agreement is needed', async () => {
    const id = `rt-i-${run}s`;
    const to = (status: string, number = 'A1') =>
      put('institutions', id, institution(11, { status, agreement: agreement(number) }));
    await to('designated');
    expect((await to('suspended')).body.result).toBe('changed');
    expect((await to('not-designated')).body.code).toBe('invalid-status-change');
    expect((await to('terminated')).body.result).toBe('changed');
    expect((await to('suspended')).body.code).toBe('invalid-status-change');
    expect((await to('designated')).body).toMatchObject({
      code: 'new-agreement-required',
      clause: 'TJ51-13.2',
    });
    expect((await to('designated', 'A2')).body.result).toBe('changed');
  });

  it('a practitioner cancelled comes back with a new agreement only', async () => {
    const id = `rt-p-${run}s`;
    const own = (number: string) => ({
      number,
      startsOn: '2026-01-01',
      endsOn: '2027-12-31',
      clauses: [],
    });
    const to = (status: string, number = 'P1') =>
      put('practitioners', id, practitioner(11, { status, agreement: own(number) }));
    await to('qualified');
    await to('cancelled');
    expect((await to('suspended')).body.code).toBe('invalid-status-change');
    expect((await to('qualified')).body.code).toBe('new-agreement-required');
    expect((await to('qualified', 'P2')).body.result).toBe('changed');
  });

  it('a designated institution has an agreement', async () => {
    expect(
      (await put('institutions', `rt-i-${run}n`, institution(12, { agreement: null }))).body.code,
    ).toBe('agreement-required');
    expect(
      (
        await put(
          'institutions',
          `rt-i-${run}n`,
          institution(12, { agreement: null, status: 'not-designated' }),
        )
      ).status,
    ).toBe(201);
  });

  it('TJ51-10: opening an agreement without face recognition warns, or is blocked where the bureau chose so', async () => {
    const bureau = { name: '登记测试局', area: '130300', receivingSystem: 'duban', adoptions: [] };
    const without = institution(13, {
      agreement: agreement('A1', { faceRecognitionReady: false }),
    });
    await put('bureaus', 'rt', { ...bureau, settings: { rapidResponse: { faceGate: 'block' } } });
    expect((await put('institutions', `rt-i-${run}f`, without)).body).toMatchObject({
      status: 422,
      code: 'face-recognition-missing',
      clause: 'TJ51-10',
    });
    await put('bureaus', 'rt', { ...bureau, settings: {} });
    expect((await put('institutions', `rt-i-${run}f`, without)).body).toMatchObject({
      result: 'created',
      warnings: [{ code: 'face-recognition-missing', clause: 'TJ51-10' }],
    });
  });

  it('多点执业: the institutions of registration follow each change', async () => {
    const id = `rt-p-${run}m`;
    await put('institutions', `rt-i-${run}m`, institution(14));
    await put(
      'practitioners',
      id,
      practitioner(14, { institutions: ['rt-i-base', `rt-i-${run}m`] }),
    );
    expect(
      (
        await put(
          'practitioners',
          id,
          practitioner(14, { institutions: [`rt-i-${run}m`, 'rt-i-base'] }),
        )
      ).body.result,
    ).toBe('unchanged');
    await put('practitioners', id, practitioner(14, { institutions: [`rt-i-${run}m`] }));
    expect((await get(`/v1/practitioners/${id}`)).body.institutions).toEqual([`rt-i-${run}m`]);
    expect(
      (await get(`/v1/practitioners?institution=rt-i-${run}m`)).body.items.map(
        (p: { id: string }) => p.id,
      ),
    ).toEqual([id]);
  });
});

describe('reading', () => {
  it('X-11: a bureau shows the instruments that bind it, and what it adopted', async () => {
    const { body } = await get('/v1/bureaus/tj');
    expect(
      body.instruments.map(
        (i: { id: string; basis: string; validity: string }) => `${i.id} ${i.basis} ${i.validity}`,
      ),
    ).toEqual([
      'TJ51 binding unchecked',
      'TJ84 binding unchecked',
      'TJ55 binding unchecked',
      'TJ19 binding unchecked',
    ]);
    await put('bureaus', 'rt', {
      name: '登记测试局',
      area: '130300',
      receivingSystem: 'duban',
      adoptions: [{ instrument: 'TJ51', decidedOn: '2026-01-01', document: documentOf('D-1') }],
      settings: {},
    });
    expect(
      (await get('/v1/bureaus/rt')).body.instruments.map(
        (i: { id: string; basis: string }) => `${i.id} ${i.basis}`,
      ),
    ).toEqual(['TJ51 adopted', 'QHD binding']);
  });

  it('X-4: names of practitioners and phones of officers are for callers of the same bureau', async () => {
    for (const [url, field] of [
      ['/v1/practitioners/p-001', 'name'],
      ['/v1/officers/o-jds-1', 'phone'],
    ] as const) {
      expect((await get(url, 'o-zfc-1')).body).toMatchObject({
        [field]: expect.any(String),
        withheld: [],
      });
      expect((await get(url, 'o-qy-1')).body).toMatchObject({ [field]: null, withheld: [field] });
    }
    expect((await get('/v1/units/tj.jds', 'o-zfc-1')).body.contacts[0].phone).toBe('022-00000000');
    expect((await get('/v1/units/tj.jds', 'o-qy-1')).body).toMatchObject({
      contacts: [{ phone: null }],
      withheld: ['contacts.phone'],
    });
    const list = await get('/v1/practitioners?bureau=tj', 'o-qy-1');
    expect(list.body.items.length).toBeGreaterThanOrEqual(4);
    expect(list.text).not.toContain('丑一');
    expect((await get('/v1/practitioners?bureau=tj&format=csv', 'o-qy-1')).text).not.toContain(
      '丑一',
    );
  });

  it('what is not registered is not found', async () => {
    for (const name of ['bureaus', 'units', 'officers', 'institutions', 'practitioners'])
      expect((await get(`/v1/${name}/none`)).status).toBe(404);
  });

  it('pages through a list with Link, each row once, filters kept', async () => {
    const seen: string[] = [];
    let url: string | undefined = '/v1/officers?bureau=tj&limit=4';
    while (url) {
      const answer: Awaited<ReturnType<typeof get>> = await get(url);
      seen.push(...answer.body.items.map((o: { id: string }) => o.id));
      expect(answer.body.items.length).toBeLessThanOrEqual(4);
      url = /^<(.*)>; rel="next"$/.exec(answer.headers['link'] ?? '')?.[1];
      expect(Boolean(url)).toBe(answer.body.next !== null);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(['o-jds-1', 'o-zfc-1', 's-oa']));
    expect(seen).not.toContain('o-qy-1');
  });

  it.each([
    'x',
    'e30',
    'bnVsbA',
    Buffer.from('{"after":"a\\u0000"}').toString('base64url'),
    Buffer.from('{"after":["a"]}').toString('base64url'),
  ])('refuses a cursor that is not ours: %s', async (cursor) => {
    const answer = await get(`/v1/units?cursor=${cursor}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'bad-cursor']);
  });

  it.each([
    ['/v1/units?role=supervision-body&bureau=tj', ['tj.jds']],
    ['/v1/institutions?bureau=tj&ownership=unknown', ['i-003']],
    ['/v1/institutions?code=H12000000001', ['i-001']],
    ['/v1/officers?role=legal-reviewer&bureau=tj', ['o-law-1']],
    ['/v1/practitioners?institution=i-002', ['p-002']],
    ['/v1/officers?ids=o-zfc-1,nobody,o-jds-1', ['o-jds-1', 'o-zfc-1']],
    ['/v1/units?ids=tj.zfc', ['tj.zfc']],
    ['/v1/institutions?bureau=qy&area=621000&status=designated', ['i-101']],
  ])('filters %s', async (url, expected) => {
    expect((await get(url)).body.items.map((row: { id: string }) => row.id)).toEqual(expected);
  });

  it('filters bureaus by their area', async () => {
    const areas = async (area: string) =>
      (await get(`/v1/bureaus?area=${area}`)).body.items.map(
        (row: { area: string }) => row.area,
      ) as string[];
    // Areas of its own: elsewhere stand bureaus with settings that other tests wrote past the registry.
    await given(h.sql, 'bureaus', {
      id: 'rt-far',
      name: '登记测试外局',
      area: '130400',
      receivingSystem: 'duban',
      adoptions: [],
      settings: {},
    });
    for (const area of ['130300', '130400'])
      expect(new Set(await areas(area))).toEqual(new Set([area]));
    expect(await areas('710001')).toEqual([]);
  });

  it('says 304 to whoever has it already', async () => {
    for (const [url, form] of [
      ['/v1/bureaus/qy', /^"/],
      ['/v1/institutions?bureau=qy', /^W\/"/],
    ] as const) {
      const first = await get(url);
      const tag = first.headers['etag']!;
      expect(tag).toMatch(form);
      const again = await get(url, 'o-rt-reg', { 'If-None-Match': `"other", ${tag}` });
      expect([again.status, again.text]).toEqual([304, '']);
      expect((await get(url, 'o-rt-reg', { 'If-None-Match': '"other"' })).status).toBe(200);
    }
  });

  it('as a table: by Accept or by parameter, with a byte-order mark, formulas disarmed', async () => {
    await put(
      'institutions',
      `rt-i-${run}q`,
      institution(20, { name: '=HYPERLINK("http://x","y")' }),
    );
    for (const answer of [
      await get('/v1/institutions?bureau=rt&format=csv'),
      await get('/v1/institutions?bureau=rt', 'o-rt-reg', { Accept: 'text/csv' }),
    ]) {
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(answer.headers['content-disposition']).toBe('attachment; filename="institutions.csv"');
      expect(answer.text.startsWith('\uFEFF"编号","医保局"')).toBe(true);
      expect(answer.text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    }
    expect(
      (await get('/v1/institutions?bureau=rt&format=json', 'o-rt-reg', { Accept: 'text/csv' }))
        .headers['content-type'],
    ).toMatch(/json/);
  });
});

describe('history', () => {
  it('shows registrars and regulators of the bureau who changed what, the latest first', async () => {
    const id = `rt-i-${run}h`;
    for (const ownership of ['unknown', 'public', 'private'])
      await put('institutions', id, institution(21, { ownership, reason: `改为${ownership}` }));
    const first = await get(`/v1/institutions/${id}/changes?limit=2`, 'o-rt-look');
    expect(first.body.items.map((c: { reason: string }) => c.reason)).toEqual([
      '改为private',
      '改为public',
    ]);
    expect(first.body.items[0]).toMatchObject({
      by: 'o-rt-reg',
      before: { ownership: 'public' },
      after: { ownership: 'private' },
      at: expect.stringMatching(/\+08:00$/),
    });
    const rest = await get(`/v1/institutions/${id}/changes?limit=2&cursor=${first.body.next}`);
    expect(rest.body).toMatchObject({ next: null, items: [{ before: null }] });
  });

  it('refuses other callers and other bureaus', async () => {
    expect((await get('/v1/institutions/rt-i-base/changes', 'o-jds-1')).body.code).toBe(
      'not-authorised',
    );
    expect((await get('/v1/institutions/rt-i-base/changes', 'o-reg')).body.code).toBe(
      'other-bureau',
    );
    expect((await get('/v1/institutions/none/changes')).status).toBe(404);
  });
});
