/** 协调事项 TJ84-15.6: followed until it is solved, reported to both bodies by name, never ended unsolved. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau, document, Fixture, problemOf, type Body } from './fixtures.ts';

let b: Bureau;
let g: Fixture;
beforeAll(async () => {
  b = await Bureau.open();
  g = await Fixture.setUp(b);
});
afterAll(async () => {
  await b.close();
});

const issue = (changes: Body = {}): Body => ({
  accepting: g.u('acc'),
  supervising: g.u('sup'),
  problem: '样例问题',
  ...changes,
});
async function open(changes: Body = {}, by = 'acc'): Promise<string> {
  const reply = await g.post(by, '/v1/coordination-issues', issue(changes));
  expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
  return (reply.body as { file: string }).file;
}
const solved = { by: 'departments', resolution: '样例办法', document: document() };
const reported = (changes: Body = {}): Body => ({
  approvingBody: g.u('city'),
  supervisingBody: g.u('far'),
  document: document(),
  ...changes,
});
async function noteAndClose(file: string, outcome: string): Promise<void> {
  await g.accept('acc', file, 'resolution-note', { department: g.u('acc') });
  await g.accept('sup', file, 'resolution-note', { department: g.u('sup') });
  await g.accept('acc', file, 'closure', {});
  await g.closed(file, outcome);
}

describe.concurrent('协调事项', () => {
  it('TJ84-15.6 solved within five working days, noted by both sides, closed: its whole way with what can be filed at each stage', async () => {
    const file = await open();
    expect(file).toMatch(new RegExp(`^CI\\.${g.id}\\.\\d{4}-\\d{5}$`));
    expect(await g.possible(file)).toEqual(['escalation', 'resolution']);
    const [first] = (await g.view(file)).duties;
    expect(first).toMatchObject({
      duty: 'resolveIssue',
      owedBy: g.u('acc'),
      clause: 'TJ84-15.6',
      force: 'management',
    });
    await g.accept('acc', file, 'resolution', solved);
    expect(await g.possible(file)).toEqual(['resolution-note', 'resolution-note']);
    await g.accept('sup', file, 'resolution-note', { department: g.u('sup') });
    expect(await g.possible(file)).toEqual(['resolution-note']);
    await g.accept('acc', file, 'resolution-note', { department: g.u('acc') });
    expect(await g.possible(file)).toEqual(['closure']);
    await g.accept('acc', file, 'closure', {});
    await g.closed(file, 'resolved');
    expect(await g.breaches(file)).toEqual([]);
  });

  it('TJ84-15.6 not solved in time: reminded of, never a breach; the report upwards falls due; reminded again and again until it is solved', async () => {
    const file = await open();
    await g.overrun(file, 'resolveIssue');
    expect(await g.entries(file, 'management-overdue')).toHaveLength(1);
    expect(await g.entries(file, 'duty-breached')).toEqual([]);
    expect(await g.deadline(file, 'escalateIssue')).toMatchObject({
      state: 'open',
      force: 'management',
      clause: 'TJ84-15.6',
    });
    await b.skip(file, 24 * 40);
    const again = await g.entries(file, 'management-overdue-again');
    expect(again.filter((e) => e.body['duty'] === 'resolveIssue').length).toBeGreaterThanOrEqual(3);
    expect(again.filter((e) => e.body['duty'] === 'escalateIssue').length).toBeGreaterThanOrEqual(
      3,
    );
    await g.accept('acc', file, 'escalation', reported());
    await g.stage(file, 'escalated');
    expect(await g.possible(file)).toEqual(['body-answer', 'resolution']);
    const [before] = [(await g.entries(file, 'management-overdue-again')).length];
    await b.skip(file, 24 * 15);
    expect((await g.entries(file, 'management-overdue-again')).length).toBeGreaterThan(before);
    await g.accept('acc', file, 'resolution', { ...solved, by: 'both-bodies' });
    await noteAndClose(file, 'resolved-after-escalation');
    expect(await g.breaches(file)).toEqual([]);
  });

  it('TJ84-15.6 solved after its time, before it was reported: the report is not owed any more', async () => {
    const file = await open();
    await g.overrun(file, 'resolveIssue');
    await g.accept('acc', file, 'resolution', solved);
    expect(await g.deadline(file, 'escalateIssue')).toMatchObject({ state: 'void' });
    await noteAndClose(file, 'resolved');
  });

  it.each([
    ['without the approving body', { approvingBody: undefined }, 'target-missing'],
    ['without the supervising body', { supervisingBody: undefined }, 'target-missing'],
    [
      'to an approving body that is not registered',
      { approvingBody: 'tj.nobody' },
      'target-unknown',
    ],
    ['to a supervising body of another bureau', { supervisingBody: 'tj.jgc' }, 'target-unknown'],
  ])('TJ84-15.6 cannot be reported %s', async (_, changes, code) => {
    const file = await open();
    expect(await g.refuse('acc', file, 'escalation', reported(changes))).toEqual({
      status: 422,
      code,
      clause: 'TJ84-15.6',
    });
    expect((await g.view(file)).stage).toBe('resolving');
  });

  it('TJ84-15.6 cannot be closed without a resolution, nor before both sides have noted it', async () => {
    const file = await open();
    expect(await g.refuse('acc', file, 'closure', {})).toEqual({
      status: 409,
      code: 'resolution-missing',
      clause: 'TJ84-15.6',
    });
    await g.accept('acc', file, 'escalation', reported());
    expect(await g.refuse('acc', file, 'closure', {})).toMatchObject({
      code: 'resolution-missing',
    });
    await g.accept('acc', file, 'resolution', solved);
    await g.accept('acc', file, 'resolution-note', { department: g.u('acc') });
    expect(await g.refuse('acc', file, 'closure', {})).toEqual({
      status: 409,
      code: 'resolution-not-noted',
      clause: 'TJ84-15.6',
    });
    expect(
      await g.refuse('acc', file, 'resolution-note', { department: g.u('sup') }),
    ).toMatchObject({ code: 'not-owed-by-you', clause: 'TJ84-15.6' });
    expect((await g.view(file)).stage).toBe('noting');
  });

  it('TJ84-15.6 both bodies may read and answer once it was reported to them, and not before', async () => {
    const file = await open();
    expect((await g.get('far', `/v1/files/${file}`)).status).toBe(403);
    await g.accept('acc', file, 'escalation', reported());
    expect((await g.get('far', `/v1/files/${file}`)).status).toBe(200);
    expect(
      (
        (await g.get('far', '/v1/coordination-issues')).body as { items: { file: string }[] }
      ).items.map((i) => i.file),
    ).toContain(file);
    await g.accept('far', file, 'body-answer', { answer: '样例答复', document: document() });
    await g.accept('city', file, 'body-answer', { answer: '样例答复', document: document() });
    expect(
      await g.refuse('sup', file, 'body-answer', { answer: '样例', document: document() }),
    ).toMatchObject({ status: 403, code: 'not-owed-by-you' });
    // Reported before its time was over: nothing more is owed upwards when it is.
    expect(await g.possible(file)).toEqual(['body-answer', 'resolution']);
    await g.overrun(file, 'resolveIssue');
    expect((await g.deadlines(file)).map((d) => d.duty)).toEqual(['resolveIssue']);
    const [row] = (
      (await g.get('reg', `/v1/coordination-issues?state=open&unit=${g.u('acc')}`)).body as {
        items: { file: string; reportedTo: string[] }[];
      }
    ).items.filter((i) => i.file === file);
    expect(row).toMatchObject({ stage: 'escalated', reportedTo: [g.u('city'), g.u('far')] });
  });

  it('TJ84-15.0 TJ84-15.6 is for coordinators: others can neither open nor settle it', async () => {
    expect(problemOf(await g.post('acc-h', '/v1/coordination-issues', issue()))).toEqual({
      status: 403,
      code: 'not-coordinator',
      clause: 'TJ84-15.0',
    });
    const file = await open();
    for (const [type, body] of [
      ['resolution', solved],
      ['escalation', reported()],
    ] as const) {
      expect(await g.refuse('acc-h', file, type, body)).toEqual({
        status: 403,
        code: 'not-coordinator',
        clause: 'TJ84-15.0',
      });
    }
    await g.accept('acc', file, 'resolution', solved);
    expect(
      await g.refuse('acc-h', file, 'resolution-note', { department: g.u('acc') }),
    ).toMatchObject({ code: 'not-coordinator' });
    await g.accept('acc', file, 'resolution-note', { department: g.u('acc') });
    await g.accept('sup', file, 'resolution-note', { department: g.u('sup') });
    expect(await g.refuse('acc-h', file, 'closure', {})).toMatchObject({ code: 'not-coordinator' });
  });

  it('TJ84-15.0 a substitute stands in for an absent coordinator without the role of one', async () => {
    await b.owner`insert into unit (id, bureau_id, name, roles) values (${g.u('sub')}, ${g.id}, 'sub', ${['city-fund-centre']})`;
    await b.owner`insert into officer (id, unit_id, name, roles) values (${g.o('first')}, ${g.u('sub')}, 'a', ${['handler']}), (${g.o('second')}, ${g.u('sub')}, 'b', ${['handler']})`;
    await b.owner`insert into coordinator (unit_id, side, officer_id, substitute_id, from_on, reason, registered_by) values (${g.u('sub')}, 'accepting', ${g.o('first')}, ${g.o('second')}, '2020-01-01', '测试', ${g.o('rar')})`;
    expect(problemOf(await g.post('second', '/v1/coordination-issues', issue()))).toMatchObject({
      code: 'not-coordinator',
    });
    await b.owner`insert into absence (officer_id, from_on, until_on, reason, registered_by) values (${g.o('first')}, '2020-01-01', '2199-12-31', '测试', ${g.o('rar')})`;
    await open({}, 'second');
    expect(problemOf(await g.post('first', '/v1/coordination-issues', issue()))).toMatchObject({
      code: 'not-coordinator',
    });
  });

  it('TJ51-19.1 TJ84-15.6 a coordinator of an enforcing department needs no commitment letter: coordinating is no enforcement', async () => {
    await b.owner`insert into unit (id, bureau_id, name, roles) values (${g.u('jds')}, ${g.id}, 'jds', ${['supervision-body', 'supervising-department']})`;
    await b.owner`insert into officer (id, unit_id, name, roles) values (${g.o('jds')}, ${g.u('jds')}, 'a', ${['coordinator']})`;
    const file = await open({ supervising: g.u('jds') }, 'jds');
    await g.accept('jds', file, 'resolution', solved);
    const reply = await g.post('jds', '/v1/consultations', {
      accepting: g.u('acc'),
      supervising: g.u('jds'),
    });
    expect(reply.status).toBe(201);
    await g.accept('jds', (reply.body as { file: string }).file, 'attendance', {
      department: g.u('jds'),
      attends: true,
    });
  });

  it('TJ84-15.6 about departments and cases that exist and belong together only', async () => {
    const file = await g.approve();
    expect(
      problemOf(await g.post('acc', '/v1/coordination-issues', issue({ supervising: 'tj.jgc' }))),
    ).toEqual({ status: 422, code: 'unknown-reference', clause: 'TJ84-15.6' });
    expect(
      problemOf(
        await g.post('acc', '/v1/coordination-issues', issue({ file: 'CC-ZM.none.2026-00001' })),
      ),
    ).toEqual({ status: 422, code: 'wrong-case', clause: 'TJ84-15.6' });
    expect(
      problemOf(
        await g.post('acc', '/v1/coordination-issues', issue({ file, supervising: g.u('other') })),
      ),
    ).toMatchObject({ code: 'wrong-case' });
    const about = await open({ file, item: 'zm-01' });
    const { items } = (await g.get('acc-h', `/v1/coordination-issues?about=${file}`)).body as {
      items: object[];
    };
    expect(items).toEqual([
      expect.objectContaining({
        file: about,
        caseFile: file,
        item: 'zm-01',
        accepting: g.u('acc'),
        supervising: g.u('sup'),
        coordinator: g.u('acc'),
        reportedTo: [],
      }),
    ]);
    const sheet = await g.get('reg', `/v1/coordination-issues?about=${file}&format=csv`);
    expect(sheet.text.split('\r\n').filter((row) => row.includes(about))).toHaveLength(1);
  });

  it('the same key opens one file; the same key with another problem is a conflict', async () => {
    const key = randomUUID();
    const first = await g.post('acc', '/v1/coordination-issues', issue(), key);
    const second = await g.post('acc', '/v1/coordination-issues', issue(), key);
    expect([first.status, second.status, (second.body as { file: string }).file]).toEqual([
      201,
      200,
      (first.body as { file: string }).file,
    ]);
    expect(
      problemOf(
        await g.post('acc', '/v1/coordination-issues', issue({ problem: '另一问题' }), key),
      ),
    ).toMatchObject({ status: 409, code: 'idempotency-conflict' });
  });

  it('TJ84-15.6 the bureau sets the management period', async () => {
    const own = await Fixture.setUp(b, { issueDays: 2 });
    const reply = await own.post('acc', '/v1/coordination-issues', {
      accepting: own.u('acc'),
      supervising: own.u('sup'),
      problem: '样例',
    });
    const { items } = (
      await own.get('reg', `/v1/files/${(reply.body as { file: string }).file}/deadlines`)
    ).body as { items: { explanation: unknown[]; due: string }[] };
    const usual = await g.deadline(await open(), 'resolveIssue');
    expect(Date.parse(items[0]!.due)).toBeLessThan(Date.parse(usual.due));
  });
});
