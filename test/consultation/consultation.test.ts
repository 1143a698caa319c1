/** 定期会商 TJ84-16: both sides, with the figures before them, problems with measures, and the 审管联动工作记录. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../domain/time/instant.ts';
import {
  addDays,
  Bureau,
  document,
  Fixture,
  iso,
  problemOf,
  today,
  type Body,
} from '../coordination-issue/fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(async () => {
  await b.close();
});

async function called(settings?: object, body: Body = {}): Promise<{ g: Fixture; file: string }> {
  const g = await Fixture.setUp(b, settings);
  const reply = await g.post('acc', '/v1/consultations', {
    accepting: g.u('acc'),
    supervising: g.u('sup'),
    ...body,
  });
  expect([reply.status, reply.status === 201 ? '' : reply.text]).toEqual([201, '']);
  return { g, file: (reply.body as { file: string }).file };
}
async function meeting(g: Fixture, file: string, changes: Body = {}): Promise<Body> {
  const now = await b.now(file);
  return {
    heldAt: iso(now),
    attendees: [g.o('acc'), g.o('sup')],
    summary: '样例',
    document: document(),
    problems: [
      { problem: '样例问题', measure: '样例措施', owner: g.u('sup'), until: addDays(today(), 400) },
    ],
    ...changes,
  };
}

describe.concurrent('会商一件', () => {
  it('TJ84-16 called, answered, held with both sides, recorded, closed: its whole way with what can be filed at each stage', async () => {
    const { g, file } = await called();
    expect(file).toMatch(new RegExp(`^HS\\.${g.id}\\.\\d{4}-\\d{5}$`));
    expect(await g.possible(file)).toEqual([
      'attendance',
      'attendance',
      'meeting-record',
      'postponement',
    ]);
    expect(
      (await g.entries(file, 'side-invited')).map((e) => [
        e.body['side'],
        e.body['unit'],
        e.body['coordinator'],
        e.clause,
      ]),
    ).toEqual([
      ['accepting', g.u('acc'), g.o('acc'), 'TJ84-16'],
      ['supervising', g.u('sup'), g.o('sup'), 'TJ84-16'],
    ]);
    await g.accept('sup', file, 'attendance', { department: g.u('sup'), attends: true });
    expect(await g.possible(file)).toEqual(['attendance', 'meeting-record', 'postponement']);
    await g.accept('acc', file, 'meeting-record', await meeting(g, file));
    expect(await g.possible(file)).toEqual(['work-record']);
    await g.accept('acc', file, 'work-record', { document: document() });
    expect(await g.possible(file)).toEqual(['closure']);
    await g.accept('acc', file, 'closure', {});
    await g.closed(file, 'held');
    expect((await g.deadlines(file)).map((d) => d.force)).toEqual(Array(5).fill('management'));
  });

  it('TJ84-16 cannot be held by one side alone, whoever of it attends', async () => {
    const { g, file } = await called();
    const alone = { status: 422, code: 'side-missing', clause: 'TJ84-16' };
    expect(
      await g.refuse(
        'acc',
        file,
        'meeting-record',
        await meeting(g, file, { attendees: [g.o('acc'), g.o('acc-h')] }),
      ),
    ).toEqual(alone);
    expect(
      await g.refuse(
        'acc',
        file,
        'meeting-record',
        await meeting(g, file, { attendees: [g.o('sup'), g.o('sup-h'), g.o('other')] }),
      ),
    ).toEqual(alone);
    expect(
      await g.refuse(
        'acc',
        file,
        'meeting-record',
        await meeting(g, file, { attendees: [g.o('acc'), g.o('sup'), 'o-nobody'] }),
      ),
    ).toEqual({ status: 422, code: 'attendee-unknown', clause: 'TJ84-16' });
    expect((await g.view(file)).stage).toBe('called');
  });

  it.each([
    ['a problem has no measure', { measure: undefined }, 'measures-missing'],
    ['nobody is to carry it out', { owner: undefined }, 'measures-missing'],
    ['there is no date for it', { until: undefined }, 'measures-missing'],
    ['its date is before the meeting', { until: '2020-01-01' }, 'measure-date-past'],
    ['its unit is not registered', { owner: 'tj.nobody' }, 'unknown-reference'],
  ])('TJ84-16 cannot be held to an end where %s', async (_, problem, code) => {
    const { g, file } = await called();
    const good = {
      problem: '样例问题',
      measure: '样例措施',
      owner: g.u('sup'),
      until: addDays(today(), 400),
    };
    expect(
      await g.refuse(
        'acc',
        file,
        'meeting-record',
        await meeting(g, file, { problems: [good, { ...good, ...problem }] }),
      ),
    ).toEqual({ status: 422, code, clause: 'TJ84-16' });
  });

  it('TJ84-16 no problems: only where the record says so', async () => {
    const { g, file } = await called();
    expect(
      await g.refuse('acc', file, 'meeting-record', await meeting(g, file, { problems: [] })),
    ).toEqual({ status: 422, code: 'problems-missing', clause: 'TJ84-16' });
    expect(
      await g.refuse('acc', file, 'meeting-record', await meeting(g, file, { noProblems: true })),
    ).toMatchObject({ code: 'problems-contradict' });
    await g.accept(
      'acc',
      file,
      'meeting-record',
      await meeting(g, file, { problems: [], noProblems: true }),
    );
  });

  it('TJ84-16 cannot be closed before it was held, nor without the 审管联动工作记录', async () => {
    const { g, file } = await called();
    expect(await g.refuse('acc', file, 'closure', {})).toEqual({
      status: 409,
      code: 'meeting-missing',
      clause: 'TJ84-16',
    });
    await g.accept('acc', file, 'meeting-record', await meeting(g, file));
    expect(await g.refuse('acc', file, 'closure', {})).toEqual({
      status: 409,
      code: 'record-missing',
      clause: 'TJ84-16',
    });
    expect((await g.view(file)).stage).toBe('held');
  });

  it('TJ84-16 not held in time: shown as missed and reminded of again, never a breach, and held all the same', async () => {
    const { g, file } = await called();
    await g.overrun(file, 'holdMeeting');
    await g.stage(file, 'missed');
    expect(await g.entries(file, 'consultation-missed')).toHaveLength(1);
    await b.skip(file, 24 * 20);
    expect(
      (await g.entries(file, 'management-overdue-again')).some(
        (e) => e.body['duty'] === 'holdMeeting',
      ),
    ).toBe(true);
    expect(await g.breaches(file)).toEqual([]);
    expect(await g.entries(file, 'duty-breached')).toEqual([]);
    const listed = (await g.get('reg', '/v1/consultations?stage=missed')).body as {
      items: { id: string }[];
    };
    expect(listed.items.map((f) => f.id)).toEqual([file]);
    await g.accept(
      'acc',
      file,
      'meeting-record',
      await meeting(g, file, { problems: [], noProblems: true }),
    );
    await g.accept('acc', file, 'work-record', { document: document() });
    await g.accept('acc', file, 'closure', {});
    await g.closed(file, 'held');
  });

  it('TJ84-16 put off with a reason to a later day, twice: shown, and due on the new day', async () => {
    const { g, file } = await called();
    expect(await g.refuse('sup', file, 'postponement', { newDate: addDays(today(), 30) })).toEqual({
      status: 422,
      code: 'reason-missing',
      clause: 'TJ84-16',
    });
    expect(
      await g.refuse('sup', file, 'postponement', { newDate: today(), reason: '样例' }),
    ).toEqual({ status: 422, code: 'date-not-later', clause: 'TJ84-16' });
    await g.accept('sup', file, 'postponement', { newDate: addDays(today(), 30), reason: '样例' });
    await g.stage(file, 'postponed');
    expect(await g.deadline(file, 'holdMeeting')).toMatchObject({ state: 'void' });
    await g.accept('acc', file, 'postponement', { newDate: addDays(today(), 35), reason: '样例' });
    expect((await g.deadline(file, 'holdMeeting:2')).due).toContain(addDays(today(), 36));
    expect((await g.view(file)).notes.join()).toContain(addDays(today(), 35));
    await g.accept('acc', file, 'meeting-record', await meeting(g, file));
    await g.accept('acc', file, 'work-record', { document: document() });
    await g.accept('acc', file, 'closure', {});
    await g.closed(file, 'held-after-postponement');
    expect(await g.breaches(file)).toEqual([]);
  });

  it('TJ84-16 put off after it was missed: the new day counts', async () => {
    const { g, file } = await called();
    await g.overrun(file, 'holdMeeting');
    await g.stage(file, 'missed');
    await g.accept('acc', file, 'postponement', { newDate: addDays(today(), 100), reason: '样例' });
    await g.stage(file, 'postponed');
    await g.accept(
      'acc',
      file,
      'meeting-record',
      await meeting(g, file, { problems: [], noProblems: true }),
    );
    await g.stage(file, 'held');
  });

  it('TJ84-16 a meeting before the call is another meeting; one in the future is none', async () => {
    const { g, file } = await called();
    const now = await b.now(file);
    expect(
      await g.refuse(
        'acc',
        file,
        'meeting-record',
        await meeting(g, file, { heldAt: iso(now - 2 * HOUR) }),
      ),
    ).toEqual({ status: 422, code: 'before-trigger', clause: 'TJ84-16' });
    expect(
      await g.refuse(
        'acc',
        file,
        'meeting-record',
        await meeting(g, file, { heldAt: iso(now + HOUR) }),
      ),
    ).toMatchObject({ code: 'in-the-future', clause: 'TJ84-16' });
  });

  it('TJ84-15.0 TJ84-16 is seen to by coordinators, of the side that called', async () => {
    const { g, file } = await called();
    expect(await g.refuse('acc-h', file, 'meeting-record', await meeting(g, file))).toEqual({
      status: 403,
      code: 'not-coordinator',
      clause: 'TJ84-15.0',
    });
    expect(
      await g.refuse('acc-h', file, 'attendance', { department: g.u('acc'), attends: true }),
    ).toMatchObject({ code: 'not-coordinator' });
    expect(
      await g.refuse('acc-h', file, 'postponement', {
        newDate: addDays(today(), 30),
        reason: '样例',
      }),
    ).toMatchObject({ code: 'not-coordinator' });
    expect(await g.refuse('sup', file, 'meeting-record', await meeting(g, file))).toMatchObject({
      code: 'not-owed-by-you',
      clause: 'TJ84-16',
    });
    await g.accept('acc', file, 'meeting-record', await meeting(g, file));
    expect(await g.refuse('acc-h', file, 'work-record', { document: document() })).toMatchObject({
      code: 'not-coordinator',
    });
    await g.accept('acc', file, 'work-record', { document: document() });
    expect(await g.refuse('acc-h', file, 'closure', {})).toMatchObject({ code: 'not-coordinator' });
  });

  it('TJ84-16 a department that cannot come says so; one without a coordinator is shown', async () => {
    const g = await Fixture.setUp(b);
    const reply = await g.post('other', '/v1/consultations', {
      accepting: g.u('acc'),
      supervising: g.u('other'),
    });
    const { file } = reply.body as { file: string };
    expect((await g.view(file)).notes.join()).toContain('监管部门当日没有在岗的协调员');
    await g.accept('acc', file, 'attendance', { department: g.u('acc'), attends: false });
    expect((await g.view(file)).notes.join()).toContain('受理部门答复不能到会');
    // The caller's own side convenes.
    await g.accept(
      'other',
      file,
      'meeting-record',
      await meeting(g, file, {
        attendees: [g.o('acc'), g.o('other')],
        problems: [],
        noProblems: true,
      }),
    );
  });

  it.each([
    ['by somebody who is no coordinator', 'acc-h', {}, 403, 'not-coordinator', 'TJ84-15.0'],
    ['with a department alone', 'acc', { supervising: 'acc' }, 422, 'same-department', 'TJ84-16'],
    [
      'with a department of nobody',
      'acc',
      { supervising: 'nobody' },
      422,
      'unknown-reference',
      'TJ84-16',
    ],
    [
      'over a period that has not begun',
      'acc',
      { from: '2199-01-01T00:00:00+08:00' },
      422,
      'period-invalid',
      'TJ84-16',
    ],
  ])(
    'TJ84-16 cannot be called %s',
    async (_, by, changes: { supervising?: string; from?: string }, status, code, clause) => {
      const g = await Fixture.setUp(b);
      const body = {
        accepting: g.u('acc'),
        ...changes,
        supervising: g.u(changes.supervising ?? 'sup'),
      };
      expect(problemOf(await g.post(by, '/v1/consultations', body))).toEqual({
        status,
        code,
        clause,
      });
    },
  );

  it('TJ84-16 opens with the figures of the period: cases, results by finding, lateness, open issues; the next one begins where it ended', async () => {
    const g = await Fixture.setUp(b);
    const conforming = await g.approve();
    await g.feedBack(conforming);
    await g.accept('acc-h', conforming, 'feedback-receipt', { handling: '已阅处' });
    await g.closed(conforming, 'conforming');
    const differing = await g.approve({ item: 'zm-02' });
    await g.feedBack(differing, {
      result: 'not-conforming',
      handlingSuggestion: { kind: 'rectify', text: '样例' },
    });
    await g.approve({ archive: undefined, push: false });
    expect(await g.refuse('acc-h', differing, 'push', {})).toMatchObject({ status: 409 });
    expect(await g.refuse('acc-h', conforming, 'push', {})).toMatchObject({ code: 'file-closed' });
    const issue = (
      await g.post('acc', '/v1/coordination-issues', {
        accepting: g.u('acc'),
        supervising: g.u('sup'),
        problem: '样例',
      })
    ).body as { file: string };
    await g.post('acc', '/v1/coordination-issues', {
      accepting: g.u('acc'),
      supervising: g.u('other'),
      problem: '另一对',
    });
    const reply = await g.post('acc', '/v1/consultations', {
      accepting: g.u('acc'),
      supervising: g.u('sup'),
    });
    const { file } = reply.body as { file: string };
    const [entry] = await g.entries(file, 'figures-presented');
    expect(entry).toMatchObject({
      clause: 'TJ84-16',
      body: {
        figures: {
          opened: 3,
          closed: 1,
          findings: { conforming: 1, 'not-conforming': 1 },
          exchanged: 5,
          late: 0,
          refused: 2,
          overdue: 0,
          issues: [issue.file],
        },
      },
    });
    const [{ quarter }] = await b.owner<
      [{ quarter: string }]
    >`select ((now() at time zone 'Asia/Shanghai')::date - interval '3 months')::date::text as quarter`;
    expect(entry!.body['from']).toBe(`${quarter}T00:00:00+08:00`);
    await g.accept(
      'acc',
      file,
      'meeting-record',
      await meeting(g, file, { problems: [], noProblems: true }),
    );
    await g.accept('acc', file, 'work-record', { document: document() });
    await g.accept('acc', file, 'closure', {});
    await g.closed(file, 'held');
    const next = (
      await g.post('acc', '/v1/consultations', { accepting: g.u('acc'), supervising: g.u('sup') })
    ).body as { file: string };
    const [later] = await g.entries(next.file, 'figures-presented');
    expect(later!.body).toMatchObject({
      from: entry!.body['to'],
      figures: { opened: 0, exchanged: 0, refused: 0, findings: {}, issues: [issue.file] },
    });
  });

  it('TJ84-16 one consultation of a pair at a time: called again, it is the open one', async () => {
    const { g, file } = await called();
    const again = await g.post('sup', '/v1/consultations', {
      accepting: g.u('acc'),
      supervising: g.u('sup'),
    });
    expect([again.status, again.body]).toEqual([
      200,
      expect.objectContaining({ file, joined: true }),
    ]);
  });

  it('TJ84-16 X-11 is no law elsewhere: a bureau that has not adopted TJ84 has no consultations', async () => {
    expect(
      problemOf(
        await b.post('o-qy-coord', '/v1/consultations', {
          accepting: 'qy.ju',
          supervising: 'qy.ju',
        }),
      ),
    ).toMatchObject({ status: 422, code: 'no-legal-basis', clause: 'X-11' });
  });
});
