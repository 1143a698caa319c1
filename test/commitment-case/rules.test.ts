/** TJ84-13, 14: the periods that an implementing rule sets bind the cases approved under it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, instant } from '../../domain/time/instant.ts';
import {
  addDays,
  document,
  iso,
  setUpRules,
  Bureau,
  problemOf,
  Rule,
  today,
} from '../implementing-rule/fixtures.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(async () => {
  await bureau.close();
});

const periods = {
  check: { count: 3, unit: 'working-days', section: 'procedure', from: 'distribution' },
  feedback: { count: 24, unit: 'hours', section: 'procedure', from: 'check' },
};
const clause = 'IR:zm-01/v1/监管程序';

describe.concurrent('第十三条 the rule of the item', () => {
  it('TJ84-7 TJ84-13 sets both periods: cited to it, its section and version; too late is a breach of the rule, and the late act counts', async () => {
    const g = await setUpRules(bureau);
    await Rule.inForce(g, 'zm-01', periods);
    const file = await g.approve();
    await g.accept('sup-d', file, 'distribution', { assignee: g.o('sup-h') });
    expect(await g.deadline(file, 'check')).toMatchObject({ clause, force: 'text' });
    expect(await g.entries(file, 'duty-armed')).toContainEqual(
      expect.objectContaining({
        clause,
        body: expect.objectContaining({
          instrument: 'implementing-rule',
          article: '实施细则（zm-01）第1版 监管程序（自收到分发起算）',
        }),
      }),
    );
    expect((await bureau.get(g.o('reg'), `/v1/commitment-cases/${file}`)).body).toMatchObject({
      rule: { item: 'zm-01', version: 1 },
    });
    await g.overrun(file, 'check');
    const now = instant(await bureau.now(file));
    await g.accept('sup-h', file, 'check-record', {
      document: document(5),
      checkedAt: iso(now),
      method: '现场核查',
      findings: '样例',
      result: 'conforming',
    });
    expect(await g.deadline(file, 'feedBack')).toMatchObject({
      clause,
      force: 'text',
      due: iso(now + 24 * HOUR),
    });
    await g.accept('sup-h', file, 'supervision-result', {
      to: g.u('acc'),
      document: document(6),
      result: 'conforming',
      findings: '样例',
    });
    expect(await g.breaches(file)).toMatchObject([
      { clause, duty: 'check', owedBy: g.u('sup'), state: 'standing' },
    ]);
    await g.accept('acc-h', file, 'feedback-receipt', { handling: '已阅' });
    await g.closed(file, 'conforming');
  });

  it('TJ84-13 TJ84-15.3 a period says from what it counts: from the push the feedback falls due whether or not there is a check, and its lateness is in the figures', async () => {
    const g = await setUpRules(bureau);
    await Rule.inForce(g, 'zm-01', {
      check: { ...periods.check, from: 'push' },
      feedback: { count: 5, unit: 'working-days', section: 'procedure', from: 'push' },
    });
    const file = await g.approve();
    const pushedAt = Date.parse(
      (await g.entries(file, 'act-accepted'))[0]!.body['act']!['receivedAt' as never],
    );
    await bureau.skipTo(file, instant(pushedAt + HOUR));
    await g.accept('sup-d', file, 'distribution', { assignee: g.o('sup-h') });
    for (const key of ['check', 'feedBack'])
      expect([key, await g.deadline(file, key)]).toMatchObject([
        key,
        { clause, force: 'text', from: iso(pushedAt) },
      ]);
    expect(
      problemOf(
        await g.act('sup-h', file, 'supervision-result', {
          to: g.u('acc'),
          document: document(6),
          result: 'conforming',
          findings: '样例',
        }),
      ),
    ).toMatchObject({ code: 'check-missing', clause: 'TJ84-7' });
    await g.overrun(file, 'feedBack');
    expect(
      ((await g.breaches(file)) as { duty: string }[]).map(({ duty }) => duty).toSorted(),
    ).toEqual(['check', 'feedBack']);
    await g.feedBackOnly(file);
    const { items } = (
      await bureau.get(
        g.o('reg'),
        `/v1/exchange-figures?from=${today()}&to=${addDays(today(), 60)}`,
      )
    ).body as { items: { unit: string; type: string; late: number; latenessPercent: number }[] };
    expect(items.find((row) => row.type === 'supervision-result')).toMatchObject({
      unit: g.u('sup'),
      late: 1,
      latenessPercent: 100,
    });
  });

  it('TJ84-13 cannot: a period that does not say from what it counts, a check that counts from itself', async () => {
    const g = await setUpRules(bureau);
    const rule = await Rule.open(g, 'zm-01');
    const { from: _from, ...unsaid } = periods.check;
    for (const [check, path] of [
      [unsaid, '/check/from'],
      [{ ...periods.check, from: 'check' }, '/check/from'],
    ] as const) {
      const reply = await rule.submit('rule-publication', { check });
      expect([
        reply.status,
        (reply.body as { fields: { path: string }[] }).fields.map((field) => field.path),
      ]).toEqual([400, [path]]);
    }
  });

  it('TJ84-14 the case keeps the version of its approval; the next one is of a later day; an item without a rule stays under management', async () => {
    const g = await setUpRules(bureau);
    const before = await g.approve();
    await Rule.inForce(g, 'zm-01', { check: periods.check });
    const after = await g.approve();
    const other = await g.approve({ item: 'zm-02' });
    for (const file of [before, after, other])
      await g.accept('sup-d', file, 'distribution', { assignee: g.o('sup-h') });
    expect(
      [
        await g.deadline(before, 'check'),
        await g.deadline(after, 'check'),
        await g.deadline(other, 'check'),
      ].map((d) => [d.clause, d.force]),
    ).toEqual([
      ['TJ84-7', 'management'],
      [clause, 'text'],
      ['TJ84-7', 'management'],
    ]);
    // The rule says nothing on the feedback: that stays a management period.
    await g.accept('sup-h', after, 'check-record', {
      document: document(5),
      checkedAt: iso(await bureau.now(after)),
      method: '现场核查',
      findings: '样例',
      result: 'conforming',
    });
    expect(await g.deadline(after, 'feedBack')).toMatchObject({
      clause: 'TJ84-7',
      force: 'management',
    });
  });

  it('TJ84-13 X-11 a bureau that has only adopted TJ84: also the period of its rule is management, and no breach', async () => {
    const g = await setUpRules(bureau);
    await Rule.inForce(g, 'zm-01', periods);
    await bureau.owner`update bureau set area = '621000', adoptions = ${bureau.owner.json([{ instrument: 'TJ84', decidedOn: '2020-01-01', document: document() }])} where id = ${g.id}`;
    const file = await g.approve();
    expect((await bureau.get(g.o('reg'), `/v1/commitment-cases/${file}`)).body).toMatchObject({
      basis: { instrument: 'TJ84', force: 'adopted' },
    });
    await g.accept('sup-d', file, 'distribution', { assignee: g.o('sup-h') });
    expect(await g.deadline(file, 'check')).toMatchObject({ clause, force: 'management' });
    await g.overrun(file, 'check');
    expect(await g.entries(file, 'management-overdue')).toHaveLength(1);
    expect(await g.breaches(file)).toEqual([]);
  });

  it("TJ84-7 TJ84-15.4 without a rule the bureau's own management settings", async () => {
    const g = await setUpRules(bureau, {
      checkDays: 2,
      acknowledgeDays: 1,
      acknowledgeAgainDays: 1,
    });
    const file = await g.approve();
    await g.feedBack(file);
    const limits = await bureau.owner<
      { key: string; limit: object }[]
    >`select key, body->'limit' as limit from duty where file_id = ${file} and key in ('check', 'receiveFeedback') order by key`;
    expect(limits.map((d) => d.limit)).toEqual([
      { unit: 'working-days', count: 2 },
      { unit: 'working-days', count: 1 },
    ]);
    const [armed] = (await g.entries(file, 'duty-armed')).filter(
      (e) => e.body['duty'] === 'receiveFeedback',
    );
    await g.b.skipTo(file, instant(Date.parse(armed!.body['due'] as string) + 4 * 24 * HOUR));
    expect((await g.entries(file, 'management-overdue-again')).length).toBeGreaterThanOrEqual(1);
  });
});
