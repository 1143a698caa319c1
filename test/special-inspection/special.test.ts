/** 专项检查 QY-7: plan, approval, filing, publication in this order and all of them first; how many a year; the emergency whose papers follow. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDays,
  Around,
  Bureau,
  document,
  problemOf,
  today,
  type Body,
  type Problem,
} from '../inspection/around-fixtures.ts';

let b: Bureau;
let g: Around;
beforeAll(async () => {
  b = await Bureau.open();
  g = await Around.setUp(b);
});
afterAll(async () => {
  await b.close();
});

const plan = (g: Around, changes: Body = {}): Body => ({
  body: g.u('ju'),
  title: '样例专项',
  madeOn: today(),
  days: { from: addDays(today(), 1), until: addDays(today(), 20) },
  items: ['sx-1'],
  scope: '样例：定点零售药店',
  document: document(),
  ...changes,
});
const open = (changes: Body = {}, by = 'h1', where = g): Promise<string> =>
  where.open(by, '/v1/special-inspections', plan(where, changes));
const refused = async (changes: Body, by = 'h1', where = g): Promise<Problem> =>
  problemOf(await where.post(by, '/v1/special-inspections', plan(where, changes)));
const city = { name: '庆阳市人民政府', kind: 'government', level: 'prefecture', area: '621000' };
const approval = async (file: string, approver: Body = {}, changes: Body = {}): Promise<Body> => ({
  approvedAt: await g.now(file),
  approver: { ...city, ...approver },
  document: document(2),
  ...changes,
});
const filing = async (file: string, changes: Body = {}): Promise<Body> => ({
  filedAt: await g.now(file),
  level: 'prefecture',
  area: '621000',
  department: '市司法局',
  receiptNo: '样例1',
  document: document(3),
  ...changes,
});
const publication = async (file: string, changes: Body = {}): Promise<Body> => ({
  publishedAt: await g.now(file),
  url: 'https://example.org/zx',
  ...changes,
});
/** As the gates read them; the scope is looked at in reports.test.ts. */
const papers = async (file: string): Promise<Body> => {
  const { scope: _scope, ...rest } = (
    await b.owner<{ p: Body }[]>`select special_papers(${file}) as p`
  )[0]!.p;
  return rest;
};
const counted = async (where = g): Promise<string[]> =>
  (
    await b.owner<{ c: { campaign: string }[] }[]>`select campaigns_of(${where.u('ju')}) as c`
  )[0]!.c.map((c) => c.campaign);
const all = async (file: string, where = g): Promise<void> => {
  await where.accept('h1', file, 'government-approval', await approval(file));
  await where.accept('h1', file, 'justice-filing', await filing(file));
  await where.accept('h1', file, 'special-publication', await publication(file));
};

describe.concurrent('QY-7.1 plan, approval, filing, publication', () => {
  it('QY-7.1: the gate of a visit sees each paper from the turn it is accepted, and not before', async () => {
    const file = await open();
    expect(file).toMatch(/^ZX\./);
    expect(await papers(file)).toEqual({ campaign: file, planMadeOn: today() });
    await g.accept('h1', file, 'government-approval', await approval(file));
    expect(await papers(file)).toMatchObject({
      government: { on: today(), level: 'prefecture', isGovernment: true, document: 'doc-2' },
    });
    await g.accept('h1', file, 'justice-filing', await filing(file));
    expect(await papers(file)).not.toHaveProperty('publishedOn');
    await g.accept('h1', file, 'special-publication', await publication(file));
    expect(await papers(file)).toEqual({
      campaign: file,
      planMadeOn: today(),
      government: { on: today(), level: 'prefecture', isGovernment: true, document: 'doc-2' },
      filedWithJusticeOn: today(),
      publishedOn: today(),
    });
    expect((await g.view(file)).stage).toBe('published');
    await g.accept('h1', file, 'special-end', { report: document(9) });
    await g.closed(file, 'ended');
    expect(await counted()).toContain(file);
  });

  it.each([
    ['the bureau itself', { kind: 'medical-insurance' }, 'approver-no-government'],
    [
      'another department',
      { kind: 'other-department', name: '市卫健委' },
      'approver-no-government',
    ],
    ['a township', { level: 'township', area: '621021' }, 'approver-no-government'],
    ['a government elsewhere', { name: '外地人民政府', area: '620100' }, 'approver-elsewhere'],
    ['a county for the whole city', { level: 'county', area: '621021' }, 'approver-elsewhere'],
  ])('QY-7.1: %s does not approve it', async (_who, approver, code) => {
    const file = await open();
    expect(
      await g.refuse('h1', file, 'government-approval', await approval(file, approver)),
    ).toEqual({ status: 422, code, clause: 'QY-7.1' });
    expect(await papers(file)).not.toHaveProperty('government');
  });

  it('QY-7.1: the bureau under the name of a government is found out by its own name', async () => {
    const file = await open();
    for (const name of [`测试医保局${g.id}`, '测试ju', g.u('ju')])
      expect(
        await g.refuse('h1', file, 'government-approval', await approval(file, { name })),
      ).toMatchObject({ code: 'approver-no-government' });
  });

  it('QY-7.1: a county bureau needs its county; the city or the province will do, the neighbour will not', async () => {
    const county = (): Promise<string> => open({ body: g.u('xian') }, 'x1');
    const by = async (approver: Body): Promise<number> => {
      const file = await county();
      return (await g.act('x1', file, 'government-approval', await approval(file, approver)))
        .status;
    };
    expect(await by({ name: '庆城县人民政府', level: 'county', area: '621021' })).toBe(200);
    expect(await by({})).toBe(200);
    expect(await by({ name: '环县人民政府', level: 'county', area: '621022' })).toBe(422);
  });

  it('QY-7.1: no paper comes before the one it follows, and none is dated before it', async () => {
    const file = await open();
    expect(await g.refuse('h1', file, 'justice-filing', await filing(file))).toEqual({
      status: 422,
      code: 'special-papers-order',
      clause: 'QY-7.1',
    });
    expect(
      await g.refuse('h1', file, 'special-publication', await publication(file)),
    ).toMatchObject({ code: 'special-papers-order' });
    expect(await g.refuse('h1', file, 'special-end', { report: document() })).toMatchObject({
      status: 409,
      code: 'special-papers-owed',
    });
    expect(
      await g.refuse(
        'h1',
        file,
        'government-approval',
        await approval(file, {}, { approvedAt: `${addDays(today(), -1)}T23:59:59+08:00` }),
      ),
    ).toMatchObject({ code: 'special-papers-order' });
    await g.accept('h1', file, 'government-approval', await approval(file));
    expect(
      await g.refuse(
        'h1',
        file,
        'justice-filing',
        await filing(file, { filedAt: `${addDays(today(), -1)}T12:00:00+08:00` }),
      ),
    ).toMatchObject({ code: 'special-papers-order', clause: 'QY-7.1' });
    expect(
      await g.refuse(
        'h1',
        file,
        'justice-filing',
        await filing(file, { level: 'county', area: '621021' }),
      ),
    ).toEqual({ status: 422, code: 'justice-not-same-level', clause: 'QY-7.1' });
    expect(
      await g.refuse('h1', file, 'special-publication', await publication(file)),
    ).toMatchObject({ code: 'special-papers-order' });
    await g.accept('h1', file, 'justice-filing', await filing(file));
    expect(
      await g.refuse(
        'h1',
        file,
        'special-publication',
        await publication(file, { publishedAt: `${addDays(today(), -1)}T12:00:00+08:00` }),
      ),
    ).toMatchObject({ code: 'special-papers-order' });
  });

  it('QY-7.1: the plan comes from the body, before its first day, with published items only', async () => {
    expect(await refused({}, 'far')).toMatchObject({ status: 403, code: 'not-authorised' });
    expect(await refused({ body: g.u('ke') })).toMatchObject({
      code: 'body-unqualified',
      clause: 'QY-1.1',
    });
    expect(await refused({ madeOn: addDays(today(), 1) })).toMatchObject({ code: 'in-the-future' });
    expect(
      await refused({ days: { from: addDays(today(), -1), until: addDays(today(), 3) } }),
    ).toMatchObject({ code: 'special-days-invalid', clause: 'QY-7.1' });
    expect(await refused({ items: ['sx-9'] })).toMatchObject({
      code: 'item-unpublished',
      clause: 'QY-2.3',
    });
    expect(
      await refused({ madeOn: today(), days: { from: today(), until: today() } }),
    ).not.toMatchObject({ code: 'special-days-invalid' });
    expect(
      problemOf(await b.post('o-jds-1', '/v1/special-inspections', { ...plan(g), body: 'tj.jds' })),
    ).toMatchObject({ status: 422, code: 'no-legal-basis', clause: 'X-11' });
  });

  it('QY-7.1: withdrawn, it gives no visit any paper', async () => {
    const file = await open();
    await all(file);
    await g.accept('h1', file, 'special-withdrawal', { reason: '样例' });
    await g.closed(file, 'withdrawn');
    expect(await papers(file)).toEqual({ campaign: file });
    expect(await counted()).not.toContain(file);
  });
});

describe.concurrent('QY-7.2 the yearly number', () => {
  it('QY-7.2: the last of the number passes, one more is refused, a withdrawal frees a place, another year has its own', async () => {
    const few = await Around.setUp(b, { specialsPerYear: 2 });
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => open({}, 'h1', few)));
    // Drawn up they may all be: whoever is approved first has the place.
    const statuses = await Promise.all(
      [one!, two!, three!].map(
        async (file) => await few.act('h1', file, 'government-approval', await approval(file)),
      ),
    );
    expect(statuses.map((r) => r.status).toSorted((x, y) => x - y)).toEqual([200, 200, 409]);
    const left = [one!, two!, three!][statuses.findIndex((r) => r.status === 409)]!;
    expect(problemOf(statuses.find((r) => r.status === 409)!)).toEqual({
      status: 409,
      code: 'special-number-reached',
      clause: 'QY-7.2',
    });
    expect(await refused({}, 'h1', few)).toMatchObject({
      code: 'special-number-reached',
      clause: 'QY-7.2',
    });
    const next = Number(today().slice(0, 4)) + 1;
    expect(
      await open({ days: { from: `${next}-03-01`, until: `${next}-03-31` } }, 'h1', few),
    ).toMatch(/^ZX/);
    expect(
      await refused({ days: { from: `${next - 1}-12-30`, until: `${next}-01-05` } }, 'h1', few),
    ).toMatchObject({ code: 'special-number-reached' });
    const taken = [one!, two!, three!].find((f) => f !== left)!;
    await few.accept('h1', taken, 'special-withdrawal', { reason: '样例' });
    await few.accept('h1', left, 'government-approval', await approval(left));
    expect(await counted(few)).toHaveLength(2);
  });

  it('QY-7.2: where no number is set nothing is refused; a number of none refuses all', async () => {
    const none = await Around.setUp(b, { specialsPerYear: 0 });
    expect(await refused({}, 'h1', none)).toMatchObject({
      status: 409,
      code: 'special-number-reached',
    });
    expect(
      (await g.get('h1', `/v1/special-inspections?year=${today().slice(0, 4)}`)).body,
    ).toMatchObject({ items: expect.any(Array) });
  });
});

describe.concurrent('QY-7.3 the emergency', () => {
  const emergency = (changes: Body = {}): Body => ({
    emergency: { risk: 'fund-loss', reason: '样例：可能造成基金损失', ...changes },
  });
  const headApproval = { reason: '样例', document: document(7) };

  it('QY-7.3: the head alone starts it; the amended plan is due within 1 working day, the rest follows, and it stays open until all is there', async () => {
    const file = await open(emergency());
    expect(await g.refuse('h1', file, 'emergency-approval', headApproval)).toEqual({
      status: 422,
      code: 'approver-not-head',
      clause: 'QY-7.3',
    });
    expect(await g.refuse('h1', file, 'government-approval', await approval(file))).toMatchObject({
      code: 'not-awaited',
      clause: 'QY-7.3',
    });
    expect(await papers(file)).not.toHaveProperty('emergency');
    await g.accept('head', file, 'emergency-approval', headApproval);
    expect(await papers(file)).toMatchObject({
      emergency: { risk: 'fund-loss', reasonGiven: true },
    });
    expect(await counted()).toContain(file);
    expect((await g.deadlines(file)).map((d) => [d.duty, d.force, d.clause]).toSorted()).toEqual([
      ['approveEmergency', 'management', 'QY-7.3'],
      ['fileAmendedPlan', 'management', 'QY-7.3'],
      ['publishEmergency', 'management', 'QY-7.3'],
    ]);
    await g.overrun(file, 'fileAmendedPlan');
    expect(await g.deadline(file, 'fileAmendedPlan')).toMatchObject({ state: 'overdue' });
    expect(await g.refuse('h1', file, 'special-end', { report: document() })).toMatchObject({
      code: 'special-papers-owed',
      clause: 'QY-7.3',
    });
    await g.accept('h1', file, 'amended-plan-filing', await filing(file));
    await g.accept('h1', file, 'government-approval', await approval(file));
    expect((await g.view(file)).stage).toBe('emergency');
    await g.accept('h1', file, 'special-publication', await publication(file));
    await g.stage(file, 'published');
    expect(await g.breaches(file)).toEqual([]);
    await g.accept('h1', file, 'special-end', { report: document(9) });
    await g.closed(file, 'ended');
  });

  it('QY-7.3: without the reason it is none; the head of a section starts nothing', async () => {
    expect(await refused(emergency({ reason: undefined }))).toEqual({
      status: 422,
      code: 'reason-missing',
      clause: 'QY-7.3',
    });
    expect(await refused(emergency({ risk: 'none' }))).toMatchObject({ status: 400 });
    const file = await open(emergency());
    expect((await g.act('ke-head', file, 'emergency-approval', headApproval)).status).toBe(403);
    await g.accept('h1', file, 'special-withdrawal', { reason: '样例' });
    await g.closed(file, 'withdrawn');
  });
});
