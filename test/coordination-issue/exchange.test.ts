/** 信息交互 TJ84-15.1–15.3: every push and feedback, what was refused and why, how punctual and correct each department is. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeTypes } from '../../domain/coordination-issue/exchange.ts';
import { addDays, Bureau, document, Fixture, problemOf, today } from './fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(async () => {
  await b.close();
});

interface Exchange {
  id: string;
  type: string;
  from: string;
  to: string | null;
  file: string | null;
  item: string | null;
  state: string;
  timing: string | null;
  code: string | null;
  clause: string | null;
  hash: string;
}
async function log(g: Fixture, query = '', by = 'reg'): Promise<Exchange[]> {
  const reply = await g.get(by, `/v1/exchanges?${query}`);
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, '']);
  return (reply.body as { items: Exchange[] }).items;
}
const brief = (e: Exchange) => [e.type, e.from, e.state, e.code];
interface Row {
  unit: string;
  item: string | null;
  type: string;
  sent: number;
  accepted: number;
  late: number;
  refused: number;
  atTheDoor: number;
  overdue: number;
  latenessPercent: number | null;
  errorPercent: number | null;
}
async function figures(
  g: Fixture,
  by = 'reg',
  to = today(),
  query = '',
): Promise<{ total: Row; items: Row[] }> {
  return (await g.get(by, `/v1/exchange-figures?from=${addDays(today(), -1)}&to=${to}${query}`))
    .body;
}

describe.concurrent('交互台账', () => {
  it('TJ84-15.1 every push and feedback is in the log, with who to whom, for which item, and its verdict; an approval that was not pushed is not', async () => {
    const g = await Fixture.setUp(b);
    const file = await g.approve();
    await g.feedBack(file);
    await g.accept('acc-h', file, 'feedback-receipt', { handling: '已阅处' });
    const kept = await g.approve({ item: 'zm-02', archive: undefined, push: false });
    const items = await log(g);
    expect(items.map((e) => [e.type, e.from, e.to, e.file, e.item, e.state])).toEqual([
      ['feedback-receipt', g.u('acc'), g.u('sup'), file, 'zm-01', 'accepted'],
      ['supervision-result', g.u('sup'), g.u('acc'), file, 'zm-01', 'accepted'],
      ['push', g.u('acc'), g.u('sup'), file, 'zm-01', 'accepted'],
    ]);
    expect(items.every((e) => /^[0-9a-f]{64}$/.test(e.hash))).toBe(true);
    const archive = (n: number) => ({ ...document(n), sha256: n.toString(16).padStart(64, '0') });
    await g.accept('acc-h', kept, 'archive', {
      application: archive(1),
      commitment: archive(2),
      result: archive(3),
    });
    await g.accept('acc-h', kept, 'push', {});
    expect((await log(g, 'item=zm-02')).map((e) => [e.type, e.file, e.state, e.timing])).toEqual([
      ['push', kept, 'accepted', 'in-time'],
    ]);
    expect((await log(g, 'type=supervision-result')).map((e) => e.file)).toEqual([file]);
    expect(await log(g, `unit=${g.u('sup')}&state=accepted&file=${file}`)).toHaveLength(3);
    expect(await log(g, `to=${addDays(today(), -1)}`)).toEqual([]);
    expect(await log(g, `from=${today()}&to=${today()}`)).toHaveLength(4);
  });

  it('TJ84-15.1 the log in pages without gap or repetition, and as a table', async () => {
    const g = await Fixture.setUp(b);
    for (let i = 0; i < 3; i++) await g.approve();
    for (let i = 0; i < 3; i++) await g.post('acc-h', '/v1/commitment-cases', { push: true, n: i });
    const whole = await log(g);
    expect(whole).toHaveLength(6);
    const paged: string[] = [];
    for (let path: string | undefined = '/v1/exchanges?limit=2'; path;) {
      const reply = await g.get('reg', path);
      paged.push(...(reply.body as { items: Exchange[] }).items.map((e) => e.id));
      path = /^<([^>]+)>/.exec(reply.headers['link'] ?? '')?.[1];
    }
    expect(paged).toEqual(whole.map((e) => e.id));
    const sheet = await g.get('reg', '/v1/exchanges', { Accept: 'text/csv' });
    expect(sheet.text.trim().split('\r\n')).toHaveLength(7);
  });

  it('TJ84-15.1 what a file refuses is logged with code and clause', async () => {
    const g = await Fixture.setUp(b);
    const file = await g.approve();
    expect(
      await g.refuse('sup-h', file, 'supervision-result', {
        to: g.u('acc'),
        document: document(),
        result: 'conforming',
        findings: '样例',
      }),
    ).toMatchObject({ status: 409, clause: 'TJ84-7' });
    const [refused] = await log(g, 'state=refused');
    expect(refused).toMatchObject({
      type: 'supervision-result',
      file,
      from: g.u('sup'),
      item: 'zm-01',
      clause: 'TJ84-7',
    });
    expect(refused!.code).toBeTruthy();
  });

  it('TJ84-15.1 what is malformed is refused at the door, kept with its reason and never its content, counted once however often it is sent', async () => {
    const g = await Fixture.setUp(b);
    const file = await g.approve();
    const secret = `某某人${randomUUID()}`;
    const key = randomUUID();
    for (let i = 0; i < 3; i++)
      expect(
        (await g.act('sup-h', file, 'supervision-result', { to: g.u('acc'), result: secret }, key))
          .status,
      ).toBe(400);
    expect(
      (await g.post('acc-h', '/v1/commitment-cases', { item: 'zm-02', push: true, party: secret }))
        .status,
    ).toBe(400);
    expect(
      (await g.post('acc-h', '/v1/commitment-cases', { item: secret, push: true })).status,
    ).toBe(400);
    expect(
      problemOf(
        await g.post('acc-h', '/v1/commitment-cases', {
          result: 'R-1',
          item: 'zm-01',
          type: 'certification',
          approvedOn: today(),
          party: '1',
          push: true,
        }),
      ),
    ).toMatchObject({ status: 409, clause: 'TJ84-5.2' });
    const items = await log(g, 'state=at-the-door');
    expect(items.map(brief)).toEqual([
      ['push', g.u('acc'), 'at-the-door', expect.any(String)],
      ['push', g.u('acc'), 'at-the-door', 'bad-input'],
      ['push', g.u('acc'), 'at-the-door', 'bad-input'],
      ['supervision-result', g.u('sup'), 'at-the-door', 'bad-input'],
    ]);
    expect(items[0]!.clause).toMatch(/^TJ84-5\.2$/);
    expect(items.map((e) => [e.item, e.file])).toEqual([
      ['zm-01', null],
      [null, null],
      ['zm-02', null],
      [null, file],
    ]);
    const rows = await b.owner`select * from refused_exchange where bureau_id = ${g.id}`;
    expect(JSON.stringify(rows)).not.toContain(secret);
    await expect(
      b.service.sql`update refused_exchange set code = 'x' where bureau_id = ${g.id}`,
    ).rejects.toThrow();
  });

  it('TJ84-15.1 what was no push or feedback does not count as one', async () => {
    const g = await Fixture.setUp(b);
    const file = await g.approve();
    await g.act('sup-d', file, 'distribution', { nonsense: 1 });
    await g.post('acc-h', '/v1/commitment-cases', { item: 'zm-01', nonsense: 1 });
    await g.act('acc-h', 'CC-ZM.none.2026-00001', 'push', {});
    expect(await log(g, 'state=at-the-door')).toEqual([]);
  });

  it('TJ84-15.1 the list of exchanges is the same in the schema and in the code', async () => {
    const types = [...exchangeTypes, 'approval'].toSorted();
    const [row] = await b.owner<
      { types: string[] }[]
    >`select array_agg(t) filter (where is_exchange(t)) as types from unnest(${[...types, 'distribution', 'archive', 'check-record']}::text[]) t`;
    expect(row!.types.toSorted()).toEqual(types);
    const [view] = await b.owner<
      { text: string }[]
    >`select pg_get_viewdef('exchange'::regclass) as text`;
    const [index] = await b.owner<
      { text: string }[]
    >`select indexdef as text from pg_indexes where indexname = 'inbox_exchange'`;
    for (const { text } of [view!, index!])
      expect(
        [
          ...new Set(
            [
              ...text
                .split(/ WHERE /)
                .at(-1)!
                .matchAll(/'([a-z-]+)'::text/g),
            ].map((m) => m[1]!),
          ),
        ]
          .filter(
            (t) =>
              (t !== 'commitment-case' && t !== 'true' && t !== 'facts' && t !== 'push') ||
              types.includes(t),
          )
          .toSorted(),
      ).toEqual(types);
  });

  it('TJ84-15.1 everybody reads what their own departments exchange', async () => {
    const g = await Fixture.setUp(b);
    await g.approve();
    await g.post('acc-h', '/v1/commitment-cases', { push: true });
    expect(await log(g, '', 'acc-h')).toHaveLength(2);
    expect((await log(g, '', 'sup-h')).map((e) => e.state)).toEqual(['accepted']);
    expect(await log(g, '', 'head')).toHaveLength(2);
    expect(await log(g, '', 'far')).toEqual([]);
    expect(await log(g, '', 'other')).toHaveLength(2);
    const elsewhere = (await b.get('o-qy-coord', `/v1/exchanges?unit=${g.u('acc')}`)).body as {
      items: unknown[];
    };
    expect(elsewhere.items).toEqual([]);
  });
});

describe.concurrent('时效与准确', () => {
  it('TJ84-15.3 lateness and errors by department, item and kind: late pushes, overdue ones, refusals by the file and at the door', async () => {
    const g = await Fixture.setUp(b);
    await g.approve();
    await g.approve();
    const late = await g.approve({ push: false });
    await g.overrun(late, 'push');
    await g.accept('acc-h', late, 'push', {});
    const waiting = await g.approve({ push: false });
    await g.overrun(waiting, 'push');
    await g.post('acc-h', '/v1/commitment-cases', { item: 'zm-01', push: true });
    expect(await g.refuse('acc-h', late, 'push', {})).toMatchObject({ status: 409 });
    const { items, total } = await figures(g, 'reg', addDays(today(), 30));
    expect(items).toEqual([
      {
        unit: g.u('acc'),
        item: 'zm-01',
        type: 'push',
        label: expect.anything(),
        sent: 4,
        accepted: 3,
        late: 1,
        refused: 1,
        pending: 0,
        atTheDoor: 1,
        overdue: 1,
        latenessPercent: 50,
        errorPercent: 40,
      },
    ]);
    expect(total).toMatchObject({ sent: 4, latenessPercent: 50, errorPercent: 40 });
    expect(
      (
        await g.get(
          'reg',
          `/v1/exchange-figures?from=${today()}&to=${addDays(today(), 30)}&format=csv`,
        )
      ).text,
    ).toContain(g.u('acc'));
  });

  it('TJ84-15.3 nothing to divide by is no percentage; a period ends after it begins', async () => {
    const g = await Fixture.setUp(b);
    expect(await figures(g)).toMatchObject({
      items: [],
      total: { sent: 0, latenessPercent: null, errorPercent: null },
    });
    expect(
      problemOf(
        await g.get('reg', `/v1/exchange-figures?from=${today()}&to=${addDays(today(), -1)}`),
      ),
    ).toMatchObject({ status: 400, code: 'bad-input' });
  });

  it('TJ84-15.3 a department reads its own figures', async () => {
    const g = await Fixture.setUp(b);
    const file = await g.approve();
    await g.feedBack(file);
    await g.act('sup-h', file, 'supervision-result', { nonsense: 1 });
    expect(
      (await figures(g)).items.map((r) => [r.unit, r.item, r.type, r.accepted, r.atTheDoor]),
    ).toEqual([
      [g.u('acc'), 'zm-01', 'push', 1, 0],
      [g.u('sup'), 'zm-01', 'supervision-result', 1, 1],
    ]);
    expect((await figures(g, 'sup-h')).items.map((r) => r.unit)).toEqual([g.u('sup')]);
    expect(
      (await figures(g, 'reg', today(), `&unit=${g.u('acc')}`)).items.map((r) => r.unit),
    ).toEqual([g.u('acc')]);
  });

  it("TJ84-15.2 a department's information in one place: coordinators, items, cases, what waits for it, figures", async () => {
    const g = await Fixture.setUp(b);
    const file = await g.approve();
    await g.approve({ item: 'zm-02' });
    const path = `/v1/departments/${g.u('sup')}/information`;
    const reply = await g.get('sup-h', path);
    expect([reply.status, reply.body]).toEqual([
      200,
      expect.objectContaining({
        unit: g.u('sup'),
        coordinators: { accepting: null, supervising: g.o('sup') },
        accepts: [],
        supervises: ['zm-01', 'zm-02'],
        results: { accepting: 0, supervising: 2 },
        openCases: { accepting: 0, supervising: 2 },
        waiting: expect.objectContaining({
          files: 2,
          duties: 2,
          overdue: 0,
          file,
          duty: 'distribute',
        }),
      }),
    ]);
    const accepting = (await g.get('reg', `/v1/departments/${g.u('acc')}/information`)).body as {
      accepts: string[];
      figures: { items: Row[] };
    };
    expect(accepting).toMatchObject({ accepts: ['zm-01', 'zm-02'] });
    expect(accepting.figures.items.map((r) => [r.item, r.type, r.sent])).toEqual([
      ['zm-01', 'push', 1],
      ['zm-02', 'push', 1],
    ]);
    expect(problemOf(await g.get('acc-h', path))).toMatchObject({
      status: 403,
      code: 'not-authorised',
    });
    expect(problemOf(await b.get('o-qy-coord', path))).toMatchObject({
      status: 403,
      code: 'other-bureau',
    });
    expect(problemOf(await g.get('reg', '/v1/departments/tj.nobody/information'))).toMatchObject({
      status: 404,
    });
  });
});

describe('台面', () => {
  interface Desk {
    links: { title: { zh: string }; api: string | null; ui: string | null; count: number }[];
    waiting: {
      unit: string;
      name: string;
      files: number;
      since: string;
      file: string;
      overdue: number;
      longest: {
        clause: string;
        article: string;
        force: string;
        act: string;
        action: { zh: string };
      };
    }[];
  }
  const desk = async (g: Fixture): Promise<Desk> => (await g.get('reg', '/v1/desk')).body;
  const count = async (g: Fixture, zh: string) =>
    (await desk(g)).links.find((l) => l.title.zh === zh)?.count;

  it('TJ84-15.4 feedback long unhandled is on the desk, and gone from it when it is handled', async () => {
    const g = await Fixture.setUp(b);
    const file = await g.approve();
    await g.feedBack(file);
    expect(await count(g, '反馈长期未处理')).toBe(0);
    const { due } = (await g.deadlines(file)).find((d) => d.duty === 'receiveFeedback')!;
    await b.skipTo(file, (Date.parse(due) + 3_600_000) as never);
    expect(await count(g, '反馈长期未处理')).toBe(1);
    const listed = (await g.get('reg', '/v1/duties?state=overdue&clause=TJ84-15.4')).body as {
      items: { file: string }[];
    };
    expect(listed.items.map((d) => d.file)).toEqual([file]);
    await g.accept('acc-h', file, 'feedback-receipt', { handling: '已阅处' });
    expect(await count(g, '反馈长期未处理')).toBe(0);
  });

  it('TJ84-15.0 TJ84-15.6 TJ84-16 departments without coordinator, issues, consultations; and who sits on which case since when', async () => {
    const g = await Fixture.setUp(b);
    const first = await g.approve();
    await g.approve();
    await g.post('acc', '/v1/coordination-issues', {
      accepting: g.u('acc'),
      supervising: g.u('sup'),
      problem: '样例',
    });
    await g.post('acc', '/v1/consultations', { accepting: g.u('acc'), supervising: g.u('sup') });
    const { links, waiting } = await desk(g);
    const counts = Object.fromEntries(links.map((l) => [l.title.zh, l.count]));
    expect(counts).toMatchObject({
      没有协调员在岗的部门: 0,
      未结协调事项: 1,
      '已报告两机关、未解决': 0,
      待办会商: 1,
      未按期召开或延期的会商: 0,
    });
    const sits = waiting.find((w) => w.unit === g.u('sup'))!;
    expect(sits).toMatchObject({
      files: 3,
      overdue: 0,
      file: first,
      longest: {
        clause: 'TJ84-6',
        article: '第六条',
        force: 'management',
        act: 'distribution',
        state: 'open',
        action: { zh: '监管部门专人分发至监管人员' },
      },
    });
    expect(sits.name).not.toBe('');
    expect(Date.parse(sits.since)).toBeLessThanOrEqual(Date.now());
    await b.owner`insert into coordinator (unit_id, side, officer_id, from_on, reason, registered_by) values (${g.u('sup')}, 'supervising', null, '2020-01-02', '测试', ${g.o('rar')})`;
    expect(await count(g, '没有协调员在岗的部门')).toBe(1);
    for (const { api } of (await desk(g)).links.filter((l) => l.api))
      expect([api, (await g.get('reg', api!)).status]).toEqual([api, 200]);
  });
});
