/** QY-7.1, 7.3: visits under a special inspection, through the gates of their own files. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDays,
  document,
  ok,
  problem,
  today,
  told,
  type Body,
  type Fixture,
} from '../inspection/acts.ts';
import { fixture } from '../inspection/visits.ts';

const DAY = addDays(today(), 1);
let g: Fixture;
beforeAll(async () => {
  g = await fixture({ specialsPerYear: 20 });
});
afterAll(async () => {
  await g.close();
});

async function special(papers: number, changes: Body = {}): Promise<string> {
  const reply = await g.bureau.post(g.handler, '/v1/special-inspections', {
    body: g.county,
    title: '样例专项',
    madeOn: today(),
    days: { from: DAY, until: addDays(DAY, 30) },
    items: ['i-1'],
    scope: '样例',
    document: document(),
    ...changes,
  });
  expect(reply.status, reply.text).toBe(201);
  const { file } = reply.body as { file: string };
  const at = new Date(Number(await g.bureau.now(file))).toISOString();
  const acts: [string, Body][] = [
    [
      'government-approval',
      {
        approvedAt: at,
        approver: { name: '样例人民政府', kind: 'government', level: 'county', area: '621002' },
        document: document(),
      },
    ],
    [
      'justice-filing',
      {
        filedAt: at,
        level: 'county',
        area: '621002',
        department: '样例司法局',
        receiptNo: '1',
        document: document(),
      },
    ],
    ['special-publication', { publishedAt: at, url: 'https://example.invalid/zx' }],
  ];
  for (const [type, body] of acts.slice(0, papers))
    expect(told(await g.act(file, type, body))).toEqual(ok);
  return file;
}
const plan = async (campaign: string, changes: Body = {}): Promise<Body> =>
  g.plan(await g.institution(), {
    kind: 'special',
    special: { campaign },
    days: { from: DAY, until: DAY },
    ...changes,
  });
const gate = async (body: Body): Promise<string[]> =>
  (await g.assess(body)).findings
    .filter((f) => f.gate === 'special-papers')
    .map((f) => [f.outcome, f.code, f.clause, (f.missing ?? []).join(' ')].join(' ').trim());

describe.concurrent('QY-7.1 a visit under a special inspection', () => {
  it('QY-7.1: with each paper there is one less missing; with the last, and only then, a visit is planned, approved and begun', async () => {
    expect(await gate(await plan('ZX.none.2026-00001'))).toEqual([
      'refused special-papers-missing QY-7.1 plan government-approval justice-filing publication',
    ]);
    expect(await gate(await plan(await special(1)))).toEqual([
      'refused special-papers-missing QY-7.1 justice-filing publication',
    ]);
    const two = await special(2);
    expect(await gate(await plan(two))).toEqual([
      'refused special-papers-missing QY-7.1 publication',
    ]);
    expect(problem(await g.file(await plan(two)))).toMatchObject({ status: 422, clause: 'QY-7.1' });
    const all = await special(3);
    const file = await g.filed(await plan(all));
    expect(told(await g.approve(file))).toEqual(ok);
    expect(told(await g.act(all, 'special-end', { report: document() }))).toEqual([
      409,
      'special-pending',
      'QY-7.1',
    ]);
    await g.toDay(file, DAY);
    expect(told(await g.start(file))).toEqual(ok);
    expect(told(await g.act(all, 'special-withdrawal', { reason: '样例' }))).toEqual([
      409,
      'special-begun',
      'QY-7.2',
    ]);
    expect(told(await g.act(all, 'special-end', { report: document() }))).toEqual(ok);
  });

  it('QY-7.1: withdrawn after the approval of a visit, the door stays shut', async () => {
    const campaign = await special(3);
    const file = await g.filed(await plan(campaign));
    expect(told(await g.approve(file))).toEqual(ok);
    expect(told(await g.act(campaign, 'special-withdrawal', { reason: '样例' }))).toEqual(ok);
    await g.toDay(file, DAY);
    expect(told(await g.start(file))).toEqual([422, 'special-papers-missing', 'QY-7.1']);
  });

  it('QY-7.1: a visit keeps to the body, the items and the days that were published', async () => {
    const campaign = await special(3);
    expect(await gate(await plan(campaign, { items: [g.planned('i-2')] }))).toEqual([
      'refused outside-special QY-7.1 items',
    ]);
    expect(
      await gate(
        await plan(campaign, { days: { from: addDays(DAY, 30), until: addDays(DAY, 31) } }),
      ),
    ).toEqual(['refused outside-special QY-7.1 days']);
    expect(
      await gate(
        await plan(campaign, { days: { from: addDays(DAY, 29), until: addDays(DAY, 30) } }),
      ),
    ).toEqual(['passed  QY-7.1']);
  });

  it('QY-7.3: an emergency approved by the head lets a visit begin, and says what is owed', async () => {
    const campaign = await special(0, { emergency: { risk: 'fund-loss', reason: '样例' } });
    expect(await gate(await plan(campaign))).toEqual([
      'refused special-papers-missing QY-7.1 government-approval justice-filing publication',
    ]);
    expect(
      told(
        await g.act(
          campaign,
          'emergency-approval',
          { reason: '样例', document: document() },
          g.head,
        ),
      ),
    ).toEqual(ok);
    const body = await plan(campaign);
    const assessed = await g.assess(body);
    expect(assessed.findings.find((f) => f.gate === 'special-papers')).toMatchObject({
      outcome: 'excepted',
      clause: 'QY-7.3',
      by: 'fund-loss',
      owed: ['amended-plan-filing', 'government-approval', 'justice-filing', 'publication'],
    });
    const file = await g.filed(body);
    expect(told(await g.approve(file))).toEqual(ok);
    await g.toDay(file, DAY);
    expect(told(await g.start(file))).toEqual(ok);
  });
});
