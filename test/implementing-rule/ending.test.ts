/** TJ84-0.1, 14: the file lives as long as its item is on the list; what it wrote lapses with it and is never lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDays,
  Bureau,
  document,
  Fixture,
  setUpRules,
  listed,
  register,
  Rule,
  today,
} from './fixtures.ts';

let b: Bureau;
beforeAll(async () => {
  b = await Bureau.open();
});
afterAll(() => b.close());

const inForce = async (g: Fixture, item: string, day: string): Promise<number | undefined> =>
  (
    await b.owner<
      { version: number }[]
    >`select version from rule_in_force(${g.id}, ${item}, ${day}::date)`
  )[0]?.version;

it.concurrent('a day of the database begins and ends in UTC+8', async () => {
  const [row] = await b.owner<
    { days: string[] }[]
  >`select array[local_day('2026-03-01T15:59:59Z')::text, local_day('2026-03-01T16:00:00Z')::text] as days`;
  expect(row!.days).toEqual(['2026-03-01', '2026-03-02']);
});

describe.concurrent('TJ84-14 an item leaves the list', () => {
  it('its file ends by itself, nothing is owed, a breach stays, the rule holds no longer', async () => {
    const g = await setUpRules(b);
    const rule = await Rule.open(g, listed.issuing);
    const kept = await Rule.open(g, listed.alsoIssuing);
    await rule.accept('rule-publication', {
      publishedAt: '2021-11-01T09:00:00+08:00',
      effectiveFrom: '2021-11-01',
    });
    await register(g, today(), ['zm-02']);
    await g.closed(rule.file, 'item-withdrawn');
    expect((await g.entries(rule.file, 'act-accepted')).at(-1)).toMatchObject({
      clause: 'TJ84-0.1',
      body: { act: { type: 'item-withdrawn', officer: 'duban' } },
    });
    expect((await g.deadlines(rule.file)).map((d) => [d.key, d.state]).toSorted()).toEqual([
      ['compileRule', 'done'],
      ['reviewRule:1', 'void'],
      ['updatePortal', 'void'],
    ]);
    expect((await rule.breaches()).map((x) => [x.key, x.state])).toEqual([
      ['compileRule', 'standing'],
      ['updatePortal', 'standing'],
    ]);
    expect(
      await Promise.all(
        [addDays(today(), -1), today()].map((day) => inForce(g, listed.issuing, day)),
      ),
    ).toEqual([1, undefined]);
    expect(await rule.versions()).toMatchObject([{ version: 1, lapsedFrom: today() }]);
    expect((await g.view(kept.file)).stage).toBe('compiling');
    expect((await rule.submit('rule-revision')).status).toBe(409);
  });

  it('only when the list comes into force; nobody else may say so', async () => {
    const g = await setUpRules(b);
    const rule = await Rule.open(g, listed.issuing);
    await register(g, addDays(today(), 5), ['zm-02']);
    const later = await Rule.open(g, listed.later);
    expect((await rule.submit('item-withdrawn', { list: 3, from: today() })).status).toBe(404);
    const due = await b.owner<
      { file: string; at: string }[]
    >`select file_id as file, to_char(next_try_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at from task where file_id in ${b.owner([rule.file, later.file])} and done_at is null order by file_id`;
    expect(due).toEqual(
      [rule.file, later.file]
        .toSorted()
        .map((file) => ({ file, at: `${addDays(today(), 4)} 16:00` })),
    );
    expect((await g.view(rule.file)).stage).toBe('compiling');
  });

  it('comes back: a new file, whose versions go on counting; the period runs from its return, by management', async () => {
    const g = await setUpRules(b);
    const rule = await Rule.inForce(g, listed.issuing, {
      publishedAt: '2021-10-08T09:00:00+08:00',
      effectiveFrom: '2021-10-08',
    });
    const [gone, back] = [addDays(today(), -2), today()];
    await register(g, gone, ['zm-02']);
    // a claim is settled first; the rule has lapsed all the same.
    await g.stage(rule.file, 'withdrawn');
    expect([await inForce(g, listed.issuing, gone), await g.possible(rule.file)]).toEqual([
      undefined,
      [],
    ]);
    await g.accept('sup', rule.file, 'evidence-confirmation', {
      duty: 'compileRule',
      confirmed: true,
      evidence: document(9),
    });
    await g.closed(rule.file, 'item-withdrawn');
    await register(g, back, ['zm-01', 'zm-02']);
    const again = await Rule.open(g, listed.issuing);
    expect(again.file).not.toBe(rule.file);
    expect(await again.deadline('compileRule')).toMatchObject({
      force: 'management',
      from: `${back}T00:00:00+08:00`,
      state: 'open',
    });
    expect(await inForce(g, listed.issuing, back)).toBeUndefined();
    expect(await again.refuse('rule-publication', { effectiveFrom: back })).toMatchObject({
      code: 'reason-missing',
      clause: 'TJ84-14',
    });
    const before = {
      publishedAt: `${addDays(gone, -9)}T09:00:00+08:00`,
      effectiveFrom: addDays(gone, -1),
      reason: '样例',
    };
    expect(await again.refuse('rule-publication', before)).toMatchObject({
      code: 'rule-overlap',
      clause: 'TJ84-14',
    });
    await again.accept('rule-publication', { effectiveFrom: back, reason: '样例：恢复' });
    expect(
      await Promise.all(
        [addDays(gone, -1), gone, back].map((day) => inForce(g, listed.issuing, day)),
      ),
    ).toEqual([1, undefined, 2]);
  });

  it('back before the task came: the file goes on', async () => {
    const g = await setUpRules(b);
    const rule = await Rule.open(g, listed.later);
    // Both lists in one transaction: when the file hears of the first, the second is in force.
    await b.owner.begin(async (tx) => {
      const at = { ...g, b: { ...g.b, owner: tx } } as unknown as Fixture;
      await register(at, addDays(today(), -1), ['zm-02']);
      await register(at, today(), ['zm-02', 'zx-02']);
    });
    await rule.eventually(async () =>
      expect(
        (await g.entries(rule.file, 'act-refused')).map((e) => [e.clause, e.body['code']]),
      ).toEqual([['TJ84-0.1', 'item-still-listed']]),
    );
    await rule.accept('portal-update');
  });
});
