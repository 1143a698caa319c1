/** 熔断 TJ51-6.1 to 6.3 on the real engine: touched, warned, delivered, tripped, cut off with a file that leads back, restored, half-open, reset. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Bureau, document, iso } from '../setup/bureau.ts';
import { Office } from './bureau.ts';

let b: Bureau;
let o: Office;
beforeAll(async () => {
  b = await Bureau.open();
  o = await Office.open(b);
});
afterAll(async () => {
  await b.close();
});

/** 监督所 files no case: 支付处 lifts. */
async function lifted(response: string): Promise<void> {
  await o.accepted('jds', response, 'filing-decision', {
    documentNo: '津监〔2026〕1号',
    document: document(),
    decidedAt: iso(await b.now(response)),
    outcome: 'not-filed',
    reason: '样例理由',
  });
  await lift(response);
}
const lift = (response: string): Promise<void> =>
  o.accepted('zfc', response, 'suspension-review', {
    document: document(),
    outcome: 'lift',
    reason: '样例理由',
  });

describe.concurrent('熔断', () => {
  it('TJ51-6.2, 6.3 its whole way: nothing below the warning, one warning, its delivery, the trip, the response, the two instants, restored, half-open, reset', async () => {
    const subject = await o.institution();
    const early = await o.touches([o.touch(subject, { value: 99.9 })]);
    expect(early[0]).toMatchObject({ state: 'accepted', outcome: 'below' });
    expect(await o.breakers(subject)).toEqual([]);

    const { file } = await o.warned(subject);
    expect(file).toMatch(/^RD\.cb-[0-9a-z]+\.\d{4}-\d{5}$/);
    // At the warning threshold and below the trip threshold: recorded, not counted.
    const more = await o.touches([
      o.touch(subject, { value: 110 }),
      o.touch(subject),
      o.touch(subject),
    ]);
    expect(more.map((a) => a['outcome'])).toEqual(['noted', 'touched', 'touched']);
    expect((await o.view(file)).stage).toBe('warned');

    await o.touches([o.touch(subject)]);
    const tripped = await o.entry(file, 'breaker-tripped');
    expect(tripped).toMatchObject({
      clause: 'TJ51-6.3',
      body: { item: 'cards@1', touches: 3, agreementClause: '第33条', cut: 'settlement' },
    });
    const ordered = await o.entry(file, 'stop-ordered');
    const response = String(ordered.body['response']);
    expect(response).toMatch(/^RR-B\./);
    const letter = await o.view(response);
    expect(letter).toMatchObject({ stage: 'suspended', subject: { id: subject } });
    expect(JSON.stringify(letter)).toContain('没有批准人');
    expect((await b.get(o.o('reg'), `/v1/subjects/${subject}/status`)).body).toMatchObject({
      suspended: true,
    });

    // 没有回执 Shown to whoever watches the machines, until it is acknowledged.
    const { text } = await b.get(o.o('reg'), '/metrics');
    expect(Number(/^duban_breaker_orders_unacknowledged (\d+)$/m.exec(text)![1])).toBeGreaterThan(
      0,
    );
    expect(text).toMatch(/^duban_breaker_order_oldest_seconds \d/m);

    const at = Date.now();
    expect(await o.acknowledge(file, 'stop:1', { at: iso(at) })).toMatchObject({
      state: 'accepted',
    });
    const stopped = await o.entry(file, 'money-stopped');
    expect(stopped.body['gapMs']).toBe(at - Date.parse(String(stopped.body['decidedAt'])));
    // Acknowledged twice: the first word stands.
    expect(await o.acknowledge(file, 'stop:1')).toMatchObject({ state: 'known' });
    expect((await o.breakers(subject))[0]).toMatchObject({ response, stage: 'open', trips: 1 });

    // A reset lifts nothing.
    const document1 = document();
    const early2 = await o.act('zfc', file, 'reset', { document: document1, reason: '样例' });
    expect(early2.body).toMatchObject({ code: 'breaker-suspended', clause: 'TJ51-6.3' });

    await lifted(response);
    await o.entry(file, 'resume-ordered');
    await o.stage(file, 'restored');
    const unacknowledged = await o.act('zfc', file, 'half-open', {
      document: document1,
      reason: '样例',
    });
    expect(unacknowledged.body).toMatchObject({ code: 'acknowledgement-missing' });
    // By an officer, with proof, where the system has not answered.
    await o.accepted('sbzx', file, 'resume-acknowledgement', {
      order: 'resume:1',
      at: iso(Date.now()),
      document: document(),
    });
    await o.entry(file, 'money-resumed');
    expect((await o.act('zfc', file, 'half-open', { document: document1 })).body).toMatchObject({
      code: 'reason-missing',
      clause: 'TJ51-6.3',
    });
    await o.accepted('zfc', file, 'half-open', { document: document1, reason: '样例' });
    await o.stage(file, 'half-open');
    // Half-open: the warning stands, touches count anew, and it trips a second time.
    await o.touches([o.touch(subject), o.touch(subject), o.touch(subject)]);
    await o.stage(file, 'open');
    const orders = (await o.entries(file)).filter(({ type }) => type === 'stop-ordered');
    expect(orders.map(({ body }) => body['order'])).toEqual(['stop:1', 'stop:2']);
    // Its response still owes notices: the second trip is a new suspension there.
    expect(orders[1]!.body['response']).toBe(response);
    await lift(response);
    // The stop was never acknowledged: its resumption is asked for, and the stop no more.
    await o.stage(file, 'restored');
    expect(await o.acknowledge(file, 'resume:2')).toMatchObject({ state: 'accepted' });
    await vi.waitFor(async () =>
      expect((await o.entries(file)).filter((e) => e.type === 'money-resumed')).toHaveLength(2),
    );
    await o.accepted('zfc', file, 'reset', { document: document1, reason: '样例' });
    await o.stage(file, 'closed');
    expect(await o.view(file)).toMatchObject({ outcome: 'reset', duties: [] });
    const table = await b.get(o.o('reg'), '/v1/circuit-breakers?format=csv&state=closed');
    expect(table.text).toContain(file);
  });

  it('TJ51-6.3 a trip joins the open response of its subject as new facts: one suspension', async () => {
    const subject = await o.institution();
    const letter = await b.post(o.o('jds'), '/v1/rapid-responses', {
      direction: 'A',
      subject: { kind: 'institution', id: subject },
      documentNo: '津医监函〔2026〕9号',
      document: document(),
      grounds: ['suspected-violation'],
      investigation: document(),
      phone: { calledAt: iso(Date.now()), person: '样例', number: '022-1' },
    });
    expect([letter.status, letter.text.slice(0, 200)]).toEqual([201, expect.anything()]);
    const { file: response } = letter.body as { file: string };
    const tripped = await o.tripped(subject);
    expect(tripped.response).toBe(response);
    expect((await o.entry(response, 'suspension-joined')).body).toMatchObject({
      became: 'opened',
      breaker: tripped.file,
      cut: 'settlement',
    });
    expect((await b.get(o.o('reg'), `/v1/subjects/${subject}/status`)).body).toMatchObject({
      history: [expect.objectContaining({ file: response })],
    });
  });

  it('TJ51-6.3 a physician: the qualification is cut, under the clause of the supplementary agreement, by a response about the physician', async () => {
    const subject = await b.practitioner([await o.institution()], o.id);
    const put = await o.put('prescriptions', 1, {
      subjects: ['practitioner'],
      cut: 'qualification',
      agreementClause: '第8条',
    });
    expect([put.status, put.text]).toEqual([200, expect.anything()]);
    const touch = (value: number) =>
      o.touch(subject, {
        subject: { kind: 'practitioner', id: subject },
        indicator: 'prescriptions',
        value,
      });
    await o.touches([touch(110)]);
    const file = await o.breaker(subject);
    await o.entry(file, 'indicator-warned');
    expect(await o.acknowledge(file, 'prescriptions@1')).toMatchObject({ state: 'accepted' });
    await o.entry(file, 'warning-delivered');
    await o.touches([touch(130), touch(130), touch(130)]);
    const { body } = await o.entry(file, 'stop-ordered');
    expect(await o.entry(file, 'breaker-tripped')).toMatchObject({
      body: { cut: 'qualification', agreementClause: '第8条' },
    });
    expect(await o.view(String(body['response']))).toMatchObject({
      stage: 'suspended',
      subject: { kind: 'practitioner', id: subject },
    });
    expect((await b.get(o.o('reg'), `/v1/subjects/${subject}/status`)).body).toMatchObject({
      suspended: true,
    });
  });
});
