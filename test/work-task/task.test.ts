/** QJ-A1: tasks of a plan that runs, by the day that it gives them; and its weeks as they pass (QJ-3.3). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { civilDate, startOfDay } from '../../domain/time/civil-date.ts';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { beginOfSpan, endOfSpan } from '../../domain/time/spans.ts';
import { Bureau } from '../setup/bureau.ts';
import { inDays, Office, paper, today, type Body } from '../work-plan/acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const refusal = (code: string, status: number, clause: string) => [status, code, clause];
const CENTRE = '中心办公室';
const row = (id: string, more: Body = {}) => ({
  id,
  heading: `样例任务${id}`,
  sections: [CENTRE],
  ...more,
});

describe('QJ-A1 任务', () => {
  it('QJ-A1 QJ-3.2 QJ-3.3: a plan that runs: in time to the end of its day, late after it, given back, ongoing; its weeks are opened as they pass', async () => {
    const g = await Office.withGroup(b);
    const year = Number(today().slice(0, 4));
    const due = inDays(6);
    const plan = await g.opened(
      {
        year,
        issuedOn: today(),
        rows: [
          row('a', { dueOn: due, sections: [CENTRE, '信息科'] }),
          row('b', { dueOn: due }),
          row('c', { dueOn: due, ongoing: true }),
          row('d', { ongoing: true }),
          row('e', { dueMonth: `${year}-12` }),
        ],
      },
      5,
    );
    expect((await g.tasks()).find((t) => t.row === 'e')).toMatchObject({ dueOn: `${year}-12-31` });
    const [a, bb, c, d] = await Promise.all(['a', 'b', 'c', 'd'].map((id) => g.task(id)));
    const end = instant(startOfDay(civilDate(due)) + 24 * HOUR);
    // An hour before the end of its day, by one of its two sections, for both.
    await b.skipTo(a!, instant(end - HOUR));
    expect(await g.completes(a!, 's2')).toEqual(refusal('not-owed-by-you', 403, 'QJ-A1'));
    expect(await g.completes(a!, 's6', { evidence: [] })).toEqual(
      refusal('task-evidence-missing', 422, 'QJ-A1'),
    );
    expect(await g.completes(a!, 's6')).toEqual([200]);
    await g.until(a!, { stage: 'completed' });
    expect(await g.act(a!, 'task-acceptance', { outcome: 'returned' }, 'off1')).toEqual(
      refusal('reason-missing', 422, 'QJ-A1'),
    );
    expect(await g.act(a!, 'task-acceptance', { outcome: 'accepted' }, 's6')).toEqual(
      refusal('not-owed-by-you', 403, 'QJ-A1'),
    );
    expect(await g.act(a!, 'task-acceptance', { outcome: 'accepted' }, 'off1')).toEqual([200]);
    await g.until(a!, { stage: 'closed', outcome: 'done' });
    expect(await g.breaches(a!)).toEqual([]);
    // An hour after it: a breach, and still owed.
    await b.skipTo(bb!, instant(end + HOUR));
    await g.until(bb!, { attention: 'overdue' });
    expect(await g.breaches(bb!)).toEqual(['completeTask QJ-A1 standing']);
    expect(await g.completes(bb!, 's7')).toEqual([200]);
    expect(await g.act(bb!, 'task-acceptance', { outcome: 'accepted' }, 'off2')).toEqual([200]);
    await g.until(bb!, { stage: 'closed', outcome: 'done' });
    // Given back after its day: it was not done, and is late. Then done, and ongoing.
    await b.skipTo(c!, instant(end - HOUR));
    expect(await g.completes(c!, 's7')).toEqual([200]);
    await b.skipTo(c!, instant(end + HOUR));
    expect(
      await g.act(c!, 'task-acceptance', { outcome: 'returned', reason: '样例' }, 'off1'),
    ).toEqual([200]);
    await g.until(c!, { stage: 'open', attention: 'overdue' });
    expect(await g.completes(c!, 's7')).toEqual([200]);
    expect(await g.act(c!, 'task-acceptance', { outcome: 'accepted' }, 'off1')).toEqual([200]);
    await g.until(c!, { stage: 'ongoing' });
    expect(
      await g.act(d!, 'task-progress', { description: '样例', evidence: [paper(4)] }, 's7'),
    ).toEqual([200]);
    await g.until(d!, { stage: 'ongoing', attention: 'on-track' });
    await running(g, plan);
  });

  /** Week after week as the plan's own time passes; not before the first working day. */
  async function running(g: Office, plan: string) {
    expect(await g.act(plan, 'plan-closing', { document: paper(5) }, 'off1')).toEqual(
      refusal('before-trigger', 422, 'QJ-3.3'),
    );
    const weeks = async () => g.reviews('&span=week');
    expect(await weeks()).toEqual([]);
    const first = endOfSpan('week', today());
    await b.skipTo(plan, instant(startOfDay(first) - 1));
    expect(await weeks()).toEqual([]);
    const second = endOfSpan('week', first);
    await b.skipTo(plan, instant(startOfDay(second) + 24 * HOUR * 10));
    // They may be opened in whatever order.
    const opened = await vi.waitFor(
      async () => {
        const found = (await weeks()).slice(0, 2);
        expect(found.map((r) => [r.from, r.until, r.broken])).toEqual([
          [today(), first, today() === beginOfSpan('week', today()) ? null : 'first'],
          [first, second, null],
        ]);
        return found;
      },
      { timeout: 20_000, interval: 100 },
    );
    const seen = await g.content(opened[1]!.file);
    const of = (id: string) => seen.tasks.find((t) => t.row === id)!;
    expect(of('a')).toMatchObject({ state: 'done', completedOn: inDays(6), late: false });
    expect(of('d')).toMatchObject({ state: 'ongoing' });
    expect(of('e')).toMatchObject({ state: 'open' });
  }

  it('QJ-A1 QJ-3.2: a plan is amended by a new document and two persons: another date, a row more, one taken out; what is late is not moved', async () => {
    const g = await Office.withGroup(b);
    const plan = await g.opened(
      {
        year: Number(today().slice(0, 4)),
        issuedOn: today(),
        rows: [
          row('a', { dueOn: today() }),
          row('b', { dueOn: inDays(3) }),
          row('c', { ongoing: true }),
        ],
      },
      3,
    );
    const proposes = (changes: Body[], more: Body = {}, by = 'off1') =>
      g.proposes(plan, changes, more, by);
    const later = { kind: 'change', row: 'b', dueOn: inDays(8), sections: ['信息科'] };
    const changes = [
      later,
      { kind: 'add', row: 'd', heading: '样例', sections: [CENTRE], dueOn: inDays(9) },
      { kind: 'withdraw', row: 'c' },
    ];
    expect((await proposes(changes, {}, 's7')).told).toEqual(
      refusal('not-owed-by-you', 403, 'QJ-A1'),
    );
    expect((await proposes(changes, { document: paper(2) })).told).toEqual(
      refusal('amendment-paper-same', 422, 'QJ-A1'),
    );
    expect((await proposes(changes, { reason: undefined })).told).toEqual(
      refusal('reason-missing', 422, 'QJ-A1'),
    );
    const unfit = refusal('amendment-row-unfit', 422, 'QJ-A1');
    expect((await proposes([{ kind: 'change', row: 'x', dueOn: inDays(8) }])).told).toEqual(unfit);
    expect((await proposes([{ ...later, dueOn: inDays(-1) }])).told).toEqual(unfit);
    expect((await proposes([{ ...later, sections: [] }])).told).toEqual(
      refusal('task-without-section', 422, 'QJ-3.2'),
    );
    expect((await proposes([{ ...later, sections: ['样例科'] }])).told).toEqual(
      refusal('section-unregistered', 422, 'QJ-3.2'),
    );
    const { told: said, id } = await proposes(changes);
    expect(said).toEqual([200]);
    const decides = (by: string, more: Body = {}) => g.decides(plan, id, by, more);
    expect(await decides('off1')).toEqual(refusal('amendment-own', 403, 'QJ-3.1'));
    expect(await decides('registrar')).toEqual(refusal('not-owed-by-you', 403, 'QJ-3.1'));
    expect(await decides('off2', { outcome: 'rejected' })).toEqual(
      refusal('reason-missing', 422, 'QJ-A1'),
    );
    // Nothing has changed yet.
    expect((await g.tasks()).map((t) => t.holdsOn)).toEqual([today(), inDays(3), null]);
    expect(await decides('deputy')).toEqual([200]);
    expect(await decides('off2')).toEqual(refusal('amendment-unknown', 409, 'QJ-A1'));
    await vi.waitFor(
      async () =>
        expect((await g.tasks()).map((t) => [t.row, t.holdsOn, t.stage])).toEqual([
          ['a', today(), 'open'],
          ['b', inDays(8), 'open'],
          ['c', null, 'closed'],
          ['d', inDays(9), 'open'],
        ]),
      { timeout: 10_000, interval: 100 },
    );
    // By the new date, and by the new section.
    const moved = await g.task('b');
    await b.skipTo(moved, instant(startOfDay(inDays(5))));
    expect((await g.view(moved)).attention).not.toContain('overdue');
    expect(await g.completes(moved, 's7')).toEqual(refusal('not-owed-by-you', 403, 'QJ-A1'));
    expect(await g.completes(moved, 's6')).toEqual([200]);
    expect(await g.act(moved, 'task-acceptance', { outcome: 'accepted' }, 'off1')).toEqual([200]);
    await g.until(moved, { stage: 'closed', outcome: 'done' });
    expect(await g.breaches(moved)).toEqual([]);
    // Late by the time of the plan: another date cures nothing.
    await b.skipTo(plan, instant(startOfDay(inDays(1)) + HOUR));
    const cure = [{ kind: 'change', row: 'a', dueOn: inDays(20) }];
    expect((await proposes(cure, { document: paper(7) })).told).toEqual(unfit);
  });

  it('QJ-A1 QJ-3.2: what waits for its confirmation is judged again on that day; a rejected paper is free; what was moved in time was never late, and a slip of the pen is corrected by two', async () => {
    const g = await Office.withGroup(b);
    const due = inDays(1);
    const plan = await g.opened(
      {
        year: Number(today().slice(0, 4)),
        issuedOn: today(),
        rows: [
          row('a', { dueOn: due }),
          row('b', { dueOn: inDays(3) }),
          row('c', { dueOn: inDays(5) }),
          row('d', { ongoing: true }),
          row('e', { dueOn: due, sections: [CENTRE, '信息科'] }),
        ],
      },
      5,
    );
    const unfit = refusal('amendment-row-unfit', 422, 'QJ-A1');
    const [a, e] = await Promise.all(['a', 'e'].map((id) => g.task(id)));
    // The message to the task is late: by its own clock the day is over, by the plan's it is not.
    await b.skipTo(e!, instant(startOfDay(civilDate(inDays(2))) + HOUR));
    await g.until(e!, { attention: 'overdue' });
    expect(await g.breaches(e!)).toHaveLength(2);
    await g.amended(plan, [{ kind: 'change', row: 'e', dueOn: inDays(10) }], {
      document: paper(7),
    });
    await g.until(e!, { stage: 'open', attention: 'on-track' });
    expect(await g.breaches(e!)).toEqual(
      Array.from({ length: 2 }, () => 'completeTask QJ-A1 reversed'),
    );

    // 科室 A section that the group has dropped meanwhile is refused, and the plan goes on; the rejected paper may come again.
    const moved = [{ kind: 'change', row: 'b', sections: ['信息科'] }];
    const first = await g.proposes(plan, moved);
    const sections = g.group()['sections'] as { name: string; unit: string }[];
    await g.register({
      sections: sections.map((one) => (one.name === '信息科' ? { ...one, name: '信息中心' } : one)),
    });
    expect(await g.decides(plan, first.id)).toEqual(refusal('section-unregistered', 422, 'QJ-3.2'));
    expect(
      await g.decides(plan, first.id, 'off2', { outcome: 'rejected', reason: '科室更名' }),
    ).toEqual([200]);
    await g.register();
    await g.amended(plan, moved);
    expect((await g.view(plan)).attention).not.toBe('technical');
    expect((await g.proposes(plan, moved)).told).toEqual(
      refusal('amendment-paper-same', 422, 'QJ-A1'),
    );

    // What was in conflict and has been dated may be moved, onto the other date too: also where an earlier plan had both after its issue.
    await b.owner`update work_plan_row set conflict_on = ${inDays(7)} where plan_id = ${plan} and row_id = 'b'`;
    await b.owner`update work_task set dated_at = clock_timestamp(), dated_act = 'x' where plan_id = ${plan} and row_id = 'b'`;
    await g.amended(plan, [{ kind: 'change', row: 'b', dueOn: inDays(7) }], {
      document: paper(15),
    });
    expect((await g.view(plan)).attention).not.toBe('technical');
    expect((await g.tasks()).find((t) => t.row === 'b')!.holdsOn).toBe(inDays(7));

    // 编号 Given once, by whichever was confirmed first; what has been taken out is neither changed nor added again.
    const x = [{ kind: 'add', row: 'x', heading: '样例', sections: [CENTRE], ongoing: true }];
    const twice = [
      await g.proposes(plan, x, { document: paper(8) }),
      await g.proposes(plan, x, { document: paper(9) }),
    ];
    expect(await g.decides(plan, twice[0]!.id)).toEqual([200]);
    expect(await g.decides(plan, twice[1]!.id)).toEqual(unfit);
    const pending = await g.proposes(plan, [{ kind: 'change', row: 'd', dueOn: inDays(20) }], {
      document: paper(10),
    });
    await g.amended(plan, [{ kind: 'withdraw', row: 'd' }], { document: paper(11) });
    expect(await g.decides(plan, pending.id)).toEqual(unfit);
    expect(
      (await g.proposes(plan, [{ ...x[0]!, row: 'd' }], { document: paper(12) })).told,
    ).toEqual(unfit);

    // 更正 Its own paper, two persons; what was late by a slip of the pen was never late, and the true date is the date.
    await b.skipTo(a!, instant(startOfDay(civilDate(inDays(2))) + HOUR));
    await g.until(a!, { attention: 'overdue' });
    const stale = await g.proposes(plan, [{ kind: 'change', row: 'c', dueOn: inDays(2) }], {
      document: paper(13),
    });
    expect(stale.told).toEqual([200]);
    await b.skipTo(plan, instant(startOfDay(civilDate(inDays(3))) + HOUR));
    expect(await g.decides(plan, stale.id)).toEqual(unfit);
    const slip = [{ kind: 'change', row: 'a', dueOn: inDays(8) }];
    expect((await g.proposes(plan, slip, { document: paper(14) })).told).toEqual(unfit);
    expect((await g.proposes(plan, slip, { document: paper(2) })).told).toEqual(
      refusal('amendment-paper-same', 422, 'QJ-A1'),
    );
    const correction = { document: paper(2), correction: true };
    expect((await g.proposes(plan, slip, { ...correction, document: paper(14) })).told).toEqual(
      refusal('correction-paper-other', 422, 'QJ-A1'),
    );
    const right = await g.proposes(plan, slip, correction);
    expect(await g.decides(plan, right.id, 'off1')).toEqual(
      refusal('amendment-own', 403, 'QJ-3.1'),
    );
    expect(await g.decides(plan, right.id)).toEqual([200]);
    await g.until(a!, { stage: 'open', attention: 'on-track' });
    expect(await g.breaches(a!)).toEqual(['completeTask QJ-A1 reversed']);
    await b.skipTo(a!, instant(startOfDay(civilDate(inDays(9))) + HOUR));
    await g.until(a!, { attention: 'overdue' });
    expect((await g.breaches(a!)).toSorted()).toEqual([
      'completeTask QJ-A1 reversed',
      'completeTask QJ-A1 standing',
    ]);
  });
});
