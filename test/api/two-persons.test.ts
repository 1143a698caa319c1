/** 双人复核 Settings, offices and roles: proposed by one and confirmed by another, judged anew at the confirmation, and told in the reading sheet. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau, type Reply } from '../setup/bureau.ts';
import { newSecret } from '../outbox/support.ts';
import { uniqueHex } from '../setup/unique.ts';

const id = `tp-${uniqueHex().slice(0, 8)}`;
const o = (name: string): string => `${id}-${name}`;
let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open({}, { OUTBOX_ALLOWED_HOSTS: '*.example.org' });
  await founded(id);
  await enter(o('first'), ['registrar', 'administrator']);
}, 60_000);
afterAll(() => bureau.close());

async function founded(of: string): Promise<void> {
  await bureau.owner`insert into bureau (id, name, area) values (${of}, '样例', '120000')`;
  await bureau.owner`insert into unit (id, bureau_id, name) values (${`${of}.u`}, ${of}, '样例')`;
}
/** As an installation begins, behind the API's back. */
const enter = (officer: string, roles: string[], of = id, certificate: string | null = null) =>
  bureau.owner`insert into officer (id, unit_id, kind, name, roles, certificate) values (${officer}, ${`${of}.u`}, 'person', '样例', ${roles},
    ${certificate && bureau.owner.json({ number: certificate, kind: '行政执法证', validFrom: '2026-01-01', validUntil: '2030-12-31' })})`;

const person = (roles: string[], more: object = {}) => ({
  unit: `${id}.u`,
  kind: 'person',
  name: '样例人员',
  phone: '022-12345678',
  roles,
  certificate: null,
  commitmentSignedOn: null,
  commitmentValidUntil: null,
  removedOn: null,
  newRecord: null,
  ...more,
});
const put = (by: string, officer: string, row: object): Promise<Reply> =>
  bureau.put(by, `/v1/officers/${officer}`, row);
const said = (reply: Reply): [number, string] => [
  reply.status,
  (reply.body as { code?: string }).code ?? '',
];
const proposed = async (reply: Promise<Reply>): Promise<Reply> => {
  const answer = await reply;
  expect([answer.status, answer.text]).toEqual([202, answer.text]);
  return answer;
};
const rolesOf = async (officer: string): Promise<string[] | undefined> =>
  (await bureau.owner<{ roles: string[] }[]>`select roles from officer where id = ${officer}`)[0]
    ?.roles;
interface Shown {
  id: number;
  what: string;
  subject: string;
  bootstrap: boolean;
  by: string;
  decidedBy: string | null;
}
const listed = async (by: string, query = ''): Promise<Shown[]> =>
  ((await bureau.get(by, `/v1/proposals${query}`)).body as { items: Shown[] }).items;
/** Without the calendar, which no bureau owns: other tests propose it at the same time. */
const ofBureau = async (by: string, query = ''): Promise<Shown[]> =>
  (await listed(by, query)).filter(({ what }) => what !== 'calendar');
/** A bureau row as it is put back. */
async function bureauRow(settings: object): Promise<object> {
  const { body } = await bureau.get(o('first'), `/v1/bureaus/${id}`);
  const { name, area, receivingSystem, adoptions } = body as Record<string, unknown>;
  return { name, area, receivingSystem, adoptions, settings, reason: '局务会决定' };
}

describe('while a bureau has had one administrator', () => {
  it('one registers, and every office that is given so shows as a bootstrap', async () => {
    expect((await put(o('first'), o('head'), person(['head']))).status).toBe(201);
    expect((await put(o('first'), o('other'), person(['registrar']))).status).toBe(201);
    expect((await put(o('first'), o('regulator'), person(['regulator']))).status).toBe(201);
    const [last] = await ofBureau(o('first'));
    expect(last).toMatchObject({
      what: 'officer',
      subject: o('regulator'),
      bootstrap: true,
      by: o('first'),
      decidedBy: o('first'),
    });
  });

  it('whoever registers gives nobody the office of an administrator', async () => {
    expect(said(await put(o('other'), o('own'), person(['administrator'])))).toEqual([
      403,
      'not-authorised',
    ]);
  });

  it('the second administrator ends it', async () => {
    const second = await put(o('first'), o('second'), person(['administrator']));
    expect(second.status).toBe(201);
    const third = await proposed(put(o('first'), o('third'), person(['handler'])));
    expect(third.headers['location']).toMatch(/^\/v1\/proposals\/\d+$/);
    expect(await rolesOf(o('third'))).toBeUndefined();
  });
});

describe('offices of people', () => {
  it('are held when another person has confirmed them, and both stand in the registry of changes', async () => {
    const reply = await proposed(put(o('other'), o('h1'), person(['handler'])));
    const { id: number, hash } = reply.body as { id: number; hash: string };
    expect(said(await bureau.get(o('h1'), '/v1/proposals'))).toEqual([403, 'unknown-caller']);
    expect(said(await bureau.confirm(o('other'), reply))).toEqual([403, 'proposal-own']);
    expect(said(await bureau.confirm(o('regulator'), reply))).toEqual([403, 'not-authorised']);
    const confirmed = await bureau.confirm(o('second'), reply);
    expect(confirmed.body).toMatchObject({
      state: 'confirmed',
      change: expect.any(Number),
      byName: '样例人员',
      decidedByName: '样例人员',
    });
    expect(await rolesOf(o('h1'))).toEqual(['handler']);
    const changes = await bureau.owner<
      { by: string; said: string; bureau: string; after: { hash: string } }[]
    >`select changed_by as by, bureau_id as bureau, after, after::text as said from registry_change
      where registry = 'proposal' and entity_id = ${String(number)} order by id`;
    expect(changes.map(({ by, bureau: of, after }) => [by, of, after.hash])).toEqual([
      [o('other'), id, hash],
      [o('second'), id, hash],
    ]);
    for (const { said: text } of changes) expect(text).not.toContain('022-12345678');
  });

  it('a number of a telephone is nobody’s office: it changes at once', async () => {
    const changed = await put(o('other'), o('h1'), person(['handler'], { phone: '022-1' }));
    expect(said(changed)).toEqual([200, '']);
  });

  it('the same again is the same proposal; on other ground than was shown none is confirmed', async () => {
    const [one, again] = [
      await proposed(put(o('other'), o('h1'), person(['coordinator']))),
      await proposed(put(o('other'), o('h1'), person(['coordinator']))),
    ];
    expect((again.body as Shown).id).toBe((one.body as Shown).id);
    await put(o('other'), o('h1'), person(['handler'], { phone: '022-2' }));
    expect(said(await bureau.confirm(o('second'), one))).toEqual([409, 'proposal-stale']);
    expect(await rolesOf(o('h1'))).toEqual(['handler']);
  });

  it('nobody confirms a change of the own record, nor under a second account of the same certificate', async () => {
    const own = await proposed(put(o('first'), o('second'), person([])));
    expect(said(await bureau.confirm(o('second'), own))).toEqual([403, 'own-record']);
    expect((await bureau.confirm(o('head'), own)).status).toBe(200);
    await enter(o('twin'), ['registrar'], id, '12-001');
    await enter(o('twin2'), ['head'], id, '12-001');
    const twin = await proposed(put(o('twin'), o('h2'), person(['handler'])));
    expect(said(await bureau.confirm(o('twin2'), twin))).toEqual([403, 'proposal-own']);
  });

  it('whoever has lost the office since has proposed nothing', async () => {
    await enter(o('leaving'), ['registrar']);
    const reply = await proposed(put(o('leaving'), o('h3'), person(['handler'])));
    await bureau.owner`update officer set removed_on = '2026-01-01' where id = ${o('leaving')}`;
    expect(said(await bureau.confirm(o('head'), reply))).toEqual([409, 'proposal-stale']);
    expect(await rolesOf(o('h3'))).toBeUndefined();
  });

  it('an import proposes what takes two, once, and enters the rest', async () => {
    const rows = [
      { id: o('h1'), ...person(['handler'], { phone: '022-3' }) },
      { id: o('h4'), ...person(['handler']) },
    ];
    const ask = () =>
      bureau.post(o('other'), '/v1/registry-imports', { registry: 'officers', rows });
    const first = (await ask()).body as { accepted: number; proposed: { proposal: number }[] };
    expect(first).toMatchObject({
      accepted: 1,
      refused: [],
      proposed: [{ index: 1, id: o('h4'), proposal: expect.any(Number) }],
    });
    expect((await ask()).body).toMatchObject({
      accepted: 0,
      unchanged: 1,
      proposed: first.proposed,
    });
    expect(await rolesOf(o('h4'))).toBeUndefined();
  });
});

describe('units', () => {
  it('an office of a unit and who is over it take two; who is its contact does not', async () => {
    const unit = { bureau: id, name: '样例', roles: [], superior: null, contacts: [] };
    const contacts = [{ duty: 'reply', officer: o('h1'), phone: null }];
    const ask = (more: object) => bureau.put(o('other'), `/v1/units/${id}.u`, { ...unit, ...more });
    expect(said(await ask({ contacts }))).toEqual([200, '']);
    const reply = await proposed(ask({ contacts, roles: ['payment-division'] }));
    expect((await bureau.confirm(o('head'), reply)).status).toBe(200);
    expect((await bureau.get(o('head'), `/v1/units/${id}.u`)).body).toMatchObject({
      roles: ['payment-division'],
    });
  });
});

describe('settings and adopted instruments', () => {
  const threeDays = { rapidResponse: { threeDays: 'working' } };
  const reading = async (): Promise<object> => {
    const { body } = await bureau.get(o('regulator'), '/v1/readings?procedure=rapid-response');
    const { readings } = body as { readings: { duty: string }[] };
    return readings.find(({ duty }) => duty === 'replyOnCase')!;
  };

  it('count when another person has confirmed them; the reading sheet names both', async () => {
    const reply = await proposed(
      bureau.put(o('first'), `/v1/bureaus/${id}`, await bureauRow(threeDays)),
    );
    expect(await reading()).toMatchObject({ state: 'default' });
    expect((await bureau.confirm(o('head'), reply)).status).toBe(200);
    expect(await reading()).toMatchObject({
      state: 'confirmed',
      settings: [{ confirmed: { by: o('first'), second: { by: o('head'), name: '样例人员' } } }],
    });
  });
});

describe('what a rule refuses', () => {
  const unit = { bureau: id, name: '样例', roles: [], superior: null, contacts: [] };
  const open = async (): Promise<number> => (await ofBureau(o('first'), '?state=proposed')).length;

  it('is refused when it is proposed: nobody is asked to confirm it', async () => {
    const before = await open();
    const own = await bureau.put(o('other'), `/v1/units/${id}.u`, { ...unit, superior: `${id}.u` });
    expect(said(own)).toEqual([422, 'superior-cycle']);
    expect(await open()).toBe(before);
  });

  it('an account under the own certificate cannot be told apart for a moment by one alone', async () => {
    const stands = (await bureau.get(o('first'), `/v1/officers/${o('head')}`)).body as object;
    const { unit: at, kind, name, phone, roles } = stands as Record<string, unknown>;
    const certificate = {
      number: '99-1',
      kind: '行政执法证',
      validFrom: '2026-01-01',
      validUntil: '2030-12-31',
    };
    const asked = { ...person(['head']), unit: at, kind, name, phone, roles, certificate };
    const reply = await proposed(put(o('other'), o('head'), asked));
    expect((reply.body as { what: string }).what).toBe('officer');
  });

  it('what the database has no text for is bad input, by one alone and by two', async () => {
    const key = { key: 'x', use: 'log', state: 'in-use', reason: '启用' };
    for (const body of [
      { ...key, reason: 'a\u0000b' },
      { ...key, key: 'a\u0000b' },
    ])
      expect((await bureau.post(o('first'), '/v1/log/keys', body)).status).toBe(400);
  });
});

describe('posts', () => {
  it('a coordinator is appointed by one and confirmed by another who is not appointed', async () => {
    const [unit, head] = [`${id}.fund`, o('fund-head')];
    await bureau.owner`insert into unit (id, bureau_id, name, roles) values (${unit}, ${id}, '样例', '{city-fund-centre}')`;
    await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${head}, ${unit}, 'person', '样例', '{head,coordinator}'), (${o('fund')}, ${unit}, 'person', '样例', '{coordinator}')`;
    const appoint = (more: object) =>
      bureau.post(o('other'), '/v1/coordinators', {
        unit,
        side: 'accepting',
        officer: head,
        substitute: null,
        from: '2026-01-01',
        until: null,
        reason: '任命',
        ...more,
      });
    const own = await proposed(appoint({}));
    expect(said(await bureau.confirm(head, own))).toEqual([403, 'own-record']);
    const reply = await proposed(appoint({ officer: o('fund') }));
    const list = async () =>
      ((await bureau.get(head, `/v1/coordinators?unit=${unit}`)).body as { items: object[] }).items;
    expect(await list()).toEqual([]);
    expect((await bureau.confirm(head, reply)).status).toBe(200);
    expect(await list()).toMatchObject([{ officer: o('fund'), by: o('other') }]);
    expect(said(await bureau.confirm(o('head'), own))).toEqual([409, 'proposal-stale']);
    expect(said(await appoint({ officer: o('fund') }))).toEqual([200, '']);
  });
});

describe('receivers', () => {
  const put = (by: string, body: object) => bureau.put(by, `/v1/receivers/${id}`, body);
  const url = 'https://hook.example.org/a';

  it('get the register when another administrator has confirmed them; their secret stays sealed', async () => {
    await enter(o('third-admin'), ['administrator']);
    const secret = newSecret();
    const reply = await proposed(put(o('first'), { url, secret, reason: '对接' }));
    const kept = await bureau.owner<
      { said: string }[]
    >`select q::text as said from proposal q where bureau_id = ${id} and what = 'receiver'`;
    for (const text of [reply.text, ...kept.map(({ said: one }) => one)])
      expect(text).not.toContain(secret.slice(6, 20));
    expect(reply.text).not.toContain('sealed');
    expect((await bureau.get(o('first'), `/v1/receivers/${id}`)).status).toBe(404);
    expect(said(await bureau.confirm(o('head'), reply))).toEqual([403, 'not-authorised']);
    expect((await bureau.confirm(o('third-admin'), reply)).status).toBe(200);
    expect(said(await put(o('first'), { url, secret }))).toEqual([200, '']);
  });

  it('a secret that somebody has put into the table instead is not taken', async () => {
    const reply = await proposed(put(o('first'), { url, secret: newSecret(), reason: '更换' }));
    const { id: number } = reply.body as Shown;
    await bureau.owner`update proposal set sealed = 'another' where id = ${number}`;
    expect((await bureau.confirm(o('third-admin'), reply)).status).toBe(500);
    await bureau.owner`update proposal set after = after || '{"url":"https://else.example.org/"}' where id = ${number}`;
    expect((await bureau.confirm(o('third-admin'), reply)).status).toBe(500);
    expect((await bureau.get(o('first'), `/v1/receivers/${id}`)).body).toMatchObject({ url });
  });
});

describe('who sees what has been proposed', () => {
  it('whoever proposes or confirms its kind, and the regulator; nobody of another bureau', async () => {
    const kinds = async (by: string) => new Set((await listed(by)).map(({ what }) => what));
    expect(await kinds(o('regulator'))).toEqual(
      new Set(['officer', 'unit', 'bureau', 'receiver', 'coordinator']),
    );
    const key = bureau.post(o('first'), '/v1/log/keys', {
      key: 'x',
      use: 'log',
      state: 'in-use',
      reason: 'x',
    });
    expect(said(await key)).toEqual([400, 'bad-input']);
    expect(await kinds(o('head'))).toEqual(new Set(['officer', 'unit', 'bureau', 'coordinator']));
    // A handler reads what it has proposed itself, and this one has proposed nothing.
    expect(await ofBureau(o('h1'))).toEqual([]);
    expect(await ofBureau(o('h1'), '?state=confirmed')).toEqual([]);
    const [one] = await ofBureau(o('other'));
    const elsewhere = `${id}x`;
    await founded(elsewhere);
    await enter(`${elsewhere}-a`, ['administrator'], elsewhere);
    expect(said(await bureau.get(`${elsewhere}-a`, `/v1/proposals/${one!.id}`))).toEqual([
      404,
      'not-found',
    ]);
    expect(await ofBureau(`${elsewhere}-a`)).toEqual([]);
  });
});

describe('another bureau', () => {
  it('that has had two administrators is not changed by one alone who begins elsewhere', async () => {
    const [of, by] = [`${id}y`, o('beginner')];
    await founded(of);
    await enter(`${of}-a1`, ['administrator'], of);
    await enter(`${of}-a2`, ['administrator'], of);
    await founded(`${id}z`);
    await enter(by, ['registrar', 'administrator'], `${id}z`);
    await proposed(put(by, o('intruder'), person(['administrator'], { unit: `${of}.u` })));
    expect(await rolesOf(o('intruder'))).toBeUndefined();
    const own = await put(by, o('newcomer'), person(['handler'], { unit: `${id}z.u` }));
    expect(own.status).toBe(201);
  });
});

describe('words erased by order', () => {
  it('go when another administrator has confirmed it; a reason goes from the proposal that it was given in, too', async () => {
    const [change] = await bureau.owner<
      { ref: string; proposal: number }[]
    >`select c.id::text as ref, q.id as proposal from proposal q join registry_change c on c.id = q.change_id
      where q.bureau_id = ${id} and q.reason is not null and c.reason is not null and c.registry = 'bureau' order by q.id desc limit 1`;
    expect(change).toBeDefined();
    const [other] = await bureau.owner<
      { ref: string; proposal: number }[]
    >`select c.id::text as ref, q.id as proposal from proposal q join registry_change c on c.registry = 'proposal' and c.entity_id = q.id::text
      where q.bureau_id = ${id} and q.reason is not null and not q.bootstrap and c.after->>'state' = 'proposed' order by q.id limit 1`;
    const { ref, proposal } = other!;
    const order = { kind: 'change', ref, fields: ['reason'], documentNo: '（2026）甘10行终1号' };
    const asked = await proposed(
      bureau.post(o('first'), '/v1/log/erasures', { ...order, reason: '判令删除' }),
    );
    const reasons = async (): Promise<object[]> =>
      bureau.owner`select c.reason, q.reason as proposed from registry_change c, proposal q where c.id = ${ref}::bigint and q.id = ${proposal}`;
    expect(await reasons()).not.toEqual([{ reason: null, proposed: null }]);
    expect((await bureau.confirm(o('third-admin'), asked)).status).toBe(200);
    expect(await reasons()).toEqual([{ reason: null, proposed: null }]);
    // What a settings change says is no mere word.
    const settings = { ...order, ref: change!.ref, reason: '判令删除' };
    expect((await bureau.post(o('first'), '/v1/log/erasures', settings)).status).toBe(400);
  });
});

describe('where no administrator is left', () => {
  it('whoever registers proposes one, and a head confirms', async () => {
    await bureau.owner`update officer set removed_on = '2026-01-01' where id = any(${[o('first'), o('second'), o('third-admin')]})`;
    const reply = await proposed(put(o('other'), o('new'), person(['administrator'])));
    expect(said(await bureau.confirm(o('other'), reply))).toEqual([403, 'proposal-own']);
    expect((await bureau.confirm(o('head'), reply)).status).toBe(200);
    expect(await rolesOf(o('new'))).toEqual(['administrator']);
  });
});
