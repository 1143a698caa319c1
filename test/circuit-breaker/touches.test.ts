/** 触碰 TJ51-6.2, 6.3: what comes in twice, late, in any order, unsigned, of nobody and of nothing; and what only the delivery of the warning makes count. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../domain/time/instant.ts';
import { Bureau, document, iso } from '../setup/bureau.ts';
import { Office, type Body } from './bureau.ts';

const MINUTE = 60_000;
let b: Bureau;
let o: Office;
beforeAll(async () => {
  b = await Bureau.open();
  o = await Office.open(b, { settings: { staleHours: 48 } });
});
afterAll(async () => {
  await b.close();
});
const said = (answers: readonly Body[]) =>
  answers.map((a) => [a['state'], a['outcome'] ?? a['code']]);

describe.concurrent('触碰', () => {
  it('TJ51-6.3 each is answered by itself; what is stale, future, unknown or badly formed changes nothing, and the same event again is the same', async () => {
    const subject = await o.institution();
    const now = Date.now();
    const first = o.touch(subject);
    const given = [
      first,
      o.touch(subject, { measuredAt: iso(now + HOUR) }),
      o.touch(subject, { measuredAt: iso(now - 49 * HOUR) }),
      o.touch(subject, { measuredAt: iso(now - HOUR) }),
      o.touch(subject, { indicator: 'none' }),
      o.touch('nobody'),
      o.touch(subject, { subject: { kind: 'practitioner', id: subject } }),
      o.touch(subject, { value: '130' }),
      { ...first, value: 131 },
    ];
    const answers = await o.touches(given);
    expect(said(answers)).toEqual([
      ['accepted', 'warned'],
      ['refused', 'in-the-future'],
      ['refused', 'touch-stale'],
      // Before the first version was adopted.
      ['refused', 'indicator-not-in-force'],
      ['refused', 'indicator-unknown'],
      ['refused', 'unknown-reference'],
      ['refused', 'unknown-reference'],
      ['refused', 'bad-input'],
      ['conflict', 'idempotency-conflict'],
    ]);
    expect(answers[1]).toMatchObject({ clause: 'TJ51-6.3', lawful: expect.anything() });
    expect(await o.touches(given)).toEqual(answers);
    const file = await o.breaker(subject);
    await o.entry(file, 'indicator-warned');
    expect((await o.entries(file)).filter((e) => e.type === 'indicator-warned')).toHaveLength(1);
  });

  it('TJ51-6.3 a person, a system for a person, one of another office and nobody at all report nothing', async () => {
    const subject = await o.institution();
    const body = o.touch(subject);
    for (const by of ['sbzx', 'ywt'])
      expect((await b.post(o.o(by), '/v1/touches', body)).body).toMatchObject({
        code: 'not-authorised',
        clause: 'TJ51-6.3',
      });
    const through = await b.post(o.o('sbzx'), '/v1/touches', body, 'k', {
      act: { sub: o.o('js') },
    });
    expect(through.body).toMatchObject({ code: 'not-authorised' });
    expect(await o.breakers(subject)).toEqual([]);
  });

  it('TJ51-6.3 only touches measured after the delivery count, whatever the order in which they come in; those that came before the word of the delivery count too', async () => {
    const subject = await o.institution();
    await o.touches([o.touch(subject)]);
    const file = await o.breaker(subject);
    await o.entry(file, 'indicator-warned');
    const deliveredAt = Date.now();
    // Undelivered: whatever comes is kept, and nothing trips.
    await o.touches([
      o.touch(subject, { measuredAt: iso(deliveredAt - 1) }),
      o.touch(subject, { measuredAt: iso(deliveredAt) }),
      o.touch(subject, { measuredAt: iso(deliveredAt + 30) }),
      o.touch(subject, { measuredAt: iso(deliveredAt + 10) }),
    ]);
    expect((await o.view(file)).stage).toBe('warned');
    const word = await o.acknowledge(file, 'cards@1', { at: iso(deliveredAt) });
    expect([word['state'], word['code']]).toEqual(['accepted', undefined]);
    await o.entry(file, 'warning-delivered');
    expect((await o.view(file)).stage).toBe('warned');
    // The third one after the delivery comes last and was measured first.
    await o.touches([o.touch(subject, { measuredAt: iso(deliveredAt + 1) })]);
    const { body } = await o.entry(file, 'breaker-tripped');
    expect(body).toMatchObject({
      touches: 3,
      first: iso(deliveredAt + 1),
      last: iso(deliveredAt + 30),
    });
  });

  it('TJ51-6.3 the window slides: touches too far apart do not trip', async () => {
    const wide = await Office.open(b, {
      indicator: { trip: { at: 120, touches: 2, withinMinutes: 1 } },
    });
    const subject = await wide.institution();
    // In force for two hours, so that the window can be wider than the test.
    await b.owner`update indicator set valid_from = valid_from - interval '2 hours' where bureau_id = ${wide.id}`;
    const past = Date.now() - HOUR;
    const at = (minutes: number) =>
      wide.touch(subject, { measuredAt: iso(past + minutes * MINUTE) });
    await wide.touches([at(-10)]);
    const file = await wide.breaker(subject);
    await b.owner`update breaker_warning set warned_at = warned_at - interval '2 hours' where file_id = ${file}`;
    await wide.accepted('sbzx', file, 'warning-service', {
      warning: 'cards@1',
      method: 'direct',
      servedAt: iso(await b.now(file)),
      proof: document(),
    });
    await b.owner`update breaker_warning set delivered_at = ms_at(${past}::bigint) where file_id = ${file}`;
    await wide.touches([at(1), at(3), at(5)]);
    await wide.touches([at(7)]);
    expect((await wide.view(file)).stage).toBe('warned');
    expect(said(await wide.touches([at(6)]))).toEqual([['accepted', 'touched']]);
    const [row] = await b.owner<
      { state: string; round: number }[]
    >`select state, round from breaker where file_id = ${file}`;
    expect(row).toEqual({ state: 'tripped', round: 1 });
  });

  it('TJ51-6.3 two trips at the same instant are one', async () => {
    const subject = await o.institution();
    const { file } = await o.warned(subject);
    await Promise.all(
      Array.from({ length: 6 }, () =>
        o.touches([o.touch(subject), o.touch(subject), o.touch(subject)]),
      ),
    );
    await o.entry(file, 'stop-ordered');
    const kinds = (await o.entries(file)).map((e) => e.type);
    expect(kinds.filter((type) => type === 'breaker-tripped')).toHaveLength(1);
    expect(await o.breakers(subject)).toHaveLength(1);
    const lists = await b.get(o.o('reg'), '/v1/breaker-warnings?format=csv');
    expect(lists.text).toContain(file);
  });

  it('TJ51-6.3 reset spends what was touched: late events change nothing, and a new touch warns anew in a new file', async () => {
    const subject = await o.institution();
    const { file } = await o.warned(subject);
    const before = iso(Date.now());
    expect(
      (await o.act('sbzx', file, 'reset', { document: document(), reason: '样例' })).body,
    ).toMatchObject({
      code: 'not-owed-by-you',
    });
    await o.accepted('zfc', file, 'reset', { document: document(), reason: '样例' });
    await o.stage(file, 'closed');
    expect((await o.view(file)).outcome).toBe('reset');
    expect(said(await o.touches([o.touch(subject, { measuredAt: before })]))).toEqual([
      ['refused', 'touch-stale'],
    ]);
    await vi.waitFor(async () =>
      expect(said(await o.touches([o.touch(subject)]))).toEqual([['accepted', 'warned']]),
    );
    const next = await o.breaker(subject);
    expect(next).not.toBe(file);
    expect(await o.acknowledge(file, 'cards@1')).toMatchObject({ state: 'known' });
  });

  it('TJ51-6.1 a version that ends takes its warning with it: the file closes, and its touches are no longer taken', async () => {
    const ending = await Office.open(b);
    const subject = await ending.institution();
    await ending.touches([ending.touch(subject)]);
    const file = await ending.breaker(subject);
    // Of a version in force the end alone can be set.
    const put = await ending.put('cards', 1, { validUntil: iso(Date.now() + 4_000) });
    expect([put.status, put.status === 200 ? '' : put.text]).toEqual([200, '']);
    await ending.stage(file, 'closed');
    expect((await ending.view(file)).outcome).toBe('lapsed');
    expect(said(await ending.touches([ending.touch(subject)]))).toEqual([
      ['refused', 'indicator-not-in-force'],
    ]);
  });
});
