/** 会商周期 TJ84-16: a schedule of the engine for each pair, which calls them together when a term has come. */
import { pino } from 'pino';
import type { ScheduleUpdateOptions } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { ConsultationSchedules } from '../../api/consultation/schedules.ts';
import { scheduleOf } from '../../db/consultation/store.ts';
import { mintEngineToken, readSigningKey } from '../../engine-token.ts';
import { Bureau, Fixture, problemOf, type Body } from '../coordination-issue/fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(async () => {
  await b.close();
});

const path = (g: Fixture, supervising = 'sup') =>
  `/v1/consultation-schedules/${g.u('acc')}/${g.u(supervising)}`;
const idOf = (g: Fixture) => `HS.${g.id}.${g.u('acc')}~${g.u('sup')}`;
const rhythm = (changes: Body = {}): Body => ({ reason: '测试', ...changes });
/** How the engine has it. */
const engineHas = (g: Fixture) =>
  b.service.engine.as('test', () => b.service.engine.client.schedule.getHandle(idOf(g)).describe());
const consultations = async (g: Fixture): Promise<{ id: string; stage: string }[]> =>
  ((await g.get('reg', '/v1/consultations')).body as { items: { id: string; stage: string }[] })
    .items;
async function opened(g: Fixture, count = 1): Promise<string> {
  return vi.waitFor(
    async () => {
      const items = await consultations(g);
      expect(items).toHaveLength(count);
      expect(items[0]!.stage).toBe('called');
      return items[0]!.id;
    },
    { timeout: 15_000, interval: 100 },
  );
}

describe.concurrent('会商周期', () => {
  it('TJ84-16 quarterly unless set otherwise; set, changed, paused and resumed; the same again changes nothing', async () => {
    const g = await Fixture.setUp(b);
    const first = await g.put('acc', path(g), rhythm());
    expect([first.status, first.body]).toEqual([
      200,
      expect.objectContaining({
        id: idOf(g),
        months: 3,
        day: 15,
        hour: 9,
        paused: false,
        version: 1,
        synced: true,
        force: 'management',
      }),
    ]);
    expect((await engineHas(g)).spec.calendars![0]).toMatchObject({
      month: [
        { start: 'JANUARY', end: 'JANUARY' },
        { start: 'APRIL', end: 'APRIL' },
        { start: 'JULY', end: 'JULY' },
        { start: 'OCTOBER', end: 'OCTOBER' },
      ],
      dayOfMonth: [{ start: 15 }],
      hour: [{ start: 9 }],
    });
    expect((await g.put('acc', path(g), rhythm())).body).toMatchObject({ version: 1 });
    expect(
      (await g.put('rar', path(g), rhythm({ months: 6, day: 20, hour: 14 }))).body,
    ).toMatchObject({ version: 2, months: 6 });
    const changed = await engineHas(g);
    expect(changed.spec.calendars![0]).toMatchObject({
      month: [{ start: 'JANUARY' }, { start: 'JULY' }],
      dayOfMonth: [{ start: 20 }],
      hour: [{ start: 14 }],
    });
    expect(changed.spec.timezone).toBe('Asia/Shanghai');
    await g.put('acc', path(g), rhythm({ months: 6, day: 20, hour: 14, paused: true }));
    expect((await engineHas(g)).state.paused).toBe(true);
    await g.put('acc', path(g), rhythm({ months: 6, day: 20, hour: 14 }));
    expect((await engineHas(g)).state.paused).toBe(false);
    const { items } = (await g.get('reg', '/v1/consultation-schedules')).body as {
      items: object[];
    };
    expect(items).toEqual([
      expect.objectContaining({
        id: idOf(g),
        version: 4,
        paused: false,
        changedBy: g.o('acc'),
        reason: '测试',
      }),
    ]);
    expect((await g.get('reg', '/v1/consultation-schedules?format=csv')).text).toContain(idOf(g));
  });

  it('TJ84-16 a schedule that an earlier version has set by another clock keeps the days and hours of the office once this one has started', async () => {
    const g = await Fixture.setUp(b);
    await g.put('acc', path(g), rhythm({ months: 6, day: 20, hour: 14 }));
    const { engine, sql } = b.service;
    await engine.as('test', () =>
      engine.client.schedule.getHandle(idOf(g)).update(
        ({ spec, action, policies, state }) =>
          ({
            spec: { ...spec, timezone: 'UTC' },
            action,
            policies,
            state,
          }) as ScheduleUpdateOptions,
      ),
    );
    expect((await engineHas(g)).spec.timezone).toBe('UTC');
    // What the engine lists follows what it has by a moment.
    await vi.waitFor(
      async () => {
        const starting = new ConsultationSchedules({ sql, engine, log: pino({ level: 'silent' }) });
        await starting.once();
        expect((await engineHas(g)).spec).toMatchObject({
          timezone: 'Asia/Shanghai',
          calendars: [{ dayOfMonth: [{ start: 20 }], hour: [{ start: 14 }] }],
        });
      },
      { timeout: 15_000, interval: 200 },
    );
  });

  it('TJ84-16 whoever follows a version that is older by now sets the newest', async () => {
    const g = await Fixture.setUp(b);
    const { engine, sql } = b.service;
    await g.put('acc', path(g), rhythm({ day: 10 }));
    const read = await scheduleOf(sql, {
      bureau: g.id,
      accepting: g.u('acc'),
      supervising: g.u('sup'),
    });
    await g.put('acc', path(g), rhythm({ day: 20 }));
    const another = new ConsultationSchedules({ sql, engine, log: pino({ level: 'silent' }) });
    await another.follow(read!, read!.changedBy);
    expect((await engineHas(g)).spec.calendars![0]).toMatchObject({ dayOfMonth: [{ start: 20 }] });
  });

  it('TJ84-16 the rhythm of the bureau where it has set one', async () => {
    const g = await Fixture.setUp(b, { consultationMonths: 5 });
    expect((await g.put('acc', path(g), rhythm())).body).toMatchObject({ months: 4 });
  });

  it('TJ84-16 fires on the engine: the file opens by itself, once for the term, with both sides called and the figures in it', async () => {
    const g = await Fixture.setUp(b);
    await g.approve();
    await g.put('acc', path(g), rhythm());
    await new Promise((done) => {
      setTimeout(done, 1_100);
    });
    expect((await g.post('acc', `${path(g)}/term`, undefined)).status).toBe(202);
    const file = await opened(g);
    expect(file).toMatch(new RegExp(`^HS\\.${g.id}\\.\\d{4}-00001$`));
    const [figures] = await g.entries(file, 'figures-presented');
    expect(figures!.body).toMatchObject({ figures: { opened: 1, exchanged: 1 } });
    expect(await g.entries(file, 'side-invited')).toHaveLength(2);
    const letter = await g.entries(file, 'act-accepted');
    expect(letter[0]!.body['act']).toMatchObject({
      type: 'consultation-call',
      officer: 'duban',
      facts: { by: 'schedule' },
    });
    const { terms } = (await g.get('reg', path(g))).body as { terms: { at: string }[] };
    expect(terms).toHaveLength(1);
    // The same term again: called once.
    await b.owner`select call_consultation(${b.owner.json({ bureau: g.id, accepting: g.u('acc'), supervising: g.u('sup'), at: Date.parse(terms[0]!.at) })})`;
    const [{ n }] = await b.owner<
      [{ n: number }]
    >`select count(*)::int as n from task where kind = 'consultation-call' and data->>'bureau' = ${g.id}`;
    expect(n).toBe(1);
  });

  it('TJ84-16 terms that fell into an outage are called after it; the next one, while this is open, is shown on it as missed', async () => {
    const g = await Fixture.setUp(b);
    await g.put('acc', path(g), rhythm({ months: 1 }));
    const { engine } = b.service;
    const days = (n: number) => new Date(Date.now() - n * 86_400_000);
    await engine.as('test', () =>
      engine.client.schedule
        .getHandle(idOf(g))
        .backfill({ start: days(70), end: days(1), overlap: 'ALLOW_ALL' }),
    );
    const file = await opened(g);
    await vi.waitFor(
      async () => {
        const { terms } = (await g.get('reg', path(g))).body as { terms: unknown[] };
        expect(terms.length).toBeGreaterThanOrEqual(2);
        expect((await g.view(file)).notes.filter((n) => n.includes('下一次会商周期'))).toHaveLength(
          terms.length - 1,
        );
      },
      { timeout: 15_000, interval: 100 },
    );
    expect(await consultations(g)).toHaveLength(1);
  });

  it('an engine that was away follows later', async () => {
    const g = await Fixture.setUp(b);
    await b.owner`select set_consultation_schedule(${b.owner.json({ bureau: g.id, accepting: g.u('acc'), supervising: g.u('sup'), months: 3, day: 15, hour: 9, paused: false, reason: '测试', by: g.o('acc') })})`;
    expect((await g.get('reg', path(g))).body).toMatchObject({ synced: false });
    const other = await Bureau.open();
    try {
      await vi.waitFor(
        async () => {
          expect((await g.get('reg', path(g))).body).toMatchObject({ synced: true });
        },
        { timeout: 10_000, interval: 50 },
      );
      expect((await engineHas(g)).scheduleId).toBe(idOf(g));
    } finally {
      await other.close();
    }
  });

  it.each([
    ['by a handler', 'acc-h', 'sup', 403, 'not-coordinator', 'TJ84-15.0'],
    ['for a department with itself', 'acc', 'acc', 422, 'same-department', 'TJ84-16'],
    ['for a department of nobody', 'acc', 'nobody', 422, 'unknown-reference', 'TJ84-16'],
  ])('TJ84-16 cannot be set %s', async (_, by, supervising, status, code, clause) => {
    const g = await Fixture.setUp(b);
    expect(problemOf(await g.put(by, path(g, supervising), rhythm()))).toEqual({
      status,
      code,
      clause,
    });
    expect(problemOf(await g.put('acc', path(g), rhythm({ months: 5 })))).toMatchObject({
      status: 400,
      code: 'bad-input',
    });
  });

  it('TJ84-16 X-11 cannot be set by a bureau that has not adopted TJ84', async () => {
    expect(
      problemOf(await b.put('o-qy-coord', '/v1/consultation-schedules/qy.ju/qy.x', rhythm())),
    ).toEqual({ status: 422, code: 'no-legal-basis', clause: 'X-11' });
  });

  it('a schedule is seen by its departments, not by others; a term needs a rhythm', async () => {
    const g = await Fixture.setUp(b);
    expect(problemOf(await g.post('acc', `${path(g)}/term`, undefined))).toMatchObject({
      status: 404,
    });
    await g.put('acc', path(g), rhythm());
    expect((await g.get('acc-h', path(g))).status).toBe(200);
    expect((await g.get('far', path(g))).status).toBe(404);
    expect(
      ((await g.get('far', '/v1/consultation-schedules')).body as { items: unknown[] }).items,
    ).toEqual([]);
    expect(problemOf(await g.post('acc-h', `${path(g)}/term`, undefined))).toMatchObject({
      status: 403,
      code: 'not-coordinator',
    });
  });

  it("the namespace's write right is what setting a schedule needs, and no less", async () => {
    const g = await Fixture.setUp(b);
    await g.put('acc', path(g), rhythm());
    const { engine } = b.service;
    const stack = inject('stack');
    const key = await readSigningKey(stack.signingKeyFile);
    const as = async (permission: string) =>
      engine.connection.withApiKey(
        await mintEngineToken(key, {
          sub: 'test',
          permissions: [`${stack.namespace}:${permission}`],
        }),
        () => engine.client.schedule.getHandle(idOf(g)).pause('x'),
      );
    const denied = { cause: { code: 7 } };
    await expect(as('read')).rejects.toMatchObject(denied);
    await expect(as('worker')).rejects.toMatchObject(denied);
    await expect(as('write')).resolves.toBeUndefined();
  });
});
