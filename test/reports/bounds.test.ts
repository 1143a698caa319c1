/** A report asks over connections of its own, which only read and give up after a time. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bureau, people } from '../setup/bureau.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open({ longestReport: 300 });
});
afterAll(() => bureau.close());

it('a query that takes too long is stopped, and the answer says what to ask instead; acts are taken in meanwhile', async () => {
  const figures = '/v1/reports/figures?kind=refused-attempts&from=2026-01-01&until=2026-03-31';
  expect((await bureau.get(people.regulator, figures)).status).toBe(200);
  const refused = await bureau.owner.begin(async (tx) => {
    await tx`lock table refused_attempt in access exclusive mode`;
    const others = await bureau.get(people.regulator, '/v1/files?limit=1');
    expect(others.status).toBe(200);
    return bureau.get(people.regulator, figures);
  });
  expect(refused).toMatchObject({
    status: 503,
    body: { code: 'report-too-large', lawful: { zh: expect.stringContaining('缩小期间') } },
  });
  expect((await bureau.get(people.regulator, figures)).status).toBe(200);
});

it('nothing is written over them', async () => {
  const { reports } = bureau.service.acts;
  await expect(reports`update officer set name = name`).rejects.toMatchObject({ code: '25006' });
});
