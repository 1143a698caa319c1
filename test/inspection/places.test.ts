/** 名额 Two plans sent at the same instant never both pass the last place under a cap (QY-4.1). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, Fixture, today, told, yearOf } from './acts.ts';

let g: Fixture;
beforeAll(async () => {
  g = await Fixture.open();
});
afterAll(() => g.close());

it(
  'QY-4.1: of 50 plans approved at the same instant for the last two places, two pass; of those that start, none is above the cap',
  { timeout: 120_000 },
  async () => {
    const institution = await g.institution({ cap: 3 });
    const day = addDays(today(), 1);
    const items = await Promise.all(Array.from({ length: 50 }, (_, n) => g.item(`many-${n}`)));
    const draw = await g.draw(institution);
    const overrides = [{ gate: 'combination', reason: '互不相关的事项' }];
    const first = await g.filed(
      await g.plan(institution, {
        items: [g.planned('i-1')],
        draw,
        days: { from: day, until: day },
      }),
    );
    expect((await g.approve(first)).status).toBe(200);
    const files = await Promise.all(
      items.map(async (item) =>
        g.filed(
          await g.plan(institution, {
            items: [g.planned(item)],
            draw,
            days: { from: day, until: day },
            overrides,
          }),
        ),
      ),
    );
    const answers = await Promise.all(files.map((file) => g.approve(file, { overrides })));
    const passed = answers.filter((a) => a.status === 200);
    expect(passed).toHaveLength(2);
    expect(new Set(answers.filter((a) => a.status !== 200).map((a) => told(a).join(' ')))).toEqual(
      new Set(['409 yearly-cap-reached QY-4.1']),
    );
    const [count] = await g.bureau.owner<
      { n: number }[]
    >`select count(*)::int as n from inspection_place where institution_id = ${institution} and state <> 'released' and year = ${yearOf(day)}`;
    expect(count!.n).toBe(3);
    // Given back at the same instant, exactly as many places are free again.
    const approved = files.filter((_, n) => answers[n]!.status === 200);
    await Promise.all(approved.map((file) => g.act(file, 'cancellation', { reason: '取消' })));
    await Promise.all(approved.map((file) => g.becomes(file, 'cancelled')));
    const again = await Promise.all(
      files
        .filter((file) => !approved.includes(file))
        .slice(0, 20)
        .map((file) => g.approve(file, { overrides })),
    );
    expect(again.filter((a) => a.status === 200)).toHaveLength(2);
  },
);

it('QY-5.1: of two plans filed at the same instant at most one is approved without merging', async () => {
  const institution = await g.institution();
  const body = await g.plan(institution),
    other = await g.plan(institution, { items: [g.planned('i-2')] });
  const replies = await Promise.all([g.file(body), g.file(other)]);
  const files = replies
    .filter((r) => r.status === 201)
    .map((r) => (r.body as unknown as { file: string }).file);
  const answers = await Promise.all(files.map((file) => g.approve(file)));
  expect(answers.filter((a) => a.status === 200).length).toBeLessThanOrEqual(1);
});
