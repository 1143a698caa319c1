/** 窗口 Every inspection that has ended leaves the file of its year; what may be inspected again, when and why; the history taken over from before (QY-15.1, 12.1). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  addDays,
  document,
  Fixture,
  HOUR,
  instant,
  on,
  startOfDay,
  today,
  told,
  yearOf,
  type Body,
} from '../inspection/acts.ts';

let g: Fixture;
beforeAll(async () => {
  g = await Fixture.open();
});
afterAll(() => g.close());

const Y = yearOf(today());
const corresponding = (day: string) =>
  on(`${yearOf(day) + 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`);
interface Windows {
  yearlyCap: { cap: number | null; year: number; taken: number; from: string | null };
  items: {
    item: string;
    open: boolean;
    from: string | null;
    bars: { clause: string; kind: string; by: string; from: string | null }[];
  }[];
}
const windows = async (institution: string, officer = g.handler, query = ''): Promise<Windows> =>
  (await g.bureau.get(officer, `/v1/institutions/${institution}/windows${query}`)).body;
const windowOf = async (institution: string, item: string, officer?: string) =>
  (await windows(institution, officer)).items.find((i) => i.item === item)!;
const settles = <T>(what: () => Promise<T>, is: unknown) =>
  vi.waitFor(async () => expect(await what()).toEqual(is), { timeout: 15_000, interval: 50 });

describe.concurrent('第十五条 the file of the year', () => {
  it('QY-15.1: one for all its items, to the corresponding day, shown in the engine with that date; over, it closes', async () => {
    const institution = await g.institution();
    const file = await g.begun(institution, { items: [g.planned('i-1'), g.planned('i-2')] });
    const day = (await g.row(file)).started_on!;
    expect(await windowOf(institution, 'i-1')).toMatchObject({
      open: false,
      from: null,
      bars: [{ clause: 'QY-15.1', kind: 'under-way' }],
    });
    await g.ended(file, day);
    const window = await g.windowOf(file);
    expect(window).toMatch(/^CK\.q[0-9a-f]{8}\.\d{4}-\d{5}$/);
    const free = addDays(corresponding(day), 1);
    await settles(async () => (await g.view(window)).nextDue, `${free}T00:00:00+08:00`);
    expect(await g.possible(window)).toEqual(['window-correction']);
    for (const item of ['i-1', 'i-2'])
      expect(await windowOf(institution, item)).toMatchObject({
        open: false,
        from: free,
        bars: [{ clause: 'QY-15.1', kind: 'within-year', from: free }],
      });
    expect(await windowOf(institution, 'i-3')).toMatchObject({ open: true, bars: [] });
    const { searchAttributes } = await g.bureau.service.engine.as('test-clock', () =>
      g.bureau.service.engine.client.workflow.getHandle(window).describe(),
    );
    expect(searchAttributes['DubanNextDue']).toEqual([new Date(startOfDay(free))]);
    await g.bureau.skipTo(window, instant(startOfDay(free) + HOUR));
    await settles(async () => (await g.view(window)).outcome, 'year-over');
  });
  it('QY-12.1: the end is corrected with evidence and a reason only, not into the future, not before the start; either way the window moves', async () => {
    const institution = await g.institution();
    const file = await g.begun(institution, { days: { from: today(), until: today() } });
    await g.bureau
      .owner`update inspection_plan set started_on = ${addDays(today(), -20)} where file_id = ${file}`;
    await g.ended(file, addDays(today(), -5));
    const window = await g.windowOf(file);
    const correct = (endedOn: string, change: Body = {}) =>
      g.act(window, 'window-correction', {
        endedOn,
        evidence: document(),
        reason: '笔录日期有误',
        ...change,
      });
    expect(told(await correct(today(), { evidence: undefined }))).toEqual([
      422,
      'evidence-missing',
      'QY-12.1',
    ]);
    expect(told(await correct(today(), { reason: undefined }))).toEqual([
      422,
      'reason-missing',
      'QY-12.1',
    ]);
    expect(told(await correct(addDays(today(), 1)))).toEqual([422, 'in-the-future', 'QY-12.1']);
    expect(told(await correct(addDays(today(), -21)))).toEqual([
      422,
      'end-before-start',
      'QY-12.1',
    ]);
    expect(told(await correct(addDays(today(), -5)))).toEqual([422, 'end-unchanged', 'QY-12.1']);
    for (const day of [today(), addDays(today(), -20), addDays(today(), -3)]) {
      expect(told(await correct(day)).slice(0, 2)).toEqual([200, 'accepted']);
      await settles(
        async () => (await g.view(window)).nextDue,
        `${addDays(corresponding(day), 1)}T00:00:00+08:00`,
      );
      expect((await g.row(file)).ended_on).toBe(day);
      expect((await windowOf(institution, 'i-1')).from).toBe(addDays(corresponding(day), 1));
    }
    expect(JSON.stringify(await g.register(window))).not.toContain('笔录');
  });
  it('QY-12.1: the end that its own file corrects moves the window too', async () => {
    const file = await g.begun(await g.institution());
    const day = (await g.row(file)).started_on!;
    await g.ended(file, day);
    const window = await g.windowOf(file);
    await g.ended(file, addDays(on(day), 3));
    await settles(
      async () => (await g.view(window)).nextDue,
      `${addDays(corresponding(addDays(on(day), 3)), 1)}T00:00:00+08:00`,
    );
  });
  it('QY-15.1: abandoned after a step on site it ended on its last day there', async () => {
    const institution = await g.institution();
    const file = await g.begun(institution);
    const day = (await g.row(file)).started_on!;
    await g.ended(file, addDays(on(day), 9), { abandoned: true });
    await settles(
      async () => (await g.view(await g.windowOf(file))).nextDue,
      `${addDays(corresponding(day), 1)}T00:00:00+08:00`,
    );
    expect((await windowOf(institution, 'i-1')).from).toBe(addDays(corresponding(day), 1));
    expect(await g.place(file)).toBe(`consumed ${yearOf(day)}`);
  });
});

describe.concurrent('机构窗口 what may be inspected when', () => {
  it('QY-4.1, QY-15.1, QY-15.2, QY-3.1: the cap of the year, each item from its own day, with everything that bars it', async () => {
    const institution = await g.institution({ cap: 2 });
    await g.past(institution, {
      endedOn: today(),
      level: 'prefecture',
      body: g.prefecture,
      found: 'no-violation',
    });
    expect((await windows(institution)).yearlyCap).toEqual({
      clause: 'QY-4.1',
      cap: 2,
      year: Y,
      taken: 1,
      from: today(),
    });
    await g.past(institution, { endedOn: today(), items: ['i-2'] });
    expect((await windows(institution)).yearlyCap).toEqual({
      clause: 'QY-4.1',
      cap: 2,
      year: Y,
      taken: 2,
      from: `${Y + 1}-01-01`,
    });
    const barred = await windowOf(institution, 'i-1');
    expect(barred).toMatchObject({ open: false, from: addDays(corresponding(today()), 1) });
    expect(barred.bars.map((b) => `${b.clause} ${b.kind} ${b.from}`).toSorted()).toEqual([
      `QY-15.1 within-year ${addDays(corresponding(today()), 1)}`,
      `QY-15.2 superior-clean ${Y + 1}-01-01`,
    ]);
    expect(
      (
        await g.bureau.get(
          g.handler,
          `/v1/institutions/${institution}/windows?on=${addDays(corresponding(today()), 1)}`,
        )
      ).body,
    ).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ item: 'i-1', open: true })]),
    });
    expect((await g.bureau.get(g.handler, '/v1/institutions/i-none/windows')).status).toBe(404);
    expect((await g.bureau.get('o-jds-1', `/v1/institutions/${institution}/windows`)).status).toBe(
      403,
    );
  });
});

describe.concurrent('历史检查 taken over from before', () => {
  const row = (institution: string, id: string, change: Body = {}) => ({
    id,
    institution,
    level: 'county',
    kind: 'daily',
    onSite: true,
    items: ['i-1'],
    startedOn: addDays(today(), -40),
    endedOn: addDays(today(), -30),
    found: 'violation',
    document: document(),
    ...change,
  });
  it('QY-15.1, X-6: once; the same again changes nothing, another content is refused; only a registrar; nothing of the future', async () => {
    const institution = await g.institution({ cap: 1 });
    const send = (rows: Body[], officer = g.registrar) =>
      g.bureau.post(officer, '/v1/past-inspections', { inspections: rows });
    const one = row(institution, `h-${institution}`);
    expect((await send([one], g.handler)).status).toBe(403);
    expect((await send([one])).body).toEqual({ accepted: 1, unchanged: 0, refused: [] });
    expect(
      (
        await send([
          one,
          row(institution, `h-${institution}`, { items: ['i-2'] }),
          row(institution, `f-${institution}`, { endedOn: addDays(today(), 1) }),
          row('i-none', 'h-none'),
        ])
      ).body,
    ).toMatchObject({
      accepted: 0,
      unchanged: 1,
      refused: [
        { index: 1, code: 'past-inspection-differs', clause: 'X-6' },
        { index: 2, code: 'in-the-future', clause: 'QY-15.1' },
        { index: 3, code: 'unknown-reference' },
      ],
    });
    expect((await windowOf(institution, 'i-1')).from).toBe(
      addDays(corresponding(addDays(today(), -30)), 1),
    );
    // A re-check of before names what it re-checked: of this institution, of these items, over by then.
    const again = (change: Body) =>
      send([
        row(institution, `r-${institution}`, {
          recheck: true,
          startedOn: today(),
          endedOn: today(),
          ...change,
        }),
      ]).then(
        (r) =>
          (r.body as { refused?: { code: string }[] }).refused?.map((one) => one.code) ?? r.status,
      );
    expect(await again({})).toBe(400);
    expect(await again({ rechecks: 'h-none' })).toEqual(['recheck-unfounded']);
    expect(await again({ rechecks: `h-${institution}`, items: ['i-1', 'i-2'] })).toEqual([
      'recheck-unfounded',
    ]);
    expect(await again({ rechecks: `h-${institution}` })).toEqual([]);
    expect((await windowOf(institution, 'i-1')).from).toBe(
      addDays(corresponding(addDays(today(), -30)), 1),
    );
    // Begun in this year it took its place, led by a clue it took none.
    expect((await windows(institution)).yearlyCap.taken).toBe(
      yearOf(addDays(today(), -40)) === Y ? 1 : 0,
    );
    await send([
      row(institution, `e-${institution}`, {
        exempt: true,
        items: ['i-3'],
        startedOn: today(),
        endedOn: today(),
      }),
    ]);
    expect((await windows(institution)).yearlyCap.taken).toBe(
      yearOf(addDays(today(), -40)) === Y ? 1 : 0,
    );
  });
});
