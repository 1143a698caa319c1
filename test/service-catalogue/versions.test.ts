/** QJ-2.1a, A2, A3 政务服务事项清单: the annexes first, then changes with their reason; two persons; one version in force on a day. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau } from '../setup/bureau.ts';
import { annexes, inDays, Office, paper, today, told } from './acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const refusal = (code: string, status = 422, clause = 'QJ-2.1a') => [status, code, clause];
const of2021 = { decidedOn: '2021-04-27', inForceOn: '2021-04-27' };

describe.concurrent('QJ-2.1a 政务服务事项清单', () => {
  it('QJ-A2 QJ-A3 QJ-2.1a: the first version is the annexes; it is confirmed by another person who has read it, and then everybody reads the same', async () => {
    const g = await Office.setUp(b);
    const { powers, services } = annexes();
    const other = [
      [{ powers: powers.slice(1) }, 'QJ-A2'],
      [{ powers: powers.map((p) => (p.number === 8 ? { ...p, type: 'penalty' } : p)) }, 'QJ-A2'],
      [{ services: services.slice(0, 37) }, 'QJ-A3'],
      [
        {
          services: services.map((s) => ({
            ...s,
            name: s.name.replace('药店用结算', '药店费用结算'),
          })),
        },
        'QJ-A3',
      ],
    ] as const;
    for (const [lists, clause] of other)
      expect(told(await g.propose({ ...of2021, ...lists }))).toEqual(
        refusal('catalogue-not-as-printed', 422, clause),
      );
    expect(told(await g.propose({}))).toEqual(refusal('catalogue-undated'));
    expect(told(await g.propose({ decidedOn: '2199-01-01', inForceOn: '2199-01-01' }))).toEqual(
      refusal('in-the-future'),
    );
    expect(told(await g.propose({ ...of2021, decidedOn: '2021-04-26' }))).toEqual([
      422,
      'no-legal-basis',
      'X-11',
    ]);
    expect(told(await g.propose({ ...of2021, decidedOn: '2021-04-28' }))).toEqual(
      refusal('catalogue-order'),
    );
    expect(told(await g.propose({ ...of2021, confirming: 'nobody' }))).toEqual(
      refusal('unknown-reference'),
    );

    const file = await g.proposed(of2021);
    expect(file).toMatch(/^FW\./);
    // One at a time; and nothing is in force before it is confirmed.
    expect(told(await g.propose(of2021))).toEqual(refusal('catalogue-pending', 409));
    expect((await g.standing()).status).toBe(404);
    const proposal = await g.one(file);
    expect(proposal).toMatchObject({ version: null, state: 'proposed', inForce: false });
    expect(proposal.services[0]).toMatchObject({
      name: '基本医疗保险定点零售药店用结算',
      note: expect.stringContaining('用结算'),
      online: null,
    });
    expect(proposal.services.filter((s) => s['leadsTo'] !== null).map((s) => s.number)).toEqual([
      2, 3, 37,
    ]);
    const count = (type: string) => proposal.powers.filter((p) => p['type'] === type).length;
    expect(
      ['penalty', 'coercion', 'inspection', 'confirmation', 'reward'].map((type) => count(type)),
    ).toEqual([7, 1, 7, 1, 1]);

    const { hash: list } = proposal;
    const confirm = (by: string, what = list, claims?: Record<string, unknown>) =>
      g.act(file, 'confirmation', { list: what }, by, claims);
    expect(await confirm('reg')).toEqual(refusal('same-person', 403));
    expect(await confirm('twin')).toEqual(refusal('same-person', 403));
    expect(await confirm('ju')).toEqual(refusal('approver-missing'));
    expect((await confirm('far'))[0]).toBe(403);
    expect(await confirm('head', '0'.repeat(64))).toEqual(refusal('catalogue-other-list', 409));
    expect(await confirm('head')).toEqual([200]);
    await g.until(file, { stage: 'closed', outcome: 'confirmed' });

    const public_ = await g.standing();
    expect(public_.body).toMatchObject({ version: 1, inForceFrom: '2021-04-27', inForce: true });
    expect((public_.body as { services: unknown[] }).services).toHaveLength(38);
    expect(public_.text).not.toContain(g.o('head'));
    // 同源 The window and the network have the same tag, and are told when nothing has changed.
    const path = `/v1/service-catalogues/in-force?bureau=${g.id}`;
    const again = await b.get(g.o('sys'), path, { 'If-None-Match': public_.headers['etag']! });
    expect(again.status).toBe(304);
    expect((await b.get(g.o('h'), `${path}&format=csv`)).text).toContain(
      '受理医疗保障投诉、举报事项',
    );
    // The day before it there was none.
    expect((await g.standing('2021-04-26')).status).toBe(404);
    expect((await g.standing('2021-04-27')).status).toBe(200);
    // 事件 The change stands in the register, from where receivers have it.
    const entries = await b.owner<{ body: Record<string, unknown> }[]>`
      select body from register where file_id = ${file} and type = 'service-catalogue-in-force'`;
    expect(entries.map(({ body }) => body)).toEqual([
      { inForceFrom: '2021-04-27', powers: 17, services: 38, changes: [] },
    ]);
  });

  it('QJ-2.1a: a later version has a reason, says why a name is another one and what the shares are counted over, and holds from its confirmation', async () => {
    const g = await Office.setUp(b);
    await g.first();
    const { powers, services } = annexes();
    const now = { decidedOn: today(), inForceOn: today(), reason: '市局清单调整' };
    const added = { number: 39, name: '样例新增服务', online: true };
    const asked = async (more: object) => told(await g.propose({ ...now, ...more }));
    expect(await asked({})).toEqual(refusal('catalogue-unchanged', 409));
    const online = services.map((s) => ({ ...s, online: true }));
    expect(await asked({ services: online, reason: undefined })).toEqual(refusal('reason-missing'));
    expect(
      await asked({ services: online, inForceOn: '2021-04-27', decidedOn: '2021-04-27' }),
    ).toEqual(refusal('catalogue-order'));
    const renamed = services.map((s) => (s.number === 5 ? { ...s, name: '样例更名' } : s));
    expect(await asked({ services: renamed })).toEqual(refusal('name-change-unexplained'));
    const retyped = powers.map((p) => (p.number === 16 ? { ...p, type: 'reward' } : p));
    expect(await asked({ powers: retyped })).toEqual(refusal('name-change-unexplained'));
    const more = [
      ...services.map((s) =>
        s.number === 5 ? { ...s, name: '样例更名', why: '市局统一名称' } : s,
      ),
      added,
    ];
    const without = powers.slice(0, 16);
    const lists = { services: more, powers: without };
    expect(await asked(lists)).toEqual(refusal('denominators-unsaid'));
    // One deleted and another added is an exchange, whatever number it is given.
    const exchanged = [...services.filter((s) => s.number !== 5), added];
    const both = { powers: 17, services: 38 };
    expect(await asked({ services: exchanged, denominators: both })).toEqual(
      refusal('name-change-unexplained'),
    );
    const explained = exchanged.map((s) => (s.number === 39 ? { ...s, why: '替代' } : s));
    expect(await asked({ services: explained })).toEqual(refusal('denominators-unsaid'));
    // 2062 for 2026, say.
    expect(await asked({ services: online, inForceOn: inDays(370) })).toEqual(
      refusal('catalogue-too-far'),
    );
    expect(await asked({ ...lists, denominators: { powers: 17, services: 39 } })).toEqual(
      refusal('denominators-unsaid'),
    );
    const time = (statutory: string, actual: string) =>
      services.map((s) =>
        s.number === 1 ? { ...s, time: { unit: 'working-days', statutory, actual } } : s,
      );
    for (const [statutory, actual] of [
      ['0', '0'],
      ['-1', '0'],
      ['20', '-0.5'],
    ] as const)
      expect(await asked({ services: time(statutory, actual) })).toEqual(
        refusal('service-time-invalid', 422, 'QJ-2.6d'),
      );
    const flagged = services.map((s) =>
      s.number === 2 ? { ...s, fullyOnline: true, online: false } : s,
    );
    expect(await asked({ services: flagged })).toEqual(refusal('flags-contradict', 422, 'QJ-2.6g'));

    // Rejected by its own author: what was in force goes on, and the number is not lost.
    const rejected = await g.proposed({ ...now, services: online });
    expect(await g.act(rejected, 'rejection', {}, 'reg')).toEqual(refusal('reason-missing'));
    expect(await g.act(rejected, 'rejection', { reason: '有误' }, 'reg')).toEqual([200]);
    await g.until(rejected, { outcome: 'rejected' });
    const file = await g.proposed({ ...now, ...lists, denominators: { powers: 16, services: 39 } });
    await g.confirmed(file, 'reg2');
    await g.until(file, { outcome: 'confirmed' });
    expect(
      (await g.versions()).map((v) => [v.version, v.state, v.inForce, v.inForceUntil === null]),
    ).toEqual([
      [2, 'confirmed', true, true],
      [null, 'rejected', false, true],
      [1, 'confirmed', false, false],
    ]);
    expect((await g.one(file)).changes.toSorted()).toEqual(['add:S39', 'delete:P17', 'rename:S5']);
    expect((await g.standing()).body).toMatchObject({ version: 2, powers: { length: 16 } });
    // On each day exactly one.
    expect((await g.standing('2022-01-01')).body).toMatchObject({ version: 1 });
  });

  it('QJ-2.1a: what is decided to begin earlier begins on the day of its confirmation; one that is not confirmed is reminded of and no breach', async () => {
    const g = await Office.setUp(b);
    await g.first();
    const services = annexes().services.map((s) => ({
      ...s,
      oneWindow: true,
      comprehensiveCounter: true,
    }));
    const file = await g.proposed({
      decidedOn: '2026-01-05',
      inForceOn: '2026-01-05',
      reason: 'x',
      services,
    });
    await b.skip(file, 24 * 16);
    await g.until(file, { attention: 'management-overdue' });
    const { hash: list } = await g.one(file);
    expect(await g.act(file, 'confirmation', { list }, 'head')).toEqual([200]);
    const { inForceFrom } = await g.one(file);
    expect(inForceFrom! > '2026-01-05').toBe(true);
    expect(((await g.get(`/v1/breaches?file=${file}`, 'all')).body as { items: [] }).items).toEqual(
      [],
    );
  });

  it('QJ-2.1a: a version whose day has not come bars no other one and is revoked by two persons; what follows another version than it was compared with is not confirmed', async () => {
    const g = await Office.setUp(b);
    await g.first();
    const { services } = annexes();
    const online = (n: number) => services.map((s) => (s.number <= n ? { ...s, online: true } : s));
    const asked = (n: number, inForceOn: string) => ({
      decidedOn: today(),
      inForceOn,
      reason: '样例',
      services: online(n),
    });
    const far = await g.inForce(asked(1, inDays(300)));
    await g.until(far, { outcome: 'confirmed' });
    // 及时 The next one need not wait for that day; it is told that the day takes its changes away.
    const now = await g.proposed(asked(2, today()));
    expect((await g.view(now)).notes.join()).toContain(inDays(300));
    expect((await g.one(now)).changes.toSorted()).toEqual(['modify:S1', 'modify:S2']);
    await g.confirmed(now);
    await g.until(now, { outcome: 'confirmed' });
    expect((await g.standing()).body).toMatchObject({ version: 3 });
    expect((await g.standing(inDays(300))).body).toMatchObject({ version: 2 });
    expect((await g.one(now)).inForceUntil).toBe(inDays(299));
    // 撤回 By two persons, and only before its day.
    const revokes = (file: string, by = 'reg') =>
      g.post(
        `/v1/service-catalogues/${file}/revocation`,
        { document: paper(3), reason: '年份有误' },
        by,
      );
    expect(told(await revokes(now))).toEqual(refusal('catalogue-day-come', 409));
    const reply = await revokes(far);
    expect(reply.status).toBe(201);
    const { file } = reply.body as { file: string };
    expect(told(await revokes(far))).toEqual(refusal('catalogue-pending', 409));
    const [{ hash }] =
      (await b.owner`select hash from inbox where file_id = ${file} and number = 1`) as unknown as [
        { hash: string },
      ];
    const confirms = (by: string) => g.act(file, 'confirmation', { list: hash }, by);
    expect(await confirms('reg')).toEqual(refusal('same-person', 403));
    expect(await confirms('head')).toEqual([200]);
    await g.until(file, { outcome: 'revoked' });
    expect((await g.standing(inDays(300))).body).toMatchObject({ version: 3 });
    expect((await g.versions()).map((v) => [v.version, v.state])).toEqual([
      [3, 'confirmed'],
      [2, 'revoked'],
      [1, 'confirmed'],
    ]);
    expect(told(await revokes(far))).toEqual(refusal('catalogue-day-come', 409));
    // One that is to hold later than another that came in between is compared anew.
    const later = await g.proposed(asked(3, inDays(100)));
    await b.owner`update service_version set revoked_at = null, revoked_file = null, in_force_from = ${inDays(50)} where file_id = ${far}`;
    const { hash: list } = await g.one(later);
    expect(await g.act(later, 'confirmation', { list }, 'head')).toEqual(
      refusal('catalogue-base-other', 409),
    );
  });

  it('X-11: another bureau needs its decision, and begins with lists of its own', async () => {
    const none = await Office.setUp(b, { area: '500100' });
    const now = { decidedOn: today(), inForceOn: today() };
    expect(told(await none.propose(now))).toEqual([422, 'no-legal-basis', 'X-11']);
    const adoptions = [{ instrument: 'QJ', decidedOn: '2026-01-05', document: paper(9) }];
    const g = await Office.setUp(b, { area: '500100', adoptions });
    const services = [{ number: 1, name: '样例服务', commitment: true, commitmentItem: 'none' }];
    // By a handler of the centre, confirmed in the unit over it.
    const file = await g.proposed({ ...now, services, powers: annexes().powers.slice(0, 2) }, 'h');
    expect((await g.view(file)).notes.join()).toContain('TJ84-3.1');
    await g.confirmed(file);
    expect((await g.standing()).body).toMatchObject({ version: 1, services: { length: 1 } });
  });
});
