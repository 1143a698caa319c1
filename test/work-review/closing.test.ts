/** QJ-A1, QJ-3.3: a plan that runs over the end of its year to its closing; what its reviews say of each section, and that they say it as it stood. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDate, startOfDay } from '../../domain/time/civil-date.ts';
import { HOUR, instant, type CivilDate } from '../../domain/time/instant.ts';
import { endOfSpan, periodFrom, spans } from '../../domain/time/spans.ts';
import { Bureau } from '../setup/bureau.ts';
import { Office, paper, today, told, type Body } from '../work-plan/acts.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const CENTRE = '中心办公室';
const row = (id: string, more: Body) => ({ id, heading: `样例${id}`, sections: [CENTRE], ...more });
const noonOf = (day: CivilDate) => instant(startOfDay(day) + 12 * HOUR);
interface Section {
  unit: string;
  withOverdue: number;
  reviews: Body[];
}

describe('QJ-3.3 督查', () => {
  it('QJ-A1 QJ-3.3: every period to the closing in January is opened once, the open ones are cut to its day; sections answer for their own', async () => {
    const g = await Office.withGroup(b);
    const year = Number(today().slice(0, 4));
    const second = endOfSpan('week', today());
    const third = endOfSpan('week', second);
    const end = civilDate(`${year}-12-31`);
    const plan = await g.opened(
      {
        year,
        issuedOn: today(),
        rows: [
          row('p', { sections: [CENTRE, '信息科'], ongoing: true }),
          row('q', { dueOn: addDays(second, 2) }),
          row('r', { dueOn: addDays(second, 1), sections: ['信息科'] }),
          row('s', { dueOn: end, ongoing: true }),
        ],
      },
      4,
    );
    const [p, q, s] = await Promise.all(['p', 'q', 's'].map((id) => g.task(id)));
    const reports = (by: string) =>
      g.act(p!, 'task-progress', { description: '样例', evidence: [paper(4)] }, by);
    for (const by of ['s7', 's7', 's6']) expect(await reports(by)).toEqual([200]);
    // Handed in after its day, in the second week; looked at in the third.
    await b.skipTo(q!, noonOf(addDays(second, 4)));
    expect(await g.completes(q!, 's7')).toEqual([200]);
    await b.skipTo(q!, noonOf(addDays(third, 1)));
    expect(await g.act(q!, 'task-acceptance', { outcome: 'accepted' }, 'off1')).toEqual([200]);
    await g.until(q!, { outcome: 'done' });
    // Taken out in the third week: it was late in the second.
    await b.skipTo(plan, noonOf(addDays(third, 1)));
    await g.amended(plan, [{ kind: 'withdraw', row: 'r' }]);
    await b.skipTo(s!, noonOf(addDays(end, -1)));
    expect(await g.completes(s!, 's7')).toEqual([200]);
    await closed(g, plan, s!, addDays(end, 5));
    await assessed(g, second, third);
  });

  /** 终结 Not before the year is over, not while a task is open; then everything that runs ends with that day. */
  async function closed(g: Office, plan: string, s: string, on: CivilDate) {
    await b.skipTo(plan, noonOf(on));
    const closes = () => g.act(plan, 'plan-closing', { document: paper(5) }, 'off1');
    expect(await closes()).toEqual([409, 'plan-tasks-open', 'QJ-A1']);
    expect(await g.act(s, 'task-acceptance', { outcome: 'accepted' }, 'off1')).toEqual([200]);
    await g.until(s, { stage: 'ongoing' });
    expect(await closes()).toEqual([200]);
    await g.until(plan, { stage: 'closing' });
    await b.skipTo(plan, noonOf(addDays(on, 15)));
    await g.until(plan, { stage: 'closed', outcome: 'closed' });
    for (const id of ['p', 's'])
      await g.until(await g.task(id), { stage: 'closed', outcome: 'ended-with-plan' });
    const expected = spans.flatMap((span) => {
      const all: string[] = [];
      for (let p = periodFrom(span, civilDate(today()), on); p; p = periodFrom(span, p.until, on))
        all.push(`${span} ${p.from} ${p.until} ${p.broken}`);
      return all;
    });
    const reviews = await g.reviewed(expected.length);
    expect(reviews.map((r) => `${r.span} ${r.from} ${r.until} ${r.broken}`).toSorted()).toEqual(
      expected.toSorted(),
    );
    expect(expected.filter((one) => one.includes(` ${addDays(on, 1)} `)).length).toBe(4);
    expect((await g.breaches(plan)).length).toBe(0);
  }

  /** 考核 Of the first three weeks. */
  async function assessed(g: Office, second: CivilDate, third: CivilDate) {
    const weeks = (await g.reviews('&span=week')).slice(0, 3);
    const [, w2, w3] = await Promise.all(weeks.map(({ file }) => g.content(file)));
    const of = (content: typeof w2, id: string) => content!.tasks.find((t) => t.row === id);
    expect(of(w2, 'q')).toMatchObject({ state: 'completed', late: true });
    expect(of(w2, 'r')).toMatchObject({ state: 'overdue', late: true });
    expect(of(w3, 'q')).toMatchObject({ state: 'done', late: true });
    expect(of(w3, 'r')).toBeUndefined();
    for (const { file, opensOn } of weeks) {
      await b.skipTo(file, noonOf(civilDate(opensOn)));
      expect(await g.closes(file)).toEqual([200]);
    }
    await g.until(weeks[1]!.file, { stage: 'closed' });
    // Written again after the amendment, the second week is what it was.
    const again = await b.post(g.o('off2'), `/v1/work-reviews/${weeks[1]!.file}/versions`, {
      reason: '样例理由',
    });
    expect(told(again)).toEqual([201]);
    const { file } = again.body as { file: string };
    expect((await g.content(file)).tasks).toEqual(w2!.tasks);
    expect(await g.closes(file)).toEqual([200]);
    const found = new Map<string, Section>();
    for (const year of new Set([second, third].map((d) => addDays(d, -1).slice(0, 4))))
      for (const one of (
        (await b.get(g.o('off1'), `/v1/section-assessments?year=${year}`)).body as {
          items: Section[];
        }
      ).items)
        found.set(one.unit, {
          ...one,
          reviews: [...(found.get(one.unit)?.reviews ?? []), ...one.reviews],
        });
    const said = (unit: string, from: string) =>
      found.get(g.u(unit))!.reviews.find((r) => r['from'] === from);
    const none = { done: 0, submitted: 0, overdue: 0, late: 0, progress: 0 };
    expect(said('s7', today())).toMatchObject({ ...none, progress: 2 });
    expect(said('s6', today())).toMatchObject({ ...none, progress: 1 });
    expect(said('s7', second)).toMatchObject({ ...none, submitted: 1, late: 1, version: 2 });
    expect(said('s6', second)).toMatchObject({ ...none, overdue: 1, version: 2 });
    expect(said('s7', third)).toMatchObject({ ...none, done: 1 });
    expect(said('s6', third)).toMatchObject(none);
  }
});
