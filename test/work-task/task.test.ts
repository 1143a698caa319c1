/** QJ-A1: tasks of a plan that runs, by the day that it gives them; and its weeks as they pass (QJ-3.3). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { civilDate, startOfDay } from '../../domain/time/civil-date.ts';
import { HOUR, instant } from '../../domain/time/instant.ts';
import { beginOfSpan, endOfSpan } from '../../domain/time/spans.ts';
import { Bureau } from '../setup/bureau.ts';
import { inDays, Office, paper, today, told, type Body } from '../work-plan/acts.ts';

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
    const proposal = (changes: Body[], more: Body = {}) => ({
      changes,
      document: paper(6),
      reason: '样例理由',
      ...more,
    });
    const proposes = async (changes: Body[], more: Body = {}, by = 'off1') => {
      const reply = await b.post(
        g.o(by),
        `/v1/files/${plan}/acts/plan-amendment`,
        proposal(changes, more),
      );
      return { told: told(reply), id: (reply.body as { id?: string }).id };
    };
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
    const decides = (by: string, more: Body = {}) =>
      g.act(plan, 'plan-amendment-decision', { amendment: id, outcome: 'confirmed', ...more }, by);
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
});
