/** Receivers are registered by the bureau's administrator; dead letters are read, sent again or skipped, by name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resendDead } from '../../db/queries/outbox.ts';
import { Bureau, type Reply } from '../setup/bureau.ts';
import { plansOf } from '../setup/plans.ts';
import { allOf, Fixture, newSecret, until, verify, type Listener } from './support.ts';

let fixture: Fixture;
let bureau: Bureau;
let listener: Listener;
let who: { admin: string; coordinator: string; handler: string; system: string; stranger: string };

beforeAll(async () => {
  fixture = await Fixture.open();
  listener = await fixture.listener();
  bureau = await Bureau.open(
    { outbox: { bureaus: [fixture.bureau] } },
    {
      OUTBOX_DISPATCH: 'true',
      OUTBOX_ALLOWED_HOSTS: '127.0.0.1:*,*.example.org',
      OUTBOX_ALLOW_PRIVATE: '127.0.0.0/8',
      OUTBOX_POLL: '50',
      OUTBOX_FIRST_DELAY: '10',
      OUTBOX_TRIES: '2',
      OUTBOX_TIMEOUT: '1500',
    },
  );
  const unit = `${fixture.bureau}.ju`;
  await fixture.owner`insert into unit (id, bureau_id, name) values (${unit}, ${fixture.bureau}, '样例')`;
  const officer = async (name: string, roles: string[], kind = 'person'): Promise<string> => {
    const id = `o-${fixture.bureau}-${name}`;
    await fixture.owner`insert into officer (id, unit_id, kind, name, roles) values (${id}, ${unit}, ${kind}, '样例', ${roles})`;
    return id;
  };
  who = {
    admin: await officer('a', ['administrator']),
    coordinator: await officer('c', ['coordinator']),
    handler: await officer('h', ['handler']),
    system: await officer('s', ['coordinator'], 'system'),
    stranger: 'o-admin',
  };
});
afterAll(async () => {
  await bureau.close();
  await fixture.close();
});

const put = (id: string, body: object, officer = who.admin): Promise<Reply> =>
  bureau.put(officer, `/v1/receivers/${id}`, body);
const body = (reply: Reply) =>
  reply.body as Record<string, unknown> & { items: Record<string, unknown>[] };
const code = (reply: Reply) => ({ status: reply.status, code: body(reply)['code'] });
let ids = 0;
const newId = () => `${fixture.bureau}-${++ids}`;

describe('receivers', () => {
  it('are registered, read and listed; the secret never comes back and lies sealed', async () => {
    const [id, secret] = [newId(), newSecret()];
    const created = await put(id, {
      url: listener.url,
      secret,
      events: ['duty-breached', 'duty-armed'],
      reason: '对接办公系统',
    });
    expect(created.status, created.text).toBe(201);
    expect(created.body).toEqual({
      id,
      bureau: fixture.bureau,
      kind: 'webhook',
      unit: null,
      url: listener.url,
      events: ['duty-armed', 'duty-breached'],
      active: true,
      previousSecretUntil: null,
    });
    const read = await bureau.get(who.admin, `/v1/receivers/${id}`);
    const list = await bureau.get(who.admin, '/v1/receivers');
    expect(read.body).toEqual(created.body);
    expect(body(list).items).toContainEqual(read.body);
    const [row] = await fixture.sql`select secret from receiver where id = ${id}`;
    const changes =
      await fixture.sql`select changed_by, reason, before, after from registry_change where registry = 'receiver' and entity_id = ${id}`;
    for (const text of [
      created.text,
      read.text,
      list.text,
      String(row!['secret']),
      JSON.stringify(changes),
    ])
      expect(text).not.toContain(secret.slice(6, 20));
    expect(changes).toMatchObject([
      {
        changed_by: who.admin,
        reason: '对接办公系统',
        before: null,
        after: { url: listener.url, secretChanged: true },
      },
    ]);
  });

  it('the same content writes nothing; a new secret leaves the old one signing for a day', async () => {
    const [id, secret, next] = [newId(), newSecret(), newSecret()];
    await put(id, { url: listener.url, secret });
    const again = await put(id, { url: listener.url, secret });
    expect(again.status).toBe(200);
    expect(
      await fixture.sql`select 1 from registry_change where registry = 'receiver' and entity_id = ${id}`,
    ).toHaveLength(1);
    const rotated = await put(id, { url: listener.url, secret: next });
    expect(Date.parse(String(body(rotated)['previousSecretUntil'])) - Date.now()).toBeGreaterThan(
      23 * 3_600_000,
    );
    const file = await fixture.file();
    await fixture.enter(file);
    const hook = await until(() =>
      listener.hooks.find(
        (one) => one.file === file && one.headers['webhook-signature']!.includes(' '),
      ),
    );
    for (const one of [secret, next]) expect(verify(one, hook!)).toBeTruthy();
    await put(id, { url: listener.url, active: false });
    expect(body(await bureau.get(who.admin, `/v1/receivers/${id}`))['active']).toBe(false);
  });

  it.each([
    ['https://elsewhere.example.com/'],
    ['http://hooks.example.org/#x'],
    ['https://10.0.0.1/'],
    ['https://[::1]/'],
    ['https://u:p@a.example.org/'],
    ['ftp://a.example.org/'],
    ['no url'],
  ])('not at %s', async (url) => {
    const reply = await put(newId(), { url, secret: newSecret() });
    expect(code(reply)).toEqual({ status: 422, code: 'receiver-url-refused' });
    expect(body(reply)).toMatchObject({
      zh: expect.stringMatching(/\p{Script=Han}/u) as string,
      fields: [{ in: 'body', path: '/url' }],
    });
  });

  it('not without a fit secret', async () => {
    for (const secret of [
      undefined,
      'whsec_abc',
      'plain',
      `whsec_${'A'.repeat(31)}`,
      `whsec_${'A'.repeat(43)}`,
    ])
      expect(code(await put(newId(), { url: listener.url, ...(secret && { secret }) }))).toEqual({
        status: 400,
        code: 'bad-input',
      });
  });

  it('not without a key to seal with', async () => {
    const keyless = await Bureau.open(
      {},
      { DUBAN_SEALING_KEY_FILE: '', OUTBOX_ALLOWED_HOSTS: '*.example.org' },
    );
    try {
      expect(
        code(
          await keyless.put(who.admin, `/v1/receivers/${newId()}`, {
            url: 'https://a.example.org/',
            secret: newSecret(),
          }),
        ),
      ).toEqual({ status: 503, code: 'sealing-key-missing' });
    } finally {
      await keyless.close();
    }
  });

  it('only by an administrator, and only of the own bureau', async () => {
    const id = newId();
    await put(id, { url: listener.url, secret: newSecret(), active: false });
    for (const officer of [who.coordinator, who.handler]) {
      expect(code(await put(newId(), { url: listener.url, secret: newSecret() }, officer))).toEqual(
        { status: 403, code: 'not-authorised' },
      );
      expect((await bureau.get(officer, '/v1/receivers')).status).toBe(403);
    }
    expect(code(await put(id, { url: listener.url, secret: newSecret() }, who.stranger))).toEqual({
      status: 403,
      code: 'other-bureau',
    });
    expect(code(await bureau.get(who.stranger, `/v1/receivers/${id}`))).toEqual({
      status: 403,
      code: 'other-bureau',
    });
    expect(
      body(await bureau.get(who.stranger, '/v1/receivers')).items.map((one) => one['id']),
    ).not.toContain(id);
    expect((await bureau.get(who.admin, '/v1/receivers/nobody')).status).toBe(404);
  });
});

describe('dead letters', () => {
  const dead = async (
    count = 2,
  ): Promise<{ receiver: string; file: string; server: Listener; at: string }> => {
    const server = await fixture.listener();
    server.answer = () => 503;
    const [receiver, file] = [await fixture.receiver(server.url), await fixture.file()];
    await fixture.enter(file, count);
    await until(
      () => fixture.states(receiver, file),
      ([first]) => first === 'dead',
    );
    return { receiver, file, server, at: `/v1/deliveries/${receiver}/${file}/1` };
  };

  it('are listed and read with what they carry', async () => {
    const { receiver, file, at, server } = await dead();
    const list = await bureau.get(
      who.coordinator,
      `/v1/deliveries?state=dead&receiver=${receiver}`,
    );
    expect(body(list).items).toMatchObject([
      {
        receiver,
        file,
        seq: 1,
        type: 'duty-armed',
        state: 'dead',
        tries: 2,
        lastError: 'status-503',
        nextTryAt: null,
      },
    ]);
    expect(
      body(
        await bureau.get(
          who.admin,
          `/v1/deliveries?state=pending&file=${file}&receiver=${receiver}`,
        ),
      ).items,
    ).toMatchObject([{ seq: 2, state: 'pending' }]);
    const one = await bureau.get(who.coordinator, at);
    expect(body(one)).toMatchObject({
      webhookId: server.hooks[0]!.id,
      message: server.hooks[0]!.message,
    });
  });

  it('sent again by name: delivered under the same id, and what waited follows', async () => {
    const { receiver, file, at, server } = await dead();
    server.answer = () => 204;
    const reply = await bureau.post(who.coordinator, `${at}/resend`, { reason: '接收系统已恢复' });
    expect(reply.status, reply.text).toBe(200);
    await until(() => fixture.states(receiver, file), allOf('delivered'));
    expect(server.seqs(file)).toEqual([1, 1, 1, 2]);
    expect(new Set(server.hooks.slice(0, 3).map(({ id }) => id)).size).toBe(1);
    const changes =
      await fixture.sql`select changed_by, reason, before, after from registry_change where registry = 'delivery' and entity_id = ${`${receiver}/${file}/1`}`;
    expect(changes).toMatchObject([
      {
        changed_by: who.coordinator,
        reason: '接收系统已恢复',
        before: { state: 'dead', tries: 2, lastError: 'status-503' },
        after: { action: 'resend' },
      },
    ]);
    expect(code(await bureau.post(who.coordinator, `${at}/resend`, { reason: '再发' }))).toEqual({
      status: 409,
      code: 'delivery-settled',
    });
  });

  it('sent again to a receiver that still fails: the bound counts anew, and it is dead again', async () => {
    const { receiver, file, at } = await dead(1);
    await bureau.post(who.admin, `${at}/resend`, { reason: '试一次' });
    await until(
      () => fixture.standing(receiver, file),
      ([row]) => row!.state === 'dead' && row!.tries === 4,
    );
  });

  it('skipped by name: never sent, and what waited goes on', async () => {
    const { receiver, file, at, server } = await dead();
    server.answer = () => 204;
    const reply = await bureau.post(who.admin, `${at}/skip`, { reason: '已线下送达' });
    expect(body(reply)).toMatchObject({ state: 'skipped', settledBy: who.admin });
    await until(
      () => fixture.states(receiver, file),
      (states) => states[1] === 'delivered',
    );
    expect(await fixture.standing(receiver, file)).toMatchObject([
      { state: 'skipped', settledBy: who.admin },
      { state: 'delivered', settledBy: null },
    ]);
    expect(server.seqs(file)).toEqual([1, 1, 2]);
    expect(
      await fixture.sql`select 1 from registry_change where registry = 'delivery' and reason = '已线下送达' and changed_by = ${who.admin}`,
    ).toHaveLength(1);
  });

  it('not while it is being sent', async () => {
    const { receiver, file, at, server } = await dead(1);
    server.answer = () => 'hang';
    await bureau.post(who.admin, `${at}/resend`, { reason: '试一次' });
    await until(() => fixture.states(receiver, file), allOf('sending'));
    for (const what of ['resend', 'skip'])
      expect(code(await bureau.post(who.admin, `${at}/${what}`, { reason: '急' }))).toEqual({
        status: 409,
        code: 'delivery-under-way',
      });
  });

  it('not without a reason, not by a handler, a system or another bureau, and not what is not there', async () => {
    const { receiver, file, at } = await dead(1);
    for (const what of ['resend', 'skip']) {
      expect(code(await bureau.post(who.admin, `${at}/${what}`, {}))).toEqual({
        status: 400,
        code: 'bad-input',
      });
      for (const officer of [who.handler, who.system])
        expect(code(await bureau.post(officer, `${at}/${what}`, { reason: '急' }))).toEqual({
          status: 403,
          code: 'not-authorised',
        });
      expect(code(await bureau.post(who.stranger, `${at}/${what}`, { reason: '急' }))).toEqual({
        status: 403,
        code: 'other-bureau',
      });
      expect(
        (
          await bureau.post(who.admin, `/v1/deliveries/${receiver}/${file}/9/${what}`, {
            reason: '急',
          })
        ).status,
      ).toBe(404);
    }
    expect((await bureau.get(who.handler, '/v1/deliveries')).status).toBe(403);
    expect(
      body(await bureau.get(who.stranger, '/v1/deliveries?limit=5000')).items.map(
        (one) => one['receiver'],
      ),
    ).not.toContain(receiver);
    expect(await fixture.states(receiver, file)).toEqual(['dead']);
  });
});

describe('all dead letters of a receiver at once', () => {
  const again = (officer: string, receiver: string, given: object): Promise<Reply> =>
    bureau.post(officer, `/v1/receivers/${receiver}/resend`, given);
  const changes = (receiver: string) =>
    fixture.sql`select entity_id, changed_by, reason, before, after from registry_change where registry = 'delivery' and entity_id like ${`${receiver}/%`} order by id`;
  /** A receiver with `files` files, each held up by a dead letter, with one more entry behind it. */
  const held = async (
    files: number,
  ): Promise<{ receiver: string; files: string[]; server: Listener }> => {
    const server = await fixture.listener();
    server.answer = () => 503;
    const receiver = await fixture.receiver(server.url);
    const all = await Promise.all(Array.from({ length: files }, () => fixture.file()));
    for (const file of all) await fixture.enter(file, 2);
    for (const file of all)
      await until(
        () => fixture.states(receiver, file),
        ([first]) => first === 'dead',
      );
    return { receiver, files: all, server };
  };

  it('are sent again by name, each on record, in order in every file; answers how many', async () => {
    const { receiver, files, server } = await held(3);
    server.answer = () => 204;
    const reply = await again(who.admin, receiver, { reason: '接收系统已恢复' });
    expect([reply.status, reply.body]).toEqual([200, { receiver, resent: 3 }]);
    for (const file of files) {
      await until(() => fixture.states(receiver, file), allOf('delivered'));
      expect(server.seqs(file)).toEqual([1, 1, 1, 2]);
    }
    expect(server.overlapping).toEqual([]);
    const noted = await changes(receiver);
    expect(noted.map((row) => row['entity_id']).sort()).toEqual(
      files.map((file) => `${receiver}/${file}/1`).sort(),
    );
    for (const row of noted)
      expect(row).toMatchObject({
        changed_by: who.admin,
        reason: '接收系统已恢复',
        before: { state: 'dead', tries: 2, lastError: 'status-503' },
        after: { state: 'pending', action: 'resend' },
      });
    expect((await again(who.admin, receiver, { reason: '再发' })).body).toEqual({
      receiver,
      resent: 0,
    });
  });

  it('of one file only, when it says so; the bound counts anew', async () => {
    const {
      receiver,
      files: [one, other],
    } = await held(2);
    expect((await again(who.admin, receiver, { reason: '试一卷', file: one })).body).toEqual({
      receiver,
      resent: 1,
    });
    await until(
      () => fixture.standing(receiver, one!),
      ([row]) => row!.state === 'dead' && row!.tries === 4,
    );
    expect((await fixture.standing(receiver, other!))[0]).toMatchObject({
      state: 'dead',
      tries: 2,
    });
  });

  it('in batches: more than one transaction holds, each once; what arrived, was skipped or waits stays as it is', async () => {
    const receiver = await fixture.receiver('https://hooks.example.org/x');
    await fixture.owner`update receiver set active = false where id = ${receiver}`;
    const file = await fixture.file();
    await fixture.enter(file, 1010);
    await fixture.owner`insert into delivery (receiver_id, file_id, seq, state, tries, last_error, settled_at, settled_by)
      select ${receiver}, file_id, seq, case when seq = 1 then 'delivered' when seq = 2 then 'skipped' when seq = 3 then 'pending' else 'dead' end, 2, 'timeout',
        case when seq < 3 then now() end, case when seq = 2 then 'o-x' end from register where file_id = ${file}`;
    const dead = 1010 - 3;
    expect((await again(who.admin, receiver, { reason: '恢复' })).body).toEqual({
      receiver,
      resent: dead,
    });
    const states = await fixture.states(receiver, file);
    expect(states.slice(0, 3)).toEqual(['delivered', 'skipped', 'pending']);
    expect(states.slice(3)).toEqual(Array.from({ length: dead }, () => 'pending'));
    expect(new Set((await changes(receiver)).map((row) => row['entity_id'])).size).toBe(dead);
    expect(await changes(receiver)).toHaveLength(dead);
  });

  it('not without a reason, by a coordinator, a system or another bureau, and not of a receiver that is not there', async () => {
    const {
      receiver,
      files: [file],
    } = await held(1);
    const systemAdmin = `o-${fixture.bureau}-sa`;
    await fixture.owner`insert into officer (id, unit_id, kind, name, roles) values (${systemAdmin}, ${`${fixture.bureau}.ju`}, 'system', '样例', '{administrator}') on conflict do nothing`;
    expect(code(await again(who.admin, receiver, {}))).toEqual({ status: 400, code: 'bad-input' });
    for (const officer of [who.coordinator, who.handler, systemAdmin])
      expect(code(await again(officer, receiver, { reason: '急' }))).toEqual({
        status: 403,
        code: 'not-authorised',
      });
    expect(code(await again(who.stranger, receiver, { reason: '急' }))).toEqual({
      status: 403,
      code: 'other-bureau',
    });
    expect((await again(who.admin, 'r-none', { reason: '急' })).status).toBe(404);
    expect((await fixture.states(receiver, file!))[0]).toBe('dead');
    expect(await changes(receiver)).toEqual([]);
  });

  it('are found by the index of dead letters', async () => {
    const [plan] = await plansOf(
      async (tx) => {
        await tx`insert into bureau (id, name, area) values ('pl-ob', 'x', '000000')`;
        await tx`insert into receiver (id, bureau_id, url, secret) select 'pl-' || n, 'pl-ob', 'x', 'x' from generate_series(1, 5) n`;
        await tx`insert into delivery (receiver_id, file_id, seq, state) select 'pl-' || (n % 5 + 1), 'f' || n / 20, n, case when n % 50 = 0 then 'dead' else 'delivered' end from generate_series(1, 50000) n`;
        await tx`analyze delivery`;
      },
      [(sql) => resendDead(sql, { receiver: 'pl-3' }, 'reference', 'x')],
    );
    expect(plan).toContain('delivery_dead');
    expect(plan).not.toContain('Seq Scan on delivery');
  });
});
