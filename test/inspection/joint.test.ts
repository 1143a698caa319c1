/** 联合检查 A joint inspection is one visit, whichever of the bodies looks; of two plans the one filed first comes first, at the approval as at the door (QY-4.1, 5.1, 5.2, 15.1). */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  addDays,
  Fixture,
  ok,
  on,
  opened,
  problem,
  today,
  told,
  toldOf,
  yearOf,
  type Body,
} from './acts.ts';
import type { Reply } from '../setup/bureau.ts';

let g: Fixture;
let upper: string, upperHead: string;
beforeAll(async () => {
  g = await Fixture.open();
  [upper, upperHead] = [g.of(g.prefecture, '1'), g.of(g.prefecture, 'head')];
});
afterAll(() => g.close());

// In the middle of a month, so that nothing is spent by its end on the way.
const [first, last] = [`${yearOf(today()) + 1}-03-10`, `${yearOf(today()) + 1}-03-12`].map(on) as [
  ReturnType<typeof on>,
  ReturnType<typeof on>,
];
const days = { from: first, until: last };
const ofPrefecture = async (institution: string, change: Body = {}): Promise<Body> => {
  const team = ['1', '2'].map((n) => ({
    officer: g.of(g.prefecture, n),
    role: n === '1' ? 'lead' : 'officer',
    from: 'body',
  }));
  return g.plan(institution, {
    team,
    draw: await g.draw(
      institution,
      team.map((m) => m.officer),
      { body: g.prefecture },
    ),
    days,
    ...change,
  });
};
const idOf = async (file: string): Promise<string> => (await g.row(file)).id;
const taken = async (institution: string): Promise<number> =>
  (
    (await g.bureau.get(g.head, `/v1/institutions/${institution}/windows?on=${first}`))
      .body as unknown as { yearlyCap: { taken: number } }
  ).yearlyCap.taken;
/** The county's plan and the prefecture's, each naming the other, for the same item. */
async function joint(
  institution: string,
  change: Body = {},
): Promise<[county: string, prefecture: string]> {
  const county = await g.filed(await g.plan(institution, { days, ...change }));
  const prefecture = await g.filed(
    await ofPrefecture(institution, { jointWith: [await idOf(county)], ...change }),
    upper,
  );
  expect(
    told(
      await g.act(county, 'plan-change', {
        jointWith: [await idOf(prefecture)],
        reason: '联合检查',
      }),
    ),
  ).toEqual(ok);
  return [county, prefecture];
}
const lists = async () =>
  g.bureau.owner`update list_currency set declared_on = ${first} where bureau_id = ${g.id}`;

describe('一次检查 one visit', () => {
  it('QY-4.1, QY-5.2, QY-15.1: two bodies pass together under a cap of one, begin together, and count once; a third does not pass', async () => {
    await lists();
    const institution = await g.institution({ cap: 1 });
    const [county, prefecture] = await joint(institution);
    expect(told(await g.approve(county))).toEqual(ok);
    expect(told(await g.approve(prefecture, {}, upperHead))).toEqual(ok);
    expect([await g.place(county), await g.place(prefecture)]).toEqual([
      `reserved ${yearOf(first)}`,
      `reserved ${yearOf(first)}`,
    ]);
    const third = await g.plan(institution, {
      days: { from: addDays(last, 60), until: addDays(last, 60) },
      items: [g.planned('i-3')],
    });
    expect(toldOf((await g.assess(third)).findings)).toEqual([expect.stringContaining('refused')]);
    await g.toDay(prefecture, first);
    expect(told(await g.start(prefecture, {}, upper))).toEqual(ok);
    await g.toDay(county, first);
    expect(told(await g.start(county))).toEqual(ok);
    expect(await taken(institution)).toBe(1);
    expect(
      await g.bureau
        .owner`select count(distinct visit)::int as n from inspection_plan where institution_id = ${institution}`,
    ).toEqual([{ n: 1 }]);
    // QY-4.3: they came once.
    expect(
      await g.bureau.owner`select 1 from frequency_alert where institution_id = ${institution}`,
    ).toHaveLength(0);
  });
  it('QY-5.1, QY-4.1: the dry run and the filing give the same answer about a partner that has yet to confirm; the approval asks for it, and the claim alone has no share in the place', async () => {
    await lists();
    const institution = await g.institution({ cap: 1 });
    const county = await g.filed(await g.plan(institution, { days }));
    expect(told(await g.approve(county))).toEqual(ok);
    const claiming = await ofPrefecture(institution, { jointWith: [await idOf(county)] });
    const tried = await g.assess(claiming, upper);
    expect(tried).toMatchObject({ lawful: true, mayFile: true });
    expect(
      tried.findings
        .filter((f) => f.missing?.includes('joint-confirmation'))
        .map((f) => [f.outcome, f.clause]),
    ).toEqual([['pending', 'QY-5.1']]);
    const alone = await ofPrefecture(institution);
    expect(await g.assess(alone, upper)).toMatchObject({ lawful: false, mayFile: false });
    expect((await g.file(alone, upper)).status).toBe(422);
    const file = await g.filed(claiming, upper);
    const reply = await g.bureau.post(upperHead, `/v1/files/${file}/acts/approval`, {});
    expect(problem(reply)).toMatchObject({
      status: 409,
      code: 'yearly-cap-reached',
      clause: 'QY-4.1',
    });
    // Every finding is told, and nothing of what has not begun.
    expect(problem(reply).findings!.filter((f) => f.outcome === 'refused').length).toBeGreaterThan(
      0,
    );
    expect(problem(reply).findings!.map((f) => f.gate)).toEqual(
      expect.arrayContaining(['draw', 'approval', 'two-officers']),
    );
  });
  it('QY-4.1: a partner that falls out gives up its share and nothing that the other uses', async () => {
    await lists();
    const institution = await g.institution({ cap: 1 });
    const [county, prefecture] = await joint(institution);
    expect(told(await g.approve(county))).toEqual(ok);
    expect(told(await g.approve(prefecture, {}, upperHead))).toEqual(ok);
    expect(
      told(await g.act(prefecture, 'plan-change', { jointWith: [], reason: '另行检查' }, upper)),
    ).toEqual(ok);
    expect([await g.place(county), await g.place(prefecture)]).toEqual([
      `reserved ${yearOf(first)}`,
      `released ${yearOf(first)}`,
    ]);
    expect((await g.approve(prefecture, {}, upperHead)).status).toBe(409);
    await g.toDay(county, first);
    expect(told(await g.start(county))).toEqual(ok);
    expect(await taken(institution)).toBe(1);
  });
  it('QY-4.1, QY-15.1: on another day it joins while the first is running; once that has ended it would be a second visit, and on its last day its place is given back', async () => {
    await lists();
    const running = await g.institution({ cap: 1 });
    const [a, b] = await joint(running);
    for (const [file, head] of [
      [a, g.head],
      [b, upperHead],
    ] as const)
      expect(told(await g.approve(file, {}, head))).toEqual(ok);
    await g.toDay(a, first);
    expect(told(await g.start(a))).toEqual(ok);
    await g.toDay(b, addDays(first, 1));
    expect(told(await g.start(b, {}, upper))).toEqual(ok);
    expect(await taken(running)).toBe(1);

    const over = await g.institution({ cap: 1 });
    const [c, d] = await joint(over);
    for (const [file, head] of [
      [c, g.head],
      [d, upperHead],
    ] as const)
      expect(told(await g.approve(file, {}, head))).toEqual(ok);
    await g.toDay(c, first);
    expect(told(await g.start(c))).toEqual(ok);
    await g.ended(c, first);
    await g.toDay(d, addDays(first, 1));
    const refused = await g.bureau.post(upper, `/v1/files/${d}/acts/on-site-start`, {
      present: [],
      shown: [],
      noticeServed: false,
    });
    expect(toldOf(problem(refused).findings!)).toEqual(
      expect.arrayContaining([
        `refused yearly-cap yearly-cap-reached QY-4.1 ${yearOf(first) + 1}-01-01`,
        'refused notice notice-missing QY-10.3',
        `refused repeat same-item-within-year QY-15.1 ${addDays(on(`${yearOf(first) + 1}${first.slice(4)}`), 1)}`,
      ]),
    );
    // One more day of the approval is left, then none.
    expect(await g.place(d)).toBe(`reserved ${yearOf(first)}`);
    await g.toDay(d, last);
    expect(told(await g.start(d, {}, upper))).toEqual([409, 'yearly-cap-reached', 'QY-4.1']);
    expect(await g.place(d)).toBe(`released ${yearOf(first)}`);
  });
});

describe('更正 a joint inspection whose end is corrected', () => {
  it('QY-12.1, QY-15.1: two window files and one bar, to the year after the last of the two ends, whichever body corrects its own', async () => {
    await lists();
    const institution = await g.institution({ cap: 1 });
    const [county, prefecture] = await joint(institution);
    for (const [file, head, by] of [
      [county, g.head, g.handler],
      [prefecture, upperHead, upper],
    ] as const) {
      expect(told(await g.approve(file, {}, head))).toEqual(ok);
      await g.toDay(file, first);
      expect(told(await g.start(file, {}, by))).toEqual(ok);
    }
    for (const file of [county, prefecture]) await g.ended(file, first);
    const [one, other] = [await g.windowOf(county), await g.windowOf(prefecture)];
    expect(one).not.toBe(other);
    const item = async () =>
      (
        (
          await g.bureau.get(
            g.head,
            `/v1/institutions/${institution}/windows?on=${addDays(first, 9)}`,
          )
        ).body as unknown as {
          items: {
            item: string;
            from: string;
            bars: { clause: string; by: string; kind: string; from: string }[];
          }[];
        }
      ).items.find((i) => i.item === 'i-1')!;
    const freeAfter = (end: string) => addDays(on(`${yearOf(end) + 1}${end.slice(4)}`), 1);
    const bar = { clause: 'QY-15.1', kind: 'within-year' };
    expect(await item()).toMatchObject({
      from: freeAfter(first),
      bars: [{ ...bar, from: freeAfter(first) }],
    });
    // The prefecture was there two days longer: its end bars, and its own window file moves; the other stays.
    await g.ended(prefecture, addDays(first, 2));
    expect(await item()).toEqual(
      expect.objectContaining({
        from: freeAfter(addDays(first, 2)),
        bars: [{ ...bar, by: await idOf(prefecture), from: freeAfter(addDays(first, 2)) }],
      }),
    );
    const due = async (file: string, head: string) =>
      ((await g.bureau.get(head, `/v1/files/${file}`)).body as { nextDue?: string }).nextDue;
    await vi.waitFor(
      async () =>
        expect(await due(other, upperHead)).toBe(`${freeAfter(addDays(first, 2))}T00:00:00+08:00`),
      { timeout: 15_000, interval: 50 },
    );
    expect(await due(one, g.head)).toBe(`${freeAfter(first)}T00:00:00+08:00`);
    // Back again: the bar is one and as before.
    await g.ended(prefecture, first);
    expect(await item()).toMatchObject({
      from: freeAfter(first),
      bars: [{ ...bar, from: freeAfter(first) }],
    });
    expect(await taken(institution)).toBe(1);
  });
});

describe('先后 the order of filing', () => {
  /** Filed at one instant: the id settles it. */
  async function atOnce(
    institution: string,
    bodies: readonly Body[],
  ): Promise<[earlier: string, later: string]> {
    const replies: Reply[] = await Promise.all(bodies.map((body) => g.file(body)));
    const files = replies.map((r) => opened(r).file);
    const at = await g.bureau.owner<
      { at: Date; ms: number }[]
    >`select date_trunc('milliseconds', min(filed_at)) as at, at_ms(min(filed_at))::float8 as ms from inspection_plan where institution_id = ${institution}`;
    await g.bureau
      .owner`update inspection_plan set filed_at = ${at[0]!.at}, plan = plan || jsonb_build_object('filedAt', ${at[0]!.ms}::float8::bigint) where institution_id = ${institution}`;
    const rows = await Promise.all(files.map(async (file) => ({ file, id: await idOf(file) })));
    return rows.toSorted((x, y) => (x.id < y.id ? -1 : 1)).map((r) => r.file) as [string, string];
  }
  it('QY-5.1: of two filed at one instant exactly one passes, whichever is asked first', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const institution = await g.institution();
      // So that neither is there yet when the other is judged: joint until both are filed.
      const pair = await atOnce(institution, [
        await g.plan(institution, { days }),
        await g.plan(institution, {
          days: { from: addDays(last, 40), until: addDays(last, 40) },
          items: [g.planned('i-2')],
        }),
      ]);
      await g.bureau
        .owner`update inspection_plan set days_from = ${first}, days_until = ${last}, plan = plan || jsonb_build_object('days', ${g.bureau.owner.json(days as never)}::jsonb) where institution_id = ${institution}`;
      const answers = new Map<number, unknown>();
      for (const n of order) answers.set(n, (await g.approve(pair[n]!)).code);
      expect([answers.get(0), answers.get(1)]).toEqual(['accepted', 'must-be-merged']);
    }
  });
  it('QY-15.1: approved later, the earlier-filed passes all the same, and the other waits at the door', async () => {
    await lists();
    const institution = await g.institution();
    const early = await g.filed(
      await g.plan(institution, { days: { from: addDays(last, 60), until: addDays(last, 62) } }),
    );
    const late = await g.filed(await g.plan(institution, { days }));
    expect(told(await g.approve(late))).toEqual(ok);
    expect(told(await g.approve(early))).toEqual(ok);
    await g.toDay(late, first);
    expect(told(await g.start(late))).toEqual([409, 'same-item-under-way', 'QY-15.1']);
  });
});
