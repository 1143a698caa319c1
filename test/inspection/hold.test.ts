/** 待唤醒 A plan refused only by a window or a cap waits for the first lawful day, or for what bars it to be freed; waking opens no door (QY-4.1, 15.1). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  addDays,
  document,
  Fixture,
  HOUR,
  instant,
  ok,
  on,
  problem,
  startOfDay,
  today,
  told,
  yearOf,
  type Body,
} from './acts.ts';

const Y = yearOf(today());
const lastDay = `${Y}-12-31`,
  newYear = on(`${Y + 1}-01-01`);
let g: Fixture;
// The lists are declared current on the days on which officers are drawn anew.
beforeAll(async () => {
  g = await Fixture.open();
  await g.bureau.owner`update list_currency set declared_on = ${newYear} where bureau_id = ${g.id}`;
});
afterAll(() => g.close());

const held = (institution: string, change: Body = {}) =>
  g.plan(institution, { hold: true, days: { from: lastDay, until: lastDay }, ...change });
/** By the file's own clock: the first instant of a day and the grace after it. */
const toFirstInstant = (file: string, day: string) =>
  g.bureau.skipTo(file, instant(startOfDay(on(day)) + 6_000));
const stage = (file: string, name: string) =>
  vi.waitFor(async () => expect((await g.view(file)).stage).toBe(name), {
    timeout: 15_000,
    interval: 50,
  });
const wakings = async (file: string) =>
  (await g.register(file))
    .filter((e) => ['plan-woken', 'plan-still-on-hold'].includes(e.type))
    .map((e) => `${e.type} ${e.clause} ${(e.body as { cause: string }).cause}`);

describe.concurrent('by its timer', () => {
  it('QY-4.1: held by a full year it wakes at the first instant of the next one; team and draw anew, the head approves', async () => {
    const institution = await g.institution({ cap: 1 });
    await g.past(institution, { items: ['i-2'], endedOn: today() });
    const refused = await g.file(
      await g.plan(institution, { days: { from: lastDay, until: lastDay } }),
    );
    expect(problem(refused)).toMatchObject({
      code: 'plan-refused',
      clause: 'QY-4.1',
      lawful: { earliest: `${newYear}T00:00:00+08:00` },
    });
    const file = await g.filed(await held(institution));
    expect(await g.view(file)).toMatchObject({
      stage: 'on-hold',
      nextDue: `${newYear}T00:00:00+08:00`,
    });
    expect(await g.possible(file)).toEqual(['cancellation']);
    expect(await g.place(file)).toBeUndefined();
    await g.bureau.skipTo(file, instant(startOfDay(newYear) - 1000));
    expect(await g.view(file)).toMatchObject({ stage: 'on-hold' });
    await toFirstInstant(file, newYear);
    await stage(file, 'planned');
    expect(await g.row(file)).toMatchObject({
      state: 'filed',
      woken_on: newYear,
      plan: { days: { from: newYear, until: newYear }, wokenOn: newYear },
    });
    expect(await g.place(file)).toBeUndefined();
    // Its object was drawn already; its officers are drawn anew.
    expect(told(await g.approve(file))).toEqual([422, 'not-drawn-anew', 'QY-6.2']);
    const team = ['3', '4'].map((n, i) => ({
      officer: g.of(g.county, n),
      role: i === 0 ? 'lead' : 'officer',
      from: 'body',
    }));
    const draw = await g.draw(
      institution,
      team.map((m) => m.officer),
      { officersOn: newYear },
    );
    expect(told(await g.start(file))).toEqual([422, 'not-drawn-anew', 'QY-6.2']);
    expect(
      told(await g.act(file, 'plan-change', { team, draw, reason: '唤醒后重新抽取' })),
    ).toEqual(ok);
    expect(told(await g.start(file))).toEqual([422, 'approver-missing', 'QY-10.1']);
    expect(told(await g.approve(file))).toEqual(ok);
    expect(await g.place(file)).toBe(`reserved ${Y + 1}`);
    expect(told(await g.start(file))).toEqual(ok);
  });
  it('QY-15.1: held by a window it wakes on the day after the corresponding day, and on no earlier one', async () => {
    const institution = await g.institution();
    const ended = addDays(today(), -30);
    await g.past(institution, { endedOn: ended });
    const first = addDays(on(`${yearOf(ended) + 1}${ended.slice(4)}`), 1);
    const file = await g.filed(
      await held(institution, { days: { from: addDays(today(), 1), until: addDays(today(), 3) } }),
    );
    expect((await g.row(file)).wakes_on).toBe(first);
    await toFirstInstant(file, first);
    await stage(file, 'planned');
    expect((await g.row(file)).plan.days).toEqual({ from: first, until: addDays(first, 2) });
    expect(await wakings(file)).toEqual(['plan-woken QY-4.1 timer']);
  });
  it('QY-15.1: what has been moved later meanwhile keeps it on hold', async () => {
    const institution = await g.institution();
    await g.past(institution, { endedOn: addDays(today(), -300) });
    const file = await g.filed(
      await held(institution, { days: { from: addDays(today(), 1), until: addDays(today(), 1) } }),
    );
    const wakesOn = (await g.row(file)).wakes_on!;
    // Inspected once more, by whatever body, while it waited.
    const again = addDays(today(), -5);
    await g.past(institution, { endedOn: again, kind: 'case' });
    const later = addDays(on(`${yearOf(again) + 1}${again.slice(4)}`), 1);
    await toFirstInstant(file, wakesOn);
    await vi.waitFor(async () => expect((await g.row(file)).wakes_on).toBe(later), {
      timeout: 15_000,
      interval: 50,
    });
    await vi.waitFor(
      async () =>
        expect(await g.view(file)).toMatchObject({
          stage: 'on-hold',
          nextDue: `${later}T00:00:00+08:00`,
        }),
      { timeout: 15_000, interval: 50 },
    );
    expect(await wakings(file)).toEqual(['plan-still-on-hold QY-15.1 timer']);
    await toFirstInstant(file, later);
    await stage(file, 'planned');
  });
  it('QY-4.1, X-3: what the head is asked to override holds nothing back, neither at the filing nor at the waking; the head decides', async () => {
    const institution = await g.institution({ cap: 1 });
    await g.past(institution, { endedOn: today() });
    const asked = { overrides: [{ gate: 'repeat', reason: '情况有变' }] };
    expect(
      await g.assess(
        await g.plan(institution, { days: { from: lastDay, until: lastDay }, ...asked }),
      ),
    ).toMatchObject({ lawful: false, mayHold: true, wakesOn: newYear });
    const [asking, waiting] = [
      await g.filed(await held(institution, asked)),
      await g.filed(await held(institution)),
    ];
    // Without asking, the year of the item is waited for too.
    expect([(await g.row(asking)).wakes_on, (await g.row(waiting)).wakes_on]).toEqual([
      newYear,
      addDays(on(`${Y + 1}${today().slice(4)}`), 1),
    ]);
    await toFirstInstant(asking, newYear);
    await stage(asking, 'planned');
    expect(await wakings(asking)).toEqual(['plan-woken QY-4.1 timer']);
    const team = ['3', '4'].map((n, i) => ({
      officer: g.of(g.county, n),
      role: i === 0 ? 'lead' : 'officer',
      from: 'body',
    }));
    const draw = await g.draw(
      institution,
      team.map((m) => m.officer),
      { officersOn: newYear },
    );
    expect(
      told(await g.act(asking, 'plan-change', { team, draw, reason: '唤醒后重新抽取' })),
    ).toEqual(ok);
    expect(told(await g.approve(asking))).toEqual([409, 'same-item-within-year', 'QY-15.1']);
    expect(
      told(
        await g.act(
          asking,
          'approval',
          { overrides: [{ gate: 'repeat', reason: '情况有变' }] },
          g.head,
        ),
      ),
    ).toEqual(ok);
  });
  it('QY-4.1: three wake at the same instant for one place: the earliest-filed has it, in whatever order they wake', async () => {
    const institution = await g.institution({ cap: 1 });
    await g.past(institution, { items: ['i-4'], endedOn: today() });
    const files: string[] = [];
    for (const item of ['i-1', 'i-2', 'i-3'])
      files.push(await g.filed(await held(institution, { items: [g.planned(item)] })));
    const [first, second, third] = files as [string, string, string];
    for (const file of [third, second]) {
      await toFirstInstant(file, newYear);
      await vi.waitFor(
        async () => expect(await wakings(file)).toEqual(['plan-still-on-hold QY-4.1 timer']),
        { timeout: 15_000, interval: 50 },
      );
      expect((await g.row(file)).wakes_on).toBe(`${Y + 2}-01-01`);
    }
    await toFirstInstant(first, newYear);
    await stage(first, 'planned');
    // Given up, it frees the place for the next in turn: the second, not the third.
    expect(told(await g.act(first, 'cancellation', { reason: '不再需要' }))).toEqual(ok);
    await stage(second, 'planned');
    await vi.waitFor(
      async () => expect((await wakings(third)).at(-1)).toBe('plan-still-on-hold QY-4.1 freed'),
      { timeout: 15_000, interval: 50 },
    );
    expect((await g.view(third)).stage).toBe('on-hold');
    // Its timer has gone by once, and it waits for another day: it is given up all the same.
    await vi.waitFor(
      async () =>
        expect(await g.view(third)).toMatchObject({ nextDue: `${Y + 2}-01-01T00:00:00+08:00` }),
      { timeout: 15_000, interval: 50 },
    );
    expect(told(await g.act(third, 'cancellation', { reason: '不再需要' }))).toEqual(ok);
    await g.becomes(third, 'cancelled');
  });
});

describe.concurrent('by what is freed', () => {
  it('QY-4.1: a cancelled plan frees its place for the earliest-filed of two', async () => {
    const institution = await g.institution({ cap: 1 });
    const holder = await g.filed(
      await g.plan(institution, {
        days: { from: lastDay, until: lastDay },
        items: [g.planned('i-4')],
      }),
    );
    expect(told(await g.approve(holder))).toEqual(ok);
    // Far enough from each other, so that nothing is to be merged.
    const [one, two] = [
      await g.filed(
        await held(institution, { overrides: [{ gate: 'combination', reason: '不同事项' }] }),
      ),
      await g.filed(
        await held(institution, {
          items: [g.planned('i-2')],
          overrides: [{ gate: 'combination', reason: '不同事项' }],
        }),
      ),
    ];
    expect(await g.view(one)).toMatchObject({ stage: 'on-hold' });
    expect(told(await g.act(holder, 'cancellation', { reason: '取消' }))).toEqual(ok);
    await stage(one, 'planned');
    expect((await g.row(one)).plan.days).toEqual({ from: lastDay, until: lastDay });
    await vi.waitFor(
      async () => expect(await wakings(two)).toEqual(['plan-still-on-hold QY-4.1 freed']),
      { timeout: 15_000, interval: 50 },
    );
    // A plan that has woken has reserved nothing: its approval is asked anew.
    expect(await g.place(one)).toBeUndefined();
  });
  it('QY-4.1: a place freed at the instant at which a plan is filed on hold is not missed', async () => {
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const institution = await g.institution({ cap: 1 });
        const holder = await g.filed(
          await g.plan(institution, {
            days: { from: lastDay, until: lastDay },
            items: [g.planned('i-4')],
          }),
        );
        expect(told(await g.approve(holder))).toEqual(ok);
        const body = await held(institution, {
          overrides: [{ gate: 'combination', reason: '不同事项' }],
        });
        const [, file] = await Promise.all([
          g.act(holder, 'cancellation', { reason: '取消' }),
          g.filed(body),
        ]);
        await g.becomes(file, 'filed');
      }),
    );
  });
  it('QY-15.1: a corrected window frees it, reserved nothing, given up it is cancelled', async () => {
    const institution = await g.institution();
    const begun = await g.begun(institution);
    const day = (await g.row(begun)).started_on!;
    await g.ended(begun, day);
    const window = await g.windowOf(begun);
    const file = await g.filed(
      await held(institution, { days: { from: addDays(on(day), 2), until: addDays(on(day), 2) } }),
    );
    const other = await g.filed(
      await held(institution, {
        days: { from: addDays(on(day), 40), until: addDays(on(day), 40) },
      }),
    );
    expect((await g.row(file)).wakes_on).toBe(addDays(on(`${yearOf(day) + 1}${day.slice(4)}`), 1));
    expect(told(await g.act(other, 'cancellation', { reason: '不再需要' }))).toEqual(ok);
    await g.becomes(other, 'cancelled');
    // The right end lies one day earlier: the window is shorter by a day, and so is the wait.
    await g.bureau
      .owner`update inspection_plan set started_on = ${addDays(on(day), -10)} where file_id = ${begun}`;
    expect(
      told(
        await g.act(window, 'window-correction', {
          endedOn: addDays(on(day), -1),
          evidence: document(),
          reason: '笔录日期有误',
        }),
      ),
    ).toEqual(ok);
    await vi.waitFor(
      async () =>
        expect((await g.row(file)).wakes_on).toBe(on(`${yearOf(day) + 1}${day.slice(4)}`)),
      { timeout: 15_000, interval: 50 },
    );
    await vi.waitFor(
      async () => expect((await wakings(file)).at(-1)).toBe('plan-still-on-hold QY-15.1 freed'),
      { timeout: 15_000, interval: 50 },
    );
  });
  it('QY-4.1, QY-15.1: behind a woken plan for the same item it waits without a day, for that one to come to its end; given up meanwhile it is cancelled', async () => {
    const institution = await g.institution();
    const past = addDays(today(), -360);
    await g.past(institution, { endedOn: past });
    const days = { from: addDays(today(), 1), until: addDays(today(), 1) };
    const files: string[] = [];
    for (let n = 0; n < 3; n++) files.push(await g.filed(await held(institution, { days })));
    const [first, second, third] = files as [string, string, string];
    const wakesOn = (await g.row(first)).wakes_on!;
    await toFirstInstant(first, wakesOn);
    await stage(first, 'planned');
    for (const file of [second, third]) {
      await toFirstInstant(file, wakesOn);
      // Asked by its timer, or because the one in front of it requested it before.
      await vi.waitFor(async () => expect((await g.row(file)).wakes_on).toBeNull(), {
        timeout: 15_000,
        interval: 50,
      });
      await vi.waitFor(
        async () => expect(await g.view(file)).toMatchObject({ stage: 'on-hold', nextDue: null }),
        { timeout: 15_000, interval: 50 },
      );
      // The file knows it a moment before the register has it.
      await vi.waitFor(
        async () => expect((await wakings(file)).at(-1)).toMatch(/^plan-still-on-hold QY-15.1/),
        { timeout: 15_000, interval: 50 },
      );
    }
    expect(told(await g.act(second, 'cancellation', { reason: '不再需要' }))).toEqual(ok);
    await g.becomes(second, 'cancelled');
    expect(told(await g.act(first, 'cancellation', { reason: '不再需要' }))).toEqual(ok);
    await stage(third, 'planned');
  });
  it('QY-4.1: what can never be held is not: something is missing that no time brings', async () => {
    const institution = await g.institution({ cap: 0 });
    expect(problem(await g.file(await held(institution)))).toMatchObject({
      code: 'plan-refused',
      clause: 'QY-4.1',
    });
    expect(
      problem(await g.file(await held(await g.institution(), { draw: undefined }))),
    ).toMatchObject({ code: 'plan-refused', clause: 'QY-6.2' });
    // Lawful as it is, it is no plan on hold.
    expect(await g.view(await g.filed(await held(await g.institution())))).toMatchObject({
      stage: 'planned',
    });
  });
  it('X-1: nobody but the system wakes a plan', async () => {
    const institution = await g.institution({ cap: 1 });
    await g.past(institution, { items: ['i-2'], endedOn: today() });
    const file = await g.filed(await held(institution));
    expect((await g.act(file, 'waking', { cause: 'timer' })).status).toBe(404);
    await g.bureau.skip(file, HOUR / HOUR);
    expect(await g.view(file)).toMatchObject({ stage: 'on-hold' });
  });
});
