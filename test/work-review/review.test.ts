/** QJ-A1, QJ-3.3: the sixteen rows of 2021 as they are printed, and their first reviews: in order, once, and written again as versions. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bringSystemAct } from '../../api/background/system-acts.ts';
import { startOfDay } from '../../domain/time/civil-date.ts';
import { HOUR, instant, type CivilDate } from '../../domain/time/instant.ts';
import { endOfSpan, firstWorkingDay } from '../../domain/time/spans.ts';
import { Bureau } from '../setup/bureau.ts';
import { Office, paper, today, told, type Body } from '../work-plan/acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const refusal = (code: string, status: number, clause: string) => [status, code, clause];

describe('QJ-3.3 周通报、月考评、季分析、年考核', () => {
  it('QJ-2.1c QJ-2.2c QJ-2.3 QJ-2.4a QJ-2.5 QJ-A1 QJ-A1-1.1 QJ-A1-1.2 QJ-A1-2.1 QJ-A1-2.2 QJ-A1-3.1 QJ-A1-3.2 QJ-A1-3.3 QJ-A1-4.1 QJ-A1-4.2 QJ-A1-5.1 QJ-A1-5.2 QJ-A1-6.1 QJ-A1-6.2 QJ-A1-7 QJ-A1-8 QJ-A1-9 QJ-3.3: the sixteen rows as they are printed, and the first reviews', async () => {
    const g = await Office.withGroup(b);
    const plan = { year: 2021, issuedOn: '2021-04-27', closedOn: '2021-05-02' };
    const file = await g.opened(plan);
    expect(file).toMatch(/^GH\..*2021-/);
    expect(told(await g.open({ ...plan, document: paper(9) }))).toEqual(
      refusal('plan-exists', 409, 'QJ-A1'),
    );
    const tasks = await g.tasks();
    const dates = (t: (typeof tasks)[number]) => t.holdsOn ?? (t.conflictOn ? 'conflict' : 'none');
    expect(tasks.map((t) => [t.clause, dates(t), t.ongoing])).toEqual([
      ['QJ-A1-1.1', 'none', true],
      ['QJ-A1-1.2', '2021-06-30', false],
      ['QJ-A1-2.1', '2021-06-30', false],
      ['QJ-A1-2.2', 'none', true],
      ['QJ-A1-3.1', '2021-09-30', false],
      ['QJ-A1-3.2', 'none', true],
      ['QJ-A1-3.3', 'none', true],
      ['QJ-A1-4.1', '2021-04-30', false],
      ['QJ-A1-4.2', '2021-04-30', false],
      ['QJ-A1-5.1', '2021-12-31', false],
      ['QJ-A1-5.2', '2021-12-31', false],
      ['QJ-A1-6.1', 'conflict', false],
      ['QJ-A1-6.2', '2021-12-31', false],
      ['QJ-A1-7', 'none', true],
      ['QJ-A1-8', '2021-09-30', false],
      ['QJ-A1-9', '2021-12-31', true],
    ]);
    expect(tasks.find((t) => t.row === '1.1')!.sections.join('，')).toBe(
      '局基金监管科，参保管理科，职工、居民医保待遇科，医疗救助科，医疗服务管理科，信息科，中心办公室',
    );
    expect(tasks.find((t) => t.row === '9')!.sections).toEqual(['局党组', '中心班子']);
    // Registered years later, what had a date is late, each in the name of every section; what is in conflict is not.
    const six = await g.task('6.1');
    await g.until(six, { stage: 'date-conflict' });
    expect(await g.breaches(six)).toEqual([]);
    expect((await g.view(six)).notes.join()).toContain('2021-03-31');
    expect(await g.owes(six)).toEqual(['confirmTaskDate']);
    const four = await g.task('4.1');
    await g.until(four, { attention: 'overdue' });
    expect(await g.breaches(four)).toEqual(['completeTask QJ-A1-4.1 standing']);
    const june = await g.task('1.2');
    await g.until(june, { attention: 'overdue' });
    expect(await g.breaches(june)).toHaveLength(5);
    // 补录 What was done is entered first, what is not needed is taken out by a new document; with the closing the reviews are opened.
    await g.until(file, { stage: 'entering' });
    expect(await g.reviews()).toEqual([]);
    await dating(g, six);
    await claiming(g, four);
    const closes = () => g.act(file, 'plan-closing', { document: paper(5) }, 'off1');
    expect(await closes()).toEqual(refusal('plan-tasks-open', 409, 'QJ-A1'));
    const dated = tasks.filter((t) => t.row !== '4.1' && dates(t) !== 'none');
    await g.amended(
      file,
      dated.map(({ row }) => ({ kind: 'withdraw', row })),
    );
    expect(await closes()).toEqual([200]);
    await g.until(await g.task('1.1'), { stage: 'closed', outcome: 'ended-with-plan' });

    await g.until(file, { stage: 'closed', outcome: 'closed' });
    const reviews = await g.reviewed(5);
    expect(reviews.map((r) => [r.span, r.from, r.until, r.broken, r.opensOn])).toEqual([
      ['month', '2021-04-27', '2021-05-01', 'first', '2021-05-06'],
      ['month', '2021-05-01', '2021-05-03', 'last', '2021-05-06'],
      ['quarter', '2021-04-27', '2021-05-03', 'both', '2021-05-06'],
      ['week', '2021-04-27', '2021-05-03', 'first', '2021-05-06'],
      ['year', '2021-04-27', '2021-05-03', 'both', '2021-05-06'],
    ]);
    // Performed again, the tasks of the plan open nothing twice.
    await b.owner`update task set done_at = null, next_try_at = clock_timestamp() where file_id = ${file} and kind = 'work-review-open'`;
    await vi.waitFor(
      async () =>
        expect(
          await b.owner`select 1 from task where file_id = ${file} and done_at is null`,
        ).toHaveLength(0),
      { timeout: 20_000, interval: 100 },
    );
    expect(await g.reviews()).toHaveLength(5);
    await reviewing(g, reviews);
  });

  /** 三（三） Closed in their order by a person of the office who has seen the content, once; written again as a version. */
  async function reviewing(g: Office, reviews: Awaited<ReturnType<Office['reviews']>>) {
    const [april, may, , week] = reviews.map(({ file }) => file) as [
      string,
      string,
      string,
      string,
    ];
    const seen = await g.content(week);
    const of = (id: string) => seen.tasks.find((t) => t.row === id)!;
    expect(seen.tasks).toHaveLength(16);
    expect(of('1.1')).toMatchObject({ state: 'ongoing', late: false });
    // As it stood then: what was taken out years later was late, what was claimed in time was done, and nobody had dated 6.1.
    expect(of('4.2')).toMatchObject({ state: 'overdue', late: true, dueOn: '2021-04-30' });
    expect(of('4.1')).toMatchObject({ state: 'done', late: false, completedOn: '2021-04-30' });
    expect(of('1.2')).toMatchObject({ state: 'open', late: false });
    expect(of('6.1')).toMatchObject({
      state: 'date-conflict',
      late: false,
      dates: ['2021-03-31', '2021-12-31'],
    });
    expect(await g.closes(may)).toEqual(refusal('earlier-review-open', 409, 'QJ-3.3'));
    expect(await g.closes(april, 'off1', { contentHash: '0'.repeat(64) })).toEqual(
      refusal('review-content-other', 409, 'QJ-3.3'),
    );
    expect(await g.closes(april, 's1')).toEqual(refusal('not-owed-by-you', 403, 'QJ-3.3'));
    expect(await g.closes(april, 'system')).toEqual(refusal('person-required', 403, 'QJ-3.3'));
    const write = async (file: string, by: string) =>
      told(await b.post(g.o(by), `/v1/work-reviews/${file}/versions`, { reason: '样例理由' }));
    expect(await write(april, 'off1')).toEqual(refusal('review-not-closed', 409, 'QJ-3.3'));
    expect(await g.closes(april)).toEqual([200]);
    await g.until(april, { stage: 'closed', outcome: 'closed' });
    expect((await g.closes(april))[1]).toBe('file-closed');
    expect(await g.closes(may)).toEqual([200]);
    expect(await g.closes(week)).toEqual([200]);
    await g.until(may, { stage: 'closed' });
    await g.until(week, { stage: 'closed' });
    expect(await write(april, 's1')).toEqual(refusal('not-owed-by-you', 403, 'QJ-3.3'));
    expect(await write(april, 'off2')).toEqual([201]);
    const again = (await g.reviews()).find((r) => r.version === 2)!;
    expect(again).toMatchObject({ span: 'month', from: '2021-04-27', until: '2021-05-01' });
    expect(await write(april, 'off2')).toEqual(refusal('review-rewritten', 409, 'QJ-3.3'));
    expect(await write(again.file, 'off2')).toEqual(refusal('review-not-closed', 409, 'QJ-3.3'));
    expect(await g.closes(again.file, 'off2')).toEqual([200]);
    await g.until(again.file, { stage: 'closed' });
    expect(await write(april, 'off2')).toEqual(refusal('review-rewritten', 409, 'QJ-3.3'));
    // 考核 Each period counts once, by its newest version; the section of 4.2 had a late task in all three.
    const { items } = (await b.get(g.o('off1'), '/v1/section-assessments?year=2021')).body as {
      items: { unit: string; counted: Body; withOverdue: number; reviews: Body[] }[];
    };
    expect(items).toHaveLength(9);
    const centre = items.find(({ unit }) => unit === g.u('s7'))!;
    expect(centre).toMatchObject({
      counted: { week: 1, month: 2, quarter: 0, year: 0 },
      withOverdue: 3,
    });
    expect(centre.reviews.find((r) => r['from'] === '2021-04-27')).toBeDefined();
    const fund = items.find(({ unit }) => unit === g.u('s1'))!;
    expect(fund).toMatchObject({ withOverdue: 0 });
    expect(fund.reviews[0]).toMatchObject({ tasks: 5, conflicts: 1, ongoing: 2 });
    expect((await b.get(g.o('off1'), '/v1/section-assessments?year=2022')).body).toEqual({
      items: [],
    });
  }

  /** 6.1 A named person of the group says which date holds, and no other date. */
  async function dating(g: Office, six: string) {
    const says = (on: string, by: string, more: Body = { reason: '样例理由' }) =>
      g.act(six, 'task-date-confirmation', { on, ...more }, by);
    expect(await says('2021-12-31', 's2')).toEqual(refusal('not-owed-by-you', 403, 'QJ-A1-6.1'));
    expect(await says('2021-12-31', 'registrar')).toEqual(
      refusal('not-of-the-group', 403, 'QJ-3.1'),
    );
    expect(await says('2021-06-30', 'deputy')).toEqual(
      refusal('task-date-unknown', 422, 'QJ-A1-6.1'),
    );
    expect(await says('2021-12-31', 'deputy', {})).toEqual(
      refusal('reason-missing', 422, 'QJ-A1-6.1'),
    );
    expect(await says('2021-03-31', 'deputy')).toEqual([200]);
    // Nobody is in breach of a date before the plan came.
    await g.until(six, { stage: 'open', attention: 'management-overdue' });
    expect(await g.breaches(six)).toEqual([]);
    expect((await g.tasks()).find((t) => t.row === '6.1')).toMatchObject({ holdsOn: '2021-03-31' });
  }

  /** X-13 Evidence that is entered years later claims its day, and another unit confirms it. */
  async function claiming(g: Office, four: string) {
    expect(await g.completes(four, 's7', { completedAt: '2021-04-30T23:59:00+08:00' })).toEqual([
      200,
    ]);
    expect(await g.breaches(four)).toEqual(['completeTask QJ-A1-4.1 claimed-in-time']);
    expect(await g.act(four, 'task-acceptance', { outcome: 'accepted' }, 'off1')).toEqual([200]);
    const { duties } = await g.view(four);
    expect(duties.filter(({ state }) => state === 'open')).toEqual([]);
  }

  it('X-2 QJ-3.3: a notice of the calendar moves the day on which a running week is opened', async () => {
    const g = await Office.withGroup(b);
    const plan = await g.opened(
      {
        year: Number(today().slice(0, 4)),
        issuedOn: today(),
        rows: [{ id: 'a', heading: '样例', sections: ['信息科'], ongoing: true }],
      },
      1,
    );
    const monday = endOfSpan('week', today());
    const noticed = async (version: number, on: CivilDate, rests = true) => {
      const notice = {
        year: Number(on.slice(0, 4)),
        version,
        notice: '样例通知',
        publishedOn: today(),
        off: rests ? [on] : [],
        work: [],
      };
      await bringSystemAct({ sql: b.owner, engine: b.service.engine }, plan, {
        id: `calendar:${plan}:${version}`,
        type: 'calendar-revision',
        facts: notice,
        key: `calendar:${version}`,
      });
      return notice;
    };
    const notice = await noticed(99, monday);
    const opensOn = firstWorkingDay(monday, [notice]);
    expect(opensOn > monday).toBe(true);
    await b.skipTo(plan, instant(startOfDay(opensOn) - HOUR));
    expect(await g.reviews('&span=week')).toEqual([]);
    await b.skipTo(plan, instant(startOfDay(opensOn) + HOUR));
    await vi.waitFor(
      async () =>
        expect(await g.reviews('&span=week')).toMatchObject([
          { from: today(), until: monday, opensOn },
        ]),
      { timeout: 10_000, interval: 100 },
    );
    // And brings it forward: on a day that has begun it is opened at once.
    const next = endOfSpan('week', monday);
    await noticed(100, next);
    await b.skipTo(plan, instant(startOfDay(next) + HOUR));
    expect(await g.reviews('&span=week')).toHaveLength(1);
    await noticed(101, next, false);
    await vi.waitFor(
      async () =>
        expect((await g.reviews('&span=week'))[1]).toMatchObject({ from: monday, opensOn: next }),
      { timeout: 10_000, interval: 100 },
    );
  });
});
