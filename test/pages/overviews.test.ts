/** 日历、技术故障、报表 The overviews at the desk, and the dates by which the board of duties is asked. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { calendar } from '../../api/pages/calendar.ts';
import { chart } from '../../api/pages/chart.ts';
import { differencesShown, type Differences } from '../../api/pages/differences.ts';
import type { DutyShown } from '../../api/pages/duty-lines.ts';
import { technical } from '../../api/pages/technical.ts';
import type { Visit } from '../../api/pages/visit.ts';
import { civilDateOf, parseInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { people } from '../setup/bureau.ts';
import { Matter, newBureau, type Staff } from '../rapid-response/acts.ts';
import { type Desk, hidden, openDesk, words } from './support.ts';

let desk: Desk;
let staff: Staff;
let matter: Matter;
beforeAll(async () => {
  desk = await openDesk();
  staff = await newBureau(desk.bureau);
  matter = await Matter.open(desk.bureau, { direction: 'A', kind: 'institution', staff });
  await matter.accept('suspension-decision');
  await matter.skip(30);
});
afterAll(() => desk.close());

/** The last instant in time belongs to the day before midnight. */
const dayOf = (due: string): string => civilDateOf(instant(parseInstant(due)! - 1));
const get = async <T>(by: string, path: string): Promise<T> => {
  const reply = await desk.bureau.get(by, path);
  expect(reply.status, reply.text).toBe(200);
  return reply.body as T;
};
const board = async (by: string, query = ''): Promise<DutyShown[]> =>
  (await get<{ items: DutyShown[] }>(by, `/v1/duties?limit=1000${query}`)).items;
/** The cell of a day. */
const cell = (page: string, day: string): string =>
  page.split('<td').find((one) => one.includes(`datetime="${day}"`)) ?? '';

const visitOf = (more: Partial<Visit>): Visit =>
  ({
    language: 'zh',
    t: (zh) => zh,
    say: (sentence) => sentence.zh,
    now: parseInstant('2026-03-02T09:30:00+08:00')!,
    officer: 'o-1',
    csrf: 'token',
    params: {},
    query: new URLSearchParams(),
    form: new URLSearchParams(),
    engineUrl: (file) => `engine:${file}`,
    openings: () => [],
    rolesFor: () => undefined,
    ...more,
  }) as Visit;

describe('X-4: what falls due, on its days', () => {
  it('the board is asked from one day until another, both included, and 24:00 belongs to its day', async () => {
    const all = await board(staff.coordinator);
    const days = [...new Set(all.map(({ due }) => dayOf(due)))];
    expect(all.filter(({ due }) => due.slice(11, 19) === '00:00:00')).not.toEqual([]);
    for (const day of days) {
      const here = all.filter(({ due }) => dayOf(due) === day);
      expect(await board(staff.coordinator, `&from=${day}&until=${day}`)).toEqual(here);
      const counts = await get<{ all: number }>(
        staff.coordinator,
        `/v1/duties/counts?from=${day}&until=${day}`,
      );
      expect(counts.all).toBe(here.length);
    }
    const [first, last] = [days[0]!, days.at(-1)!];
    expect(await board(staff.coordinator, `&from=${first}&until=${last}`)).toEqual(all);
    expect(await board(staff.coordinator, `&until=${first}`)).toEqual(
      all.filter(({ due }) => dayOf(due) <= first),
    );
    for (const wrong of ['2026-02-30', '1989-12-31', 'x']) {
      const { status } = await desk.bureau.get(staff.coordinator, `/v1/duties?from=${wrong}`);
      expect(status).toBe(400);
    }
  });

  it('a month shows each duty on its day, leads to the list of the day, and keeps what was chosen', async () => {
    const coordinator = await desk.signedIn(staff.coordinator);
    const all = await board(staff.coordinator);
    const { due } = all.at(-1)!;
    const day = dayOf(due);
    const address = `/desk/calendar?whose=all&month=${day.slice(0, 7)}`;
    const page = await coordinator.get(address);
    expect(page.status).toBe(200);
    expect(cell(page.text, day)).toContain(`href="/desk/files/${matter.file}"`);
    const list = /<a href="(\/desk\?[^"]*)"/.exec(cell(page.text, day))![1]!;
    const shown = await coordinator.get(words(list));
    const here = all.filter((one) => dayOf(one.due) === day);
    expect(shown.text).toContain(`name="from" value="${day}"`);
    expect(shown.text.match(new RegExp(`>${matter.file}</a>`, 'g'))).toHaveLength(here.length);
    const law = await coordinator.get(`${address}&force=law`);
    expect(all.some(({ force }) => force === 'management')).toBe(true);
    expect(law.text.split('<table')[1]).not.toContain('管理时限');
    expect(law.text).toMatch(/rel="next"/);
    expect(words(/<a href="([^"]*)" rel="next"/.exec(law.text)![1]!)).toContain(
      'whose=all&force=law&month=',
    );
    // Of another bureau nothing is seen; a month that is none is the present one.
    const stranger = await desk.signedIn(people.other);
    expect((await stranger.get(address)).text).not.toContain(matter.file);
    expect((await stranger.get('/desk/calendar?month=2026-13')).status).toBe(200);
    stranger.language = 'en';
    expect(words((await stranger.get('/desk/calendar')).text)).toContain('Calendar');
  });

  const shownOf = async (
    month: string,
    items: object[],
    next: string | null = null,
    off: string[] = [],
    work: string[] = [],
  ): Promise<string> => {
    const asked: string[] = [];
    const page = await calendar(
      visitOf({
        query: new URLSearchParams({ month }),
        async read<T>(path: string) {
          asked.push(path);
          const years = [
            { year: 2026, version: 1, notice: 'x', publishedOn: '2025-11-01', off, work },
          ];
          return (path === '/v1/calendars' ? { items: years } : { items, next }) as T;
        },
      }),
    );
    expect(asked[0]).toContain('mine=true');
    return 'body' in page ? String(page.body) : '';
  };
  const duty = (due: string, more: object = {}): object => ({
    file: 'RR-1',
    key: 'x:1',
    action: { zh: '决定', en: 'decide' },
    force: 'text',
    due,
    status: 'firm',
    state: 'open',
    unanswered: 0,
    possiblyOverdue: false,
    ...more,
  });

  it('X-9: rest days, adjusted working days and today are told apart; what is not published is not settled', async () => {
    const page = await shownOf(
      '2026-02',
      [duty('2026-02-04T00:00:00+08:00')],
      null,
      ['2026-02-16'],
      ['2026-02-14'],
    );
    expect(words(cell(page, '2026-02-03'))).toContain('决定 RR-1 24:00');
    expect(cell(page, '2026-02-04')).not.toContain('决定');
    expect(words(cell(page, '2026-02-14'))).toContain('班');
    expect(words(cell(page, '2026-02-16'))).toContain('休');
    expect(words(cell(page, '2026-02-15'))).toContain('休');
    expect(words(cell(page, '2026-02-17'))).not.toMatch(/休|班/);
    expect(page.match(/<tr>/g)).toHaveLength(1 + 5);
    expect(cell(await shownOf('2026-03', []), '2026-03-02')).toContain('aria-current="date"');
    const unknown = await shownOf('2027-01', []);
    expect(words(unknown)).toContain('放假安排尚未公布');
    expect(words(cell(unknown, '2027-01-01'))).toContain('休');
    expect(words(cell(unknown, '2027-01-01'))).not.toContain('未定');
    expect(words(cell(unknown, '2027-01-09'))).toContain('休（未定）');
  });

  it('of one day five are written out; where the month holds more than was read, the days beyond say so', async () => {
    const many = Array.from({ length: 7 }, () => duty('2026-03-05T18:00:00+08:00'));
    const page = await shownOf('2026-03', many);
    expect(cell(page, '2026-03-05').match(/<li>/g)).toHaveLength(5);
    expect(words(cell(page, '2026-03-05'))).toContain('还有 2 项');
    const cut = await shownOf('2026-03', many, 'next');
    expect(words(cell(cut, '2026-03-04'))).not.toContain('见当日清单');
    for (const day of ['2026-03-05', '2026-03-06', '2026-03-31'])
      expect(words(cell(cut, day))).toContain('见当日清单');
  });
});

describe('X-4: what is stuck', () => {
  it('a file that cannot write is listed with what to do about it, to whoever may see it', async () => {
    const { owner } = desk.bureau;
    const coordinator = await desk.signedIn(staff.coordinator);
    expect(words((await coordinator.get('/desk/technical')).text)).toContain('没有。');
    const turned = (attention: string, fault: string | null) =>
      owner`select mark_attention(${matter.file}, ${attention}, ${fault})`;
    await turned('technical', 'P0X');
    const page = await coordinator.get('/desk/technical');
    expect(words(page.text)).toContain('P0X');
    expect(page.text).toContain(`href="/desk/files/${matter.file}/new/retry"`);
    expect((await coordinator.get(`/desk/files/${matter.file}/new/retry`)).status).toBe(200);
    const stranger = await desk.signedIn(people.other);
    expect((await stranger.get('/desk/technical')).text).not.toContain(matter.file);
    await turned('overdue', null);
  });

  it('of a file that nobody drives no retry is offered, for no run would take it', async () => {
    const stuck = { id: 'RR-1', procedure: 'rapid-response', fault: null, nextDue: null };
    const page = await technical(
      visitOf({
        async read<T>(path: string) {
          return (
            path === '/v1/me' ? { roles: ['coordinator'] } : { items: [stuck], next: null }
          ) as T;
        },
        rolesFor: (route) => [route.includes('engine') ? 'coordinator' : 'administrator'],
      }),
    );
    const text = 'body' in page ? String(page.body) : '';
    expect(words(text)).toMatch(/没有在运行的流程.*系统自行恢复/);
    expect(text).toContain('href="engine:RR-1"');
    expect(text).not.toMatch(/new\/retry|compare/);
  });

  it('who may compare is asked of the API: others are offered nothing and refused nothing', async () => {
    const coordinator = await desk.signedIn(staff.coordinator);
    expect((await coordinator.get('/desk/technical')).text).toContain('name="compare"');
    const compared = await coordinator.get('/desk/technical?compare=true');
    expect(compared.status).toBe(200);
    expect(words(compared.text)).toContain('核对收件箱、台账与流程引擎');
    expect(compared.text).not.toContain('name="compare"');
    const payment = await desk.signedIn(staff.payment);
    const page = await payment.get('/desk/technical?compare=true');
    expect([page.status, page.text.includes('核对')]).toEqual([200, false]);
    const [{ n } = { n: -1 }] = await desk.bureau.owner<
      { n: number }[]
    >`select count(*)::int as n from refused_access where subject = ${staff.payment}`;
    expect(n).toBe(0);
  });

  it('every kind of difference is a list of its own with what to do, and none is passed over', () => {
    const file = 'RR-1';
    const found: Differences = {
      notRunning: [{ file, engine: 'FAILED' }],
      otherwise: [{ file: 'RR-2', fault: 'ANOTHER-FILE' }],
      rebuild: [{ file, does: { zh: '启动新的流程。', en: 'Starts a new run.' } }],
      unregistered: ['RR-9'],
      unsettled: [{ act: 'a-1', file, number: 4, signalled: false }],
      errands: [{ file, kind: 'k', tries: 3, error: null }],
      lateHistories: [{ file, endedAt: '2026-03-02T09:30:00+08:00', keptUntil: null }],
      lostHistories: [file],
      brokenEntries: [{ file, seq: 7 }],
      brokenHeads: [{ file }],
      brokenLeaves: [{ kind: 'entry', ref: 'r', file: null, why: 'row-gone' }],
      brokenSeries: [{ procedure: 'p', place: 3, file: null }],
      brokenTree: [{ size: 12, why: 'node' }],
      brokenPapers: [{ file, paper: 'x-1', why: 'gone' }],
      papersOtherwise: [{ file, paper: 'x-1', act: 'a', differs: ['/outcome'] }],
    };
    const lists = differencesShown(visitOf({}), found);
    expect(lists).toHaveLength(Object.keys(found).length - 1);
    const text = lists.map(({ lines }) => lines.map(String).join(' '));
    expect(words(text[0]!)).toContain('启动新的流程。');
    expect(words(text[1]!)).toContain('不能重建');
    expect(text[2]).not.toContain('/desk/files');
    expect(words(text[3]!)).toMatch(/第 4 份.*未送达流程/);
    expect(words(text.join(' '))).toMatch(/第 7 条.*row-gone.*12.*node.*x-1.*gone/);
    for (const { todo } of lists) expect(todo).not.toBe('');
    const every: unknown[][] = Object.values(found);
    for (const list of every) list.length = 0;
    expect(differencesShown(visitOf({}), found)).toEqual([]);
  });
});

describe('X-4: reports at the desk', () => {
  interface Figures {
    figures: { kind: string; by: string; period: string; cases: number }[];
  }
  const year = (): number => Number(civilDateOf(instant(Date.now())).slice(0, 4));

  it('charts and tables have the figures of the API, quarters without a case among them', async () => {
    const coordinator = await desk.signedIn(staff.coordinator);
    const query = `from=${year()}-01-01&until=${year() + 1}-12-31`;
    const address = `/v1/reports/figures?${query}`;
    const breaches = await vi.waitFor(
      async () => {
        const { figures } = await get<Figures>(staff.coordinator, address);
        const found = figures.filter(({ kind, by }) => kind === 'breaches' && by === 'all');
        expect(found).not.toEqual([]);
        return found;
      },
      { timeout: 20_000, interval: 200 },
    );
    const page = await coordinator.get(`/desk/reports?${query}`);
    expect(page.status).toBe(200);
    const section = page.text.split('<section>').find((one) => one.includes('chart-breaches'))!;
    const bars = breaches.filter(({ period }) => period.length > 4);
    expect(section.match(/<rect/g)).toHaveLength(bars.length);
    for (const quarter of [1, 2, 3, 4]) expect(section).toContain(`>${year()}-Q${quarter}</text>`);
    for (const { period, cases } of breaches)
      expect(words(section)).toContain(`${period} ${cases}`);
    // Many years are shown by year, and a part of one says so.
    const long = await coordinator.get(
      `/desk/reports?from=${year() - 6}-05-01&until=${year() + 1}-12-31`,
    );
    expect(long.text).toContain(`>${year() - 6}*</text>`);
    expect(words(long.text)).toContain('只含其中一部分日期');
    const wrong = await coordinator.get(`/desk/reports?from=${year()}-02-01&until=${year()}-01-01`);
    expect([wrong.status, wrong.text.includes('bad-input')]).toEqual([400, true]);
  });

  it('a table is taken along for a purpose, which the read log has; whoever reads no reports is told so and takes nothing', async () => {
    const coordinator = await desk.signedIn(staff.coordinator);
    const page = await coordinator.get('/desk/reports');
    const action = words(
      /<form method="post" action="(\/desk\/reports[^"]*)"/.exec(page.text)![1]!,
    );
    const fields = hidden(page.text);
    const none = await coordinator.send(action, { ...fields, purpose: ' ' });
    expect([none.status, none.text.includes('purpose-missing')]).toEqual([400, true]);
    const purpose = `季度总结 ${matter.file}`;
    const taken = { ...fields, purpose, format: 'xlsx' };
    const got = await coordinator.one(action, { method: 'POST', body: new URLSearchParams(taken) });
    expect([got.status, got.text.slice(0, 2)]).toEqual([200, 'PK']);
    expect(got.headers.get('content-disposition')).toContain('.xlsx');
    const reads = await get<{ items: { purpose: string }[] }>(
      staff.regulator,
      '/v1/reads?kind=export',
    );
    expect(reads.items.filter((one) => one.purpose === purpose)).toHaveLength(1);
    const stale = await coordinator.send(action, { _csrf: 'x', purpose });
    expect([stale.status, stale.text.includes(`value="${purpose}"`)]).toEqual([200, true]);
    expect(words(stale.text)).toContain('没有提交');
    const payment = await desk.signedIn(staff.payment);
    const told = await payment.get('/desk/reports');
    expect(words(told.text)).toContain('报表由监管人员、协调人和单位负责人查阅');
    const refused = await payment.send('/desk/reports', { ...hidden(told.text), purpose });
    expect([refused.status, refused.text.includes('not-authorised')]).toEqual([403, true]);
  });

  it('a chart is no picture without words: it has a name, every bar its number, and what is wide is reached by keyboard', () => {
    const two = String(
      chart({
        id: 'c',
        title: '<b>',
        bars: [
          ['2026-Q1', 3],
          ['2026-Q2', 0],
        ],
      }),
    );
    expect(two).toContain('<title id="c">&#60;b&#62;</title>');
    expect(two.match(/<rect/g)).toHaveLength(1);
    expect(two).toContain('>5</text>');
    expect(two).not.toContain('tabindex');
    const wide = String(
      chart({ id: 'c', title: 'x', bars: Array.from({ length: 6 }, (_, n) => [`q${n}`, n]) }),
    );
    expect(wide).toContain('tabindex="0"');
    expect(String(chart({ id: 'c', title: 'x', bars: [['q', 0]] }))).toContain('>1</text>');
  });
});
